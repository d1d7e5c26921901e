"""The config: all problems at once, each with its key and the nearest known one."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from reconnect_core import ConfigError, Garden, Secret
from reconnect_core.config import load, parse, settings

GOOD = """
[garden]
timezone = "Europe/Berlin"
people = 2
channels = ["note", "phone"]

[[addressbook]]
name = "a"
kind = "csv"
path = "a.csv"

[[calendar]]
name = "c"
kind = "ics"
path = "c.ics"
reminders = true
"""


def test_a_good_config(tmp_path):
    path = tmp_path / "reconnect.toml"
    path.write_text(GOOD, encoding="utf-8")
    config = load(path)
    assert config.garden.people == 2
    assert [channel.value for channel in config.garden.channels] == ["note", "phone"]
    assert [(store.section, store.name, store.kind, dict(store.keys)) for store in config.stores] == [
        ("addressbook", "a", "csv", {"path": "a.csv"}),
        ("calendar", "c", "ics", {"path": "c.ics"}),
    ]
    assert [store.reminders for store in config.stores] == [False, True]
    assert config.base == tmp_path


def test_a_byte_order_mark_before_it_is_none_of_its_business(tmp_path):
    path = tmp_path / "reconnect.toml"
    path.write_text('[garden]\ntimezone = "Asia/Kolkata"\n', encoding="utf-8-sig")
    assert load(path).garden.timezone == "Asia/Kolkata"


def test_all_problems_at_once_each_with_the_nearest_key():
    with pytest.raises(ConfigError) as caught:
        parse(
            {
                "gardn": {},
                "garden": {"peple": 3, "timezone": "Mars/Base", "people": 9, "minutes": True},
                "scoring": {"quiet_days": "long"},
                "calendar": [{"name": "x", "kind": "ics"}, {"kind": "ics"}],
            }
        )
    text = str(caught.value)
    for expected in (
        'no key "gardn"; did you mean "garden"?',
        '[garden] there is no key "peple"; did you mean "people"?',
        "[garden] minutes: expected a whole number.",
        "[scoring] quiet_days: expected a whole number.",
        "[[calendar]] number 2 name is missing.",
        "no calendar has reminders = true",
    ):
        assert expected in text


def test_ranges_and_zones_are_checked():
    with pytest.raises(ConfigError) as caught:
        garden = {"people": 9, "timezone": "Mars/Base", "when": "soon", "region": "Germany"}
        parse({"garden": garden, "scoring": {"explore": 2.0}})
    text = str(caught.value)
    assert "people: must be from 1 to 5" in text
    assert 'no zone "Mars/Base"' in text
    assert "when: must be timed or all-day" in text
    assert "region: must be two letters such as DE, or DE-BY" in text
    assert "explore: must be from 0 to 0.5" in text


def test_what_one_value_is_like_hides_no_other_problem(tmp_path):
    path = tmp_path / "reconnect.toml"
    path.write_text(
        '[garden]\npeople = "three"\ntimezone = "Mars/Base"\nevry = "week"\nminutes = 3\nhours = ["when I like"]\n'
        '[scoring]\nquiet_days = 0\n[[addressbook]]\nname = "a"\nkind = "csv"\npth = "x.csv"\n'
        '[[journal]]\nname = "j"\nkind = "cvs-log"\npath = "y"\n[plugins]\nalso = ["nobody-has-it"]\n'
    )
    with pytest.raises(ConfigError) as caught:
        Garden.open(path)
    told = [problem.removeprefix(f"{path}: ") for problem in caught.value.problems]
    begins = [" ".join(problem.split()[:3]) for problem in told]
    assert sorted(begins) == [
        '[[addressbook]] "a" path', '[[addressbook]] "a" there', '[[journal]] "j" kind:', '[garden] hours: "when',
        "[garden] minutes: must", "[garden] people: expected", "[garden] there is", "[garden] timezone: there",
        "[plugins] also: no", "[scoring] quiet_days: must",
    ]  # fmt: skip


def test_gifts_and_labels_name_a_kind_of_gift():
    with pytest.raises(ConfigError) as caught:
        parse({"scoring": {"gifts": {"referal": 1.0}, "labels": {"Chor": "joy", "Club": "none"}}})
    text = str(caught.value)
    assert 'no key "referal"; did you mean "referral"?' in text
    assert '"Chor" must mean business, referral, encouragement, inspiration or none.' in text
    assert "Club" not in text


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (lambda path: None, "no such file"),
        (lambda path: path.mkdir(), "folder"),
        (lambda path: path.write_bytes(b"\xff\xfe\x00"), "not UTF-8"),
        (lambda path: path.write_text("[garden\n"), "not valid TOML"),
        (lambda path: path.write_text("garden = 3\n"), "[garden] must be a table"),
        (lambda path: path.write_text("[calendar]\nname = 'x'\n"), "two brackets"),
    ],
)
def test_a_bad_file_is_one_clear_line(tmp_path, make, expected):
    path = tmp_path / "reconnect.toml"
    make(path)
    with pytest.raises(ConfigError) as caught:
        load(path)
    assert expected in str(caught.value)
    assert str(path) in str(caught.value)


def test_two_stores_need_two_names_and_one_target():
    calendar = {"name": "x", "kind": "ics", "reminders": True}
    with pytest.raises(ConfigError) as caught:
        parse({"calendar": [calendar, calendar]})
    assert 'two stores are called "x"' in str(caught.value)
    assert "only one calendar may have reminders = true" in str(caught.value)


@dataclass(frozen=True, kw_only=True)
class Keys:
    path: str
    columns: dict[str, str] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    password: Secret | None = None
    limit: float = 1.0


def test_the_keys_of_a_kind_are_checked_by_the_same_code():
    problems: list[str] = []
    assert settings(Keys, {"pth": "x", "limit": "much", "names": "a"}, '[[addressbook]] "a"', problems) is None
    text = "\n".join(problems)
    assert 'did you mean "path"?' in text
    assert "path is missing" in text
    assert "limit: expected a number" in text
    assert "names: expected a list" in text


def test_a_secret_in_the_file_is_refused():
    problems: list[str] = []
    from reconnect_core.secrets import read_secret

    assert settings(Keys, {"path": "x", "password": "hunter2"}, "here", problems, read_secret) is None
    assert "never stands in this file" in problems[0]
    assert "hunter2" not in problems[0]


def test_a_whole_number_is_a_fine_number():
    problems: list[str] = []
    made = settings(Keys, {"path": str(Path("x")), "limit": 3}, "here", problems)
    assert problems == []
    assert made.limit == 3.0
    assert isinstance(made.limit, float)
