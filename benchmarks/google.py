"""Google's cost: requests, bytes and seconds against the stand-in, beside what Google's own quickstart does.

    (echo '# google'; echo; python -m benchmarks.google) > benchmarks/results/google.md

Both sides use Google's client on the same local stand-in, so that only what they ask for differs; its own work is in the seconds of both. The baseline
asks as the quickstarts do: default pages, no ``fields``, everything again each time, over httplib2. Prints Markdown.
"""

import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "plugins" / "reconnect-google" / "tests"))

from reconnect_core import Window

from .measuring import PYTHON, in_turn, run, table

WINDOW = Window(first=date(2021, 1, 1), last=date(2026, 5, 1))
FIELDS = "names,emailAddresses,phoneNumbers,addresses,organizations,biographies,birthdays,events,relations,memberships"
BARE = "pass"
PLUGIN = "import reconnect_google as g; g.reconnect_addressbooks(); g.reconnect_calendars()"
CLIENT = "import googleapiclient.discovery, google.oauth2.credentials, requests"


def measured(desk: Any, name: str, work: Callable[[], object], bar: str = "–") -> str:
    """One row: requests and the bar for them, writes, kilobytes of bodies and seconds of some work."""
    desk.server.forget_calls()
    begin = time.perf_counter()
    work()
    seconds = time.perf_counter() - begin
    calls = desk.world.requests
    sent = sum(call.sent for call in calls) / 1000
    return f"| {name} | {len(calls)} | {bar} | {len(desk.world.writes)} | {sent:.1f} | {seconds:.2f} |"


def ours(desk: Any) -> Iterator[str]:
    """What the adapter does, in the order of a user's life."""
    from desk import Mirror, reminder
    from google_standin import seeds

    seeds.contacts(desk.world, 10_000)
    seeds.meetings(desk.world, 5_000)
    book, seen, own = desk.contacts(), desk.calendar(), desk.reminders()
    people, met = Mirror(), Mirror()
    own.create()
    yield measured(
        desk, "10,000 contacts, first time", lambda: people.take(book.changes(None)), "≤ 11, ≤ 450 kB"
    )
    yield measured(desk, "… when nothing changed", lambda: people.take(book.changes(people.state)), "1")
    yield measured(desk, "5,000 meetings, first time", lambda: met.take(seen.changes(None, WINDOW)), "≤ 3")
    desk.world.add_event("primary", {"start": {"date": "2026-03-01"}, "end": {"date": "2026-03-02"}})
    yield measured(desk, "… the next day", lambda: met.take(seen.changes(met.state, WINDOW)), "≤ 1")
    wanted = [reminder(number) for number in range(3)]
    yield measured(desk, "3 reminders, first time", lambda: list(own.put(wanted)), "3, once 1 calendar more")
    yield measured(desk, "… again, with the state lost", lambda: list(own.put(wanted)), "≤ 6, 0 writes")
    receipts = list(own.put(wanted))
    yield measured(desk, "… read back", lambda: list(own.look_up(receipts)), "1")


def weeks() -> Iterator[str]:
    """A garden walked once a week for eight weeks, and once more an hour after: what each walk costs."""
    from desk import Desk
    from google_standin.server import Server
    from life import garden, populate

    with Server() as google:
        desk = Desk(google)
        populate(desk.world, 30)
        live = garden(desk)
        wasted = 0
        for number in range(1, 9):
            yield measured(desk, f"week {number}", lambda: live.write(live.plan(now=desk.world.clock())))
            wasted += sum(call.status != 200 for call in desk.world.calls)
            desk.world.clock.sleep(7 * 86400)
        for _ in range(2):  # what the first of them wrote is news to the second
            live.write(live.plan(now=desk.world.clock()))
            desk.world.clock.sleep(3600)
        bar = "≤ 3, ≤ 1 kB, 0 writes"
        name = "when nothing changed since the last walk"
        yield measured(desk, name, lambda: live.write(live.plan(now=desk.world.clock())), bar)
        desk.close()
    yield f"\nRequests, token requests included, that were refused in the eight weeks: {wasted} (bar: 0)."


def runs(folder: Path) -> str:
    """Whole processes: a timer's run in which nothing changed, beside what its imports cost."""
    import os

    from google_standin.server import Server
    from life import settled

    os.environ["CANARY"] = "client-secret-canary"
    with Server() as google:
        config, _ = settled(folder, google)
        now = google.world.clock().isoformat()
        verb = [str(Path(PYTHON).with_name("reconnect")), "sync", "-c", str(config), "--now", now]
        run([verb[0], "plan", *verb[2:]])
        commands = {
            "Google's client imported": [PYTHON, "-c", CLIENT],
            "`reconnect sync` when nothing changed": verb,
        }
        return table(in_turn(commands, 5), "Google's client imported")


def making(desk: Any) -> Iterator[str]:
    """What is left of the seconds without the network and the stand-in: answers into records."""
    from reconnect_google import event, person

    people = [record.plain for record in desk.world.people.values()]
    events = [record.plain for record in desk.world.calendars["primary"].events.values()]
    for name, items, work in (
        ("contacts", people, lambda one: person.contact(one, "book", {})),
        ("entries", events, lambda one: event.entry(one, "calendar", frozenset(), "Europe/Berlin")),
    ):
        begin = time.process_time()
        for one in items:
            work(one)
        each = (time.process_time() - begin) / len(items)
        yield f"| {len(items)} {name} | {each * 1e6:.0f} |"


def quickstart(desk: Any) -> Iterator[str]:
    """What a program written after the quickstarts does."""
    people, calendar = _services(desk)
    connections = people.people().connections()
    yield measured(
        desk, "10,000 contacts", lambda: _all(connections, resourceName="people/me", personFields=FIELDS)
    )
    events = calendar.events()
    window = {"timeMin": "2021-01-01T00:00:00Z", "timeMax": "2026-05-02T00:00:00Z"}
    yield measured(
        desk, "5,000 meetings", lambda: _all(events, calendarId="primary", singleEvents=True, **window)
    )


def _services(desk: Any) -> tuple[Any, Any]:
    import google_auth_httplib2
    import httplib2
    from google.oauth2.credentials import Credentials
    from googleapiclient.discovery import build

    token = next(iter(desk.world.access))
    http = google_auth_httplib2.AuthorizedHttp(Credentials(token=token), http=httplib2.Http())
    given = {"http": http, "static_discovery": True, "cache_discovery": False}
    urls = desk.server.settings
    people = build("people", "v1", client_options={"api_endpoint": urls["people_url"]}, **given)
    calendar = build("calendar", "v3", client_options={"api_endpoint": urls["calendar_url"]}, **given)
    return people, calendar


def _all(resource: Any, **given: Any) -> None:
    request = resource.list(**given)
    while request is not None:
        request = resource.list_next(request, request.execute())


def shared_by_threads(desk: Any) -> Iterator[str]:
    """320 gets by 8 threads on one service: how many answers are another event's."""
    from desk import reminder

    own = desk.reminders()
    receipts = list(own.put([reminder(number) for number in range(40)]))
    _, calendar = _services(desk)
    events = calendar.events()

    def plain(uid: str) -> str:
        return str(events.get(calendarId=own.address, eventId=uid).execute()["id"])

    def adapter(uid: str) -> str:
        return next(own.look_up([receipt for receipt in receipts if receipt.uid == uid])).uid

    for name, ask in (("this adapter", adapter), ("one service over httplib2", plain)):
        wrong, failed = _raced(ask, [receipt.uid for receipt in receipts])
        yield f"| {name} | {wrong} | {failed} |"


def _raced(ask: Callable[[str], str], uids: list[str]) -> tuple[int, int]:
    right: list[str] = []
    wrong: list[str] = []
    failed: list[str] = []

    def run() -> None:
        for uid in uids:
            try:
                (right if ask(uid) == uid else wrong).append(uid)
            except Exception:
                failed.append(uid)

    threads = [threading.Thread(target=run, daemon=True) for _ in range(8)]
    for thread in threads:
        thread.start()
    end = time.monotonic() + 20
    for thread in threads:
        thread.join(max(0.0, end - time.monotonic()))
    hung = len(uids) * len(threads) - len(wrong) - len(failed) - len(right)
    return len(wrong), len(failed) + hung


def compared(desk: Any, head: str) -> None:
    """Print what the adapter and the quickstarts ask for on one desk."""
    print("\n## Reconnect\n\n" + head)
    for row in ours(desk):
        print(row, flush=True)
    print("\n## Of which making records of answers\n\n| what | µs each |\n|---|---|")
    for row in making(desk):
        print(row, flush=True)
    print("\n## As the quickstarts do, which make no records\n\n" + head)
    for row in quickstart(desk):
        print(row, flush=True)
    print(
        "\n## 320 gets by 8 threads on one service\n\n| who | wrong | failed or not done in 20 s |\n|---|---|---|"
    )
    for row in shared_by_threads(desk):
        print(row, flush=True)
    desk.close()


def main() -> None:
    """Print the tables."""
    try:
        from desk import Desk
        from google_standin.server import Server
    except ImportError as error:
        raise SystemExit(f"reconnect-google is not installed ({error.name})") from None
    print(
        f"`python -m benchmarks.google` on {date.today()}, Python {sys.version.split()[0]}, on a machine that"
    )
    print("others use as well: read the counts and the ratios, not the seconds.\n\n## What importing costs\n")
    commands = {
        "bare interpreter": [PYTHON, "-c", BARE],
        "this plugin, registered": [PYTHON, "-c", PLUGIN],
        "Google's client, once it is used": [PYTHON, "-c", CLIENT],
    }
    print(table(in_turn(commands, 5), "bare interpreter"))
    with tempfile.TemporaryDirectory() as folder:
        print("\n## A timer's run as a whole process\n")
        print(runs(Path(folder)), flush=True)
    head = "| what | requests | bar | writes | kB | seconds |\n|---|---|---|---|---|---|"
    print("\n## Eight weeks of a garden\n\n" + head)
    for row in weeks():
        print(row, flush=True)
    with Server() as google:
        compared(Desk(google), head)


if __name__ == "__main__":
    main()
