"""Choosing whom to write about, key by key, in a real terminal."""

import pytest

from .conftest import NOW, call, data
from .terminal import Terminal


def test_one_is_swapped_away_and_the_others_are_written(life):
    names = [pick["person"]["name"] for pick in data("plan", "--now", NOW, cwd=life)["plan"]["picks"]]
    terminal = Terminal("write", "--now", NOW, cwd=life)
    terminal.until("q: stop")
    terminal.key("x\x1b[A1", f"{names[0]}: later")  # a slip and an arrow mean nothing
    terminal.key("\x1b[B", "q: stop")  # any other key: stays
    terminal.key("1", f"{names[0]}: later")
    terminal.key("l", "q: stop")
    terminal.key("\n", "Written:")
    assert terminal.close() == 0
    rows = data("export", cwd=life)["rows"]
    written = {row["person"] for row in rows["reminder"]}
    (rest,) = rows["wish"]
    assert (rest["kind"], rest["until"]) == ("rest", "2026-04-01")
    assert rest["person"] not in written
    assert len(written) == len(names)


@pytest.mark.full
def test_keys_that_are_typed_ahead_are_not_lost_and_q_writes_nothing(life):
    terminal = Terminal("write", "--now", NOW, cwd=life)
    terminal.key("1", "q: stop")
    terminal.until("stays")
    terminal.key("z", "q: stop")
    terminal.key("q", "Stopped.")
    assert terminal.close() == 130
    rows = data("export", cwd=life)["rows"]
    assert rows["reminder"] == rows["wish"] == []


@pytest.mark.full
def test_a_no_is_a_no_also_with_enter_behind_it(life):
    terminal = Terminal("write", "--now", NOW, cwd=life)
    terminal.until("q: stop")
    terminal.key("n\n", "Stopped.")
    assert terminal.close() == 130
    assert data("export", cwd=life)["rows"]["reminder"] == []


def test_a_fault_is_told_once_also_when_the_clock_is_set_back(life):
    call("plan", "--now", NOW, cwd=life)
    (life / "google-contacts.csv").unlink()
    assert "google" in call("sync", "--now", "2026-03-09T08:00", cwd=life, code=4).stdout
    for day in ("2026-03-08", "2026-03-10"):
        assert call("sync", "--now", f"{day}T08:00", cwd=life).stdout == ""
