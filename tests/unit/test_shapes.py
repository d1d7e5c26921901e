"""A value is made as its dataclass says, or the first field that is not is named."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest

from reconnect_core import (
    Contact,
    ContactRef,
    Entry,
    Gift,
    GiftKind,
    Handle,
    HandleKind,
    PartialDate,
    Phone,
    SourceRef,
    When,
)
from reconnect_core.shapes import misfit
from reconnect_core.testing.samples import interactions, people

WHO = (Handle(kind=HandleKind.EMAIL, value="ada@mail.example"),)
CONTACT = Contact(ref=ContactRef(book="b", uid="1"), name="Ada", updated=datetime(2026, 1, 1, tzinfo=UTC))
GIFT = Gift(ref=SourceRef(source="s", key="k"), who=WHO, kind=GiftKind.REFERRAL, day=date(2026, 1, 1))
ENTRY = Entry(calendar="c", uid="u", start=When(day=date(2026, 1, 1), time=time(9), zone="Europe/Berlin"))
BAD = [
    (CONTACT, "name", None),
    (CONTACT, "name", b"Ada"),
    (CONTACT, "ref", ("b", "1")),
    (CONTACT, "ref", ContactRef(book="b", uid=7)),
    (CONTACT, "emails", ["ada@mail.example"]),
    (CONTACT, "emails", ("ada@mail.example", None)),
    (CONTACT, "phones", ("+49 30 1",)),
    (CONTACT, "phones", (Phone(raw="1", labels={"home"}),)),
    (CONTACT, "extra", (("one", "two", "three"),)),
    (CONTACT, "birthday", date(1980, 5, 31)),
    (CONTACT, "birthday", PartialDate(year="1980")),
    (CONTACT, "updated", datetime(2026, 1, 1)),
    (CONTACT, "starred", 1),
    (GIFT, "day", datetime(2026, 1, 1, tzinfo=UTC)),
    (GIFT, "kind", "referral"),
    (GIFT, "weight", float("nan")),
    (GIFT, "weight", float("-inf")),
    (GIFT, "weight", 10**400),
    (GIFT, "who", WHO[0]),
    (ENTRY, "start", date(2026, 1, 1)),
    (ENTRY, "start", When(day=date(2026, 1, 1), time="09:30")),
    (ENTRY, "start", When(day=date(2026, 1, 1), time=time(9, 30), zone="Mars/Olympus")),
    (ENTRY, "start", When(day=date.min)),
    (ENTRY, "end", When(day=date.max, time=time(23), zone="America/New_York")),
    (CONTACT, "updated", datetime.min.replace(tzinfo=timezone(timedelta(hours=9)))),
    (ENTRY, "end", When(day=date(2026, 1, 1), zone="../zone")),
    (ENTRY, "end", When(day=date(2026, 1, 1), zone="a" * 300)),
]


@pytest.mark.parametrize(("value", "name", "item"), BAD)
def test_what_does_not_fit_is_named_however_often_sound_values_came_before(value, name, item):
    assert misfit(value) == ""
    assert misfit(replace(value, **{name: item})) == name
    assert misfit(value) == ""


def test_the_first_moment_and_the_last_day_fit_where_they_can_be_told():
    assert not misfit(replace(CONTACT, updated=datetime.min.replace(tzinfo=UTC)))
    assert not misfit(replace(ENTRY, end=When(day=date.max)))


def test_samples_fit():
    for value in (*people(), *interactions(("phone",), tuple(HandleKind))):
        assert misfit(value) == ("channel" if hasattr(value, "channel") else "")


def test_whole_numbers_are_numbers_and_none_fits_where_it_may_stand():
    assert misfit(replace(GIFT, weight=2, day=None)) == ""
