"""What can be done about a finding: mend it, write what was meant, create what is missing, accept it with a reason."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from journeyctl.compiler.references import A
from journeyctl.diagnostics import Edit
from journeyctl.editor.half_typed import outline
from journeyctl.editor.view import thing_at
from journeyctl.i18n import Message, _
from journeyctl.lint.fixes import one_round
from journeyctl.lint.scaffold import TODO
from journeyctl.lint.suppression import with_ignores
from journeyctl.model import spec
from journeyctl.model.fields import annotation_at, choices_in, fields_in, shape_of
from journeyctl.model.spec.base import ID, ID_LENGTH
from journeyctl.source import Document
from journeyctl.source.formatting import line_break
from journeyctl.spelling import near

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from journeyctl.diagnostics import Diagnostic
    from journeyctl.editor.outline import Node, Outline
    from journeyctl.editor.view import Thing, View

UNRESOLVED = "REF001"
INVALID = "DOC007"
INDENT = 2


class Action(NamedTuple):
    """Something to do about findings.

    Args:
        about: the findings that it mends.
        is_likely: whether it is what most people would do.
    """

    title: Message
    edits: tuple[Edit, ...]
    about: tuple[Diagnostic, ...] = ()
    is_likely: bool = False


def actions(view: View, findings: Iterable[Diagnostic]) -> list[Action]:
    """Return what can be done about findings of the open text; nothing about one that is out of date."""
    return [action for one in findings if one.document.text == view.text for action in _about(view, one)]


def fix_all(view: View) -> Action | None:
    """Return what mends all that can be mended in the open text without changing what it means."""
    found = [one for one in view.state.findings if one.path == view.path and one.document.text == view.text]
    fixes = [one.fix for one in found if one.fix and one.fix.safe and _is_inside(one.fix.edits, view.path)]
    before, after, count = one_round(fixes)
    if not count:
        return None
    edit = _rewritten(Document(view.path, before[view.path]), after[view.path])
    return Action(_("mend all that is safe to mend"), (edit,))


def _is_inside(edits: tuple[Edit, ...], path: str) -> bool:
    return all(edit.document.path == path for edit in edits)


def _about(view: View, finding: Diagnostic) -> Iterator[Action]:
    if finding.fix:
        yield Action(finding.fix.title, finding.fix.edits, (finding,), is_likely=finding.fix.safe)
    yield from _respelled(view, finding)
    if finding.code == UNRESOLVED:
        yield from _created(view, finding)
    yield from _accepted(view, finding)


def _respelled(view: View, finding: Diagnostic) -> Iterator[Action]:
    """Yield what was most likely meant, where the finding itself is not sure."""
    if finding.fix or finding.code not in (UNRESOLVED, INVALID):
        return
    read, start = view.outline, finding.document.lines.offset(finding.span.line, finding.span.column)
    thing = thing_at(read, start)
    found = read.node_at(start)
    if thing:
        known = [one.name.last for one in view.names.of(thing.name.kind) if _is_beside(one.name.id, thing)]
        word, bounds = thing.name.last, thing.bounds
    elif found and found[0].value:
        word, bounds = read.text[slice(*found[0].value)], found[0].value
        known = list(choices_in(annotation_at(shape_of(found[0].path))))
    else:
        return
    for one in near(word, known):
        yield Action(_("write '{name}'", name=one), (Edit(finding.document, *bounds, one),), (finding,))


def _is_beside(identity: str, thing: Thing) -> bool:
    return identity.rpartition("/")[0] == thing.name.id.rpartition("/")[0]


def _created(view: View, finding: Diagnostic) -> Iterator[Action]:
    """Yield what creates the entity that a reference names, with `TODO` where a person must decide."""
    thing = thing_at(view.outline, finding.document.lines.offset(finding.span.line, finding.span.column))
    if thing is None or thing.name.kind not in spec.COLLECTIONS or thing.name in view.names.definitions:
        return
    kind, identity = thing.name
    if not re.fullmatch(ID, identity) or len(identity) > ID_LENGTH or kind == "journeys":
        return
    home = next((one.place.document for one in view.names.of(kind)), finding.document)
    title = _("create {kind} '{id}' in {path}", kind=A[kind], id=identity, path=home.path)
    yield Action(title, (_entry(home, kind, identity),), (finding,))


def _entry(document: Document, collection: str, identity: str) -> Edit:
    """Return the edit that adds an entity at the end of its collection, or the collection at the end of the file."""
    read = outline(document.text)
    node = next((one for path, one in reversed(list(read.at_path.items())) if path[1:] == (collection,)), None)
    if node and node.kind == "mapping" and node.value:
        inner = ", ".join(f"{name}: {value}" for name, value, _choices in _required(collection))
        comma = ", " if read.text[node.value.start + 1 : node.value.end - 1].strip() else ""
        return Edit(document, node.value.end - 1, node.value.end - 1, f"{comma}{identity}: {{{inner}}}")
    return _block(document, read, node, collection, identity)


def _block(document: Document, read: Outline, node: Node | None, collection: str, identity: str) -> Edit:
    text, ending = document.text, line_break(document.text)
    column = _column(read, node)
    end = read.ends[node.path] if node else len(text.rstrip())
    at = _line_end(text, end)
    head = [] if node else [f"{collection}:"]
    lines = [*head, f"{' ' * column}{identity}:", *(_line(column + INDENT, *one) for one in _required(collection))]
    return Edit(document, at, at, (ending if text[:at].strip() else "") + ending.join(lines))


def _column(read: Outline, node: Node | None) -> int:
    """Return the column at which the entities of a collection begin."""
    first = next((one.key for one in read.nodes if node and one.path[:-1] == node.path and one.key), None)
    return read.lines.position(first.start)[1] - 1 if first else INDENT


def _line_end(text: str, at: int) -> int:
    found = re.compile(r"[\r\n]|\Z").search(text, at)
    return found.start() if found else len(text)


def _required(collection: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield the fields without which an entity does not compile: name, what to write, and what there is to choose."""
    for field in fields_in(annotation_at((collection, "*"))).values():
        if field.is_required:
            choices = choices_in(field.annotation)
            yield field.name, choices[0] if choices else TODO, choices


def _line(column: int, name: str, value: str, choices: tuple[str, ...]) -> str:
    comment = f"  # {TODO}: {', '.join(choices)}" if choices else ""
    return f"{' ' * column}{name}: {value}{comment}"


def _accepted(view: View, finding: Diagnostic) -> Iterator[Action]:
    """Yield the comment that suppresses a finding; its reason is for a person to write."""
    rules = view.state.policy.documented if view.state.policy else ()
    texts, _left = with_ignores([finding], f"{TODO}: say why this is right", rules)
    for _before, after in texts.values():
        title = _("accept {code} here, with a reason", code=finding.code)
        yield Action(title, (_rewritten(finding.document, after),), (finding,))


def _rewritten(document: Document, after: str) -> Edit:
    """Return the smallest edit that makes one text of another."""
    before = document.text
    most = min(len(before), len(after))
    start = next((at for at in range(most) if before[at] != after[at]), most)
    tail = next((at for at in range(most - start) if before[-1 - at] != after[-1 - at]), most - start)
    return Edit(document, start, len(before) - tail, after[start : len(after) - tail])
