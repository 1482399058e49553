"""BIZ: what improving experience costs and brings, and how we know. Return on experience is shown, not claimed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from journeyctl.analyse.business_case import change_of, outcome
from journeyctl.analyse.kpis import reaching_result
from journeyctl.analyse.loop import UNDER_WAY
from journeyctl.analyse.pains import open_pains, pains_between_owners
from journeyctl.i18n import _
from journeyctl.lint.depth import uses_drives, uses_initiatives, uses_opportunities
from journeyctl.lint.finding import Finding
from journeyctl.lint.options import days_option
from journeyctl.lint.record import INFO, NEAR, RECOMMENDED, STRICT, WARNING, Option, rule
from journeyctl.lint.support import choices
from journeyctl.model import Text
from journeyctl.model.values import day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from journeyctl.model import Entity, Workspace, spec
    from journeyctl.source import Place

    Initiative = Entity[spec.Initiative]

NOT_FOR_PROFIT = frozenset({"compliance", "accessibility"})
EASY = 2
CENTURY = 36_500


def _going(workspace: Workspace) -> Iterator[Initiative]:
    """Yield the initiatives that still ask for a decision or for money: all but the stopped ones."""
    return (one for one in workspace.initiatives.values() if one.spec.status != "stopped")


@rule(
    "BIZ001", "no-business-case", severity=WARNING, profile=RECOMMENDED, since="0.1", missing=True, fix="scaffold",
    depth=uses_initiatives, why=_("work without a reason is the first to be cut"),
)  # fmt: skip
def no_business_case(workspace: Workspace) -> Iterator[Finding]:
    """An initiative past the stage of an idea has no business case: neither costs nor benefits.

    Why: What is done for customers has to hold when money gets tight. Without costs and benefits on paper, experience
    loses from whatever has them.

    Source: PwC 2019.

    Bad:
        initiatives: {more-hands: {name: More hands, owner: service, status: build}}

    Good:
        initiatives:
          more-hands: {name: More hands, owner: service, status: build, business_case: {
            cost: {yearly: {amount: 40000, currency: EUR}}, horizon: P3Y, evidence: experiment, benefits: [
              {kpi: ease, change: 0.5, value_per_unit: {amount: 100000, currency: EUR}, low: 0.3, high: 0.8}]}}

    When not to use it: Workspaces whose business cases live elsewhere; an idea or a stopped initiative needs none.
    """
    for initiative in _going(workspace):
        case = initiative.spec.business_case
        if initiative.spec.status != "idea" and not (case and (case.cost or case.benefits)):
            message = _("initiative '{name}' has no business case", name=initiative.id)
            help_ = _("add `business_case:` with its cost, its benefits in KPIs, a horizon and the evidence")
            yield Finding(initiative.place, message, help_, lacks="business_case")


@rule(
    "BIZ002", "no-causal-link", severity=WARNING, profile=RECOMMENDED, since="0.1",
    why=_("nobody has shown that customers will act differently"),
)  # fmt: skip
def no_causal_link(workspace: Workspace) -> Iterator[Finding]:
    """A business case counts on benefits without evidence that the work will bring them.

    Why: That two figures rose together is no proof, and that we believe it is none at all. A test costs little
    compared to building the wrong thing.

    Source: PwC 2019.

    Bad:
        initiatives:
          more-hands: {name: More hands, owner: service, status: build, business_case: {evidence: none, benefits: [
            {kpi: ease, change: 0.5, value_per_unit: {amount: 100000, currency: EUR}, low: 0.3, high: 0.8}]}}

    Good:
        initiatives:
          more-hands: {name: More hands, owner: service, status: build, business_case: {evidence: benchmark, benefits: [
            {kpi: ease, change: 0.5, value_per_unit: {amount: 100000, currency: EUR}, low: 0.3, high: 0.8}]}}

    When not to use it: An initiative in test is not reported: finding the evidence is what the test is for.
    """
    for initiative in _going(workspace):
        case = initiative.spec.business_case
        if case and case.benefits and initiative.spec.status != "test" and case.evidence in (None, "none"):
            place = initiative.place.at("business_case")
            message = _("the benefits of initiative '{name}' rest on no evidence", name=initiative.id)
            help_ = _("test it first, or name in `evidence:` what you have: benchmark, correlation or experiment")
            yield Finding(place.at("evidence").value if case.evidence else place.key, message, help_)


@rule(
    "BIZ003", "no-range", severity=INFO, profile=RECOMMENDED, since="0.1", missing=True, fix="scaffold",
    why=_("one figure hides how unsure we are"),
)  # fmt: skip
def no_range(workspace: Workspace) -> Iterator[Finding]:
    """A benefit lacks its low or its high estimate.

    Why: Nobody knows a benefit to the decimal. A range tells what happens if it disappoints, which is what a board
    wants to know.

    Bad:
        initiatives:
          more-hands: {name: More hands, owner: service, status: build, business_case: {evidence: benchmark, benefits: [
            {kpi: ease, change: 0.5, value_per_unit: {amount: 100000, currency: EUR}}]}}

    Good:
        initiatives:
          more-hands: {name: More hands, owner: service, status: build, business_case: {evidence: benchmark, benefits: [
            {kpi: ease, change: 0.5, value_per_unit: {amount: 100000, currency: EUR}, low: 0.3, high: 0.8}]}}

    When not to use it: Benefits fixed by contract.
    """
    for initiative in _going(workspace):
        case = initiative.spec.business_case
        for index, benefit in enumerate(case.benefits if case else ()):
            lacking = [name for name in ("low", "high") if getattr(benefit, name) is None]
            if lacking:
                message = _("the benefit in KPI '{kpi}' has no {lacking}", kpi=benefit.kpi, lacking=tuple(lacking))
                place = initiative.place.at("business_case", "benefits", index)
                help_ = _("add `low:` and `high:`: the change if it disappoints, and if all goes well")
                yield Finding(place, message, help_, lacks=lacking[0])


@rule(
    "BIZ004", "negative-return", severity=WARNING, profile=RECOMMENDED, since="0.1",
    why=_("what loses money is stopped as soon as somebody adds it up"),
)  # fmt: skip
def negative_return(workspace: Workspace) -> Iterator[Finding]:
    """A business case costs more than it brings: its net present value in the base scenario is below zero.

    Without a horizon it is reported only when each year costs more than it brings.

    Why: An improvement that does not pay has to be worth it for another reason, and that reason has to be written down.

    Source: PwC 2019.

    Bad:
        initiatives:
          more-hands: {name: More hands, owner: service, status: build, business_case: {
            evidence: benchmark, horizon: P3Y, cost: {yearly: {amount: 90000, currency: EUR}}, benefits: [
              {kpi: ease, change: 0.5, value_per_unit: {amount: 100000, currency: EUR}, low: 0.3, high: 0.8}]}}

    Good:
        initiatives:
          more-hands: {name: More hands, owner: service, status: build, business_case: {
            evidence: benchmark, horizon: P3Y, cost: {yearly: {amount: 40000, currency: EUR}}, benefits: [
              {kpi: ease, change: 0.5, value_per_unit: {amount: 100000, currency: EUR}, low: 0.3, high: 0.8}]}}

    When not to use it: What you do because it is right or required: tag it `compliance` or `accessibility`.
    """
    for initiative in _going(workspace):
        case = initiative.spec.business_case
        result = outcome(case) if case and NOT_FOR_PROFIT.isdisjoint(initiative.spec.tags) else None
        if result is not None and result.is_loss:
            message = _("initiative '{name}' costs more than it brings", name=initiative.id)
            if result.npv is not None:
                message = _(
                    "initiative '{name}' costs more than it brings: its net present value is {npv}",
                    name=initiative.id, npv=f"{result.npv:,.0f}",
                )  # fmt: skip
            help_ = _("reconsider it, or tag it `compliance` or `accessibility` when it is done for another reason")
            yield Finding(initiative.place.at("business_case").key, message, help_)


@rule(
    "BIZ005", "no-path-to-result", severity=WARNING, profile=RECOMMENDED, since="0.1", absence=True, depth=uses_drives,
    why=_("nobody can say what a better experience is worth"),
)  # fmt: skip
def no_path_to_result(workspace: Workspace) -> Iterator[Finding]:
    """From an experience KPI no chain of `drives` leads to a result.

    A KPI of level `result` is one, and so is revenue or cost that states no level.

    Why: Culture moves employees, employees move experience, experience moves behaviour, behaviour moves results. Where
    the chain is broken, experience is a cost.

    Source: PwC 2019, from employees through customers to results.

    Bad:
        kpis:
          calm: {name: At ease, kind: csat, level: experience, owner: service, drives: [{kpi: stay}]}
          stay: {name: Customers who stay, kind: retention, level: behaviour, owner: service}

    Good:
        kpis:
          calm: {name: At ease, kind: csat, level: experience, owner: service, drives: [{kpi: stay}]}
          stay: {name: Customers who stay, kind: retention, level: behaviour, owner: service, drives: [{kpi: turnover}]}
          turnover: {name: Turnover, kind: revenue, level: result, owner: service}

    When not to use it: Public tasks whose result is no money: make that result a KPI of level `result`.
    """
    reaching = reaching_result(workspace)
    for kpi in workspace.kpis.values():
        if kpi.spec.level == "experience" and kpi.id not in reaching:
            message = _("KPI '{name}' leads to no result", name=kpi.id)
            help_ = _("add to `drives:`, here or further down the chain, the KPI that moves with it, and the evidence")
            yield Finding(kpi.place, message, help_)


@rule(
    "BIZ006", "no-early-win", severity=INFO, profile=STRICT, since="0.1", absence=True,
    options={"within": Option("P6M", "how soon something has to be done to count as early")},
    why=_("support fades when customers notice nothing for long"),
)  # fmt: skip
def no_early_win(workspace: Workspace, options: Mapping[str, Any], today: date) -> Iterator[Finding]:
    """Initiatives are under way, and none of them is an early win.

    An early win is live already, takes up an opportunity of effort 1 or 2, or has a milestone within six months.

    Why: Programmes lose their support before they pay. One small thing that customers notice soon buys the time for
    the rest.

    Bad:
        opportunities: {new-desk: {name: One desk for all, effort: 5}}
        initiatives: {desk: {name: Build it, owner: service, status: build, opportunity: new-desk}}

    Good:
        opportunities: {new-desk: {name: One desk for all, effort: 5}}
        initiatives:
          desk: {name: Build it, owner: service, status: build, opportunity: new-desk, milestones: [
            {date: 2027-02-01, what: One counter for both questions}]}

    When not to use it: A single change that cannot be cut up.
    """
    running = [one for one in _going(workspace) if one.spec.status in UNDER_WAY]
    until = today + timedelta(days=min(days_option(options, "within"), CENTURY))
    if running and not any(_is_early(workspace, one, until) for one in running):
        help_ = _("take up an opportunity of little effort first, or plan a first milestone that customers notice")
        related = tuple((one.place, _("under way too")) for one in running[1:])
        yield Finding(running[0].place, _("none of the initiatives under way is an early win"), help_, related)


def _is_early(workspace: Workspace, initiative: Initiative, until: date) -> bool:
    opportunity = workspace.opportunities.get(initiative.spec.opportunity or "")
    effort = opportunity.spec.effort if opportunity else None
    is_easy = effort is not None and effort <= EASY
    soon = any(day(milestone.date) <= until for milestone in initiative.spec.milestones)
    return initiative.spec.status == "live" or is_easy or soon


@rule(
    "BIZ007", "delight-without-effect", severity=INFO, profile=STRICT, since="0.1",
    why=_("customers are content here already, and are let down elsewhere"),
)  # fmt: skip
def delight_without_effect(workspace: Workspace) -> Iterator[Finding]:
    """Money goes to a contact whose perception already exceeds expectation, and no KPI is said to change.

    Why: Exceeding what is exceeded already costs money that a moment with a gap could have used.

    Source: Parasuraman, Zeithaml & Berry 1988.

    Bad:
        touchpoints:
          desk: {name: Desk, channel: store, owner: stores, expectations: [
            {id: kind-words, text: Kind words, expected: {mean: 5}, perceived: {mean: 6}}]}
        opportunities: {kinder: {name: Kinder still, touchpoints: [desk]}}
        initiatives:
          flowers: {name: Flowers, owner: stores, status: build, opportunity: kinder,
            business_case: {cost: {once: {amount: 9000, currency: EUR}}}}

    Good:
        touchpoints:
          desk: {name: Desk, channel: store, owner: stores, expectations: [
            {id: kind-words, text: Kind words, expected: {mean: 6}, perceived: {mean: 5}}]}
        opportunities: {kinder: {name: Kinder, touchpoints: [desk]}}
        initiatives:
          flowers: {name: Flowers, owner: stores, status: build, opportunity: kinder,
            business_case: {cost: {once: {amount: 9000, currency: EUR}}}}

    When not to use it: Where delight is the strategy; then claim the KPI that it moves.
    """
    for initiative in _going(workspace):
        case = initiative.spec.business_case
        if case is None or not _spends(case) or any(change_of(benefit) for benefit in case.benefits):
            continue
        opportunity = workspace.opportunities.get(initiative.spec.opportunity or "")
        for name, place in _exceeding(workspace, opportunity) if opportunity else ():
            message = _(
                "initiative '{name}' spends on '{touchpoint}', which exceeds expectation already",
                name=initiative.id, touchpoint=name,
            )  # fmt: skip
            help_ = _("name in `benefits:` the KPI that it moves, or spend where customers are let down")
            related = ((place, _("perceived above expected")),)
            yield Finding(initiative.place.at("business_case", "cost").key, message, help_, related)


def _spends(case: spec.BusinessCase) -> bool:
    return case.cost is not None and any(money and money.amount > 0 for money in (case.cost.once, case.cost.yearly))


def _exceeding(workspace: Workspace, opportunity: Entity[spec.Opportunity]) -> Iterator[tuple[Text, Place]]:
    """Yield the contacts an opportunity is about of which every measured expectation is exceeded."""
    for name, place, expectations in _contacts_of(workspace, opportunity.spec):
        measured = [(one.expected.mean, one.perceived.mean) for one in expectations if one.expected and one.perceived]
        if measured and all(perceived > expected for expected, perceived in measured):
            yield name, place


def _contacts_of(
    workspace: Workspace, opportunity: spec.Opportunity
) -> Iterator[tuple[Text, Place, tuple[spec.Expectation, ...]]]:
    listed = set(opportunity.touchpoints)
    for touchpoint in filter(None, map(workspace.touchpoints.get, opportunity.touchpoints)):
        yield Text(touchpoint.id), touchpoint.place, touchpoint.spec.expectations
    for name in opportunity.steps:
        journey = workspace.journeys.get(name.partition("/")[0])
        step = journey.step_by_id.get(name.partition("/")[2]) if journey else None
        if step and not (step.shared and step.shared.id in listed):
            yield step.contact_name, step.place, step.expectations


@rule(
    "BIZ008", "pain-without-opportunity", severity=INFO, profile=RECOMMENDED, since="0.1", missing=True, absence=True,
    local=NEAR, fix="scaffold", depth=uses_opportunities, why=_("we know that it hurts, and leave it at that"),
)  # fmt: skip
def pain_without_opportunity(workspace: Workspace) -> Iterator[Finding]:
    """No opportunity takes up a pain: the pain names none, and none lists its step.

    Pains that fall between two owners are OWN006's.

    Why: A pain on a map that leads to nothing was collected for the map. Some will never be taken up; then that is a
    choice, and can be said.

    Source: Homburg, Jozić & Kuehnl 2017.

    Bad:
        opportunities: {one-desk: {name: One desk for all}}
        journeys:
          order: {name: Order, owner: service, personas: everyone, trigger: A theft, outcome: I ride, phases: [
            {id: use, name: Ride, stage: use, steps: [{id: ride, action: I ride, pains: [The saddle is hard]}]}]}

    Good:
        opportunities: {one-desk: {name: One desk for all, steps: [order/ride]}}
        journeys:
          order: {name: Order, owner: service, personas: everyone, trigger: A theft, outcome: I ride, phases: [
            {id: use, name: Ride, stage: use, steps: [{id: ride, action: I ride, pains: [The saddle is hard]}]}]}

    When not to use it: Pains you cannot do anything about; suppress them with that reason.
    """
    elsewhere = {id(found.pain) for found in pains_between_owners(workspace)}
    help_ = _(
        "name an `opportunity:` with the pain, one of: {choices}",
        choices=choices(workspace.opportunities, "opportunities"),
    )
    for pain in open_pains(workspace):
        if id(pain) not in elsewhere:
            message = _("no opportunity takes up the pain '{text}'", text=pain.note)
            yield Finding(pain.place, message, help_, lacks="opportunity")
