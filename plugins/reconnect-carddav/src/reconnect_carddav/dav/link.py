"""A calendar behind a secret https address, read whole."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from reconnect_core import AuthError, Opening, Unusable

from .access import Access, needed
from .transport import Transport, expect


def fetch_ics(url: str, opening: Opening) -> bytes:
    """The bytes of an iCalendar file at a secret address (``https://`` or ``webcal://``).

    The address is the secret: no message quotes more of it than the host. Raises ConfigError for plain http,
    Unavailable when it cannot be reached, and Unusable when what is there is no calendar.
    """
    needed(opening.name)
    address = f"https://{url.partition('://')[2]}" if url.lower().startswith("webcal://") else url
    transport = Transport(opening.name, address, Access(opening=opening), clock=opening.clock)
    try:
        with _unsaid(urlsplit(transport.url).path):
            answer = transport.send("GET", transport.url, headers={"Accept": "text/calendar, */*;q=0.1"})
    except AuthError:
        raise Unusable(
            f"{opening.name}: {transport.host} asks for a password there.",
            next_step='Copy the secret iCal address, or use kind = "caldav".',
        ) from None
    finally:
        transport.close()
    host = urlsplit(answer.url).hostname
    if answer.status in (403, 404, 410):
        raise Unusable(
            f"{opening.name}: {host} has no calendar at this secret address (status {answer.status}).",
            next_step="Copy the address again from the calendar's settings.",
        )
    expect(opening.name, answer, 200)
    if b"BEGIN:VCALENDAR" not in answer.body[:4096].upper():
        raise Unusable(
            f"{opening.name}: what {host} gave is no calendar.",
            next_step="Copy the secret iCal address, not that of a web page.",
        )
    return answer.body


@contextmanager
def _unsaid(path: str) -> Iterator[None]:
    """Keep the HTTP library from writing this path into a log, whatever its level."""
    loggers = [logging.getLogger(f"{library}.connectionpool") for library in ("urllib3", "urllib3_future")]

    def fine(record: logging.LogRecord) -> bool:
        return len(path) < 2 or path not in record.getMessage()

    for logger in loggers:
        logger.addFilter(fine)
    try:
        yield
    finally:
        for logger in loggers:
            logger.removeFilter(fine)
