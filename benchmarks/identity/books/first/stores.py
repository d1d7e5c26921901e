"""What four products hold of the people of the first book."""

from reconnect_core import Contact, ContactRef, PartialDate, Phone

from .names import CODES, PET
from .people import Human, Maker
from .spelling import ascii_of, cyrillic


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
