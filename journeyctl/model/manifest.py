"""The resolved workspace as a document of its own: what other tools read instead of journeyctl's sources.

`written` is everything that people wrote, as one valid document; `resolved` is what follows from it. The structs here
generate schemas/manifest.schema.json and docs/reference/manifest.md; `journeyctl.exchange.json` fills them.
"""

# ruff: noqa: TC001 - msgspec reads the annotations when the program runs

from __future__ import annotations

from typing import Annotated, Literal

from journeyctl.model.spec.base import Expectation, Five, Initiator, Link, Promise, Spec, Standard, says
from journeyctl.model.spec.catalogue import Moment
from journeyctl.model.spec.document import DocumentSpec
from journeyctl.model.spec.journey import Contact, DataUse, Edge, Emotion, Experience, Media
from journeyctl.model.values import Note

VERSION = 1

Words = dict[str, str]


class EdgeFacts(Edge, frozen=True, kw_only=True):
    """Where the customer goes after a step."""

    implied: Annotated[bool, says("Nobody wrote it: it follows from the order of the steps.")]


class StageFacts(Spec, frozen=True, kw_only=True):
    """A stage of the customer lifecycle."""

    id: Annotated[str, says("Its id; phases refer to it.", "consideration")]
    name: Annotated[Words, says("What people call it, by language.", {"nl": "Overweging", "en": "Consideration"})]
    moment: Annotated[Moment, says("Before, at, or after the commitment, or the end.", "before")]
    order: Annotated[float, says("Its place in the lifecycle.", 40)]
    built_in: Annotated[bool, says("Every workspace has it, and this one left it as it is.")]


class StepFacts(Spec, frozen=True, kw_only=True):
    """One step with all that holds for it, whether the step, its touchpoint or its phase says so.

    A list holds what the step says, then what its touchpoint adds.
    """

    id: Annotated[str, says("Its id, unique in the journey.", "search")]
    number: Annotated[int, says("Its place in the journey, from 0.", 0)]
    phase: Annotated[str, says("The phase it is in.", "plan")]
    stage: Annotated[str | None, says("The stage of that phase.", "consideration")] = None
    name: Annotated[Words, says("Its own name, else its touchpoint's, else the action, by language.", {"en": "Search"})]
    is_contact: Annotated[bool, says("The organisation takes part: a touchpoint, not the customer's own action.")]
    touchpoint: Annotated[str | None, says("The shared touchpoint; none when it is written in place.", "desk")] = None
    action: Annotated[Words | None, says("What the customer does outside the organisation's reach.")] = None
    description: Annotated[Words | None, says("What a reader needs to know.", {"en": "Where travellers wait."})] = None
    channel: Annotated[str | None, says("The channel it happens on.", "app")] = None
    owner: Annotated[str | None, says("Who owns it: the step's owner, else the touchpoint's, else the phase's.")] = None
    initiator: Annotated[Initiator, says("Who starts it.", "customer")]
    monitored_by: Annotated[str | None, says("Who listens in, on a channel that is not ours.", "webcare")] = None
    doing: Annotated[Words | None, says("What the customer does.", {"en": "Compares departure times"})] = None
    thinking: Annotated[Words | None, says("What the customer thinks.", {"en": "Will I make it?"})] = None
    emotion: Annotated[Emotion | None, says("How the customer feels; a mere score stands under `score`.")] = None
    moment_of_truth: Annotated[bool, says("Here the customer decides what to think of us.")]
    importance: Annotated[Five | None, says("How much it matters to the customer, 1 to 5.", 4)] = None
    quality: Annotated[Five | None, says("How well it goes, 1 to 5.", 3)] = None
    pains: Annotated[tuple[Note, ...], says("What hurts here.")]
    gains: Annotated[tuple[Note, ...], says("What pleases here.")]
    kpis: Annotated[tuple[str, ...], says("The KPIs that measure it.", ["ease"])]
    processes: Annotated[tuple[str, ...], says("The processes that deliver it.", ["refund"])]
    systems: Annotated[tuple[str, ...], says("The systems it runs on.", ["crm"])]
    data: Annotated[tuple[DataUse, ...], says("The data it asks, shows or stores.")]
    insights: Annotated[tuple[str, ...], says("What is known about it.", ["diary-study"])]
    expectations: Annotated[tuple[Expectation, ...], says("What customers count on here.")]
    promises: Annotated[tuple[Promise, ...], says("What customers are told they will get.")]
    standards: Annotated[tuple[Standard, ...], says("What the organisation has agreed to deliver.")]
    contact: Annotated[Contact | None, says("Its contact strategy.")] = None
    experience: Annotated[Experience | None, says("What it does to a person.")] = None
    media: Annotated[Media | None, says("A picture of it.")] = None
    themes: Annotated[tuple[str, ...], says("The experience themes it carries.", ["at-ease"])]
    tags: Annotated[tuple[str, ...], says("Words to group by.", ["winter"])]
    links: Annotated[tuple[Link, ...], says("Pages elsewhere that say more.")]
    next: Annotated[tuple[EdgeFacts, ...], says("Where it leads, the step after it included; nowhere at an end.")]


class JourneyFacts(Spec, frozen=True, kw_only=True):
    """One journey, resolved."""

    name: Annotated[Words, says("What people call it, by language.", {"en": "Door to door"})]
    live: Annotated[bool, says("It is judged and counts for coverage: it is not retired.")]
    personas: Annotated[tuple[str, ...], says("Who travels it; all of them where it says `everyone`.", ["commuter"])]
    steps: Annotated[tuple[StepFacts, ...], says("Its steps, in the order of the journey.")]


class TouchpointFacts(Spec, frozen=True, kw_only=True):
    """One shared touchpoint, resolved."""

    used_in: Annotated[tuple[str, ...], says("The steps that refer to it, as `journey/step`.", ["door-to-door/ask"])]


class Resolved(Spec, frozen=True, kw_only=True):
    """What follows from what is written."""

    stages: Annotated[tuple[StageFacts, ...], says("The lifecycle: the built-in stages and the workspace's, in order.")]
    journeys: Annotated[dict[str, JourneyFacts], says("Every journey, by id.")]
    touchpoints: Annotated[dict[str, TouchpointFacts], says("Every shared touchpoint, by id.")]


class Manifest(Spec, frozen=True, kw_only=True):
    """A compiled journeyctl workspace."""

    version: Annotated[Literal[1], says("The version of this format.", VERSION)]
    name: Annotated[str, says("The workspace's name.", "Meander Rail")]
    languages: Annotated[
        tuple[str, ...], says("The languages of its texts; a plain string is in the first.", ["nl", "en"])
    ]
    written: Annotated[DocumentSpec, says("All that is written, as one document; readings of KPIs stand in place.")]
    resolved: Annotated[Resolved, says("What follows from it.")]
