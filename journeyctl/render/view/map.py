"""The journey map as a poster: phases as columns, lanes under them, the emotion curve over all of it."""

from __future__ import annotations

from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from journeyctl.analyse.kpis import newest_reading, on_target
from journeyctl.diagnostics import Severity
from journeyctl.i18n import _, plural
from journeyctl.model import once
from journeyctl.render.base import Cell, Picture, Sketch
from journeyctl.render.canvas import Canvas
from journeyctl.render.curve import Chart, draw_curve, feelings, target_sample
from journeyctl.render.diagram import Diagram, Sample
from journeyctl.render.layout import NOWHERE, Box
from journeyctl.render.metrics import Type, width, wrap
from journeyctl.render.poster import (
    BELOW,
    INSET,
    LANE_NAMES,
    STEP,
    STRONG,
    TEXT,
    Band,
    Block,
    Lane,
    Part,
    bands,
    draw_band,
    write,
)
from journeyctl.render.view import flow
from journeyctl.render.words import answers_for, date_words, figure, icon_of, is_public, said, signed, target_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyctl.analyse.kpis import Kpi
    from journeyctl.model import Journey, Step, Workspace
    from journeyctl.render.base import Drawing
    from journeyctl.render.curve import Feelings

SUBJECT = "journey"
LABEL = _("Map")
HEADING = Type(26, 700, 32)
UNIT = 32.0
GAP = 28.0
OWNER_TOP = 17.0
SEVERITY_ICONS = {Severity.ERROR: "octagon-x", Severity.WARNING: "triangle-alert", Severity.INFO: "info"}


def sketch(journey: Journey, drawing: Drawing) -> Sketch:
    """Sketch the map of a journey."""
    graph = flow.diagram(journey, drawing)
    words = partial(said, language=drawing.language)
    shown = feelings(journey)
    diagram = Diagram(
        "map", words(_("Map of {journey}", journey=words(journey.name))), _description(journey, drawing),
        graph.nodes, graph.edges, graph.clusters, tuple(_legend(shown, drawing)),
        columns=tuple(words(one) for one in (_("Step"), _("Phase"), _("Channel"), _("Feels"), _("Target"), _("Owner"))),
        rows=tuple(_row(step, drawing) for step in journey.steps),
    )  # fmt: skip
    return Sketch(diagram, lambda _layout: _paint(journey, diagram, shown, drawing), NOWHERE)


def _description(journey: Journey, drawing: Drawing) -> str:
    words = partial(said, language=drawing.language)
    steps = words(plural("{count} step", "{count} steps", len(journey.steps)))
    phases = words(plural("{count} phase", "{count} phases", len(journey.phases)))
    sentence = _("{steps} in {phases}: what the customer does, thinks and feels, on which channel, and who owns it.",
                 steps=steps, phases=phases)  # fmt: skip
    return words(sentence)


def _row(step: Step, drawing: Drawing) -> tuple[Cell, ...]:
    language = drawing.language
    channel = step.workspace.channels.get(step.channel or "")
    owner = step.workspace.owners.get(step.owner or "")
    target = step.emotion.target if step.emotion else None
    return (
        Cell(said(step.name, language), step.ref),
        Cell(said(step.phase.name, language)),
        Cell(said(channel.name, language), channel.ref) if channel else Cell(""),
        Cell(signed(step.score, language) if step.score is not None else ""),
        Cell(signed(target, language) if target is not None else ""),
        Cell(said(owner.name, language), owner.ref) if owner else Cell(""),
    )


def _legend(shown: Feelings, drawing: Drawing) -> Iterator[Sample]:
    words = partial(said, language=drawing.language)
    if shown.now:
        yield Sample("feeling", words(_("how it feels now, from {low} to {high}", low=signed(-2, "en"), high="+2")))
    if shown.wanted:
        yield Sample(target_sample(shown.wanted), words(_("how it should feel")))
    if shown.now and any(step.score is None for step in shown.journey.steps):
        yield Sample("dot:open", words(_("not measured")))
    if any(step.spec.moment_of_truth for step in shown.journey.steps):
        yield Sample("mark", words(_("moment of truth")))


def _paint(journey: Journey, diagram: Diagram, shown: Feelings, drawing: Drawing) -> Picture:
    canvas = Canvas(drawing)
    lanes = [lane for lane in _lanes(shown, drawing) if _is_filled(lane, journey)]
    rows = bands(journey.steps, lanes) if journey.steps else ()
    wide = max((band.width for band in rows), default=600.0)
    y = _heading(canvas, journey, wide)
    for band in rows:
        y = draw_band(canvas, band, lanes, y) + GAP
    return canvas.picture(diagram, wide, y - GAP + 8, has_heading=True)


def _is_filled(lane: Lane, journey: Journey) -> bool:
    if lane.key == "owner":
        return any(journey.contacts)
    return bool(lane.height) or any(lane.at(step) for step in journey.steps)


def _nothing(_step: Step) -> tuple[Block, ...]:
    return ()


def _heading(canvas: Canvas, journey: Journey, wide: float) -> float:
    """Write the title, and in the margin what a poster on a wall must say; return where the map begins."""
    imprint = "   ·   ".join(_imprint(journey, canvas.drawing))
    takes = width(imprint, TEXT)
    is_beside = takes < wide / 2
    names = wrap(said(journey.name, canvas.drawing.language), wide - (takes + 24 if is_beside else 0), HEADING)
    y = canvas.text(names, HEADING, 0, 0, "t-title")
    if is_beside:
        canvas.text((imprint,), TEXT, wide, y - TEXT.leading - 6, "t-text quiet-text at-end")
        return y + 12
    return canvas.text(wrap(imprint, wide, TEXT), TEXT, 0, y + 2, "t-text quiet-text") + 12


def _imprint(journey: Journey, drawing: Drawing) -> Iterator[str]:
    words = partial(said, language=drawing.language)
    yield words(_("as it should be") if journey.spec.state == "to-be" else _("as it is now"))
    owner = journey.workspace.owners.get(journey.spec.owner or "")
    if owner:
        yield words(_("Owner: {name}", name=words(owner.name)))
    if drawing.today:
        yield date_words(drawing.today.isoformat(), drawing.language)
    if drawing.imprint:
        yield words(drawing.imprint)


def _lanes(shown: Feelings, drawing: Drawing) -> list[Lane]:
    """Return the lanes in their order."""
    words = partial(said, language=drawing.language)
    curve = (lambda band: Chart(shown, band, UNIT, drawing.language).height) if shown.now or shown.wanted else None
    return [
        Lane("step", words(_("Step")), partial(_step, drawing=drawing), draw=_marks, is_nodes=True),
        Lane("doing", words(_("Does")), lambda step: _text(words(step.spec.doing))),
        Lane("thinking", words(_("Thinks")), lambda step: _text(_quoted(words(step.spec.thinking)), "voice")),
        Lane("channel", words(_("Channel")), partial(_channel, drawing=drawing)),
        Lane("emotion", words(_("Feels")), lambda _step: (), curve, partial(_curve, shown)),
        Lane("pains", words(_("Pains and gains")), partial(_pains, drawing=drawing)),
        Lane("owner", words(_("Owner")), _nothing, partial(_owner_high, drawing), partial(_owners, drawing)),
        Lane("kpi", words(_("Last reading")), partial(_kpis, drawing=drawing)),
        Lane("opportunity", words(_("Opportunities")), partial(_opportunities, drawing=drawing)),
        Lane("finding", words(_("Findings")), partial(_findings, drawing=drawing)),
    ]


def _text(text: str, look: str = "") -> tuple[Block, ...]:
    return (Block((Part(text, TEXT, look),)),) if text else ()


def _quoted(text: str) -> str:
    return f"\u2018{text}\u2019" if text else ""


def _step(step: Step, drawing: Drawing) -> tuple[Block, ...]:
    name = said(step.name, drawing.language)
    return (Block((Part(str(step.number + 1), TEXT, "quiet-text"),)), Block((Part(name, STEP),), ref=step.ref))


def _marks(canvas: Canvas, band: Band, top: float, _high: float) -> None:
    for step in band.steps:
        if step.spec.moment_of_truth:
            canvas.diamond(band.left(step) + INSET + 28, top + 16)


def _channel(step: Step, drawing: Drawing) -> tuple[Block, ...]:
    channel = step.workspace.channels.get(step.channel or "")
    if channel and step.is_contact:
        return (Block((Part(said(channel.name, drawing.language)),), icon_of(channel.spec.kind), ref=channel.ref),)
    if step.is_contact:
        return ()
    return (Block((Part(said(_("beyond our reach"), drawing.language), TEXT, "quiet-text"),), "footprints"),)


def _curve(shown: Feelings, canvas: Canvas, band: Band, top: float, high: float) -> None:
    chart = Chart(shown, band, UNIT, canvas.drawing.language)
    draw_curve(canvas, chart, Box(LANE_NAMES, top, band.width - LANE_NAMES, high))


def _pains(step: Step, drawing: Drawing) -> tuple[Block, ...]:
    pains = [Block((Part(said(one, drawing.language)),), "minus", "glyph pain") for one in step.pains]
    gains = [Block((Part(said(one, drawing.language)),), "plus", "glyph gain") for one in step.gains]
    return (*pains, *gains)


def starts(step: Step) -> bool:
    """Tell whether another owner takes over at a contact."""
    if step.number == 0:
        return True
    before = step.journey.steps[step.number - 1]
    return not before.is_contact or before.owner != step.owner


class Run(NamedTuple):
    """Contacts beside each other in a band that one owner answers for."""

    steps: tuple[Step, ...]

    def room(self, band: Band) -> float:
        """Return how wide its name may be."""
        return len(self.steps) * band.column - 2 * INSET + 4

    def block(self, drawing: Drawing) -> Block:
        """Return who answers."""
        owner = answers_for(self.steps[0], drawing.language)
        return Block((Part(owner.words, STRONG, owner.look),), ref=owner.ref)


def runs(band: Band) -> list[Run]:
    """Return the runs of contacts of a band; one that goes on from the band before is named again."""
    found: list[list[Step]] = []
    for step in band.steps:
        if step.is_contact:
            if starts(step) or step is band.steps[0]:
                found.append([])
            found[-1].append(step)
    return [Run(tuple(steps)) for steps in found]


def _owner_high(drawing: Drawing, band: Band) -> float:
    highs = [run.block(drawing).height(run.room(band)) for run in runs(band)]
    return max(highs, default=TEXT.leading) + OWNER_TOP + BELOW


def _owners(drawing: Drawing, canvas: Canvas, band: Band, top: float, _high: float) -> None:
    """Draw a bar over the contacts of each owner, with the name under it; where another takes over there is a gap."""
    for run in runs(band):
        first, last = run.steps[0], run.steps[-1]
        left, right = band.left(first) + INSET, band.left(last) + band.column - 2
        look = "" if first.owner else " public" if is_public(first) else " nobody"
        canvas.line(left, top + 9, right, top + 9, f"bar-of{look}")
        write(canvas, run.block(drawing), left, top + OWNER_TOP, run.room(band))


def _kpis(step: Step, drawing: Drawing) -> tuple[Block, ...]:
    found = (step.workspace.kpis.get(kpi) for kpi in dict.fromkeys(step.kpis))
    return tuple(_kpi(step, kpi, drawing) for kpi in found if kpi)


def _kpi(step: Step, kpi: Kpi, drawing: Drawing) -> Block:
    language = drawing.language
    newest = newest_reading(step.workspace, kpi)
    name = Part(said(kpi.name, language))
    if newest is None:
        return Block(
            (name, Part(said(_("never measured"), language), TEXT, "quiet-text")), "circle-dashed", ref=kpi.ref
        )
    value = figure(newest.reading.value, kpi.spec.unit, language)
    is_below = on_target(kpi.spec, newest.reading.value) is False
    goal = target_words(kpi.spec, language)
    look, icon = ("is-error", "triangle-alert") if is_below else ("", "circle-check" if goal else "circle-dashed")
    parts = (name, Part(value, STRONG, look), Part(goal, TEXT, "quiet-text"))
    return Block(parts, icon, f"glyph {look}".strip(), kpi.ref)


def _opportunities(step: Step, drawing: Drawing) -> tuple[Block, ...]:
    key = f"{step.journey.id}/{step.id}"
    listed = _opportunities_of_steps(step.workspace).get(key, ())
    taken = (pain.opportunity for pain in (*step.pains, *step.gains) if pain.opportunity)
    found = (step.workspace.opportunities.get(one) for one in dict.fromkeys(chain(taken, listed)))
    return tuple(Block((Part(said(one.name, drawing.language)),), "lightbulb", ref=one.ref) for one in found if one)


@once
def _opportunities_of_steps(workspace: Workspace) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in workspace.opportunities.values():
        for key in dict.fromkeys(one.spec.steps):
            found.setdefault(key, []).append(one.id)
    return found


def _findings(step: Step, drawing: Drawing) -> tuple[Block, ...]:
    refs = (step.ref, step.shared.ref) if step.shared else (step.ref,)
    found = sorted((one for ref in refs for one in drawing.found.get(ref, ())), key=lambda one: one.order)
    return tuple(
        Block(
            (Part(said(one.message, drawing.language)),), SEVERITY_ICONS[one.severity], f"glyph is-{one.severity.label}"
        )
        for one in found
    )
