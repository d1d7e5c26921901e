"""What ``reconnect init`` asks about Google: the OAuth client, how much may be seen, and the user's consent."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from reconnect_core import AddressBook, Calendar, Opening

from .account import Grant
from .settings import ACCESS

Ask = Callable[[str, bool], str]
Tell = Callable[[str], None]
Look = Callable[[Any], Sequence[Mapping[str, Any]]]

CLIENT = "client_secret.json"
RECOMMENDED = "meetings"
LEVELS = """How much may Reconnect see? It can write to no contact and read no mail, whatever you choose.
  reminders      your contacts; reminders go into a calendar of their own, nothing else of your calendars is
                 seen: not whom you met, so that silence looks longer than it is, nor when you are busy
  slots          and when you are busy, so that reminders stand where you are free
  meetings       and whom you met and when: recommended, since who was met yesterday is not one to call
  own-calendars  and reminders may go into any calendar of yours, such as "primary"
Google's page asks for each right by itself, and every box may stay empty."""


def set_up(
    store: type[AddressBook] | type[Calendar], opening: Opening, ask: Ask, tell: Tell, look: Look
) -> tuple[Mapping[str, Any], ...]:
    """The keys of stores of this class, of an account that the user signed in to; an earlier sign-in is kept.

    ``look`` says what is left to say once the account is open. Raises ConfigError without a client file,
    AuthError without consent.
    """
    grant = _signed_in(store, opening)
    client = _known_client(store, opening, grant) or _asked_client(ask)
    level = _level(grant) if grant else _asked_level(ask, tell)
    keys = {"client": client, "access": level}
    tried = store(replace(opening, settings=store.Settings(**keys)))
    try:
        if grant is None or isinstance(tried, Calendar):
            tried.signin(ask, tell)
        return tuple({**keys, **more} for more in look(tried))
    finally:
        tried.close()


def _signed_in(store: Any, opening: Opening) -> Grant | None:
    grant: Grant | None = store(replace(opening, settings=store.Settings())).account.signed_in
    return None if grant is None or grant.dead else grant


def _known_client(store: Any, opening: Opening, grant: Grant | None) -> str:
    """The client file beside the config with which the user signed in, if it is there."""
    for path in sorted(Path(opening.base).glob("client_secret*.json")) if grant else ():
        tried = store(replace(opening, settings=store.Settings(client=path.name)))
        if grant and tried.account.client()["client_id"] == grant.client_id:
            return path.name
    return ""


def _asked_client(ask: Ask) -> str:
    question = f"Your OAuth client file from the Google console; docs/google.md tells how to get one [{CLIENT}]"
    return ask(question, False).strip() or CLIENT


def _asked_level(ask: Ask, tell: Tell) -> str:
    tell(LEVELS)
    while True:
        said = ask(f"{', '.join(ACCESS)} [{RECOMMENDED}]", False).strip() or RECOMMENDED
        if said in ACCESS:
            return said
        tell(f'"{said}" is none of them.')


def _level(grant: Grant) -> str:
    """The highest level of which every right was granted; the lowest when not even that one was."""
    held = [level for level, scopes in ACCESS.items() if set(scopes) <= set(grant.scopes)]
    return held[-1] if held else next(iter(ACCESS))
