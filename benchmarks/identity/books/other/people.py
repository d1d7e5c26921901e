"""The families, offices and damaged cards of the other book."""

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta

from reconnect_core import Contact, ContactRef, PartialDate, Phone, PostalAddress

from .names import CITIES, COMPANIES, ENDINGS, FIRMS, HOSTS, KEYS, MEN, SHORT, STEMS, WOMEN


@dataclass(frozen=True)
class Life:
    number: int
    given: str
    second: str
    family: str
    born: date
    mails: tuple[str, ...]
    work: str
    cell: str
    line: str
    office: str
    firm: str
    role: str
    home: PostalAddress


class World:
    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.used: set[str] = set()
        self.families = sorted({stem + end for stem in STEMS for end in ENDINGS})
        self.dice.shuffle(self.families)
        self.firms = [self._firm(n) for n in range(300)]

    def _firm(self, n: int) -> tuple[str, str, str]:
        name = (
            f"{self.dice.choice(self.families)} {self.dice.choice(FIRMS)}"
            if n >= len(COMPANIES)
            else COMPANIES[n]
        )
        return name, name.lower().replace(" ", "") + ".com", self.number("2")

    def number(self, lead: str) -> str:
        while True:
            found = f"+31{lead}{self.dice.randrange(10**7, 10**8)}"
            if found not in self.used:
                self.used.add(found)
                return found

    def mail(self, given: str, family: str, host: str) -> str:
        forms = (
            f"{given}.{family}",
            f"{given[0]}{family}",
            f"{family}{given[0]}",
            f"{given}{self.dice.randrange(100)}",
            f"{family}_{given}",
            f"x{self.dice.randrange(10**6)}",
        )
        while True:
            found = f"{self.dice.choice(forms).lower()}@{host}"
            if found in self.used:
                found = f"{given.lower()}{self.dice.randrange(10**5)}@{host}"
            if found not in self.used:
                self.used.add(found)
                return found

    def life(self, number: int) -> Life:
        given = self.dice.choice(self.dice.choice((WOMEN, MEN)))
        family = self.families[int(len(self.families) * self.dice.random() ** 1.5)]
        firm, host, office = self.dice.choice(self.firms)
        town = self.dice.choice(CITIES)
        home = PostalAddress(
            street=f"{self.dice.choice(self.families)}straat {self.dice.randrange(1, 250)}",
            postcode=str(self.dice.randrange(1000, 9999)),
            locality=town,
            country="Netherlands",
        )
        mails = tuple(
            self.mail(given, family, self.dice.choice(HOSTS)) for _ in range(self.dice.choice((1, 1, 2)))
        )
        return Life(
            number,
            given,
            self.dice.choice(MEN) if self.dice.random() < 0.2 else "",
            family,
            date(1945, 1, 1) + timedelta(days=self.dice.randrange(21000)),
            mails,
            self.mail(given, family, host),
            self.number("6"),
            self.number("1"),
            office,
            firm,
            self.dice.choice(("Buyer", "Analyst", "Partner", "Chef", "Pilot")),
            home,
        )

    def household(self, first: Life, start: int) -> list[Life]:
        """Partners, children and twins behind one door."""
        shared = (
            f"{first.family.lower()}{self.dice.randrange(1000)}@{self.dice.choice(HOSTS)}"
            if self.dice.random() < 0.4
            else ""
        )
        found = []
        for k in range(self.dice.choice((1, 1, 2, 3, 4))):
            other = self.life(start + k)
            if other.given in {first.given, *(one.given for one in found)}:
                continue
            family = first.family if self.dice.random() < 0.85 else other.family
            mails = (self.mail(other.given, family, self.dice.choice(HOSTS)), *([shared] if shared else []))
            born = first.born if k == 2 and self.dice.random() < 0.3 else other.born
            found.append(
                replace(
                    other,
                    number=start + len(found),
                    family=family,
                    mails=mails,
                    line=first.line,
                    home=first.home,
                    born=born,
                )
            )
        return found

    def typo(self, word: str) -> str:
        if len(word) < 4:
            return word
        at = self.dice.randrange(1, len(word))
        mark = word[at].lower()
        return self.dice.choice(
            (
                word[:at] + self.dice.choice(KEYS.get(mark, "e")) + word[at + 1 :],
                word[:at] + word[at + 1 :],
                word[:at] + mark + word[at:],
                word[: at - 1] + word[at] + word[at - 1].lower() + word[at + 1 :] if at > 1 else word,
            )
        )

    def spoiled_name(self, life: Life) -> tuple[str, str, str]:
        given, family, roll = life.given, life.family, self.dice.random()
        if roll < 0.06:
            given = SHORT.get(given, given)
        elif roll < 0.10:
            given = self.typo(given)
        elif roll < 0.14:
            family = self.typo(family)
        elif roll < 0.16:
            given = given[0]
        elif roll < 0.19:
            given, family = family, given
        elif roll < 0.21:
            given, family = given.upper(), family.upper()
        elif roll < 0.23:
            given, family = given.lower(), family.lower()
        second = life.second if life.second and self.dice.random() < 0.4 else ""
        return given, second, family

    def copy(self, life: Life, store: str, key: int) -> Contact:
        dice = self.dice
        given, second, family = self.spoiled_name(life)
        mails = [m for m in life.mails if dice.random() < 0.65]
        mails += [life.work] if dice.random() < 0.5 else []
        if dice.random() < 0.08:
            mails = [self.mail(life.given, life.family, dice.choice(HOSTS))]
        phones = [
            n for n, share in ((life.cell, 0.7), (life.line, 0.35), (life.office, 0.3)) if dice.random() < share
        ]
        if phones and dice.random() < 0.02:
            phones[0] = phones[0][:-1] + str(dice.randrange(10))
        firm = life.firm if dice.random() < 0.55 else ""
        if firm and dice.random() < 0.15:
            firm = f"{firm}, {dice.choice(('Sales', 'Research', 'Europe'))}"
        elif firm and dice.random() < 0.07:
            firm = dice.choice(self.firms)[0]
        day = life.born
        if dice.random() < 0.03 and day.day <= 12:
            day = day.replace(month=day.day, day=day.month)
        birthday = PartialDate(year=day.year, month=day.month, day=day.day) if dice.random() < 0.35 else None
        style = dice.random()
        name = f"{family}, {given}" if style < 0.08 else " ".join(filter(None, (given, second, family)))
        parts = {} if style < 0.3 else {"given": given, "additional": second, "family": family}
        return Contact(
            ref=ContactRef(book=store, uid=str(key)),
            name=name,
            **parts,
            emails=tuple(mails),
            phones=tuple(Phone(raw=self.dialled(n)) for n in phones),
            organisation=firm,
            title=life.role if dice.random() < 0.3 else "",
            birthday=birthday,
            addresses=(life.home,) if dice.random() < 0.25 else (),
        )

    def dialled(self, number: str) -> str:
        return self.dice.choice(
            (
                number,
                f"0{number[3:]}",
                f"0031 {number[3:5]} {number[5:]}",
                f"{number[:3]}-{number[3:6]}-{number[6:]}",
            )
        )
