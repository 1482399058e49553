"""All journeys as lines of one railway: which stages of the lifecycle they call at, and where one leads to another."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, NamedTuple

from journeyctl.analyse.flow import target_of
from journeyctl.i18n import _, plural
from journeyctl.render.base import Cell, Sketch
from journeyctl.render.canvas import Canvas, empty
from journeyctl.render.diagram import Diagram, Edge, Node, Sample
from journeyctl.render.geometry import number
from journeyctl.render.layout import NOWHERE, Box
from journeyctl.render.metrics import Type, widest, width, wrap
from journeyctl.render.words import said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyctl.model import Journey, Step, Workspace
    from journeyctl.render.base import Drawing, Picture

SUBJECT = "workspace"
LABEL = _("Landscape")
NAME = Type(14, 700, 18)
SUB = Type(12.5, 400, 16)
HEAD = Type(13, 700, 17)
HEAD_ROOM = 120.0
NAMES = 264.0
INDENT = 20.0
ROW = 60.0
STATION = 8.0
LANE = 7.0
ARM = 14.0
AIR = 26.0
HEADROOM = 60.0
AGAIN = 20  # rows after which the stages are named again
BAND = 44.0
RADIUS = 5.0
KIND_WORDS = {
    "normal": _("continues there"),
    "recovery": _("goes there when it fails"),
    "exit": _("leaves for it"),
}


def sketch(workspace: Workspace, drawing: Drawing) -> Sketch:
    """Sketch all live journeys."""
    plan = Plan(workspace, drawing)
    words = partial(said, language=drawing.language)
    heads = (_("Journey"), _("Part of"), _("Owner"), _("Stages"), _("Leads to"))
    diagram = Diagram(
        "landscape", words(_("All journeys and where they lead")), _description(plan),
        tuple(_node(plan, journey) for journey in plan.rows), tuple(_edges(plan)), (), tuple(_legend(plan)), "LR",
        columns=tuple(words(head) for head in heads),
        rows=tuple(_row(plan, journey) for journey in plan.rows),
    )  # fmt: skip
    if not plan.rows:
        hint = words(_("There is no journey yet. Write one under journeys:, with its phases and steps."))
        return Sketch(diagram, lambda _layout: empty(diagram, hint, drawing), NOWHERE)
    return Sketch(diagram, lambda _layout: _paint(plan, diagram), NOWHERE)


class Hand(NamedTuple):
    """One way from a journey into another: where it leaves, where it enters, and of what kind it is."""

    giver: Journey
    stage: str
    taker: Journey
    entry: str
    kind: str


@dataclass(frozen=True)
class Plan:
    """What the landscape shows, and in which order."""

    workspace: Workspace
    drawing: Drawing

    @cached_property
    def rows(self) -> tuple[Journey, ...]:
        """The live journeys: each after the one that it is a part of, those without a parent first to last."""
        children: dict[str, list[Journey]] = {}
        for journey in self.workspace.live:
            children.setdefault(self.parent(journey), []).append(journey)
        found: list[Journey] = []
        pending = list(reversed(children.get("", [])))
        while pending:
            found.append(pending.pop())
            pending.extend(reversed(children.get(found[-1].id, [])))
        placed = set(found)
        return (*found, *(journey for journey in self.workspace.live if journey not in placed))

    def parent(self, journey: Journey) -> str:
        """Return the id of the live journey that this one is a part of, else nothing."""
        parent = self.workspace.journeys.get(journey.spec.parent or "")
        return parent.id if parent and not parent.is_retired and parent.id != journey.id else ""

    def depth(self, journey: Journey) -> int:
        """Return how many journeys this one lies in."""
        depth, seen = 0, {journey.id}
        while (parent := self.parent(journey)) and parent not in seen:
            seen.add(parent)
            journey = self.workspace.journeys[parent]
            depth += 1
        return depth

    def stages(self, journey: Journey) -> dict[str, int]:
        """Return the stages that a journey calls at, in the lifecycle's order, with the number of steps in each."""
        return self._stages[journey]

    @cached_property
    def _stages(self) -> dict[Journey, dict[str, int]]:
        return {journey: self._counted(journey) for journey in self.rows}

    def _counted(self, journey: Journey) -> dict[str, int]:
        counts = dict.fromkeys(self.columns, 0)
        for step in journey.steps:
            counts[self.stage(step)] += 1
        return {stage: count for stage, count in counts.items() if count}

    def stage(self, step: Step) -> str:
        """Return the stage of a step; nothing when none is stated or known."""
        return step.phase.stage.id if step.phase.stage else ""

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """All stages of the lifecycle; before them, when some steps state none, a column for those."""
        has_none = any(not self.stage(step) for step in self.workspace.steps())
        return (*([""] if has_none else []), *self.workspace.stages)

    @cached_property
    def places(self) -> dict[Journey, int]:
        """The row of each journey, from 0."""
        return {journey: row for row, journey in enumerate(self.rows)}

    @cached_property
    def hands(self) -> tuple[Hand, ...]:
        """The ways from journey into journey, each once, in the order of the rows."""
        return tuple(dict.fromkeys(hand for journey in self.rows for hand in self._hands(journey)))

    def _hands(self, journey: Journey) -> Iterator[Hand]:
        for step in journey.steps:
            for edge in step.edges:
                target = target_of(step, edge) if edge.journey else None
                if target and target.journey in self.places and target.journey is not journey:
                    yield Hand(journey, self.stage(step), target.journey, self.stage(target), edge.kind)
        handed = {edge.journey for step in journey.steps for edge in step.edges}
        for other in journey.spec.continues_in:
            taker = self.workspace.journeys.get(other)
            if taker in self.places and taker.steps and journey.steps and other not in handed and taker is not journey:
                yield Hand(journey, self.stage(journey.steps[-1]), taker, self.stage(taker.steps[0]), "normal")


def _node(plan: Plan, journey: Journey) -> Node:
    words = partial(said, language=plan.drawing.language)
    owner = plan.workspace.owners.get(journey.spec.owner or "")
    return Node(
        f"journey-{journey.id}", words(journey.name), (words(owner.name),) if owner else (), "route", ref=journey.ref
    )


def _edges(plan: Plan) -> Iterator[Edge]:
    for journey in plan.rows:
        parent = plan.parent(journey)
        if parent:
            words = said(_("is a part of"), plan.drawing.language)
            yield Edge(f"part-{journey.id}", f"journey-{journey.id}", f"journey-{parent}", (words,), "part")
    for one in dict.fromkeys((hand.giver.id, hand.taker.id, hand.kind) for hand in plan.hands):
        giver, taker, kind = one
        yield Edge(f"edge-{giver}--{taker}--{kind}", f"journey-{giver}", f"journey-{taker}", kind=kind)


def _row(plan: Plan, journey: Journey) -> tuple[Cell, ...]:
    words = partial(said, language=plan.drawing.language)
    parent = plan.workspace.journeys.get(plan.parent(journey))
    owner = plan.workspace.owners.get(journey.spec.owner or "")
    takers = dict.fromkeys(words(hand.taker.name) for hand in plan.hands if hand.giver is journey)
    return (
        Cell(words(journey.name), journey.ref),
        Cell(words(parent.name), parent.ref) if parent else Cell(""),
        Cell(words(owner.name), owner.ref) if owner else Cell(""),
        Cell(", ".join(_stage_name(plan, stage) for stage in plan.stages(journey))),
        Cell(", ".join(takers)),
    )


def _stage_name(plan: Plan, stage: str) -> str:
    language = plan.drawing.language
    return said(plan.workspace.stages[stage].name if stage else _("no stage"), language)


def _description(plan: Plan) -> str:
    words = partial(said, language=plan.drawing.language)
    count = words(plural("{count} journey", "{count} journeys", len(plan.rows)))
    bare = [_stage_name(plan, stage) for stage in _uncovered(plan)]
    if bare:
        return words(_("{journeys} over the stages of the lifecycle; no journey covers {stages}.",
                       journeys=count, stages=tuple(bare)))  # fmt: skip
    return words(_("{journeys} over the stages of the lifecycle; every stage is covered.", journeys=count))


def _uncovered(plan: Plan) -> list[str]:
    covered = {stage for journey in plan.rows for stage in plan.stages(journey)}
    return [stage for stage in plan.columns if stage not in covered]


def _legend(plan: Plan) -> Iterator[Sample]:
    words = partial(said, language=plan.drawing.language)
    yield Sample("station", words(_("calls at this stage, with so many steps")))
    if any(journey.spec.state == "to-be" for journey in plan.rows):
        yield Sample("track:to-be", words(_("as it should be")))
    if any(journey.is_draft for journey in plan.rows):
        yield Sample("track:draft", words(_("draft")))
    kinds = {hand.kind for hand in plan.hands}
    yield from (Sample(f"hand:{kind}", words(text)) for kind, text in KIND_WORDS.items() if kind in kinds)


@dataclass(frozen=True)
class Rails:
    """Where lines and stations lie: one column a stage, and left of its station a lane for each way that ends there."""

    plan: Plan

    @cached_property
    def lanes(self) -> dict[str, dict[tuple[str, str, str], int]]:
        """For each stage, the lane of every (journey entered, stage, kind): two share one when they never meet."""
        lanes: dict[str, dict[tuple[str, str, str], int]] = {stage: {} for stage in self.plan.columns}
        for stage in self.plan.columns:
            taken: list[list[tuple[int, int]]] = []
            for key, (first, last) in self._spans(stage).items():
                lane = next((index for index, spans in enumerate(taken) if _is_free(spans, first, last)), len(taken))
                if lane == len(taken):
                    taken.append([])
                taken[lane].append((first, last))
                lanes[stage][key] = lane
        return lanes

    def _spans(self, stage: str) -> dict[tuple[str, str, str], tuple[int, int]]:
        places = self.plan.places
        spans: dict[tuple[str, str, str], tuple[int, int]] = {}
        for hand in self.plan.hands:
            if hand.entry == stage:
                rows = sorted((places[hand.giver], places[hand.taker]))
                first, last = spans.get(lane_of(hand), (rows[0], rows[1]))
                spans[lane_of(hand)] = (min(first, rows[0]), max(last, rows[1]))
        return spans

    @cached_property
    def stations(self) -> dict[str, float]:
        """Where the stations of each stage stand, from left to right."""
        x, found = NAMES, {}
        for stage in self.plan.columns:
            used = max(self.lanes[stage].values(), default=-1) + 1
            head = _head_room(self.plan, stage)
            x += max(AIR + ARM + LANE * used, head / 2)
            found[stage] = x
            x += max(AIR, head / 2)
        return found

    @cached_property
    def width(self) -> float:
        """How wide the whole is."""
        last = self.plan.columns[-1]
        return self.stations[last] + max(AIR, _head_room(self.plan, last) / 2)

    def x(self, hand: Hand) -> float:
        """Return where the lane of a way lies."""
        lane = self.lanes[hand.entry][lane_of(hand)]
        return self.stations[hand.entry] - STATION - ARM - lane * LANE

    def y(self, journey: Journey) -> float:
        """Return how high the line of a journey lies."""
        row = self.plan.places[journey]
        return HEADROOM + (row + 0.5) * ROW + row // AGAIN * BAND

    @property
    def heads(self) -> list[float]:
        """The tops of the lines in which the stages are named: above the first row, and again in a long picture."""
        bands = range(1, (len(self.plan.rows) - 1) // AGAIN + 1)
        return [8.0, *(HEADROOM + band * AGAIN * ROW + (band - 1) * BAND + 4 for band in bands)]

    @property
    def bottom(self) -> float:
        """Where the last row ends."""
        return self.y(self.plan.rows[-1]) + ROW / 2


def lane_of(hand: Hand) -> tuple[str, str, str]:
    """Return what shares a lane: ways of one kind into one station."""
    return (hand.taker.id, hand.entry, hand.kind)


def _is_free(spans: list[tuple[int, int]], first: int, last: int) -> bool:
    return all(last < other_first or first > other_last for other_first, other_last in spans)


def _head_room(plan: Plan, stage: str) -> float:
    """Return how wide the head of a stage is, with some air."""
    name = widest(wrap(_stage_name(plan, stage), HEAD_ROOM, HEAD, 2), HEAD)
    return max(name, width(_covered(plan, stage), SUB)) + 16


def _covered(plan: Plan, stage: str) -> str:
    """Return how many journeys call at a stage, in words."""
    count = sum(stage in plan.stages(journey) for journey in plan.rows)
    words = plural("{count} journey", "{count} journeys", count) if count else _("nobody looks")
    return said(words, plan.drawing.language)


def _paint(plan: Plan, diagram: Diagram) -> Picture:
    canvas, rails = Canvas(plan.drawing), Rails(plan)
    for stage in plan.columns:
        _column(canvas, rails, stage)
    for hand in plan.hands:
        _hand(canvas, rails, hand)
    for journey in plan.rows:
        _line(canvas, rails, journey)
    for stage in plan.columns:
        _heads(canvas, rails, stage)
    return canvas.picture(diagram, rails.width, rails.bottom + 8)


def _column(canvas: Canvas, rails: Rails, stage: str) -> None:
    x, is_bare = rails.stations[stage], stage in _uncovered(rails.plan)
    canvas.line(x, HEADROOM - 6, x, rails.bottom, "axis bare" if is_bare else "axis")


def _heads(canvas: Canvas, rails: Rails, stage: str) -> None:
    """Name a stage above its stations, with how many journeys call there."""
    x, plan = rails.stations[stage], rails.plan
    look = "is-error" if stage in _uncovered(plan) else "quiet-text"
    for top in rails.heads:
        names = wrap(_stage_name(plan, stage), HEAD_ROOM, HEAD, 2 if top == rails.heads[0] else 1)
        y = canvas.text(names, HEAD, x, top, "t-lane halo at-middle")
        canvas.text((_covered(plan, stage),), SUB, x, y, f"t-text halo at-middle {look}")


def _hand(canvas: Canvas, rails: Rails, hand: Hand) -> None:
    """Draw one way: off the giver's line, beside it to a lane, along that, and into the station from the left."""
    start, lane = rails.stations[hand.stage], rails.x(hand)
    from_y, to_y = rails.y(hand.giver), rails.y(hand.taker)
    way = 1 if to_y > from_y else -1
    aside, end = from_y + way * (ROW / 2 - 8), rails.stations[hand.entry] - STATION - 2
    bend = RADIUS if lane > start else -RADIUS
    data = (
        f"M{number(start)} {number(from_y)}V{number(aside - way * RADIUS)}"
        f"q0 {number(way * RADIUS)} {number(bend)} {number(way * RADIUS)}H{number(lane - bend)}"
        f"q{number(bend)} 0 {number(bend)} {number(way * RADIUS)}V{number(to_y - way * RADIUS)}"
        f"q0 {number(way * RADIUS)} {number(RADIUS)} {number(way * RADIUS)}H{number(end - 6)}"
    )
    tip = f"{said(hand.giver.name, canvas.drawing.language)} → {said(hand.taker.name, canvas.drawing.language)}"
    canvas.open(f"edge-{hand.giver.id}-{hand.stage}--{hand.taker.id}-{hand.entry}--{hand.kind}", "way", tip)
    canvas.path(data, f"hand {hand.kind}")
    canvas.path(f"M{number(end)} {number(to_y)}l-8 -4v8z", f"hand-head {hand.kind}")
    canvas.close()


def _line(canvas: Canvas, rails: Rails, journey: Journey) -> None:
    plan, y = rails.plan, rails.y(journey)
    name = said(journey.name, canvas.drawing.language)
    look = f"{journey.spec.state}{' draft' if journey.is_draft else ''}"
    canvas.line(0, y + ROW / 2, rails.width, y + ROW / 2, "axis")
    canvas.open(f"journey-{journey.id}", "row", name)
    _name(canvas, rails, journey, name)
    stops = plan.stages(journey)
    if stops:
        xs = [rails.stations[stage] for stage in stops]
        canvas.line(xs[0], y, xs[-1], y, f"track {look}")
    for stage, count in stops.items():
        canvas.dot(rails.stations[stage], y, f"station {look}", STATION)
        canvas.text(
            (str(count),), SUB, rails.stations[stage] + STATION + 3, y - SUB.leading - 1, "t-text quiet-text halo"
        )
    canvas.close()


def _under(rails: Rails, journey: Journey) -> float:
    """Return where the name of a journey ends, downwards."""
    names, sub = _written(rails, journey)
    return rails.y(journey) + (len(names) * NAME.leading + len(sub) * SUB.leading) / 2 + 3


def _written(rails: Rails, journey: Journey) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the name of a journey and of its owner, in lines."""
    plan = rails.plan
    room = NAMES - plan.depth(journey) * INDENT - 16
    owner = plan.workspace.owners.get(journey.spec.owner or "")
    sub = wrap(said(owner.name, plan.drawing.language), room, SUB, 1) if owner else ()
    return wrap(said(journey.name, plan.drawing.language), room, NAME, 2), sub


def _name(canvas: Canvas, rails: Rails, journey: Journey, name: str) -> None:
    plan, y = rails.plan, rails.y(journey)
    left = plan.depth(journey) * INDENT
    room = NAMES - left - 16
    lines, sub = _written(rails, journey)
    top = y - (len(lines) * NAME.leading + len(sub) * SUB.leading) / 2
    if left:
        start = _under(rails, plan.workspace.journeys[plan.parent(journey)])
        canvas.path(f"M{number(left - 13)} {number(start)}V{number(y)}h8", "thread")
    canvas.text(sub, SUB, left, canvas.text(lines, NAME, left, top, "t-step"), "t-text quiet-text")
    canvas.link(Box(left, y - ROW / 2 + 2, room + 8, ROW - 4), journey.ref, name)
