"""Every shape of mbox taken apart, and the journal over it."""

import io
import os
import tracemalloc
from datetime import date

import pytest

from reconnect_core import ContactDays, Direction, State, Unchanged, Unreadable, Unusable
from reconnect_mail.split import CHUNK, split

from .letters import boxed, letter

HEAD = b"From: ann@mail.example\nTo: me@home.example\nDate: Fri, 17 Jul 2020 02:44:25 +0200\n"
BOB = HEAD.replace(b"ann@", b"bob@").replace(b"17 Jul 2020", b"18 Jul 2020")
MARK = b"From ann@mail.example Fri Jul 17 00:44:25 2020\n"


def blocks(content):
    return [found.block for found in split(io.BytesIO(content))]


def names(store):
    return [one.who[0].value.partition("@")[0] for one in store.interactions()]


def two(between, mark=MARK, second=None):
    """Two messages, the first with this body."""
    return mark + HEAD + b"\n" + between + (second or mark) + BOB + b"\nlast\n"


@pytest.mark.parametrize(
    "content",
    [
        two(b"Hello\n\n"),
        two(b"Hello\n\n").replace(b"\n", b"\r\n"),
        two(b"Hello\n\n").replace(b"\n", b"\r"),
        two(b"\n"),
        two(b""),
        two(b"no blank line before the next\n"),
        two(b">From here on it is quoted\n>>From twice\n\n"),
        two(b"\nFrom here on nobody quoted it\n\nFrom there neither\n\n"),
        two(b"\nFrom: Bob\nSent: Monday\n\nFrom the desk of Bob:\nNote: buy milk\n\n"),
        two(b"Fri Jul 17\nFrom 10:30 to 11:00 on Fri Jul 17 we meet\n\n"),
        two(b"as he said\nFrom bob Fri Jul 17 00:44:25 2020\non we go\n\n"),
        two(b"x" * (CHUNK - 100) + b"\n\n"),
        two(b"\n" * (CHUNK + 7)),
        two(b"Hello\n\n", b"From - Fri Jul 17 00:44:25 2020\nX-Mozilla-Status: 0001\nX-Mozilla-Status2: 00000000\n"),
        two(b"Hello\n\n", b"From \nX-Mozilla-Status: 0001\n"),
        two(b"Hello\n\n", "From ann at “mail.example”  Fri Jul 17 00:44:25 2020\n".encode()),
        two(b"Hello\n\n", b"From \xff\xfe@mail Fri Jul 17 00:44:25 2020\n"),
        two(b"Hello\n\n", b"From MAILER-DAEMON Fri Jul 17 00:44:25 2020\n"),
        two(b"Hello\n\n", b"From ann@mail.example 2020-07-17\nReceived: from x\n"),
        two(b"Hello\n\n", b"From 1667438421023@xxx Fri Jul 17 00:44:25 +0000 2020\nX-GM-THRID: 16\nX-Gmail-Labels: Inbox\n"),
        b"\xef\xbb\xbf\n\n" + two(b"Hello\n\n"),
        two(b"Hello\n\n").removeprefix(MARK),
    ],
)  # fmt: skip
def test_two_messages_are_two(content, mbox):
    assert names(mbox(content)) == ["ann", "bob"]


def with_length(body, said, second=MARK):
    return MARK + HEAD + b"Content-Length: %d\n\n" % said + body + b"\n" + second + BOB + b"\nlast\n"


FAKED = b"\n\nFrom eve@mail.example Fri Jul 17 00:44:25 2020\nFrom: eve@mail.example\nDate: Fri, 17 Jul 2020 02:44:25 +0200\n\nx\n"


def test_a_true_length_hides_what_looks_like_a_message(mbox):
    assert names(mbox(with_length(FAKED, len(FAKED)))) == ["ann", "bob"]
    assert names(mbox(with_length(FAKED, len(FAKED)).replace(b"\n", b"\r\n"))) == ["ann", "eve", "bob"]


@pytest.mark.parametrize("said", [0, 3, 7, 10_000, 10**14, 5 + len(MARK)])
def test_a_false_length_is_not_trusted(mbox, said):
    assert names(mbox(with_length(b"Hello\n", said))) == ["ann", "bob"]


def test_a_message_without_any_header_is_one():
    assert blocks(MARK + b"\nTest content\n> quoted") == [b""]


def test_lines_and_offsets_are_where_each_message_begins():
    content = two(b"one\ntwo\n\n" + b"y" * CHUNK + b"\n\n")
    found = list(split(io.BytesIO(content)))
    lines = content.split(b"\n")
    assert [lines[one.line - 1] + b"\n" for one in found] == [MARK, MARK]
    assert [content[one.offset :][: len(MARK)] for one in found] == [MARK, MARK]


def test_headers_without_end_are_cut_off():
    content = MARK + HEAD + b"X-Long: x\n" * 200_000 + b"\n\n" + MARK + BOB + b"\n"
    first, second = blocks(content)
    assert first.startswith(HEAD)
    assert len(first) <= 1 << 19
    assert second == BOB[:-1]


def test_bodies_are_never_kept(mbox):
    store = mbox(boxed(letter(body="my deepest secret"), letter(body="another secret")))
    said = repr([*store.interactions(), *store.changes(None)])
    assert "secret" not in said
    assert "Hello" not in said, "nor the subject"


def test_what_a_message_tells(mbox):
    me = letter("Me <me@home.example>", "Ann <ann@mail.example>, bob@mail.example")
    bulk = letter(List_Id="<x.example>")
    first, sent, news = mbox(boxed(letter(), me, bulk)).interactions()
    assert (first.direction, first.channel, first.group_size, first.bulk) == (Direction.IN, "email", 1, False)
    assert (sent.direction, sent.group_size) == (Direction.OUT, 2)
    assert [handle.value for handle in sent.who] == ["ann@mail.example", "bob@mail.example"]
    assert news.bulk


def days(records):
    found = {}
    for one in records:
        if isinstance(one, ContactDays):
            for (_, direction), days in one.by_way().items():
                told = [date.fromordinal(day).isoformat() for day in days]
                found[one.who.value, direction.value, one.sure] = told
    return found


def test_changes_tell_days_in_the_garden_without_lists_and_crowds(mbox):
    crowd = ", ".join(f"p{number}@mail.example" for number in range(9))
    late = letter(date="Fri, 17 Jul 2020 22:30:00 +0000")
    store = mbox(
        boxed(
            letter(), letter(date="Fri, 17 Jul 2020 12:00:00 +0200"), late,
            letter("me@home.example", "ann@mail.example, bob@mail.example"),
            letter("me@home.example", crowd), letter(Precedence="bulk"), letter("noreply@shop.example"),
        )
    )  # fmt: skip
    assert days(store.changes(None)) == {
        ("ann@mail.example", "in", 1.0): ["2020-07-17", "2020-07-18"],
        ("ann@mail.example", "out", 0.5): ["2020-07-17"],
        ("bob@mail.example", "out", 0.5): ["2020-07-17"],
    }


def test_nothing_is_read_again_until_the_file_changes(mbox, tmp_path):
    store = mbox(boxed(letter()))
    *_, state = store.changes(None)
    opened, store._opened = store._opened, None
    assert list(store.changes(state.token)) == [Unchanged()], "and the file was not even opened"
    store._opened = opened
    with (tmp_path / "mail.mbox").open("ab") as file:
        file.write(boxed(letter("bob@mail.example")))
    *found, later = store.changes(state.token)
    assert {who for who, _, _ in days(found)} == {"ann@mail.example", "bob@mail.example"}
    assert isinstance(later, State)
    assert later != state


def test_a_broken_message_is_told_with_its_line_and_costs_itself_only(mbox, tmp_path):
    content = boxed(letter(), letter(date="soon"), letter(""), letter("bob@mail.example"))
    content = content.replace(b"From ann@mail.example Fri Jul 17 02:44:25 2020\nFrom: A", b"From - x\nFrom: A")
    content = content.replace(
        b"From ann@mail.example Fri Jul 17 02:44:25 2020\nFrom: \n", b"From - x\nFrom: \n"
    )
    found = list(mbox(content).interactions())
    broken = [(one.reason, one.line) for one in found if isinstance(one, Unreadable)]
    assert broken == [("its date cannot be read", 9), ("it names no sender", 17)]
    assert len(found) == 4
    assert all(one.file == str(tmp_path / "mail.mbox") for one in found if isinstance(one, Unreadable))


def test_a_folder_of_files(mbox, tmp_path):
    inner = tmp_path / "Mail" / "Work.sbd"
    inner.mkdir(parents=True)
    apple = tmp_path / "Mail" / "Sent Messages.mbox"
    apple.mkdir()
    (inner / "Clients").write_bytes(boxed(letter("clara@mail.example")))
    (apple / "mbox").write_bytes(boxed(letter("other@me.example", "ann@mail.example")))
    (tmp_path / "Mail" / "Sent").write_bytes(boxed(letter("other@me.example", "bob@mail.example")))
    for aside in ("Trash", "Drafts", "Junk", "x.msf", ".hidden"):
        (tmp_path / "Mail" / aside).write_bytes(boxed(letter("eve@mail.example")))
    (tmp_path / "Mail" / "notes.txt").write_text("From my point of view\n\nthis is no mbox\n")
    (tmp_path / "Mail" / "prefs.js").write_text("x = 1")
    store = mbox(b"", name="unused", me=frozenset())
    store = type(store)(store.opening)
    store._path = tmp_path / "Mail"
    found = {(one.who[0].value, one.direction.value) for one in store.interactions()}
    assert found == {("clara@mail.example", "in"), ("ann@mail.example", "out"), ("bob@mail.example", "out")}
    assert len({one.ref.key for one in store.interactions()}) == 3
    assert "Clients" in next(store.notes())


def test_messages_alone_in_their_files(mbox, tmp_path):
    """As Apple Mail, MH and those who export one by one keep them; a year is no message."""
    apple = (
        tmp_path / "Mail" / "Sent Messages.mbox" / "0A1B2C3D-0000-4000-8000-0123456789AB" / "Data" / "Messages"
    )
    inbox = tmp_path / "Mail" / "inbox"
    apple.mkdir(parents=True)
    inbox.mkdir()
    forwarded = b"\nFrom eve@mail.example Fri Jul 17 00:44:25 2020\nFrom: eve@mail.example\n"
    sent = letter("other@me.example", "ann@mail.example")
    (apple / "12.emlx").write_bytes(b"%d      \n" % len(sent) + sent + b"<?xml version='1.0'?>\n<plist/>\n")
    (inbox / "7").write_bytes(letter("bob@mail.example") + forwarded)
    (inbox / "Hello.EML").write_bytes(letter("clara@mail.example").replace(b"\n", b"\r\n"))
    (inbox / "2020").write_bytes(boxed(letter("dan@mail.example"), letter("eva@mail.example")))
    (inbox / "8").write_text("8 is a number\n")
    store = mbox(b"", name="unused", me=frozenset())
    store._path = tmp_path / "Mail"
    found = sorted((one.who[0].value.partition("@")[0], one.direction.value) for one in store.interactions())
    assert found == [("ann", "out"), ("bob", "in"), ("clara", "in"), ("dan", "in"), ("eva", "in")]
    store._path = tmp_path / "Mail" / "Sent Messages.mbox"
    assert [one.direction.value for one in store.interactions()] == ["out"]


def test_out_is_sent_mail_where_eudora_has_it_and_no_other_folder(mbox, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "1.eml").write_bytes(letter("ann@mail.example"))
    (out / "Out.mbx").write_bytes(boxed(letter("other@me.example", "bob@mail.example")))
    store = mbox(b"", name="unused")
    store._path = out
    found = {(one.who[0].value, one.direction.value) for one in store.interactions()}
    assert found == {("ann@mail.example", "in"), ("bob@mail.example", "out")}


def test_sent_says_that_every_message_is_ones_own(mbox):
    (one,) = mbox(
        boxed(letter("alias@me.example", "ann@mail.example")), sent=True, me=frozenset()
    ).interactions()
    assert (one.who[0].value, one.direction.value) == ("ann@mail.example", "out")


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"just some text\nin two lines", "no mbox"), (b"\0\1\2" * 100, "no mbox"), (None, "no such file")],
)
def test_what_is_no_mbox_is_refused(mbox, tmp_path, content, said):
    store = mbox(content or b"")
    if content is None:
        (tmp_path / "mail.mbox").unlink()
    with pytest.raises(Unusable, match=said) as caught:
        list(store.interactions())
    assert caught.value.next_step
    with pytest.raises(Unusable, match=said):
        list(store.changes(None))


def test_an_empty_file_holds_nothing(mbox):
    assert list(mbox(b"").interactions()) == []


def test_without_own_addresses_check_says_so(mbox):
    assert any("me is empty" in note for note in mbox(boxed(letter()), me=frozenset()).notes())
    assert not any("me is empty" in note for note in mbox(boxed(letter())).notes())


@pytest.mark.full
def test_a_huge_file_is_streamed(mbox, tmp_path):
    """Two hundred megabytes of long bodies cost a few megabytes of memory."""
    body = ("lorem ipsum dolor sit amet " * 3 + "\r\n") * 5000
    chunk = boxed(*(letter(f"p{number}@mail.example", body=body) for number in range(20)))
    store = mbox(b"")
    with (tmp_path / "mail.mbox").open("wb") as file:
        while file.tell() < 200_000_000:
            file.write(chunk)
    tracemalloc.start()
    found = list(store.changes(None))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(days(found)) == 20
    assert most < 8 * CHUNK
    os.truncate(tmp_path / "mail.mbox", 0)
