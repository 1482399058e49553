"""What a place in a text means: a field, an id, or the rule that a comment suppresses; as Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from journeyctl.compiler.references import ONE
from journeyctl.editor.names import PHASES
from journeyctl.editor.outline import Bounds
from journeyctl.i18n import Message, _, plural
from journeyctl.lint.suppression import COMMENT, IGNORE
from journeyctl.model.fields import annotation_at, choices_in, fields_in, meaning_of, shape_of
from journeyctl.report.base import RULE_PAGE
from journeyctl.shape.words import flow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyctl.editor.names import Definition
    from journeyctl.editor.view import Thing, View
    from journeyctl.lint import Rule

SIGNS = re.compile(r"([\\`*_{}\[\]()#+\-.!<>|~&])")
KINDS = {**ONE, PHASES: _("phase")}


class Card(NamedTuple):
    """What is shown beside a stretch of text: paragraphs, each a sentence or Markdown as it is."""

    paragraphs: tuple[Message | str, ...]
    bounds: Bounds


def card(view: View) -> Card | None:
    """Return what is shown at the place; None when there is nothing to say."""
    if found := _rule_at(view):
        return found
    if view.thing and (definition := view.names.definitions.get(view.thing.name)):
        return Card(tuple(_entity(view, view.thing, definition)), view.thing.bounds)
    return _field_at(view)


def _rule_at(view: View) -> Card | None:
    lines = view.outline.lines
    number = lines.position(view.offset)[0]
    start, line = lines.starts[number - 1], lines.line(number)
    comment = COMMENT.search(line)
    form = IGNORE.match(comment["rest"]) if comment else None
    if not comment or not form or not view.state.policy:
        return None
    first = start + comment.start("rest") + form.start("words")
    for word in re.finditer(r"[^\s,]+", form["words"]):
        bounds = Bounds(first + word.start(), first + word.end())
        rules = [one for one in view.state.policy.documented if word[0].casefold() in (one.code.casefold(), one.name)]
        if bounds.holds(view.offset) and rules:
            return Card(tuple(_about(rules[0])), bounds)
    return None


def _about(rule: Rule) -> Iterator[str]:
    yield f"**[{rule.code}]({RULE_PAGE.format(code=rule.code)}) {rule.name}** · {rule.severity.label}"
    yield rule.doc.summary
    yield from filter(None, (rule.doc.why,))


def _entity(view: View, thing: Thing, definition: Definition) -> Iterator[Message | str]:
    kind = KINDS[thing.name.kind]
    place = definition.place
    yield _("{kind} `{id}`: {name}", kind=kind, id=thing.name.id, name=plain(definition.words or thing.name.last))
    written = definition.written if isinstance(definition.written, dict) else {}
    described = written.get("description")
    if isinstance(described, dict):
        described = next(iter(described.values()), "")
    if isinstance(described, str):
        yield plain(described)
    if isinstance(owner := written.get("owner"), str):
        yield _("owner: {owner}", owner=plain(owner))
    yield _("defined at {path}:{line}", path=plain(place.document.path), line=place.span.line)
    count = len(view.names.uses.get(thing.name, ()))
    yield plural("used {count} time", "used {count} times", count)


def _field_at(view: View) -> Card | None:
    found = view.outline.node_at(view.offset)
    if found is None:
        return None
    node, part = found
    bounds = node.key if part == "key" else node.value
    path = node.path
    while path and isinstance(path[-1], int):
        path = path[:-1]
    if not path or bounds is None or node.kind == "word":
        return None
    field = fields_in(annotation_at(shape_of(path[:-1]))).get(str(path[-1]))
    if field is None:
        return None
    return Card(tuple(filter(None, _about_field(field.name, field.meaning, field.annotation, field.examples))), bounds)


def _about_field(name: str, meaning: str, annotation: object, examples: tuple[object, ...]) -> Iterator[Message | str]:
    yield f"**{name}**: {meaning}"
    yield plain(meaning_of(annotation))
    if choices := choices_in(annotation):
        yield " · ".join(f"`{one}`" for one in choices)
    if examples:
        yield _("example: {example}", example=f"`{flow(examples[0])}`")


def plain(words: str) -> str:
    """Return words of a document so that Markdown shows them as they are: no link, no picture, no markup."""
    return SIGNS.sub(r"\\\1", " ".join(words.split()))
