"""What authors of plugins test with: the contract kit, reference stores in memory, samples, a fault server.

Nothing in here is needed at run time. Each name is loaded when it is first asked for, so that the pytest
plugin of this package costs nobody anything who does not use it.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .backends import Backend, FileBackend, NotGiven
    from .books import AddressBookContract
    from .calendars import CalendarContract
    from .fault_server import FaultServer
    from .journals import JournalContract
    from .memory import MemoryBook, MemoryCalendar, MemoryJournal, NoSettings, opening
    from .mirror import Mirror
    from .samples import Appointment

_HOME = {
    "backends": "Backend FileBackend NotGiven",
    "books": "AddressBookContract",
    "calendars": "CalendarContract",
    "fault_server": "FaultServer",
    "journals": "JournalContract",
    "memory": "MemoryBook MemoryCalendar MemoryJournal NoSettings opening",
    "mirror": "Mirror",
    "samples": "Appointment",
}
_WHERE = {name: module for module, names in _HOME.items() for name in names.split()}

__all__ = [
    "AddressBookContract",
    "Appointment",
    "Backend",
    "CalendarContract",
    "FaultServer",
    "FileBackend",
    "JournalContract",
    "MemoryBook",
    "MemoryCalendar",
    "MemoryJournal",
    "Mirror",
    "NoSettings",
    "NotGiven",
    "opening",
]


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{_WHERE[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return list(__all__)
