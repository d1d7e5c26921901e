"""Which column of a log tells the day and which the clock, which table of a file is read, and where it ends."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from reconnect_core import (
    Channel,
    Direction,
    Unusable,
    unpack_days,
)


def moments(met):
    return [one.moment.replace(tzinfo=None).isoformat(" ", "minutes") for one in met]


@pytest.mark.parametrize(
    ("content", "when"),
    [
        ('"Subject","Start Date","Start Time","End Date","End Time","Required Attendees"\n'
         '"Talk","1/31/2024","10:05:00 AM","1/31/2024","11:00:00 AM","ada@e.example"\n', "2024-01-31 10:05"),
        ("Email,Start date,Start time,End date,End time,Duration\n"
         "ada@e.example,2024-01-31,10:05:00,2024-01-31,11:00:00,00:55:00\n", "2024-01-31 10:05"),
        ("Start Time,Start Date,Who\n10:05,31.01.2024,Ada\n", "2024-01-31 10:05"),
        ("日期,时间,姓名\n2024-01-31,10:05,张三\n", "2024-01-31 10:05"),
        ("日期,时间,姓名\n2024-01-31,下午10:05,张三\n", "2024-01-31 22:05"),
        ("Day,Date,Time,Number\nWed,01/31/2024,10:05 PM,030 1234567\n", "2024-01-31 22:05"),
        ("Date,Day,Who\n2024-01-31,Wed,Ada\n", "2024-01-31 00:00"),
        ("Time,Who\n2024-01-31 10:05,Ada\n", "2024-01-31 10:05"),
        ("Name,Call Time\nAda,1/31/2024 10:05\n", "2024-01-31 10:05"),
        ("Timestamp,Time,Who\n2024-01-31 10:05,11:30,Ada\n", "2024-01-31 10:05"),
        ("Date,Start,Who\n2024-01-31,2024-02-01,Ada\n", "2024-01-31 00:00"),
        ("Date,Time,Who\n2024-01-31,,Ada\n", "2024-01-31 00:00"),
    ],
)  # fmt: skip
def test_of_several_columns_of_time_each_is_what_stands_in_it(told, content, when):
    met, lines = told(content)
    assert (moments(met), lines) == ([when], [])


def test_what_the_user_told_is_not_outdone_by_what_stands_in_another_column(told):
    content = "Date,Planned,Who\n2024-01-31,soon,Ada\n2024-01-31,soon,Bob\n2024-01-31,2024-02-02,Cy\n"
    met, lines = told(content, columns={"when": "Planned"})
    assert moments(met) == ["2024-02-02 00:00"]
    assert len(lines) == 2


def test_clocks_without_a_day_are_refused(log):
    with pytest.raises(Unusable, match="no columns for when and who"):
        log("Time,Who\n10:05,Ada\n")


ZOOM = (
    "Topic,ID,Duration (minutes),Start time,End time,Participants\n"
    'Talk,123 456,77,"01/31/2024 10:00:00 AM","01/31/2024 11:17:00 AM",{count}\n\n'
    "Name (original name),Email,Join time,Leave time,Duration (minutes),Guest\n"
)


@pytest.mark.parametrize("count", [1, 20])
def test_of_two_tables_the_one_that_tells_more_contacts_is_read(told, count):
    rows = [
        f'Guest {n},g{n}@e.example,"01/31/2024 10:{n:02}:00 AM","01/31/2024 11:00:00 AM",45,Yes\n'
        for n in range(count)
    ]
    met, lines = told(ZOOM.format(count=count) + "".join(rows))
    assert [one.minutes for one in met] == [45] * count
    assert lines == []


def test_a_smaller_table_with_contacts_above_is_told(told):
    met, lines = told("date,name\n2024-01-30,Ada\n\nwhen,who,note\n2024-01-31,Bob,x\n2024-02-01,Cy,y\n")
    assert [one.who[0].value for one in met] == ["bob", "cy"]
    assert lines == [(1, "another table with other columns begins here: it is not read")]


TEAMS = (
    "1. Summary\nMeeting title\tTalk\nAttended participants\t2\nStart time\t1/31/24, 10:00:00 AM\n\n"
    "2. Participants\nName\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tRole\n"
    "Ada Byron\t1/31/24, 10:00:05 AM\t1/31/24, 11:00:00 AM\t59m 55s\tada@e.example\tPresenter\n"
    "Bob Lee\t1/31/24, 10:01:05 AM\t1/31/24, 11:00:00 AM\t58m 55s\tbob@e.example\tAttendee\n\n"
    "3. In-Meeting Activities\nName\tJoin Time\tLeave Time\tDuration\tEmail\tRole\n"
    "Ada Byron\t1/31/24, 10:00:05 AM\t1/31/24, 10:30:00 AM\t29m 55s\tada@e.example\tPresenter\n"
    "Ada Byron\t1/31/24, 10:31:00 AM\t1/31/24, 11:00:00 AM\t29m\tada@e.example\tPresenter\n"
    "Bob Lee\t1/31/24, 10:01:05 AM\t1/31/24, 11:00:00 AM\t58m 55s\tbob@e.example\tAttendee\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_another_table_below_is_told_once_and_not_read(told, encoding):
    met, lines = told(TEAMS, encoding=encoding)
    assert [(one.minutes, len(one.who)) for one in met] == [(60, 2), (59, 2)]
    assert lines == [(12, "another table with other columns begins here: it is not read")]


@pytest.mark.parametrize("again", ["when,who,channel", "\ufeffWhen,Who,Channel,", "of 2023\nwhen,who,channel"])
def test_repeated_header_lines_are_passed_over_with_their_titles(told, again):
    more = "2024-02-01,Bob,call\n2024-02-02,Bob,call\n"
    met, lines = told(f"when,who,channel\n2024-01-31,Ada,call\n{again}\n{more}")
    assert (len(met), lines) == (3, [])


def test_what_stands_further_above_a_header_line_is_no_title(told):
    line = "2024-01-31,Ada,call\n"
    _, lines = told(f"when,who,channel\n{line}older\n{line}when,who,channel\n{line}")
    assert lines == [(3, "its date cannot be read")]


def test_another_table_ends_also_a_log_that_is_only_split(told):
    met, lines = told(
        "when,who,channel\n2024-01-31,Ada,call\n2024-01-30,Ada,call\ndate,name,note\n2024-02-01,Ada,call\n"
    )
    assert [one.moment.day for one in met] == [31, 30]
    assert lines == [(4, "another table with other columns begins here: it is not read")]


@pytest.mark.parametrize(
    "line", ["some day,Kim,sent", ",Kim,sent", "Kim", "2024-02-01", "2024-02-01,,sent", "sent,,Kim"]
)
def test_a_broken_line_is_no_header_line(told, line):
    met, lines = told(f"when,who,direction\n2024-01-31,Ada,sent\n{line}\n2024-02-01,Bob,sent\n")
    assert len(met) == 2
    assert [number for number, _ in lines] == [3]


@pytest.mark.parametrize("line", ["Kim", "2024-02-01"])
def test_only_what_has_no_day_is_a_title(told, line):
    _, lines = told(f"when,who,direction\n2024-01-31,Ada,sent\n{line}\nwhen,who,direction\n2024-02-01,Bob,in\n")
    assert [number for number, _ in lines] == ([3] if line[0] == "2" else [])


@pytest.mark.parametrize(
    ("header", "rows", "minutes"),
    [
        ("Typ;Datum;Name;Rufnummer;Nebenstelle;Eigene Rufnummer;Dauer",
         ["1;31.01.24 12:05;Ada;01701234567;Telefon 1;0301234;1:05", "4;31.01.24 12:05;Ada;01701234567;;0301234;0:02"], [65, 2]),
        ("Type;Date;Name;Number;Extension;Telephone Number;Duration", ["1;31.01.24 12:05;Ada;01701234567;Fon;0301234;0:05"], [5]),
        ("Type;Date;Name;Number;Duration", ["1;31.01.24 12:05;Ada;01701234567;3:05"], [3]),
        ("Date;Name;Duration (h:mm)", ["2024-01-31;Ada;1:05"], [65]),
        ("Date;Name;Duration (mm:ss)", ["2024-01-31;Ada;1:05"], [1]),
        ("Date;Name;Dauer (hh:mm)", ["2024-01-31;Ada;1:05:00"], [65]),
        ("Date;Name;Duration", ["2024-01-31;Ada;45", "2024-01-31;Ada;3600"], [1, 60]),
        ("Date;Name;Duration", ["2024-01-31;Ada;45", "2024-01-31;Ada;90"], [45, 90]),
    ],
)  # fmt: skip
def test_in_what_durations_count_header_and_lines_tell(told, header, rows, minutes):
    met, _ = told("\n".join(["sep=;", header, *rows, ""]))
    assert [one.minutes for one in met] == minutes


def test_the_fourth_kind_of_a_router_is_a_call_made(told):
    met, _ = told(
        "Typ;Datum;Rufnummer;Nebenstelle;Dauer\n4;31.01.24 12:05;01701234567;Fon;0:05\n3;31.01.24 12:06;01701234567;Fon;0:00\n"
    )
    assert [one.direction for one in met] == [Direction.OUT]


def test_the_day_of_the_last_contact_is_when_where_no_other_day_is(told):
    met, lines = told("Name,Last Contacted,Method\nAda,2024-01-31,Call\nBob,,\nCy,soon,Call\n")
    assert [(one.who[0].value, one.moment.day) for one in met] == [("ada", 31)]
    assert lines == [(4, "its date cannot be read")]
    met, _ = told("Date,Name,Last Contacted\n2024-01-30,Ada,2024-01-31\n")
    assert [one.moment.day for one in met] == [30]


def test_questions_say_what_their_first_words_do(told):
    header = "When did you talk?,Who did you talk to?,How did you talk?,How long was it?,What was it like?"
    (one,), lines = told(f"{header}\n2024-01-31,Ada,Phone,20 minutes,good\n")
    assert (one.who[0].value, one.channel, one.minutes, lines) == ("ada", Channel.PHONE, 20, [])


@pytest.mark.parametrize(
    ("header", "cells", "day"),
    [
        ("Date (UTC)", "2024-01-31 23:30", 1),
        ("started_at_utc", "31.01.2024 23:30", 1),
        ("Start Time (GMT+02:00)", "2024-01-31T23:30:00", 31),
        ("Start Time (UTC-5)", "2024-01-31 18:30", 1),
        ("Date,Time (UTC)", "2024-01-31,23:30", 1),
        ("Date (UTC)", "2024-01-31", 31),
        ("Date (UTC)", "2024-01-31T23:30:00-01:00", 1),
        ("Date", "2024-01-31 23:30", 31),
    ],
)
def test_a_header_may_name_the_zone_of_its_clocks(log, folded, header, cells, day):
    noon = cells.replace("23:30", "12:00").replace("18:30", "06:30")
    content = f"{header},Name\n{noon},Ada\n{cells},Ada\n{noon},Ada\n"
    told = [
        one.moment.astimezone(ZoneInfo("Europe/Berlin")).day
        for one in log(content, zone=ZoneInfo("Europe/Berlin"))
    ]
    assert told == [31, day, 31]
    (days,) = folded(content, zone=ZoneInfo("Europe/Berlin"))[1]
    assert {date.fromordinal(one).day for one in unpack_days(days.days)} == {31, day}


def test_a_day_is_a_day_whatever_zone_its_header_names(log):
    (met,) = log("Date (UTC),Name\n2024-01-31,Ada\n", zone=ZoneInfo("America/New_York"))
    assert met.moment.astimezone(ZoneInfo("America/New_York")).day == 31
