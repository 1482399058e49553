"""Rules without code: YAML files, named in the settings, that say what must hold of what.

```yaml
rules:
  - code: HOUSE001
    name: nps-has-a-source
    severity: warning
    message:
      en: "KPI '{id}' does not say where its figure comes from"
      nl: "KPI '{id}' zegt niet waar het cijfer vandaan komt"
    given: {kind: kpis, where: {kind: nps}}
    then: {field: source, check: required}
```
"""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

import jsonschema_rs
import msgspec

from journeyctl import shape
from journeyctl.diagnostics import Severity
from journeyctl.errors import JourneyctlError, Where
from journeyctl.i18n import Message, _
from journeyctl.lint.finding import Finding
from journeyctl.lint.record import CORE, Doc, Rule
from journeyctl.model import Entity, Phase, Step, Text, Workspace
from journeyctl.model.spec.house_rules import Declared, DeclaredRules
from journeyctl.model.values import decoded
from journeyctl.resources import resource
from journeyctl.source import files, parse
from journeyctl.source.words import explained

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from journeyctl.source import Document, Place

VALUED = ("pattern", "one-of", "at-least", "at-most")


def declared_rules(root: Path, paths: Sequence[str]) -> tuple[Rule, ...]:
    """Return the rules in the files that the settings name.

    Raises:
        JourneyctlError: a file cannot be read, or says something that is no rule.
    """
    return tuple(_rule(declared, path) for path in paths for declared in _read(root, path).rules)


def _read(root: Path, path: str) -> DeclaredRules:
    try:
        document = parse(path, files.read_text(root, root / path))
    except files.Unreadable as error:
        hint = _("paths under `lint.rules` are relative to journeyctl.yaml and stay inside the workspace")
        raise JourneyctlError(_("cannot read the rules in '{path}': {why}", path=path, why=error.why), hint) from error
    _check(document)
    return msgspec.convert(document.values[0], DeclaredRules, dec_hook=decoded)


def _check(document: Document) -> None:
    if document.problems:
        _code, sentence, advice = explained(document.problems[0])
        raise JourneyctlError(sentence, advice, Where(document.path, *document.problems[0].span[:2]))
    if not document.values:
        raise JourneyctlError(_("this file holds no rules"), _("begin with `rules:`"), Where(document.path, 1, 1))
    schema = json.loads(resource("schemas", "rules.schema.json").read_text("utf-8"))
    for problem in shape.problems(document.values[0], schema):
        span = document.key_span((0, *problem.path)) if problem.at_key else document.value_span((0, *problem.path))
        raise JourneyctlError(shape.describe(problem), shape.advice(problem), Where(document.path, *span[:2]))


def _rule(declared: Declared, path: str) -> Rule:
    verdict = _verdict(declared, path)
    summary = declared.message.in_language("en")
    doc = Doc(summary, why=declared.why.in_language("en") if declared.why else "", source=path)
    why = _words(declared.why) if declared.why else None
    check = partial(_find, declared, verdict)
    return Rule(declared.code, declared.name, Severity.named(declared.severity), CORE, "0.1", check, doc, why)


def _find(declared: Declared, verdict: Callable[[Any], bool], workspace: Workspace) -> Iterator[Finding]:
    for subject in _subjects(declared.given.kind, workspace):
        if all(_matches(_value(subject, field), wanted) for field, wanted in declared.given.where.items()):
            value = _value(subject, declared.then.field)
            if not verdict(value):
                help_ = _words(declared.help) if declared.help else None
                yield Finding(_place(subject, declared.then.field, value), _filled(declared.message, subject), help_)


Subject = Entity[Any] | Phase | Step


def _subjects(kind: str, workspace: Workspace) -> Iterator[Subject]:
    if kind == "journeys":
        yield from workspace.live
    elif kind == "phases":
        yield from (phase for journey in workspace.live for phase in journey.phases)
    elif kind == "steps":
        yield from workspace.steps()
    elif kind == "contacts":
        yield from workspace.contacts()
    else:
        yield from workspace.entities[kind].values()


def _value(subject: Subject, field: str) -> Any:
    """Return what a field says; of a step also what it sees of its touchpoint. Nothing where nothing is written."""
    first, *rest = field.split(".")
    value = getattr(subject, first, None) if isinstance(subject, Step) else None
    if value is None:
        value = getattr(subject.spec, first, None)
    for name in rest:
        value = getattr(value, name, None)
    return None if value in ((), {}) else value


def _matches(value: Any, wanted: Any) -> bool:
    choices = wanted if isinstance(wanted, tuple) else (wanted,)
    values = value if isinstance(value, tuple) else (value,)
    return any(_plain(one) in choices for one in values)


def _plain(value: Any) -> Any:
    return value.in_language("") if isinstance(value, Text) else value


def _verdict(declared: Declared, path: str) -> Callable[[Any], bool]:
    then = declared.then
    if then.check in VALUED and then.value is None:
        raise JourneyctlError(
            _(
                "{path}: rule {code} checks '{check}' without a `value`",
                path=path,
                code=declared.code,
                check=then.check,
            ),
            _("add `value: …`"),
        )
    makers: Mapping[str, Callable[[Any], Callable[[Any], bool]]] = {
        "required": lambda _wanted: lambda value: value is not None,
        "absent": lambda _wanted: lambda value: value is None,
        "pattern": partial(_pattern, declared.code, path),
        "one-of": lambda wanted: lambda value: value is None or _matches(value, wanted),
        "at-least": lambda wanted: lambda value: value is None or _size(value) >= _number(wanted, declared.code, path),
        "at-most": lambda wanted: lambda value: value is None or _size(value) <= _number(wanted, declared.code, path),
    }
    return makers[then.check](then.value)


def _pattern(code: str, path: str, wanted: Any) -> Callable[[Any], bool]:
    """Return a check against a pattern, by an engine whose time is linear: a stranger's pattern cannot hang it."""
    try:
        options = jsonschema_rs.RegexOptions()
        matcher = jsonschema_rs.validator_for({"type": "string", "pattern": str(wanted)}, pattern_options=options)
    except ValueError as error:
        hint = _("look-around and back-references are not supported")
        raise JourneyctlError(
            _("{path}: the pattern of rule {code} cannot be used", path=path, code=code), hint
        ) from error
    return lambda value: value is None or all(matcher.is_valid(word) for word in _all_words(value))


def _all_words(value: Any) -> tuple[str, ...]:
    if isinstance(value, Text):
        return value.all_words
    return tuple(map(str, value)) if isinstance(value, tuple) else (str(value),)


def _size(value: Any) -> float:
    if isinstance(value, Text):
        return max(map(len, value.all_words), default=0)
    return float(value) if isinstance(value, int | float) else len(value)


def _number(wanted: Any, code: str, path: str) -> float:
    if isinstance(wanted, bool) or not isinstance(wanted, int | float):
        raise JourneyctlError(
            _("{path}: rule {code} needs a number as its `value`", path=path, code=code),
            _("write one, such as `value: 40`"),
        )
    return wanted


def _place(subject: Subject, field: str, value: Any) -> Place:
    place = subject.place.at(*field.split("."))
    if value is None or place.document.value_offsets(place.path) is None:
        return subject.place.key
    return place.value


def _filled(message: Text, subject: Subject) -> Message:
    languages = message.languages or ("en", "nl")
    words = tuple((language, _fill(message.in_language(language), subject, language)) for language in languages)
    return _words(Text(None, words))


def _fill(words: str, subject: Subject, language: str) -> str:
    return words.replace("{id}", subject.id).replace("{name}", subject.name.in_language(language))


def _words(text: Text) -> Message:
    return _("{words}", words=text)
