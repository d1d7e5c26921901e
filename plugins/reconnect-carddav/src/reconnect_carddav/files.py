"""The kinds that read files on this machine: ``vcard`` and ``ics``."""

from collections.abc import Iterable

from reconnect_core import AddressBook, Calendar, hookimpl


@hookimpl
def reconnect_addressbooks() -> Iterable[type[AddressBook]]:
    """Offer the kind ``vcard``: one file, or a folder of them."""
    from .vcard_files import VcardFolder

    return [VcardFolder]


@hookimpl
def reconnect_calendars() -> Iterable[type[Calendar]]:
    """Offer the kind ``ics``: a local file, or a secret address that is only read."""
    from .ics_file import IcsFile

    return [IcsFile]
