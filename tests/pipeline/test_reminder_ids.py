"""A reminder's id is that of its garden, person and episode, whoever asks and whenever."""

import base64
import hashlib
import re
from datetime import date
from itertools import product

import pytest

from reconnect_core import GardenSettings
from reconnect_core.pipeline import selection
from reconnect_core.pipeline.marking import garden_mark, is_anothers, reminder_uid


def test_a_reminder_is_named_by_garden_person_and_episode_only():
    uid = reminder_uid("g1", "p1", "2021-03-04/0")
    assert re.fullmatch(r"reconnect[0-9a-v]{26}", uid)
    assert uid == reminder_uid("g1", "p1", "2021-03-04/0")
    told = product(("g1", "g2"), ("p1", "p2"), ("2021-03-04/0", "2021-03-04/1", "none/0"))
    assert len({reminder_uid(*one) for one in told}) == 12


def test_the_uid_is_the_first_130_bits_of_the_digest_in_base32hex():
    for person in map(str, range(50)):
        digest = base64.b32hexencode(hashlib.sha256(f"g|{person}|e".encode()).digest()).decode().lower()
        assert reminder_uid("g", person, "e") == "reconnect" + digest[:26]


@pytest.mark.parametrize(
    ("settings", "same"),
    [
        ({"me": ("B@x.example ", "a@x.example")}, True),
        ({"me": ("a@x.example", "b@x.example"), "people": 1, "language": "de"}, True),
        ({"me": ("a@x.example",)}, False),
        ({"me": ("a@x.example", "b@x.example"), "name": "other"}, False),
    ],
)
def test_gardens_are_told_apart_by_name_and_own_addresses_alone(settings, same):
    mark = garden_mark(GardenSettings(me=("a@x.example", "b@x.example")))
    other = garden_mark(GardenSettings(**settings))
    assert (mark == other) is same
    assert is_anothers(("p1", "h1", "reconnect1", other), mark) is not same


def test_a_reminder_without_a_mark_of_a_garden_is_no_others():
    assert not is_anothers(("p1", "h1"), garden_mark(GardenSettings()))


def test_an_episode_is_the_last_day_and_the_attempt():
    assert selection.episode(date(2025, 11, 21), 2) == "2025-11-21/2"
    assert selection.episode(None, 0) == "none/0"
