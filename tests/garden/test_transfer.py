"""The ledger as JSON and back: all of it or nothing."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from reconnect_core import GiftKind, LedgerError, MemoryLedger
from reconnect_core.ledger import SqliteLedger
from reconnect_core.model.memory import ROWS, FactRow, OutcomeRow, ReminderRow, StoreRow

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


def test_an_older_copy_opens_no_reminder_that_was_answered_since(lived_in, document):
    """One that was open again would never be closed: what became of it is known, and so no news."""
    for key, entry in lived_in.calendar.store.items():
        lived_in.calendar.store[key] = replace(entry, title=f"✓ {entry.title}")
    for days in (8, 16):
        garden = lived_in.garden()
        garden.write(garden.plan(now=NOW + timedelta(days=days)))
    before = {kind: lived_in.ledger.read(kind) for kind in (ReminderRow, OutcomeRow)}
    lived_in.garden().take_in(document)
    assert {kind: lived_in.ledger.read(kind) for kind in before} == before


def test_a_reminder_that_is_open_again_though_its_outcome_is_known_is_closed(lived_in, document):
    """As an older version's import left them."""
    for key, entry in lived_in.calendar.store.items():
        lived_in.calendar.store[key] = replace(entry, title=f"✓ {entry.title}")
    garden = lived_in.garden()
    garden.write(garden.plan(now=NOW + timedelta(days=8)))
    before = {kind: lived_in.ledger.read(kind) for kind in (ReminderRow, OutcomeRow)}
    lived_in.ledger.write(*(replace(row, status="open") for row in lived_in.ledger.read(ReminderRow)))
    garden = lived_in.garden()
    garden.write(garden.plan(now=NOW + timedelta(days=9)))
    assert {kind: lived_in.ledger.read(kind) for kind in before} == before


def test_an_older_copy_brings_back_nobody_who_was_forgotten_since(lived_in, document):
    garden = lived_in.garden()
    person = garden.one("Given1 Family1", now=NOW)
    garden.forget(person.id, now=NOW)
    before = everything(lived_in.ledger)
    lived_in.garden().take_in(document)
    after = everything(lived_in.ledger)
    del before[StoreRow], after[StoreRow]
    assert after == before
    assert lived_in.garden().find(person.emails[0], now=NOW) == ()


def test_two_ledgers_that_forgot_under_keys_of_their_own_are_not_mixed(lived_in, document):
    garden = lived_in.garden(ledger=MemoryLedger())
    garden.forget(garden.one("Given2 Family2", now=NOW).id, now=NOW)
    theirs = garden.export()
    garden = lived_in.garden()
    garden.forget(garden.one("Given1 Family1", now=NOW).id, now=NOW)
    before = everything(lived_in.ledger)
    with pytest.raises(LedgerError, match="forgotten in both"):
        garden.take_in(theirs)
    assert everything(lived_in.ledger) == before
    garden.take_in(theirs, replace=True)
    assert [len(garden.find(f"Given{one} Family{one}", now=NOW)) for one in (1, 2)] == [1, 0]


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
    "a pause that is no day": (lambda d: d["rows"]["fact"].append({"name": "paused_until", "value": "soon"}), r'fact row \d+: "value" is no day'),
    "a day spelt otherwise": (lambda d: d["rows"]["gift"][0].update(day="20260302"), 'gift row 1: "day" is no day'),
    "a strange kind": (lambda d: d["rows"]["gift"][0].update(kind="cake"), 'gift row 1: "kind" is none of business, ref'),
    "a wish of no kind": (lambda d: d["rows"]["wish"].append({"person": "p", "kind": "soon"}), r'wish row \d+: "kind" is none of rest'),
    "a wish until no day": (lambda d: d["rows"]["wish"].append({"person": "p", "kind": "rest", "until": "soon"}), '"until" is no day'),
    "a wish told at a moment": (lambda d: d["rows"]["wish"].append({"person": "p", "kind": "rest", "told": "2026-03-02T08:00Z"}), '"told" is no day'),
    "an unknown channel": (lambda d: d["rows"]["reminder"][0].update(channel="pigeon"), '"channel" is none of phone, note'),
    "an unknown lane": (lambda d: d["rows"]["reminder"][0].update(lane="fast"), '"lane" is none of warm'),
    "an unknown status": (lambda d: d["rows"]["reminder"][0].update(status=""), '"status" is none of intent'),
    "no start": (lambda d: d["rows"]["reminder"][0].update(start=""), 'reminder row 1: "start" is no start'),
    "a start in no zone": (lambda d: d["rows"]["reminder"][0].update(start="2026-03-02T08:00 Europe/Atlantis"), '"start" is no start'),
    "a start in a continent": (lambda d: d["rows"]["reminder"][0].update(start="2026-03-02T08:00 Europe"), '"start" is no start'),
    "a moment without a zone": (lambda d: d["rows"]["reminder"][0].update(intended_at="2026-03-02T08:00"), '"intended_at" is no moment'),
    "a store read at no moment": (lambda d: d["rows"]["store"][0].update(read_at="today"), 'store row 1: "read_at" is no moment'),
    "a last day that is none": (lambda d: d["rows"]["person"][0].update(last_day="2026-02-30"), 'person row 1: "last_day" is no day'),
    "an outcome of no kind": (lambda d: d["rows"]["outcome"].append({"uid": "u", "person": "p", "kind": "", "day": "2026-03-02", "seen": "2026-03-02"}), '"kind" is none of waiting'),
    "contact on no day": (lambda d: d["rows"]["contact"].append({"key": "k", "person": "p", "day": ""}), '"day" is no day'),
    "contact in no direction": (lambda d: d["rows"]["contact"].append({"key": "k", "person": "p", "day": "2026-03-02", "direction": ""}), '"direction" is none of out'),
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


def test_a_pause_that_ended_is_no_problem(lived_in, document):
    document["rows"]["fact"] = [{"name": "paused_until", "value": ""}, {"name": "another", "value": "soon"}]
    lived_in.garden(ledger=MemoryLedger()).take_in(document)
