"""The journal over maildirs: folders, flags, and what is read again."""

import pytest

from reconnect_core import ContactDays, Removed, Unchanged, Unreadable, Unusable
from reconnect_core.testing import Mirror

from .letters import letter

SECOND = 1_594_946_665
MONTH = 40 * 86400


@pytest.fixture
def put(tmp_path):
    """Put a message into a maildir, which is made when it is not there."""

    def written(name, content, folder="", part="cur"):
        for each in ("cur", "new", "tmp"):
            (tmp_path / folder / each).mkdir(parents=True, exist_ok=True)
        path = tmp_path / folder / part / name
        path.write_bytes(content)
        return path

    return written


def test_folders_and_flags(put, maildir, tmp_path):
    put(f"{SECOND}.M1.host:2,S", letter())
    put(f"{SECOND}.M2.host", letter("bob@mail.example"), part="new")
    put(f"{SECOND}.M3.host:2,DS", letter("draft@mail.example"))
    put(f"{SECOND}.M4.host:2,ST", letter("trashed@mail.example"))
    put(f"{SECOND}.M5.host", letter("tmp@mail.example"), part="tmp")
    put(f"{SECOND}.M1.host:2,S", letter("alias@me.example", "clara@mail.example"), folder=".Sent")
    put(f"{SECOND}.M1.host:2,S", letter("alias@me.example", "zoe@mail.example"), folder=".Envoy&AOk-s")
    put(f"{SECOND}.M1.host:2,S", letter("dan@mail.example"), folder="Archive/2020")
    put(f"{SECOND}.M1.host:2,S", letter("eve@mail.example"), folder=".Junk")
    put(f"{SECOND}.M1.host:2,S", letter("eve@mail.example"), folder=".INBOX.Trash")
    found = {(one.who[0].value, one.direction.value, one.ref.key) for one in maildir().interactions()}
    assert found == {
        ("ann@mail.example", "in", f"{SECOND}.M1.host"),
        ("bob@mail.example", "in", f"{SECOND}.M2.host"),
        ("clara@mail.example", "out", f".Sent/{SECOND}.M1.host"),
        ("zoe@mail.example", "out", f".Envoy&AOk-s/{SECOND}.M1.host"),
        ("dan@mail.example", "in", f"Archive/2020/{SECOND}.M1.host"),
    }
    assert "Archive/2020" in next(maildir().notes())
    alone = maildir()
    alone._path = tmp_path / ".Sent"
    assert [one.direction.value for one in alone.interactions()] == ["out"]


def test_only_the_headers_are_opened(put, maildir):
    path = put(f"{SECOND}.M1.host:2,S", letter(body="x" * 10_000_000))
    (one,) = maildir().interactions()
    assert "xxx" not in repr(one)
    assert path.stat().st_size > 10_000_000


def test_only_the_months_in_which_something_is_new_are_read_again(put, maildir):
    old = put(f"{SECOND}.M1.host:2,S", letter())
    put(f"{SECOND + MONTH}.M1.host:2,S", letter("bob@mail.example"))
    mirror = Mirror().take(maildir().changes(None))
    assert {one.who.value for one in mirror.all} == {"ann@mail.example", "bob@mail.example"}
    assert list(maildir().changes(mirror.state)) == [Unchanged()]
    put(f"{SECOND + MONTH + 60}.M2.host", letter("clara@mail.example"), part="new")
    mirror.take(maildir().changes(mirror.state))
    told = {one.who.value for one in mirror.items if isinstance(one, ContactDays)}
    assert told == {"bob@mail.example", "clara@mail.example"}
    old.unlink()
    mirror.take(maildir().changes(mirror.state))
    assert {type(one) for one in mirror.items[:-1]} == {Removed}
    assert {one.who.value for one in mirror.all} == {"bob@mail.example", "clara@mail.example"}


def test_days_go_when_only_newsletters_are_left(put, maildir):
    path = put(f"{SECOND}.M1.host:2,S", letter())
    put(f"{SECOND}.M2.host:2,S", letter(List_Id="<x>"))
    mirror = Mirror().take(maildir().changes(None))
    assert len(mirror.all) == 1
    path.unlink()
    mirror.take(maildir().changes(mirror.state))
    assert mirror.all == []


def test_reading_a_message_in_the_mail_program_is_no_news(put, maildir):
    path = put(f"{SECOND}.M1.host", letter(), part="new")
    *_, state = maildir().changes(None)
    path.rename(path.parent.parent / "cur" / f"{path.name}:2,S")
    assert list(maildir().changes(state.token)) == [Unchanged()]


def test_the_name_tells_when_it_came_where_the_header_does_not(put, maildir):
    put(f"{SECOND}.M1.host:2,S", letter(date=""))
    (one,) = maildir().interactions()
    assert one.moment.timestamp() == SECOND


def test_a_broken_message_is_told_with_its_file(put, maildir):
    path = put("odd-name:2,S", letter(date="soon"))
    put("even-name:2,S", letter())
    broken, whole = sorted(maildir().interactions(), key=lambda one: not isinstance(one, Unreadable))
    assert (broken.reason, broken.file) == ("its date cannot be read", str(path))
    assert whole.who[0].value == "ann@mail.example"


def test_what_is_no_maildir_is_refused(maildir, tmp_path):
    (tmp_path / "file").write_text("x")
    for path, said in (
        (tmp_path, "no maildir"),
        (tmp_path / "none", "no such folder"),
        (tmp_path / "file", "no folder"),
    ):
        with pytest.raises(Unusable, match=said):
            list(maildir(path).interactions())
