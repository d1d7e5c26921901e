"""What whole walks cost and leave alone, with address book and calendars on one Radicale."""

import re
from datetime import timedelta

import pytest

from reconnect_core import OutcomeKind

from .walks import NOW, PEOPLE, World, essence

WEEK = timedelta(days=7)
WRITING = {"PUT", "PATCH", "DELETE", "PROPPATCH", "POST", "MOVE", "COPY", "MKCOL", "MKCALENDAR"}


@pytest.fixture
def server(radicale_server):
    return radicale_server


@pytest.fixture
def world(server, proxy, tmp_path):
    world = World(server, proxy.root, tmp_path)
    yield world
    world.tidy()


def counted(garden):
    return sum(store.traffic.requests for _, store in garden.stores)


def walked(world, proxy, now=NOW):
    """The requests of the reading and of the writing, counted by us and by the proxy, and the report."""
    with world.garden(now) as garden:
        proxy.log.clear()
        plan = garden.plan(now=now)
        reading = proxy.count()
        assert counted(garden) == reading
        report = garden.write(plan)
        assert counted(garden) == proxy.count()
        return reading, proxy.count() - reading, report


def test_the_write_phase_costs_four_requests_and_none_the_second_time(world, proxy):
    reading, writing, report = walked(world, proxy)
    assert len(report.receipts) == 3
    assert writing <= 4
    assert reading <= 12, "discovery once for all three stores, and the first read of each"
    before = world.written()
    assert len(before) == 3
    _, writing, report = walked(world, proxy)
    assert (writing, report.receipts, report.faults) == (0, (), ())
    assert world.written() == before
    reading, writing, _ = walked(world, proxy)
    assert (reading, writing) == (3, 0), "nothing changed: one request for each store"


@pytest.mark.full
def test_with_the_ledger_lost_nothing_is_written_twice_or_over(world, proxy):
    walked(world, proxy)
    name = min(world.written())
    edited = world.written()[name].replace(b"SUMMARY:", b"SUMMARY:My words: ")
    assert world.server.ask("PUT", world.reminders + name, edited, Content_Type="text/calendar")[0] in (
        201,
        204,
    )
    before = world.written()
    for path in world.state.glob("*.sqlite3*"):
        path.unlink()
    _, writing, report = walked(world, proxy)
    assert report.faults == ()
    assert writing <= 1
    assert proxy.count("PUT", "DELETE") == 0
    assert world.written() == before


def test_address_books_are_only_ever_read(world, proxy):
    walked(world, proxy)
    log = list(proxy.log)
    with world.garden() as garden:
        proxy.log.clear()
        garden.undo()
        log += proxy.log
    walked(world, proxy, NOW + WEEK)
    log += proxy.log
    assert {"PUT", "DELETE"} <= {entry.method for entry in log}
    allowed = re.compile(r"/alice/reminders/reconnect[0-9a-v]+\.ics")
    assert [entry for entry in log if entry.method in WRITING and not allowed.fullmatch(entry.path)] == []


def test_what_the_user_does_with_a_reminder_comes_back_and_stays(world, proxy):
    walked(world, proxy)
    moved, done, removed = sorted(world.written())
    files = world.written()
    put = lambda name, content: world.server.put_event(name, content, world.reminders)  # noqa: E731
    day = re.search(rb"DTSTART;TZID=Europe/Berlin:(\d{8})", files[moved])[1]
    put(moved, files[moved].replace(b":" + day + b"T", b":20260320T"))
    put(done, files[done].replace(b"SUMMARY:", "SUMMARY:✓ ".encode()))
    world.server.delete(world.reminders + removed)
    mine = world.written()
    _, _, report = walked(world, proxy, NOW + timedelta(hours=3))
    found = {f"{one.uid}.ics": one.kind for one in report.outcomes}
    assert found == {
        moved: OutcomeKind.MOVED, done: OutcomeKind.DONE, removed: OutcomeKind.REMOVED
    }  # fmt: skip
    walked(world, proxy, NOW + WEEK)
    after = world.written()
    assert removed not in after
    assert {name: after[name] for name in mine} == mine


@pytest.mark.full
def test_one_poisoned_card_is_news_once(world, proxy):
    walked(world, proxy)
    listing = world.server.ask("PROPFIND", world.book, Depth="1")[2].decode()
    name = re.findall(r"/([^/<]+\.vcf)</href>", listing)[0]
    content = world.server.ask("GET", world.book + name)[2]
    poisoned = content.replace(b"END:VCARD", "NOTE:\ufffe\r\nEND:VCARD".encode())
    assert world.server.ask("PUT", world.book + name, poisoned, Content_Type="text/vcard")[0] in (201, 204)
    _, _, report = walked(world, proxy, NOW + WEEK)
    (fault,) = report.faults
    assert name in fault.error
    assert report.exit_code == 4
    (count,) = (one for one in report.plan.stores if one.store == "people")
    assert (count.records, count.unreadable) == (PEOPLE - 1, 1)
    _, _, report = walked(world, proxy, NOW + 2 * WEEK)
    assert report.exit_code == 0


def test_a_task_that_is_completed_counts_as_done(world, proxy):
    world.config.write_text(world.config.read_text().replace("[garden]\n", '[garden]\nreminder_as = "task"\n'))
    walked(world, proxy)
    name, content = min(world.written().items())
    assert b"BEGIN:VTODO" in content
    done = content.replace(b"END:VTODO", b"STATUS:COMPLETED\r\nCOMPLETED:20260304T100000Z\r\nEND:VTODO")
    world.server.put_event(name, re.sub(rb"STATUS:NEEDS-ACTION\r?\n", b"", done), world.reminders)
    _, _, report = walked(world, proxy, NOW + timedelta(days=3))
    assert {one.kind for one in report.outcomes if name.startswith(one.uid)} == {OutcomeKind.DONE}
    assert len(essence(world.written())) == 3
