"""A labelled book over four stores, made up from a seed: who is who is known, so fusing can be judged.

    python -m benchmarks.identity_book [PEOPLE SEED]     prints a few of its records

The people are couples, parents and children, namesakes and colleagues; the stores spell, shorten, swap, forget
and age what they know of them, each in its own way.
"""

import random
import sys
from dataclasses import dataclass, field
from datetime import date, timedelta

from reconnect_core import Contact, ContactKind, ContactRef, PartialDate, Phone, PostalAddress

PEOPLE, SEED = 4_150, 20260302

GIVEN = {
    "de": (
        "Anna Andrea Angelika Barbara Birgit Brigitte Christina Claudia Daniela Elisabeth Franziska Gabriele Heike Ines "
        "Jana Johanna Julia Karin Katharina Katrin Kerstin Laura Lena Magdalena Manuela Maria Martina Monika Nicole "
        "Petra Renate Sabine Sandra Silke Stefanie Susanne Theresa Ulrike Ursula Verena",
        "Alexander Andreas Anton Bernd Bernhard Christian Christoph Daniel Dieter Dirk Ferdinand Florian Frank Friedrich "
        "Georg Gerhard Hans Heinrich Holger Jan Joachim Johannes Josef Jürgen Jörg Karl Klaus Lukas Markus Martin "
        "Matthias Maximilian Michael Nikolaus Peter Philipp Ralf Robert Sebastian Stefan Thomas Tobias Ulrich Uwe "
        "Werner Wilhelm Wolfgang",
    ),
    "en": (
        "Abigail Alexandra Alice Amanda Amy Barbara Catherine Charlotte Christine Deborah Dorothy Eleanor Elizabeth Emily "
        "Emma Frances Grace Hannah Helen Isabella Jacqueline Jane Jennifer Jessica Judith Karen Kimberly Laura Linda "
        "Margaret Mary Nancy Olivia Pamela Patricia Rachel Rebecca Samantha Sarah Susan Victoria Virginia",
        "Alexander Andrew Anthony Benjamin Brian Charles Christopher Daniel David Donald Douglas Edward Eric Francis "
        "Frederick George Gregory Henry Jacob James Jeffrey John Jonathan Joseph Joshua Kenneth Kevin Lawrence Mark "
        "Matthew Michael Nathan Nicholas Patrick Paul Peter Philip Richard Robert Ronald Samuel Scott Stephen Steven "
        "Theodore Thomas Timothy Walter William Zachary",
    ),
    "es": (
        "Alejandra Ana Beatriz Carmen Cristina Elena Francisca Isabel Josefa Laura Lucía María Marta Mercedes Pilar "
        "Teresa",
        "Alejandro Antonio Carlos Enrique Fernando Francisco Ignacio Javier Jesús José Juan Luis Manuel Miguel Pablo "
        "Pedro Rafael Santiago Sergio",
    ),
    "fr": (
        "Amélie Camille Catherine Cécile Chantal Claire Élodie Françoise Hélène Isabelle Juliette Madeleine Margaux "
        "Nathalie Sophie Véronique",
        "Alain Antoine Benoît Étienne François Frédéric Guillaume Jacques Jérôme Laurent Luc Mathieu Nicolas Olivier "
        "Philippe Pierre Rémi Sébastien Thierry Vincent",
    ),
    "ru": (
        "Anastasia Ekaterina Elena Irina Natalia Olga Svetlana Tatiana",
        "Alexey Andrey Dmitry Igor Ivan Mikhail Nikolay Pavel Sergey Vladimir Yuri",
    ),
}
FAMILY = {
    "de": (
        "Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter Klein Wolf "
        "Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Schmitt Werner Krause Meier Lehmann "
        "Köhler Herrmann König Walter Mayer Huber Kaiser Fuchs Peters Lang Scholz Möller Weiß Jung Hahn Schubert Vogel "
        "Friedrich Keller Günther Frank Berger Winkler Roth Beck Lorenz Baumann Franke Albrecht Schuster Simon Ludwig "
        "Böhm Winter Kraus Martin Schumacher Krämer Vogt Stein Jäger Otto Sommer Groß Seidel Heinrich Brandt Haas "
        "Schreiber Graf Schulte Dietrich Ziegler Kuhn Kühn Pohl Engel Horn Busch Bergmann Thomas Voigt Sauer Arnold",
        "Alt Neu Ober Unter Hinter Vorder Stein Wald Berg Tal Moos Acker Hoch Nieder Eich Birken Linden Buch Grün Weiß "
        "Schwarz Roth Kirch Mühl Brunn Wies Hirsch Fuchs Vogel Sonn",
        "bauer berger mann huber mayr hofer müller bacher egger eder leitner reiter steiner wieser thaler auer",
    ),
    "en": (
        "Smith Johnson Williams Brown Jones Miller Davis Wilson Anderson Taylor Thomas Moore Jackson Martin Thompson "
        "White Harris Clark Lewis Robinson Walker Young Allen King Wright Scott Hill Green Adams Baker Nelson Carter "
        "Mitchell Roberts Turner Phillips Campbell Parker Evans Edwards Collins Stewart Morris Murphy Cook Rogers "
        "Morgan Cooper Peterson Reed Bailey Kelly Howard Ward Cox Richardson Wood Watson Brooks Bennett Gray Hughes "
        "Price Myers Long Foster Sanders Ross Morales Powell Sullivan Russell Ortiz Jenkins Perry Butler Barnes Fisher",
        "Ash Black Brad Brook Burn Clay Cran Dray East Fair Farn Green Hamp Hart Hazel High Kings Lang Long Marsh Mill "
        "New North Oak Rad Red Stan Thorn West Whit",
        "ford ley ton field wood worth well bury by ham stone bridge brook dale more",
    ),
    "es": (
        "García Rodríguez González Fernández López Martínez Sánchez Pérez Gómez Martín Jiménez Ruiz Hernández Díaz "
        "Moreno Álvarez Muñoz Romero Alonso Gutiérrez Navarro Torres Domínguez Vázquez Ramos Gil Ramírez Serrano",
        "Val Mont Villa Cas Font Rib Cam San Bel Mir",
        "era ardo ares eda ell olle igo uerta anova alba",
    ),
    "fr": (
        "Martin Bernard Dubois Durand Leroy Moreau Simon Laurent Lefebvre Michel Roux Fournier Girard Bonnet Lambert "
        "Fontaine Rousseau Chevalier Morel Mercier Blanc Guérin Boyer Garnier Faure Perrin Clément Gauthier",
        "Beau Bois Champ Clair Cour Mont Val Rive Roche Fon",
        "champ mont vert fort ville lier net rand teau",
    ),
    "ru": (
        "Ivanov Smirnov Kuznetsov Popov Vasiliev Petrov Sokolov Mikhailov Novikov Fedorov Morozov Volkov Alekseev Lebedev "
        "Semenov Egorov Pavlov Kozlov Stepanov Nikolaev Orlov Andreev Makarov Nikitin Zakharov",
        "Bel Chern Krasn Gol Zol Star Vod Les",
        "ikov enkov anov ovsky ukhin itsyn",
    ),
}
MORE = {
    "de": ("s", "n", "er", "ing", "l", "sen"),
    "en": ("s", "er", "son", "ing"),
    "es": ("s", "ez", "o", "ero"),
    "fr": ("eau", "et", "ard", "in"),
    "ru": ("", "", ""),
}
PET = {
    "Alexander": "Alex",
    "Alexandra": "Sandra",
    "Andreas": "Andi",
    "Andrew": "Andy",
    "Anthony": "Tony",
    "Antonio": "Toni",
    "Barbara": "Babs",
    "Benjamin": "Ben",
    "Bernhard": "Bernd",
    "Catherine": "Kate",
    "Charles": "Charlie",
    "Charlotte": "Lottie",
    "Christina": "Tina",
    "Christine": "Chris",
    "Christoph": "Chris",
    "Christopher": "Chris",
    "Daniel": "Dan",
    "David": "Dave",
    "Deborah": "Debbie",
    "Dorothy": "Dot",
    "Edward": "Ted",
    "Eleanor": "Nell",
    "Elisabeth": "Sissi",
    "Elizabeth": "Liz",
    "Ferdinand": "Ferdl",
    "Frances": "Fran",
    "Francisco": "Paco",
    "Franziska": "Franzi",
    "Frederick": "Fred",
    "Friedrich": "Fritz",
    "Georg": "Schorsch",
    "Gerhard": "Gerd",
    "Gregory": "Greg",
    "Heinrich": "Heinz",
    "Henry": "Harry",
    "Ignacio": "Nacho",
    "Isabella": "Bella",
    "Jacqueline": "Jackie",
    "James": "Jim",
    "Jennifer": "Jen",
    "Jeffrey": "Jeff",
    "Joachim": "Jochen",
    "Johanna": "Hanna",
    "Johannes": "Hans",
    "John": "Jack",
    "Jonathan": "Jon",
    "Josef": "Sepp",
    "Joseph": "Joe",
    "José": "Pepe",
    "Katharina": "Kathi",
    "Kenneth": "Ken",
    "Lawrence": "Larry",
    "Magdalena": "Lena",
    "Margaret": "Peggy",
    "Matthew": "Matt",
    "Maximilian": "Max",
    "Michael": "Mike",
    "Nicholas": "Nick",
    "Nikolaus": "Klaus",
    "Patricia": "Trish",
    "Patrick": "Paddy",
    "Peter": "Pete",
    "Philip": "Phil",
    "Rebecca": "Becky",
    "Richard": "Dick",
    "Robert": "Bob",
    "Ronald": "Ron",
    "Samantha": "Sam",
    "Samuel": "Sam",
    "Sebastian": "Basti",
    "Stefanie": "Steffi",
    "Stephen": "Steve",
    "Steven": "Steve",
    "Susan": "Sue",
    "Susanne": "Susi",
    "Theodore": "Ted",
    "Theresa": "Resi",
    "Thomas": "Tom",
    "Timothy": "Tim",
    "Tobias": "Tobi",
    "Ulrich": "Uli",
    "Ulrike": "Uli",
    "Ursula": "Uschi",
    "Victoria": "Vicky",
    "Walter": "Walt",
    "Wilhelm": "Willi",
    "William": "Bill",
    "Wolfgang": "Wolfi",
    "Zachary": "Zack",
    "Dmitry": "Dima",
    "Ekaterina": "Katya",
    "Natalia": "Natasha",
    "Alexey": "Alyosha",
}
CYRILLIC = dict(zip("abvgdezijklmnoprstufy", "абвгдезийклмнопрстуфы", strict=True)) | {
    "kh": "х",
    "ts": "ц",
    "ch": "ч",
    "sh": "ш",
    "yu": "ю",
    "ya": "я",
    "ia": "ия",
}
TOWNS = {
    "de": (
        "Deutschland",
        [("München", "80"), ("Berlin", "10"), ("Hamburg", "20"), ("Köln", "50"), ("Leipzig", "04")],
    ),
    "en": ("United Kingdom", [("London", "SW"), ("Leeds", "LS"), ("Bristol", "BS"), ("York", "YO")]),
    "es": ("España", [("Madrid", "28"), ("Sevilla", "41"), ("Valencia", "46")]),
    "fr": ("France", [("Paris", "75"), ("Lyon", "69"), ("Nantes", "44")]),
    "ru": ("Germany", [("Berlin", "10"), ("Dresden", "01")]),
}
STREETS = "Hauptstraße Lindenweg Bahnhofstraße Gartenweg High-Street Mill-Lane Church-Road Rue-Neuve Calle-Mayor".split()
CODES = {"de": "+49", "en": "+44", "es": "+34", "fr": "+33", "ru": "+49"}
STYLES = ("{0}.{1}", "{0}{1}", "{2}{1}", "{0}", "{1}.{0}", "{0}_{1}", "{0}{3}", "{0}.{1}{3}")
FREE = ("gmail.com", "gmx.de", "web.de", "yahoo.com", "hotmail.com", "outlook.com", "icloud.com")
TITLES = (
    "Engineer",
    "Head of Sales",
    "Consultant",
    "Professor",
    "Designer",
    "Project Manager",
    "Director",
    "Nurse",
)


@dataclass(eq=False)
class Human:
    """The truth behind some records."""

    number: int
    lang: str
    woman: bool
    given: str
    family: str
    maiden: str = ""
    middle: str = ""
    generation: str = ""
    birthday: date = date(1980, 1, 1)
    mails: list[str] = field(default_factory=list)
    work_mail: str = ""
    mobile: str = ""
    landline: str = ""
    shared_mail: str = ""
    work_phone: str = ""
    org: str = ""
    next_org: str = ""
    title: str = ""
    doctor: bool = False
    address: PostalAddress = field(default_factory=PostalAddress)


class Maker:
    """Everything drawn from one seeded source."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.taken: set[str] = set()
        self.companies = [self._company(n) for n in range(420)]

    def yes(self, share: float) -> bool:
        return self.chance.random() < share

    def _skewed(self, items: list) -> object:
        return items[int(len(items) * self.chance.random() ** 1.25)]

    def _company(self, n: int) -> tuple[str, str, str]:
        stem = self._family(self.chance.choice(("de", "en", "es", "fr")))
        kind = self.chance.choice(("GmbH", "AG", "Ltd", "Inc.", "SARL", "& Partner", "Consulting", "Systems"))
        domain = f"{ascii_of(stem).lower()}{n % 7 or ''}.{self.chance.choice(('de', 'com', 'co.uk', 'fr'))}"
        return f"{stem} {kind}", domain, self.number(self.chance.choice(("de", "en", "fr")), mobile=False)

    def _family(self, lang: str) -> str:
        common, heads, tails = (text.split() for text in FAMILY[lang])
        if self.yes(0.3):
            return self._skewed(common)
        return (
            self.chance.choice(heads)
            + self.chance.choice(tails)
            + (self.chance.choice(MORE[lang]) if self.yes(0.4) else "")
        )

    def number(self, lang: str, mobile: bool) -> str:
        while True:
            digits = "".join(self.chance.choice("0123456789") for _ in range(7))
            shapes = {
                "de": f"151{digits}0" if mobile else f"30{digits}",
                "en": f"7911{digits[:6]}" if mobile else f"20794{digits[:5]}",
                "es": f"6{digits}1" if mobile else f"91{digits}",
                "fr": f"6{digits}1" if mobile else f"1{digits}4",
                "ru": f"160{digits}" if mobile else f"351{digits}",
            }
            found = CODES[lang] + shapes[lang]
            if found not in self.taken:
                self.taken.add(found)
                return found

    def mail(self, human: Human, domain: str = "") -> str:
        given, family = ascii_of(human.given).lower(), ascii_of(human.family).lower()
        while True:
            style = self.chance.choice(STYLES[:4] if domain else STYLES)
            local = style.format(given, family, given[0], self.chance.randrange(50, 100))
            found = f"{local}@{domain or self.chance.choice(FREE)}"
            if found in self.taken:
                found = f"{local}{self.chance.randrange(2, 999)}@{domain or self.chance.choice(FREE)}"
            if found not in self.taken:
                self.taken.add(found)
                return found

    def human(self, number: int) -> Human:
        lang = self.chance.choices(("de", "en", "es", "fr", "ru"), (45, 30, 9, 10, 6))[0]
        woman = self.yes(0.5)
        given = self._skewed(GIVEN[lang][0 if woman else 1].split())
        family = self._family(lang)
        if lang == "ru" and woman:
            family = family[:-1] + "aya" if family.endswith("sky") else family + "a"
        human = Human(number, lang, woman, given, family)
        if self.yes(0.15):
            human.middle = self._skewed(GIVEN[lang][0 if woman else 1].split())
        self.furnish(human)
        if woman and self.yes(0.06):
            human.maiden = self._family(lang)
        return human

    def furnish(self, human: Human) -> None:
        """Everything but the name."""
        human.birthday = date(1940, 1, 1) + timedelta(days=self.chance.randrange(60 * 365))
        human.mails = [self.mail(human) for _ in range(1 + self.yes(0.25))]
        human.mobile = self.number(human.lang, mobile=True)
        human.landline = self.number(human.lang, mobile=False)
        org, domain, desk = self._skewed(self.companies)
        human.org, human.title = org, self.chance.choice(TITLES)
        human.work_mail = self.mail(human, domain) if self.yes(0.75) else ""
        human.work_phone = desk if self.yes(0.5) else self.number(human.lang, mobile=False)
        human.next_org = self._skewed(self.companies)[0] if self.yes(0.08) else org
        human.doctor = self.yes(0.06)
        country, towns = TOWNS[human.lang]
        town, code = self.chance.choice(towns)
        street = f"{self.chance.choice(STREETS).replace('-', ' ')} {self.chance.randrange(1, 180)}"
        post = (
            f"{code}{self.chance.randrange(1, 9)} {self.chance.randrange(1, 9)}AB"
            if code.isalpha()
            else f"{code}{self.chance.randrange(100, 999)}"
        )
        human.address = PostalAddress(street=street, locality=town, postcode=post, country=country)

    def relatives(self, human: Human, number: int) -> Human | None:
        """Somebody else who is easily taken for this one: a spouse, a child, a namesake."""
        kind = self.chance.random()
        if kind < 0.13:
            given = self._skewed(GIVEN[human.lang][1 if human.woman else 0].split())
            family = human.family if self.yes(0.8) else self._family(human.lang)
            other = Human(number, human.lang, not human.woman, given, family)
            self.furnish(other)
            self._one_household(human, other)
        elif kind < 0.14:
            other = Human(number, human.lang, human.woman, human.given, human.family)
            self.furnish(other)
            human.generation, other.generation = "Sr.", "Jr."
            self._one_household(human, other)
        elif kind < 0.155:
            other = Human(number, human.lang, human.woman, human.given, human.family)
            self.furnish(other)
        else:
            return None
        return other

    def _one_household(self, human: Human, other: Human) -> None:
        other.landline, other.address = human.landline, human.address
        if self.yes(0.25):
            shared = (
                f"{ascii_of(human.family).lower()}.{self.chance.randrange(10, 99)}@{self.chance.choice(FREE)}"
            )
            if shared not in self.taken:
                self.taken.add(shared)
                human.shared_mail = other.shared_mail = shared


def ascii_of(text: str) -> str:
    """German transliteration, other accents dropped."""
    for mark, plain in zip("äöüßéèêëáàíóúñçÉÁ", ("ae oe ue ss e e e e a a i o u n c E A").split(), strict=True):
        text = text.replace(mark, plain)
    return (
        text.replace("Ö", "Oe")
        .replace("Ü", "Ue")
        .replace("Ä", "Ae")
        .replace("î", "i")
        .replace("ï", "i")
        .replace("ô", "o")
    )


def cyrillic(text: str) -> str:
    """The Russian spelling of a transliterated name, near enough."""
    low = text.lower()
    for latin in ("kh", "ts", "ch", "sh", "yu", "ya", "ia"):
        low = low.replace(latin, CYRILLIC[latin])
    low = "".join(CYRILLIC.get(mark, mark) for mark in low).title()
    return low[:-1] + "й" if low.endswith("ы") else low


class Stores:
    """What four products would hold of the same people."""

    def __init__(self, maker: Maker) -> None:
        self.maker = maker
        self.yes = maker.yes
        self.chance = maker.chance

    def slip(self, word: str) -> str:
        """One slip of the pen inside the word."""
        at = self.chance.randrange(1, max(len(word) - 1, 2))
        kind = self.chance.randrange(4)
        if kind == 0:
            return word[:at] + word[at + 1 :]
        if kind == 1:
            return word[:at] + word[at : at + 1] + word[at:]
        if kind == 2:
            return word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :]
        return word[:at] + self.chance.choice("aeiounrst") + word[at + 1 :]

    def spelled(self, number: str) -> str:
        """International, or with the national prefix and blanks."""
        if self.yes(0.5) or number.startswith("+34"):
            return f"{number[:3]} {number[3:6]} {number[6:]}"
        return f"0{number[3:6]} {number[6:]}" if self.yes(0.7) else f"00{number[1:]}"

    def phone(self, number: str, label: str, lang: str) -> Phone:
        own = number.startswith(CODES["de"])
        return Phone(
            raw=self.spelled(number) if own else f"{number[:3]} {number[3:]}", labels=frozenset({label})
        )

    def birthday(self, human: Human, share: float) -> PartialDate | None:
        if not self.yes(share):
            return None
        day = human.birthday
        return PartialDate(year=None if self.yes(0.15) else day.year, month=day.month, day=day.day)

    def google(self, human: Human) -> Contact:
        given, family = human.given, human.family
        nick = PET.get(given, "") if self.yes(0.18) else ""
        mails = [mail for mail in human.mails if self.yes(0.9)]
        if human.shared_mail and self.yes(0.5):
            mails.append(human.shared_mail)
        phones = [(human.mobile, "mobile", 0.85), (human.landline, "home", 0.3)]
        shown = f"{nick or given} {family}"
        return self._contact(
            "google",
            human,
            name=shown,
            given=nick or given,
            family=family,
            mails=mails,
            phones=phones,
            birthday=self.birthday(human, 0.4),
            organisation=human.org if self.yes(0.75) else "",
            addresses=(human.address,) if self.yes(0.2) else (),
        )

    def book(self, human: Human) -> Contact:
        given, family = human.given, human.maiden or human.family
        if self.yes(0.15):
            given = PET.get(given, given)
        if self.yes(0.02):
            given = self.slip(given) if len(given) > 4 else given
        if human.lang == "ru" and self.yes(0.5):
            given, family = cyrillic(human.given), cyrillic(family)
        fields = {"given": given, "family": family, "name": f"{given} {family}"}
        if self.yes(0.05):
            fields = {"name": f"{family}, {given}"}
        elif self.yes(0.04):
            fields = {"name": given}
        mails = human.mails[:1] if self.yes(0.4) else []
        if self.yes(0.1):
            mails = [self.maker.mail(human)]
        phones = [
            (human.mobile, "mobile", 0.95),
            (human.landline, "home", 0.35),
            (human.work_phone, "work", 0.15),
        ]
        return self._contact(
            "phone",
            human,
            mails=mails,
            phones=phones,
            birthday=self.birthday(human, 0.3),
            organisation=human.org if self.yes(0.4) else "",
            **fields,
        )

    def outlook(self, human: Human) -> Contact:
        given, family = human.given, human.family
        if self.yes(0.5):
            given, family = ascii_of(given), ascii_of(family)
        if self.yes(0.05):
            family = self.slip(family) if len(family) > 4 else family
        if self.yes(0.04):
            given = f"{given[0]}."
        additional = (
            human.middle[:1] + "." if human.middle and self.yes(0.3) else human.middle if self.yes(0.4) else ""
        )
        name = " ".join(filter(None, (given, additional, family)))
        mails = [human.work_mail] if human.work_mail and self.yes(0.85) else []
        mails += human.mails[-1:] if self.yes(0.5) else []
        phones = [(human.work_phone, "work", 0.6), (human.mobile, "mobile", 0.7)]
        return self._contact(
            "outlook",
            human,
            name=name,
            given=given,
            additional=additional,
            family=family,
            mails=mails,
            phones=phones,
            prefix="Dr." if human.doctor else "",
            organisation=human.org if self.yes(0.9) else "",
            title=human.title if self.yes(0.6) else "",
            addresses=(human.address,) if self.yes(0.25) else (),
        )

    def linkedin(self, human: Human) -> Contact:
        given, family = human.given, human.family
        if self.yes(0.1):
            given = PET.get(given, given)
        if self.yes(0.3):
            given, family = ascii_of(given), ascii_of(family)
        if self.yes(0.06):
            given, family = family, given
        shown = f"{given} {family}"
        if self.yes(0.04):
            family = f"{family}, MBA"
        org = human.next_org
        if self.yes(0.3):
            org = org.rsplit(" ", 1)[0]
        mails = [self.chance.choice([*human.mails, human.work_mail or human.mails[0]])] if self.yes(0.5) else []
        page = (
            f"https://www.linkedin.com/in/{ascii_of(human.given + '-' + human.family).lower()}-{human.number:x}"
        )
        return self._contact(
            "linkedin",
            human,
            name=shown,
            given=given,
            family=family,
            mails=mails,
            phones=[],
            organisation=org,
            title=human.title if self.yes(0.8) else "",
            urls=(page,),
        )

    def _contact(
        self, book: str, human: Human, *, mails: list, phones: list, name: str, **fields: object
    ) -> Contact:
        found = [self.phone(number, label, human.lang) for number, label, share in phones if self.yes(share)]
        if human.generation and self.yes(0.85):
            fields["suffix"] = human.generation
            name = f"{name} {human.generation}"
        uid = f"{book}-{self.chance.getrandbits(48):012x}"
        return Contact(
            ref=ContactRef(book=book, uid=uid),
            name=name,
            emails=tuple(dict.fromkeys(mails)),
            phones=tuple(found),
            **fields,
        )


def noise(maker: Maker) -> list[Contact]:
    """Desks, companies and services that stand between the people."""
    found = []
    for at, (name, domain, desk) in enumerate(maker.companies[:120]):
        found.append(
            Contact(
                ref=ContactRef(book="outlook", uid=f"company-{at}"),
                name=name,
                organisation=name,
                kind=ContactKind.ORGANISATION if at % 2 else ContactKind.PERSON,
                emails=(f"info@{domain}",),
                phones=(Phone(raw=desk, labels=frozenset({"work"})),),
            )
        )
    return found


def make(people: int = PEOPLE, seed: int = SEED) -> tuple[list[Contact], dict[ContactRef, int]]:
    """The records in a shuffled order, and for each the number of its human (companies have none)."""
    maker = Maker(seed)
    humans: list[Human] = []
    while len(humans) < people:
        human = maker.human(len(humans))
        humans.append(human)
        other = maker.relatives(human, len(humans))
        if other is not None:
            humans.append(other)
    stores = Stores(maker)
    contacts: list[Contact] = []
    truth: dict[ContactRef, int] = {}
    for human in humans:
        for write, share in (
            (stores.google, 0.72),
            (stores.book, 0.7),
            (stores.outlook, 0.5),
            (stores.linkedin, 0.5),
        ):
            for _ in range((1 + maker.yes(0.01)) if maker.yes(share) else 0):
                contact = write(human)
                contacts.append(contact)
                truth[contact.ref] = human.number
    contacts += noise(maker)
    maker.chance.shuffle(contacts)
    return contacts, truth


def main() -> None:
    """Show some of it."""
    people, seed = (int(a) for a in sys.argv[1:3]) if len(sys.argv) > 2 else (PEOPLE, SEED)
    contacts, truth = make(people, seed)
    print(len(contacts), "records of", len(set(truth.values())), "people")
    for contact in contacts[:20]:
        print(
            truth.get(contact.ref),
            contact.ref.book,
            contact.name,
            contact.emails,
            [p.raw for p in contact.phones],
        )


if __name__ == "__main__":
    main()
