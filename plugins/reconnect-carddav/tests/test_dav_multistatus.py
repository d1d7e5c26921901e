"""WebDAV's XML as servers really send it, whole, broken, poisoned or hostile."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconnect_carddav.dav.multistatus import CARD, DAV, MARK, parsed, path_of, status_code
from reconnect_core import StoreError, Unavailable, Unusable

DATA = f"{CARD}address-data"


def answer(*cards, end="</multistatus>", prolog='<?xml version="1.0" encoding="utf-8"?>'):
    inner = b"".join(
        b'<response><href>/b/%d.vcf</href><propstat><prop><getetag>"%d"</getetag><C:address-data>%s'
        b"</C:address-data></prop><status>HTTP/1.1 200 OK</status></propstat></response>" % (n, n, card)
        for n, card in enumerate(cards)
    )
    open_tag = b'<multistatus xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:carddav">'
    return prolog.encode() + open_tag + inner + b"<sync-token>t-1</sync-token>" + end.encode()


def test_what_came_for_which_address():
    found = parsed("x", answer(b"a\r\nb", "Zoë 李".encode()))
    assert [entry.path for entry in found.found] == ["/b/0.vcf", "/b/1.vcf"]
    assert found.found[1].data(DATA) == "Zoë 李"
    assert found.found[0].text(f"{DAV}getetag") == '"0"'
    assert found.token == "t-1"


@pytest.mark.parametrize(
    "bad",
    [
        "\ufffe".encode(),
        "\uffff".encode(),
        b"\x0b",
        b"\x00",
        b"&#11;",
        b"&#xB;",
        b"&#x0000b;",
        b"&#xFFFE;",
        b"&#xD800;",
        b"&#1114112;",
        b"\xff\xfe",
        "café".encode("latin-1"),
        b"\xed\xa0\x80",
    ],
)
def test_a_character_that_xml_cannot_carry_marks_only_its_card(bad):
    found = parsed("x", answer(b"good", b"no" + bad + b"te", b"fine")).found
    assert [MARK in entry.data(DATA) for entry in found] == [False, True, False]
    assert found[2].data(DATA) == "fine"


def test_markup_that_a_recovering_parser_can_mend_is_read():
    body = answer(b"one", b"two").replace(b"<href>/b/1.vcf</href>", b"<href>/b/1.vcf</href><x>a & b</x>")
    assert [entry.path for entry in parsed("x", body).found] == ["/b/0.vcf", "/b/1.vcf"]


def test_markup_that_would_lose_an_entry_is_not():
    body = answer(b"one", b"two").replace(b"</response><response>", b"<response>", 1)
    with pytest.raises(Unusable):
        parsed("x", body)


@pytest.mark.parametrize("cut", [10, 100, 200])
def test_an_answer_that_breaks_off_is_told_as_such(cut):
    with pytest.raises(Unavailable, match="broke off"):
        parsed("x", answer(b"one", b"two")[:-cut])


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"   ",
        b"<html><body>multi</body></html>",
        b"<!DOCTYPE html><html/>",
        b"{}",
        b"<a/>",
        b"\x1f\x8b\x08",
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><multistatus xmlns="DAV:">&a;</multistatus>',
    ],
)
def test_what_is_no_multistatus(body):
    with pytest.raises(Unusable, match="x: "):
        parsed("x", body)


def test_entities_do_not_grow():
    bomb = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    body = f'<?xml version="1.0"?><!DOCTYPE m [<!ENTITY a0 "ha">{bomb}]><multistatus xmlns="DAV:" x="&a11;"></multistatus>'
    begin = time.perf_counter()
    with pytest.raises(Unusable):
        parsed("x", body.encode())
    assert time.perf_counter() - begin < 1


def test_a_missing_property_is_not_a_missing_resource():
    body = b"""<d:multistatus xmlns:d="DAV:"><d:response><d:href>https://h/b/a%20b.vcf</d:href>
    <d:propstat><d:prop><d:getetag>"1"</d:getetag></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat>
    <d:propstat><d:prop><d:x/></d:prop><d:status>HTTP/1.1 404 Not Found</d:status></d:propstat></d:response>
    <d:response><d:href>/b/gone.vcf</d:href><d:status>HTTP/1.1 404 Not Found</d:status></d:response>
    <d:response><d:href>/b/no.vcf</d:href><d:propstat><d:prop><d:getetag/></d:prop>
    <d:status>HTTP/1.1 403 Forbidden</d:status></d:propstat></d:response></d:multistatus>"""
    found = parsed("x", body).found
    assert [(entry.path, entry.status) for entry in found] == [
        ("/b/a b.vcf", 200),
        ("/b/gone.vcf", 404),
        ("/b/no.vcf", 403),
    ]
    assert found[0].text(f"{DAV}x") == ""


def test_another_encoding_that_says_so():
    body = answer("Zoë".encode("latin-1"), prolog='<?xml version="1.0" encoding="iso-8859-1"?>')
    assert parsed("x", body).found[0].data(DATA) == "Zoë"


def test_paths_and_status_lines():
    assert path_of("https://h:1/a%40b/%C3%A9.vcf?x") == "/a@b/é.vcf"
    assert [status_code(line) for line in ("HTTP/1.1 404 Not Found", "HTTP/1.1 abc", "", None)] == [
        404,
        0,
        0,
        0,
    ]


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_no_bytes_lead_to_another_exception(data):
    body = answer(b"one", b"two \xef\xbf\xbe", b"three")
    begin = data.draw(st.integers(0, len(body)))
    end = data.draw(st.integers(begin, min(len(body), begin + 40)))
    body = body[:begin] + data.draw(st.binary(max_size=20)) + body[end:]
    try:
        found = parsed("x", body)
    except StoreError:
        return
    assert all(isinstance(entry.path, str) for entry in found.found)
