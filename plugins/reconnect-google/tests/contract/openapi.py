"""The discovery documents that ship with Google's client, as one strict OpenAPI document."""

from collections.abc import Iterator, Mapping
from typing import Any

from google_standin.contract import DOCUMENTS, Document

COMMON = ("alt", "fields", "prettyPrint")
_KEPT = ("type", "enum", "minimum", "maximum", "pattern", "default")
_FORMATS = {"int32", "date", "date-time", "double", "float"}


def converted() -> dict[str, Any]:
    """Every method of both APIs: what is not in the documents is allowed nowhere."""
    paths: dict[str, Any] = {}
    schemas: dict[str, Any] = {}
    for name, document in DOCUMENTS.items():
        prefix = name.partition(".")[0]
        schemas |= {
            f"{prefix}.{key}": _schema(plain, prefix) for key, plain in document.plain["schemas"].items()
        }
        for path, verb, operation in _operations(document, prefix):
            paths.setdefault(path, {})[verb] = operation
    return {
        "openapi": "3.0.3",
        "info": {"title": "People and Calendar", "version": "of the bundled discovery documents"},
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{"token": []}],
    }


def _operations(document: Document, prefix: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for raw in _methods(document.plain):
        path = "/" + document.plain["servicePath"] + raw.get("flatPath", raw["path"])
        given = [_parameter(name, plain, path) for name, plain in raw.get("parameters", {}).items()]
        given += [{"name": name, "in": "query", "schema": {"type": "string"}} for name in COMMON]
        names = {one["name"] for one in given}
        for part in [p.strip("{}") for p in path.split("/") if p.startswith("{")]:
            if part not in names:  # a flat path names the parts of a resource name
                given.append({"name": part, "in": "path", "required": True, "schema": {"type": "string"}})
        given = [one for one in given if one["in"] != "path" or f"{{{one['name']}}}" in path]
        operation: dict[str, Any] = {
            "operationId": raw["id"],
            "parameters": given,
            "responses": _responses(raw, prefix),
        }
        if "request" in raw:
            operation["requestBody"] = {"required": True, "content": _content(raw["request"], prefix)}
        yield path, raw["httpMethod"].lower(), operation


def _methods(node: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield from node.get("methods", {}).values()
    for child in node.get("resources", {}).values():
        yield from _methods(child)


def _parameter(name: str, plain: Mapping[str, Any], path: str) -> dict[str, Any]:
    schema = {key: plain[key] for key in _KEPT if key in plain}
    for limit in ("minimum", "maximum"):
        if limit in schema:
            schema[limit] = int(schema[limit])
    schema.pop("default", None)
    if plain.get("format") in _FORMATS:
        schema["format"] = plain["format"]
    if plain.get("repeated"):
        schema = {"type": "array", "items": schema}
    where = plain["location"]
    return {
        "name": name,
        "in": where,
        "required": where == "path" or bool(plain.get("required")),
        "schema": schema,
    }


def _responses(raw: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    error = {"type": "object", "required": ["error"], "properties": {"error": {"type": "object"}}}
    other = {"description": "A refusal", "content": {"application/json": {"schema": error}}}
    if "response" not in raw:
        return {"204": {"description": "Done"}, "default": other}
    return {"200": {"description": "Good", "content": _content(raw["response"], prefix)}, "default": other}


def _content(ref: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    return {"application/json": {"schema": _schema(ref, prefix)}}


def _schema(plain: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    if "$ref" in plain:
        return {"$ref": f"#/components/schemas/{prefix}.{plain['$ref']}"}
    kind = plain.get("type")
    if kind == "any":
        return {}
    schema: dict[str, Any] = {key: plain[key] for key in ("type", "enum", "pattern") if key in plain}
    if plain.get("format") in _FORMATS:
        schema["format"] = plain["format"]
    if kind == "array":
        schema["items"] = _schema(plain["items"], prefix)
    if kind == "object":
        schema["properties"] = {name: _schema(one, prefix) for name, one in plain.get("properties", {}).items()}
        more = plain.get("additionalProperties")
        schema["additionalProperties"] = _schema(more, prefix) if more else False
    return schema
