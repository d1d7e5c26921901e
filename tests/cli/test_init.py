"""What ``init`` asks, what it takes, and that what it wrote is found again."""

import contextlib
import tomllib

import pytest
from click.testing import CliRunner

from reconnect_core.cli.app import reconnect

from .conftest import call

ME = ("Europe/Berlin", "me@example.org", "DE")


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """A home folder of this test alone."""
    for variable in ("RECONNECT_CONFIG", "STATE_DIRECTORY", "CACHE_DIRECTORY"):
        monkeypatch.delenv(variable, raising=False)
    for part in ("config", "state", "cache"):
        monkeypatch.setenv(f"XDG_{part.upper()}_HOME", str(tmp_path / "home" / part))
    return tmp_path / "home"


@pytest.fixture
def desk(original, tmp_path):
    """The folder where the user stands, with an export in it."""
    desk = tmp_path / "desk"
    desk.mkdir()
    (desk / "google.csv").write_bytes((original / "google-contacts.csv").read_bytes())
    return desk


def init(*answers, cwd, config="", code=0):
    options = ["-c", str(config)] if config else []
    with contextlib.chdir(cwd):
        done = CliRunner(env={"NO_COLOR": "1"}).invoke(
            reconnect, ["init", *options], input="\n".join(answers) + "\n"
        )
    assert done.exit_code == code, done.output
    return done


def tables(config):
    return tomllib.loads(config.read_text(encoding="utf-8"))


def test_a_file_where_the_user_stands_is_found_by_a_config_elsewhere(home, desk):
    init(*ME, "google.csv", "mine.ics", cwd=desk)
    config = home / "config" / "reconnect" / "reconnect.toml"
    assert tables(config)["addressbook"][0]["path"] == str(desk / "google.csv")
    assert tables(config)["calendar"][0]["path"] == str(desk / "mine.ics")
    (desk / "mine.ics").write_bytes(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR\r\n")
    assert "contacts (csv): " in call("check", cwd=desk).stdout


def test_a_file_beside_the_config_stays_relative(desk):
    init(*ME, "google.csv", "mine.ics", cwd=desk, config="reconnect.toml")
    assert tables(desk / "reconnect.toml")["addressbook"][0]["path"] == "google.csv"
    assert tables(desk / "reconnect.toml")["calendar"][0]["path"] == "mine.ics"


def test_what_enter_takes_belongs_beside_the_config(home, desk):
    said = init(*ME, "", "", cwd=desk).stderr
    config = home / "config" / "reconnect" / "reconnect.toml"
    assert f"put it into {config.parent}" in said
    assert tables(config)["addressbook"][0]["path"] == "contacts.vcf"


NONSENSE = {
    "zone": (("Europe/Bärlin", *ME, "google.csv", "mine.ics"), "no zone"),
    "address": ((ME[0], "not an address", *ME[1:], "google.csv", "mine.ics"), "no e-mail address"),
    "region": ((*ME[:2], "me@example.org", ME[2], "google.csv", "mine.ics"), "no country"),
    "missing contacts": ((*ME, "nowhere.vcf", "google.csv", "mine.ics"), 'no file or folder "nowhere.vcf"'),
    "a calendar for contacts": ((*ME, "my.ics", "google.csv", "mine.ics"), '"my.ics" holds no contacts'),
    "y for a calendar": ((*ME, "google.csv", "y", "mine.ics"), 'no file or folder "y"'),
    "contacts for a calendar": (
        (*ME, "google.csv", "google.csv", "mine.ics"),
        '"google.csv" holds no calendar',
    ),
    "a calendar nowhere": ((*ME, "google.csv", "no/such/mine.ics", "mine.ics"), "no file or folder"),
    "blanks": (("  ", *ME[1:], "google.csv", "mine.ics"), None),
}


@pytest.mark.parametrize("case", NONSENSE)
def test_nonsense_is_told_in_one_line_and_asked_again(desk, case):
    answers, why = NONSENSE[case]
    said = init(*answers, cwd=desk, config="reconnect.toml").stderr
    assert why is None or said.count(why) == 1
    found = tables(desk / "reconnect.toml")
    assert (found["garden"]["me"], found["garden"]["region"]) == (["me@example.org"], "DE")
    assert (found["addressbook"][0]["path"], found["calendar"][0]["path"]) == ("google.csv", "mine.ics")


def test_somebody_may_have_two_addresses(desk):
    said = "me@example.org, I@work.example me@example.org"
    init(ME[0], said, ME[2], "google.csv", "mine.ics", cwd=desk, config="reconnect.toml")
    assert tables(desk / "reconnect.toml")["garden"]["me"] == ["me@example.org", "I@work.example"]


@pytest.mark.quick("zone", "contacts")
@pytest.mark.parametrize(
    "answers",
    [
        ("x",) * 9,
        (ME[0], *("x",) * 9),
        (*ME[:2], *("nowhere",) * 9),
        (*ME, *("nowhere.vcf",) * 9),
        (*ME, "google.csv", *("y",) * 9),
        (*ME, *("http://127.0.0.1:9/", "me") * 9),
    ],
    ids=["zone", "address", "region", "contacts", "calendar", "server"],
)
def test_after_three_tries_it_gives_up_and_writes_nothing(desk, answers):
    assert "in 3 tries" in init(*answers, cwd=desk, config="reconnect.toml", code=2).stderr
    assert not (desk / "reconnect.toml").exists()


def test_every_garden_has_a_ledger_of_its_own(home, tmp_path):
    names = []
    for folder in ("ada", "Ada's Börse", "deep/ada", "garden"):
        place = tmp_path / folder
        place.mkdir(parents=True)
        call("init", "--yes", "-c", str(place / "reconnect.toml"), cwd=tmp_path)
        names.append(tables(place / "reconnect.toml")["garden"]["name"])
    assert names == ["ada", "ada-s-börse", "ada-2", "garden-2"]
    call("init", "--yes", cwd=tmp_path)
    assert tables(home / "config" / "reconnect" / "reconnect.toml")["garden"]["name"] == "garden"


def test_a_config_that_is_replaced_keeps_its_ledger(tmp_path):
    for options in ((), ("--force",)):
        call("init", "--yes", "-c", "reconnect.toml", *options, cwd=tmp_path)
    (place := tmp_path / "ada").mkdir()
    call("init", "--yes", "-c", str(place / "reconnect.toml"), cwd=tmp_path)
    call("init", "--yes", "--force", "-c", str(place / "reconnect.toml"), cwd=tmp_path)
    assert tables(place / "reconnect.toml")["garden"]["name"] == "ada"


def test_a_service_has_its_own_folder_whatever_the_name(tmp_path, monkeypatch):
    monkeypatch.setenv("STATE_DIRECTORY", str(tmp_path))
    (place := tmp_path / "garden").mkdir()
    call("init", "--yes", "-c", str(place / "reconnect.toml"), cwd=tmp_path)
    assert tables(place / "reconnect.toml")["garden"]["name"] == "garden"


def test_init_writes_a_valid_config_and_never_over_one(tmp_path):
    call("init", "--yes", "-c", "reconnect.toml", cwd=tmp_path, XDG_STATE_HOME=str(tmp_path / "state"))
    assert (
        "there is a config already"
        in call("init", "--yes", "-c", "reconnect.toml", cwd=tmp_path, code=2).stderr
    )
    from reconnect_core.config import load

    assert load(tmp_path / "reconnect.toml").garden.people == 3
    assert call("init", "--yes", "--dry-run", "-c", "other.toml", cwd=tmp_path).stdout.startswith(
        "# reconnect.toml"
    )
    assert not (tmp_path / "other.toml").exists()
