"""Reconnect: whom to reconnect with this week, from the contact stores people already have.

The public names of the library, and nothing else; each is loaded when it is first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .errors import (
        AuthError,
        ConfigError,
        LedgerError,
        Locked,
        PluginError,
        ReconnectError,
        Refused,
        StoppedForSafety,
        StoreError,
        Unavailable,
        Unusable,
    )
    from .files import FileSettings, read_lines
    from .garden import Garden
    from .hookspecs import hookimpl
    from .languages import tone_problems
    from .ledger import Ledger, MemoryLedger
    from .model import (
        Attendee,
        Busy,
        Candidate,
        Card,
        CardKind,
        Channel,
        Contact,
        ContactDays,
        ContactKind,
        ContactRef,
        DatedEvent,
        Direction,
        Entry,
        EntryStatus,
        Fault,
        GardenSettings,
        Gift,
        GiftKind,
        Gone,
        Handle,
        HandleKind,
        Held,
        Interaction,
        Lane,
        Outcome,
        OutcomeKind,
        Part,
        PartialDate,
        Person,
        Phone,
        Pick,
        Plan,
        PostalAddress,
        Receipt,
        ReceiptStatus,
        Relation,
        Reminder,
        Report,
        Rhythm,
        Score,
        ScoringSettings,
        SourceRef,
        Unreadable,
        Weed,
        When,
        Window,
        Wish,
        WishKind,
        Wording,
        pack_days,
        unpack_days,
    )
    from .pipeline.ranking import rank, rank_dormant
    from .plain import from_plain, to_plain
    from .stores import (
        AddressBook,
        Calendar,
        Complete,
        Journal,
        MemoryVault,
        Opening,
        Removed,
        Secret,
        State,
        Unchanged,
        Vault,
    )

__version__ = "0.1.0"

_HOME = {
    "errors": "AuthError ConfigError LedgerError Locked PluginError ReconnectError Refused StoppedForSafety StoreError Unavailable Unusable",
    "files": "FileSettings read_lines",
    "garden": "Garden",
    "hookspecs": "hookimpl",
    "languages": "tone_problems",
    "ledger": "Ledger MemoryLedger",
    "model": "Attendee Busy Candidate Card CardKind Channel Contact ContactDays ContactKind ContactRef DatedEvent Direction Entry EntryStatus Fault GardenSettings Gift GiftKind Gone Handle HandleKind Held Interaction Lane Outcome OutcomeKind Part PartialDate Person Phone Pick Plan PostalAddress Receipt ReceiptStatus Relation Reminder Report Rhythm Score ScoringSettings SourceRef Unreadable Weed When Window Wish WishKind Wording pack_days unpack_days",
    "pipeline.ranking": "rank rank_dormant",
    "plain": "from_plain to_plain",
    "stores": "AddressBook Calendar Complete Journal MemoryVault Opening Removed Secret State Unchanged Vault",
}
_WHERE = {name: module for module, names in _HOME.items() for name in names.split()}

__all__ = [
    "AddressBook",
    "Attendee",
    "AuthError",
    "Busy",
    "Calendar",
    "Candidate",
    "Card",
    "CardKind",
    "Channel",
    "Complete",
    "ConfigError",
    "Contact",
    "ContactDays",
    "ContactKind",
    "ContactRef",
    "DatedEvent",
    "Direction",
    "Entry",
    "EntryStatus",
    "Fault",
    "FileSettings",
    "Garden",
    "GardenSettings",
    "Gift",
    "GiftKind",
    "Gone",
    "Handle",
    "HandleKind",
    "Held",
    "Interaction",
    "Journal",
    "Lane",
    "Ledger",
    "LedgerError",
    "Locked",
    "MemoryLedger",
    "MemoryVault",
    "Opening",
    "Outcome",
    "OutcomeKind",
    "Part",
    "PartialDate",
    "Person",
    "Phone",
    "Pick",
    "Plan",
    "PluginError",
    "PostalAddress",
    "Receipt",
    "ReceiptStatus",
    "ReconnectError",
    "Refused",
    "Relation",
    "Reminder",
    "Removed",
    "Report",
    "Rhythm",
    "Score",
    "ScoringSettings",
    "Secret",
    "SourceRef",
    "State",
    "StoppedForSafety",
    "StoreError",
    "Unavailable",
    "Unchanged",
    "Unreadable",
    "Unusable",
    "Vault",
    "Weed",
    "When",
    "Window",
    "Wish",
    "WishKind",
    "Wording",
    "from_plain",
    "hookimpl",
    "pack_days",
    "rank",
    "rank_dormant",
    "read_lines",
    "to_plain",
    "tone_problems",
    "unpack_days",
]


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{_WHERE[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
