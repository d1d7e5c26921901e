"""vCard and iCalendar, as files and on servers: two address books and two calendars for Reconnect.

Importing this package loads no protocol library; each kind is imported when the host asks for it.
"""

from collections.abc import Iterable

from reconnect_core import AddressBook, Calendar, hookimpl


@hookimpl
def reconnect_addressbooks() -> Iterable[type[AddressBook]]:
    """Offer the kinds ``vcard`` (files) and ``carddav`` (a server)."""
    from .carddav_book import CarddavBook
    from .vcard_files import VcardFolder

    return [VcardFolder, CarddavBook]


@hookimpl
def reconnect_calendars() -> Iterable[type[Calendar]]:
    """Offer the kinds ``ics`` (a local file) and ``caldav`` (a server)."""
    from .caldav_calendar import CaldavCalendar
    from .ics_file import IcsFile

    return [IcsFile, CaldavCalendar]
