"""A file cut into cards: END variants, missing BEGIN and END, cards nested as AGENT."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_MARK = re.compile(
    rb"(?im)(?:^(?:\xef\xbb\xbf)?[ \t]*+|(?<=VCARD))(?:"
    rb"(?P<begin>(?:[\w-]{1,64}\.)?BEGIN[ \t]*:[ \t]*VCARD\b)"
    rb"|(?P<end>(?:[\w-]{1,64}\.)?END[ \t]*:[ \t]*VCARD(?:\b|(?=BEGIN)))"
    rb"|(?P<agent>(?:[\w-]{1,64}\.)?AGENT(?:;[^:\r\n]*+)?:[ \t]*+(?P<inline>BEGIN:VCARD)?[ \t]*+\r*+$)"
    rb")"
)
_BLANK = b" \t\r\n\0\x1a"


class RawCard(NamedTuple):
    """The bytes between one BEGIN:VCARD and its END; ``line`` counts from 1 in the file."""

    line: int
    body: bytes
    begun: bool = True
    """False when an END:VCARD was found whose BEGIN is missing."""


def cards(data: bytes) -> Iterator[RawCard]:
    """Every card of a file, in its order, without the cards nested in it; never raises."""
    cutter = _Cutter(data)
    for mark in _MARK.finditer(data):
        yield from cutter.take(mark)
    yield from cutter.finish()


class _Cutter:
    """What is known while walking from one BEGIN, END or AGENT line to the next."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._counted, self._lines = 0, 1
        self._line = 1
        self._start: int | None = None
        self._gap = 0
        self._depth = self._indent = 0
        self._agent = (-1, -1)
        self._pieces: list[bytes] = []

    def take(self, mark: "re.Match[bytes]") -> Iterator[RawCard]:
        """Step over one mark; a card that it completes is yielded."""
        if mark["agent"] is not None:
            self._take_agent(mark)
        elif mark["begin"] is not None:
            yield from self._take_begin(mark)
        else:
            yield from self._take_end(mark)

    def finish(self) -> Iterator[RawCard]:
        """The last card of a file that was cut off."""
        if self._start is not None:
            yield self._card(len(self._data))

    def _take_agent(self, mark: "re.Match[bytes]") -> None:
        if self._start is None:
            return
        if mark["inline"]:
            self._nest(mark.start())
        else:
            self._agent = mark.span()

    def _take_begin(self, mark: "re.Match[bytes]") -> Iterator[RawCard]:
        (agent, agent_end), self._agent = self._agent, (-1, -1)
        after_agent = agent >= 0 and not self._data[agent_end : mark.start()].strip()
        if self._start is not None and after_agent:
            self._nest(agent)
            return
        if self._start is not None:
            # A card without END: the next BEGIN closes it.
            yield self._card(mark.start())
        self._start = mark.end()
        self._line = self._line_at(mark.start())
        self._indent = len(mark[0]) - len(mark[0].lstrip(b" \t"))

    def _take_end(self, mark: "re.Match[bytes]") -> Iterator[RawCard]:
        if self._start is None:
            orphan = self._data[self._gap : mark.start()].lstrip(_BLANK)
            if orphan:
                yield RawCard(self._line_at(mark.start() - len(orphan)), orphan, begun=False)
        elif self._depth:
            self._depth -= 1
            self._start = mark.end()
        else:
            yield self._card(mark.start())
        self._gap = mark.end()

    def _nest(self, start: int) -> None:
        """Keep what stands before a nested card, and skip until that one ends."""
        if not self._depth:
            self._pieces.append(self._data[self._start : start])
        self._depth += 1
        self._agent = (-1, -1)

    def _card(self, end: int) -> RawCard:
        if not self._depth:
            self._pieces.append(self._data[self._start : end])
        body = b"\n".join(self._pieces)
        if self._indent:
            # A card that was pasted from a text: its lines are indented, not folded.
            body = re.sub(rb"(?m)^[ \t]{1,%d}" % self._indent, b"", body)
        card = RawCard(self._line, body)
        self._start, self._depth, self._agent, self._pieces = None, 0, (-1, -1), []
        return card

    def _line_at(self, offset: int) -> int:
        self._lines += self._data.count(b"\n", self._counted, offset)
        self._counted = offset
        return self._lines
