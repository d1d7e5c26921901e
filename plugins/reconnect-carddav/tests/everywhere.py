"""The suites and the contract kit over whatever servers RECONNECT_DAV_URLS names: what ``make test-servers`` runs.

Not collected by itself: without servers there would be nothing to run, and nothing to skip either.
"""

import pytest

from reconnect_core.testing import AddressBookContract, CalendarContract

from .servers.calendars import CalendarSuite
from .servers.running import elsewhere
from .servers.suites import BookSuite
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


class TestCarddav(AddressBookContract):
    @pytest.fixture
    def backend(self, server):
        return CarddavBackend(server)


class TestCaldav(CalendarContract):
    @pytest.fixture
    def backend(self, server):
        return CaldavBackend(server)
