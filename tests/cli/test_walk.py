"""The week's verbs as a user calls them, on the demo's files; the whole walk once as a real process."""

import json
import shutil
import subprocess

from .conftest import COMMAND, NOW, call, data, process


def test_plan_twice_is_byte_identical_also_with_rows_shuffled(life):
    first = process("plan", "--json", "--now", NOW, cwd=life).stdout
    assert process("plan", "--json", "--now", NOW, cwd=life).stdout == first
    for name, head in (
        ("google-contacts.csv", 1),
        ("Connections.csv", 4),
        ("outlook-kontakte.csv", 1),
        ("log.csv", 1),
    ):
        lines = (life / name).read_text(encoding="utf-8").splitlines(keepends=True)
        body = lines[head:]
        (life / name).write_text("".join([*lines[:head], *reversed(body)]), encoding="utf-8", newline="")
    assert process("plan", "--json", "--now", NOW, cwd=life).stdout == first


def test_writing_ten_times_changes_the_file_once(life):
    call("write", "--yes", "--now", NOW, cwd=life)
    first = (life / "calendar.ics").read_bytes()
    for minute in range(1, 10):
        call("write", "--yes", "--now", f"2026-03-02T08:{minute:02d}", cwd=life)
    assert (life / "calendar.ics").read_bytes() == first


def test_a_dry_run_says_exactly_what_the_real_one_does(life):
    dry = data("write", "--dry-run", "--now", NOW, cwd=life)
    before = (life / "calendar.ics").read_bytes()
    assert not dry["written"]
    real = data("write", "--now", NOW, cwd=life)
    assert real["reminders"] == dry["reminders"]
    assert [r["uid"] for r in real["receipts"]] == [r["uid"] for r in dry["reminders"]]
    assert (life / "calendar.ics").read_bytes() != before
    assert before.rpartition(b"END:VCALENDAR")[0] in (life / "calendar.ics").read_bytes()


def test_a_timer_writes_nothing_before_its_user_saw_a_plan(life):
    refused = call("sync", "--now", NOW, cwd=life, code=3)
    assert "reconnect plan" in refused.stderr
    call("plan", "--now", NOW, cwd=life)
    done = call("sync", "--now", NOW, cwd=life)
    assert done.stdout == ""
    assert "UID:reconnect" in (life / "calendar.ics").read_text(encoding="utf-8")


def test_a_timer_says_once_that_the_hours_have_no_room_until_they_have(life):
    call("plan", "--now", NOW, cwd=life)
    path = life / "reconnect.toml"
    roomy = path.read_text(encoding="utf-8")
    narrow = roomy.replace("[garden]\n", '[garden]\nhours = ["Mon-Fri 17:00-17:05"]\n')
    path.write_text(narrow, encoding="utf-8")
    assert call("sync", "--dry-run", "--now", NOW, cwd=life).stdout.startswith("No room for ")
    said = call("sync", "--now", NOW, cwd=life).stdout
    assert "minutes long. [garden] hours and days_off say" in said
    assert said.count("\n") == 1
    assert call("sync", "--now", NOW, cwd=life).stdout == ""
    assert data("sync", "--now", "2026-03-10T08:00", cwd=life)["report"]["receipts"] == []
    path.write_text(roomy, encoding="utf-8")
    assert call("sync", "--now", "2026-03-11T08:00", cwd=life).stdout == ""
    assert data("export", cwd=life)["rows"]["reminder"]
    path.write_text(narrow, encoding="utf-8")
    assert "No room" in call("sync", "--now", "2026-04-11T08:00", cwd=life).stdout


def test_undo_takes_back_the_last_run_byte_for_byte(life):
    before = (life / "calendar.ics").read_bytes()
    call("write", "--yes", "--now", NOW, cwd=life)
    call("undo", "--dry-run", "--now", NOW, cwd=life)
    removed = data("undo", "--now", NOW, cwd=life)["removed"]
    assert removed
    assert (life / "calendar.ics").read_bytes() == before


def test_telling_changes_the_next_plan(life):
    first = data("plan", "--now", NOW, cwd=life)["plan"]["picks"][0]["person"]
    call("log", first["id"], "--by", "phone", "--note", "glad to hear", "--now", NOW, cwd=life)
    names = [p["person"]["name"] for p in data("plan", "--now", NOW, cwd=life)["plan"]["picks"]]
    assert first["name"] not in names
    second = data("plan", "--now", NOW, cwd=life)["plan"]["picks"][0]["person"]
    call("rest", second["id"], "--until", "2026-09-01", "--now", NOW, cwd=life)
    text = call("plan", "--all", "--json", "--now", NOW, cwd=life).stdout
    assert second["id"] not in text
    call("wake", second["id"], "--now", NOW, cwd=life)
    assert second["id"] in call("plan", "--json", "--now", NOW, cwd=life).stdout
    call("never", second["id"], "--now", NOW, cwd=life)
    assert second["id"] not in call("plan", "--json", "--now", NOW, cwd=life).stdout
    call("gift", "Noah Stern", "referral", "--on", "2025-01-01", "--now", NOW, cwd=life)
    call("every", "Noah Stern", "30", "--now", NOW, cwd=life)
    call("prefer", "Noah Stern", "email", "--now", NOW, cwd=life)
    call("pause", "2026-04-01", "--now", NOW, cwd=life)
    assert data("plan", "--now", NOW, cwd=life)["plan"]["picks"] == []
    call("pause", "--now", NOW, cwd=life)
    assert data("plan", "--now", NOW, cwd=life)["plan"]["picks"]


def test_dry_runs_of_telling_change_nothing(life):
    first = data("plan", "--now", NOW, cwd=life)
    person = first["plan"]["picks"][0]["person"]["id"]
    for argv in (
        ("never", person),
        ("log", person),
        ("gift", person, "business"),
        ("rest", person),
        ("pause", "2027-01-01"),
    ):
        call(*argv, "--dry-run", "--now", NOW, cwd=life)
    assert data("plan", "--now", NOW, cwd=life) == first


def test_the_shrink_guard(life):
    call("write", "--yes", "--now", NOW, cwd=life)
    lines = (life / "google-contacts.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (life / "google-contacts.csv").write_text("".join(lines[:10]), encoding="utf-8")
    stopped = call("write", "--yes", "--now", "2026-03-10", cwd=life, code=3)
    assert "check --accept google" in stopped.stderr
    accept = ("check", "--accept", "google", "--now", "2026-03-10")
    assert "would be taken for right" in call(*accept, "--dry-run", cwd=life).stdout
    call("write", "--yes", "--now", "2026-03-10", cwd=life, code=3)
    assert "is taken for right" in call(*accept, cwd=life).stdout
    call("write", "--yes", "--now", "2026-03-10", cwd=life)


def test_two_gardens_at_once_share_nothing(life, tmp_path):
    other = tmp_path / "other"
    shutil.copytree(life, other)
    runs = [
        subprocess.Popen(
            [COMMAND, "write", "--yes", "--json", "--now", NOW], cwd=folder, stdout=subprocess.PIPE, text=True
        )
        for folder in (life, other)
    ]
    said = [json.loads(run.communicate(timeout=120)[0]) for run in runs]
    assert [run.returncode for run in runs] == [0, 0]
    assert said[0]["reminders"] == said[1]["reminders"]


def test_two_runs_of_one_garden_write_once(life):
    runs = [
        subprocess.Popen(
            [COMMAND, "write", "--yes", "--now", NOW],
            cwd=life,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    for run in runs:
        run.communicate(timeout=120)
    assert {run.returncode for run in runs} <= {0, 6, 4}
    text = (life / "calendar.ics").read_text(encoding="utf-8")
    uids = [line for line in text.splitlines() if line.startswith("UID:reconnect")]
    assert len(uids) == len(set(uids)) == 3
