"""Columns of logs that programs head alike and mean differently: made when, lasting how long, from when, with whom."""

import pytest

from reconnect_core import Unusable


@pytest.mark.parametrize(
    ("header", "line", "day"),
    [
        ("Created At,Contact,Meeting Date", "2024-01-05,Ada,2024-01-31", "2024-01-31"),
        ("Timestamp,Who did you talk to?,Date", "2024-02-05 10:00,Ada,2024-01-31", "2024-01-31"),
        ("Zeitstempel,Mit wem,Wann", "2024-02-05 10:00,Ada,2024-01-31", "2024-01-31"),
        ("Timestamp,Who", "2024-01-31 10:00,Ada", "2024-01-31"),
        ("date_created,contact_name", "2024-01-31T10:00:00Z,Ada", "2024-01-31"),
        ("Title,From,To,Contact Name,Created Time", "Talk,2024-01-31 12:00,2024-01-31 13:00,Ada,2024-01-05 10:00", "2024-01-31"),
        ("Wann,Mit wem", "31012024,Ada", "2024-01-31"),
        ("Created,Contact,Last Contact", "2023-01-05,Ada,2024-01-31", "2024-01-31"),
    ],
)  # fmt: skip
def test_on_what_day_it_was(told, header, line, day):
    (met,), _ = told(f"{header}\n{line}\n")
    assert (met.moment.date().isoformat(), met.who[0].value) == (day, "ada")


def test_from_and_to_of_a_day_are_clocks(told):
    (met,), _ = told("Datum;Von;Bis;Mit wem\n31.01.2024;10:05;11:00;Ada\n")
    assert met.moment.strftime("%H:%M") == "10:05"


@pytest.mark.parametrize(
    ("header", "rows", "minutes"),
    [
        ("Date,Who,Duration Hours,Duration Minutes", ["Ada,1,15", "Ada,0,20", "Ada,2,"], [75, 20, 120]),
        ("Date,Who,Hours", ["Ada,1.5", "Ada,0:45"], [90, 45]),
        ("Date,Who,Duration (h)", ["Ada,2"], [120]),
        ("Date,Who,Dauer in Minuten", ["Ada,1500"], [1500]),
        ("Date,Who,Dauer (Sek.)", ["Ada,90"], [2]),
        ("Date,Who,通話時間(分)", ["Ada,200"], [200]),
        ("Date,Who,Duration", ["Ada,0:45", "Ada,1:30"], [45, 90]),
        ("Date,Who,Duration", ["Ada,0:45", "Ada,1:32"], [1, 2]),
        ("Date,Who,Duration (mm:ss)", ["Ada,0:45", "Ada,1:30"], [1, 2]),
        ("Date,Number,Duration", ["0301234567,1:30"], [2]),
        ("Date,Number,Duration", ["0301234567,330", "0301234567,65"], [6, 1]),
        ("Date,Who,Duration", ["Ada,330"], [330]),
        ("Date,Who,Phone,Type,Duration", ["Ada,0301234567,lunch,150"], [150]),
        ("Date,Who,Phone,Type,Duration", ["Ada,0301234567,call,150"], [2]),
        ("Date,Number,Duration", ["0301234567,12", "0301234567,65"], [12, 65]),
        ("Date,Number,Duration", ["0301234567,12.5", "0301234567,130"], [12, 130]),
    ],
)
def test_in_what_a_length_counts(told, header, rows, minutes):
    met, _ = told("\n".join([header, *(f"2024-01-31,{row}" for row in rows), ""]))
    assert [one.minutes for one in met] == minutes


def test_a_call_that_began_at_a_second_was_counted_in_seconds(told):
    row = "0301234567,Outgoing,65\n"
    (met,), _ = told(f"Date,Number,Call Type,Duration\n2024-01-31 10:00:07,{row}")
    (noted,), _ = told(f"Date,Number,Call Type,Duration\n2024-01-31 10:00:00,{row}")
    assert (met.minutes, noted.minutes) == (1, 65)


def test_two_sides_tell_in_what_a_length_counts_too(told):
    (met,), _ = told("Date,Direction,From,To,Duration\n2024-01-31,outgoing,0301234567,01701234567,330\n")
    assert met.minutes == 6


@pytest.mark.parametrize(
    ("status", "count"), [("Held", 1), ("Planned", 0), ("Open", 0), ("Follow-up planned", 1)]
)
def test_what_is_only_planned_has_not_been(told, status, count):
    met, _ = told(f"Date,Contact,Status\n2024-01-31,Ada,{status}\n")
    assert len(met) == count


def test_of_two_columns_of_numbers_the_one_that_holds_some_counts(told):
    (met,), _ = told("번호,통화일시,전화번호\n1,2024-01-31,010-1234-5678\n")
    assert met.who[0].value == "010-1234-5678"


def test_a_record_has_a_name_beside_that_of_whom_it_was_with(told):
    (met,), _ = told("name,date_start,contact_name\nTalk,2024-01-31,Ada\n")
    assert met.who[0].value == "ada"


def test_the_users_own_word_for_the_name_counts_first(log):
    (met,) = log("name,Date,Contact Name\nAda,2024-01-31,Desk\n", columns={"name": "name"})
    assert met.who[0].value == "ada"


def test_what_a_message_holds_is_no_gladness(told):
    (met,), _ = told("Date,Name / Number,Content\n2024-01-31,Ada,hi\n")
    assert not met.glad


def test_who_called_and_who_was_called_are_two_sides_where_a_number_is_on_both(log):
    lines = "0301234567,01701234567,2024-01-31\n01701234567,0301234567,2024-02-01\n"
    met = log(f"Caller,Receiver,Date\n{lines}", me=frozenset({"0301234567"}))
    assert [(one.who[0].value, one.direction.value) for one in met] == [
        ("01701234567", "out"),
        ("01701234567", "in"),
    ]
    with pytest.raises(Unusable, match="which of"):
        log(f"Caller,Receiver,Date\n{lines}")


def test_calls_of_one_caller_were_all_made(told):
    met, _ = told("Rufnummer;Zielrufnummer;Datum\n0301234567;01701234567;2024-01-31\n")
    assert met[0].who[0].value == "01701234567"


def test_to_alone_is_who(told):
    (met,), _ = told("Date,To,Type\n2024-01-31,Ada,Card\n")
    assert met.who[0].value == "ada"


@pytest.mark.parametrize(("cell", "minutes"), [("1時間半", 90), ("2小时半", 150), ("1시간 반", 90)])
def test_and_a_half(told, cell, minutes):
    (met,), _ = told(f"Date,Who,Duration\n2024-01-31,Ada,{cell}\n")
    assert met.minutes == minutes


@pytest.mark.parametrize(
    ("header", "line"),
    [
        ("Dátum;Kivel;Hogyan;Ki kezdte;Időtartam", "2024.01.31.;Ada;telefon;én;20 perc"),
        ("日付;誰と;方法;どちらから;時間", "2024/01/31;Ada;電話;自分;20分"),
        ("날짜;누구와;방법;누가 먼저;시간", "2024-01-31;Ada;전화;나;20분"),
        ("日期;和谁;方式;谁发起;时长", "2024-01-31;Ada;电话;我;20分钟"),
        ("Дата;З ким;Як;Хто почав;Скільки часу", "31.01.2024;Ada;дзвінок;я;20 хв"),
        ("Data;Z kim;Sposób;Kto zaczął;Czas", "31.01.2024;Ada;telefon;ja;20 min"),
        ("Date Contacted;First Name;Method;Who Initiated;Length of Call", "1/31/2024;Ada;Phone;Me;20"),
    ],
)
def test_by_hand_in_more_languages(told, header, line):
    (met,), _ = told(f"{header}\n{line}\n")
    facts = (met.who[0].value, met.channel.value, met.direction.value, met.minutes)
    assert facts == ("ada", "phone", "out", 20)
    assert met.moment.date().isoformat() == "2024-01-31"


def test_the_page_behind_a_linked_name_is_no_part_of_it(told):
    (met,), _ = told("Date,Person\n2024-01-31,Ada Byron (https://www.example.org/Ada-1)\n")
    assert met.who[0].value == "ada byron"


@pytest.mark.parametrize(
    ("header", "cells", "count"),
    [
        ("Date,Who,Canceled,Marked as No-Show", "false,Yes", 0),
        ("Date,Who,Canceled,Marked as No-Show", "true,No", 0),
        ("Date,Who,Canceled,Marked as No-Show", "false,No", 1),
        ("Datum,Met wie,Afgerond", "Nee", 0),
        ("Datum,Met wie,Afgerond", "Ja", 1),
        ("Дата,С кем,Завершено", "Нет", 0),
        ("Tarih,Kiminle,Yapıldı", "Hayır", 0),
        ("Data,Com quem,Cancelado", "Não", 1),
        ("Date,Who,Done", "Pending", 0),
    ],
)
def test_what_did_not_take_place_is_no_contact(told, header, cells, count):
    met, lines = told(f"{header}\n2024-01-31,Ada,{cells}\n")
    assert (len(met), lines) == (count, [])


def test_the_address_of_a_message_is_a_number(told):
    lines = "0301234567,2024-01-31 10:00,1,hi\n0301234567,2024-01-31 10:05,2,hi\n"
    met, _ = told(f"address,date,type,body\n{lines}")
    assert [(one.who[0].value, one.direction.value) for one in met] == [
        ("0301234567", "in"),
        ("0301234567", "out"),
    ]


def test_an_address_of_a_house_is_no_number(told):
    (met,), _ = told("Date,Who,Address\n2024-01-31,Ada,1 Row\n")
    assert [handle.value for handle in met.who] == ["ada"]


def test_whose_name_and_number_it_is_the_direction_tells(told):
    header = "Call Time,Direction,Caller,Caller Name,Callee,Callee Name,Talk Time"
    lines = (
        "2024-01-31,Outgoing,101,Me,0301234567,Ada,0:05:30\n2024-02-01,Incoming,0301234567,Ada,101,Me,0:05:30\n"
    )
    met, _ = told(f"{header}\n{lines}")
    assert [(one.who[0].value, one.direction.value) for one in met] == [
        ("0301234567", "out"),
        ("0301234567", "in"),
    ]


def test_numbers_of_ten_digits_on_a_side_are_no_moments(told):
    (met,), _ = told("Datum;Richtung;Quelle;Ziel\n31.01.2024;ausgehend;0305555555;0301111111\n")
    assert met.who[0].value == "0301111111"


@pytest.mark.parametrize(
    ("outcome", "count"),
    [
        ("Connected", 1),
        ("Left voicemail", 0),
        ("Could not reach", 0),
        ("Rescheduled", 0),
        ("erreicht", 1),
        ("nicht da", 0),
        ("AB", 0),
        ("Pas joint", 0),
        ("No contesta", 0),
        ("Não atendeu", 0),
        ("Geen gehoor", 0),
        ("Nie odebrał", 0),
        ("Inget svar", 0),
        ("Nezvedl", 0),
        ("Ulaşılamadı", 0),
        ("Не дозвонился", 0),
        ("Дозвонился", 1),
        ("留守電", 0),
        ("无人接听", 0),
        ("부재", 0),
    ],
)
def test_what_came_of_it(told, outcome, count):
    met, _ = told(f"Date,Contact,Type,Result\n2024-01-31,Ada,Call,{outcome}\n")
    assert len(met) == count


def test_a_mailbox_is_a_channel_all_the_same(told):
    (met,), _ = told("Date,Contact,Channel\n2024-01-31,Ada,mailbox\n")
    assert met.who[0].value == "ada"


@pytest.mark.parametrize(
    ("when", "moment"),
    [
        ("2024. 1. 31. 오후 3:05", "2024-01-31T15:05"),
        ("20240131100507", "2024-01-31T10:05"),
        ("2024-01-31 10.30", "2024-01-31T10:30"),
        ("2024-01-31 10:30 – 11:30", "2024-01-31T10:30"),
        ("31/01/2024 20:30-21:30", "2024-01-31T20:30"),
        ("2024-01-31 20:30-21:30", "2024-01-31T20:30"),
        ("31.01.2024 10:30 bis 11:30 Uhr", "2024-01-31T10:30"),
        ("01/31/2024 11:30 AM - 1:00 PM", "2024-01-31T11:30"),
        ("2024-01-31 10:30-05:00", "2024-01-31T15:30"),
        ("31/01/2024 10:30:00-05:00", "2024-01-31T15:30"),
    ],
)
def test_when_a_stretch_of_time_began(told, when, moment):
    (met,), _ = told(f"when,who\n{when},Ada\n")
    assert met.moment.isoformat(timespec="minutes").removesuffix("+00:00") == moment


@pytest.mark.parametrize(
    ("cell", "size"),
    [
        ("12", 12),
        ("~10", 10),
        ("5-6", 6),
        ("10+", 10),
        ("4 people", 4),
        ("3.0", 3),
        ("0", 1),
        ("Class of 1997", 1),
    ],
)
def test_how_many_were_there(log, cell, size):
    (met,) = log(f"when,who,group\n2024-01-31,Ada,{cell}\n")
    assert met.group_size == size


@pytest.mark.parametrize(
    ("how", "channel"),
    [
        ("WhatsApp call", "phone"),
        ("Signal", "email"),
        ("WhatsApp voice note", "email"),
        ("Facebook Messenger", "email"),
        ("LinkedIn message", "email"),
        ("phone/email", "phone"),
    ],
)
def test_beside_the_name_of_an_app_the_other_word_counts(told, how, channel):
    (met,), _ = told(f"when,who,how\n2024-01-31,Ada,{how}\n")
    assert met.channel.value == channel


@pytest.mark.parametrize(("clock", "hour"), [("10am", 10), ("3 p.m.", 15), ("10 Uhr", 10), ("14h", 14)])
def test_a_full_hour(told, clock, hour):
    (met,), lines = told(f"date,time,who\n31/01/2024,{clock},Ada\n")
    assert (met.moment.hour, lines) == (hour, [])


def test_about_so_long(told):
    (met,), _ = told("Date,Who,Duration\n2024-01-31,Ada,~20 min\n")
    assert met.minutes == 20
