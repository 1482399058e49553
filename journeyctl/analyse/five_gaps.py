"""The five gaps of service quality, counted: how many expectations, standards and promises fall into each.

Source: Parasuraman, Zeithaml & Berry 1985 and 1988.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from journeyctl.analyse.gaps import quality
from journeyctl.analyse.kpis import newest_reading
from journeyctl.analyse.measures import is_stricter, misses
from journeyctl.analyse.sheet import mean
from journeyctl.model import Workspace, once

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeyctl.analyse.gaps import ExpectationAt, PromiseAt, Quality, StandardAt

MISJUDGED_BY = 1.0
DIGITS = 6


class Count(NamedTuple):
    """How many of something fall into a gap: `some` of `all`."""

    some: int
    all: int


class FiveGaps(NamedTuple):
    """The gaps, in the order of the model.

    Args:
        unfounded: gap 1, knowledge: expectations that rest on no insight, or on assumptions alone.
        misjudged: gap 1: expectations that management estimates 1 point or more beside what customers say, of those
            that have both figures.
        unspecified: gap 2, specification: expectations that no standard meets.
        loose: gap 2: standards that ask less than the expectation they meet, of those that meet one.
        missed: gap 3, delivery: standards that the newest reading of their KPI misses, of those with a reading.
        unkept: gap 3: standards that no process keeps.
        unbacked: gap 4, communication: promises that no standard stands behind.
        broken: gap 4: promises that ask more than the standard behind them.
        disappointed: gap 5, customer: expectations that customers perceive as met less than they expect, of those with
            both figures.
        misjudgement: mean of estimate minus expected, on the scale of 1 to 7; None without figures.
        disappointment: mean of perceived minus expected, on the scale of 1 to 7; None without figures.
    """

    unfounded: Count
    misjudged: Count
    unspecified: Count
    loose: Count
    missed: Count
    unkept: Count
    unbacked: Count
    broken: Count
    disappointed: Count
    misjudgement: float | None
    disappointment: float | None


@once
def five_gaps(workspace: Workspace) -> FiveGaps:
    """Count the gaps of a workspace's services, touchpoints, live journeys and steps.

    Source: Parasuraman, Zeithaml & Berry 1988: quality is perception minus expectation.
    """
    stated = quality(workspace)
    expectations, standards, promises = stated.expectations, stated.standards, stated.promises
    meeting = [one for one in standards if one.spec.meets in stated.expectation_by_id]
    read = [verdict for one in standards if (verdict := _is_missed(workspace, one)) is not None]
    judged, perceived = _differences(expectations, "estimate"), _differences(expectations, "perceived")
    return FiveGaps(
        _count(_is_unfounded(workspace, one) for one in expectations),
        _count(round(abs(difference), DIGITS) >= MISJUDGED_BY for difference in judged),
        _count(not stated.is_met(one) for one in expectations),
        _count(_is_loose(stated, one) for one in meeting),
        _count(read),
        _count(not one.spec.kept_by for one in standards),
        _count(not stated.is_backed(one) for one in promises),
        _count(_is_broken(stated, one) for one in promises),
        _count(difference < 0 for difference in perceived),
        mean(judged),
        mean(perceived),
    )


def _count(verdicts: Iterable[bool]) -> Count:
    known = list(verdicts)
    return Count(sum(known), len(known))


def _is_unfounded(workspace: Workspace, expectation: ExpectationAt) -> bool:
    """Tell whether nothing was found out; an insight that is not known has a finding of its own and counts as found."""
    known = [workspace.insights.get(insight) for insight in expectation.spec.evidence]
    return all(insight is not None and insight.spec.kind == "assumption" for insight in known)


def _differences(expectations: Iterable[ExpectationAt], name: str) -> list[float]:
    """Return the estimate, or the perceived mean, minus the expected mean, where both are stated."""
    found = []
    for expectation in expectations:
        value = getattr(expectation.spec, name)
        expected = expectation.spec.expected
        if value is not None and expected is not None:
            found.append((value if name == "estimate" else value.mean) - expected.mean)
    return found


def _is_loose(stated: Quality, standard: StandardAt) -> bool:
    measure = stated.expectation_by_id[standard.spec.meets or ""].spec.measure
    return measure is not None and is_stricter(measure, standard.spec.measure)


def _is_missed(workspace: Workspace, standard: StandardAt) -> bool | None:
    kpi = workspace.kpis.get(standard.spec.kpi or "")
    newest = newest_reading(workspace, kpi) if kpi else None
    if kpi is None or newest is None:
        return None
    return bool(misses(standard.spec.measure, newest.reading.value, kpi.spec.unit))


def _is_broken(stated: Quality, promise: PromiseAt) -> bool:
    return promise.spec.measure is not None and stated.broken_by(promise) is not None
