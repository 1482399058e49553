"""The manifest: a workspace as JSON that other tools read, and that journeyctl compiles again.

The same facts give the same bytes, whatever the order of files and keys: entities and keys are sorted, lists keep
their order. Its structs, and so its schema and its reference, stand in `journeyctl.model.manifest`.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import msgspec

from journeyctl.compiler import Compiled, compile_documents
from journeyctl.errors import JourneyctlError
from journeyctl.exchange.base import EVERYTHING
from journeyctl.i18n import _
from journeyctl.model.manifest import VERSION, EdgeFacts, StepFacts
from journeyctl.model.stages import BUILT_IN
from journeyctl.model.values import EXTENSION, Note, Text
from journeyctl.settings import Settings
from journeyctl.source import Document

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from journeyctl.exchange.base import Wanted
    from journeyctl.model import Journey, Step, Workspace

EXPORTS = "the manifest: the whole compiled workspace, for programs"
FOR_PROGRAMS = True  # every run makes it anew and nobody edits it, so it may be written over
FILE = "manifest.json"
EXACT = 2**53  # up to here a double holds every whole number
# What YAML takes for a line break or refuses, and what an eye cannot see, is written as JSON's escape.
ESCAPED = re.compile("[\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]")


def export(workspace: Workspace, wanted: Wanted = EVERYTHING) -> bytes:
    """Return the manifest of a workspace that compiled without errors, as JSON in UTF-8.

    Raises:
        JourneyctlError: some journeys only are wanted, while a manifest is always whole.
    """
    if wanted.journeys:
        raise JourneyctlError(_("a manifest always holds all journeys"), _("leave out `--journey`"))
    return _text(manifest(workspace)).encode()


def manifest(workspace: Workspace) -> dict[str, Any]:
    """Return the manifest of a workspace that compiled without errors, as plain values."""
    return {
        "version": VERSION,
        "name": workspace.name,
        "languages": list(workspace.languages),
        "written": _sorted(written(workspace)),
        "resolved": _resolved(workspace),
    }


def load(text: str, root: Path) -> Compiled:
    """Compile a manifest.

    Args:
        text: the manifest.
        root: the folder that the paths in it (pictures) are relative to.

    Raises:
        JourneyctlError: it is no manifest of this version.
    """
    try:
        envelope = msgspec.json.decode(text, type=Envelope)
    except (msgspec.MsgspecError, RecursionError, UnicodeError) as error:
        message = _("this is no manifest that can be read: {reason}", reason=str(error)[:200])
        raise JourneyctlError(message, _("write it with `journeyctl export json`")) from error
    if envelope.version != VERSION:
        message = _(
            "this is a manifest of version {version}; this journeyctl reads version {known}",
            version=envelope.version,
            known=VERSION,
        )
        raise JourneyctlError(message, _("export it again, or use the journeyctl that wrote it"))
    settings = Settings(name=envelope.name, languages=envelope.languages)
    return compile_documents([document(envelope.written)], root, settings)


def document(value: dict[str, Any]) -> Document:
    """Return the written part of a manifest as a document that can be compiled."""
    return Document(FILE, _text(value), (value,))


class Envelope(msgspec.Struct):
    """What a manifest must have to be compiled; the rest of it follows from this."""

    version: int
    name: str
    languages: tuple[str, ...]
    written: dict[str, Any]


def written(workspace: Workspace) -> dict[str, Any]:
    """Return all that is written, as one document: every collection by id, x- keys kept, readings in place."""
    whole: dict[str, Any] = {}
    notes: dict[tuple[str, ...], list[Any]] = defaultdict(list)
    for path, value in _parts(workspace):
        if path[-1].startswith(EXTENSION):
            notes[path].append(value)
        else:
            _put(whole, path, value)
    for path, values in notes.items():
        _put(whole, path, _together(values))
    for kpi, readings in workspace.readings.items():
        _inline(whole["kpis"], kpi, plain(readings, workspace.languages[0]))
    return whole


def _parts(workspace: Workspace) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield the organisation and every entity with its path, and the notes beside them."""
    for source in workspace.documents.values():
        for value in source.values:
            for key, entry in (value or {}).items():
                if key == "organisation" or key.startswith(EXTENSION):
                    yield (key,), entry
                else:
                    yield from (((key, identity), entity) for identity, entity in entry.items())


def _put(whole: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    for key in path[:-1]:
        whole = whole.setdefault(key, {})
    whole[path[-1]] = value


def _together(values: list[Any]) -> Any:
    """Return the one value of a note; notes of several files that differ become a list, so that none is lost."""
    distinct = {_text(_sorted(value)): value for value in values}
    return values[0] if len(distinct) == 1 else [distinct[text] for text in sorted(distinct)]


def _inline(kpis: dict[str, Any], kpi: str, readings: list[Any]) -> None:
    """Put readings from a file in place; those in place already only get their order, so their x- keys stay."""
    entry = kpis[kpi]
    if isinstance(entry.get("readings"), list):
        kpis[kpi] = entry | {"readings": sorted(entry["readings"], key=lambda reading: reading["date"])}
    elif "readings" in entry:
        kpis[kpi] = entry | {"readings": readings}


def _resolved(workspace: Workspace) -> dict[str, Any]:
    journeys = sorted(workspace.journeys.items())
    language = workspace.languages[0]
    return {
        "stages": [
            {"id": stage.id, "name": plain(stage.name, language), "moment": stage.moment, "order": stage.order}
            | {"built_in": stage in BUILT_IN}
            for stage in workspace.stages.values()
        ],
        "journeys": {identity: _journey(journey, language) for identity, journey in journeys},
        "touchpoints": _uses(workspace),
    }


def _uses(workspace: Workspace) -> dict[str, Any]:
    used: dict[str, list[str]] = {identity: [] for identity in sorted(workspace.touchpoints)}
    for identity, journey in sorted(workspace.journeys.items()):
        for step in journey.steps:
            if step.shared:
                used[step.shared.id].append(f"{identity}/{step.id}")
    return {identity: {"used_in": steps} for identity, steps in used.items()}


def _journey(journey: Journey, language: str) -> dict[str, Any]:
    everyone = journey.spec.personas == "everyone"
    return {
        "name": plain(journey.name, language),
        "live": not journey.is_retired,
        "personas": sorted(journey.personas) if everyone else list(journey.personas),
        "steps": [_step(step, language) for step in journey.steps],
    }


def _step(step: Step, language: str) -> dict[str, Any]:
    shared = step.shared.id if step.shared else None
    own = {"number": step.number, "phase": step.phase.id, "touchpoint": shared, "next": _edges(step)}
    facts = {name: own[name] if name in own else _fact(step, name) for name in StepFacts.__struct_fields__}
    return {name: plain(value, language) for name, value in facts.items() if value is not None}


def _fact(step: Step, name: str) -> Any:
    return getattr(step, name) if hasattr(type(step), name) else getattr(step.spec, name)


def _edges(step: Step) -> tuple[EdgeFacts, ...]:
    implied = step.spec.next is None
    fields = [name for name in EdgeFacts.__struct_fields__ if name != "implied"]
    return tuple(EdgeFacts(implied=implied, **{name: getattr(edge, name) for name in fields}) for edge in step.edges)


def plain(value: Any, language: str) -> Any:
    """Return a value of the model as JSON writes it: texts by language, and nothing for what is not stated."""
    if isinstance(value, Text):
        return {language: value.plain} if value.plain is not None else dict(sorted(value.words))
    if isinstance(value, Note):
        opportunity = {"opportunity": value.opportunity} if value.opportunity else {}
        return {"text": plain(value.text, language)} | opportunity
    if isinstance(value, msgspec.Struct):
        fields = ((name, getattr(value, name)) for name in value.__struct_fields__)
        return {name: plain(inner, language) for name, inner in fields if inner is not None}
    if isinstance(value, list | tuple):
        return [plain(inner, language) for inner in value]
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < EXACT else value


def _sorted(value: Any) -> Any:
    """Return a value with the keys of every mapping in order."""
    if isinstance(value, dict):
        return {key: _sorted(inner) for key, inner in sorted(value.items())}
    return [_sorted(inner) for inner in value] if isinstance(value, list) else value


def _text(value: Mapping[str, Any]) -> str:
    text = json.dumps(value, indent=2, ensure_ascii=False)
    return ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"
