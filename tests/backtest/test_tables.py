"""A table of contacts is read in any of its forms; what is none is one clear error."""

import gzip
import random
from datetime import date

import pytest

from reconnect_core import ContactDays, Handle, HandleKind, SourceRef, Unusable, backtest, pack_days

ROWS = ["src\tdst\tt\tnrec", "a\tb\t100\t1", "b\ta\t50\t1", "a\tc\t200\t11", "c\tc\t300\t1", "a\td\t90000\t2"]
WANT = {"a": {"b": [50.0, 100.0], "d": [90000.0]}, "b": {"a": [50.0, 100.0]}, "d": {"a": [90000.0]}}


@pytest.mark.parametrize("form", ["tsv", "csv", "gz", "crlf", "bom", "shuffled"])
def test_a_table_is_read_in_any_of_its_forms(tmp_path, form):
    rows = [ROWS[0], *random.Random(3).sample(ROWS[1:], 5)] if form == "shuffled" else ROWS
    text = "\n".join(rows) + "\n"
    if form == "csv":
        text = text.replace("\t", ",")
    if form == "crlf":
        text = text.replace("\n", "\r\n")
    raw = text.encode("utf-8-sig" if form == "bom" else "utf-8")
    path = tmp_path / "log"
    path.write_bytes(gzip.compress(raw) if form == "gz" else raw)
    table = backtest.load_table(path)
    assert (table.histories, table.unreadable) == (WANT, ())


def test_a_bad_row_costs_only_itself_and_clipping_counts_from_the_first(tmp_path):
    path = tmp_path / "log.tsv"
    path.write_text(
        "\n".join([*ROWS, "a\tb", "a\tb\tsoon\t1", "\tb\t5\t1", "a\tb\tnan\t1", "a\tb\t7\tmany", ""])
    )
    table = backtest.load_table(path, clip_days=1)
    assert [bad.line for bad in table.unreadable] == [7, 8, 9, 10, 11]
    assert table.unreadable[0].file == "log.tsv"
    assert "d" not in table.histories


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda p: None, "No such file"),
        (lambda p: p.mkdir(), "directory"),
        (lambda p: p.write_bytes(b"src\tdst\tt\n\xff\xfe\t1\t2"), "UTF-8"),
        (lambda p: p.write_text("from,to,when\n1,2,3"), "line 1"),
        (lambda p: p.write_text(""), "line 1"),
        (lambda p: p.write_bytes(gzip.compress(b"src\tdst\tt\n" * 99)[:30]), "cannot be read"),
    ],
)
def test_what_is_no_table_is_one_clear_error(tmp_path, make, said):
    path = tmp_path / "log.tsv"
    make(path)
    with pytest.raises(Unusable) as caught:
        backtest.load_table(path)
    assert said in str(caught.value)
    assert "log.tsv" in str(caught.value)
    assert caught.value.next_step


def test_ones_own_contact_days_become_histories():
    day = date(2025, 1, 1).toordinal()

    def pack(days, key):
        who = Handle(kind=HandleKind.NAME, value="a")
        return ContactDays(ref=SourceRef(source="s", key=key), who=who, days=pack_days(days))

    found = backtest.from_contact({"ann": (pack([day, day + 2], "1"), pack([day], "2")), "ben": ()})
    assert found == {"you": {"ann": [1735732800.0, 1735905600.0]}}
