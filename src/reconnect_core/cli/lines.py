"""What ``reconnect read --json`` prints: one of these objects a line."""

from typing import Literal, TypedDict


class PhoneLine(TypedDict):
    """A number as written, and in E.164 where it is one."""

    raw: str
    e164: str | None


class ContactLine(TypedDict):
    """``read``: one contact."""

    file: str
    type: Literal["contact"]
    name: str
    kind: str
    emails: tuple[str, ...]
    phones: tuple[PhoneLine, ...]
    birthday: str | None
    organisation: str | None
    title: str | None
    labels: tuple[str, ...]
    addresses: tuple[tuple[str, ...], ...]
    deceased: bool
    starred: bool


class AttendeeLine(TypedDict):
    """Who was invited, and their answer."""

    email: str
    status: str


class EntryLine(TypedDict):
    """``read``: one occurrence of a calendar entry."""

    file: str
    type: Literal["entry"]
    start: str
    end: str | None
    title: str
    attendees: tuple[AttendeeLine, ...]
    organizer: str | None
    cancelled: bool


class InteractionLine(TypedDict):
    """``read``: one contact made."""

    file: str
    type: Literal["interaction"]
    at: str
    who: tuple[str, ...]
    channel: str | None
    direction: str
    minutes: int | None


class DaysLine(TypedDict):
    """``read``: the days of contact with one handle."""

    file: str
    type: Literal["days"]
    who: tuple[str, ...]
    days: tuple[str, ...]


class GiftLine(TypedDict):
    """``read``: one gift."""

    file: str
    type: Literal["gift"]
    who: tuple[str, ...]
    kind: str
    day: str | None


class UnreadableLine(TypedDict):
    """``read``: a record that could not be read."""

    file: str
    type: Literal["unreadable"]
    reason: str
    line: int | None


LINES: tuple[type, ...] = (ContactLine, EntryLine, InteractionLine, DaysLine, GiftLine, UnreadableLine)
