"""A journey: its map, its flow, what it promises, what is wrong with it, and where it goes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from journeyctl.analyse.flow import followers
from journeyctl.i18n import _
from journeyctl.model import spec
from journeyctl.render import views
from journeyctl.site import findings as found
from journeyctl.site import parts
from journeyctl.site.blocks import Fact, Inline, Link, Section, Several, With, Words
from journeyctl.site.labels import WORDS
from journeyctl.site.map import journey_map
from journeyctl.site.page import Entry, Later, Page
from journeyctl.site.pages.views import links
from journeyctl.site.pictures import flow_picture, map_block

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyctl.model import Journey, Step
    from journeyctl.site.edition import Edition


def pages(edition: Edition) -> Iterator[Later]:
    """Yield the page of every journey, each with a way to the one before and the one after."""
    journeys = list(edition.workspace.journeys.values())
    for before, journey, after in zip([None, *journeys], journeys, [*journeys[1:], None], strict=False):
        make = partial(_page, edition, journey, before, after)
        yield Later(f"journeys/{journey.id}.html", make, journey)


def _page(edition: Edition, journey: Journey, before: Journey | None, after: Journey | None) -> Page:
    findings = found.of_journey(edition, journey)
    return parts.entity_page(
        edition, journey,
        kicker=_kicker(edition, journey),
        route=_route(edition, journey),
        facts=_facts(edition, journey),
        sections=parts.sections(
            _map(edition, journey),
            _flow(edition, journey),
            _held_to(edition, journey),
            parts.section(edition, "kpis", _("Measured with"), parts.kpi_table(edition, _kpis(journey))),
            parts.section(edition, "findings", _("Findings"), found.listed(edition, findings) if findings else None),
            _around(edition, journey),
        ),
        previous=edition.link("journeys", before.id) if before else None,
        following=edition.link("journeys", after.id) if after else None,
        entries=tuple(_entry(edition, step) for step in journey.steps),
    )  # fmt: skip


def _kicker(edition: Edition, journey: Journey) -> str:
    spec_ = journey.spec
    words = [edition.say(_("Journey")), edition.label(WORDS, spec_.state)]
    if spec_.level != "journey":
        words.append(edition.label(WORDS, spec_.level))
    if spec_.status != "active":
        words.append(edition.label(WORDS, spec_.status))
    return " · ".join(words)


def _route(edition: Edition, journey: Journey) -> tuple[Words, Words] | None:
    if not (journey.spec.trigger and journey.spec.outcome):
        return None
    return edition.words(journey.spec.trigger), edition.words(journey.spec.outcome)


def _facts(edition: Edition, journey: Journey) -> tuple[Fact, ...]:
    spec_, say = journey.spec, edition.say
    reviewed = edition.voice.day(spec_.reviewed) if spec_.reviewed else ""
    feels = _("How it should feel") if parts.is_only_wanted(journey) else _("How it feels")
    return parts.facts(
        (say(_("Owner")), edition.who(spec_.owner)),
        (say(_("For whom")), _travellers(edition, journey)),
        (say(_("Steps")), Words(parts.counted_steps(edition, journey))),
        (say(feels), parts.curve(edition, journey)),
        (say(_("Findings")), found.counted(edition, found.of_journey(edition, journey))),
        (say(_("Reviewed")), Words(reviewed)),
    )


def _travellers(edition: Edition, journey: Journey) -> Inline:
    if journey.spec.personas == "everyone":
        return edition.voice.chrome(_("everyone"))
    return edition.links("personas", journey.personas)


def _map(edition: Edition, journey: Journey) -> Section | None:
    view = journey_map(edition, journey, found.of_journey(edition, journey))
    if view is None:
        empty = parts.note(edition, _("This journey has no steps yet. Write them under `steps:` of a phase."))
        return parts.section(edition, "map", _("Map of the journey"), empty)
    return Section("map", edition.say(_("Map")), (map_block(edition, journey, view),))


def _flow(edition: Edition, journey: Journey) -> Section | None:
    if not journey.steps:
        return None
    others = Several(tuple(Link(Words(label), href) for label, href in _views(edition, journey)))
    more = parts.details((edition.say(_("Look at it as")), others))
    return parts.section(edition, "flow", _("Flow"), flow_picture(edition, journey), more)


def _views(edition: Edition, journey: Journey) -> list[tuple[str, str]]:
    return [(edition.say(views()[name].label), href) for name, href in links(journey)]


def _held_to(edition: Edition, journey: Journey) -> Section | None:
    """Return what this journey and its steps expect, promise and agree; not what its shared contact moments say."""
    holders = [journey.spec, *(step.spec for step in journey.steps)]
    holders += [step.spec.touchpoint for step in journey.steps if isinstance(step.spec.touchpoint, spec.Touchpoint)]
    expectations = [one for holder in holders for one in holder.expectations]
    promises = [one for holder in holders for one in holder.promises]
    standards = [one for holder in holders for one in holder.standards]
    return parts.section(
        edition, "promises", _("Expected, promised, agreed"),
        parts.expected(edition, expectations), parts.promised(edition, promises, standards),
    )  # fmt: skip


def _kpis(journey: Journey) -> list[str]:
    return [*journey.spec.kpis, *(kpi for step in journey.steps for kpi in step.kpis)]


def _around(edition: Edition, journey: Journey) -> Section | None:
    spec_, workspace, say = journey.spec, edition.workspace, edition.say
    children = [other.id for other in workspace.journeys.values() if other.spec.parent == journey.id]
    replaced_by = [other.id for other in workspace.journeys.values() if other.spec.replaces == journey.id]
    led_from = [other.id for other in edition.uses.led_to.get(journey.id, ()) if other.id != journey.id]
    left_out = Several(
        tuple(With(edition.link("touchpoints", drop.touchpoint), edition.words(drop.why)) for drop in spec_.drops),
        "lines",
    )
    return parts.section(
        edition, "around", _("Around this journey"),
        parts.details(
            (say(_("Follows from")), edition.links("journeys", led_from)),
            (say(_("Goes on in")), edition.links("journeys", followers(journey))),
            (say(_("Part of")), edition.link("journeys", spec_.parent)),
            (say(_("Its parts")), edition.links("journeys", children)),
            (say(_("Replaces")), edition.link("journeys", spec_.replaces)),
            (say(_("Replaced by")), edition.links("journeys", replaced_by)),
            (say(_("Leaves out")), left_out),
            (say(_("Service")), edition.link("services", spec_.service)),
            (say(_("What we want with it")), edition.words(spec_.goal)),
            (say(_("Reviewed every")), Words(edition.voice.duration(spec_.review_every) if spec_.review_every else "")),
            (say(_("More about it")), parts.web_links(edition, spec_.links)),
        ),
    )  # fmt: skip


def _entry(edition: Edition, step: Step) -> Entry:
    text, also = edition.voice.text, edition.also(step.name)
    words = [text(step.spec.doing), text(step.spec.thinking), *(text(note) for note in step.pains + step.gains)]
    kind = edition.say(_("step in {journey}", journey=text(step.journey.name)))
    return Entry(f"journeys/{step.journey.id}.html#step-{step.id}", text(step.name), kind, also, " ".join(words))
