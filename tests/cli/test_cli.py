"""The verbs as a user calls them, on the demo's files; the whole walk once as a real process."""

import contextlib
import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from reconnect_core.cli.app import reconnect

COMMAND = str(Path(sys.executable).with_name("reconnect"))
NOW = "2026-03-02T08:00"


def call(*argv, cwd, code=0, **env):
    """The verb in this process: what is new in a process of its own, ``process`` shows."""
    with contextlib.chdir(cwd):
        done = CliRunner(env={"NO_COLOR": "1", **env}).invoke(reconnect, argv)
    assert "Traceback" not in done.stderr
    assert done.exit_code == code, (argv, done.exit_code, done.stdout[-500:], done.stderr[-800:])
    return done


def process(*argv, cwd, code=0, **env):
    done = subprocess.run(
        [COMMAND, *argv],
        cwd=cwd,
        env={**os.environ, "NO_COLOR": "1", **env},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert "Traceback" not in done.stderr
    assert done.returncode == code, (argv, done.returncode, done.stdout[-500:], done.stderr[-800:])
    return done


def data(*argv, cwd, code=0):
    return json.loads(call(*argv, "--json", cwd=cwd, code=code).stdout)


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    from reconnect_core.demo import lay_out

    folder = tmp_path_factory.mktemp("life")
    lay_out(folder)
    return folder


@pytest.fixture
def life(original, tmp_path):
    shutil.copytree(original, tmp_path / "life")
    return tmp_path / "life"


def test_the_demo_tells_a_story_and_writes_a_calendar(tmp_path):
    said = process("demo", cwd=tmp_path).stdout
    assert "Monday 2 March 2026" in said
    assert "tel:" in said or "Post:" in said
    calendar = (tmp_path / "reconnect-demo" / "calendar.ics").read_text(encoding="utf-8")
    assert 2 <= calendar.count("UID:reconnect") <= 3
    again = process("demo", cwd=tmp_path).stdout
    assert "Monday 2 March 2026" in again


def test_the_demos_calendar_is_what_any_program_opens(tmp_path):
    import icalendar
    import vobject

    process("demo", cwd=tmp_path)
    raw = (tmp_path / "reconnect-demo" / "calendar.ics").read_bytes()
    events = [
        e for e in icalendar.Calendar.from_ical(raw).walk("VEVENT") if str(e["UID"]).startswith("reconnect")
    ]
    assert len(list(vobject.readOne(raw.decode()).vevent_list)) > len(events)
    assert 2 <= len(events) <= 3
    for event in events:
        assert set(str(event["UID"])) <= set("0123456789abcdefghijklmnopqrstuv")
        assert event["DTSTAMP"]
        assert event["DTSTART"].params["TZID"] == "Europe/Berlin"
        assert [c.name for c in event.subcomponents] == ["VALARM"]
        assert event["TRANSP"] == "TRANSPARENT"
        assert event["CLASS"] == "PRIVATE"
        assert not {"RRULE", "ATTENDEE", "ORGANIZER"} & set(event)
        text = str(event["DESCRIPTION"])
        assert "tel:" in text or "Post:" in text or "mail" in text


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


def test_undo_takes_back_the_last_run_byte_for_byte(life):
    before = (life / "calendar.ics").read_bytes()
    call("write", "--yes", "--now", NOW, cwd=life)
    call("undo", "--dry-run", "--now", NOW, cwd=life)
    removed = data("undo", "--now", NOW, cwd=life)["removed"]
    assert removed
    assert (life / "calendar.ics").read_bytes() == before


def test_why_names_every_part_and_its_numbers(life):
    plan = data("plan", "--now", NOW, cwd=life)["plan"]
    for pick in plan["picks"]:
        why = data("why", pick["person"]["id"], "--now", NOW, cwd=life)
        assert why["total"] == pytest.approx(sum(part["points"] for part in why["score"]["parts"]))
        assert why["person"]["name"] == pick["person"]["name"]
    text = call("why", plan["picks"][0]["person"]["name"], "--now", NOW, cwd=life).stdout
    assert plan["picks"][0]["person"]["name"] in text


def test_an_ambiguous_name_lists_the_candidates_and_exits_two(life):
    found = call("why", "Holm", "--now", NOW, cwd=life, code=2)
    assert "Karin Holm" in found.stderr
    assert "Peter Holm" in found.stderr
    call("why", "Nobody Atall", "--now", NOW, cwd=life, code=2)


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


def test_flipping_without_a_terminal(life):
    cards = data("flip", "--limit", "5", "--now", NOW, cwd=life)["cards"]
    assert len(cards) == 5
    first = next(card for card in cards if card["kind"] == "person")
    after = data(
        "flip", "--limit", "5", "--answer", f"{first['person']}=longer+referral", "--now", NOW, cwd=life
    )["cards"]
    assert first not in after
    assert data("flip", "--undo", "--now", NOW, cwd=life)["taken_back"] == first["person"]
    assert first in data("flip", "--limit", "5", "--now", NOW, cwd=life)["cards"]
    call("flip", "--answer", f"{first['person']}=sometimes", "--now", NOW, cwd=life, code=2)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x", "it has a card and an answer, with = between"),
        ("Noah Stern=", "it has a card and an answer, with = between"),
        ("=year", "it has a card and an answer, with = between"),
        ("Noah Stern=sometimes", '"sometimes" is no answer: one is year, three,'),
        ("Noah Stern=year+love", '"love" is no gift: one is business,'),
        ("same:Noah Stern:nobody=same", 'nobody is called "nobody"'),
        ("same:Noah Stern:Noah Stern=same", "there is no such card"),
        ("same:Noah Stern=same", "there is no such card"),
        ("name:nora=No Such", 'nobody is called "No Such"'),
    ],
)
def test_an_answer_that_answers_nothing_is_refused_also_in_a_dry_run(life, text, said):
    for more in ((), ("--dry-run",)):
        refused = call("flip", "--answer", text, *more, "--now", NOW, cwd=life, code=2).stderr
        assert said in refused
        assert refused.count("\n") == 2
    assert data("export", cwd=life)["rows"]["answer"] == []


def test_a_card_is_answered_by_the_key_that_is_shown(life):
    dry = call(
        "flip", "--limit", "1", "--answer", "Noah Stern=year", "--dry-run", "--now", NOW, cwd=life
    ).stdout
    assert dry.startswith("Would take in: Noah Stern=year (nothing was written)\n")
    key = next(word for word in dry.split() if word.startswith("same:"))
    kind, one, other = key.split(":")
    call("flip", "--answer", f"{kind}:{other}:{one}=skip", "--now", NOW, cwd=life)
    assert [row["person"] for row in data("export", cwd=life)["rows"]["answer"]] == [key]
    assert key not in call("flip", "--limit", "400", "--now", NOW, cwd=life).stdout


def test_check_counts_and_names_what_is_wrong(life):
    with (life / "log.csv").open("a", encoding="utf-8") as file:
        file.write("not a day,Ruth Albrecht,call,out,,,\n")
    number = len((life / "log.csv").read_text(encoding="utf-8").splitlines())
    said = call("check", "--now", NOW, cwd=life, code=4).stdout
    assert said.count(f"log.csv:{number}") == said.count("log.csv:") == 1
    assert "failed" not in said
    found = data("check", "--now", NOW, cwd=life, code=4)
    assert {count["store"] for count in found["stores"]} == {"google", "linkedin", "outlook", "log", "calendar"}
    call("write", "--yes", "--now", NOW, cwd=life, code=4)
    assert f"log.csv:{number}" in call("check", "--now", NOW, cwd=life).stdout, "known now, and still told"


def test_the_shrink_guard(life):
    call("write", "--yes", "--now", NOW, cwd=life)
    lines = (life / "google-contacts.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (life / "google-contacts.csv").write_text("".join(lines[:50]), encoding="utf-8")
    stopped = call("write", "--yes", "--now", "2026-03-10", cwd=life, code=3)
    assert "check --accept google" in stopped.stderr
    call("check", "--accept", "google", "--now", "2026-03-10", cwd=life)
    call("write", "--yes", "--now", "2026-03-10", cwd=life)


BAD = {
    "a missing file": (lambda f: (f / "log.csv").unlink(), 4, "log.csv"),
    "an empty file": (lambda f: (f / "log.csv").write_bytes(b""), 4, "log.csv"),
    "a directory": (lambda f: ((f / "log.csv").unlink(), (f / "log.csv").mkdir()), 4, "log.csv"),
    "a wrong encoding": (lambda f: (f / "log.csv").write_bytes(b"\x81\x8d\x8f\x90\x9d" * 50), 4, "log.csv"),
    "an unknown key": (lambda f: edit(f, "people = 3", "people = 3\npeple = 4"), 2, 'did you mean "people"?'),
    "an unknown kind": (lambda f: edit(f, 'kind = "csv-log"', 'kind = "csvlog"'), 2, "csv-log"),
    "a bad zone": (lambda f: edit(f, "Europe/Berlin", "Europe/Bärlin"), 2, "timezone"),
    "bad hours": (lambda f: edit(f, 'region = "DE"', 'region = "DE"\nhours = ["Tue 19:00-17:00"]'), 2, "hours"),
    "broken TOML": (lambda f: edit(f, "[garden]", "[garden"), 2, "not valid TOML"),
}


def edit(folder, old, new):
    path = folder / "reconnect.toml"
    text = path.read_text(encoding="utf-8")
    if old == "people = 3":
        old, new = "[garden]\n", "[garden]\npeple = 4\n"
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_one_clear_line_and_the_others_go_on(life, case):
    spoil, code, expected = BAD[case]
    spoil(life)
    done = call("plan", "--now", NOW, cwd=life, code=code)
    said = done.stdout + done.stderr
    assert expected in said
    if code == 4:
        assert "log" in said
        assert data("plan", "--now", NOW, cwd=life, code=4)["plan"]["people"] > 300


def test_two_problems_are_told_at_once(life):
    edit(life, "[garden]\n", '[garden]\nminutes = "long"\nevery = "day"\n')
    said = call("plan", cwd=life, code=2).stderr
    assert "minutes" in said
    edit(life, 'path = "google-contacts.csv"', 'pth = "google-contacts.csv"')
    (life / "reconnect.toml").write_text(
        (life / "reconnect.toml").read_text(encoding="utf-8").replace('minutes = "long"\nevery = "day"\n', ""),
        encoding="utf-8",
    )
    assert 'did you mean "path"?' in call("plan", cwd=life, code=2).stderr


@pytest.mark.skipif(
    sys.platform == "win32" or (os.geteuid() == 0 and not Path("/dev/full").exists()), reason="POSIX only"
)
def test_a_target_that_cannot_be_written_leaves_the_old_file(life):
    edit(life, 'path = "calendar.ics"', 'path = "no/such/folder/calendar.ics"')
    done = call("write", "--yes", "--now", NOW, cwd=life, code=4)
    assert "calendar" in done.stdout + done.stderr


def test_a_bad_day_and_a_bad_moment(life):
    assert "--until" in call("rest", "Noah Stern", "--until", "soon", "--now", NOW, cwd=life, code=2).stderr
    assert "--now" in call("plan", "--now", "yesterday", cwd=life, code=2).stderr
    call("log", "Noah Stern", "--on", "2030-01-01", "--now", NOW, cwd=life, code=2)
    call("no-such-verb", cwd=life, code=2)


def test_init_writes_a_valid_config_and_never_over_one(tmp_path):
    call("init", "--yes", "-c", "reconnect.toml", cwd=tmp_path, XDG_STATE_HOME=str(tmp_path / "state"))
    assert (
        "there is a config already"
        in call("init", "--yes", "-c", "reconnect.toml", cwd=tmp_path, code=2).stderr
    )
    from reconnect_core.config import load

    assert load(tmp_path / "reconnect.toml").garden.people == 3
    assert call("init", "--yes", "--dry-run", "-c", "other.toml", cwd=tmp_path).stdout.startswith(
        "# reconnect.toml"
    )
    assert not (tmp_path / "other.toml").exists()


def test_plugins_are_listed_without_a_config(tmp_path):
    found = data("plugins", "-c", "none.toml", cwd=tmp_path)["plugins"]
    assert {"csv", "csv-log", "vcard", "ics"} <= {one["name"] for one in found}
    assert not any(one["enabled"] for one in found)


def test_read_prints_one_object_a_line(life):
    done = call(
        "read",
        "--json",
        "--kind",
        "csv",
        "--region",
        "DE",
        "outlook-kontakte.csv",
        "google-contacts.csv",
        cwd=life,
    )
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert {row["file"] for row in rows} == {"outlook-kontakte.csv", "google-contacts.csv"}
    assert {row["type"] for row in rows} == {"contact"}
    numbers = [phone for row in rows for phone in row["phones"]]
    assert numbers
    entries = call(
        "read", "--json", "calendar.ics", "--from", "2026-03-01", "--to", "2026-03-31", cwd=life
    ).stdout
    assert all(json.loads(line)["start"] for line in entries.splitlines())
    said = call("read", "--json", "--kind", "csv-log", "log.csv", cwd=life).stdout
    assert {json.loads(line)["type"] for line in said.splitlines()} == {"interaction", "gift"}
    call("read", "missing.csv", cwd=life, code=4)
    call("read", "what.xyz", cwd=life, code=2)


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


def test_backtest_on_ones_own_past_and_on_a_table(life, tmp_path):
    found = data("backtest", "--now", NOW, "--origins", "4", "--svg", "plot.svg", cwd=life)["report"]
    assert found["words"]
    assert (life / "plot.svg").read_text(encoding="utf-8").startswith("<svg")
    rows = ["src\tdst\tt\tnrec"]
    chance = random.Random(3)
    for tie in range(40):
        days = sorted(chance.sample(range(900), chance.randint(5, 40)))
        rows += [f"me\tp{tie}\t{day * 86400}\t1" for day in days]
    (tmp_path / "table.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    report = data("backtest", "--events", str(tmp_path / "table.tsv"), "--horizon", "60", cwd=life)["report"]
    assert {rule["rule"] for task in report["tasks"] for rule in task["rules"]}
    said = call("backtest", "--events", str(tmp_path / "table.tsv"), cwd=life).stdout
    assert "came back" in said
    call("backtest", "--events", "no-such-table.tsv", cwd=life, code=4)


def test_explore_writes_its_arms_and_uplift_reads_them(life):
    edit(life, "[garden]\n", "[scoring]\nexplore = 0.5\n\n[garden]\n")
    call("write", "--yes", "--now", NOW, cwd=life)
    result = data("backtest", "--uplift", "--now", "2026-07-01", cwd=life)["uplift"]
    assert sum(arm["ties"] for arm in result["arms"]) > 0
    assert result["words"]
