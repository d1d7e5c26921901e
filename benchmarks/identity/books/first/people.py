"""The people of the first book: couples, parents and children, namesakes and colleagues."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from reconnect_core import PostalAddress

from .names import CODES, FAMILY, FREE, GIVEN, MORE, STREETS, STYLES, TITLES, TOWNS
from .spelling import ascii_of


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
