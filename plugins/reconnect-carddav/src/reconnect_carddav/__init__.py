"""vCard and iCalendar, as files and on servers: two address books and two calendars for Reconnect.

``files`` and ``servers`` are what the host loads, each only for a config that names one of its kinds; importing
this package loads neither.
"""
