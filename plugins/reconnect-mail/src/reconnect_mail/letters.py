"""One message's headers to what they tell of a tie: who, when, and which way it went."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from reconnect_core import Channel, Direction, Handle, HandleKind, Interaction, SourceRef

from .addresses import addresses, decoded_words
from .bulk import is_bulk, is_no_one
from .folders import holds_sent
from .headers import headers
from .moments import envelope_moment, moment

LIMITS = {
    "J3": "Headers tell that somebody wrote, not what they brought; tell gifts with `reconnect gift`.",
    "J4": "Bodies are never read, so that there are no notes.",
}
"""What no kind of mail can tell."""
FIRST = datetime(1971, 1, 1, tzinfo=UTC)
"""Before this a date is that of a clock which nobody had set."""
_EXPUNGED = 0x0008
_GONE = frozenset("DT")
_DRAFT = re.compile(r"\s*(?:drafts?|entw|brouillons?|borradores|bozze|rascunhos|concepten)", re.IGNORECASE)
"""A label that Gmail writes into its exports."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A message that was sent: the others it was from or to, in lower case."""

    who: tuple[str, ...]
    moment: datetime
    direction: Direction
    others: int
    """How many other people it was between; 1 is one-to-one."""
    bulk: bool

    def interaction(self, ref: SourceRef) -> Interaction:
        """The letter as one interaction; bulk mail is marked as such."""
        return Interaction(
            ref=ref,
            who=tuple(Handle(kind=HandleKind.EMAIL, value=address) for address in self.who),
            moment=self.moment,
            channel=Channel.EMAIL,
            direction=self.direction,
            group_size=self.others,
            bulk=self.bulk,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Reads headers as one user: ``me`` are their own addresses in lower case."""

    me: frozenset[str]
    now: datetime

    def read(
        self, block: bytes, *, envelope: str = "", arrived: datetime | None = None, sent: bool = False
    ) -> Letter | str | None:
        """The letter; or why the headers cannot be read; or None for a draft and for a note to oneself.

        ``envelope`` is the From_ line of an mbox, ``arrived`` when the store took it in; they stand in for
        headers that are missing. ``sent`` says that it lay among the sent mail.
        """
        said = headers(block)
        labels = decoded_words(said["x-gmail-labels"]).split(",") if "x-gmail-labels" in said else ()
        if _is_none(said) or any(map(_DRAFT.match, labels)):
            return None
        when = self._when(said, envelope, arrived)
        if when is None:
            return "it has no date" if not said.get("date") else "its date cannot be read"
        senders = addresses(said.get("from", "")) or addresses(said.get("sender", ""))
        senders = senders or _enveloped(said, envelope)
        recipients = tuple(
            dict.fromkeys(a for name in ("to", "cc", "bcc") for a in addresses(said.get(name, "")))
        )
        bulk = is_bulk(said) or any(label.strip().casefold() == "spam" for label in labels)
        if sent or any(map(holds_sent, labels)) or any(map(self._is_me, senders)):
            who = tuple(a for a in recipients if not self._is_me(a) and not is_no_one(a))
            # A letter to oneself, or to a list that hides its members: contact with nobody.
            return self._letter(who, when, Direction.OUT, len(who), bulk) if who else None
        if not senders:
            return "it names no sender"
        strangers = sum(not self._is_me(a) for a in recipients)
        # Where none of the recipients is known to be me, one of them is an alias of mine.
        hidden = strangers == len(recipients)
        others = len(senders) + max(0, strangers - hidden)
        return self._letter(senders, when, Direction.IN, others, bulk or any(map(is_no_one, senders)))

    def _letter(
        self, who: tuple[str, ...], when: datetime, direction: Direction, others: int, bulk: bool
    ) -> Letter:
        return Letter(who=who, moment=when, direction=direction, others=others, bulk=bulk)

    def _when(self, said: dict[str, str], envelope: str, arrived: datetime | None) -> datetime | None:
        tried: Iterable[datetime | None] = (
            moment(said.get("date", "")),
            moment(said.get("received", "").rpartition(";")[2]),
            arrived,
            envelope_moment(envelope),
        )
        return next((one for one in tried if one and FIRST <= one <= self.now), None)

    def _is_me(self, address: str) -> bool:
        return address in self.me or untagged(address) in self.me


def untagged(address: str) -> str:
    """The address without its ``+tag``: the same mailbox, as most providers have it."""
    local, _, domain = address.rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"


def _is_none(said: dict[str, str]) -> bool:
    """True for what was never sent, or is gone and only waits to be swept out."""
    if "x-mozilla-draft-info" in said:
        return True
    # UW IMAP and Pine: what they keep for themselves, and what is deleted or a draft.
    if "x-imap" in said or ("x-status" in said and not _GONE.isdisjoint(said["x-status"])):
        return True
    try:
        return bool(int(said.get("x-mozilla-status", "0"), 16) & _EXPUNGED)
    except ValueError:
        return False


def _enveloped(said: dict[str, str], envelope: str) -> tuple[str, ...]:
    """Who carried it says it is from; mail within one computer names its user only."""
    found = addresses(said.get("return-path", ""))
    if not found and envelope:
        words = envelope.removeprefix("From ").split()
        found = addresses(" ".join(words[:3]) if words[1:2] == ["at"] else (words or [""])[0])
        if not found and words and words[0] not in ("-", "???") and envelope_moment(envelope):
            found = (words[0].lower(),)
    return found
