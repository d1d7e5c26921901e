"""The kit from the command line: every clause asked of an installed plugin, and how it answered."""

import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

import pytest

from .. import Opening, ReconnectError, Secret, Window
from ..stores import AddressBook, Calendar, Journal, Store
from .asking import clause_of
from .backends import Backend, NotGiven

SECTIONS: dict[type[Store], str] = {AddressBook: "Book", Journal: "Journal", Calendar: "Calendar"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One clause and how it was answered: kept, limit, broken, or not asked of a store in use."""

    of: str
    """The test class of a shipped contract, or the name of the store in use."""
    clause: str
    promise: str
    outcome: str
    reason: str = ""


class LiveBackend(Backend):
    """A store from the user's own config: read, never filled, spoilt or written to."""

    live = True

    def __init__(self, store: Store, deadline_seconds: float) -> None:
        self.kind = type(store)
        self.name = store.name
        self.deadline_seconds = deadline_seconds
        self._opening = store.opening
        settings = store.opening.settings
        values = [getattr(settings, name, None) for name in getattr(settings, "__dataclass_fields__", ())]
        self.secrets = tuple(value.reveal() for value in values if isinstance(value, Secret))

    def opening(self, name: str = "shelf") -> Opening:
        """The store's own opening, under another name when one is asked for."""
        return replace(self._opening, name=self.name if name == "shelf" else name)

    @property
    def window(self) -> Window:
        """A quarter around the present day."""
        today = self._opening.clock().astimezone(UTC).date()
        return Window(first=today - timedelta(days=60), last=today + timedelta(days=30))


class Recorder:
    """A pytest plugin that notes every clause, and offers the store in use as a fixture."""

    def __init__(self, backend: LiveBackend | None = None) -> None:
        self.found: list[Checked] = []
        self._backend = backend

    @pytest.fixture
    def reconnect_live(self) -> LiveBackend | None:
        """The store in use."""
        return self._backend

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: "pytest.CallInfo[None]") -> Any:
        """Note how a clause was answered."""
        report = yield
        if call.when == "call" or (call.when == "setup" and not report.passed):
            self.found.append(self._checked(item, call, report))
        return report

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """A contract that cannot be imported is broken as a whole."""
        if report.failed:
            last = (str(report.longrepr).strip().splitlines() or [""])[-1]
            self.found.append(
                Checked(
                    of=report.nodeid,
                    clause="",
                    promise="The contract can be imported.",
                    outcome="broken",
                    reason=last.removeprefix("E").strip(),
                )
            )

    def _checked(self, item: pytest.Item, call: "pytest.CallInfo[None]", report: Any) -> Checked:
        test = getattr(item, "function", None)
        said = ((test.__doc__ or "").splitlines() or [item.name])[0]
        number = clause_of(test)
        outcome, reason = "kept", ""
        if hasattr(report, "wasxfail"):
            outcome, reason = "limit", str(report.wasxfail).removeprefix("reason: ")
        elif call.excinfo is not None and call.excinfo.errisinstance(NotGiven) and self._backend:
            outcome = "not asked"
        elif not report.passed:
            outcome, reason = "broken", _said(call) if self._backend else _reason(call, report)
        of = self._backend.name if self._backend else getattr(item.cls, "__name__", item.name)  # type: ignore[attr-defined]
        return Checked(
            of=of,
            clause=number,
            promise=said.removeprefix(number).strip(),
            outcome=outcome,
            reason=reason.removeprefix(f"{number}: "),
        )


def check_shipped(module: str) -> list[Checked]:
    """Every clause of the contract that a plugin ships in this module."""
    recorder = Recorder()
    _run(["--pyargs", module], recorder)
    return recorder.found


def check_live(store: Store, deadline_seconds: float) -> list[Checked]:
    """Every clause that can be asked of a store in use by reading alone."""
    section = next(name for base, name in SECTIONS.items() if isinstance(store, base))
    recorder = Recorder(LiveBackend(store, deadline_seconds))
    _run([f"{Path(__file__).with_name('live.py')}::TestLive{section}"], recorder)
    return sorted(recorder.found, key=lambda one: (one.clause[0] != "S", one.clause[0], int(one.clause[1:])))


def _run(arguments: Sequence[str], recorder: Recorder) -> None:
    """One run of pytest in this process, without other plugins and without the config of this folder."""
    options = ["-p", "no:terminal", "-p", "no:cacheprovider", "-p", "reconnect_core.testing.pytest_plugin"]
    before = os.environ.get("PYTEST_DISABLE_PLUGIN_AUTOLOAD")
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    try:
        with tempfile.TemporaryDirectory() as folder:
            config = Path(folder, "pytest.ini")
            config.write_text("[pytest]\n", encoding="utf-8")
            options += ["-c", str(config), f"--rootdir={folder}", f"--basetemp={Path(folder, 'base')}"]
            pytest.main([*options, *arguments], plugins=[recorder])
    finally:
        if before is None:
            del os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"]
        else:
            os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = before


def _said(call: "pytest.CallInfo[None]") -> str:
    """What may be said of a store in use: what is compared there is somebody's, and stays unsaid."""
    error = call.excinfo.value if call.excinfo is not None else None
    if isinstance(error, ReconnectError):
        return str(error)
    return "" if error is None or isinstance(error, AssertionError) else type(error).__name__


def _reason(call: "pytest.CallInfo[None]", report: Any) -> str:
    if call.excinfo is None:
        declared = str(report.longrepr).removeprefix("[XPASS(strict)] ").partition(": ")[2]
        return f"its declared limit is no longer true: {declared}"
    lines = str(call.excinfo.value).strip().splitlines()
    return f"{call.excinfo.typename}: {lines[0] if lines else ''}".strip(": ")


__all__ = ["Checked", "LiveBackend", "check_live", "check_shipped"]
