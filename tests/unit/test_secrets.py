"""Secrets come from elsewhere and show themselves nowhere."""

import stat
import sys

import pytest

from reconnect_core import AuthError
from reconnect_core.secrets import FileVault, read_secret


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
