"""HYG: keeping the maps fit to read. A map that nobody looks after misleads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyctl.analyse.texts import is_placeholder, unfinished_texts
from journeyctl.i18n import _
from journeyctl.lint.address import entity_of
from journeyctl.lint.depth import has_second_language, uses_reviewed
from journeyctl.lint.finding import Finding
from journeyctl.lint.record import INFO, NEAR, RECOMMENDED, WARNING, rule
from journeyctl.model.values import day, days

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from journeyctl.model import Workspace


@rule(
    "HYG001", "review-overdue", severity=WARNING, profile=RECOMMENDED, since="0.1", local=NEAR,
    why=_("customers live something else by now"),
)  # fmt: skip
def review_overdue(workspace: Workspace, today: date) -> Iterator[Finding]:
    """A journey was last reviewed longer ago than it should be.

    Why: Services change, and the map is believed. A map that is out of date sends people to the wrong problem.

    Bad:
        journeys:
          order: {name: Order, owner: service, personas: everyone, trigger: A theft, outcome: I ride, phases: [
            {id: use, name: Ride, stage: use, steps: [{id: ride, action: I ride}]}],
            reviewed: 2026-01-15, review_every: P6M}

    Good:
        journeys:
          order: {name: Order, owner: service, personas: everyone, trigger: A theft, outcome: I ride, phases: [
            {id: use, name: Ride, stage: use, steps: [{id: ride, action: I ride}]}],
            reviewed: 2026-09-15, review_every: P6M}

    When not to use it: Never; a journey without `reviewed` or `review_every` is not reported.
    """
    for journey in workspace.live:
        reviewed, every = journey.spec.reviewed, journey.spec.review_every
        if reviewed and every and (today - day(reviewed)).days > days(every):
            message = _("journey '{name}' was last reviewed on {date}; it should be every {every}",
                        name=journey.id, date=reviewed, every=every)  # fmt: skip
            help_ = _("walk it with customers or colleagues, correct it, and set `reviewed:`")
            yield Finding(journey.place.at("reviewed").value, message, help_)


@rule(
    "HYG002", "no-review-cadence", severity=INFO, profile=RECOMMENDED, since="0.1", missing=True, fix="scaffold",
    local=NEAR, depth=uses_reviewed, why=_("nobody will notice when it stops being true"),
)  # fmt: skip
def no_review_cadence(workspace: Workspace) -> Iterator[Finding]:
    """A journey does not say how often it is reviewed.

    Why: Reviewing happens when it is planned. Without a rhythm a map is true on the day it is drawn.

    Bad:
        journeys:
          order: {name: Order, owner: service, personas: everyone, trigger: A theft, outcome: I ride, phases: [
            {id: use, name: Ride, stage: use, steps: [{id: ride, action: I ride}]}], reviewed: 2026-09-15}

    Good:
        journeys:
          order: {name: Order, owner: service, personas: everyone, trigger: A theft, outcome: I ride, phases: [
            {id: use, name: Ride, stage: use, steps: [{id: ride, action: I ride}]}],
            reviewed: 2026-09-15, review_every: P6M}

    When not to use it: Journeys drawn once for a decision; retire them when it is taken.
    """
    for journey in workspace.live:
        if journey.spec.review_every is None:
            message = _("journey '{name}' does not say how often it is reviewed", name=journey.id)
            help_ = _("add `review_every:` with a duration such as P6M")
            yield Finding(journey.place, message, help_, lacks="review_every")


@rule(
    "HYG003", "missing-translation", severity=WARNING, profile=RECOMMENDED, since="0.1", missing=True, fix="scaffold",
    local=NEAR, depth=has_second_language, why=_("some readers get it in a language that is not theirs"),
)  # fmt: skip
def missing_translation(workspace: Workspace) -> Iterator[Finding]:
    """A text written by language lacks one of the workspace's languages.

    A plain string holds for all of them.

    Why: Colleagues and partners read along in their own language. A half-translated page looks like a mistake, and is
    one.

    Bad:
        services: {repair: {name: {nl: Reparatie}}}

    Good:
        services: {repair: {name: {nl: Reparatie, en: Repair}}}

    When not to use it: Workspaces whose second language is only a start; leave it out of `languages` until then.
    """
    for text, field, place in unfinished_texts(workspace).untranslated:
        for language in workspace.languages:
            if not text.speaks(language):
                message = _("`{field}` has no text in '{language}'", field=field, language=language)
                help_ = _("add `{language}:` beside the other languages", language=language)
                yield Finding(place.key, message, help_, lacks=language)


@rule(
    "HYG004", "placeholder-text", severity=WARNING, profile=RECOMMENDED, since="0.1", local=NEAR,
    why=_("readers meet a hole where a fact should be"),
)  # fmt: skip
def placeholder_text(workspace: Workspace) -> Iterator[Finding]:
    """A text was left to be filled in: its whole value is a placeholder, or it has TODO or TBD in it.

    Why: A placeholder looks like an answer to whoever counts what is filled in, and like carelessness to whoever
    reads it.

    Bad:
        journeys:
          order: {name: Order, owner: service, personas: everyone, trigger: n.t.b., outcome: I ride, phases: [
            {id: use, name: Ride, stage: use, steps: [{id: ride, action: I ride}]}]}

    Good:
        journeys:
          order: {name: Order, owner: service, personas: everyone, trigger: A theft, outcome: I ride, phases: [
            {id: use, name: Ride, stage: use, steps: [{id: ride, action: I ride}]}]}

    When not to use it: Drafts, which are not reported: there a placeholder says what is still to come.
    """
    for text, field, place in unfinished_texts(workspace).left_open:
        words = next(filter(is_placeholder, text.all_words))
        if not entity_of(place).is_in_draft(workspace):
            found = next(((language, said) for language, said in text.words if said == words), None)
            message = _("`{field}` was left to be filled in: {words}", field=field, words=words.strip())
            help_ = _("write it down, or leave the field out until you know")
            yield Finding((place.at(found[0]) if found else place).value, message, help_)
