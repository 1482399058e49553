"""CHN: channels. A customer goes from one to the next without noticing, and never has to tell it twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyctl.analyse.flow import flows, leading_to, target_of
from journeyctl.i18n import _
from journeyctl.lint.finding import Finding
from journeyctl.lint.record import CONNECTED, CORE, ERROR, INFO, NEAR, RECOMMENDED, STRICT, WARNING, rule
from journeyctl.lint.support import change_of, choices, contacts_that_lack, unused_touchpoints, uses_data, uses_opening
from journeyctl.lint.written import items_of
from journeyctl.model.values import is_duration, longest_closing, seconds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyctl.i18n import Message
    from journeyctl.model import Entity, Step, Workspace, spec
    from journeyctl.source import Place

HOUR = 3_600
BOTS = ("chatbot", "phone")
TELLING = ("web", "app", "email", "phone", "video", "chat", "chatbot", "social", "messaging", "store", "face-to-face")
PERSONAL = ("phone", "video", "chat", "messaging", "store", "face-to-face")


@rule(
    "CHN001", "no-channel", severity=ERROR, profile=CORE, since="0.1", local=NEAR, missing=True, fix="scaffold",
    why=_("nobody knows where this takes place"),
)  # fmt: skip
def no_channel(workspace: Workspace) -> Iterator[Finding]:
    """A contact moment does not say on which channel it happens; what customers do alone has none.

    Why: A channel decides who answers, when, and what a customer can see and say there.

    Bad:
        journeys:
          ride: {name: Ride, owner: sales, personas: everyone, trigger: A flat tyre, outcome: I ride again, phases: [
            {id: ride, name: Ride, stage: use, steps: [{id: tip, touchpoint: {name: Tips, owner: sales}}]}]}

    Good:
        journeys:
          ride: {name: Ride, owner: sales, personas: everyone, trigger: A flat tyre, outcome: I ride again, phases: [
            {id: use, name: Use, stage: use, owner: sales, steps: [{id: tip, touchpoint: {name: Tips, channel: web}}]}]}

    When not to use it: Never; write what customers do out of our reach as an `action`.
    """
    for group in contacts_that_lack(workspace, lambda step: step.channel is None):
        message = _("touchpoint '{name}' has no channel", name=group.name)
        yield Finding(group.place, message, _choose(workspace), group.related, lacks="channel")
    for touchpoint in unused_touchpoints(workspace):
        if touchpoint.spec.channel is None:
            message = _("touchpoint '{name}' has no channel", name=touchpoint.id)
            yield Finding(touchpoint.place, message, _choose(workspace), lacks="channel")


def _choose(workspace: Workspace) -> Message:
    return _("add `channel:` with one of: {choices}", choices=choices(workspace.channels, "channels"))


@rule(
    "CHN002", "single-channel-journey", severity=INFO, profile=STRICT, since="0.1", local=NEAR,
    why=_("who cannot use this channel cannot make the journey"),
)  # fmt: skip
def single_channel_journey(workspace: Workspace) -> Iterator[Finding]:
    """All contacts of a journey, two or more, happen on one and the same channel; micro journeys are left alone.

    Silent where a contact's channel is missing or not known: that may be another.

    Why: Customers choose the channel that suits the moment, and change on the way. A journey on one channel is mostly
    the channel's own, drawn from the inside.

    Bad:
        journeys:
          ride: {name: Ride, owner: sales, personas: everyone, trigger: A flat tyre, outcome: I ride again, phases: [
            {id: ride, name: Ride, stage: use, steps: [
              {id: ask, touchpoint: {name: Question, owner: sales, channel: email}},
              {id: tip, touchpoint: {name: Answer, owner: sales, channel: email}}]}]}

    Good:
        journeys:
          ride: {name: Ride, owner: sales, personas: everyone, trigger: A flat tyre, outcome: I ride again, phases: [
            {id: ride, name: Ride, stage: use, steps: [
              {id: ask, touchpoint: {name: Question, owner: sales, channel: chat}},
              {id: tip, touchpoint: {name: Answer, owner: sales, channel: email}}]}]}

    When not to use it: For a service that exists on one channel only.
    """
    for journey in workspace.live:
        used = [step.channel for step in journey.contacts]
        is_known = all(channel in workspace.channels for channel in used)
        if journey.spec.level != "micro" and len(used) > 1 and is_known and len(set(used)) == 1:
            message = _("journey '{name}' happens on channel '{channel}' only", name=journey.id, channel=used[0])
            yield Finding(
                journey.place, message, _("ask where else customers look, call or come by, and add those steps")
            )


@rule(
    "CHN003", "context-lost", severity=WARNING, profile=RECOMMENDED, since="0.1", local=NEAR,
    why=_("the customer has to tell it all again"),
)  # fmt: skip
def context_lost(workspace: Workspace) -> Iterator[Finding]:
    """An edge leads to another channel or another owner, and nothing of what the customer told goes along.

    Hand-overs to other journeys count; what customers do alone changes no channel.

    Why: Repeating oneself is among the first things customers complain about, and the surest sign of silos.

    Source: Dixon, Freeman & Toman 2010, customer effort.

    Bad:
        journeys:
          ride: {name: Ride, owner: sales, personas: everyone, trigger: A flat tyre, outcome: I ride again, phases: [
            {id: ride, name: Ride, stage: use, steps: [
              {id: ask, touchpoint: {name: Question, owner: sales, channel: chat}, next: [{to: tip, context: none}]},
              {id: tip, touchpoint: {name: Answer, owner: sales, channel: email}}]}]}

    Good:
        journeys:
          ride: {name: Ride, owner: sales, personas: everyone, trigger: A flat tyre, outcome: I ride again, phases: [
            {id: ride, name: Ride, stage: use, steps: [
              {id: ask, touchpoint: {name: Question, owner: sales, channel: chat}, next: [{to: tip, context: full}]},
              {id: tip, touchpoint: {name: Answer, owner: sales, channel: email}}]}]}

    When not to use it: Where context may not go along, as between a doctor and an insurer.
    """
    for step in workspace.steps():
        for index, edge in enumerate(step.spec.next or ()):
            change = _loss(step, edge)
            if change:
                message = _("step '{name}' loses what the customer told, {change}", name=step.id, change=change)
                help_ = _("pass on what is known and write `context: full` or `partial`")
                yield Finding(step.place.at("next", index, "context").value, message, help_)


def _loss(step: Step, edge: spec.Edge) -> Message | None:
    following = target_of(step, edge) if edge.context == "none" else None
    return change_of(step, following) if following else None


@rule(
    "CHN004", "context-unstated", severity=INFO, profile=STRICT, since="0.1", local=NEAR,
    why=_("nobody knows whether the customer must tell it again"),
)  # fmt: skip
def context_unstated(workspace: Workspace) -> Iterator[Finding]:
    """An edge leads to another channel or another owner, and does not say what goes along.

    Only between channels on which customers tell something: an advertisement or a gate has nothing to pass on.

    Why: What the customer need not repeat has to be arranged; where nobody wrote it down, mostly nobody did.

    Source: Kuehnl, Jozić & Homburg 2019, cohesion.

    Bad:
        journeys:
          ride: {name: Ride, owner: sales, personas: everyone, trigger: A flat tyre, outcome: I ride again, phases: [
            {id: ride, name: Ride, stage: use, steps: [
              {id: ask, touchpoint: {name: Question, owner: sales, channel: chat}},
              {id: tip, touchpoint: {name: Answer, owner: sales, channel: email}}]}]}

    Good:
        journeys:
          ride: {name: Ride, owner: sales, personas: everyone, trigger: A flat tyre, outcome: I ride again, phases: [
            {id: ride, name: Ride, stage: use, steps: [
              {id: ask, touchpoint: {name: Question, owner: sales, channel: chat}, next: [{to: tip, context: full}]},
              {id: tip, touchpoint: {name: Answer, owner: sales, channel: email}}]}]}

    When not to use it: For journeys in which customers tell nothing.
    """
    for step in workspace.steps():
        for index, edge in enumerate(step.edges):
            following = target_of(step, edge) if edge.context is None else None
            change = change_of(step, following) if following else None
            if change and following and _tells(step) and _tells(following):
                place = step.place if step.spec.next is None else step.place.at("next", index).key
                message = _("step '{name}' does not say what goes along {change}", name=step.id, change=change)
                yield Finding(place, message, _("add `context:` full, partial or none to its `next`"), lacks="context")


def _tells(step: Step) -> bool:
    return step.channel_spec is not None and step.channel_spec.kind in TELLING


@rule(
    "CHN005", "repeated-question", severity=WARNING, profile=RECOMMENDED, since="0.1", local=NEAR, depth=uses_data,
    why=_("the customer has answered this before"),
)  # fmt: skip
def repeated_question(workspace: Workspace) -> Iterator[Finding]:
    """One path through a journey asks the customer for the same data twice, at two different steps.

    Going back in a loop does not count, nor do two branches of which a customer takes one, nor another journey.
    Where the path loses all context, CHN003 has said so.

    Why: What was given once is expected to be known. Asking again says that nobody listened, or that we do not talk
    to each other.

    Source: Dixon, Freeman & Toman 2010, customer effort.

    Bad:
        journeys:
          ride: {name: Ride, owner: sales, personas: everyone, trigger: A flat tyre, outcome: I ride again, phases: [
            {id: ride, name: Ride, stage: use, owner: sales, steps: [
              {id: ask, touchpoint: {name: Ask, channel: chat}, data: [{item: order-history, use: ask}]},
              {id: tip, touchpoint: {name: Tip, channel: email}, data: [{item: order-history, use: ask}]}]}]}

    Good:
        journeys:
          ride: {name: Ride, owner: sales, personas: everyone, trigger: A flat tyre, outcome: I ride again, phases: [
            {id: ride, name: Ride, stage: use, owner: sales, steps: [
              {id: ask, touchpoint: {name: Ask, channel: chat}, data: [{item: order-history, use: ask}]},
              {id: tip, touchpoint: {name: Tip, channel: email}, data: [{item: order-history, use: show}]}]}]}

    When not to use it: For what a law wants asked each time, such as proof of identity.
    """
    for journey in workspace.live:
        asked = [_questions(step) for step in journey.steps]
        flow = flows(workspace)[journey.id]
        for number, item, earlier in flow.repeats([places.keys() for places in asked], lambda *on: _loss(*on) is None):
            step, before = journey.steps[number], journey.steps[earlier]
            message = _("step '{name}' asks for '{item}' again", name=step.id, item=item)
            help_ = _("show what is known and ask whether it still holds (`use: show`)")
            related = ((asked[earlier][item], _("step '{name}' has asked for it", name=before.id)),)
            yield Finding(asked[number][item], message, help_, related)


def _questions(step: Step) -> dict[str, Place]:
    """Return what a step asks for, and where; at its reference where the shared touchpoint asks."""
    places: dict[str, Place] = {}
    for place, use in items_of(step, "data") if step.data else ():
        if "ask" in use.uses:
            is_own = place.path[: len(step.place.path)] == step.place.path
            places.setdefault(use.item, place.at("item").value if is_own else step.place.at("touchpoint").value)
    return places


@rule(
    "CHN006", "bot-without-human", local=CONNECTED, severity=WARNING, profile=RECOMMENDED, since="0.1", fix="scaffold",
    why=_("who is not understood here gets no further"),
)  # fmt: skip
def bot_without_human(workspace: Workspace) -> Iterator[Finding]:
    """From a chatbot, or an automated phone, neither a path within the phase nor a recovery edge leads to a person.

    A person is a step on phone, video, chat, messaging, store or face-to-face that is not automated; a chatbot always
    is. A recovery edge may lead into another phase or journey, and on within it. What is unknown counts as a person.

    Why: A bot helps with what was foreseen. Customers with anything else, often those in trouble, need somebody.

    Bad:
        channels: {bot: {name: Bot, kind: chatbot}}
        journeys:
          ride: {name: Ride, owner: sales, personas: everyone, trigger: A flat tyre, outcome: I ride again, phases: [
            {id: ride, name: Ride, stage: use, steps: [
              {id: ask, touchpoint: {name: Ask, owner: sales, channel: bot}}, {id: ride, action: Ride}]}]}

    Good:
        channels: {bot: {name: Bot, kind: chatbot}}
        journeys:
          ride: {name: Ride, owner: sales, personas: everyone, trigger: A flat tyre, outcome: I ride again, phases: [
            {id: ride, name: Ride, stage: use, steps: [
              {id: ask, touchpoint: {name: Ask, owner: sales, channel: bot}, next: [
                {to: call, kind: recovery, when: the bot gives up}, {to: ride, when: I know enough}]},
              {id: call, touchpoint: {name: Call, owner: sales, channel: phone}}, {id: ride, action: Ride}]}]}

    When not to use it: For a bot that offers no help, such as a line that only reads out opening hours.
    """
    bots = [step for step in workspace.contacts() if _is_bot(step.channel_spec)]
    helped = leading_to(workspace, _meets_a_person, _offers_help) if bots else ()
    for step in bots:
        if step not in helped:
            message = _("step '{name}' leaves the customer alone with '{channel}'", name=step.id, channel=step.channel)
            help_ = _("add an edge with `kind: recovery` to a step where a person answers")
            yield Finding(step.place, message, help_, lacks="next")


def _is_bot(channel: spec.Channel | None) -> bool:
    return channel is not None and channel.kind in BOTS and not _is_staffed(channel)


def _is_staffed(channel: spec.Channel) -> bool:
    return channel.kind in PERSONAL and not channel.automated


def _meets_a_person(step: Step) -> bool:
    """Tell whether somebody is, or, where the contact or its channel is not known, may be at a step."""
    if not step.is_contact or step.channel is None:
        return step.is_unresolved
    return step.channel_spec is None or _is_staffed(step.channel_spec)


def _offers_help(step: Step, edge: spec.Edge, target: Step) -> bool:
    return edge.kind == "recovery" or target.phase is step.phase


@rule(
    "CHN007", "unheard-channel", severity=INFO, profile=RECOMMENDED, since="0.1", local=NEAR,
    why=_("customers talk about us here, and nobody listens"),
)  # fmt: skip
def unheard_channel(workspace: Workspace) -> Iterator[Finding]:
    """A contact happens on an earned channel, and nobody is named who listens there.

    Why: What customers say to each other is not ours to own. It is ours to hear.

    Source: Lemon & Verhoef 2016, social touchpoints.

    Bad:
        channels: {reviews: {name: Reviews, kind: review-site, control: earned}}
        journeys:
          ride: {name: Ride, owner: sales, personas: everyone, trigger: A flat tyre, outcome: I ride again, phases: [
            {id: ride, name: Ride, stage: use, steps: [{id: read, touchpoint: {name: Review, channel: reviews}}]}]}

    Good:
        channels: {reviews: {name: Reviews, kind: review-site, control: earned}}
        journeys:
          ride: {name: Ride, owner: sales, personas: everyone, trigger: A flat tyre, outcome: I ride again, phases: [
            {id: use, name: Use, stage: use, steps: [
              {id: read, touchpoint: {name: Review, channel: reviews, monitored_by: service}}]}]}

    When not to use it: For word of mouth that cannot be heard.
    """
    for group in contacts_that_lack(workspace, _is_unheard):
        message = _("touchpoint '{name}' is on an earned channel, and nobody listens there", name=group.name)
        help_ = _("add `monitored_by:` with one of: {choices}", choices=choices(workspace.owners, "owners"))
        yield Finding(group.place, message, help_, group.related, lacks="monitored_by")


def _is_unheard(step: Step) -> bool:
    channel = step.channel_spec
    return channel is not None and channel.control == "earned" and step.monitored_by is None


@rule(
    "CHN008", "hours-break-promise", severity=WARNING, profile=RECOMMENDED, since="0.1", local=NEAR, depth=uses_opening,
    why=_("who asks at closing time waits longer than promised"),
)  # fmt: skip
def hours_break_promise(workspace: Workspace) -> Iterator[Finding]:
    """A promise by the clock is shorter than the longest time that its channel is closed in a week.

    Only promises of time with `hours: elapsed` count, at contacts whose channel says when it is open. One promise is
    one finding, however many steps share it.

    Why: A customer's clock does not stop when we close. An answer within four hours, asked for on Friday evening, is
    broken by Monday morning.

    Source: Parasuraman, Zeithaml & Berry 1985, the communication gap.

    Bad:
        channels: {desk: {name: Desk, kind: phone, open: 'mon-fri 09:00-17:00'}}
        touchpoints:
          ask: {name: Ask, channel: desk, owner: sales, promises: [
            {text: An answer in a day, measure: {metric: reply, at_most: P1D, hours: elapsed}}]}

    Good:
        channels: {desk: {name: Desk, kind: phone, open: 'mon-fri 09:00-17:00'}}
        touchpoints:
          ask: {name: Ask, channel: desk, owner: sales, promises: [
            {text: An answer in a working day, measure: {metric: reply, at_most: PT8H, hours: open}}]}

    When not to use it: When answers are given on another channel than the question; write the promise there.
    """
    seen: set[tuple[str, tuple[str | int, ...]]] = set()
    for place, promise, channel in _pledges(workspace):
        closed = longest_closing(channel.spec.open) if channel.spec.open else 0
        where = (place.document.path, place.path)
        if where not in seen and _runs_out_within(promise, closed):
            seen.add(where)
            message = _(
                "the promise '{text}' runs out while '{channel}' is closed, {hours} hours at a stretch",
                text=promise.text, channel=channel.id, hours=f"{closed:g}",
            )  # fmt: skip
            related = ((channel.place.at("open").value, _("its opening hours")),)
            help_ = _("promise more time, open longer, or promise in opening hours (`hours: open`) and say so")
            yield Finding(place.at("measure", "at_most").value, message, help_, related)


def _pledges(workspace: Workspace) -> Iterator[tuple[Place, spec.Promise, Entity[spec.Channel]]]:
    """Yield each promise, where it is written, and the channel on which it has to be kept."""
    for step in workspace.contacts():
        channel = workspace.channels.get(step.channel or "")
        if channel:
            yield from ((place, promise, channel) for place, promise in items_of(step, "promises"))
    for touchpoint in unused_touchpoints(workspace):
        channel = workspace.channels.get(touchpoint.spec.channel or "")
        if channel:
            for index, promise in enumerate(touchpoint.spec.promises):
                yield touchpoint.place.at("promises", index), promise, channel


def _runs_out_within(promise: spec.Promise, hours: float) -> bool:
    measure = promise.measure
    if measure is None or measure.hours != "elapsed" or not is_duration(measure.at_most):
        return False
    return seconds(str(measure.at_most)) < hours * HOUR


@rule(
    "CHN009", "preferred-channel-missing", severity=INFO, profile=RECOMMENDED, since="0.1", absence=True,
    why=_("these customers are not met where they like to be"),
)  # fmt: skip
def preferred_channel_missing(workspace: Workspace) -> Iterator[Finding]:
    """A persona prefers a channel that none of its journeys offers.

    Silent for a persona without journeys (PER005), and where a contact's channel is missing or not known.

    Why: A channel that customers like is cheaper than one that they are pushed to, and it is where they look first.

    Bad:
        personas: {commuter: {name: Commuter, prefers: [app]}}
        journeys:
          ride: {name: Ride, owner: sales, personas: [commuter], trigger: A flat tyre, outcome: I ride again, phases: [
            {id: use, name: Use, stage: use, owner: sales, steps: [{id: tip, touchpoint: {name: Tip, channel: web}}]}]}

    Good:
        personas: {commuter: {name: Commuter, prefers: [web]}}
        journeys:
          ride: {name: Ride, owner: sales, personas: [commuter], trigger: A flat tyre, outcome: I ride again, phases: [
            {id: use, name: Use, stage: use, owner: sales, steps: [{id: tip, touchpoint: {name: Tip, channel: web}}]}]}

    When not to use it: For a channel that customers like and that cannot serve them, as when a law wants a signature.
    """
    offered: dict[str, set[str | None]] = {}
    if not any(persona.spec.prefers for persona in workspace.personas.values()):
        return
    if not all(journey.personas and workspace.personas.keys() >= set(journey.personas) for journey in workspace.live):
        return
    for journey in workspace.live:
        for persona in journey.personas:
            offered.setdefault(persona, set()).update(step.channel for step in journey.contacts)
    for persona, channels in offered.items():
        entity = workspace.personas.get(persona)
        if entity and all(channel in workspace.channels for channel in (*channels, *entity.spec.prefers)):
            yield from _not_offered(entity, channels)


def _not_offered(persona: Entity[spec.Persona], offered: set[str | None]) -> Iterator[Finding]:
    for index, channel in enumerate(persona.spec.prefers):
        if channel not in offered:
            said = {"name": persona.id, "channel": channel}
            message = _("persona '{name}' prefers '{channel}', which none of its journeys offers", **said)
            help_ = _("offer it where this persona needs help most, or ask whether the preference still holds")
            yield Finding(persona.place.at("prefers", index).value, message, help_)
