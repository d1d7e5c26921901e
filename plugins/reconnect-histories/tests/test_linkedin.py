"""messages.csv of LinkedIn's archive."""

import pytest

from reconnect_core import Unreadable, Unusable
from reconnect_histories.linkedin import LinkedinMessages

from .conftest import days, plain

OLD = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT\n"
NEW = (
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER,"
    "ATTACHMENTS,IS MESSAGE DRAFT\n"
)


def old(talk, sender, to, date="2024-05-15 10:30:00", content="secret words"):
    return f'{talk},,"{sender}",,"{to}",{date},,"{content}"\n'


def new(talk, sender, to, urls="u", date="2024-05-15 10:30:00 UTC", draft="No"):
    return f'{talk},,"{sender}",s,"{to}","{urls}",{date},,"several\nlines, of ""text""",INBOX,,{draft}\n'


@pytest.fixture
def read(opened):
    return lambda content, **said: list(opened(LinkedinMessages, content, **said).interactions())


BOTH = old(1, "Ann Lee", "Me Myself") + old(1, "Me Myself", "Ann Lee") + old(2, "Bob Ray", "Me Myself")


def test_directions_by_whom_every_conversation_is_with(read):
    assert plain(read(OLD + BOTH)) == [
        ("ann lee", "2024-05-15 10:30", "in"), ("ann lee", "2024-05-15 10:30", "out"), ("bob ray", "2024-05-15 10:30", "in"),
    ]  # fmt: skip
    assert plain(read("\ufeff" + OLD.replace("\n", "\r\n") + BOTH.replace("\n", "\r\n"))) == plain(
        read(OLD + BOTH)
    )


def test_one_conversation_does_not_tell_who_one_is(read, opened):
    content = OLD + old(1, "Ann Lee", "Me Myself") + old(1, "Me Myself", "Ann Lee")
    assert [one[2] for one in plain(read(content))] == ["in", "in"]
    assert [one[2] for one in plain(read(content, me="Me  Myself"))] == ["in", "out"]
    assert "not clear" in next(opened(LinkedinMessages, content).notes())
    assert "me myself" in next(opened(LinkedinMessages, OLD + BOTH).notes())


def test_newer_archives(read):
    content = NEW + new(1, "Ann Lee, PhD", "Me Myself") + new(2, "Me Myself", "Ann Lee, PhD")
    content += new(2, "Me Myself", "Bob Ray,Clara Day", urls="a,b") + new(3, "Me Myself", "Dan", draft="Yes")
    content += new(4, "LinkedIn Member", "Me Myself") + new(5, "", "Me Myself")
    assert [(one[0], one[2]) for one in plain(read(content))] == [
        ("ann lee, phd", "in"), ("ann lee, phd", "out"), ("bob ray+clara day", "out"),
    ]  # fmt: skip


def test_archives_before_2018(read):
    content = (
        "From,To,Date,Subject,Content,Direction,Folder\n"
        'Ann Lee,Me Myself,"5/15/17, 10:30 AM",,secret words,INCOMING,INBOX\n'
        'Me Myself,Ann Lee,"5/15/17, 10:31 AM",,secret words,OUTGOING,SENT\n'
        'Eve Ill,Me Myself,"5/15/17, 10:32 AM",,secret words,INCOMING,SPAM\n'
    )
    assert plain(read(content)) == [
        ("ann lee", "2017-05-15 10:30", "in"),
        ("ann lee", "2017-05-15 10:31", "out"),
    ]


def test_a_spreadsheet_that_saved_it_with_semicolons(read):
    assert plain(read((OLD + BOTH).replace(",", ";"))) == plain(read(OLD + BOTH))


def test_what_machines_said_is_left_out_of_an_archive(opened, tmp_path):
    for name in ("messages.csv", "guide_messages.csv", "learning_role_play_messages.csv"):
        (tmp_path / name).write_text(OLD + (BOTH if name == "messages.csv" else old(7, "Coach", "Me Myself")))
    assert {one[0] for one in plain(opened(LinkedinMessages, None, path=".").interactions())} == {
        "ann lee",
        "bob ray",
    }


def test_a_comma_in_a_name_parts_nobody_in_older_archives_either(read):
    content = OLD + BOTH + old(3, "Eve Fox, MBA", "Me Myself") + old(3, "Me Myself", "Eve Fox, MBA")
    assert plain(read(content))[-1][0] == "eve fox, mba"


def test_groups(read):
    content = (
        OLD + BOTH + old(3, "Ann Lee", "Me Myself,Bob Ray,Clara Day") + old(3, "Me Myself", "Ann Lee,Bob Ray")
    )
    assert [one.group_size for one in read(content)] == [1, 1, 1, 3, 2]


@pytest.mark.parametrize(
    "date",
    [
        "2024-05-15 10:30:00 UTC",
        "2024-05-15 10:30:00",
        "2024-05-15T10:30:00Z",
        "5/15/24, 10:30 AM",
        "2024-05-15 10:30",
    ],
)
def test_dates(read, date):
    rows = OLD + BOTH.replace("2024-05-15 10:30:00", f'"{date}"')
    assert {one[1] for one in plain(read(rows))} == {"2024-05-15 10:30"}


def test_a_broken_row_costs_itself_only(read):
    content = (
        OLD
        + BOTH
        + old(3, "Ann Lee", "Me Myself", "soon")
        + "5,,x\n"
        + 'x,"y"z,x\n'
        + old(4, "Ann Lee", "Me Myself")
    )
    found = read(content)
    assert [(one.reason, one.line) for one in found if isinstance(one, Unreadable)] == [
        ("its date cannot be read", 5), ("it has too few cells", 6), ("its quotes do not match", 7),
    ]  # fmt: skip
    assert len(found) == 7


def test_days_without_words(opened):
    records = list(opened(LinkedinMessages, OLD + BOTH).changes(None))
    assert days(records)[("ann lee", "out", 1.0)] == ["2024-05-15"]
    assert "secret" not in repr(records)


@pytest.mark.parametrize("content", ["", "a,b\n1,2\n", '"', "FROM,TO,DATE\n", b"\0\1"])
def test_what_is_no_such_file_is_refused(opened, content):
    with pytest.raises(Unusable, match=r"messages\.csv"):
        list(opened(LinkedinMessages, content).interactions())


def test_the_folder_of_the_archive(opened, tmp_path):
    folder = tmp_path / "Complete_LinkedInDataExport"
    folder.mkdir()
    (folder / "messages.csv").write_text(OLD + BOTH)
    (folder / "Connections.csv").write_text("x")
    assert len(list(opened(LinkedinMessages, None, path=folder.name).interactions())) == 3
