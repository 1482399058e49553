"""OWN: who answers for it. Contact moments fall between silos when nobody in particular is told that they fail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyctl.i18n import _
from journeyctl.lint.finding import Finding
from journeyctl.lint.record import CORE, ERROR, RECOMMENDED, WARNING, rule
from journeyctl.lint.support import choices, contacts_that_lack

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyctl.model import Step, Workspace


@rule(
    "OWN001", "unowned-touchpoint", severity=ERROR, profile=CORE, since="0.1", missing=True, fix="scaffold",
    why=_("nobody is told when this contact fails"),
)  # fmt: skip
def unowned_touchpoint(workspace: Workspace) -> Iterator[Finding]:
    """A contact moment has no owner: neither the step, nor its touchpoint, nor its phase names one.

    Why: A customer notices at once when a contact fails; the organisation notices when somebody is told. The owner of
    the journey owns the journey, not each contact in it: between departments, contacts fall to nobody.

    Source: source 002, ownership that falls between silos; source 000, process owners.

    Bad:
        journeys:
          order:
            name: Order a bicycle
            owner: service
            personas: everyone
            trigger: My bicycle was stolen
            outcome: I ride to work again
            phases:
              - id: use
                name: Ride
                stage: use
                steps:
                  - id: first-ride
                    touchpoint: {name: Welcome call, channel: phone}

    Good:
        journeys:
          order:
            name: Order a bicycle
            owner: service
            personas: everyone
            trigger: My bicycle was stolen
            outcome: I ride to work again
            phases:
              - id: use
                name: Ride
                stage: use
                steps:
                  - id: first-ride
                    touchpoint: {name: Welcome call, channel: phone, owner: service}

    When not to use it: Contacts on earned channels, such as review sites, have no owner: there CHN007 asks who listens.
    """
    for group in contacts_that_lack(workspace, _has_no_owner):
        help_ = _("add `owner:` with one of: {choices}", choices=choices(workspace.owners))
        message = _("touchpoint '{name}' has no owner", name=group.name)
        yield Finding(group.place, message, help_, group.related, lacks="owner")
    for touchpoint in workspace.touchpoints.values():
        if (
            touchpoint.spec.owner is None
            and not workspace.uses_of(touchpoint.id)
            and not _is_earned(workspace, touchpoint.spec.channel)
        ):
            help_ = _("add `owner:` with one of: {choices}", choices=choices(workspace.owners))
            yield Finding(
                touchpoint.place, _("touchpoint '{name}' has no owner", name=touchpoint.id), help_, lacks="owner"
            )


def _has_no_owner(step: Step) -> bool:
    return step.owner is None and not _is_earned(step.workspace, step.channel)


def _is_earned(workspace: Workspace, channel: str | None) -> bool:
    known = workspace.channels.get(channel or "")
    return known is not None and known.spec.control == "earned"


@rule(
    "OWN002", "unowned-journey", severity=ERROR, profile=CORE, since="0.1", missing=True, fix="scaffold",
    why=_("nobody looks after the whole of it"),
)  # fmt: skip
def unowned_journey(workspace: Workspace) -> Iterator[Finding]:
    """A journey has no owner.

    Why: Every department can keep its own promises while the journey as a whole disappoints. Somebody has to see the
    whole, from the customer's side, and be able to act on it.

    Source: source 002, ownership that falls between silos.

    Bad:
        journeys:
          complain:
            name: Complain
            personas: everyone
            trigger: The parcel is broken
            outcome: I have been taken seriously
            phases:
              - id: solve
                name: Solve
                stage: service
                steps:
                  - id: call
                    touchpoint: {name: Complaint call, channel: phone, owner: service}

    Good:
        journeys:
          complain:
            name: Complain
            owner: service
            personas: everyone
            trigger: The parcel is broken
            outcome: I have been taken seriously
            phases:
              - id: solve
                name: Solve
                stage: service
                steps:
                  - id: call
                    touchpoint: {name: Complaint call, channel: phone, owner: service}

    When not to use it: Never; a draft without an owner is told so as a warning.
    """
    for journey in workspace.live:
        if journey.spec.owner is None:
            help_ = _("add `owner:` with one of: {choices}", choices=choices(workspace.owners))
            yield Finding(journey.place, _("journey '{name}' has no owner", name=journey.id), help_, lacks="owner")


@rule(
    "OWN004", "unowned-kpi", severity=WARNING, profile=RECOMMENDED, since="0.1", missing=True, fix="scaffold",
    why=_("nobody acts when this figure moves"),
)  # fmt: skip
def unowned_kpi(workspace: Workspace) -> Iterator[Finding]:
    """A KPI has no owner.

    Why: A figure that belongs to nobody is reported and never acted upon. Its owner explains it, and does something
    when it moves the wrong way.

    Source: source 000, measurement and process owners.

    Bad:
        kpis:
          reply-time: {name: Time to reply, kind: time, unit: hours, target: {at_most: 4}}

    Good:
        kpis:
          reply-time: {name: Time to reply, kind: time, unit: hours, target: {at_most: 4}, owner: service}

    When not to use it: Figures that others publish and you only follow; leave those out of the workspace.
    """
    for kpi in workspace.kpis.values():
        if kpi.spec.owner is None:
            help_ = _("add `owner:` with one of: {choices}", choices=choices(workspace.owners))
            yield Finding(kpi.place, _("KPI '{name}' has no owner", name=kpi.id), help_, lacks="owner")
