"""A couple's gardens write into one calendar: each reads, answers and takes back its own reminders only."""

from dataclasses import replace
from datetime import timedelta

import pytest

from reconnect_core import MemoryLedger, OutcomeKind

from .conftest import LATER, NOW, World, lived, names


@pytest.fixture
def partner(lived_in):
    """Another garden with the same friends and the same calendar, and a ledger of its own."""
    other = World()
    other.book, other.journal, other.calendar = lived_in.book, lived_in.journal, lived_in.calendar
    other.settings = replace(lived_in.settings, me=("partner@x.example",))
    return other


def written(world, now=NOW):
    garden = world.garden()
    plan = garden.plan(now=now)
    garden.write(plan)
    return plan


def test_each_has_reminders_of_its_own_for_the_same_friends(lived_in, partner):
    mine, theirs = written(lived_in), written(partner)
    assert names(mine) == names(theirs)
    assert len({entry.uid for entry in lived(lived_in)}) == 2 * len(mine.picks)


def test_neither_reads_what_becomes_of_the_others(lived_in, partner):
    mine, theirs = written(lived_in), written(partner)
    uid = theirs.picks[0].reminder.uid
    entry = lived_in.calendar.store[uid, ""]
    lived_in.calendar.store[uid, ""] = replace(entry, title=f"✓ {entry.title}")
    said = {one.uid: one.kind for one in lived_in.garden().plan(now=LATER).outcomes}
    assert set(said) == {pick.reminder.uid for pick in mine.picks}
    assert OutcomeKind.DONE not in said.values()
    assert {one.uid: one.kind for one in partner.garden().plan(now=LATER).outcomes}[uid] is OutcomeKind.DONE


def test_a_lost_ledger_finds_its_own_again(lived_in, partner):
    mine = written(lived_in)
    written(partner)
    lived_in.ledger = MemoryLedger()
    garden = lived_in.garden()
    again = garden.plan(now=NOW + timedelta(hours=2))
    assert {one.uid for one in again.outcomes} == {pick.reminder.uid for pick in mine.picks}
    assert not {*names(mine)} & {*names(again)}


def test_undo_takes_back_its_own(lived_in, partner):
    mine, theirs = written(lived_in), written(partner)
    lived_in.garden().undo()
    assert {entry.uid for entry in lived(lived_in)} == {pick.reminder.uid for pick in theirs.picks}
    assert mine.picks


def test_what_the_ledger_knows_stays_its_own_when_an_own_address_is_added(lived_in):
    plan = written(lived_in)
    uid = plan.picks[0].reminder.uid
    entry = lived_in.calendar.store.pop((uid, ""))
    lived_in.calendar.store["a-copy", ""] = replace(entry, uid="a-copy", title=f"✓ {entry.title}")
    lived_in.settings = replace(lived_in.settings, me=("me@x.example", "me@work.example"))
    said = {one.uid: one.kind for one in lived_in.garden().plan(now=LATER).outcomes}
    assert said.pop(uid) is OutcomeKind.DONE
    assert {*said.values()} == {OutcomeKind.WAITING}
