"""One request inside the stand-in, its answer, and the forms of Google's refusals."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .contract import Method
from .world import World


@dataclass
class Asked:
    """One routed request whose parameters and body the documents allow."""

    world: World
    method: Method
    path: dict[str, str]
    query: dict[str, Any]
    body: Any
    headers: Mapping[str, str]
    scopes: frozenset[str]


@dataclass
class Said:
    """An answer before it is masked and packed."""

    body: Any = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    applied: bool = False


class Refusal(Exception):
    """An answer of 300 or more; ``rpc`` is the status word of the newer APIs, ``info`` an ErrorInfo reason."""

    def __init__(
        self,
        status: int,
        reason: str,
        message: str = "",
        *,
        rpc: str = "",
        info: str = "",
        retry_after: str = "",
    ) -> None:
        super().__init__(message or reason)
        self.status = status
        error: dict[str, Any] = {
            "code": status,
            "message": message or reason,
            "errors": [{"domain": "global", "reason": reason, "message": message or reason}],
        }
        if rpc:
            error["status"] = rpc
        if info:
            kind = "type.googleapis.com/google.rpc.ErrorInfo"
            error["details"] = [{"@type": kind, "reason": info, "domain": "googleapis.com"}]
        self.body = {"error": error}
        self.headers = {"Retry-After": retry_after} if retry_after else {}


class Unmodelled(Exception):
    """The documents allow it, but the stand-in does not know what Google would do: 501."""


def modelled(asked: Asked, *names: str) -> None:
    """Raise Unmodelled for any parameter beside these that was given and is not at its default."""
    for name, value in asked.query.items():
        schema = asked.method.parameters.get(name, {})
        if name in ("alt", "fields", "prettyPrint", *names) or str(value) == schema.get("default"):
            continue
        raise Unmodelled(f"{asked.method.id} with {name}")
