"""Finds where a value differs from its schema, and of what is found keeps one problem for one mistake.

jsonschema-rs says fast whether a value fits; jsonschema, which is slow and thorough, reads only what does not, one
level at a time, for its reasons.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from journeyctl.shape.problem import EXTENSION, ID, Path, Problem, Schema
from journeyctl.shape.words import EXCERPT, flow
from journeyctl.source import limits
from journeyctl.spelling import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping


def verdict(schema: Mapping[str, Any]) -> Callable[[Any], bool]:
    """Return a fast function that tells whether a value fits a schema."""
    import jsonschema_rs

    fast: Callable[[Any], bool] = jsonschema_rs.validator_for(dict(schema), validate_formats=False).is_valid
    return fast


def problems(value: Any, schema: Mapping[str, Any]) -> list[Problem]:
    """Return what is wrong with a value, in the order in which it is written; nothing when it fits.

    Of very many problems only the first are looked for: as many as a file may have, and one more.
    """
    found = list(islice(Judge(schema).problems(value, dict(schema), ()), limits.PROBLEMS_PER_FILE + 1))
    return _one_for_each_mistake(found)


class Judge:
    """Finds what is wrong, going only where the fast verdict says no, and stopping when nobody asks for more."""

    def __init__(self, schema: Mapping[str, Any]) -> None:
        self.root = dict(schema)
        self.fast: dict[int, Callable[[Any], bool]] = {}

    @cached_property
    def slow(self) -> Any:
        """The thorough validator; imported when something is wrong."""
        return _slow(self.root)

    def problems(self, value: Any, schema: Schema, path: Path) -> Iterator[Problem]:
        """Yield what is wrong with a value, and with everything in it."""
        outer, schema = schema, self.meant(schema, value)
        if isinstance(value, dict | list) and self.fits(value, schema):
            return
        told = False
        for problem in chain(self.own(value, schema, path), self.inner(value, schema, path)):
            told = True
            yield _with_example(problem, outer, schema) if problem.path == path else problem
        if not told and isinstance(value, dict | list):  # the two judges disagree, and the fast one decides
            yield Problem("other", path, (), value)

    def own(self, value: Any, schema: Schema, path: Path) -> Iterator[Problem]:
        """Yield what is wrong with a value itself, whatever stands in it."""
        for error in self.slow.evolve(schema=shallow(schema)).iter_errors(value):
            yield from _explained(error, (*path, *error.absolute_path), schema)

    def inner(self, value: Any, schema: Schema, path: Path) -> Iterator[Problem]:
        """Yield what is wrong with what stands in a value."""
        for key, inner in children(value):
            part = part_for(schema, key)
            if part:
                yield from self.problems(inner, part, (*path, key))

    def fits(self, value: Any, schema: Schema) -> bool:
        """Return the fast verdict on a value."""
        known = self.fast.get(id(schema))
        if known is None:
            whole = schema if "$defs" in schema else schema | {"$defs": self.root.get("$defs", {})}
            known = self.fast[id(schema)] = verdict(whole)
        return known(value)

    def meant(self, schema: Schema, value: Any) -> Schema:
        """Return the schema that a value tries to fit: references followed, the alternative of its type chosen."""
        while True:
            if "$ref" in schema:
                schema = at(self.root, schema["$ref"].split("/")[1:])
            elif "if" in schema:
                schema = schema["then"] if self.fits(value, schema["if"]) else schema["else"]
            else:
                of_type = [branch for branch in schema.get("anyOf", ()) if self.is_of_type(branch, value)]
                if len(of_type) != 1 or "enum" in of_type[0]:
                    return schema
                schema = of_type[0]

    def is_of_type(self, schema: Schema, value: Any) -> bool:
        """Tell whether a value is of the type that an alternative wants; one that wants none is none of these."""
        schema = self.meant(schema, value)
        kind = "string" if "enum" in schema else schema.get("type")
        return kind is not None and bool(self.slow.is_type(value, kind))


def _with_example(problem: Problem, outer: Schema, meant: Schema) -> Problem:
    """Return a problem with what might stand there instead.

    Args:
        problem: at this place, not below it.
        outer: the schema of the place.
        meant: the one of its alternatives that the value tries to fit.
    """
    examples = outer.get("examples") or meant.get("examples") or ()
    ranges = [(one["minimum"], one["maximum"]) for one in (meant, *meant.get("anyOf", ())) if one.keys() >= BOUNDS]
    return problem._replace(example=flow(examples[0]) if examples else "", bounds=ranges[0] if ranges else None)


def children(value: Any) -> Iterable[tuple[str | int, Any]]:
    """Return what stands in a value, by key or place."""
    if isinstance(value, dict):
        return value.items()
    return enumerate(value) if isinstance(value, list) else ()


def part_for(schema: Schema, key: str | int) -> Schema | None:
    """Return the schema of what stands under a key; None where a schema says nothing about it."""
    if isinstance(key, int):
        return schema.get("items")
    others = schema.get("additionalProperties")
    named: Schema | None = schema.get("properties", {}).get(key)
    return named or (others if isinstance(others, dict) and not key.startswith("x-") else None)


def shallow(schema: Schema) -> Schema:
    """Return a schema that says nothing about what stands inside a value."""
    own = {key: rule for key, rule in schema.items() if key not in DEEP}
    if schema.get("additionalProperties") is False:
        names = ("properties", "patternProperties")
        known = {name: dict.fromkeys(schema.get(name, ()), True) for name in names}
        own = {"additionalProperties": False} | known | own
    return own


BOUNDS = {"minimum", "maximum"}
DEEP = ("properties", "patternProperties", "additionalProperties", "items", "$defs")


def at(value: Any, path: Iterable[str | int]) -> Any:
    """Return what stands at a path."""
    for step in path:
        value = value[step]
    return value


def _slow(schema: Mapping[str, Any]) -> Any:
    from jsonschema import Draft202012Validator
    from jsonschema.validators import extend

    strict: Any = extend(Draft202012Validator, {"pattern": _pattern})  # type: ignore[no-untyped-call] # its stub lacks them
    return strict(schema)


def _pattern(_validator: Any, pattern: str, instance: Any, _schema: Any) -> Iterator[Any]:
    """Judge a pattern as JSON Schema means it: `$` is the very end, and digits are those of ASCII."""
    from jsonschema import ValidationError

    if isinstance(instance, str) and not re.search(pattern.replace("$", r"\Z"), instance, re.ASCII):
        yield ValidationError(f"does not match {pattern}")


def _explained(error: Any, path: Path, schema: Schema) -> Iterator[Problem]:
    explain = EXPLAIN.get(error.validator)
    if "propertyNames" in error.relative_schema_path:
        yield _wrong_key(error, path)
    elif error.instance is None and error.validator in ("type", "anyOf", "oneOf", "enum"):
        yield Problem("null", path, _choices(error) or _types(error))
    elif explain:
        yield from islice(explain(error, path, schema), limits.PROBLEMS_PER_FILE)
    else:
        yield Problem("other", path, (), error.instance)


def _unknown(error: Any, path: Path, schema: Schema) -> Iterator[Problem]:
    known = tuple(schema.get("properties", {}))
    for key in error.instance:
        if key not in known and not str(key).startswith("x-"):
            yield Problem("unknown-field", (*path, key), known, key, nearest(str(key), known))


def _missing(error: Any, path: Path, schema: Schema) -> Iterator[Problem]:
    # jsonschema reports each missing field by itself; its sentence begins with the field's name.
    field = error.message.split("'")[1]
    examples = schema.get("properties", {}).get(field, {}).get("examples") or ()
    yield Problem("missing-field", path, (field, *(flow(example) for example in examples[:1])))


def _wrong_type(error: Any, path: Path, _schema: Schema) -> Iterator[Problem]:
    yield Problem("type", path, _types(error), error.instance)


def _wrong_choice(error: Any, path: Path, _schema: Schema) -> Iterator[Problem]:
    yield _choice(path, _choices(error), error.instance)


def _choice(path: Path, choices: tuple[Any, ...], found: Any, kind: str = "choice") -> Problem:
    words = [choice for choice in choices if isinstance(choice, str)]
    return Problem(kind, path, choices, found, nearest(found, words) if isinstance(found, str) else None)


def _out_of_bounds(error: Any, path: Path, _schema: Schema) -> Iterator[Problem]:
    yield Problem(error.validator, path, (error.validator_value,), error.instance)


def _wrong_form(error: Any, path: Path, schema: Schema) -> Iterator[Problem]:
    examples, pattern = schema.get("examples") or (), error.validator_value
    suggestion = _as_id(error.instance) if pattern == ID else None
    yield Problem("pattern", path, (pattern, *examples[:1]), error.instance, suggestion)


def _too_short(error: Any, path: Path, _schema: Schema) -> Iterator[Problem]:
    yield Problem("empty", path, (error.validator_value,), error.instance)


def _wrong_key(error: Any, path: Path) -> Problem:
    """Explain a key that may not stand in a mapping of entities or of languages."""
    reasons = [inner.validator_value for inner in error.context or [error] if inner.validator_value != EXTENSION]
    key = error.instance
    return Problem("key", (*path, key), tuple(reasons[:1]), key, _as_id(key) if reasons[:1] == [ID] else None)


def _as_id(key: str) -> str | None:
    plain = unicodedata.normalize("NFKD", key[: 2 * EXCERPT]).encode("ascii", "ignore").decode().lower()
    identity = re.sub("[^a-z0-9]+", "-", plain).strip("-")
    return identity or None


def _alternatives(error: Any, path: Path, _schema: Schema) -> Iterator[Problem]:
    """Explain the one alternative that the author most likely meant."""
    if all(set(branch) == {"required"} for branch in error.validator_value):
        yield from _needed(error, path)
        return
    failures: dict[int, list[Any]] = {}
    for inner in error.context:
        failures.setdefault(inner.relative_schema_path[0], []).append(inner)
    meant = [inner for inner in failures.values() if not any(_is_other_thing(one) for one in inner)]
    branches = [one for inner in failures.values() for one in inner if not one.relative_path]
    choices = tuple(choice for one in branches for choice in _choices(one))
    if choices and isinstance(error.instance, str):
        yield _choice(path, choices, error.instance, "choice-or-list" if "array" in _types(error) else "choice")
    elif meant:
        for inner in meant[0]:
            yield from _explained(inner, (*path, *inner.relative_path), inner.schema)
    else:
        yield Problem("type", path, _types(error), error.instance)


def _needed(error: Any, path: Path) -> Iterator[Problem]:
    """Explain fields of which one must be there; what is no mapping at all is another mistake."""
    names = tuple(name for branch in error.validator_value for name in branch["required"])
    if not isinstance(error.instance, dict):
        return
    written = tuple(name for name in error.instance if name in names)
    if written:
        yield Problem("both", (*path, written[-1]), written)
    else:
        yield Problem("one-of" if error.validator == "oneOf" else "any-of", path, names)


def _is_other_thing(error: Any) -> bool:
    """Tell whether a value is no attempt at an alternative at all: a list where that wants a word."""
    if error.relative_path:
        return False
    is_scalar = not isinstance(error.instance, dict | list)
    return error.validator == "type" or (error.validator in ("enum", "const") and not is_scalar)


def _choices(error: Any) -> tuple[Any, ...]:
    if error.validator == "enum":
        return tuple(error.validator_value)
    return (error.validator_value,) if error.validator == "const" else ()


def _types(error: Any) -> tuple[Any, ...]:
    """Return the types that would have been right; words in several languages are text to a person."""
    if error.validator == "type":
        value = error.validator_value
        return (value,) if isinstance(value, str) else tuple(value)
    if error.validator in ("enum", "const", "pattern"):
        return ("string",)
    if error.validator == "anyOf" and any("propertyNames" in branch for branch in error.validator_value):
        return ("string",)
    types = [kind for inner in error.context for kind in _types(inner) if not inner.relative_path]
    return tuple(dict.fromkeys(types))


EXPLAIN: dict[str, Callable[[Any, Path, Schema], Iterator[Problem]]] = {
    "additionalProperties": _unknown,
    "required": _missing,
    "type": _wrong_type,
    "enum": _wrong_choice,
    "const": _wrong_choice,
    "minimum": _out_of_bounds,
    "maximum": _out_of_bounds,
    "exclusiveMinimum": _out_of_bounds,
    "exclusiveMaximum": _out_of_bounds,
    "maxLength": _out_of_bounds,
    "pattern": _wrong_form,
    "minLength": _too_short,
    "minItems": _too_short,
    "minProperties": _too_short,
    "anyOf": _alternatives,
    "oneOf": _alternatives,
}


def _one_for_each_mistake(found: list[Problem]) -> list[Problem]:
    """Drop what follows from another problem: a missing field that is only misspelt."""
    misspelt = {(problem.path[:-1], problem.suggestion) for problem in found if problem.kind == "unknown-field"}
    return [problem for problem in found if not _follows(problem, misspelt)]


def _follows(problem: Problem, misspelt: set[tuple[Path, str | None]]) -> bool:
    names = problem.expected if problem.kind in ("one-of", "any-of") else problem.expected[:1]
    is_missing = problem.kind in ("missing-field", "one-of", "any-of")
    return is_missing and any((problem.path, name) in misspelt for name in names)
