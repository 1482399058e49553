"""MEA: what is measured, and what is done with it. A figure helps a customer only when somebody acts on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journeyctl.analyse.kpis import direction_of, misses, newest_reading, readings_at, scale_of, worked_on
from journeyctl.i18n import Message, _, plural
from journeyctl.lint.figures import figure
from journeyctl.lint.finding import Finding
from journeyctl.lint.record import CORE, ERROR, INFO, NEAR, RECOMMENDED, STRICT, WARNING, Option, rule
from journeyctl.lint.support import choices, contacts_that_lack, uses_kpis
from journeyctl.model.values import day, days

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from journeyctl.analyse.kpis import Kpi
    from journeyctl.model import Journey, Step, Workspace, spec
    from journeyctl.source import Place

FORMULA_KINDS = ("csat", "ces", "index", "ratio")
STALE_AFTER = 1.5


@rule(
    "MEA001", "unmeasured-touchpoint", severity=WARNING, profile=RECOMMENDED, since="0.1", local=NEAR, missing=True,
    fix="scaffold", depth=uses_kpis, why=_("nobody sees it when this contact gets worse"),
)  # fmt: skip
def unmeasured_touchpoint(workspace: Workspace) -> Iterator[Finding]:
    """No KPI measures a contact moment: neither its own nor, unless it is a moment of truth, one of its journey.

    Why: What nobody measures gets worse unseen. At a moment of truth the customer decides what to think of the
    organisation, and a figure for the whole journey hides what happened there: then it is an error.

    Bad:
        kpis: {reply-time: {name: Time to reply, kind: time, owner: service, target: {at_most: 4}}}
        journeys:
          order: {name: Order, owner: service, personas: everyone, trigger: A theft, outcome: I ride, phases: [
            {id: use, name: Ride, stage: use, steps: [
              {id: ask, touchpoint: {name: Help, channel: phone, owner: service}}]}]}

    Good:
        kpis: {reply-time: {name: Time to reply, kind: time, owner: service, target: {at_most: 4}}}
        journeys:
          order: {name: Order, owner: service, personas: everyone, trigger: A theft, outcome: I ride, phases: [
            {id: use, name: Ride, stage: use, steps: [
              {id: ask, touchpoint: {name: Help, channel: phone, owner: service, kpis: [reply-time]}}]}]}

    When not to use it: Workspaces that map first and measure later; it is silent until the first KPI.
    """
    for group in contacts_that_lack(workspace, _is_unmeasured):
        crucial = any(step.spec.moment_of_truth for step in group.uses)
        message = _("touchpoint '{name}' is measured by no KPI", name=group.name)
        if crucial:
            message = _("touchpoint '{name}' is a moment of truth and is measured by no KPI", name=group.name)
        help_ = _("add `kpis:` with one or more of: {choices}", choices=choices(workspace.kpis, "kpis"))
        severity = ERROR if crucial else None
        yield Finding(group.place, message, help_, group.related, lacks="kpis", severity=severity)


def _is_unmeasured(step: Step) -> bool:
    return not step.kpis and (step.spec.moment_of_truth or not step.journey.spec.kpis)


@rule(
    "MEA002", "nps-only", severity=WARNING, profile=RECOMMENDED, since="0.1", local=NEAR,
    why=_("the score tells that something is wrong, not what"),
)  # fmt: skip
def nps_only(workspace: Workspace) -> Iterator[Finding]:
    """A journey is measured by the likelihood to recommend alone.

    Without KPIs of its own, those of its steps count as the journey's.

    Why: NPS is one instrument. It tells whether customers say they would recommend you, not what they ran into, what
    it cost them, or what they did next; on its own it gives nobody anything to mend.

    Source: Keiningham et al. 2007.

    Bad:
        journeys:
          order: {name: Order, owner: service, personas: everyone, trigger: A theft, outcome: I ride, kpis: [nps],
            phases: [{id: use, name: Ride, stage: use, steps: [{id: ride, action: I ride}]}]}

    Good:
        journeys:
          order: {name: Order, owner: service, personas: everyone, trigger: A theft, outcome: I ride, kpis: [nps, ease],
            phases: [{id: use, name: Ride, stage: use, steps: [{id: ride, action: I ride}]}]}

    When not to use it: Never; add a figure that says what customers meet or do.
    """
    for journey in workspace.live:
        kpis, place = _kpis_of(journey)
        known = [workspace.kpis.get(kpi) for kpi in kpis]
        if known and all(kpi is not None and kpi.spec.kind == "nps" for kpi in known):
            help_ = _("add a KPI of what customers meet or do here, such as their effort, the time it takes or a ratio")
            yield Finding(place, _("journey '{name}' is measured by NPS alone", name=journey.id), help_)


def _kpis_of(journey: Journey) -> tuple[list[str], Place]:
    if journey.spec.kpis:
        return list(journey.spec.kpis), journey.place.at("kpis").key
    return [kpi for step in journey.contacts for kpi in step.kpis], journey.place


@rule(
    "MEA003", "nps-as-goal", severity=WARNING, profile=RECOMMENDED, since="0.1",
    why=_("people start to ask for the score instead of earning it"),
)  # fmt: skip
def nps_as_goal(workspace: Workspace) -> Iterator[Finding]:
    """The likelihood to recommend is made a goal: pay depends on it, or the chain of KPIs ends in it alone.

    Why: A score that decides on pay is soon managed instead of the experience behind it. And a chain of KPIs that ends
    in NPS takes an intention for a result; NPS informs, beside others, on the way to behaviour and result.

    Source: Reichheld 2003; Keiningham et al. 2007.

    Bad:
        kpis: {recommend: {name: NPS, kind: nps, owner: service, target: {at_least: 30}, incentive: true}}

    Good:
        kpis:
          recommend: {name: NPS, kind: nps, owner: service, target: {at_least: 30}}
          churn: {name: Leavers, kind: churn, owner: service, target: {at_most: 4}}

    When not to use it: Never; an NPS that informs beside other figures is not reported.
    """
    ends = [kpi for kpi in workspace.kpis.values() if not kpi.spec.drives]
    ends_in_nps = workspace.complete and bool(ends) and all(kpi.spec.kind == "nps" for kpi in ends)
    for kpi in workspace.kpis.values():
        if kpi.spec.kind != "nps":
            continue
        if kpi.spec.incentive:
            message = _("pay depends on the NPS '{name}'", name=kpi.id)
            help_ = _("tie pay, if it must be tied, to figures that people can move, and let NPS inform")
            yield Finding(kpi.place.at("incentive").key, message, help_)
        elif ends_in_nps and not kpi.spec.drives:
            message = _("the chain of KPIs ends in the NPS '{name}' alone", name=kpi.id)
            help_ = _("add the behaviour or result that it should lead to, and say so in its `drives:`")
            yield Finding(kpi.place, message, help_)


@rule(
    "MEA004", "value-out-of-range", severity=ERROR, profile=CORE, since="0.1",
    why=_("a figure that cannot be true hides how customers fare"),
)  # fmt: skip
def value_out_of_range(workspace: Workspace) -> Iterator[Finding]:
    """A reading, a baseline or a target lies outside the scale of its KPI.

    An NPS runs from -100 to 100; every other KPI is held to the `scale` that it declares.

    Why: A slip of the pen, or a figure on another scale. Whatever is decided on it is decided on a mistake.

    Source: Reichheld 2003 for the scale of NPS.

    Bad:
        kpis:
          comfort: {name: Comfort, kind: csat, owner: service, scale: {min: 1, max: 5}, target: {at_least: 7.5}}

    Good:
        kpis:
          comfort: {name: Comfort, kind: csat, owner: service, scale: {min: 1, max: 5}, target: {at_least: 4.2}}

    When not to use it: Never.
    """
    for kpi in workspace.kpis.values():
        scale = scale_of(kpi.spec)
        if scale is not None:
            yield from _out_of(scale, kpi)
            yield from _readings_out_of(scale, kpi, workspace)


def _out_of(scale: spec.Scale, kpi: Kpi) -> Iterator[Finding]:
    target, place = kpi.spec.target, kpi.place
    if kpi.spec.baseline is not None and not _lies_in(scale, kpi.spec.baseline):
        message = _(
            "baseline {value} of KPI '{name}' lies outside its scale", value=figure(kpi.spec.baseline), name=kpi.id
        )
        yield Finding(place.at("baseline").value, message, _within(scale))
    for side in ("at_least", "at_most"):
        value = getattr(target, side, None)
        if value is not None and not _lies_in(scale, value):
            message = _("target {value} of KPI '{name}' lies outside its scale", value=figure(value), name=kpi.id)
            yield Finding(place.at("target", side).value, message, _within(scale))


def _readings_out_of(scale: spec.Scale, kpi: Kpi, workspace: Workspace) -> Iterator[Finding]:
    wrong = [one for one in readings_at(workspace, kpi) if not _lies_in(scale, one.reading.value)]
    if wrong and wrong[0].in_file:
        message = plural(
            "{count} reading of KPI '{name}' lies outside its scale: that of {date}",
            "{count} readings of KPI '{name}' lie outside its scale, the first that of {date}",
            len(wrong), name=kpi.id, date=wrong[0].reading.date,
        )  # fmt: skip
        yield Finding(wrong[0].at("value"), message, _within(scale))
        return
    for one in wrong:
        message = _(
            "reading {value} of KPI '{name}' lies outside its scale", value=figure(one.reading.value), name=kpi.id
        )
        yield Finding(one.at("value"), message, _within(scale))


def _lies_in(scale: spec.Scale, value: float) -> bool:
    return scale.min <= value <= scale.max


def _within(scale: spec.Scale) -> Message:
    return _("write a value from {min} to {max}, or correct the scale", min=figure(scale.min), max=figure(scale.max))


@rule(
    "MEA005", "no-formula", severity=WARNING, profile=RECOMMENDED, since="0.1", missing=True, fix="scaffold",
    why=_("two people read two different things into the figure"),
)  # fmt: skip
def no_formula(workspace: Workspace) -> Iterator[Finding]:
    """A satisfaction, an effort, an index or a ratio says neither how it is computed nor on what scale.

    Why: "Ease is 5" means something else on 1 to 5 than on 1 to 7, as a mean or as a share of satisfied customers.
    Whoever compares readings has to know.

    Source: Dixon, Freeman & Toman 2010 for effort.

    Bad:
        kpis: {comfort: {name: Comfort, kind: csat, owner: service, target: {at_least: 4}}}

    Good:
        kpis: {comfort: {name: Comfort, kind: csat, owner: service, target: {at_least: 4}, formula: Mean of answers}}

    When not to use it: Figures taken over from elsewhere whose definition you cannot know.
    """
    for kpi in workspace.kpis.values():
        if kpi.spec.kind in FORMULA_KINDS and not kpi.spec.formula and kpi.spec.scale is None:
            message = _("KPI '{name}' has no formula and no scale", name=kpi.id)
            help_ = _("add `formula:` (how it is computed) or `scale:` (its lowest and highest value)")
            yield Finding(kpi.place, message, help_, lacks="formula")


@rule(
    "MEA006", "target-direction", severity=ERROR, profile=CORE, since="0.1",
    why=_("reaching this target makes it worse for customers"),
)  # fmt: skip
def target_direction(workspace: Workspace) -> Iterator[Finding]:
    """A target is worse than the baseline, given which way is better.

    A KPI that states no `direction` goes up when its target is an `at_least`, and down when it is an `at_most`.

    Why: Whoever reaches such a target has moved backwards: the direction, the baseline or the target is wrong.

    Bad:
        kpis: {wait: {name: Wait, kind: time, owner: service, direction: down, baseline: 4, target: {at_most: 6}}}

    Good:
        kpis: {wait: {name: Wait, kind: time, owner: service, direction: down, baseline: 4, target: {at_most: 3}}}

    When not to use it: Never; a target that equals the baseline (hold what we have) is not reported.
    """
    for kpi in workspace.kpis.values():
        target, baseline = kpi.spec.target, kpi.spec.baseline
        if target is None or baseline is None:
            continue
        value = target.at_least if target.at_least is not None else target.at_most
        better = -1 if direction_of(kpi.spec) == "down" else 1
        if value is not None and (value - baseline) * better < 0:
            message = _(
                "the target of KPI '{name}' is worse than its baseline {baseline}",
                name=kpi.id,
                baseline=figure(baseline),
            )
            help_ = _("correct `target:`, `baseline:` or `direction:`")
            related = ((kpi.place.at("baseline").value, _("where it started")),)
            yield Finding(kpi.place.at("target").key, message, help_, related)


@rule(
    "MEA007", "no-baseline", severity=WARNING, profile=STRICT, since="0.1", missing=True,
    why=_("without a start nobody can show that it got better"),
)  # fmt: skip
def no_baseline(workspace: Workspace) -> Iterator[Finding]:
    """A KPI has no baseline: nobody wrote down where it stood at the start.

    Why: Improvement is a difference. Without the first figure a later one proves nothing.

    Bad:
        kpis: {wait: {name: Waiting time, kind: time, owner: service, target: {at_most: 3}}}

    Good:
        kpis: {wait: {name: Waiting time, kind: time, owner: service, target: {at_most: 3}, baseline: 4.5}}

    When not to use it: KPIs so new that the first reading is still to come.
    """
    for kpi in workspace.kpis.values():
        if kpi.spec.baseline is None:
            help_ = _("add `baseline:` with the figure from before you started")
            yield Finding(kpi.place, _("KPI '{name}' has no baseline", name=kpi.id), help_, lacks="baseline")


@rule(
    "MEA008", "stale-reading", severity=WARNING, profile=RECOMMENDED, since="0.1",
    why=_("decisions rest on how customers fared long ago"),
)  # fmt: skip
def stale_reading(workspace: Workspace, today: date) -> Iterator[Finding]:
    """The newest reading of a KPI is older than one and a half times its cadence.

    Why: A figure that is no longer read was once important. Either customers have it better or worse by now and nobody
    knows, or the KPI is no longer needed.

    Bad:
        kpis:
          wait: {name: Waiting time, kind: time, owner: service, target: {at_most: 3}, cadence: P1M,
            readings: [{date: 2026-05-31, value: 4}]}

    Good:
        kpis:
          wait: {name: Waiting time, kind: time, owner: service, target: {at_most: 3}, cadence: P1M,
            readings: [{date: 2026-05-31, value: 4}, {date: 2026-10-31, value: 3.5}]}

    When not to use it: Never; a KPI without readings or without `cadence` is not reported.
    """
    for kpi in workspace.kpis.values():
        newest = newest_reading(workspace, kpi)
        if newest is None or kpi.spec.cadence is None:
            continue
        age = (today - day(newest.reading.date)).days
        if age > STALE_AFTER * days(kpi.spec.cadence):
            message = plural(
                "the newest reading of KPI '{name}' is {count} day old; it is read every {cadence}",
                "the newest reading of KPI '{name}' is {count} days old; it is read every {cadence}",
                age, name=kpi.id, cadence=kpi.spec.cadence,
            )  # fmt: skip
            yield Finding(newest.at("date"), message, _("add the newest reading, or change the cadence"))


@rule(
    "MEA009", "open-loop", severity=WARNING, profile=RECOMMENDED, since="0.1", absence=True,
    why=_("we know that customers get less, and do nothing about it"),
)  # fmt: skip
def open_loop(workspace: Workspace) -> Iterator[Finding]:
    """A KPI misses its target and nobody works on it: no initiative in test, build or live names it.

    Why: Asking customers and doing nothing with the answer is worse than not asking. Measuring is done to improve.

    Bad:
        kpis:
          wait: {name: Waiting time, kind: time, owner: service, target: {at_most: 3},
            readings: [{date: 2026-10-31, value: 5}]}

    Good:
        kpis:
          wait: {name: Waiting time, kind: time, owner: service, target: {at_most: 3},
            readings: [{date: 2026-10-31, value: 5}]}
        initiatives: {more-hands: {name: More hands on Monday, owner: service, status: test, kpis: [wait]}}

    When not to use it: Workspaces that keep initiatives elsewhere; ignore it there.
    """
    working = worked_on(workspace)
    if not working <= workspace.kpis.keys():
        return
    for kpi in workspace.kpis.values():
        newest, target = newest_reading(workspace, kpi), kpi.spec.target
        if newest and target and kpi.id not in working and misses(target, newest.reading.value):
            message = _(
                "KPI '{name}' misses its target with {value}, and no initiative works on it",
                name=kpi.id, value=figure(newest.reading.value),
            )  # fmt: skip
            help_ = _("name it in `kpis:` of an initiative in test, build or live, or reconsider the target")
            yield Finding(newest.at("value"), message, help_, ((kpi.place.at("target").key, _("the target")),))


@rule(
    "MEA010", "small-sample", severity=INFO, profile=STRICT, since="0.1",
    options={"min-n": Option(30, "the fewest answers that a reading should rest on")},
    why=_("a handful of answers speaks for a handful of customers"),
)  # fmt: skip
def small_sample(workspace: Workspace, options: Mapping[str, Any]) -> Iterator[Finding]:
    """The newest reading of a KPI rests on few answers.

    Why: With few answers a figure moves by chance. Whoever acts on it may chase noise.

    Source: Rocks 2016, on how wide the margin around an NPS is.

    Bad:
        kpis:
          wait: {name: Waiting time, kind: time, owner: service, target: {at_most: 5},
            readings: [{date: 2026-10-31, value: 4, n: 12}]}

    Good:
        kpis:
          wait: {name: Waiting time, kind: time, owner: service, target: {at_most: 5},
            readings: [{date: 2026-10-31, value: 4, n: 140}]}

    When not to use it: Small groups that answered in full, such as twenty business customers.
    """
    for kpi in workspace.kpis.values():
        newest = newest_reading(workspace, kpi)
        count = newest.reading.n if newest else None
        if newest and count is not None and count < options["min-n"]:
            message = plural(
                "the newest reading of KPI '{name}' rests on {count} answer",
                "the newest reading of KPI '{name}' rests on {count} answers",
                count, name=kpi.id,
            )  # fmt: skip
            help_ = _("ask more customers, read it less often, or say beside the figure how uncertain it is")
            yield Finding(newest.at("n"), message, help_)


@rule(
    "MEA011", "no-target", severity=WARNING, profile=RECOMMENDED, since="0.1", missing=True, fix="scaffold",
    why=_("nobody knows when it is good enough for a customer"),
)  # fmt: skip
def no_target(workspace: Workspace) -> Iterator[Finding]:
    """A KPI has no target.

    Why: A figure without a target is looked at and put aside. What is good enough for a customer is a decision, and
    whoever takes it writes it down.

    Bad:
        kpis: {wait: {name: Waiting time, kind: time, owner: service}}

    Good:
        kpis: {wait: {name: Waiting time, kind: time, owner: service, target: {at_most: 3}}}

    When not to use it: Figures that only describe, such as the number of customers.
    """
    for kpi in workspace.kpis.values():
        if kpi.spec.target is None:
            help_ = _("add `target:` with `at_least:` or `at_most:`")
            yield Finding(kpi.place, _("KPI '{name}' has no target", name=kpi.id), help_, lacks="target")
