"""What a card says of who it is about: no person, no longer living."""

import pytest

from reconnect_core import ContactKind

from .vcards import one


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        ("FN:Choir\nX-ADDRESSBOOKSERVER-KIND:group\nX-ADDRESSBOOKSERVER-MEMBER:urn:uuid:1", ContactKind.GROUP),
        ("FN:Choir\nKIND:group\nMEMBER:urn:uuid:1", ContactKind.GROUP),
        ("FN:Bakery\nKIND:org", ContactKind.ORGANISATION),
        ("FN:Room 5\nKIND:location", ContactKind.ORGANISATION),
        ("N:;;;;\nFN:Bakery\nORG:Bakery;\nX-ABShowAs:COMPANY", ContactKind.ORGANISATION),
        ("N:;;;;\nORG:Bakery", ContactKind.ORGANISATION),
        ("FN:Bakery\nORG:Bakery", ContactKind.ORGANISATION),
        ("N:Bakery Ltd;;;;\nFN:Bakery Ltd\nORG:Bakery Ltd", ContactKind.ORGANISATION),
        ("FN:Choir\nX-EVOLUTION-LIST:TRUE\nEMAIL:a@e.example\nEMAIL:b@e.example", ContactKind.GROUP),
        ("FN:Choir\nX-EVOLUTION-LIST:FALSE", ContactKind.PERSON),
        ("FN:Bo Baker\nN:Baker;Bo\nORG:Bo Baker", ContactKind.PERSON),
        ("FN:Bo Baker\nKIND:individual", ContactKind.PERSON),
        ("NICKNAME:Bo\nORG:Bakery", ContactKind.PERSON),
    ],
)
def test_who_is_a_person(lines, kind):
    assert one(f"BEGIN:VCARD\nVERSION:4.0\n{lines}\nEND:VCARD").kind is kind


@pytest.mark.parametrize(
    "line",
    [
        "DEATHDATE:20100101",
        "DEATHDATE;VALUE=text:some day in spring",
        "DEATHPLACE:Ulm",
        "X-DECEASED:1",
        "X-DECEASED:TRUE",
        "CATEGORIES:Family,Deceased",
        "CATEGORIES:verstorben",
        "NOTE:Met in 1999.\\n† 3.4.2012",
        "NOTE:deceased",
        "NOTE:Verstorben am 03.04.2012",
        "N:Maier;Hans;;;†",
        "N:Maier;Hans;;;✞",
        "X.X-ABDATE:2012-04-03\nX.X-ABLabel:Verstorben",
        "X.X-ABDATE:2012-04-03\nX.X-ABLabel:Date of death",
    ],
)
def test_marks_of_death(line):
    assert one(f"BEGIN:VCARD\nVERSION:4.0\nFN:Hans Maier\n{line}\nEND:VCARD").deceased


@pytest.mark.parametrize(
    "line",
    [
        "X-DECEASED:0",
        "X-DECEASED:false",
        "X-DECEASED:",
        "DEATHDATE:",
        "NOTE:His father died in 2012",
        "NOTE:deceased estates lawyer",
        "CATEGORIES:Ripley,Dead Sea Swimmers",
        "N:Maier;Hans†Peter",
    ],
)
def test_what_is_no_mark_of_death(line):
    assert not one(f"BEGIN:VCARD\nVERSION:4.0\nFN:Hans Maier\n{line}\nEND:VCARD").deceased


@pytest.mark.parametrize(
    ("name", "deceased"),
    [
        ("Hans Maier (verstorben)", True),
        ("Hans (†) Maier", True),
        ("Hans (verst.) Maier", False),
        ("Hans (gestorben 2012) Maier", True),
        ("Hans Maier [deceased 2012]", True),
        ("Hans Maier – died on 3.4.2012", True),
        ("Hans Maier (✝ 2012)", True),
        ("Rip Maier", False),
        ("Hans Maier-Dead", False),
        ("Hans Maier (Dead Sea Hotel)", False),
    ],
)
def test_names_that_tell_of_death(name, deceased):
    assert one(f"BEGIN:VCARD\nVERSION:4.0\nFN:{name}\nEND:VCARD").deceased is deceased


@pytest.mark.parametrize(
    ("lines", "members"),
    [
        ("KIND:group\nMEMBER:urn:uuid:a1\nMEMBER:mailto:b@e.example", ["urn:uuid:a1", "mailto:b@e.example"]),
        ("X-ADDRESSBOOKSERVER-KIND:group\nX-ADDRESSBOOKSERVER-MEMBER:urn:uuid:a1", ["urn:uuid:a1"]),
        (
            "X-EVOLUTION-LIST:TRUE\nEMAIL:a@e.example\nEMAIL:b@e.example",
            ["mailto:a@e.example", "mailto:b@e.example"],
        ),
        ("KIND:group\nEMAIL:choir@e.example", []),
    ],
)
def test_a_group_names_its_members(lines, members):
    found = one(f"BEGIN:VCARD\nVERSION:4.0\nFN:Choir\n{lines}\nEND:VCARD")
    assert (found.kind, found.extra) == (ContactKind.GROUP, tuple(("member", member) for member in members))
