"""The suites of Radicale and Xandikos over whatever servers RECONNECT_DAV_URLS names (see ``make test-servers``)."""

import pytest

from .servers.calendars import CalendarSuite
from .servers.running import elsewhere
from .servers.suites import BookSuite

SERVERS = elsewhere()
pytestmark = [
    pytest.mark.full,
    pytest.mark.skipif(not SERVERS, reason="RECONNECT_DAV_URLS names no running servers"),
]


@pytest.fixture(params=SERVERS, ids=lambda server: server.name)
def server(request):
    return request.param


class TestBooks(BookSuite):
    pass


class TestCalendars(CalendarSuite):
    pass
