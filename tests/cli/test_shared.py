"""``check`` warns when others see the calendar that takes the reminders."""

from reconnect_core import Unavailable
from reconnect_core.cli.look import _seen_by_others
from reconnect_core.testing import MemoryCalendar


class Shared(MemoryCalendar):
    def shared(self):
        yield "Family is shared on the server"


class Silent(MemoryCalendar):
    def shared(self):
        raise Unavailable("home: cannot be reached.")


def test_a_shared_calendar_is_a_warning_with_a_way_out():
    (told,) = _seen_by_others(Shared("home"))
    assert told.startswith("home: Family is shared on the server: others see")
    assert "household" in told


def test_a_calendar_of_ones_own_and_one_that_cannot_tell_say_nothing():
    assert _seen_by_others(MemoryCalendar("home")) == []
    assert _seen_by_others(Silent("home")) == []
