"""Several people in one cell of a log, and who it was where only the lines tell."""

from time import perf_counter

import pytest

from reconnect_core import ContactDays, Direction, Interaction, Unusable
from reconnect_csv.persons import people


def values(cell):
    return [{handle.value for handle in who} for who in people(cell)]


@pytest.mark.parametrize(
    ("cell", "who"),
    [
        ("Ada and Tom", ["ada", "tom"]),
        ("Ada & Tom", ["ada", "tom"]),
        ("Ada und Tom Lee", ["ada lee", "tom lee"]),
        ("Ada Byron and Tom Lee", ["ada byron", "tom lee"]),
        ("Ada, Tom and Bob Lee", ["ada", "tom", "bob lee"]),
        ("Ada, Tom, Bob", ["ada", "tom", "bob"]),
        ("Ana y Luz", ["ana", "luz"]),
        ("田中、鈴木", ["田中", "鈴木"]),
        ("a@e.example, b@e.example", ["a@e.example", "b@e.example"]),
        ("Ada; Tom", ["ada", "tom"]),
    ],
)
def test_several_in_one_cell_are_several(cell, who):
    assert values(cell) == [{one} for one in who]


@pytest.mark.parametrize(
    "cell",
    [
        "Lee, Ann",
        "Lee, Ann, Dr.",
        "Mr and Mrs Lee",
        "Karl von und zu Berg",
        "Ana Costa e Silva",
        "José Ortega y Gasset",
        "Garcia Lopez, Maria Jose",
        "R&D",
        "Ada and 5 others",
    ],
)
def test_what_may_be_one_stays_one(cell):
    assert values(cell) == [{cell.casefold()}]


@pytest.mark.parametrize(
    ("header", "cell", "count"),
    [
        ("Participants", "Ada Byron, Bob Lee", 2),
        ("Contacts", "Ada Byron,Bob Lee", 2),
        ("Teilnehmer", "Ada Byron, Bob Lee", 2),
        ("Participants", "Lee, Ann", 1),
        ("Participants", "van Berg, Jan", 1),
        ("Who", "Ada Byron, Bob Lee", 1),
    ],
)
def test_a_comma_parts_whole_names_where_people_are_listed(told, header, cell, count):
    met, _ = told(f'Date,{header}\n2024-01-31,"{cell}"\n')
    assert len(met) == count


def test_a_cell_of_blanks_costs_no_time(log):
    began = perf_counter()
    log(f"when,who\n2024-01-31,a{' ' * 30_000}b\n")
    assert perf_counter() - began < 1


def test_several_are_counted_alike_one_by_one_and_as_days(folded, log):
    content = "when,who\n2024-01-31,Ada and Tom\n2024-02-01,Ada\n"
    _, days = folded(content)
    assert {one.who.value: len(one.days) // 4 for one in days} == {"ada": 2, "tom": 1}
    assert [one.group_size for one in log(content)] == [2, 2, 1]


def test_a_name_beside_an_address_is_one_persons(log):
    (met,) = log("Date,Name,Email\n2024-01-31,Ada and Tom,both@e.example\n")
    assert {handle.value for handle in met.who} == {"ada and tom", "both@e.example"}


def test_addresses_alone_are_as_many_people(log):
    met = log('Date,Attendee Emails\n2024-01-31,"a@e.example, b@e.example"\n')
    assert [one.who[0].value for one in met] == ["a@e.example", "b@e.example"]


def letters(*pairs):
    return "Date,From,To\n" + "".join(
        f"2024-01-{day:02},{one},{two}\n" for day, (one, two) in enumerate(pairs, 1)
    )


MINE = [("Me", "Ada"), ("Ada", "Me"), ("Me", "Bob"), ("Cy", "Me"), ("Me", "Ada"), ("Bob", "Me")]


def sided(records):
    return [(one.who[0].value, one.direction) for one in records if isinstance(one, Interaction)]


@pytest.mark.parametrize("me", [frozenset(), frozenset({"me@my.example"})])
def test_who_is_on_a_side_of_every_line_is_the_user(log, me):
    told = sided(
        log(letters(*[(a.replace("Me", "Eve Own"), b.replace("Me", "Eve Own")) for a, b in MINE]), me=me)
    )
    assert told[:3] == [("ada", Direction.OUT), ("ada", Direction.IN), ("bob", Direction.OUT)]


@pytest.mark.parametrize(
    "pairs",
    [
        MINE[:5],
        [*MINE, ("Ada", "Bob")],
        [("Me", who) for who in ("Ada", "Bob", "Cy")] * 2,
        [("Me", "Ada"), ("Ada", "Me"), ("Me", "Bob")] * 3,
    ],
    ids=["too few lines", "a line without", "one way only", "too few others"],
)
def test_else_nobody_is_taken_for_the_user(log, pairs):
    pairs = [(one.replace("Me", "Eve Own"), two.replace("Me", "Eve Own")) for one, two in pairs]
    with pytest.raises(Unusable, match="which of"):
        log(letters(*pairs))


def test_an_address_is_not_taken_for_the_users_who_told_others(log):
    pairs = [(one.replace("Me", "eve@own.example"), two.replace("Me", "eve@own.example")) for one, two in MINE]
    assert sided(log(letters(*pairs)))[0] == ("ada", Direction.OUT)
    with pytest.raises(Unusable, match="which of"):
        log(letters(*pairs), me=frozenset({"me@my.example"}))


def test_where_each_line_names_one_side_that_is_who(told):
    met, lines = told("Date,Sender,Recipient,Text\n2024-01-30,0301234567,,\n2024-01-31,,01701234567,\n")
    assert sided(met) == [("0301234567", Direction.IN), ("01701234567", Direction.OUT)]
    assert lines == []


def test_a_draft_among_letters_tells_nothing(log):
    with pytest.raises(Unusable, match="which of"):
        log("Date,From,To\n2024-01-30,Ada,Bob\n2024-01-31,Cy,\n2024-01-31,,Cy\n")


def test_days_of_several_hold_nobody_else(folded):
    _, days = folded("when,name\n2024-01-31,Ada and Tom\n")
    assert {one.who.value for one in days if isinstance(one, ContactDays)} == {"ada", "tom"}
