"""Where secrets come from (a command, the environment, the keyring, a systemd credential) and are kept.

Nothing here ever holds a secret in a repr, a message or a log.
"""

import contextlib
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from .errors import AuthError, ConfigError
from .stores import Secret

_WAYS = '{ command = [...] }, { env = "NAME" }, { keyring = "service/user" } or { credential = "name" }'


def read_secret(spec: Any) -> Secret:
    """A Secret that asks its source each time; raises ValueError when the spec is not a known way."""
    if not isinstance(spec, Mapping) or len(spec) != 1:
        raise ValueError(f"a secret never stands in this file; write {_WAYS}.")
    way, value = next(iter(spec.items()))
    if way == "command" and isinstance(value, list) and value and all(isinstance(v, str) for v in value):
        return Secret(lambda: _from_command(value), f"command {value[0]}")
    readers: dict[str, Callable[[str], str]] = {
        "env": _from_env,
        "keyring": _from_keyring,
        "credential": _from_credential,
    }
    if way in readers and isinstance(value, str) and value:
        reader = readers[way]
        keep = (lambda text: _into_keyring(value, text)) if way == "keyring" else None
        return Secret(lambda: reader(value), f"{way} {value}", keep=keep)
    raise ValueError(f"write {_WAYS}.")


def _from_command(argv: list[str]) -> str:
    import subprocess

    try:
        done = subprocess.run(argv, capture_output=True, text=True, timeout=60, check=False)  # noqa: S603 -- the user's own
    except (OSError, subprocess.TimeoutExpired) as error:
        raise AuthError(
            f"the secret's command {argv[0]} did not run ({type(error).__name__}).",
            next_step="Try it in a terminal.",
        ) from None
    if done.returncode or not done.stdout.strip():
        raise AuthError(
            f"the secret's command {argv[0]} gave nothing (exit {done.returncode}).",
            next_step="Try it in a terminal.",
        )
    return done.stdout.split("\n", 1)[0].rstrip("\r")


def _from_env(name: str) -> str:
    value = os.environ.get(name, "")
    if not value:
        raise AuthError(f"the environment has no {name}.", next_step="Set it where reconnect is started.")
    return value


def _from_credential(name: str) -> str:
    folder = os.environ.get("CREDENTIALS_DIRECTORY", "")
    path = Path(folder) / name
    if not folder or not path.is_file():
        raise AuthError(
            f"there is no systemd credential {name}.", next_step="Add LoadCredential= to the service."
        )
    return path.read_text(encoding="utf-8").rstrip("\r\n")


def _from_keyring(address: str) -> str:
    with _keyring(address) as (keyring, service, user):
        value: str | None = keyring.get_password(service, user)
    if value is None:
        raise AuthError(f"the keyring has nothing under {service}.", next_step="Run `reconnect signin NAME`.")
    return value


def _into_keyring(address: str, text: str) -> None:
    with _keyring(address) as (keyring, service, user):
        keyring.set_password(service, user, text)


@contextlib.contextmanager
def _keyring(address: str) -> Iterator[tuple[Any, str, str]]:
    """The library, service and user; raises AuthError when the keyring is locked or there is none."""
    service, _, user = address.rpartition("/")
    if not service:
        raise ConfigError(f'keyring = "{address}": write "service/user".')
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        raise ConfigError(
            "the keyring is not installed.", next_step='Run: pip install "reconnect-core[keyring]"'
        ) from None
    try:
        yield keyring, service, user
    except KeyringError as error:
        raise AuthError(
            f"the keyring did not answer ({type(error).__name__}).",
            next_step="Unlock it; where there is none, as under cron, use a command or the environment.",
        ) from None


class KeyringVault:
    """The system's keyring, under one service; raises AuthError while it is locked or where there is none."""

    def __init__(self, service: str) -> None:
        self._service = service

    def load(self, key: str) -> str | None:
        """What was saved under this key, or None."""
        with _keyring(f"{self._service}/{key}") as (keyring, service, user):
            kept: str | None = keyring.get_password(service, user)
            return kept

    def save(self, key: str, text: str) -> None:
        """Keep the text in place of what was there."""
        _into_keyring(f"{self._service}/{key}", text)

    def delete(self, key: str) -> None:
        """Forget it; nothing happens when there is none."""
        with _keyring(f"{self._service}/{key}") as (keyring, service, user):
            if keyring.get_password(service, user) is not None:
                keyring.delete_password(service, user)


class FileVault:
    """A folder of 0600 files, one for each key; each is replaced as a whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def _path(self, key: str) -> Path:
        return self._folder / "".join(c if c.isalnum() or c in "-_." else "-" for c in key)

    def load(self, key: str) -> str | None:
        """What was saved under this key, or None."""
        try:
            return self._path(key).read_text(encoding="utf-8")
        except FileNotFoundError:
            return None

    def save(self, key: str, text: str) -> None:
        """Keep the text with mode 0600, replacing what was there in one step."""
        import tempfile

        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=self._folder)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).replace(self._path(key))
        except BaseException:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
            raise

    def delete(self, key: str) -> None:
        """Forget it; nothing happens when there is none."""
        self._path(key).unlink(missing_ok=True)
