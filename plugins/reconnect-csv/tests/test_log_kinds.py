"""What one line of a log says: who, when, how, which way, for how long, and what it brought."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from reconnect_core import (
    Channel,
    Direction,
    Gift,
    GiftKind,
    Handle,
    HandleKind,
    Interaction,
    Unchanged,
    Unreadable,
    Unusable,
)
from reconnect_csv.log import CsvLog

HEADER = "when,who,channel,direction,minutes,note,gift\n"
BERLIN = ZoneInfo("Europe/Berlin")


def email(value):
    return Handle(kind=HandleKind.EMAIL, value=value)


def name(value):
    return Handle(kind=HandleKind.NAME, value=value)


def test_a_whole_line(log):
    met, gift = log(
        HEADER + '2024-05-01T10:30,Ada@E.example,call,out,15,"about ""bees"", twice",referral\n', zone=BERLIN
    )
    assert isinstance(met, Interaction)
    assert (met.who, met.moment) == ((email("ada@e.example"),), datetime(2024, 5, 1, 8, 30, tzinfo=UTC))
    assert (met.channel, met.direction, met.minutes) == (Channel.PHONE, Direction.OUT, 15)
    assert met.note == 'about "bees", twice'
    assert isinstance(gift, Gift)
    assert (gift.who, gift.kind, gift.day) == (met.who, GiftKind.REFERRAL, date(2024, 5, 1))


@pytest.mark.parametrize(
    ("who", "people"),
    [
        ("ada@e.example", [(email("ada@e.example"),)]),
        ("Ada Byron <ada@e.example>", [(email("ada@e.example"),)]),
        ("Ada  Byron", [(name("ada byron"),)]),
        ("+49 170 1234567", [(Handle(kind=HandleKind.PHONE, value="+49 170 1234567"),)]),
        ("Ada Byron; bob@e.example", [(name("ada byron"),), (email("bob@e.example"),)]),
    ],
)
def test_who(log, who, people):
    assert [one.who for one in log(f"when,who\n2024-05-01,{who}\n")] == people


def test_columns_for_name_email_and_phone_are_one_person(log):
    (met,) = log("date,name,email,phone\n2024-05-01,Ada Byron,ada@e.example,030 1234567\n")
    assert {handle.kind for handle in met.who} == set(HandleKind)


@pytest.mark.parametrize(
    ("when", "moment"),
    [
        ("2024-05-01", "2024-04-30T22:00"),
        ("2024-05-01 10:30", "2024-05-01T08:30"),
        ("2024-05-01T10:30:00Z", "2024-05-01T10:30"),
        ("2024-05-01T10:30:00-05:00", "2024-05-01T15:30"),
        ("1. Mai 2024", "2024-04-30T22:00"),
        ("May 1, 2024 3:05 pm", "2024-05-01T13:05"),
        ("01.05.2024 15:05", "2024-05-01T13:05"),
        ("1714552200", "2024-05-01T08:30"),
        ("1714552200000", "2024-05-01T08:30"),
        ("2024-05-01 25:99", "2024-04-30T22:00"),
        ("45413", "2024-04-30T22:00"),
        ("45413.4375", "2024-05-01T08:30"),
        ("45413,437499999", "2024-05-01T08:30"),
        ("45413 0.4375", "2024-05-01T08:30"),
    ],
)
def test_when(log, when, moment):
    (met,) = log(f'when,who\n"{when}",Ada\n', zone=BERLIN)
    assert met.moment == datetime.fromisoformat(moment).replace(tzinfo=UTC)


@pytest.mark.parametrize("when", ["99999", "145413", "4541.5", "45413.5.5"])
def test_a_number_that_is_no_day_of_a_spreadsheet_is_no_moment(log, when):
    assert [one.reason for one in log(f"when,who\n{when},Ada\n")] == ["its date cannot be read"]


@pytest.mark.parametrize(("other", "day"), [("31/12/2023", date(2024, 2, 1)), ("12/31/2023", date(2024, 1, 2))])
def test_the_order_of_days_is_that_of_the_whole_column(log, other, day):
    first, _ = log(f"when,who\n1/2/2024,Ada\n{other},Bob\n")
    assert first.moment.date() == day


@pytest.mark.parametrize(
    ("cells", "channel", "direction"),
    [
        ("phone,outgoing", Channel.PHONE, Direction.OUT),
        ("Incoming call,", Channel.PHONE, Direction.IN),
        ("Anruf,erhalten", Channel.PHONE, Direction.IN),
        ("Brief,von mir", Channel.NOTE, Direction.OUT),
        ("postcard,received", Channel.NOTE, Direction.IN),
        ("WhatsApp,sent", Channel.EMAIL, Direction.OUT),
        ("LinkedIn,", Channel.EMAIL, Direction.MUTUAL),
        ("iMessage,", Channel.EMAIL, Direction.MUTUAL),
        ("FaceTime,", Channel.PHONE, Direction.MUTUAL),
        ("coffee,", Channel.MEET, Direction.MUTUAL),
        ("in person,", Channel.MEET, Direction.MUTUAL),
        ("réunion,ensemble", Channel.MEET, Direction.MUTUAL),
        (",", None, Direction.MUTUAL),
        ("smoke signals,", None, Direction.MUTUAL),
    ],
)
def test_channel_and_direction(log, cells, channel, direction):
    (met,) = log(f"when,who,channel,direction\n2024-05-01,Ada,{cells}\n")
    assert (met.channel, met.direction) == (channel, direction)


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        ("business", ["business"]),
        ("Introduced to a client", ["referral"]),
        ("Ermutigung", ["encouragement"]),
        ("idea; advice", ["inspiration", "encouragement"]),
        ("nothing special", []),
    ],
)
def test_gifts(log, said, kinds):
    records = log(f"when,who,channel,gift\n2024-05-01,Ada,call,{said}\n")
    assert [str(one.kind) for one in records if isinstance(one, Gift)] == kinds
    assert sum(isinstance(one, Interaction) for one in records) == 1


def test_a_gift_alone_is_no_contact(log):
    (gift,) = log("when,who,gift\n2024-05-01,Ada,referral\n")
    assert isinstance(gift, Gift)


def test_a_gift_in_unknown_words_is_said_and_the_contact_kept(log):
    bad, met = log("when,who,channel,gift\n2024-05-01,Ada,call,blub\n")
    assert (bad.line, bad.file) == (2, bad.file)
    assert "gift" in bad.reason
    assert isinstance(met, Interaction)


@pytest.mark.parametrize(
    "line", ["2024-05-01,Ada,call,missed", "2024-05-01,Ada,call,verpasst", "2027-05-01,Ada,call,out"]
)
def test_what_never_happened_or_not_yet_is_no_contact(log, line):
    assert log(f"when,who,channel,direction\n{line}\n") == []


@pytest.mark.parametrize(
    ("cell", "minutes"),
    [("15", 15), ("15 min", 15), ("1:05:00", 65), ("12:30", 12), ("7.5", 7), ("", None), ("²:³", None)],
)
def test_minutes(log, cell, minutes):
    (met,) = log(f"when,who,channel,minutes\n2024-05-01,Ada,call,{cell}\n")
    assert met.minutes == minutes


def test_seconds_of_a_phones_call_log(log):
    (met,) = log("Date,Number,Type,Duration (seconds)\n2024-05-01 10:00,+491701234567,Outgoing,930\n")
    assert (met.minutes, met.direction) == (16, Direction.OUT)


def test_a_bad_line_costs_itself_and_names_its_line(log):
    records = log("when,who\n2024-05-01,Ada\nyesterday,Bob\n2024-05-02,\n2024-02-30,Cy\n\n2024-05-03,Dee\n")
    bad = {one.line: one.reason for one in records if isinstance(one, Unreadable)}
    assert bad == {3: "its date cannot be read", 4: "it names nobody", 5: "its date cannot be read"}
    assert sum(isinstance(one, Interaction) for one in records) == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encodings_and_delimiters(log, encoding, delimiter):
    text = "Datum,Wer,Wie\n1.5.2024,Jörg Müller,Anruf\n2.5.2024,Zoë,Brief\n".replace(",", delimiter)
    first, second = log(text, encoding=encoding)
    assert (first.who, second.who) == ((name("jörg müller"),), (name("zoë"),))


def test_columns_that_the_user_names(log):
    (met,) = log("A,B,C\n2024-05-01,Ada,call\n", columns={"when": "A", "who": "B", "channel": "C"})
    assert (met.who, met.channel) == ((name("ada"),), Channel.PHONE)


def test_since(opened):
    store = opened(CsvLog, "when,who\n2024-05-01,Ada\n2024-05-02,Bob\n2024-05-03,Cy\n")
    assert [one.who[0].value for one in store.interactions(date(2024, 5, 2))] == ["bob", "cy"]


def test_keys_stay_when_lines_change_places_and_twins_are_told_apart(log):
    lines = ["2024-05-01,Ada,call", "2024-05-01,Ada,call", "2024-05-02,Bob,call"]
    there = [one.ref for one in log("when,who,channel\n" + "\n".join(lines))]
    back = [one.ref for one in log("when,who,channel\n" + "\n".join(reversed(lines)))]
    assert len(set(there)) == 3
    assert set(there) == set(back)


def test_changes_tell_contact_as_days_and_the_rest_one_by_one(folded):
    records, days = folded(
        HEADER + "2024-05-01,Ada,call,out,,,\n2024-05-01,Ada,call,out,,,\n2024-05-02,Ada,call,out,,hello,idea\n"
    )
    assert [(one.who, one.all_ways()) for one in days] == [(name("ada"), {(Channel.PHONE, Direction.OUT)})]
    assert sum(isinstance(one, Interaction) for one in records) == 1
    assert sum(isinstance(one, Gift) for one in records) == 1


def test_an_unchanged_file_is_not_read_again(opened):
    store = opened(CsvLog, "when,who\n2024-05-01,Ada\n")
    *_, state = store.changes(None)
    assert [type(one) for one in store.changes(state.token)] == [Unchanged]


@pytest.mark.parametrize(
    ("content", "said"),
    [("", "empty"), ("a,b\n1,2\n", "no columns for when and who"), (b"PK\x03\x04\0\0", "not a text file")],
)
def test_a_file_that_is_no_log_is_refused_with_a_next_step(log, content, said):
    with pytest.raises(Unusable, match=said) as refusal:
        log(content)
    assert refusal.value.next_step


def test_a_misspelt_field_names_the_nearest(opened):
    with pytest.raises(Unusable, match="chanel") as refusal:
        opened(CsvLog, "when,who\n", columns={"chanel": "How"})
    assert "channel" in refusal.value.next_step
