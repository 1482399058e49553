"""Design quality: cohesion, consistency, context sensitivity and connectivity, by proxies of our own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyctl.analyse.design import PARTS, design, design_by_journey
from journeyctl.analyse.sheet import FEWEST_POINTS, Cell, Chart, Column, Mark, Note, Sheet, Table, Term, named, share
from journeyctl.i18n import Message, _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from journeyctl.analyse.design import Part
    from journeyctl.model import Workspace

TOPIC = "experience"
SUMMARY = _("cohesion, consistency, context sensitivity and connectivity of journeys, by proxies of our own")
DIMENSIONS: Mapping[str, Message] = {
    "cohesion": _("cohesion"),
    "consistency": _("consistency"),
    "context-sensitivity": _("context sensitivity"),
    "connectivity": _("connectivity"),
}
NAMES: Mapping[str, Message] = {
    "themed": _("contact moments that carry a theme of the organisation"),
    "kin": _("ways to the next contact moment that share a theme"),
    "tone": _("contact moments in a tone of the organisation"),
    "even": _("ways to the next contact moment without a break in the experience"),
    "preferred": _("contact moments on a channel that one of their personas prefers"),
    "adapts": _("journeys in which the way depends on the situation"),
    "useful": _("answers of customers that come back to them"),
    "carried": _("ways to the next contact moment along which everything comes"),
    "asked-once": _("questions that were not asked before"),
}
HEADINGS: Mapping[str, Message] = {
    "themed": _("Themed"),
    "kin": _("Shared theme"),
    "tone": _("Tone"),
    "even": _("No break"),
    "preferred": _("Preferred channel"),
    "adapts": _("Adapts"),
    "useful": _("Answers used"),
    "carried": _("Comes along"),
    "asked-once": _("Asked once"),
}
WRITE: Mapping[str, Message] = {
    "themed": _("Write the `themes` of the `organisation`, and at contact moments the `themes` they carry."),
    "kin": _("Write `themes` at contact moments that follow each other."),
    "tone": _("Write the `tone` of the `organisation`, and in `contact` of contact moments the `tone` of each."),
    "even": _("Write the `experience` of contact moments that follow each other, 0 to 5."),
    "preferred": _("Write under `prefers` of personas the channels they prefer, and the `personas` of journeys."),
    "adapts": _("Write a journey of more than one step, and `when` in `next` where the way depends on the customer."),
    "useful": _("Write under `data` of contact moments what is asked (`use: ask`) and what is shown (`use: show`)."),
    "carried": _("Write in `next` what comes along: `context`, full, partial or none."),
    "asked-once": _("Write under `data` of contact moments what customers are asked (`use: ask`)."),
}
WHOLE = (0.0, 100.0)


def report(workspace: Workspace, today: date) -> Sheet:  # noqa: ARG001 - the contract of reports
    """Tell what documents say of the design of journeys as a whole: no dimension is a perception of customers.

    Source: Kuehnl, Jozić & Homburg 2019; Homburg, Jozić & Kuehnl 2017.
    """
    parts = design(workspace)
    tables = (_parts(parts), _journeys(workspace, parts))
    missing = tuple(WRITE[part.name] for part in parts if not part.tally.all)
    return Sheet(_("Design quality"), _lead(parts), tables, _notes(), missing, (_chart(parts),))


def _enough(parts: tuple[Part, ...]) -> list[Part]:
    return [part for part in parts if part.tally.all >= FEWEST_POINTS]


def _lead(parts: tuple[Part, ...]) -> Message:
    found = _enough(parts)
    if not found:
        return _("Not enough data: no part of the design can be judged at three places or more.")
    worst = min(found, key=lambda part: part.tally.some / part.tally.all)
    if worst.tally.some == worst.tally.all:
        return _("Wherever the design can be judged, it is of one piece.")
    return _(
        "The weakest is {dimension}, with {some} of {all} {what}.",
        dimension=DIMENSIONS[worst.dimension],
        some=worst.tally.some,
        all=worst.tally.all,
        what=NAMES[worst.name],
    )


def _chart(parts: tuple[Part, ...]) -> Chart:
    marks = tuple(Mark(NAMES[part.name], 100 * part.tally.some / part.tally.all) for part in _enough(parts))
    heading = _("Share that is well, of what can be judged; our own proxies")
    return Chart("parts", heading, marks, "%", WHOLE)


def _parts(parts: tuple[Part, ...]) -> Table:
    columns = (
        Column("dimension", _("Dimension"), _("The dimension of journey design that it stands for.")),
        Column("part", _("Our own proxy"), _("What is counted.")),
        Column("some", _("Well"), _("How many are well."), "integer"),
        Column("all", _("Of"), _("How many say enough to be judged."), "integer"),
        Column("share", _("Share"), _("Well / of."), "number", "%", WHOLE),
    )
    rows = tuple(
        (
            Term(part.dimension, DIMENSIONS[part.dimension]),
            Term(part.name, NAMES[part.name]),
            *part.tally,
            share(*part.tally),
        )
        for part in parts
        if part.tally.all
    )
    return Table("parts", _("Part by part"), columns, rows)


def _journeys(workspace: Workspace, parts: tuple[Part, ...]) -> Table:
    columns = (
        Column("journey", _("Journey"), _("The journey's id."), for_machines=True),
        Column("name", _("Journey"), _("The journey's name.")),
        *(
            Column(part.replace("-", "_"), HEADINGS[part], _("The share of {what}.", what=NAMES[part]), "number", "%")
            for part in PARTS
        ),
    )
    rows: list[tuple[Cell, ...]] = []
    for identity, found in design_by_journey(workspace).items():
        shares = (share(*part.tally) for part in found)
        rows.append((identity, named(workspace.journeys[identity]), *shares))
    return Table("journeys", _("Journey by journey"), columns, tuple(rows) if any(p.tally.all for p in parts) else ())


def _notes() -> tuple[Note, ...]:
    return tuple(_said())


def _said() -> Iterator[Note]:
    yield Note(
        "formula",
        _("Share = places that are well / places that say enough to be judged. Dimensions are not averaged."),
    )
    yield Note(
        "formula",
        _(
            "Cohesion: contact moments with a theme of the organisation; neighbours that share a theme. Consistency: "
            "contact moments in a tone of the organisation; neighbours less than 3 apart, of 0 to 5, in every sense "
            "that both score."
        ),
    )
    yield Note(
        "formula",
        _(
            "Context sensitivity: contact moments on a channel that one of their personas prefers; journeys with a way "
            "under a condition; data asked that some contact moment shows. Connectivity: ways with context `full`; "
            "questions that no path has asked before."
        ),
    )
    yield Note(
        "inputs",
        _(
            "`themes` and `tone` of the organisation and of contact moments, `experience`, `prefers` of personas, "
            "`when` and `context` in `next`, and `data`, of live journeys."
        ),
    )
    yield Note(
        "left-out",
        _(
            "These are proxies of our own: the literature asks customers how they perceive a journey, and we only read "
            "what is written. What says too little is in no count, and how many customers pass is not counted."
        ),
    )
    yield Note(
        "source",
        _("Kuehnl, Jozić & Homburg 2019; for connectivity Homburg, Jozić & Kuehnl 2017. The proxies are our own."),
    )
