"""The zone that is written with a reminder is the zone, and the wall time stays."""

import warnings
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import icalendar
import pytest

from reconnect_carddav import ical
from reconnect_carddav.ical.expanding import Budget
from reconnect_carddav.ical.writing import timezone
from reconnect_carddav.ical.written_zones import written_zone
from reconnect_core import When

from .ical_writes import NOW, back, reminder

SIX = (
    "America/Los_Angeles",
    "Europe/Berlin",
    "Asia/Kolkata",
    "Australia/Sydney",
    "Pacific/Apia",
    "America/Sao_Paulo",
)


def changes(zone):
    """Days on which the zone's offset changes, in years when all who ever did so still changed it."""
    days = [date(2018, 1, 1) + timedelta(days=n) for n in range(365)]
    noon = {day: datetime.combine(day, time(12), ZoneInfo(zone)).utcoffset() for day in days}
    return [day for day in days[1:] if noon[day] != noon[day - timedelta(days=1)]] or [date(2018, 3, 25)]


@pytest.mark.parametrize("zone", SIX)
def test_the_wall_time_is_kept_over_both_changes_and_twenty_rounds(zone):
    found = changes(zone)
    assert len(found) == (1 if zone == "Asia/Kolkata" else 2)
    for day in found:
        for clock in (time(0, 30), time(1, 30), time(2, 30), time(3, 30), time(17)):
            for shift in (-1, 0, 1):
                start = When(day=day + timedelta(days=shift), time=clock, zone=zone)
                wanted = given = reminder(start=start)
                for _ in range(20 if clock == time(17) else 2):
                    entry = back(ical.write(given, now=NOW))
                    assert entry.start == start
                    given = reminder(start=entry.start)
                assert ical.digest(entry) == ical.digest(wanted)


def all_zones():
    """Every zone that has a region, once; the names of old do not matter here."""
    return sorted(
        name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "SystemV/"))
    )


@pytest.mark.parametrize(
    "zone", [*SIX, "Africa/Casablanca", "Europe/Dublin", "Asia/Jerusalem", "Australia/Lord_Howe"]
)
def test_the_written_zone_is_the_zone(zone):
    _same_offsets(zone, 2026)
    _same_offsets(zone, 2018)


@pytest.mark.full
def test_every_written_zone_is_the_zone():
    for zone in all_zones():
        _same_offsets(zone, 2026)


def _same_offsets(name, year):
    """As we and icalendar understand the VTIMEZONE, at noon of every day and each hour of those with a change."""
    start = When(day=date(year, 6, 1), time=time(12), zone=name)
    definition = timezone(reminder(start=start))
    ours, zone = written_zone(definition, Budget(10**6)), ZoneInfo(name)
    theirs = icalendar.Timezone.from_ical(definition).to_tz(lookup_tzid=False)
    noon = datetime(year, 1, 1, 12)
    for _ in range(365):
        noon += timedelta(days=1)
        moved = zone.utcoffset(noon) != zone.utcoffset(noon + timedelta(days=1))
        for wall in [noon + timedelta(hours=n) for n in range(24 if moved else 1)]:
            if zone.utcoffset(wall) == zone.utcoffset(wall.replace(fold=1)):
                assert ours.utcoffset(wall) == zone.utcoffset(wall), (name, wall)
                assert wall.replace(tzinfo=theirs).utcoffset() == zone.utcoffset(wall), (name, wall)


def test_a_rule_is_written_where_there_is_one_so_that_a_moved_reminder_stays_right():
    definition = timezone(reminder()).decode()
    assert "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU" in definition
    assert "DTSTART:20250330T020000\r\n" in definition
    assert (
        "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU"
        in timezone(reminder(start=When(day=date(2026, 3, 4), time=time(9), zone="America/New_York"))).decode()
    )
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert (
            "RRULE"
            not in timezone(
                reminder(start=When(day=date(2026, 3, 4), time=time(9), zone="Asia/Kolkata"))
            ).decode()
        )


def test_an_unknown_zone_is_said_so():
    with pytest.raises(LookupError):
        ical.write(reminder(start=When(day=date(2026, 3, 4), time=time(9), zone="Nowhere/Town")), now=NOW)
