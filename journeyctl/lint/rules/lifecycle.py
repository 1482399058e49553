"""LIF: start and end. A journey begins earlier than the organisation thinks, and does not end at the purchase."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from journeyctl.analyse import lifecycle
from journeyctl.analyse.lifecycle import covers, furthest_stage, goes_on, has_unknown_stage
from journeyctl.i18n import _
from journeyctl.lint.finding import Finding
from journeyctl.lint.record import CONNECTED, CORE, ERROR, INFO, NEAR, RECOMMENDED, STRICT, WARNING, rule
from journeyctl.lint.support import uses_quality, workspace_place
from journeyctl.lint.written import from_the_step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyctl.model import Journey, Step, Workspace

QUALITY_DROP = 2
AFTER_COMMIT = ("after", "end")
LEADS_BACK = {("service", "use"), ("renewal", "use"), ("renewal", "service")}


@rule(
    "LIF001", "ends-at-purchase", local=CONNECTED, severity=ERROR, profile=CORE, since="0.1", missing=True,
    why=_("for the customer it only begins here"),
)  # fmt: skip
def ends_at_purchase(workspace: Workspace) -> Iterator[Finding]:
    """The furthest stage that any path of a journey reaches is the commitment, and nothing continues it.

    A journey in `continues_in` or of a hand-over edge continues it, and the parent of a micro journey, when that one
    goes on after the commitment, itself or in the next.

    Why: The organisation is done when it has sold; the customer then unpacks, uses, asks, returns and renews. What is
    not drawn there is not designed, and that is where customers stay or leave.

    Source: Lemon & Verhoef 2016, the stages before, at and after the purchase.

    Bad:
        journeys:
          order: {name: Order, owner: sales, personas: everyone, trigger: A flat tyre, outcome: A bicycle, phases: [
            {id: buy, name: Buy, stage: purchase, steps: [{id: pay, action: Pay}]}]}

    Good:
        journeys:
          order: {name: Order, owner: sales, personas: everyone, trigger: A flat tyre, outcome: I ride, phases: [
            {id: buy, name: Buy, stage: purchase, steps: [{id: pay, action: Pay}]},
            {id: ride, name: Ride, stage: use, steps: [{id: ride, action: Ride to work}]}]}

    When not to use it: Where the purchase is the whole of it, as at a vending machine.
    """
    for journey in workspace.live:
        if _ends_at_commit(journey):
            message = _("journey '{name}' ends at the purchase", name=journey.id)
            help_ = _("add the phases that follow (onboarding, use, service …), or `continues_in:` a journey that does")
            yield Finding(journey.place, message, help_, lacks="continues_in")


def _ends_at_commit(journey: Journey) -> bool:
    furthest = furthest_stage(journey)
    return furthest is not None and furthest.moment == "commit" and not goes_on(journey)


@rule(
    "LIF002", "starts-at-brand", local=NEAR, severity=WARNING, profile=RECOMMENDED, since="0.1", absence=True,
    why=_("the customer was on the way long before"),
)  # fmt: skip
def starts_at_brand(workspace: Workspace) -> Iterator[Finding]:
    """The first step of a journey is started by the organisation, or is already the commitment.

    Left alone are micro journeys, journeys in which another one continues or that another hands over to, and those
    whose first stage that is named lies after the commitment or is not known.

    Why: A journey begins with a need, not with our campaign or our order form. What happens before decides whether
    customers come at all, and with which expectations.

    Source: Lemon & Verhoef 2016, the stage before the purchase.

    Bad:
        journeys:
          ride: {name: Ride, owner: sales, personas: everyone, trigger: A flat tyre, outcome: I ride again, phases: [
            {id: hear, name: Hear of us, stage: awareness, steps: [
              {id: ad, touchpoint: {name: Mailing, channel: email, owner: sales, initiator: organisation}}]},
            {id: ride, name: Ride, stage: use, steps: [{id: ride, action: Ride to work}]}]}

    Good:
        journeys:
          ride: {name: Ride, owner: sales, personas: everyone, trigger: A flat tyre, outcome: I ride again, phases: [
            {id: hear, name: Hear of us, stage: awareness, steps: [{id: ask, action: Ask a neighbour}]},
            {id: ride, name: Ride, stage: use, steps: [{id: ride, action: Ride to work}]}]}

    When not to use it: For contacts that the customer cannot foresee, such as a recall.
    """
    begun_elsewhere = lifecycle.continued(workspace)
    for journey in workspace.live:
        first = next(iter(journey.steps), None)
        if first and journey.spec.level != "micro" and journey.id not in begun_elsewhere and _may_be_early(journey):
            yield from _judge_start(first)


def _may_be_early(journey: Journey) -> bool:
    staged = next((phase for phase in journey.phases if phase.spec.stage is not None), None)
    return staged is None or (staged.stage is not None and staged.stage.moment not in AFTER_COMMIT)


def _judge_start(first: Step) -> Iterator[Finding]:
    help_ = _("begin with what the customer needs, does or wonders before that")
    if first.is_contact and first.initiator == "organisation":
        message = _("journey '{name}' begins with a contact that the organisation starts", name=first.journey.id)
        yield Finding(from_the_step(first, "initiator"), message, help_)
    elif first.phase.stage and first.phase.stage.moment == "commit":
        place, name = first.phase.place.at("stage").value, first.journey.id
        yield Finding(place, _("journey '{name}' begins at the purchase", name=name), help_)


@rule(
    "LIF003", "no-trigger", severity=ERROR, profile=CORE, since="0.1", local=NEAR, missing=True, fix="scaffold",
    why=_("what sets the customer going decides what they expect"),
)  # fmt: skip
def no_trigger(workspace: Workspace) -> Iterator[Finding]:
    """A journey does not say what sets the customer going.

    Why: The trigger is the customer's reason, and the measure of every step: does it help with that?

    Source: Lemon & Verhoef 2016, the stage before the purchase.

    Bad:
        journeys:
          ride: {name: Ride, owner: sales, personas: everyone, outcome: I ride again, phases: [
            {id: ride, name: Ride, stage: use, steps: [{id: ride, action: Ride to work}]}]}

    Good:
        journeys:
          ride: {name: Ride, owner: sales, personas: everyone, trigger: A flat tyre, outcome: I ride again, phases: [
            {id: ride, name: Ride, stage: use, steps: [{id: ride, action: Ride to work}]}]}

    When not to use it: Never; a draft without one is told so as a warning.
    """
    for journey in workspace.live:
        if not journey.spec.trigger:
            message = _("journey '{name}' has no trigger", name=journey.id)
            help_ = _("add `trigger:` with what sets the customer going, in their words")
            yield Finding(journey.place, message, help_, lacks="trigger")


@rule(
    "LIF004", "no-outcome", severity=ERROR, profile=CORE, since="0.1", local=NEAR, missing=True, fix="scaffold",
    why=_("nobody can tell whether the customer got there"),
)  # fmt: skip
def no_outcome(workspace: Workspace) -> Iterator[Finding]:
    """A journey does not say what the customer has in the end.

    Why: Without an outcome a journey succeeds when the organisation is done, whatever became of the customer.

    Source: Lemon & Verhoef 2016, the stage after the purchase.

    Bad:
        journeys:
          ride: {name: Ride, owner: sales, personas: everyone, trigger: A flat tyre, phases: [
            {id: ride, name: Ride, stage: use, steps: [{id: ride, action: Ride to work}]}]}

    Good:
        journeys:
          ride: {name: Ride, owner: sales, personas: everyone, trigger: A flat tyre, outcome: I ride again, phases: [
            {id: ride, name: Ride, stage: use, steps: [{id: ride, action: Ride to work}]}]}

    When not to use it: Never; a draft without one is told so as a warning.
    """
    for journey in workspace.live:
        if not journey.spec.outcome:
            message = _("journey '{name}' has no outcome", name=journey.id)
            help_ = _("add `outcome:` with what the customer has in the end, in their words")
            yield Finding(journey.place, message, help_, lacks="outcome")


@rule(
    "LIF005", "unstaged-phase", severity=INFO, profile=RECOMMENDED, since="0.1", local=NEAR,
    why=_("nobody sees which part of the relation is covered"),
)  # fmt: skip
def unstaged_phase(workspace: Workspace) -> Iterator[Finding]:
    """A phase does not say in which stage of the customer lifecycle it stands.

    Why: Only with stages can journeys be laid side by side, and the gaps between them be seen.

    Bad:
        journeys:
          ride: {name: Ride, owner: sales, personas: everyone, trigger: A flat tyre, outcome: I ride again, phases: [
            {id: ride, name: Ride, steps: [{id: ride, action: Ride to work}]}]}

    Good:
        journeys:
          ride: {name: Ride, owner: sales, personas: everyone, trigger: A flat tyre, outcome: I ride again, phases: [
            {id: ride, name: Ride, stage: use, steps: [{id: ride, action: Ride to work}]}]}

    When not to use it: In a workspace of one journey that is not compared with others.
    """
    for journey in workspace.live:
        for phase in journey.phases:
            if phase.spec.stage is None:
                message = _("phase '{name}' names no stage", name=phase.id)
                help_ = _("add `stage:` with one of: {stages}", stages=", ".join(workspace.stages))
                yield Finding(phase.place, message, help_, lacks="stage")


@rule(
    "LIF006", "stage-order", severity=WARNING, profile=RECOMMENDED, since="0.1", local=NEAR,
    why=_("customers do not live backwards"),
)  # fmt: skip
def stage_order(workspace: Workspace) -> Iterator[Finding]:
    """The stages run backwards from one phase to the next.

    Service and use take turns, and a renewal leads back to either. Phases without a stage are looked past.

    Why: Phases out of order mostly hide a second journey, or a loop that belongs in `next`.

    Bad:
        journeys:
          ride: {name: Ride, owner: sales, personas: everyone, trigger: A flat tyre, outcome: I ride again, phases: [
            {id: ride, name: Ride, stage: use, steps: [{id: ride, action: Ride to work}]},
            {id: look, name: Compare, stage: consideration, steps: [{id: look, action: Compare bicycles}]}]}

    Good:
        journeys:
          ride: {name: Ride, owner: sales, personas: everyone, trigger: A flat tyre, outcome: I ride again, phases: [
            {id: look, name: Compare, stage: consideration, steps: [{id: look, action: Compare bicycles}]},
            {id: mend, name: Mend, stage: service, steps: [{id: mend, action: Have it mended}]},
            {id: ride, name: Ride, stage: use, steps: [{id: ride, action: Ride to work}]}]}

    When not to use it: For a relation that circles, when its stages are the workspace's own.
    """
    for journey in workspace.live:
        staged = [(phase, phase.stage) for phase in journey.phases if phase.stage]
        for (before, earlier), (phase, later) in pairwise(staged):
            if later.order < earlier.order and (earlier.id, later.id) not in LEADS_BACK:
                message = _(
                    "phase '{name}' goes back from stage '{earlier}' to '{later}'",
                    name=phase.id, earlier=earlier.id, later=later.id,
                )  # fmt: skip
                related = ((before.place.at("stage").value, _("the phase before it is further")),)
                help_ = _("put the phases in the customer's order, or lead back with `next`")
                yield Finding(phase.place.at("stage").value, message, help_, related)


@rule(
    "LIF007", "no-prospect-coverage", severity=WARNING, profile=RECOMMENDED, since="0.1", absence=True,
    why=_("who is not a customer yet is nobody's concern"),
)  # fmt: skip
def no_prospect_coverage(workspace: Workspace) -> Iterator[Finding]:
    """No journey covers a stage before the commitment.

    It stands at the organisation, else at the first journey, and is silent until a phase names a stage.

    Why: Most people who meet an organisation are not its customers yet. What they meet decides whether they become so.

    Source: Lemon & Verhoef 2016, the stage before the purchase.

    Bad:
        journeys:
          ride: {name: Ride, owner: sales, personas: everyone, trigger: A flat tyre, outcome: I ride again, phases: [
            {id: ride, name: Ride, stage: use, steps: [{id: ride, action: Ride to work}]}]}

    Good:
        journeys:
          ride: {name: Ride, owner: sales, personas: everyone, trigger: A flat tyre, outcome: I ride again, phases: [
            {id: look, name: Compare, stage: consideration, steps: [{id: look, action: Compare bicycles}]},
            {id: ride, name: Ride, stage: use, steps: [{id: ride, action: Ride to work}]}]}

    When not to use it: Where nobody chooses to become a customer, as in a prison or a tax office.
    """
    place = workspace_place(workspace)
    if place and lifecycle.names_stages(workspace) and not covers(workspace, "before"):
        message = _("no journey covers the time before somebody becomes a customer")
        yield Finding(place, message, _("write what people go through before that, in stages such as `consideration`"))


@rule(
    "LIF008", "no-leaving-journey", severity=WARNING, profile=RECOMMENDED, since="0.1", absence=True, fix="scaffold",
    why=_("how one may leave is what customers tell others"),
)  # fmt: skip
def no_leaving_journey(workspace: Workspace) -> Iterator[Finding]:
    """No journey covers the end of the relation, although journeys cover the time as a customer.

    It stands at the organisation, else at the first journey.

    Why: Leaving is part of every relation. A farewell that is easy keeps the door open; one that is hard is the last
    thing remembered.

    Source: peak-end rule, Kahneman et al. 1993.

    Bad:
        journeys:
          ride: {name: Ride, owner: sales, personas: everyone, trigger: A flat tyre, outcome: I ride again, phases: [
            {id: ride, name: Ride, stage: use, steps: [{id: ride, action: Ride to work}]}]}

    Good:
        journeys:
          ride: {name: Ride, owner: sales, personas: everyone, trigger: A flat tyre, outcome: I ride again, phases: [
            {id: ride, name: Ride, stage: use, steps: [{id: ride, action: Ride to work}]},
            {id: stop, name: Stop, stage: exit, steps: [{id: sell, action: Sell the bicycle}]}]}

    When not to use it: Where customers cannot leave, as those of a municipality.
    """
    place = workspace_place(workspace)
    if place and covers(workspace, "after") and not covers(workspace, "end"):
        message = _("no journey covers how a customer leaves")
        help_ = _("write what a customer goes through who stops, in stage `exit`")
        yield Finding(place, message, help_, lacks="journeys")


@rule(
    "LIF009", "lifecycle-hole", severity=INFO, profile=STRICT, since="0.1", absence=True,
    why=_("customers pass through here, and nobody has looked"),
)  # fmt: skip
def lifecycle_hole(workspace: Workspace) -> Iterator[Finding]:
    """A stage that no journey covers lies between stages that are covered.

    Stages that a workspace adds stand for the built-in ones of the same moment. It stands at such a stage, else at the
    organisation or the first journey. Outside the covered stages LIF007 and LIF008 speak.

    Why: Where journeys stop and start again is where customers are handed over, and where they get lost.

    Bad:
        journeys:
          ride: {name: Ride, owner: sales, personas: everyone, trigger: A flat tyre, outcome: I ride again, phases: [
            {id: buy, name: Buy, stage: purchase, steps: [{id: pay, action: Pay}]},
            {id: ride, name: Ride, stage: use, steps: [{id: ride, action: Ride to work}]}]}

    Good:
        journeys:
          ride: {name: Ride, owner: sales, personas: everyone, trigger: A flat tyre, outcome: I ride again, phases: [
            {id: buy, name: Buy, stage: purchase, steps: [{id: pay, action: Pay}]},
            {id: fetch, name: Fetch, stage: onboarding, steps: [{id: fetch, action: Fetch the bicycle}]},
            {id: ride, name: Ride, stage: use, steps: [{id: ride, action: Ride to work}]}]}

    When not to use it: When a stage does not exist for your customers; a free service knows no purchase.
    """
    place = workspace_place(workspace)
    if place is None:
        return
    for stage in lifecycle.holes(workspace):
        written = workspace.entities["stages"].get(stage.id)
        message = _("stage '{name}' is covered by no journey, while stages before and after it are", name=stage.id)
        help_ = _("write what customers go through there, or hand over from the stage before")
        yield Finding(written.place if written else place, message, help_)


@rule(
    "LIF010", "broken-handover", severity=WARNING, profile=RECOMMENDED, since="0.1",
    why=_("from here on the customer has to find the way alone"),
)  # fmt: skip
def broken_handover(workspace: Workspace) -> Iterator[Finding]:
    """A journey stops before the end, another covers the next stage, and nothing leads from one to the other.

    Only journeys of level journey are judged. What belongs together (parent and part, a journey and what replaces it)
    does not count as another. Where LIF001 reports, this is silent.

    Why: Two good journeys with nothing between them make one bad experience.

    Source: Kuehnl, Jozić & Homburg 2019, cohesion.

    Bad:
        journeys:
          start: {name: Start, owner: sales, personas: everyone, trigger: A new bicycle, outcome: I can ride, phases: [
            {id: fetch, name: Fetch, stage: onboarding, steps: [{id: fetch, action: Fetch the bicycle}]}]}
          ride: {name: Ride, owner: sales, personas: everyone, trigger: A working day, outcome: I am there, phases: [
            {id: ride, name: Ride, stage: use, steps: [{id: ride, action: Ride to work}]}]}

    Good:
        journeys:
          start: {name: Start, owner: sales, personas: everyone, trigger: A new bicycle, outcome: I can ride, phases: [
            {id: fetch, name: Fetch, stage: onboarding, steps: [{id: fetch, action: Fetch the bicycle}]}],
            continues_in: [ride]}
          ride: {name: Ride, owner: sales, personas: everyone, trigger: A working day, outcome: I am there, phases: [
            {id: ride, name: Ride, stage: use, steps: [{id: ride, action: Ride to work}]}]}

    When not to use it: When journeys are travelled by people who never meet, such as those of two services.
    """
    for journey in workspace.live:
        if journey.spec.level == "journey" and not has_unknown_stage(journey) and not lifecycle.is_continued(journey):
            following = lifecycle.next_phase_elsewhere(journey)
            if following and not _ends_at_commit(journey):
                message = _(
                    "journey '{name}' stops, and nothing leads on to '{other}', which covers the next stage",
                    name=journey.id, other=following.journey.id,
                )  # fmt: skip
                help_ = _("add `continues_in: [{other}]`, or a hand-over edge to it", other=following.journey.id)
                related = ((following.place.at("stage").value, _("the next stage is covered here")),)
                yield Finding(journey.place, message, help_, related, lacks="continues_in")


@rule(
    "LIF011", "quality-drop", severity=WARNING, profile=RECOMMENDED, since="0.1", local=NEAR, depth=uses_quality,
    why=_("care ends when the contract is signed"),
)  # fmt: skip
def quality_drop(workspace: Workspace) -> Iterator[Finding]:
    """In a journey, steps after the commitment go worse than those before it, by 2 points or more on average.

    Only steps that state a quality count, those of the end as after. It stands at the first one after.

    Why: Customers who are courted and then left alone feel deceived, and say so.

    Source: Lemon & Verhoef 2016.

    Bad:
        journeys:
          ride: {name: Ride, owner: sales, personas: everyone, trigger: A flat tyre, outcome: I ride again, phases: [
            {id: look, name: Compare, stage: consideration, steps: [{id: look, action: Compare, quality: 5}]},
            {id: ride, name: Ride, stage: use, steps: [{id: ride, action: Ride to work, quality: 3}]}]}

    Good:
        journeys:
          ride: {name: Ride, owner: sales, personas: everyone, trigger: A flat tyre, outcome: I ride again, phases: [
            {id: look, name: Compare, stage: consideration, steps: [{id: look, action: Compare, quality: 5}]},
            {id: ride, name: Ride, stage: use, steps: [{id: ride, action: Ride to work, quality: 4}]}]}

    When not to use it: When qualities before and after were judged by different people in different ways.
    """
    for journey in workspace.live:
        before, after = _with_quality(journey, "before"), _with_quality(journey, *AFTER_COMMIT)
        if before and after and _mean(before) - _mean(after) >= QUALITY_DROP:
            message = _(
                "journey '{name}' falls in quality from {before} before the purchase to {after} after it",
                name=journey.id, before=f"{_mean(before):.1f}", after=f"{_mean(after):.1f}",
            )  # fmt: skip
            place = after[0].place.at("quality").value
            yield Finding(place, message, _("begin with the step that goes worst after the purchase"))


def _with_quality(journey: Journey, *moments: str) -> list[Step]:
    return [
        step for step in journey.steps
        if step.spec.quality is not None and step.phase.stage and step.phase.stage.moment in moments
    ]  # fmt: skip


def _mean(steps: list[Step]) -> float:
    from statistics import fmean

    return fmean(step.spec.quality or 0 for step in steps)
