"""The kit on trial: every clause is broken by at least one hostile store, and every hostile store is noticed."""

import inspect
import re
from collections import Counter

import pytest

from reconnect_core import AddressBook, Calendar, Journal
from reconnect_core.testing import AddressBookContract, CalendarContract, JournalContract
from reconnect_core.testing.asking import clause_of, clauses

from . import hostile_calendars, hostile_changes, hostile_readers, hostile_stores
from .reference import ReferenceBook, ReferenceCalendar, ReferenceJournal, ShelfBackend

CONTRACTS = {AddressBook: AddressBookContract, Journal: JournalContract, Calendar: CalendarContract}
REFERENCES = (ReferenceBook, ReferenceJournal, ReferenceCalendar)
MUTANTS = [
    cls
    for module in (hostile_stores, hostile_changes, hostile_readers, hostile_calendars)
    for cls in vars(module).values()
    if isinstance(cls, type) and issubclass(cls, REFERENCES) and re.match(r"[SAJC]\d+:", cls.__doc__ or "")
]
NOTICED: dict[type, set[str]] = {}


def intended(mutant):
    return mutant.__doc__.partition(":")[0]


def contract_of(kind):
    return next(contract for base, contract in CONTRACTS.items() if issubclass(kind, base))


def broken(kind, caplog):
    """The clauses of its contract that a kind does not keep."""
    contract = contract_of(kind)
    found = set()
    for _, test in inspect.getmembers(contract, inspect.isfunction):
        if not test.__name__.startswith("test_"):
            continue
        caplog.clear()
        backend = ShelfBackend(kind)
        backend.deadline_seconds = 0.4
        more = {"caplog": caplog} if "caplog" in inspect.signature(test).parameters else {}
        try:
            test(contract(), backend, **more)
        except Exception:
            found.add(clause_of(test))
        finally:
            backend.close()
    return found


@pytest.mark.parametrize("kind", REFERENCES)
def test_a_reference_store_is_found_sound(kind, caplog):
    assert broken(kind, caplog) == set()


@pytest.mark.full
@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda cls: f"{intended(cls)}-{cls.__name__}")
def test_every_hostile_store_is_noticed_by_the_clause_it_breaks(mutant, caplog):
    NOTICED[mutant] = broken(mutant, caplog)
    assert intended(mutant) in NOTICED[mutant]


def test_every_clause_has_a_store_that_breaks_it():
    every = {number for contract in CONTRACTS.values() for number in clauses(contract)}
    assert every == {intended(mutant) for mutant in MUTANTS}


@pytest.mark.full
def test_most_are_noticed_by_exactly_the_intended_clause(caplog):
    for mutant in MUTANTS:
        if mutant not in NOTICED:
            NOTICED[mutant] = broken(mutant, caplog)
    exact = [mutant for mutant, found in NOTICED.items() if found == {intended(mutant)}]
    assert len(MUTANTS) >= 60
    assert len(exact) >= 0.75 * len(MUTANTS), Counter(
        f"{mutant.__name__} {sorted(NOTICED[mutant])}" for mutant in MUTANTS if mutant not in exact
    )
