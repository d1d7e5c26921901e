"""Address books and journals that tell something else than what is there."""

from dataclasses import replace
from datetime import UTC
from unicodedata import normalize

from reconnect_core import Contact, Direction, Gift, GiftKind, Phone

from .reference import ReferenceBook, ReferenceJournal


class OfContacts(ReferenceBook):
    """A book that changes each contact it tells."""

    def contact(self, name, record):
        made = super().contact(name, record)
        return self.changed(made) if isinstance(made, Contact) else made


class OneAddressForNamesakes(OfContacts):
    """A1: records with one name get the address of the first."""

    def changed(self, made):
        first = next(one for one in self.shelf().records.values() if getattr(one, "name", "") == made.name)
        return replace(made, emails=first.emails)


class MergesNamesakes(ReferenceBook):
    """A1: of two records with one name only the first is told."""

    def contacts(self):
        seen = set()
        for record in super().contacts():
            name = getattr(record, "name", None)
            if name is None or name not in seen:
                yield record
            seen.add(name)


class TidyNotes(OfContacts):
    """A2: notes lose their line ends."""

    def changed(self, made):
        return replace(made, note=" ".join(made.note.split()))


class Decomposed(OfContacts):
    """A2: names come in another Unicode form."""

    def changed(self, made):
        return replace(made, name=normalize("NFD", made.name))


class TidyPhones(OfContacts):
    """A3: phone numbers lose what is not a digit."""

    def changed(self, made):
        return replace(
            made, phones=tuple(Phone(raw="".join(filter(str.isdigit, one.raw))) for one in made.phones)
        )


class SortedAddresses(OfContacts):
    """A3: addresses come in another order than the store's."""

    def changed(self, made):
        return replace(made, emails=tuple(sorted(made.emails)))


class LowerLabels(OfContacts):
    """A4: labels come in lower case."""

    def changed(self, made):
        return replace(made, labels=tuple(map(str.lower, made.labels)))


class SplitLabels(OfContacts):
    """A4: a label is cut at its comma."""

    def changed(self, made):
        return replace(made, labels=tuple(part for one in made.labels for part in one.split(", ")))


class RowNumbers(ReferenceBook):
    """A5: a ref is the number of the row."""

    def contacts(self):
        for number, record in enumerate(self.shelf().records.values()):
            yield self.contact(f"row-{number}", record)


class AlwaysOut(ReferenceJournal):
    """J1: the direction is guessed."""

    def interactions(self, since=None):
        for record in super().interactions(since):
            yield replace(record, direction=Direction.OUT) if hasattr(record, "direction") else record


class WholeDays(ReferenceJournal):
    """J1: the time of day is lost."""

    def interactions(self, since=None):
        for record in super().interactions(since):
            moment = getattr(record, "moment", None)
            noon = moment and moment.astimezone(self.opening.zone).replace(hour=12, minute=0)
            yield replace(record, moment=noon.astimezone(UTC)) if noon else record


class IgnoresSince(ReferenceJournal):
    """J2: the days before are told as well."""

    def interactions(self, since=None):
        yield from super().interactions(None)


class AfterSince(ReferenceJournal):
    """J2: the day itself is left out."""

    def interactions(self, since=None):
        for record in super().interactions(since):
            if since is None or self.day(record) > since:
                yield record


class DaysOfGreenwich(ReferenceJournal):
    """J2: days are those of UTC, not of the garden."""

    def day(self, record):
        return record.day if isinstance(record, Gift) else record.moment.astimezone(UTC).date()


class AllReferrals(ReferenceJournal):
    """J3: every gift is a referral."""

    def interactions(self, since=None):
        for record in super().interactions(since):
            yield replace(record, kind=GiftKind.REFERRAL) if isinstance(record, Gift) else record


class FirstLines(ReferenceJournal):
    """J4: of a note only the first line is told."""

    def interactions(self, since=None):
        for record in super().interactions(since):
            note = getattr(record, "note", "")
            yield replace(record, note=note.splitlines()[0]) if note else record


class MergesAlike(ReferenceJournal):
    """J5: what is alike is told once."""

    def interactions(self, since=None):
        seen = set()
        for record in super().interactions(since):
            alike = repr(replace(record, ref=None)) if hasattr(record, "ref") else repr(record)
            if alike not in seen:
                yield record
            seen.add(alike)
