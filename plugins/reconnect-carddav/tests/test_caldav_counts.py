"""What five years in a calendar cost: requests and bytes before Radicale."""

from datetime import date, timedelta

import pytest

from reconnect_core import Entry, Window

from .servers.suites import Mirror, counted, event

FIVE_YEARS = Window(first=date(2021, 1, 1), last=date(2026, 4, 1))


@pytest.fixture
def server(radicale_server):
    return radicale_server


def filled(server, name, count):
    """A new calendar with so many meetings, by Radicale's PUT of a whole collection."""
    url = server.sibling(server.calendar, name)
    server.delete(url)
    inner = []
    for number in range(count):
        day = FIVE_YEARS.first + timedelta(days=number * 1800 // count)
        text = event(
            f"m{number}", day, title=f"Meeting {number}", extra=(f"ATTENDEE:mailto:p{number % 90}@example.org",)
        )
        inner.append(text.partition(b"PRODID:-//test//EN\r\n")[2].partition(b"END:VCALENDAR")[0])
    body = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n" + b"".join(inner) + b"END:VCALENDAR\r\n"
    status, _, said = server.ask("PUT", url, body, Content_Type="text/calendar")
    assert status == 201, said[:300]
    return url


@pytest.mark.parametrize("count", [100, pytest.param(5000, marks=pytest.mark.full)])
def test_five_years_of_entries_and_the_next_day(account, proxy, server, count):
    url = filled(server, f"years-{count}", count)
    try:
        with account.calendar(url=proxy.url(url), timeout_seconds=600) as diary:
            diary._calendar()
            with counted(proxy, diary) as first:
                mirror = Mirror().take(diary.changes(None, FIVE_YEARS))
            assert sum(isinstance(one, Entry) for items in mirror.records.values() for one in items) == count
            account.now += timedelta(days=1)
            with counted(proxy, diary) as next_day:
                mirror.take(diary.changes(mirror.state, FIVE_YEARS))
            assert mirror.unchanged
        print(f"{count} entries: {first.requests} requests, {first.received} bytes")
        print(f"the next day: {next_day.requests} request, {next_day.received} bytes")
        assert first.requests <= 5
        assert next_day.requests == 1
        assert next_day.received < 500
    finally:
        server.delete(url)
