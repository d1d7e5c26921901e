"""Google Contacts as an address book and Google Calendar as a calendar: kind ``google`` for Reconnect.

Importing this package loads no Google module; they are imported when a store first has something to ask.
"""

from collections.abc import Iterable

from reconnect_core import AddressBook, Calendar, hookimpl


@hookimpl
def reconnect_addressbooks() -> Iterable[type[AddressBook]]:
    """Offer the kind ``google``: the People API."""
    from .contacts import GoogleContacts

    return [GoogleContacts]


@hookimpl
def reconnect_calendars() -> Iterable[type[Calendar]]:
    """Offer the kind ``google``: the Calendar API."""
    from .calendar import GoogleCalendar

    return [GoogleCalendar]
