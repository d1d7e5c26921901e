"""CSV for Reconnect: address books exported by any product, and logs of contact made.

Importing this package reads no file and no table; each kind is imported when the host asks for it.
"""

from collections.abc import Iterable

from reconnect_core import AddressBook, Journal, hookimpl


@hookimpl
def reconnect_addressbooks() -> Iterable[type[AddressBook]]:
    """Offer the kind ``csv``: contacts from an export."""
    from .book import CsvBook

    return [CsvBook]


@hookimpl
def reconnect_journals() -> Iterable[type[Journal]]:
    """Offer the kind ``csv-log``: contact made and gifts received, line by line."""
    from .log import CsvLog

    return [CsvLog]
