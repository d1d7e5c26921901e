"""The public API as text, one line a signature: ``python -m tests.api.signatures`` rewrites public.lock.

It refuses to do so while CHANGELOG.md still reads as it did when the lock was last written: whoever changes what
others build on says so there.
"""

import hashlib
import inspect
import re
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from pathlib import Path
from types import ModuleType
from typing import Any

import reconnect_core
import reconnect_core.testing
from reconnect_core import hookspecs

LOCK = Path(__file__).with_name("public.lock")
CHANGELOG = Path(__file__).parents[2] / "CHANGELOG.md"
_HEAD = "changelog "
_WHERE = re.compile(
    r"\b(?:collections\.abc|reconnect_core\.(?:model\.\w+|stores)|(?<=\W)[a-z_]+(?:\._[a-z_]+)*(?=\.[A-Z]\w*[ ,)\]|\[]))\."
)
"""The module an annotation's class stands in: where it lives is nobody's business but ours."""


def lines() -> list[str]:
    """Every public name with its signature, and each field, member and method below its class."""
    found = list(_names(reconnect_core)) + list(_names(reconnect_core.testing))
    for name, hook in vars(hookspecs).items():
        if name.startswith("reconnect_"):
            found.append(f"hook {name}{inspect.signature(hook)}")
    return [_WHERE.sub("", line) for line in found]


def render(changelog: str) -> str:
    """The text of the lock, headed by the digest of the changelog it was written with."""
    return "\n".join([_HEAD + digest(changelog), *lines()]) + "\n"


def digest(changelog: str) -> str:
    """A short digest of the changelog's text."""
    return hashlib.sha256(changelog.encode()).hexdigest()[:16]


def locked(text: str) -> tuple[str, list[str]]:
    """The digest and the signatures that a lock's text holds."""
    head, *rest = text.splitlines()
    return head.removeprefix(_HEAD), rest


def rewritten(lock: str, changelog: str) -> str:
    """The new text of the lock; ValueError when signatures changed and the changelog did not."""
    told, before = locked(lock)
    if before == lines():
        return lock
    if told == digest(changelog):
        raise ValueError("the public API changed: say so in CHANGELOG.md first")
    return render(changelog)


def _names(module: ModuleType) -> Iterator[str]:
    for name in sorted(module.__all__):
        value: Any = getattr(module, name)
        where = f"{module.__name__}.{name}"
        if isinstance(value, type):
            yield from _class(where, value)
        elif callable(value):
            yield f"{where}{_signature(value)}"
        else:
            yield f"{where}: {type(value).__name__}"


def _class(where: str, kind: type) -> Iterator[str]:
    bases = ", ".join(base.__name__ for base in kind.__bases__ if base is not object)
    yield f"class {where}({bases})"
    if issubclass(kind, Enum):
        yield from (f"  {where}.{member.name} = {member.value!r}" for member in kind)
        return
    if is_dataclass(kind):
        yield from (
            f"  {where}.{item.name}: {_said(item.type)}" for item in fields(kind) if item.name[0] != "_"
        )
    elif "__init__" in vars(kind):
        yield f"  {where}{_signature(kind.__init__)}"
    own = {item.name for item in fields(kind)} if is_dataclass(kind) else set()
    for name, value in sorted(vars(kind).items()):
        if name.startswith("_") or name in own:
            continue
        if isinstance(value, property):
            yield f"  {where}.{name} -> {_said(inspect.signature(value.fget).return_annotation)}"
        elif isinstance(value, (classmethod, staticmethod)):
            yield f"  {where}.{name}{_signature(value.__func__)}"
        elif callable(value):
            yield f"  {where}.{name}{_signature(value)}"


def _signature(value: Any) -> str:
    try:
        return str(inspect.signature(value))
    except (ValueError, TypeError):
        return "(…)"


def _said(annotation: Any) -> str:
    return annotation if isinstance(annotation, str) else inspect.formatannotation(annotation)


if __name__ == "__main__":
    text = CHANGELOG.read_text(encoding="utf-8")
    try:
        new = rewritten(LOCK.read_text(encoding="utf-8") if LOCK.exists() else _HEAD, text)
    except ValueError as error:
        sys.exit(str(error))
    LOCK.write_text(new, encoding="utf-8")
