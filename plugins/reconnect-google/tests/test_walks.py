"""Whole walks of the core on the stand-in, with every fault, pairs of faults, and kill -9 between any two requests."""

import json
import os
import random
import signal
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest
from desk import EVERY_FAULT, days
from google_standin.faults import FAULTS
from google_standin.server import Server
from google_standin.world import World
from life import User, decent, garden, populate, settled

from reconnect_core import ReceiptStatus

STEPS = 8
"""A walk that writes three reminders makes so many requests."""


class Weeks:
    """One garden through the weeks: a walk with faults, the user's hand, and a clean walk the next day."""

    def __init__(self, desk, people):
        self.desk, self.world, self.struck = desk, desk.world, 0
        populate(self.world, people)
        self.garden = garden(desk)
        self.user = User(self.world, self.garden.calendar.address)

    def walk(self, faults=None):
        self.desk.server.forget_calls()
        self.world.faults |= faults or {}
        now = self.world.clock()
        plan = self.garden.plan(now=now)
        report = self.garden.write(plan)
        decent((*plan.faults, *report.faults))
        self.user.check()
        self.struck += sum(call.status != 200 or call.number in (faults or {}) for call in self.world.requests)
        return report

    def week(self, faults, incremental=None):
        """Contacts are read in full once a week; ``incremental`` strikes the walk of the day after."""
        self.walk(faults)
        self.user.act()
        self.world.clock.sleep(days(1).total_seconds())
        self.walk(incremental)
        self.world.clock.sleep(3600)
        report = self.walk()
        assert report.faults == ()
        counts = {count.store: count.records for count in report.plan.stores}
        assert counts["contacts"] == self.user.contacts
        self.world.clock.sleep(days(6).total_seconds())


@pytest.fixture
def lived(desk):
    """Weeks with so many people, whose garden closes when the test is over."""
    with ExitStack() as closing:

        def begun(people):
            weeks = Weeks(desk, people)
            closing.enter_context(weeks.garden)
            return weeks

        yield begun


def test_a_walk_when_nothing_changed_is_three_requests(lived):
    weeks = lived(6)
    for _ in range(2):
        weeks.walk()
        weeks.world.clock.sleep(3600)
    weeks.walk()
    assert len(weeks.world.requests) <= 3
    assert sum(call.sent for call in weeks.world.requests) <= 1000
    assert weeks.world.writes == []


def test_what_was_taken_back_may_be_written_again(lived):
    weeks = lived(6)
    first = {receipt.uid: receipt.status for receipt in weeks.walk().receipts}
    removed, left = weeks.garden.undo()
    assert (set(removed), left) == (first.keys(), ())
    again = {receipt.uid: receipt.status for receipt in weeks.walk().receipts}
    assert len(again) == len(first)
    assert {*again.values()} == {ReceiptStatus.CREATED}


@pytest.mark.full
def test_weeks_without_faults_waste_no_request(lived):
    weeks = lived(30)
    for _ in range(5):
        weeks.week({})
        assert {call.status for call in weeks.world.requests} == {200}
    assert len(weeks.user.edited) >= 3
    assert len(weeks.user.deleted) >= 3
    assert len(weeks.world.writes) == 0


@pytest.mark.quick("503", "expired", "applied-drop", "cut")
@pytest.mark.parametrize("fault", [fault for fault in EVERY_FAULT if fault != "412"])
def test_every_fault_at_some_steps(lived, fault):
    weeks = lived(16)
    begin = FAULTS.index(fault)
    # The walk of the day after makes three requests at least, those that a sync token can expire in.
    weeks.week({begin % STEPS + 1: fault}, {begin % 3 + 1: fault})
    assert weeks.struck


@pytest.mark.full
@pytest.mark.parametrize("fault", [fault for fault in EVERY_FAULT if fault != "412"])
def test_every_fault_at_every_step(lived, fault):
    weeks = lived(60)
    for step in range(STEPS + 2):
        weeks.week({step + 1: fault}, {step + 1: fault})
    for step in range(STEPS):
        weeks.week(dict.fromkeys(range(step + 1, 60), fault))
    weeks.week({})
    assert weeks.struck >= STEPS


def pair(number):
    chance = random.Random(f"pair {number}")
    return {chance.randrange(1, STEPS + 3): chance.choice(FAULTS) for _ in range(2)}


@pytest.mark.full
@pytest.mark.direct("some pairs leave no whole answer to judge")
def test_some_random_pairs_of_faults(lived):
    weeks = lived(40)
    for number in range(4):
        weeks.week(pair(number), pair(f"{number} more"))


@pytest.mark.full
@pytest.mark.parametrize("group", range(10))
def test_random_pairs_of_faults(lived, group):
    weeks = lived(60)
    for number in range(20):
        weeks.week(pair(f"{group} {number}"), pair(f"{group} {number} more"))


class Zygote:
    """A process that has imported everything and forks a fresh one for each walk, which may be killed."""

    def __init__(self):
        script = Path(__file__).with_name("walker.py")
        environment = {**os.environ, "CANARY": "client-secret-canary"}
        self.process = subprocess.Popen(
            [sys.executable, str(script)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
        )
        self.pid = 0

    def walk(self, config, now):
        """How one walk ended: its report, or the signal that ended it."""
        self._say(f"{now.isoformat()} {config}")
        self.pid = int(self.process.stdout.readline())
        self._say("go")
        return json.loads(self.process.stdout.readline())

    def _say(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def close(self):
        self.process.stdin.close()
        output = self.process.stdout.read() + self.process.stderr.read()
        self.process.wait(10)
        self.process.stdout.close()
        self.process.stderr.close()
        return output


POINTS = [(point, when) for point in range(STEPS + 1) for when in ("before", "after")]
"""Around the token request, which is number 0, and each of the others."""


@pytest.fixture
def zygote():
    """One process for all the walks of a test; what it and its children said is held against the canary."""
    made = Zygote()
    yield made
    output = made.close()
    assert "canary" not in output
    assert "Traceback" not in output


@pytest.mark.full
@pytest.mark.direct("its requests end in the middle")
@pytest.mark.parametrize(
    "points",
    [POINTS[start::3] for start in range(3)],
    ids=["some", "more", "the rest"],
)
def test_kill_9_between_any_two_requests(tmp_path, zygote, points):
    with Server() as server:
        for number, (point, when) in enumerate(points):
            server.world = world = World()
            config, user = settled(tmp_path / str(number), server)

            def walk(world=world, config=config):
                server.forget_calls()
                return zygote.walk(config, world.clock())

            def strike(number, moment, point=point, when=when):
                if (number, moment) == (point, when):
                    os.kill(zygote.pid, signal.SIGKILL)

            assert walk()["faults"] == []
            user.act()
            world.clock.sleep(days(7).total_seconds())
            world.before = strike
            assert walk() == {"signal": signal.SIGKILL}, (point, when)
            world.before = None
            server.hang_up()
            user.check()
            user.act()
            for pause in (1, 7):
                world.clock.sleep(days(pause).total_seconds())
                ended = walk()
                assert ended == {"faults": [], "contacts": user.contacts}, (point, when)
                assert len(world.requests) <= STEPS, "a request that nobody was killed at"
                user.check()
            assert user.edited
            assert user.deleted
            assert world.complaints == []
