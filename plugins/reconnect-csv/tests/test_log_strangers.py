"""Logs of products and people nobody named before: who it was, how long, by which words."""

from datetime import date

import pytest

from reconnect_core import Channel, Direction, Interaction

HEARD, SPOKE, BOTH = Direction.IN, Direction.OUT, Direction.MUTUAL
CALL, MEET = Channel.PHONE, Channel.MEET
NUMBER = "+49 30 1234567"


def names(records):
    return [{handle.value for handle in one.who} for one in records if isinstance(one, Interaction)]


@pytest.mark.parametrize(
    ("header", "line", "who"),
    [
        ("User,Email,Client,Date", "Me,me@my.example,Ada,2024-01-31", {"ada"}),
        ("Client,Email,Date", "Ada,ada@e.example,2024-01-31", {"ada", "ada@e.example"}),
        ("Name,Client,Date", "Ada,Engines,2024-01-31", {"ada"}),
        ("Date,Name,User Email", "2024-01-31,Ada,ada@e.example", {"ada", "ada@e.example"}),
        ("Date,User,User Email,Name", "2024-01-31,Me,me@my.example,Ada", {"ada"}),
        ("happened_at,summary,attendees", "2024-01-31,Talk,Ada", {"ada"}),
        ("Date,First Name,Last Name", "2024-01-31,Ada,Byron", {"ada byron"}),
        ("Date,Nom,Prénom,Email", "2024-01-31,Byron,Ada,a@e.example", {"ada byron", "a@e.example"}),
        ("Fecha,Nombre,Apellidos", "2024-01-31,Ada,Byron", {"ada byron"}),
        ("Date,Full Name,First Name,Last Name", "2024-01-31,Ada M. Byron,Ada,Byron", {"ada m. byron"}),
        ("Date,Surname", "2024-01-31,Byron", {"byron"}),
        ("Date,Client,Hours,First Name,Last Name,Employee", "2024-01-31,Ada,1,Me,Self,Yes", {"ada"}),
        ("Datum,Rufnummer,Zielrufnummer", "2024-01-31,0301234567,01701234567", {"01701234567"}),
        ("Date,Correspondant,Numéro", "2024-01-31,Ada,0612345678", {"ada", "0612345678"}),
        ("Session Date,Start Time,Attendee Name", "2024-01-31,10:00,Ada", {"ada"}),
        ("Tarih,Saat,Numara,İsim", "31.01.2024,10:00,05321234567,Ayşe", {"05321234567", "ayşe"}),
        ("Data,Godzina,Numer,Nazwa", "2024-01-31,10:00,601234567,Anna", {"601234567", "anna"}),
        ("Date,Contact Name,Related To", "2024-01-31,Ada,Engines", {"ada"}),
        ("Date,Subject,Related To", "2024-01-31,Talk,Ada", {"ada"}),
        ("Start Time,Call Counterparts", "2024-01-31,[a@e.example]", {"a@e.example"}),
        (
            "Date,External Number,Internal Number,Name,Email",
            f"2024-01-31,{NUMBER},101,Me,me@my.example",
            {NUMBER},
        ),
        ("Date,External Number,Contact Name", f"2024-01-31,{NUMBER},Ada", {NUMBER, "ada"}),
        (
            "call_at,caller_name,phone_number_called,contact_called",
            f"2024-01-31,Me,{NUMBER},Ada",
            {NUMBER, "ada"},
        ),
        ("Date,Caller Name,Number", f"2024-01-31,Ada,{NUMBER}", {NUMBER, "ada"}),
    ],
)
def test_who_it_was(log, header, line, who):
    assert names(log(f"{header}\n{line}\n")) == [who]


def test_two_of_one_family_are_two(log, folded):
    content = "Date,First Name,Last Name\n2024-01-30,Ada,Byron\n2024-01-31,Ada,King\n2024-01-31,Bob,King\n"
    singly = names(log(content))
    _, days = folded(content)
    assert sorted(one.who.value for one in days) == ["ada byron", "ada king", "bob king"]
    assert singly == [{"ada byron"}, {"ada king"}, {"bob king"}]


def test_of_a_sides_name_and_address_the_address_counts(log):
    content = "Date,From: (Name),From: (Address),To: (Name),To: (Address)\n2024-01-31,Me,me@my.example,Ada,a@e.example\n"
    assert names(log(content, me=frozenset({"me@my.example"}))) == [{"a@e.example"}]


def test_who_did_not_attend_has_no_day_and_is_no_broken_line(log):
    lines = "Yes,Ada,01/31/2024 10:00:00,65\nNo,Bob,--,--\n"
    (met,) = log(f"Attended,Name,Join Time,Time in Session (minutes)\n{lines}")
    assert met.minutes == 65


def test_attendees_beside_somebody_are_how_many_there_were(log):
    (met,) = log("when,who,attendees\n2024-01-31,Ada,3\n")
    assert met.group_size == 3


def test_of_who_called_and_who_was_called_one_is_the_user(log):
    content = (
        "Date,Calling Number,Called Number\n2024-01-31,030 1234567,0170 1\n2024-01-30,0170 7654321,0301234567\n"
    )
    records = log(content.replace("0170 1\n", "0170 1111111\n"), me=frozenset({NUMBER}))
    assert names(records) == [{"0170 1111111"}, {"0170 7654321"}]
    assert [one.direction for one in records] == [SPOKE, HEARD]


@pytest.mark.parametrize(
    ("cell", "minutes"),
    [
        ("1h05", 65),
        ("1 heure 30", 90),
        ("1:05 Std.", 65),
        ("05:00 min", 5),
        ("an hour", 60),
        ("1,5 hours", 90),
        ("1 uur en 5 minuten", 65),
        ("1 ora e 5 minuti", 65),
        ("1 óra 5 perc", 65),
        ("1 год 5 хв", 65),
        ("5min30", 6),
        ("1 score 5", None),
        ("3 hours 5 7", None),
    ],
)
def test_how_long_in_words(log, cell, minutes):
    (met,) = log(f'when,who,how long\n2024-01-31,Ada,"{cell}"\n')
    assert met.minutes == minutes


@pytest.mark.parametrize(("length", "minutes"), [("65分", 65), ("1時間30分", 90), ("10:30", None)])
def test_a_column_headed_time_may_tell_how_long(log, length, minutes):
    (met,) = log(f"日付,相手,時間\n2024年1月31日,山田,{length}\n")
    assert met.minutes == minutes


def test_how_long_it_was_is_no_clock(log):
    (met,) = log("Date;Time;Who\n31.01.2024;45 min;Ada\n")
    assert (met.moment.date(), met.minutes) == (date(2024, 1, 31), 45)


@pytest.mark.parametrize(
    "day",
    [
        "Wed 01/31/2024",
        "Wed 01/31/2024 10:00 AM",
        "2024/01/31(水)",
        "2024年1月31日(水)",
        "31.01.2024 (Mi)",
        "mer. 31/01/2024",
    ],
)
def test_a_day_beside_its_weekday(log, day):
    (met,) = log(f"when,who\n{day},Ada\n")
    assert met.moment.date() == date(2024, 1, 31)


def test_the_order_of_days_is_seen_behind_weekdays(log):
    first, _ = log("when,who\nThu 02/01/2024,Ada\nWed 01/31/2024,Ada\n")
    assert first.moment.date() == date(2024, 2, 1)


@pytest.mark.parametrize(
    ("header", "line", "channel", "direction"),
    [
        ("Jour;Avec qui;Comment", "31/01/2024;Ada;coup de fil", CALL, BOTH),
        ("Data;Con chi;Come;Iniziativa", "31/01/2024;Ada;cena;io", MEET, SPOKE),
        ("Data;Z kim;Jak", "31.01.2024;Ada;telefon", CALL, BOTH),
        ("Дата;С кем;Как", "31.01.2024;Ада;позвонил", CALL, BOTH),
        ("日付;誰と;どうやって", "2024/01/31;石;食事", MEET, BOTH),
        ("When;With whom;How;Who initiated", "2024-01-31;Ada;Lunch;Her", MEET, HEARD),
        ("Date;Correspondant;Type", "31/01/2024;Ada;Appel reçu", CALL, HEARD),
        ("Date;Who;Type", "31/01/2024;Ada;lunch with them", MEET, BOTH),
    ],
)
def test_words_of_hand_kept_lists(log, header, line, channel, direction):
    (met,) = log(f"{header}\n{line}\n")
    assert (met.channel, met.direction) == (channel, direction)


@pytest.mark.parametrize("column", ["Action Result", "Call Status", "Categories"])
def test_a_call_that_was_missed_by_its_result(log, column):
    assert not log(f'Date,Name,Phone,Duration,{column}\n2024-01-31,Ada,0301234567,0:14,"inbound,missed"\n')


def test_what_a_routers_machine_took_is_no_call(log):
    header = "Typ;Datum;Name;Rufnummer;Nebenstelle;Dauer\n"
    lines = "1;31.01.24 10:05;Ada;0891234567;Fon;0:12\n2;31.01.24 11:05;Bob;0891234568;Anrufbeantworter;0:01\n"
    assert names(log(header + lines)) == [{"0891234567", "ada"}]


@pytest.mark.parametrize(
    ("header", "cells", "directions"),
    [
        ("is_from_me", ("1", "0"), [SPOKE, HEARD]),
        ("From Me", ("true", "FALSE"), [SPOKE, HEARD]),
        ("Is Incoming", ("yes", "no"), [HEARD, SPOKE]),
        ("incoming_call", ("true", ""), [HEARD, BOTH]),
    ],
)
def test_a_yes_or_a_no_may_tell_the_direction(log, folded, header, cells, directions):
    content = f"Date,Phone,{header}\n" + "".join(f"2024-01-31,{NUMBER},{cell}\n" for cell in cells)
    assert [one.direction for one in log(content)] == directions
    (day,) = folded(content)[1]
    assert {way for _, way in day.all_ways()} == set(directions)


def test_messages_of_one_second_keep_their_keys_whichever_stands_first(log):
    lines = [f"2024-01-31 10:05,{NUMBER},{cell}" for cell in "10"]
    there, back = (log("\n".join(["Date,Phone,From Me", *some, ""])) for some in (lines, lines[::-1]))
    assert {one.ref: one.direction for one in there} == {one.ref: one.direction for one in back}


@pytest.mark.parametrize("cell", ["no_answer", "true"])
def test_a_call_that_was_missed_for_a_reason_is_none(log, cell):
    assert log(f"Date,Phone,Direction,Missed Call Reason\n2024-01-31,{NUMBER},in,{cell}\n") == []


@pytest.mark.parametrize(("cell", "minutes"), [("0.8", 1), ("2,4", 2), ("0.0", None), ("12", 12)])
def test_parts_of_a_minute_are_some_time(log, cell, minutes):
    told = log(f'Date,Phone,Direction,Talk Duration\n2024-01-31,{NUMBER},in,"{cell}"\n')
    assert [one.minutes for one in told] == ([] if minutes is None else [minutes])


def test_who_did_not_come_needs_no_day(log):
    (met,) = log("Attendee Name,Checked In,Checked In Time\nAda,Yes,2024-01-31 10:00\nBob,No,\n")
    assert met.who[0].value == "ada"


@pytest.mark.parametrize(
    ("header", "region", "day"),
    [
        ("Date,Name", "", date(2024, 1, 2)),
        ("Fecha,Nombre", "", date(2024, 2, 1)),
        ("Datum,Naam", "", date(2024, 2, 1)),
        ("Fecha,Nombre", "US", date(2024, 2, 1)),
        ("Date,Name", "GB", date(2024, 2, 1)),
    ],
)
def test_where_no_line_tells_the_order_of_days_the_headers_language_does(log, header, region, day):
    (met,) = log(f"{header}\n01/02/2024,Ada\n", region=region)
    assert met.moment.date() == day


def test_a_carriers_list_tells_who_by_its_kinds_of_calls(log):
    header = "Calling Party Telephone Number,Called Party Telephone Number,Call Date,Call Time,Call Type"
    rows = "916000000001,919876543210,2024-01-31,10:15:00,MO Call Out\n919876543211,916000000001,2024-01-31,10:20:00,MT Call In\n"
    assert names(log(f"Circle,North\n\n{header}\n{rows}")) == [{"919876543210"}, {"919876543211"}]
