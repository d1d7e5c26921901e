"""From one address to the right collections, in few requests."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from reconnect_carddav.dav.discovery import BOOK, Collection, _collection, chosen
from reconnect_carddav.dav.multistatus import parsed
from reconnect_carddav.dav.presets import PRESETS, left_out
from reconnect_core import ConfigError, Unusable

from .servers.suites import WINDOW, card


@pytest.fixture
def server(radicale_server):
    return radicale_server


def read(account, **settings):
    with account.book(patience_seconds=1, **settings) as book:
        return len(list(book.contacts())), [one.name for one in book._books()]


def test_every_address_of_an_account_leads_there(account, person):
    person.put_card("c0.vcf", card(0))
    for url in (account.server.root, account.server.root + "alice/", account.server.addressbook):
        assert read(account, url=url) == (1, ["Contacts"])


def test_the_well_known_address_is_asked_where_the_root_is_a_web_page(account, proxy, person):
    person.put_card("c0.vcf", card(0))
    proxy.plan("html", where=lambda path, _: path == "/", times=1)
    assert read(account, url=account.server.root) == (1, ["Contacts"])
    assert [entry.path for entry in proxy.log[:3]] == ["/", "/.well-known/carddav", "/"]
    assert {entry.method for entry in proxy.log} == {"PROPFIND", "REPORT"}, "the redirect kept the method"


def test_where_there_is_nothing_the_next_step_is_said(account, proxy):
    proxy.plan("html")
    with (
        account.book(url=account.server.root) as book,
        pytest.raises(Unusable, match="no address book") as caught,
    ):
        list(book.contacts())
    assert "provider" in caught.value.next_step
    assert proxy.count() == 3


def test_collections_that_a_server_makes_itself_are_left_out_unless_named(account, server, person):
    """Nextcloud's names, on a server that knows nothing of them."""
    person.put_card("c0.vcf", card(0))
    made = {
        "z-server-generated--system": "Accounts",
        "z-app-generated--contactsinteraction--recent": "Recently contacted",
    }
    for path, name in made.items():
        server.make_book(server.sibling(server.addressbook, path), name)
    try:
        server.ask(
            "PUT",
            server.sibling(server.addressbook, next(iter(made))) + "x.vcf",
            card(9),
            Content_Type="text/vcard",
        )
        assert read(account) == (1, ["Contacts"])
        with account.book() as book:
            assert sum("leaves out" in note for note in book.notes()) == 2
        assert read(account, books=("Accounts",)) == (1, ["Accounts"])
    finally:
        for path in made:
            server.delete(server.sibling(server.addressbook, path))


def test_what_is_left_out_has_a_reason():
    assert left_out("https://cloud.example.org/remote.php/dav/calendars/ada/contact_birthdays/")
    assert not left_out("https://cloud.example.org/remote.php/dav/calendars/ada/personal/")


@pytest.mark.parametrize(
    ("preset", "url", "contacts", "start"),
    [
        ("icloud", "", True, "https://contacts.icloud.com/"),
        ("icloud", "", False, "https://caldav.icloud.com/"),
        ("fastmail", "", True, "https://carddav.fastmail.com/"),
        ("fastmail", "https://own.example.org/", True, "https://own.example.org/"),
        ("nextcloud", "cloud.example.org", True, "https://cloud.example.org/remote.php/dav/"),
        ("nextcloud", "https://example.org/cloud/", False, "https://example.org/cloud/remote.php/dav/"),
        (
            "nextcloud",
            "https://cloud.example.org/remote.php/dav/calendars/ada/personal/",
            False,
            "https://cloud.example.org/remote.php/dav/calendars/ada/personal/",
        ),
    ],
)
def test_presets_know_where_to_begin(preset, url, contacts, start):
    assert PRESETS[preset].start(url, contacts=contacts) == start


def test_every_preset_says_how_to_get_an_app_password():
    assert set(PRESETS) == {"icloud", "fastmail", "nextcloud"}
    assert all("password" in preset.password for preset in PRESETS.values())


def test_a_collection_is_named_by_name_path_or_address():
    found = tuple(
        Collection(url=f"https://dav.example.org/ada/{path}/", name=name, kind=BOOK)
        for path, name in (("one", "Friends"), ("a%20b", "At Work"))
    )
    for wanted in (
        "Friends",
        "one",
        "https://dav.example.org/ada/one",
        "https://dav.example.org/ada/one/",
        "/ada/one",
    ):
        assert chosen("x", found, wanted, "books") is found[0]
    for wanted in ("At Work", "a b"):
        assert chosen("x", found, wanted, "books") is found[1]
    for wanted in ("", " ", "/", "https://dav.example.org/", "friends!"):
        with pytest.raises(ConfigError, match='"Friends", "At Work"'):
            chosen("x", found, wanted, "books")


def test_two_stores_at_once_find_the_account_together(account, proxy, person):
    person.put_card("c0.vcf", card(0))
    with account.book() as book, account.calendar(url=account.server.root, calendar="Calendar") as diary:
        with ThreadPoolExecutor(2) as threads:
            books = threads.submit(book._books)
            calendar = threads.submit(diary._calendar)
        assert books.result()[0].name == "Contacts"
        assert calendar.result().name == "Calendar"
    assert proxy.count() <= 4
    assert len({(entry.path, entry.body) for entry in proxy.log}) == proxy.count(), "nothing is asked twice"


def test_an_account_that_moved_is_found_again_by_the_next_run(account, proxy, server, person):
    url = server.sibling(server.calendar, "moving")
    server.make_calendar(url, "Moving")
    person.owns(url)
    settings = {"url": account.server.root, "calendar": "Moving"}
    with account.calendar(**settings) as diary:
        assert list(diary.entries(WINDOW)) == []
    server.delete(url)
    new = server.sibling(server.calendar, "moved")
    server.make_calendar(new, "Moving")
    person.owns(new)
    with account.calendar(**settings) as diary, pytest.raises(Unusable):
        list(diary.changes(None, WINDOW))
    with account.calendar(**settings) as diary:
        assert list(diary.entries(WINDOW)) == []


def test_a_lost_cache_costs_discovery_again_and_a_broken_one_is_no_error(account, proxy, person):
    person.put_card("c0.vcf", card(0))
    read(account)
    (key,) = account.vault._kept
    assert "alice" not in key
    assert "alicepw" not in account.vault._kept[key]
    for broken in ("", "junk", "{}", "[]", '{"homes": 3}'):
        account.vault.save(key, broken)
        assert read(account) == (1, ["Contacts"])


LISTED = """<?xml version="1.0"?><d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"
 xmlns:cs="http://calendarserver.org/ns/"><d:response><d:href>/home/one/</d:href><d:propstat><d:prop>
<d:displayname>One</d:displayname><d:resourcetype><d:collection/><c:calendar/>{more}</d:resourcetype></d:prop>
<d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response></d:multistatus>"""


@pytest.mark.parametrize(
    ("more", "shared"),
    [("", False), ("<cs:shared-owner/>", True), ("<d:shared/>", True), ("<cs:shared/>", True)],
)
def test_a_calendar_that_is_shared_is_known_by_its_resource_type(more, shared):
    found = parsed("home", LISTED.format(more=more).encode()).found[0]
    assert _collection(found, "https://dav.example.org/home/").shared is shared
