"""OWN: who answers for it. Contact moments fall between silos when nobody in particular is told that they fail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyctl.analyse.pains import pains_between_owners
from journeyctl.i18n import Message, _
from journeyctl.lint.finding import Finding
from journeyctl.lint.people import is_person, personal_mailbox
from journeyctl.lint.record import CORE, ERROR, INFO, NEAR, RECOMMENDED, STRICT, WARNING, rule
from journeyctl.lint.support import choices, contacts_that_lack, unused_touchpoints, uses_mandate, uses_organisation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyctl.model import Step, Workspace


@rule(
    "OWN001", "unowned-touchpoint", severity=ERROR, profile=CORE, since="0.1", local=NEAR, missing=True, fix="scaffold",
    why=_("nobody is told when this contact fails"),
)  # fmt: skip
def unowned_touchpoint(workspace: Workspace) -> Iterator[Finding]:
    """A contact moment has no owner: neither the step, nor its touchpoint, nor its phase names one.

    Why: A customer notices at once when a contact fails; the organisation notices when somebody is told. The owner of
    the journey owns the journey, not each contact in it: between departments, contacts fall to nobody.

    Bad:
        journeys:
          order:
            name: Order a bicycle
            owner: service
            personas: everyone
            trigger: My bicycle was stolen
            outcome: I ride to work again
            phases:
              - {id: use, name: Ride, stage: use, steps: [
                  {id: first-ride, touchpoint: {name: Welcome call, channel: phone}}]}

    Good:
        journeys:
          order:
            name: Order a bicycle
            owner: service
            personas: everyone
            trigger: My bicycle was stolen
            outcome: I ride to work again
            phases:
              - {id: use, name: Ride, stage: use, steps: [
                  {id: first-ride, touchpoint: {name: Welcome call, channel: phone, owner: service}}]}

    When not to use it: Contacts on earned channels, such as review sites, have no owner: there CHN007 asks who listens.
    """
    for group in contacts_that_lack(workspace, _has_no_owner):
        message = _("touchpoint '{name}' has no owner", name=group.name)
        yield Finding(group.place, message, _name_one(workspace), group.related, lacks="owner")
    for touchpoint in unused_touchpoints(workspace):
        if touchpoint.spec.owner is None and not _is_earned(workspace, touchpoint.spec.channel):
            message = _("touchpoint '{name}' has no owner", name=touchpoint.id)
            yield Finding(touchpoint.place, message, _name_one(workspace), lacks="owner")


def _has_no_owner(step: Step) -> bool:
    return step.owner is None and not _is_earned(step.workspace, step.channel)


def _is_earned(workspace: Workspace, channel: str | None) -> bool:
    known = workspace.channels.get(channel or "")
    if known is None:  # an unknown one may be; not where no channel is known at all
        return channel is not None and (bool(workspace.channels) or not workspace.complete)
    return known.spec.control == "earned"


@rule(
    "OWN002", "unowned-journey", severity=ERROR, profile=CORE, since="0.1", local=NEAR, missing=True, fix="scaffold",
    why=_("nobody looks after the whole of it"),
)  # fmt: skip
def unowned_journey(workspace: Workspace) -> Iterator[Finding]:
    """A journey has no owner.

    Why: Every department can keep its own promises while the journey as a whole disappoints. Somebody has to see the
    whole, from the customer's side, and be able to act on it.

    Bad:
        journeys:
          complain:
            name: Complain
            personas: everyone
            trigger: The parcel is broken
            outcome: I have been taken seriously
            phases:
              - {id: solve, name: Solve, stage: service, steps: [
                  {id: call, touchpoint: {name: Complaint call, channel: phone, owner: service}}]}

    Good:
        journeys:
          complain:
            name: Complain
            owner: service
            personas: everyone
            trigger: The parcel is broken
            outcome: I have been taken seriously
            phases:
              - {id: solve, name: Solve, stage: service, steps: [
                  {id: call, touchpoint: {name: Complaint call, channel: phone, owner: service}}]}

    When not to use it: Never; a draft without an owner is told so as a warning.
    """
    for journey in workspace.live:
        if journey.spec.owner is None:
            message = _("journey '{name}' has no owner", name=journey.id)
            yield Finding(journey.place, message, _name_one(workspace), lacks="owner")


@rule(
    "OWN003", "unowned-process", severity=ERROR, profile=CORE, since="0.1", missing=True, fix="scaffold",
    why=_("nobody repairs what goes wrong behind the contact"),
)  # fmt: skip
def unowned_process(workspace: Workspace) -> Iterator[Finding]:
    """A process has no owner.

    Why: Most of what a customer feels at a contact is made behind it. When that work belongs to nobody, the people at
    the front apologise for it and cannot change it.

    Bad:
        processes:
          refund: {name: Pay back, layer: backstage}

    Good:
        processes:
          refund: {name: Pay back, layer: backstage, owner: service}

    When not to use it: Work of a supplier that you cannot influence; name the supplier as an owner of kind partner.
    """
    for process in workspace.processes.values():
        if process.spec.owner is None:
            message = _("process '{name}' has no owner", name=process.id)
            yield Finding(process.place, message, _name_one(workspace), lacks="owner")


@rule(
    "OWN004", "unowned-kpi", severity=WARNING, profile=RECOMMENDED, since="0.1", missing=True, fix="scaffold",
    why=_("nobody acts when this figure moves"),
)  # fmt: skip
def unowned_kpi(workspace: Workspace) -> Iterator[Finding]:
    """A KPI has no owner.

    Why: A figure that belongs to nobody is reported and never acted upon. Its owner explains it, and does something
    when it moves the wrong way.

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
            message = _("KPI '{name}' has no owner", name=kpi.id)
            yield Finding(kpi.place, message, _name_one(workspace), lacks="owner")


@rule(
    "OWN005", "unowned-initiative", severity=WARNING, profile=RECOMMENDED, since="0.1", missing=True, fix="scaffold",
    why=_("an improvement that is everybody's is nobody's"),
)  # fmt: skip
def unowned_initiative(workspace: Workspace) -> Iterator[Finding]:
    """An initiative has no owner, although it has not been stopped.

    Why: Customers gain when an improvement arrives, not when it is decided upon. Somebody has to see it through.

    Bad:
        initiatives:
          call-back: {name: Call back within the hour}

    Good:
        initiatives:
          call-back: {name: Call back within the hour, owner: service}
          paper-form: {name: A better paper form, status: stopped}

    When not to use it: When initiatives are governed in another tool and only named here.
    """
    for initiative in workspace.initiatives.values():
        if initiative.spec.owner is None and initiative.spec.status != "stopped":
            message = _("initiative '{name}' has no owner", name=initiative.id)
            yield Finding(initiative.place, message, _name_one(workspace), lacks="owner")


@rule(
    "OWN006", "pain-between-owners", severity=WARNING, profile=RECOMMENDED, since="0.1", absence=True, local=NEAR,
    why=_("each of the two can say that it is the other's"),
)  # fmt: skip
def pain_between_owners(workspace: Workspace) -> Iterator[Finding]:
    """A pain lies where the customer goes from one owner to another, and no opportunity takes it up.

    The contact before it counts on any path that leads to the step, also when the customer does something alone in
    between. A pain is taken up by its own `opportunity`, and by an opportunity that lists the step.

    Why: Between two owners a pain is the easiest to overlook and the hardest to mend: each of them does its own part
    well. The owner of the journey can act on both sides, so nothing is said when that is one of the two.

    Bad:
        journeys:
          repair: {name: Repair, owner: stores, personas: everyone, trigger: A flat tyre, outcome: I ride on, phases: [
            {id: mend, name: Mend, stage: service, steps: [
              {id: call, touchpoint: {name: Call, channel: phone, owner: service}},
              {id: ask, touchpoint: {name: Quote, channel: email, owner: sales}, pains: [I had to tell it again]}]}]}

    Good:
        opportunities:
          tell-it-once: {name: Tell it once, steps: [repair/ask]}
        journeys:
          repair: {name: Repair, owner: stores, personas: everyone, trigger: A flat tyre, outcome: I ride on, phases: [
            {id: mend, name: Mend, stage: service, steps: [
              {id: call, touchpoint: {name: Call, channel: phone, owner: service}},
              {id: ask, touchpoint: {name: Quote, channel: email, owner: sales}, pains: [I had to tell it again]}]}]}

    When not to use it: While a journey is being mapped and opportunities are still to be found.
    """
    for pain, before in pains_between_owners(workspace):
        message = _(
            "the pain '{pain}' lies between '{one}' and '{other}', and no opportunity takes it up",
            pain=pain.note, one=before.owner, other=pain.step.owner,
        )  # fmt: skip
        help_ = _(
            "name it in an opportunity (`steps: [{step}]`) that both owners take up",
            step=f"{pain.step.journey.id}/{pain.step.id}",
        )
        came_from = _("the customer comes from '{owner}' here", owner=before.owner)
        yield Finding(pain.place, message, help_, ((before.place, came_from),))


@rule(
    "OWN007", "owner-without-mandate", severity=INFO, profile=STRICT, since="0.1", depth=uses_mandate, missing=True,
    why=_("who may decide nothing can only pass the customer on"),
)  # fmt: skip
def owner_without_mandate(workspace: Workspace) -> Iterator[Finding]:
    """An owner of contacts, journeys or processes may decide nothing by itself, although others may.

    Who only sponsors others, and partners, whose mandate is in a contract, are not asked for one.

    Why: A service that has been designed fails in delivery when the people at the contact may not act on it.

    Source: Parasuraman, Zeithaml & Berry 1985, the delivery gap.

    Bad:
        owners:
          care: {name: Customer care, kind: team, mandate: Compensation up to 50 euro}
          desk: {name: Desk, kind: team}
        processes:
          refund: {name: Pay back, layer: backstage, owner: desk}

    Good:
        owners:
          care: {name: Customer care, kind: team, mandate: Compensation up to 50 euro}
          board: {name: Board, kind: role}
        processes:
          refund: {name: Pay back, layer: backstage, owner: care}

    When not to use it: Where mandates are kept elsewhere; it is silent until the first one is written here.
    """
    at_work = {step.owner for step in workspace.contacts()}
    at_work |= {journey.spec.owner for journey in workspace.live}
    at_work |= {process.spec.owner for process in workspace.processes.values()}
    for owner in workspace.owners.values():
        if owner.id in at_work and owner.spec.kind != "partner" and not owner.spec.mandate:
            message = _("owner '{name}' has no mandate", name=owner.id)
            help_ = _("add `mandate:` with what it may decide without asking, such as a compensation")
            yield Finding(owner.place, message, help_, lacks="mandate")


@rule(
    "OWN008", "no-sponsor", severity=INFO, profile=STRICT, since="0.1", depth=uses_organisation, absence=True,
    why=_("without a sponsor, the customer loses each conflict of interests"),
)  # fmt: skip
def no_sponsor(workspace: Workspace) -> Iterator[Finding]:
    """Nobody in the board backs the work on journeys: neither the organisation nor any owner names a sponsor.

    Why: Journeys cross departments. Where departments disagree, somebody above them has to choose for the customer.

    Bad:
        organisation: {name: Spoke}

    Good:
        organisation: {name: Spoke, governance: {sponsor: service}}

    When not to use it: In an organisation small enough to sit at one table.
    """
    organisation = workspace.organisation
    governance = organisation.spec.governance if organisation else None
    backed = (governance and governance.sponsor) or any(owner.spec.sponsor for owner in workspace.owners.values())
    if organisation and not backed:
        message = _("the organisation names no sponsor for its journeys")
        yield Finding(organisation.place.key, message, _("add `sponsor:` under `governance:`"), lacks="governance")


@rule(
    "OWN009", "no-customer-advocate", severity=INFO, profile=STRICT, since="0.1", depth=uses_organisation,
    why=_("nobody at the table speaks for the customer"),
)  # fmt: skip
def no_customer_advocate(workspace: Workspace) -> Iterator[Finding]:
    """The organisation names nobody who speaks for the customer.

    Why: Every department is at the table when something is decided; the customer is there only when somebody has that
    as a task.

    Bad:
        organisation: {name: Spoke, governance: {sponsor: service}}

    Good:
        organisation: {name: Spoke, governance: {customer_advocate: service}}

    When not to use it: Where customers themselves sit on the panel that decides.
    """
    organisation = workspace.organisation
    governance = organisation.spec.governance if organisation else None
    if organisation and not (governance and governance.customer_advocate):
        message = _("the organisation names no customer advocate")
        help_ = _("add `customer_advocate:` under `governance:`")
        yield Finding(organisation.place.key, message, help_, lacks="governance")


@rule(
    "OWN010", "personal-owner", severity=WARNING, profile=RECOMMENDED, since="0.1",
    why=_("when this person leaves or is ill, the contact has no owner"),
)  # fmt: skip
def personal_owner(workspace: Workspace) -> Iterator[Finding]:
    """An owner is a private person by name, or is reached at a personal mailbox.

    Only what is surely a person counts: a title, initials, or a common given name with a surname. Partners may be
    firms that bear a person's name, so of them only the mailbox is judged.

    Why: People change jobs and the customer's contact stays. A role outlives its holder, and a name in git is
    personal data for as long as the repository lives.

    Source: GDPR article 5.

    Bad:
        owners:
          refunds: {name: Jan de Vries, kind: role, contact: jan.devries@example.org}

    Good:
        owners:
          refunds: {name: Refunds coordinator, kind: role, contact: customer.refunds@example.org}

    When not to use it: Never; write the role, and keep who holds it in the directory.
    """
    for owner in workspace.owners.values():
        names = owner.name.all_words if owner.spec.kind != "partner" else ()
        if any(is_person(name) for name in names):
            message = _("owner '{name}' is called after a person", name=owner.id)
            yield Finding(owner.place.at("name").value, message, _("name the team or the role instead"))
        mailbox = personal_mailbox(owner.spec.contact or "")
        if mailbox:
            message = _("owner '{name}' is reached at a person's own mailbox", name=owner.id)
            help_ = _("give a shared mailbox or channel, such as refunds@example.org")
            yield Finding(owner.place.at("contact").value, message, help_)


def _name_one(workspace: Workspace) -> Message:
    return _("add `owner:` with one of: {choices}", choices=choices(workspace.owners, "owners"))
