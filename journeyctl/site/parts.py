"""Parts that several kinds of pages share: what is expected and promised, lists of steps, of KPIs, of findings."""

# ruff: noqa: RUF001 - signs as pages show them

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journeyctl.analyse.emotion import curve as measured_curve
from journeyctl.analyse.emotion import target_curve
from journeyctl.i18n import _, plural
from journeyctl.render.palette import feeling
from journeyctl.site import findings as found
from journeyctl.site.blocks import (
    NOTHING,
    Away,
    Block,
    Body,
    Column,
    Curve,
    Details,
    Fact,
    Inline,
    Link,
    Mark,
    Paragraph,
    Row,
    Section,
    Several,
    Table,
    With,
    Words,
)
from journeyctl.site.chart import spark
from journeyctl.site.labels import COLLECTIONS, ONE, WORDS
from journeyctl.site.map import Feelings
from journeyctl.site.markdown import is_safe
from journeyctl.site.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from journeyctl.diagnostics import Diagnostic
    from journeyctl.i18n import Message
    from journeyctl.model import Entity, Journey, Step, spec
    from journeyctl.site.edition import Edition

MOST = 30
"""Rows of a list that stands among others on a page: more of them would make it heavy, and nobody reads them all."""


def entity_page(edition: Edition, entity: Entity[Any], **more: Any) -> Page:
    """Return the page of an entity: its crumbs, heading, tags and description; `more` adds or replaces."""
    collection = entity.collection
    crumbs = (
        Link(edition.voice.chrome(_("Overview")), "index.html"),
        Link(edition.voice.chrome(COLLECTIONS[collection]), f"{collection}/index.html"),
    )
    given = {
        "kicker": edition.say(ONE[collection]),
        "nav": collection,
        "crumbs": crumbs,
        "lede": edition.prose(entity.spec.description) or NOTHING,
        "tags": tuple(Words(tag) for tag in entity.spec.tags),
        "entity": entity,
        "also": edition.also(entity.name),
    }
    return Page(f"{collection}/{entity.id}.html", edition.words(entity.name), **(given | more))


def section(
    edition: Edition, identity: str, title: Message, *blocks: Block | None, jump: bool = True
) -> Section | None:
    """Return a section; None when all of its blocks are."""
    filled = tuple(block for block in blocks if block is not None)
    return Section(identity, edition.say(title), filled, jump) if filled else None


def sections(*some: Section | None) -> tuple[Section, ...]:
    """Return the sections that there are."""
    return tuple(one for one in some if one is not None)


def facts(*some: tuple[str, Inline]) -> tuple[Fact, ...]:
    """Return the facts that say something."""
    return tuple(Fact(label, value) for label, value in some if value.plain)


def details(*some: tuple[str, Inline]) -> Details | None:
    """Return facts a line each; None where none says something."""
    filled = facts(*some)
    return Details(filled) if filled else None


def note(edition: Edition, message: Message) -> Paragraph:
    """Return a quiet sentence: what to write, where there is nothing yet, or what a list leaves out."""
    return Paragraph(edition.say(message), "empty")


def empty(edition: Edition, message: Message) -> Paragraph:
    """Return why nothing is there: what is written cannot be used, or nothing is written, and then what to write."""
    return Paragraph(unusable(edition) or edition.say(message), "empty")


def unusable(edition: Edition) -> str:
    """Return how many documents nothing is shown of; nothing where all of them can be used."""
    count = len(edition.workspace.unusable)
    message = plural(
        "Because of mistakes in it, {count} document is left out; the findings tell what to mend.",
        "Because of mistakes in them, {count} documents are left out; the findings tell what to mend.", count,
    )  # fmt: skip
    return edition.say(message) if count else ""


def description(edition: Edition, entity: Entity[Any]) -> Body | None:
    """Return an entity's description as a block."""
    prose = edition.prose(entity.spec.description)
    return Body(prose) if prose else None


def web_links(edition: Edition, written: Iterable[spec.Link]) -> Several:
    """Return links to pages elsewhere; one that is not http, https or mailto is only named."""
    return Several(
        tuple(
            Away(edition.words(link.title), link.url) if is_safe(link.url) else edition.words(link.title)
            for link in written
        ),
        "lines",
    )


def finding_section(edition: Edition, findings: tuple[Diagnostic, ...]) -> Section | None:
    """Return the findings about the page's subject; None when there are none."""
    return section(edition, "findings", _("What is wrong with it"), *finding_blocks(edition, findings, MOST))


def finding_blocks(edition: Edition, findings: Sequence[Diagnostic], most: int) -> Iterator[Block]:
    """Yield findings as a list; of very many the first ones, and how many more there are."""
    if findings:
        yield found.listed(edition, findings[:most])
    if left := left_out(findings, most):
        yield note(edition, _("And {count} more: `journeyctl lint` lists them all.", count=left))


def score(edition: Edition, step: Step) -> Inline:
    """Return a step's emotion as a figure in its colour."""
    if step.score is None:
        return NOTHING
    return Mark(edition.voice.signed(step.score), feeling(step.score))


def curve(edition: Edition, journey: Journey) -> Inline:
    """Return a journey's curve as a sparkline, dashed where there is only a target; else the word for not measured."""
    feels = Feelings(edition, journey)
    drawn = spark(feels.levels, feels.said(), is_wanted=feels.is_wanted)
    return Curve(drawn) if drawn else edition.voice.chrome(_("not measured"))


def is_only_wanted(journey: Journey) -> bool:
    """Tell whether a journey states how it should feel, and nowhere how it does."""
    return measured_curve(journey) is None and target_curve(journey) is not None


def steps_table(edition: Edition, title: Message, steps: Sequence[Step]) -> Table | None:
    """Return steps as a list: which journey, which step, on which channel, whose, how it feels."""
    say, rows = edition.say, []
    for step in steps[:MOST]:
        number = say(_("{number}, in {phase}", number=step.number + 1, phase=edition.voice.text(step.phase.name)))
        cells = (
            edition.step(step), edition.link("journeys", step.journey.id), Words(number), edition.channel(step.channel),
            edition.answers(step), score(edition, step),
        )  # fmt: skip
        rows.append(Row(cells))
    columns = (
        Column(say(_("Step"))), Column(say(_("Journey"))), Column(say(_("Where"))), Column(say(_("Channel"))),
        Column(say(_("Owner"))), Column(say(_("Feels")), "num"),
    )  # fmt: skip
    return Table(say(title), columns, tuple(rows), left_out=left_out(steps)) if rows else None


def left_out(some: Sequence[object], most: int = MOST) -> int:
    """Return how many of some things a list does not show."""
    return max(len(some) - most, 0)


def journeys_table(edition: Edition, title: Message, journeys: Sequence[Journey]) -> Table | None:
    """Return journeys as a list: how they feel, and whose they are."""
    rows = tuple(
        Row((edition.link("journeys", one.id), curve(edition, one), edition.who(one.spec.owner)))
        for one in journeys[:MOST]
    )
    say = edition.say
    columns = (Column(say(_("Journey"))), Column(say(_("How it feels")), "bar"), Column(say(_("Owner"))))
    return Table(say(title), columns, rows, left_out=left_out(journeys)) if rows else None


def kpi_table(edition: Edition, kpis: Iterable[str]) -> Table | None:
    """Return KPIs as a list: newest reading, target, since when, whose."""
    say, voice, rows = edition.say, edition.voice, []
    for identity in dict.fromkeys(kpis):
        kpi, reading = edition.entity("kpis", identity), edition.reading(identity)
        if kpi is None:
            rows.append(Row((Words(identity), NOTHING, NOTHING, NOTHING, NOTHING)))
            continue
        target = voice.target(kpi.spec.target, kpi.spec.unit) if kpi.spec.target else ""
        measured = Words(voice.day(reading.date, "medium")) if reading else NOTHING
        cells = (
            edition.link("kpis", identity), edition.reading_mark(identity), Words(target), measured,
            edition.who(kpi.spec.owner),
        )  # fmt: skip
        rows.append(Row(cells))
    columns = (
        Column(say(_("KPI"))), Column(say(_("Last reading")), "num"), Column(say(_("Target")), "num"),
        Column(say(_("Measured"))), Column(say(_("Owner"))),
    )  # fmt: skip
    return Table(say(_("KPIs")), columns, tuple(rows)) if rows else None


def list_table(edition: Edition, collection: str, identities: Iterable[str]) -> Table | None:
    """Return things of one collection as a list with their first sentence."""
    rows = []
    for identity in dict.fromkeys(identities):
        entity = edition.entity(collection, identity)
        about = edition.words(entity.spec.description) if entity else NOTHING
        rows.append(Row((edition.link(collection, identity), about)))
    columns = (Column(edition.say(ONE[collection])), Column(edition.say(_("What it is"))))
    return Table(edition.say(COLLECTIONS[collection]), columns, tuple(rows)) if rows else None


def expected(edition: Edition, expectations: Iterable[spec.Expectation]) -> Table | None:
    """Return expectations: in whose words, how strict, what was expected and what was got."""
    say, rows = edition.say, []
    for one in expectations:
        about = " · ".join(
            part for part in (
                edition.label(WORDS, one.dimension), edition.link("personas", one.persona).plain,
            ) if part
        )  # fmt: skip
        cells = (
            With(edition.words(one.text), Words(about)),
            Words(edition.voice.measure(one.measure) if one.measure else ""),
            _score(edition, one.expected), _score(edition, one.perceived), edition.links("insights", one.evidence),
        )  # fmt: skip
        rows.append(Row(cells, f"expectation-{one.id}"))
    columns = (
        Column(say(_("Expectation"))), Column(say(_("Norm"))), Column(say(_("Expected, 1–7")), "num"),
        Column(say(_("Got, 1–7")), "num"), Column(say(_("Known from"))),
    )  # fmt: skip
    return Table(say(_("What customers expect")), columns, tuple(rows)) if rows else None


def _score(edition: Edition, written: spec.Score | None) -> Inline:
    return Words(edition.voice.number(written.mean)) if written else NOTHING


def held_to(edition: Edition, entity: Entity[Any]) -> Section | None:
    """Return what an entity is held to: what is expected, promised and agreed."""
    written = entity.spec
    return section(
        edition, "promises", _("Expected, promised, agreed"),
        expected(edition, written.expectations), promised(edition, written.promises, written.standards),
    )  # fmt: skip


def promised(edition: Edition, promises: Iterable[spec.Promise], standards: Iterable[spec.Standard]) -> Table | None:
    """Return promises and standards, beside each other: what is told, what is agreed, what is reached."""
    say, voice, rows = edition.say, edition.voice, []
    for promise in promises:
        norm = Words(voice.measure(promise.measure) if promise.measure else "")
        rows.append(Row((edition.words(promise.text), voice.chrome(_("promise")), norm, NOTHING, NOTHING)))
    for standard in standards:
        text = edition.words(standard.text) if standard.text else Words(standard.measure.metric)
        reached = _reached(edition, standard.kpi)
        norm = Words(voice.measure(standard.measure))
        rows.append(
            Row((text, voice.chrome(_("standard")), norm, reached, edition.links("processes", standard.kept_by)))
        )
    columns = (
        Column(say(_("Promise or standard"))), Column(say(_("Which"))), Column(say(_("Norm"))),
        Column(say(_("Last reading")), "num"), Column(say(_("Kept by"))),
    )  # fmt: skip
    return Table(say(_("Promised and kept")), columns, tuple(rows)) if rows else None


def _reached(edition: Edition, kpi: str | None) -> Inline:
    if kpi is None or edition.reading(kpi) is None:
        return NOTHING
    return With(edition.reading_mark(kpi), edition.link("kpis", kpi))


def counted_steps(edition: Edition, journey: Journey) -> str:
    """Return how many steps in how many phases."""
    return edition.say(
        _(
            "{steps} in {phases}",
            steps=plural("{count} step", "{count} steps", len(journey.steps)),
            phases=plural("{count} phase", "{count} phases", len(journey.phases)),
        )
    )
