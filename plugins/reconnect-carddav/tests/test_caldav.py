"""CalDAV over real servers from PyPI."""

import pytest

from .servers.calendars import CalendarSuite
from .servers.reminders import ReminderSuite


@pytest.fixture(params=["radicale", "xandikos"])
def server(request):
    return request.getfixturevalue(f"{request.param}_server")


class TestCalendars(CalendarSuite):
    pass


class TestReminders(ReminderSuite):
    pass
