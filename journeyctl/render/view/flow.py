"""The step graph of a journey: where customers go, on which conditions, what gets lost, where they leave."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from journeyctl.analyse.terms import CONTEXT
from journeyctl.i18n import _, plural
from journeyctl.render.base import Cell, Sketch
from journeyctl.render.diagram import Cluster, Diagram, Edge, Node, Sample
from journeyctl.render.paint import paint
from journeyctl.render.words import (
    KIND_WORDS,
    SHAPE_WORDS,
    duration_words,
    icon_of,
    percent,
    said,
    shape_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyctl.i18n import Message
    from journeyctl.model import Journey, Step, Text, spec
    from journeyctl.render.base import Drawing

SUBJECT = "journey"
LABEL = _("Flow")
SPINE = 12
HEADS = (_("From"), _("To"), _("When"), _("Share"), _("Path"), _("Wait"), _("Context"))


def sketch(journey: Journey, drawing: Drawing) -> Sketch:
    """Sketch the flow of a journey."""
    drawn = diagram(journey, drawing)
    return Sketch(drawn, lambda layout: paint(drawn, layout, drawing))


def diagram(journey: Journey, drawing: Drawing) -> Diagram:
    """Return the graph of a journey's steps, which several views and formats share."""
    known = _KNOWN.setdefault(journey, {})
    if drawing.language not in known:
        known[drawing.language] = _diagram(journey, drawing)
    return known[drawing.language]


# It depends on nothing else than the journey and the language, and is forgotten with the journey.
_KNOWN: WeakKeyDictionary[Journey, dict[str, Diagram]] = WeakKeyDictionary()


def _diagram(journey: Journey, drawing: Drawing) -> Diagram:
    words = partial(said, language=drawing.language)
    nodes = (*(_step(step, drawing) for step in journey.steps), *_outside(journey, drawing))
    edges = tuple(_edges(journey, drawing))
    return Diagram(
        name="flow",
        title=words(_("Flow of {journey}", journey=words(journey.name))),
        description=_description(journey, drawing),
        nodes=nodes,
        edges=edges,
        clusters=tuple(
            Cluster(f"phase-{phase.id}", words(phase.name), tuple(f"step-{step.id}" for step in phase.steps))
            for phase in journey.phases
        ),
        legend=tuple(_legend(nodes, edges, drawing)),
        columns=tuple(words(head) for head in HEADS),
        rows=tuple(_row(step, edge, drawing) for step in journey.steps for edge in step.edges),
    )  # fmt: skip


def _description(journey: Journey, drawing: Drawing) -> str:
    words = partial(said, language=drawing.language)
    steps = words(plural("{count} step", "{count} steps", len(journey.steps)))
    phases = words(plural("{count} phase", "{count} phases", len(journey.phases)))
    return words(
        _("{steps} in {phases}, and the ways between them. The table says the same.", steps=steps, phases=phases)
    )


def _step(step: Step, drawing: Drawing) -> Node:
    language = drawing.language
    kind = step.channel_spec.kind if step.channel_spec else ""
    where = said(_channel_words(step), language)
    return Node(
        key=f"step-{step.id}",
        name=said(step.name, language),
        subs=(where,) if where else (),
        icon=icon_of(kind) if kind else ("footprints" if not step.is_contact else ""),
        shape=shape_of(kind) if step.is_contact else "plain",
        look=() if step.is_contact else ("outside",),
        ref=step.ref,
        tip=said(_("{name}, {where}", name=said(step.name, language), where=where), language),
        marked=step.spec.moment_of_truth,
    )


def _channel_words(step: Step) -> Message | Text:
    if not step.is_contact:
        return _("beyond our reach")
    channel = step.workspace.channels.get(step.channel or "")
    return channel.name if channel else _("no channel")


def _outside(journey: Journey, drawing: Drawing) -> Iterator[Node]:
    """Yield the other journeys that this one hands over to, each once, at the step where it is entered."""
    language = drawing.language
    seen = set()
    for step in journey.steps:
        for edge in step.edges:
            key = _head(edge)
            if edge.journey and key not in seen:
                seen.add(key)
                target = journey.workspace.journeys.get(edge.journey)
                name = said(target.name, language) if target else edge.journey
                yield Node(
                    key,
                    name,
                    (said(_("another journey"), language),),
                    "route",
                    "plain",
                    ("out",),
                    f"journeys/{edge.journey}",
                )


def _head(edge: spec.Edge) -> str:
    return f"step-{edge.to}" if edge.to else f"journey-{edge.journey}"


def _edges(journey: Journey, drawing: Drawing) -> Iterator[Edge]:
    counts: dict[str, int] = {}
    for step in journey.steps:
        for edge in step.edges:
            if edge.to and edge.to not in journey.step_by_id:
                continue
            key = f"edge-{step.id}--{_head(edge)}"
            counts[key] = counts.get(key, 0) + 1
            yield _edge(step, edge, key if counts[key] == 1 else f"{key}--{counts[key]}", drawing)


def _edge(step: Step, edge: spec.Edge, key: str, drawing: Drawing) -> Edge:
    language = drawing.language
    target = step.journey.step_by_id.get(edge.to or "")
    facts = (
        percent(edge.share, language) if edge.share is not None else "",
        said(_("waits {wait}", wait=duration_words(edge.wait, language)), language) if edge.wait else "",
    )
    together = " · ".join(fact for fact in facts if fact)
    label = tuple(text for text in (said(edge.when, language), together) if text)
    is_next = target is not None and target.number == step.number + 1
    return Edge(
        key, f"step-{step.id}", _head(edge), label, edge.kind, edge.context or "", _tip(edge, language),
        SPINE if is_next and edge.kind == "normal" else 1,
    )  # fmt: skip


def _tip(edge: spec.Edge, language: str) -> str:
    parts = [said(edge.when, language), said(KIND_WORDS[edge.kind], language)]
    if edge.context:
        parts.append(said(CONTEXT[edge.context], language))
    return ", ".join(part for part in parts if part)


def _row(step: Step, edge: spec.Edge, drawing: Drawing) -> tuple[Cell, ...]:
    language = drawing.language
    there = step.journey.step_by_id.get(edge.to or "") or step.workspace.journeys.get(edge.journey or "")
    return (
        Cell(said(step.name, language), step.ref),
        Cell(said(there.name, language), there.ref) if there else Cell(edge.to or edge.journey or ""),
        Cell(said(edge.when, language)),
        Cell(percent(edge.share, language) if edge.share is not None else ""),
        Cell(said(KIND_WORDS[edge.kind], language)),
        Cell(duration_words(edge.wait, language) if edge.wait else ""),
        Cell(said(CONTEXT[edge.context], language) if edge.context else ""),
    )


def _legend(nodes: tuple[Node, ...], edges: tuple[Edge, ...], drawing: Drawing) -> Iterator[Sample]:
    """Yield an entry for every mark that this picture uses."""
    words = partial(said, language=drawing.language)
    shapes = {node.shape for node in nodes}
    kinds, contexts = {edge.kind for edge in edges}, {edge.context for edge in edges}
    yield from (Sample(f"shape:{shape}", words(text)) for shape, text in SHAPE_WORDS.items() if shape in shapes)
    if any("outside" in node.look for node in nodes):
        yield Sample("shape:outside", words(_("beyond our reach")))
    if any(node.marked for node in nodes):
        yield Sample("mark", words(_("moment of truth")))
    yield from (Sample(f"edge:{kind}", words(text)) for kind, text in KIND_WORDS.items() if kind in kinds)
    yield from (Sample(f"carries:{one}", words(text)) for one, text in CONTEXT.items() if one in contexts)
