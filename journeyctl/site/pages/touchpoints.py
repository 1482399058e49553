"""A shared contact moment: whose it is, where it is used, what is promised about it, what is wrong with it."""

# ruff: noqa: RUF001 - signs as pages show them

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journeyctl.i18n import _
from journeyctl.render.around import around_touchpoint
from journeyctl.site import findings as found
from journeyctl.site import parts
from journeyctl.site.blocks import NOTHING, Fact, Inline, Quotes, Section, Several, With, Words
from journeyctl.site.illustrations import Image
from journeyctl.site.labels import ONE, WORDS
from journeyctl.site.media import media_path
from journeyctl.site.page import later
from journeyctl.site.pictures import around_picture

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyctl.model import Entity, Step
    from journeyctl.site.edition import Edition
    from journeyctl.site.illustrations import PictureBlock
    from journeyctl.site.page import Later, Page


def pages(edition: Edition) -> Iterator[Later]:
    """Return the page of every shared contact moment."""
    return later(edition, edition.workspace.touchpoints.values(), _page)


def _page(edition: Edition, touchpoint: Entity[Any]) -> Page:
    steps = edition.workspace.uses_of(touchpoint.id)
    findings = edition.source.findings_by_subject.get(touchpoint.ref, ())
    started = edition.label(WORDS, touchpoint.spec.initiator or "customer")
    used = parts.steps_table(edition, _("In these journeys"), steps)
    unused = parts.note(edition, _("No journey uses this contact moment. Name it as `touchpoint:` of a step."))
    return parts.entity_page(
        edition, touchpoint,
        kicker=f"{edition.say(ONE['touchpoints'])} · {started}",
        facts=_facts(edition, touchpoint, steps),
        sections=parts.sections(
            parts.finding_section(edition, findings),
            parts.section(edition, "journeys", _("In these journeys"), used or unused),
            parts.section(edition, "around", _("Before and after it"), _around(edition, touchpoint)),
            _heard(edition, steps),
            parts.held_to(edition, touchpoint),
            parts.section(edition, "kpis", _("Measured with"), parts.kpi_table(edition, touchpoint.spec.kpis)),
            _behind(edition, touchpoint),
        ),
    )  # fmt: skip


def _around(edition: Edition, touchpoint: Entity[Any]) -> PictureBlock | None:
    return around_picture(edition, touchpoint.ref, around_touchpoint)


def _facts(edition: Edition, touchpoint: Entity[Any], steps: tuple[Step, ...]) -> tuple[Fact, ...]:
    spec, say = touchpoint.spec, edition.say
    owners = dict.fromkeys(step.owner for step in steps) if spec.owner is None else {spec.owner: None}
    owned = Several(tuple(edition.who(owner) for owner in owners) or (edition.who(None),), "lines")
    worst = min((step for step in steps if step.score is not None), key=lambda step: step.score or 0, default=None)
    return parts.facts(
        (say(_("Owner")), owned),
        (say(_("Channel")), edition.channel(spec.channel)),
        (say(_("Feels, at worst")), parts.score(edition, worst) if worst else NOTHING),
        (say(_("At most")), _cap(edition, touchpoint)),
        (say(_("Listened to by")), edition.who(spec.monitored_by) if spec.monitored_by else NOTHING),
        (say(_("Findings")), found.counted(edition, edition.source.findings_by_subject.get(touchpoint.ref, ()))),
    )


def _cap(edition: Edition, touchpoint: Entity[Any]) -> Inline:
    contact = touchpoint.spec.contact
    return Words(edition.voice.frequency(contact.frequency)) if contact and contact.frequency else NOTHING


def _heard(edition: Edition, steps: tuple[Step, ...]) -> Section | None:
    said = tuple(
        (edition.words(step.spec.thinking), edition.link("journeys", step.journey.id))
        for step in [step for step in steps if step.spec.thinking][: parts.MOST]
    )
    return parts.section(edition, "heard", _("What the customer thinks"), Quotes(said)) if said else None


def _behind(edition: Edition, touchpoint: Entity[Any]) -> Section | None:
    spec, say = touchpoint.spec, edition.say
    opportunities = edition.uses.opportunities_of_touchpoint.get(touchpoint.id, ())
    return parts.section(
        edition, "behind", _("Behind this contact"),
        parts.details(
            (say(_("Processes")), edition.links("processes", spec.processes)),
            (say(_("Systems")), edition.links("systems", spec.systems)),
            (say(_("Data")), data_uses(edition, spec.data)),
            (say(_("Opportunities")), edition.links("opportunities", opportunities)),
            (say(_("Themes")), Several(tuple(Words(theme) for theme in spec.themes))),
            *_contact(edition, touchpoint),
            (say(_("What it does to a person, 0–5")), _experience(edition, touchpoint)),
            (say(_("More about it")), parts.web_links(edition, spec.links)),
        ),
        _image(edition, touchpoint),
    )  # fmt: skip


def data_uses(edition: Edition, uses: Any) -> Several:
    """Return data items with what is done with them."""
    return Several(
        tuple(
            With(edition.link("data", use.item), Words(", ".join(edition.label(WORDS, one) for one in use.uses)))
            for use in uses
        ),
        "lines",
    )


def _contact(edition: Edition, touchpoint: Entity[Any]) -> tuple[tuple[str, Inline], ...]:
    contact, say = touchpoint.spec.contact, edition.say
    if contact is None:
        return ()
    return (
        (say(_("Why the customer gains by it")), edition.words(contact.purpose)),
        (say(_("What it tells")), edition.words(contact.content)),
        (say(_("Tone")), Words(contact.tone or "")),
        (say(_("Attention it asks")), Words(say(_("{n} of 5", n=contact.intensity)) if contact.intensity else "")),
    )


def _experience(edition: Edition, touchpoint: Entity[Any]) -> Inline:
    experience = touchpoint.spec.experience
    if experience is None:
        return NOTHING
    scores = ((name, getattr(experience, name)) for name in experience.__struct_fields__)
    said = [
        f"{edition.label(WORDS, name)} {edition.voice.number(value)}" for name, value in scores if value is not None
    ]
    return Words(", ".join(said))


def _image(edition: Edition, touchpoint: Entity[Any]) -> Image | None:
    media = touchpoint.spec.media
    path = media_path(edition.source.root, media.src) if media else None
    if media is None or path is None:
        return None
    return Image(f"{'../' if edition.folder else ''}{path}", edition.words(media.alt))
