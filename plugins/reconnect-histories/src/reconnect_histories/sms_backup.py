"""The kind ``sms-backup``: calls and messages of an Android phone, as SMS Backup & Restore saves them.

The format is documented at https://www.synctech.com.au/sms-backup-restore/fields-in-xml-backup-files/.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from reconnect_core import Channel, Direction, Handle, HandleKind

from .history import Broken, History, Said
from .xml_tags import Tag, tags

_NAMES = ("smses", "calls", "sms", "mms", "/mms", "call", "addr")
_WANTED = frozenset(("address", "number", "date", "type", "msg_box", "duration"))
_IN, _OUT = "1", "2"
_VOICEMAIL, _ANSWERED_ELSEWHERE = "4", "7"
_FROM = "137"
_BETWEEN = re.compile("[~,]")
_HIDDEN = frozenset(("", "-1", "-2", "-3", "null", "unknown", "anonymous"))
_SHORT_CODE = 6
_SECONDS = 10
"""Digits of a count of seconds since 1970; one of milliseconds has been longer since April 1970."""
_DIGITS = frozenset("0123456789")


@dataclass(frozen=True, slots=True, kw_only=True)
class SmsBackupSettings:
    """The config keys of ``kind = "sms-backup"``."""

    path: str
    """A backup (``sms-….xml``, ``calls-….xml``), or a folder of them."""


class SmsBackup(History):
    """Calls that were answered, and text and picture messages; their text is never kept."""

    kind = "sms-backup"
    Settings = SmsBackupSettings
    suffixes = (".xml",)

    def told(self, files: list[Path]) -> Iterator[Said | Broken]:
        """Every call and message once, also when it is in several backups; no drafts, no missed calls."""
        seen: dict[Said, int] = {}
        for path in files:
            here: dict[Said, int] = {}
            with self.opened(path) as file:
                for one in self._file(file, path):
                    if isinstance(one, Said):
                        here[one] = here.get(one, 0) + 1
                        if here[one] <= seen.get(one, 0):
                            continue
                        seen[one] = here[one]
                    yield one

    def _file(self, file: BinaryIO, path: Path) -> Iterator[Said | Broken]:
        known = False
        message: Tag | None = None
        people: list[dict[str, str]] = []
        for tag in tags(file, _NAMES, _WANTED):
            known = True
            if tag.name == "addr" and message is not None:
                people.append(tag.attributes or {})
                continue
            if message is not None:
                yield from self._record(message, people, path)
                message, people = None, []
            if tag.name == "mms":
                message = tag
            elif tag.name in ("sms", "call"):
                yield from self._record(tag, (), path)
        if message is not None:
            yield from self._record(message, people, path)
        if not known:
            raise self.unusable(path, "this is no backup of SMS Backup & Restore", "Save it as XML.")

    def _record(self, tag: Tag, people: Sequence[Mapping[str, str]], path: Path) -> Iterator[Said | Broken]:
        if tag.attributes is None:
            yield Broken(reason="it is damaged", file=str(path), line=tag.line)
            return
        said = tag.attributes
        moment = _moment(said.get("date", ""))
        if moment is None:
            why = "its date cannot be read" if said.get("date") else "it has no date"
            yield Broken(reason=why, file=str(path), line=tag.line)
            return
        one = _call(said, moment) if tag.name == "call" else _message(tag.name, said, people, moment)
        if one is not None:
            yield one


def _call(said: Mapping[str, str], moment: datetime) -> Said | None:
    """The call, or None for one that nobody answered or whose number was hidden."""
    seconds = int(said["duration"]) if said.get("duration", "").isdecimal() else 0
    way = {_IN: Direction.IN, _OUT: Direction.OUT, _VOICEMAIL: Direction.IN, _ANSWERED_ELSEWHERE: Direction.IN}
    direction = way.get(said.get("type", ""))
    who = _person(said.get("number", ""))
    if direction is None or who is None or (not seconds and said.get("type") != _VOICEMAIL):
        return None
    return Said(
        who=(who,),
        moment=moment,
        direction=direction,
        channel=Channel.PHONE,
        minutes=round(seconds / 60),
        bulk=_is_machine(who),
    )


def _message(
    name: str, said: Mapping[str, str], people: Sequence[Mapping[str, str]], moment: datetime
) -> Said | None:
    """The message, or None for a draft, or one that never left, or from nobody."""
    box = said.get("type" if name == "sms" else "msg_box", "")
    if box not in (_IN, _OUT):
        return None
    found = [_person(part) for part in _BETWEEN.split(said.get("address", ""))]
    # Some phones leave the address out: whom a message was to stands among the rest, too.
    found = found if any(found) else [_person(one.get("address", "")) for one in people if box == _OUT]
    group = tuple(dict.fromkeys(who for who in found if who))
    sender = next((_person(one.get("address", "")) for one in people if one.get("type") == _FROM), None)
    who = (sender,) if box == _IN and len(group) != 1 and sender else group
    if not who:
        return None
    return Said(
        who=who,
        moment=moment,
        direction=Direction.IN if box == _IN else Direction.OUT,
        others=max(1, len(group)),
        bulk=all(map(_is_machine, who)),
    )


def _person(text: str) -> Handle | None:
    """Whom a number or name of a sender stands for; None for a hidden number."""
    text = " ".join(text.split())
    if text.casefold() in _HIDDEN or text == "insert-address-token":
        return None
    if "@" in text:
        return Handle(kind=HandleKind.EMAIL, value=text.casefold())
    digits = sum(c in _DIGITS for c in text)
    if digits >= len([c for c in text if c.isalpha()]) and digits:
        return Handle(kind=HandleKind.PHONE, value=text)
    return Handle(kind=HandleKind.NAME, value=text.casefold())


def _is_machine(who: Handle) -> bool:
    """True for a sender without a number, such as ``Google``, and for short codes: never a human."""
    if who.kind is HandleKind.NAME:
        return True
    return who.kind is HandleKind.PHONE and sum(c in _DIGITS for c in who.value) <= _SHORT_CODE


def _moment(text: str) -> datetime | None:
    """The UTC moment of milliseconds since 1970; ``readable_date`` is never used, for it is a wall time."""
    if not text.isdecimal() or not 9 < len(text) < 15:
        return None
    # Other programs that write this format count in seconds.
    return datetime.fromtimestamp(int(text) / (1 if len(text) == _SECONDS else 1000), UTC)
