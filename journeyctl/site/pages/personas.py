"""A persona: who they are, what they need, which journeys they travel, and what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journeyctl.i18n import _
from journeyctl.site import parts
from journeyctl.site.blocks import NOTHING, Several, Words
from journeyctl.site.labels import KINDS, ONE, RELATION, WORDS
from journeyctl.site.page import later

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyctl.model import Entity
    from journeyctl.site.edition import Edition
    from journeyctl.site.page import Later, Page


def pages(edition: Edition) -> Iterator[Later]:
    """Return the page of every persona."""
    return later(edition, edition.workspace.personas.values(), _page)


def _page(edition: Edition, persona: Entity[Any]) -> Page:
    spec, say, voice = persona.spec, edition.say, edition.voice
    kicker = (say(ONE["personas"]), edition.label(RELATION, spec.relation), edition.label(WORDS, spec.market))
    journeys = parts.journeys_table(edition, _("Their journeys"), edition.uses.journeys_of_persona.get(persona.id, ()))
    none = parts.note(edition, _("No journey is told for them. Name them under `personas:` of a journey."))
    guess = parts.note(
        edition, _("This portrait rests on no insight yet. Write `evidence:` with the insights behind it.")
    )
    return parts.entity_page(
        edition, persona,
        kicker=" · ".join(part for part in kicker if part),
        facts=parts.facts(
            (say(_("Share of customers")), Words(voice.percent(spec.share)) if spec.share is not None else NOTHING),
            (say(_("Likes best")), edition.links("channels", spec.prefers)),
            (say(_("Bears at most")), Words(voice.frequency(spec.max_contacts)) if spec.max_contacts else NOTHING),
            (say(_("Kind")), Words(edition.label(KINDS, spec.kind))),
        ),
        sections=parts.sections(
            parts.finding_section(edition, edition.source.findings_by_subject.get(persona.ref, ())),
            parts.section(edition, "needs", _("What they need"), _needs(edition, persona)),
            parts.section(edition, "journeys", _("Their journeys"), journeys or none),
            parts.section(edition, "evidence", _("What we know this from"),
                          parts.list_table(edition, "insights", spec.evidence) or guess),
        ),
    )  # fmt: skip


def _needs(edition: Edition, persona: Entity[Any]) -> Any:
    spec, say = persona.spec, edition.say
    jobs = spec.jobs
    return parts.details(
        (say(_("Needs")), Several(tuple(edition.words(need) for need in spec.needs), "lines")),
        (say(_("To get done")), edition.words(jobs.functional if jobs else None)),
        (say(_("To feel")), edition.words(jobs.emotional if jobs else None)),
        (say(_("In the eyes of others")), edition.words(jobs.social if jobs else None)),
    )
