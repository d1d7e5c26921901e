"""Our own entries read back: the entry is the answer sheet."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from reconnect_core import Entry, EntryStatus, Gone, OutcomeKind, When
from reconnect_core.model.memory import ReminderRow
from reconnect_core.pipeline import outcomes, own_words

ZONE = ZoneInfo("Europe/Berlin")
TEXT = "You were on my mind.\n\nCall: tel:+49301234"
START = When(day=date(2026, 3, 3), time=time(17), zone="Europe/Berlin")
ROW = ReminderRow(
    uid="r1",
    person="p1",
    episode="e",
    status="open",
    calendar="c",
    start=outcomes.start_text(START),
    intended_at="2026-03-02T08:00:00+00:00",
    words=own_words.marks("Call Ada", TEXT),
)
ENTRY = Entry(calendar="c", uid="r1", start=START, title="Call Ada", text=TEXT)
BEFORE = datetime(2026, 3, 3, 8, tzinfo=UTC)
AFTER = datetime(2026, 3, 4, 8, tzinfo=UTC)
LONG_AFTER = datetime(2026, 3, 9, 8, tzinfo=UTC)
MOVED = replace(ENTRY, start=replace(START, day=date(2026, 3, 20)))
SAME_IN_UTC = replace(ENTRY, start=When(day=date(2026, 3, 3), time=time(16), zone="UTC"))

TABLE = [
    ("untouched", ENTRY, BEFORE, OutcomeKind.WAITING),
    ("untouched, just after", ENTRY, AFTER, OutcomeKind.WAITING),
    ("untouched, long after", ENTRY, LONG_AFTER, OutcomeKind.PASSED),
    ("moved", MOVED, LONG_AFTER, OutcomeKind.MOVED),
    ("moved and passed", MOVED, datetime(2026, 4, 1, tzinfo=UTC), OutcomeKind.PASSED),
    ("rewritten in UTC by the server", SAME_IN_UTC, BEFORE, OutcomeKind.WAITING),
    ("deleted before", Gone(uid="r1"), BEFORE, OutcomeKind.REMOVED),
    ("deleted after", Gone(uid="r1"), AFTER, OutcomeKind.HANDLED),
    ("cancelled before", replace(ENTRY, status=EntryStatus.CANCELLED), BEFORE, OutcomeKind.REMOVED),
    ("ticked", replace(ENTRY, title="✓ Call Ada"), AFTER, OutcomeKind.DONE),
    ("x", replace(ENTRY, title="x Call Ada"), AFTER, OutcomeKind.DONE),
    ("[x]", replace(ENTRY, title="[x] Call Ada"), AFTER, OutcomeKind.DONE),
    ("done", replace(ENTRY, title="Done: call Ada"), AFTER, OutcomeKind.DONE),
    ("in the quotes of our last line", replace(ENTRY, title="“done” Call Ada"), AFTER, OutcomeKind.DONE),
    ("in German ones", replace(ENTRY, title="„Erledigt“: Call Ada"), AFTER, OutcomeKind.DONE),
    ("in brackets", replace(ENTRY, title="(x) Call Ada"), AFTER, OutcomeKind.DONE),
    ("a comma behind x", replace(ENTRY, title="x, call Ada"), AFTER, OutcomeKind.DONE),
    ("a mark of direction before", replace(ENTRY, title="\u200e✓ Call Ada"), AFTER, OutcomeKind.DONE),
    ("a tick as text at the end", replace(ENTRY, title="Call Ada ✓\ufe0e"), AFTER, OutcomeKind.DONE),
    ("our last line, wrapped", replace(ENTRY, text=TEXT + "\n“done” when it is"), AFTER, OutcomeKind.WAITING),
    ("an x that is a name", replace(ENTRY, title="(Xaver) anrufen"), AFTER, OutcomeKind.WAITING),
    ("a word that x begins", replace(ENTRY, title="X-ray with Ada"), AFTER, OutcomeKind.WAITING),
    ("that word in the text", replace(ENTRY, text=TEXT + "\nX-mas at hers?"), AFTER, OutcomeKind.WAITING),
    ("an address that x begins", replace(ENTRY, text=TEXT + "\nx.com/ada"), AFTER, OutcomeKind.WAITING),
    ("a dash behind x", replace(ENTRY, title="x - Call Ada"), AFTER, OutcomeKind.DONE),
    ("not an x", replace(ENTRY, title="Xaver anrufen"), AFTER, OutcomeKind.WAITING),
    ("ticked in the text", replace(ENTRY, text="done, she was glad\n" + TEXT), AFTER, OutcomeKind.DONE),
    ("task completed", replace(ENTRY, status=EntryStatus.COMPLETED), AFTER, OutcomeKind.DONE),
    ("x alone in the text", replace(ENTRY, text=TEXT + "\nx"), AFTER, OutcomeKind.DONE),
    ("done in a later line", replace(ENTRY, text=TEXT + "\nlong talk\ndone!"), AFTER, OutcomeKind.DONE),
    ("a tick behind the title", replace(ENTRY, title="Call Ada ✓"), AFTER, OutcomeKind.DONE),
    ("done behind the title", replace(ENTRY, title="Call Ada (done)"), AFTER, OutcomeKind.DONE),
    ("did not", replace(ENTRY, text=TEXT + "\ndid not reach her"), AFTER, OutcomeKind.WAITING),
    ("to be done", replace(ENTRY, title="Call Ada when this is done"), AFTER, OutcomeKind.WAITING),
    ("unreadable", None, LONG_AFTER, OutcomeKind.UNKNOWN),
]


@pytest.mark.parametrize(("found", "now", "kind"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_what_became_of_it(found, now, kind):
    assert outcomes.read_back(ROW, found, now=now, zone=ZONE).kind is kind


@pytest.mark.parametrize("title", ["✓✓ Call Ada", "Done! Call Ada", "✓\ufe0e Call Ada", "[done] Call Ada"])
def test_what_says_that_it_is_done_is_no_word_of_what_happened(title):
    found = outcomes.read_back(ROW, replace(ENTRY, title=title), now=AFTER, zone=ZONE)
    assert (found.kind, found.words) == (OutcomeKind.DONE, "")


@pytest.mark.parametrize("name", ["Ada ✅", "Ada (done)"])
def test_a_name_that_looks_like_a_tick_answers_nothing(name):
    row = replace(ROW, words=own_words.marks(f"Call {name}", TEXT))
    untouched = replace(ENTRY, title=f"Call {name}")
    assert outcomes.read_back(row, untouched, now=AFTER, zone=ZONE).kind is OutcomeKind.WAITING
    ticked = outcomes.read_back(row, replace(untouched, title=f"✓ Call {name}"), now=AFTER, zone=ZONE)
    assert (ticked.kind, ticked.words) == (OutcomeKind.DONE, "")


def test_fresh_contact_after_the_reminder_is_done():
    fresh = outcomes.read_back(ROW, ENTRY, now=AFTER, zone=ZONE, fresh=date(2026, 3, 4))
    assert (fresh.kind, fresh.day) == (OutcomeKind.DONE, date(2026, 3, 4))
    same_day = outcomes.read_back(ROW, ENTRY, now=AFTER, zone=ZONE, fresh=date(2026, 3, 2))
    assert same_day.kind is OutcomeKind.DONE
    stale = outcomes.read_back(ROW, ENTRY, now=AFTER, zone=ZONE, fresh=date(2026, 3, 1))
    assert stale.kind is OutcomeKind.WAITING


def test_what_the_user_added_is_kept_and_ours_is_not():
    text = "  You were on my  mind.\nShe has a new job at the theatre\nCall: tel:+49301234"
    found = outcomes.read_back(ROW, replace(ENTRY, text=text, title="✓ Call Ada"), now=AFTER, zone=ZONE)
    assert found.words == "She has a new job at the theatre"


def test_done_before_its_day_counts_on_that_earlier_day():
    found = outcomes.read_back(ROW, replace(ENTRY, title="✓ Call Ada"), now=BEFORE, zone=ZONE)
    assert found.day <= date(2026, 3, 3)
    assert found.day >= date(2026, 3, 2)


def test_where_a_moved_one_went_is_told():
    assert outcomes.read_back(ROW, MOVED, now=AFTER, zone=ZONE).moved_to.startswith("2026-03-20T17:00")


def test_what_the_user_writes_into_the_title_is_kept_too():
    found = outcomes.read_back(ROW, replace(ENTRY, title="✓ Call Ada, new job!"), now=AFTER, zone=ZONE)
    assert found.words == "Call Ada, new job!"
    ticked = outcomes.read_back(ROW, replace(ENTRY, title="[x] Call Ada"), now=AFTER, zone=ZONE)
    assert ticked.words == ""


def test_a_moved_reminder_ends_at_its_new_time():
    gone = Gone(uid="r1")
    to = "2026-03-20T17:00 Europe/Berlin"
    before = outcomes.read_back(ROW, gone, now=LONG_AFTER, zone=ZONE, moved_to=to)
    assert before.kind is OutcomeKind.REMOVED
    after = outcomes.read_back(ROW, gone, now=datetime(2026, 3, 21, tzinfo=UTC), zone=ZONE, moved_to=to)
    assert after.kind is OutcomeKind.HANDLED


def test_a_garden_that_moved_to_another_zone_moved_no_reminder():
    elsewhere = outcomes.read_back(ROW, ENTRY, now=BEFORE, zone=ZoneInfo("Asia/Kolkata"))
    assert elsewhere.kind is OutcomeKind.WAITING
