"""STR: the shape of the map. A journey is told in the customer's steps and words, not along the organisation chart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from journeyctl.i18n import _
from journeyctl.lint.finding import Finding
from journeyctl.lint.record import CORE, INFO, NEAR, RECOMMENDED, STRICT, WARNING, Option, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from journeyctl.model import Entity, Phase, Text, Workspace
    from journeyctl.source import Place


@rule(
    "STR001",
    "empty-phase",
    severity=WARNING,
    profile=CORE,
    since="0.1",
    local=NEAR,
    why=_("nothing happens to the customer here"),
)
def empty_phase(workspace: Workspace) -> Iterator[Finding]:
    """A phase has no steps.

    Why: A phase that is named and not told looks covered and is not: what customers go through there stays unseen.

    Source: Halvorsrud, Kvale & Følstad 2016: a journey is a sequence of what happens to a customer.

    Bad:
        journeys:
          ride:
            {name: Ride, owner: service, personas: everyone, trigger: A flat tyre, outcome: I ride again, phases: [
              {id: orient, name: Look around, stage: discovery, steps: []},
              {id: use, name: Ride, stage: use, steps: [{id: ride, action: Ride to work}]}]}

    Good:
        journeys:
          ride:
            {name: Ride, owner: service, personas: everyone, trigger: A flat tyre, outcome: I ride again, phases: [
              {id: use, name: Ride, stage: use, steps: [{id: ride, action: Ride to work}]}]}

    When not to use it: While a journey is sketched, phases first.
    """
    for journey in workspace.live:
        for phase in journey.phases:
            if not phase.steps:
                message = _("phase '{name}' has no steps", name=phase.id)
                help_ = _("write what the customer does or meets in it, or take the phase out")
                yield Finding(phase.place, message, help_, lacks="steps")


@rule(
    "STR002", "oversized-journey", severity=INFO, profile=STRICT, since="0.1", local=NEAR,
    why=_("what nobody can take in at a glance, nobody improves"),
    options={
        "max-phases": Option(7, "The most phases a journey may have."),
        "max-steps": Option(40, "The most steps a journey may have."),
    },
)  # fmt: skip
def oversized_journey(workspace: Workspace, options: Mapping[str, Any]) -> Iterator[Finding]:
    """A journey has more phases or steps than a person can hold together.

    Why: A journey is a conversation piece. One that fills a wall is admired and not used; the pain in it drowns.

    Bad:
        journeys:
          ride:
            {name: Ride, owner: service, personas: everyone, trigger: A flat tyre, outcome: I ride again, phases: [
              {id: a, name: A, stage: need, steps: [{id: a, action: A}]},
              {id: b, name: B, stage: discovery, steps: [{id: b, action: B}]},
              {id: c, name: C, stage: use, steps: [{id: c, action: C}]},
              {id: d, name: D, stage: use, steps: [{id: d, action: D}]},
              {id: e, name: E, stage: use, steps: [{id: e, action: E}]},
              {id: f, name: F, stage: use, steps: [{id: f, action: F}]},
              {id: g, name: G, stage: use, steps: [{id: g, action: G}]},
              {id: h, name: H, stage: use, steps: [{id: h, action: H}]}]}

    Good:
        journeys:
          ride:
            {name: Ride, owner: service, personas: everyone, trigger: A flat tyre, outcome: I ride again, phases: [
              {id: use, name: Ride, stage: use, steps: [{id: ride, action: Ride to work}]}]}

    When not to use it: For a journey of level lifecycle that is only drawn, never discussed as a whole.
    """
    for journey in workspace.live:
        help_ = _("tell a part as a journey of its own (`level: micro`, `parent: {name}`)", name=journey.id)
        phases, steps = len(journey.phases), len(journey.steps)
        if phases > options["max-phases"]:
            limit = options["max-phases"]
            message = _(
                "journey '{name}' has {count} phases, more than {limit}", name=journey.id, count=phases, limit=limit
            )
            yield Finding(journey.place, message, help_)
        if steps > options["max-steps"]:
            limit = options["max-steps"]
            message = _(
                "journey '{name}' has {count} steps, more than {limit}", name=journey.id, count=steps, limit=limit
            )
            yield Finding(journey.place, message, help_)


@rule(
    "STR003", "organisation-phase", severity=WARNING, profile=RECOMMENDED, since="0.1", local=NEAR,
    why=_("the map mirrors the organisation, not what the customer goes through"),
)  # fmt: skip
def organisation_phase(workspace: Workspace) -> Iterator[Finding]:
    """A phase is named after a department or an owner.

    The whole name counts, in any language, words such as team and department left out. A name is the customer's own,
    and left alone, when it stands in the journey's trigger or outcome, in the phase's goal or in what the customer
    thinks there, and when a stage of the lifecycle bears it.

    Why: No customer goes through Sales. A map along departments repeats the silos that it should help to cross.

    Bad:
        journeys:
          ride:
            {name: Ride, owner: sales, personas: everyone, trigger: A flat tyre, outcome: I ride again, phases: [
              {id: sales, name: Sales department, stage: use, steps: [{id: ride, action: Ride to work}]}]}

    Good:
        journeys:
          ride:
            {name: Ride, owner: sales, personas: everyone, trigger: A flat tyre, outcome: I ride again, phases: [
              {id: ride, name: On the road, stage: use, steps: [{id: ride, action: Ride to work}]}]}

    When not to use it: When departments carry the customer's words, such as Repairs.
    """
    names = _names_of_owners(workspace)
    stages = {_folded(word) for stage in workspace.stages.values() for word in stage.name.all_words}
    for phase in (phase for journey in workspace.live for phase in journey.phases):
        for place, name in _written(phase):
            owner = names.get(_folded(name))
            if owner and _folded(name) not in stages and not _is_customers_word(phase, name):
                message = _("phase '{name}' is called after the organisation: '{owner}'", name=phase.id, owner=name)
                help_ = _("name it after what the customer does there, in their words")
                yield Finding(place, message, help_, ((owner.place, _("the owner that it is called after")),))
                break


FILLERS = re.compile(r"\b(?:the|our|team|department|dept|division|afdeling|de|het|ons|onze)\b\.?", re.IGNORECASE)


def _folded(name: str) -> str:
    return " ".join(FILLERS.sub(" ", name).casefold().split())


def _names_of_owners(workspace: Workspace) -> dict[str, Entity[Any]]:
    names: dict[str, Entity[Any]] = {}
    for owner in workspace.owners.values():
        for word in (*owner.name.all_words, owner.spec.department or ""):
            names.setdefault(_folded(word), owner)
    names.pop("", None)
    return names


def _written(phase: Phase) -> Iterator[tuple[Place, str]]:
    place = phase.place.at("name").value
    if phase.name.plain is not None:
        yield place, phase.name.plain
    for language, word in phase.name.words:
        yield place.at(language), word


def _is_customers_word(phase: Phase, name: str) -> bool:
    journey = phase.journey.spec
    said: list[Text | None] = [journey.trigger, journey.outcome, phase.spec.goal]
    said.extend(step.spec.thinking for step in phase.steps)
    word = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
    return any(word.search(words) for text in said if text for words in text.all_words)


@rule(
    "STR004", "mixed-state", severity=WARNING, profile=RECOMMENDED, since="0.1", local=NEAR,
    why=_("a wish stands where the customer's present feeling belongs"),
)  # fmt: skip
def mixed_state(workspace: Workspace) -> Iterator[Finding]:
    """A journey as it goes now states how a step should feel, and not how it feels.

    Why: What customers feel today and what we want them to feel are two pictures. Where only the wish is drawn, today
    looks better than it is, and nobody can tell how far there is to go.

    Source: Halvorsrud, Kvale & Følstad 2016: planned against actual journeys.

    Bad:
        journeys:
          ride:
            {name: Ride, owner: sales, personas: everyone, trigger: A flat tyre, outcome: I ride again, phases: [
              {id: ride, name: Ride, stage: use, steps: [{id: ride, action: Ride, emotion: {target: 2}}]}]}

    Good:
        journeys:
          ride:
            {name: Ride, owner: sales, personas: everyone, trigger: A flat tyre, outcome: I ride again, phases: [
              {id: ride, name: Ride, stage: use, steps: [{id: ride, action: Ride, emotion: {score: 0, target: 2}}]}]}

    When not to use it: When targets are agreed before the first research; better, write those in a to-be journey.
    """
    for journey in workspace.live:
        for step in journey.steps:
            emotion = step.emotion
            if journey.spec.state == "as-is" and emotion and emotion.target is not None and emotion.score is None:
                message = _("step '{name}' says how it should feel, not how it feels now", name=step.id)
                help_ = _("add the present `score:`, or move the target to a journey with `state: to-be`")
                yield Finding(step.place.at("emotion", "target").key, message, help_, lacks="score")
