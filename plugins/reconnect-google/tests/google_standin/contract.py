"""Routes, parameters, schemas and scopes, read from the discovery documents that ship with the client."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any
from urllib.parse import unquote

COMMON = frozenset(
    {"alt", "fields", "prettyPrint", "key", "quotaUser", "oauth_token", "access_token", "userIp"}
)


@dataclass(frozen=True)
class Method:
    """One method of one document."""

    id: str
    verb: str
    pattern: re.Pattern[str]
    parameters: Mapping[str, Any]
    scopes: frozenset[str]
    request: str
    response: str
    document: "Document"


class Breach(Exception):
    """A request that the documents do not allow."""

    def __init__(self, message: str, reason: str = "badRequest") -> None:
        super().__init__(message)
        self.reason = reason


class Document:
    """One API as its discovery document describes it."""

    def __init__(self, name: str) -> None:
        folder = resources.files("googleapiclient") / "discovery_cache" / "documents"
        self.plain = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        self.schemas = self.plain["schemas"]
        self.methods = list(self._methods(self.plain))

    def _methods(self, node: Mapping[str, Any]) -> Any:
        for raw in node.get("methods", {}).values():
            template = "/" + self.plain["servicePath"] + raw.get("flatPath", raw["path"])
            pattern = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", re.escape(template))
            yield Method(
                id=raw["id"],
                verb=raw["httpMethod"],
                pattern=re.compile(pattern + r"\Z"),
                parameters=raw.get("parameters", {}),
                scopes=frozenset(raw.get("scopes", ())),
                request=raw.get("request", {}).get("$ref", ""),
                response=raw.get("response", {}).get("$ref", ""),
                document=self,
            )
        for child in node.get("resources", {}).values():
            yield from self._methods(child)

    def breaches(self, schema: Mapping[str, Any], value: Any, at: str = "body") -> list[str]:
        """Every place where the value is not what the schema says: unknown keys, wrong types, wrong enums."""
        if "$ref" in schema:
            schema = self.schemas[schema["$ref"]]
        kind = schema.get("type")
        if kind == "object" or "properties" in schema:
            return self._object_breaches(schema, value, at)
        if kind == "array":
            if not isinstance(value, list):
                return [f"{at} is no array"]
            return [
                b for n, item in enumerate(value) for b in self.breaches(schema["items"], item, f"{at}[{n}]")
            ]
        return _leaf_breaches(schema, value, at)

    def _object_breaches(self, schema: Mapping[str, Any], value: Any, at: str) -> list[str]:
        if not isinstance(value, Mapping):
            return [f"{at} is no object"]
        known = schema.get("properties", {})
        other = schema.get("additionalProperties")
        found = []
        for name, item in value.items():
            if name in known:
                found += self.breaches(known[name], item, f"{at}.{name}")
            elif other is not None:
                found += self.breaches(other, item, f"{at}.{name}")
            else:
                found.append(f"{at}.{name} is unknown")
        return found


def _leaf_breaches(schema: Mapping[str, Any], value: Any, at: str) -> list[str]:
    kinds: dict[str, type | tuple[type, ...]] = {
        "string": str,
        "integer": int,
        "number": (int, float),
        "boolean": bool,
    }
    wanted = kinds.get(schema.get("type", ""), object)
    if not isinstance(value, wanted) or (
        isinstance(value, bool) and wanted is not bool and wanted is not object
    ):
        return [f"{at} is no {schema['type']}"]
    if schema.get("enum") and value not in schema["enum"]:
        return [f"{at} is none of its values"]
    if schema.get("format") == "date" and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        return [f"{at} is no date"]
    return []


DOCUMENTS = {name: Document(name) for name in ("people.v1", "calendar.v3")}


def route(verb: str, path: str) -> tuple[Method, dict[str, str]] | None:
    """The method for a request and the values in its path; the most literal one where several match."""
    found = [
        (method, match)
        for document in DOCUMENTS.values()
        for method in document.methods
        if method.verb == verb and (match := method.pattern.match(path))
    ]
    if not found:
        return None
    method, match = min(found, key=lambda one: len(one[0].pattern.groupindex))
    return method, {name: unquote(value) for name, value in match.groupdict().items()}


def query(method: Method, given: Mapping[str, list[str]]) -> dict[str, Any]:
    """The query's parameters by their types, with defaults; raises Breach for what the document does not allow."""
    values: dict[str, Any] = {}
    for name, texts in given.items():
        if name in COMMON:
            values[name] = texts[-1]
            continue
        schema = method.parameters.get(name)
        if schema is None or schema.get("location") != "query":
            raise Breach(f'Unknown name "{name}"', "invalidParameter")
        if len(texts) > 1 and not schema.get("repeated"):
            raise Breach(f"{name} is given twice", "invalidParameter")
        items = [_value(name, schema, text) for text in texts]
        values[name] = items if schema.get("repeated") else items[0]
    for name, schema in method.parameters.items():
        if schema.get("location") == "query" and name not in values:
            if schema.get("required"):
                raise Breach(f"{name} is required", "required")
            if "default" in schema:
                values[name] = _value(name, schema, schema["default"])
    return values


def _value(name: str, schema: Mapping[str, Any], text: str) -> Any:
    kind = schema["type"]
    try:
        value = int(text) if kind == "integer" else text
    except ValueError:
        raise Breach(f"{name} is no integer", "invalidParameter") from None
    if kind == "boolean":
        if text not in ("true", "false"):
            raise Breach(f"{name} is no boolean", "invalidParameter")
        value = text == "true"
    if schema.get("enum") and value not in schema["enum"]:
        raise Breach(f"{name} is none of its values", "invalidParameter")
    low, high = schema.get("minimum"), schema.get("maximum")
    if (low is not None and value < int(low)) or (high is not None and value > int(high)):
        raise Breach(f"{name} is out of its range", "invalidParameter")
    if schema.get("format") == "date-time" and not re.search(r"T.*(Z|[+-]\d\d:\d\d)\Z", text):
        raise Breach(f"{name} is no time with an offset", "invalidParameter")
    return value


def mask(fields: str, value: Any) -> Any:
    """The part of the value that a ``fields`` parameter names; raises Breach when it cannot be parsed."""
    tree, rest = _parse_mask(fields)
    if rest:
        raise Breach("Invalid field selection", "invalidParameter")
    return _select(tree, value)


def _parse_mask(text: str) -> tuple[dict[str, Any], str]:
    tree: dict[str, Any] = {}
    while text:
        match = re.match(r"[\w*]+", text)
        if not match:
            raise Breach("Invalid field selection", "invalidParameter")
        node = tree.setdefault(match.group(), {})
        text = text[match.end() :]
        while text.startswith("/"):
            match = re.match(r"/([\w*]+)", text)
            assert match
            node = node.setdefault(match.group(1), {})
            text = text[match.end() :]
        if text.startswith("("):
            below, text = _parse_mask(text[1:])
            node.update(below)
            if not text.startswith(")"):
                raise Breach("Invalid field selection", "invalidParameter")
            text = text[1:]
        if not text.startswith(","):
            break
        text = text[1:]
    return tree, text


def _select(tree: Mapping[str, Any], value: Any) -> Any:
    if not tree:
        return value
    if isinstance(value, list):
        return [_select(tree, item) for item in value]
    if not isinstance(value, Mapping):
        return value
    return {
        name: _select(tree.get(name, tree.get("*", {})), item)
        for name, item in value.items()
        if name in tree or "*" in tree
    }


def unknown_fields(method: Method, fields: str) -> list[str]:
    """Names in a ``fields`` parameter that the response schema does not have."""
    tree, _ = _parse_mask(fields)
    return list(_unknown(method.document, {"$ref": method.response}, tree, ""))


def _unknown(document: Document, schema: Mapping[str, Any], tree: Mapping[str, Any], at: str) -> Any:
    while "$ref" in schema or schema.get("type") == "array":
        schema = document.schemas[schema["$ref"]] if "$ref" in schema else schema["items"]
    for name, below in tree.items():
        known = schema.get("properties", {}).get(name) or schema.get("additionalProperties")
        if known is None:
            yield f"{at}/{name}"
        else:
            yield from _unknown(document, known, below, f"{at}/{name}")
