"""The journal over an IMAP account: our small server in every run, Dovecot in the full ones."""

import time

import pytest

from reconnect_core import ContactDays, Removed, Unchanged, Unreadable, Unusable
from reconnect_core.testing import Mirror
from reconnect_mail.folders import decoded
from reconnect_mail.imap.folders import encoded, parsed
from reconnect_mail.imap.shelf import BLOCK

from .letters import letter


def people(mirror):
    return {
        (one.who.value.partition("@")[0], direction.value)
        for one in mirror.all
        for _, direction in one.all_ways()
    }


def test_folders_directions_and_what_is_left_out(account, imap):
    account.deliver("INBOX", letter())
    account.deliver("INBOX", letter("noreply@shop.example"))
    account.deliver("INBOX", letter("draft@mail.example"), "\\Draft")
    account.deliver("INBOX", letter("gone@mail.example"), "\\Deleted")
    account.deliver("Sent", letter("alias@me.example", "bob@mail.example"))
    account.deliver("Junk", letter("eve@mail.example"))
    account.deliver("Work &- Play", letter("clara@mail.example"))
    store = imap(account)
    found = {
        (one.who[0].value.partition("@")[0], one.direction.value, one.bulk) for one in store.interactions()
    }
    assert found == {
        ("ann", "in", False), ("noreply", "in", True), ("bob", "out", False), ("clara", "in", False),
    }  # fmt: skip
    mirror = Mirror().take(store.changes(None))
    assert people(mirror) == {("ann", "in"), ("bob", "out"), ("clara", "in")}
    reads, aside = store.notes()
    assert reads == "reads INBOX, Sent, Work & Play"
    assert aside == "leaves out Junk"
    (one,) = imap(account, folders=("work & play",)).interactions()
    assert one.who[0].value == "clara@mail.example"
    with pytest.raises(Unusable, match="Did you mean"):
        list(imap(account, folders=("Work",)).interactions())


def test_nothing_changes_on_the_server(account, imap):
    account.deliver("INBOX", letter())
    before = account.holds()
    with_state = list(imap(account).changes(None))
    list(imap(account).interactions())
    list(imap(account).changes(with_state[-1].token))
    list(imap(account).notes())
    assert account.holds() == before


def test_later_walks_ask_for_what_is_new(own_server, imap):
    for number in range(3):
        own_server.deliver("INBOX", letter(f"p{number}@mail.example"))
    mirror = Mirror().take(imap(own_server).changes(None))
    own_server.log.clear()
    assert Unchanged() in mirror.take(imap(own_server).changes(mirror.state)).items
    assert not [asked for asked in own_server.log if asked.startswith(("FETCH", "EXAMINE"))]
    own_server.deliver("INBOX", letter("fresh@mail.example"))
    own_server.log.clear()
    mirror.take(imap(own_server).changes(mirror.state))
    assert next(asked for asked in own_server.log if "HEADER.FIELDS" in asked).startswith("FETCH 4:4 ")
    assert sum("HEADER.FIELDS" in asked for asked in own_server.log) == 1
    assert people(mirror) == {(f"p{number}", "in") for number in range(3)} | {("fresh", "in")}


def test_no_body_is_ever_asked_for(own_server, imap):
    own_server.deliver("INBOX", letter())
    store = imap(own_server)
    list(store.interactions())
    list(store.changes(None))
    list(store.notes())
    asked = " ".join(own_server.log)
    assert "BODY.PEEK[HEADER.FIELDS" in asked
    assert "SUBJECT" not in asked
    assert asked.count("BODY") == asked.count("BODY.PEEK[HEADER.FIELDS")
    assert not {line.partition(" ")[0] for line in own_server.log} & {"SELECT", "STORE", "EXPUNGE", "APPEND"}


def test_what_was_removed_is_no_longer_told(account, imap):
    uids = [account.deliver("INBOX", letter(f"p{number}@mail.example")) for number in range(5)]
    mirror = Mirror().take(imap(account).changes(None))
    account.expunge("INBOX", uids[1], uids[4])
    mirror.take(imap(account).changes(mirror.state))
    assert {who for who, _ in people(mirror)} == {"p0", "p2", "p3"}
    account.expunge("INBOX", uids[0])
    account.deliver("INBOX", letter("fresh@mail.example"))
    mirror.take(imap(account).changes(mirror.state))
    assert {who for who, _ in people(mirror)} == {"p2", "p3", "fresh"}
    account.expunge("INBOX", uids[2], uids[3])
    mirror.take(imap(account).changes(mirror.state))
    assert {who for who, _ in people(mirror)} == {"fresh"}
    assert Unchanged() in mirror.take(imap(account).changes(mirror.state)).items


def test_days_go_when_only_newsletters_are_left(account, imap):
    uid = account.deliver("INBOX", letter())
    account.deliver("INBOX", letter(List_Id="<x>"))
    mirror = Mirror().take(imap(account).changes(None))
    assert len(mirror.all) == 1
    account.expunge("INBOX", uid)
    mirror.take(imap(account).changes(mirror.state))
    assert mirror.all == []


def test_another_uidvalidity_means_that_the_folder_is_read_anew(account, imap):
    account.deliver("INBOX", letter())
    mirror = Mirror().take(imap(account).changes(None))
    account.make_anew("INBOX")
    mirror.take(imap(account).changes(mirror.state))
    assert any(isinstance(one, Removed) for one in mirror.items)
    assert people(mirror) == {("ann", "in")}
    assert len(mirror.all) == 1
    assert Unchanged() in mirror.take(imap(account).changes(mirror.state)).items


def test_a_folder_that_is_gone_takes_its_days_along(account, imap):
    account.deliver("INBOX", letter())
    account.deliver("Work", letter("clara@mail.example"))
    mirror = Mirror().take(imap(account).changes(None))
    account.drop_folder("Work")
    mirror.take(imap(account).changes(mirror.state))
    assert people(mirror) == {("ann", "in")}


def test_a_long_history_comes_in_parts_the_newest_first(own_server, imap):
    total = 2 * BLOCK + 10
    for number in range(total):
        own_server.deliver("INBOX", letter(f"p{number}@mail.example"))
    mirror = Mirror()
    seen = []
    for _ in range(3):
        mirror.take(imap(own_server, messages_per_read=BLOCK).changes(mirror.state))
        seen.append({who for who, _ in people(mirror)})
    assert [len(found) for found in seen] == [BLOCK, 2 * BLOCK, total]
    assert seen[0] == {f"p{number}" for number in range(total - BLOCK, total)}
    assert Unchanged() in mirror.take(imap(own_server, messages_per_read=BLOCK).changes(mirror.state)).items


def test_only_blocks_in_which_a_message_is_gone_are_read_again(own_server, imap):
    uids = [own_server.deliver("INBOX", letter(f"p{n}@mail.example")) for n in range(2 * BLOCK)]
    mirror = Mirror().take(imap(own_server).changes(None))
    own_server.expunge("INBOX", uids[3])
    own_server.log.clear()
    mirror.take(imap(own_server).changes(mirror.state))
    assert [asked.split()[1] for asked in own_server.log if "HEADER.FIELDS" in asked] == [f"1:{BLOCK - 1}"]
    assert {who for who, _ in people(mirror)} == {f"p{n}" for n in range(2 * BLOCK) if n != 3}


@pytest.mark.full
@pytest.mark.system
def test_thousands_of_messages_on_a_real_server(dovecot, imap):
    dovecot.empty()
    total = 3 * BLOCK + 17
    dovecot.deliver_all("INBOX", [letter(f"p{number}@mail.example") for number in range(total)])
    mirror = Mirror()
    for _ in range(4):
        mirror.take(imap(dovecot, messages_per_read=BLOCK).changes(mirror.state))
    assert len(people(mirror)) == total
    assert Unchanged() in mirror.take(imap(dovecot).changes(mirror.state)).items
    with dovecot.at("INBOX") as person:
        uids = [int(uid) for uid in person.uid("SEARCH", "ALL")[1][0].split()]
    dovecot.expunge("INBOX", uids[0], uids[700], uids[-1])
    mirror.take(imap(dovecot).changes(mirror.state))
    assert len(people(mirror)) == total - 3
    assert sum(isinstance(one, ContactDays) for one in mirror.items) < total - 3


@pytest.mark.full
@pytest.mark.system
def test_no_body_is_read_by_a_real_server_s_own_count(dovecot, imap):
    dovecot.empty()
    dovecot.deliver("INBOX", letter())
    before = dovecot.bodies_read()
    store = imap(dovecot)
    assert list(store.interactions())
    assert list(store.changes(None))
    store.close()
    with dovecot.at("INBOX") as person:
        person.fetch("1", "(RFC822)")
    end = time.monotonic() + 10
    while dovecot.bodies_read() == before and time.monotonic() < end:
        time.sleep(0.05)
    assert dovecot.bodies_read() == before + 1, "that of the person alone"


@pytest.mark.full
@pytest.mark.system
@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_encryption_on_a_real_server(dovecot, imap, security):
    dovecot.empty()
    dovecot.deliver("INBOX", letter())
    port = dovecot.tls_port if security == "tls" else dovecot.port
    (one,) = imap(dovecot, security=security, port=port, ca=dovecot.ca).interactions()
    assert one.who[0].value == "ann@mail.example"


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (b"INBOX", "INBOX"),
        (b"Entw&APw-rfe", "Entwürfe"),
        (b"&ZeVnLIqe-", "日本語"),
        (b"Work &- Play", "Work & Play"),
        (b"&2D3eAA-", "😀"),
    ],
)
def test_names_in_modified_utf7(raw, name):
    assert decoded(raw) == name
    assert encoded(name).encode() == raw


@pytest.mark.parametrize("raw", [b"&", b"&x", b"&AA-", b"&////-", "Entwürfe".encode(), b"\xff\xfe"])
def test_a_damaged_name_is_still_a_name(raw):
    assert decoded(raw)


@pytest.mark.parametrize(
    ("item", "name", "flag"),
    [
        (b'(\\HasNoChildren \\Sent) "/" "Sent Items"', "Sent Items", "\\sent"),
        (b"(\\HasNoChildren) NIL INBOX", "INBOX", "\\hasnochildren"),
        (b'() "." "a\\\\b \\"c\\""', 'a\\b "c"', ""),
        ((b'(\\All) "/" {5}', b'a "b"'), 'a "b"', "\\all"),
    ],
)
def test_answers_to_list(item, name, flag):
    folder = parsed(item)
    assert folder.name == name
    assert not flag or flag in folder.flags


def test_one_folder_of_all_mail_is_enough(own_server, imap):
    own_server.deliver("INBOX", letter())
    own_server.deliver("[Gmail]/All Mail", letter())
    own_server.boxes["[Gmail]/All Mail"].flags = "\\All"
    assert next(imap(own_server).notes()) == "reads [Gmail]/All Mail"
    assert len(list(imap(own_server).interactions())) == 1


def test_spam_trash_and_drafts_are_left_out_by_use_and_by_name(own_server, imap):
    for name, flags in (
        ("Odd", "\\Junk"),
        ("Even", "\\Trash"),
        ("Papierkorb", ""),
        ("Work.Drafts", ""),
        ("Work", ""),
    ):
        own_server.deliver(name, letter())
        own_server.boxes[name].flags = flags
    assert next(imap(own_server).notes()) == "reads INBOX, Sent, Work"


def test_a_broken_message_is_told_with_its_folder_until_it_is_gone(account, imap):
    account.deliver("INBOX", letter())
    uid = account.deliver("INBOX", letter(""))
    for records in (imap(account).interactions(), imap(account).changes(None)):
        (broken,) = (one for one in records if isinstance(one, Unreadable))
        assert (broken.reason, broken.file) == ("it names no sender", "INBOX")
    mirror = Mirror().take(imap(account).changes(None))
    account.expunge("INBOX", uid)
    mirror.take(imap(account).changes(mirror.state))
    assert [type(one) for one in mirror.all] == [ContactDays]


def test_a_name_with_quotes_comes_as_a_literal(own_server, imap):
    own_server.deliver('the "others"', letter())
    (one,) = imap(own_server, folders=('the "others"',)).interactions()
    assert one.who[0].value == "ann@mail.example"
