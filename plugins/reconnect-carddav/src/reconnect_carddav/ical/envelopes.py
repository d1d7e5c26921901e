"""E-mails around calendars: the text/calendar parts of an ``.eml`` file."""

import re

from ..vcard.charsets import Decoder
from ..vcard.encoding import mended

_CALENDAR = re.compile(rb"(?im)^(?:\xef\xbb\xbf)?BEGIN[ \t]*:[ \t]*V(?:CALENDAR|EVENT|TODO)\b")
_INDENTED = re.compile(rb"(?im)^[ \t]+BEGIN:V(?:EVENT|TODO)\b")
_AT_THE_MARGIN = re.compile(rb"(?im)^BEGIN[ \t]*:[ \t]*V(?:EVENT|TODO)\b")
_INDENT = re.compile(rb"(?m)^[ \t]+(?=[A-Z][A-Z0-9-]+[;:])")
_HEADER = re.compile(rb"(?im)^Content-Type[ \t]*:")
_MOST_LEVELS, _MOST_PARTS = 20, 1000
"""What has more of them is no e-mail that anybody was sent."""
_OURS = re.compile(rb"(?im)^UID[^:\r\n]*:reconnect[0-9a-v]")
_FILE = re.compile(r"(?i)\.(?:ics|vcs)$")
"""What webmail attaches without saying more than that it is bytes."""
_TYPES = frozenset({"text/calendar", "text/x-vcalendar", "application/ics"})


def holds_calendar(data: bytes) -> bool:
    """True when there is a calendar, an event or a task in the bytes, perhaps inside an e-mail."""
    return _CALENDAR.search(laid_bare(data)) is not None


def laid_bare(data: bytes) -> bytes:
    """The calendars in the bytes: out of an e-mail, out of a wide encoding, out of the indent around them."""
    data = mended(unwrapped(data), _OURS).removeprefix(b"\xef\xbb\xbf")
    indented = not _AT_THE_MARGIN.search(data) and _INDENTED.search(data)
    return _INDENT.sub(b"", data) if indented else data


def unwrapped(data: bytes) -> bytes:
    """The calendars in an e-mail, each part decoded, in UTF-8; what is no e-mail comes back as it is."""
    header = _HEADER.search(data[:65_536])
    if header is None or data[: header.start()].count(b"\n\n") or data.count(b"boundary") > _MOST_LEVELS:
        return data
    if sum(1 for _ in _HEADER.finditer(data)) > _MOST_PARTS:
        return data
    plain = _CALENDAR.search(data)
    if plain and plain.start() < header.start():
        return data
    from email import message_from_bytes, policy

    found: dict[bytes, None] = {}
    for part in message_from_bytes(data, policy=policy.compat32).walk():
        if part.get_content_type() in _TYPES or _FILE.search(part.get_filename("")):
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                charset = str(part.get_param("charset") or "")
                found[Decoder(payload).text(payload, charset).encode()] = None
    return b"\n".join(found) or data
