"""Headers to who, when and which way, whatever was done to them."""

from datetime import UTC, datetime

import pytest

from reconnect_core import Direction
from reconnect_mail.addresses import addresses
from reconnect_mail.bulk import is_no_one
from reconnect_mail.folders import holds_sent, left_out
from reconnect_mail.moments import envelope_moment, moment

AT = datetime(2020, 7, 17, 0, 44, 25, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        ("ann@mail.example", ["ann@mail.example"]),
        ("Ann <Ann@Mail.Example>", ["ann@mail.example"]),
        ('"Doe, Ann" <ann@mail.example>, Bob <bob@mail.example>', ["ann@mail.example", "bob@mail.example"]),
        ("ann@mail.example (Ann; the elder (of two))", ["ann@mail.example"]),
        ("goran at domain.com (=?ISO-8859-1?Q?G=F6ran_Lastname?=)", ["goran@domain.com"]),
        ("=?utf-8?Q?Doe,_Ann_<x>?= <ann@mail.example>", ["ann@mail.example"]),
        ("=?UTF-8?B?QW5uIDxhbm5AbWFpbC5leGFtcGxlPg==?=", ["ann@mail.example"]),
        ("=?x-unknown?Q?Ann?= <ann@mail.example>", ["ann@mail.example"]),
        ("\"'ann@mail.example'\" <ann@mail.example>", ["ann@mail.example"]),
        ("'ann@mail.example'", ["ann@mail.example"]),
        ("Friends: ann@mail.example, Bob <bob@mail.example>;, c@d.example", ["ann@mail.example", "bob@mail.example", "c@d.example"]),
        ("undisclosed-recipients:;", []),
        ("<@relay.example,@two.example:ann@mail.example>", ["ann@mail.example"]),
        ("Ann <mailto:ann@mail.example>", ["ann@mail.example"]),
        ("foo@exampleorg", ["foo@exampleorg"]),
        ("ann@mail.example; bob@mail.example", ["ann@mail.example", "bob@mail.example"]),
        ("ann@mail.example, ANN@mail.example", ["ann@mail.example"]),
        ('"Ann <ann@mail.example>', ["ann@mail.example"]),
        ('"Ann ann@mail.example"', ["ann@mail.example"]),
        ("Ann <ann@mail.example", ["ann@mail.example"]),
        ("Ännchen <ännchen@bücher.example>", ["ännchen@bücher.example"]),
        ("Ann <ann@mail.example.>", ["ann@mail.example"]),
        ("Ann <>", []),
        ("", []),
        ("nobody in particular", []),
        ("@", []),
    ],
)  # fmt: skip
def test_addresses(header, wanted):
    assert list(addresses(header)) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Fri, 17 Jul 2020 02:44:25 +0200", AT),
        ("17 Jul 2020 02:44:25 +0200", AT),
        ("Fri, 17 Jul 2020 02:44:25 +0200 (CEST)", AT),
        ("Fri,17 Jul 2020 02:44:25 +0200", AT),
        ("Fri, 17 Jul 2020 00:44:25 GMT", AT),
        ("Fri, 17 Jul 2020 00:44:25 -0000", AT),
        ("Fri, 17 Jul 2020 00:44:25", AT),
        ("Thu, 16 Jul 2020 19:44:25 -0500 (EST)", AT),
        ("Thu, 16 Jul 20 20:44:25 EDT", AT),
        ("Fri, 17 Jul 2020 2:44:25 +0200", AT),
        ("Fri Jul 17 00:44:25 2020", AT),
        ("Fri Jul 17 02:44:25 2020 +0200", AT),
        ("2020-07-17T02:44:25+02:00", AT),
        ("2020-07-17 02:44:25 +0200", AT),
        ("2020-07-17T00:44:25.000Z", AT),
        ("Fri, 17 Jul 2020 00:44:25 +9900", AT),
        ("Friday, 17-Jul-20 00:44:25 UTC", AT),
        ("Fri, 17 Jul 2020 00:44:60 +0000", AT.replace(second=59)),
        ("Fri, 17 Jul 2020 02:44 +0200", AT.replace(second=0)),
        ("Fri, 17 Jul 2020 02:44:25 +02:00", AT),
        ("Fri, 17 Jul 2020 02:44:25 GMT+0200", AT),
        ("Fri, 17 Jul 2020 02:44:25 CEST", AT),
        ("Fri, 17 Jul 2020 09:44:25 JST", AT),
        ("Fri, 32 Jul 2020 02:44:25 +0200", None),
        ("Fri, 17 Xyz 2020 02:44:25 +0200", None),
        ("yesterday", None),
        ("", None),
        ("0000-00-00 00:00:00", None),
        ("Fri, 17 Jul 99999 02:44:25 +0200", None),
    ],
)  # fmt: skip
def test_dates_of_all_shapes(text, wanted):
    assert moment(text) == wanted


@pytest.mark.parametrize(
    "line",
    [
        "From ann@mail.example Fri Jul 17 00:44:25 2020",
        "From ann@mail.example  Fri Jul 17 02:44:25 +0200 2020",
        "From ann@mail.example Fri Jul 17 02:44:25 2020 +0200",
        "From - Fri Jul 17 00:44:25 2020",
        "From ann at mail.example Fri Jul 17 00:44:25 GMT 2020",
        "From “ann” Fri, Jul 17 00:44:25 2020",
    ],
)
def test_dates_of_envelopes(line):
    assert envelope_moment(line) == AT


def test_which_way(read):
    got = read("From: Ann <ann@mail.example>\nTo: me@home.example\nDate: Fri, 17 Jul 2020 02:44:25 +0200")
    assert (got.who, got.direction, got.others, got.moment, got.bulk) == (
        ("ann@mail.example",), Direction.IN, 1, AT, False,
    )  # fmt: skip
    sent = read(
        "From: Me <ME@home.example>\nTo: Ann <ann@mail.example>\nCc: bob@mail.example, me@home.example\n"
        "Bcc: eve@mail.example\nDate: Fri, 17 Jul 2020 02:44:25 +0200"
    )
    assert sent.who == ("ann@mail.example", "bob@mail.example", "eve@mail.example")
    assert (sent.direction, sent.others) == (Direction.OUT, 3)


@pytest.mark.parametrize(
    ("to", "others"),
    [
        ("me@home.example", 1),
        ("me+shop@home.example", 1),
        ("alias@home.example", 1),
        ("me@home.example, bob@mail.example", 2),
        ("alias@home.example, bob@mail.example", 2),
        ("", 1),
    ],
)
def test_how_many_it_was_between(read, to, others):
    assert read(f"From: ann@mail.example\nTo: {to}\nDate: Fri, 17 Jul 2020 02:44:25 +0200").others == others


def test_mail_in_a_folder_of_sent_mail_is_sent_whatever_address_it_is_from(read):
    text = "From: alias@work.example\nTo: ann@mail.example\nDate: Fri, 17 Jul 2020 02:44:25 +0200"
    assert read(text, sent=True).direction is Direction.OUT
    assert read(text, me=frozenset()).direction is Direction.IN
    for labels in (
        "Archived,Sent",
        "=?UTF-8?Q?Gesendet,Ge=C3=B6ffnet?=",
        "=?UTF-8?Q?Messages_envoy=C3=A9s,Ouvert?=",
    ):
        assert read(f"{text}\nX-Gmail-Labels: {labels}", me=frozenset()).direction is Direction.OUT
    assert read(text.replace("ann@mail.example", "me@home.example"), sent=True) is None


@pytest.mark.parametrize(
    "header",
    [
        "List-Id: <friends.example>",
        "List-Unsubscribe: <https://x.example>",
        "Precedence: bulk",
        "Precedence: List",
        "Auto-Submitted: auto-replied",
        "Auto-Submitted: auto-generated; type=x",
        "X-Auto-Response-Suppress: All",
        "Return-Path: <>",
        "Content-Type: multipart/report; report-type=delivery-status",
        "X-Spam-Flag: YES",
        "X-Spam-Status: Yes, score=10.7",
        "X-Gmail-Labels: Spam,Unread",
        "Mailing-List: contact x",
    ],
)
def test_lists_machines_and_spam_are_bulk(read, header):
    text = f"From: ann@mail.example\nTo: me@home.example\nDate: Fri, 17 Jul 2020 02:44:25 +0200\n{header}"
    assert read(text).bulk


@pytest.mark.parametrize(
    "header",
    ["Auto-Submitted: no", "Feedback-ID: i06:Fastmail", "X-Spam-Status: No, hits=1", "Return-Path: <ann@mail.example>", "Precedence: first-class",
     "X-Gmail-Labels: Inbox,Spammers to thank", "Content-Type: text/plain"],
)  # fmt: skip
def test_a_human_letter_is_not_bulk(read, header):
    text = f"From: ann@mail.example\nTo: me@home.example\nDate: Fri, 17 Jul 2020 02:44:25 +0200\n{header}"
    assert not read(text).bulk


@pytest.mark.parametrize(
    "address",
    "noreply@a.b no-reply@a.b do_not_reply@a.b donotreply-eu@a.b news-noreply@a.b mailer-daemon@a.b bounces+12=x@a.b"
    " newsletter@a.b notifications@github.com reply+ABC@reply.github.com keine-antwort@a.b ne_pas_repondre@a.b"
    " club-announce@a.b alerts@a.b noreply123@a.b nao-responda@a.b niet-beantwoorden@a.b calendar-notification@a.b"
    " listserv@a.b 12+ann@users.noreply.github.com".split(),
)
def test_nobody_answers(address):
    assert is_no_one(address)


@pytest.mark.parametrize(
    "address",
    "nora@a.b noah.reply@a.b ann.replyn@a.b bounce.smith@a.b newsom@a.b alberta@a.b listner@a.b".split(),
)
def test_humans_answer(address):
    assert not is_no_one(address)


def test_what_was_never_sent_or_is_gone_says_nothing(read):
    text = "From: me@home.example\nTo: ann@mail.example\nDate: Fri, 17 Jul 2020 02:44:25 +0200\n"
    for more in ("X-Status: D", "X-Status: AT", "X-IMAP: 1595000000 0000000001", "X-Mozilla-Status: 0009", "X-Gmail-Labels: Drafts", "X-Mozilla-Draft-Info: internal/draft",
                 "X-Gmail-Labels: =?UTF-8?Q?Entw=C3=BCrfe,Ge=C3=B6ffnet?="):  # fmt: skip
        assert read(text + more) is None
    assert read(text + "X-Mozilla-Status: 0001\nX-Mozilla-Status2: 00000000").direction is Direction.OUT


def test_a_missing_or_wrong_date_is_taken_from_what_carried_it(read):
    head = "From: ann@mail.example\nTo: me@home.example\n"
    received = "Received: from a by b\n for me; Fri, 17 Jul 2020 02:44:25 +0200\nReceived: x; Mon, 1 Jan 2001 00:00:00 +0000"
    for date in (
        "",
        "Date: soon\n",
        "Date: Thu, 1 Jan 1970 00:00:00 +0000\n",
        "Date: Fri, 17 Jul 2099 02:44:25 +0200\n",
    ):
        assert read(head + date + received).moment == AT
        assert read(head + date, arrived=AT).moment == AT
        assert read(head + date, envelope="From ann@mail.example Fri Jul 17 00:44:25 2020").moment == AT
    assert read(head) == "it has no date"
    assert read(head + "Date: soon") == "its date cannot be read"


def test_a_missing_sender_is_taken_from_what_carried_it(read):
    date = "To: me@home.example\nDate: Fri, 17 Jul 2020 02:44:25 +0200\n"
    assert read(date + "Sender: ann@mail.example").who == ("ann@mail.example",)
    assert read(date + "Return-Path: <ann@mail.example>").who == ("ann@mail.example",)
    assert read(date, envelope="From ann@mail.example Fri Jul 17 00:44:25 2020").who == ("ann@mail.example",)
    assert read(date, envelope="From ann at mail.example Fri Jul 17 00:44:25 2020").who == ("ann@mail.example",)
    assert read(date, envelope="From - Fri Jul 17 00:44:25 2020") == "it names no sender"
    assert read(date) == "it names no sender"


def test_damaged_headers_cost_themselves_only(read):
    text = "garbage\n folded garbage\nX-Thing\nFrom:\tJos\udce9 <jose@mail.example>\n: empty\nDate: Fri, 17 Jul 2020\n\t02:44:25 +0200"
    from reconnect_mail.letters import Reader

    raw = text.encode("utf-8", "surrogateescape")
    got = Reader(me=frozenset(), now=datetime(2026, 1, 1, tzinfo=UTC)).read(raw)
    assert (got.who, got.moment) == (("jose@mail.example",), AT)


@pytest.mark.parametrize(
    "name",
    "Sent Mail/sent-mail-jul-2020/sent-2020-07/INBOX.Gesendete Nachrichten/Envoye\u0301s/Envoy&AOk-s/Mensagens enviadas"
    "/Verzonden items/送信済みメール/Отправленные/Archive.Sent".split("/"),
)
def test_folders_of_sent_mail(name):
    assert holds_sent(name)
    assert not left_out(name)


@pytest.mark.parametrize("name", ["Presents", "Sent/Friends", "Sentinel", "Senta", "sent-mails-to-read"])
def test_other_folders_hold_no_sent_mail(name):
    assert not holds_sent(name)


@pytest.mark.parametrize(
    "name", ["Lixeira", "INBOX.Gel&APY-schte Elemente", "Корзина", "Koš", "[Gmail]/Spam", "下書き"]
)
def test_folders_that_are_left_out(name):
    assert left_out(name)
