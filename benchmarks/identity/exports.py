"""A labelled book written as CSV exports, so that fusing can be timed beside reading."""

import csv
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from reconnect_core import Contact

HEADER = (
    "First Name,Middle Name,Last Name,Name Suffix,Organization Name,Organization Title,Birthday,Labels,"
    "E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,E-mail 3 - Label,E-mail 3 - Value,"
    "Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,Phone 3 - Label,Phone 3 - Value,"
    "Address 1 - Street,Address 1 - City,Address 1 - Postal Code,Address 1 - Country,Website 1 - Value"
).split(",")


def write(contacts: Iterable[Contact], folder: Path) -> list[Path]:
    """One file in Google's columns for each store."""
    stores = defaultdict(list)
    for contact in contacts:
        stores[contact.ref.book].append(_row(contact))
    for store, rows in stores.items():
        with (folder / f"{store}.csv").open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([HEADER, *rows])
    return sorted(folder.glob("*.csv"))


def _row(contact: Contact) -> list[str]:
    mails = [part for mail in (*contact.emails, "", "", "")[:3] for part in ("Home", mail)]
    reach = [(next(iter(p.labels), "mobile").title(), p.raw) for p in contact.phones]
    numbers = [part for pair in [*reach, ("", ""), ("", ""), ("", "")][:3] for part in pair]
    home = contact.addresses[0] if contact.addresses else None
    place = [home.street, home.locality, home.postcode, home.country] if home else [""] * 4
    name = [contact.given or contact.name, contact.additional, contact.family, contact.suffix]
    job = [contact.organisation, contact.title, str(contact.birthday or ""), ""]
    return [*name, *job, *mails, *numbers, *place, *(contact.urls[:1] or ("",))]
