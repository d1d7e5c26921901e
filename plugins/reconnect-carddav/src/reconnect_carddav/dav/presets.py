"""What we know of well-known providers: their addresses, how to get an app password, their limits."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from reconnect_core import ConfigError


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """One provider."""

    contacts: str
    """Where CardDAV discovery begins; empty when each user has a server of their own."""
    calendars: str
    path: str = ""
    """What follows the address of a server of one's own."""
    password: str
    """How to get an app password."""
    limits: tuple[str, ...] = ()

    def start(self, url: str, *, contacts: bool) -> str:
        """Where discovery begins, given the configured url (which wins); empty when it is missing."""
        known = self.contacts if contacts else self.calendars
        if not url or not self.path:
            return url or known
        full = url if "://" in url else f"https://{url}"
        return full if self.path.strip("/") in urlsplit(full).path else full.rstrip("/") + self.path


PRESETS = {
    "icloud": Preset(
        contacts="https://contacts.icloud.com/",
        calendars="https://caldav.icloud.com/",
        password="Make an app-specific password at account.apple.com, under Sign-In and Security.",  # noqa: S106
        limits=("Tasks made here are not shown by Apple's Reminders; use events.",),
    ),
    "fastmail": Preset(
        contacts="https://carddav.fastmail.com/",
        calendars="https://caldav.fastmail.com/",
        password="Make an app password in Settings, Privacy & Security, with access to contacts and calendars.",  # noqa: S106
    ),
    "nextcloud": Preset(
        contacts="",
        calendars="",
        path="/remote.php/dav/",
        password="Make an app password in Settings, Security, Devices & sessions.",  # noqa: S106
        limits=("A reminder in the trash bin of the calendar counts as removed by you.",),
    ),
}

LEFT_OUT = {
    "z-server-generated--": "the server's own list of its users",
    "z-app-generated--contactsinteraction": "recently contacted addresses, made by the server",
    "contact_birthdays": "birthdays, made by the server from the contacts",
}
"""Collections that servers fill by themselves (Nextcloud's names), and why nobody is reminded of them."""


def preset_named(name: str, word: str) -> Preset:
    """The preset of this word; raises ConfigError naming the known ones."""
    if word not in PRESETS:
        raise ConfigError(f'{name}: there is no preset "{word}"; known are {", ".join(PRESETS)}.')
    return PRESETS[word]


def left_out(url: str) -> str:
    """Why this collection is left out unless it is named, or empty when it is not."""
    last = urlsplit(url).path.rstrip("/").rpartition("/")[2]
    return next((why for mark, why in LEFT_OUT.items() if last.startswith(mark)), "")
