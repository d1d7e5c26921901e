"""A declared limit is expected to fail, and fails the kit once it is no longer true; nothing is skipped."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
CASES = """
import pytest
from reconnect_core.testing import AddressBookContract
from tests.kit.hostile_readers import TidyNotes
from tests.kit.reference import ReferenceBook, ShelfBackend


class True_(TidyNotes):
    limits = {"A2": "our exports lose line ends"}


class TestTrue(AddressBookContract):
    @pytest.fixture
    def backend(self):
        return ShelfBackend(True_)


class Past(ReferenceBook):
    limits = {"A2": "our exports lose line ends"}


class TestPast(AddressBookContract):
    @pytest.fixture
    def backend(self):
        return ShelfBackend(Past)


class Bug(ReferenceBook):
    limits = {"A2": "our exports lose line ends"}

    def contacts(self):
        yield from undefined


class TestBug(AddressBookContract):
    @pytest.fixture
    def backend(self):
        return ShelfBackend(Bug)


class Unable(ShelfBackend):
    spoil = ShelfBackend.__mro__[1].spoil


class TestUnable(AddressBookContract):
    @pytest.fixture
    def backend(self):
        return Unable(ReferenceBook)
"""


def test_limits(tmp_path):
    (tmp_path / "test_cases.py").write_text(CASES)
    command = [sys.executable, "-m", "pytest", "-q", "-rA", "-p", "no:cacheprovider", f"--rootdir={ROOT}"]
    command += ["-k", "names_and_notes or broken_record", str(tmp_path / "test_cases.py")]
    said = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT).stdout
    lines = {line.split("::", 1)[1].split(" - ")[0]: line for line in said.splitlines() if "::" in line}
    assert lines["TestTrue::test_names_and_notes"].startswith("XFAIL")
    assert "A2: our exports lose line ends" in said
    assert lines["TestPast::test_names_and_notes"].startswith("FAILED")
    assert "[XPASS(strict)]" in lines["TestPast::test_names_and_notes"]
    assert lines["TestBug::test_names_and_notes"].startswith("FAILED")
    assert "NameError" in lines["TestBug::test_names_and_notes"]
    assert lines["TestUnable::test_a_broken_record"].startswith("FAILED")
    assert "Unable has no spoil(): write it, or declare this clause in ReferenceBook.limits" in said
    assert "skipped" not in said
