"""Cards shaped as programs and services write them: each is one product, made up for this test."""

from reconnect_core import PartialDate

from .vcards import expect, one


def test_outlook_2010_and_later():
    contact = one("""
BEGIN:VCARD
VERSION:2.1
X-MS-SIGNATURE:YES
N;LANGUAGE=en-us:Marlowe;Philip;R;Mr.;Jr.
FN:Mr. Philip R Marlowe Jr.
NICKNAME:Phil
ORG:Cahuenga, Inc.;Enquiries
TITLE:Detective
NOTE;ENCODING=QUOTED-PRINTABLE:First line=0D=0A=
TEL: not a number, a line of the note=0D=0A=
=0D=0A=
end
TEL;WORK;VOICE:(213) 555-0142
TEL;CELL;VOICE:(213) 555-0143
X-MS-TEL;VOICE;CALLBACK:(213) 555-0144
ADR;WORK;PREF:;615;Cahuenga Building;Hollywood;CA;90028;United States of America
LABEL;WORK;PREF;ENCODING=QUOTED-PRINTABLE:615=0D=0A=
Cahuenga Building=0D=0A=
Hollywood, CA 90028
X-MS-OL-DEFAULT-POSTAL-ADDRESS:2
URL;WORK:http://marlowe.example
BDAY;VALUE=date:18880723
X-MS-ANNIVERSARY;VALUE=date:20110113
X-MS-SPOUSE;N:Linda Loring
EMAIL;PREF;INTERNET:marlowe@example.com
PHOTO;TYPE=JPEG;ENCODING=BASE64:
 /9j/4AAQSkZJRgABAQEAYABgAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRof
 Hh0aHBwgJC4nICIsIxwcKDcpLDAxNDQ0Hyc5PTgyPC4zNDL/2wBDAQkJCQwLDBgNDRgyIRwh

X-MS-OL-DESIGN;CHARSET=utf-8:<card xmlns="http://example.com/card" ver="1.0"/>
REV:20120305T131933Z

END:VCARD
""")
    expect(
        contact,
        name="Mr. Philip R Marlowe Jr.",
        emails=("marlowe@example.com",),
        phones=("(213) 555-0142", "(213) 555-0143", "(213) 555-0144"),
        birthday="1888-07-23",
        organisation="Cahuenga, Inc.",
    )
    assert contact.note == "First line\nTEL: not a number, a line of the note\n\nend"
    assert [(e.label, str(e.day)) for e in contact.events] == [("anniversary", "2011-01-13")]
    assert [(r.kind, r.name) for r in contact.relations] == [("spouse", "Linda Loring")]
    assert contact.addresses[0].lines() == (
        "Cahuenga Building",
        "615",
        "90028 Hollywood",
        "CA",
        "United States of America",
    )
    assert contact.updated and contact.updated.isoformat() == "2012-03-05T13:19:33+00:00"


def test_nextcloud_davx5_vcard4():
    contact = one("""
BEGIN:VCARD
VERSION:4.0
PRODID:+//IDN bitfire.at//DAVx5/4.4
UID:urn:uuid:7f1
FN;PREF=2:Second Form
FN;PREF=1:Ilse Aigner-Bär
N:Aigner-Bär;Ilse;Maria,Anna;;
BDAY;VALUE=date-and-or-time:--0229
TEL;VALUE=uri;TYPE="voice,cell";PREF=1:tel:+43-664-555-0101;ext=12
EMAIL;TYPE=work:mailto:ilse@example.at
ADR;TYPE=home;LABEL="Hauptplatz 1^nGraz":;;Hauptplatz 1;Graz;;8010;Österreich
RELATED;TYPE=friend;VALUE=text:Gretl
RELATED;TYPE=contact:urn:uuid:99
IMPP:xmpp:ilse@example.at
ANNIVERSARY:2009-08
KIND:individual
PHOTO:data:image/jpeg;base64,/9j/4AAQSkZJRgABAQAA
CATEGORIES:Verein,Nachbarn
REV:20240101T101010.123Z
END:VCARD
""")
    expect(
        contact,
        name="Ilse Aigner-Bär",
        emails=("ilse@example.at",),
        phones=("+43-664-555-0101;ext=12",),
        birthday="--02-29",
        labels=("Verein", "Nachbarn"),
    )
    assert contact.additional == "Maria Anna"
    assert contact.phones[0].labels == {"voice", "mobile", "preferred"}
    assert contact.addresses[0].label == "Hauptplatz 1\nGraz"
    assert [(r.kind, r.name) for r in contact.relations] == [("friend", "Gretl")]
    assert ("related contact", "urn:uuid:99") in contact.extra
    assert contact.events[0].day == PartialDate(year=2009, month=8)


def test_thunderbird_cardbook():
    contact = one("""
BEGIN:VCARD
VERSION:3.0
PRODID:Thunderbird CardBook V62.0//EN-US
UID:cb-1
CATEGORIES:Uni,Book club
BDAY:16041131
N:Lefèvre;Anaïs;;;
FN:Anaïs Lefèvre
EMAIL;TYPE=PREF:"Anaïs" <anais@example.fr>
X-DEATHDATE:20200301
END:VCARD
""")
    expect(contact, name="Anaïs Lefèvre", emails=("anais@example.fr",), labels=("Uni", "Book club"))
    assert contact.deceased


def test_lotus_notes_underscores_and_blanks_in_the_colon():
    contact = one("""
BEGIN:VCARD
VERSION : 3.0
N : Bauer;Karl
FN : Karl Bauer
X_LOTUS_CHILD_UID:1
ORG;TYPE=work : Stahl AG
TEL;TYPE=WORK : 0711 555010
END:VCARD
""")
    expect(contact, name="Karl Bauer", phones=("0711 555010",), organisation="Stahl AG")


def test_the_bat_polish_without_charset():
    contact = one("""
BEGIN:VCARD
VERSION:2.1
N;ENCODING=QUOTED-PRINTABLE:Kuczy=F1ski;Micha=B3
FN;ENCODING=QUOTED-PRINTABLE:Micha=B3 Kuczy=F1ski
END:VCARD
""")
    expect(contact, name="Michał Kuczyński")


def test_linkedin():
    contact = one("""
BEGIN:VCARD
VERSION:3.0
PRODID:-//LinkedIn//Contacts//EN
N:Iyer;Meera
FN:Meera Iyer
EMAIL;type=INTERNET,pref:meera@example.in
ORG:Acme\\, Widgets \\; Co
TITLE:VP\\, Sales
URL:https\\://www.linkedin.com/in/meera
END:VCARD
""")
    expect(contact, name="Meera Iyer", emails=("meera@example.in",), organisation="Acme, Widgets ; Co")
    assert contact.title == "VP, Sales"
    assert contact.urls == ("https://www.linkedin.com/in/meera",)


def test_evolution_file_as_and_slots():
    contact = one("""
BEGIN:VCARD
VERSION:3.0
EMAIL;X-EVOLUTION-UI-SLOT=1;TYPE=WORK:lars@example.no
X-EVOLUTION-FILE-AS:Ås\\, Lars
X-EVOLUTION-SPOUSE:Kari
X-EVOLUTION-ANNIVERSARY:1999-05-17
N:Ås;Lars;;;
FN:Lars Ås
X-AIM;X-EVOLUTION-UI-SLOT=1;TYPE=HOME:larsaim
END:VCARD
""")
    expect(contact, name="Lars Ås", emails=("lars@example.no",))
    assert [(r.kind, r.name) for r in contact.relations] == [("spouse", "Kari")]
    assert contact.extra == (("im aim", "larsaim"),)
