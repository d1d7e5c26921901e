"""The address book kind ``vcard``: a file, a folder, and what happens when nothing changed."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reconnect_carddav.vcard_files import Settings, VcardFolder
from reconnect_core import Complete, Contact, Opening, State, Unchanged, Unreadable, Unusable

ANNA = b"BEGIN:VCARD\r\nVERSION:3.0\r\nUID:anna\r\nFN:Anna\r\nEND:VCARD\r\n"
BEN = ANNA.replace(b"anna", b"ben").replace(b"Anna", b"Ben")


def book(path, base="."):
    opening = Opening(
        name="mine",
        settings=Settings(path=str(path)),
        clock=lambda: datetime(2026, 1, 1, tzinfo=UTC),
        base=str(base),
    )
    return VcardFolder(opening)


def names(store):
    return [record.name if isinstance(record, Contact) else record.reason for record in store.contacts()]


def test_a_file_relative_to_the_config(tmp_path):
    (tmp_path / "all.vcf").write_bytes(ANNA + BEN)
    assert names(book("all.vcf", base=tmp_path)) == ["Anna", "Ben"]
    assert names(book(tmp_path / "all.vcf", base="elsewhere")) == ["Anna", "Ben"]


def test_a_path_from_the_home_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "all.vcf").write_bytes(ANNA)
    assert names(book("~/all.vcf")) == ["Anna"]


def test_a_folder_in_the_order_of_names_without_what_is_hidden(tmp_path):
    for name in ("b.vcf", "a/z.VCF", "a/y.vcard", ".trash/x.vcf", "a/.old.vcf", "notes.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(ANNA.replace(b"Anna", name.encode()).replace(b"UID:anna\r\n", b""))
    assert names(book(tmp_path)) == ["a/y.vcard", "a/z.VCF", "b.vcf"]


def test_keys_are_unique_in_the_whole_folder(tmp_path):
    for name in ("a.vcf", "b.vcf"):
        (tmp_path / name).write_bytes(ANNA + ANNA)
    keys = [record.ref.uid for record in book(tmp_path).contacts()]
    assert len(set(keys)) == len(keys) == 4


@pytest.mark.parametrize(
    ("content", "why"),
    [(b"First,Last\nAnn,Archer\n", "no vCard in it"), (b" \r\n\r\n", "it is empty")],
)
def test_a_file_without_a_card_is_an_error_that_names_it(tmp_path, content, why):
    file = tmp_path / "export.vcf"
    file.write_bytes(content)
    for read in (book(file).contacts, lambda: book(file).changes(None)):
        with pytest.raises(Unusable, match=why) as caught:
            list(read())
        assert str(file) in caught.value.message
        assert "Export the contacts again" in caught.value.next_step
        assert "Archer" not in caught.value.message


def test_a_folder_without_a_card_is_an_error_after_each_of_its_files(tmp_path):
    (tmp_path / "a.vcf").write_bytes(b"not a card")
    (tmp_path / "b.vcf").write_bytes(b"nor this")
    records = book(tmp_path).contacts()
    assert [Path(next(records).file).name for _ in range(2)] == ["a.vcf", "b.vcf"]
    with pytest.raises(Unusable, match="no file in this folder holds a vCard"):
        next(records)


def test_a_broken_file_in_a_folder_costs_itself(tmp_path):
    (tmp_path / "a.vcf").write_bytes(b"not a card")
    (tmp_path / "b.vcf").write_bytes(ANNA)
    (tmp_path / "c.vcf").write_bytes(b"")
    first, anna, last = book(tmp_path).contacts()
    assert isinstance(first, Unreadable)
    assert (first.source, first.file, first.line) == ("mine", str(tmp_path / "a.vcf"), 1)
    assert anna.name == "Anna"
    assert last.file == str(tmp_path / "c.vcf")


@pytest.mark.parametrize(
    "make", [lambda path: None, Path.touch, Path.mkdir], ids=["missing", "empty", "no cards"]
)
def test_what_cannot_be_read_says_so_in_one_line(tmp_path, make):
    make(tmp_path / "book")
    for ask in (lambda store: store.contacts(), lambda store: store.changes(None)):
        with pytest.raises(Unusable) as caught:
            list(ask(book("book", base=tmp_path)))
        assert str(tmp_path / "book") in str(caught.value)
        assert "\n" not in str(caught.value)
        assert caught.value.next_step


def test_a_file_without_the_right_to_read(open_folder, unprivileged):
    (open_folder / "a.vcf").write_bytes(ANNA)
    assert names(book(open_folder)) == ["Anna"]
    (open_folder / "a.vcf").chmod(0)
    with unprivileged(), pytest.raises(Unusable, match="permissions"):
        names(book(open_folder))


@pytest.mark.parametrize("closed", ["book", "book/family"])
def test_a_folder_that_may_not_be_listed_is_no_folder_without_cards(open_folder, unprivileged, closed):
    (open_folder / "book" / "family").mkdir(parents=True)
    (open_folder / "book" / "a.vcf").write_bytes(ANNA)
    (open_folder / closed).chmod(0o311)
    for ask in (lambda store: store.contacts(), lambda store: store.changes(None)):
        with unprivileged(), pytest.raises(Unusable, match="cannot be listed") as caught:
            list(ask(book(open_folder / "book")))
        assert f"{open_folder / closed}: " in caught.value.message
        assert "permissions" in caught.value.next_step


@pytest.mark.skipif(sys.platform == "win32", reason="pipes with a name are a POSIX thing")
@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda path: os.mkfifo(path, 0o600), "this is no file"),
        (lambda path: path.symlink_to("nowhere"), "leads nowhere"),
        (lambda path: path.symlink_to(path.name), "cannot be read"),
    ],
    ids=["pipe", "broken link", "link to itself"],
)
def test_what_is_no_file_in_a_folder_is_named_and_keeps_nobody_waiting(tmp_path, make, why):
    (tmp_path / "a.vcf").write_bytes(ANNA)
    make(tmp_path / "b.vcf")
    for ask in (lambda store: store.contacts(), lambda store: store.changes(None)):
        with pytest.raises(Unusable, match=why) as caught:
            list(ask(book(tmp_path)))
        assert str(tmp_path / "b.vcf") in caught.value.message
        assert caught.value.next_step


def test_a_folder_that_vanishes_between_listing_and_reading(tmp_path, monkeypatch):
    (tmp_path / "a.vcf").write_bytes(ANNA)
    store = book(tmp_path)
    listed = store._files()
    (tmp_path / "a.vcf").unlink()
    monkeypatch.setattr(store, "_files", lambda: listed)
    for ask in (store.contacts, lambda: store.changes(None)):
        with pytest.raises(Unusable, match=r"a\.vcf"):
            list(ask())


class TestChanges:
    def test_first_everything_then_nothing_is_opened(self, tmp_path, monkeypatch):
        (tmp_path / "a.vcf").write_bytes(ANNA)
        *records, complete, state = book(tmp_path).changes(None)
        assert [record.name for record in records] == ["Anna"]
        assert (type(complete), type(state)) == (Complete, State)

        def opened(path):
            raise AssertionError(f"{path} was opened")

        monkeypatch.setattr(Path, "read_bytes", opened)
        assert list(book(tmp_path).changes(state.token)) == [Unchanged(), state]

    @pytest.mark.parametrize("change", ["content", "size", "new", "gone", "renamed"])
    def test_any_change_of_the_files_is_seen(self, tmp_path, change):
        (tmp_path / "a.vcf").write_bytes(ANNA)
        (tmp_path / "b.vcf").write_bytes(BEN)
        *_, state = book(tmp_path).changes(None)
        if change == "content":
            (tmp_path / "a.vcf").write_bytes(ANNA.replace(b"Anna", b"Enna"))
            os.utime(tmp_path / "a.vcf", ns=(1, 1))
        elif change == "size":
            (tmp_path / "a.vcf").write_bytes(ANNA + ANNA)
        elif change == "new":
            (tmp_path / "c.vcf").write_bytes(b"x")
        elif change == "gone":
            (tmp_path / "b.vcf").unlink()
        else:
            (tmp_path / "b.vcf").rename(tmp_path / "d.vcf")
        *records, complete, new_state = book(tmp_path).changes(state.token)
        assert records
        assert (type(complete), type(new_state)) == (Complete, State)
        assert new_state != state

    def test_a_state_of_something_else_counts_as_none(self, tmp_path):
        (tmp_path / "a.vcf").write_bytes(ANNA)
        assert any(isinstance(item, Contact) for item in book(tmp_path).changes(b"\x00other"))
