"""Exports of products that were met late: what each says of a person, and what it says of somebody else."""

import pytest

from reconnect_core import ContactKind


def facts(contact):
    return (
        contact.name,
        " ".join(contact.emails),
        ", ".join(phone.raw for phone in contact.phones),
        str(contact.birthday or ""),
        contact.organisation,
    )


@pytest.mark.parametrize(
    ("header", "row", "told"),
    [
        pytest.param(
            "Name,Birthday,Company,E-mail,Last contact,Phone",
            '"Ada Byron","December 31, 1975",Engines (https://www.pages.example/Engines-0123),a@e.example,'
            '"January 5, 2024",030 111111',
            ("Ada Byron", "a@e.example", "030 111111", "1975-12-31", "Engines"),
            id="a linked table, and the day of the last contact",
        ),
        pytest.param(
            "First Name,Surname,Email,Cell Phone,Buyer First Name,Buyer Last Name,Buyer Email,Company",
            "Ada,Byron,a@e.example,030 111111,Bob,Lee,b@e.example,Engines",
            ("Ada Byron", "a@e.example", "030 111111", "", "Engines"),
            id="tickets that somebody else bought",
        ),
        pytest.param(
            "Buyer First Name,Buyer Last Name,Buyer Email",
            "Ada,Byron,a@e.example",
            ("Ada Byron", "a@e.example", "", "", ""),
            id="a shop, whose buyers are the people",
        ),
        pytest.param(
            "Ticket,Ticket Full Name,Ticket Email,Ticket Company Name,Order Name,Order Email",
            "General,Ada Byron,a@e.example,Engines,Bob Lee,b@e.example",
            ("Ada Byron", "a@e.example", "", "", "Engines"),
            id="tickets and orders",
        ),
        pytest.param(
            "First,Last,Email 1,Phone 1,Birthdate,Contact 1 First,Contact 1 Last,Contact 1 Email,Contact 1 Phone",
            "Ada,Byron,a@e.example,030 111111,12/31/1975,Anne,King,b@e.example,030 222222",
            ("Ada Byron", "a@e.example", "030 111111", "1975-12-31", ""),
            id="a team, whose players have contacts of their own",
        ),
        pytest.param(
            "Record,Name > First name,Name > Last name,Email addresses > 1,Email addresses > 2,Company > Record",
            "Ada Byron,Ada,Byron,a@e.example,b@e.example,Engines",
            ("Ada Byron", "a@e.example b@e.example", "", "", "Engines"),
            id="parts of columns",
        ),
        pytest.param(
            "Subscriber,Subscribed,Opens,Name,Last name,Phone",
            "a@e.example,2024-01-02,3,Ada,Byron,030 111111",
            ("Ada Byron", "a@e.example", "030 111111", "", ""),
            id="a subscriber is an address",
        ),
        pytest.param(
            "Name;Kontaktdaten;Firma",
            "Ada Byron;030 111111;Engines",
            ("Ada Byron", "", "030 111111", "", "Engines"),
            id="contact details of either sort",
        ),
        pytest.param(
            "Zeitstempel,E-Mail-Adresse,Vor- und Nachname,Telefonnummer für Rückfragen,Wann hast du Geburtstag?",
            "02.01.2024 10:00:00,a@e.example,Ada Byron,030 111111,31.12.1975",
            ("Ada Byron", "a@e.example", "030 111111", "1975-12-31", ""),
            id="questions of a form",
        ),
        pytest.param(
            "First name,Last name,Emails,Work,Sales account,Custom: Birthday,Next birthday,Spouse birthday",
            "Ada,Byron,a@e.example,030 111111,Engines,1975-12-31,2026-12-31,1970-01-01",
            ("Ada Byron", "a@e.example", "030 111111", "1975-12-31", "Engines"),
            id="fields of one's own, and other people's days",
        ),
        pytest.param(
            "Vorname;Nachname;E-Mail-Adressen;Telefonnummern",
            'Ada;Byron;"a@e.example\nb@e.example";"030 111111\n030 222222"',
            ("Ada Byron", "a@e.example b@e.example", "030 111111, 030 222222", "", ""),
            id="several in a cell, a line each",
        ),
        pytest.param(
            "이름,휴대전화,집,이메일",
            "김아다,010-1234-5678,02-111-1111,a@e.example",
            ("김아다", "a@e.example", "010-1234-5678, 02-111-1111", "", ""),
            id="a Korean phone",
        ),
        pytest.param(
            "FirstName,LastName,Company,Mobile,Home,Business,Email",
            "Ada,Byron,Engines,030 111111,030 222222,030 333333,a@e.example",
            ("Ada Byron", "a@e.example", "030 111111, 030 222222, 030 333333", "", "Engines"),
            id="a switchboard, where business is a number",
        ),
        pytest.param(
            "First Name (Billing),Last Name (Billing),Company (Billing),Email (Billing),First Name (Shipping)",
            "Ada,Byron,Engines,a@e.example,Bob",
            ("Ada Byron", "a@e.example", "", "", "Engines"),
            id="an order: who pays is the customer",
        ),
        pytest.param(
            "first_name,last_name,user_email,billing_first_name,billing_company,shipping_first_name",
            "Ada,Byron,a@e.example,Bob,Engines,Cy",
            ("Ada Byron", "a@e.example", "", "", "Engines"),
            id="a customer, whom somebody else pays for",
        ),
        pytest.param(
            "What's your first name?,And your last name?,What's your email address?",
            "Ada,Byron,a@e.example",
            ("Ada Byron", "a@e.example", "", "", ""),
            id="a form that talks",
        ),
        pytest.param(
            "会社名,役職,氏名,e-mail,〒,住所,TEL会社,TEL直通,携帯電話",
            "機械,課長,山田 太郎,t@e.example,100-0001,東京,03-1111-1111,03-1111-2222,090-1234-5678",
            ("山田 太郎", "t@e.example", "03-1111-1111, 03-1111-2222, 090-1234-5678", "", "機械"),
            id="Japanese business cards",
        ),
        pytest.param(
            "Player First Name,Player Last name,Email,Phone,Mum-email,Mum-home-phone,Sister email",
            "Ada,Byron,a@e.example,030 111111,b@e.example,030 222222,c@e.example",
            ("Ada Byron", "a@e.example", "030 111111", "", ""),
            id="relatives have addresses of their own",
        ),
        pytest.param(
            "氏名,電話番号,メールアドレス,緊急連絡先_電話番号,保護者①携帯電話番号",
            "山田 太郎,03-1111-1111,t@e.example,03-1111-2222,090-1234-5678",
            ("山田 太郎", "t@e.example", "03-1111-1111", "", ""),
            id="numbers for an emergency, and a guardian's",
        ),
        pytest.param(
            "resourceName,names.0.displayName,names.0.givenName,names.0.familyName,names.1.givenName,"
            "emailAddresses.0.value,phoneNumbers.0.value,phoneNumbers.0.canonicalForm,phoneNumbers.0.type,"
            "organizations.0.name,birthdays.0.date.year,birthdays.0.date.month,birthdays.0.date.day",
            "people/c1,Ada Byron,Ada,Byron,Augusta,a@e.example,030 111111,+4930111111,home,Engines,1975,12,31",
            ("Ada Byron", "a@e.example", "030 111111", "1975-12-31", "Engines"),
            id="lists of values, each by its path",
        ),
        pytest.param(
            "Vorname;Nachname;Diesjähriger Geburtstag;Geburtsdatum;Telephon",
            "Ada;Byron;31.12.2026;31.12.1975;030 111111",
            ("Ada Byron", "", "030 111111", "1975-12-31", ""),
            id="the birthday of this year, and an old spelling",
        ),
        pytest.param(
            "lastname,firstname,surname,phone",
            "Байрон,Ада,Георгиевна,8-912-345-67-89",
            ("Ада Георгиевна Байрон", "", "8-912-345-67-89", "", ""),
            id="a patronymic headed surname",
        ),
        pytest.param(
            "Name,address,email,Birthdays",
            '"Byron, Ada",1 Row,a@e.example,Bday: Dec 31',
            ("Byron, Ada", "a@e.example", "", "--12-31", ""),
            id="birthdays, by their plural",
        ),
        pytest.param(
            "Firma,İlgili Kişi,E-posta,Telefon",
            "Motor,Ada Byron,a@e.example,0532 111 22 33",
            ("Ada Byron", "a@e.example", "0532 111 22 33", "", "Motor"),
            id="whom to ask for in a Turkish company",
        ),
        pytest.param(
            "Name,Is a company,Related company,Address type,Email",
            "Ada Byron,0,Engines,Contact,a@e.example",
            ("Ada Byron", "a@e.example", "", "", "Engines"),
            id="a person of a company that has a row of its own",
        ),
        pytest.param(
            "№;Фамилия;Имя;Моб. тел.;Эл. адрес;Предприятие",
            "1;Байрон;Ада;8-912-345-67-89;a@e.example;Моторы",
            ("Ада Байрон", "a@e.example", "8-912-345-67-89", "", "Моторы"),
            id="a Russian spreadsheet, cut short",
        ),
        pytest.param(
            "Civilité;Nom;Prénom;Courriel;Date de naissance (jj/mm/aaaa)",
            "Mme;Byron;Ada;a@e.example;31/12/1975",
            ("Ada Byron", "a@e.example", "", "1975-12-31", ""),
            id="how to write a day, in brackets",
        ),
        pytest.param(
            "Date,Name,From Email Address,To Email Address",
            "1/31/2024,Ada Byron,a@e.example,me@my.example",
            ("Ada Byron", "a@e.example", "", "", ""),
            id="payments: from them, to me",
        ),
    ],
)
def test_what_a_row_says_of_its_person(people, header, row, told):
    (contact,) = people(f"{header}\n{row}\n")
    assert facts(contact) == told


@pytest.mark.parametrize(
    ("header", "cell", "kind"),
    [
        ("Contact or Company", "Company", ContactKind.ORGANISATION),
        ("Contact or Company", "Contact", ContactKind.PERSON),
        ("Is Bot", "True", ContactKind.ORGANISATION),
        ("Is Bot", "False", ContactKind.PERSON),
        ("Kontaktart", "Firma", ContactKind.ORGANISATION),
        ("Contact Type", "Distribution List", ContactKind.GROUP),
        ("Is a company", "1", ContactKind.ORGANISATION),
        ("Company Type", "Company", ContactKind.ORGANISATION),
        ("Type", "Friend", ContactKind.PERSON),
    ],
)
def test_a_row_that_says_so_is_no_person(people, header, cell, kind):
    (contact,) = people(f"Name,Email,{header}\nEngines,a@e.example,{cell}\n")
    assert contact.kind is kind


def test_house_numbers_and_places_belong_to_the_address(people):
    (contact,) = people("Name;Straße;Hausnr.;PLZ/Ort;E-Mail\nAda;Weg;7a;50667 Köln;a@e.example\n")
    assert [address.lines() for address in contact.addresses] == [("Weg 7a", "50667 Köln")]


def test_the_addresses_of_an_order_are_two(people):
    (contact,) = people("Name,Email,Billing Street,Shipping Street\nAda,a@e.example,1 Row,2 Row\n")
    assert [address.street for address in contact.addresses] == ["1 Row", "2 Row"]


def test_entities_of_the_web_are_letters(people):
    (contact,) = people(
        "Name,Email,Website\nJ&ouml;rg M&#252;ller &amp; Co,j@e.example,e.example/?a=1&copy=2\n"
    )
    assert (contact.name, contact.urls) == ("Jörg Müller & Co", ("e.example/?a=1&copy=2",))


def test_an_address_that_several_columns_tell_is_one(people):
    (contact,) = people("Name,Email,Email 2,Email 3\nAda,Ada@e.example,b@e.example,ada@E.example\n")
    assert contact.emails == ("Ada@e.example", "b@e.example")


@pytest.mark.parametrize(
    "header",
    [
        "Teléfono madre",
        "Tél. père",
        "Telefono padre",
        "Telefone da mãe",
        "Телефон мамы",
        "טלפון אמא",
        "Veli Telefon",
    ],
)
def test_the_number_of_a_parent_is_not_the_childs(people, header):
    (child,) = people(f"Name;Email;{header}\nAda;a@e.example;030 111111\n")
    assert child.phones == ()


def test_labels_may_be_parted_by_bars(people):
    (ada,) = people("Name,Email,Tags\nAda,a@e.example,club|choir\n")
    assert ada.labels == ("club", "choir")


@pytest.mark.parametrize(
    ("header", "line", "name"),
    [
        ("First Name 1,Last Name 1,First Name 2,Last Name 2", "Ada,Byron,Bob,Lee", "Ada Byron"),
        ("Vorname 1,Nachname 1,Vorname 2,Nachname 2", "Ada,Byron,Bob,Lee", "Ada Byron"),
        ("First Name,Last Name 1,Last Name 2", "Ada,Pérez,López", "Ada Pérez López"),
        ("Nombre 1,Nombre 2,Apellido 1,Apellido 2", "Ana,María,Pérez,López", "Ana María Pérez López"),
    ],
)
def test_the_second_of_a_household_lends_the_first_no_name(people, header, line, name):
    (contact,) = people(f"{header},Email\n{line},a@e.example\n")
    assert contact.name == name


def test_where_no_header_line_is_known_a_parents_number_is_still_the_parents(people):
    header = "Spieler,Pass,Geb.,Telefon Mutter,E-Mail Eltern,Kontakt A"
    tim, tom = people(
        f"{header}\nTim,1,10.12.2015,0170 1234567,e@e.example,0171 1234567\n"
        "Tom,2,11.12.2015,0170 1234568,f@e.example,0171 1234568\n"
    )
    assert (tim.name, str(tim.birthday), tim.emails) == ("Tim", "2015-12-10", ())
    assert [phone.raw for phone in tom.phones] == ["0171 1234568"]
