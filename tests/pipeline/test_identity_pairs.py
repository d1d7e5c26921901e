"""Hard pairs, made by hand: two cards from two stores, and whether they are one person."""

import pytest

from reconnect_core.model import Contact, ContactRef, PartialDate, Phone, PostalAddress
from reconnect_core.pipeline import identity

ONE, TWO = True, False
HOME = "+49 30 2345678"
MOBILE = "+49 151 12345678"
OTHER = "+49 160 7654321"


def card(book, name, *what, **more):
    """A card: words with @ are addresses, those with + numbers (``m+`` mobile, ``w+`` work), / an organisation,
    a date a birthday; ``given|family`` in the name are the store's own parts."""
    fields = {"emails": [], "phones": []}
    for word in what:
        if "@" in word:
            fields["emails"].append(word)
        elif "+" in word:
            label, _, number = word.partition("+")
            kind = {"m": {"mobile"}, "w": {"work"}, "h": {"home"}, "f": {"fax"}}.get(label, set())
            fields["phones"].append(Phone(raw="+" + number, labels=frozenset(kind)))
        elif word.startswith("/"):
            fields["organisation"] = word[1:]
        elif word.startswith("http"):
            fields["urls"] = (word,)
        elif word.startswith("at "):
            street, town = word[3:].split(", ")
            fields["addresses"] = (PostalAddress(street=street, postcode=town[:5], locality=town[6:]),)
        elif word.startswith("--"):
            fields["birthday"] = PartialDate(month=int(word[2:4]), day=int(word[5:7]))
        else:
            year, month, day = map(int, word.split("-"))
            fields["birthday"] = PartialDate(year=year, month=month, day=day)
    if "|" in name:
        given, family = name.split("|")
        fields |= {"given": given, "family": family}
        name = f"{given} {family}".strip()
    fields["emails"], fields["phones"] = tuple(fields["emails"]), tuple(fields["phones"])
    return Contact(ref=ContactRef(book=book, uid=f"{book}-1"), name=name, **{**fields, **more})


def e164s(*cards):
    return {c.ref: tuple("".join(m for m in p.raw if m.isdigit() or m == "+") for p in c.phones) for c in cards}


PAIRS = [
    # nicknames
    (ONE, ("Bob|Smith", "bob@smith.example"), ("Robert|Smith", "bob@smith.example")),
    (ONE, ("Bill|Gray", "m+44 7911 123456"), ("William|Gray", "m+44 7911 123456")),
    (ONE, ("Liz|Taylor", "liz@gmail.com"), ("Elizabeth|Taylor", "liz@gmail.com")),
    (ONE, ("Susie|Olson", "+1 415 5552671"), ("Susan|Olson", "+1 415 5552671")),
    (ONE, ("Gwen|Olson", "m+1 415 5552671"), ("Gwendolyn|Olson", "m+1 415 5552671")),
    (ONE, ("Archie|Olson", "m+1 415 5552671"), ("Archibald|Olson", "m+1 415 5552671")),
    (ONE, ("C.|Dubois", "+33 612345678"), ("Céline|Dubois", "+33 612345678")),
    (ONE, ("Peggy|Olson", "m+1 415 5552671"), ("Margaret|Olson", "m+1 415 5552671")),
    (ONE, ("Hans|Huber", "hh@gmx.de"), ("Johannes|Huber", "hh@gmx.de")),
    (ONE, ("Sepp|Maier", "m" + MOBILE), ("Josef|Maier", "m" + MOBILE)),
    (ONE, ("Uschi|Glas", "uschi@web.de"), ("Ursula|Glas", "uschi@web.de")),
    (ONE, ("Fritz|Lang", "/Ufa Film", "1890-12-05"), ("Friedrich|Lang", "/Ufa Film", "1890-12-05")),
    (ONE, ("Paco|Ibarra", "m+34 666555444"), ("Francisco|Ibarra", "m+34 666555444")),
    (ONE, ("Pepe|Ruiz", "pepe@yahoo.es"), ("José|Ruiz", "pepe@yahoo.es")),
    (ONE, ("Sasha|Petrov", "sp@mail.ru"), ("Alexander|Petrov", "sp@mail.ru")),
    (ONE, ("Gosia|Nowak", "m+48 691723056"), ("Małgorzata|Nowak", "m+48 691723056")),
    (ONE, ("Beppe|Verdi", "beppe@libero.it"), ("Giuseppe|Verdi", "beppe@libero.it")),
    (ONE, ("Trixie|Lenz", "m" + MOBILE), ("Beatrix|Lenz", "m" + MOBILE)),
    (ONE, ('Robert "Bobo" Kahn', "m" + MOBILE), ("Bobo|Kahn", "m" + MOBILE)),
    # order of the words
    (ONE, ("Hans|Müller", "hans@web.de"), ("Müller|Hans", "hans@web.de")),
    (ONE, ("Müller, Hans", "m" + MOBILE), ("Hans|Müller", "m" + MOBILE)),
    (ONE, ("MÜLLER Hans", "hans@web.de"), ("Hans|Müller", "hans@web.de")),
    (ONE, ("Wei|Wang", "ww@qq.com"), ("Wang|Wei", "ww@qq.com")),
    (ONE, ("Gabriel García Márquez", "g@x.example.org"), ("Gabriel|García Márquez", "g@x.example.org")),
    (ONE, ("Nagy István", "in@freemail.hu"), ("István|Nagy", "in@freemail.hu")),
    (ONE, ("山田 太郎", "taro@example.jp"), ("山田太郎", "taro@example.jp")),
    # spelling and script
    (ONE, ("Jürgen|Müller", "jm@gmx.de"), ("Juergen|Mueller", "jm@gmx.de")),
    (ONE, ("Jürgen|Müller", "jm@gmx.de"), ("Jurgen|Muller", "jm@gmx.de")),
    (ONE, ("Björn|Strauß", "m" + MOBILE), ("Bjoern|Strauss", "m" + MOBILE)),
    (ONE, ("Søren|Kjær", "sk@mail.dk"), ("Soren|Kjaer", "sk@mail.dk")),
    (ONE, ("Сергей|Иванов", "si@mail.ru"), ("Sergey|Ivanov", "si@mail.ru")),
    (ONE, ("Алексей|Смирнов", "m+7 916 1234567"), ("Alexei|Smirnov", "m+7 916 1234567")),
    (ONE, ("Γιώργος|Παπαδόπουλος", "gp@otenet.gr"), ("Giorgos|Papadopoulos", "gp@otenet.gr")),
    (ONE, ("José|Peña", "jp@x.example.org"), ("Jose|Pena", "jp@x.example.org")),
    (ONE, ("Zoë|O'Brien", "zoe@icloud.com"), ("Zoe|OBrien", "zoe@icloud.com")),
    (ONE, ("Łukasz|Wójcik", "lw@wp.pl"), ("Lukasz|Wojcik", "lw@wp.pl")),
    (ONE, ("Anne-Marie|Duval", "am@free.fr"), ("Annemarie|Duval", "am@free.fr")),
    (ONE, ("Ludwig|van Beethoven", "lvb@wien.example"), ("Ludwig|Beethoven", "lvb@wien.example")),
    (ONE, ("Stefan|Meier", "m" + MOBILE), ("Stephan|Meyer", "m" + MOBILE)),
    # slips of the pen
    (ONE, ("Jonh|Smith", "js@x.example.org"), ("John|Smith", "js@x.example.org")),
    (ONE, ("Micheal|Brown", "m+1 415 5552671"), ("Michael|Brown", "m+1 415 5552671")),
    (ONE, ("Katharina|Zimmerman", "kz@gmx.de"), ("Katharina|Zimmermann", "kz@gmx.de")),
    (ONE, ("Babrara|Herrmann", "m" + MOBILE), ("Babs|Herrmann", "m" + MOBILE)),
    (ONE, ("Elisabteh|Winkler", "ew@a1.net"), ("Elisabeth|Winkler", "ew@a1.net")),
    (
        ONE,
        ("Thomas|Schnieder", "/Alpha Werke", "1970-03-04"),
        ("Thomas|Schneider", "/Alpha Werke", "1970-03-04"),
    ),
    # titles, degrees, middle names, initials
    (ONE, ("Dr. Eva Schön", "eva@web.de"), ("Eva|Schön", "eva@web.de")),
    (ONE, ("Prof. Dr. med. Max Planck", "mp@mpg.example"), ("Max|Planck", "mp@mpg.example")),
    (ONE, ("John Smith, MBA", "js@x.example.org"), ("John|Smith", "js@x.example.org")),
    (ONE, ("Jane|Doe, PhD", "jd@x.example.org"), ("Jane|Doe", "jd@x.example.org")),
    (ONE, ("J.|Smith", "js@x.example.org"), ("John|Smith", "js@x.example.org")),
    (ONE, ("John F. Kennedy", "jfk@x.example.org"), ("John Fitzgerald Kennedy", "jfk@x.example.org")),
    (ONE, ("Hans Peter Kraus", "m" + MOBILE), ("Peter|Kraus", "m" + MOBILE)),
    (
        ONE,
        ("A.|Kowalczyk", "/Omega Labs", "ak@omegalabs.pl"),
        ("Anna|Kowalczyk", "/Omega Labs", "ak@omegalabs.pl"),
    ),
    (ONE, ("Anna", "m" + MOBILE), ("Anna|Müller", "m" + MOBILE)),
    (ONE, ("Anna K.", "anna.k@gmail.com"), ("Anna|Kessler", "anna.k@gmail.com")),
    # changed names, mails, jobs
    (ONE, ("Anna|Müller", "anna77@gmx.de"), ("Anna|Schmidt", "anna77@gmx.de")),
    (ONE, ("Julia|Roth", "m" + MOBILE), ("Julia|Weiß", "m" + MOBILE)),
    (ONE, ("Eva|Meier-Huber", "eva@gmx.de"), ("Eva|Huber", "eva@gmx.de")),
    (
        ONE,
        ("Xaver|Obermoser", "xo@old.example.org", "m" + MOBILE),
        ("Xaver|Obermoser", "xo@gmail.com", "m" + MOBILE),
    ),
    (
        ONE,
        ("Rosa|Lindqvist", "r@a.example", "/Volvo", "1980-02-03"),
        ("Rosa|Lindqvist", "r@b.example", "/Volvo", "1980-02-03"),
    ),
    (ONE, ("Rosa|Lindqvist", "1980-02-03"), ("Rosa|Lindqvist", "r@b.example", "1980-02-03")),
    (ONE, ("Rosa|Lindqvist", "--02-03", "/Volvo"), ("Rosa|Lindqvist", "r@b.example", "1980-02-03")),
    (ONE, ("Piet|Hoekstra", "/Philips"), ("Piet|Hoekstra", "piet@philips.nl")),
    (ONE, ("Piet|Hoekstra", "/Philips N.V."), ("Piet|Hoekstra", "/Philips", "m+31 612345678")),
    (
        ONE,
        ("Mia|Falk", "at Lindenweg 7, 10115 Berlin", "h" + HOME),
        ("Mia|Falk", "at Lindenweg 7, 10115 Berlin"),
    ),
    (
        ONE,
        ("Tom|Reed", "https://www.linkedin.com/in/tomreed/"),
        ("Thomas|Reed", "http://linkedin.com/in/tomreed?x=1"),
    ),
    # how other cultures and products call people
    (ONE, ("Mei-Ling|Chen", "ml@x.example.org"), ("Meiling|Chen", "ml@x.example.org")),
    (ONE, ("Kim|Min-jun", "m+82 10 26935360"), ("Minjun|Kim", "m+82 10 26935360")),
    (ONE, ("Juan Carlos|Ibarra", "m+52 5563417988"), ("Juanca|Ibarra", "m+52 5563417988")),
    (ONE, ("Ana Lucía|Solís", "al@x.example.org"), ("Analú|Solís", "al@x.example.org")),
    (ONE, ("María Luisa|Solís", "m+52 5563417988"), ("Malu|Solís", "m+52 5563417988")),
    (ONE, ("Muhammad|Haddad", "mh@x.example.org"), ("Mohamed|Haddad", "mh@x.example.org")),
    (ONE, ("Venkatesh|Iyer", "m+91 9876543210"), ("Venky|Iyer", "m+91 9876543210")),
    (ONE, ("Ευαγγελία|Αγγελίδου", "ea@x.example.org"), ("Evangelia|Angelidou", "ea@x.example.org")),
    (ONE, ("Meghan|Beaumont", "m+1 415 5552671"), ("Megan|Beaumont", "m+1 415 5552671")),
    (ONE, ("Jane|Doe, RN, BSN", "jd@x.example.org"), ("Jane|Doe", "jd@x.example.org")),
    (ONE, ("Tony|Hayes - We're hiring!", "/Acme", "t@acme.com"), ("Anthony|Hayes", "/Acme", "t@acme.com")),
    (ONE, ("Dimitrios Papado", "m+30 6971234567"), ("Dimitrios|Papadopoulos", "m+30 6971234567")),
    (ONE, ("Hanna Kern Cell", "m" + MOBILE), ("Hanna|Kern", "m" + MOBILE)),
    (ONE, ("Fjellski|Carla", "/Lopes", "cf@lopes.com"), ("C|Fjellski", "/Lopes", "cf@lopes.com")),
    # the same mailbox or number, written otherwise
    (ONE, ("Ann|Lee", "Ann.Lee@GMAIL.com"), ("Ann|Lee", "annlee+news@googlemail.com")),
    (ONE, ("Ann|Lee", "mailto:ann@x.example.org"), ("Ann|Lee", '"Ann" <ann@x.example.org>')),
    (ONE, ("Ann|Lee", "m+1 415 555 2671"), ("Ann|Lee", "m+1 (415) 555-2671")),
    (ONE, ("", "ann@x.example.org"), ("Ann|Lee", "ann@x.example.org")),
    (ONE, ("ann@x.example.org", "ann@x.example.org"), ("Ann|Lee", "ann@x.example.org")),
    (ONE, ("", "m+1 415 5552671"), ("Ann|Lee", "m+1 415 5552671")),
    (ONE, ("Ann|Lee", "1990-04-05", "a@x.example.org"), ("Ann|Lee", "1990-05-04", "a@x.example.org")),
    # couples and households
    (TWO, ("Anna|Müller", "h" + HOME), ("Bernd|Müller", "h" + HOME)),
    (TWO, ("Anna|Müller", "fam.mueller@gmx.de"), ("Bernd|Müller", "fam.mueller@gmx.de")),
    (
        TWO,
        ("Anna|Müller", "a@gmx.de", HOME, "at Weg 1, 10115 Berlin"),
        ("Jan|Müller", "a@gmx.de", HOME, "at Weg 1, 10115 Berlin"),
    ),
    (TWO, ("Paul|Weber", "w@gmx.de"), ("Paula|Weber", "w@gmx.de")),
    (TWO, ("Christian|Roth", "roth@web.de"), ("Christina|Roth", "roth@web.de")),
    (TWO, ("Daniel|Koch", "h" + HOME), ("Daniela|Koch", "h" + HOME)),
    (TWO, ("Maria|Rossi", "rossi@libero.it"), ("Mario|Rossi", "rossi@libero.it")),
    (TWO, ("Andrea|Lang", "h" + HOME), ("Andreas|Lang", "h" + HOME)),
    (TWO, ("Gabriel|Kern", "kern@gmx.at"), ("Gabriele|Kern", "kern@gmx.at")),
    (TWO, ("Jan|Bos", "bos@ziggo.nl"), ("Jana|Bos", "bos@ziggo.nl")),
    (TWO, ("Michael|Stein", "stein@t-online.de"), ("Michaela|Stein", "stein@t-online.de")),
    (TWO, ("Anna|Schmidt", "h" + HOME), ("Bernd|Krause", "h" + HOME)),
    (TWO, ("Familie Müller", "h" + HOME), ("Anna|Müller", "h" + HOME)),
    (TWO, ("Anna & Bernd Müller", "fam@gmx.de"), ("Anna|Müller", "fam@gmx.de")),
    (TWO, ("A.|Müller", "h" + HOME), ("Bernd|Müller", "h" + HOME)),
    (TWO, ("Lena|Vogt", "h" + HOME, "2001-01-02"), ("Lina|Vogt", "h" + HOME, "2001-01-02")),
    (TWO, ("Ivanov|Sergei", "h+7 495 1234567"), ("Ivanova|Olga", "h+7 495 1234567")),
    (TWO, ("Chris|Roth", "h" + HOME, "m" + MOBILE), ("Christine|Roth", "h" + HOME, "m" + OTHER)),
    (TWO, ("Alex|Kern", "h" + HOME, "a@gmx.at"), ("Alexandra|Kern", "h" + HOME, "k@gmx.at")),
    (TWO, ("Andi|Bauer", "bauer@gmx.de", "m" + MOBILE), ("Andrea|Bauer", "bauer@gmx.de", "m" + OTHER)),
    (TWO, ("Sam|Miller", "the.millers@gmail.com"), ("Samantha|Miller", "the.millers@gmail.com")),
    (TWO, ("Nick|Williams", HOME, "m" + OTHER), ("Nicole|Williams", HOME)),
    (TWO, ("Daniel|Roux", "roux@free.fr"), ("Danielle|Roux", "roux@free.fr")),
    (TWO, ("Jianguo|Zhang", "m" + MOBILE), ("James|Zhang", "m" + MOBILE)),
    (TWO, ("Jianguo|Zhang", "jz@x.example.org"), ("James|Zhang", "jz@x.example.org")),
    (
        TWO,
        ("Jianguo|Zhang", "jz@x.example.org", "m" + MOBILE),
        ("James|Zhang", "jz@x.example.org", "m" + MOBILE),
    ),
    (TWO, ("Robert|Lee", "rlee@gmail.com", "m" + MOBILE), ("Linda|Lee", "rlee@gmail.com", "m" + MOBILE)),
    (TWO, ("Chris|Jansen", "jansen@kpn.nl"), ("Christine|Jansen", "jansen@kpn.nl")),
    (TWO, ("Val|Jansen", "jansen@some-provider.nl"), ("Valerie|Jansen", "jansen@some-provider.nl")),
    (TWO, ("Chris|Huber", "+43 662 8044123"), ("Christine|Huber", "+43 662 8044123")),
    (ONE, ("Chris|Jansen", "/Acme", "c@acme.com"), ("Christine|Jansen", "/Acme", "c@acme.com")),
    (ONE, ("João|Silva", "/Acme", HOME), ("João|Silva", "/Acme", HOME)),
    (TWO, ("Hans|Müller", "hm@gmx.de", "m" + MOBILE), ("Grete|Müller", "hm@gmx.de", "m" + MOBILE)),
    (
        TWO,
        ("Nicholas|Roberts", "m+1 415 5550100", "+1 206 3894040", "h+1 617 4878114"),
        ("Nikki|Roberts", "m+1 206 3894040", "h+1 617 4878114"),
    ),
    (TWO, ("Kirsten|Holm", "holm@aol.com"), ("Kristina|Holm", "holm@aol.com")),
    (TWO, ("Jean-Luc|Martin", "h" + HOME), ("Jean-Pierre Martin", "h" + HOME)),
    (TWO, ("Jean-Luc|Durrand", "h" + HOME), ("Prof. Dr. Jean-Pierre Durand", "h" + HOME)),
    (
        TWO,
        ("J.|Olafson", "olafson.family@aol.com", "1980-05-06", HOME),
        ("Jackie|Olafson", "olafson.family@aol.com", "1980-05-06", HOME),
    ),
    (TWO, ("Jörg|Schäfer", "h" + HOME, "1941-10-07"), ("Jürgen|Schäfer", "h" + HOME, "1941-10-07")),
    (TWO, ("J.|Olafson", "olafson.family@aol.com"), ("Jackie|Olafson", "olafson.family@aol.com")),
    (TWO, ("Wim|Kuiper", HOME), ("Willy|Kuiper", HOME)),
    # parents and children
    (TWO, ("John|Smith Sr.", "h" + HOME), ("John|Smith Jr.", "h" + HOME)),
    (TWO, ("John|Smith", "h" + HOME), ("John|Smith Jr.", "h" + HOME)),
    (TWO, ("John|Smith", "the.smiths@aol.com"), ("John|Smith Jr.", "the.smiths@aol.com")),
    (TWO, ("Daan|de Vries", "devries.family@aol.com"), ("Daan|Dekker Jr.", "devries.family@aol.com")),
    (TWO, ("John|Smith III", "/Smith & Sons"), ("John|Smith Jr.", "/Smith & Sons")),
    (TWO, ("John|Smith", "h" + HOME, "1950-01-02"), ("John|Smith", "h" + HOME, "1980-05-06")),
    (TWO, ("Karl|Bauer", "k@bauer.example", "1950-01-02"), ("Karl|Bauer", "k@bauer.example", "1982-07-09")),
    # front desks, roles, faxes
    (TWO, ("Eva|Lang", "info@acme.example.org"), ("Udo|Kern", "info@acme.example.org")),
    (TWO, ("Eva|Lang", "w" + HOME, "/Acme"), ("Udo|Kern", "w" + HOME, "/Acme")),
    (TWO, ("Michael|Huber", "w" + HOME, "/Acme"), ("Michael|Brandl", "w" + HOME, "/Acme")),
    (TWO, ("Michael|Huber", "f" + HOME), ("Michael|Brandl", "f" + HOME)),
    (TWO, ("J.|Smith", "office@acme.example.org"), ("Jane|Smith", "office@acme.example.org")),
    (TWO, ("Eva|Lang", "eva.lang@acme.com", "/Acme"), ("Eva|Lund", "eva.lund@acme.com", "/Acme")),
    # namesakes
    (TWO, ("John|Smith", "john@a.example.org", "/Acme"), ("John|Smith", "js@b.example.org", "/Beta")),
    (TWO, ("Thomas|Müller", "m" + MOBILE), ("Thomas|Müller", "m" + OTHER)),
    (TWO, ("Thomas|Müller", "t1@gmx.de", "1970-01-02"), ("Thomas|Müller", "t2@gmx.de", "1985-03-04")),
    (TWO, ("Wei|Zhang", "wei.zhang@acme.com", "/Acme"), ("Wei|Zhang", "wei.zhang2@acme.com", "/Acme")),
    (
        TWO,
        ("Maria|Garcia", "https://linkedin.com/in/mg1", "/Acme"),
        ("Maria|Garcia", "https://linkedin.com/in/mg2", "/Beta"),
    ),
    (TWO, ("John A. Smith", "/Acme"), ("John B. Smith", "/Acme")),
    (TWO, ("Thomas|Martin", "/Acme"), ("Martin|Thomas", "/Beta")),
    (TWO, ("Anna|Wagner", "/Siemens"), ("Anna|Wagner", "m" + MOBILE)),
    (TWO, ("Ali|Khan", "at Mill Lane 3, 10115 Leeds"), ("Ali|Khan", "at High Road 9, 20115 York")),
    (TWO, ("Peter|Klein", "/Bosch"), ("Petra|Klein", "/Bosch")),
    (TWO, ("A.|Fischer", "/Acme"), ("Bernd|Fischer", "/Acme")),
    (TWO, ("Anna|Fischer", "1980-05-06"), ("Bernd|Fischer", "1980-05-06")),
    (TWO, ("Given12|Family7", "/Acme"), ("Given12|Family8", "/Acme")),
    (TWO, ("Anna", "1980-05-06"), ("Anna", "m" + MOBILE)),
    (TWO, ("Müller", "h" + HOME), ("Anna|Müller", "h" + HOME)),
    (TWO, ("Mama", "h" + HOME), ("Papa", "h" + HOME, "p@x.example.org")),
]


def identify(row):
    _, one, other = row
    return f"{one[0] or 'no name'} / {other[0] or 'no name'}"


def fused(one, other):
    first, second = card("left", *one), card("right", *other)
    return identity.people([first, second], e164s(first, second))


@pytest.mark.parametrize("row", PAIRS, ids=identify)
def test_pair(row):
    same, one, other = row
    for found in (fused(one, other), fused(other, one)):
        assert len(found.people) == (1 if same else 2), found.maybe_same
        assert same == bool(found.people[0].merged_because)


def test_there_are_a_hundred_pairs_of_both_kinds():
    assert len(PAIRS) >= 100
    assert min(sum(row[0] for row in PAIRS), sum(not row[0] for row in PAIRS)) >= 40
