"""What counts as contact: a table, and how evidence finds its person."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from reconnect_core import (
    Attendee,
    Channel,
    ContactDays,
    Direction,
    Entry,
    EntryStatus,
    Gift,
    GiftKind,
    Handle,
    HandleKind,
    Interaction,
    SourceRef,
    When,
    pack_days,
    unpack_days,
)
from reconnect_core.pipeline import evidence

ZONE = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
ME = frozenset({"me@x.example"})
ADA = Attendee(email="Ada@X.example", partstat="accepted")
SELF = Attendee(email="me@x.example", partstat="accepted")


def entry(**values):
    base = {
        "calendar": "c",
        "uid": "u1",
        "start": When(day=date(2026, 2, 2), time=time(10), zone="Europe/Berlin"),
        "end": When(day=date(2026, 2, 2), time=time(11), zone="Europe/Berlin"),
        "attendees": (SELF, ADA),
    }
    return Entry(**(base | values))


def day(d, t=None):
    return When(day=date(2026, *d), time=t, zone="Europe/Berlin" if t else None)


CROWD = tuple(Attendee(email=f"p{n}@x.example") for n in range(9))
TABLE = {
    "past": (entry(), 1.0),
    "future": (entry(start=day((3, 9), time(10)), end=day((3, 9), time(11))), 0),
    "declined by me": (entry(attendees=(Attendee(email="me@x.example", partstat="declined"), ADA)), 0),
    "declined by them": (entry(attendees=(SELF, Attendee(email="ada@x.example", partstat="declined"))), 0),
    "cancelled": (entry(status=EntryStatus.CANCELLED), 0),
    "cancelled by method": (entry(method="cancel"), 0),
    "tentative": (entry(status=EntryStatus.TENTATIVE), 0.5),
    "crowd": (entry(attendees=(SELF, *CROWD)), 0),
    "small crowd": (entry(attendees=(SELF, *CROWD[:7])), 0.5),
    "mailing list": (entry(attendees=(SELF, Attendee(email="team-list@x.example"))), 0),
    "no-reply": (entry(attendees=(SELF, Attendee(email="no-reply@x.example"))), 0),
    "own reminder": (entry(uid="reconnect" + "a" * 26), 0),
    "copy of an own reminder": (entry(marks=("p1",)), 0),
    "all-day": (entry(start=day((2, 2)), end=day((2, 3))), 0.5),
    "all-day today": (entry(start=day((3, 2)), end=day((3, 3))), 0),
    "room": (entry(attendees=(SELF, Attendee(email="room@x.example", cutype="room"))), 0),
    "group": (entry(attendees=(SELF, Attendee(email="all@x.example", cutype="group"))), 0),
    "past without end": (entry(end=None), 1.0),
    "organiser only": (entry(attendees=(), organizer=ADA), 1.0),
    "organised by me": (entry(attendees=(ADA,), organizer=SELF), 1.0),
    "going on now": (entry(start=day((3, 2), time(8, 30)), end=day((3, 2), time(9, 30))), 0),
    "nobody else": (entry(attendees=(SELF,)), 0),
}


@pytest.mark.parametrize("case", TABLE)
def test_what_counts(case):
    one, sure = TABLE[case]
    found = list(evidence.meetings([one], me=ME, now=NOW, zone=ZONE))
    assert sum(f.sure for f in found) == sure


def test_a_recurring_instance_counts_as_one_day_each():
    series = [entry(recurrence_id=f"2026020{n}", start=day((2, n), time(10))) for n in (2, 3, 4)]
    days = evidence.fold(evidence.meetings(series, me=ME, now=NOW, zone=ZONE), now=NOW, zone=ZONE)
    assert [len(unpack_days(one.days)) for one in days] == [3]


def test_a_booked_meeting_is_planned_and_a_declined_one_is_not():
    soon = {"start": day((3, 9), time(10)), "end": day((3, 9), time(11))}
    declined = (Attendee(email="me@x.example", partstat="declined"), ADA)
    both = [entry(**soon), entry(uid="u2", attendees=declined, **soon)]
    found = list(evidence.planned(both, me=ME, now=NOW, zone=ZONE))
    assert [(plan.who.value, plan.day) for plan in found] == [("ada@x.example", date(2026, 3, 9))]


def said(who, when, **values):
    ref = SourceRef(source="log", key=str(when))
    return Interaction(ref=ref, who=(Handle(kind=HandleKind.NAME, value=who),), moment=when, **values)


def test_folding_counts_days_in_the_gardens_zone():
    late = datetime(2026, 1, 1, 23, 30, tzinfo=UTC)
    (days,) = evidence.fold(
        [said("a", late), said("a", datetime(2026, 1, 2, 9, tzinfo=UTC))], now=NOW, zone=ZONE
    )
    assert [date.fromordinal(n) for n in unpack_days(days.days)] == [date(2026, 1, 2)]


def test_folding_leaves_out_bulk_crowds_and_the_future():
    when = datetime(2026, 1, 1, tzinfo=UTC)
    lines = [
        said("a", when, bulk=True),
        said("b", when, group_size=9),
        said("c", datetime(2026, 4, 1, tzinfo=UTC)),
        said("d", when, channel=Channel.PHONE, direction=Direction.OUT),
    ]
    assert [one.who.value for one in evidence.fold(lines, now=NOW, zone=ZONE)] == ["d"]


def pack(kind, value):
    handle = Handle(kind=kind, value=value)
    return ContactDays(ref=SourceRef(source="s", key=value), who=handle, days=pack_days([1]))


def test_a_shared_address_counts_half_for_each_and_a_shared_name_for_nobody():
    mail = pack(HandleKind.EMAIL, "home@x.example")
    name = pack(HandleKind.NAME, "john smith")
    own = pack(HandleKind.EMAIL, "ada@x.example")
    by_handle = {mail.who: ("p1", "p2"), name.who: ("p1", "p2"), own.who: ("p1",)}
    found = evidence.gather([mail, name, own], [], by_handle, lambda handle: handle)
    assert {one.ref.key: one.sure for one in found.contact["p1"]} == {
        "home@x.example": 0.5,
        "ada@x.example": 1.0,
    }
    assert [one.sure for one in found.contact["p2"]] == [0.5]
    assert found.unclear == (name.who,)


def test_a_gift_goes_to_the_first_handle_that_means_one_person():
    who = (Handle(kind=HandleKind.NAME, value="ada"), Handle(kind=HandleKind.EMAIL, value="a@x.example"))
    gift = Gift(ref=SourceRef(source="s", key="1"), who=who, kind=GiftKind.REFERRAL)
    found = evidence.gather([], [gift], {who[1]: ("p1",)}, lambda handle: handle)
    assert found.gifts == {"p1": (gift,)}
