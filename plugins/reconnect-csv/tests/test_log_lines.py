"""No line of a log is lost, whichever way it is read."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from reconnect_core import ContactDays, Interaction, Opening, Unreadable, unpack_days
from reconnect_csv.log import CsvLog


def test_every_line_counts_added_up_or_one_by_one(tmp_path):
    days = [f"2024-{1 + n // 28:02d}-{1 + n % 28:02d}" for n in range(200)]
    lines = [
        "when,who,channel,direction",
        *(f"{day},a@x.example,email,out" for day in days),
        "no day,a@x.example,email,out",
    ]
    (tmp_path / "log.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    opening = Opening(
        name="log",
        settings=CsvLog.Settings(path="log.csv"),
        base=str(tmp_path),
        clock=lambda: datetime(2026, 1, 1, tzinfo=UTC),
    )
    added = [one for one in CsvLog(opening).changes(None) if isinstance(one, ContactDays)]
    assert sum(len(unpack_days(one.days)) for one in added) == 200
    singly = [one for one in CsvLog(opening).interactions() if isinstance(one, Interaction)]
    assert len(singly) == 200
    broken = [one.line for one in CsvLog(opening).changes(None) if isinstance(one, Unreadable)]
    assert broken == [202]


MOMENTS = [
    "%Y-%m-%dT%H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%Y-%m-%dT%H:%M:%S+05:30",
    "%d/%m/%Y %H:%M",
    "%d.%m.%Y %H:%M:%S",
    "%d/%m/%y %I:%M %p",
    "%d.%m.%Y, %H:%M:%S",
    "%d/%m/%Y %I:%M:%S %p",
    "%d %b %Y %I:%M%p",
    "%d.%m.%Y um %H:%M Uhr",
    "%a %d %b %Y %H:%M:%S +0200",
    "%s",
]
ZONES = ["Pacific/Apia", "America/Sao_Paulo", "Asia/Kolkata", "Europe/Berlin"]


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("written", MOMENTS)
@pytest.mark.parametrize("columns", ["when,who,channel", "who,when,channel"])
def test_the_days_are_the_same_added_up_or_one_by_one(opened, written, zone, columns):
    """Two weeks around the day that Apia skipped, every three hours and a minute, and what is no moment at all."""
    moments = [datetime(2011, 12, 23, tzinfo=UTC) + timedelta(minutes=181 * n) for n in range(110)]
    told = [str(int(m.timestamp())) if written == "%s" else m.strftime(written) for m in moments]
    told += [moments[50].strftime(written.replace(part, "99")) for part in ("%H", "%I", "%M")]
    told += [f"{told[1]} {told[2]}"]
    rows = ({"when": f'"{when}"' if "," in when else when, "who": "Ann", "channel": "call"} for when in told)
    lines = [",".join(row[name] for name in columns.split(",")) for row in rows]
    store = opened(CsvLog, "\n".join([columns, *lines, ""]), zone=ZoneInfo(zone), date_order="dmy")
    singly, added = list(store.interactions()), list(store.changes(None))
    days = {one.moment.astimezone(ZoneInfo(zone)).date() for one in singly if isinstance(one, Interaction)}
    (counted,) = (one for one in added if isinstance(one, ContactDays))
    assert set(map(date.fromordinal, unpack_days(counted.days))) == days
    broken = [Counter(one.line for one in found if isinstance(one, Unreadable)) for found in (singly, added)]
    assert broken[0] == broken[1]


def test_a_moment_in_another_script_among_moments_with_offsets_is_read_too(opened):
    moments = ["2018-10-23T10:00:00+02:00", "2018年10月30日 10:00", "2018-10-24T10:00:00+02:00"]
    store = opened(CsvLog, "\n".join(["when,who", *(f"{when},Ann" for when in moments), ""]))
    (days,) = (one for one in store.changes(None) if isinstance(one, ContactDays))
    assert [str(date.fromordinal(day)) for day in unpack_days(days.days)] == [
        "2018-10-23",
        "2018-10-24",
        "2018-10-30",
    ]


@pytest.mark.parametrize("when", ["9" * 22 + " Oct", "Oct " + "9" * 60, "9" * 30 + "/1/2", "1/2/" + "9" * 30])
def test_a_date_of_absurd_length_is_one_broken_line(tmp_path, when):
    (tmp_path / "log.csv").write_text(
        f"when,who\n{when},a@x.example\n2024-01-01,b@x.example\n", encoding="utf-8"
    )
    opening = Opening(
        name="log",
        settings=CsvLog.Settings(path="log.csv", date_order="dmy"),
        base=str(tmp_path),
        clock=lambda: datetime(2026, 1, 1, tzinfo=UTC),
    )
    broken, met = CsvLog(opening).interactions()
    assert (broken.reason, broken.line) == ("its date cannot be read", 2)
    assert met.moment.date().isoformat() == "2024-01-01"


@pytest.mark.parametrize("clock", ["{} 9:05", "{} 9:05 AM", "9:05 {}", "9:05:33 {}", "{}"])
@pytest.mark.parametrize(("last", "month"), [("2/13/2024", 1), ("13/2/2024", 2)])
def test_the_last_line_may_tell_which_number_is_the_month(opened, clock, last, month):
    lines = [f"{clock.format(day)},Ann" for day in (*["1/2/2024"] * 50, last)]
    store = opened(CsvLog, "\n".join(["when,who", *lines, ""]))
    (days,) = (one for one in store.changes(None) if isinstance(one, ContactDays))
    assert [date.fromordinal(day).month for day in unpack_days(days.days)] == [month, 2]
