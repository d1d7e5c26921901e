"""What became of a reminder is read back from the calendar, also where the ledger is lost or the write is undone."""

from dataclasses import replace
from datetime import timedelta

import pytest

from reconnect_core import Locked, MemoryLedger, OutcomeKind, Unavailable
from reconnect_core.model.memory import ContactRow, OutcomeRow
from reconnect_core.testing import MemoryCalendar

from .conftest import NOW, held, lived, names, touches


class Away(MemoryCalendar):
    """A calendar that cannot be reached."""

    def entries(self, window):
        raise Unavailable("the server is down.", next_step="Wait.")


def test_outcomes_are_written_once_and_shown(lived_in):
    garden = lived_in.garden()
    plan = garden.plan(now=NOW)
    garden.write(plan)
    uid = plan.picks[0].reminder.uid
    entry = lived_in.calendar.store[uid, ""]
    lived_in.calendar.store[uid, ""] = replace(entry, title="✓ " + entry.title, text=entry.text + "\nnew job")
    for _ in range(3):
        garden = lived_in.garden()
        later = garden.plan(now=NOW + timedelta(days=7))
        garden.write(later)
    walk = lived_in.garden().walk(now=NOW + timedelta(days=8))
    person = plan.picks[0].person.id
    assert walk.known.rhythms[person].silence_days <= 8
    assert [row.note for row in walk.remembered.rows(ContactRow) if row.person == person] == ["new job"]


def test_where_one_that_passed_had_been_moved_to_counts_though_no_walk_saw_it_wait(lived_in):
    garden = lived_in.garden()
    plan = garden.plan(now=NOW)
    garden.write(plan)
    (uid, _), entry = next(iter(lived_in.calendar.store.items()))
    day = entry.start.day + timedelta(days=30)
    lived_in.calendar.store[uid, ""] = replace(entry, start=replace(entry.start, day=day), end=None)
    person = next(pick.person for pick in plan.picks if pick.reminder.uid == uid)
    for days in (35, 49):
        garden = lived_in.garden()
        later = garden.plan(now=NOW + timedelta(days=days))
        garden.write(later)
        assert held(later, person.name) == f"left in peace until {day + timedelta(days=30)}"
    (outcome,) = [row for row in lived_in.ledger.read(OutcomeRow) if row.uid == uid]
    assert (outcome.kind, outcome.moved_to[:10]) == (OutcomeKind.PASSED, str(day))


def test_one_that_passed_and_is_deleted_then_is_handled_and_told_once(lived_in):
    garden = lived_in.garden()
    plan = garden.plan(now=NOW)
    garden.write(plan)
    pick = plan.picks[0]
    garden = lived_in.garden()
    garden.write(garden.plan(now=NOW + timedelta(days=9)))
    del lived_in.calendar.store[pick.reminder.uid, ""]
    garden = lived_in.garden()
    later = garden.plan(now=NOW + timedelta(days=10))
    assert [one.kind for one in later.outcomes if one.uid == pick.reminder.uid] == [OutcomeKind.HANDLED]
    garden.write(later)
    again = lived_in.garden().plan(now=NOW + timedelta(days=60))
    assert not [one for one in again.outcomes if one.uid == pick.reminder.uid]
    until = pick.reminder.start.day + timedelta(days=lived_in.settings.not_again_days)
    assert held(again, pick.person.name) == f"left in peace until {until}"


def test_a_copy_that_is_ticked_answers_for_the_reminder_that_still_stands(lived_in):
    garden = lived_in.garden()
    plan = garden.plan(now=NOW)
    garden.write(plan)
    uid = plan.picks[0].reminder.uid
    entry = lived_in.calendar.store[uid, ""]
    for name, title in (("a-copy", entry.title), ("b-copy", f"✓ {entry.title}")):
        lived_in.calendar.store[name, ""] = replace(entry, uid=name, resource=name, title=title)
    later = lived_in.garden().plan(now=NOW + timedelta(days=2))
    assert [one.kind for one in later.outcomes if one.uid == uid] == [OutcomeKind.DONE]
    del lived_in.calendar.store[uid, ""]
    later = lived_in.garden().plan(now=NOW + timedelta(days=2))
    assert [one.kind for one in later.outcomes if one.uid == uid] == [OutcomeKind.DONE]


def test_a_removed_reminder_rests_the_person(lived_in):
    garden = lived_in.garden()
    plan = garden.plan(now=NOW)
    garden.write(plan)
    first = plan.picks[0]
    del lived_in.calendar.store[first.reminder.uid, ""]
    garden = lived_in.garden()
    early = garden.plan(now=NOW + timedelta(minutes=30))
    assert [o.kind for o in early.outcomes if o.uid == first.reminder.uid] == [OutcomeKind.REMOVED]
    garden.write(early)
    assert first.reminder.uid not in {entry.uid for entry in lived(lived_in)}
    garden = lived_in.garden()
    for week in range(1, 12):
        plan = garden.plan(now=NOW + timedelta(days=7 * week))
        assert first.person.name not in names(plan)


def test_a_lost_ledger_makes_no_second_open_reminder(lived_in):
    garden = lived_in.garden()
    plan = garden.plan(now=NOW)
    garden.write(plan)
    before = dict(lived_in.calendar.store)
    lived_in.ledger = MemoryLedger()
    garden = lived_in.garden()
    again = garden.plan(now=NOW + timedelta(hours=2))
    garden.write(again)
    people = [entry.marks[0] for entry in lived(lived_in)]
    assert len(people) == len(set(people))
    assert {uid: entry for uid, entry in lived_in.calendar.store.items() if uid in before} == before


def test_a_lost_ledger_takes_old_reminders_for_done_where_the_log_shows_contact_since(lived_in):
    """Else a garden without its ledger would take its user for one who never answers."""
    garden = lived_in.garden()
    plan = garden.plan(now=NOW)
    garden.write(plan)
    called = plan.picks[0].person
    lived_in.journal.records += touches(int(called.name.partition("Family")[2]), [-6])
    lived_in.ledger = MemoryLedger()
    found = {one.person: one.kind for one in lived_in.garden().plan(now=NOW + timedelta(weeks=9)).outcomes}
    assert found.pop(called.id) is OutcomeKind.DONE
    assert {*found.values()} == {OutcomeKind.PASSED}


def test_undo_removes_what_was_not_touched(lived_in):
    garden = lived_in.garden()
    plan = garden.plan(now=NOW)
    garden.write(plan)
    touched = plan.picks[1].reminder.uid
    lived_in.calendar.store[touched, ""] = replace(lived_in.calendar.store[touched, ""], title="my own words")
    removed, left = lived_in.garden().undo()
    assert set(removed) == {p.reminder.uid for p in plan.picks} - {touched}
    assert len(left) == 1
    assert list(lived_in.calendar.store) == [(touched, "")]
    assert set(names(lived_in.garden().plan(now=NOW))) >= {plan.picks[0].person.name}


def test_what_was_taken_back_may_be_written_at_once_under_an_id_that_was_never_used(lived_in):
    """Google keeps the ids of what was deleted, and takes no second entry with one."""
    ids, people = set(), []
    for _ in range(3):
        garden = lived_in.garden()
        plan = garden.plan(now=NOW)
        ids |= {receipt.uid for receipt in garden.write(plan).receipts}
        people.append(names(plan))
        lived_in.garden().undo()
    assert people[0] == people[1] == people[2]
    assert len(ids) == 3 * len(people[0]) == 9


def test_an_undo_while_another_run_is_under_way_removes_nothing(lived_in):
    garden = lived_in.garden()
    garden.write(garden.plan(now=NOW))
    before = dict(lived_in.calendar.store)
    with garden.ledger.writing(), pytest.raises(Locked):
        lived_in.garden().undo()
    assert lived_in.calendar.store == before


def interrupted(*_):
    raise KeyboardInterrupt


def test_an_undo_that_is_cut_off_leaves_no_reminder_that_looks_deleted_by_hand(lived_in, monkeypatch):
    garden = lived_in.garden()
    garden.write(garden.plan(now=NOW))
    dying = lived_in.garden()
    take_out = dying.take_out

    def once(row):
        monkeypatch.setattr(dying, "take_out", interrupted)
        return take_out(row)

    monkeypatch.setattr(dying, "take_out", once)
    with pytest.raises(KeyboardInterrupt):
        dying.undo()
    later = lived_in.garden().plan(now=NOW + timedelta(hours=1))
    assert len(lived_in.calendar.store) == 2
    assert {one.kind for one in later.outcomes} == {OutcomeKind.WAITING}


def test_a_task_of_ours_takes_its_minutes_though_it_tells_no_end(lived_in):
    garden = lived_in.garden()
    plan = garden.plan(now=NOW)
    garden.write(plan)
    store = lived_in.calendar.store
    for key, entry in store.items():
        store[key] = replace(entry, end=None, task=True)
    taken = {(busy.start, busy.end) for busy in garden.walk(now=NOW + timedelta(hours=1)).thinker.busy}
    for reminder in plan.reminders:
        begin = reminder.start.moment(garden.zone)
        assert (begin, begin + timedelta(minutes=reminder.minutes)) in taken


def test_a_reminder_in_another_calendar_of_the_config_was_not_removed(lived_in):
    """Dragged to where the user keeps such things, it says there what became of it."""
    calendars = [lived_in.calendar, MemoryCalendar("private")]
    garden = lived_in.garden(calendars=calendars)
    plan = garden.plan(now=NOW)
    garden.write(plan)
    uid, soon = plan.picks[0].reminder.uid, NOW + timedelta(hours=1)
    entry = lived_in.calendar.store.pop((uid, ""))
    calendars[1].store[uid, ""] = entry
    waits = lived_in.garden(calendars=calendars).plan(now=soon)
    assert [one.kind for one in waits.outcomes if one.uid == uid] == [OutcomeKind.WAITING]
    assert held(waits, plan.picks[0].person.name) == "a reminder is already in the calendar"
    calendars[1].store[uid, ""] = replace(entry, title=f"✓ {entry.title}")
    ticked = lived_in.garden(calendars=calendars).plan(now=soon)
    assert [one.kind for one in ticked.outcomes if one.uid == uid] == [OutcomeKind.DONE]
    del calendars[1].store[uid, ""]
    gone = lived_in.garden(calendars=calendars).plan(now=soon)
    assert [one.kind for one in gone.outcomes if one.uid == uid] == [OutcomeKind.REMOVED]


def test_a_reminder_moved_far_ahead_is_waited_for_though_the_calendar_is_away_for_once(lived_in):
    garden = lived_in.garden()
    plan = garden.plan(now=NOW)
    garden.write(plan)
    uid, ahead = plan.picks[0].reminder.uid, NOW + timedelta(days=180)
    entry = lived_in.calendar.store[uid, ""]
    lived_in.calendar.store[uid, ""] = replace(entry, start=replace(entry.start, day=ahead.date()), end=None)
    home = lived_in.calendar
    for days, calendar in ((7, home), (120, Away("home")), (127, home)):
        lived_in.calendar = calendar
        garden = lived_in.garden()
        garden.write(garden.plan(now=NOW + timedelta(days=days)))
    home.store[uid, ""] = replace(home.store[uid, ""], title=f"✓ {entry.title}")
    ticked = lived_in.garden().plan(now=ahead + timedelta(days=1))
    assert [one.kind for one in ticked.outcomes if one.uid == uid] == [OutcomeKind.DONE]


def test_one_ticked_time_of_a_reminder_that_was_made_to_come_back_is_an_answer(lived_in):
    garden = lived_in.garden()
    plan = garden.plan(now=NOW)
    garden.write(plan)
    uid = plan.picks[0].reminder.uid
    entry = lived_in.calendar.store.pop((uid, ""))
    for week in range(4):
        day = entry.start.day + timedelta(weeks=week)
        title = f"✓ {entry.title}" if week == 1 else entry.title
        lived_in.calendar.store[uid, str(day)] = replace(
            entry, start=replace(entry.start, day=day), end=None, recurrence_id=str(day), title=title
        )
    later = lived_in.garden().plan(now=NOW + timedelta(days=9))
    assert [(one.kind, one.day) for one in later.outcomes if one.uid == uid] == [
        (OutcomeKind.DONE, entry.start.day + timedelta(weeks=1))
    ]
