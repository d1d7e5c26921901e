"""One account on one server, as a store sees it: signed in, its collections found, its traffic counted."""

from collections.abc import Callable
from dataclasses import replace

from reconnect_core import AuthError, ConfigError, MemoryVault, Opening, Secret

from .access import Access, DavSettings, access, preset_of
from .memory import Directory
from .presets import Preset
from .transport import Traffic, Transport

Ask = Callable[[str, bool], str]
Tell = Callable[[str], None]


class Server:
    """The transport and the directory of one store; raises ConfigError for settings that cannot work."""

    def __init__(self, opening: Opening, *, contacts: bool) -> None:
        settings: DavSettings = opening.settings
        self.name = opening.name
        self.preset: Preset | None = preset_of(opening)
        self._opening = opening
        self._access = access(opening)
        self._url = self.preset.start(settings.url, contacts=contacts) if self.preset else settings.url
        if not self._url:
            raise ConfigError(f"{self.name}: url is missing.", next_step='Write url = "https://…".')
        self.transport = Transport(self.name, self._url, self._access, clock=opening.clock)
        self.directory = Directory(self.transport, opening.vault, settings.username)

    @property
    def traffic(self) -> Traffic:
        """Requests and bytes since this store was opened."""
        return self.transport.traffic

    def close(self) -> None:
        """End the connection; a second call does no harm."""
        self.transport.close()

    def signin(self, ask: Ask, tell: Tell) -> None:
        """Ask for the secret, try it with one request, and keep it only when the server accepts it.

        A secret that comes from a command, the environment or a credential is only tried.
        """
        way = self._access
        if not way.auth:
            raise ConfigError(f"{self.name}: username is missing.", next_step="Write it beside url first.")
        if way.secret is not None and way.secret.keep is None:
            source = way.secret.where or "the config"
            tell(f"{self.name}: the {way.word} comes from {source}; trying it.")
            try:
                self._try(way)
            except AuthError as error:
                raise AuthError(error.message, next_step=f"Change it where it comes from: {source}.") from None
            tell(f"{self.name}: it works.")
            return
        if self.preset:
            tell(self.preset.password)
        what = "Access token" if way.auth == "bearer" else f"Password for {way.username}"
        typed = ask(f"{what} at {self.transport.host}", True).strip()
        if not typed:
            raise AuthError(f"{self.name}: nothing was typed, and nothing was kept.")
        self._try(replace(way, secret=Secret(lambda: typed, "typed")))
        way.keep(typed, self._url)
        tell(f"{self.name}: signed in.")

    def _try(self, way: Access) -> None:
        trial = Transport(self.name, self._url, way, clock=self._opening.clock)
        try:
            _ = Directory(trial, MemoryVault(), way.username).account
        finally:
            trial.close()
