"""FLO: the paths. Where a customer cannot get, cannot get on, cannot get out, or is not helped when it goes wrong."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from journeyctl.analyse.flow import flows, target_of
from journeyctl.analyse.recovery import fails, feels_bad, is_recovered
from journeyctl.i18n import _
from journeyctl.lint.finding import Finding
from journeyctl.lint.record import CORE, ERROR, INFO, NEAR, RECOMMENDED, STRICT, WARNING, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyctl.analyse.flow import Flow
    from journeyctl.i18n import Message
    from journeyctl.model import Journey, Step, Workspace

TOLERANCE = 0.001
SHORTEST_PATH = 3


def _live_flows(workspace: Workspace) -> Iterator[tuple[Journey, Flow]]:
    found = flows(workspace)
    return ((journey, found[journey.id]) for journey in workspace.live)


@rule(
    "FLO001", "unreachable-step", severity=ERROR, profile=CORE, since="0.1", local=NEAR, absence=True,
    why=_("no customer ever gets here"),
)  # fmt: skip
def unreachable_step(workspace: Workspace) -> Iterator[Finding]:
    """No path leads to a step.

    A path begins at the first step, and where another journey hands over (`step` of a hand-over). What follows from an
    unreachable step is reached once it is, so only where such a stretch begins there is a finding. Silent where an
    edge or a hand-over names an unknown step: that may be the one.

    Why: A step that nobody reaches is a promise on paper: a recovery, an apology or a choice that never comes.

    Bad:
        journeys:
          ride: {name: Ride, owner: sales, personas: everyone, trigger: A flat tyre, outcome: I ride again, phases: [
            {id: ride, name: Ride, stage: use, steps: [
              {id: call, action: Call, next: [{to: ride}]}, {id: wait, action: Wait}, {id: ride, action: Ride}]}]}

    Good:
        journeys:
          ride: {name: Ride, owner: sales, personas: everyone, trigger: A flat tyre, outcome: I ride again, phases: [
            {id: ride, name: Ride, stage: use, steps: [
              {id: call, action: Call}, {id: wait, action: Wait}, {id: ride, action: Ride}]}]}

    When not to use it: Never; take out a step that no longer happens.
    """
    for journey, flow in _live_flows(workspace):
        for number in flow.unreachable_heads if flow.is_certain else ():
            step = journey.steps[number]
            message = _("step '{name}' is reached by no path", name=step.id)
            help_ = _("add `to: {name}` to the `next` of the step before it, or take the step out", name=step.id)
            yield Finding(step.place, message, help_)


@rule(
    "FLO002",
    "dead-end",
    severity=ERROR,
    profile=CORE,
    since="0.1",
    local=NEAR,
    why=_("the customer is left standing here"),
)
def dead_end(workspace: Workspace) -> Iterator[Finding]:
    """A path stops before the last phase, without an exit edge or a hand-over.

    A path that has taken an exit edge on its way is complete wherever it ends.

    Why: A journey that ends too early ends so for a real person, who then calls, complains or leaves.

    Source: Lemon & Verhoef 2016, the stage after the purchase.

    Bad:
        journeys:
          ride: {name: Ride, owner: sales, personas: everyone, trigger: A flat tyre, outcome: I ride again, phases: [
            {id: mend, name: Mend, stage: service, steps: [
              {id: ask, action: Ask, next: [{to: wait, when: it is busy}, {to: ride, when: it is quiet}]},
              {id: wait, action: Wait, next: []}]},
            {id: ride, name: Ride, stage: use, steps: [{id: ride, action: Ride}]}]}

    Good:
        journeys:
          ride: {name: Ride, owner: sales, personas: everyone, trigger: A flat tyre, outcome: I ride again, phases: [
            {id: mend, name: Mend, stage: service, steps: [
              {id: ask, action: Ask, next: [{to: leave, when: it is busy, kind: exit}, {to: ride, when: it is quiet}]},
              {id: leave, action: Go elsewhere, next: []}]},
            {id: ride, name: Ride, stage: use, steps: [{id: ride, action: Ride}]}]}

    When not to use it: Never; write an ending that is meant as an edge of kind exit.
    """
    for journey, flow in _live_flows(workspace):
        for number in flow.dead_ends:
            step = journey.steps[number]
            message = _("step '{name}' is a dead end before the last phase", name=step.id)
            help_ = _("lead on with `next`, hand over to a journey, or mark the edge that leads here `kind: exit`")
            yield Finding(step.place.at("next").key, message, help_)


@rule(
    "FLO003",
    "endless-loop",
    severity=ERROR,
    profile=CORE,
    since="0.1",
    local=NEAR,
    why=_("the customer goes round for ever"),
)
def endless_loop(workspace: Workspace) -> Iterator[Finding]:
    """Steps lead round in a circle that no edge leaves.

    A hand-over leaves it, and so does an edge to a step that is not known. A loop that no path reaches is FLO001's.

    Why: Being sent from one counter to the next and back is what customers tell others about for years.

    Bad:
        journeys:
          ride: {name: Ride, owner: sales, personas: everyone, trigger: A flat tyre, outcome: I ride again, phases: [
            {id: ride, name: Ride, stage: use, steps: [
              {id: call, action: Call}, {id: wait, action: Wait, next: [{to: call}]}]}]}

    Good:
        journeys:
          ride: {name: Ride, owner: sales, personas: everyone, trigger: A flat tyre, outcome: I ride again, phases: [
            {id: ride, name: Ride, stage: use, steps: [
              {id: call, action: Call}, {id: wait, action: Wait, next: [
                {to: call, when: no answer}, {to: ride, when: mended}]}, {id: ride, action: Ride}]}]}

    When not to use it: Never; every customer stops some day, so write the way out.
    """
    for journey, flow in _live_flows(workspace):
        for loop in flow.endless_loops:
            step, index = max(_edges_back(journey, set(loop)), key=lambda back: (back[0].number, back[1]))
            first = journey.steps[loop[0]]
            message = _("step '{name}' leads back into a loop that nothing leaves", name=step.id)
            help_ = _("add an edge to `next` that leads out of it, such as one to the next phase or of kind exit")
            related = ((first.place, _("the loop begins here")),)
            yield Finding(step.place.at("next", index, "to").value, message, help_, related)


def _edges_back(journey: Journey, loop: set[int]) -> Iterator[tuple[Step, int]]:
    """Yield the edges of a loop that lead to an earlier step, or to their own: each loop has one."""
    for number in loop:
        step = journey.steps[number]
        for index, edge in enumerate(step.edges):
            target = target_of(step, edge)
            if target and target.number in loop and target.number <= number:
                yield step, index


@rule(
    "FLO004", "no-recovery", severity=WARNING, profile=RECOMMENDED, since="0.1", local=NEAR, fix="scaffold",
    why=_("it goes wrong here, and nothing puts it right"),
)  # fmt: skip
def no_recovery(workspace: Workspace) -> Iterator[Finding]:
    """A moment of truth feels bad, or a step fails, and no recovery edge leads away from it.

    A moment of truth feels bad at an emotion of -1 or less; a step, or its touchpoint, fails when it is tagged
    `failure`. A recovery edge of a step right after it will do, also in the journey that it hands over to.

    Why: Customers forgive what is put right well, and remember what was not, above all at a moment of truth.

    Source: peak-end rule, Kahneman et al. 1993.

    Bad:
        journeys:
          ride: {name: Ride, owner: sales, personas: everyone, trigger: A flat tyre, outcome: I ride again, phases: [
            {id: ride, name: Ride, stage: use, steps: [
              {id: quote, action: Hear the price, moment_of_truth: true, emotion: -2}, {id: ride, action: Ride}]}]}

    Good:
        journeys:
          ride: {name: Ride, owner: sales, personas: everyone, trigger: A flat tyre, outcome: I ride again, phases: [
            {id: ride, name: Ride, stage: use, steps: [
              {id: quote, action: Hear the price, moment_of_truth: true, emotion: -2, next: [
                {to: lend, kind: recovery, when: it takes long}, {to: ride, when: it is done at once}]},
              {id: lend, action: Borrow a bicycle}, {id: ride, action: Ride}]}]}

    When not to use it: Where nothing can be put right, as at a farewell.
    """
    for step in workspace.steps():
        reason = _what_is_wrong(step)
        if reason and not is_recovered(step):
            help_ = _("add an edge with `kind: recovery` to a step where it is put right")
            yield Finding(step.place, reason, help_, lacks="next")


def _what_is_wrong(step: Step) -> Message | None:
    if feels_bad(step):
        return _("step '{name}' is a moment of truth that feels bad, and has no recovery edge", name=step.id)
    if fails(step):
        return _("step '{name}' is a failure, and has no recovery edge", name=step.id)
    return None


@rule(
    "FLO005", "incomplete-branch", severity=WARNING, profile=RECOMMENDED, since="0.1", local=NEAR,
    why=_("nobody can tell who goes where"),
)  # fmt: skip
def incomplete_branch(workspace: Workspace) -> Iterator[Finding]:
    """A step has several ways on, and it is not said who takes which.

    Either all edges have a share, and the shares add up to 1 (recovery and exit edges count), or none has, and each
    says when it is taken.

    Why: The path that is not explained is mostly the one that goes wrong, and that is then left out of every sum.

    Bad:
        journeys:
          ride: {name: Ride, owner: sales, personas: everyone, trigger: A flat tyre, outcome: I ride again, phases: [
            {id: ride, name: Ride, stage: use, steps: [
              {id: call, action: Call, next: [{to: wait, share: 0.3}, {to: ride, share: 0.6}]},
              {id: wait, action: Wait}, {id: ride, action: Ride}]}]}

    Good:
        journeys:
          ride: {name: Ride, owner: sales, personas: everyone, trigger: A flat tyre, outcome: I ride again, phases: [
            {id: ride, name: Ride, stage: use, steps: [
              {id: call, action: Call, next: [{to: wait, share: 0.4}, {to: ride, share: 0.6}]},
              {id: wait, action: Wait}, {id: ride, action: Ride}]}]}

    When not to use it: While paths are drawn from memory and not yet measured or explained.
    """
    for step in workspace.steps():
        if len(step.edges) > 1:
            yield from _incomplete(step)


def _incomplete(step: Step) -> Iterator[Finding]:
    shares = [edge.share for edge in step.edges if edge.share is not None]
    place = step.place.at("next")
    if len(shares) == len(step.edges):
        total = round(sum(shares), 6)  # 0.333 three times is within the tolerance, whatever the computer makes of it
        if round(abs(total - 1), 6) > TOLERANCE:
            message = _("step '{name}' has shares that add up to {total}, not to 1", name=step.id, total=f"{total:g}")
            yield Finding(place.key, message, _("count every edge, also those of kind recovery and exit"))
        return
    for index, edge in enumerate(step.edges):
        if shares and edge.share is None:
            message = _("step '{name}' gives a share to some of its edges, and none to this one", name=step.id)
            yield Finding(place.at(index).key, message, _("add `share:`, so that all of them add up to 1"))
            return
        if not shares and not edge.when:
            message = _("step '{name}' has several ways on, and does not say when this one is taken", name=step.id)
            yield Finding(place.at(index).key, message, _("add `when:`, or a `share:` to each"))
            return


@rule(
    "FLO006", "only-linear", severity=INFO, profile=STRICT, since="0.1", local=NEAR,
    why=_("no two customers go the same way, and none goes only forward"),
)  # fmt: skip
def only_linear(workspace: Workspace) -> Iterator[Finding]:
    """A journey knows one path only: each step leads to the one after it.

    Micro journeys and journeys of fewer than three steps are left alone. A hand-over at the end does not make a second
    path; one on the way does.

    Why: A straight line is how a process is designed. Customers compare, wait, return, ask again and give up; what
    they meet there is what a journey is drawn for.

    Source: Lemon & Verhoef 2016.

    Bad:
        journeys:
          ride: {name: Ride, owner: sales, personas: everyone, trigger: A flat tyre, outcome: I ride again, phases: [
            {id: ride, name: Ride, stage: use, steps: [
              {id: call, action: Call}, {id: wait, action: Wait}, {id: ride, action: Ride}]}]}

    Good:
        journeys:
          ride: {name: Ride, owner: sales, personas: everyone, trigger: A flat tyre, outcome: I ride again, phases: [
            {id: ride, name: Ride, stage: use, steps: [
              {id: call, action: Call, next: [{to: wait, share: 0.4}, {to: ride, share: 0.6}]},
              {id: wait, action: Wait}, {id: ride, action: Ride}]}]}

    When not to use it: For a journey that a law prescribes step by step.
    """
    for journey in workspace.live:
        if journey.spec.level != "micro" and len(journey.steps) >= SHORTEST_PATH and _is_one_line(journey):
            message = _("journey '{name}' knows one path only", name=journey.id)
            help_ = _("ask where customers turn back, skip, wait or give up, and write it in `next`")
            yield Finding(journey.place, message, help_)


def _is_one_line(journey: Journey) -> bool:
    *_before, last = journey.steps
    return len(last.edges) <= 1 and not _turns_back(last) and all(
        [target_of(step, edge) for edge in step.edges] == [following] for step, following in pairwise(journey.steps)
    )  # fmt: skip


def _turns_back(step: Step) -> bool:
    return any(edge.to for edge in step.edges)
