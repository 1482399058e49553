"""A workspace as tables: a row for each journey, phase, step and entry of a catalogue."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec

from journeyctl.exchange.cells import joined_texts, joined_words
from journeyctl.exchange.tables import tables
from journeyctl.i18n import _
from journeyctl.model import spec
from journeyctl.model.values import Note, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyctl.exchange.base import Wanted
    from journeyctl.exchange.cells import Cell
    from journeyctl.exchange.tables import Column, Table
    from journeyctl.i18n import Message
    from journeyctl.model import Step, Workspace

Getter = dict[str, Any]
YES = {"en": "yes", "nl": "ja"}
EVERYONE = {"en": "everyone", "nl": "iedereen"}
# What a touchpoint that is written in place says for its step.
OF_TOUCHPOINT = ("channel", "owner", "initiator", "kpis", "monitored_by", "themes", "description", "tags")


@dataclass(frozen=True, slots=True)
class Filled:
    """A table with its rows: `columns` are the column and the language of each, empty where it has none."""

    table: Table
    columns: tuple[tuple[Column, str], ...]
    rows: tuple[tuple[Cell, ...], ...]

    def headings(self, language: str) -> list[str]:
        """Return the first row."""
        return [heading(column, of, language) for column, of in self.columns]


def heading(column: Column, of: str, language: str) -> str:
    """Return what a column is called: its name, and the language of its texts where there are several."""
    words = column.heading.in_language(language)
    return f"{words} ({of})" if of else words


def filled(workspace: Workspace, wanted: Wanted) -> list[Filled]:
    """Return every table of a workspace, without rows when only a template is wanted."""
    languages = workspace.languages if len(workspace.languages) > 1 else ("",)
    return [
        Filled(table, columns, () if wanted.is_template else tuple(_rows(workspace, wanted, table, columns)))
        for table in tables().values()
        for columns in [_columns(table, languages)]
    ]


def _columns(table: Table, languages: tuple[str, ...]) -> tuple[tuple[Column, str], ...]:
    return tuple(
        (column, language) for column in table.columns for language in (languages if column.is_localised else ("",))
    )


def _rows(
    workspace: Workspace, wanted: Wanted, table: Table, columns: tuple[tuple[Column, str], ...]
) -> Iterator[tuple[Cell, ...]]:
    default = workspace.languages[0]
    for entry in _entries(workspace, wanted, table.key):
        yield tuple(_cell(entry, column, of or default, wanted.language) for column, of in columns)


def _entries(workspace: Workspace, wanted: Wanted, key: str) -> Iterator[Getter]:
    """Yield what each row tells: fields by name, the place of the row under the keys of the columns that hold it."""
    if key == "phases":
        for journey in wanted.chosen(workspace):
            for phase in journey.phases:
                yield fields(phase.spec) | {"journey": journey.id, "id": phase.id}
    elif key == "steps":
        for journey in wanted.chosen(workspace):
            yield from map(_step, journey.steps)
    elif key == "journeys":
        yield from (fields(journey.spec) | {"id": journey.id} for journey in wanted.chosen(workspace))
    else:
        yield from (fields(entity.spec) | {"id": entity.id} for entity in workspace.entities[key].values())


def fields(written: spec.Spec) -> Getter:
    """Return the fields that something states."""
    defaults = {field.name: field.default for field in msgspec.structs.fields(type(written))}
    stated = ((name, getattr(written, name)) for name in written.__struct_fields__)
    return {name: value for name, value in stated if value not in (None, ()) and value != defaults[name]}


def _step(step: Step) -> Getter:
    own = fields(step.spec)
    own |= {"journey": step.journey.id, "phase": step.phase.id, "id": step.id}
    if step.emotion:
        own["emotion"] = step.emotion
    written = own.get("touchpoint")
    if isinstance(written, spec.Touchpoint):
        inner = {name: value for name, value in fields(written).items() if name in OF_TOUCHPOINT}
        both = {name: (*own[name], *value) for name, value in inner.items() if name in own and isinstance(value, tuple)}
        own = {**inner, **own, **both}
    return own


def _cell(entry: Getter, column: Column, of: str, language: str) -> Cell:
    value = entry.get(column.path[0] if column.path else column.key)
    if column.key == "touchpoint":
        return value if isinstance(value, str) else None
    for name in column.path[1:]:
        value = getattr(value, name, None)
    return _written(value, of, language)


def _written(value: Any, of: str, language: str) -> Cell:
    """Return a value as a cell holds it."""
    if isinstance(value, bool):
        return YES.get(language, "yes") if value else None
    if isinstance(value, Text | Note):
        return _said(value, of)
    if isinstance(value, tuple):
        if any(isinstance(one, Text | Note) for one in value):
            texts = [_said(one, of) for one in value]
            return joined_texts(texts) if any(texts) else None
        return joined_words(value) or None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    written: Cell = EVERYONE.get(language, value) if value == "everyone" else value
    return written


def _said(value: Text | Note, of: str) -> str:
    """Return the words in one language, and no other; a plain string is in all of them."""
    text = value.text if isinstance(value, Note) else value
    words = text.plain if text.plain is not None else dict(text.words).get(of, "")
    return words.replace("\r\n", "\n").replace("\r", "\n").strip()


def left_out(workspace: Workspace, wanted: Wanted) -> list[Message]:
    """Return what the tables cannot carry of a workspace, in sentences."""
    lost: Counter[str] = Counter()
    for journey in wanted.chosen(workspace):
        lost += _unlisted("journeys", journey.spec, {"phases"})
        for phase in journey.phases:
            lost += _unlisted("phases", phase.spec, {"steps"})
        for step in journey.steps:
            lost += _unlisted("steps", step.spec, set())
            if isinstance(step.spec.touchpoint, spec.Touchpoint):
                lost += _unlisted("touchpoints", step.spec.touchpoint, set())
    for key, entities in workspace.entities.items():
        if key not in tables():
            lost[key] += len(entities)
        elif key != "journeys":
            for entity in entities.values():
                lost += _unlisted(key, entity.spec, set())
    lost["organisation"] += workspace.organisation is not None
    names = tuple(f"{name} ({count})" for name, count in sorted(lost.items()) if count)
    message = _("tables do not carry: {names}; those stay in the workspace only", names=", ".join(names))
    return [message] if names else []


def _unlisted(key: str, written: spec.Spec, structure: set[str]) -> Counter[str]:
    """Count the fields of something for which its table has no column."""
    paths = {column.path for column in tables()[key].columns if column.path}
    whole = {path[0] for path in paths if len(path) == 1} | structure | {"id"}
    lost: Counter[str] = Counter()
    for name, value in fields(written).items():
        inner = {path[1] for path in paths if len(path) > 1 and path[0] == name}
        if name not in whole and not inner:
            lost[f"{key}.{name}"] += 1
        elif inner and isinstance(value, spec.Spec) and name != "touchpoint":
            lost.update(f"{key}.{name}.{field}" for field in fields(value) if field not in inner)
        elif name in ("pains", "gains"):
            lost[f"{key}.{name}.opportunity"] += sum(bool(note.opportunity) for note in value)
    return lost
