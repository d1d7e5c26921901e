"""The same people as three products export them."""

import csv
import io
from collections.abc import Iterable, Sequence
from random import Random

from .people import Human

GOOGLE = [
    "First Name",
    "Middle Name",
    "Last Name",
    "Nickname",
    "Organization Name",
    "Organization Title",
    "Birthday",
    "Notes",
    "Labels",
    "E-mail 1 - Label",
    "E-mail 1 - Value",
    "Phone 1 - Label",
    "Phone 1 - Value",
    "Address 1 - Label",
    "Address 1 - Street",
    "Address 1 - City",
    "Address 1 - Postal Code",
    "Address 1 - Country",
]
LINKEDIN = ("First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On")
PREAMBLE = (
    "Notes:\r\n"
    '"When exporting your connection data, you may notice that some of the email addresses are missing."\r\n'
    "\r\n"
)
OUTLOOK = (
    "Vorname",
    "Nachname",
    "Firma",
    "Position",
    "E-Mail-Adresse",
    "Mobiltelefon",
    "Telefon geschäftlich",
    "Straße privat",
    "Ort privat",
    "Postleitzahl privat",
    "Land/Region privat",
    "Geburtstag",
    "Kategorien",
    "Notizen",
)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def google(cast: Sequence[Human], chance: Random) -> str:
    """A Google Contacts export of 2024 and later."""
    rows = []
    for human in _in("google", cast, chance):
        labels = " ::: ".join((*human.labels, "* myContacts"))
        place = ("Home", human.street, human.town[1], human.town[0], "Germany") if human.street else ("",) * 5
        phone = ("Mobile", human.phone) if human.phone else ("", "")
        rows.append(
            (
                *(
                    human.given,
                    "",
                    human.family,
                    "",
                    human.company,
                    human.title,
                    human.birthday,
                    human.note,
                    labels,
                ),
                *("* Home", human.email, *phone, *place),
            )
        )
    return _table(GOOGLE, rows, ",")


def linkedin(cast: Sequence[Human], chance: Random) -> str:
    """LinkedIn's Connections.csv with its preamble; most addresses are missing, as in life."""
    rows = []
    for human in _in("linkedin", cast, chance):
        slug = f"{human.given}-{human.family}".lower()
        shown = human.email if human.role or chance.random() < 0.15 else ""
        day = f"{chance.randint(1, 28):02d} {chance.choice(MONTHS)} {chance.randint(2014, 2025)}"
        url = f"https://www.linkedin.com/in/{slug}"
        rows.append((human.given, human.family, url, shown, human.company, human.title, day))
    return PREAMBLE + _table(LINKEDIN, rows, ",")


def outlook(cast: Sequence[Human], chance: Random) -> str:
    """A German Outlook export: semicolons, birthdays as D.M.YYYY, numbers without the country."""
    rows = []
    for human in _in("outlook", cast, chance):
        phone = "0" + human.phone.removeprefix("+49 ") if human.phone else ""
        place = (human.street, human.town[1], human.town[0], "Deutschland") if human.street else ("",) * 4
        birthday = ".".join(reversed(human.birthday.split("-"))) if human.birthday else "0.0.00"
        labels = ";".join(human.labels)
        rows.append(
            (
                *(human.given, human.family, human.company, human.title, human.email, phone, "", *place),
                *(birthday, labels, human.note),
            )
        )
    return _table(OUTLOOK, rows, ";")


def _in(book: str, cast: Sequence[Human], chance: Random) -> list[Human]:
    found = [human for human in cast if book in human.books]
    chance.shuffle(found)
    return found


def _table(header: Sequence[str], rows: Iterable[Sequence[str]], delimiter: str) -> str:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()
