"""The business case of an initiative: yearly benefit, ROI, net present value and payback, for low, base and high."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from journeyctl.model.values import DAY, DURATION, SECONDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyctl.model import spec

MONTHS = 12
UNITS = (1, 2, 3, 4, 6, 7, 8)  # the groups of DURATION that hold a number
YEAR_DAYS = 365.25
LONGEST = 1_000  # years: a longer horizon is a slip of the pen, and must not keep the machine busy
LARGEST_EXPONENT = 700
Scenario = Literal["low", "base", "high"]


class Outcome(NamedTuple):
    """What an initiative comes down to in one scenario; None is what the case does not allow to be computed.

    Args:
        yearly_benefit: money a year.
        yearly_net: benefit minus yearly cost, money a year.
        total_cost: money over the horizon, once and yearly together, undiscounted.
        roi: (benefits - costs) / costs over the horizon, undiscounted; 0.5 means 50 % more than it costs.
        npv: money today: -once + the yearly net of each year, discounted at its end.
        payback: years until the yearly net has paid for the cost made once, undiscounted.
    """

    yearly_benefit: float
    yearly_net: float
    total_cost: float | None
    roi: float | None
    npv: float | None
    payback: float | None

    @property
    def is_loss(self) -> bool:
        """Whether it brings less than it costs: over its horizon, or in any horizon when each year costs money."""
        return self.npv < 0 if self.npv is not None else self.yearly_net < 0


def outcome(case: spec.BusinessCase, scenario: Scenario = "base") -> Outcome | None:
    """Return what a business case comes down to; None when it is not enough to compute with.

    Enough means: every benefit has a change in the scenario and a value per unit, and all money is in one currency. A
    missing cost counts as nothing, a missing discount rate as 0; without a horizon there is neither ROI nor NPV.

    Source: return on experience, PwC 2019; the formulas are those of corporate finance.
    """
    benefits = [_yearly(benefit, scenario) for benefit in case.benefits]
    values = [benefit for benefit in benefits if benefit is not None]
    if len(set(_currencies(case))) > 1 or len(values) < len(benefits) or not (benefits or case.cost):
        return None
    horizon = years(case.horizon) if case.horizon else None
    return _outcome(case, sum(values), horizon or None)


def _outcome(case: spec.BusinessCase, benefit: float, horizon: float | None) -> Outcome:
    once, yearly = _cost(case, "once"), _cost(case, "yearly")
    net = benefit - yearly
    payback = once / net if net > 0 else None
    if horizon is None:
        return Outcome(benefit, net, None, None, None, payback)
    total = once + yearly * horizon
    roi = (benefit * horizon - total) / total if total > 0 else None
    return Outcome(benefit, net, total, roi, net_present_value(once, net, horizon, case.discount_rate or 0), payback)


def net_present_value(once: float, yearly_net: float, horizon: float, rate: float) -> float:
    """Return what a series of yearly amounts is worth today, after a first cost.

    Formula: -once + sum over t = 1 … whole years of net / (1 + rate)^t, and for a broken last year its fraction of the
    net, discounted at the end of the horizon.

    Args:
        once: money spent now.
        yearly_net: money gained each year, at the year's end.
        horizon: in years.
        rate: the discount rate, a fraction a year.
    """
    horizon = min(horizon, LONGEST)
    whole = math.floor(horizon)
    value = -once + sum(yearly_net * _discount(rate, year) for year in range(1, whole + 1))
    return value + (horizon - whole) * yearly_net * _discount(rate, horizon)


def _discount(rate: float, time: float) -> float:
    """Return 1 / (1 + rate)^time, kept within what a float can hold."""
    return math.exp(min(-time * math.log1p(rate), LARGEST_EXPONENT))


def years(duration: str) -> float:
    """Return the length of an ISO 8601 duration in years; twelve months are a year, a day is 1/365.25 of one.

    Raises:
        ValueError: it is not such a duration.
    """
    found = re.match(DURATION, duration)
    if found is None:
        raise ValueError(duration)
    parts = [float(part[:-1]) if part else 0.0 for part in (found[group] for group in UNITS)]
    lengths = [SECONDS[group - 1] for group in UNITS[2:]]
    rest = sum(part * length for part, length in zip(parts[2:], lengths, strict=True))
    return parts[0] + parts[1] / MONTHS + rest / (YEAR_DAYS * DAY)


def change_of(benefit: spec.Benefit, scenario: Scenario = "base") -> float | None:
    """Return how much a benefit's KPI moves a year in a scenario, in its unit; `base` defaults to `change`."""
    stated: float | None = getattr(benefit, scenario)
    return benefit.change if stated is None and scenario == "base" else stated


def _yearly(benefit: spec.Benefit, scenario: Scenario) -> float | None:
    change = change_of(benefit, scenario)
    return None if change is None or benefit.value_per_unit is None else change * benefit.value_per_unit.amount


def _cost(case: spec.BusinessCase, part: Literal["once", "yearly"]) -> float:
    money: spec.Money | None = getattr(case.cost, part) if case.cost else None
    return money.amount if money else 0.0


def _currencies(case: spec.BusinessCase) -> Iterator[str]:
    for benefit in case.benefits:
        if benefit.value_per_unit:
            yield benefit.value_per_unit.currency
    for money in (case.cost.once, case.cost.yearly) if case.cost else ():
        if money:
            yield money.currency
