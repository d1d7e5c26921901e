"""Walks of one garden, and all that may happen between them, as rules to be played in any order.

After any history: no duplicate, no edit lost, nothing that was deleted comes back (but for the one gap that a
calendar without conflicts leaves, see ``_gap``), nobody above the budget, ids that stay, and one clean run after
which a second has nothing to do.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, precondition, rule

from reconnect_core import EntryStatus, OutcomeKind, WishKind
from reconnect_core.model.memory import ROWS, OutcomeRow, StoreRow, WishRow
from reconnect_core.pipeline.pacing import ENTRIES

from .life import PEOPLE, Life, card

JUDGED = {OutcomeKind.REMOVED, OutcomeKind.HANDLED, OutcomeKind.PASSED}
RETRY = timedelta(days=1)
numbers = st.integers(0, PEOPLE - 1)
picks = st.integers(0, 99)


class Walks(RuleBasedStateMachine):
    """Walks of one garden, and all that may happen between them."""

    __test__ = False
    nothing = Bundle("nothing")

    @initialize()
    def begin(self):
        self.life = Life()
        self.ids = {}
        self.deleted = {}
        self.died = []

    # the garden

    @rule()
    def walk(self):
        self._walk(None)

    @rule(step=st.integers(1, 14))
    def walk_and_die(self, step):
        self._walk(step)

    @rule(days=st.sampled_from([0.02, 0.5, 1, 3, 6, 7, 7, 14, 30, 60]))
    def time_passes(self, days):
        self.life.now += timedelta(days=days)

    def _walk(self, dies_at):
        before = dict(self.life.calendar.store)
        judged = self._judged()
        made = len(self.life.calendar.made)
        report = self.life.walk(dies_at)
        new = [entry for _, entry in self.life.calendar.made[made:]]
        assert {k: v for k, v in self.life.calendar.store.items() if k in before} == before, "an edit was lost"
        assert len(self.life.calendar.store) == len(before) + len(new)
        self._check_new(new, before)
        if self.life.calendar.down:
            assert not new
            assert self._judged() <= judged, "judged without having been read"
        if report is None:
            self.died += [(self.life.now, entry.uid) for entry in new]
        else:
            self._check_ids(report.plan)

    def _check_new(self, new, before):
        alone = self._left_alone()
        waiting = {entry.marks[0] for entry in before.values() if entry.marks and self._waits(entry)}
        for entry in new:
            assert entry.marks[0] not in waiting, "a second open reminder"
            assert entry.marks[0] not in alone, "somebody who is to be left alone"
            assert entry.uid not in self.deleted or self._gap(entry.uid), "what was deleted came back"
            self._check_pause(entry)
        made = ((at, entry.uid) for at, entry in self.life.calendar.made)
        week = {uid for at, uid in made if self._days_since(at) < 6 and not self._lost(uid)}
        assert len(week) <= self.life.settings.people, "above the budget of a week"

    def _waits(self, entry):
        """True when nothing has become of this reminder, as far as anybody can see."""
        done = entry.title.startswith("✓") or entry.status is EntryStatus.COMPLETED
        passed = entry.start.day < self.life.now.date() - timedelta(days=3)
        return not (done or passed or self._in_touch_since(entry))

    def _in_touch_since(self, entry):
        made = [at.date() for at, one in self.life.calendar.made if one.marks == entry.marks]
        number = entry.title.rsplit("Family", 1)[-1]
        days = [
            r.moment.date() for r in self.life.journal.records if r.who[0].value.startswith(f"person{number}@")
        ]
        return bool(days) and max(days) >= min(made)

    def _gap(self, uid):
        """Deleted between a put and its receipt: a lost put looks the same, so it is written again within a day."""
        return any(name == uid and self.life.now - moment < RETRY for moment, name in self.died)

    def _lost(self, uid):
        """Put when the process died and deleted before any walk could see it: nobody knows that it was there."""
        return uid in self.deleted and any(name == uid for _, name in self.died)

    def _check_pause(self, entry):
        """Nobody twice within a month of the day that they were last reminded for; cards have their own pace."""
        if entry.marks[0] in ENTRIES:
            return
        for _, other in self.life.calendar.made:
            if other.marks[0] == entry.marks[0] and other.uid != entry.uid and not self._lost(other.uid):
                assert self.life.now.date() >= other.start.day + timedelta(days=30), "reminded twice in a month"

    def _days_since(self, moment):
        return (self.life.now.date() - moment.date()).days

    def _left_alone(self):
        today = self.life.now.date().isoformat()
        return {
            row.person
            for row in self.life.ledger.read(WishRow)
            if row.kind == "never" or (row.kind == "rest" and (not row.until or row.until > today))
        }

    def _judged(self):
        return {row.uid for row in self.life.ledger.read(OutcomeRow) if row.kind in JUDGED}

    def _check_ids(self, plan):
        for held in (*plan.picks, *plan.held):
            name, person = (
                (held.name, held.person) if hasattr(held, "reason") else (held.person.name, held.person.id)
            )
            assert self.ids.setdefault(name, person) == person, "an id changed"

    # the user

    @rule(at=picks, days=st.integers(-3, 40))
    def move(self, at, days):
        if key := self._ours(at):
            start = self.life.calendar.store[key].start
            self.life.edit(key, start=replace(start, day=start.day + timedelta(days=days)))

    @rule(at=picks)
    def delete(self, at):
        if key := self._ours(at):
            del self.life.calendar.store[key]
            self.deleted[key[0]] = self.life.now

    @rule(at=picks)
    def tick(self, at):
        if key := self._ours(at):
            self.life.edit(key, title="✓ " + self.life.calendar.store[key].title)

    @rule(at=picks)
    def retitle(self, at):
        if key := self._ours(at):
            self.life.edit(key, title="Remember " + self.life.calendar.store[key].title)

    @rule(at=picks)
    def write_down(self, at):
        if key := self._ours(at):
            self.life.edit(key, text=self.life.calendar.store[key].text + "\nThey were glad.")

    @rule(at=picks)
    def complete(self, at):
        if key := self._ours(at):
            self.life.edit(key, status=EntryStatus.COMPLETED, completed=self.life.now)

    @rule(at=picks, days=st.integers(0, 20))
    def duplicate(self, at, days):
        if key := self._ours(at):
            entry = self.life.calendar.store[key]
            start = replace(entry.start, day=entry.start.day + timedelta(days=days))
            uid = f"copy-{len(self.life.calendar.store)}-{len(self.deleted)}-{self.life.now.timestamp():.0f}"
            self.life.calendar.store[uid, ""] = replace(entry, uid=uid, resource=uid, start=start)

    @rule(number=numbers)
    def be_in_touch(self, number):
        self.life.talk(number)

    @rule(number=numbers, kind=st.sampled_from([WishKind.REST, WishKind.NEVER]))
    def leave_alone(self, number, kind):
        if person := self.ids.get(f"Given{number} Family{number}"):
            self.life.garden().wish(person, kind, now=self.life.now)

    @rule(number=numbers)
    def wake(self, number):
        if person := self.ids.get(f"Given{number} Family{number}"):
            self.life.garden().wake(person)

    # the world

    @rule(store=st.sampled_from(["book", "log", "home"]), down=st.booleans())
    def vanish_or_return(self, store, down):
        self.life.stores[store].down = down

    @rule(numbers=st.permutations(range(PEOPLE)), stamp=st.integers(0, 3))
    def book_is_imported_again(self, numbers, stamp):
        self.life.book.records = [card(number, f"import{stamp}-{number}") for number in numbers]

    @precondition(lambda self: self.life.cache is not None)
    @rule()
    def mirror_is_lost(self):
        self.life.cache.clear()

    @invariant()
    def never_more_open_than_the_limit(self):
        rows = self.life.rows().values() if hasattr(self, "life") else ()
        assert sum(row.status == "open" for row in rows) <= self.life.settings.open_limit

    def teardown(self):
        """One clean run, and there is nothing left to do."""
        for store in self.life.stores.values():
            store.down = False
        assert self.life.walk() is not None
        store, ledger = dict(self.life.calendar.store), _told(self.life.ledger)
        report = self.life.walk()
        assert report.faults == ()
        assert report.receipts == ()
        assert self.life.calendar.store == store
        assert _told(self.life.ledger) == ledger
        rows = self.life.rows().values()
        intents = [datetime.fromisoformat(row.intended_at) for row in rows if row.status == "intent"]
        assert all(self.life.now - moment < RETRY for moment in intents), "an intent was left behind"
        there = {uid for uid, _ in self.life.calendar.store}
        copied = {mark for entry in self.life.calendar.store.values() for mark in entry.marks}
        assert all(row.uid in there | copied for row in rows if row.status == "open")
        self.life.cache.close()

    def _ours(self, at):
        keys = self.life.ours()
        return keys[at % len(keys)] if keys else None


def _told(ledger):
    return {kind: ledger.read(kind) for kind in ROWS if kind is not StoreRow}
