"""Plain lists and exports of business products, and what a row says beside names and numbers."""

import pytest

from reconnect_core import ContactKind


@pytest.mark.parametrize(
    ("content", "names"),
    [
        ("a@e.example\nb@e.example\n", ["a@e.example", "b@e.example"]),
        ("Primary Email\na@e.example\nb@e.example\n", ["a@e.example", "b@e.example"]),
        ("Ada Byron,Ada,Byron,a@e.example\nBob Lee,Bob,Lee,b@e.example\n", ["Ada Byron", "Bob Lee"]),
        ("Ada,Byron,a@e.example\nBob,Lee,b@e.example\n", ["Ada Byron", "Bob Lee"]),
        ("Ada Byron;Engines;a@e.example\nBob Lee;Works;b@e.example\n", ["Ada Byron", "Bob Lee"]),
        ('email\nAda Byron <a@e.example>\n"Lee, Bob" <b@e.example>\n', ["Ada Byron", "Lee, Bob"]),
        ("Ada Byron\t+44 20 7946 0000\nBob Lee\t+44 20 7946 0001\n", ["Ada Byron", "Bob Lee"]),
        ("Mum,07700900001,Phone\nDad,07700900002,SIM\n", ["Mum", "Dad"]),
        ("Name,Email (you@example.com),Phone\nAda Byron,a@e.example,020 79460000\n", ["Ada Byron"]),
        ("Meno blabla;Adresa blabla;E\nAda;Row 1;a@e.example\nBob;Row 2;b@e.example\n", ["Ada", "Bob"]),
    ],
)
def test_bare_lists(people, content, names):
    assert [contact.name for contact in people(content)] == names


CRM = {
    "HubSpot": (
        "Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Associated Company,Lead Status,Create Date,"
        "Email Domain,Additional email addresses,Mobile Phone Number\n"
        "101,Ada,Byron,a@e.example,+1 555 0100,Bob Boss,Engines,New,2024-01-01 10:00,e.example,b@e.example;c@e.example,"
        "555-0111\n",
        ["a@e.example", "b@e.example", "c@e.example"],
        ["+1 555 0100", "555-0111"],
        "Engines",
        "",
    ),
    "Salesforce": (
        "Contact ID,Salutation,First Name,Last Name,Account Name,Title,Email,Phone,Mobile,Mailing Street,Mailing City,"
        "Birthdate,Lead Source,Contact Owner,Contact Owner Email,Created Date\n"
        "003,Ms.,Ada,Byron,Engines,CFO,a@e.example,(415) 555-1000,,1 Main,SF,5/31/1975,Web,Rep,rep@sales.example,1/2/2020\n",
        ["a@e.example"],
        ["(415) 555-1000"],
        "Engines",
        "1975-05-31",
    ),
    "Mailchimp": (
        "Email Address,First Name,Last Name,Address,Phone Number,Birthday,MEMBER_RATING,OPTIN_TIME,CC,REGION,NOTES,TAGS\n"
        'a@e.example,Ada,Byron,"1 Main St  City",,05/31,2,,US,CA,,"""Friends"",""VIP"""\n',
        ["a@e.example"],
        [],
        "",
        "--05-31",
    ),
    "Pipedrive": (
        "Person - Name,Person - Label,Person - Organization,Person - Email - Work,Person - Email - Home,"
        "Person - Phone - Mobile,Person - Owner\nAda Byron,Hot,Engines,a@e.example,b@e.example,0612345678,Piet\n",
        ["a@e.example", "b@e.example"],
        ["0612345678"],
        "Engines",
        "",
    ),
    "Apple, converted": (
        "First name,Last name,Nickname,Company,Job title,Phone (mobile),Phone (home),Email (work),Address (home),"
        'Birthday,Note\nAda,Byron,,Engines,,+1 408 555 1111,,a@e.example,"1 Loop, Cupertino",31.05.1990,n\n',
        ["a@e.example"],
        ["+1 408 555 1111"],
        "Engines",
        "1990-05-31",
    ),
    "LinkedIn's imported contacts": (
        "Source,FirstName,LastName,Companies,Title,Emails,PhoneNumbers,CreatedAt,FullName\n"
        'X,Ada,Byron,Engines,CTO,"a@e.example,b@e.example","+1 555 010 1000,+1 555 010 2000",2/3/20,Ada Byron\n',
        ["a@e.example", "b@e.example"],
        ["+1 555 010 1000", "+1 555 010 2000"],
        "Engines",
        "",
    ),
    "any spreadsheet": (
        "Full Name,Business,Job Title,Contact Email,Mobile,Additional Info\n"
        "Ada Byron,Engines,Analyst,a@e.example,(555) 123-4567,nice\n",
        ["a@e.example"],
        ["(555) 123-4567"],
        "Engines",
        "",
    ),
}


@pytest.mark.parametrize("product", CRM)
def test_business_products(people, product):
    content, emails, phones, organisation, birthday = CRM[product]
    (contact,) = people(content)
    assert contact.name == "Ada Byron"
    assert list(contact.emails) == emails
    assert [phone.raw for phone in contact.phones] == phones
    assert (contact.organisation, str(contact.birthday or "")) == (organisation, birthday)


def test_a_card_that_names_only_an_organisation_is_no_person(people):
    first, second = people(
        "First Name,Last Name,Display Name,Organization,Primary Email\n,,Engines,Engines,\nAda,,,Engines,\n"
    )
    assert (first.kind, second.kind) == (ContactKind.ORGANISATION, ContactKind.PERSON)
    assert second.name == "Ada"


@pytest.mark.parametrize(
    "row",
    ["a@e.example,yes,,", "a@e.example,2019-01-02,,", "a@e.example,,Friends;deceased,", "a@e.example,,,†"],
)
def test_the_dead_are_known(people, row):
    (contact,) = people(f"Email,Deceased,Categories,Notes\n{row}\n")
    assert contact.deceased


@pytest.mark.parametrize(
    "row",
    [
        "Hans Maier (verstorben),,",
        "Hans Maier - deceased,,",
        "Hans Maier †,,",
        "Hans Maier,Todestag,2012-04-03",
    ],
)
def test_a_word_beside_the_name_and_a_day_tell_of_a_death_too(people, row):
    (contact,) = people(f"Name,Event 1 - Label,Event 1 - Value\n{row}\n")
    assert contact.deceased


def test_the_living_are_not_taken_for_dead(people):
    (contact,) = people("Email,Deceased,Categories,Notes\na@e.example,no,Friends,Her mother is deceased\n")
    assert not contact.deceased


def test_numbers_a_spreadsheet_spoilt_are_left_out(people):
    (contact,) = people("Name,Phone,Mobile\nAda,4.91713E+11,'+49 171 1234567\n")
    assert [phone.raw for phone in contact.phones] == ["+49 171 1234567"]


@pytest.mark.parametrize(
    ("code", "number", "raw"),
    [
        ("+49", "170 1234567", "+49 170 1234567"),
        ("49", "0170 1234567", "+49 0170 1234567"),
        ("1", "12125551234", "+12125551234"),
        ("91", "9123456789", "+91 9123456789"),
        ("49", "+43 664 123456", "+43 664 123456"),
        ("49", "0043 664 123456", "0043 664 123456"),
        ("DE", "0170 1234567", "0170 1234567"),
        ("", "0170 1234567", "0170 1234567"),
    ],
)
def test_a_calling_code_in_a_column_right_before_is_the_numbers(people, code, number, raw):
    (ada,) = people(f"Name,Country Code,Mobile,Home Phone\nAda,{code},{number},030 1234567\n")
    assert [phone.raw for phone in ada.phones] == [raw, "030 1234567"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("Prénom;Nom;Contact\nAda;Byron;06 12 34 56 78\n", ("Ada Byron", (), ["06 12 34 56 78"])),
        ("Prénom;Nom;Contact\nAda;Byron;a@e.example\n", ("Ada Byron", ("a@e.example",), [])),
        ("Name,Company\na@e.example,Eng\n", ("a@e.example", ("a@e.example",), [])),
        ("Name,Phone\n0170 1234567,0170 1234567\n", ("0170 1234567", (), ["0170 1234567"])),
    ],
)
def test_an_address_or_a_number_in_the_place_of_a_name_is_one(people, content, told):
    (ada,) = people(content)
    assert (ada.name, ada.emails, [phone.raw for phone in ada.phones]) == told


def test_a_state_is_a_province_only_beside_other_parts_of_an_address(people):
    (ada,) = people("Nombre;Teléfono;Estado\nAda;600123123;Activo\n")
    assert ada.addresses == ()
    (ada,) = people("Nombre;Ciudad;Estado\nAda;Puebla;Jalisco\n")
    assert [place.region for place in ada.addresses] == ["Jalisco"]


def test_the_row_of_a_program_that_asks_not_to_be_changed_is_no_name(people):
    (ada,) = people("(Do Not Modify) Contact,Full Name,Email\n1-2,Ada Byron,a@e.example\n")
    assert ada.name == "Ada Byron"


def test_a_childs_name_is_known_and_a_guardians_number_is_not_the_childs(people):
    (child,) = people("園児氏名,生年月日,保護者①携帯電話番号\n山田 太郎,令和4年4月1日,09012345678\n")
    assert (child.name, str(child.birthday), child.phones) == ("山田 太郎", "2022-04-01", ())


@pytest.mark.parametrize(
    ("header", "line", "street", "phones"),
    [
        ("Rue;N°;NPA;Localité", "Rue du Lac;12;1201;Genève", "Rue du Lac 12", []),
        ("Endereço;Número;Celular", "Rua X;12;11912345678", "Rua X 12", ["11912345678"]),
        ("Street;Number;Name", "Square;0170 1234567;Ada", "Square", ["0170 1234567"]),
        ("Ulice;ČP;PSČ", "Dlouhá;12;110 00", "Dlouhá 12", []),
    ],
)
def test_a_number_behind_a_street_is_that_of_the_house(people, header, line, street, phones):
    (ada,) = people(f"E-mail;{header}\na@e.example;{line}\n")
    assert [place.street for place in ada.addresses] == [street]
    assert [phone.raw for phone in ada.phones] == phones


@pytest.mark.parametrize("kana", ["姓（カナ）,名（カナ）", "姓(かな),名(かな)", "姓（ヨミ）,名（ヨミ）"])
def test_how_a_name_is_read_is_no_name(people, kana):
    (person,) = people(f"姓,名,{kana},メール\n山田,太郎,ヤマダ,タロウ,t@e.example\n")
    assert person.name == "山田太郎"


@pytest.mark.parametrize("nothing", ["none", "None", "NULL", "null", "nan", "N/A", "(null)", "undefined"])
def test_what_programs_write_for_nothing_is_nothing(people, nothing):
    (ada,) = people(
        f"First Name,Last Name,Company,Deceased,Tags\nAda,{nothing},{nothing},{nothing},{nothing}\n"
    )
    assert (ada.name, ada.organisation, ada.deceased, ada.labels) == ("Ada", "", False, ())


def test_names_that_look_like_nothing_are_names(people):
    (nan,) = people("First Name,Last Name,Email\nNan,Null,n@e.example\n")
    assert nan.name == "Nan Null"


@pytest.mark.parametrize(
    ("cell", "raw", "labels"),
    [
        ("06 1234567 casa", "06 1234567", {"casa"}),
        ("030 1234567 work", "030 1234567", {"work"}),
        ("1-800 FLOWERS", "1-800 FLOWERS", set()),
        ("030 1234567 ext. 12", "030 1234567 ext. 12", set()),
    ],
)
def test_words_behind_a_number_are_its_label(people, cell, raw, labels):
    (ada,) = people(f"Name,Phone\nAda,{cell}\n")
    assert [(phone.raw, set(phone.labels)) for phone in ada.phones] == [(raw, labels)]


@pytest.mark.parametrize(
    ("header", "cells", "found"),
    [
        ("Main", ("a@e.example", "b@e.example"), True),
        ("Main", ("", "a@e.example", "b@e.example"), True),
        ("Main", ("a@e.example", "a@e.example"), False),
        ("Main", ("a@e.example", "see above", "b@e.example", "x", "y"), False),
        ("Assistant", ("a@e.example", "b@e.example"), False),
        ("Assigned To", ("a@e.example", "b@e.example"), False),
        ("Email,Main", ("x@e.example,a@e.example", "y@e.example,b@e.example"), False),
    ],
)
def test_a_column_that_nobody_knows_may_hold_the_addresses(people, header, cells, found):
    rows = people(f"Name,{header}\n" + "".join(f"Ada {n},{cell}\n" for n, cell in enumerate(cells)))
    assert any("a@e.example" in one.emails for one in rows) is found
