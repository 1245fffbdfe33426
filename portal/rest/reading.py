"""The OpenAPI document turned into chapters that a page can show: one a noun, with its operations and fields."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

METHODS: Final = ("get", "post", "patch")
WORDS: Final = {
    "date-time": "instant",
    "date": "day",
    "uri": "address",
    "decimal": "decimal",
    "email": "e-mail",
    "boolean": "true or false",
    "integer": "whole number",
    "string": "text",
}


@dataclass(frozen=True, slots=True)
class Value:
    """A parameter or a field: `kind` in words, `choices` where only these are possible."""

    name: str
    kind: str
    note: str = ""
    required: bool = False
    nullable: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Operation:
    method: str
    path: str
    name: str
    note: str
    parameters: tuple[Value, ...]
    takes: tuple[Value, ...]

    @property
    def anchor(self) -> str:
        return f"{self.method}-{self.path.strip('/').replace('/', '-').replace('{', '').replace('}', '')}"


@dataclass(slots=True)
class Chapter:
    noun: str
    note: str = ""
    shows: tuple[Value, ...] = ()
    operations: list[Operation] = field(default_factory=list)


def chapters(document: Mapping[str, Any]) -> list[Chapter]:
    """All nouns of the document, by name."""
    found: dict[str, Chapter] = {}
    for path, operations in document["paths"].items():
        for method in METHODS:
            if (told := operations.get(method)) is None:
                continue
            chapter = found.setdefault(told["tags"][0], Chapter(told["tags"][0]))
            chapter.operations.append(_operation(document, method, path, told))
            if method == "get" and path.endswith("}/"):
                chapter.note = told.get("description", "")
                chapter.shows = tuple(_fields(document, _body(told["responses"]["200"])))
    return [found[noun] for noun in sorted(found)]


def _operation(document: Mapping[str, Any], method: str, path: str, told: Mapping[str, Any]) -> Operation:
    note = "" if method == "get" else told.get("description", "").replace("`", "")
    asked = [one for one in told.get("parameters", ()) if one["in"] == "query"]
    parameters = tuple(
        _value(document, one["name"], one["schema"], one.get("description", ""), one.get("required", False))
        for one in asked
    )
    takes = tuple(_fields(document, _body(told.get("requestBody", {}))))
    return Operation(method.upper(), path, told.get("summary", ""), note, parameters, takes)


def _body(told: Mapping[str, Any]) -> Mapping[str, Any]:
    return told.get("content", {}).get("application/json", {}).get("schema", {})


def _fields(document: Mapping[str, Any], schema: Mapping[str, Any]) -> Iterator[Value]:
    schema = _resolved(document, schema)
    required = schema.get("required", ())
    for name, inner in schema.get("properties", {}).items():
        yield _value(document, name, inner, inner.get("description", ""), name in required)


def _resolved(document: Mapping[str, Any], schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """The schema itself behind a reference, also where the reference is wrapped for a note beside it."""
    for wrapped in schema.get("allOf", ()):
        return {**_resolved(document, wrapped), **{name: schema[name] for name in schema if name != "allOf"}}
    if "$ref" not in schema:
        return schema
    return document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]


def _value(document: Mapping[str, Any], name: str, schema: Mapping[str, Any], note: str, required: bool) -> Value:
    schema = _resolved(document, schema)
    many = schema.get("type") == "array"
    inner = _resolved(document, schema["items"]) if many else schema
    kind = WORDS.get(inner.get("format", ""), WORDS.get(inner.get("type", ""), "text"))
    # Notes that only repeat the choices say nothing new.
    note = "" if note.lstrip().startswith("* `") else note
    return Value(
        name,
        f"list of {kind}" if many else kind,
        note.split("\n\n* `")[0].replace("`", ""),
        required,
        bool(schema.get("nullable")),
        tuple(str(choice) for choice in inner.get("enum", ()) if choice not in (None, "")),
    )
