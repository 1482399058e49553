"""What a document holds, as a tree: entities, and in journeys their phases and steps; and what a workspace holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from journeyctl.editor.names import PHASES, STEPS
from journeyctl.editor.outline import Bounds
from journeyctl.model import spec

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyctl.editor.names import Definition, Names
    from journeyctl.editor.outline import Node, Outline
    from journeyctl.editor.view import View

MOST = 500
ENTITY = 3  # document, collection, id


class Symbol(NamedTuple):
    """One thing in a document.

    Args:
        id: by which it is known.
        kind: a collection, `phases` or `steps`.
        whole: all of it.
        told: the part that tells what it is.
        inner: what lies in it.
    """

    id: str
    kind: str
    whole: Bounds
    told: Bounds
    inner: tuple[Symbol, ...] = ()


def in_document(view: View) -> tuple[Symbol, ...]:
    """Return what the document holds."""
    return tuple(_entities(view.outline))


def _entities(read: Outline) -> Iterator[Symbol]:
    for path, node in read.at_path.items():
        if len(path) == ENTITY and path[1] in spec.COLLECTIONS and node.key:
            inner = tuple(_items(read, (*path, "phases"), PHASES)) if path[1] == "journeys" else ()
            yield Symbol(str(path[2]), str(path[1]), Bounds(node.key.start, read.ends[path]), node.key, inner)


def _items(read: Outline, path: tuple[str | int, ...], kind: str) -> Iterator[Symbol]:
    number = 0
    while (item := (*path, number)) in read.ends:
        node = read.at_path.get((*item, "id"))
        if node and node.key and node.value:
            inner = tuple(_items(read, (*item, "steps"), STEPS)) if kind == PHASES else ()
            whole = Bounds(_start(read, item, node), max(read.ends[item], node.value.end))
            yield Symbol(read.said(node.path), kind, whole, node.value, inner)
        number += 1


def _start(read: Outline, item: tuple[str | int, ...], node: Node) -> int:
    """Return where an item begins: its first key."""
    return next(
        (one.key.start for one in read.nodes if one.path[:-1] == item and one.key), node.key.start if node.key else 0
    )


def in_workspace(names: Names, query: str) -> list[Definition]:
    """Return the ids of the workspace that hold a query, or whose names do."""
    wanted = query.casefold()
    found = [
        one for one in names.definitions.values() if wanted in one.name.id.casefold() or wanted in one.words.casefold()
    ]
    return found[:MOST]
