"""What ``reconnect init`` asks about a server: the account, consent to further hosts, and which calendars."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from reconnect_core import AddressBook, AuthError, Calendar, Opening, Refused

from .discovery import Collection
from .multistatus import path_of
from .presets import PRESETS, left_out
from .server import Ask, Tell
from .trust import Elsewhere

Look = Callable[[Any], Sequence[Mapping[str, Any]]]
CALENDAR_NAME = "Reconnect"
TRIES = 3


def set_up(
    store: type[AddressBook] | type[Calendar], opening: Opening, where: str, ask: Ask, tell: Tell, look: Look
) -> tuple[Mapping[str, Any], ...]:
    """The keys of the stores of this class at an account that the user signed in to.

    ``where`` is an address or the word of a preset; ``look`` asks what is left to ask once the account is open.
    A host that the server points to is trusted only when the user says so, and is then pinned in
    ``trust_hosts``. Raises AuthError after TRIES refused passwords.
    """
    keys = _located(where.strip(), ask)
    user = ask("Your user name there (often your e-mail address; empty when it asks for none)", False).strip()
    keys |= {"username": user} if user else {}
    signing_in, refused = False, 0
    while True:
        tried = store(replace(opening, settings=store.Settings(**_settings(keys))))
        try:
            if signing_in:
                tried.signin(ask, tell)
                signing_in = False
            return tuple(keys | dict(more) for more in look(tried))
        except Elsewhere as error:
            keys["trust_hosts"] = [*keys.get("trust_hosts", []), _consented(error, ask)]
        except AuthError as error:
            refused += signing_in
            if refused == TRIES:
                raise
            if signing_in:
                tell(error.message)
            signing_in = True
        finally:
            tried.close()


def choose(
    found: Sequence[Collection], create: Callable[[str], str], ask: Ask, tell: Tell
) -> tuple[Mapping[str, Any], ...]:
    """Which calendar takes the reminders, made anew where the user wants that, and which others are read.

    ``create(name)`` makes one on the server; nothing is made without a yes.
    """
    usable = [one for one in found if not left_out(one.url)]
    tell(f"Calendars there: {', '.join(one.name for one in usable) or 'none'}.")
    target = ""
    while not target:
        said = ask(f"Which takes the reminders? One of them, or a new name [{CALENDAR_NAME}]", False).strip()
        target = _target(said or CALENDAR_NAME, usable, create, ask, tell)
    others = [one for one in usable if target not in (one.name, _word(one, usable))]
    wanted: list[str] = []
    if others:
        names = ", ".join(one.name for one in others)
        said = ask(f"Which others hold your meetings? They are only read: {names} [all]", False).strip()
        asked = {name.strip() for name in said.split(",")}
        wanted = [_word(one, usable) for one in others if not said or one.name in asked]
    return tuple({"calendar": name} for name in (target, *wanted))


def agreed(said: str) -> bool:
    """True for yes."""
    return said.strip().lower() in ("y", "yes")


def _target(said: str, usable: Sequence[Collection], create: Callable[[str], str], ask: Ask, tell: Tell) -> str:
    for one in usable:
        if said in (one.name, _word(one, usable)):
            if one.writable and one.holds("VEVENT"):
                return _word(one, usable)
            tell(f"{one.name} cannot be written to.")
            return ""
    if not agreed(ask(f'Create a calendar called "{said}" there? [y/N]', False)):
        return ""
    try:
        create(said)
    except Refused as error:
        tell(f"{error.message} {error.next_step}")
        return ""
    return said


def _word(one: Collection, among: Sequence[Collection]) -> str:
    """Its name; where several bear that name, its path."""
    alone = sum(other.name == one.name for other in among) == 1
    return one.name if alone else path_of(one.url)


def _located(where: str, ask: Ask) -> dict[str, Any]:
    word, _, rest = where.partition(" ")
    preset, url = (word, rest) if word in PRESETS else ("", where)
    keys: dict[str, Any] = {"preset": preset} if preset else {}
    if preset and not PRESETS[preset].contacts and not url.strip():
        url = ask("The address of your server", False)
    return keys | ({"url": url.strip()} if url.strip() else {})


def _settings(keys: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in keys.items()}


def _consented(error: Elsewhere, ask: Ask) -> str:
    """The host, once the user agreed that the credentials may go there too."""
    if not error.host or not agreed(
        ask(f"Your server sends us on to {error.host}. May your password go there? [y/N]", False)
    ):
        raise error
    return error.host
