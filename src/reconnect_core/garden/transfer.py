"""The ledger as JSON and back: for a backup, another machine, or a look at what is remembered."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, fields
from datetime import UTC, date, datetime
from typing import Any, cast

from ..errors import LedgerError
from ..ledger import VERSION, Ledger, table
from ..model import Channel, Direction, GiftKind, Lane, OutcomeKind, WishKind
from ..model.memory import ROWS, FactRow, ForgottenRow, ReminderRow, Row
from ..pipeline.outcomes import start_moment
from ..plain import to_plain
from .unseen import KEY, Unseen

FORMAT = "reconnect-ledger"
_SAID: dict[Any, str] = {str: "a text", int: "a whole number", float: "a number"}
_MOST = 2**63 - 1
"""SQLite holds no greater whole number; NaN is not between any two."""
_KINDS = {table(kind): kind for kind in ROWS}
Reader = Callable[[str], object]
"""Reads a text as every walk will; what it cannot read would stop them all."""


def _day(text: str) -> None:
    if date.fromisoformat(text).isoformat() != text:
        raise ValueError(text)


def _moment(text: str) -> None:
    if datetime.fromisoformat(text).tzinfo is None:
        raise ValueError(text)
    datetime.fromisoformat(text).astimezone(UTC)


def start(text: str) -> None:
    """Read a start as every walk will; raises ValueError or LookupError for what is none."""
    _day(text[:10])
    start_moment(text, UTC)


def _one_of(words: Iterable[str]) -> tuple[Reader, str]:
    known = {str(word): None for word in words}
    return known.__getitem__, f"none of {', '.join(known)}"


_A_DAY = (_day, "no day such as 2026-03-02")
_A_MOMENT = (_moment, "no moment such as 2026-03-02T07:00:00+00:00")
_A_START = (start, "no start such as 2026-03-02T18:00 Europe/Berlin")
_COLUMNS: dict[str, tuple[Reader, str]] = {
    **dict.fromkeys(("day", "until", "seen", "last_day", "told"), _A_DAY),
    **dict.fromkeys(("at", "since", "read_at", "intended_at", "written_at", "decision.told"), _A_MOMENT),
    **dict.fromkeys(("start", "moved_to"), _A_START),
    "channel": _one_of(Channel),
    "direction": _one_of(Direction),
    "lane": _one_of(Lane),
    "status": _one_of(("intent", "open", "closed")),
    "paused_until.value": _A_DAY,
    "gift.kind": _one_of(GiftKind),
    "outcome.kind": _one_of(OutcomeKind),
    "wish.kind": _one_of(WishKind),
}
"""What the text of a column must be, by its name alone or with its table's (or its fact's) before it."""
_MAY_BE_EMPTY = ("read_at", "value")
"""Beside the columns whose default is empty."""


def export(ledger: Ledger) -> dict[str, Any]:
    """Every row by table, with the format's name and the ledger's version."""
    rows = {name: [to_plain(row) for row in ledger.read(kind)] for name, kind in _KINDS.items()}
    return {"format": FORMAT, "ledger_version": VERSION, "rows": rows}


def read(document: Any, where: str) -> list[Row]:
    """The rows of what ``export`` made; raises LedgerError with every problem told by table and number."""
    if not isinstance(document, Mapping) or document.get("format") != FORMAT:
        raise LedgerError(f"{where}: no exported ledger.", next_step="Make one with `reconnect export`.")
    version = document.get("ledger_version")
    if type(version) is not int:
        raise LedgerError(
            f'{where}: "ledger_version" is not a whole number.', next_step="Make one with `reconnect export`."
        )
    if version > VERSION:
        raise LedgerError(
            f"{where}: this ledger is from a newer version of reconnect.", next_step="Update reconnect-core."
        )
    tables = document.get("rows")
    if not isinstance(tables, Mapping):
        raise LedgerError(
            f'{where}: "rows" is no object.', next_step="Nothing was taken in. Export the ledger again."
        )
    found: list[Row] = []
    problems: list[str] = []
    for name, rows in tables.items():
        if name not in _KINDS or not isinstance(rows, list):
            problems.append(f"{where}: {name} is no table of a ledger.")
            continue
        for number, plain in enumerate(rows, start=1):
            problem = _problem(_KINDS[name], plain)
            if problem:
                problems.append(f"{where}: {name} row {number}: {problem}.")
            else:
                found.append(_KINDS[name](**plain))
    if problems:
        raise LedgerError(
            "\n".join(problems[:20]), next_step="Nothing was taken in. Mend the file or export it again."
        )
    return found


def _problem(kind: type[Row], plain: Any) -> str:
    """What is wrong with one row, or an empty text."""
    if not isinstance(plain, Mapping):
        return "it is no object"
    known = {item.name: item for item in fields(cast("Any", kind))}
    if strange := sorted(set(plain) - set(known)):
        return f'there is no column "{strange[0]}"'
    for name, item in known.items():
        if name not in plain:
            if item.default is MISSING:
                return f'"{name}" is missing'
        elif type(plain[name]) not in ((float, int) if item.type is float else (item.type,)):
            return f'"{name}" is not {_SAID[item.type]}'
        elif not isinstance(plain[name], str) and not -_MOST <= plain[name] <= _MOST:
            return f'"{name}" is no number that a ledger can hold'
        elif isinstance(plain[name], str) and (problem := _misread(kind, plain, name, item.default)):
            return f'"{name}" is {problem}'
    return ""


def _misread(kind: type[Row], plain: Mapping[str, str], name: str, default: object) -> str:
    """What keeps a walk from reading this text, or an empty text."""
    text = plain[name]
    owner = plain["name"] if table(kind) == "fact" else table(kind)
    reader, problem = _COLUMNS.get(f"{owner}.{name}") or _COLUMNS.get(name) or (str, "")
    if not text and (default == "" or name in _MAY_BE_EMPTY):
        return ""
    try:
        reader(text)
    except (ValueError, LookupError, OSError, OverflowError):
        return problem
    return ""


def take_in(ledger: Ledger, rows: list[Row], *, replace: bool) -> None:
    """Add these rows, replacing those with the same key; with ``replace`` nothing else stays.

    What this ledger knows to have become of a reminder stays known, and whom it forgot stays forgotten. Raises
    LedgerError where people were forgotten in both, each under a key of its own.
    """
    with ledger.writing():
        if replace:
            ledger.erase(*(row for kind in ROWS for row in ledger.read(kind)))
        ledger.write(*_unforgotten(ledger, _unanswered(ledger, rows)))


def _unanswered(ledger: Ledger, rows: list[Row]) -> list[Row]:
    """Without reminders that were still open then and are not now: open again, none would close them."""
    closed = {row.uid for row in ledger.read(ReminderRow) if row.status == "closed"}
    older = {one.uid for one in rows if isinstance(one, ReminderRow) and one.status != "closed"} & closed
    return [row for row in rows if getattr(row, "uid", None) not in older]


def _unforgotten(ledger: Ledger, rows: list[Row]) -> list[Row]:
    """Without anything about people whom this ledger forgot, and without another key for their digests."""
    unseen = Unseen.of(ledger, "")
    if unseen is None:
        return rows
    facts = [row for row in (*ledger.read(FactRow), *rows) if isinstance(row, FactRow)]
    keys = {fact.value for fact in facts if fact.name == KEY}
    if len(keys) > 1 and any(isinstance(row, ForgottenRow) for row in rows):
        raise LedgerError(
            "people were forgotten in both ledgers, each under a key of its own: some would be seen again.",
            next_step="Use --replace, and forget again whom only this ledger left out.",
        )
    return [
        row
        for row in rows
        if not (isinstance(row, FactRow) and row.name == KEY)
        if not any(unseen.knows("mark", one) for one in getattr(row, "person", "").split(":"))
    ]
