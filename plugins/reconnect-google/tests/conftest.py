"""The stand-in, and a desk with stores that are signed in to it."""

import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from browser import Browser
from desk import Desk
from google_standin.server import Server

from reconnect_core import MemoryVault


def _server():
    front, _, port = os.environ.get("GOOGLE_REFEREE", "").partition(" ")
    return Server(front=front, port=int(port or 0))


@pytest.fixture
def google():
    """A Google of its own; a test fails when the stand-in had to guess or broke its documents."""
    with _server() as server:
        yield server
        assert server.world.complaints == []


@pytest.fixture
def desk(google):
    """Stores signed in to that Google, with a clock that moves when they sleep."""
    made = Desk(google)
    yield made
    made.close()


@pytest.fixture
def fresh(google):
    """A desk where nobody has signed in yet."""
    desk = Desk(google, browse=Browser())
    desk.vault = MemoryVault()
    yield desk
    desk.close()
