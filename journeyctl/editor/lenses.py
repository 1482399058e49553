"""What stands above an entity: how long a journey is and who owns it, how often a touchpoint is used."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from journeyctl.editor.names import STEPS, Name
from journeyctl.editor.symbols import in_document
from journeyctl.i18n import Message, _, plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyctl.editor.outline import Bounds
    from journeyctl.editor.symbols import Symbol
    from journeyctl.editor.view import View


class Lens(NamedTuple):
    """Facts that stand above a stretch of text."""

    facts: tuple[Message, ...]
    bounds: Bounds


def lenses(view: View) -> Iterator[Lens]:
    """Yield the facts about each journey and each shared touchpoint of the document."""
    for one in in_document(view):
        if one.kind == "journeys":
            yield Lens(tuple(_journey(view, one)), one.told)
        elif one.kind == "touchpoints":
            count = len(view.names.uses.get(Name("touchpoints", one.id), ()))
            yield Lens((plural("used {count} time", "used {count} times", count),), one.told)


def _journey(view: View, one: Symbol) -> Iterator[Message]:
    steps = sum(inner.kind == STEPS for phase in one.inner for inner in phase.inner)
    yield plural("{count} step", "{count} steps", steps)
    about = f"journeys/{one.id}"
    found = sum(finding.entity == about or finding.entity.startswith(f"{about}/") for finding in view.state.findings)
    yield plural("{count} finding", "{count} findings", found)
    definition = view.names.definitions.get(Name("journeys", one.id))
    owner = definition.written.get("owner") if definition and isinstance(definition.written, dict) else None
    if isinstance(owner, str):
        known = view.names.definitions.get(Name("owners", owner))
        yield _("owner: {owner}", owner=known.words if known and known.words else owner)
