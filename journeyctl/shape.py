"""A value against a JSON Schema, told the way a person would: one problem for one mistake, at the smallest place.

jsonschema-rs says fast whether a value fits; jsonschema, which is slow and thorough, reads only what does not, one
level at a time, for its reasons.
"""

from __future__ import annotations

import json
import re
import unicodedata
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, NamedTuple

from journeyctl.i18n import Message, _
from journeyctl.source import limits
from journeyctl.spelling import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

Path = tuple[str | int, ...]
Schema = dict[str, Any]
EXCERPT = 40
EXTENSION = "^x-"
TYPE_NAMES: dict[str, Message] = {
    "string": _("text"),
    "object": _("a mapping"),
    "array": _("a list"),
    "integer": _("a whole number"),
    "number": _("a number"),
    "boolean": _("true or false"),
}


class Problem(NamedTuple):
    """One way in which a value differs from its schema.

    Args:
        kind: `unknown-field`, `missing-field`, or one of the ways in which a value can be wrong.
        path: where; for an unknown field its own path, for a missing one that of the mapping that lacks it.
        expected: what may stand there: field names, choices, types, a bound, a pattern's meaning.
        found: what stands there.
        suggestion: the nearest right spelling, if there is one.
    """

    kind: str
    path: Path
    expected: tuple[Any, ...] = ()
    found: Any = None
    suggestion: str | None = None

    @property
    def at_key(self) -> bool:
        """Tell whether the key, and not the value, is what to point at."""
        return self.kind in ("unknown-field", "missing-field", "key", "one-of", "any-of", "both", "null", "empty")


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
        self.slow = _slow(schema)
        self.fast: dict[int, Callable[[Any], bool]] = {}

    def problems(self, value: Any, schema: Schema, path: Path) -> Iterator[Problem]:
        """Yield what is wrong with a value, and with everything in it."""
        schema = self.meant(schema, value)
        if isinstance(value, dict | list) and self.fits(value, schema):
            return
        told = False
        for problem in chain(self.own(value, schema, path), self.inner(value, schema, path)):
            told = True
            yield problem
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


DEEP = ("properties", "patternProperties", "additionalProperties", "items", "$defs")


def at(value: Any, path: Iterable[str | int]) -> Any:
    """Return what stands at a path."""
    for step in path:
        value = value[step]
    return value


def _slow(schema: Mapping[str, Any]) -> Any:
    from jsonschema import Draft202012Validator
    from jsonschema.validators import extend

    strict: Any = extend(Draft202012Validator, {"pattern": _pattern})  # type: ignore[no-untyped-call]
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


def describe(problem: Problem) -> Message:
    """Return the sentence that says what is wrong."""
    return _SENTENCES.get(problem.kind, _other)(problem)


def advice(problem: Problem) -> Message | None:
    """Return what to do about it, when the sentence does not say so."""
    if problem.expected[:1] == (ID,):
        return _advise_id(problem)
    if problem.suggestion:
        return _("did you mean '{name}'?", name=problem.suggestion)
    advise = _ADVICE.get(problem.kind)
    return advise(problem) if advise else None


def _advise_id(problem: Problem) -> Message:
    if problem.suggestion:
        name = problem.suggestion
        return _("did you mean '{name}'? ids are lower-case letters, digits and single hyphens", name=name)
    return _("write lower-case letters, digits and single hyphens")


def _other(problem: Problem) -> Message:
    return _("{found} does not fit here", found=shown(problem.found))


def _name(problem: Problem) -> str:
    """Return the field that a value stands in; for an item of a list, that of the list."""
    return shown_key(next((step for step in reversed(problem.path) if isinstance(step, str)), ""))


def _say_unknown(problem: Problem) -> Message:
    return _("there is no field '{name}' here", name=shown_key(problem.found))


def _advise_unknown(problem: Problem) -> Message:
    known = tuple(sorted(problem.expected))
    return _("known here: {names}; notes of your own go under keys that begin with x-", names=known)


def _say_missing(problem: Problem) -> Message:
    return _("the field '{name}' is missing", name=problem.expected[0])


def _advise_missing(problem: Problem) -> Message:
    if len(problem.expected) > 1:
        return _("add a line such as `{name}: {example}`", name=problem.expected[0], example=problem.expected[1])
    return _("add a line `{name}: …` here", name=problem.expected[0])


def _say_type(problem: Problem) -> Message:
    return _("expected {expected}, found {found}", expected=type_names(problem.expected), found=shown(problem.found))


def _advise_type(problem: Problem) -> Message | None:
    expected, found = problem.expected, problem.found
    is_written = isinstance(found, str)
    if "string" in expected and not isinstance(found, dict | list):
        return _("put it in quotes if it is meant as text")
    if expected == ("boolean",):
        return _("write true or false, without quotes")
    if "array" in expected and not isinstance(found, dict | list):
        return _("write a list: `[one, two]`, or `- one` on a line of its own")
    if "number" in expected and is_written and any(char.isdigit() for char in found):
        return _("write the number alone, without quotes or a unit")
    if expected == ("object",):
        return _("write its fields on lines of their own, as `field: value`")
    return None


def _say_null(problem: Problem) -> Message:
    return _("'{name}' is empty", name=_name(problem))


def _advise_null(problem: Problem) -> Message:
    if problem.expected and not set(problem.expected) <= set(TYPE_NAMES):
        return _advise_choice(problem)
    if problem.expected == ("object",):
        return _("write its fields below it, as `field: value`, or take the line out")
    return _("write {expected} here, or take the line out", expected=type_names(problem.expected))


def _say_choice(problem: Problem) -> Message:
    return _("{found} is not one of the choices for '{name}'", found=shown(problem.found), name=_name(problem))


def _advise_choice(problem: Problem) -> Message:
    return _("choose from: {choices}", choices=", ".join(map(str, problem.expected)))


def _advise_choice_or_list(problem: Problem) -> Message:
    choices, found = ", ".join(map(str, problem.expected)), shown_key(problem.found)
    return _("choose from: {choices}; or write a list: `[{found}]`", choices=choices, found=found)


def _say_bound(problem: Problem) -> Message:
    sentence = {
        "minimum": _("{found} is too low: the least is {bound}", found=shown(problem.found), bound=problem.expected[0]),
        "maximum": _("{found} is too high: the most is {bound}", found=shown(problem.found), bound=problem.expected[0]),
        "exclusiveMinimum": _(
            "{found} is too low: it must be more than {bound}", found=shown(problem.found), bound=problem.expected[0]
        ),
    }
    too_long = _("{found} is longer than {bound} characters", found=shown(problem.found), bound=problem.expected[0])
    return sentence.get(problem.kind, too_long)


def _advise_bound(problem: Problem) -> Message | None:
    if problem.expected == (1,) and problem.found <= PERCENT:
        fraction = f"{problem.found / PERCENT:g}"
        return _("write a fraction: {fraction} for {percent} %", fraction=fraction, percent=f"{problem.found:g}")
    return None


def _say_pattern(problem: Problem) -> Message:
    meaning = PATTERNS.get(str(problem.expected[0]))
    if meaning is None:
        meaning = _("something like '{example}'", example=problem.expected[-1])
    return _("expected {meaning}, found {found}", meaning=meaning, found=shown(problem.found))


def _advise_pattern(problem: Problem) -> Message | None:
    if problem.expected[0] == DURATION:
        return _("PT4H is four hours, P3D three days, P6M six months")
    return None


def _say_key(problem: Problem) -> Message:
    meaning = PATTERNS.get(str(problem.expected[0])) or _("at most {count} characters", count=problem.expected[0])
    return _("'{name}' cannot be a key here: expected {meaning}", name=shown_key(problem.found), meaning=meaning)


def _say_empty(problem: Problem) -> Message:
    return _("'{name}' is empty", name=_name(problem))


def _advise_empty(_problem: Problem) -> Message:
    return _("write something, or take the line out")


def _say_both(problem: Problem) -> Message:
    return _("{names} exclude each other", names=_quoted(problem.expected, _("and")))


def _advise_both(_problem: Problem) -> Message:
    return _("keep one of them")


def _say_one_of(problem: Problem) -> Message:
    return _("one of {names} is needed here", names=_quoted(problem.expected, _("or")))


def _advise_one_of(problem: Problem) -> Message:
    return _("add a line such as `{name}: …`", name=problem.expected[0])


_SENTENCES: dict[str, Callable[[Problem], Message]] = {
    "unknown-field": _say_unknown,
    "missing-field": _say_missing,
    "type": _say_type,
    "null": _say_null,
    "choice": _say_choice,
    "choice-or-list": _say_choice,
    "minimum": _say_bound,
    "maximum": _say_bound,
    "exclusiveMinimum": _say_bound,
    "exclusiveMaximum": _say_bound,
    "maxLength": _say_bound,
    "pattern": _say_pattern,
    "key": _say_key,
    "empty": _say_empty,
    "both": _say_both,
    "one-of": _say_one_of,
    "any-of": _say_one_of,
}
_ADVICE: dict[str, Callable[[Problem], Message | None]] = {
    "unknown-field": _advise_unknown,
    "missing-field": _advise_missing,
    "type": _advise_type,
    "null": _advise_null,
    "choice": _advise_choice,
    "choice-or-list": _advise_choice_or_list,
    "maximum": _advise_bound,
    "pattern": _advise_pattern,
    "empty": _advise_empty,
    "both": _advise_both,
    "one-of": _advise_one_of,
    "any-of": _advise_one_of,
}

PERCENT = 100
ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
DURATION = r"^P(?=.)(\d{1,9}Y)?(\d{1,9}M)?(\d{1,9}W)?(\d{1,9}D)?(T(?=.)(\d{1,9}H)?(\d{1,9}M)?(\d{1,9}S)?)?$"
# Every pattern of a schema, in words; a test holds this to the schemas.
PATTERNS: dict[str, Message] = {
    ID: _("an id such as 'service-desk'"),
    r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$": _("a language code such as 'nl'"),
    r"^\d{4}-\d{2}-\d{2}$": _("a date such as 2026-11-23"),
    DURATION: _("a duration such as PT4H or P3D"),
    r"^[A-Z]{3}$": _("a currency code such as EUR"),
    r"^https?://": _("an address that begins with https://"),
    r"^#[0-9a-fA-F]{6}$": _("a colour such as #0b5fff"),
    r"^[a-z_]+(\.[a-z_]+)*$": _("a field such as owner or target.at_least"),
    r"^[A-Z]{2,10}[0-9]{3}$": _("a code such as ACME001"),
}


def _quoted(names: Sequence[str], joint: Message) -> Message:
    first, last = (f"'{name}'" for name in (names[0], names[-1]))
    return _("{first} {joint} {last}", first=first, joint=joint, last=last)


def flow(value: Any) -> str:
    """Return a value as YAML writes it on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(inner) for inner in value) + "]"
    is_plain = isinstance(value, str) and value[:1].isalnum() and not re.search(r"[:#,\[\]{}]", value)
    return value if is_plain else json.dumps(value, ensure_ascii=False)


def type_names(types: Sequence[str]) -> Message:
    """Return 'text, a list or a mapping' for the names JSON Schema gives to types."""
    names = tuple(TYPE_NAMES[kind] for kind in types if kind in TYPE_NAMES)
    if not names:
        return _("something else")
    if len(names) == 1:
        return names[0]
    return _("{others} or {last}", others=names[:-1], last=names[-1])


def shown(value: Any) -> Message | str:
    """Return a value as a person would name it: a scalar quoted and cut short, a collection by its kind."""
    if isinstance(value, dict):
        return TYPE_NAMES["object"]
    if isinstance(value, list):
        return TYPE_NAMES["array"]
    if value is None:
        return _("nothing")
    text = shown_key(value)
    return (
        f"'{text}'"
        if isinstance(value, str)
        else _("the number {number}", number=text)
        if not isinstance(value, bool)
        else text
    )


def shown_key(value: Any) -> str:
    """Return a key or scalar, control characters escaped, cut to what fits in a sentence."""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    safe = "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in text[: EXCERPT + 1])
    return safe if len(text) <= EXCERPT else f"{safe[:EXCERPT]}…"
