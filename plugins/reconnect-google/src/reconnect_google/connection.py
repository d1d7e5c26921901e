"""One store's line to Google: the account, the transport and Google's own client on top of it."""

import random
import time
from dataclasses import dataclass
from functools import cache
from typing import Any

from reconnect_core import ConfigError, Opening, Unavailable

from .account import Account
from .answers import Answer, ours, parsed
from .settings import AccountSettings, problems
from .transport import Patience, Traffic, Transport, Wire


@dataclass(frozen=True, slots=True)
class Reply:
    """A status that the caller was ready for, and its JSON."""

    status: int
    data: Any


class Connection:
    """Google's client, built from the documents it ships with, over our transport."""

    def __init__(self, opening: Opening, patience: Patience | None = None) -> None:
        self.name = opening.name
        self.settings: AccountSettings = opening.settings
        wrong = list(problems(self.settings))
        if wrong:
            raise ConfigError(*wrong)
        self._transport = Transport(
            name=self.name,
            clock=opening.clock,
            patience=patience or _patient(opening),
            timeout_seconds=self.settings.timeout_seconds,
        )
        self.account = Account(opening, self.settings, self._transport)

    @property
    def traffic(self) -> Traffic:
        """What was asked of Google so far."""
        return self._transport.traffic

    def people(self, resource: str) -> Any:
        """A resource of the People API such as ``otherContacts``; kept, since building one is slow."""
        return _resource("people", "v1", self.settings.people_url, resource)

    def calendar(self, resource: str) -> Any:
        """A resource of the Calendar API such as ``events``; kept, since building one is slow."""
        return _resource("calendar", "v3", self.settings.calendar_url, resource)

    def call(
        self, request: Any, doing: str, *, again: bool = True, expect: tuple[int, ...] = (), etag: str = ""
    ) -> Reply:
        """The reply to one request of Google's client; statuses of 300 or more only where expected.

        ``again`` says that the request may be repeated when nobody knows whether it was carried out; ``etag``
        makes it conditional. Raises the errors of ``answers.ours``, Unavailable for a cut or foreign body.
        """
        from googleapiclient.errors import HttpError

        if etag:
            request.headers["If-Match"] = etag
        bases = (self.settings.people_url, self.settings.calendar_url)
        wire = Wire(self._transport, self.account, bases, again)
        try:
            data = request.execute(http=wire)
        except HttpError as error:
            headers = {str(name): str(value) for name, value in error.resp.items()}
            answer = Answer(status=error.resp.status, headers=headers, body=error.content)
        else:
            # Google's client hands on a body that is no JSON as text.
            if not isinstance(data, dict) and request.method != "DELETE":
                raise Unavailable(f"{self.name}: no sensible answer came while {doing}; is a proxy in between?")
            return Reply(200, data)
        if answer.status in expect and not answer.slow_down:
            return Reply(answer.status, _data(answer))
        raise ours(
            answer,
            self.name,
            doing,
            again=self.settings.again,
            retry_after=self._transport.retry_after(answer),
        )

    def close(self) -> None:
        """Close every connection; a second call does no harm."""
        self._transport.close()


@cache
def _service(api: str, version: str, url: str) -> Any:
    """Google's client for one API, for all stores: each request brings its own way out."""
    from googleapiclient.discovery import build

    options = {"api_endpoint": url}
    return build(
        api, version, http=object(), static_discovery=True, cache_discovery=False, client_options=options
    )


@cache
def _resource(api: str, version: str, url: str, path: str) -> Any:
    found = _service(api, version, url)
    for step in path.split("."):
        found = getattr(found, step)()
    return found


def _data(answer: Answer) -> Any:
    try:
        return parsed(answer)
    except ValueError:
        return {}


def _patient(opening: Opening) -> Patience:
    # Seeded, so that the same run waits the same: the jitter must only differ between users and runs.
    chance = random.Random(f"{opening.name} {opening.clock().isoformat()}").random  # noqa: S311 -- jitter
    return Patience(sleep=time.sleep, chance=chance)
