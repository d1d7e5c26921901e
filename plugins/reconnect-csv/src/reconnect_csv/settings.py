"""What the config may say of one file, checked before anything is read."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from reconnect_core import Unusable

ORDERS = ("dmy", "mdy", "ymd")
NUMBER = "0123456789_"
"""What may stand after a field of an address book: ``email_2``."""
BOOK_FIELDS: Mapping[str, str] = {
    "name": "full",
    "given": "given",
    "additional": "additional",
    "family": "family",
    "prefix": "prefix",
    "suffix": "suffix",
    "nickname": "nickname",
    "email": "email",
    "phone": "phone",
    "mobile": "phone.mobile",
    "organisation": "org",
    "title": "job",
    "birthday": "birthday",
    "labels": "label",
    "note": "note",
    "url": "url",
    "starred": "starred",
    "deceased": "deceased",
    "uid": "uid",
    "street": "street",
    "locality": "city",
    "region": "region",
    "postcode": "postcode",
    "country": "country",
    "address": "address",
    "anniversary": "event.anniversary",
    "referred_by": "relation.referredBy",
    "spouse": "relation.spouse",
}
"""What a user may name under ``columns`` of an address book, and the role it stands for."""
LOG_FIELDS = tuple(
    "when time who name email phone channel direction hours minutes seconds note gift group glad"
    " call duration duration_seconds outcome cancelled done from to".split(" ")
)
"""What a user may name under ``columns`` of a log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvSettings:
    """The config keys of ``kind = "csv"``; only ``path`` is needed."""

    path: str
    columns: Mapping[str, str] = field(default_factory=dict)
    """Our field = the header in the file, or the number of the column where there is no header line."""
    encoding: str = ""
    delimiter: str = ""
    date_order: str = ""
    """How the file writes 1/2/2000: dmy, mdy or ymd."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvLogSettings(CsvSettings):
    """The config keys of ``kind = "csv-log"``; only ``path`` is needed."""


def check(settings: CsvSettings, store: str, fields: Collection[str], number: str) -> None:
    """Raises Unusable for a column that is none of ``fields``, an unknown order, or a delimiter of two signs.

    ``number`` holds the signs that may stand after a field, as in ``email_2``.
    """
    for name in settings.columns:
        if name.rstrip(number) not in fields:
            from difflib import get_close_matches

            near = get_close_matches(name, fields, n=1, cutoff=0.5)
            hint = f'did you mean "{near[0]}"?' if near else f"Known are {', '.join(fields)}."
            raise Unusable(f'{store}: columns: there is no field "{name}".', next_step=hint)
    if settings.date_order not in ("", *ORDERS):
        raise Unusable(f"{store}: date_order must be dmy, mdy or ymd.")
    if settings.delimiter and len(settings.delimiter) != 1:
        raise Unusable(f"{store}: delimiter must be one character.", next_step='For a tab write "\\t".')
