"""Every value goes to plain JSON types and back."""

import json
import re
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconnect_core import (
    Channel,
    Complete,
    Contact,
    ContactDays,
    ContactRef,
    Entry,
    Handle,
    HandleKind,
    Interaction,
    Lane,
    Part,
    PartialDate,
    Person,
    Phone,
    Pick,
    Plan,
    Score,
    ScoringSettings,
    SourceRef,
    State,
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
        ScoringSettings(gifts={"business": 1.5}, labels={"Chor": "encouragement"}),
        Complete(),
        State(token=b"\0x"),
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


MOMENT = "a moment with its zone, like 2026-03-01T09:00:00+00:00, is needed"
TALK = Interaction(
    ref=SourceRef(source="s", key="k"), moment=PLAN.now, who=PERSON.handles, channel=Channel.PHONE, minutes=15
)
SCORING = ScoringSettings(gifts={"business": 1.5}, labels={"Chor": "encouragement"})
HISTORY = ContactDays(ref=SourceRef(source="s", key="k"), who=PERSON.handles[0], days=pack_days([5]))


@pytest.mark.parametrize(
    ("value", "change", "said"),
    [
        (TALK, {"minutes": "fifteen"}, "not a plain Interaction: minutes: a whole number is needed"),
        (TALK, {"minutes": True}, "minutes: a whole number is needed"),
        (TALK, {"moment": "2026-03-01T09:00"}, f"moment: {MOMENT}"),
        (TALK, {"moment": 7}, f"moment: {MOMENT}"),
        (TALK, {"channel": "pigeon"}, "channel: one of phone, note, email, meet is needed"),
        (TALK, {"sure": "0.5"}, "sure: a number is needed"),
        (TALK, {"sure": float("nan")}, "sure: a number is needed"),
        (TALK, {"sure": float("inf")}, "sure: a number is needed"),
        (TALK, {"sure": 10**400}, "sure: a number is needed"),
        (TALK, {"ref": {"source": "s"}}, "ref.key: it is missing"),
        (TALK, {"ref": "s"}, "ref: an object is needed"),
        (HISTORY, {"days": "xyz"}, "days: a text of hexadecimal digits is needed"),
        (CONTACT, {"name": None}, "name: a text is needed"),
        (CONTACT, {"emails": "ada@x.example"}, "emails: a list is needed"),
        (CONTACT, {"emails": ["a@x.example", 7]}, "emails[1]: a text is needed"),
        (CONTACT, {"phones": [{"raw": "1", "labels": ["home", 2]}]}, "phones[0].labels[1]: a text is needed"),
        (CONTACT, {"birthday": {"month": "May"}}, "birthday.month: a whole number is needed"),
        (CONTACT, {"extra": [["a"]]}, "extra[0]: a list of 2 is needed"),
        (CONTACT, {"deceased": "no"}, "deceased: true or false is needed"),
        (PLAN, {"today": "01.03.2026"}, "today: a day like 2026-03-01 is needed"),
        (PLAN, {"now": 3}, f"not a plain Plan: now: {MOMENT}"),
        (SCORING, {"labels": ["Chor"]}, "labels: an object is needed"),
        (SCORING, {"gifts": {"business": "much"}}, "not a plain ScoringSettings: gifts[]: a number is needed"),
    ],
)
def test_what_does_not_fit_is_refused_by_its_place_and_never_shown(value, change, said):
    with pytest.raises(ValueError, match=re.escape(said) + "$") as refused:
        from_plain(type(value), to_plain(value) | change)
    assert not {"fifteen", "xyz", "ada@x.example", "May", "01.03.2026"} & set(str(refused.value).split())


def test_what_does_not_fit_is_named_deep_inside_a_plan():
    plain = to_plain(PLAN)
    plain["picks"][0]["person"]["contacts"][0]["title"] = 7
    with pytest.raises(ValueError, match=r"Plan: picks\[0\]\.person\.contacts\[0\]\.title: a text is needed"):
        from_plain(Plan, plain)
    with pytest.raises(ValueError, match="not a plain Plan: an object is needed"):
        from_plain(Plan, [plain])


def test_keys_that_are_no_field_are_passed_over():
    assert from_plain(Contact, to_plain(CONTACT) | {"shoe_size": 38}) == CONTACT


@given(st.lists(st.integers(1, 3_000_000)))
def test_days_are_packed_distinct_and_in_order(days):
    assert list(unpack_days(pack_days(days))) == sorted(set(days))
