"""A plugin is taken as a whole or set aside as a whole, and what no hook asks for is refused."""

import textwrap

import pytest

from reconnect_core import AddressBook, FileSettings, PluginError, hookimpl
from reconnect_core.plugins import Installed, Plugins

from .conftest import ADA, BAD, BOB, TODAY, Good, example, raising


def test_a_plugin_that_cannot_be_imported_is_set_aside(tmp_path, monkeypatch):
    (tmp_path / "broken_plugin_rc.py").write_text("raise RuntimeError('x@example.org')\n")
    (tmp_path / "exiting_plugin_rc.py").write_text("import sys; sys.exit(3)\n")
    (tmp_path / "fine_plugin_rc.py").write_text(
        textwrap.dedent(
            """
            from reconnect_core import AddressBook, FileSettings, hookimpl
            class Book(AddressBook):
                kind = "fine"
                Settings = FileSettings
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
        Settings = FileSettings

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
    with pytest.raises(PluginError, match=r'two classes offer the kind "same": .*Book and .*Other'):
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
