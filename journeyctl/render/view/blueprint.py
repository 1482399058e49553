"""The service blueprint: what customers do, who meets them, and the work behind it that they never see.

Source: Shostack 1984; Bitner, Ostrom & Morgan 2008.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import chain
from typing import TYPE_CHECKING, Any

from journeyctl.analyse.processes import needed_by
from journeyctl.i18n import _
from journeyctl.render.base import Cell, Drawing, Picture, Sketch
from journeyctl.render.canvas import Canvas
from journeyctl.render.diagram import Cluster, Diagram, Edge, Node, Sample
from journeyctl.render.layout import NOWHERE, Box
from journeyctl.render.poster import (
    BETWEEN,
    INSET,
    STEP,
    STRONG,
    TEXT,
    Band,
    Block,
    Lane,
    Part,
    bands,
    draw_band,
    stack_height,
    write,
)
from journeyctl.render.view import flow
from journeyctl.render.words import answers_for, icon_of, said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from journeyctl.model import Entity, Journey, Step

SUBJECT = "journey"
LABEL = _("Blueprint")
PAD = 8.0
ROW_GAP = 8.0
GAP = 32.0
LOWEST = 84.0
LAYERS = ("frontstage", "backstage", "support")
LAYER_WORDS = {
    "frontstage": _("Front stage"),
    "backstage": _("Back stage"),
    "support": _("Support"),
    "systems": _("Systems"),
}
BORDERS = {
    "contact": _("line of interaction"),
    "backstage": _("line of visibility"),
    "support": _("line of internal interaction"),
}


def sketch(journey: Journey, drawing: Drawing) -> Sketch:
    """Sketch the blueprint of a journey."""
    words = partial(said, language=drawing.language)
    plan = Blueprint(journey, drawing)
    graph = flow.diagram(journey, drawing)
    nodes, edges, clusters = _graph(plan)
    diagram = Diagram(
        "blueprint", words(_("Service blueprint of {journey}", journey=words(journey.name))), _description(plan),
        (*graph.nodes, *nodes), (*graph.edges, *edges), (*graph.clusters, *clusters), tuple(_legend(journey, drawing)),
        columns=tuple(words(one) for one in (_("Step"), _("Channel"), *LAYER_WORDS.values())),
        rows=tuple(_row(plan, step) for step in journey.steps),
    )  # fmt: skip
    return Sketch(diagram, lambda _layout: _paint(plan, diagram), NOWHERE)


@dataclass(frozen=True)
class Blueprint:
    """What stands behind each step of a journey.

    Args:
        journey: the journey.
        drawing: how it is drawn.
        heights: of boxes and rows that were measured, because a poster tries many bands before it takes some.
    """

    journey: Journey
    drawing: Drawing
    heights: dict[tuple[object, ...], Any] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def behind(self) -> dict[str, tuple[tuple[str, ...], ...]]:
        """The ids of what each step needs, by layer: processes in three layers, and systems."""
        layers = (*LAYERS, "systems")
        return {layer: tuple(self._needs(step, layer) for step in self.journey.steps) for layer in layers}

    def _needs(self, step: Step, layer: str) -> tuple[str, ...]:
        workspace = step.workspace
        processes = [one for name in step.processes for one in (name, *sorted(needed_by(workspace, name) - {name}))]
        known = [workspace.processes[one] for one in dict.fromkeys(processes) if one in workspace.processes]
        if layer != "systems":
            return tuple(one.id for one in known if one.spec.layer == layer)
        systems = chain(step.systems, *(one.spec.systems for one in known))
        return tuple(one for one in dict.fromkeys(systems) if one in workspace.systems)

    def thing(self, layer: str, key: str) -> Entity[Any]:
        """Return a process or a system by id."""
        workspace = self.journey.workspace
        return workspace.systems[key] if layer == "systems" else workspace.processes[key]

    def name(self, layer: str, key: str) -> str:
        """Return what a process or a system is called."""
        return said(self.thing(layer, key).name, self.drawing.language)


@dataclass(frozen=True)
class Bar:
    """One process or system under the steps next to each other that need it."""

    key: str
    row: int
    first: int
    last: int


def bars(needs: tuple[tuple[str, ...], ...], band: Band) -> list[Bar]:
    """Place what the steps of a band need: one line a thing where there is room, the same line in all its places.

    Args:
        needs: the ids that each step of the journey needs, in order.
        band: the steps in sight.
    """
    numbers = [step.number for step in band.steps]
    order = dict.fromkeys(key for number in numbers for key in needs[number])
    taken: list[set[int]] = []
    placed: list[Bar] = []
    for key in order:
        used = [number for number in numbers if key in needs[number]]
        row = next((index for index, full in enumerate(taken) if not full & set(used)), len(taken))
        if row == len(taken):
            taken.append(set())
        taken[row].update(used)
        placed.extend(Bar(key, row, first, last) for first, last in _runs(used))
    return placed


def _runs(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last of every unbroken run of numbers."""
    start = numbers[0]
    for here, after in zip(numbers, [*numbers[1:], None], strict=True):
        if after != here + 1:
            yield start, here
            start = after if after is not None else here


def _paint(plan: Blueprint, diagram: Diagram) -> Picture:
    canvas = Canvas(plan.drawing)
    lanes = _lanes(plan)
    rows = bands(plan.journey.steps, lanes) if plan.journey.steps else ()
    y = 0.0
    for band in rows:
        y = draw_band(canvas, band, lanes, y) + GAP
    return canvas.picture(diagram, max((band.width for band in rows), default=600.0), max(y - GAP, 0) + 8)


def _lanes(plan: Blueprint) -> list[Lane]:
    words = partial(said, language=plan.drawing.language)
    lanes = [
        Lane("customer", words(_("The customer")), _nothing, Boxes(plan, _customer).height, partial(_customers, plan)),
        Lane("contact", words(_("Contact")), _nothing, Boxes(plan, _contact).height,
             Boxes(plan, _contact, "contact").draw, border=words(BORDERS["contact"])),
    ]  # fmt: skip
    for layer, label in LAYER_WORDS.items():
        if any(plan.behind[layer]) or layer == "backstage":
            border = words(BORDERS[layer]) if layer in BORDERS else ""
            lanes.append(Lane(layer, words(label), _nothing, partial(_layer_high, plan, layer),
                              partial(_layer, plan, layer), border=border))  # fmt: skip
    return lanes


def _nothing(_step: Step) -> tuple[Block, ...]:
    return ()


def _customer(plan: Blueprint, step: Step) -> tuple[Block, ...]:
    language = plan.drawing.language
    name = said(step.name, language)
    doing = said(step.spec.doing, language)
    return (Block((Part(str(step.number + 1), TEXT, "quiet-text"), Part(name, STEP), Part(doing)), ref=step.ref),)


def _contact(plan: Blueprint, step: Step) -> tuple[Block, ...]:
    if not step.is_contact:
        return ()
    language = plan.drawing.language
    channel = step.workspace.channels.get(step.channel or "")
    owner = answers_for(step, language)
    where = Part(said(channel.name, language) if channel else said(_("no channel"), language), STRONG)
    who = Part(owner.words, TEXT, owner.look)
    return (Block((where, who), icon_of(channel.spec.kind) if channel else "", ref=channel.ref if channel else ""),)


def _room(band: Band, columns: int = 1) -> float:
    return columns * band.column - 2 * INSET - 2 * PAD + 8


@dataclass(frozen=True)
class Boxes:
    """A lane with one box at most for each step; `key` begins the ids of its boxes."""

    plan: Blueprint
    blocks: Callable[[Blueprint, Step], tuple[Block, ...]]
    key: str = ""

    def height(self, band: Band) -> float:
        """Return how high the lane is."""
        high = max(self._high(step, _room(band)) for step in band.steps)
        return max(high + 2 * PAD + 28, LOWEST)

    def _high(self, step: Step, room: float) -> float:
        key = (self.blocks, step.number, room)
        if key not in self.plan.heights:
            self.plan.heights[key] = stack_height(self.blocks(self.plan, step), room)
        high: float = self.plan.heights[key]
        return high

    def draw(self, canvas: Canvas, band: Band, top: float, high: float) -> None:
        """Draw the boxes."""
        for step in band.steps:
            written = self.blocks(self.plan, step)
            if written:
                box = _box(band, step.number, step.number, top + 14, high - 28)
                with canvas.group(f"{self.key}-{step.id}"):
                    canvas.rect(box, "lane-box customer", 6)
                    write(canvas, written[0], box.x + PAD, box.y + PAD, _room(band))


def _box(band: Band, first: int, last: int, top: float, high: float) -> Box:
    left = band.middle(first) - band.column / 2 + INSET / 2 + 1
    return Box(left, top, (last - first + 1) * band.column - INSET - 2, high)


def _customers(plan: Blueprint, canvas: Canvas, band: Band, top: float, high: float) -> None:
    _threads(plan, canvas, band, top, high)
    Boxes(plan, _customer, "step").draw(canvas, band, top, high)
    for step in band.steps:
        if step.spec.moment_of_truth:
            canvas.diamond(band.left(step) + band.column - 24, top + 14)


def _threads(plan: Blueprint, canvas: Canvas, band: Band, top: float, high: float) -> None:
    """Draw the line from a customer down to the last thing that a step needs; boxes are drawn over it."""
    for step in band.steps:
        if step.is_contact:
            x = band.middle(step.number)
            canvas.line(x, top + high - 14, x, top + high + _depth(plan, band, step), "thread")
            if step.initiator == "customer":
                canvas.head(x, top + high + 14, "thread-head")
            else:
                canvas.head_up(x, top + high - 14, "thread-head")


def _depth(plan: Blueprint, band: Band, step: Step) -> float:
    """Return how far below the line of interaction the last thing stands that a step needs."""
    depth, last = Boxes(plan, _contact).height(band), 20.0
    for layer in LAYER_WORDS:
        if not any(plan.behind[layer]) and layer != "backstage":
            continue
        tops = _row_tops(plan, layer, band)
        rows = [bar.row for bar in bars(plan.behind[layer], band) if bar.first <= step.number <= bar.last]
        if rows:
            last = depth + tops[max(rows)] + 4
        depth += _layer_high(plan, layer, band)
    return last


def _bar_block(plan: Blueprint, layer: str, key: str) -> Block:
    language = plan.drawing.language
    thing = plan.thing(layer, key)
    owner = plan.journey.workspace.owners.get(thing.spec.owner or "")
    icon = "server" if layer == "systems" else ""
    return Block(
        (Part(said(thing.name, language), STRONG), Part(said(owner.name, language) if owner else "")),
        icon,
        ref=thing.ref,
    )


def _row_highs(plan: Blueprint, layer: str, band: Band) -> list[float]:
    key = (layer, band)
    if key not in plan.heights:
        plan.heights[key] = _measured_rows(plan, layer, band)
    highs: list[float] = plan.heights[key]
    return highs


def _measured_rows(plan: Blueprint, layer: str, band: Band) -> list[float]:
    highs: dict[int, float] = {}
    for bar in bars(plan.behind[layer], band):
        room = _room(band, bar.last - bar.first + 1)
        high = _bar_block(plan, layer, bar.key).height(room) + 2 * PAD
        highs[bar.row] = max(highs.get(bar.row, 0.0), high)
    return [highs[row] for row in sorted(highs)]


def _row_tops(plan: Blueprint, layer: str, band: Band) -> list[float]:
    tops, y = [], 14.0
    for high in _row_highs(plan, layer, band):
        tops.append(y)
        y += high + ROW_GAP
    return tops


def _layer_high(plan: Blueprint, layer: str, band: Band) -> float:
    highs = _row_highs(plan, layer, band)
    return max(sum(highs) + ROW_GAP * max(len(highs) - 1, 0) + 28, 64.0 + BETWEEN)


def _layer(plan: Blueprint, layer: str, canvas: Canvas, band: Band, top: float, _high: float) -> None:
    tops = _row_tops(plan, layer, band)
    look = {"systems": "system", "support": "support"}.get(layer, "")
    kind = "system" if layer == "systems" else "process"
    for bar in bars(plan.behind[layer], band):
        room, block = _room(band, bar.last - bar.first + 1), _bar_block(plan, layer, bar.key)
        box = _box(band, bar.first, bar.last, top + tops[bar.row], block.height(room) + 2 * PAD)
        # A bar that is drawn again further on has an id of its own there, so the step under which it begins is in it.
        with canvas.group(f"{kind}-{bar.key}--{plan.journey.steps[bar.first].id}"):
            canvas.rect(box, f"lane-box {look}".strip(), 6)
            write(canvas, block, box.x + PAD, box.y + PAD, room)


def _description(plan: Blueprint) -> str:
    words = partial(said, language=plan.drawing.language)
    counts = {layer: len({key for keys in plan.behind[layer] for key in keys}) for layer in plan.behind}
    return words(_(
        "Under each step of the customer the contact, then {front} processes on the front stage, {back} on the back "
        "stage, {support} in support, and {systems} systems.",
        front=counts["frontstage"], back=counts["backstage"], support=counts["support"], systems=counts["systems"],
    ))  # fmt: skip


def _legend(journey: Journey, drawing: Drawing) -> Iterator[Sample]:
    words = partial(said, language=drawing.language)
    yield Sample("border", words(_("line of interaction, of visibility, of internal interaction")))
    if any(journey.contacts):
        yield Sample("thread", words(_("arrow: who starts the contact")))
    if any(step.spec.moment_of_truth for step in journey.steps):
        yield Sample("mark", words(_("moment of truth")))


def _row(plan: Blueprint, step: Step) -> tuple[Cell, ...]:
    language = plan.drawing.language
    channel = step.workspace.channels.get(step.channel or "")
    behind = (
        Cell(", ".join(plan.name(layer, key) for key in plan.behind[layer][step.number])) for layer in LAYER_WORDS
    )
    where = Cell(said(channel.name, language), channel.ref) if channel else Cell("")
    return (Cell(said(step.name, language), step.ref), where, *behind)


def _graph(plan: Blueprint) -> tuple[tuple[Node, ...], tuple[Edge, ...], tuple[Cluster, ...]]:
    """Return the layers as nodes, edges and clusters, for DOT and Mermaid."""
    nodes, edges, clusters = [], [], []
    for layer, label in LAYER_WORDS.items():
        keys = list(dict.fromkeys(key for needed in plan.behind[layer] for key in needed))
        collection = "system" if layer == "systems" else "process"
        nodes += [Node(f"{collection}-{key}", plan.name(layer, key), ref=plan.thing(layer, key).ref) for key in keys]
        if keys:
            words = said(label, plan.drawing.language)
            clusters.append(Cluster(f"layer-{layer}", words, tuple(f"{collection}-{key}" for key in keys)))
        for step, needed in zip(plan.journey.steps, plan.behind[layer], strict=True):
            edges += [
                Edge(f"needs-{step.id}--{collection}-{key}", f"step-{step.id}", f"{collection}-{key}", kind="part")
                for key in needed
            ]
    return tuple(nodes), tuple(edges), tuple(clusters)
