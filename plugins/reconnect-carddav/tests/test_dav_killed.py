"""``kill -9`` anywhere in a walk: the next one finishes exactly what was intended, and undoes nothing of the user's."""

import os
import random
import re
import signal
import threading
from collections import Counter
from contextlib import suppress
from datetime import timedelta

import pytest

from .fault_server import FaultServer
from .servers.running import radicale
from .walks import NOW, Snapshot, World, essence, forked

POINTS = 200
SEED = 20260302
WEEK = timedelta(days=7)
WAYS = ("before it arrives", "after the server did it", "after the answer")


class Assassin:
    """Kills a process at its n-th request: before the server sees it, before the answer, or soon after it."""

    def __init__(self, proxy):
        self.rest = proxy.rest
        self._onwards = proxy.pass_on
        proxy.pass_on = self._pass_on
        self._lock = threading.Lock()
        self._aimed = threading.Event()
        self._later = None
        self.disarm()

    def disarm(self):
        if self._later is not None:
            self._later.cancel()
            self._later.join()
        self.seen, self._at, self._way, self._delay, self._pid, self._later = 0, 0, "", 0.0, None, None
        self._aimed.set()

    def arm(self, at, way, delay):
        self.disarm()
        self._aimed.clear()
        self._at, self._way, self._delay = at, way, delay

    def aim(self, pid):
        self._pid = pid
        self._aimed.set()

    def _pass_on(self, method, path, headers, body):
        self._aimed.wait(10)
        with self._lock:
            self.seen += 1
            here = self.seen == self._at
        if here and self._way == WAYS[0]:
            kill(self._pid)
            raise ConnectionResetError
        answer = self._onwards(method, path, headers, body)
        if here and self._way == WAYS[1]:
            kill(self._pid)
        elif here:
            self._later = threading.Timer(self._delay, kill, (self._pid,))
            self._later.start()
        return answer


def kill(pid):
    with suppress(ProcessLookupError):  # the walk was quicker
        os.kill(pid, signal.SIGKILL)


class Scene:
    """A garden at one moment, and what a walk that nobody disturbs makes of it."""

    def __init__(self, name, now, snapshot, world, undisturbed, assassin):
        self.name, self.now, self.snapshot = name, now, snapshot
        self.before = essence(world.written())
        assassin.disarm()
        undisturbed(now)
        self.requests = assassin.seen
        self.intended = essence(world.written())


@pytest.fixture(scope="module")
def trial(tmp_path_factory):
    """Radicale, the killer before it, and the scenes: an empty calendar, and one that the user worked in."""
    folder = tmp_path_factory.mktemp("killed")
    with radicale(folder / "radicale") as server, FaultServer(server.root).running() as proxy:
        assassin = Assassin(proxy)
        home = folder / "home"
        home.mkdir()
        world = World(server, proxy.root, home)
        collection = folder / "radicale" / "data" / "collection-root" / "alice" / "reminders"
        with forked(world) as (begin, wait):

            def undisturbed(now):
                begin(now)
                assert wait() == 0

            scenes = []
            for name, now in (("first week", NOW), ("second week", NOW + WEEK)):
                snapshot = Snapshot(world, collection, folder / name)
                scenes.append(Scene(name, now, snapshot, world, undisturbed, assassin))
                if name == "first week":
                    as_a_user(world)
            yield world, begin, wait, assassin, scenes


def as_a_user(world):
    """One reminder is moved, one is answered, one is deleted."""
    files = world.written()
    moved, answered, removed = sorted(files)
    day = re.search(rb"DTSTART;TZID=Europe/Berlin:(\d{8})", files[moved])[1]
    elsewhere = files[moved].replace(b":" + day + b"T", b":20260403T")
    world.server.put_event(moved, elsewhere, world.reminders)
    told = files[answered].replace(b"SUMMARY:", "SUMMARY:✓ ".encode())
    world.server.put_event(answered, told, world.reminders)
    world.server.delete(world.reminders + removed)


@pytest.mark.full
@pytest.mark.xdist_group("killed")
def test_the_next_walk_finishes_what_a_killed_one_began(trial):
    world, begin, wait, assassin, scenes = trial
    first, second = scenes
    assert (len(first.before), len(first.intended)) == (0, 3)
    assert len(second.before) == 2
    assert second.before.items() <= second.intended.items(), "what the user wrote stays"
    assert len(second.intended) > 2, "and the second week has news"
    dice, died = random.Random(SEED), Counter()
    for point in range(POINTS):
        scene = dice.choice(scenes)
        at, way, delay = dice.randint(1, scene.requests), dice.choice(WAYS), dice.random() * 0.06
        told = f"seed {SEED}, point {point}: {scene.name}, request {at} of {scene.requests}, {way} +{delay:.3f}"
        scene.snapshot.restore()
        assassin.arm(at, way, delay)
        assassin.aim(begin(scene.now))
        died[wait()] += 1
        assassin.rest()
        halfway = essence(world.written())
        assert scene.before.items() <= halfway.items() <= scene.intended.items(), told
        assassin.disarm()
        begin(scene.now + timedelta(minutes=20))
        assert wait() == 0, told
        assassin.rest()
        assert essence(world.written()) == scene.intended, told
    print(f"{POINTS} points: {died[-signal.SIGKILL]} walks killed, {died[0]} were quicker")
    assert set(died) <= {-signal.SIGKILL, 0}
    assert died[-signal.SIGKILL] > POINTS * 0.7
