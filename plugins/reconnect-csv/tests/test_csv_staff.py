"""Lists of clients: whose each name, address and number is, the client's or the seller's; answers that name nobody."""

import pytest


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("Cliente;Agente;Email agente;Telefono agente;Telefono;Email", "Ada;Max;m@f.example;0299999999;0211111111;a@e.example"),
        ("Klient;Opiekun;Telefon opiekuna;E-mail opiekuna;Telefon;E-mail", "Ada;Max;601999999;m@f.example;0211111111;a@e.example"),
        ("Клиент;Менеджер;Телефон менеджера;Телефон;Почта", "Ada;Max;+79999999999;0211111111;a@e.example"),
        ("Klant;Accountmanager;E-mail accountmanager;Telefoon;E-mail", "Ada;Max;m@f.example;0211111111;a@e.example"),
        ("Customer;Account Manager;Account Manager Email;Phone;Email", "Ada;Max;m@f.example;0211111111;a@e.example"),
        ("고객명;담당자;담당자 전화번호;전화번호;이메일", "Ada;Max;0299999999;0211111111;a@e.example"),
        ("Kunde;Vertreter;Telefon Vertreter;Telefon;E-Mail", "Ada;Max;0299999999;0211111111;a@e.example"),
    ],
)  # fmt: skip
def test_a_sellers_address_and_number_are_not_the_clients(people, header, row):
    (contact,) = people(f"{header}\n{row}\n")
    assert contact.name == "Ada"
    assert contact.emails == ("a@e.example",)
    assert [phone.raw for phone in contact.phones] == ["0211111111"]


def test_a_longer_word_is_not_a_form_of_a_shorter_one(people):
    (contact,) = people("Name;Alter;E-Mail;Alternative E-Mail\nAda;40;a@e.example;b@e.example\n")
    assert contact.emails == ("a@e.example", "b@e.example")


@pytest.mark.parametrize("header", ["Verkäufer", "Vendedor", "Commercial", "Менеджер", "業務員", "Handlowiec"])
def test_sellers_who_all_differ_are_still_nobodys_address(people, header):
    told = people(f"Name,{header}\nAda,m@f.example\nBob,n@f.example\n")
    assert [contact.emails for contact in told] == [(), ()]


def test_a_client_beside_a_name_is_no_name(people):
    (contact,) = people("First Name,Last Name,Customer,Email\nAda,Byron,Yes,a@e.example\n")
    assert contact.name == "Ada Byron"


def test_of_two_whole_names_the_one_with_the_parts_counts(people):
    (contact,) = people(
        "display_name,contact_name,First Name,Last Name,Email\nEngines,Ada Byron,Ada,Byron,a@e.example\n"
    )
    assert contact.name == "Ada Byron"


def test_a_yes_or_no_is_neither_a_child_nor_a_label(people):
    (contact,) = people("First Name,Last Name,Child,Mailing List,Email\nAda,Byron,false,Yes,a@e.example\n")
    assert (contact.relations, contact.labels) == ((), ())


@pytest.mark.parametrize(
    ("cells", "days"),
    [
        (["31121975", "1021980"], ["1975-12-31", "1980-02-01"]),
        (["12311975", "01021980"], ["1975-12-31", "1980-01-02"]),
        (["19751231", "00001231"], ["1975-12-31", "--12-31"]),
        (["31121975", "12311975", "01021980"], ["1975-12-31", "1975-12-31", "None"]),
    ],
)
def test_days_without_anything_between_their_parts(people, cells, days):
    rows = "".join(f"N{number},{cell}\n" for number, cell in enumerate(cells))
    assert [str(contact.birthday) for contact in people(f"Name,Birthday\n{rows}")] == days


def test_an_address_by_what_it_is_of(people):
    (contact,) = people("Name;Privatadresse: Straße;Firmenadresse: Straße\nAda Byron;Weg 1;Gasse 2\n")
    assert [address.street for address in contact.addresses] == ["Weg 1", "Gasse 2"]


@pytest.mark.parametrize(
    ("header", "answer"), [("Deceased", "Нет"), ("Verstorben", "nein"), ("Deceased", "não")]
)
def test_who_is_said_not_to_be_dead_is_not(people, header, answer):
    (contact,) = people(f"Name,{header}\nAda,{answer}\n")
    assert not contact.deceased


@pytest.mark.parametrize(
    ("header", "row", "told"),
    [
        ("Preferred Name,Last Name,Email", "Ada,Byron,a@e.example", "Ada Byron"),
        ("Preferred Name,First Name,Last Name,Email", "Addie,Ada,Byron,a@e.example", "Ada Byron"),
    ],
)
def test_the_name_one_is_called_by_is_the_first_where_no_other_is(people, header, row, told):
    (contact,) = people(f"{header}\n{row}\n")
    assert contact.name == told


@pytest.mark.parametrize("cell", ["1975.12", "1975年12月", "1975/12"])
def test_a_month_of_a_year(people, cell):
    (contact,) = people(f"Name,Birthday\nAda,{cell}\n")
    assert str(contact.birthday) == "1975-12"


@pytest.mark.parametrize(
    ("header", "cell", "dead"),
    [
        ("Status", "Deceased", True),
        ("Member Status", "† 2020", True),
        ("Mitgliedsstatus", "verstorben", True),
        ("Status", "Active", False),
        ("Status", "his mother died", False),
        ("Marital Status", "Deceased", False),
        ("Lead Status", "Deceased", False),
        ("Status", "Dead", False),
    ],
)
def test_a_status_may_tell_of_a_death_and_is_kept(people, header, cell, dead):
    (contact,) = people(f"Name,{header},Email\nAda,{cell},a@e.example\n")
    assert (contact.deceased, contact.extra) == (dead, ((header, cell),))


def test_columns_named_as_cards_name_them(people):
    header = "FN,N,ORG,TEL;TYPE=CELL,TEL;TYPE=HOME,EMAIL;TYPE=WORK,BDAY"
    (contact,) = people(
        f"{header}\nAda Byron,Byron;Ada;;;,Engines,0170 555555,030 111111,a@e.example,1975-12-31\n"
    )
    assert (contact.name, contact.organisation, contact.emails) == ("Ada Byron", "Engines", ("a@e.example",))
    assert [(phone.raw, set(phone.labels)) for phone in contact.phones] == [
        ("0170 555555", {"mobile"}),
        ("030 111111", {"home"}),
    ]


def test_a_first_and_a_last_name_cut_to_letters(people):
    (contact,) = people("FN,LN,Email\nAda,Byron,a@e.example\n")
    assert (contact.given, contact.family, contact.name) == ("Ada", "Byron", "Ada Byron")
