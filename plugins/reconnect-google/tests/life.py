"""A life at the stand-in for whole walks: people worth a reminder, a user who edits and deletes, and a watch."""

from collections import defaultdict
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from desk import CONFIG, Desk
from google_standin.server import Server
from google_standin.world import World

from reconnect_core import Garden, GardenSettings

MENTOR = "contactGroups/m"


def populate(world: World, people: int) -> None:
    """People who brought something, each met a few times and then not for a good while."""
    world.groups[MENTOR] = "Mentor"
    membership = [{"contactGroupMembership": {"contactGroupResourceName": MENTOR}}]
    for number in range(people):
        given, family = f"Ana{number}", f"Silva{number}"
        world.add_person(
            f"c{number}",
            {
                "names": [{"displayName": f"{given} {family}", "givenName": given, "familyName": family}],
                "emailAddresses": [{"value": f"{given}@example.org".lower()}],
                "phoneNumbers": [{"value": f"+49 151 {2345600 + number}", "type": "mobile"}],
                "memberships": membership,
            },
        )
        for time in range(4):
            start = world.clock() - timedelta(days=200 + 40 * time + number, hours=number % 5)
            world.add_event("primary", _lunch(start, f"{given}@example.org".lower(), world.me))


def _lunch(start: Any, guest: str, me: str) -> dict[str, Any]:
    return {
        "summary": "Lunch",
        "start": {"dateTime": start.isoformat()},
        "end": {"dateTime": (start + timedelta(hours=1)).isoformat()},
        "attendees": [
            {"email": guest, "responseStatus": "accepted"},
            {"email": me, "self": True, "responseStatus": "accepted"},
        ],
    }


class User:
    """Edits one fresh reminder a week and deletes another; keeps watch that both stay as the user left them."""

    def __init__(self, world: World, calendar: str) -> None:
        self.world = world
        self.calendar = calendar
        self.edited: dict[str, str] = {}
        self.deleted: dict[str, tuple[str, datetime]] = {}
        self._known: set[str] = set()

    def act(self) -> None:
        """Retitle the first reminder that is new and yet to come, delete the second, and tend the address book."""
        fresh = [
            id_
            for id_, event in self.world.open_events(self.calendar).items()
            if id_ not in self._known
            and datetime.fromisoformat(event["start"]["dateTime"]) > self.world.clock()
        ]
        self._known |= set(fresh)
        if fresh:
            self.edited[fresh[0]] = f"Ring {len(self.edited)} in the evening"
            self.world.change_event(self.calendar, fresh[0], summary=self.edited[fresh[0]])
        if len(fresh) > 1:
            event = self.world.calendars[self.calendar].events[fresh[1]].plain
            self.deleted[fresh[1]] = (_person(event), self.world.clock())
            self.world.delete_event(self.calendar, fresh[1])
        number = len(self.world.people) + len(self.deleted)
        self.world.add_person(f"new{number}", {"names": [{"displayName": f"New{number} Card"}]})
        self.world.delete_person(next(name for name, one in self.world.people.items() if not one.deleted))

    def check(self) -> None:
        """Nobody twice at a time, no edit lost, nothing deleted back, nobody asked again who was just removed."""
        events = self.world.open_events(self.calendar)
        days = defaultdict(list)
        for event in events.values():
            days[_person(event)].append(datetime.fromisoformat(event["start"]["dateTime"]))
        for person, starts in days.items():
            starts.sort()
            # The core gives a reminder that passed a second chance after a month; sooner is a second one.
            assert all(later - earlier > timedelta(days=25) for earlier, later in pairwise(starts)), person
        assert not set(events) & set(self.deleted)
        for id_, (person, when) in self.deleted.items():
            soon = when + timedelta(days=80)
            assert not [start for start in days[person] if when < start < soon], id_
        for id_, title in self.edited.items():
            assert events[id_]["summary"] == title

    @property
    def contacts(self) -> int:
        """How many contacts there are."""
        return sum(not one.deleted for one in self.world.people.values())


def _person(event: dict[str, Any]) -> str:
    return str(event["extendedProperties"]["private"]["reconnectMarks0"].split()[0])


def decent(faults: Any) -> None:
    """Every fault is ours, in one line, without a token."""
    for fault in faults:
        assert "failed with" not in fault.error, fault
        assert "\n" not in fault.error
        assert "canary" not in fault.error + fault.next_step


def garden(desk: Desk) -> Garden:
    """A garden of that desk's stores: contacts, the user's calendar, and one of our own for the reminders."""
    own = desk.reminders()
    own.create()
    settings = GardenSettings(timezone="Europe/Berlin", me=(desk.world.me,))
    return Garden(addressbooks=[desk.contacts()], calendar=own, calendars=[desk.calendar()], settings=settings)


def settled(folder: Path, server: Server) -> tuple[Path, User]:
    """A garden's config beside its vault, signed in, and the user it belongs to."""
    keys = {**server.settings, "kind": "google", "client_id": "client-1"}
    text = "".join(f'{name} = "{value}"\n' for name, value in keys.items())
    vault = folder / "state" / "vault"
    vault.mkdir(parents=True)
    config = folder / "reconnect.toml"
    config.write_text(CONFIG.format(keys=text + 'client_secret = { env = "CANARY" }\n'))
    populate(server.world, 12)
    desk = Desk(server)
    calendar = desk.reminders().create()
    (vault / "google-google").write_text(desk.vault.load("google-google"))
    (vault / "google-google-calendar").write_text(calendar)
    desk.close()
    return config, User(server.world, calendar)
