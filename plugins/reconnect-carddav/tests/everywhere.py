"""The suites and the contract kit over whatever servers RECONNECT_DAV_URLS names: what ``make test-servers`` runs.

Not collected by itself: without servers there would be nothing to run, and nothing to skip either.
"""

import pytest

from reconnect_carddav.carddav_book import CarddavBook
from reconnect_core.testing import AddressBookContract, CalendarContract

from .servers.books import BookSuite
from .servers.calendars import CalendarSuite
from .servers.reminders import ReminderSuite
from .servers.running import elsewhere
from .test_contract import CaldavBackend, CarddavBackend

SERVERS = elsewhere()
assert SERVERS, "RECONNECT_DAV_URLS names no running servers; `make test-servers` starts some"


@pytest.fixture(params=SERVERS, ids=lambda server: server.name)
def server(request):
    return request.param


class TestBooks(BookSuite):
    pass


class TestCalendars(CalendarSuite):
    pass


class TestReminders(ReminderSuite):
    pass


class RewrittenBook(CarddavBook):
    limits = dict.fromkeys(("A2", "A4"), "the server stores other escapes than were written")


class TestCarddav(AddressBookContract):
    @pytest.fixture
    def backend(self, server):
        backend = CarddavBackend(server)
        if not keeps_escapes(backend):
            backend.kind = RewrittenBook
        return backend


def keeps_escapes(backend):
    """False when the server rewrites a backslash or a comma that a card escapes, so that they are lost for all."""
    lines = (b"NOTE:a\\\\n b", b"CATEGORIES:x\\, y,z")
    card = b"BEGIN:VCARD\r\nVERSION:3.0\r\nUID:p\r\nFN:P\r\nN:P;;;;\r\n%s\r\nEND:VCARD\r\n" % b"\r\n".join(
        lines
    )
    backend.put({"probe.vcf": card})
    stored = backend.stored("probe.vcf")
    backend.put({})
    return all(line in stored for line in lines)


class TestCaldav(CalendarContract):
    @pytest.fixture
    def backend(self, server):
        return CaldavBackend(server)
