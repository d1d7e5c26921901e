"""Secrets come from elsewhere and show themselves nowhere."""

import stat
import sys
from typing import ClassVar

import pytest

from reconnect_core import AuthError, ConfigError, Garden
from reconnect_core.secrets import FileVault, KeyringVault, read_secret


def test_from_the_environment(monkeypatch):
    monkeypatch.setenv("RC_TEST_SECRET", "s3cret")
    secret = read_secret({"env": "RC_TEST_SECRET"})
    assert secret.reveal() == "s3cret"
    assert "s3cret" not in f"{secret} {secret!r}"
    monkeypatch.delenv("RC_TEST_SECRET")
    with pytest.raises(AuthError, match="RC_TEST_SECRET"):
        secret.reveal()


def test_from_a_command_the_first_line():
    secret = read_secret({"command": [sys.executable, "-c", "print('first'); print('second')"]})
    assert secret.reveal() == "first"


def test_a_command_that_fails_says_so_without_its_output():
    secret = read_secret({"command": [sys.executable, "-c", "print('canary'); raise SystemExit(3)"]})
    with pytest.raises(AuthError) as caught:
        secret.reveal()
    assert "exit 3" in str(caught.value)
    assert "canary" not in str(caught.value)


def test_from_a_systemd_credential(monkeypatch, tmp_path):
    (tmp_path / "dav").write_text("pw\n", encoding="utf-8")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    assert read_secret({"credential": "dav"}).reveal() == "pw"
    with pytest.raises(AuthError, match="LoadCredential"):
        read_secret({"credential": "other"}).reveal()


@pytest.mark.parametrize(
    "spec", ["plain", {"env": ""}, {"a": "b"}, {"env": "A", "command": ["b"]}, {"command": []}]
)
def test_anything_else_is_refused(spec):
    with pytest.raises(ValueError, match="command"):
        read_secret(spec)


def test_the_vault_keeps_files_private_and_whole(tmp_path):
    vault = FileVault(tmp_path / "vault")
    assert vault.load("google/token") is None
    vault.save("google/token", "one")
    vault.save("google/token", "two")
    assert vault.load("google/token") == "two"
    files = list((tmp_path / "vault").iterdir())
    assert len(files) == 1
    assert stat.S_IMODE(files[0].stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "vault").stat().st_mode) == 0o700
    vault.delete("google/token")
    vault.delete("google/token")
    assert vault.load("google/token") is None


def test_the_vault_can_be_the_keyring():
    import keyring
    from keyring.backend import KeyringBackend
    from keyring.backends.fail import Keyring as NoKeyring

    class Memory(KeyringBackend):
        priority = 1
        kept: ClassVar = {}

        def get_password(self, service, username):
            return self.kept.get((service, username))

        def set_password(self, service, username, password):
            self.kept[service, username] = password

        def delete_password(self, service, username):
            del self.kept[service, username]

    before = keyring.get_keyring()
    try:
        keyring.set_keyring(Memory())
        vault = KeyringVault("reconnect garden")
        assert vault.load("google-google") is None
        vault.save("google-google", "one")
        vault.save("google-google", "two")
        assert vault.load("google-google") == "two"
        assert list(Memory.kept) == [("reconnect garden", "google-google")]
        assert KeyringVault("reconnect other").load("google-google") is None
        vault.delete("google-google")
        vault.delete("google-google")
        assert vault.load("google-google") is None
        keyring.set_keyring(NoKeyring())
        with pytest.raises(AuthError, match="did not answer"):
            vault.load("google-google")
    finally:
        keyring.set_keyring(before)


def test_a_garden_keeps_its_sign_ins_where_the_config_says(tmp_path):
    config = tmp_path / "reconnect.toml"
    for word, kind in (("file", FileVault), ("keyring", KeyringVault)):
        target = '[[calendar]]\nname = "home"\nkind = "ics"\npath = "home.ics"\nreminders = true\n'
        config.write_text(f'[garden]\nvault = "{word}"\nstate = "state"\n{target}', encoding="utf-8")
        with Garden.open(config) as garden:
            assert isinstance(garden.calendar.opening.vault, kind)
    config.write_text(f'[garden]\nvault = "drawer"\n{target}', encoding="utf-8")
    with pytest.raises(ConfigError, match="file or keyring"):
        Garden.open(config)
