"""``reconnect init`` on a real server: signing in once, consent to further hosts, a calendar named or created."""

import tomllib
from uuid import uuid4

import pytest
from click.testing import CliRunner

from reconnect_core.cli.app import reconnect

from .fault_server import FaultServer
from .servers.suites import card

ABOUT_ME = ("Europe/Berlin", "me@example.org", "DE")


@pytest.fixture
def server(radicale_server):
    return radicale_server


@pytest.fixture
def init(tmp_path, monkeypatch):
    """Run ``init`` with these answers typed; the tables it wrote, and what it said."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    config = tmp_path / "reconnect.toml"

    def run(*answers, options=()):
        typed = "\n".join([*ABOUT_ME, *answers]) + "\n"
        done = CliRunner().invoke(reconnect, ["init", "-c", str(config), *options], input=typed)
        assert done.exit_code == 0, done.output
        return tomllib.loads(config.read_text()) if config.exists() else {}, done.output

    run.config = config
    return run


def verb(init, name):
    done = CliRunner().invoke(reconnect, [name, "-c", str(init.config)])
    assert done.exit_code == 0, done.output
    return done.output


def test_an_account_is_signed_in_to_once_and_its_calendar_is_created(init, account, server, proxy, person):
    person.put_card("c0.vcf", card(0))
    new = f"Reconnect {uuid4().hex[:6]}"
    book = (account.server.root, "alice", "wrong", "alicepw")
    calendar = (account.server.root, "alice", new, "y", "Calendar")
    person.owns(server.sibling(server.calendar, new.lower().replace(" ", "-")))
    written, said = init(*book, *calendar)
    (contacts,), (target, other) = written["addressbook"], written["calendar"]
    assert contacts == {
        "name": "contacts", "kind": "carddav", "url": account.server.root, "username": "alice"
    }  # fmt: skip
    assert (target["calendar"], target["reminders"]) == (new, True)
    assert (other["calendar"], other.get("reminders")) == ("Calendar", None)
    assert said.count("Password for alice") == 2, "the calendar is the same account"
    assert "alicepw" not in said + init.config.read_text()
    assert proxy.count("MKCALENDAR") == 1
    assert "contacts (carddav): 1 record\n" in verb(init, "check")


def test_nothing_is_created_without_a_yes(init, account, proxy):
    book = ("contacts.vcf",)
    calendar = (account.server.root, "alice", "alicepw", "", "n", "Calendar", "none of them")
    written, said = init(*book, *calendar)
    assert 'Create a calendar called "Reconnect" there?' in said
    assert [table["calendar"] for table in written["calendar"]] == ["Calendar"]
    assert proxy.count("MKCALENDAR") == 0


def test_a_host_is_trusted_after_asking_and_pinned(init, account, proxy, person):
    person.put_card("c0.vcf", card(0))
    with FaultServer(account.server.root).running() as other:
        other.behind = proxy.behind
        host = f"localhost:{other.port}"
        proxy.plan("redirect", status=307, headers={"Location": f"http://{host}/alice/"})
        _, said = init(account.server.root, "alice", "alicepw", "n", "contacts.vcf", "calendar.ics")
        assert f"sends us on to {host}. May your password go there? [y/N]: n" in said
        assert other.log == []
        book = (account.server.root, "alice", "alicepw", "y", "alicepw")
        written, _ = init(*book, "calendar.ics", options=("--force",))
        assert written["addressbook"][0]["trust_hosts"] == [host]
        assert other.count() > 0
        assert "1 record\n" in verb(init, "check")


def test_what_leads_nowhere_is_asked_again(init, account):
    written, said = init(
        "http://example.org/", "alice", account.server.root + "no-such/", "", "contacts.vcf", "calendar.ics"
    )
    assert "without encryption" in said
    assert written["addressbook"] == [{"name": "contacts", "kind": "vcard", "path": "contacts.vcf"}]
    assert written["calendar"] == [{"name": "home", "kind": "ics", "path": "calendar.ics", "reminders": True}]


def test_a_provider_needs_no_address(init):
    """Nothing listens there: the words come from the preset, and the user is asked again."""
    _, said = init("nextcloud", "http://127.0.0.1:9/", "alice", "secretword", "contacts.vcf", "calendar.ics")
    assert "The address of your server" in said
    assert "Make an app password" in said
    assert "secretword" not in said


def test_a_dry_run_signs_in_nowhere(init, account, proxy):
    written, said = init(account.server.root, "contacts.vcf", "calendar.ics", options=("--dry-run",))
    assert written == {}
    assert "a dry run signs in nowhere" in said
    assert proxy.log == []
