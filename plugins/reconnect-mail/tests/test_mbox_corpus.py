"""Files that real products wrote, with the facts read from them by hand. They are not part of this repository."""

import json
import os
from pathlib import Path

import pytest

from reconnect_core import Opening
from reconnect_mail.mbox import MboxJournal, MboxSettings

SHARED = os.environ.get("RECONNECT_SHARED", "")
pytestmark = pytest.mark.skipif(not SHARED, reason="RECONNECT_SHARED is not set")
CORPUS = Path(SHARED or ".", "fixtures")
EXPECTED = json.loads((CORPUS / "expected.json").read_text("utf-8")) if SHARED else {}


@pytest.mark.parametrize("name", sorted(name for name in EXPECTED if name.startswith("mbox/")))
def test_every_fact_and_nothing_else(name):
    facts = EXPECTED[name]
    store = MboxJournal(Opening(name="mail", settings=MboxSettings(path=str(CORPUS / name))))
    found = [(one.who[0].value, f"{one.moment:%Y-%m-%dT%H:%M:%SZ}") for one in store.interactions()]
    if facts["messages"]:
        assert found == [(one["from_addr"], one["date_utc"]) for one in facts["messages"]]
    else:
        assert len(found) == facts["count"]
