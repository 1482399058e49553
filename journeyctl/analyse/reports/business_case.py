"""Business case: what each initiative costs and brings, in a low, a base and a high scenario, and how we know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyctl.analyse.business_case import Outcome, Scenario, outcome
from journeyctl.analyse.sheet import Cell, Chart, Column, Mark, Note, Sheet, Table, named
from journeyctl.analyse.terms import EVIDENCE, SCENARIOS, STATUS, term
from journeyctl.i18n import Message, _, plural

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from journeyctl.model import Entity, Workspace, spec

TOPIC = "results"
SUMMARY = _("what each initiative costs and brings: ROI, net present value and payback, low to high")
ALL: tuple[Scenario, ...] = ("low", "base", "high")
CURRENCY = _("the case's currency")


def report(workspace: Workspace, today: date) -> Sheet:  # noqa: ARG001 - the contract of reports
    """Tell what each initiative with a business case comes down to, in each scenario that it states.

    Source: return on experience, PwC 2019; the formulas are those of corporate finance.
    """
    cases = tuple(one for one in workspace.initiatives.values() if one.spec.business_case)
    tables = (_scenarios(cases), _benefits(workspace, cases))
    pictures = tuple(_worth(cases, currency) for currency in sorted({_currency(_case(one)) or "" for one in cases}))
    return Sheet(_("Business case"), _lead(cases), tables, _notes(), tuple(_missing(workspace)), pictures)


def _case(initiative: Entity[spec.Initiative]) -> spec.BusinessCase:
    case = initiative.spec.business_case
    if case is None:
        raise ValueError(initiative.ref)
    return case


def _lead(cases: tuple[Entity[spec.Initiative], ...]) -> Message:
    found = [known for one in cases if (known := outcome(_case(one)))]
    if not found:
        return _("Not enough data: no initiative has a business case that can be computed.")
    losing = sum(known.is_loss for known in found)
    unproven = sum((_case(one).evidence or "none") == "none" for one in cases)
    return _(
        "{gaining} of {all} business cases bring at least what they cost; without any evidence: {unproven}.",
        gaining=len(found) - losing,
        all=len(found),
        unproven=unproven,
    )


def _scenarios(cases: tuple[Entity[spec.Initiative], ...]) -> Table:
    columns = (
        Column("initiative", _("Initiative"), _("The initiative's id."), for_machines=True),
        Column("name", _("Initiative"), _("The initiative's name.")),
        Column("owner", _("Owner"), _("The id of who answers for it."), for_machines=True),
        Column("status", _("Status"), _("How far it is.")),
        Column("evidence", _("Evidence"), _("How the benefits are known; not stated counts as none.")),
        Column("scenario", _("Scenario"), _("If it disappoints, as is likely, if all goes well.")),
        Column("currency", _("Currency"), _("The currency of its money, ISO 4217.")),
        Column(
            "yearly_benefit",
            _("Benefit a year"),
            _("The sum of change times value per unit, all money of one currency."),
            "number",
            CURRENCY,
        ),
        Column(
            "yearly_net", _("Net a year"), _("Benefit a year minus cost a year."), "number", CURRENCY, for_machines=True
        ),
        Column("total_cost", _("Cost"), _("Once, and yearly times the horizon, undiscounted."), "number", CURRENCY),
        Column("roi", _("ROI"), _("(Benefits - cost) / cost over the horizon, undiscounted."), "number", "%"),
        Column(
            "npv",
            _("Net present value"),
            _("-once + the net of each year, discounted at the year's end."),
            "number",
            CURRENCY,
        ),
        Column("payback", _("Payback"), _("Once / net a year, undiscounted."), "number", _("years")),
    )
    rows = [row for one in cases for scenario in ALL if (row := _row(one, scenario))]
    return Table("scenarios", _("What it comes down to"), columns, tuple(rows))


def _row(initiative: Entity[spec.Initiative], scenario: Scenario) -> tuple[Cell, ...] | None:
    case = _case(initiative)
    found: Outcome | None = outcome(case, scenario)
    if found is None:
        return None
    return (
        initiative.id,
        named(initiative),
        initiative.spec.owner,
        term(STATUS, initiative.spec.status),
        term(EVIDENCE, case.evidence or "none"),
        term(SCENARIOS, scenario),
        _currency(case),
        found.yearly_benefit,
        found.yearly_net,
        found.total_cost,
        100 * found.roi if found.roi is not None else None,
        found.npv,
        found.payback,
    )


def _worth(cases: tuple[Entity[spec.Initiative], ...], currency: str) -> Chart:
    """Return the net present values in one currency, from low to high; currencies are never drawn on one scale."""
    marks = [mark for one in cases if _currency(_case(one)) == currency and (mark := _mark(one))]
    return Chart(
        f"worth-{currency.lower()}",
        _("Net present value in {currency}", currency=currency),
        tuple(sorted(marks, key=lambda mark: -mark.value)),
        currency,
        legend=_("The mark is the base case; the line runs from the low to the high case."),
    )


def _mark(initiative: Entity[spec.Initiative]) -> Mark | None:
    found = {one: outcome(_case(initiative), one) for one in ALL}
    low, base, high = (known.npv if (known := found[one]) else None for one in ALL)
    return None if base is None else Mark(named(initiative), base, low, high)


def _currency(case: spec.BusinessCase) -> str | None:
    """Return the one currency of a case that can be computed."""
    cost = case.cost
    amounts = (*(one.value_per_unit for one in case.benefits), *((cost.once, cost.yearly) if cost else ()))
    return next((money.currency for money in amounts if money), None)


def _benefits(workspace: Workspace, cases: tuple[Entity[spec.Initiative], ...]) -> Table:
    change = _("the KPI's unit, a year")
    columns = (
        Column("initiative", _("Initiative"), _("The initiative's id."), for_machines=True),
        Column("name", _("Initiative"), _("The initiative's name.")),
        Column("kpi", _("KPI"), _("The id of the KPI that moves."), for_machines=True),
        Column("kpi_name", _("KPI"), _("The name of the KPI that moves.")),
        Column("low", _("low case"), _("The change if it disappoints."), "number", change),
        Column("base", _("base case"), _("The change that is likely."), "number", change),
        Column("high", _("high case"), _("The change if all goes well."), "number", change),
        Column("value_per_unit", _("Worth of one"), _("What one unit is worth in a year."), "number", CURRENCY),
        Column("currency", _("Currency"), _("The currency of that worth, ISO 4217.")),
    )
    rows = []
    for one in cases:
        for benefit in _case(one).benefits:
            kpi, worth = workspace.kpis.get(benefit.kpi), benefit.value_per_unit
            base = benefit.base if benefit.base is not None else benefit.change
            money = (worth.amount, worth.currency) if worth else (None, None)
            name = named(kpi) if kpi else benefit.kpi
            rows.append((one.id, named(one), benefit.kpi, name, benefit.low, base, benefit.high, *money))
    return Table("benefits", _("What the benefits are made of"), columns, tuple(rows))


def _notes() -> tuple[Note, ...]:
    return (
        Note(
            "formula",
            _(
                "Benefit a year = the sum of change times value per unit. ROI = (benefits - cost) / cost over the "
                "horizon, undiscounted. Net present value = -once + the sum of net / (1 + rate)^year. Payback = once / "
                "net a year."
            ),
        ),
        Note("inputs", _("`business_case` of `initiatives`; without a discount rate it counts as 0.")),
        Note(
            "left-out",
            _(
                "Initiatives are not added up: two that move the same KPI would count it twice, and currencies "
                "differ. What cannot be put in money is in no figure: see the KPI chain."
            ),
        ),
        Note("source", _("PwC 2019 (return on experience); corporate finance")),
    )


def _missing(workspace: Workspace) -> Iterator[Message]:
    initiatives = workspace.initiatives.values()
    without = sum(one.spec.business_case is None for one in initiatives)
    if not initiatives:
        yield _("Write `initiatives`, each with a `business_case`: `cost`, `benefits`, `horizon`, `discount_rate`.")
    if without:
        yield plural(
            "{count} initiative has no `business_case`: write `cost`, `benefits`, `horizon` and `evidence`.",
            "{count} initiatives have no `business_case`: write `cost`, `benefits`, `horizon` and `evidence`.",
            without,
        )
    for one in initiatives:
        if one.spec.business_case:
            yield from _lacks(one)


def _lacks(initiative: Entity[spec.Initiative]) -> Iterator[Message]:
    case, name = _case(initiative), initiative.name
    if outcome(case) is None:
        yield _("'{name}': write a `change` and a `value_per_unit` for every benefit, all in one currency.", name=name)
        return
    if outcome(case, "low") is None or outcome(case, "high") is None:
        yield _("'{name}': write `low` and `high` beside `base` for every benefit.", name=name)
    if not case.horizon:
        yield _("'{name}': write a `horizon`, or there is no ROI and no net present value.", name=name)
