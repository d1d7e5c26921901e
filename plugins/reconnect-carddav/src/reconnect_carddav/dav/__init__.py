"""CardDAV and CalDAV, once: one signed-in, counted, careful connection, and what is read and written over it.

In the order of use: ``access`` (signing in) and ``trust`` (where to), ``transport`` (one request),
``multistatus`` and ``reports`` (WebDAV's XML), ``discovery`` and ``presets`` (which collections there are),
``memory`` (what is kept between runs), ``sync`` and ``fetch`` (what changed, and its data), ``events``,
``free_busy`` and ``reminders`` (calendars), ``server`` (all of it for one store), ``link`` (a secret link).
Every import of the HTTP library waits until something is sent.
"""

from .link import fetch_ics

__all__ = ["fetch_ics"]
