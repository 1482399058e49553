"""PRC: the work behind the stage. What a customer meets is made by processes that the customer never sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyctl.analyse.processes import follows_up, latest_insight, named_processes, skipped_layers
from journeyctl.i18n import _
from journeyctl.lint.depth import uses_follow_up
from journeyctl.lint.finding import Finding
from journeyctl.lint.record import INFO, NEAR, RECOMMENDED, STRICT, WARNING, rule
from journeyctl.lint.support import choices, contacts_that_lack, uses_processes
from journeyctl.lint.written import items_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyctl.model import Step, Workspace

AGREEMENT = "agreement"


@rule(
    "PRC001", "no-process", severity=WARNING, profile=RECOMMENDED, since="0.1", missing=True, depth=uses_processes,
    local=NEAR, why=_("nobody's work stands behind this contact"),
)  # fmt: skip
def no_process(workspace: Workspace) -> Iterator[Finding]:
    """No process delivers a contact moment.

    Why: A contact is as good as the work behind it. Where nobody wrote down which work that is, improving the front
    leaves the cause where it was.

    Source: Shostack 1984; Bitner, Ostrom & Morgan 2008.

    Bad:
        processes: {answer: {name: Answer questions, layer: frontstage, owner: service}}
        journeys:
          order: {name: Order, owner: service, personas: everyone, trigger: A theft, outcome: I ride, phases: [
            {id: use, name: Ride, stage: use, steps: [
              {id: ask, touchpoint: {name: Help, channel: phone, owner: service}}]}]}

    Good:
        processes: {answer: {name: Answer questions, layer: frontstage, owner: service}}
        journeys:
          order: {name: Order, owner: service, personas: everyone, trigger: A theft, outcome: I ride, phases: [
            {id: use, name: Ride, stage: use, steps: [
              {id: ask, touchpoint: {name: Help, channel: phone, owner: service, processes: [answer]}}]}]}

    When not to use it: Contacts on earned channels, which the public keeps going, are not reported; nor are actions.
    """
    for group in contacts_that_lack(workspace, _has_no_process):
        message = _("touchpoint '{name}' is delivered by no process", name=group.name)
        help_ = _("add `processes:` with one or more of: {choices}", choices=choices(workspace.processes, "processes"))
        yield Finding(group.place, message, help_, group.related, lacks="processes")


def _has_no_process(step: Step) -> bool:
    channel = step.channel_spec
    return not step.processes and not (channel and channel.control == "earned")


@rule(
    "PRC002", "no-follow-up", severity=WARNING, profile=RECOMMENDED, since="0.1", local=NEAR, depth=uses_follow_up,
    why=_("the customer keeps to the agreement and hears nothing"),
)  # fmt: skip
def no_follow_up(workspace: Workspace) -> Iterator[Finding]:
    """An agreement is made with a customer, and no process follows it up.

    A contact makes an agreement when it stores data about the customer, or is tagged `agreement`. A process that one of
    its processes depends on may do the follow-up.

    Why: What was agreed at the front is forgotten at the back. Customers forgive a no sooner than a yes that nobody
    kept.

    Bad:
        processes:
          answer: {name: Answer questions, layer: frontstage, owner: service}
          repair: {name: Repair, layer: backstage, owner: service, follow_up: {what: Call when ready, within: P2D}}
        journeys:
          order: {name: Order, owner: service, personas: everyone, trigger: A theft, outcome: I ride, phases: [
            {id: use, name: Ride, stage: use, steps: [{id: ask, tags: [agreement],
              touchpoint: {name: Help, channel: phone, owner: service, processes: [answer]}}]}]}

    Good:
        processes:
          answer: {name: Answer questions, layer: frontstage, owner: service, depends_on: [repair]}
          repair: {name: Repair, layer: backstage, owner: service, follow_up: {what: Call when ready, within: P2D}}
        journeys:
          order: {name: Order, owner: service, personas: everyone, trigger: A theft, outcome: I ride, phases: [
            {id: use, name: Ride, stage: use, steps: [{id: ask, tags: [agreement],
              touchpoint: {name: Help, channel: phone, owner: service, processes: [answer]}}]}]}

    When not to use it: Data stored for the customer alone, where nothing was agreed.
    """
    for group in contacts_that_lack(workspace, _is_not_followed_up):
        message = _("touchpoint '{name}' makes an agreement that no process follows up", name=group.name)
        help_ = _("add `follow_up:` to a process of this contact: what is done, and within how long")
        yield Finding(group.place, message, help_, group.related)


def _is_not_followed_up(step: Step) -> bool:
    agrees = AGREEMENT in step.tags or any("store" in use.uses for use in step.data)
    return agrees and not any(follows_up(step.workspace, process) for process in step.processes)


@rule(
    "PRC003", "process-behind-insight", severity=INFO, profile=RECOMMENDED, since="0.1",
    why=_("we learned something about customers and work as before"),
)  # fmt: skip
def process_behind_insight(workspace: Workspace) -> Iterator[Finding]:
    """A process was last reviewed before the newest insight on the steps it serves.

    Insights on a step are those it names, and the evidence of its emotion.

    Why: Insight that does not reach the work changes nothing for the customer who gave it.

    Bad:
        insights: {diaries: {name: Diaries, kind: fact, date: 2026-09-01}}
        processes: {answer: {name: Answer, layer: frontstage, owner: service, reviewed: 2026-05-01}}
        journeys:
          order: {name: Order, owner: service, personas: everyone, trigger: A theft, outcome: I ride, phases: [
            {id: use, name: Ride, stage: use, steps: [{id: ask, insights: [diaries],
              touchpoint: {name: Help, channel: phone, owner: service, processes: [answer]}}]}]}

    Good:
        insights: {diaries: {name: Diaries, kind: fact, date: 2026-09-01}}
        processes: {answer: {name: Answer, layer: frontstage, owner: service, reviewed: 2026-10-01}}
        journeys:
          order: {name: Order, owner: service, personas: everyone, trigger: A theft, outcome: I ride, phases: [
            {id: use, name: Ride, stage: use, steps: [{id: ask, insights: [diaries],
              touchpoint: {name: Help, channel: phone, owner: service, processes: [answer]}}]}]}

    When not to use it: Never; a process without `reviewed` is not reported.
    """
    for process in workspace.processes.values():
        insight = latest_insight(workspace, process.id)
        if process.spec.reviewed and insight and (insight.spec.date or "") > process.spec.reviewed:
            message = _(
                "process '{name}' was reviewed before insight '{insight}' was found",
                name=process.id, insight=insight.id,
            )  # fmt: skip
            related = ((insight.place.at("date").value, _("the newest insight on what it serves")),)
            help_ = _("go through the process with what the insight says, then set `reviewed:`")
            yield Finding(process.place.at("reviewed").value, message, help_, related)


@rule(
    "PRC004", "skipped-layer", severity=WARNING, profile=STRICT, since="0.1", local=NEAR,
    why=_("nobody at the front turns this work into service"),
)  # fmt: skip
def skipped_layer(workspace: Workspace) -> Iterator[Finding]:
    """A support process serves a contact directly, with no frontstage or backstage process of the contact between.

    A process is between when the contact names it and it depends on the support process, directly or through others.

    Why: On a blueprint, support serves the people who serve the customer. A line that skips them hides work that
    somebody does, or shows that nobody does it.

    Source: Shostack 1984; Bitner, Ostrom & Morgan 2008.

    Bad:
        processes: {payroll: {name: Rostering, layer: support, owner: service}}
        journeys:
          order: {name: Order, owner: service, personas: everyone, trigger: A theft, outcome: I ride, phases: [
            {id: use, name: Ride, stage: use, steps: [
              {id: ask, touchpoint: {name: Help, channel: phone, owner: service, processes: [payroll]}}]}]}

    Good:
        processes:
          payroll: {name: Rostering, layer: support, owner: service}
          answer: {name: Answer, layer: frontstage, owner: service, depends_on: [payroll]}
        journeys:
          order: {name: Order, owner: service, personas: everyone, trigger: A theft, outcome: I ride, phases: [
            {id: use, name: Ride, stage: use, steps: [
              {id: ask, touchpoint: {name: Help, channel: phone, owner: service, processes: [answer]}}]}]}

    When not to use it: Self-service, where a machine of the support layer is all there is.
    """
    seen = set()
    for step in workspace.contacts():
        skipped = skipped_layers(step)
        for place, process in items_of(step, "processes"):
            if process in skipped and (place.document.path, place.path) not in seen:
                seen.add((place.document.path, place.path))
                message = _("support process '{name}' serves touchpoint '{touchpoint}' directly", name=process,
                            touchpoint=step.contact_name)  # fmt: skip
                help_ = _("name the front- or backstage process between, and say there that it depends on '{name}'",
                          name=process)  # fmt: skip
                yield Finding(place.value, message, help_)


@rule(
    "PRC005", "orphan-process", severity=INFO, profile=RECOMMENDED, since="0.1", absence=True,
    why=_("work that no customer notices, or a contact that forgot it"),
)  # fmt: skip
def orphan_process(workspace: Workspace) -> Iterator[Finding]:
    """No touchpoint, no standard and no other process needs a process.

    Why: Either the work serves no customer, or the contact that needs it forgot to say so and looks healthier than it
    is.

    Source: Shostack 1984.

    Bad:
        processes: {answer: {name: Answer questions, layer: frontstage, owner: service}}

    Good:
        processes: {answer: {name: Answer questions, layer: frontstage, owner: service}}
        touchpoints: {help: {name: Help, channel: phone, owner: service, processes: [answer]}}

    When not to use it: Work required by law that touches no customer; leave it out of the workspace.
    """
    named = named_processes(workspace) if workspace.processes else frozenset()
    for process in workspace.processes.values():
        if process.id not in named:
            help_ = _("name it in `processes:` of a touchpoint, `kept_by:` of a standard or `depends_on:` of a process")
            yield Finding(process.place, _("process '{name}' serves nothing", name=process.id), help_)
