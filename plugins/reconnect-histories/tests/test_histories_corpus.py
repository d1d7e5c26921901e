"""Files that real products wrote, with the facts read from them by hand. They are not part of this repository."""

import json
import os
from datetime import datetime
from pathlib import Path

import pytest

from reconnect_core import Opening, Unreadable
from reconnect_histories.linkedin import LinkedinMessages
from reconnect_histories.sms_backup import SmsBackup
from reconnect_histories.whatsapp import Whatsapp

SHARED = os.environ.get("RECONNECT_SHARED", "")
pytestmark = pytest.mark.skipif(not SHARED, reason="RECONNECT_SHARED is not set")
CORPUS = Path(SHARED or ".", "fixtures")
EXPECTED = json.loads((CORPUS / "expected.json").read_text("utf-8")) if SHARED else {}
KINDS = {"other/sbr": SmsBackup, "other/wa_": Whatsapp, "other/link": LinkedinMessages}
FILES = sorted(name for name in EXPECTED if name.startswith(tuple(KINDS)))


@pytest.mark.parametrize("name", FILES)
def test_every_fact(name):
    facts = EXPECTED[name]
    cls = next(kind for begin, kind in KINDS.items() if name.startswith(begin))
    records = list(cls(Opening(name="x", settings=cls.Settings(path=str(CORPUS / name)))).interactions())
    broken = [one for one in records if isinstance(one, Unreadable)]
    found = [one for one in records if not isinstance(one, Unreadable)]
    assert len(broken) == (name in ("other/sbr3_invalid.xml", "other/sbr_malformed.xml"))
    for who, when in facts.get("last_contact", {}).items():
        of_them = [one.moment for one in found if one.who[0].value == who.casefold()]
        told = datetime.fromisoformat(when.removesuffix("Z")).replace(microsecond=0)
        assert max(of_them).replace(tzinfo=None, microsecond=0) == told, who
    if "events" in facts:
        told = [(one.who[0].value, f"{one.moment:%Y-%m-%dT%H:%M:%SZ}", one.direction.value) for one in found]
        assert told == [(one["address"], one["at"], one["direction"]) for one in facts["events"]]
    if "messages" in facts:
        assert len(found) == facts["messages"]
        assert {one.who[0].value for one in found} == {name.casefold() for name in facts["senders"]}
    if name.startswith("other/sbr") and "count" in facts:
        assert len(records) == facts["count"]
        assert sum(not one.bulk for one in found) == facts["count"] - (2 if "valid" in facts else 0)
