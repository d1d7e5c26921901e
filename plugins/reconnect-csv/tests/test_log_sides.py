"""Logs that name two sides: which of them is the user, by their own addresses and numbers or by the direction."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from reconnect_core import Channel, ContactDays, Direction, Unusable
from reconnect_csv.log import CsvLog

ME = frozenset({"me@my.example", "+49 30 1234567"})

MAIL = (
    "Date,From,To,Subject\n"
    "2024-01-31,Me <me@my.example>,Ada <ada@e.example>,\n"
    '2024-02-01,Bob <bob@e.example>,"me@my.example, Cy <cy@e.example>",\n'
    '2024-02-02,me@my.example,"Ada <ada@e.example>; Cy <cy@e.example>; me@my.example",\n'
    "2024-02-03,me@my.example,me@my.example,\n"
)


def test_of_two_sides_the_one_that_is_not_the_user_is_who(told):
    met, lines = told(MAIL, me=ME)
    assert [(one.who[0].value, one.direction, one.group_size) for one in met] == [
        ("ada@e.example", Direction.OUT, 1),
        ("bob@e.example", Direction.IN, 2),
        ("ada@e.example", Direction.OUT, 2),
        ("cy@e.example", Direction.OUT, 2),
    ]
    assert {one.channel for one in met} == {Channel.EMAIL}
    assert lines == []


def test_calls_between_numbers(told):
    met, lines = told(
        "Date,Time,From,To,Minutes\n2024-01-31,10:05,030 1234567,0170 1234567,5\n2024-02-01,10:05,01701234567,+49301234567,7\n",
        me=ME,
    )
    assert [(one.who[0].value, one.direction, one.minutes) for one in met] == [
        ("0170 1234567", Direction.OUT, 5),
        ("01701234567", Direction.IN, 7),
    ]
    assert lines == []


def test_one_sender_writes_to_several(told):
    met, _ = told(
        "Date,From,To\n" + "".join(f"2024-01-31,me@my.example,{who}@e.example\n" for who in ("ada", "bob")),
        me=ME,
    )
    assert [one.who[0].value for one in met] == ["ada@e.example", "bob@e.example"]


def test_a_short_number_is_not_the_end_of_somebodys(told):
    (met,), _ = told("Date,From,To\n2024-01-31,12345,0170 5512345\n", me=frozenset({"12345"}))
    assert met.who[0].value == "0170 5512345"


def test_a_line_between_others_says_nothing_of_the_user(told):
    met, lines = told(MAIL + "2024-02-04,ada@e.example,bob@e.example,\n2024-02-05,,bob@e.example,\n", me=ME)
    assert len(met) == 4
    assert lines == [(6, "neither its sender nor its receiver is in me"), (7, "it names nobody")]


def test_the_user_may_come_late_in_the_file(told):
    others = "".join(f"2024-01-31,list@e.example,a{n}@e.example,\n" for n in range(100))
    met, lines = told(MAIL.replace("Subject\n", "Subject\n" + others), me=ME)
    assert (len(met), len(lines)) == (4, 100)


@pytest.mark.parametrize("me", [frozenset(), frozenset({"other@my.example"})])
def test_two_sides_of_which_none_is_known_as_the_user_are_refused(log, me):
    with pytest.raises(Unusable, match='which of "From" and "To" is you') as refusal:
        log(MAIL, me=me)
    assert "me under [garden]" in refusal.value.next_step


def test_sides_beside_a_column_for_who_are_left_alone(opened, told):
    content = "Date,Who,From,To\n2024-01-31,Ada,Berlin,Rome\n"
    assert list(opened(CsvLog, content).notes()) == ["when = Date, who = Who"]
    (met,), _ = told(content)
    assert (met.who[0].value, met.moment) == ("ada", datetime(2024, 1, 31, tzinfo=UTC))


def test_the_user_names_the_sides(told):
    met, _ = told(
        "Date,One,Two\n2024-01-31,me@my.example,ada@e.example\n", me=ME, columns={"from": "One", "to": "Two"}
    )
    assert [(one.who[0].value, one.direction) for one in met] == [("ada@e.example", Direction.OUT)]


def test_another_me_is_another_reading(opened):
    first = opened(CsvLog, MAIL, me=ME)
    *_, state = first.changes(None)
    second = CsvLog(replace(first.opening, me=frozenset({"ada@e.example"})))
    assert any(isinstance(one, ContactDays) for one in second.changes(state.token))


CALLS = "Date,From,To,{header},Duration\n2024-01-31,+49 170 1234567,030 1234567,{word},5:00\n"


@pytest.mark.parametrize(
    ("header", "word", "who", "direction"),
    [
        ("Direction", "Incoming", "+49 170 1234567", Direction.IN),
        ("Direction", "inbound", "+49 170 1234567", Direction.IN),
        ("Direction", "outbound-api", "030 1234567", Direction.OUT),
        ("Direction", "outbound-dial", "030 1234567", Direction.OUT),
        ("Type", "Received call", "+49 170 1234567", Direction.IN),
        ("Type", "Placed call", "030 1234567", Direction.OUT),
        ("Call Type", "Dialled", "030 1234567", Direction.OUT),
        ("Call Type", "2", "030 1234567", Direction.OUT),
        ("Richtung", "eingehend", "+49 170 1234567", Direction.IN),
        ("Sens de l'appel", "émis", "030 1234567", Direction.OUT),
        ("通话类型", "呼入", "+49 170 1234567", Direction.IN),
    ],
)
def test_without_me_the_direction_tells_which_side_is_somebody_else(told, header, word, who, direction):
    met, lines = told(CALLS.format(header=header, word=word))
    assert [(one.who[0].value, one.direction, one.group_size) for one in met] == [(who, direction, 1)]
    assert lines == []


def test_of_two_columns_of_numbers_the_direction_tells_which_is_somebody_elses(told):
    rows = "2024-01-31,030 1,0170 1234567,030 1234567,in,5\n2024-01-31,030 1,030 1234567,0171 7654321,out,5\n"
    met, lines = told(f"Date,Line,Caller Number,Called Number,Direction,Minutes\n{rows}")
    assert [one.who[0].value for one in met] == ["0170 1234567", "0171 7654321"]
    assert lines == []


def test_a_call_missed_without_me_is_none_and_an_extension_is_nobody(told):
    rows = (
        "0170 1234567,030 1234567,in,3",
        "0170 1234567,030 1234567,missed,0",
        "0170 1234567,030 1234567,out,0",
        "030 1234567,101,out,3",
        "0170 1234567,030 1234567,internal,3",
    )
    met, lines = told("From,To,Direction,Duration,Date\n" + "".join(f"{row},2024-01-31\n" for row in rows))
    assert len(met) == 1
    assert lines == [
        (5, "it names nobody"),
        (6, "neither its sender nor its receiver is in me, nor does a word say which way it went"),
    ]


def test_one_side_that_is_the_user_outdoes_the_word_for_the_direction(told):
    rows = "2024-01-31,030 1234567,0170 1234567,in\n2024-02-01,0171 7654321,0172 1111111,in\n"
    met, _ = told(f"Date,From,To,Direction\n{rows}", me=ME)
    assert [(one.who[0].value, one.direction) for one in met] == [
        ("0170 1234567", Direction.OUT),
        ("0171 7654321", Direction.IN),
    ]


def test_the_same_sides_are_other_people_where_the_direction_is_another(told):
    line = "2024-01-31,0170 1234567,0171 7654321,{}\n"
    met, _ = told("Date,From,To,Direction\n" + line.format("in") + line.format("out"))
    assert [one.who[0].value for one in met] == ["0170 1234567", "0171 7654321"]


def test_a_direction_that_tells_nothing_in_any_row_leaves_the_file_refused(log):
    with pytest.raises(Unusable, match='which of "From" and "To" is you'):
        log(CALLS.format(header="Direction", word="internal"))


NAMED = (
    "From,To,Name,Direction,Date\n"
    "0170 1234567,030 1234567,Ada Byron,in,2024-01-31\n"
    "030 1234567,0171 7654321,,out,2024-01-31\n"
    "030 1234567,101,Front Desk,out,2024-01-31\n"
    "0170 1234567,030 1234567,Cy Lee,,2024-01-31\n"
)


def test_a_name_beside_two_numbers_is_that_of_the_other_side(told):
    met, lines = told(NAMED)
    assert [[handle.value for handle in one.who[:2]] for one in met] == [
        ["0170 1234567", "ada byron"],
        ["0171 7654321"],
        ["front desk"],
        ["cy lee"],
    ]
    assert lines == []


@pytest.mark.parametrize("header", ["Date,Name,From,To,Direction", "Date,From,To,Name,Direction"])
def test_a_person_of_two_sides_hangs_on_the_name_and_on_the_numbers(told, header):
    rows = [("Ada", "0170 1234567"), ("Ada", "0171 7654321"), ("Bob", "0171 7654321")]
    cells = [
        {"Name": n, "From": f, "To": "030 1234567", "Direction": "in", "Date": "2024-01-31"} for n, f in rows
    ]
    lines = (",".join(one[name] for name in header.split(",")) for one in cells)
    met, _ = told("\n".join((header, *lines, "")))
    assert [{handle.value for handle in one.who} for one in met] == [{f, n.lower()} for n, f in rows]


def test_calls_of_no_length_do_not_tell_which_side_is_the_user(log):
    with pytest.raises(Unusable, match='which of "src" and "dst" is you'):
        log("calldate,src,dst,billsec\n2024-01-31 10:05:00,0301234567,0170 1234567,0\n")


def test_a_switchboards_log_is_read_by_ones_own_number(told):
    row = '2024-01-31 10:05:00,"""Ada"" <01701234567>",01701234567,0301234567,70,65,{}\n'
    content = "calldate,clid,src,dst,duration,billsec,disposition\n"
    met, lines = told(content + row.format("ANSWERED") + row.format("NO ANSWER"), me=ME)
    assert [(one.who[0].value, one.direction, one.minutes) for one in met] == [("01701234567", Direction.IN, 1)]
    assert lines == []


@pytest.mark.parametrize("me", ["Me", "ich", "Moi", "Yo", "Я", "私"])
def test_a_word_for_oneself_is_the_user(told, me):
    met, lines = told(f"Date,From,To,Kind\n2024-01-30,{me},Ada,letter\n2024-01-31,Ben,{me},letter\n")
    assert [(one.who[0].value, one.direction) for one in met] == [("ada", Direction.OUT), ("ben", Direction.IN)]
    assert lines == []


@pytest.mark.parametrize(
    ("header", "came", "went"),
    [
        ("Richtung,Von,An,Datum", "eingehend", "ausgehend"),
        ("Sens,Appelant,Appelé,Date", "Entrant", "Sortant"),
        ("Tipo,Origen,Destino,Fecha", "Entrante", "Saliente"),
        ("Direzione,Chiamante,Chiamato,Data", "In entrata", "In uscita"),
        ("Sentido,Origem,Destino,Data", "Recebida", "Efetuada"),
        ("Richting,Van,Naar,Datum", "Inkomend", "Uitgaand"),
        ("Kierunek,Od,Do,Data", "przychodzące", "wychodzące"),
        ("Riktning,Från,Till,Datum", "Inkommande", "Utgående"),
        ("Тип,Кто звонил,Кому,Дата", "Входящий", "Исходящий"),
        ("Yön,Arayan,Aranan,Tarih", "Gelen", "Giden"),
        ("呼叫类型,主叫号码,被叫号码,时间", "被叫", "主叫"),
        ("発着信,発信元,発信先,日時", "着信", "発信"),
        ("Direction,Caller,Callee,Date", "Inbound", "Outbound"),
    ],
)
def test_in_many_languages_the_direction_tells_who(told, header, came, went):
    rows = f"{came},0170 1234567,030 1234567,2024-01-30\n{went},030 1234567,0171 7654321,2024-01-31\n"
    met, lines = told(f"{header}\n{rows}")
    assert [one.who[0].value for one in met] == ["0170 1234567", "0171 7654321"]
    assert lines == []


@pytest.mark.parametrize(
    ("header", "who"), [("Caller,Callee,Direction", "0171 7654321"), ("Caller,Callee,Line", "030 1234567")]
)
def test_who_was_called_is_somebody_else_where_the_call_went_out(told, header, who):
    (met,), _ = told(f"Date,{header}\n2024-01-31,030 1234567,0171 7654321,out\n")
    assert met.who[0].value == who


def test_a_name_with_a_number_behind_it_is_both(log):
    (met,) = log("Date,Caller ID\n2024-01-31,Ada Byron (0170 1234567)\n")
    assert {handle.value for handle in met.who} == {"ada byron", "0170 1234567"}
