"""Mail on IMAP servers: one connection, read-only, headers by name, and what was read remembered by UID."""

from collections.abc import Iterable

from reconnect_core import Journal, hookimpl


@hookimpl
def reconnect_journals() -> Iterable[type[Journal]]:
    """Offer the kind ``imap``."""
    from .journal import ImapJournal

    return [ImapJournal]
