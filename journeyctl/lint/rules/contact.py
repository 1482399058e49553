"""CON: how often, how, and with what an organisation turns to its customers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journeyctl.analyse.contacts import cap_of, marketing_per_month, per_month, pressure_on, silences
from journeyctl.analyse.flow import target_of
from journeyctl.i18n import _, plural
from journeyctl.lint.depth import uses_contact
from journeyctl.lint.figures import figure
from journeyctl.lint.finding import Finding
from journeyctl.lint.options import days_option
from journeyctl.lint.record import INFO, NEAR, RECOMMENDED, STRICT, WARNING, Option, rule
from journeyctl.lint.support import contacts_that_lack
from journeyctl.lint.written import from_the_step, place_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from journeyctl.analyse.contacts import Pressure
    from journeyctl.i18n import Message
    from journeyctl.model import Entity, Journey, Step, Workspace, spec
    from journeyctl.source import Place

LEAN = 2
BAD_FEELING = -1
TOLERANCE = 1e-6  # one a week is 4.35 a month: rounding must not make a limit of itself exceed itself


@rule(
    "CON001", "contact-pressure", severity=WARNING, profile=RECOMMENDED, since="0.1", depth=uses_contact,
    why=_("who is called too often stops listening"),
)  # fmt: skip
def contact_pressure(workspace: Workspace) -> Iterator[Finding]:
    """The marketing contacts that a persona's journeys allow exceed the cap: its own or the organisation's, the lower.

    Contacts are counted per month of 30.44 days, at the most their `frequency` allows; a marketing contact without one
    counts once a month. Of each journey the branch with the most contact counts, a shared touchpoint once, and what
    serves rather than sells (`marketing: false`) not at all.

    Why: Each department sends within reason. The customer gets the sum.

    Bad:
        personas: {hasty: {name: The hasty one, max_contacts: {max: 1, per: P1M}}}
        journeys:
          order: {name: Order, owner: service, personas: [hasty], trigger: A theft, outcome: I ride, phases: [
            {id: use, name: Ride, stage: use, steps: [
              {id: news, touchpoint: {name: News, channel: email, owner: sales, initiator: organisation,
                contact: {purpose: Offers, marketing: true, frequency: {max: 1, per: P1W}}}}]}]}

    Good:
        personas: {hasty: {name: The hasty one, max_contacts: {max: 1, per: P1M}}}
        journeys:
          order: {name: Order, owner: service, personas: [hasty], trigger: A theft, outcome: I ride, phases: [
            {id: use, name: Ride, stage: use, steps: [
              {id: news, touchpoint: {name: News, channel: email, owner: sales, initiator: organisation,
                contact: {purpose: Offers, marketing: true, frequency: {max: 1, per: P1M}}}}]}]}

    When not to use it: Never; without a cap it is silent.
    """
    for persona in workspace.personas.values():
        cap = cap_of(workspace, persona)
        if cap is None:
            continue
        pressure = pressure_on(workspace, persona.id)
        if pressure.monthly > cap + TOLERANCE:
            message = _(
                "persona '{name}' may get {monthly} marketing contacts a month, and the cap is {cap}",
                name=persona.id, monthly=figure(round(pressure.monthly, 1)), cap=figure(round(cap, 1)),
            )  # fmt: skip
            help_ = _("lower the `frequency:` of these contacts, or let one of them go")
            yield Finding(_cap_place(persona, cap), message, help_, _contributing(pressure))


def _cap_place(persona: Entity[spec.Persona], cap: float) -> Place:
    own = persona.spec.max_contacts
    return persona.place.at("max_contacts").key if own and per_month(own) == cap else persona.place


def _contributing(pressure: Pressure) -> tuple[tuple[Place, Message], ...]:
    return tuple(
        (place_of(step, "contact").key, _("{count} a month", count=figure(round(marketing_per_month(step), 1))))
        for step in pressure.contacts
    )


@rule(
    "CON002", "no-relevance", severity=WARNING, profile=RECOMMENDED, since="0.1", missing=True, depth=uses_contact,
    local=NEAR, why=_("the customer is disturbed and cannot tell what for"),
)  # fmt: skip
def no_relevance(workspace: Workspace) -> Iterator[Finding]:
    """A contact that the organisation starts states no purpose.

    Why: Who starts a contact takes the customer's time. Without something in it for the customer it is noise, and the
    next message that matters is noise too.

    Bad:
        journeys:
          order: {name: Order, owner: service, personas: everyone, trigger: A theft, outcome: I ride, phases: [
            {id: use, name: Ride, stage: use, steps: [
              {id: news, touchpoint: {name: News, channel: email, owner: sales, initiator: organisation,
                contact: {tone: warm}}}]}]}

    Good:
        journeys:
          order: {name: Order, owner: service, personas: everyone, trigger: A theft, outcome: I ride, phases: [
            {id: use, name: Ride, stage: use, steps: [
              {id: news, touchpoint: {name: News, channel: email, owner: sales, initiator: organisation,
                contact: {tone: warm, purpose: Know when the shop is closed}}}]}]}

    When not to use it: Never.
    """
    for group in contacts_that_lack(workspace, _has_no_purpose):
        message = _("touchpoint '{name}' is started by the organisation without a purpose", name=group.name)
        help_ = _("add `contact:` with `purpose:`, what the customer gains by it; or let it go")
        yield Finding(group.place, message, help_, group.related, lacks="purpose")


def _has_no_purpose(step: Step) -> bool:
    return step.initiator == "organisation" and not (step.contact and step.contact.purpose)


@rule(
    "CON003", "lean-channel", severity=INFO, profile=STRICT, since="0.1", local=NEAR, depth=uses_contact,
    why=_("when it matters, the customer meets a form"),
)  # fmt: skip
def lean_channel(workspace: Workspace) -> Iterator[Finding]:
    """A moment of truth, or a step with an emotion of -1 or less, happens on a channel of richness 1 or 2.

    An earned channel, such as a review site, is not ours to choose and is not reported.

    Why: Where a customer decides, or is upset, tone and face matter. On a lean channel neither comes across.

    Bad:
        channels: {text: {name: Text message, kind: messaging, richness: 1}}
        journeys:
          order: {name: Order, owner: service, personas: everyone, trigger: A theft, outcome: I ride, phases: [
            {id: use, name: Ride, stage: use, steps: [{id: refused, moment_of_truth: true,
              touchpoint: {name: Refusal, channel: text, owner: sales, contact: {purpose: To know}}}]}]}

    Good:
        channels: {talk: {name: Telephone, kind: phone, richness: 4}}
        journeys:
          order: {name: Order, owner: service, personas: everyone, trigger: A theft, outcome: I ride, phases: [
            {id: use, name: Ride, stage: use, steps: [{id: refused, moment_of_truth: true,
              touchpoint: {name: Refusal, channel: talk, owner: sales, contact: {purpose: To know}}}]}]}

    When not to use it: Where speed counts above all, such as a warning.
    """
    for step in workspace.contacts():
        channel = workspace.channels.get(step.channel or "")
        richness = channel.spec.richness if channel else None
        ours = channel is not None and channel.spec.control != "earned"
        if (
            channel
            and ours
            and richness is not None
            and richness <= LEAN
            and _matters(step)
            and not _has_a_way_out(step)
        ):
            message = _("step '{name}' matters to the customer and happens on lean channel '{channel}'",
                        name=step.name, channel=channel.id)  # fmt: skip
            related = ((channel.place.at("richness").value, _("how much of a person comes across")),)
            help_ = _("offer a channel on which a person comes across, or a way to one")
            yield Finding(from_the_step(step, "channel"), message, help_, related)


def _has_a_way_out(step: Step) -> bool:
    """Tell whether a recovery edge leads to a richer channel; what is not known counts as one."""
    targets = (target_of(step, edge) for edge in step.edges if edge.kind == "recovery")
    return any(target is None or _richness(target) > LEAN for target in targets)


def _richness(step: Step) -> float:
    channel = step.channel_spec
    return LEAN + 1 if channel is None or channel.richness is None else channel.richness


def _matters(step: Step) -> bool:
    return step.spec.moment_of_truth or (step.score is not None and step.score <= BAD_FEELING)


@rule(
    "CON004", "tone-mismatch", severity=INFO, profile=STRICT, since="0.1", local=NEAR, depth=uses_contact,
    why=_("it sounds as if somebody else is talking"),
)  # fmt: skip
def tone_mismatch(workspace: Workspace) -> Iterator[Finding]:
    """A contact has a tone of voice that is none of the organisation's.

    Why: Customers know one organisation. Where each contact speaks in another voice, they trust none of them.

    Source: Kuehnl, Jozić & Homburg 2019, consistency.

    Bad:
        organisation: {name: Bicycles, tone: [warm, plain]}
        journeys:
          order: {name: Order, owner: service, personas: everyone, trigger: A theft, outcome: I ride, phases: [
            {id: use, name: Ride, stage: use, steps: [
              {id: ask, touchpoint: {name: Help, channel: phone, owner: service, contact: {tone: formal}}}]}]}

    Good:
        organisation: {name: Bicycles, tone: [warm, plain]}
        journeys:
          order: {name: Order, owner: service, personas: everyone, trigger: A theft, outcome: I ride, phases: [
            {id: use, name: Ride, stage: use, steps: [
              {id: ask, touchpoint: {name: Help, channel: phone, owner: service, contact: {tone: warm}}}]}]}

    When not to use it: Contacts where another tone is fitting, such as condolences: add it to the organisation's.
    """
    words = workspace.organisation.spec.tone if workspace.organisation else ()
    known = {word.casefold() for word in words}
    said: dict[tuple[object, ...], tuple[Place, Step, str]] = {}
    for step in workspace.contacts():
        tone = step.contact.tone if step.contact else None
        if known and tone and tone.casefold() not in known:
            place = place_of(step, "contact").at("tone").value
            said.setdefault((place.document.path, place.path), (place, step, tone))
    for place, step, tone in said.values():
        message = _("touchpoint '{name}' has tone '{tone}', which is not the organisation's",
                    name=step.contact_name, tone=tone)  # fmt: skip
        yield Finding(place, message, _("use one of: {words}", words=tuple(words)))


@rule(
    "CON005", "silent-gap", severity=INFO, profile=RECOMMENDED, since="0.1", local=NEAR, depth=uses_contact,
    options={"max-wait": Option("P14D", "how long a customer may hear nothing")},
    why=_("the customer wonders whether we forgot"),
)  # fmt: skip
def silent_gap(workspace: Workspace, options: Mapping[str, Any]) -> Iterator[Finding]:
    """A customer waits longer than two weeks and hears nothing.

    Waits add up as long as the customer is alone; the wait in which the limit is passed is reported.

    Why: Waiting with news is shorter than waiting without. Silence is when people call, complain or leave.

    Bad:
        touchpoints: {help: {name: Help, channel: phone, owner: service, contact: {purpose: To know}}}
        journeys:
          order: {name: Order, owner: service, personas: everyone, trigger: A theft, outcome: I ride, phases: [
            {id: use, name: Ride, stage: use, steps: [
              {id: ask, touchpoint: help, next: [{to: ride, wait: P30D}]}, {id: ride, action: I ride}]}]}

    Good:
        touchpoints: {help: {name: Help, channel: phone, owner: service, contact: {purpose: To know}}}
        journeys:
          order: {name: Order, owner: service, personas: everyone, trigger: A theft, outcome: I ride, phases: [
            {id: use, name: Ride, stage: use, steps: [
              {id: ask, touchpoint: help, next: [{to: ride, wait: P10D}]}, {id: ride, action: I ride}]}]}

    When not to use it: Waits that the customer chose, such as a holiday booked long before.
    """
    longest = days_option(options, "max-wait")
    for journey in workspace.live:
        for silence in silences(workspace, journey):
            if silence.days > longest >= silence.before:
                message = plural(
                    "after step '{name}' the customer hears nothing for {count} day",
                    "after step '{name}' the customer hears nothing for {count} days",
                    round(silence.days), name=silence.step.name,
                )  # fmt: skip
                place = silence.step.place.at("next", silence.edge, "wait").value
                yield Finding(place, message, _("tell the customer on the way how it stands, or shorten the wait"))


@rule(
    "CON006", "unprepared-first-impression", severity=INFO, profile=STRICT, since="0.1", local=NEAR, depth=uses_contact,
    why=_("the first impression is left to chance"),
)  # fmt: skip
def unprepared_first_impression(workspace: Workspace) -> Iterator[Finding]:
    """The first contact of a journey that begins before the commitment says neither its tone nor its content.

    Contacts on earned channels are not ours to prepare: the first on another channel counts.

    Why: The first impression colours all that follow, and is made before anybody at the organisation knows of it.

    Source: Lemon & Verhoef 2016.

    Bad:
        touchpoints: {home: {name: Home page, channel: web, owner: sales, contact: {purpose: To find a bicycle}}}
        journeys:
          order: {name: Order, owner: service, personas: everyone, trigger: A theft, outcome: I ride, phases: [
            {id: look, name: Look, stage: discovery, steps: [{id: site, touchpoint: home}]}]}

    Good:
        touchpoints:
          home: {name: Home page, channel: web, owner: sales, contact: {purpose: To find a bicycle, tone: warm}}
        journeys:
          order: {name: Order, owner: service, personas: everyone, trigger: A theft, outcome: I ride, phases: [
            {id: look, name: Look, stage: discovery, steps: [{id: site, touchpoint: home}]}]}

    When not to use it: Journeys of customers who know you well.
    """
    first = {id(step) for journey in workspace.live if (step := _first_contact(journey))}
    for group in contacts_that_lack(workspace, lambda step: id(step) in first and not _is_prepared(step)):
        message = _("touchpoint '{name}' is a first impression without tone or content", name=group.name)
        help_ = _("add to `contact:` a `tone:` and `content:`, what the customer is told first")
        yield Finding(group.place, message, help_, group.related, lacks="tone")


def _first_contact(journey: Journey) -> Step | None:
    for step in journey.contacts:
        if not (step.channel_spec and step.channel_spec.control == "earned"):
            stage = step.phase.stage
            return step if stage and stage.moment == "before" else None
    return None


def _is_prepared(step: Step) -> bool:
    return step.contact is not None and bool(step.contact.tone or step.contact.content)
