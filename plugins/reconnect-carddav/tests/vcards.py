"""Cards written into a test, and what is read from them."""

from reconnect_carddav.vcard import read
from reconnect_core import Contact


def records(data):
    return list(read(data, book="b", file="f.vcf"))


def names(data):
    return [record.name if isinstance(record, Contact) else record.reason for record in records(data)]


def card(*lines, version="3.0"):
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""]).encode()


def said(*lines, version="3.0"):
    (found,) = records(card(*lines, version=version))
    assert isinstance(found, Contact), found
    return found


GOOD = card("FN:Good")


def one(text, encoding="utf-8"):
    data = text if isinstance(text, bytes) else text.strip("\n").replace("\n", "\r\n").encode(encoding)
    (found,) = read(data, book="b")
    assert isinstance(found, Contact), found
    return found


def facts(contact):
    return {
        "name": contact.name,
        "emails": contact.emails,
        "phones": tuple(phone.raw for phone in contact.phones),
        "birthday": str(contact.birthday or ""),
        "organisation": contact.organisation,
        "labels": contact.labels,
    }


def expect(contact, **told):
    empty = {"emails": (), "phones": (), "birthday": "", "organisation": "", "labels": ()}
    assert facts(contact) == {**empty, **told}, facts(contact)
