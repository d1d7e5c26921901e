"""The people of the third book: families, colleagues and namesakes, and what is true of each."""

import unicodedata
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from reconnect_core import PostalAddress

from .cultures import ALL, AMERICAN, Culture, Given, in_latin
from .ways import number

PROVIDERS = ("gmail.com",) * 5 + (
    "yahoo.com",
    "hotmail.com",
    "icloud.com",
    "outlook.com",
    "proton.me",
    "aol.com",
    "comcast.net",
)
TRADES = "Architects Roofing Capital Analytics Dental Labs Partners Logistics Studios Bank Robotics Foods Airlines Media Consulting".split()
HEADS = (
    "Northwind Bluebird Acme Larkspur Meridian Tessellate Kestrel Ironwood Halcyon Pinecrest Quantum Redwood Summit Vantage "
    "Zephyr Cobalt Juniper Lighthouse Marigold Nimbus Orchard Paragon Riverside Saffron Thistle Umbra Willow Yellowtail"
).split()
ENDINGS = ("", "", ", Inc.", " LLC", " Group", " Co.", " Corporation", " Ltd")
JOBS = (
    "Director",
    "Account Manager",
    "Partner",
    "Nurse",
    "Engineer",
    "Teacher",
    "Founder & CEO",
    "Attorney",
    "Realtor",
    "VP Sales",
)
STREETS = (
    "Maple Ave",
    "Elm Street",
    "W 4th St Apt 5B",
    "Sunset Blvd",
    "Calle 8",
    "Beacon Hill Rd",
    "Peachtree Ln",
    "Ocean Pkwy",
)
TOWNS = (
    ("Boston", "MA", "021"),
    ("Seattle", "WA", "981"),
    ("Austin", "TX", "787"),
    ("Denver", "CO", "802"),
    ("Portland", "OR", "972"),
)


@dataclass(frozen=True)
class Company:
    """An employer: its front desk is in many a card."""

    name: str
    domain: str
    desk: str
    pattern: int


@dataclass(frozen=True)
class Life:
    """What is true of one human."""

    culture: Culture
    given: Given
    family: str
    woman: bool
    country: str
    mobile: str
    mail: str
    second: str = ""
    mother: str = ""
    maiden: str = ""
    suffix: str = ""
    landline: str = ""
    shared_mail: str = ""
    partner: str = ""
    old_mail: str = ""
    company: Company | None = None
    before: Company | None = None
    work_mail: str = ""
    extension: str = ""
    job: str = ""
    born: date | None = None
    home: PostalAddress | None = None
    stray: tuple[str, ...] = ()
    friends: tuple[str, ...] = field(default=())


def ascii_of(text: str) -> str:
    """Small ASCII letters, as mailboxes and file names want them."""
    folded = unicodedata.normalize("NFKD", text.lower().replace("ł", "l").replace("đ", "d"))
    return "".join(c for c in folded if c.isascii() and c.isalnum())


class Town:
    """Makes people; every draw comes from one generator of chance."""

    def __init__(self, dice: Random) -> None:
        self.dice = dice
        self.taken: set[str] = set()
        self.companies = [self._company(head, trade) for head in HEADS for trade in dice.sample(TRADES, 9)]

    def _company(self, head: str, trade: str) -> Company:
        domain = f"{head}{trade}.com".lower()
        return Company(
            head + " " + trade + self.dice.choice(ENDINGS),
            domain,
            self.number("US", mobile=False),
            self.dice.randrange(4),
        )

    def number(self, country: str, *, mobile: bool = True) -> str:
        """A number that nobody has yet."""
        while (found := number(self.dice, country, mobile=mobile)) in self.taken:
            pass
        self.taken.add(found)
        return found

    def address(self, wanted: str) -> str:
        """The wanted mailbox, or with the next free number."""
        while wanted.replace(".", "") in self.taken:  # dots mean nothing to the greatest of providers
            local, _, domain = wanted.partition("@")
            wanted = f"{local}{self.dice.randrange(2, 99)}@{domain}"
        self.taken.add(wanted.replace(".", ""))
        return wanted

    def latin(self, life: Life) -> tuple[str, str]:
        """First and family name in Latin letters."""
        return tuple(in_latin(word, life.culture.script) for word in (life.given.name, life.family))  # type: ignore[return-value]

    def life(self) -> Life:
        """One person without any tie."""
        dice = self.dice
        culture = dice.choices(ALL, [one.share for one in ALL])[0]
        woman = dice.random() < 0.5
        given = dice.choice(culture.women if woman else culture.men)
        family = self.inflected(dice.choice(culture.families), culture, woman)
        country = "US" if dice.random() < 0.65 else culture.country
        life = Life(culture, given, family, woman, country, self.number(country), "")
        if culture.two_families:
            life = replace(life, mother=dice.choice(culture.families))
        if culture is AMERICAN and dice.random() < 0.5:
            life = replace(life, second=dice.choice(culture.women if woman else culture.men).name)
        if dice.random() < 0.55:
            life = replace(life, landline=self.number(country, mobile=False))
        days = timedelta(days=dice.randrange(22000))
        life = replace(life, born=date(1940, 1, 2) + days, home=self.dwelling(country))
        return self.employed(self.with_mail(life))

    def dwelling(self, country: str) -> PostalAddress:
        """An address, in one of few towns and streets, so that the house number tells."""
        town, region, code = self.dice.choice(TOWNS)
        street = f"{self.dice.randrange(1, 2500)} {self.dice.choice(STREETS)}"
        if country != "US":
            return PostalAddress(street=street, locality=f"{town} {country}", country=country)
        return PostalAddress(
            street=street, locality=town, region=region, postcode=f"{code}{self.dice.randrange(10, 99)}"
        )

    def inflected(self, family: str, culture: Culture, woman: bool) -> str:
        """The family name as a woman of that culture bears it."""
        for man, his_wife in culture.inflect if woman else ():
            if family.endswith(man):
                return family.removesuffix(man) + his_wife
        return family

    def with_mail(self, life: Life) -> Life:
        """A private mailbox, and sometimes the one before it."""
        dice, (given, family) = self.dice, map(ascii_of, self.latin(life))
        short = (
            ascii_of(in_latin(dice.choice(life.given.short), life.culture.script))
            if life.given.short
            else given
        )
        forms = (
            f"{given}.{family}",
            f"{given[:1]}{family}",
            f"{given}{family}",
            f"{short}{family[:1]}",
            f"{family}.{given}",
        )
        forms += (
            f"{short}_{dice.randrange(60, 99)}",
            f"the{family}{short}",
            f"{given[:1]}.{family}{dice.randrange(1, 99)}",
        )
        life = replace(life, mail=self.address(f"{dice.choice(forms)}@{dice.choice(PROVIDERS)}"))
        if dice.random() < 0.25:
            life = replace(life, old_mail=self.address(f"{dice.choice(forms)}@{dice.choice(PROVIDERS)}"))
        return life

    def employed(self, life: Life, company: Company | None = None) -> Life:
        """At a company, with its pattern of mailboxes, and sometimes at another before."""
        dice = self.dice
        if company is None and dice.random() < 0.2:
            return life
        company = company or dice.choice(self.companies)
        given, family = map(ascii_of, self.latin(life))
        form = (f"{given}.{family}", f"{given[:1]}{family}", given, f"{family}{given[:1]}")[company.pattern]
        before = dice.choice(self.companies) if dice.random() < 0.25 else None
        mail = self.address(f"{form}@{company.domain}")
        ext = str(dice.randrange(100, 999))
        return replace(
            life, company=company, before=before, work_mail=mail, extension=ext, job=dice.choice(JOBS)
        )

    def spouse(self, life: Life) -> Life:
        """Who lives with them: one landline, one address, often one name, sometimes one mailbox."""
        dice, other = self.dice, self.life()
        same = life.culture if dice.random() < 0.8 else other.culture
        woman = not life.woman if dice.random() < 0.93 else life.woman
        givens = [one for one in (same.women if woman else same.men) if one != life.given]
        initial = [one for one in givens if one.name[0] == life.given.name[0]]
        given = dice.choice(initial if initial and dice.random() < 0.3 else givens)
        base = life.family
        for man, his_wife in same.inflect:
            if base.endswith(his_wife):
                base = base.removesuffix(his_wife) + man
        takes = same is life.culture and not same.two_families and dice.random() < 0.75
        family = (
            self.inflected(base, same, woman)
            if takes
            else self.inflected(dice.choice(same.families), same, woman)
        )
        maiden = (
            dice.choice(same.families) if takes and woman and dice.random() < 0.3 and not same.inflect else ""
        )
        mother = dice.choice(same.families) if same.two_families else ""
        made = replace(
            other,
            culture=same,
            given=given,
            family=family,
            woman=woman,
            mother=mother,
            maiden=maiden,
            second="",
        )
        made = replace(
            made,
            landline=life.landline,
            home=life.home,
            partner=life.mobile,
            country=life.country,
            mobile=self.number(life.country),
        )
        return self.employed(
            self.with_mail(replace(made, old_mail="", company=None, before=None, work_mail=""))
        )

    def child(self, life: Life, *, junior: bool) -> Life:
        """A grown child of the house, a junior bearing the same name."""
        dice = self.dice
        born = (life.born or date(1950, 1, 1)) + timedelta(days=dice.randrange(8000, 12000))
        given = life.given if junior else dice.choice([one for one in life.culture.men if one != life.given])
        family = life.family if not life.woman else self.life().family
        made = replace(
            life,
            given=given,
            family=family,
            woman=False,
            suffix="Jr." if junior else "",
            born=born,
            mobile=self.number(life.country),
        )
        made = replace(
            made,
            old_mail="",
            company=None,
            before=None,
            work_mail="",
            maiden="",
            second=life.second if junior else "",
            shared_mail="",
        )
        return self.employed(self.with_mail(made))
