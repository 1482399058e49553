"""ACC: who is left out. A journey that some customers cannot travel does not work."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from journeyctl.i18n import _
from journeyctl.lint.depth import uses_accessibility
from journeyctl.lint.finding import Finding
from journeyctl.lint.record import CORE, ERROR, INFO, NEAR, RECOMMENDED, STRICT, WARNING, rule
from journeyctl.lint.written import home_of_touchpoint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyctl.model import Entity, Phase, Step, Workspace, spec
    from journeyctl.source import Place

DIGITAL = ("web", "app", "chat", "chatbot", "device")
SERVICE = "service"
MOST_RELATED = 8  # a reader needs a few places, not all of them


@rule(
    "ACC001", "sole-inaccessible-channel", severity=ERROR, profile=CORE, since="0.1", depth=uses_accessibility,
    why=_("who cannot use it that way stands before a wall"),
)  # fmt: skip
def sole_inaccessible_channel(workspace: Workspace) -> Iterator[Finding]:
    """The only channel for a step offers one mode, such as voice, and no alternative.

    One finding a channel, with the steps on it as related places.

    Why: Who cannot hear does not call, who cannot see does not read a screen. A second mode or another channel lets
    them in, and helps everybody on a noisy platform.

    Source: WCAG 2.2; EN 301 549.

    Bad:
        channels: {line: {name: Service line, kind: phone, accessibility: {modes: [voice]}}}
        journeys:
          order: {name: Order, owner: service, personas: everyone, trigger: A theft, outcome: I ride, phases: [
            {id: use, name: Ride, stage: use, steps: [
              {id: ask, touchpoint: {name: Help, channel: line, owner: service}}]}]}

    Good:
        channels: {line: {name: Service line, kind: phone, accessibility: {modes: [voice], alternatives: [chat]}}}
        journeys:
          order: {name: Order, owner: service, personas: everyone, trigger: A theft, outcome: I ride, phases: [
            {id: use, name: Ride, stage: use, steps: [
              {id: ask, touchpoint: {name: Help, channel: line, owner: service}}]}]}

    When not to use it: Never; a channel that states no modes is not reported.
    """
    steps: dict[str, list[Step]] = {}
    for step in workspace.contacts():
        steps.setdefault(step.channel or "", []).append(step)
    for channel in workspace.channels.values():
        access = channel.spec.accessibility
        if access and len(set(access.modes)) == 1 and not access.alternatives and channel.id in steps:
            message = _("channel '{name}' offers {mode} alone, and no alternative", name=channel.id,
                        mode=access.modes[0])  # fmt: skip
            help_ = _("add `alternatives:` with channels for who cannot use it, or a second mode")
            related = tuple((step.place, _("the only channel here")) for step in steps[channel.id][:MOST_RELATED])
            yield Finding(channel.place.at("accessibility", "modes").key, message, help_, related)


@rule(
    "ACC002", "one-mode-support", severity=WARNING, profile=RECOMMENDED, since="0.1", depth=uses_accessibility,
    local=NEAR, why=_("who needs help most cannot ask for it"),
)  # fmt: skip
def one_mode_support(workspace: Workspace) -> Iterator[Finding]:
    """All channels of a journey's service stage together, their alternatives included, offer one mode.

    Why: Help is where people turn when the rest failed them. When it can only be read, or only be heard, those who can
    do neither are alone with the problem.

    Source: EN 301 549; WCAG 2.2.

    Bad:
        channels: {mail: {name: Mail, kind: email, accessibility: {modes: [text], alternatives: [talk]}},
          talk: {name: Chat, kind: chat, accessibility: {modes: [text]}}}
        journeys:
          order: {name: Order, owner: service, personas: everyone, trigger: A theft, outcome: I ride, phases: [
            {id: help, name: Help, stage: service, steps: [
              {id: ask, touchpoint: {name: A letter, channel: mail, owner: service}}]}]}

    Good:
        channels: {mail: {name: Mail, kind: email, accessibility: {modes: [text], alternatives: [line]}},
          line: {name: Service line, kind: phone, accessibility: {modes: [voice, text]}}}
        journeys:
          order: {name: Order, owner: service, personas: everyone, trigger: A theft, outcome: I ride, phases: [
            {id: help, name: Help, stage: service, steps: [
              {id: ask, touchpoint: {name: A letter, channel: mail, owner: service}}]}]}

    When not to use it: Never; where a channel states no modes it is silent.
    """
    for journey in workspace.live:
        phases = [phase for phase in journey.phases if phase.spec.stage == SERVICE]
        modes = _modes(workspace, phases)
        if len(modes) == 1:
            message = _("the service stage of journey '{name}' offers {mode} alone", name=journey.id,
                        mode=next(iter(modes)))  # fmt: skip
            help_ = _("add a contact on a channel with another mode, or `alternatives:` to a channel")
            yield Finding(phases[0].place.at("stage").value, message, help_)


def _modes(workspace: Workspace, phases: list[Phase]) -> frozenset[str]:
    """Return the modes that the contacts of phases offer; none where a channel or its modes are not known."""
    contacts = [step for phase in phases for step in phase.steps if step.is_contact]
    channels = [workspace.channels.get(step.channel or "") for step in contacts]
    found = [_modes_of(workspace, channel) for channel in channels]
    return frozenset(chain.from_iterable(found)) if all(found) else frozenset()


def _modes_of(workspace: Workspace, channel: Entity[spec.Channel] | None) -> frozenset[str]:
    access = channel.spec.accessibility if channel else None
    if access is None or not access.modes:
        return frozenset()
    others = [workspace.channels.get(other) for other in access.alternatives]
    reached = [other.spec.accessibility.modes if other and other.spec.accessibility else () for other in others]
    return frozenset(chain(access.modes, *reached)) if all(reached) else frozenset()


@rule(
    "ACC003", "conformance-unstated", severity=INFO, profile=STRICT, since="0.1", missing=True,
    why=_("nobody knows who is shut out"),
)  # fmt: skip
def conformance_unstated(workspace: Workspace) -> Iterator[Finding]:
    """A digital channel of our own does not say which accessibility standard it meets.

    Digital are web, app, chat, chatbot and device.

    Why: Accessibility that nobody claims is accessibility that nobody tests. The law asks for it too.

    Source: EN 301 549; WCAG 2.2.

    Bad:
        channels: {kiosk: {name: Kiosk, kind: device}}

    Good:
        channels: {kiosk: {name: Kiosk, kind: device, accessibility: {conformance: EN 301 549}}}

    When not to use it: Internal trials.
    """
    for channel in workspace.channels.values():
        access = channel.spec.accessibility
        is_ours = channel.spec.kind in DIGITAL and channel.spec.control == "owned"
        if is_ours and not (access and access.conformance):
            message = _("channel '{name}' does not say which accessibility standard it meets", name=channel.id)
            help_ = _("have it tested, and add `accessibility: {{conformance: WCAG 2.2 AA}}` or what it meets")
            yield Finding(channel.place, message, help_, lacks="accessibility")


@rule(
    "ACC004", "media-without-alt", severity=WARNING, profile=RECOMMENDED, since="0.1", missing=True, fix="scaffold",
    local=NEAR, why=_("who cannot see the picture is told nothing"),
)  # fmt: skip
def media_without_alt(workspace: Workspace) -> Iterator[Finding]:
    """A picture has no text that says what it shows.

    Why: The site is read aloud to colleagues and customers who cannot see, and to everybody whose picture fails.

    Source: WCAG 2.2, success criterion 1.1.1.

    Bad:
        touchpoints:
          desk: {name: Desk, channel: store, owner: stores, media: {src: desk.svg}}

    Good:
        touchpoints:
          desk: {name: Desk, channel: store, owner: stores,
            media: {src: desk.svg, alt: A desk at the height of a wheelchair}}

    When not to use it: Never: a picture that says nothing can go.
    """
    for place, media in _pictures(workspace):
        if not media.alt:
            message = _("the picture '{src}' has no text that says what it shows", src=media.src)
            yield Finding(place.key, message, _("add `alt:` with what one sees in it"), lacks="alt")


def _pictures(workspace: Workspace) -> Iterator[tuple[Place, spec.Media]]:
    for touchpoint in workspace.touchpoints.values():
        if touchpoint.spec.media:
            yield touchpoint.place.at("media"), touchpoint.spec.media
    for step in workspace.contacts():
        if step.spec.media:
            yield step.place.at("media"), step.spec.media
        if step.shared is None and step.touchpoint and step.touchpoint.media:
            yield home_of_touchpoint(step).at("media"), step.touchpoint.media
