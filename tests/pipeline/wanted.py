"""Who wants a time, and what was found for them, in few words."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from reconnect_core import Busy, Channel, GardenSettings
from reconnect_core.pipeline import scheduling
from reconnect_core.pipeline.scheduling import Wanted

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = datetime(2026, 3, 2, 9, tzinfo=BERLIN)


def people(*silences, channel=Channel.NOTE):
    return [Wanted(person=f"p{i}", channel=channel, silence_days=days) for i, days in enumerate(silences)]


def place(wanted, busy=(), *, now=MONDAY, zone=BERLIN, days_off=(), awake=None, horizon_days=7, **garden):
    return scheduling.place(
        wanted,
        busy,
        now=now,
        zone=zone,
        garden=GardenSettings(timezone=str(zone), **garden),
        days_off=frozenset(days_off),
        awake=awake or {},
        horizon_days=horizon_days,
    )


def busy(day, first, last, zone=BERLIN):
    return Busy(
        start=datetime.combine(day, time.fromisoformat(first), zone).astimezone(UTC),
        end=datetime.combine(day, time.fromisoformat(last), zone).astimezone(UTC),
    )


def said(placed):
    return [
        f"{p.start.day:%a} {p.start.time:%H:%M} +{p.minutes}" if p.start else p.reason for p in placed.values()
    ]
