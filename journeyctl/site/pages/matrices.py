"""Tables with two sides: journeys by stage and persona, contact moments by channel."""

# ruff: noqa: RUF001 - signs as pages show them

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING

from journeyctl.analyse import coverage
from journeyctl.i18n import _
from journeyctl.render.palette import feeling
from journeyctl.site import parts
from journeyctl.site.blocks import NOTHING, Column, Inline, Link, Mark, Paragraph, Row, Section, Table, With, Words
from journeyctl.site.labels import WORDS
from journeyctl.site.page import Later, Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from journeyctl.model import Stage
    from journeyctl.site.edition import Edition

Scores = list[float | None]

MOST = 150
"""Rows of a matrix, which are light."""


def pages(edition: Edition) -> Iterator[Later]:
    """Yield both matrices."""
    yield Later("stages/index.html", partial(_stages, edition))
    yield Later("matrices/channels.html", partial(_channels, edition))


def _crumbs(edition: Edition) -> tuple[Link, ...]:
    return (
        Link(edition.voice.chrome(_("Overview")), "index.html"),
        Link(edition.voice.chrome(_("Everything on this site")), "more.html"),
    )


def _stages(edition: Edition) -> Page:
    return Page(
        "stages/index.html", edition.voice.chrome(_("Journeys by stage and persona")), nav="more",
        crumbs=_crumbs(edition),
        lede=edition.voice.chrome(_("Which stage of the relation does a journey cover, and for whom?")),
        sections=parts.sections(
            parts.section(edition, "personas", _("For whom"), _by_persona(edition)),
            parts.section(edition, "journeys", _("In which journey, and how it feels"), _by_journey(edition)),
        ),
    )  # fmt: skip


def _by_persona(edition: Edition) -> Table | Paragraph:
    personas = list(edition.workspace.personas.values())
    found: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for journey in edition.workspace.live:
        for phase in journey.phases:
            for persona in journey.personas:
                found[phase.spec.stage or "", persona][journey.id] = None
    rows = tuple(
        Row(
            (_stage(edition, stage), *(_covering(edition, found.get((stage.id, one.id), {})) for one in personas)),
            f"stage-{stage.id}",
        )
        for stage in edition.workspace.stages.values()
    )
    columns = (Column(edition.say(_("Stage"))), *(Column(edition.voice.text(one.name)) for one in personas))
    return Table(edition.say(_("Journeys by stage and persona")), columns, rows, "matrix")


def _stage(edition: Edition, stage: Stage) -> Inline:
    return With(edition.words(stage.name), Words(edition.label(WORDS, stage.moment)))


def _covering(edition: Edition, journeys: Iterable[str]) -> Inline:
    links = edition.links("journeys", journeys)
    return links or Words("–")


def _by_journey(edition: Edition) -> Table | None:
    stages, rows = list(edition.workspace.stages.values()), []
    for journey in edition.workspace.live[:MOST]:
        scores: dict[str, Scores] = defaultdict(list)
        for step in journey.steps:
            scores[step.stage or ""].append(step.score)
        cells = tuple(_feeling(edition, scores.get(stage.id)) for stage in stages)
        rows.append(Row((edition.link("journeys", journey.id), *cells)))
    columns = (Column(edition.say(_("Journey"))), *(Column(edition.voice.text(stage.name)) for stage in stages))
    label, left = edition.say(_("How each stage feels, by journey")), max(len(edition.workspace.live) - MOST, 0)
    return Table(label, columns, tuple(rows), "matrix", left) if rows else None


def _feeling(edition: Edition, scores: Scores | None) -> Inline:
    """Return the mean of a stage's scores; an open mark where a journey covers it without scores."""
    if scores is None:
        return NOTHING
    known = [score for score in scores if score is not None]
    if not known:
        return Mark("○", "")
    mean = sum(known) / len(known)
    return Mark(edition.voice.signed(mean), feeling(mean))


def _channels(edition: Edition) -> Page:
    used = [one.id for one in edition.workspace.channels.values() if edition.uses.steps_of_channel.get(one.id)]
    none = parts.note(edition, _("No contact moment names a channel yet. Write `channel:` at a contact moment."))
    return Page(
        "matrices/channels.html", edition.voice.chrome(_("Contact moments by channel")), nav="more",
        crumbs=_crumbs(edition),
        lede=edition.voice.chrome(_("Which contact happens where? The figure is how it feels, at worst.")),
        sections=(Section("", "", (_by_channel(edition, used) or none,)),),
    )  # fmt: skip


def _by_channel(edition: Edition, channels: list[str]) -> Table | None:
    rows, moments = [], list(coverage.moments(edition.workspace).values())
    for steps in moments[:MOST]:
        first = steps[0]
        name = edition.link("touchpoints", first.shared.id) if first.shared else edition.step(first)
        scores: dict[str, Scores] = defaultdict(list)
        for step in steps:
            scores[step.channel or ""].append(step.score)
        rows.append(Row((name, *(_worst(edition, scores.get(channel)) for channel in channels))))
    heads = (Column(edition.link("channels", channel).plain) for channel in channels)
    columns = (Column(edition.say(_("Contact moment"))), *heads)
    label, left = edition.say(_("Contact moments by channel")), max(len(moments) - MOST, 0)
    return Table(label, columns, tuple(rows), "matrix", left) if rows and channels else None


def _worst(edition: Edition, scores: Scores | None) -> Inline:
    if scores is None:
        return NOTHING
    known = [score for score in scores if score is not None]
    return Mark(edition.voice.signed(min(known)), feeling(min(known))) if known else Mark("○", "")
