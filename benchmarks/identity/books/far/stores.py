"""What four products keep of a person of the third book, each in its own habit."""

from random import Random

from reconnect_core import Contact, ContactRef, DatedEvent, PartialDate, Phone, PostalAddress, Relation

from .cultures import in_latin
from .lives import Life
from .ways import PLACEHOLDERS, dialled, mistyped

AFTER = ("PhD", "MBA", "MD", "CPA", "Esq.", "PMP®", "🚀", "(she/her)", "- We're hiring!", "CFA", "RN, BSN")


class Clerk:
    """Writes one life down as one product would."""

    def __init__(self, dice: Random) -> None:
        self.dice = dice
        self.count = 0

    def card(self, life: Life, store: str) -> Contact:
        """One record of the store about this life."""
        self.count += 1
        return getattr(self, f"_{store}")(life)

    def _chance(self, share: float) -> bool:
        return self.dice.random() < share

    def _name(self, life: Life, *, shorten: float = 0.0) -> tuple[str, str]:
        """First and family name as this once written: script, nickname, spelling, slip."""
        dice, script = self.dice, life.culture.script
        given, family = life.given.name, life.family
        if life.maiden and self._chance(0.4):
            family = life.maiden
        if life.mother and self._chance(0.45):
            family = f"{family} {life.mother}"
        if life.given.short and self._chance(shorten):
            given = dice.choice(life.given.short)
        elif life.given.spelled and self._chance(0.15):
            given = dice.choice(life.given.spelled)
        if script and not self._chance(0.35):
            other = self._chance(0.3)
            given, family = in_latin(given, script, other=other), in_latin(family, script, other=other)
        if self._chance(0.04):
            given = mistyped(dice, given)
        if self._chance(0.05):
            family = mistyped(dice, family)
        return given, family

    def _phone(self, life: Life, digits: str, label: str, country: str = "") -> Phone:
        home = life.country == "US" or self._chance(0.04)
        raw = dialled(self.dice, digits, country or life.country, home=country == "US" or home)
        return Phone(raw=raw, labels=frozenset({label}))

    def _desk(self, life: Life) -> tuple[Phone, ...]:
        """The switchboard, with the extension or without."""
        if not life.company or not self._chance(0.5):
            return ()
        raw = dialled(self.dice, life.company.desk, "US", home=True).removesuffix(" (cell)")
        way = self.dice.choice(("{} x{}", "{} ext. {}", "{}", "{},{}"))
        return (Phone(raw=way.format(raw, life.extension), labels=frozenset({"work"})),)

    def _mails(self, life: Life, private: float, work: float) -> tuple[str, ...]:
        found = [life.mail] if self._chance(private) else []
        if life.work_mail and self._chance(work):
            found.append(life.work_mail)
        if life.old_mail and self._chance(0.4):
            found[:1] = [life.old_mail, *found[:1]] if self._chance(0.5) else [life.old_mail]
        if life.shared_mail and self._chance(0.35):
            found.append(life.shared_mail)
        written = []
        for known in found:
            mail = known
            if mail.endswith("@gmail.com") and self._chance(0.1):
                mail = (
                    mail.replace(".", "", 1)
                    if "." in mail.partition("@")[0]
                    else mail.replace("@gmail", "@googlemail")
                )
            written.append(self.dice.choice((mail, mail, mail, mail.upper(), mail.title(), f" {mail}")))
        return tuple(written)

    def _ref(self, store: str, uid: str = "") -> ContactRef:
        return ContactRef(book=store, uid=uid or f"{store[0]}{self.count}")

    def _notes(self, life: Life) -> str:
        if life.friends and self._chance(0.3):
            return f"met through {self.dice.choice(life.friends)}, see also her card"
        return self.dice.choice(
            ("", "", "", "met at the conference in Chicago", "Christmas card list", "two kids, likes sailing")
        )

    def _pixel(self, life: Life) -> Contact:
        """Google: everything in the cloud, old SIM cards included."""
        dice = self.dice
        given, family = self._name(life, shorten=0.35)
        phones = [self._phone(life, life.mobile, "mobile")] if self._chance(0.92) else []
        ref = self._ref("pixel", f"people/c{dice.getrandbits(60)}")
        if self._chance(0.1) and phones:  # from a SIM card: a number and whatever fitted
            first = dice.choice(
                (
                    f"{given} {family}"[:14].strip(),
                    f"{given} {family[:1]}",
                    f"{given} {family}",
                    f"{given} {family} Cell",
                )
            )
            return Contact(ref=ref, name=first, given=first, phones=tuple(phones), labels=("myContacts",))
        if life.landline and self._chance(0.6):
            phones.append(self._phone(life, life.landline, "home"))
        if life.partner and self._chance(0.06):
            phones.append(self._phone(life, life.partner, "other"))
        phones += [self._phone(life, digits, "other", "US") for digits in life.stray if self._chance(0.5)]
        mails = self._mails(life, 0.75, 0.3)
        if not mails and not phones:
            mails = (life.mail,)
        whole = self._chance(0.12)
        name = (
            f"{given} {family}" if not life.culture.family_first or self._chance(0.5) else f"{family} {given}"
        )
        parts = {"given": name} if whole else {"given": given, "family": family, "suffix": life.suffix}
        born = (
            PartialDate(year=life.born.year, month=life.born.month, day=life.born.day)
            if life.born and self._chance(0.25)
            else None
        )
        company = life.company.name if life.company and self._chance(0.3) else ""
        return Contact(
            ref=ref, name=name, **parts, emails=mails, phones=tuple(phones), birthday=born, organisation=company,
            note=self._notes(life), labels=("myContacts",), relations=(Relation(kind="spouse", name="Sam"),) if life.partner and self._chance(0.2) else (),
        )  # fmt: skip

    def _icloud(self, life: Life) -> Contact:
        """An iPhone's cards over CardDAV: addresses and birthdays, numbers as dialled."""
        given, family = self._name(life, shorten=0.2)
        phones = [self._phone(life, life.mobile, "cell")] if self._chance(0.9) else []
        if life.landline and self._chance(0.7):
            phones.append(self._phone(life, life.landline, "home"))
        phones += self._desk(life) if self._chance(0.4) else ()
        mails = self._mails(life, 0.6, 0.2)
        if not phones and not mails:
            phones = [self._phone(life, life.mobile, "cell")]
        born = None
        if life.born and self._chance(0.45):
            year = None if self._chance(0.3) else life.born.year
            born = PartialDate(year=year, month=life.born.month, day=life.born.day)
        elif self._chance(0.02):
            born = PartialDate(year=1970, month=1, day=1)
        home = (life.home,) if life.home and self._chance(0.4) else ()
        if home and self._chance(0.3):
            home = (PostalAddress(label=", ".join(home[0].lines())),)
        name = f"{family} {given}" if life.culture.family_first and self._chance(0.7) else f"{given} {family}"
        return Contact(
            ref=self._ref("icloud", f"{self.dice.getrandbits(128):032X}.vcf"), name=name, given=given, family=family, additional=life.second[:1] if self._chance(0.3) else "",
            suffix=life.suffix if self._chance(0.9) else "", emails=mails, phones=tuple(phones), birthday=born, addresses=home, uid=f"{self.dice.getrandbits(128):032X}:ABPerson",
        )  # fmt: skip

    def _linkedin(self, life: Life) -> Contact:
        """An export of connections: name, company as of the day, hardly ever a mailbox."""
        dice = self.dice
        given, family = self._name(life, shorten=0.12)
        if self._chance(0.15):
            family = (
                f"{family}, {dice.choice(AFTER)}" if self._chance(0.6) else f"{family} {dice.choice(AFTER)}"
            )
        if self._chance(0.03):
            given, family = given.upper(), family.upper()
        now = life.company if not life.before or self._chance(0.6) else life.before
        mails = (life.mail if self._chance(0.7) else life.work_mail or life.mail,) if self._chance(0.62) else ()
        company = (
            (now.name if self._chance(0.7) else now.name.partition(",")[0].removesuffix(" LLC").upper())
            if now
            else ""
        )
        slug = f"{given}-{family}-{dice.getrandbits(24):x}".lower().replace(" ", "-")
        return Contact(
            ref=self._ref("linkedin", slug), name=f"{given} {family}", given=given, family=family, organisation=company, title=life.job,
            emails=mails, urls=(f"https://www.linkedin.com/in/{slug}",),
            events=(DatedEvent(label="connected", day=PartialDate(year=2000 + dice.randrange(8, 25), month=dice.randrange(1, 13), day=dice.randrange(1, 29))),),
        )  # fmt: skip

    def _outlook(self, life: Life) -> Contact:
        """The office: family name first, extensions, and mailboxes of the company."""
        dice = self.dice
        given, family = self._name(life, shorten=0.08)
        company = life.company if not life.before or self._chance(0.85) else life.before
        mails = self._mails(life, 0.2, 0.85)
        phones = [*self._desk(life)]
        if self._chance(0.55) or not mails:
            phones.append(self._phone(life, life.mobile, "mobile"))
        if self._chance(0.015):
            mails = (*mails, dice.choice(PLACEHOLDERS))
        way = dice.randrange(4)
        name = (
            f"{family}, {given}",
            f"{given} {family}",
            f"{family.upper()} {given}",
            f"{family}, {given} {life.second[:1]}.".replace(" .", ""),
        )[way]
        parts = {"given": given, "family": family.upper() if way == 2 else family}
        if self._chance(0.1):
            parts = {}
        return Contact(
            ref=self._ref("outlook"), name=name, **parts, prefix=dice.choice(("", "", "Dr.", "Mr." if not life.woman else "Ms.")), organisation=company.name if company else "",
            title=life.job, emails=mails, phones=tuple(phones), note=self._notes(life),
        )  # fmt: skip
