"""Both kinds keep the contract."""

import csv
import io

import pytest

from reconnect_core import Gift
from reconnect_core.testing import AddressBookContract, FileBackend, JournalContract
from reconnect_csv.book import CsvBook
from reconnect_csv.log import CsvLog


def table(header, rows):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([header, *rows])
    return out.getvalue()


def google(people):
    """As Google exports contacts."""
    header = ["First Name", "Last Name", "Notes", "Labels", "E-mail 1 - Label", "E-mail 1 - Value"]
    header += ["E-mail 2 - Label", "E-mail 2 - Value", "Phone 1 - Label", "Phone 1 - Value"]
    header += ["Phone 2 - Label", "Phone 2 - Value"]
    rows = []
    for one in people:
        emails = [*one.emails, "", ""][:2]
        phones = [*(phone.raw for phone in one.phones), "", ""][:2]
        labels = " ::: ".join(one.labels)
        rows.append(
            [
                one.given,
                one.family,
                one.note,
                labels,
                "",
                emails[0],
                "",
                emails[1],
                "",
                phones[0],
                "",
                phones[1],
            ]
        )
    return table(header, rows)


def log(records):
    header = ["when", "who", "channel", "direction", "gift", "note"]
    rows = []
    for one in records:
        who = "; ".join(handle.value for handle in one.who)
        if isinstance(one, Gift):
            rows.append([one.day.isoformat(), who, "", "", one.kind.value, one.note])
        else:
            channel = one.channel.value if one.channel else ""
            rows.append([one.moment.isoformat(), who, channel, one.direction.value, "", one.note])
    return table(header, rows)


class TestCsv(AddressBookContract):
    @pytest.fixture
    def backend(self, tmp_path):
        junk = "Grace,Hopper,a note, with a comma,Friends,,grace@mail.example,,,,,,,x\r\n"
        return FileBackend(CsvBook, tmp_path / "contacts.csv", google, junk=junk)


class TestCsvLog(JournalContract):
    @pytest.fixture
    def backend(self, tmp_path):
        return FileBackend(
            CsvLog, tmp_path / "log.csv", log, junk="some day,person9@mail.example,phone,out,,\r\n"
        )
