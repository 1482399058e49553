"""What is wrong with a value, and what to do about it, in the words of a person."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from journeyctl.i18n import Message, _
from journeyctl.shape.problem import ID, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

EXCERPT = 40
LIMIT = 1_000  # a bound from here on keeps out nonsense; it is nothing to choose from
TYPE_NAMES: dict[str, Message] = {
    "string": _("text"),
    "object": _("a mapping"),
    "array": _("a list"),
    "integer": _("a whole number"),
    "number": _("a number"),
    "boolean": _("true or false"),
}


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
    return (advise(problem) if advise else None) or _advise_example(problem)


def _advise_id(problem: Problem) -> Message:
    if problem.suggestion:
        name = problem.suggestion
        return _("did you mean '{name}'? ids are lower-case letters, digits and single hyphens", name=name)
    return _("write lower-case letters, digits and single hyphens")


def _advise_example(problem: Problem) -> Message | None:
    """Return the last advice: what might stand there."""
    if not problem.example:
        return None
    is_item = bool(problem.path) and isinstance(problem.path[-1], int)
    line = problem.example if is_item else f"{_name(problem)}: {problem.example}"
    least, most = problem.bounds or (0, LIMIT)
    if most < LIMIT:
        return _("write a number from {least} to {most}, such as `{line}`", least=least, most=most, line=line)
    return _("write something like `{line}`", line=line)


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
    if "array" in expected and not isinstance(found, list):
        many = _("begin each item on a line of its own with `- `")
        return many if isinstance(found, dict) else _("write a list: `[one, two]`, or `- one` on a line of its own")
    if {"number", "integer"} & {*expected} and is_written and any(char.isdigit() for char in found):
        return _("write the number alone, without quotes or a unit")
    if "string" in expected and isinstance(found, dict):
        return _("put it in quotes if it is meant as text; a colon makes a mapping of it")
    return _("write its fields on lines of their own, as `field: value`") if expected == ("object",) else None


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


def _advise_shorter(problem: Problem) -> Message:
    return _("shorten it to at most {bound} characters", bound=problem.expected[0])


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
    meaning = None if problem.example else PATTERNS.get(str(problem.expected[0]))
    return _("write {meaning}", meaning=meaning) if meaning else None


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
    "null": _say_empty,
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
    "maxLength": _advise_shorter,
    "pattern": _advise_pattern,
    "empty": _advise_empty,
    "both": _advise_both,
    "one-of": _advise_one_of,
    "any-of": _advise_one_of,
}


PERCENT = 100
DURATION = r"^P(?=.)(\d{1,9}Y)?(\d{1,9}M)?(\d{1,9}W)?(\d{1,9}D)?(T(?=.)(\d{1,9}H)?(\d{1,9}M)?(\d{1,9}S)?)?$"
# Every pattern of a schema, in words; a test holds this to the schemas.
PATTERNS: dict[str, Message] = {
    ID: _("an id such as 'service-desk'"),
    r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$": _("a language code such as 'nl'"),
    r"^\d{4}-\d{2}-\d{2}$": _("a date such as 2026-11-23"),
    DURATION: _("a duration such as PT4H or P3D"),
    r"^[A-Z]{3}$": _("a currency code such as EUR"),
    r"^https?://": _("an address that begins with https://"),
    r"^(https?://[^\s?#]+)?$": _("an address that begins with https://, without blanks, `?` and `#`"),
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
