"""Stores that break what every store must keep: each names the clause that has to notice it."""

import logging
from dataclasses import dataclass, replace
from uuid import uuid4

from reconnect_core import Contact, Refused, Unavailable, Unreadable

from .reference import ReferenceBook, ReferenceCalendar, ReferenceJournal, ShelfSettings


class LiquidSettings(ReferenceBook):
    """S1: the settings can be changed after they were checked."""

    @dataclass(kw_only=True)
    class Settings:
        shelf: object
        password: object = None
        timeout_seconds: float = 0.05

        def __post_init__(self):
            self.__class__.__annotations__ = ShelfSettings.__annotations__


class TwoWords(ReferenceJournal):
    """S1: its kind is no word that a config would use."""

    kind = "Shelf Log"


class UnknownLimit(ReferenceCalendar):
    """S1: it declares a clause that does not exist."""

    limits = {"C99": "because"}  # noqa: RUF012


class ReadsWhenCalled(ReferenceBook):
    """S2: everything is read when the records are called for."""

    def contacts(self):
        return iter(list(super().contacts()))


class GivesAList(ReferenceJournal):
    """S2: a list in place of an iterator."""

    def interactions(self, since=None):
        return list(super().interactions(since))


class PhantomRecord(ReferenceBook):
    """S3: the header line comes as a broken record."""

    def contacts(self):
        yield from super().contacts()
        yield self.unreadable("header")


class LosesTheLast(ReferenceJournal):
    """S3: the last record is never told."""

    def interactions(self, since=None):
        records = list(super().interactions(since))
        yield from records[: max(1, len(records) - 1)]


class TellsTwice(ReferenceCalendar):
    """S3: what stands first comes twice."""

    def entries(self, window):
        records = list(super().entries(window))
        yield from records
        yield from (replace(one, resource="again") for one in records[:1] if one.title.startswith("Lunch"))


class OwnName(ReferenceBook):
    """S4: refs name the kind, not the store as configured: two accounts become one."""

    def contact(self, name, record):
        made = super().contact(name, record)
        return replace(made, ref=replace(made.ref, book="shelf")) if isinstance(made, Contact) else made


class OneRefForAll(ReferenceBook):
    """S4: every record has the same ref."""

    def contact(self, name, record):
        return super().contact("all", record)


class FreshRefs(ReferenceBook):
    """S5: every read gives new refs."""

    def contact(self, name, record):
        return super().contact(f"{name}-{uuid4()}", record)


class Wavering(ReferenceJournal):
    """S5: each look is less sure of it."""

    looks = 0

    def interactions(self, since=None):
        Wavering.looks += 1
        for record in super().interactions(since):
            yield replace(record, sure=1 / Wavering.looks) if hasattr(record, "sure") else record


class PassesOver(ReferenceBook):
    """S6: a broken record is passed over in silence."""

    def contacts(self):
        yield from (record for record in super().contacts() if not isinstance(record, Unreadable))


class StopsAtTheFirst(ReferenceCalendar):
    """S6: everything after a broken record is lost."""

    def entries(self, window):
        for entry in sorted(super().entries(window), key=lambda one: not isinstance(one, Unreadable)):
            yield entry
            if isinstance(entry, Unreadable):
                return


class Raises(ReferenceJournal):
    """S6: a broken record ends the iteration with an error."""

    def unreadable(self, name):
        raise ValueError(name)


class WrongType(ReferenceBook):
    """S7: a server that is off is told as one that refuses."""

    def shelf(self):
        try:
            return super().shelf()
        except Unavailable as error:
            if "nobody" in error.message:
                raise Refused("nobody there") from None
            raise


class EmptyWhenOff(ReferenceJournal):
    """S7: a server that is off looks like an empty store."""

    def interactions(self, since=None):
        try:
            yield from super().interactions(since)
        except Unavailable as error:
            if "nobody" not in error.message:
                raise


class TryLater(ReferenceBook):
    """S8: a wrong password is told as trouble that passes."""

    def shelf(self):
        try:
            return super().shelf()
        except Exception as error:
            raise Unavailable(f"{self.name}: it failed.") from error


class TalkativeRepr(ReferenceBook):
    """S9: its repr holds the password."""

    def __repr__(self):
        return f"Book({self.opening.settings.password.reveal()})"


class TalkativeLog(ReferenceJournal):
    """S9: it logs whom one was in touch with."""

    def interactions(self, since=None):
        for record in super().interactions(since):
            logging.getLogger("hostile").debug("read %s", record)
            yield record


class TalkativeReason(ReferenceBook):
    """S9: the reason of a broken record quotes another one."""

    def unreadable(self, name):
        return Unreadable(reason=f"not like {next(iter(self.shelf().records.values())).emails}")


class TalkativeError(ReferenceCalendar):
    """S9: its errors hold the password."""

    def shelf(self):
        try:
            return super().shelf()
        except Unavailable:
            raise Unavailable(f"no answer for {self.opening.settings.password.reveal()}") from None


class MarksAsRead(ReferenceBook):
    """S10: reading leaves a mark."""

    def contacts(self):
        self.shelf().reminders["seen"] = True
        yield from super().contacts()


class ClosesOnce(ReferenceBook):
    """S14: closing a second time is an error."""

    closed = False

    def close(self):
        if self.closed:
            raise RuntimeError("already closed")
        self.closed = True


class WaitsForEver(ReferenceBook):
    """S15: it waits for an answer that never comes."""

    def shelf(self):
        if self.opening.settings.shelf.hanging:
            self.opening.settings.shelf.released.wait(30)
        return super().shelf()


class GivesUpSilently(ReferenceJournal):
    """S15: where no answer comes, it says that there is nothing."""

    def interactions(self, since=None):
        if not self.opening.settings.shelf.hanging:
            yield from super().interactions(since)


class Naive(ReferenceBook):
    """S16: moments without a zone."""

    def contact(self, name, record):
        made = super().contact(name, record)
        moment = self.opening.clock().replace(tzinfo=None)
        return replace(made, updated=moment) if isinstance(made, Contact) else made


class NoneForText(ReferenceBook):
    """S17: where there is no title, there is None."""

    def contact(self, name, record):
        made = super().contact(name, record)
        return replace(made, title=None) if isinstance(made, Contact) else made


class TextForANumber(ReferenceJournal):
    """S17: minutes are told as a text."""

    def interactions(self, since=None):
        for record in super().interactions(since):
            yield replace(record, minutes="15") if hasattr(record, "minutes") else record
