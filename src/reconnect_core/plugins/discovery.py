"""Which plugins are installed, told without importing any of them."""

import contextlib
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ..model.value import value

GROUP = "reconnect"
_BROUGHT_BY = {
    "birthdays": "reconnect-birthdays",
    "caldav": "reconnect-carddav[dav]",
    "carddav": "reconnect-carddav[dav]",
    "csv": "reconnect-csv",
    "csv-log": "reconnect-csv",
    "google": "reconnect-google",
    "ics": "reconnect-carddav",
    "imap": "reconnect-mail",
    "linkedin-messages": "reconnect-histories",
    "maildir": "reconnect-mail",
    "mbox": "reconnect-mail",
    "sms-backup": "reconnect-histories",
    "vcard": "reconnect-carddav",
    "whatsapp": "reconnect-histories",
}
"""Where a kind of ours comes from, for the hint alone: nobody is told to install what may be anybody's."""
CONTRACTS = "reconnect.contract"
"""Where a plugin names the module with its contract, for ``reconnect plugins --check``."""


@value
class Installed:
    """One entry point: the word the config uses, what it loads, and the distribution it came with."""

    name: str
    value: str
    distribution: str
    version: str
    rivals: tuple[str, ...] = ()
    """Other distributions that bring something of the same name: nobody can say which is meant."""


def installed(path: Sequence[str] | None = None, group: str = GROUP) -> tuple[Installed, ...]:
    """Every entry point of the group, sorted by name, without importing any plugin.

    The folders of ``sys.path`` are scanned directly: ``importlib.metadata`` reads far more, at every start.
    """
    found: dict[str, Installed] = {}
    for folder in sys.path if path is None else path:
        for info, text in _entry_points(folder or "."):
            distribution, _, version = info.rpartition(".")[0].partition("-")
            for name, loads in dict(_section(text, group)).items():
                entry = Installed(
                    name=name,
                    value=loads,
                    distribution=distribution.replace("_", "-"),
                    version=version,
                )
                first = found.setdefault(name, entry)
                if first.distribution.lower() != entry.distribution.lower():
                    found[name] = replace(first, rivals=(*first.rivals, entry.distribution))
    return tuple(found[name] for name in sorted(found))


def _entry_points(folder: str) -> Iterator[tuple[str, str]]:
    """The name of each ``*.dist-info`` or ``*.egg-info`` in the folder, and its entry points as text."""
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208 -- no Path made for each of the many
    except OSError:
        return
    for name in names:
        if name.endswith(("dist-info", "egg-info")):
            with contextlib.suppress(OSError), open(f"{folder}/{name}/entry_points.txt", "rb") as file:  # noqa: PTH123
                yield name, file.read().decode("utf-8", "replace")


def _section(text: str, group: str) -> Iterator[tuple[str, str]]:
    """Name and object of every entry in this section of an ``entry_points.txt``."""
    inside = False
    for line in map(str.strip, text.splitlines()):
        if line.startswith("["):
            inside = line.strip("[]").strip() == group
        elif inside and "=" in line and not line.startswith(("#", ";")):
            name, _, loads = line.partition("=")
            yield name.strip(), loads.strip()


def ambiguous(entry: Installed) -> str:
    """The sentence for a name that several distributions bring, or an empty text."""
    if not entry.rivals:
        return ""
    owners = " and ".join(dict.fromkeys((entry.distribution, *entry.rivals)))
    return f'"{entry.name}" is brought by {owners}; uninstall all but one'


def not_installed(name: str, entries: Mapping[str, Installed]) -> str:
    """The sentence for a name that no plugin here brings: what to install, the nearest one, or all of them."""
    import difflib

    if name in _BROUGHT_BY:
        return f'no installed plugin brings "{name}"; run: pip install "{_BROUGHT_BY[name]}"'
    near = difflib.get_close_matches(name, sorted({*entries, *_BROUGHT_BY}), n=1, cutoff=0.5)
    if not near:
        known = ", ".join(sorted(entries)) or "none"
        return f'no installed plugin brings "{name}"; installed are: {known}'
    bring = "" if near[0] in entries else f' (run: pip install "{_BROUGHT_BY[near[0]]}")'
    return f'no installed plugin brings "{name}"; did you mean "{near[0]}"?{bring}'
