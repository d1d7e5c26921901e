"""People to judge, a plugin that does so well, and every way in which one goes wrong."""

import sys
import textwrap
import time
import types
from datetime import UTC, date, datetime

import pytest

from reconnect_core import Candidate, Channel, Lane, Part, Person, Pick, Score, Wording, hookimpl, hookspecs
from reconnect_core.plugins import Plugins

TODAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
ADA = Candidate(person=Person(id="ada", name="Ada", contacts=()), rhythm=None)
BOB = Candidate(person=Person(id="bob", name="Bob", contacts=()), rhythm=None)
PICK = Pick(person=ADA.person, lane=Lane.WARM, score=Score(person="ada"), channel=Channel.PHONE)


class Good:
    @hookimpl
    def reconnect_weigh(self, candidates, today):
        return {c.person.id: [Part(name="good", points=0.5, reason="r")] for c in candidates}

    @hookimpl
    def reconnect_veto(self, candidates):
        return {"bob": "asked for quiet"}

    @hookimpl
    def reconnect_word(self, pick):
        return Wording(title="Call", text="You were on my mind.")


def raising(*_args, **_kwargs):
    raise RuntimeError("secret@example.org lives at 5 Road")


def hanging(*_args, **_kwargs):
    time.sleep(30)


def ending(*_args, **_kwargs):
    sys.exit(7)


def iterating(*_args, **_kwargs):
    def parts():
        yield Part(name="half", points=1.0, reason="r")
        raise RuntimeError("in mid-iteration")

    return {"ada": parts()}


def junk(*_args, **_kwargs):
    return [1, 2, 3]


BAD = {"raises": raising, "hangs": hanging, "exits": ending, "mid-iteration": iterating, "junk": junk}


def plugin_with(hook, function):
    @hookimpl(specname=hook)
    def implementation(candidates=None):
        return function()

    class Bad:
        pass

    bad = Bad()
    setattr(bad, hook, implementation)
    return bad


@pytest.fixture
def plugins():
    made = Plugins(deadline_seconds=0.2)
    made.register(Good(), "good")
    return made


def example(name):
    """The plugin that a hook's docstring shows."""
    code = textwrap.dedent(getattr(hookspecs, name).__doc__.split("Example::", 1)[1])
    module = types.ModuleType(f"example_of_{name}")
    exec(compile(code, name, "exec"), vars(module))
    return module
