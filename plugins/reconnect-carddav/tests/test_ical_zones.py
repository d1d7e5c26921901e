"""Names of time zones as products write them, and what the file itself says of them."""

from datetime import UTC, datetime

import pytest

from .ical_reads import calendar, one, read

WRITTEN = (
    "BEGIN:VTIMEZONE\nTZID:{name}\nBEGIN:STANDARD\nDTSTART:{year}1104T020000\n"
    "RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11\nTZOFFSETFROM:-0400\nTZOFFSETTO:-0500\nEND:STANDARD\n"
    "BEGIN:DAYLIGHT\nDTSTART:{year}0311T020000\nRRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3\n"
    "TZOFFSETFROM:-0500\nTZOFFSETTO:-0400\nEND:DAYLIGHT\nEND:VTIMEZONE\n"
)


@pytest.mark.parametrize("year", ["0001", "1601", "2007"])
@pytest.mark.parametrize("name", ["Customized Time Zone", " 1", "Canberra, Not", "Elsewhere/Nowhere", "GMT"])
def test_a_zone_nobody_knows_is_what_the_file_says(name, year):
    frame = WRITTEN.format(name=name, year=year)
    for day, hour in (("20260307", "15"), ("20260308", "14"), ("20261031", "14"), ("20261101", "15")):
        entry = one(f'DTSTART;TZID="{name}":{day}T100000', frame=frame)
        assert str(entry.start) == f"{day[:4]}-{day[4:6]}-{day[6:]}T{hour}:00:00Z"
        assert entry.start.zone == "UTC"


def test_a_series_in_a_zone_of_the_file_keeps_its_wall_time():
    found = read(
        calendar("DTSTART;TZID=Here:20260306T100000\nRRULE:FREQ=DAILY;COUNT=3")
        + WRITTEN.format(name="Here", year="2007")
    )
    assert [str(one.start)[11:13] for one in found] == ["15", "15", "14"]


def test_eras_of_a_zone_supersede_each_other():
    old = WRITTEN.replace("1SU;BYMONTH=11", "-1SU;BYMONTH=10").replace("2SU;BYMONTH=3", "1SU;BYMONTH=4")
    eras = old.format(name="Here", year="1671").replace("END:VTIMEZONE\n", "")
    eras += WRITTEN.format(name="Here", year="2007").partition("TZID:Here\n")[2]
    times = {day: str(one(f"DTSTART;TZID=Here:{day}T100000", frame=eras).start)[11:13] for day in (
        "20061030", "20070310", "20070312", "20261030", "20260320")}  # fmt: skip
    assert times == {"20061030": "15", "20070310": "15", "20070312": "14", "20261030": "14", "20260320": "14"}


@pytest.mark.parametrize(
    ("tzid", "zone", "hour"),
    [
        ("Europe/Stockholm", "Europe/Stockholm", 8),
        ("/Europe/Stockholm", "Europe/Stockholm", 8),
        ("europe/stockholm", "Europe/Stockholm", 8),
        ("/freeassociation.sourceforge.net/Tzfile/Europe/Berlin", "Europe/Berlin", 8),
        ("/mozilla.org/20050126_1/America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires", 13),
        ("America/Los Angeles", "America/Los_Angeles", 17),
        ("W. Europe Standard Time", "Europe/Berlin", 8),
        ("Eastern Standard Time", "America/New_York", 14),
        ("tzone://Microsoft/Utc", "UTC", 10),
        ('"(UTC-05:00) Eastern Time (US & Canada)"', "America/New_York", 14),
        ("(UTC-05:00) Eastern Time (US & Canada)", "America/New_York", 14),
        ('"(UTC+01:00) Amsterdam, Berlin, Bern, Rom, Stockholm, Wien"', "Europe/Amsterdam", 8),
        ('"(GMT+01.00) Sarajevo/Warsaw/Zagreb"', "Europe/Sarajevo", 8),
        ('"(UTC+05:30) Chennai, Kolkata, Mumbai, New Delhi"', "Asia/Kolkata", 4.5),
        ("(UTC) Coordinated Universal Time", "UTC", 10),
        ("Western/Central Europe", "Europe/Berlin", 8),
        ("Pacific Daylight Time", "America/Los_Angeles", 17),
        ("GMT+0200", "UTC", 8),
        ("UTC+2", "UTC", 8),
        ('"GMT-05.00/-04.00"', "America/New_York", 14),
        ("GMT +0000 (Standard) / GMT +0100 (Daylight)", "Europe/London", 9),
        ('"GMT+07.00/+09.00"', "UTC", 3),
        ("Eastern Standard Time 1", "America/New_York", 14),
        ("America/Los_Angeles 2", "America/Los_Angeles", 17),
        ("America-Argentina-Buenos_Aires", "America/Argentina/Buenos_Aires", 13),
        ("Central European Time", "Europe/Berlin", 8),
        ("Westeuropäische Normalzeit", "Europe/Berlin", 8),
        ("W. Europe", "Europe/Berlin", 8),
        ("W. Europe Daylight Time", "Europe/Berlin", 8),
        ("Hawaiian", "Pacific/Honolulu", 20),
        ("Mitteleuropäische Zeit", "Europe/Berlin", 8),
        ('"(GMT-08.00) Pacific Time (US & Canada); Tijuana"', "America/Los_Angeles", 17),
    ],
)
def test_names_of_zones(tzid, zone, hour):
    start = one(f"DTSTART;TZID={tzid}:20260706T100000").start
    assert start.moment(UTC) == datetime(2026, 7, 6, int(hour), round(hour % 1 * 60), tzinfo=UTC)
    assert start.zone == zone


WINDOWS_NAMES = {
    "(UTC-10:00) Hawaii": "Hawaiian Standard Time",
    "(UTC-09:00) Alaska": "Alaskan Standard Time",
    "(UTC-07:00) Arizona": "US Mountain Standard Time",
    "(UTC-07:00) Mountain Time (US & Canada)": "Mountain Standard Time",
    "(UTC-06:00) Central America": "Central America Standard Time",
    "(UTC-06:00) Guadalajara, Mexico City, Monterrey": "Central Standard Time (Mexico)",
    "(UTC-05:00) Bogota, Lima, Quito, Rio Branco": "SA Pacific Standard Time",
    "(UTC-05:00) Indiana (East)": "US Eastern Standard Time",
    "(UTC-04:00) Atlantic Time (Canada)": "Atlantic Standard Time",
    "(UTC-03:30) Newfoundland": "Newfoundland Standard Time",
    "(UTC-03:00) Brasilia": "E. South America Standard Time",
    "(UTC-03:00) City of Buenos Aires": "Argentina Standard Time",
    "(UTC+00:00) Dublin, Edinburgh, Lisbon, London": "GMT Standard Time",
    "(UTC+01:00) Brussels, Copenhagen, Madrid, Paris": "Romance Standard Time",
    "(UTC+01:00) Bruxelles, Copenhague, Madrid, Paris": "Romance Standard Time",
    "(UTC+01:00) West Central Africa": "W. Central Africa Standard Time",
    "(UTC+02:00) Helsinki, Kyiv, Riga, Sofia, Tallinn, Vilnius": "FLE Standard Time",
    "(UTC+02:00) Harare, Pretoria": "South Africa Standard Time",
    "(UTC+03:00) Moscow, St. Petersburg": "Russian Standard Time",
    "(UTC+03:30) Tehran": "Iran Standard Time",
    "(UTC+04:00) Abu Dhabi, Muscat": "Arabian Standard Time",
    "(UTC+05:00) Islamabad, Karachi": "Pakistan Standard Time",
    "(UTC+05:45) Kathmandu": "Nepal Standard Time",
    "(UTC+06:30) Yangon (Rangoon)": "Myanmar Standard Time",
    "(UTC+08:00) Beijing, Chongqing, Hong Kong, Urumqi": "China Standard Time",
    "(UTC+09:00) Osaka, Sapporo, Tokyo": "Tokyo Standard Time",
    "(UTC+10:00) Canberra, Melbourne, Sydney": "AUS Eastern Standard Time",
    "(UTC+12:00) Auckland, Wellington": "New Zealand Standard Time",
    "(UTC+13:00) Nuku'alofa": "Tonga Standard Time",
}


@pytest.mark.parametrize("shown", WINDOWS_NAMES)
def test_a_display_name_means_what_the_windows_name_means(shown):
    for day in ("20260115", "20260715"):
        ours, known = (
            one(f'DTSTART;TZID="{name}":{day}T100000').start.moment(UTC)
            for name in (shown, WINDOWS_NAMES[shown])
        )
        assert ours == known


def test_a_zone_nobody_knows_floats_unless_the_calendar_names_one():
    event = "DTSTART;TZID=Nowhere At All:20260705T100000"
    assert str(one(event).start) == "2026-07-05T10:00:00"
    assert str(one(event, frame="X-WR-TIMEZONE:US/Pacific\n").start) == "2026-07-05T17:00:00Z"
    assert (
        str(one("DTSTART:20260705T100000", frame="X-WR-TIMEZONE:US/Pacific\n").start) == "2026-07-05T17:00:00Z"
    )
    assert str(one("DTSTART:20260705", frame="X-WR-TIMEZONE:US/Pacific\n").start) == "2026-07-05"


def test_a_zone_without_a_name_is_that_of_the_times_without_a_zone():
    frame = WRITTEN.format(name="", year="2007")
    for start in ("DTSTART;TZID=:20260705T100000", "DTSTART:20260705T100000"):
        assert str(one(start, frame=frame).start) == "2026-07-05T14:00:00Z"
    assert str(one(start, frame=frame.replace("TZID:\n", "")).start) == "2026-07-05T10:00:00"


def test_a_name_with_an_escaped_comma_is_found_in_the_file():
    frame = WRITTEN.format(name="Elsewhere\\, West\\; Sea", year="2007")
    assert (
        str(one('DTSTART;TZID="Elsewhere, West; Sea":20260705T100000', frame=frame).start)[11:] == "14:00:00Z"
    )


def test_a_name_with_the_next_parameter_inside_its_quotes_is_found_in_the_file():
    start = one(
        'DTSTART;TZID="local;VALUE=DATE-TIME":20260705T100000', frame=WRITTEN.format(name="local", year="2007")
    ).start
    assert str(start)[11:] == "14:00:00Z"


def test_two_calendars_in_one_file_keep_their_own_zone_and_method():
    found = read(
        calendar("UID:1\nDTSTART:20260705T100000", frame="X-WR-TIMEZONE:US/Pacific\nMETHOD:REPLY\n")
        + calendar("UID:2\nDTSTART:20260705T100000")
    )
    assert [(one.start.zone, one.method) for one in found] == [("US/Pacific", "reply"), (None, "")]
