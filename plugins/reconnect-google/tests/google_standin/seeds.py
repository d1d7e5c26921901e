"""Made-up lives from a seed: contacts and meetings in the sizes that the bars are measured with."""

import random
from datetime import UTC, datetime, timedelta
from typing import Any

from .world import World

_GIVEN = [
    "Ana",
    "Bo",
    "Cem",
    "Dag",
    "Eva",
    "Finn",
    "Gil",
    "Hana",
    "Ivo",
    "Jun",
    "Kai",
    "Lea",
    "Mio",
    "Nia",
    "Olu",
    "Pia",
    "Quin",
    "Rafa",
    "Sol",
    "Tara",
    "Uma",
    "Vera",
    "Wen",
    "Yara",
    "Zoe",
]
_SYLLABLES = [
    "ba",
    "be",
    "bo",
    "da",
    "de",
    "do",
    "fa",
    "ga",
    "ha",
    "jo",
    "ka",
    "ke",
    "la",
    "le",
    "li",
    "ma",
    "mi",
    "mo",
    "na",
    "ne",
    "no",
    "pa",
    "ra",
    "ri",
    "ro",
    "sa",
    "se",
    "so",
    "ta",
    "te",
    "ti",
    "va",
    "vo",
    "wa",
]
_FIRMS = [
    "Bakery",
    "Joinery",
    "Press",
    "Studio",
    "Garden",
    "Clinic",
    "Archive",
    "Foundry",
    "Library",
    "Orchard",
]
_MAIL = ["post.example", "mail.example", "webmail.example", "inbox.example"]
_KINDS = ["friend", "referredBy", "partner", "manager", "spouse", "assistant"]


def contacts(world: World, count: int, seed: str = "rolodex") -> None:
    """``count`` contacts as address books have them: all with a name, most with a few more fields."""
    rng = random.Random(f"{seed} {count}")
    labels = [_label(world, name) for name in ("Mentor", "Referral", "Client", "School", "Book club")]
    for number in range(count):
        name = world.add_person(f"c{rng.getrandbits(60)}", _contact(rng, number, labels))
        if rng.random() < 0.5:  # the others came in one import, with one time stamp
            since = world.clock() - timedelta(seconds=rng.randint(1, 10**8))
            world.people[name].plain["metadata"]["sources"][0]["updateTime"] = f"{since:%Y-%m-%dT%H:%M:%S.%f}Z"


def meetings(world: World, count: int, calendar: str = "primary", seed: str = "five years") -> None:
    """``count`` meetings over the five years before the world's clock, some with many guests, some alone."""
    rng = random.Random(f"{seed} {count}")
    now = world.clock()
    guests = [f"{rng.choice(_GIVEN).lower()}.{_word(rng)}@example.net" for _ in range(300)]
    for number in range(count):
        start = now - timedelta(minutes=15 * int(5 * 365 * 96 * (number + 0.5) / count))
        world.add_event(calendar, _meeting(rng, start, guests, world.me))


def _label(world: World, name: str) -> str:
    resource = f"contactGroups/{world.name('g')}"
    world.groups[resource] = name
    return resource


def _word(rng: random.Random) -> str:
    return "".join(rng.choice(_SYLLABLES) for _ in range(rng.randint(2, 4)))


def _contact(rng: random.Random, number: int, labels: list[str]) -> dict[str, Any]:
    given, family = rng.choice(_GIVEN), _word(random.Random(rng.randint(1, 2000))).title()
    first = {"primary": True, "source": {"type": "CONTACT", "id": f"{number:x}"}}
    person: dict[str, Any] = {
        "names": [
            {"displayName": f"{given} {family}", "givenName": given, "familyName": family, "metadata": first}
        ],
        "memberships": [{"contactGroupMembership": {"contactGroupResourceName": "contactGroups/myContacts"}}],
    }
    if rng.random() < 0.55:
        host = (
            rng.choice(_MAIL) if rng.random() < 0.6 else f"{_word(random.Random(rng.randint(1, 800)))}.example"
        )
        number_text = str(rng.randint(1, 99)) if rng.random() < 0.3 else ""
        mail = f"{given}.{family}{number_text}@{host}".lower()
        person["emailAddresses"] = [{"value": mail, "type": "work", "metadata": first}]
    if rng.random() < 0.55:
        number_text = f"+49 {rng.randint(151, 179)} {rng.randint(1000000, 99999999)}"
        person["phoneNumbers"] = [
            {"value": number_text, "type": rng.choice(["mobile", "work"]), "metadata": first}
        ]
    if rng.random() < 0.3:
        person["organizations"] = [{"name": f"{_word(rng).title()} {rng.choice(_FIRMS)}", "title": "Owner"}]
    if rng.random() < 0.2:
        label = {"contactGroupResourceName": rng.choice(labels)}
        person["memberships"].append({"contactGroupMembership": label})
    if rng.random() < 0.15:
        person["birthdays"] = [{"date": {"month": rng.randint(1, 12), "day": rng.randint(1, 28)}}]
    if rng.random() < 0.1:
        person["biographies"] = [{"value": f"Met at the {rng.choice(_FIRMS).lower()}."}]
    if rng.random() < 0.05:
        person["relations"] = [
            {"person": f"{rng.choice(_GIVEN)} {_word(rng).title()}", "type": rng.choice(_KINDS)}
        ]
    return person


def _meeting(rng: random.Random, start: datetime, guests: list[str], me: str) -> dict[str, Any]:
    many = rng.choice((0, 1, 1, 1, 2, 3, 12))
    invited = [{"email": mail, "responseStatus": "accepted"} for mail in rng.sample(guests, many)]
    if invited:
        invited.append({"email": me, "self": True, "responseStatus": "accepted"})
    end = start + timedelta(minutes=rng.choice((30, 45, 60)))
    event: dict[str, Any] = {
        "summary": f"{_word(rng).title()} {rng.choice(('call', 'lunch', 'review', 'planning'))}",
        "start": {"dateTime": start.astimezone(UTC).isoformat(), "timeZone": "Europe/Berlin"},
        "end": {"dateTime": end.astimezone(UTC).isoformat(), "timeZone": "Europe/Berlin"},
    }
    return event | ({"attendees": invited} if invited else {})
