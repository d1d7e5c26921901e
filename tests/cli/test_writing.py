"""Choosing whom to write about, key by key, in a real terminal."""

from .test_cli import NOW, data, life, original  # noqa: F401 -- fixtures
from .test_flip import Terminal, cards  # noqa: F401 -- fixtures


def test_one_is_swapped_away_and_the_others_are_written(life):  # noqa: F811
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


def test_keys_that_are_typed_ahead_are_not_lost_and_q_writes_nothing(life):  # noqa: F811
    terminal = Terminal("write", "--now", NOW, cwd=life)
    terminal.key("1", "q: stop")
    terminal.until("stays")
    terminal.key("z", "q: stop")
    terminal.key("q", "Stopped.")
    assert terminal.close() == 130
    rows = data("export", cwd=life)["rows"]
    assert rows["reminder"] == rows["wish"] == []


def test_an_arrow_answers_no_card_and_escape_stops(life, cards):  # noqa: F811
    terminal = Terminal("flip", "--limit", "3", "--now", NOW, cwd=life)
    terminal.until("Last in touch?")
    terminal.key("\x1b[A\x1b[3~\x1bOP ", "2/3")  # up, delete, F1, and the space that skips
    terminal.key("\x1b", "1 answered")
    assert terminal.close() == 0
