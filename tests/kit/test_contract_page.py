"""docs/contract.md and the kit hold the same clauses, each once."""

import inspect
import re
from pathlib import Path

import pytest

from reconnect_core.testing import AddressBookContract, Backend, CalendarContract, JournalContract, MemoryBook
from reconnect_core.testing.asking import clause_of
from reconnect_core.testing.contract import StoreContract

PAGE = (Path(__file__).parents[2] / "docs" / "contract.md").read_text(encoding="utf-8")
CONTRACTS = (StoreContract, AddressBookContract, JournalContract, CalendarContract)
LETTERS = {StoreContract: "S", AddressBookContract: "A", JournalContract: "J", CalendarContract: "C"}


def first_lines():
    """The first docstring line of every kit test, where it is defined."""
    for contract in CONTRACTS:
        for name, test in vars(contract).items():
            if name.startswith("test_"):
                yield contract, test.__doc__.splitlines()[0]


def test_clauses_in_docs_and_kit_are_equal():
    documented = re.findall(r"^- \*\*([SAJC]\d+)\*\* (.*)$", PAGE, re.MULTILINE)
    kept = [tuple(line.split(" ", 1)) for _, line in first_lines()]
    assert len(dict(kept)) == len(kept), "two kit tests share a number"
    assert sorted(documented) == sorted(kept)


def test_clauses_are_numbered_without_gaps_under_the_letter_of_their_contract():
    for contract in CONTRACTS:
        numbers = [line.split(" ")[0] for owner, line in first_lines() if owner is contract]
        assert numbers == [f"{LETTERS[contract]}{n}" for n in range(1, len(numbers) + 1)]


def test_no_contract_redefines_a_clause_of_every_store():
    for contract in CONTRACTS[1:]:
        own = {name for name in vars(contract) if name.startswith("test_")}
        assert not own & set(vars(StoreContract))
        tests = [test for name, test in inspect.getmembers(contract) if name.startswith("test_")]
        assert all(re.fullmatch(r"[SAJC]\d+", clause_of(test)) for test in tests)


@pytest.mark.parametrize("name", [n for n in vars(Backend) if not n.startswith("_")])
def test_every_ability_of_a_backend_is_documented(name):
    if name not in ("open", "opening", "close", "clock", "live"):
        assert re.search(rf"`{name}[`(]", PAGE), name


def test_a_backend_with_an_init_of_its_own_opens_its_store():
    class Own(Backend):
        kind = MemoryBook

        def __init__(self):
            """As an author writes it, who knows nothing of the base's."""

    backend = Own()
    assert backend.open("mine").name == "mine"
    assert backend.vault is backend.vault
    assert backend.vault is not Own().vault
