"""GAP: the five gaps of service quality. Where expectation, standard, delivery, promise and perception part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyctl.analyse.gaps import limit_place, quality
from journeyctl.analyse.kpis import newest_reading
from journeyctl.analyse.measures import is_stricter, misses
from journeyctl.i18n import _
from journeyctl.lint.depth import uses_expectations_or_promises
from journeyctl.lint.figures import figure
from journeyctl.lint.finding import Finding
from journeyctl.lint.record import CORE, ERROR, NEAR, RECOMMENDED, WARNING, rule
from journeyctl.lint.support import choices

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyctl.analyse.kpis import ReadingAt
    from journeyctl.model import Workspace, spec

MISJUDGED_BY = 1
DIGITS = 6  # scores are written in tenths: 6.1 - 5.1 has to be 1


@rule(
    "GAP101", "no-evidence", severity=WARNING, profile=RECOMMENDED, since="0.1", local=NEAR, missing=True,
    depth=uses_expectations_or_promises, why=_("we suppose what customers expect, and did not ask"),
)  # fmt: skip
def no_evidence(workspace: Workspace) -> Iterator[Finding]:
    """An expectation rests on no insight, or on assumptions alone.

    Why: The first gap is that of knowledge: the organisation does not know what its customers expect. What was never
    found out among customers is the organisation's own opinion in the customer's words.

    Source: Parasuraman, Zeithaml & Berry 1985, the knowledge gap.

    Bad:
        services:
          repair: {name: Repair, expectations: [{id: ready-today, text: It is ready today}]}

    Good:
        services:
          repair: {name: Repair, expectations: [{id: ready-today, text: It is ready today, evidence: [interviews]}]}

    When not to use it: Never; an honest assumption is worth writing down, and worth finding out.
    """
    for expectation, place in quality(workspace).expectations:
        known = [workspace.insights.get(insight) for insight in expectation.evidence]
        help_ = _("find out among customers, record an insight and name it in `evidence:`")
        if not known:
            message = _("expectation '{name}' rests on no insight", name=expectation.id)
            yield Finding(place, message, help_, lacks="evidence")
        elif all(insight is not None and insight.spec.kind == "assumption" for insight in known):
            message = _("expectation '{name}' rests on assumptions alone", name=expectation.id)
            yield Finding(place.at("evidence").key, message, help_)


@rule(
    "GAP102", "misjudged", severity=WARNING, profile=RECOMMENDED, since="0.1", depth=uses_expectations_or_promises,
    local=NEAR, why=_("effort goes to what matters less to customers"),
)  # fmt: skip
def misjudged(workspace: Workspace) -> Iterator[Finding]:
    """What management believes customers expect differs by 1 or more, on the scale of 1 to 7, from what they say.

    Why: Too low, and customers are neglected where it counts; too high, and money goes where nobody asked for it.

    Source: Parasuraman, Zeithaml & Berry 1985, the knowledge gap, and 1988.

    Bad:
        services:
          repair: {name: Repair, expectations: [
            {id: ready-today, text: It is ready today, evidence: [interviews], estimate: 4, expected: {mean: 6.2}}]}

    Good:
        services:
          repair: {name: Repair, expectations: [
            {id: ready-today, text: It is ready today, evidence: [interviews], estimate: 6, expected: {mean: 6.2}}]}

    When not to use it: Never; without an estimate or a measurement it is silent.
    """
    for expectation, place in quality(workspace).expectations:
        estimate, expected = expectation.estimate, expectation.expected
        if estimate is None or expected is None or round(abs(estimate - expected.mean), DIGITS) < MISJUDGED_BY:
            continue
        message = _(
            "expectation '{name}' is estimated at {estimate}, and customers say {expected}",
            name=expectation.id, estimate=figure(estimate), expected=figure(expected.mean),
        )  # fmt: skip
        related = ((place.at("expected", "mean").value, _("what customers say")),)
        help_ = _("tell whoever estimated it what customers say, then estimate again")
        yield Finding(place.at("estimate").value, message, help_, related)


@rule(
    "GAP201", "no-standard", severity=WARNING, profile=RECOMMENDED, since="0.1", missing=True, absence=True,
    fix="scaffold", depth=uses_expectations_or_promises, why=_("nobody knows what to deliver to meet it"),
)  # fmt: skip
def no_standard(workspace: Workspace) -> Iterator[Finding]:
    """No standard meets an expectation: the organisation has not specified what it delivers.

    Why: The second gap is that of specification. Knowing what customers expect changes nothing until it is a norm that
    people can work to.

    Source: Parasuraman, Zeithaml & Berry 1985, the specification gap.

    Bad:
        services:
          repair: {name: Repair, expectations: [{id: ready-today, text: It is ready today, evidence: [interviews]}]}

    Good:
        services:
          repair:
            name: Repair
            expectations: [{id: ready-today, text: It is ready today, evidence: [interviews]}]
            standards: [{measure: {metric: repair-time, at_most: PT8H}, meets: ready-today, kept_by: [handle-order]}]

    When not to use it: Expectations that you decided not to meet; say so in the text and suppress it with that reason.
    """
    stated = quality(workspace)
    for expectation in stated.expectations:
        if not stated.is_met(expectation):
            message = _("expectation '{name}' is met by no standard", name=expectation.spec.id)
            help_ = _("add to `standards:` a measure with `meets: {name}`", name=expectation.spec.id)
            yield Finding(expectation.place, message, help_, lacks="standards")


@rule(
    "GAP202", "weak-standard", severity=WARNING, profile=RECOMMENDED, since="0.1", depth=uses_expectations_or_promises,
    why=_("keeping the norm still disappoints the customer"),
)  # fmt: skip
def weak_standard(workspace: Workspace) -> Iterator[Finding]:
    """A standard is looser than the expectation it meets.

    Why: People work to the norm and keep it, and the customer is disappointed all the same.

    Source: Parasuraman, Zeithaml & Berry 1985, the specification gap.

    Bad:
        services:
          repair:
            name: Repair
            expectations: [{id: soon, text: Soon, evidence: [interviews], measure: {metric: repair-time, at_most: P1D}}]
            standards: [{measure: {metric: repair-time, at_most: P3D}, meets: soon, kept_by: [handle-order]}]

    Good:
        services:
          repair:
            name: Repair
            expectations: [{id: soon, text: Soon, evidence: [interviews], measure: {metric: repair-time, at_most: P1D}}]
            standards: [{measure: {metric: repair-time, at_most: PT8H}, meets: soon, kept_by: [handle-order]}]

    When not to use it: Where you knowingly offer less; then manage the expectation, and suppress it with that reason.
    """
    stated = quality(workspace)
    for standard in stated.standards:
        expectation = stated.expectation_by_id.get(standard.spec.meets or "")
        measure = expectation.spec.measure if expectation else None
        if expectation and measure and is_stricter(measure, standard.spec.measure):
            message = _("this standard asks less than expectation '{name}'", name=expectation.spec.id)
            related = ((limit_place(expectation.place, measure), _("what customers expect")),)
            yield Finding(standard.limit_place, message, _("make the standard at least as strict"), related)


@rule(
    "GAP301", "under-delivery", severity=WARNING, profile=RECOMMENDED, since="0.1", depth=uses_expectations_or_promises,
    local=NEAR, why=_("customers get less than we agreed to deliver"),
)  # fmt: skip
def under_delivery(workspace: Workspace) -> Iterator[Finding]:
    """The newest reading of a standard's KPI misses the standard.

    Units have to agree; a duration counts in the KPI's unit of time.

    Why: The third gap is that of delivery: the norm exists and is not kept. People, means or the process fall short.

    Source: Parasuraman, Zeithaml & Berry 1985, the delivery gap.

    Bad:
        kpis: {repair: {name: Repair, kind: time, unit: h, owner: service, readings: [{date: 2026-10-31, value: 30}]}}
        services:
          repair:
            name: Repair
            expectations: [{id: soon, text: Soon, evidence: [interviews]}]
            standards: [{measure: {metric: time, at_most: P1D}, meets: soon, kept_by: [handle-order], kpi: repair}]

    Good:
        kpis: {repair: {name: Repair, kind: time, unit: h, owner: service, readings: [{date: 2026-10-31, value: 20}]}}
        services:
          repair:
            name: Repair
            expectations: [{id: soon, text: Soon, evidence: [interviews]}]
            standards: [{measure: {metric: time, at_most: P1D}, meets: soon, kept_by: [handle-order], kpi: repair}]

    When not to use it: Never; without readings, or with another unit, it is silent.
    """
    for standard in quality(workspace).standards:
        kpi = workspace.kpis.get(standard.spec.kpi or "")
        newest = newest_reading(workspace, kpi) if kpi else None
        if kpi and newest and misses(standard.spec.measure, newest.reading.value, kpi.spec.unit):
            message = _(
                "this standard is missed: KPI '{name}' last read {value}", name=kpi.id, value=_figure(kpi.spec, newest)
            )
            related = ((newest.at("value"), _("the newest reading")),)
            help_ = _("find out with {owner} what keeps the process from it", owner=kpi.spec.owner or _("its owner"))
            yield Finding(standard.limit_place, message, help_, related)


def _figure(kpi: spec.Kpi, newest: ReadingAt) -> str:
    return f"{figure(newest.reading.value)} {kpi.unit or ''}".rstrip()


@rule(
    "GAP302", "no-means", severity=WARNING, profile=RECOMMENDED, since="0.1", local=NEAR, missing=True,
    depth=uses_expectations_or_promises, why=_("nobody's work makes it come true"),
)  # fmt: skip
def no_means(workspace: Workspace) -> Iterator[Finding]:
    """No process keeps a standard.

    Why: A norm that belongs to no process is a wish. Somebody's daily work has to keep it.

    Source: Parasuraman, Zeithaml & Berry 1985, the delivery gap.

    Bad:
        services:
          repair:
            name: Repair
            expectations: [{id: soon, text: Soon, evidence: [interviews]}]
            standards: [{measure: {metric: repair-time, at_most: PT8H}, meets: soon}]

    Good:
        services:
          repair:
            name: Repair
            expectations: [{id: soon, text: Soon, evidence: [interviews]}]
            standards: [{measure: {metric: repair-time, at_most: PT8H}, meets: soon, kept_by: [handle-order]}]

    When not to use it: Standards that hold by themselves, such as the height of a counter.
    """
    for standard in quality(workspace).standards:
        if not standard.spec.kept_by:
            message = _("the standard on '{metric}' is kept by no process", metric=standard.spec.measure.metric)
            help_ = _(
                "add `kept_by:` with one or more of: {choices}", choices=choices(workspace.processes, "processes")
            )
            yield Finding(standard.place, message, help_, lacks="kept_by")


@rule(
    "GAP401", "unbacked-promise", severity=WARNING, profile=RECOMMENDED, since="0.1", absence=True, fix="scaffold",
    depth=uses_expectations_or_promises, why=_("customers are told something that nobody agreed to deliver"),
)  # fmt: skip
def unbacked_promise(workspace: Workspace) -> Iterator[Finding]:
    """No standard stands behind a promise: none meets its expectation, and no comparable one stands beside it.

    Why: The fourth gap is that of communication: what is said outside was never agreed inside.

    Source: Parasuraman, Zeithaml & Berry 1985, the communication gap.

    Bad:
        services:
          repair: {name: Repair, promises: [{text: Ready in a day, measure: {metric: repair-time, at_most: P1D}}]}

    Good:
        services:
          repair:
            name: Repair
            promises: [{text: Ready in a day, measure: {metric: repair-time, at_most: P1D}}]
            standards: [{measure: {metric: repair-time, at_most: PT8H}, kept_by: [handle-order]}]

    When not to use it: Promises about what lies outside any norm, such as a money-back guarantee.
    """
    stated = quality(workspace)
    for promise in stated.promises:
        if not stated.is_backed(promise):
            help_ = _("agree a standard for it beside the promise, or stop promising it")
            message = _("no standard stands behind the promise '{text}'", text=promise.spec.text)
            yield Finding(promise.place, message, help_, lacks="standards")


@rule(
    "GAP402", "over-promise", severity=ERROR, profile=CORE, since="0.1", depth=uses_expectations_or_promises,
    why=_("we promise customers more than we ask of ourselves"),
)  # fmt: skip
def over_promise(workspace: Workspace) -> Iterator[Finding]:
    """A promise is stricter than the standard behind it.

    Where several comparable standards stand behind it, it has to be stricter than all of them.

    Why: People can keep the standard to the letter and break the promise every time.

    Source: Parasuraman, Zeithaml & Berry 1985, the communication gap.

    Bad:
        services:
          repair:
            name: Repair
            promises: [{text: Back in four hours, measure: {metric: repair-time, at_most: PT4H}}]
            standards: [{measure: {metric: repair-time, at_most: P1D}, kept_by: [handle-order]}]

    Good:
        services:
          repair:
            name: Repair
            promises: [{text: Back in a day, measure: {metric: repair-time, at_most: P1D}}]
            standards: [{measure: {metric: repair-time, at_most: PT4H}, kept_by: [handle-order]}]

    When not to use it: Never: loosen the promise, or tighten the standard and the process behind it.
    """
    stated = quality(workspace)
    for promise in stated.promises:
        broken, measure = stated.broken_by(promise), promise.spec.measure
        if broken and measure:
            message = _("the promise '{text}' is stricter than its standard", text=promise.spec.text)
            related = ((broken.limit_place, _("the standard")),)
            help_ = _("promise what the standard says, or tighten the standard")
            yield Finding(limit_place(promise.place, measure), message, help_, related)


@rule(
    "GAP501", "disappointed", severity=WARNING, profile=RECOMMENDED, since="0.1", depth=uses_expectations_or_promises,
    local=NEAR, why=_("customers say that they got less than they counted on"),
)  # fmt: skip
def disappointed(workspace: Workspace) -> Iterator[Finding]:
    """Customers perceive less than they expect.

    Why: The fifth gap is the customer's own, and the sum of the other four. It decides whether they come back.

    Source: Parasuraman, Zeithaml & Berry 1988: quality is perception minus expectation.

    Bad:
        services:
          repair: {name: Repair, expectations: [
            {id: soon, text: Soon, evidence: [interviews], expected: {mean: 6.1}, perceived: {mean: 4.8}}]}

    Good:
        services:
          repair: {name: Repair, expectations: [
            {id: soon, text: Soon, evidence: [interviews], expected: {mean: 6.1}, perceived: {mean: 6.3}}]}

    When not to use it: Never; without both scores it is silent.
    """
    for expectation, place in quality(workspace).expectations:
        expected, perceived = expectation.expected, expectation.perceived
        if expected is None or perceived is None or perceived.mean >= expected.mean:
            continue
        message = _(
            "expectation '{name}' is perceived at {perceived}, below the {expected} that customers expect",
            name=expectation.id, perceived=figure(perceived.mean), expected=figure(expected.mean),
        )  # fmt: skip
        related = ((place.at("expected", "mean").value, _("what customers expect")),)
        help_ = _("look at the gaps before it (evidence, standard, delivery, promise) and start where one shows")
        yield Finding(place.at("perceived", "mean").value, message, help_, related)
