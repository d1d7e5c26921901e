"""JSON Schemas (2020-12) of what every verb answers: ``python -m tests.docs.schemas`` rewrites docs/schemas/."""

import json
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from pathlib import Path
from typing import Any, Literal, NotRequired, Union, get_args, get_origin, get_type_hints, is_typeddict

from reconnect_core.cli.answers import ANSWERS, Refusal
from reconnect_core.cli.lines import LINES
from reconnect_core.cli.session import JSON_VERSION

FOLDER = Path(__file__).parents[2] / "docs" / "schemas"
_PLAIN = {str: "string", bool: "boolean", int: "integer", float: "number", type(None): "null"}


class Schemas:
    """The schema of each annotated type; classes are collected in ``defs`` and referred to."""

    def __init__(self) -> None:
        self.defs: dict[str, Any] = {}

    def of(self, kind: Any) -> dict[str, Any]:
        """The schema of the plain form of a value annotated as ``kind``; TypeError when it has none."""
        origin = get_origin(kind)
        if kind is Any:
            return {}
        if kind in _PLAIN:
            return {"type": _PLAIN[kind]}
        if origin is Literal:
            return {"enum": list(get_args(kind))}
        if origin is NotRequired:
            return self.of(get_args(kind)[0])
        if origin in (types.UnionType, Union):
            return {"anyOf": [self.of(arm) for arm in get_args(kind)]}
        if origin is tuple:
            return self._tuple(get_args(kind))
        if origin in (list, frozenset):
            return {"type": "array", "items": self.of(get_args(kind)[0])}
        if isinstance(origin, type) and issubclass(origin, Mapping):
            return {"type": "object", "additionalProperties": self.of(get_args(kind)[1])}
        if isinstance(kind, type):
            return self._class(kind)
        raise TypeError(f"{kind} has no schema")

    def _tuple(self, arms: tuple[Any, ...]) -> dict[str, Any]:
        if len(arms) == 2 and arms[1] is Ellipsis:
            return {"type": "array", "items": self.of(arms[0])}
        items = [self.of(arm) for arm in arms]
        return {"type": "array", "prefixItems": items, "items": False, "minItems": len(items)}

    def _class(self, kind: type) -> dict[str, Any]:
        if issubclass(kind, Enum):
            return {"enum": [member.value for member in kind]}
        if issubclass(kind, (datetime, date, time)):
            return {"type": "string", "format": "date-time" if kind is datetime else kind.__name__}
        if issubclass(kind, bytes):
            return {"type": "string", "pattern": "^([0-9a-f]{2})*$"}
        if kind.__name__ not in self.defs:
            self.defs[kind.__name__] = {}
            self.defs[kind.__name__] = self._object(kind)
        return {"$ref": f"#/$defs/{kind.__name__}"}

    def _object(self, kind: type) -> dict[str, Any]:
        hints = get_type_hints(kind, include_extras=True)
        if is_typeddict(kind):
            needed = [name for name, hint in hints.items() if get_origin(hint) is not NotRequired]
        elif is_dataclass(kind):
            hints = {item.name: hints[item.name] for item in fields(kind)}
            needed = list(hints)
        else:
            raise TypeError(f"{kind.__name__} has no schema")
        return {
            "description": (kind.__doc__ or "").strip().partition("\n")[0],
            "type": "object",
            "properties": {name: self.of(hint) for name, hint in hints.items()},
            "required": needed,
            "additionalProperties": False,
        }


def of_verb(verb: str) -> dict[str, Any]:
    """The whole schema of one verb's ``--json``."""
    schemas = Schemas()
    head = {"version": {"const": JSON_VERSION}, "verb": {"const": verb}}
    answers = LINES if verb == "read" else (*ANSWERS[verb], Refusal)
    arms = []
    for answer in answers:
        arm = schemas._object(answer)
        if verb != "read":
            arm["properties"] = head | arm["properties"]
            arm["required"] = [*head, *arm["required"]]
        arms.append(arm)
    title = f"reconnect {verb} --json" + (", each line" if verb == "read" else "")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "anyOf": arms,
        "$defs": dict(sorted(schemas.defs.items())),
    }


def render() -> dict[str, str]:
    """Every file of docs/schemas/ by its name."""
    return {
        f"{verb}.json": json.dumps(of_verb(verb), indent=1, ensure_ascii=False) + "\n"
        for verb in sorted((*ANSWERS, "read"))
    }


if __name__ == "__main__":
    for old in FOLDER.glob("*.json"):
        old.unlink()
    FOLDER.mkdir(exist_ok=True)
    for name, text in render().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
