"""The damage and the habits of lists that no product wrote: each mended by itself."""

import pytest

from reconnect_core import Contact, Unreadable, Unusable
from reconnect_csv.headers import meaning, spoken


@pytest.mark.parametrize(
    ("header", "role", "labels"),
    [
        ("WORKPHONE", "phone", {"work"}),
        ("OfficeFAXPhoneNumber", "phone", {"work", "fax"}),
        ("emailaddress", "email", set()),
        ("Company / Organisation", "org", set()),
        ("Phone or Mobile", "phone", set()),
        ("Phone (with country code)", "phone", set()),
        ("Email (required)", "email", set()),
        ("profile.phones[0].number", "phone", set()),
        ("お名前（必須）", "name", set()),
        ("Date of Birth (dd/mm/yyyy)", "birthday", set()),
        ("DoB", "birthday", set()),
        ("Title/Job position", "job", set()),
        ("Nome para exibição do email", None, set()),
        ("Phone (type)", None, set()),
        ("Name and Surname", "name", set()),
        ("Home number", "line", {"home"}),
        ("Mitglied Nummer", None, set()),
        ("Cartridge", None, set()),
        ("Nombre de pantalla de correo electrónico", None, set()),
        ("E-mail, weergegeven naam", None, set()),
    ],
)
def test_headers_in_other_words(header, role, labels):
    found = meaning(header, spoken([header]))
    assert (found.role if found else None) == role
    assert (found.labels if found else frozenset()) == labels


@pytest.mark.parametrize(
    ("cell", "phones"),
    [
        ("n/a", []),
        ("NULL", []),
        ("nan", []),
        ("-", []),
        ("491705555555.0", ["491705555555"]),
        ("4.91706E+11", []),
        ('"=""+49 170 5555555"""', ["+49 170 5555555"]),
        ("=+49 170 6666666", ["+49 170 6666666"]),
        ("'+49 170 7777777", ["+49 170 7777777"]),
        ("030 111111; 030 222222", ["030 111111", "030 222222"]),
        ("ask Bob", ["ask Bob"]),
    ],
)
def test_what_spreadsheets_do_to_numbers(people, cell, phones):
    (contact,) = people(f"Name,Mobile\nAda,{cell}\n")
    assert [phone.raw for phone in contact.phones] == phones


@pytest.mark.parametrize(
    ("cell", "emails"),
    [
        ("SMTP:ada@e.example", ["ada@e.example"]),
        ("mailto:ada@e.example", ["ada@e.example"]),
        ("Ada <ada@e.example>", ["ada@e.example"]),
        ("ada@e.example; b@e.example", ["ada@e.example", "b@e.example"]),
        ("/o=Org/ou=x/cn=ada", []),
        ("{a@e.example;b@e.example}", ["a@e.example", "b@e.example"]),
        ("ada@e.example <mailto:ada@e.example>", ["ada@e.example"]),
        ("nobody", []),
    ],
)
def test_addresses(people, cell, emails):
    (contact,) = people(f"Name,E-mail Address\nAda,{cell}\n")
    assert list(contact.emails) == emails


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("0000-12-31", "--12-31"),
        ("00/00/0000", ""),
        ("10.12.1975.", "1975-12-10"),
        ("10. 12. 1975", "1975-12-10"),
        ("12.31.1975", "1975-12-31"),
        ("12/1975", "1975-12"),
        ("10 мая 1975", "1975-05-10"),
        ("1975. május 10.", "1975-05-10"),
        ("10 ianuarie 1975", "1975-01-10"),
        ("Wed Dec 31 1975", "1975-12-31"),
        ("12/31/1975, 7:18 AM", "1975-12-31"),
        ("1/1/0001", ""),
        ("30.12.1899", ""),
        ("昭和50年12月10日", "1975-12-10"),
        ("S50.12.10", "1975-12-10"),
        ("平成元年5月1日", "1989-05-01"),
        ("27759", "1975-12-31"),
        ("27759.0", "1975-12-31"),
        ("46082", "2026-03-01"),
        ("46388", ""),
        ("2775", ""),
        ("277590", ""),
        ("19751231", "1975-12-31"),
        ("²/³/1975", ""),
    ],
)
def test_birthdays(people, cell, day):
    (contact,) = people(f'Name,Email,Birthday\nAda,a@e.example,"{cell}"\n')
    assert str(contact.birthday or "") == day


def test_a_birthday_whose_year_has_a_column_of_its_own(people):
    first, second = people("Name;Geburtstag;Geburtsjahr\nAda;10.12.;1975\nBob;11.12.;\n")
    assert [str(first.birthday), str(second.birthday)] == ["1975-12-10", "--12-11"]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("Nome Próprio,Apelido,Telemóvel\nAda,Silva,91 555 5555\n", "Ada Silva"),
        ("Primeiro nome,Sobrenome,Apelido\nAda,Silva,Addie\n", "Ada Silva"),
        ("Voornaam,Tussenvoegsel,Achternaam\nAda,van den,Berg\n", "Ada van den Berg"),
        ("NOM Prénom;Mail\nBYRON Ada;ada@e.example\n", "BYRON Ada"),
        ("Apellidos y Nombre;Correo\nByron Ada;ada@e.example\n", "Byron Ada"),
        ('"Last, First",Email\n"Byron, Ada",ada@e.example\n', "Byron, Ada"),
        ("Vorname,Rufname,Nachname,E-Mail\nAda,Addie,Byron,ada@e.example\n", "Ada Byron"),
        ("First Name,Last Name,Family,Email\nAda,Byron,Byron & King,ada@e.example\n", "Ada Byron"),
        ("Premier prénom;Deuxième prénom;Nom;Courriel\nAda;May;Byron;ada@e.example\n", "Ada May Byron"),
        ("Full Name,Email\nAda Byron (ada@e.example),ada@e.example\n", "Ada Byron"),
        ("First Name,Last Name,Display Name,Email\nAda,Byron,ada@e.example,ada@e.example\n", "Ada Byron"),
    ],
)
def test_names(people, content, name):
    (contact,) = people(content)
    assert contact.name == name


def test_a_title_beside_an_honorific_and_a_role_is_a_job(people):
    (contact,) = people("Prefix,Name,Title,Role,Email\nDr.,Ada,Analyst,,a@e.example\n")
    assert (contact.prefix, contact.title) == ("Dr.", "Analyst")


def test_two_jobs_without_a_title_are_none(people):
    (contact,) = people("Name,Organization Title,E-mail\nAda, ::: ,a@e.example\n")
    assert contact.title == ""


def test_a_title_before_the_name_is_none_of_a_job(people):
    (contact,) = people("Anrede;Titel;Vorname;Name;Position\nFrau;Dr.;Ada;Byron;Analystin\n")
    assert (contact.prefix, contact.title) == ("Frau", "Analystin")


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("home: 030 123456", {"030 123456": "home"}),
        ("Tel. 030 123456", {"030 123456": "tel"}),
        ("+49 (0)170 1234567 (privat)", {"+49 (0)170 1234567": "privat"}),
        ("0170 1234567 (only evenings)", {"0170 1234567": "only evenings"}),
        ("Mobile +49 170 1234567 / home 030 123456", {"+49 170 1234567": "mobile", "030 123456": "home"}),
        ("030 123456 od. 0170 1234567", {"030 123456": "", "0170 1234567": ""}),
        ("+49 170 1234567 +49 170 1234568", {"+49 170 1234567": "", "+49 170 1234568": ""}),
        ("(030) 123456", {"(030) 123456": ""}),
        ("030 123456 ext. 12", {"030 123456 ext. 12": ""}),
        ("['+49 170 1234567', '030 123456']", {"+49 170 1234567": "", "030 123456": ""}),
        ("[030] 123456", {"[030] 123456": ""}),
        ("{+491701234567,+4930123456}", {"+491701234567": "", "+4930123456": ""}),
        ("1-800-FLOWERS", {"1-800-FLOWERS": ""}),
        ("p1234p5678w9", {"p1234p5678w9": ""}),
    ],
)
def test_numbers_and_what_is_said_of_them(people, cell, numbers):
    (contact,) = people(f'Name,Phone\nAda,"{cell}"\n')
    assert {phone.raw: " ".join(sorted(phone.labels)) for phone in contact.phones} == numbers


@pytest.mark.parametrize("header", ["Nummer,Name,Telefon", "Number,Name,Phone"])
def test_a_number_beside_a_telephone_is_a_members(people, header):
    (contact,) = people(f"{header}\n1000234,Ada,030 123456\n")
    assert [phone.raw for phone in contact.phones] == ["030 123456"]


@pytest.mark.parametrize("header", ["Member Number", "Ticket Number", "Numéro client", "Número de cliente"])
def test_the_number_of_a_member_is_none_to_call(people, header):
    (contact,) = people(f"{header},Name,Email\n1000234,Ada,a@e.example\n")
    assert (contact.name, contact.phones) == ("Ada", ())


@pytest.mark.parametrize(("number", "is_phone"), [("100234", False), ("030 123456", True)])
def test_a_bare_number_is_one_to_call_when_it_is_long_enough(people, number, is_phone):
    (contact,) = people(f"Number,Name,Email\n{number},Ada,a@e.example\n")
    assert [phone.raw for phone in contact.phones] == [number] * is_phone


@pytest.mark.parametrize("last", ["Total,2,", "Summe: 2 Mitglieder,,", "Итого,,2", "-----,---,---"])
def test_what_stands_below_or_between_the_rows_is_nobody(people, last):
    found = people(f"Name,Phone,Email\nAda,030 123456,\n{last}\nBob,030 123457,\n")
    assert [contact.name for contact in found] == ["Ada", "Bob"]


@pytest.mark.parametrize("row", ["Total Solutions,,", "Suma Lee,,", "Total,030 123456,", "❤,030 123456,"])
def test_a_name_like_a_sum_is_somebody(people, row):
    (contact,) = people(f"Name,Phone,Email\n{row}\n")
    assert contact.name == row.partition(",")[0]


def test_a_note_with_commas_that_nobody_quoted(people):
    (contact,) = people("Name,Email,Notes\nAda,a@e.example,likes tea, cake,,\n")
    assert contact.note == "likes tea, cake"


def test_quotes_behind_a_backslash(people):
    first, second = people(
        '"Name","Email","Notes"\n"Ada \\"Addie\\" Byron","a@e.example","says \\"hi\\""\n'
        '"Bob","b@e.example","C:\\"\n'
    )
    assert (first.name, first.note) == ('Ada "Addie" Byron', 'says "hi"')
    assert (second.name, second.note) == ("Bob", "C:\\")


def test_lines_that_were_quoted_as_a_whole(people):
    (contact,) = people('"Name;E-Mail;Telefon;Notiz"\r\n"Ada Byron;a@e.example;030 123456;""a; b"""\r\n')
    assert (contact.name, contact.emails, contact.note) == ("Ada Byron", ("a@e.example",), "a; b")


def test_a_name_with_a_comma_and_nothing_behind_it_is_one_cell(people):
    found = people('Name,Email\n"Lee, Ada"\n"Ray, Bob",b@e.example\n')
    assert [contact.name for contact in found] == ["Lee, Ada", "Ray, Bob"]


@pytest.mark.parametrize("header", ["Present 20240101", "Beitrag 202401", "field_1699999999999"])
def test_a_long_number_in_one_header_leaves_the_others_known(people, header):
    (contact,) = people(f"First Name,Last Name,Birthday,{header}\nAda,Byron,10.12.1975,yes\n")
    assert (contact.name, str(contact.birthday)) == ("Ada Byron", "1975-12-10")


def test_a_day_in_a_list_without_headers_is_no_number(people):
    first, second = people(
        "Ada Byron,a@e.example,10.12.1975,030 1234567\nBob Lee,b@e.example,11.12.1975,030 7654321\n"
    )
    assert [phone.raw for phone in (*first.phones, *second.phones)] == ["030 1234567", "030 7654321"]


def test_a_line_of_a_hundred_thousand_cells_costs_itself(book):
    first, flood, last = book(f"Name,Email\nAda,a@e.example\n{'x,' * 100_000}\nBob,b@e.example\n")
    assert isinstance(flood, Unreadable)
    assert flood.line == 3
    assert [one.name for one in (first, last) if isinstance(one, Contact)] == ["Ada", "Bob"]


def test_crumbs_are_no_list_of_people(book):
    with pytest.raises(Unusable, match="too short") as refusal:
        book("Name\n" + "A\n" * 20_000)
    assert refusal.value.next_step
