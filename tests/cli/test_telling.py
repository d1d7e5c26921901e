"""What the verbs say when there is nobody, when an undo leaves something, and when a kind is unknown."""

import re

import pytest

from .conftest import NOW, call, data, edit

FINE = "Nobody this week. That is fine."
EMPTY = '[garden]\nstate = "state"\n'
CALENDAR = EMPTY + '[[calendar]]\nname = "home"\nkind = "ics"\npath = "calendar.ics"\nreminders = true\n'


def plan(cwd, code=0, now=NOW):
    return call("plan", "--now", now, cwd=cwd, code=code).stdout


def test_nobody_is_fine_where_all_was_read_and_somebody_is_known(life):
    edit(life, "[garden]\n", "[scoring]\nquiet_days = 20000\n\n[garden]\n")
    said = plan(life)
    assert FINE in said
    assert re.search(r"\d+ people, 0 of them quiet", said)
    (life / "google-contacts.csv").unlink()
    said = plan(life, code=4)
    assert FINE not in said
    assert "Nobody was chosen, and not all was seen: google failed." in said


def test_where_the_quiet_are_all_held_back_the_way_to_the_reasons_is_told(life):
    edit(life, "[garden]\n", '[garden]\nchannels = ["meet"]\n')
    assert f"{FINE} `reconnect plan --all` says of each why not." in plan(life)
    assert "still works (your channels: meet)" in " ".join(
        call("plan", "--all", "--now", NOW, cwd=life).stdout.split()
    )


def test_a_broken_record_is_no_store_that_failed(life):
    edit(life, "[garden]\n", "[scoring]\nquiet_days = 20000\n\n[garden]\n")
    with (life / "log.csv").open("a", encoding="utf-8") as log:
        log.write("not a day,Ruth Albrecht,call,out,,,\n")
    assert FINE in plan(life, code=4)


@pytest.mark.parametrize("config", [EMPTY, CALENDAR])
def test_where_nobody_is_known_the_missing_address_book_is_told(tmp_path, original, config):
    (tmp_path / "calendar.ics").write_bytes(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR\r\n")
    (tmp_path / "reconnect.toml").write_text(config, encoding="utf-8")
    said = plan(tmp_path)
    assert FINE not in said
    assert "Nobody is known yet: no [[addressbook]]" in said
    assert "0 people" not in said


def test_a_paused_garden_says_so_and_counts_nobody(life):
    call("pause", "2026-05-01", "--now", NOW, cwd=life)
    said = plan(life)
    assert "paused until 2026-05-01" in said
    assert "0 people" not in said
    assert "Nobody" not in said


@pytest.fixture
def twice(life):
    """Two runs that wrote; one reminder of the first was touched."""
    edit(life, "[garden]\n", "[garden]\npeople = 1\n")
    call("write", "--yes", "--now", NOW, cwd=life)
    calendar = life / "calendar.ics"
    before = calendar.read_bytes()
    ours = before.index(b"UID:reconnect")
    at = before.index(b"SUMMARY:", ours) + len(b"SUMMARY:")
    calendar.write_bytes(before[:at] + b"MINE " + before[at:])
    edit(life, "people = 1", "people = 3")
    call("write", "--yes", "--now", "2026-03-02T09:00", cwd=life)
    return life


def test_an_undo_names_what_stays_and_the_run_that_is_undone(twice):
    later = ("--now", "2026-03-02T10:00")
    assert "undone already" not in call("undo", *later, cwd=twice).stdout
    would = call("undo", "--dry-run", *later, cwd=twice, code=4).stdout
    said = call("undo", *later, cwd=twice, code=4).stdout
    assert would.replace("Would remove", "Removed") == said
    assert "The run of 2 March 2026 is undone already" in said
    touched = [line for line in said.splitlines() if "it was changed, so it stays" in line]
    assert len(touched) == 1
    assert re.search(
        r"calendar: the reminder about \w+ .* on \d+ March 2026: .* A touched one stays", touched[0]
    )
    assert re.search(r"about (.*?) on", touched[0]).group(1) in {
        person["name"] for person in data("plan", "--now", NOW, cwd=twice)["plan"]["held"]
    }


@pytest.mark.full
def test_an_undo_tells_a_deleted_reminder_from_a_changed_one(twice):
    call("undo", "--now", "2026-03-02T10:00", cwd=twice)
    calendar = twice / "calendar.ics"
    before = calendar.read_bytes()
    first = before.rindex(b"BEGIN:VEVENT", 0, before.index(b"UID:reconnect"))
    last = before.index(b"END:VEVENT", first) + len(b"END:VEVENT\r\n")
    calendar.write_bytes(before[:first] + before[last:])
    said = call("undo", "--now", "2026-03-02T10:00", cwd=twice).stdout
    assert re.search(
        r"The reminder about \w+ .* on \d+ March 2026 was deleted in the calendar before",
        " ".join(said.split()),
    )
    assert "changed" not in said
    would = data("undo", "--dry-run", "--now", "2026-03-02T10:00", cwd=twice)
    told = data("undo", "--now", "2026-03-02T10:00", cwd=twice)
    assert (told["removed"], len(told["gone"]), told["left"]) == ([], 1, [])
    assert would == told


def test_an_undo_names_the_calendar_that_a_reminder_stands_in(life):
    call("write", "--yes", "--now", NOW, cwd=life)
    edit(life, 'name = "calendar"', 'name = "another"')
    edit(life, 'path = "calendar.ics"', 'path = "another.ics"')
    (life / "another.ics").write_bytes(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR\r\n")
    would = call("undo", "--dry-run", "--now", NOW, cwd=life, code=4).stdout
    said = call("undo", "--now", NOW, cwd=life, code=4).stdout
    assert would.replace("Would remove", "Removed") == said
    assert "it stands in calendar, and reminders go to another now" in said


@pytest.mark.full
def test_an_undo_that_cannot_ask_says_that_both_may_be(monkeypatch, twice):
    from reconnect_carddav.ics_file import IcsFile

    call("undo", "--now", "2026-03-02T10:00", cwd=twice)
    monkeypatch.setattr(IcsFile, "look_up", lambda self, receipts: 1 / 0)
    said = call("undo", "--now", "2026-03-02T10:00", cwd=twice, code=4).stdout
    assert "it was changed or is gone; it stays as it is" in said


def test_nothing_left_to_undo_is_told_with_the_run(life):
    call("write", "--yes", "--now", NOW, cwd=life)
    call("undo", "--now", NOW, cwd=life)
    said = call("undo", "--now", NOW, cwd=life).stdout
    assert "The run of 2 March 2026 is undone already" in said
    assert "There is nothing to undo." in said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('kind = "csv-log"', 'kind = "csvlog"', '[[journal]] "log" kind: no installed plugin brings "csvlog"; did you mean "csv-log"?'),
        ('kind = "csv-log"', 'kind = "zzzz"', '[[journal]] "log" kind: no installed plugin brings "zzzz"; installed are: '),
        ("[garden]\n", '[plugins]\nalso = ["birthday"]\n[garden]\n', '[plugins] also: no installed plugin brings "birthday"; did you mean "birthdays"?'),
    ],
)  # fmt: skip
def test_an_unknown_kind_is_told_with_file_and_key_and_no_foreign_package(life, old, new, said):
    edit(life, old, new)
    refused = call("plan", "--now", NOW, cwd=life, code=2).stderr
    assert refused.startswith(f"reconnect.toml: {said}")
    assert "pip install" not in refused
    assert refused.count("\n") == 1


def test_where_nothing_is_known_of_anybody_the_next_step_is_told(life):
    (life / "log.csv").write_text("when,who\n", encoding="utf-8")
    (life / "calendar.ics").unlink()
    said = plan(life)
    assert FINE in said
    cards = data("plan", "--now", NOW, cwd=life)["plan"]["flip"]
    assert f"Of {len(cards)} it is not known when you were last in touch: `reconnect flip` asks." in said


def test_a_wish_about_somebody_let_go_says_that_they_stay_so(life):
    stays = "They are let go, and that stays: `reconnect wake "
    for argv in (("rest", "--until", "2026-05-01"), ("every", "60"), ("prefer", "meet")):
        assert stays not in call(argv[0], "Noah Stern", *argv[1:], "--now", NOW, cwd=life).stdout
    call("never", "Noah Stern", "--now", NOW, cwd=life)
    for argv in (("rest", "--until", "2026-05-01"), ("every", "60"), ("prefer", "meet")):
        assert stays in call(argv[0], "Noah Stern", *argv[1:], "--now", NOW, cwd=life).stdout


def test_points_that_round_to_nothing_have_no_minus(life):
    call("log", "Noah Stern", "--now", NOW, cwd=life)
    said = call("why", "Noah Stern", "--now", NOW, cwd=life).stdout
    assert re.search(r"\+0\.00 +Quiet for 0 days", said)
    assert "-0.00" not in said


def test_a_table_to_fill_in_is_named_with_the_next_step(life):
    told = "then: reconnect weed --apply weeds.csv"
    assert told not in call("weed", "--csv", "weeds.csv", "--dry-run", "--now", NOW, cwd=life).stdout
    assert told in call("weed", "--csv", "weeds.csv", "--now", NOW, cwd=life).stdout


def test_one_person_is_not_one_people(tmp_path):
    (tmp_path / "reconnect.toml").write_text(
        EMPTY + '[[addressbook]]\nname = "book"\nkind = "vcard"\npath = "book.vcf"\n', encoding="utf-8"
    )
    card = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann Archer\r\nN:Archer;Ann;;;\r\nEND:VCARD\r\n"
    (tmp_path / "book.vcf").write_text(card, encoding="utf-8", newline="")
    assert "1 person, 0 of them quiet" in plan(tmp_path)


def test_letting_go_says_that_a_reminder_still_stands(life):
    call("write", "--yes", "--now", NOW, cwd=life)
    name = data("plan", "--now", "2026-03-02T10:00", cwd=life)["plan"]["held"]
    open_now = next(one["name"] for one in name if one["reason"] == "a reminder is already in the calendar")
    for verb in (("rest", open_now), ("never", open_now), ("never", open_now, "--deceased")):
        said = call(*verb, "--now", NOW, cwd=life).stdout
        assert "1 open reminder stands in the calendar still: delete it there when it should go." in said
    assert f"{open_now} is no longer living, and appears nowhere any more." in said
    assert "stands" not in call("rest", "Noah Stern", "--now", NOW, cwd=life).stdout
