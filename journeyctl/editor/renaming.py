"""Where an id is defined and used, and what to write everywhere when it gets another name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from journeyctl.diagnostics import Edit
from journeyctl.editor.hover import KINDS
from journeyctl.editor.names import PHASES, STEPS, Name
from journeyctl.i18n import Message, _
from journeyctl.model.spec.base import ID, ID_LENGTH
from journeyctl.model.stages import BUILT_IN

if TYPE_CHECKING:
    from journeyctl.editor.names import Definition
    from journeyctl.editor.view import Thing, View
    from journeyctl.source import Document


class Spot(NamedTuple):
    """Where an id stands."""

    document: Document
    start: int
    end: int


class Refusal(Exception):  # noqa: N818 - an answer to a person, not an error of the program
    """Why an id cannot be renamed."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


def definition(view: View) -> Definition | None:
    """Return where the id at the place is defined."""
    return view.names.definitions.get(view.thing.name) if view.thing else None


def spots(view: View, *, with_definition: bool) -> list[Spot]:
    """Return every place where the id at the place stands."""
    if not view.thing:
        return []
    found = definition(view)
    places = [(found.place.document, found.bounds)] if found and with_definition else []
    places += [(use.document, use.bounds) for use in view.names.uses.get(view.thing.name, ())]
    return [Spot(document, *bounds) for document, bounds in places if bounds]


def renamable(view: View) -> Thing:
    """Return the id at the place; raises Refusal when it cannot be renamed."""
    if view.thing is None:
        raise Refusal(_("there is no id here that can be renamed"))
    if definition(view) is None:
        message = _(
            "there is no {kind} '{id}' in this workspace", kind=KINDS[view.thing.name.kind], id=view.thing.name.id
        )
        raise Refusal(message)
    return view.thing


def renamed(view: View, new: str) -> tuple[Edit, ...]:
    """Return the edits that give the id at the place another name.

    Raises:
        Refusal: the new name is no id or is taken, or the id stands somewhere in a way that cannot be changed.
    """
    thing = renamable(view)
    if not re.fullmatch(ID, new) or len(new) > ID_LENGTH:
        raise Refusal(_("'{id}' is no id: write small letters, digits and single hyphens, at most 64", id=new))
    journey, _slash, _last = thing.name.id.rpartition("/")
    wanted = Name(thing.name.kind, f"{journey}/{new}" if thing.name.kind in (STEPS, PHASES) else new)
    is_built_in = thing.name.kind == "stages" and any(one.id == new for one in BUILT_IN)
    if wanted != thing.name and (wanted in view.names.definitions or is_built_in):
        raise Refusal(_("there is already {kind} '{id}'", kind=KINDS[wanted.kind], id=new))
    return tuple(_edit(spot, thing.name.last, new) for spot in spots(view, with_definition=True))


def _edit(spot: Spot, old: str, new: str) -> Edit:
    if spot.document.text[spot.start : spot.end] != old:
        line = spot.document.lines.position(spot.start)[0]
        raise Refusal(_("'{id}' is written otherwise at {path}:{line}", id=old, path=spot.document.path, line=line))
    return Edit(spot.document, spot.start, spot.end, new)
