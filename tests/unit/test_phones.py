"""Numbers as written become E.164: equal spellings meet, near misses do not, nothing is guessed."""

import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconnect_core.model import Contact, ContactRef, Handle, HandleKind, Phone, PostalAddress
from reconnect_core.phones import e164, e164s, extension, handle, plain, zones

# region, as dialled inside the country, as dialled from anywhere, a near miss of the national spelling
COUNTRIES = [
    ("DE", "030 2345678", "+49 30 2345678", "030 2345679"),
    ("GB", "020 7946 0958", "+44 (0)20 7946 0958", "020 7946 0985"),
    ("US", "(415) 555-2671", "+1 415 555 2671", "(415) 555-2617"),
    ("FR", "01 42 68 53 00", "0033 1 42 68 53 00", "01 42 68 53 01"),
    ("IT", "06 698 83145", "+39 06 698 83145", "06 698 83154"),
    ("ES", "912 345 678", "+34 912345678", "912 345 687"),
    ("AU", "(02) 9374 4000", "+61 2 9374 4000", "(02) 9374 4001"),
    ("IN", "098765 43210", "+91 98765 43210", "098765 43201"),
]


@pytest.mark.parametrize(("region", "national", "international", "near"), COUNTRIES)
def test_national_and_international_spellings_of_one_number_are_equal(region, national, international, near):
    assert e164(national, region) == e164(international, "") != ""
    assert e164(international, "DE" if region != "DE" else "US") == e164(national, region)
    assert e164(near, region) not in {"", e164(national, region)}


@pytest.mark.parametrize(
    ("raw", "region", "wanted"),
    [
        ("0044 7911 123456", "US", "+447911123456"),
        ("0044 20 7946 0958", "DE", "+442079460958"),
        ("011 44 20 7946 0958", "US", "+442079460958"),
        ("0011 44 20 7946 0958", "AU", "+442079460958"),
        ("0044 20 7946 0958", "AU", "+442079460958"),
        ("010 49 30 2345678", "JP", "+49302345678"),
        ("tel:+1-201-555-0123", "", "+12015550123"),
        ("TEL:+49-30-2345678;ext=12", "", "+49302345678"),
        ("+49 30 2345678 ext. 12", "", "+49302345678"),
        ("+49 30 2345678 x12", "", "+49302345678"),
        ("030 2345678 Durchwahl 12", "DE", "+49302345678"),
        ("030 2345678p123", "DE", "+49302345678"),
        ("1-800-FLOWERS", "US", "+18003569377"),
        ("1800FLOWERS", "CA", "+18003569377"),
        ("800 FLOWERS", "US", "+18003569377"),
        ("617-BUY-CARS", "US", "+16172892277"),
        ("+1-800-FLOWERS", "DE", "+18003569377"),
        ("001-800-FLOWERS", "DE", "+18003569377"),
        ("0800 FLOWERS", "DE", "+498003569377"),
        ("030-1234567 (Oma)", "DE", "+49301234567"),
        ("+49 30 1234567 privat", "US", "+49301234567"),
        ("1-800-356-9377 FLOWERS", "US", "+18003569377"),
        ("0800FLOWER", "GB", "+44800356937"),
        ("1800 FLOWER", "AU", "+611800356937"),
        ("8-800-FLOWERS", "RU", "+78003569377"),
        ("1-800-FLOWERS", "DE", ""),
        ("Tel. 1-800-FLOWERS", "DE", ""),
        ("1-800-FLOWERS", "AT", ""),
        ("1-800-FLOWERS", "CN", ""),
        ("1-800-FLOWERS", "IN", ""),
        ("\u202d666 555 444\u202c", "ES", "+34666555444"),
        ("+４９ ３０ ２３４５６７８", "", "+49302345678"),
        ("+49\u00a030\u20112345678", "", "+49302345678"),
        ("+49 (0)351 223344", "", "+49351223344"),
        ("0351/223344", "DE", "+49351223344"),
        ("+39 (0)6 698 83145", "", "+390669883145"),
        ("416-967-1111", "US", "+14169671111"),
        ("54 11 4321 0000", "AR", "+541143210000"),
        ("+1-800-MYFAX", "", ""),
        ("030 2345678", "", ""),
        ("+49 30", "DE", ""),
        ("+123456789", "", ""),
        ("+999 12345678", "", ""),
        ("phone home", "DE", ""),
        ("", "DE", ""),
        ("+", "DE", ""),
        ("p1234p5678w9", "US", ""),
        ("555-0123", "US", ""),
        ("123 456 7890", "US", ""),
        ("028", "DE", ""),
        ("205246;;,;", "", ""),
        ("\x00\u202e", "DE", ""),
    ],
)
def test_spellings(raw, region, wanted):
    assert e164(raw, region) == wanted


def card(*numbers, **address):
    addresses = (PostalAddress(**address),) if address else ()
    phones = tuple(Phone(raw=number) for number in numbers)
    return Contact(ref=ContactRef(book="b", uid="1"), name="N", phones=phones, addresses=addresses)


@pytest.mark.parametrize(
    ("address", "number", "wanted"),
    [
        ({"country": "Deutschland"}, "0221 12345678", "+4922112345678"),
        ({"country": "allemagne"}, "0221 12345678", "+4922112345678"),
        ({"country": "ES"}, "666 555 444", "+34666555444"),
        ({"country": "ESP"}, "666 555 444", "+34666555444"),
        ({"country": "U.S.A."}, "(404) 555-1212", "+14045551212"),
        ({"country": "Deutschland (DE)"}, "0221 12345678", "+4922112345678"),
        ({"country": "D"}, "0221 12345678", "+4922112345678"),
        ({"country": "Korea, Republic of"}, "02-312-3456", "+8223123456"),
        ({"country": "Tanzania, United Republic of"}, "022 211 1174", "+255222111174"),
        ({"country": "日本"}, "03-3224-9999", "+81332249999"),
        ({"region": "CA", "postcode": "91921-1234"}, "617 679 1984", "+16176791984"),
        ({"region": "Bayern", "postcode": "80331"}, "617 679 1984", ""),
        ({"postcode": "SW1A 1AA"}, "020 7946 0958", "+442079460958"),
        ({"postcode": "K1A 0B1"}, "416-967-1111", "+14169671111"),
        ({"label": "Straße 1\n50441 Köln\nGermany"}, "0221 12345678", "+4922112345678"),
        ({"country": "Nirgendwo"}, "0221 12345678", ""),
    ],
)
def test_the_country_of_the_address_reads_a_national_number(address, number, wanted):
    assert e164s(card(number, **address)) == (wanted,)


def test_the_numbers_own_country_wins_over_address_and_config():
    assert e164s(card("+44 20 7946 0958", country="Germany"), "US") == ("+442079460958",)


def test_the_address_wins_over_the_config_and_the_config_reads_what_the_address_cannot():
    assert e164s(card("030 2345678", "(415) 555-2671", country="Germany"), "US") == (
        "+49302345678",
        "+14155552671",
    )


def test_addresses_in_two_countries_leave_an_ambiguous_number_unknown():
    both = Contact(
        ref=ContactRef(book="b", uid="1"),
        name="N",
        phones=(Phone(raw="020 7946 0958"), Phone(raw="+33 1 42 68 53 00")),
        addresses=(PostalAddress(country="UK"), PostalAddress(country="NL")),
    )
    british, dutch = e164("020 7946 0958", "GB"), e164("020 7946 0958", "NL")
    if dutch and british != dutch:
        assert e164s(both) == ("", "+33142685300")
    else:
        assert e164s(both) == (british, "+33142685300")
    assert e164s(both, "GB")[0] == british


def test_answers_are_aligned_with_the_phones_of_the_card():
    assert e164s(card("nonsense", "+49 30 2345678", ""), "DE") == ("", "+49302345678", "")
    assert e164s(card()) == ()


def test_extensions():
    assert extension("+49 30 2345678 ext. 12") == "12"
    assert extension("+49 30 2345678;ext=7") == "7"
    assert extension("+49 30 2345678") == ""


def test_a_handle_is_e164_or_the_bare_digits():
    assert handle("030 2345678", "DE") == Handle(kind=HandleKind.PHONE, value="+49302345678")
    assert handle("0111 11") == Handle(kind=HandleKind.PHONE, value="011111")


def test_zones_of_a_number():
    assert zones("+49302345678") == ("Europe/Berlin",)
    assert zones("+49302345678;ext=12") == ("Europe/Berlin",)
    assert "America/Los_Angeles" in zones("+14155552671")
    assert zones("") == zones("+9991234") == zones("nonsense") == ()


@given(st.text(max_size=40), st.sampled_from(["", "DE", "US", "XX", "AR", "JP"]))
def test_any_text_gives_a_number_of_digits_or_nothing(raw, region):
    found = e164(raw, region)
    assert found == "" or (found[0] == "+" and found[1:].isdecimal() and 7 <= len(found) <= 16)
    assert plain.read(raw, region) == "" or plain.read(raw, region)[0] == "+"


def test_the_short_cut_reads_as_the_library_does():
    phonenumbers = pytest.importorskip("phonenumbers")
    shape = phonenumbers.PhoneNumberFormat
    for region in sorted(phonenumbers.SUPPORTED_REGIONS):
        for kind in range(11):
            example = phonenumbers.example_number_for_type(region, kind)
            if example is None:
                continue
            for style in (shape.NATIONAL, shape.INTERNATIONAL, shape.E164):
                written = phonenumbers.format_number(example, style)
                parsed = phonenumbers.parse(written, region)
                valid = phonenumbers.is_valid_number(parsed)
                assert e164(written, region) == (
                    phonenumbers.format_number(parsed, shape.E164) if valid else ""
                )


@pytest.mark.parametrize(("region", "national", "international", "near"), COUNTRIES)
def test_the_plain_rules_agree_where_they_answer(region, national, international, near):
    assert plain.read(national, region) == plain.read(international, "") == e164(national, region)
    assert plain.read(near, region) != plain.read(national, region)


def test_the_plain_rules_stay_silent_when_unsure():
    assert plain.read("2345678", "DE") == ""
    assert plain.read("030 2345678", "") == ""
    assert plain.read("49302345678", "DE") == ""
    assert plain.read("+1 111 555 1212", "") == ""


def test_without_the_library_the_plain_rules_answer():
    code = (
        "import sys; sys.modules['phonenumbers'] = None\n"
        "from reconnect_core.phones import e164, zones\n"
        "print(e164('030 2345678', 'DE'), e164('+44 (0)20 7946 0958'), zones('+49302345678'))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "+49302345678 +442079460958 ()"


def test_twenty_five_thousand_numbers_cost_well_under_a_second():
    numbers = [f"0{30 + n % 370} {100000 + 7 * n}" for n in range(25_000)]
    e164(numbers[0], "DE")
    begin = time.process_time()
    for number in numbers:
        e164(number, "DE")
    assert time.process_time() - begin < 1.5
