"""Lines that name two sides, From and To: the one that is not the user is who, and the direction follows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Literal

from reconnect_core import Channel, Direction, Gift, Handle, HandleKind, Interaction

from . import lexicon, persons
from .cells import emails, is_reach
from .lines import NOBODY, Bad, Lines, Told

_DIGITS = 7
"""A shorter number is nobody's in particular."""
_ENOUGH, _OTHERS = 6, 3
"""In fewer lines, or with fewer others, it may be one of these with whom all of them are."""

DIRECTED = ("direction", "call", "channel", "mine", "theirs")
"""Fields that may say which way it went."""

Person = tuple[Handle, ...]


@dataclass(slots=True, kw_only=True)
class SidedLines(Lines):
    """Rows with a sender and receivers; where neither is the user, the words for the direction tell who is."""

    WHO: ClassVar[tuple[str, ...]] = ("from", "to", "name", "family", *DIRECTED)

    me: frozenset[str]
    lone: bool = False
    """Every line names one side alone: who is not the user."""

    def __post_init__(self) -> None:
        # They stand for the columns of other logs: in the key of a row, and where the kind of a call is a number.
        self.at = {**self.at, "who": self.at["from"], "phone": self.at["to"]}

    def read(self, row: Sequence[str]) -> Iterator[Interaction | Gift | Bad]:
        """What one row tells; what the user sent to themselves alone tells nothing."""
        senders, receivers = self._sides(row)
        if not (senders and receivers and all(map(self._is_me, (*senders, *receivers)))):
            for record in Lines.read(self, row):
                unknown = senders and receivers and isinstance(record, Bad) and record.reason == NOBODY
                yield Bad(reason=self._unknown) if unknown else record

    @property
    def _unknown(self) -> str:
        more = ", nor does a word say which way it went" if self._is_directed else ""
        return f"neither its sender nor its receiver is in me{more}"

    @property
    def _is_directed(self) -> bool:
        return any(name in self.at for name in DIRECTED)

    def people(self, row: Sequence[str]) -> list[Person]:
        """Who is on the other side, with the name beside it; for want of that who is named, and else nobody."""
        others = self._others(row)
        named = persons.one_person([f"{self._cell(row, 'name')} {self._cell(row, 'family')}".strip()])
        if not named or len(others) > 1:
            return others
        return [tuple(dict.fromkeys((*(others[0] if others else ()), *named)))]

    def _others(self, row: Sequence[str]) -> list[Person]:
        """Who is on the side that is not the user; nobody where neither a side nor a word tells which that is."""
        senders, receivers = self._sides(row)
        if any(map(self._is_me, senders)):
            return [one for one in receivers if not self._is_me(one)]
        if any(map(self._is_me, receivers)):
            return senders
        if self._lone(row):
            return senders or receivers
        said = Lines._direction(self, row) if self._is_directed else None
        if said is False:
            return senders or receivers  # What came to nothing did so with either.
        return {Direction.IN: senders, Direction.OUT: receivers}.get(said or Direction.MUTUAL, [])

    def told(self, row: Sequence[str]) -> Told:
        """What the other cells say; all others of one message are a group, and between addresses it is mail."""
        told = Lines.told(self, row)
        everybody = {one for side in self._sides(row) for one in side}
        # One side is the user's even where it is not known as such.
        others = len(everybody) - (sum(map(self._is_me, everybody)) or 1)
        mail = all(handle.kind is HandleKind.EMAIL for one in everybody for handle in one)
        channel = told.channel or (Channel.EMAIL if mail else None)
        return replace(told, channel=channel, group=max(told.group, others))

    def _direction(self, row: Sequence[str]) -> Direction | Literal[False] | None:
        said = Lines._direction(self, row)
        senders, receivers = self._sides(row)
        if said is None and (lone := self._lone(row)):
            return lone
        if said is False or not any(map(self._is_me, (*senders, *receivers))):
            return said
        return Direction.OUT if any(map(self._is_me, senders)) else Direction.IN

    def _lone(self, row: Sequence[str]) -> Direction | None:
        """Which way it went where phones leave out the side that is theirs."""
        if not self.lone:
            return None
        return Direction.IN if self._cell(row, "from") else Direction.OUT

    def _sides(self, row: Sequence[str]) -> tuple[list[Person], list[Person]]:
        return _people(self._cell(row, "from")), _people(self._cell(row, "to"))

    def _is_me(self, who: Person) -> bool:
        return any(
            handle.value in self.me or _is_among(handle, self.me) or lexicon.is_self(handle.value)
            for handle in who
        )


def owner_of(rows: Sequence[tuple[str, str]], me: frozenset[str]) -> frozenset[str]:
    """How the user is named in these lines: who alone is a side of each, with several others, in both ways.

    Nobody where the lines are too few to tell; an address only where ``me`` tells none of the user's.
    """
    lines = [(_values(sender), _values(receiver)) for sender, receiver in rows]
    if len(lines) < _ENOUGH:
        return frozenset()
    everywhere = frozenset.intersection(*(sender | receiver for sender, receiver in lines))
    if len(everywhere) != 1 or (me and any(map(is_reach, everywhere))):
        return frozenset()
    others = {one for sides in lines for side in sides for one in side} - everywhere
    wrote, heard = (any(everywhere <= sides[way] for sides in lines) for way in (0, 1))
    return everywhere if wrote and heard and len(others) >= _OTHERS else frozenset()


def are_lone(rows: Sequence[tuple[str, str]]) -> bool:
    """True where each of these lines names one side alone, and not always the same."""
    return (
        all(bool(sender) != bool(receiver) for sender, receiver in rows)
        and len({bool(sender) for sender, _ in rows}) > 1
    )


def _values(cell: str) -> frozenset[str]:
    return frozenset(handle.value for who in _people(cell) for handle in who)


def _people(cell: str) -> list[Person]:
    """Everybody in a cell: by the addresses where there are any."""
    addresses = [(Handle(kind=HandleKind.EMAIL, value=one.lower()),) for one in emails(cell)]
    return list(dict.fromkeys(addresses)) or persons.people(cell)


def _is_among(handle: Handle, me: frozenset[str]) -> bool:
    """True for a number that the user owns, however either is written."""
    number = _digits(handle.value) if handle.kind is HandleKind.PHONE else ""
    mine = (_digits(one) for one in me if number and "@" not in one)
    # One of them may lack the country, and then begins with a zero that the other has not.
    return any(
        min(len(number), len(one)) >= _DIGITS and (one.endswith(number) or number.endswith(one)) for one in mine
    )


def _digits(text: str) -> str:
    return "".join(filter(str.isdecimal, text)).lstrip("0")
