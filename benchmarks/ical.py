"""The calendar reader against icalendar's own parse, on the same generated file, in turn.

    python -m benchmarks.ical [EVENTS ROUNDS]

Floor: ``icalendar.Calendar.from_ical``, which parses and expands nothing. Beside it what a program built on
icalendar needs for the same answer: that parse and recurring-ical-events over the same window.
"""

import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

FIRST, LAST = date(2021, 1, 1), date(2025, 12, 31)
RULES = (
    "FREQ=WEEKLY",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH",
    "FREQ=MONTHLY;BYDAY=2WE",
    "FREQ=YEARLY",
    "FREQ=WEEKLY;COUNT=20",
)


def event(number: int, chance: random.Random) -> str:
    """A typical event of a work calendar; every tenth is a series."""
    start = datetime(FIRST.year, 1, 1, 8) + timedelta(
        days=chance.randrange(5 * 365), minutes=15 * chance.randrange(40)
    )
    lines = [
        "BEGIN:VEVENT",
        f"UID:{number:08x}-{chance.getrandbits(32):08x}@example.com",
        "DTSTAMP:20250101T000000Z",
        f"DTSTART;TZID=Europe/Berlin:{start:%Y%m%dT%H%M%S}",
        f"DTEND;TZID=Europe/Berlin:{start + timedelta(hours=1):%Y%m%dT%H%M%S}",
        f"SUMMARY:Meeting {number}",
        "DESCRIPTION:About the plan\\, and what is next.\\nBring the numbers.",
        "LOCATION:Room 4",
        "STATUS:CONFIRMED",
        "TRANSP:OPAQUE",
    ]
    lines += [
        f"ATTENDEE;CN=Person {who};PARTSTAT=ACCEPTED;ROLE=REQ-PARTICIPANT:mailto:p{who}@example.com"
        for who in chance.sample(range(300), 2)
    ]
    if number % 10 == 0:
        lines.append(f"RRULE:{RULES[number // 10 % len(RULES)]}")
    return "\r\n".join([*lines, "END:VEVENT", ""])


def calendar(count: int, seed: int = 7) -> bytes:
    """The same ``count`` events for the same seed."""
    chance = random.Random(seed)
    body = "".join(event(number, chance) for number in range(count))
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:bench\r\n{body}END:VCALENDAR\r\n".encode()


def seconds(read: Callable[[], int]) -> tuple[float, int]:
    """Processor seconds of one whole read, and how much it found."""
    begin = time.process_time()
    found = read()
    return time.process_time() - begin, found


def main() -> None:
    """Print a Markdown table of the readers and their ratios."""
    import icalendar
    import recurring_ical_events

    from reconnect_carddav import ical
    from reconnect_core import Window

    count, times = [int(word) for word in sys.argv[1:3]] or [5000, 3]
    data, window = calendar(count), Window(first=FIRST, last=LAST)

    def ours() -> int:
        return sum(1 for _ in ical.read(data, window, calendar="bench", zone=UTC))

    def parse() -> int:
        return len(icalendar.Calendar.from_ical(data).subcomponents)

    def expand() -> int:
        begin, end = window.moments(UTC)
        return len(recurring_ical_events.of(icalendar.Calendar.from_ical(data)).between(begin, end))

    readers = {
        "reconnect, expanded": ours,
        "icalendar, parse only": parse,
        "with recurring-ical-events": expand,
    }
    runs: dict[str, list[tuple[float, int]]] = {name: [] for name in readers}
    for _ in range(times):
        for name, read in readers.items():
            runs[name].append(seconds(read))
    if runs["reconnect, expanded"][0][1] != runs["with recurring-ical-events"][0][1]:
        raise RuntimeError("the readers do not agree on the occurrences")
    print(f"{count} events of {len(data) // count} bytes over five years, {times} rounds, processor time\n")
    print("| reader | seconds | found | ratio to icalendar's parse (min – median – max) |")
    print("|---|---|---|---|")
    for name, found in runs.items():
        ratios = sorted(
            mine / floor for (mine, _), (floor, _) in zip(found, runs["icalendar, parse only"], strict=True)
        )
        middle = statistics.median(took for took, _ in found)
        low, high = ratios[0], ratios[-1]
        print(
            f"| {name} | {middle:.2f} | {found[0][1]} | {low:.2f} – {statistics.median(ratios):.2f} – {high:.2f} |"
        )


if __name__ == "__main__":
    main()
