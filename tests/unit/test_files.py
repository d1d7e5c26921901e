"""A file of lines: every line once, broken ones told, and no file is a clear error."""

import pytest

from reconnect_core import FileSettings, Unreadable, Unusable, read_lines
from reconnect_core.testing import MemoryBook, opening


def read(tmp_path, content, record=int, path="numbers.txt"):
    (tmp_path / "numbers.txt").write_bytes(content)
    store = MemoryBook(opening("numbers", settings=FileSettings(path=path), base=str(tmp_path)))
    return read_lines(store, record)


def test_every_line_once_and_empty_ones_passed_over(tmp_path):
    assert list(read(tmp_path, b"\xef\xbb\xbf1\r\n\n2\n3")) == [1, 2, 3]


def test_a_broken_line_costs_itself_and_says_where(tmp_path):
    one, broken, two = read(tmp_path, b"1\nx secret\n2\n")
    assert (one, two) == (1, 2)
    assert broken == Unreadable(
        reason="this line is no record (ValueError)",
        source="numbers",
        key="line 2",
        file=str(tmp_path / "numbers.txt"),
        line=2,
    )


def test_it_is_lazy_and_a_missing_file_is_unusable(tmp_path):
    lines = read(tmp_path, b"1", path="other.txt")
    with pytest.raises(Unusable, match=r"numbers: .*other\.txt: No such file"):
        next(lines)
    with pytest.raises(Unusable):
        list(read(tmp_path, b"1", path="."))


def test_a_file_that_is_no_text_is_unusable(tmp_path):
    with pytest.raises(Unusable, match="not UTF-8"):
        list(read(tmp_path, b"1\n\xff\xfe\n"))


def test_other_errors_are_bugs_and_pass_through(tmp_path):
    with pytest.raises(ZeroDivisionError):
        list(read(tmp_path, b"0\n", record=lambda line: 1 / int(line)))
