"""What an author is told who made one of the mistakes one makes: which hook, what was wrong there, or where."""

import sys
import textwrap
from dataclasses import dataclass

import pluggy
import pytest

from reconnect_core import AddressBook, FileSettings, Part, PluginError, Wording, hookimpl
from reconnect_core.plugins import Installed, Plugins

from .conftest import ADA, PICK, TODAY, plugin_with

PART = Part(name="x", points=1.0, reason="r")


def loaded(tmp_path, monkeypatch, code, value="mistaken_rc"):
    """What is said when the config names a plugin of this code."""
    (tmp_path / "mistaken_rc.py").write_text(textwrap.dedent(code), encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    plugins = Plugins(deadline_seconds=5)
    try:
        plugins.load(["it"], [Installed(name="it", value=value, distribution="it", version="1")])
    finally:
        sys.modules.pop("mistaken_rc", None)
    (fault,) = plugins.faults
    return fault.error


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("\n\nx = {}['ada@x.example']", "it failed with KeyError at {}/mistaken_rc.py:3"),
        ("import json\njson.loads('ada@x.example')", "it failed with JSONDecodeError at {}/mistaken_rc.py:2"),
        ("\ndef (:", "it failed with SyntaxError at {}/mistaken_rc.py:2"),
        ("import no_such_module_rc", "it needs the module no_such_module_rc, which is not installed"),
    ],
)
def test_what_fails_on_import_is_named_by_its_line_and_says_no_value(tmp_path, monkeypatch, code, said):
    assert loaded(tmp_path, monkeypatch, code) == said.format(tmp_path.name)


def test_an_entry_point_that_names_nothing_is_told_so(tmp_path, monkeypatch):
    said = loaded(tmp_path, monkeypatch, "", "mistaken_rc:plugin")
    assert said == "its entry point mistaken_rc:plugin names nothing"


class Foreign:
    @pluggy.HookimplMarker("reconect")
    def reconnect_weigh(self, candidates):
        """Marked for another project, as after a slip of the pen."""


class Unmarked:
    def reconnect_veto(self, candidates):
        """The mark was forgotten."""


class WrongArgument:
    @hookimpl
    def reconnect_weigh(self, people):
        """Hooks are called with the names of the spec."""


class WrongSpecname:
    @hookimpl(specname="reconnect_weight")
    def mine(self, candidates):
        """There is no such hook."""


@pytest.mark.parametrize(
    ("plugin", "said"),
    [
        (Foreign(), "reconnect_weigh is not marked with the hookimpl of reconnect_core"),
        (Unmarked(), "reconnect_veto is not marked with the hookimpl of reconnect_core"),
        (WrongArgument(), r"its hooks do not fit \(.*reconnect_weigh.*'people'.*\)"),
        (WrongSpecname(), r"there is no hook reconnect_weight; did you mean reconnect_weigh\?"),
    ],
)
def test_a_hook_that_would_never_be_called_is_refused(plugin, said):
    with pytest.raises(PluginError, match=said):
        Plugins().register(plugin, "it")


def test_a_hook_may_have_another_name_of_its_own(plugins):
    class Named:
        @hookimpl(specname="reconnect_weigh")
        def mine(self, candidates):
            return {"ada": [PART]}

    plugins.register(Named(), "named")
    assert PART in plugins.weigh([ADA], TODAY)[0]["ada"]


class Book(AddressBook):
    kind = "book"
    Settings = FileSettings

    def contacts(self):
        """Nobody."""


class NoSettings(AddressBook):
    kind = "book"

    def contacts(self):
        """Nobody."""


class Unframed(NoSettings):
    Settings = dict


@dataclass(frozen=True)
class Unknown:
    path: "Nowhere"  # noqa: F821 -- the mistake


class Limited(Book):
    limits = ("A4",)


class Misspelt(NoSettings):
    Settings = Unknown


@pytest.mark.parametrize(
    ("offered", "said"),
    [
        (Book, "reconnect_addressbooks gave no list of classes"),
        ([NoSettings], "NoSettings.Settings is no dataclass"),
        ([Unframed], "Unframed.Settings is no dataclass"),
        ([Misspelt], "Misspelt.Settings has an annotation that means nothing where it stands (NameError)"),
        ([Book, type("Copied", (Book,), {})], 'two classes offer the kind "book"'),
        ([Limited], "Limited.limits is no mapping of clauses to reasons"),
        ([Book, Book.contacts], "something that is no AddressBook class"),
    ],
)
def test_what_is_no_kind_is_told_by_the_hook_that_gave_it(offered, said):
    plugins = Plugins(deadline_seconds=5)
    try:
        plugins.register(plugin_with("reconnect_addressbooks", lambda: offered), "it")
    except PluginError as error:
        assert said in str(error)
    else:
        assert said in plugins.faults[0].error
    assert plugins.kinds == {}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ([PART], "no mapping of person ids to lists of Parts"),
        ({ADA.person: [PART]}, "no mapping of person ids to lists of Parts"),
        ({"ada": PART}, "no mapping of person ids to lists of Parts"),
        ({"ada": [Part(name="x", points=float("inf"), reason="r")]}, "an ill-made Part: points"),
        ({"ada": [Part(name="x", points=1.0, reason=" ")]}, "an ill-made Part: reason"),
    ],
)
def test_what_is_no_weighing_is_told_by_what_was_given(given, said):
    plugins = Plugins(deadline_seconds=5)
    plugins.register(plugin_with("reconnect_weigh", lambda: given), "it")
    parts, faults = plugins.weigh([ADA], TODAY)
    assert parts == {}
    assert said in faults[0].error


@pytest.mark.parametrize("given", [{"ada"}, ["ada"], {7: "because"}])
def test_what_is_no_veto_is_told_and_closes(given):
    plugins = Plugins(deadline_seconds=5)
    plugins.register(plugin_with("reconnect_veto", lambda: given), "it")
    reasons, faults = plugins.veto([ADA], TODAY)
    assert "could not be asked" in reasons["ada"][0]
    assert faults[0].error == "reconnect_veto gave no mapping of person ids to reasons"


@pytest.mark.parametrize("title", ["", " \n", "Call\nAda"])
def test_a_title_is_one_line(title):
    plugins = Plugins(deadline_seconds=5)
    plugins.register(plugin_with("reconnect_word", lambda: Wording(title=title, text="Hello.")), "it")
    wording, faults = plugins.word(PICK, "en", lambda said: "")
    assert wording is None
    assert faults[0].error == "reconnect_word gave no title of one line"
