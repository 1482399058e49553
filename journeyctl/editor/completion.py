"""What may be written at a place: fields, choices, ids, languages; the text is half typed, as it always is then."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from journeyctl.compiler.references import ONE
from journeyctl.editor.half_typed import outline
from journeyctl.editor.names import STEPS
from journeyctl.editor.outline import Bounds
from journeyctl.model.fields import (
    alternatives,
    annotation_at,
    choices_in,
    fields_in,
    shape_of,
    speaks,
    stepped,
    targets_in,
)
from journeyctl.model.stages import BUILT_IN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyctl.editor.outline import Node, Outline
    from journeyctl.editor.view import View
    from journeyctl.i18n import Message
    from journeyctl.model.fields import Field, Target

MARK = "\ue000"  # stands at the cursor while the text is read; no keyboard writes it
MOST = 1000

Kind = Literal["field", "choice", "id", "language"]


class Offer(NamedTuple):
    """One thing that may be written.

    Args:
        label: what is shown and looked for.
        text: what is written.
        detail: what it is, in a few words.
        meaning: what it means, in a sentence.
    """

    label: str
    text: str
    kind: Kind
    detail: Message | str = ""
    meaning: str = ""


class Offers(NamedTuple):
    """What may be written instead of a stretch of the text."""

    found: tuple[Offer, ...]
    bounds: Bounds
    is_all: bool


def offers(view: View) -> Offers:
    """Return what may be written at the place; nothing in comments and in words of people."""
    at = view.offset
    read = outline(view.text[:at] + MARK + view.text[at:])
    for node in read.nodes:
        for part in (node.key, node.value):
            if part and part.start <= at < part.end and node.kind not in ("mapping", "list", "text"):
                word = _word(read.text, part, at)
                found = list(islice(_offered(view, read, node, is_key=part is node.key), MOST + 1))
                return Offers(tuple(found[:MOST]), Bounds(word.start, word.end - len(MARK)), len(found) <= MOST)
    return Offers((), Bounds(at, at), is_all=True)


def _word(text: str, part: Bounds, at: int) -> Bounds:
    """Return a scalar without its quotes; when what follows the cursor is more than a word, only up to there."""
    start = part.start + text.startswith(("'", '"'), part.start)
    end = part.end - (start > part.start and part.end - 1 > at and text[part.end - 1] == text[part.start])
    return Bounds(start, end)


def _offered(view: View, read: Outline, node: Node, *, is_key: bool) -> Iterator[Offer]:
    if node.kind == "word":
        yield from _keys(view, read, node.path, is_new=True)
        if not is_key:
            yield from _values(view, read, node.path)
    elif is_key:
        yield from _keys(view, read, node.path[:-1], is_new=False)
    else:
        if isinstance(node.path[-1], int):  # an item that may become a mapping
            yield from _keys(view, read, node.path, is_new=True)
        yield from _values(view, read, node.path)


def _keys(view: View, read: Outline, path: tuple[str | int, ...], *, is_new: bool) -> Iterator[Offer]:
    annotation = annotation_at(shape_of(path))
    taken = set(read.fields_of(path))
    for field in fields_in(annotation).values():
        if field.name not in taken:
            yield Offer(
                field.name,
                f"{field.name}:{_space(field)}" if is_new else field.name,
                "field",
                _form(field),
                field.meaning,
            )
    if speaks(annotation):
        yield from (Offer(one, f"{one}: " if is_new else one, "language") for one in view.languages if one not in taken)


def _space(field: Field) -> str:
    """Return the blank behind a field that takes a value on its line."""
    is_inline = choices_in(field.annotation) or targets_in(field.annotation) or speaks(field.annotation)
    return " " if is_inline or not (fields_in(field.annotation) or stepped(field.annotation, "*")) else ""


def _form(field: Field) -> str:
    choices = choices_in(field.annotation)
    return " | ".join(choices) if choices else ""


def _values(view: View, read: Outline, path: tuple[str | int, ...]) -> Iterator[Offer]:
    annotation = annotation_at(shape_of(path))
    yield from (Offer(one, one, "choice") for one in choices_in(annotation))
    for target in targets_in(annotation):
        yield from _ids(view, read, path, target)
    item = stepped(annotation, "*") if _is_list(annotation) else None
    if item is not None:
        yield from (Offer(one, f"[{one}]", "choice") for one in choices_in(item) if one not in choices_in(annotation))
        for target in targets_in(item):
            yield from (one._replace(text=f"[{one.text}]") for one in _ids(view, read, (*path, 0), target))


def _is_list(annotation: Any) -> bool:
    return any(getattr(kind, "__origin__", None) is tuple for kind in alternatives(annotation))


def _ids(view: View, read: Outline, path: tuple[str | int, ...], target: Target) -> Iterator[Offer]:
    if target.kind == "ref":
        yield from (
            Offer(one.name.id, one.name.id, "id", one.words, _where(one.place.document.path, target.collection))
            for one in view.names.of(target.collection)
        )
        if target.collection == "stages":
            written = {one.name.id for one in view.names.of("stages")}
            yield from (
                Offer(one.id, one.id, "id", one.name.in_language(view.languages[0]))
                for one in BUILT_IN
                if one.id not in written
            )
        return
    journey = str(path[2]) if target.kind == "step" else read.said((*path[:-1], "journey")).replace(MARK, "")
    for one in view.names.of(STEPS):
        if target.kind == "journey-step":
            yield Offer(one.name.id, one.name.id, "id", one.words, one.place.document.path)
        elif one.name.id.startswith(f"{journey}/"):
            yield Offer(one.name.last, one.name.last, "id", one.words, one.place.document.path)


def _where(path: str, collection: str) -> str:
    return f"{ONE[collection].one}, {path}"
