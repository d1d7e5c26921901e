"""Histories that people can export themselves: calls and messages of a phone, WhatsApp, LinkedIn.

Importing this package opens nothing; each kind is imported when the host asks for it.
"""

from collections.abc import Iterable

from reconnect_core import Journal, hookimpl


@hookimpl
def reconnect_journals() -> Iterable[type[Journal]]:
    """Offer the kinds ``sms-backup``, ``whatsapp`` and ``linkedin-messages``."""
    from .linkedin import LinkedinMessages
    from .sms_backup import SmsBackup
    from .whatsapp import Whatsapp

    return [SmsBackup, Whatsapp, LinkedinMessages]
