"""The kinds that talk to a server: ``carddav`` and ``caldav``."""

from collections.abc import Iterable

from reconnect_core import AddressBook, Calendar, hookimpl


@hookimpl
def reconnect_addressbooks() -> Iterable[type[AddressBook]]:
    """Offer the kind ``carddav``."""
    from .carddav_book import CarddavBook

    return [CarddavBook]


@hookimpl
def reconnect_calendars() -> Iterable[type[Calendar]]:
    """Offer the kind ``caldav``."""
    from .caldav_calendar import CaldavCalendar

    return [CaldavCalendar]
