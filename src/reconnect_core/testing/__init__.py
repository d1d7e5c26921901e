"""What authors of plugins test with: reference stores in memory, and (soon) the contract kit.

Nothing in here is needed at run time; pytest is imported only by the kit's modules.
"""

from .memory import MemoryBook, MemoryCalendar, MemoryJournal, opening

__all__ = ["MemoryBook", "MemoryCalendar", "MemoryJournal", "opening"]
