"""Plugins: found without importing, and every fault stays where it happened."""

import sys
import textwrap
import time
import types
from datetime import UTC, date, datetime

import pytest

from reconnect_core import (
    AddressBook,
    Candidate,
    Channel,
    ConfigError,
    Contact,
    ContactRef,
    Lane,
    Opening,
    Part,
    Person,
    Pick,
    Plan,
    PluginError,
    Report,
    Score,
    Wording,
    hookimpl,
    hookspecs,
)
from reconnect_core.plugins import Installed, Overdue, Plugins, discovery, installed, within

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


def test_scanning_finds_names_without_importing(tmp_path):
    info = tmp_path / "reconnect_paper-1.2.dist-info"
    info.mkdir()
    (info / "entry_points.txt").write_text("[console_scripts]\nx = y:z\n[reconnect]\npaper = no_such_module\n")
    assert installed([str(tmp_path)]) == (
        Installed(name="paper", value="no_such_module", distribution="reconnect-paper", version="1.2"),
    )
    assert "no_such_module" not in sys.modules


def test_scanning_reads_entry_points_as_they_may_be_written(tmp_path):
    for name, text in {
        "reconnect_paper-1.2.dist-info": "[ reconnect ]\r\n# a = b\r\n; c = d\r\n  Paper=one.two:Three\r\n\r\n[x]\r\ny = z\r\n",
        "old-1.egg-info": "[reconnect]\npaper-log = log [extra]\npaper-log = log\n",
        "later-3.dist-info": "[reconnect.contract]\npaper = contract\n[reconnect]\nPaper = another\nbroken \xe9\n",
    }.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "entry_points.txt").write_bytes(text.encode("latin-1"))
    (tmp_path / "without-1.dist-info").mkdir()
    (tmp_path / "file-1.dist-info").write_text("")
    nowhere = [str(tmp_path / "nowhere"), str(tmp_path / "file-1.dist-info"), str(tmp_path)]
    assert {one.name: (one.value, one.distribution) for one in installed(nowhere)} == {
        "Paper": ("another", "later"),
        "paper-log": ("log", "old"),
    }
    assert [one.value for one in installed(nowhere, "reconnect.contract")] == ["contract"]


def test_the_hint_for_a_kind_of_ours_names_the_distribution_that_brings_it():
    hints = vars(discovery)["_BROUGHT_BY"]
    for one in installed():
        if one.distribution.startswith("reconnect-"):
            assert hints[one.name].partition("[")[0] == one.distribution, one.name
    assert 'pip install "reconnect-carddav[dav]"' in discovery.not_installed("caldav", {})


def test_nobody_is_told_to_install_what_we_do_not_know():
    entry = Installed(name="carddav", value="x", distribution="reconnect-carddav", version="1")
    said = discovery.not_installed("tarot", {"carddav": entry})
    assert said == 'no installed plugin brings "tarot"; installed are: carddav'
    near = discovery.not_installed("cardav", {"carddav": entry})
    assert near == 'no installed plugin brings "cardav"; did you mean "carddav"?'
    ours = discovery.not_installed("gogle", {"carddav": entry})
    assert (
        ours
        == 'no installed plugin brings "gogle"; did you mean "google"? (run: pip install "reconnect-google")'
    )


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
def test_a_plugin_whose_registration_fails_is_set_aside_as_a_whole(plugins, bad):
    """Its other kinds and its judgement are gone with it: half a plugin helps nobody."""

    class Half(Good):
        @hookimpl
        def reconnect_addressbooks(self):
            return example("reconnect_addressbooks").reconnect_addressbooks()

        @hookimpl
        def reconnect_journals(self):
            return BAD[bad]() if bad != "mid-iteration" else (raising() for _ in range(1))

    before = plugins.weigh([ADA, BOB], TODAY)
    try:
        plugins.register(Half(), "half")
    except PluginError:
        assert bad == "junk"
    else:
        assert [fault.who for fault in plugins.faults] == ["half"]
    assert plugins.kinds == {}
    assert plugins.weigh([ADA, BOB], TODAY) == before


@pytest.mark.parametrize("bad", BAD)
def test_weighing_fails_open_for_that_plugin_only(plugins, bad):
    before, _ = plugins.weigh([ADA, BOB], TODAY)
    plugins.register(plugin_with("reconnect_weigh", BAD[bad]), "bad")
    parts, faults = plugins.weigh([ADA, BOB], TODAY)
    assert parts == before
    assert [fault.who for fault in faults] == ["bad"]
    assert "example.org" not in faults[0].error


@pytest.mark.parametrize(
    "odd", [{"points": float("nan")}, {"points": "1"}, {"reason": None}, {"facts": [("n", 1)]}, {"name": 5}]
)
def test_an_ill_made_part_is_a_failure(plugins, odd):
    before, _ = plugins.weigh([ADA, BOB], TODAY)
    part = Part(**({"name": "odd", "points": 1.0, "reason": "r"} | odd))
    plugins.register(plugin_with("reconnect_weigh", lambda: {"ada": [part]}), "bad")
    parts, faults = plugins.weigh([ADA, BOB], TODAY)
    assert parts == before
    assert [fault.error for fault in faults] == ["reconnect_weigh gave something that is no Part"]


@pytest.mark.parametrize("odd", [{"title": None}, {"text": b"You were on my mind."}])
def test_ill_made_words_are_a_failure(plugins, odd):
    said = Wording(**({"title": "Call", "text": "You were on my mind."} | odd))
    made = Plugins(deadline_seconds=1)
    made.register(plugin_with("reconnect_word", lambda: said), "bad")
    wording, faults = made.word(PICK, "en", lambda said: "")
    assert wording is None
    assert [fault.who for fault in faults] == ["bad"]


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


HOOKS = [name for name in vars(hookspecs) if name.startswith("reconnect_")]
EVA = Candidate(
    person=Person(
        id="eva",
        name="Eva",
        contacts=(Contact(ref=ContactRef(book="b", uid="e"), name="Eva", starred=True, labels=("quiet",)),),
    ),
    rhythm=None,
)
ANSWERS = {
    "reconnect_addressbooks": lambda made: list(made.kinds) == [("addressbook", "paper")],
    "reconnect_journals": lambda made: list(made.kinds) == [("journal", "phone-bill")],
    "reconnect_calendars": lambda made: list(made.kinds) == [("calendar", "wall")],
    "reconnect_weigh": lambda made: [p.name for p in made.weigh([ADA, EVA], TODAY)[0]["eva"]] == ["starred"],
    "reconnect_veto": lambda made: made.veto([ADA, EVA], TODAY) == ({"eva": ("asked for a quiet month",)}, []),
    "reconnect_word": lambda made: made.word(PICK, "en", lambda said: "")[0].title == "Think of Ada",
    "reconnect_ran": lambda made: made.ran(Report(plan=Plan(now=NOW, today=TODAY), run="r")) == [],
}


def example(name):
    """The plugin that a hook's docstring shows."""
    code = textwrap.dedent(getattr(hookspecs, name).__doc__.split("Example::", 1)[1])
    module = types.ModuleType(f"example_of_{name}")
    exec(compile(code, name, "exec"), vars(module))
    return module


@pytest.mark.parametrize("name", HOOKS)
def test_every_hook_has_an_example_that_does_what_it_says(name, capsys):
    made = Plugins(deadline_seconds=5)
    made.register(example(name), "example")
    assert ANSWERS[name](made)
    assert made.faults == []
    if name == "reconnect_ran":
        assert capsys.readouterr().out == "0 reminders\n"


@pytest.mark.parametrize(
    ("name", "base"), [("reconnect_addressbooks", "contacts"), ("reconnect_journals", "calls")]
)
def test_the_stores_of_the_examples_read_files(name, base, tmp_path):
    lines = {
        "contacts": "Ada Berg\nBo Chen\n",
        "calls": '{"moment": "2026-01-05T10:00:00+00:00", "who": [{"kind": "name", "value": "ada"}]}\nno call\n',
    }
    (tmp_path / "lines").write_text(lines[base])
    made = Plugins()
    made.register(example(name), "example")
    (cls,) = made.kinds.values()
    store = cls(Opening(name="x", settings=cls.Settings(path="lines"), base=str(tmp_path)))
    if base == "contacts":
        assert [one.name for one in store.contacts()] == ["Ada Berg", "Bo Chen"]
    else:
        call, broken = store.interactions(date(2026, 1, 5))
        assert call.moment == datetime(2026, 1, 5, 10, tzinfo=UTC)
        assert broken.line == 2
        assert len(list(store.interactions(date(2026, 1, 6)))) == 1
