"""Mermaid's user journeys: a title, sections of tasks, a score from 1 to 5 and who takes part in each.

A score of 1 … 5 is an emotion of -2 … 2. Names are written with Mermaid's codes (`#58;`), so that none can be read as
anything but a name; reading takes the codes back. What the language has no place for goes under `x-` keys:
`x-acc-title` (a title for screen readers that differs from the journey's) and `x-actors` (who takes part in a step,
where that is not everyone in the journey).
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from journeyctl.errors import JourneyctlError
from journeyctl.exchange.base import EVERYTHING
from journeyctl.exchange.diagram import Diagram, Line, kind_of, read
from journeyctl.exchange.draft import Draft, Spot
from journeyctl.exchange.naming import Catalogue, Ids
from journeyctl.i18n import _, plural
from journeyctl.render.mermaid_text import text as coded
from journeyctl.report.markdown import plain
from journeyctl.source import Document
from journeyctl.source.span import LINE_BREAK, START

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from journeyctl.exchange.base import Actors, Reading, Wanted
    from journeyctl.exchange.diagram import Task
    from journeyctl.exchange.draft import Given
    from journeyctl.model import Journey, Step, Workspace
    from journeyctl.model.values import Text

EXPORTS = "user-journey diagrams for wikis and merge requests: phases, steps, emotions, who takes part"
FOR_JOURNEYS = True  # without journeys there is nothing to write
IMPORTS = "user-journey diagrams (`journey`), in files of their own or in Markdown"
NEUTRAL = 3
DIAGRAMS = (".mmd", ".mermaid")
MARKDOWN = (".md", ".markdown", ".mdx")
ACTORS, ACC_TITLE = "x-actors", "x-acc-title"
DIAGRAM = "mermaid"
FENCED = re.compile(r"^[ \t>]*(```|~~~)", re.MULTILINE)
KEYWORD = re.compile(r"(journey|title|section|acctitle|accdescr)\b", re.IGNORECASE)


def export(workspace: Workspace, wanted: Wanted = EVERYTHING) -> bytes:
    """Return one journey as a diagram; several, or one for a file of Markdown, as Markdown with a diagram each.

    Raises:
        JourneyctlError: there is no such journey, or the file cannot hold so many.
    """
    journeys = wanted.chosen(workspace)
    if wanted.ending in DIAGRAMS and len(journeys) != 1:
        hint = _("name one with `--journey ID`, or a folder or a file that ends in .md")
        raise JourneyctlError(_("a file that ends in {ending} holds one journey", ending=wanted.ending), hint)
    if wanted.ending not in MARKDOWN and (len(wanted.journeys) == 1 or wanted.ending in DIAGRAMS):
        return diagram(journeys[0], wanted).encode()
    fenced = (f"## {_heading(journey, wanted)}\n\n```mermaid\n{diagram(journey, wanted)}```\n" for journey in journeys)
    return "\n".join(fenced).encode()


def export_folder(workspace: Workspace, wanted: Wanted = EVERYTHING) -> Mapping[str, bytes]:
    """Return a file for each journey; raises JourneyctlError when there is no such journey."""
    return {f"{journey.id}.mmd": diagram(journey, wanted).encode() for journey in wanted.chosen(workspace)}


def diagram(journey: Journey, wanted: Wanted = EVERYTHING) -> str:
    """Return a journey as a Mermaid user journey."""
    return "\n".join(_lines(journey, wanted)) + "\n"


def _heading(journey: Journey, wanted: Wanted) -> str:
    return plain(journey.name.in_language(wanted.language).strip() or journey.id)


def _lines(journey: Journey, wanted: Wanted) -> Iterator[str]:
    title = _name(journey.name, wanted, journey.id)
    acc_title = _raw(journey.place).get(ACC_TITLE)
    yield "journey"
    yield f"  title {title}"
    yield f"  accTitle: {coded(acc_title) if isinstance(acc_title, str) else title}"
    if journey.spec.description and (words := coded(journey.spec.description.in_language(wanted.language))):
        yield f"  accDescr: {words}"
    if any(step.score is None for step in journey.steps):
        yield "  %% a step without an emotion is drawn as 3, which is neither good nor bad"
    for phase in journey.phases:
        yield f"  section {_name(phase.name, wanted, phase.id)}"
        for step in phase.steps:
            yield f"    {_name(step.name, wanted, step.id)}: {_score(step)}{_people(step, wanted)}"


def _name(text: Text, wanted: Wanted, otherwise: str) -> str:
    """Return a name that begins with no word that Mermaid takes for its own."""
    words = coded(text.in_language(wanted.language)) or otherwise
    return f"#{ord(words[0])};{words[1:]}" if KEYWORD.match(words) else words


def _score(step: Step) -> int:
    return NEUTRAL if step.score is None else round(step.score) + NEUTRAL


def _people(step: Step, wanted: Wanted) -> str:
    names = [coded(name).replace(",", "#44;") for name in _actors(step, wanted)]
    return f": {', '.join(name for name in names if name)}" if any(names) else ""


def _actors(step: Step, wanted: Wanted) -> Iterator[str]:
    """Yield the names of who takes part in a step."""
    workspace = step.workspace
    known = workspace.personas if wanted.actors == "personas" else workspace.owners
    everyone = step.journey.personas if wanted.actors == "personas" else (step.owner,)
    noted = _raw(step.place).get(ACTORS)
    if isinstance(noted, list) and all(isinstance(one, str) and one in known for one in noted):
        everyone = tuple(noted)
    for identity in everyone:
        entity = known.get(identity or "")
        if entity:
            yield entity.name.in_language(wanted.language)


def _raw(place: Any) -> Mapping[str, Any]:
    """Return what a document says at a place, its `x-` keys too."""
    value: Any = place.document.values
    for step in place.path:
        value = value[step]
    return value if isinstance(value, dict) else {}


def draft(files: Sequence[Given], known: Workspace, reading: Reading) -> Draft:
    """Return the journeys that diagrams draw."""
    made = Draft()
    maker = _Maker(made, known, reading.actors)
    for given in files:
        text = made.text_of(given)
        if text is not None:
            _take(given, text, maker)
    maker.tell()
    return made


def _take(given: Given, text: str, maker: _Maker) -> None:
    document = Document(given.path, text)
    blocks = list(_fenced(text)) if _is_markdown(given.path, text) else [_all_lines(text)]
    journeys = [block for block in blocks if kind_of(block).casefold() == "journey"]
    for block in journeys:
        maker.add(document, read(document, block, maker.draft), given.path)
    others = [kind for block in blocks if (kind := kind_of(block)) and kind.casefold() != "journey"]
    if not journeys:
        message = _("there is no user journey in this file")
        if others:
            message = _("there is no user journey in this file, but: {kinds}", kinds=tuple(dict.fromkeys(others)))
        help_ = _("a user journey begins with the word `journey`; in Markdown it stands in a ```mermaid block")
        maker.draft.error(Spot(document, START), "IMP005", message, help_)
    elif others:
        maker.left_out += Counter(others)


def _is_markdown(path: str, text: str) -> bool:
    return PurePosixPath(path).suffix.lower() in MARKDOWN or bool(FENCED.search(text))


def _all_lines(text: str) -> list[Line]:
    return [Line(line, number) for number, line in enumerate(LINE_BREAK.split(text), 1)]


def _fenced(text: str) -> Iterator[list[Line]]:
    """Yield the lines of each Mermaid block in Markdown, in lists and quotations too."""
    from markdown_it import MarkdownIt

    source = LINE_BREAK.split(text)
    for token in MarkdownIt("commonmark").parse("\n".join(source)):
        language = token.info.strip().strip("{}").split(maxsplit=1)
        if token.type == "fence" and token.map and language and language[0].casefold() == DIAGRAM:
            first = token.map[0] + 1
            yield [_placed(line, first + number, source) for number, line in enumerate(token.content.split("\n"))]


def _placed(line: str, index: int, source: Sequence[str]) -> Line:
    """Return a line of a block with the column at which it begins in the file."""
    whole = source[index] if index < len(source) else ""
    return Line(line, index + 1, len(whole) - len(line) + 1 if whole.endswith(line) else 1)


class _Maker:
    """Makes journeys of diagrams, one after another, so that no id is given out twice."""

    def __init__(self, made: Draft, known: Workspace, actors: Actors) -> None:
        self.draft = made
        self.actors = actors
        self.journeys = Ids(known.journeys)
        self.touchpoints = Catalogue(known.touchpoints)
        self.people = Catalogue(known.personas if actors == "personas" else known.owners)
        self.left_out: Counter[str] = Counter()
        self.new_people: list[str] = []
        self.partly = 0

    def add(self, document: Document, drawn: Diagram, path: str) -> None:
        """Add a journey; a diagram without a step is none."""
        if not any(drawn.tasks):
            if not self.draft.fails:
                message = _("this user journey has no steps")
                help_ = _("write one on each line: `name: 3: who`, with a score from 1 (bad) to 5 (good)")
                self.draft.error(Spot(document, drawn.start), "IMP005", message, help_)
            return
        name = drawn.title or PurePosixPath(path).stem
        if not drawn.title:
            message = _("this user journey has no title, so it is named after its file: '{name}'", name=name)
            self.draft.warn(
                Spot(document, drawn.start), "IMP006", message, _("write `title` and a name on its second line")
            )
        if not drawn.sections[0].name:
            message = _("steps stand before the first section; they become a phase named after the journey")
            self.draft.warn(Spot(document, drawn.start), "IMP006", message, _("write `section` and a name above them"))
        self.draft.put("journeys", self.journeys.give(name, "journey"), self._journey(name, drawn))

    def _journey(self, name: str, drawn: Diagram) -> dict[str, Any]:
        everyone = self._identities([actor for task in drawn.tasks for actor in task.actors])
        journey: dict[str, Any] = {"name": name}
        if drawn.acc_title and drawn.acc_title != name:
            journey[ACC_TITLE] = drawn.acc_title
        if drawn.acc_descr:
            journey["description"] = drawn.acc_descr
        if self.actors == "personas" and everyone:
            journey["personas"] = everyone
        phases, steps = Ids(), Ids()
        journey["phases"] = [
            {
                "id": phases.give(section.name or name, "phase"),
                "name": section.name or name,
                "steps": [self._step(task, steps, everyone) for task in section.tasks],
            }
            for section in drawn.sections
        ]
        return journey

    def _step(self, task: Task, steps: Ids, everyone: list[str]) -> dict[str, Any]:
        shared = self.touchpoints.find(task.name)
        step: dict[str, Any] = {"id": steps.give(task.name, "step"), "touchpoint": shared or {"name": task.name}}
        people = self._identities(list(task.actors))
        if self.actors == "owners" and people:
            (step if shared else step["touchpoint"])["owner"] = people[0]
        step["emotion"] = task.score - NEUTRAL
        said = everyone if self.actors == "personas" else people[:1]
        if people != said:
            step[ACTORS] = people
            self.partly += 1
        return step

    def _identities(self, names: list[str]) -> list[str]:
        """Return the ids of people, each once; who is not known yet becomes known."""
        return list(dict.fromkeys(self._identity(name) for name in names))

    def _identity(self, name: str) -> str:
        found = self.people.find(name)
        if found is None:
            found = self.people.add(name, "persona" if self.actors == "personas" else "owner")
            kind = {} if self.actors == "personas" else {"kind": "team"}
            self.draft.put(self.actors, found, {"name": name, **kind})
            self.new_people.append(name)
        return found

    def tell(self) -> None:
        """Note what was supplied, and what could not be carried over."""
        notes = self.draft.notes
        if self.new_people and self.actors == "owners":
            words = _("written as teams, for a diagram does not tell what they are: {names}",
                      names=tuple(self.new_people))  # fmt: skip
            notes.append(words)
        if self.partly and self.actors == "personas":
            notes.append(
                plural(
                    "in {count} step only some of the people take part; who, is kept as `x-actors`",
                    "in {count} steps only some of the people take part; who, is kept as `x-actors`",
                    self.partly,
                )
            )
        elif self.partly:
            notes.append(
                plural(
                    "{count} step names several people; the first became its owner, all are kept as `x-actors`",
                    "{count} steps name several people; the first became the owner, all are kept as `x-actors`",
                    self.partly,
                )
            )
        if self.left_out:
            notes.append(_("left out, as they draw no user journey: {kinds}", kinds=tuple(sorted(self.left_out))))
        notes.append(_("a diagram says nothing about channels, KPIs, pains and paths: those are still to be written"))
