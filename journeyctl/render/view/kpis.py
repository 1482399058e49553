"""The KPI chain: from culture through employee, experience and behaviour to result, and what is known to drive what."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from journeyctl.analyse.kpis import newest_reading, on_target
from journeyctl.i18n import _
from journeyctl.render.base import Cell, Sketch
from journeyctl.render.canvas import empty
from journeyctl.render.diagram import NAME, SUB, Diagram, Edge, Node, Sample
from journeyctl.render.layout import NOWHERE, Layout
from journeyctl.render.metrics import widest
from journeyctl.render.paint import paint
from journeyctl.render.words import figure, said, target_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyctl.analyse.kpis import Kpi
    from journeyctl.model import Workspace, spec
    from journeyctl.render.base import Drawing

SUBJECT = "workspace"
LABEL = _("KPI chain")
LEVELS = {
    "culture": _("Culture"),
    "employee": _("Employee"),
    "": _("No level stated"),
    "experience": _("Experience"),
    "behaviour": _("Behaviour"),
    "result": _("Result"),
}
EVIDENCE = {
    "experiment": _("shown by experiment"),
    "correlation": _("they move together"),
    "benchmark": _("known from elsewhere"),
    "none": _("assumed"),
}
ICONS = {"met": "circle-check", "below": "triangle-alert", "": "circle-dashed"}
KNOWN = ("experiment", "correlation")


def sketch(workspace: Workspace, drawing: Drawing) -> Sketch:
    """Sketch the KPI chain."""
    drawn = diagram(workspace, drawing)
    if not workspace.kpis:
        hint = said(
            _("Nothing is measured yet. Write what you measure under kpis:, with a kind and a level."), drawing.language
        )
        return Sketch(drawn, lambda _layout: empty(drawn, hint, drawing), NOWHERE)
    return Sketch(drawn, lambda layout: paint(drawn, _headed(layout), drawing))


def _headed(layout: Layout) -> Layout:
    """Return a layout with the names of the columns in one line above everything else."""
    heads = {key: box for key, box in layout.nodes.items() if key.startswith("level-")}
    high = max((box.height for box in heads.values()), default=0.0) + 8
    top = min((box.y for key, box in layout.nodes.items() if key not in heads), default=0.0)
    lower = layout.moved(0, high - top)
    nodes = {key: heads[key]._replace(y=0.0) if key in heads else box for key, box in lower.nodes.items()}
    bottom = max((box.bottom for box in nodes.values()), default=0.0)
    drawn = (point.y for key, route in lower.edges.items() if not key.startswith("level-") for point in route.points)
    return Layout(layout.width, max(bottom, *drawn, 0.0), nodes, lower.clusters, lower.edges)


def diagram(workspace: Workspace, drawing: Drawing) -> Diagram:
    """Return the KPIs in columns by level, and what drives what."""
    words = partial(said, language=drawing.language)
    levels = _levels(workspace)
    heads = (_("KPI"), _("Level"), _("Newest reading"), _("Target"), _("Drives"), _("How we know"))
    return Diagram(
        name="kpis",
        title=words(_("The KPI chain")),
        description=_description(workspace, drawing),
        nodes=(*_columns(levels, drawing), *_nodes(workspace, drawing)),
        edges=(*_spine(levels), *_edges(workspace, drawing)),
        legend=tuple(_legend(workspace, drawing)),
        direction="LR",
        ranks=tuple((f"level-{level or 'none'}", *(f"kpi-{kpi.id}" for kpi in of)) for level, of in levels.items()),
        columns=tuple(words(head) for head in heads),
        rows=tuple(row for kpi in workspace.kpis.values() for row in _rows(workspace, kpi, drawing)),
    )


def _levels(workspace: Workspace) -> dict[str, list[Kpi]]:
    """Return the KPIs of each level that has any, in the order of the chain."""
    of = {level: [kpi for kpi in workspace.kpis.values() if (kpi.spec.level or "") == level] for level in LEVELS}
    return {level: kpis for level, kpis in of.items() if kpis}


def _columns(levels: dict[str, list[Kpi]], drawing: Drawing) -> Iterator[Node]:
    for level in levels:
        yield Node(f"level-{level or 'none'}", said(LEVELS[level], drawing.language), shape="plain", look=("column",))


def _spine(levels: dict[str, list[Kpi]]) -> Iterator[Edge]:
    """Yield what keeps the columns in order, and seen by nobody."""
    keys = [f"level-{level or 'none'}" for level in levels]
    for before, after in pairwise(keys):
        yield Edge(f"{before}--{after}", before, after, kind="hidden", weight=20)


def state(workspace: Workspace, kpi: Kpi) -> str:
    """Return how a KPI stands: `met`, `below`, or nothing when there is no reading or no target."""
    newest = newest_reading(workspace, kpi)
    reached = on_target(kpi.spec, newest.reading.value) if newest else None
    return {True: "met", False: "below", None: ""}[reached]


def _reading(workspace: Workspace, kpi: Kpi, drawing: Drawing) -> str:
    newest = newest_reading(workspace, kpi)
    if newest is None:
        return said(_("never measured"), drawing.language)
    return figure(newest.reading.value, kpi.spec.unit, drawing.language)


def _nodes(workspace: Workspace, drawing: Drawing) -> Iterator[Node]:
    """Yield the KPIs, all as wide as the widest, so that columns have straight sides."""
    found = [_node(workspace, kpi, drawing) for kpi in workspace.kpis.values()]
    least = max((max(widest(node.names, NAME), widest(node.lines, SUB)) for node in found), default=0.0)
    yield from (replace(node, least=least) for node in found)


def _node(workspace: Workspace, kpi: Kpi, drawing: Drawing) -> Node:
    language, stands = drawing.language, state(workspace, kpi)
    goal = target_words(kpi.spec, language)
    subs = [part for part in (_reading(workspace, kpi, drawing), goal) if part]
    if kpi.spec.kind == "nps":
        subs.append(said(_("informs, is not the goal"), language))
    shape = "message" if kpi.spec.kind == "nps" else "screen"
    return Node(
        f"kpi-{kpi.id}", said(kpi.name, language), tuple(subs), ICONS[stands], shape, (stands,) if stands else (),
        kpi.ref, tip=f"{said(kpi.name, language)}: {', '.join(subs)}",
    )  # fmt: skip


def _edges(workspace: Workspace, drawing: Drawing) -> Iterator[Edge]:
    for kpi in workspace.kpis.values():
        for drive in _drives(workspace, kpi):
            evidence = drive.evidence or "none"
            words = said(EVIDENCE[evidence], drawing.language)
            kind = "normal" if evidence in KNOWN else "assumed"
            yield Edge(f"edge-{kpi.id}--{drive.kpi}", f"kpi-{kpi.id}", f"kpi-{drive.kpi}", kind=kind, tip=words)


def _drives(workspace: Workspace, kpi: Kpi) -> Iterator[spec.Drive]:
    """Yield what a KPI drives, each once."""
    seen = set()
    for drive in kpi.spec.drives:
        if drive.kpi in workspace.kpis and drive.kpi not in seen:
            seen.add(drive.kpi)
            yield drive


def _rows(workspace: Workspace, kpi: Kpi, drawing: Drawing) -> Iterator[tuple[Cell, ...]]:
    words = partial(said, language=drawing.language)
    facts = (
        Cell(words(kpi.name), kpi.ref),
        Cell(words(LEVELS[kpi.spec.level or ""])),
        Cell(_reading(workspace, kpi, drawing)),
        Cell(target_words(kpi.spec, drawing.language)),
    )
    for drive in _drives(workspace, kpi):
        driven = workspace.kpis[drive.kpi]
        yield (*facts, Cell(words(driven.name), driven.ref), Cell(words(EVIDENCE[drive.evidence or "none"])))
    if not kpi.spec.drives:
        yield (*facts, Cell(""), Cell(""))


def _description(workspace: Workspace, drawing: Drawing) -> str:
    stands = [state(workspace, kpi) for kpi in workspace.kpis.values()]
    sentence = _(
        "{all} KPIs in the order of culture, employee, experience, behaviour and result; {met} reach their target, "
        "{below} do not.", all=len(stands), met=stands.count("met"), below=stands.count("below"),
    )  # fmt: skip
    return said(sentence, drawing.language)


def _legend(workspace: Workspace, drawing: Drawing) -> Iterator[Sample]:
    words = partial(said, language=drawing.language)
    yield Sample("icon:circle-check", words(_("reaches its target")))
    yield Sample("icon:triangle-alert", words(_("does not")))
    yield Sample("icon:circle-dashed", words(_("no target, or never measured")))
    yield Sample("edge:normal", words(_("drives, as measured here")))
    yield Sample("edge:assumed", words(_("is thought to drive")))
    if any(kpi.spec.kind == "nps" for kpi in workspace.kpis.values()):
        yield Sample("shape:message", words(_("NPS: informs, is not the goal")))
