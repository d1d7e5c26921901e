"""The config keys of kind ``google``, the scopes each level of access needs, and what is wrong with them."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from reconnect_core import Secret

_AUTH = "https://www.googleapis.com/auth/"
CONTACTS = f"{_AUTH}contacts.readonly"
OTHER_CONTACTS = f"{_AUTH}contacts.other.readonly"
APP_CREATED = f"{_AUTH}calendar.app.created"
FREEBUSY = f"{_AUTH}calendar.freebusy"
EVENTS_READ = f"{_AUTH}calendar.events.readonly"
EVENTS_OWNED = f"{_AUTH}calendar.events.owned"

ACCESS = {
    "reminders": (CONTACTS, APP_CREATED),
    "slots": (CONTACTS, APP_CREATED, FREEBUSY),
    "meetings": (CONTACTS, APP_CREATED, FREEBUSY, EVENTS_READ),
    "own-calendars": (CONTACTS, APP_CREATED, FREEBUSY, EVENTS_READ, EVENTS_OWNED),
}
"""What each level asks for; every level holds the one before it."""

LOST = {
    CONTACTS: "contacts are not seen: Google was not given the right to read them",
    OTHER_CONTACTS: "people you mailed and never saved are not seen",
    APP_CREATED: "no reminders: Google was not given the right to make a calendar of our own",
    FREEBUSY: "slots are unchecked: Google was not given the right to say when you are busy",
    EVENTS_READ: "meetings are not seen: Google was not given the right to read events",
    EVENTS_OWNED: "no reminders in your other calendars: Google was not given the right to write there",
}
"""What is not known while a scope is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountSettings:
    """What every store of one Google account is told; the same keys in each of them."""

    account: str = "google"
    """Under which name the sign-in is kept; stores with the same one share it."""
    access: str = "meetings"
    """reminders, slots, meetings or own-calendars: how much ``signin`` asks for."""
    other_contacts: bool = False
    """Also read "Other contacts": people one mailed and never saved."""
    client: str = ""
    """The OAuth client file downloaded from the Google console."""
    client_id: str = ""
    """Instead of ``client``: the client's id, with ``client_secret``."""
    client_secret: Secret | None = None
    service_account: str = ""
    """For Workspace administrators: the key file of a service account with domain-wide delegation."""
    subject: str = ""
    """The user whom the service account acts for."""
    timeout_seconds: int = 30
    """How long one request may take."""
    people_url: str = "https://people.googleapis.com/"
    calendar_url: str = "https://www.googleapis.com/calendar/v3/"
    token_url: str = "https://oauth2.googleapis.com/token"  # noqa: S105 -- an address
    auth_url: str = "https://accounts.google.com/o/oauth2/auth"

    @property
    def again(self) -> str:
        """The next step of everyone whose sign-in does not suffice, the same for every store of the account."""
        return f"Run `reconnect signin {self.account}`."

    @property
    def scopes(self) -> tuple[str, ...]:
        """What ``signin`` asks for at this level of access."""
        return (*ACCESS[self.access], *([OTHER_CONTACTS] if self.other_contacts else []))


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactsSettings(AccountSettings):
    """The keys of ``[[addressbook]]`` with ``kind = "google"``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarSettings(AccountSettings):
    """The keys of ``[[calendar]]`` with ``kind = "google"``."""

    calendar: str = ""
    """``primary`` or a calendar's id; empty for the calendar of our own, which sign-in creates once."""
    busy: tuple[str, ...] = ()
    """Calendars whose busy times count; by default this one, or ``primary`` for the calendar of our own."""


def problems(settings: AccountSettings) -> Iterator[str]:
    """Each thing that is wrong with these keys, as one sentence."""
    if settings.access not in ACCESS:
        yield f"access: expected one of {', '.join(ACCESS)}."
    for key in ("people_url", "calendar_url", "token_url", "auth_url"):
        if not _trusted(getattr(settings, key)):
            yield f"{key}: only https, or http to this computer."
    if settings.client and settings.client_id:
        yield "client and client_id: give one of them."
    if settings.client_id and settings.client_secret is None:
        yield "client_secret is missing beside client_id."
    if bool(settings.service_account) != bool(settings.subject):
        yield "service_account and subject belong together: the key file, and the user it acts for."
    if settings.timeout_seconds < 1:
        yield "timeout_seconds: must be 1 or more."


def _trusted(url: str) -> bool:
    parts = urlsplit(url)
    near = parts.hostname in ("127.0.0.1", "localhost", "::1")
    return bool(parts.hostname) and (parts.scheme == "https" or (parts.scheme == "http" and near))
