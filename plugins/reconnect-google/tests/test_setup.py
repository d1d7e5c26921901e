"""``init`` at the stand-in: what is asked and explained, one sign-in for all stores, and a config that works."""

import json
import shutil

import pytest
from browser import Browser
from desk import BERLIN, WINDOW

from reconnect_core import ConfigError, MemoryVault, Opening
from reconnect_google.calendar import GoogleCalendar
from reconnect_google.contacts import GoogleContacts
from reconnect_google.settings import ACCESS, APP_CREATED, CONTACTS, CalendarSettings, ContactsSettings


class User:
    """Types the answers, reads what is told; ``stores`` are those of ``init``, looking for Google on loopback."""

    def __init__(self, google, folder):
        self.google, self.base, self.vault = google, folder, MemoryVault()
        self.questions, self.told, self.stores = [], [], []
        self.browser = Browser()
        (folder / "client_secret.json").write_text(
            json.dumps({"installed": {"client_id": "client-1", "client_secret": "client-secret-canary"}})
        )

    def store(self, kind, **settings):
        """The class, its defaults those of this Google: the user is asked for no address."""
        parent, fields = {
            "contacts": (GoogleContacts, ContactsSettings),
            "calendar": (GoogleCalendar, CalendarSettings),
        }[kind]
        user = self

        class Near(parent):
            @staticmethod
            def Settings(**given):  # noqa: N802 -- stands for the class
                return fields(**user.google.settings, **given)

            def __init__(self, opening):
                super().__init__(opening, browse=user.browser)

        return Near

    def init(self, kind, *answers):
        """The tables that ``init`` writes for this kind of store."""
        typed = iter(answers)

        def ask(question, secret):
            self.questions.append(question)
            return next(typed)

        return self.store(kind).set_up(self._opening(kind, None), "google", ask, self.told.append)

    def open(self, kind, keys):
        """The store of a table that was written."""
        cls = self.store(kind)
        self.stores.append(cls(self._opening(kind, cls.Settings(**keys))))
        return self.stores[-1]

    def close(self):
        for store in self.stores:
            store.close()

    def _opening(self, name, settings):
        return Opening(
            name=name,
            settings=settings,
            clock=self.google.world.clock,
            zone=BERLIN,
            vault=self.vault,
            base=str(self.base),
        )


@pytest.fixture
def user(google, tmp_path):
    made = User(google, tmp_path)
    yield made
    made.close()


def test_one_consent_serves_contacts_and_calendars_and_the_config_works(user):
    (contacts,) = user.init("contacts", "", "")
    reminders, meetings = user.init("calendar", "")
    keys = {"client": "client_secret.json", "access": "meetings"}
    assert contacts == keys
    assert meetings == {**keys, "calendar": "primary"}
    assert reminders == {**keys, "calendar": user.open("calendar", reminders).address}
    assert len(user.browser.urls) == 1
    assert len(user.google.world.calendars) == 2
    assert list(user.open("contacts", contacts).contacts()) == []
    for table in (reminders, meetings):
        store = user.open("calendar", table)
        assert list(store.entries(WINDOW)) == []
        assert store.blind() == {} if table is meetings else "meetings" in store.blind()
    assert "client-secret-canary" not in json.dumps([contacts, reminders, meetings])


def test_the_levels_are_explained_and_one_is_recommended(user):
    user.init("contacts", "", "all", "slots")
    (explained,) = [text for text in user.told if "How much" in text]
    for level in ACCESS:
        assert f"\n  {level} " in explained
    assert "recommended" in explained.partition("  meetings ")[2].partition("  own-calendars ")[0]
    assert '"all" is none of them.' in user.told
    assert [url.count("calendar.freebusy") for url in user.browser.urls] == [1]
    assert "calendar.events" not in user.browser.urls[0]
    assert any("meetings are not seen" in text for text in user.told)
    (reminders,) = user.init("calendar", "")
    assert reminders["access"] == "slots"
    assert user.open("calendar", reminders).blind().keys() == {"meetings"}


def test_a_calendar_of_an_earlier_installation_is_taken_up(user):
    user.init("contacts", "", "")
    first = user.init("calendar", "new")[0]["calendar"]
    shutil.rmtree(user.base, ignore_errors=True)
    user.base.mkdir()
    again = User(user.google, user.base)
    again.init("contacts", "", "")
    assert again.init("calendar", first)[0]["calendar"] == first
    assert len(user.google.world.calendars) == 2


def test_another_client_file_is_asked_for_and_a_missing_one_told(user):
    with pytest.raises(ConfigError, match=r"is not there: mine\.json"):
        user.init("contacts", "mine.json", "")
    (user.base / "client_secret.json").rename(user.base / "mine.json")
    assert user.init("contacts", "mine.json", "reminders")[0]["client"] == "mine.json"
    assert user.init("calendar", "mine.json", "")[0]["access"] == "reminders"
    assert len(user.browser.urls) == 1


def test_boxes_left_empty_are_told_and_the_level_is_what_was_given(user):
    user.google.world.consent = frozenset({CONTACTS, APP_CREATED})
    user.init("contacts", "", "meetings")
    (reminders,) = user.init("calendar", "")
    assert reminders["access"] == "reminders"
    assert sum("slots are unchecked" in text for text in user.told) == 1
