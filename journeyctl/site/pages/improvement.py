"""What is known and what is done about it: insights, opportunities, initiatives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journeyctl.i18n import _
from journeyctl.model.values import day
from journeyctl.site import parts
from journeyctl.site.blocks import (
    NOTHING,
    Block,
    Column,
    Details,
    Fact,
    Inline,
    Row,
    Section,
    Table,
    Todo,
    Todos,
    Words,
)
from journeyctl.site.labels import KINDS, ONE, WORDS
from journeyctl.site.page import later
from journeyctl.site.pages.indexes import table_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyctl.model import Entity, Step, spec
    from journeyctl.site.edition import Edition
    from journeyctl.site.page import Later, Page


def pages(edition: Edition) -> Iterator[Later]:
    """Yield the pages of insights, opportunities and initiatives."""
    for collection, make in MAKERS.items():
        yield from later(edition, edition.workspace.entities[collection].values(), make)


def _findings(edition: Edition, entity: Entity[Any]) -> Section | None:
    return parts.finding_section(edition, edition.source.findings_by_subject.get(entity.ref, ()))


def _insight(edition: Edition, insight: Entity[Any]) -> Page:
    spec_, say, voice = insight.spec, edition.say, edition.voice
    return parts.entity_page(
        edition, insight,
        kicker=f"{say(ONE['insights'])} · {edition.label(KINDS, spec_.kind)}",
        facts=parts.facts(
            (say(_("How it was found")), edition.words(spec_.method)),
            (say(_("Date")), Words(voice.day(spec_.date)) if spec_.date else NOTHING),
            (say(_("People")), Words(voice.number(spec_.n)) if spec_.n is not None else NOTHING),
            (say(_("How sure")), Words(voice.percent(spec_.confidence)) if spec_.confidence is not None else NOTHING),
            (say(_("Written down in")), edition.words(spec_.source)),
        ),
        sections=parts.sections(_findings(edition, insight), _rests(edition, insight)),
    )  # fmt: skip


def _rests(edition: Edition, insight: Entity[Any]) -> Section | None:
    say, workspace = edition.say, edition.workspace
    personas = [one.id for one in workspace.personas.values() if insight.id in one.spec.evidence]
    chances = [one.id for one in workspace.opportunities.values() if insight.id in one.spec.insights]
    none = parts.note(
        edition, _("Nothing rests on this insight yet. Name it as `evidence:`, or under `insights:` of a step.")
    )
    links = parts.details(
        (say(_("Personas")), edition.links("personas", personas)),
        (say(_("Opportunities")), edition.links("opportunities", chances)),
        (say(_("More about it")), parts.web_links(edition, insight.spec.links)),
    )
    steps = parts.steps_table(edition, _("What rests on it"), edition.uses.steps_of_insight.get(insight.id, ()))
    blocks = (links, steps) if links or steps else (none,)
    return parts.section(edition, "rests", _("What rests on it"), *blocks)


def _opportunity(edition: Edition, opportunity: Entity[Any]) -> Page:
    spec_ = opportunity.spec
    taken = edition.uses.initiatives_of_opportunity.get(opportunity.id, [])
    nobody = parts.note(edition, _("Nobody takes it up yet. Write an initiative that names it as its `opportunity:`."))
    busy = table_of(edition, "initiatives", taken, but="Takes up") if taken else nobody
    insights = parts.list_table(edition, "insights", spec_.insights)
    return parts.entity_page(
        edition, opportunity,
        facts=_worth(edition, opportunity),
        sections=parts.sections(
            _findings(edition, opportunity),
            parts.section(edition, "taken", _("What is being done"), busy),
            _about(edition, opportunity),
            parts.section(edition, "evidence", _("What we know this from"), insights),
        ),
    )  # fmt: skip


def _worth(edition: Edition, opportunity: Entity[Any]) -> tuple[Fact, ...]:
    spec_, say = opportunity.spec, edition.say
    value = spec_.value
    return parts.facts(
        (say(_("Worth to the customer")), _of_hundred(edition, value.customer if value else None)),
        (say(_("Worth to us")), _of_hundred(edition, value.business if value else None)),
        (say(_("Effort")), Words(say(_("{n} of 5", n=spec_.effort))) if spec_.effort else NOTHING),
        (say(_("Way of growing")), Words(edition.label(WORDS, spec_.growth_path))),
    )


def _of_hundred(edition: Edition, value: float | None) -> Inline:
    return Words(edition.say(_("{n} of 100", n=edition.voice.number(value)))) if value is not None else NOTHING


def _about(edition: Edition, opportunity: Entity[Any]) -> Section | None:
    spec_, say = opportunity.spec, edition.say
    steps = parts.steps_table(edition, _("What it is about"), _steps_of(edition, opportunity))
    links = parts.details(
        (say(_("Contact moments")), edition.links("touchpoints", spec_.touchpoints)),
        (say(_("More about it")), parts.web_links(edition, spec_.links)),
    )
    return parts.section(edition, "about", _("What it is about"), steps, links)


def _steps_of(edition: Edition, opportunity: Entity[Any]) -> list[Step]:
    """Return the steps an opportunity lists, and those with a pain that names it."""
    refs = edition.uses.opportunities_of_step
    return [
        step for step in edition.workspace.steps() if opportunity.id in refs.get(f"{step.journey.id}/{step.id}", ())
    ]


def _initiative(edition: Edition, initiative: Entity[Any]) -> Page:
    spec_, say = initiative.spec, edition.say
    return parts.entity_page(
        edition, initiative,
        kicker=" · ".join(part for part in (say(ONE["initiatives"]), edition.label(WORDS, spec_.status)) if part),
        facts=parts.facts(
            (say(_("Owner")), edition.who(spec_.owner)),
            (say(_("Takes up")), edition.link("opportunities", spec_.opportunity)),
        ),
        sections=parts.sections(
            _findings(edition, initiative),
            parts.section(edition, "milestones", _("Milestones"), _milestones(edition, initiative)),
            parts.section(edition, "kpis", _("What it should move"), parts.kpi_table(edition, spec_.kpis)),
            parts.section(edition, "case", _("Business case"), *_case(edition, spec_.business_case)),
        ),
    )  # fmt: skip


def _milestones(edition: Edition, initiative: Entity[Any]) -> Todos | None:
    """Return the milestones in order; past ones are not called late, as nobody writes whether they were reached."""
    items = []
    for milestone in sorted(initiative.spec.milestones, key=lambda one: one.date):
        icon = "circle-check" if day(milestone.date) < edition.source.today else "calendar-days"
        items.append(Todo(icon, edition.words(milestone.what), NOTHING, edition.voice.day(milestone.date)))
    return Todos(tuple(items)) if items else None


def _case(edition: Edition, case: spec.BusinessCase | None) -> tuple[Block | None, ...]:
    say = edition.say
    if case is None:
        none = _("What it brings is not written down. Write `business_case:` with cost and benefits.")
        return (parts.note(edition, none),)
    rows = tuple(_benefit(edition, benefit) for benefit in case.benefits)
    columns = (
        Column(say(_("KPI that moves"))), Column(say(_("Low")), "num"), Column(say(_("Likely")), "num"),
        Column(say(_("High")), "num"), Column(say(_("Worth a year, each")), "num"),
    )  # fmt: skip
    return (_costs(edition, case), Table(say(_("What it brings")), columns, rows) if rows else None)


def _costs(edition: Edition, case: spec.BusinessCase) -> Details | None:
    say, voice, cost = edition.say, edition.voice, case.cost
    return parts.details(
        (say(_("Costs once")), Words(voice.money(cost.once)) if cost and cost.once else NOTHING),
        (say(_("Costs a year")), Words(voice.money(cost.yearly)) if cost and cost.yearly else NOTHING),
        (say(_("Counted over")), Words(voice.duration(case.horizon)) if case.horizon else NOTHING),
        (
            say(_("Discount rate")),
            Words(voice.percent(case.discount_rate)) if case.discount_rate is not None else NOTHING,
        ),
        (say(_("How we know")), Words(edition.label(WORDS, case.evidence or "none"))),
    )


def _benefit(edition: Edition, benefit: spec.Benefit) -> Row:
    voice = edition.voice
    base = benefit.base if benefit.base is not None else benefit.change
    figures = [
        Words(voice.number(value)) if value is not None else NOTHING for value in (benefit.low, base, benefit.high)
    ]
    worth = Words(voice.money(benefit.value_per_unit)) if benefit.value_per_unit else NOTHING
    return Row((edition.link("kpis", benefit.kpi), *figures, worth))


MAKERS = {"insights": _insight, "opportunities": _opportunity, "initiatives": _initiative}
