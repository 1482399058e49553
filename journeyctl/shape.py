"""A value against a JSON Schema, told the way a person would: one problem for one mistake, at the smallest place.

The yes or no comes from jsonschema-rs; only a value that fails is read again, slowly, by jsonschema, for its reasons.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from journeyctl.i18n import Message, _
from journeyctl.spelling import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

Path = tuple[str | int, ...]
EXCERPT = 40
CHOICES = 20
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
        return self.kind in ("unknown-field", "missing-field", "key", "one-of", "any-of", "null", "empty")


def verdict(schema: Mapping[str, Any]) -> Callable[[Any], bool]:
    """Return a fast function that tells whether a value fits a schema."""
    import jsonschema_rs

    return jsonschema_rs.validator_for(dict(schema), validate_formats=False).is_valid


def problems(value: Any, schema: Mapping[str, Any]) -> list[Problem]:
    """Return what is wrong with a value, misspelt fields first; nothing when it fits."""
    if verdict(schema)(value):
        return []
    found = [problem for error in _validator(schema).iter_errors(value) for problem in _explained(error)]
    return sorted(_one_for_each_mistake(found), key=lambda problem: problem.kind != "unknown-field")


def _validator(schema: Mapping[str, Any]) -> Any:
    from jsonschema import Draft202012Validator

    return Draft202012Validator(schema)


def _explained(error: Any) -> Iterator[Problem]:
    path = tuple(error.absolute_path)
    explain = EXPLAIN.get(error.validator)
    if error.instance is None and error.validator in ("type", "anyOf", "oneOf", "enum"):
        yield Problem("null", path, _types(error))
    elif explain:
        yield from explain(error, path)
    else:
        yield Problem("other", path, (error.message,), error.instance)


def _unknown(error: Any, path: Path) -> Iterator[Problem]:
    known = tuple(error.schema.get("properties", {}))
    for key in error.instance:
        if key not in known and not str(key).startswith("x-"):
            yield Problem("unknown-field", (*path, key), known, key, nearest(str(key), known))


def _missing(error: Any, path: Path) -> Iterator[Problem]:
    # jsonschema reports each missing field by itself; its sentence begins with the field's name.
    field = error.message.split("'")[1]
    yield Problem("missing-field", path, (field,))


def _wrong_type(error: Any, path: Path) -> Iterator[Problem]:
    yield Problem("type", path, _types(error), error.instance)


def _wrong_choice(error: Any, path: Path) -> Iterator[Problem]:
    choices = tuple(error.validator_value) if error.validator == "enum" else (error.validator_value,)
    yield Problem("choice", path, choices, error.instance, _near_choice(error.instance, choices))


def _near_choice(value: Any, choices: Sequence[Any]) -> str | None:
    return nearest(value, [choice for choice in choices if isinstance(choice, str)]) if isinstance(value, str) else None


def _out_of_bounds(error: Any, path: Path) -> Iterator[Problem]:
    yield Problem(error.validator, path, (error.validator_value,), error.instance)


def _wrong_form(error: Any, path: Path) -> Iterator[Problem]:
    examples = error.schema.get("examples") or ()
    yield Problem("pattern", path, (error.validator_value, *examples[:1]), error.instance)


def _too_short(error: Any, path: Path) -> Iterator[Problem]:
    yield Problem("empty", path, (error.validator_value,), error.instance)


def _wrong_key(error: Any, path: Path) -> Iterator[Problem]:
    key = error.instance
    yield Problem("key", (*path, key), (error.validator_value,), key)


def _keys(error: Any, path: Path) -> Iterator[Problem]:
    for inner in error.context or [error]:
        yield from _wrong_key(inner, path)


def _alternatives(error: Any, path: Path) -> Iterator[Problem]:
    """Explain the one alternative that the author most likely meant."""
    branches = error.validator_value
    if all(set(branch) == {"required"} for branch in branches):
        names = tuple(name for branch in branches for name in branch["required"])
        kind = "one-of" if error.validator == "oneOf" else "any-of"
        yield Problem(kind, path, names, tuple(name for name in names if name in error.instance))
        return
    failures: dict[int, list[Any]] = {}
    for inner in error.context:
        failures.setdefault(inner.relative_schema_path[0], []).append(inner)
    meant = [inner for inner in failures.values() if not any(_is_other_thing(one) for one in inner)]
    if len(meant) == 1 and not all(
        one.validator in ("enum", "const", "pattern") and not one.relative_path for one in meant[0]
    ):
        for inner in meant[0]:
            yield from _explained(inner)
        return
    choices = tuple(choice for inner in failures.values() for one in inner for choice in _choices(one))
    if choices and isinstance(error.instance, str):
        yield Problem("choice", path, choices, error.instance, _near_choice(error.instance, choices))
    elif len(meant) >= 1 and isinstance(error.instance, str):
        yield from _explained(meant[0][0])
    else:
        yield Problem("type", path, _types(error), error.instance)


def _is_other_thing(error: Any) -> bool:
    return error.validator == "type" and not error.relative_path


def _choices(error: Any) -> tuple[Any, ...]:
    if error.relative_path:
        return ()
    if error.validator == "enum":
        return tuple(error.validator_value)
    return (error.validator_value,) if error.validator == "const" else ()


def _types(error: Any) -> tuple[Any, ...]:
    """Return the types, or the choices, that would have been right."""
    if error.validator == "type":
        value = error.validator_value
        return (value,) if isinstance(value, str) else tuple(value)
    if error.validator == "enum":
        return ("string",)
    types = [kind for inner in error.context for kind in _types(inner) if not inner.relative_path]
    return tuple(dict.fromkeys(types))


EXPLAIN: dict[str, Callable[[Any, Path], Iterator[Problem]]] = {
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
    "propertyNames": _keys,
    "anyOf": _alternatives,
    "oneOf": _alternatives,
}


def _one_for_each_mistake(found: list[Problem]) -> list[Problem]:
    """Drop what follows from another problem: a missing field that is only misspelt, a second verdict on one value."""
    misspelt = {(problem.path[:-1], problem.suggestion) for problem in found if problem.kind == "unknown-field"}
    kept: dict[tuple[Any, ...], Problem] = {}
    for problem in found:
        if problem.kind == "missing-field" and (problem.path, problem.expected[0]) in misspelt:
            continue
        if problem.kind in ("one-of", "any-of") and any((problem.path, name) in misspelt for name in problem.expected):
            continue
        what = problem.expected if problem.kind == "missing-field" else ()
        kept.setdefault((problem.kind, problem.path, what), problem)
    return list(kept.values())


def describe(problem: Problem) -> Message:
    """Return the sentence that says what is wrong."""
    return _SENTENCES.get(problem.kind, _other)(problem)


def _other(problem: Problem) -> Message:
    return _("{found} does not fit here: {reason}", found=shown(problem.found), reason=problem.expected[0])


def _say_unknown(problem: Problem) -> Message:
    return _("there is no field '{name}' here", name=shown_key(problem.found))


def _say_missing(problem: Problem) -> Message:
    return _("the field '{name}' is missing", name=problem.expected[0])


def _say_type(problem: Problem) -> Message:
    return _("expected {expected}, found {found}", expected=type_names(problem.expected), found=shown(problem.found))


def _say_null(problem: Problem) -> Message:
    name = str(problem.path[-1]) if problem.path else ""
    return _("'{name}' is empty: expected {expected}", name=name, expected=type_names(problem.expected))


def _say_choice(problem: Problem) -> Message:
    choices = problem.expected[:CHOICES]
    return _("{found} is not one of {choices}", found=shown(problem.found), choices=" / ".join(map(str, choices)))


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


def _say_pattern(problem: Problem) -> Message:
    if len(problem.expected) > 1:
        return _("{found} has the wrong form: write for example {example}",
                 found=shown(problem.found), example=problem.expected[1])  # fmt: skip
    meaning = PATTERNS.get(str(problem.expected[0]), str(problem.expected[0]))
    return _("{found} has the wrong form: expected {meaning}", found=shown(problem.found), meaning=meaning)


def _say_key(problem: Problem) -> Message:
    meaning = PATTERNS.get(str(problem.expected[0]), _("at most {count} characters", count=problem.expected[0]))
    return _("'{name}' cannot be a key here: expected {meaning}", name=shown_key(problem.found), meaning=meaning)


def _say_empty(_problem: Problem) -> Message:
    return _("this is empty: write something, or take the line out")


def _say_one_of(problem: Problem) -> Message:
    if problem.found:
        return _("{names} exclude each other: keep one of them", names=_quoted(problem.found))
    return _("one of {names} is needed here", names=_quoted(problem.expected))


_SENTENCES: dict[str, Callable[[Problem], Message]] = {
    "unknown-field": _say_unknown,
    "missing-field": _say_missing,
    "type": _say_type,
    "null": _say_null,
    "choice": _say_choice,
    "minimum": _say_bound,
    "maximum": _say_bound,
    "exclusiveMinimum": _say_bound,
    "exclusiveMaximum": _say_bound,
    "maxLength": _say_bound,
    "pattern": _say_pattern,
    "key": _say_key,
    "empty": _say_empty,
    "one-of": _say_one_of,
    "any-of": _say_one_of,
}

PATTERNS: dict[str, Message] = {
    r"^[a-z0-9]+(-[a-z0-9]+)*$": _("lower-case letters, digits and single hyphens, such as 'service-desk'"),
    r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$": _("a language code such as 'nl'"),
    r"^\d{4}-\d{2}-\d{2}$": _("a date such as 2026-11-23"),
    r"^[A-Z]{3}$": _("a currency code such as EUR"),
    r"^https?://": _("an address that begins with https://"),
    r"^#[0-9a-fA-F]{6}$": _("a colour such as #0b5fff"),
}


def _quoted(names: Sequence[str]) -> str:
    return " / ".join(f"'{name}'" for name in names)


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
