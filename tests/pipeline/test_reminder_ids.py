"""A reminder's id is that of its person and episode, whoever asks and whenever."""

import re
from datetime import date

from reconnect_core.pipeline import selection


def test_a_reminder_is_named_by_person_and_episode_only():
    uid = selection.reminder_uid("p1", "2021-03-04/0")
    assert re.fullmatch(r"reconnect[0-9a-v]{26}", uid)
    assert uid == selection.reminder_uid("p1", "2021-03-04/0")
    others = {
        selection.reminder_uid(p, e) for p in ("p1", "p2") for e in ("2021-03-04/0", "2021-03-04/1", "none/0")
    }
    assert len(others) == 6


def test_the_uid_is_the_first_130_bits_of_the_digest_in_base32hex():
    import base64
    import hashlib

    for person in map(str, range(50)):
        digest = base64.b32hexencode(hashlib.sha256(f"{person}|e".encode()).digest()).decode().lower()
        assert selection.reminder_uid(person, "e") == "reconnect" + digest[:26]


def test_an_episode_is_the_last_day_and_the_attempt():
    assert selection.episode(date(2025, 11, 21), 2) == "2025-11-21/2"
    assert selection.episode(None, 0) == "none/0"
