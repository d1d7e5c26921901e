"""Calendars that real products wrote, with the facts read from them by hand. They are not part of this repository."""

import json
import os
from collections import Counter
from datetime import UTC, date, timedelta
from pathlib import Path

import pytest

from reconnect_carddav import ical
from reconnect_core import Entry, EntryStatus, Unreadable, Window

SHARED = os.environ.get("RECONNECT_SHARED", "")
pytestmark = pytest.mark.skipif(not SHARED, reason="RECONNECT_SHARED is not set")
CORPUS = Path(SHARED or ".", "fixtures")
EXPECTED = json.loads((CORPUS / "expected.json").read_text("utf-8")) if SHARED else {}
FILES = sorted(name for name in EXPECTED if name.startswith("ics/"))
# People of entries that take up no time: a cancellation without a start, a task that is only due.
TIMELESS = {"ics/nc_cancel.ics": set("abcd"), "ics/ni_apple_ical2002.ics": {"jqpublic"}}


def entries(name):
    first, end = EXPECTED[name].get("window") or ("1970-01-01", "2037-01-01")
    window = Window(first=date.fromisoformat(first), last=date.fromisoformat(end) - timedelta(days=1))
    return list(ical.read((CORPUS / name).read_bytes(), window, calendar="c", zone=UTC))


@pytest.mark.parametrize("name", FILES)
def test_every_fact_and_nothing_else(name):
    wanted, found = EXPECTED[name], entries(name)
    assert not [one for one in found if isinstance(one, Unreadable)]
    people = {one.email.lower() for entry in found for one in entry.attendees}
    left_out = {address for address in wanted["attendees"] if address.split("@")[0] in TIMELESS.get(name, ())}
    assert people == {*wanted["attendees"]} - {*wanted.get("non_person", ())} - left_out
    if "starts" in wanted:
        starts = Counter(str(entry.start).replace(":00Z", "Z") for entry in found)
        starts = Counter(
            {text[:16] if text[-1] != "Z" and "T" in text else text: n for text, n in starts.items()}
        )
        assert not Counter(wanted["starts"]) - starts
        assert not starts - Counter(wanted["starts"]) - Counter(wanted.get("optional_starts", ()))
    for address in wanted.get("declined", ()):
        assert {one.partstat for entry in found for one in entry.attendees if one.email == address} == {
            "declined"
        }
    if "method" in wanted:
        assert {entry.method for entry in found} <= {wanted["method"].lower()}
    for start in wanted.get("cancelled_starts", ()):
        assert all(entry.status is EntryStatus.CANCELLED for entry in found if str(entry.start) == start)


def test_there_is_a_corpus():
    assert len(FILES) > 50
    assert sum(isinstance(one, Entry) for name in FILES for one in entries(name)) > 160
