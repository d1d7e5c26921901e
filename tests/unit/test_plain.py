"""Every value goes to plain JSON types and back."""

import json
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconnect_core import (
    Channel,
    Contact,
    ContactDays,
    ContactRef,
    Entry,
    Handle,
    HandleKind,
    Lane,
    Part,
    PartialDate,
    Person,
    Phone,
    Pick,
    Plan,
    Score,
    SourceRef,
    When,
    from_plain,
    pack_days,
    to_plain,
    unpack_days,
)

CONTACT = Contact(
    ref=ContactRef(book="b", uid="1"),
    name="Ada",
    phones=(Phone(raw="1", labels=frozenset({"home", "fax"})),),
    birthday=PartialDate(month=2, day=29),
    updated=datetime(2020, 1, 1, tzinfo=UTC),
)
PERSON = Person(id="p", name="Ada", contacts=(CONTACT,), handles=(Handle(kind=HandleKind.NAME, value="ada"),))
PLAN = Plan(
    now=datetime(2026, 1, 1, tzinfo=UTC),
    today=date(2026, 1, 1),
    picks=(
        Pick(
            person=PERSON,
            lane=Lane.WARM,
            channel=Channel.PHONE,
            score=Score(person="p", parts=(Part(name="n", points=0.5, reason="r", facts=(("days", 3),)),)),
        ),
    ),
)


@pytest.mark.parametrize("sparse", [False, True])
@pytest.mark.parametrize(
    "value",
    [
        CONTACT,
        PERSON,
        ContactDays(ref=SourceRef(source="s", key="k"), who=PERSON.handles[0], days=pack_days([5, 3, 5])),
        Entry(calendar="c", uid="u", start=When(day=date(2026, 1, 2), time=time(9, 30), zone="Europe/Berlin")),
    ],
)
def test_there_and_back(value, sparse):
    text = json.dumps(to_plain(value, sparse=sparse))
    assert from_plain(type(value), json.loads(text)) == value


def test_a_plan_there_and_back():
    back = from_plain(Plan, json.loads(json.dumps(to_plain(PLAN))))
    assert back.picks[0].person == PERSON
    assert back.picks[0].score.total == 0.5
    assert back.now == PLAN.now


def test_what_is_no_plan_is_refused():
    with pytest.raises(ValueError, match="Plan"):
        from_plain(Plan, {"now": 3})


@given(st.lists(st.integers(1, 3_000_000)))
def test_days_are_packed_distinct_and_in_order(days):
    assert list(unpack_days(pack_days(days))) == sorted(set(days))
