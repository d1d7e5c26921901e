"""What each verb answers with ``--json``: the keys beside ``version`` and ``verb``, and their types.

A value stands here as the model's class; the answer holds its plain form (``plain.to_plain``). docs/schemas/ is
made from this table, and every answer in the tests is held against it.
"""

from datetime import date
from typing import NotRequired, TypedDict

from ..model import (
    Card,
    Fault,
    Gift,
    GiftKind,
    Person,
    Plan,
    Receipt,
    Reminder,
    Report,
    Rhythm,
    Score,
    StoreCount,
    Unreadable,
)
from ..model.memory import ContactRow, GiftRow, OutcomeRow, ReminderRow
from ..model.stock import Harvest, Weeding
from .proofs import BacktestAnswer, PluginCheckAnswer, PluginsAnswer, UpliftAnswer


class Refusal(TypedDict):
    """Any verb that could not do what was asked."""

    error: str
    exit_code: int


class DemoAnswer(TypedDict):
    """``demo``."""

    plan: Plan
    receipts: tuple[Receipt, ...]
    folder: str
    calendar: str


class InitAnswer(TypedDict):
    """``init``."""

    config: str
    text: str
    written: bool


class SigninAnswer(TypedDict):
    """``signin``."""

    store: str
    signed_in: bool


class CheckAnswer(TypedDict):
    """``check``."""

    stores: tuple[StoreCount, ...]
    unreadable: dict[str, tuple[Unreadable, ...]]
    notes: dict[str, tuple[str, ...]]
    faults: tuple[Fault, ...]
    hints: tuple[str, ...]


class PlanAnswer(TypedDict):
    """``plan``."""

    plan: Plan


class Source(TypedDict):
    """Where one value of a person comes from; ``perhaps_old`` when only old exports say so."""

    field: str
    value: str
    book: str
    perhaps_old: bool


class WhyAnswer(TypedDict):
    """``why``."""

    person: Person
    sources: tuple[Source, ...]
    rhythm: Rhythm | None
    score: Score
    total: float
    gifts: tuple[Gift, ...]
    not_now: str
    reminders: tuple[ReminderRow, ...]
    outcomes: tuple[OutcomeRow, ...]
    told: tuple[ContactRow, ...]


class WriteAnswer(TypedDict):
    """``write``, and ``sync --dry-run``."""

    plan: Plan
    reminders: tuple[Reminder, ...]
    written: bool
    receipts: NotRequired[tuple[Receipt, ...]]
    faults: NotRequired[tuple[Fault, ...]]


class SyncAnswer(TypedDict):
    """``sync``."""

    report: Report


class UndoAnswer(TypedDict):
    """``undo``; ``gone`` are the uids of those that were deleted in the calendar before."""

    removed: tuple[str, ...]
    gone: tuple[str, ...]
    left: tuple[Fault, ...]


class TakenIn(TypedDict):
    """What one ``--answer`` said: the card's key, whom it names, the answer (of a name the id it means)."""

    card: str
    name: str
    answer: str
    gifts: tuple[GiftKind, ...]


class FlipAnswer(TypedDict):
    """``flip``; ``answered`` is what each ``--answer`` said, taken in where ``written``."""

    cards: tuple[Card, ...]
    left: int
    answered: tuple[TakenIn, ...]
    written: bool


class DecisionAnswer(TypedDict):
    """``same`` and ``not-same``."""

    people: tuple[str, ...]
    same: bool
    written: bool


class ForgetAnswer(TypedDict):
    """``forget``."""

    rows: int
    open: tuple[str, ...]
    removed: tuple[str, ...]
    left: tuple[Fault, ...]
    aside: tuple[str, ...]
    completely: bool
    written: bool


class DroppedAnswer(TypedDict):
    """``forget --completely`` of somebody who was forgotten before."""

    digests: int
    written: bool


class LedgerAnswer(TypedDict):
    """``export`` without a file."""

    format: str
    ledger_version: int
    rows: dict[str, tuple[dict[str, str | int | float], ...]]


class ExportAnswer(TypedDict):
    """``export FILE``."""

    file: str
    rows: int


class ImportAnswer(TypedDict):
    """``import``."""

    rows: int
    replaced: bool
    written: bool


class FlipUndone(TypedDict):
    """``flip --undo``; the key of the card whose answer is taken back, empty when there was none."""

    taken_back: str
    written: bool


class WeedAnswer(TypedDict):
    """``weed``."""

    weeding: Weeding
    page: str
    faults: tuple[Fault, ...]


class WeededAnswer(TypedDict):
    """``weed --apply``."""

    let_go: tuple[str, ...]
    kept: tuple[str, ...]
    unknown: tuple[str, ...]
    problems: tuple[str, ...]
    written: bool


class HarvestAnswer(TypedDict):
    """``harvest``."""

    harvest: Harvest
    page: str
    faults: tuple[Fault, ...]


class OpenAnswer(TypedDict):
    """``open``."""

    page: str
    opened: bool


class ToldAnswer(TypedDict):
    """``log``, ``gift``, ``rest``, ``never``, ``wake``, ``every`` and ``prefer``."""

    person: str
    name: str
    done: str
    written: bool


class LogUndone(TypedDict):
    """``log --undo``; ``reopened`` are the uids of reminders that counted as done by this contact."""

    person: str
    name: str
    taken_back: ContactRow
    reopened: tuple[str, ...]
    written: bool


class GiftUndone(TypedDict):
    """``gift --undo``."""

    person: str
    name: str
    taken_back: GiftRow
    reopened: tuple[str, ...]
    written: bool


class PauseAnswer(TypedDict):
    """``pause``; no day when the pause ended."""

    paused_until: date | None
    written: bool


ANSWERS: dict[str, tuple[type, ...]] = {
    "backtest": (BacktestAnswer, UpliftAnswer),
    "check": (CheckAnswer,),
    "demo": (DemoAnswer,),
    "every": (ToldAnswer,),
    "export": (LedgerAnswer, ExportAnswer),
    "flip": (FlipAnswer, FlipUndone),
    "forget": (ForgetAnswer, DroppedAnswer),
    "gift": (ToldAnswer, GiftUndone),
    "harvest": (HarvestAnswer,),
    "import": (ImportAnswer,),
    "init": (InitAnswer,),
    "log": (ToldAnswer, LogUndone),
    "never": (ToldAnswer,),
    "not-same": (DecisionAnswer,),
    "open": (OpenAnswer,),
    "pause": (PauseAnswer,),
    "plan": (PlanAnswer,),
    "plugins": (PluginsAnswer, PluginCheckAnswer),
    "prefer": (ToldAnswer,),
    "rest": (ToldAnswer,),
    "same": (DecisionAnswer,),
    "signin": (SigninAnswer,),
    "sync": (SyncAnswer, WriteAnswer),
    "undo": (UndoAnswer,),
    "wake": (ToldAnswer,),
    "weed": (WeedAnswer, WeededAnswer),
    "why": (WhyAnswer,),
    "write": (WriteAnswer,),
}
"""Every verb but ``read``, which answers with one of ``lines.LINES`` a line."""
