"""Many records in few requests; one that breaks an answer is found by halving and costs only itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reconnect_core import Unavailable, Unusable

from .multistatus import MARK, Found, Multistatus, parsed
from .reports import ETAG, multiget
from .transport import Answer, TooLarge, Transport, expect

BATCH = 500
"""Records in one request: measured on six servers, no larger batch is faster on all of them."""
HOPELESS = 10
"""So many records in a row failing alone mean that the server fails, not the records."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """One record: its data, or why there is none; ``gone`` when it is not there any more."""

    path: str
    etag: str = ""
    data: str = ""
    why: str = ""
    gone: bool = False


class _Broken(Exception):
    """A batch cannot be answered as a whole."""


def fetched(transport: Transport, url: str, paths: Sequence[str], tag: str) -> Iterator[Fetched]:
    """Each of these records once, lazily and in order, in batches of BATCH.

    Raises what the transport raises, and Unavailable when record after record fails.
    """
    todo = [tuple(paths[at : at + BATCH]) for at in range(0, len(paths), BATCH)][::-1]
    failures = 0
    while todo:
        batch = todo.pop()
        try:
            found = _batch(transport, url, batch, tag)
        except _Broken as broken:
            if len(batch) > 1:
                half = len(batch) // 2
                todo += [batch[half:], batch[:half]]
                continue
            failures += 1
            if failures >= HOPELESS:
                raise Unavailable(
                    f"{transport.name}: the server fails on record after record.", next_step="Try again later."
                ) from None
            yield Fetched(path=batch[0], why=str(broken))
        else:
            failures = 0
            yield from found


def _batch(transport: Transport, url: str, paths: Sequence[str], tag: str) -> list[Fetched]:
    try:
        answer = multiget(transport, url, paths, tag)
    except TooLarge:
        raise _Broken("it is too large") from None
    found = {entry.path: entry for entry in _read(transport, answer).found}
    return [_record(path, found.get(path), tag) for path in paths]


def _read(transport: Transport, answer: Answer) -> Multistatus:
    if answer.status >= 500 or answer.status in (400, 409, 413, 414, 422):
        raise _Broken(f"the server fails on it (status {answer.status})")
    expect(transport.name, answer, 207)
    try:
        return parsed(transport.name, answer.body)
    except (Unavailable, Unusable):
        raise _Broken("it breaks the server's answer") from None


def _record(path: str, entry: Found | None, tag: str) -> Fetched:
    if entry is None or entry.status in (404, 410):
        return Fetched(path=path, gone=True)
    data = entry.data(tag)
    if MARK in data:
        why = "it holds a character that XML cannot carry"
    elif entry.status >= 400 or not data.strip():
        why = f"the server does not give it out (status {entry.status})"
    else:
        return Fetched(path=path, etag=entry.text(ETAG), data=data)
    return Fetched(path=path, etag=entry.text(ETAG), why=why)
