"""The structs of the language → JSON Schema: what editors complete with and the compiler checks against."""

from __future__ import annotations

from typing import Any

import msgspec

from journeyctl.model import spec
from journeyctl.model.manifest import Manifest
from journeyctl.model.spec.base import Spec
from journeyctl.model.spec.house_rules import DeclaredRules
from journeyctl.model.values import LANGUAGE_CODE, Note, Text
from journeyctl.settings import Settings

DRAFT = "https://json-schema.org/draft/2020-12/schema"
TEXT: dict[str, Any] = {
    "description": "Words for people: one string, or one for each language. Long texts are CommonMark.",
    "examples": ["Service desk", {"nl": "Servicebalie", "en": "Service desk"}],
    "anyOf": [
        {"type": "string", "minLength": 1},
        {
            "type": "object",
            "minProperties": 1,
            "propertyNames": {"anyOf": [{"pattern": LANGUAGE_CODE}, {"pattern": "^x-"}]},
            "additionalProperties": {"type": "string"},
            "patternProperties": {"^x-": {}},
        },
    ],
}
NOTE: dict[str, Any] = {
    "description": "A text, or a text with the opportunity that takes it up.",
    "examples": ["I have to tell my story again", {"text": "I wait in the cold", "opportunity": "warm-waiting"}],
    "if": {"type": "object", "required": ["text"]},
    "then": {
        "type": "object",
        "properties": {
            "text": {"$ref": "#/$defs/Text"},
            "opportunity": {"type": "string", "minLength": 1, "description": "The opportunity that takes it up."},
        },
        "patternProperties": {"^x-": {}},
        "additionalProperties": False,
    },
    "else": {"$ref": "#/$defs/Text"},
}


def document_schema() -> dict[str, Any]:
    """Return the schema of a document."""
    return _schema(spec.DocumentSpec, "journeyctl document")


def settings_schema() -> dict[str, Any]:
    """Return the schema of journeyctl.yaml."""
    return _schema(Settings, "journeyctl settings")


def manifest_schema() -> dict[str, Any]:
    """Return the schema of what `export json` writes."""
    return _schema(Manifest, "journeyctl manifest")


def collection_schema(collection: str) -> dict[str, Any]:
    """Return the schema of one entity of a collection, such as `channels`; `organisation` is one too."""
    whole = document_schema()
    entry = whole["properties"][collection]
    entity = entry if "$ref" in entry else entry["additionalProperties"]
    return {"$schema": DRAFT, "title": f"journeyctl {collection}", **entity, "$defs": whole["$defs"]}


def schemas() -> dict[str, dict[str, Any]]:
    """Return every schema that is shipped, by the name of its file."""
    return {
        "document": document_schema(),
        "settings": settings_schema(),
        "manifest": manifest_schema(),
        "rules": _schema(DeclaredRules, "journeyctl rules of your own"),
    }


def _schema(root: type, title: str) -> dict[str, Any]:
    (whole,), definitions = msgspec.json.schema_components(
        (root,), schema_hook=_value_schema, ref_template="#/$defs/{name}"
    )
    definitions = {name: _tidy(definition) for name, definition in definitions.items()}
    if issubclass(root, Spec):
        definitions |= {"Text": TEXT, "Note": NOTE}
    top = definitions.pop(whole["$ref"].rsplit("/", 1)[1])
    for struct in _structs(Spec):
        if struct.__name__ in definitions:
            definitions[struct.__name__] |= _choices(struct)
    return {"$schema": DRAFT, **top, "title": title, "$defs": dict(sorted(definitions.items()))}


def _structs(base: type[Spec]) -> list[type[Spec]]:
    return [base, *(inner for child in base.__subclasses__() for inner in _structs(child))]


def _choices(struct: type[Spec]) -> dict[str, Any]:
    choices: dict[str, Any] = {}
    if struct.exactly_one:
        choices["oneOf"] = [{"required": [name]} for name in struct.exactly_one]
    if struct.any_of:
        choices["anyOf"] = [{"required": [name]} for name in struct.any_of]
    return choices


def _value_schema(value: type) -> dict[str, Any]:
    if value in (Text, Note):
        return {"$ref": f"#/$defs/{value.__name__}"}
    raise NotImplementedError(value)


def _tidy(schema: Any) -> Any:
    """Take out what msgspec adds for Python's sake, and say what documents may hold besides: `x-` keys."""
    if isinstance(schema, list):
        return [_tidy(entry) for entry in schema]
    if not isinstance(schema, dict):
        return schema
    tidy = {key: _tidy(value) for key, value in schema.items() if not _is_python_default(key, value)}
    if "anyOf" in tidy:
        tidy = _without_null(tidy)
    if "propertyNames" in tidy:
        tidy["propertyNames"] = {"anyOf": [tidy["propertyNames"], {"pattern": "^x-"}]}
        tidy["patternProperties"] = {"^x-": {}}
    if "properties" in tidy and "additionalProperties" not in tidy:
        tidy |= {"patternProperties": {"^x-": {}}, "additionalProperties": False}
    return tidy


def _is_python_default(key: str, value: Any) -> bool:
    return key == "default" and (value is None or value in ([], {}, ()) or isinstance(value, dict))


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    branches = [branch for branch in schema["anyOf"] if branch != {"type": "null"}]
    rest = {key: value for key, value in schema.items() if key != "anyOf"}
    return rest | branches[0] if len(branches) == 1 else rest | {"anyOf": branches}
