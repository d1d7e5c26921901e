"""Files that real products wrote, with the facts read from them by hand. They are not part of this repository."""

import json
import os
from pathlib import Path

import pytest

from reconnect_carddav.vcard import read
from reconnect_core import Contact

SHARED = os.environ.get("RECONNECT_SHARED", "")
pytestmark = pytest.mark.skipif(not SHARED, reason="RECONNECT_SHARED is not set")
CORPUS = Path(SHARED or ".", "fixtures")
EXPECTED = json.loads((CORPUS / "expected.json").read_text("utf-8")) if SHARED else {}
FILES = sorted(name for name in EXPECTED if name.startswith("vcard/"))


def digits(raw):
    return "".join(filter(str.isdigit, raw.removeprefix("tel:").split(";")[0])) or raw


def told(contact):
    return {
        "fn": contact.name,
        "emails": sorted(contact.emails),
        "tels": sorted(digits(phone.raw) for phone in contact.phones),
        "bday": str(contact.birthday) if contact.birthday else None,
        "org": contact.organisation,
        "categories": sorted(contact.labels),
    }


def wanted(card):
    facts = dict(card, emails=sorted(card["emails"]), tels=sorted(digits(tel["raw"]) for tel in card["tels"]))
    facts["bday"] = (card.get("bday") or "").removeprefix("text:") or None
    facts["categories"] = sorted(card.get("categories") or ())
    return {
        name: facts[name] for name in ("fn", "emails", "tels", "bday", "org", "categories") if name in facts
    }


@pytest.mark.parametrize("name", FILES)
def test_every_fact_and_nothing_else(name):
    contacts = [
        record for record in read((CORPUS / name).read_bytes(), book="b") if isinstance(record, Contact)
    ]
    assert len(contacts) == len(EXPECTED[name])
    for contact, card in zip(contacts, EXPECTED[name], strict=True):
        facts = told(contact)
        for what, value in wanted(card).items():
            # No name or organisation asserted is none that could be wrong.
            assert facts[what] == value or (what in ("fn", "org") and not value), (what, facts[what], value)


def test_marks_that_the_facts_name():
    for name in FILES:
        contacts = list(read((CORPUS / name).read_bytes(), book="b"))
        for contact, card in zip(contacts, EXPECTED[name], strict=True):
            if card.get("is_company"):
                assert contact.kind == "organisation", name
            if card.get("anniversary"):
                assert ("anniversary", card["anniversary"]) in [
                    (e.label, str(e.day)) for e in contact.events
                ], name
            if card.get("referred_by"):
                assert ("referredBy", card["referred_by"]) in [(r.kind, r.name) for r in contact.relations], (
                    name
                )
            if card.get("nickname"):
                assert card["nickname"] in contact.nicknames, name
