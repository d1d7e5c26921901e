"""Mail for Reconnect: who wrote to whom and when, from headers alone; no body is ever read.

Importing this package opens nothing; each kind is imported when the host asks for it. The kind ``imap``
registers by itself, in ``reconnect_mail.imap``, so that mail in files loads no network code.
"""

from collections.abc import Iterable

from reconnect_core import Journal, hookimpl


@hookimpl
def reconnect_journals() -> Iterable[type[Journal]]:
    """Offer the kinds ``mbox`` (files) and ``maildir`` (folders)."""
    from .maildir import MaildirJournal
    from .mbox import MboxJournal

    return [MboxJournal, MaildirJournal]
