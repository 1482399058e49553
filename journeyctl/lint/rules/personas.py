"""PER: who travels, and how we know. A persona drawn from gut feel leads to service for nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journeyctl.i18n import _
from journeyctl.lint.finding import Finding
from journeyctl.lint.options import days_option
from journeyctl.lint.record import CORE, ERROR, INFO, NEAR, RECOMMENDED, STRICT, WARNING, Option, rule
from journeyctl.lint.support import choices, uses_insights
from journeyctl.model.values import day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from journeyctl.model import Workspace

PROTO = "proto"


@rule(
    "PER001", "no-persona", severity=ERROR, profile=CORE, since="0.1", local=NEAR, missing=True, fix="scaffold",
    why=_("a journey for nobody in particular fits nobody"),
)  # fmt: skip
def no_persona(workspace: Workspace) -> Iterator[Finding]:
    """A journey does not say who travels it.

    Why: What is easy for one customer is a wall for another. Only for somebody in particular can one say how a step
    feels and what is missing.

    Source: Halvorsrud, Kvale & Følstad 2016.

    Bad:
        journeys:
          order: {name: Order, owner: service, trigger: A theft, outcome: I ride, phases: [
            {id: use, name: Ride, stage: use, steps: [{id: ride, action: I ride}]}]}

    Good:
        journeys:
          order: {name: Order, owner: service, trigger: A theft, outcome: I ride, personas: [customer], phases: [
            {id: use, name: Ride, stage: use, steps: [{id: ride, action: I ride}]}]}

    When not to use it: Journeys that all customers travel alike: write `personas: everyone`.
    """
    for journey in workspace.live:
        if not journey.spec.personas:
            message = _("journey '{name}' does not say who travels it", name=journey.id)
            help_ = _("add `personas: everyone`, or a list with one or more of: {choices}",
                      choices=choices(workspace.personas, "personas"))  # fmt: skip
            yield Finding(journey.place, message, help_, lacks="personas")


@rule(
    "PER002", "gut-feel-persona", severity=WARNING, profile=RECOMMENDED, since="0.1", missing=True,
    depth=uses_insights, why=_("we design for a customer we made up"),
)  # fmt: skip
def gut_feel_persona(workspace: Workspace) -> Iterator[Finding]:
    """A persona rests on no insight, or on assumptions alone.

    Why: A portrait from the meeting room shows how colleagues see customers. Decisions taken on it please colleagues.

    Source: Parasuraman, Zeithaml & Berry 1985, the knowledge gap.

    Bad:
        insights: {diaries: {name: Diaries, kind: fact, date: 2026-09-01}}
        personas: {hasty: {name: The hasty one}}

    Good:
        insights: {diaries: {name: Diaries, kind: fact, date: 2026-09-01}}
        personas: {hasty: {name: The hasty one, evidence: [diaries]}}

    When not to use it: A first sketch, to be tested: tag it `proto`.
    """
    for persona in workspace.personas.values():
        known = [workspace.insights.get(insight) for insight in persona.spec.evidence]
        if PROTO in persona.spec.tags:
            continue
        help_ = _("name the insights in `evidence:`, or tag it `proto` while it is a sketch")
        if not known:
            message = _("persona '{name}' rests on no insight", name=persona.id)
            yield Finding(persona.place, message, help_, lacks="evidence")
        elif all(insight is not None and insight.spec.kind == "assumption" for insight in known):
            message = _("persona '{name}' rests on assumptions alone", name=persona.id)
            yield Finding(persona.place.at("evidence").key, message, help_)


@rule(
    "PER003", "emotion-without-evidence", severity=INFO, profile=STRICT, since="0.1", local=NEAR, missing=True,
    depth=uses_insights, why=_("we say how customers feel and did not ask"),
)  # fmt: skip
def emotion_without_evidence(workspace: Workspace) -> Iterator[Finding]:
    """A step of an as-is journey has an emotion's score that no insight supports: its own evidence, or the step's.

    Why: An emotion curve looks like a measurement. Drawn from the meeting room it hides where customers really suffer.

    Source: Parasuraman, Zeithaml & Berry 1985, the knowledge gap.

    Bad:
        insights: {diaries: {name: Diaries, kind: fact, date: 2026-09-01}}
        journeys:
          order: {name: Order, owner: service, personas: everyone, trigger: A theft, outcome: I ride, phases: [
            {id: use, name: Ride, stage: use, steps: [{id: ride, action: I ride, emotion: 1}]}]}

    Good:
        insights: {diaries: {name: Diaries, kind: fact, date: 2026-09-01}}
        journeys:
          order: {name: Order, owner: service, personas: everyone, trigger: A theft, outcome: I ride, phases: [
            {id: use, name: Ride, stage: use, steps: [
              {id: ride, action: I ride, emotion: {score: 1, evidence: [diaries]}}]}]}

    When not to use it: While sketching; a to-be journey, which says how it should feel, is not reported.
    """
    for step in workspace.steps():
        emotion = step.emotion
        is_said = emotion is not None and emotion.score is not None and not emotion.evidence
        if is_said and not step.spec.insights and step.journey.spec.state == "as-is":
            message = _("the emotion at step '{name}' rests on no insight", name=step.name)
            help_ = _("write `emotion: {{score: …, evidence: [insight]}}`, or name the step's `insights:`")
            yield Finding(step.place.at("emotion").key, message, help_, lacks="evidence")


@rule(
    "PER004", "stale-insight", severity=WARNING, profile=RECOMMENDED, since="0.1",
    options={"max-age": Option("P2Y", "how old an insight may be")},
    why=_("customers have changed since"),
)  # fmt: skip
def stale_insight(workspace: Workspace, options: Mapping[str, Any], today: date) -> Iterator[Finding]:
    """An insight is older than two years.

    Why: What customers expect moves with what they get elsewhere. An old insight is a guess with a source.

    Bad:
        insights: {diaries: {name: Diaries, kind: fact, date: 2022-05-12}}

    Good:
        insights: {diaries: {name: Diaries, kind: fact, date: 2026-05-12}}

    When not to use it: Insight that ages slowly, such as how hands grip; set the option `max-age`, or suppress it.
    """
    longest = days_option(options, "max-age")
    for insight in workspace.insights.values():
        if insight.spec.date and (today - day(insight.spec.date)).days > longest:
            message = _("insight '{name}' is older than {age}", name=insight.id, age=options["max-age"])
            help_ = _("ask again, and set `date:`; or remove it where it is used")
            yield Finding(insight.place.at("date").value, message, help_)


@rule(
    "PER005", "persona-without-journey", severity=INFO, profile=RECOMMENDED, since="0.1", absence=True,
    why=_("we know these customers and design nothing for them"),
)  # fmt: skip
def persona_without_journey(workspace: Workspace) -> Iterator[Finding]:
    """A persona travels no journey.

    Why: Either these customers have no journey of their own, or their journeys were drawn with somebody else in mind.

    Bad:
        personas: {hasty: {name: The hasty one}}

    Good:
        personas: {hasty: {name: The hasty one}}
        journeys:
          order: {name: Order, owner: service, trigger: A theft, outcome: I ride, personas: [hasty], phases: [
            {id: use, name: Ride, stage: use, steps: [{id: ride, action: I ride}]}]}

    When not to use it: Portraits kept for later; a journey for `everyone` counts for all of them.
    """
    travelling = {persona for journey in workspace.live for persona in journey.personas}
    for persona in workspace.personas.values():
        if persona.id not in travelling:
            help_ = _("name it in `personas:` of the journeys it travels, or draw one")
            yield Finding(persona.place, _("persona '{name}' travels no journey", name=persona.id), help_)
