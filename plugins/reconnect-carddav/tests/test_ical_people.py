"""Attendees and organisers as products write them: addresses mended, rooms and groups left out."""

import pytest

from .ical_reads import START, one

PEOPLE = [
    ("ATTENDEE;CN=Ana;PARTSTAT=ACCEPTED:MAILTO:ana@example.com", ("ana@example.com", "Ana", "accepted")),
    ('ATTENDEE;CN="Doe, J";PARTSTAT=DECLINED:mailto:j@example.com', ("j@example.com", "Doe, J", "declined")),
    ("ATTENDEE:mailto:hcabot@ example.com", ("hcabot@example.com", "", "needs-action")),
    ("ATTENDEE;CN=B:\n mailto:b@example.com", ("b@example.com", "B", "needs-action")),
    ("ATTENDEE;CN=B\n:mailto:b@example.com", ("b@example.com", "B", "needs-action")),
    ("ATTENDEE;STATUS=NEEDS \nACTION;RSVP=YES:torn@example.com", ("torn@example.com", "", "needs-action")),
    ("ATTENDEE;CN=b@example.com:b@example.com", ("b@example.com", "", "needs-action")),
    ('ATTENDEE;EMAIL=p@example.com;CN=P:/aMTA/principal/', ("p@example.com", "P", "needs-action")),
    ("ATTENDEE;CN=P;EMAIL=p@example.com:mailto:2_GEYA@imip.me.com", ("p@example.com", "P", "needs-action")),
    ("ATTENDEE;EMAIL=\"\":mailto:p@example.com", ("p@example.com", "", "needs-action")),
    ("ATTENDEE;X-CALENDARSERVER-EMAIL=c@example.com;CN=C:urn:uuid:1-2", ("c@example.com", "C", "needs-action")),
    ("ATTENDEE:mailto:x%2By@example.com?subject=hi", ("x+y@example.com", "", "needs-action")),
    ("ATTENDEE;STATUS=CONFIRMED;ROLE=ATTENDEE:Old Man <old@example.com>", ("old@example.com", "Old Man", "accepted")),
    ('ATTENDEE;CN=Smith: Bob:mailto:bob@example.com', ("bob@example.com", "Smith", "needs-action")),
    ("ATTENDEE;CN=Smith: Bob;PARTSTAT=DECLINED:mailto:bob@example.com", ("bob@example.com", "Smith Bob", "declined")),
    ("ATTENDEE; CN=Bo; PARTSTAT=ACCEPTED:mailto:bo@example.com", ("bo@example.com", "Bo", "accepted")),
    ("ATTENDEE;STATUS=NEEDSACTION:dot@example.com.", ("dot@example.com", "", "needs-action")),
    ("ATTENDEE;CUTYPE=UNKNOWN:mailto:u@example.com", ("u@example.com", "", "needs-action")),
    ("ATTENDEE;ROLE=NON-PARTICIPANT;CN=Ana:mailto:ana@example.com", ("ana@example.com", "Ana", "needs-action")),
    ("ATTENDEE;CN=Sala Romero:mailto:sala@example.com", ("sala@example.com", "Sala Romero", "needs-action")),
    ("ATTENDEE;CN=in@example.com;PARTSTAT=ACCEPTED:invalid:nomail", ("in@example.com", "", "accepted")),
    ("ATTENDEE;CN=Ina <in@example.com>:urn:uuid:1-2", ("in@example.com", "Ina", "needs-action")),
    ("ATTENDEE:mailto:Ina Doe <in@example.com>", ("in@example.com", "Ina Doe", "needs-action")),
    ('ATTENDEE;CN=Jo;SCHEDULE-STATUS="3.7;Bad";BAD":mailto:jo@example.com', ("jo@example.com", "Jo", "needs-action")),
    ("ATTENDEE:CN=Jo;PARTSTAT=ACCEPTED;mailto:jo@example.com", ("jo@example.com", "Jo", "accepted")),
    ("ATTENDEE;PARTSTAT=X-UNSURE:mailto:x@example.com", ("x@example.com", "", "needs-action")),
    ("ATTENDEE;PARTSTAT=TENTATIVE:mailto:t@example.com", ("t@example.com", "", "tentative")),
    ("ATTENDEE;PARTSTAT=DELEGATED:mailto:d@example.com", ("d@example.com", "", "delegated")),
]  # fmt: skip


@pytest.mark.parametrize(("line", "person"), PEOPLE)
def test_people_are_read_and_their_addresses_mended(line, person):
    (found,) = one(START + line).attendees
    assert (found.email, found.name, found.partstat) == person


@pytest.mark.parametrize(
    "line",
    [
        "ATTENDEE;CUTYPE=ROOM:mailto:room@example.com",
        "ATTENDEE;CUTYPE=resource;CN=Beamer:mailto:beamer@example.com",
        "ATTENDEE;CUTYPE=GROUP:mailto:all@example.com",
        "ATTENDEE:mailto:abc@group.calendar.google.com",
        "ATTENDEE:mailto:c_18@resource.calendar.google.com",
        "ATTENDEE:CET Meeting Room@example.com",
        "ATTENDEE;CN=Conference Room 5:mailto:cr5@example.com",
        "ATTENDEE;CN=Zoom Room 5:mailto:zr5@example.com",
        "ATTENDEE;CN=Besprechungsraum Nord:mailto:bn@example.com",
        "ATTENDEE;CN=Salle de réunion:mailto:sr@example.com",
        "ATTENDEE;CN=会議室A:mailto:ka@example.com",
        "ATTENDEE;ROLE=NON-PARTICIPANT;CN=Room 5:mailto:r5@example.com",
        "ATTENDEE;CN=Ana:invalid:nomail",
        "ATTENDEE;CN=Ana:",
        "ATTENDEE:",
        "BEGIN:VALARM\nACTION:EMAIL\nATTENDEE:mailto:alarm@example.com\nEND:VALARM",
        "X-THING:1\n:mailto:lost@example.com",
    ],
)
def test_what_is_no_person_is_left_out(line):
    entry = one(START + line + "\n" + line.replace("ATTENDEE", "ORGANIZER"))
    assert (entry.attendees, entry.organizer) == ((), None)


@pytest.mark.parametrize("between", [",", ";mailto:", ", "])
def test_several_people_on_one_line_are_several(between):
    people = one(START + f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@example.com{between}b@example.com").attendees
    assert [(one.email, one.partstat) for one in people] == [
        ("a@example.com", "accepted"),
        ("b@example.com", "accepted"),
    ]


def test_nobody_is_invited_twice_and_an_answer_counts_more_than_none():
    lines = "ATTENDEE:mailto:A@example.com\nATTENDEE;PARTSTAT=DECLINED:mailto:a@example.com\nATTENDEE:mailto:a@example.com"
    assert [(one.email, one.partstat) for one in one(START + lines).attendees] == [
        ("a@example.com", "declined")
    ]


def test_delegates_and_members_are_not_attendees():
    line = 'ATTENDEE;MEMBER="mailto:g@example.com";DELEGATED-FROM="mailto:d@example.com";SENT-BY="mailto:s@example.com"'
    assert [one.email for one in one(f"{START}{line}:mailto:a@example.com").attendees] == ["a@example.com"]
