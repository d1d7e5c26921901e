"""A made-up life, shaped like a real one: three exports of different products, a log, a calendar, a config.

Made by a seeded generator; nobody in it exists. Phone numbers are from ranges kept free for fiction and mail
addresses end in ``.example``.
"""

from datetime import UTC, datetime
from pathlib import Path
from random import Random

from . import calendar, exports, life, people, told

ZONE = "Europe/Berlin"
NOW = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
"""The Monday morning of the demo's walk."""
CONFIG = f"""# The demo's config; docs/config.md explains every key.
[garden]
name = "demo"
timezone = "{ZONE}"
me = ["me@mira-lind.example"]
region = "DE"
state = "state"

[[addressbook]]
name = "google"
kind = "csv"
path = "google-contacts.csv"

[[addressbook]]
name = "linkedin"
kind = "csv"
path = "Connections.csv"

[[addressbook]]
name = "outlook"
kind = "csv"
path = "outlook-kontakte.csv"

[[journal]]
name = "log"
kind = "csv-log"
path = "log.csv"

[[calendar]]
name = "calendar"
kind = "ics"
path = "calendar.ics"
reminders = true
"""


def lay_out(folder: Path, *, seed: int = 7) -> Path:
    """Write the sample life into this folder and return the path of its config; files there are replaced."""
    chance = Random(seed)  # noqa: S311 -- a made-up life needs no strong randomness
    cast = people.cast(chance)
    story = told.with_words(life.story(cast, NOW.date(), chance))
    folder.mkdir(parents=True, exist_ok=True)
    files = {
        "google-contacts.csv": exports.google(cast, chance),
        "Connections.csv": exports.linkedin(cast, chance),
        "outlook-kontakte.csv": exports.outlook(cast, chance),
        "log.csv": life.log(story),
        "calendar.ics": calendar.ics(cast, story, NOW.date(), chance),
        "reconnect.toml": CONFIG,
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return folder / "reconnect.toml"
