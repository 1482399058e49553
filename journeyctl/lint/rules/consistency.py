"""CST: one experience, whoever gives it. Contacts carry the same themes, and differ where customers differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from journeyctl.analyse.experience import BREAK, largest_difference
from journeyctl.analyse.flow import flows
from journeyctl.i18n import _
from journeyctl.lint.depth import uses_experience, uses_themes
from journeyctl.lint.figures import figure
from journeyctl.lint.finding import Finding
from journeyctl.lint.record import INFO, NEAR, RECOMMENDED, STRICT, WARNING, Option, rule
from journeyctl.lint.support import contacts_that_lack
from journeyctl.lint.written import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from journeyctl.analyse.experience import Difference
    from journeyctl.model import Journey, Step, Workspace
    from journeyctl.source import Place


@rule(
    "CST001", "missing-theme", severity=INFO, profile=STRICT, since="0.1", local=NEAR, missing=True, depth=uses_themes,
    why=_("this contact could be anybody's"),
)  # fmt: skip
def missing_theme(workspace: Workspace) -> Iterator[Finding]:
    """A contact carries none of the organisation's experience themes.

    Why: Themes are what customers should feel everywhere. A contact without one was made by a department for itself.

    Source: Kuehnl, Jozić & Homburg 2019, cohesion and consistency.

    Bad:
        organisation: {name: Bicycles, themes: [at-ease]}
        journeys:
          order: {name: Order, owner: service, personas: everyone, trigger: A theft, outcome: I ride, phases: [
            {id: use, name: Ride, stage: use, steps: [
              {id: ask, touchpoint: {name: Help, channel: phone, owner: service}}]}]}

    Good:
        organisation: {name: Bicycles, themes: [at-ease]}
        journeys:
          order: {name: Order, owner: service, personas: everyone, trigger: A theft, outcome: I ride, phases: [
            {id: use, name: Ride, stage: use, steps: [
              {id: ask, touchpoint: {name: Help, channel: phone, owner: service, themes: [at-ease]}}]}]}

    When not to use it: Contacts too small to carry anything, such as a ticket gate.
    """
    themes = set(workspace.organisation.spec.themes if workspace.organisation else ())
    for group in contacts_that_lack(workspace, lambda step: themes.isdisjoint(step.themes)):
        message = _("touchpoint '{name}' carries none of the organisation's themes", name=group.name)
        help_ = _("add `themes:` with one or more of: {themes}", themes=tuple(sorted(themes)))
        yield Finding(group.place, message, help_, group.related, lacks="themes")


class _Jump(NamedTuple):
    before: Step
    after: Step
    difference: Difference


@rule(
    "CST002", "experience-jump", severity=WARNING, profile=RECOMMENDED, since="0.1", local=NEAR, depth=uses_experience,
    options={"min-jump": Option(BREAK, "how far two neighbours may not lie apart, on the scale of 0 to 5")},
    why=_("it feels like two organisations"),
)  # fmt: skip
def experience_jump(workspace: Workspace, options: Mapping[str, Any]) -> Iterator[Finding]:
    """Two neighbouring contacts of a journey differ by 3 or more in what they do to a person.

    Of several neighbours before a contact, and several dimensions, the largest difference is reported.

    Why: A warm welcome followed by a cold form is remembered as the form. Experience is judged by its breaks.

    Source: Kuehnl, Jozić & Homburg 2019, consistency.

    Bad:
        touchpoints:
          welcome: {name: Welcome, channel: store, owner: stores, experience: {emotional: 5}}
          form: {name: Form, channel: web, owner: sales, experience: {emotional: 1}}
        journeys:
          order: {name: Order, owner: service, personas: everyone, trigger: A theft, outcome: I ride, phases: [
            {id: use, name: Ride, stage: use, steps: [{id: in, touchpoint: welcome}, {id: fill-in, touchpoint: form}]}]}

    Good:
        touchpoints:
          welcome: {name: Welcome, channel: store, owner: stores, experience: {emotional: 5}}
          form: {name: Form, channel: web, owner: sales, experience: {emotional: 3}}
        journeys:
          order: {name: Order, owner: service, personas: everyone, trigger: A theft, outcome: I ride, phases: [
            {id: use, name: Ride, stage: use, steps: [{id: in, touchpoint: welcome}, {id: fill-in, touchpoint: form}]}]}

    When not to use it: A contrast that is meant, such as silence before a show.
    """
    for journey in workspace.live:
        for before, after, (size, sense) in _jumps(workspace, journey, options["min-jump"]):
            message = _(
                "step '{after}' differs {size} from step '{before}' in {dimension} experience",
                after=after.name, before=before.name, dimension=sense, size=figure(round(size, 6)),
            )  # fmt: skip
            related = ((place_of(before, "experience").at(sense).value, _("the step before")),)
            help_ = _("bring the two closer, or make the change of scene part of the experience")
            yield Finding(_experience_place(after, sense), message, help_, related)


def _experience_place(step: Step, dimension: str) -> Place:
    """Return where the step leads to its experience: the figure, or its reference to a shared touchpoint."""
    if step.shared and step.spec.experience is None:
        return step.place.at("touchpoint").value
    return place_of(step, "experience").at(dimension).value


def _jumps(workspace: Workspace, journey: Journey, least: float) -> Iterator[_Jump]:
    largest: dict[int, _Jump] = {}
    for before, leaving in zip(journey.steps, flows(workspace)[journey.id].edges, strict=True):
        for _edge, target in leaving:
            found = largest_difference(before, journey.steps[target])
            known = largest.get(target)
            if found and found.size >= least and (known is None or found.size > known.difference.size):
                largest[target] = _Jump(before, journey.steps[target], found)
    yield from (largest[number] for number in sorted(largest))


@rule(
    "CST003", "dropped-in-to-be", severity=WARNING, profile=RECOMMENDED, since="0.1", local=NEAR,
    why=_("customers will look for it and find it gone"),
)  # fmt: skip
def dropped_in_to_be(workspace: Workspace) -> Iterator[Finding]:
    """A to-be journey lacks a shared touchpoint of the journey it replaces, and does not say that it drops it.

    The journey that it replaces counts also when it is retired by now.

    Why: What is forgotten on the drawing board is missed on the first day. What is left out on purpose is a choice
    that somebody can explain.

    Source: Halvorsrud, Kvale & Følstad 2016, planned against actual.

    Bad:
        touchpoints: {desk: {name: Desk, channel: store, owner: stores}}
        journeys:
          now: {name: Now, owner: service, personas: everyone, trigger: A theft, outcome: I ride, phases: [
            {id: use, name: Ride, stage: use, steps: [{id: ask, touchpoint: desk}]}]}
          later: {name: Later, owner: service, personas: everyone, trigger: A theft, outcome: I ride, phases: [
            {id: use, name: Ride, stage: use, steps: [{id: ride, action: I ride}]}], state: to-be, replaces: now}

    Good:
        touchpoints: {desk: {name: Desk, channel: store, owner: stores}}
        journeys:
          now: {name: Now, owner: service, personas: everyone, trigger: A theft, outcome: I ride, phases: [
            {id: use, name: Ride, stage: use, steps: [{id: ask, touchpoint: desk}]}]}
          later: {name: Later, owner: service, personas: everyone, trigger: A theft, outcome: I ride, phases: [
            {id: use, name: Ride, stage: use, steps: [{id: ride, action: I ride}]}], state: to-be, replaces: now,
            drops: [{touchpoint: desk, why: The app answers}]}

    When not to use it: Never; list what you leave out in `drops`.
    """
    for journey in workspace.live:
        replaced = workspace.journeys.get(journey.spec.replaces or "")
        if replaced is None or journey.spec.state != "to-be":
            continue
        kept = {step.spec.touchpoint for step in journey.contacts if isinstance(step.spec.touchpoint, str)}
        kept |= {drop.touchpoint for drop in journey.spec.drops}
        if not kept <= workspace.touchpoints.keys():
            continue
        lost = {step.shared.id: step for step in reversed(tuple(replaced.contacts)) if step.shared}
        for touchpoint in sorted(lost.keys() - kept):
            message = _("journey '{name}' lacks touchpoint '{touchpoint}' of the journey it replaces",
                        name=journey.id, touchpoint=touchpoint)  # fmt: skip
            related = ((lost[touchpoint].place.at("touchpoint").value, _("used here")),)
            help_ = _("add a step for it, or list it in `drops:` with why the customer does not miss it")
            yield Finding(journey.place.at("replaces").value, message, help_, related)


@rule(
    "CST004", "one-size-fits-all", severity=INFO, profile=STRICT, since="0.1", local=NEAR,
    why=_("what suits one customer is a wall for another"),
)  # fmt: skip
def one_size_fits_all(workspace: Workspace) -> Iterator[Finding]:
    """Several personas travel a journey in which nothing differs: one path, and no expectation of one of them.

    A choice between two normal paths counts as a difference, a way of recovery or an exit does not.

    Why: Personas that lead to one and the same path were drawn for the wall. Good journeys bend to who travels them.

    Source: Kuehnl, Jozić & Homburg 2019, context sensitivity.

    Bad:
        personas: {hasty: {name: The hasty one}, curious: {name: The curious one}}
        journeys:
          order: {name: Order, owner: service, personas: [hasty, curious], trigger: A theft, outcome: I ride, phases: [
            {id: use, name: Ride, stage: use, steps: [{id: look, action: I look}, {id: ride, action: I ride}]}]}

    Good:
        personas: {hasty: {name: The hasty one}, curious: {name: The curious one}}
        journeys:
          order: {name: Order, owner: service, personas: [hasty, curious], trigger: A theft, outcome: I ride, phases: [
            {id: use, name: Ride, stage: use, steps: [
              {id: look, action: I look, next: [{to: ride, share: 0.4}, {to: ask, share: 0.6}]},
              {id: ask, action: I ask a friend}, {id: ride, action: I ride}]}]}

    When not to use it: Micro journeys, which are not reported, and journeys that truly are the same for all.
    """
    for journey in workspace.live:
        if journey.spec.level != "micro" and len(journey.personas) > 1 and not _bends(journey):
            message = _("journey '{name}' is the same for all its personas", name=journey.id)
            help_ = _("ask where one of them needs another path, or expects something else, and write that down")
            yield Finding(journey.place.at("personas").key, message, help_)


def _bends(journey: Journey) -> bool:
    branches = any(sum(edge.kind == "normal" for edge in step.edges) > 1 for step in journey.steps)
    at_steps = (expectation for step in journey.steps for expectation in step.expectations)
    return branches or any(expectation.persona for expectation in (*journey.spec.expectations, *at_steps))
