"""What ``backtest`` and ``plugins`` answer with ``--json``: what was measured, and what was proved."""

from typing import Literal, TypedDict

from ..backtest.reporting import TaskResult
from ..backtest.trials import Uplift
from ..model import Fault


class BacktestSaid(TypedDict):
    """``BacktestReport.plain()``."""

    quiet_days: float
    horizon_days: float
    origins: int
    top: int
    label: str
    seed: int
    owners: int
    tasks: tuple[TaskResult, ...]
    enough: bool
    words: tuple[str, ...]


class BacktestAnswer(TypedDict):
    """``backtest``."""

    report: BacktestSaid


class UpliftAnswer(TypedDict):
    """``backtest --uplift``."""

    uplift: Uplift


class PluginRow(TypedDict):
    """One installed kind."""

    name: str
    distribution: str
    version: str
    enabled: bool
    limits: dict[str, str]


class PluginsAnswer(TypedDict):
    """``plugins``."""

    plugins: tuple[PluginRow, ...]
    faults: tuple[Fault, ...]


class CheckedRow(TypedDict):
    """One clause of the contract and how it was answered."""

    of: str
    clause: str
    promise: str
    outcome: Literal["kept", "limit", "broken", "not asked"]
    reason: str


class PluginCheckAnswer(TypedDict):
    """``plugins --check``."""

    checked: tuple[CheckedRow, ...]
