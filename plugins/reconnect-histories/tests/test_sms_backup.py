"""Backups of SMS Backup & Restore, whole and damaged."""

import tracemalloc
from datetime import UTC, datetime

import pytest

from reconnect_core import Channel, Unchanged, Unreadable, Unusable
from reconnect_histories.sms_backup import SmsBackup
from reconnect_histories.xml_tags import CHUNK

from .conftest import days, plain

AT = int(datetime(2020, 7, 17, 0, 44, 25, tzinfo=UTC).timestamp()) * 1000
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes" ?>\n'


def sms(address="+4917611111111", date=AT, way=1, body="secret words", **more):
    said = "".join(f' {key}="{value}"' for key, value in more.items())
    return f'  <sms protocol="0" address="{address}" date="{date}" type="{way}" body="{body}"{said} />\n'


def call(number="+4917611111111", date=AT, way=1, duration=61):
    return f'  <call number="{number}" duration="{duration}" date="{date}" type="{way}" contact_name="Ann" />\n'


def mms(address, box, people="", date=AT, data=""):
    parts = f'<parts><part ct="image/jpeg" data="{data}" /></parts>'
    addrs = "".join(f'<addr address="{who}" type="{kind}" />' for who, kind in people)
    return f'  <mms address="{address}" date="{date}" msg_box="{box}">{parts}<addrs>{addrs}</addrs></mms>\n'


def backup(*records, root="smses"):
    return HEAD + f'<{root} count="1">\n' + "".join(records) + f"</{root}>\n"


@pytest.fixture
def read(opened):
    return lambda content, **said: list(opened(SmsBackup, content, **said).interactions())


def test_messages(read):
    assert plain(read(backup(sms(), sms(way=2, date=AT + 60_000)))) == [
        ("+4917611111111", "2020-07-17 00:44", "in"),
        ("+4917611111111", "2020-07-17 00:45", "out"),
    ]


@pytest.mark.parametrize("way", [3, 4, 5, 6, ""])
def test_what_was_never_sent_is_no_message(read, way):
    assert read(backup(sms(way=way))) == []


@pytest.mark.parametrize(
    ("way", "seconds", "wanted"),
    [(1, 61, "in"), (2, 3000, "out"), (2, 0, None), (1, 0, None), (3, 0, None), (5, 0, None), (6, 9, None), (4, 0, "in"), (7, 5, "in")],
)  # fmt: skip
def test_calls_that_were_answered(read, way, seconds, wanted):
    found = read(backup(call(way=way, duration=seconds), root="calls"))
    assert [one.direction.value for one in found] == ([wanted] if wanted else [])
    assert all(one.channel is Channel.PHONE and one.minutes == round(seconds / 60) for one in found)


@pytest.mark.parametrize("number", ["", "-1", "-2", "null", "Unknown"])
def test_hidden_numbers_are_nobody(read, number):
    assert read(backup(call(number), root="calls")) == []


def test_machines_are_bulk(read):
    found = read(backup(sms("Google"), sms("12345"), sms("773-338-7786"), sms("+49 170 2312504")))
    assert [one.bulk for one in found] == [True, True, False, False]


def test_groups(read):
    group = "+491701~+491702~+491703"
    people = [("+491702", 137), ("insert-address-token", 151), ("+491701", 151), ("+491703", 151)]
    (got, sent, lone) = read(backup(mms(group, 1, people), mms(group, 2), mms("+491701", 1)))
    assert plain([got]) == [("+491702", "2020-07-17 00:44", "in")]
    assert plain([sent]) == [("+491701++491702++491703", "2020-07-17 00:44", "out")]
    assert (got.group_size, sent.group_size, lone.group_size) == (3, 3, 1)


def test_what_parsers_refuse_is_read(read):
    broken = sms(body="&#55357;&#56832; &#0; \x01\x0b &bogus;") + sms(body="it's > \"").replace(
        '"it\'s > ""', "'its > \"'"
    )
    content = backup(broken).encode().replace(b"secret", b"\xff\xfe\xc3")
    assert len(read(content)) == 2
    assert len(read(backup(sms(), sms()).partition("</smses>")[0][:-4])) == 2
    assert len(read(backup(sms(), mms("+491701", 1)).partition("<addrs>")[0])) == 2


def test_a_damaged_record_costs_itself_only(read):
    found = read(
        backup(sms(), sms(body='un"balanced'), sms(date="bad"), "  <sms/>\n", '  <sms address="+49170\n', sms())
    )
    told = [(one.reason, one.line) if isinstance(one, Unreadable) else "fine" for one in found]
    assert told == [
        "fine", ("it is damaged", 4), ("its date cannot be read", 5), ("it has no date", 6), ("it is damaged", 7), "fine",
    ]  # fmt: skip


def test_whom_a_picture_message_is_with_also_without_an_address(read):
    people = [("+491701111111", 137), ("insert-address-token", 151)]
    sent = [("insert-address-token", 137), ("+491702222222", 151)]
    found = plain(read(backup(mms("null", 1, people), mms("", 2, sent), mms("+491703,+491704", 2))))
    assert [(who, way) for who, _, way in found] == [
        ("+491701111111", "in"),
        ("+491702222222", "out"),
        ("+491703+" + "+491704", "out"),
    ]


def test_seconds_are_no_milliseconds(read):
    assert plain(read(backup(sms(date=AT // 1000)))) == plain(read(backup(sms())))


def test_entities_are_never_expanded(read):
    bomb = "<!DOCTYPE x [" + "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12)) + "]>\n"
    tracemalloc.start()
    (one,) = read(HEAD + bomb + backup(sms("&e11;+4917611111111", body="&e11;")).removeprefix(HEAD))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 5 * CHUNK
    assert one.who[0].value == "&e11;+4917611111111"


def test_attachments_cost_no_memory(opened, tmp_path):
    with (tmp_path / "file").open("w") as file:
        file.write(backup(sms()).removesuffix("</smses>\n"))
        file.write(mms("+491701", 1, data="\0").partition("\0")[0])
        for _ in range(20):
            file.write("QUJD" * (CHUNK // 4))
        file.write(mms("+491701", 1, data="\0").partition("\0")[2] + sms(way=2) + "</smses>\n")
    tracemalloc.start()
    found = list(opened(SmsBackup, None).interactions())
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(found) == 3
    assert most < 6 * CHUNK


def test_tags_at_every_place_of_a_chunk(read):
    for shift in range(0, 120, 7):
        content = backup(sms(body="x" * (CHUNK - 300 + shift)), sms(way=2))
        assert [one.direction.value for one in read(content)] == ["in", "out"], shift


def test_several_full_backups_tell_everything_once(opened, tmp_path):
    folder = tmp_path / "backups"
    folder.mkdir()
    twice = sms()
    (folder / "sms-1.xml").write_text(backup(twice, twice))
    (folder / "sms-2.xml").write_text(backup(twice, twice, sms(date=AT + 1000)))
    (folder / "calls-2.xml").write_text(backup(call(), root="calls"))
    (folder / "notes.txt").write_text("no backup")
    store = opened(SmsBackup, None, path="backups")
    found = list(store.interactions())
    assert len(found) == 4
    assert len({one.ref.key for one in found}) == 4


def test_changes_tell_days_and_nothing_until_a_file_changes(opened, tmp_path):
    later = AT + 86_400_000
    store = opened(SmsBackup, backup(sms(), sms(date=later), sms("Google"), sms(date=AT * 2), sms(way=2)))
    *records, state = store.changes(None)
    assert days(records) == {
        ("+4917611111111", "in", 1.0): ["2020-07-17", "2020-07-18"],
        ("+4917611111111", "out", 1.0): ["2020-07-17"],
    }
    assert list(store.changes(state.token)) == [Unchanged()]
    (tmp_path / "file").write_text(backup(sms()))
    assert Unchanged() not in list(store.changes(state.token))
    assert "secret" not in repr(records)


@pytest.mark.parametrize("content", ["", "hello", "<html><sms-thing></html>", b"PK\3\4" + bytes(100)])
def test_what_is_no_backup_is_refused(opened, content):
    store = opened(SmsBackup, content)
    for reading in (store.interactions, lambda: store.changes(None)):
        with pytest.raises(Unusable, match="no backup"):
            list(reading())


def test_an_empty_backup_holds_nothing(read):
    assert read(backup()) == []
