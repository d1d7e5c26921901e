"""What every verb answers with ``--json`` is what docs/schemas/ says, on a garden that has lived a little."""

import contextlib
import json

import click
import jsonschema
import pytest
from click.testing import CliRunner

from reconnect_core.cli.answers import ANSWERS
from reconnect_core.cli.app import reconnect
from reconnect_core.demo import lay_out

from . import schemas

pytestmark = pytest.mark.xdist_group("schemas")
"""The garden is lived in once, by one worker."""

NOW = "2026-03-02T08:00"
LATER = "2026-03-16T08:00"
WHO = "Ruth Albrecht"
CALLS = [
    ("demo",),
    ("init", "--dry-run", "--config", "new.toml"),
    ("check", "--now", NOW),
    ("plan", "--now", NOW),
    ("plan", "--all", "--now", NOW),
    ("why", WHO, "--now", NOW),
    ("write", "--dry-run", "--now", NOW),
    ("write", "--yes", "--now", NOW),
    ("log", WHO, "--note", "a good talk", "--glad", "--now", NOW),
    ("gift", WHO, "referral", "--now", NOW),
    ("rest", WHO, "--now", NOW),
    ("wake", WHO, "--now", NOW),
    ("never", WHO, "--dry-run", "--now", NOW),
    ("every", WHO, "60", "--now", NOW),
    ("prefer", WHO, "phone", "--now", NOW),
    ("why", WHO, "--now", LATER),
    ("flip", "--now", NOW),
    ("flip", "--undo", "--now", NOW),
    ("sync", "--dry-run", "--now", LATER),
    ("sync", "--now", LATER),
    ("pause", "2026-05-01", "--now", LATER),
    ("pause", "--now", LATER),
    ("undo", "--dry-run", "--now", LATER),
    ("undo", "--now", LATER),
    ("same", WHO, "Carlos Adeyemi", "--dry-run", "--now", LATER),
    ("not-same", WHO, "Carlos Adeyemi", "--now", LATER),
    ("export", "--now", LATER),
    ("export", "ledger.json", "--now", LATER),
    ("import", "ledger.json", "--now", LATER),
    ("forget", "Carlos Adeyemi", "--now", LATER),
    ("forget", "Carlos Adeyemi", "--completely", "--now", LATER),
    ("plugins",),
    ("plugins", "--all"),
    ("plugins", "--check", "csv-log"),
    ("weed", "--now", LATER),
    ("weed", "--csv", "weeds.csv", "--now", LATER),
    ("weed", "--apply", "weeds.csv", "--now", LATER),
    ("harvest", "year", "--page", "harvest.html", "--now", LATER),
    ("open",),
    ("backtest", "--now", LATER),
    ("backtest", "--uplift", "--now", LATER),
    ("signin", "google"),
    ("why", "Nobody At All", "--now", NOW),
    ("read", "outlook-kontakte.csv"),
    ("read", "--kind", "csv-log", "log.csv"),
    ("read", "calendar.ics", "--from", "2025-01-01", "--to", "2026-04-01"),
]


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    """Every call's verb and what it printed, in order, in one garden."""
    folder = tmp_path_factory.mktemp("garden")
    lay_out(folder)
    found = []
    runner = CliRunner()
    with contextlib.chdir(folder):
        for verb, *rest in CALLS:
            done = runner.invoke(reconnect, [verb, "--json", *rest])
            assert done.exit_code in (0, 2, 4), (verb, rest, done.output)
            found.append(((verb, *rest), verb, done.stdout))
    return found


@pytest.mark.full
def test_every_answer_is_what_the_schema_says(answers):
    seen = set()
    for argv, verb, text in answers:
        told = [json.loads(line) for line in text.splitlines()] if verb == "read" else [json.loads(text)]
        schema = schemas.of_verb(verb)
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(
            schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
        )
        for one in told:
            problems = [_deepest(error) for error in validator.iter_errors(one)]
            assert not problems, (argv, problems)
        seen.add(verb)
    assert seen == {*ANSWERS, "read"}


def _deepest(error):
    while error.context:
        error = min(error.context, key=lambda one: -len(one.absolute_path))
    return f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}"


@pytest.mark.full
def test_most_verbs_were_seen_to_do_what_they_do(answers):
    refused = [verb for _, verb, text in answers if verb != "read" and "error" in json.loads(text)]
    assert refused == ["signin", "why"]


def test_every_verb_has_a_schema():
    assert {*ANSWERS, "read"} == set(reconnect.list_commands(click.Context(reconnect)))


def test_the_published_schemas_are_made_from_the_code():
    published = {path.name: path.read_text(encoding="utf-8") for path in schemas.FOLDER.glob("*.json")}
    assert published == schemas.render()


def test_a_key_too_many_is_noticed():
    answer = {"version": schemas.JSON_VERSION, "verb": "pause", "paused_until": None, "more": 1}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(answer, schemas.of_verb("pause"))
