"""Sheets become a draft: rows are entities, words are references to what is called so.

What a row says is not judged here: it is written down as the language writes it, with the cell that it comes from, so
that what the compiler finds wrong with it is told at that cell.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from journeyctl.exchange import cells
from journeyctl.exchange.draft import Draft, Spot
from journeyctl.exchange.headings import check, layout
from journeyctl.exchange.naming import Catalogue, Ids, key
from journeyctl.exchange.tables import tables
from journeyctl.i18n import _, plural
from journeyctl.model.stages import BUILT_IN
from journeyctl.source import Document
from journeyctl.source.span import START
from journeyctl.spelling import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeyctl.exchange.base import Reading
    from journeyctl.exchange.headings import Grid, Layout
    from journeyctl.exchange.tables import Column, Table
    from journeyctl.model import Workspace

Entity = dict[str, Any]
Path = tuple[str | int, ...]
# The order in which tables are read: what others refer to first.
CATALOGUES = ("stages", "owners", "channels", "kpis", "personas", "touchpoints")
EVERYONE = frozenset({"everyone", "iedereen"})
IN_PLACE = ("channel", "owner", "initiator", "kpis", "monitored_by", "themes")
ORDER = {"touchpoint": ("name", "channel", "owner", "initiator", "kpis", "monitored_by", "themes")}


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what its cells say, by column and language, and where they stand."""

    table: Table
    said: dict[str, dict[str, Any]]
    spots: dict[str, Spot]
    start: Spot
    sheet: str
    decimal: str

    def word(self, column: str) -> str:
        """Return what a cell says as a word; empty when it says nothing."""
        said = next(iter(self.said.get(column, {}).values()), "")
        return cells_text(said)

    def spot(self, column: str) -> Spot:
        """Return where a cell stands; the row's first cell when there is none."""
        return self.spots.get(column, self.start)


def cells_text(value: Any) -> str:
    """Return what a cell says as text; a whole number without decimals."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).replace("\r\n", "\n").replace("\r", "\n").strip()


def take(grids: Sequence[Grid], known: Workspace, reading: Reading, draft: Draft) -> None:
    """Add to a draft what sheets say.

    Raises:
        JourneyctlError: the operator names a column that is none of ours.
    """
    check(reading)
    rows: dict[str, list[Row]] = {key: [] for key in tables()}
    unknown: list[Grid] = []
    languages: dict[str, None] = {}
    for grid in grids:
        found = layout(grid, reading, draft)
        if found is None:
            unknown.append(grid)
        else:
            rows[found.table.key].extend(_rows(grid, found))
            languages |= {heading.language: None for heading in found.headings.values() if heading.language}
    draft.languages = tuple(languages)
    if any(rows.values()):
        _Taker(draft, known, reading).take(rows)
        if left := tuple(grid.name for grid in unknown if any(grid.rows)):
            draft.notes.append(_("left out, as nothing in them is known: {names}", names=left))
    elif not draft.fails:
        _tell_nothing(grids, draft)


def _tell_nothing(grids: Sequence[Grid], draft: Draft) -> None:
    spot = grids[0].spot(0, 0) if grids else Spot(Document("", ""), START)
    shown = tuple(cells_text(cell) for grid in grids[:1] for row in grid.rows[:1] for cell in row if cell)
    message = _("there is no row to import")
    if shown:
        message = _("no row below these headings can be imported: {names}", names=shown)
    help_ = _("name the columns of the steps, such as `--map Stap=step`; `journeyctl export csv` shows them all")
    draft.error(spot, "IMP005", message, help_)


def _rows(grid: Grid, found: Layout) -> Iterator[Row]:
    for number, row in enumerate(grid.rows[found.first + 1 :], found.first + 1):
        said: dict[str, dict[str, Any]] = {}
        spots: dict[str, Spot] = {}
        for index, (column, language) in found.headings.items():
            if index < len(row) and cells_text(row[index]):
                said.setdefault(column.key, {})[language] = row[index]
                spots.setdefault(column.key, grid.spot(number, index))
        if said:
            for column, language in found.headings.values():
                if column.is_localised and column.key in said:
                    said[column.key].setdefault(language, "")
            yield Row(found.table, said, spots, grid.spot(number, 0), grid.name, grid.decimal)


class _Taker:
    """Takes rows, table by table."""

    def __init__(self, draft: Draft, known: Workspace, reading: Reading) -> None:
        self.draft = draft
        self.reading = reading
        self.known = known
        self.language = known.languages[0]
        self.catalogues = {name: Catalogue(known.entities[name]) for name in (*CATALOGUES, "journeys")}
        for stage in BUILT_IN:
            self.catalogues["stages"].claim(stage.id, stage.name.all_words)
        self.made: Counter[str] = Counter()
        self.names: dict[str, list[str]] = {}
        self.there: list[str] = []
        self.phases: dict[str, Catalogue] = {}
        self.steps: dict[str, Ids] = {}

    def take(self, rows: dict[str, list[Row]]) -> None:
        """Take all rows."""
        identities = {name: [self._register(name, row) for row in rows[name]] for name in (*CATALOGUES, "journeys")}
        for name in (*CATALOGUES, "journeys"):
            for row, identity in zip(rows[name], identities[name], strict=True):
                if identity:
                    self._entity(name, identity, row)
        self._place(rows["phases"], self._phase)
        self._place(rows["steps"], self._step)
        for identity, journey in self.draft.values.get("journeys", {}).items():
            if not journey["phases"]:
                spot = self.draft.spots.get(("journeys", identity), Spot(Document("", ""), START))
                message = _("the journey '{name}' has no phase and no step", name=identity)
                self.draft.error(spot, "IMP005", message, _("write its steps, one on each row, or take the row out"))
        self._tell()

    def _register(self, name: str, row: Row) -> str | None:
        """Return the id of a row's entity, and make it known; None when the workspace has it already."""
        catalogue = self.catalogues[name]
        identity, words = row.word("id"), [cells_text(word) for word in row.said.get("name", {}).values()]
        said = next(filter(None, words), "")
        if not identity and said and (found := catalogue.find(said)):
            identity = found
        if identity and identity in self.known.entities[name]:
            if name == "journeys":
                message = _("the workspace has a journey '{id}' already", id=identity)
                help_ = _("give this one another id, or write over its document with `--into FILE --force`")
                self.draft.error(row.spot("id"), "IMP003", message, help_)
            self.there.append(f"{name}/{identity}")
            return None
        if identity and identity in self.names.setdefault(name, []):
            message = _("'{id}' stands in two rows", id=identity)
            self.draft.error(row.spot("id" if "id" in row.spots else "name"), "IMP003", message,
                             _("give one of the two another id, or make them one row"))  # fmt: skip
            return None
        identity = identity or catalogue.add(said, name.rstrip("s"))
        self.names.setdefault(name, []).append(identity)
        catalogue.claim(identity, words)
        return identity

    def _entity(self, name: str, identity: str, row: Row) -> None:
        entity = self._fields(row, (name, identity))
        if name == "journeys":
            entity.setdefault("name", identity)
            entity["phases"] = []
        self.draft.put(name, identity, entity)
        self.draft.spots[name, identity] = row.start

    def _fields(self, row: Row, path: Path) -> Entity:
        """Return what a row says as an entity, and note the cell of each value."""
        entity: Entity = {}
        for column in row.table.columns:
            if column.path and column.key in row.said:
                value = self._value(column, row)
                if value is not None:
                    self._put(entity, column.path, value)
                    self.draft.spots.setdefault((*path, *column.path), row.spots[column.key])
                    self.draft.spots.setdefault((*path, column.path[0]), row.spots[column.key])
        feeling = entity.get("emotion")
        if isinstance(feeling, dict) and set(feeling) == {"score"}:
            entity["emotion"] = feeling["score"]
        return entity

    @staticmethod
    def _put(entity: Entity, path: tuple[str, ...], value: Any) -> None:
        for name in path[:-1]:
            inner = entity.setdefault(name, {})
            if not isinstance(inner, dict):
                return
            entity = inner
        entity[path[-1]] = value

    def _value(self, column: Column, row: Row) -> Any:
        """Return what a cell says, as the language writes it; its own word where it cannot be that."""
        said = {of: cells_text(words) for of, words in row.said[column.key].items()}
        if column.kind == "text":
            return _text(said, self.language)
        if column.kind == "texts":
            return _texts({of: cells.split_texts(words) for of, words in said.items()}, self.language)
        return self._scalar(column, next(iter(row.said[column.key].values())), row)

    def _scalar(self, column: Column, value: Any, row: Row) -> Any:
        words = cells_text(value)
        if column.kind == "number":
            return self._number(value, words, row)
        if column.kind == "yes":
            said = value if isinstance(value, bool) else cells.yes(words)
            return words if said is None else said or None
        if column.kind == "words":
            return self._several(column, words)
        if column.choices:
            return cells.chosen(words, column.choices)
        return self._reference(column.target, words) if column.target else words

    @staticmethod
    def _number(value: Any, words: str, row: Row) -> Any:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return int(value) if float(value).is_integer() else value
        found = cells.number(words, row.decimal)
        return words if found is None else found

    def _several(self, column: Column, words: str) -> Any:
        if column.key == "personas" and key(words) in EVERYONE:
            return "everyone"
        if column.target and (whole := self.catalogues[column.target].find(words)):
            return [whole]
        parts = cells.split_words(words)
        found = [self._reference(column.target, word) for word in parts] if column.target else parts
        return list(dict.fromkeys(found)) or None

    def _reference(self, target: str, word: str) -> str:
        """Return the id of what is called so; who is new and needs no more than a name becomes known."""
        catalogue = self.catalogues[target]
        found = catalogue.find(word)
        if found or target not in ("owners", "channels", "personas") or nearest(key(word), catalogue.by_word):
            return found or word
        identity = catalogue.add(word, target.rstrip("s"))
        entity: Entity = {"name": word}
        if target == "owners":
            entity["kind"] = "team"
        elif target == "channels":
            kinds = next(column.choices for column in tables()["channels"].columns if column.key == "kind")
            kind = cells.chosen(word, kinds)
            entity["kind"] = kind if kind in kinds else "other"
        self.draft.put(target, identity, entity)
        self.made[target] += 1
        return identity

    def _place(self, rows: list[Row], add: Any) -> None:
        """Add rows to their journeys; a journey and a phase that are written once hold for the rows below."""
        journey, phase, sheet = "", "", ""
        for row in rows:
            if row.sheet != sheet:
                journey, phase, sheet = "", "", row.sheet
            if row.word("journey") and key(row.word("journey")) != key(journey):
                journey, phase = row.word("journey"), ""
            journey = journey or self.reading.journey or row.sheet
            phase = row.word("phase") or phase
            add(row, self._journey(journey, row), phase)

    def _journey(self, name: str, row: Row) -> str:
        catalogue = self.catalogues["journeys"]
        found = catalogue.find(name)
        if found and found in self.draft.values.get("journeys", {}):
            return found
        identity = catalogue.add(name, "journey")
        catalogue.claim(identity, [name], again=True)
        self.draft.put("journeys", identity, {"name": name, "phases": []})
        self.draft.spots["journeys", identity] = row.spot("journey")
        return identity

    def _phase(self, row: Row, journey: str, _above: str) -> None:
        written = [cells_text(word) for word in row.said.get("name", {}).values()]
        name = next(filter(None, written), "")
        self._new_phase(journey, row.word("id") or name, row, written)

    def _new_phase(self, journey: str, said: str, row: Row, names: Sequence[str]) -> int:
        """Add a phase, and return its number."""
        phases = self.draft.values["journeys"][journey]["phases"]
        catalogue = self.phases.setdefault(journey, Catalogue({}))
        path: Path = ("journeys", journey, "phases", len(phases))
        is_own = row.table.key == "phases"
        entity = self._fields(row, path) if is_own else {}
        identity = row.word("id") if is_own and row.word("id") else catalogue.add(said, "phase")
        catalogue.claim(identity, names)
        entity = {"id": identity, "name": said, **entity, "steps": []}
        self.draft.spots[(*path, "id")] = row.spot("id") if is_own else row.spot("phase")
        phases.append(entity)
        return len(phases) - 1

    def _step(self, row: Row, journey: str, phase: str) -> None:
        whole = self.draft.values["journeys"][journey]
        name = phase or str(whole["name"] if isinstance(whole["name"], str) else journey)
        catalogue = self.phases.setdefault(journey, Catalogue({}))
        found = catalogue.find(name)
        numbers = [index for index, entry in enumerate(whole["phases"]) if found and entry["id"] == found]
        number = numbers[0] if numbers else self._new_phase(journey, name, row, [name])
        if not phase and not numbers:
            message = _("these steps name no phase; they stand in one that is named after the journey")
            self.draft.warn(row.start, "IMP006", message, _("write a phase in a column of its own"))
        steps = whole["phases"][number]["steps"]
        path: Path = ("journeys", journey, "phases", number, "steps", len(steps))
        step = self._contact(self._fields(row, path), path)
        ids = self.steps.setdefault(journey, Ids())
        named = step.get("name") or step.get("action") or step.get("touchpoint") or ""
        identity = row.word("id") or ids.give(_first(named), "step")
        if identity in ids.taken and row.word("id"):
            message = _("'{id}' stands in two rows", id=identity)
            self.draft.error(row.spot("id"), "IMP003", message, _("give one of the two another id"))
        ids.taken.add(identity)
        self.draft.spots[(*path, "id")] = row.spot("id")
        self.draft.spots[path] = row.start
        if not named:
            message = _("this row does not say what happens: no step, touchpoint or action")
            self.draft.error(row.start, "IMP003", message, _("write at least one of the three, or take the row out"))
        steps.append({"id": identity, **step})

    def _contact(self, step: Entity, path: Path) -> Entity:
        """Return a step whose contact is written as the language does: a reference, or in place with its facts."""
        written = step.pop("touchpoint", None)
        spots = self.draft.spots
        if isinstance(written, str):
            found = self.catalogues["touchpoints"].find(written)
            if found:
                return self._ordered(step, found)
            written = {"name": written}
        elif written is None and "action" not in step and "name" in step:
            written = {"name": step.pop("name")}
        if written is None:
            return step
        inside = {name: step.pop(name) for name in IN_PLACE if name in step}
        for name in inside:
            spots[(*path, "touchpoint", name)] = spots[(*path, name)]
        return self._ordered(step, written | inside)

    @staticmethod
    def _ordered(step: Entity, touchpoint: Any) -> Entity:
        first = {name: step.pop(name) for name in ("name",) if name in step}
        return {**first, "touchpoint": touchpoint, **step}

    def _tell(self) -> None:
        notes = self.draft.notes
        if self.made["owners"]:
            notes.append(
                plural("{count} owner is new; check its `kind`, which is written as a team",
                       "{count} owners are new; check their `kind`, which is written as a team",
                       self.made["owners"])
            )  # fmt: skip
        if self.made["channels"]:
            notes.append(
                plural("{count} channel is new; check its `kind`, which is guessed from its name",
                       "{count} channels are new; check their `kind`, which is guessed from their name",
                       self.made["channels"])
            )  # fmt: skip
        if self.there:
            notes.append(_("in the workspace already, and left as they are: {names}", names=tuple(self.there)))


def _first(named: Any) -> str:
    """Return the words from which an id is made."""
    if isinstance(named, dict):
        named = named.get("name", named)
    if isinstance(named, dict):
        return str(named.get("en") or next(iter(named.values()), ""))
    return str(named)


def _text(words: dict[str, str], default: str) -> Any:
    """Return words by language as a document writes them: one string where all are the same, or no language is named.

    Args:
        words: by language; an empty one where a column names none.
        default: the language of a plain string.
    """
    filled = {of: said for of, said in words.items() if said}
    if not filled:
        return None
    if "" in filled or (len(set(words.values())) == 1 and (len(words) > 1 or default in words)):
        return filled.get("") or next(iter(filled.values()))
    return filled


def _texts(lists: dict[str, list[str]], default: str) -> list[Any] | None:
    """Return the texts of a cell, those of each language side by side."""
    most = max(map(len, lists.values()), default=0)
    padded = {of: [*texts, *[""] * (most - len(texts))] for of, texts in lists.items()}
    found = [_text({of: texts[index] for of, texts in padded.items()}, default) for index in range(most)]
    return [text for text in found if text] or None
