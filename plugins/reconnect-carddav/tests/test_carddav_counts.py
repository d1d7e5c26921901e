"""What reading costs: requests and bytes, from our own counter and from the log of a proxy before Radicale."""

import re
import subprocess
import sys

import pytest

from reconnect_core import Complete, Contact, Unreadable

from .servers.suites import Mirror, card, names

THOUSAND = 1000


def realistic(number):
    """A card as phones write them: some 480 characters."""
    lines = card(number).decode().split("\r\n")
    lines[2:2] = [
        f"ORG:Example {number % 40} GmbH;Research",
        "TITLE:Head of things that matter",
        f"TEL;TYPE=WORK,VOICE:+49 30 {number:07d}",
        f"ADR;TYPE=HOME:;;Long Street {number};Berlin;;10115;Germany",
        f"BDAY:19{number % 90 + 10}-05-{number % 28 + 1:02d}",
        "CATEGORIES:Friends,Rowing",
        f"REV:2025-01-01T00:00:{number % 60:02d}Z",
        "NOTE:Met at the conference\\, talked about books and bread",
    ]
    return "\r\n".join(lines).encode()


def filled(server, name, count, card_of=realistic):
    """A new address book at this name with so many cards, by Radicale's PUT of a whole collection."""
    url = server.sibling(server.addressbook, name)
    server.delete(url)
    cards = b"".join(card_of(number) for number in range(count))
    status, _, said = server.ask("PUT", url, cards, Content_Type="text/vcard")
    assert status == 201, said[:200]
    return url


@pytest.fixture
def server(radicale_server):
    return radicale_server


@pytest.fixture(scope="module")
def thousand(radicale_server):
    url = filled(radicale_server, "thousand", THOUSAND)
    yield url
    radicale_server.delete(url)


@pytest.mark.full
def test_a_thousand_cards(account, proxy, server, thousand):
    url = proxy.url(thousand)
    mirror = Mirror()
    with account.book(url=url) as book:
        book.notes()
        assert len(book._books()) == 1
        found = book.traffic.requests
        assert found == 1
        mirror.take(book.changes(None))
        first, first_bytes = book.traffic.requests - found, book.traffic.received
    assert Complete() in mirror.items
    assert len(names(mirror.records)) == THOUSAND
    print(f"first read: {first} requests, {first_bytes} bytes by our counter, {proxy.bytes_out()} in the log")
    assert first == proxy.count() - found <= 3
    assert abs(first_bytes - proxy.bytes_out()) < 100
    assert proxy.bytes_out() <= 1_200_000

    proxy.clear()
    with account.book(url=url) as book:
        mirror.take(book.changes(mirror.state))
        assert mirror.unchanged
        print(f"nothing changed: {book.traffic}")
        assert book.traffic.requests == proxy.count() == 1
        assert book.traffic.received == proxy.bytes_out() < 500

    some = server.root.rstrip("/") + next(iter(mirror.records))
    old = server.ask("GET", some)[2]
    new = re.sub(rb"FN:[^\r]*", b"FN:Ada New", old)
    assert server.ask("PUT", some, new, Content_Type="text/vcard")[0] in (201, 204)
    proxy.clear()
    with account.book(url=url) as book:
        mirror.take(book.changes(mirror.state))
        print(f"one card changed: {book.traffic}")
        assert [item.name for item in mirror.news] == ["Ada New"]
        assert book.traffic.requests == proxy.count() == 2
        assert book.traffic.received == proxy.bytes_out() < 2000
    assert {entry.method for entry in proxy.log} == {"REPORT"}


@pytest.mark.full
def test_one_poisoned_card_among_a_thousand(account, proxy, server, thousand):
    with account.book(url=proxy.url(thousand)) as book:
        one = next(item for item in book.contacts() if isinstance(item, Contact)).ref.uid
        there = server.root.rstrip("/") + one
        poisoned = server.ask("GET", there)[2].replace(b"END:VCARD", "X-BAD:\ufffe\r\nEND:VCARD".encode())
        assert server.ask("PUT", there, poisoned, Content_Type="text/vcard")[0] in (201, 204)
        found = list(book.contacts())
    (broken,) = [item for item in found if isinstance(item, Unreadable)]
    assert broken.key == one
    assert "character" in broken.reason
    assert sum(isinstance(item, Contact) for item in found) == THOUSAND - 1


@pytest.mark.full
def test_a_photo_of_five_megabytes(account, server, person):
    person.put_card("c0.vcf", card(0))
    photo = "PHOTO;ENCODING=b;TYPE=JPEG:" + "QUJD" * (5 * 1024 * 1024 // 4)
    person.put_card("c1.vcf", card(1).replace(b"END:VCARD", photo.encode() + b"\r\nEND:VCARD"))
    with account.book(url=account.server.addressbook) as book:
        assert {item.name for item in book.contacts()} == {"Person 0", "Person 1"}


@pytest.mark.full
def test_ten_thousand_cards_in_little_memory(account, proxy, server):
    """22 requests, and less than 250 MB at the peak of a process of its own."""
    url = filled(server, "ten-thousand", 10_000)
    program = (
        "import re, sys\n"
        "from pathlib import Path\n"
        "from reconnect_carddav.carddav_book import CarddavBook, CarddavSettings\n"
        "from reconnect_core import Contact, Opening, Secret\n"
        "settings = CarddavSettings(url=sys.argv[1], username='alice', password=Secret(lambda: 'alicepw'),"
        " timeout_seconds=600)\n"
        "book = CarddavBook(Opening(name='people', settings=settings))\n"
        "count = sum(isinstance(item, Contact) for item in book.changes(None))\n"
        # Not ru_maxrss: a child begins with the peak of the process that it came from.
        "peak = re.search(r'VmHWM:\\s+(\\d+) kB', Path('/proc/self/status').read_text())\n"
        "print(count, book.traffic.requests, int(peak[1]) // 1024)\n"
    )
    try:
        done = subprocess.run(
            [sys.executable, "-c", program, proxy.url(url)],
            capture_output=True,
            text=True,
            timeout=900,
            check=False,
        )
    finally:
        server.delete(url)
    assert done.returncode == 0, done.stderr[-2000:]
    count, requests, megabytes = map(int, done.stdout.split())
    print(f"10,000 cards: {proxy.count()} requests, {proxy.bytes_out()} bytes, {megabytes} MB")
    assert count == 10_000
    assert requests == proxy.count() <= 22
    assert megabytes < 250
