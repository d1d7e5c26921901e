"""What an address book of every server must pass, whatever its name: limits are found by asking, never by knowing."""

from datetime import timedelta

from reconnect_carddav.dav.memory import pack
from reconnect_core import Complete, Contact, Removed, Unreadable

from .suites import READING, Mirror, card, counted, names, settled


def _lists_all(entry):
    return entry.method == "PROPFIND" or b"<d:sync-token></d:sync-token>" in entry.body


class BookSuite:
    """Address books. A subclass gives the fixtures ``account`` (through a proxy), ``proxy`` and ``person``."""

    def test_every_card_is_read_once_letter_for_letter(self, account, proxy, person):
        for number in range(30):
            person.put_card(f"c{number}.vcf", card(number, name=f"Zoë Müller {number} 李"))
        with account.book(url=account.server.addressbook) as book:
            found = list(book.contacts())
            again = list(book.contacts())
        assert sorted(contact.name for contact in found) == sorted(f"Zoë Müller {n} 李" for n in range(30))
        assert len({contact.ref.uid for contact in found}) == 30
        assert sorted(found, key=str) == sorted(again, key=str)
        assert {entry.method for entry in proxy.log} <= READING

    def test_nothing_changed_is_one_small_request(self, account, proxy, person):
        for number in range(10):
            person.put_card(f"c{number}.vcf", card(number))
        with account.book(url=account.server.addressbook) as book:
            mirror = settled(book)
        state = mirror.state
        with account.book(url=account.server.addressbook) as book, counted(proxy, book) as cost:
            mirror.take(book.changes(state))
        assert mirror.unchanged
        assert mirror.state is state, "ten thousand etags are not packed again for nothing"
        assert cost.requests == 1
        assert cost.received < 500

    def test_changes_come_one_by_one(self, account, proxy, person):
        for number in range(10):
            person.put_card(f"c{number}.vcf", card(number))
        with account.book(url=account.server.addressbook) as book:
            mirror = settled(book)
            person.put_card("c3.vcf", card(3, name="Ada New"))
            with counted(proxy, book) as cost:
                mirror.take(book.changes(mirror.state))
            assert [item.name for item in mirror.news if isinstance(item, Contact)] == ["Ada New"]
            assert len(mirror.news) == 1
            assert cost.requests == 2
            assert cost.received < 2000
            person.delete("c4.vcf")
            person.put_card("new.vcf", card(77))
            mirror.take(book.changes(mirror.state))
            assert len(mirror.records) == 10
            assert "Person 4" not in names(mirror.records)
            assert "Person 77" in names(mirror.records)
            whole = Mirror().take(book.changes(None))
            assert whole.records == mirror.records
        assert {entry.method for entry in proxy.log} <= READING

    def test_a_card_that_came_and_went_is_no_news(self, account, person):
        person.put_card("c0.vcf", card(0))
        with account.book(url=account.server.addressbook) as book:
            mirror = Mirror().take(book.changes(None))
            person.put_card("c1.vcf", card(1))
            person.delete("c1.vcf")
            mirror.take(book.changes(mirror.state))
            assert names(mirror.records) == ["Person 0"]

    def test_the_same_bytes_again_are_no_news(self, account, person):
        for number in range(5):
            person.put_card(f"c{number}.vcf", card(number))
        with account.book(url=account.server.addressbook) as book:
            mirror = settled(book)
            person.put_card("c1.vcf", card(1))
            mirror.take(book.changes(mirror.state))
            assert not [item for item in mirror.news if isinstance(item, Contact | Removed)]

    def test_a_token_of_another_life_leads_to_a_full_listing(self, account, person):
        for number in range(6):
            person.put_card(f"c{number}.vcf", card(number))
        with account.book(url=account.server.addressbook) as book:
            mirror = Mirror().take(book.changes(None))
            person.delete("c1.vcf")
            person.put_card("c2.vcf", card(2, name="Changed Meanwhile"))
            person.put_card("c9.vcf", card(9))
            mirror.with_token("http://example.org/ns/sync/of-another-life")
            mirror.take(book.changes(mirror.state))
            assert names(mirror.records) == sorted(
                ["Changed Meanwhile", "Person 0", "Person 3", "Person 4", "Person 5", "Person 9"]
            )
            assert len([item for item in mirror.news if isinstance(item, Contact)]) == 2
            assert len([item for item in mirror.news if isinstance(item, Removed)]) == 1

    def test_a_state_that_is_not_ours_means_everything(self, account, person):
        person.put_card("c0.vcf", card(0))
        with account.book(url=account.server.addressbook) as book:
            for state in (b"", b"junk", b"x\x9c\x00", pack("another account", {})):
                mirror = Mirror().take(book.changes(state))
                assert Complete() in mirror.items
                assert names(mirror.records) == ["Person 0"]

    def test_once_a_week_everything_is_listed(self, account, proxy, person):
        for number in range(5):
            person.put_card(f"c{number}.vcf", card(number))
        with account.book(url=account.server.addressbook) as book:
            mirror = settled(book)
            account.now += timedelta(days=7)
            proxy.clear()
            mirror.take(book.changes(mirror.state))
            assert mirror.news == []
            assert [_lists_all(entry) for entry in proxy.log] == [True]
            account.now += timedelta(days=6)
            mirror.take(book.changes(mirror.state))
            assert mirror.unchanged

    def test_one_poisoned_card_costs_only_itself(self, account, proxy, person):
        for number in range(20):
            person.put_card(f"c{number}.vcf", card(number))
        stored = person.try_card("poison.vcf", card(66, note="a note with \ufffe inside"))
        with account.book(url=account.server.addressbook) as book:
            mirror = Mirror().take(book.changes(None))
            person.put_card("late.vcf", card(50, name="Zoe Late"))
            mirror.take(book.changes(mirror.state))
        read = names(mirror.records)
        assert "Zoe Late" in read
        assert {f"Person {n}" for n in range(20)} <= set(read)
        broken = [item for items in mirror.records.values() for item in items if isinstance(item, Unreadable)]
        assert len(broken) + ("Person 66" in read) == stored
        assert all(item.key.endswith("/poison.vcf") and item.source == "people" for item in broken)

    def test_discovery_is_paid_for_once(self, account, proxy):
        for allowed in (4, 0):
            with (
                account.book() as book,
                account.calendar(url=account.server.root) as calendar,
                counted(proxy, book, calendar) as cost,
            ):
                list(book.notes())
                assert calendar._server.directory.calendars()
                assert book._server.directory.books()
            assert cost.requests <= allowed

    def test_the_configured_book_is_among_those_discovered(self, account):
        with account.book() as book:
            found = {one.url.rstrip("/") for one in book._server.directory.books()}
        assert account.server.addressbook.rstrip("/") in {url.replace("%40", "@") for url in found}
