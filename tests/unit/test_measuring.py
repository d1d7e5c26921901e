"""What bounds of memory and time are measured with sees what it should (``conftest.py`` at the top)."""

import time

BUILDS = """
def read(path):
    built = b"x" * (30 * path.stat().st_size)
    assert built.endswith(b"x")
"""
STREAMS = """
def read(path):
    with path.open("rb") as file:
        for _ in file: pass
"""


def test_memory_that_was_needed_and_given_back_counts(peak):
    assert 29_000_000 < peak(BUILDS, b"x", b"x" * 1_000_000) < 35_000_000


def test_what_is_streamed_needs_hardly_any(peak):
    assert peak(STREAMS, b"x\n", b"x\n" * 500_000) < 1_000_000


def test_seconds_are_those_of_work_and_not_of_waiting(seconds):
    assert seconds(lambda: time.sleep(0.5)) < 0.1
    assert seconds(lambda: sum(range(2_000_000))) > seconds(lambda: sum(range(20_000)))
