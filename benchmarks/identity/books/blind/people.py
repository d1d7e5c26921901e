"""Who lives in the book: alone, as couples, as parents and children, and as namesakes of strangers."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from . import names
from .names import Word

PROVIDERS = (
    "gmail.com",
    "yahoo.com",
    "outlook.com",
    "hotmail.com",
    "icloud.com",
    "proton.me",
    "gmx.de",
    "aol.com",
)
TRADES = (
    "Analyst Architect Consultant Controller Designer Developer Director Editor Engineer Manager Partner Surgeon"
).split()
FIRMS = "Group Partners Ltd Inc. GmbH Consulting Systems Labs & Sons Logistics Studio Bank Media Foods Energy".split()
STREETS = "Oak Maple Church Station Park Mill High Lake Garden Bridge".split()
MOBILE = {"49": "15", "33": "6", "34": "6", "39": "34", "45": "2", "31": "6", "48": "5", "91": "98", "371": "2"}
FIXED = {
    "49": "30",
    "33": "1",
    "34": "91",
    "39": "02",
    "45": "33",
    "31": "20",
    "48": "22",
    "91": "80",
    "371": "6",
}
LENGTH = {"49": 11, "33": 9, "34": 9, "39": 10, "45": 8, "31": 9, "48": 9, "91": 10, "371": 8}
MIDDLE = "Allen Beau Clay Dale Ellis Fay Grant Hope Jude Kay Lee Marie Noel Quinn Rae Tate".split()
AREAS = ("617", "312", "206", "303", "503", "512", "404", "215")


@dataclass
class Company:
    """Where people work: one switchboard, one front-desk address."""

    name: str
    domain: str
    switchboard: str
    desk: str


@dataclass
class Someone:
    """One human being with all there is to know; cards show a part of it."""

    who: int
    tongue: str
    given: Word
    family: Word
    town: str
    called: str = ""
    middle: str = ""
    prefix: str = ""
    suffix: str = ""
    born: Word | None = None
    home: str = ""
    street: str = ""
    mail: str = ""
    old_mail: str = ""
    work_mail: str = ""
    old_work_mail: str = ""
    family_mail: str = ""
    mobile: str = ""
    old_mobile: str = ""
    landline: str = ""
    direct: str = ""
    company: Company | None = None
    old_company: Company | None = None
    trade: str = ""
    birthday: tuple[int, int, int] = (1970, 1, 1)
    partner: "Someone | None" = field(default=None, repr=False)


class Town:
    """Everybody of the book; no address and no personal number is given out twice."""

    def __init__(self, chance: random.Random, people: int) -> None:
        """An empty town with its companies."""
        self.chance = chance
        self.taken: set[str] = set()
        self.people: list[Someone] = []
        self.companies = [self._company() for _ in range(max(people // 9, 5))]

    def fill(self, people: int) -> None:
        """Move households in until there are so many people."""
        while len(self.people) < people:
            self.people += self._household()
        del self.people[people:]
        for someone in self.people:
            if someone.partner and someone.partner.who >= people:
                someone.partner = None

    def _company(self) -> Company:
        chance = self.chance
        owner = names.drawn(chance, names.FAMILIES["english"]).full
        name = f"{owner} {chance.choice(FIRMS)}"

        def draw() -> str:
            return f"{_plain(owner)}{chance.choice(['', 'co', 'group', '-inc', chance.randrange(99)])}.com"

        domain = self._new(draw)
        return Company(
            name, domain, self.number("1", False), f"{chance.choice(['info', 'office', 'sales'])}@{domain}"
        )

    def number(self, code: str, mobile: bool) -> str:
        """A new number of a country, in E.164."""

        def draw() -> str:
            if code == "1":
                return (
                    f"+1{self.chance.choice(AREAS)}{self.chance.randint(2, 9)}{self.chance.randrange(10**6):06}"
                )
            start = (MOBILE if mobile else FIXED)[code]
            length = LENGTH[code] - len(start)
            return f"+{code}{start}{self.chance.randrange(10 ** (length - 1), 10**length)}"

        return self._new(draw)

    def _new(self, draw: Callable[[], str]) -> str:
        """One that nobody has; at Gmail dots make no other mailbox."""
        while (found := draw()).replace(".", "") in self.taken:
            pass
        self.taken.add(found.replace(".", ""))
        return found

    def _household(self) -> list[Someone]:
        chance = self.chance
        kind = chance.random()
        first = self._person()
        if kind < 0.62:
            return [first]
        if kind < 0.88:
            other = self._partner(first)
        elif kind < 0.92:
            other = self._kin(first)
        elif kind < 0.94:
            other = self._junior(first)
        elif kind < 0.955:
            other = self._sister(first)
        else:
            return [first, self._namesake(first)]
        self._together(first, other)
        return [first, other]

    def _kin(self, first: Someone) -> Someone:
        """A grown-up child of another name."""
        other = self._person(first.tongue, first.family, 1)
        while _forms(other.given) & _forms(first.given):
            other = self._person(first.tongue, first.family, 1)
        return other

    def _junior(self, first: Someone) -> Someone:
        """A child with the parent's very name."""
        other = self._person(first.tongue, first.family, 1)
        other.given, first.suffix, other.suffix = first.given, "Sr.", "Jr."
        other.called = first.called
        self._rename(other)
        return other

    def _person(self, tongue: str = "", family: Word | None = None, ahead: int = 0) -> Someone:
        chance = self.chance
        tongue = tongue or chance.choices(list(names.SHARE), list(names.SHARE.values()))[0]
        about = names.TONGUES[tongue]
        given = names.drawn(chance, (names.MEN if chance.random() < 0.5 else names.WOMEN)[tongue])
        someone = Someone(
            who=len(self.people) + ahead,
            tongue=tongue,
            given=given,
            family=family or names.drawn(chance, names.FAMILIES[tongue]),
            town=chance.choice(about.towns.split()),
            called=chance.choice(given.short) if given.short and chance.random() < 0.6 else "",
            middle=chance.choice(MIDDLE) if chance.random() < 0.3 else "",
            prefix=chance.choice(["Dr.", "Prof.", "Prof. Dr."]) if chance.random() < 0.06 else "",
            street=f"{chance.randint(1, 400)} {chance.choice(STREETS)} Street",
            trade=chance.choice(TRADES),
            birthday=(chance.randint(1940, 2000), chance.randint(1, 12), chance.randint(1, 28)),
        )
        if given in names.WOMEN[tongue] and chance.random() < 0.1:
            someone.born = names.drawn(chance, names.FAMILIES[tongue])
        self._reachable(someone, about.code)
        return someone

    def _reachable(self, someone: Someone, code: str) -> None:
        chance = self.chance
        at_home = code if chance.random() < 0.85 else "1"
        someone.mobile = self.number(at_home, True)
        someone.old_mobile = self.number(at_home, True) if chance.random() < 0.15 else ""
        someone.landline = self.number(at_home, False) if chance.random() < 0.5 else ""
        someone.mail = self._mailbox(someone, someone.family)
        if chance.random() < 0.3:
            someone.old_mail = self._mailbox(someone, someone.born or someone.family)
        if chance.random() < 0.8:
            someone.company = chance.choice(self.companies)
            someone.work_mail = self._work_mail(someone, someone.company)
            someone.direct = self.number("1", False) if chance.random() < 0.4 else ""
        if someone.company and chance.random() < 0.25:
            someone.old_company = chance.choice(self.companies)
            someone.old_work_mail = self._work_mail(someone, someone.old_company)

    def _mailbox(self, someone: Someone, family: Word) -> str:
        chance = self.chance
        given, last = _plain(someone.given.full), _plain(family.full)

        def draw() -> str:
            called = _plain(someone.called) or given
            form = chance.choice(
                [
                    f"{given}.{last}",
                    f"{given}{last}",
                    f"{given[0]}{last}",
                    f"{called}.{last}",
                    f"{last}.{given}",
                ]
            )
            if chance.random() < 0.15:
                form = chance.choice("sunny blue happy wild".split()) + chance.choice(
                    "cat fox bear pilot".split()
                )
            figure = chance.choice(["", str(chance.randrange(1950, 2010)), str(chance.randrange(99))])
            return f"{form}{figure}@{chance.choice(PROVIDERS)}"

        return self._new(draw)

    def _work_mail(self, someone: Someone, company: Company) -> str:
        given, last = _plain(someone.given.full), _plain(someone.family.full)
        forms = [f"{given}.{last}", f"{given[0]}{last}", f"{given}.{last}2", f"{given}.{last}3"]
        forms = [*forms[self.chance.randrange(2) :], f"{last}{someone.who}"]
        return self._new(iter(f"{form}@{company.domain}" for form in forms).__next__)

    def _partner(self, first: Someone) -> Someone:
        """Of the other sex, mostly with the same name; often another was the name at birth."""
        other = self._person(first.tongue, None, 1)
        men = first.given in names.MEN[first.tongue]
        other.given = names.drawn(self.chance, (names.WOMEN if men else names.MEN)[first.tongue])
        other.called = self.chance.choice(other.given.short) if other.given.short else ""
        if self.chance.random() < 0.8:
            other.born = other.family if men and self.chance.random() < 0.5 else None
            other.family = first.family
        self._rename(other)
        first.partner, other.partner = other, first
        return other

    def _sister(self, first: Someone) -> Someone:
        """A twin: the same first letter, the same birthday."""
        other = self._kin(first)
        pool = names.MEN[first.tongue] + names.WOMEN[first.tongue]
        alike = [w for w in pool if w.full[0] == first.given.full[0] and not _forms(w) & _forms(first.given)]
        other.given = self.chance.choice(alike or [other.given])
        other.called, other.birthday = "", first.birthday
        self._rename(other)
        return other

    def _namesake(self, first: Someone) -> Someone:
        """A stranger of the same name in the same town."""
        other = self._person(first.tongue, first.family, 1)
        other.given, other.town, other.called = first.given, first.town, first.called
        self._rename(other)
        return other

    def _rename(self, someone: Someone) -> None:
        someone.mail = self._mailbox(someone, someone.family)
        someone.old_mail = someone.old_mail and self._mailbox(someone, someone.born or someone.family)
        someone.work_mail = self._work_mail(someone, someone.company) if someone.company else ""
        someone.old_work_mail = self._work_mail(someone, someone.old_company) if someone.old_company else ""

    def _together(self, first: Someone, other: Someone) -> None:
        first.home = other.home = f"home {first.who}"
        other.landline, other.street, other.town = first.landline, first.street, first.town
        if self.chance.random() < 0.4:
            last = _plain(first.family.full)

            def draw() -> str:
                form = self.chance.choice([f"the{last}s", f"{last}.family", f"family{last}"])
                return f"{form}{self.chance.randrange(1, 999)}@{self.chance.choice(PROVIDERS)}"

            first.family_mail = other.family_mail = self._new(draw)


def _plain(text: str) -> str:
    found = names.without_marks(text, names.TRANSLITERATED).lower()
    return "".join(letter for letter in found if letter.isascii() and letter.isalnum())


def _forms(word: Word) -> set[str]:
    return {word.full, *word.short}
