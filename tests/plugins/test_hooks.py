"""Every hook is documented, and its example does what it says."""

from datetime import UTC, date, datetime

import pytest

from reconnect_core import Candidate, Contact, ContactRef, Opening, Person, Plan, Report, hookspecs
from reconnect_core.plugins import Plugins

from .conftest import ADA, NOW, PICK, TODAY, example

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
