"""LDIF: what Thunderbird, groupware, phones and directories write of a person, and what they write besides."""

import base64
import textwrap

import pytest

from reconnect_core import PartialDate, Unusable
from reconnect_csv.book import CsvBook

ADA = """dn: cn=Ada Byron,mail=a@e.example
objectclass: top
objectclass: person
objectclass: inetOrgPerson
objectclass: mozillaAbPersonAlpha
givenName: Ada
sn: Byron
cn: Ada Byron
mozillaNickname: Countess
mail: a@e.example
mozillaSecondEmail: ada@home.example
otherMailbox: ada@club.example
telephoneNumber: +44 20 7946 0001
homePhone: +44 20 7946 0002
mobile: +44 7700 900001
mozillaHomeStreet: 12 Square
mozillaHomeStreet2: Flat 2
mozillaHomeLocalityName: London
mozillaHomePostalCode: SW1Y 4JH
l: Leeds
postalCode: LS1 1AA
title: Analyst
o: Engines
birthyear: 1985
birthmonth: 12
birthday: 10
modifytimestamp: 0Z
userPassword: hunter2
"""


def test_an_entry_tells_names_addresses_numbers_places_and_the_birthday(people):
    (ada,) = people(ADA)
    assert (ada.name, ada.given, ada.family, ada.nicknames) == ("Ada Byron", "Ada", "Byron", ("Countess",))
    assert ada.emails == ("a@e.example", "ada@home.example", "ada@club.example")
    assert [(phone.raw, *phone.labels) for phone in ada.phones] == [
        ("+44 20 7946 0001", "work"),
        ("+44 20 7946 0002", "home"),
        ("+44 7700 900001", "mobile"),
    ]
    assert (ada.organisation, ada.title) == ("Engines", "Analyst")
    assert ada.birthday == PartialDate(year=1985, month=12, day=10)
    assert [(place.street, place.locality, place.postcode) for place in ada.addresses] == [
        ("12 Square\nFlat 2", "London", "SW1Y 4JH"),
        ("", "Leeds", "LS1 1AA"),
    ]


def test_what_is_no_fact_about_a_person_is_not_kept(people):
    assert "hunter2" not in repr(people(ADA))


@pytest.mark.parametrize("begin", ["version: 1\n\n", "version: 1\n", "# made by hand\n", "\ufeff", "\n\n"])
def test_it_is_known_whatever_stands_above_the_first_entry(people, begin):
    assert [person.name for person in people(begin + ADA)] == ["Ada Byron"]


def test_it_is_read_with_the_line_ends_of_windows(people):
    assert people(ADA.replace("\n", "\r\n")) == people(ADA)


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        pytest.param(f"cn:: {base64.b64encode('Zoë'.encode()).decode()}", "Zoë", id="base64"),
        pytest.param("cn: Ada\n  By\n ron", "Ada Byron", id="folded"),
        pytest.param("cn;lang-en: Ada", "Ada", id="with an option"),
        pytest.param("CN:Ada", "Ada", id="capitals and no blank"),
        pytest.param("cn: Ada\ncn: Countess", "Ada", id="several, of which the first counts"),
        pytest.param("cn: ada\ndisplayName: Ada Byron", "Ada Byron", id="a name to be shown"),
        pytest.param("givenName: Ada\nsn: Byron", "Ada Byron", id="in its parts"),
        pytest.param("cn:< QWRh", "x", id="in another file, which is not opened"),
    ],
)
def test_a_name_is_read_as_it_was_meant(people, lines, told):
    (person,) = people(f"dn: cn=x,dc=example\nobjectClass: inetOrgPerson\nmail: a@e.example\n{lines}\n")
    assert person.name == told


def test_an_entry_without_any_name_has_the_one_it_is_filed_under(people):
    found = people(
        "dn: cn=Ada \\, Byron,mail=a@e.example\nobjectclass: person\nmail: a@e.example\n\n"
        "dn: Bob/M\nobjectclass: person\nmobile: 07700 900001\n\n"
        "dn: mail=c@e.example\nobjectclass: person\nmail: c@e.example\n"
    )
    assert [person.name for person in found] == ["Ada , Byron", "Bob/M", "c@e.example"]


def test_entries_are_parted_by_blank_lines_and_by_a_name_of_their_own(people):
    found = people(
        "objectclass: person\ncn: Ada\nmail:\nmail: \nmobile: 07700 900001\n\n\nobjectclass: person\ncn: Bob\n"
        "dn: cn=Cy\ncn: Cy\nobjectclass: person\ndn: cn=Di\ncn: Di\nobjectclass: person"
    )
    assert [person.name for person in found] == ["Ada", "Bob", "Cy", "Di"]


@pytest.mark.parametrize(
    "classes",
    ["groupOfNames", "mozillaAbList", "organizationalUnit", "person\nobjectclass: computer", "posixGroup"],
)
def test_groups_units_and_computers_are_nobody(people, classes):
    other = f"dn: cn=Choir\nobjectclass: top\nobjectclass: {classes}\ncn: Choir\nmail: choir@e.example\n\n"
    assert [person.name for person in people(other + ADA)] == ["Ada Byron"]


def test_a_change_of_an_entry_is_nobody(people):
    change = "dn: cn=Bob\nchangetype: modify\nadd: mail\nmail: b@e.example\n-\n\n"
    assert [person.name for person in people(change + ADA)] == ["Ada Byron"]


def test_what_programs_write_twice_is_told_once(people):
    (bob,) = people(
        "dn: cn=Bob\ncn: Bob\nmobile: 07700 900001\ncellphone: 07700 900001\n"
        "mail: b@e.example\nmail: b@e.example\n"
    )
    assert (len(bob.phones), len(bob.emails)) == (1, 1)


@pytest.mark.parametrize("day", ["birthday: 1985-12-10", "birthDate: 1985-12-10"])
def test_a_birthday_may_be_a_whole_date(people, day):
    assert people(f"dn: cn=Bob\ncn: Bob\n{day}\n")[0].birthday == PartialDate(year=1985, month=12, day=10)


def test_lines_of_an_address_are_parted_as_directories_do(people):
    (bob,) = people("dn: cn=Bob\ncn: Bob\npostalAddress: 12 Square $ SW1Y 4JH London\n")
    assert [place.label for place in bob.addresses] == ["12 Square\nSW1Y 4JH London"]


def test_an_address_may_have_a_second_line_and_a_mere_dot_is_nothing(people):
    (bob,) = people(
        "dn: cn=Bob\ncn: Bob\nhomePostalAddress: 12 Square\nmozillaHomePostalAddress2: Flat 2\ncategories: .\n"
    )
    assert ([place.label for place in bob.addresses], bob.labels) == (["12 Square\nFlat 2"], ())


def test_a_picture_of_many_lines_is_passed_over(people):
    picture = "jpegPhoto:: " + "A" * 60 + "\n" + (" " + "A" * 76 + "\n") * 5000
    assert people(ADA + picture + "description: met in Leeds\n")[0].note == "met in Leeds"


@pytest.fixture
def mended(book):
    """What is told of the lines of an entry that cannot be read, and the contact it is all the same."""

    def read(content):
        *bad, contact = book(content)
        return [(one.line, one.reason) for one in bad], contact

    return read


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        pytest.param("description:: bWV0!!!", "base64 of its description is damaged", id="base64"),
        pytest.param("description:: bWV0IGl", "base64 of its description is damaged", id="base64 cut off"),
        pytest.param("met in Leeds", "no line of LDIF", id="no colon"),
    ],
)
def test_a_damaged_line_is_told_and_the_others_are_read(mended, lines, reason):
    told, ada = mended(f"dn: cn=Ada\nobjectclass: person\ncn: Ada\n{lines}\nmobile: 07700 900001\n")
    assert [line for line, _ in told] == [4]
    assert reason in told[0][1]
    assert [phone.raw for phone in ada.phones] == ["07700 900001"]


def test_a_fold_of_nothing_is_told_and_is_nobody(book):
    told = book("dn: cn=Ada\ncn: Ada\ndescription: met\n\n in: Leeds\n\ndn: cn=Bob\ncn: Bob\n")
    assert [getattr(one, "line", 0) or one.name for one in told] == ["Ada", 5, "Bob"]


def test_a_damaged_name_gives_way_to_the_one_of_the_entry(mended):
    told, ada = mended("dn: cn=Ada,dc=example\nobjectclass: person\ncn:: !!!\nmail: a@e.example\n")
    assert ([line for line, _ in told], ada.name) == ([3], "Ada")


@pytest.mark.parametrize("line", ["jpegPhoto:: !!!", "_AimScreenName: ada", "2.5.4.3: Ada", "# a remark", "-"])
def test_of_what_is_not_read_no_damage_is_told(mended, line):
    told, _ = mended(f"dn: cn=Ada\n{line}\nobjectclass: person\ncn: Ada\nmail: a@e.example\n")
    assert told == []


def test_of_what_is_nobody_no_damage_is_told(people):
    assert (
        people(f"dn: cn=Press\nobjectclass: device\ncn: Press\nmail:: !!!\nno line\n\n{ADA}")[0].name
        == "Ada Byron"
    )


def test_a_value_that_is_too_long_is_told_and_its_begin_kept(mended):
    note = base64.b64encode(b"x" * 200_000).decode()
    told, ada = mended("dn: cn=Ada\ncn: Ada\ndescription:: " + "\n ".join(textwrap.wrap(note, 70)) + "\n")
    assert told == [(3, "its description is too long: the end of it is not read")]
    assert 90_000 < len(ada.note) < 100_000


def test_the_lists_that_one_is_in_are_labels_wherever_they_stand(people):
    choir = "dn: cn=Choir\nobjectclass: groupOfNames\ncn: Choir\nmember: CN=Ada Byron, mail=a@e.example\n\n"
    club = "\ndn: cn=Club\nobjectclass: groupOfUniqueNames\nuniqueMember: cn=Ada Byron,mail=a@e.example\n"
    (ada,) = people(choir + ADA + "categories: friends, chess\n" + club)
    assert ada.labels == ("friends", "chess", "Choir", "Club")


def test_a_group_that_both_sides_tell_is_one_label(people):
    choir = "\ndn: cn=Choir,dc=example\nobjectclass: groupOfNames\ncn: Choir\nmember: cn=Bob\n"
    (bob,) = people(f"dn: cn=Bob\ncn: Bob\nmemberOf: CN=Choir,dc=example\nmemberOf: cn=Club\n{choir}")
    assert bob.labels == ("Choir", "Club")


def test_an_entry_that_never_ends_costs_what_a_large_one_does(mended):
    lines = (f"description: {number}{'x' * 10_000}\n" for number in range(300))
    told, bob = mended("dn: cn=Bob\ncn: Bob\n" + "".join(lines))
    assert [reason for _, reason in told] == ["its entry is too long: the rest of it is not read"]
    assert 1_000_000 < len(bob.note) < 1_100_000


def test_columns_are_refused_since_there_are_none(opened):
    with pytest.raises(Unusable, match="LDIF"):
        list(opened(CsvBook, ADA, columns={"email": "mail"}).contacts())


def test_notes_say_what_it_is(opened):
    assert list(opened(CsvBook, ADA).notes()) == ["utf-8, LDIF"]


def test_a_header_line_that_begins_alike_is_a_list(people):
    (ada,) = people("dn: name,Email\nAda,a@e.example\n")
    assert ada.emails == ("a@e.example",)
