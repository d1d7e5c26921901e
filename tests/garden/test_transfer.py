"""The ledger as JSON and back: all of it or nothing."""

import json

import pytest

from reconnect_core import GiftKind, LedgerError, MemoryLedger
from reconnect_core.ledger import SqliteLedger
from reconnect_core.model.memory import ROWS, FactRow

from .conftest import NOW


def everything(ledger):
    return {kind: ledger.read(kind) for kind in ROWS}


@pytest.fixture
def document(lived_in):
    garden = lived_in.garden()
    garden.write(garden.plan(now=NOW))
    garden.gift(garden.one("Given1 Family1", now=NOW).id, GiftKind.REFERRAL, now=NOW, note="äöü ✓")
    return json.loads(json.dumps(garden.export()))


def test_what_goes_out_comes_back_as_it_was(lived_in, document, tmp_path):
    copy = SqliteLedger(tmp_path / "ledger.sqlite3")
    with lived_in.garden(ledger=copy) as garden:
        assert garden.take_in(document) == sum(map(len, document["rows"].values()))
        assert everything(copy) == everything(lived_in.ledger)
        again = garden.plan(now=NOW)
        assert garden.to_write(again) == ()


def test_rows_are_added_and_with_replace_nothing_else_stays(lived_in, document):
    ledger = MemoryLedger()
    ledger.write(FactRow(name="mine", value="1"))
    garden = lived_in.garden(ledger=ledger)
    garden.take_in(document)
    assert FactRow(name="mine", value="1") in ledger.read(FactRow)
    garden.take_in(document, replace=True)
    assert everything(ledger) == everything(lived_in.ledger)


def spoilt(document, change):
    change(document)
    return document


CASES = {
    "no object": (lambda d: d.clear(), "no exported ledger"),
    "another format": (lambda d: d.update(format="x"), "no exported ledger"),
    "newer": (lambda d: d.update(ledger_version=99), "newer version"),
    "a version that is no number": (lambda d: d.update(ledger_version=True), "ledger_version"),
    "rows that are a text": (lambda d: d.update(rows="x"), '"rows" is no object'),
    "rows that are a list": (lambda d: d.update(rows=[]), '"rows" is no object'),
    "no rows": (lambda d: d.pop("rows"), '"rows" is no object'),
    "a table that is an object": (lambda d: d["rows"].update(gift={}), "gift is no table"),
    "a strange table": (lambda d: d["rows"].update(secrets=[]), "secrets is no table"),
    "a strange column": (lambda d: d["rows"]["gift"][0].update(x=1), 'gift row 1: there is no column "x"'),
    "a missing column": (lambda d: d["rows"]["gift"][0].pop("kind"), 'gift row 1: "kind" is missing'),
    "a wrong type": (lambda d: d["rows"]["reminder"][1].update(minutes="15"), 'reminder row 2: "minutes" is not a whole'),
    "no number": (lambda d: d["rows"]["gift"][0].update(weight=float("nan")), 'gift row 1: "weight" is no number'),
    "too great a number": (lambda d: d["rows"]["reminder"][0].update(minutes=2**64), '"minutes" is no number'),
    "no row": (lambda d: d["rows"]["gift"].append(3), "gift row 2: it is no object"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_bad_document_is_told_and_changes_nothing(lived_in, document, case):
    change, said = CASES[case]
    ledger = MemoryLedger()
    with pytest.raises(LedgerError, match=said):
        lived_in.garden(ledger=ledger).take_in(spoilt(document, change), where="x.json")
    assert everything(ledger) == everything(MemoryLedger())


@pytest.mark.parametrize("case", CASES)
def test_a_bad_document_replaces_nothing(lived_in, document, case):
    change, said = CASES[case]
    before = everything(lived_in.ledger)
    with pytest.raises(LedgerError, match=said):
        lived_in.garden().take_in(spoilt(document, change), replace=True, where="x.json")
    assert everything(lived_in.ledger) == before
    assert any(before.values())


def test_a_document_of_an_older_version_gets_the_defaults(lived_in, document):
    document["ledger_version"] = 1
    del document["rows"]["forgotten"], document["rows"]["name"]
    document["rows"]["decision"] = [{"one": "a", "other": "b", "same": 1}]
    ledger = MemoryLedger()
    assert lived_in.garden(ledger=ledger).take_in(document) > 10
