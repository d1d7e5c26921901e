"""Who lives in the demo: a few drawn by hand, the many by chance."""

from dataclasses import dataclass, replace
from random import Random


def _words(text: str, separator: str = " ") -> tuple[str, ...]:
    return tuple(text.split(separator))


GIVEN = _words(
    "Anna Ben Clara David Elif Felix Greta Hannes Ida Jonas Karla Lukas Maja Nils Olga Paul Rosa "
    "Samir Tilda Umut Vera Willem Yara Zoe Amelie Bruno Carlos Dunja Emil Frieda Gustav Helene Ivan "
    "Jette Kemal Lena Milan Noor Oskar Pia Ralf Sofia Theo Ulla Viktor Wanda Xenia Yusuf Akiko Björn "
    "Chiara Dmitri Esther François Giulia Henrik Inês Joanna Kofi Linnea Mateusz Nadia Owen Priya "
    "Rafael Saoirse Tomás Ursula Vikram Wei"
)
FAMILY = _words(
    "Albers Bergmann Castellanos Dietrich Eriksen Falk Gruber Hartmann Iversen Jansen Kowalski Lorenz "
    "Marchetti Neumann Öztürk Petersen Quandt Rossi Schäfer Tanaka Ulrich Vogel Weber Xu Yılmaz "
    "Zimmermann Adeyemi Brandt Cohen Duarte Engel Fischer García Haas Ito Jung Krämer Lindqvist "
    "Moreau Novak Okafor Peeters Reiter Singh Thoma Urban Vidal Winter Yamada Zeller Arendt Baumann "
    "Clasen Demir Ebert Fuchs Gerlach Hoffmann Ilić Jacobs"
)
COMPANIES = _words(
    "Nordlicht Verlag|Atelier Brandt|Kranich Software|Hafenwerk|Studio Vogel|Lindenapotheke|"
    "Meridian Labs|Blaupause Architekten|Tidewater Analytics|Papier & Söhne|Stadtwerke Ostufer|"
    "Gärtnerei Moos|Orbit Robotics|Kleine Bühne|Fjord Consulting|Zimt & Zucker|Solarhof|"
    "Rotstift Lektorat|Waldkindergarten Föhre|Helix Bio",
    "|",
)
TITLES = (
    "Designer",
    "Editor",
    "Engineer",
    "Founder",
    "Head of Sales",
    "Architect",
    "Teacher",
    "Producer",
    "Nurse",
)
TOWNS = (
    ("10115", "Berlin"),
    ("20095", "Hamburg"),
    ("80331", "München"),
    ("04109", "Leipzig"),
    ("50667", "Köln"),
)
STREETS = ("Lindenweg", "Am Hafen", "Gartenstraße", "Kastanienallee", "Mühlgasse", "Birkenhain")


@dataclass(frozen=True, slots=True, kw_only=True)
class Human:
    """One made-up person and how they live in the books."""

    given: str
    family: str
    email: str
    phone: str = ""
    company: str = ""
    title: str = ""
    street: str = ""
    town: tuple[str, str] = ("", "")
    labels: tuple[str, ...] = ()
    note: str = ""
    birthday: str = ""
    books: frozenset[str] = frozenset()
    role: str = ""
    """Which thread of the story they belong to; empty for the many."""

    @property
    def name(self) -> str:
        """Given and family name."""
        return f"{self.given} {self.family}"


def cast(chance: Random) -> list[Human]:
    """About 400 people: the hand-drawn ones first."""
    taken = {human.name for human in DRAWN}
    names = [(g, f) for g in GIVEN for f in FAMILY if f"{g} {f}" not in taken]
    many = [_drawn_by_chance(number, *name, chance) for number, name in enumerate(chance.sample(names, 385))]
    return [*DRAWN, *(_odd(human) for human in many)]


def _odd(human: Human) -> Human:
    """Two of the many live on cards as one finds them everywhere: a shared desk, and a firm that is no more."""
    if human.name == "Olga Eriksen":
        return replace(human, email=f"info@{_domain(human.company)}.example")
    if human.name == "Ursula Jung":
        return replace(human, note="The firm was dissolved in 2022.")
    return human


def _mail(given: str, family: str, domain: str) -> str:
    table = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ç": "c", "é": "e", "ê": "e", "í": "i"})
    table |= str.maketrans({"ı": "i", "á": "a", "ó": "o", "ć": "c", " ": "", "'": ""})
    local = f"{given}.{family}".lower().translate(table)
    return f"{local}@{domain}.example"


def _domain(company: str) -> str:
    kept = "".join(c for c in company.lower() if c.isascii() and (c.isalnum() or c == " "))
    return kept.strip().replace("  ", " ").replace(" ", "-") or "mail"


def _drawn_by_chance(number: int, given: str, family: str, chance: Random) -> Human:
    company = chance.choice(COMPANIES) if chance.random() < 0.7 else ""
    books = {"google"} if chance.random() < 0.62 else set()
    if company and chance.random() < 0.55:
        books.add("linkedin")
    if not books or chance.random() < 0.18:
        books.add("outlook")
    labels = tuple(label for label, share in (("Choir", 0.05), ("Conference", 0.08)) if chance.random() < share)
    return Human(
        given=given,
        family=family,
        email=_mail(given, family, _domain(company) if company else "post"),
        phone=f"+49 30 23125 {number:03d}" if chance.random() < 0.5 else "",
        company=company,
        title=chance.choice(TITLES) if company else "",
        street=f"{chance.choice(STREETS)} {chance.randint(1, 90)}" if chance.random() < 0.25 else "",
        town=chance.choice(TOWNS),
        labels=labels,
        birthday=f"19{chance.randint(55, 99)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
        if chance.random() < 0.2
        else "",
        books=frozenset(books),
    )


def _human(name: str, role: str, books: str, **more: object) -> Human:
    given, _, family = name.partition(" ")
    company = str(more.pop("company", ""))
    email = str(more.pop("email", "")) or _mail(given, family, _domain(company) if company else "post")
    return Human(
        given=given,
        family=family,
        email=email,
        company=company,
        role=role,
        books=frozenset(books.split()),
        **more,  # type: ignore[arg-type]
    )


DRAWN = (
    _human(
        "Ruth Albrecht",
        "mentor",
        "google outlook",
        phone="+49 30 23125 901",
        labels=("Mentor",),
        street="Kastanienallee 12",
        town=TOWNS[0],
        note="Met at the first book fair. Always asks the right question.",
    ),
    _human(
        "Tobias Renner",
        "old colleague",
        "google linkedin",
        company="Kranich Software",
        phone="+49 40 66969 112",
        title="Engineer",
    ),
    _human(
        "Maria Sousa",
        "referrer",
        "linkedin outlook",
        company="Hafenwerk",
        street="Am Hafen 4",
        town=TOWNS[1],
        title="Founder",
    ),
    _human(
        "Henning Voss",
        "client",
        "google linkedin",
        company="Nordlicht Verlag",
        phone="+49 40 66969 204",
        labels=("Client",),
        title="Editor",
    ),
    _human("Leyla Aydın", "friend", "google", phone="+49 171 3920 045", birthday="1984-03-21"),
    _human("Jakob Lind", "brother", "google", phone="+49 171 3920 077", labels=("Family",)),
    _human(
        "Ottilie Graf",
        "teacher",
        "outlook",
        email="ottilie.graf@post.example",
        street="Mühlgasse 3",
        town=TOWNS[3],
        note="Taught me to draw. Writes real letters.",
    ),
    _human("Marcus Bell", "vendor", "google", company="Tidewater Analytics", phone="+49 30 23125 555"),
    _human("Sanne de Wit", "choir", "google", phone="+49 171 3920 112", labels=("Choir",)),
    _human("Emre Kaya", "planned", "google linkedin", company="Studio Vogel", phone="+49 30 23125 777"),
    _human("Karin Holm", "couple", "google", phone="+49 89 99998 301", email="karin.holm@post.example"),
    _human("Peter Holm", "couple", "google", phone="+49 89 99998 301", email="peter.holm@post.example"),
    _human("Wilhelm Otto", "died", "google", labels=("Deceased",), phone="+49 30 23125 909"),
    _human("Noah Stern", "weekly", "google", phone="+49 171 3920 201"),
    _human("Fatou Diallo", "encourager", "google linkedin", company="Kleine Bühne", phone="+49 30 23125 640"),
)
"""The hand-drawn ones, each with a part in the story."""
