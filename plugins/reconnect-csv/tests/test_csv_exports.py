"""A hundred exports of as many products and languages: what they say is found, in whatever order their columns stand."""

import csv
import io
import random
import re
from pathlib import Path

import pytest

from reconnect_csv.headers import languages

FILE = Path(__file__).with_name("exports.txt")


def exports():
    for block in FILE.read_text(encoding="utf-8").split("\n\n")[1:]:
        told, header, row = block.strip("\n").split("\n")
        title, encoding, name, emails, phones, birthday, organisation = (
            part.strip() for part in told.strip("[]").split(" | ")
        )
        facts = name, set(emails.split()), set(filter(None, phones.split(", "))), birthday, organisation
        yield pytest.param(header, row, encoding, facts, id=title)


EXPORTS = list(exports())


def told_by(contact):
    phones = {phone.raw for phone in contact.phones}
    return contact.name, set(contact.emails), phones, str(contact.birthday or ""), contact.organisation


@pytest.mark.parametrize(("header", "row", "encoding", "facts"), EXPORTS)
def test_an_export_is_read_whole(people, header, row, encoding, facts):
    (contact,) = people(f"{header}\n{row}\n", encoding=encoding)
    assert told_by(contact) == facts


@pytest.mark.parametrize(("header", "row", "encoding", "facts"), EXPORTS)
def test_the_order_of_columns_does_not_matter(people, header, row, encoding, facts):
    delimiter = max(",;\t", key=header.count)
    columns = list(zip(*csv.reader([header, row], delimiter=delimiter), strict=False))
    random.Random(header).shuffle(columns)
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(zip(*columns, strict=True))
    (contact,) = people(text.getvalue(), encoding=encoding)
    assert told_by(contact) == facts


def test_the_page_names_every_language_that_is_known():
    page = Path(__file__).parents[3] / "docs" / "files.md"
    listed = page.read_text(encoding="utf-8").partition("in these languages:")[2].partition("| what")[0]
    assert set(re.findall(r"`(\w+)`", listed)) == set(languages())
