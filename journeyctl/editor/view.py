"""One place in an open text, with all that is known around it: what the features look at."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from journeyctl.editor.half_typed import outline
from journeyctl.editor.names import EXPECTATIONS, PHASES, STEPS, Name
from journeyctl.editor.outline import Bounds, Outline, unquoted
from journeyctl.model import spec
from journeyctl.model.fields import annotation_at, shape_of, targets_in

if TYPE_CHECKING:
    from journeyctl.editor.desk import State
    from journeyctl.editor.names import Names
    from journeyctl.editor.outline import Node
    from journeyctl.model.fields import Target


class Thing(NamedTuple):
    """An id in a text: what it names and where it stands."""

    name: Name
    bounds: Bounds


@dataclass(frozen=True)
class View:
    """A place in an open text.

    Args:
        state: of the workspace, as it was judged last.
        names: all ids of the workspace.
        path: of the file, relative to the workspace.
        text: what it says now.
        offset: the place, in code points.
    """

    state: State
    names: Names
    path: str
    text: str
    offset: int = 0

    @cached_property
    def outline(self) -> Outline:
        """What the text says, whether it is whole or not."""
        return outline(self.text)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages of the workspace."""
        return self.state.policy.settings.languages if self.state.policy else ("en",)

    @cached_property
    def thing(self) -> Thing | None:
        """The id at the place, if there is one."""
        return thing_at(self.outline, self.offset)


def thing_at(read: Outline, offset: int) -> Thing | None:
    """Return the id at an offset; None when what stands there is none."""
    found = read.node_at(offset)
    if found is None:
        return None
    node, part = found
    if part == "key":
        return _defined_by_key(read, node)
    if node.kind != "scalar" or node.value is None:
        return None
    bounds = _without_quotes(read.text, node.value)
    written = read.text[slice(*bounds)]
    if node.path[-1] == "id":
        name = _defined_by_id(node, written)
        return Thing(name, bounds) if name else None
    targets = targets_in(annotation_at(shape_of(node.path)))
    return _referred(read, node, targets[0], bounds, offset) if targets and written else None


def _defined_by_key(read: Outline, node: Node) -> Thing | None:
    is_entity = len(node.path) == 3 and node.path[1] in spec.COLLECTIONS  # noqa: PLR2004 - document, collection, id
    if not is_entity or node.key is None or node.kind == "word":
        return None
    bounds = _without_quotes(read.text, node.key)
    return Thing(Name(str(node.path[1]), read.text[slice(*bounds)]), bounds)


def _defined_by_id(node: Node, written: str) -> Name | None:
    shape = shape_of(node.path)
    if shape[-3:-1] == (EXPECTATIONS, "*"):
        return Name(EXPECTATIONS, written)
    if shape == ("journeys", "*", "phases", "*", "id"):
        return Name(PHASES, f"{node.path[2]}/{written}")
    if shape == ("journeys", "*", "phases", "*", "steps", "*", "id"):
        return Name(STEPS, f"{node.path[2]}/{written}")
    return None


def _referred(read: Outline, node: Node, target: Target, bounds: Bounds, offset: int) -> Thing:
    written = read.text[slice(*bounds)]
    if target.kind == "ref":
        return Thing(Name(target.collection, written), bounds)
    if target.kind == "journey-step":
        journey, slash, _step = written.partition("/")
        cut = bounds.start + len(journey)
        if not slash or offset <= cut:
            return Thing(Name("journeys", journey), Bounds(bounds.start, cut))
        return Thing(Name(STEPS, written), Bounds(cut + 1, bounds.end))
    journey = str(node.path[2]) if target.kind == "step" else read.said((*node.path[:-1], "journey"))
    return Thing(Name(STEPS, f"{journey}/{written}"), bounds)


def _without_quotes(text: str, bounds: Bounds) -> Bounds:
    written = text[slice(*bounds)]
    inner = len(unquoted(written))
    return bounds if inner == len(written) else Bounds(bounds.start + 1, bounds.end - 1)
