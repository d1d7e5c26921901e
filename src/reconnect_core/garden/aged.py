"""Which address books are old exports: whatever they say, a newer book knows better."""

from datetime import UTC, datetime, timedelta

from ..config import Config

OLD = timedelta(days=730)
"""A file that nobody has written for so long is an old export, whether the config says so or not."""


def old_books(config: Config | None, now: datetime) -> frozenset[str]:
    """The address books with ``archive = true`` or an old file, by name; a folder or server is never old."""
    if config is None:
        return frozenset()
    files = {
        store.name: config.base.joinpath(str(store.keys["path"])).expanduser()
        for store in config.stores
        if store.section == "addressbook" and "path" in store.keys
    }
    aged = {
        name
        for name, path in files.items()
        if path.is_file() and now - datetime.fromtimestamp(path.stat().st_mtime, UTC) > OLD
    }
    return frozenset(aged.union(store.name for store in config.stores if store.archive))
