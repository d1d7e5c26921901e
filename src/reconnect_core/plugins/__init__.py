"""Plugins: found without importing, loaded by name, and a fault kept in its own bed.

An entry point's name in the group ``reconnect`` is the word that the config uses: a store's ``kind`` or a name
in ``[plugins] also``. Installed is not enabled: a module is imported only when the config names it.
"""

from .discovery import CONTRACTS, Installed, installed
from .isolation import Overdue, Running, fault, within
from .registry import Plugins

__all__ = ["CONTRACTS", "Installed", "Overdue", "Plugins", "Running", "fault", "installed", "within"]
