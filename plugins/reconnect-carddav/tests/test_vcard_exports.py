"""Thirty cards of as many products: what they say is found, in whatever order their lines stand."""

import random
import re
from pathlib import Path

import pytest

from reconnect_carddav.vcard import read

FILE = Path(__file__).with_name("cards.txt")


def cards():
    for block in FILE.read_text(encoding="utf-8").split("\n\n")[1:]:
        told, *lines = block.strip("\n").split("\n")
        product, version, charset, name, emails, phones, birthday, organisation, labels = (
            part.strip() for part in told.strip("[]").split(" | ")
        )
        listed = [set(filter(None, text.split(", "))) for text in (phones, labels)]
        facts = name, set(emails.split()), listed[0], birthday, organisation, listed[1]
        # A lone ~ stands for an empty line, which old products write after a picture.
        lines = ["" if line == "~" else line for line in lines]
        yield pytest.param(version, charset, lines, facts, id=product)


CARDS = list(cards())


def told_by(version, charset, lines):
    text = "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])
    (contact,) = read(text.encode(charset), book="b")
    phones = {phone.raw for phone in contact.phones}
    birthday = str(contact.birthday or "")
    return contact.name, set(contact.emails), phones, birthday, contact.organisation, set(contact.labels)


@pytest.mark.parametrize(("version", "charset", "lines", "facts"), CARDS)
def test_a_card_is_read_whole(version, charset, lines, facts):
    assert told_by(version, charset, lines) == facts


@pytest.mark.parametrize(("version", "charset", "lines", "facts"), CARDS)
def test_the_order_of_properties_does_not_matter(version, charset, lines, facts):
    whole = re.split(r"\r\n(?=\S)", "\r\n".join(lines))
    if any("QUOTED-PRINTABLE" in line and line.endswith("=") for line in whole):
        whole = re.split(r"(?<!=)\r\n(?=\S)", "\r\n".join(lines))
    random.Random(facts[0]).shuffle(whole)
    assert told_by(version, charset, whole) == facts
