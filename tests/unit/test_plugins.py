"""Plugins: found without importing, and every fault stays where it happened."""

import sys
import textwrap
import time
from datetime import date

import pytest

from reconnect_core import (
    AddressBook,
    Candidate,
    Channel,
    ConfigError,
    Lane,
    Part,
    Person,
    Pick,
    PluginError,
    Score,
    Wording,
    hookimpl,
    hookspecs,
)
from reconnect_core.plugins import Installed, Overdue, Plugins, installed, within

TODAY = date(2026, 3, 2)
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


def test_scanning_finds_names_without_importing(tmp_path):
    info = tmp_path / "reconnect_paper-1.2.dist-info"
    info.mkdir()
    (info / "entry_points.txt").write_text("[console_scripts]\nx = y:z\n[reconnect]\npaper = no_such_module\n")
    assert installed([str(tmp_path)]) == (
        Installed(name="paper", value="no_such_module", distribution="reconnect-paper", version="1.2"),
    )
    assert "no_such_module" not in sys.modules


def test_a_name_that_is_not_installed_is_told_with_the_nearest():
    entry = Installed(name="carddav", value="x", distribution="reconnect-carddav", version="1")
    with pytest.raises(ConfigError) as caught:
        Plugins().load(["cardav"], [entry])
    assert 'did you mean "carddav"?' in str(caught.value)


def test_a_plugin_that_cannot_be_imported_is_set_aside(tmp_path, monkeypatch):
    (tmp_path / "broken_plugin_rc.py").write_text("raise RuntimeError('x@example.org')\n")
    (tmp_path / "exiting_plugin_rc.py").write_text("import sys; sys.exit(3)\n")
    (tmp_path / "fine_plugin_rc.py").write_text(
        textwrap.dedent(
            """
            from reconnect_core import AddressBook, hookimpl
            class Book(AddressBook):
                kind = "fine"
                Settings = dict
                def contacts(self):
                    return iter(())
            @hookimpl
            def reconnect_addressbooks():
                return [Book]
            """
        )
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    names = ("broken", "exiting", "fine")
    entries = [Installed(name=n, value=f"{n}_plugin_rc", distribution=n, version="1") for n in names]
    plugins = Plugins(deadline_seconds=5)
    plugins.load(names, entries)
    assert [fault.who for fault in plugins.faults] == ["broken", "exiting"]
    assert not any("example.org" in fault.error for fault in plugins.faults)
    assert list(plugins.kinds) == [("addressbook", "fine")]


def test_wrappers_and_misspelt_hooks_are_refused():
    class Wrapper:
        @hookimpl(wrapper=True)
        def reconnect_weigh(self, candidates, today):
            return (yield)

    class Misspelt:
        @hookimpl
        def reconnect_wiegh(self, candidates):
            return {}

    with pytest.raises(PluginError, match="wrappers are refused"):
        Plugins().register(Wrapper(), "w")
    with pytest.raises(PluginError, match="did you mean reconnect_weigh"):
        Plugins().register(Misspelt(), "m")


def test_an_argument_no_hook_gives_is_refused_and_leaves_nothing_behind():
    class Wrong:
        @hookimpl
        def reconnect_weigh(self, people):
            return {}

    plugins = Plugins()
    with pytest.raises(PluginError):
        plugins.register(Wrong(), "wrong")
    assert plugins.weigh([ADA], TODAY) == ({}, [])


def test_two_plugins_cannot_offer_one_kind():
    class Book(AddressBook):
        kind = "same"
        Settings = dict

        def contacts(self):
            return iter(())

    class Other(Book):
        pass

    def offering(cls):
        class Plugin:
            @hookimpl
            def reconnect_addressbooks(self):
                return [cls]

        return Plugin()

    plugins = Plugins()
    plugins.register(offering(Book), "one")
    with pytest.raises(PluginError, match="two plugins offer"):
        plugins.register(offering(Other), "two")


@pytest.mark.parametrize("bad", BAD)
def test_weighing_fails_open_for_that_plugin_only(plugins, bad):
    before, _ = plugins.weigh([ADA, BOB], TODAY)
    plugins.register(plugin_with("reconnect_weigh", BAD[bad]), "bad")
    parts, faults = plugins.weigh([ADA, BOB], TODAY)
    assert parts == before
    assert [fault.who for fault in faults] == ["bad"]
    assert "example.org" not in faults[0].error


@pytest.mark.parametrize("bad", ["raises", "hangs", "exits", "junk"])
def test_vetoing_fails_closed(plugins, bad):
    plugins.register(plugin_with("reconnect_veto", BAD[bad]), "bad")
    reasons, faults = plugins.veto([ADA, BOB], TODAY)
    assert "asked for quiet" in reasons["bob"]
    assert all("bad could not be asked" in reasons[name][-1] for name in ("ada", "bob"))
    assert [fault.who for fault in faults] == ["bad"]


@pytest.mark.parametrize("bad", ["raises", "hangs", "exits", "junk"])
def test_wording_falls_to_the_next_plugin(bad):
    plugins = Plugins(deadline_seconds=0.2)
    plugins.register(plugin_with("reconnect_word", BAD[bad]), "bad")
    plugins.register(Good(), "good")
    wording, faults = plugins.word(PICK, "en", lambda said: "")
    assert wording == Wording(title="Call", text="You were on my mind.")
    assert [fault.who for fault in faults] == ["bad"]


def test_nobody_waits_twice_for_a_plugin_that_hangs():
    plugins = Plugins(deadline_seconds=0.3)
    plugins.register(plugin_with("reconnect_word", hanging), "bad")
    plugins.register(Good(), "good")
    begin = time.perf_counter()
    answers = [plugins.word(PICK, "en", lambda said: "") for _ in range(10)]
    assert time.perf_counter() - begin < 2
    assert all(wording is not None for wording, _ in answers)
    assert [faults[0].error for _, faults in answers[:2]] == [
        "no answer within its deadline",
        "not asked again: it did not answer before",
    ]


def test_words_that_break_the_tone_rules_are_a_failure(plugins):
    wording, faults = plugins.word(PICK, "en", lambda said: "guilt")
    assert wording is None
    assert "tone rules: guilt" in faults[0].error


def test_a_deadline_leaves_the_thread_behind():
    begin = time.perf_counter()
    with pytest.raises(Overdue):
        within(0.1, lambda: time.sleep(30))
    assert time.perf_counter() - begin < 5


def test_every_hook_is_documented_in_five_parts():
    for name, function in vars(hookspecs).items():
        if not name.startswith("reconnect_"):
            continue
        text = function.__doc__
        for part in (":returns:", ":if it fails:", ":since:", "Example::"):
            assert part in text, f"{name} lacks {part}"
        arguments = function.__code__.co_varnames[: function.__code__.co_argcount]
        for argument in arguments:
            assert f":param {argument}:" in text, f"{name} does not document {argument}"
        assert set(function.__annotations__) == {*arguments, "return"}


def test_every_example_in_a_hook_runs():
    for name, function in vars(hookspecs).items():
        if name.startswith("reconnect_"):
            code = textwrap.dedent(function.__doc__.split("Example::", 1)[1])
            namespace: dict = {}
            exec(compile(code, name, "exec"), namespace)
            assert hasattr(namespace[name], "reconnect_impl")
