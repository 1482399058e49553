"""What stands behind the journeys: services, processes, systems, data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journeyctl.i18n import _
from journeyctl.model.values import is_duration
from journeyctl.site import parts
from journeyctl.site.blocks import NOTHING, Column, Inline, Row, Section, Table, With, Words
from journeyctl.site.labels import ONE, WORDS
from journeyctl.site.page import later

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeyctl.i18n import Message
    from journeyctl.model import Entity, Step
    from journeyctl.site.edition import Edition
    from journeyctl.site.page import Later, Page


def pages(edition: Edition) -> Iterator[Later]:
    """Yield the pages of services, processes, systems and data items."""
    for collection, make in MAKERS.items():
        yield from later(edition, edition.workspace.entities[collection].values(), make)


def _findings(edition: Edition, entity: Entity[Any]) -> Section | None:
    return parts.finding_section(edition, edition.source.findings_by_subject.get(entity.ref, ()))


def _service(edition: Edition, service: Entity[Any]) -> Page:
    spec = service.spec
    return parts.entity_page(
        edition, service,
        lede=edition.words(spec.value_proposition),
        facts=parts.facts((edition.say(_("Owner")), edition.who(spec.owner))),
        sections=parts.sections(
            parts.section(edition, "about", _("What it is"), parts.description(edition, service)),
            _findings(edition, service),
            _journeys(edition, service),
            parts.held_to(edition, service),
        ),
    )  # fmt: skip


def _journeys(edition: Edition, service: Entity[Any]) -> Section | None:
    journeys = edition.uses.journeys_of_service.get(service.id, [])
    none = parts.note(edition, _("No journey belongs to this service. Name it as `service:` of a journey."))
    table = parts.journeys_table(edition, _("Journeys"), journeys)
    return parts.section(edition, "journeys", _("Journeys"), table or none)


def _process(edition: Edition, process: Entity[Any]) -> Page:
    spec, say = process.spec, edition.say
    return parts.entity_page(
        edition, process,
        kicker=f"{say(ONE['processes'])} · {edition.label(WORDS, spec.layer)}",
        facts=parts.facts(
            (say(_("Owner")), edition.who(spec.owner)),
            (say(_("Reviewed")), Words(edition.voice.day(spec.reviewed)) if spec.reviewed else NOTHING),
            (say(_("Follow-up")), _follow_up(edition, spec.follow_up)),
        ),
        sections=parts.sections(
            _findings(edition, process),
            _steps(edition, _("The contacts it delivers"), edition.uses.steps_of_process.get(process.id, ())),
            _leans_on(edition, process),
        ),
    )  # fmt: skip


def _follow_up(edition: Edition, follow: Any) -> Inline:
    if follow is None:
        return NOTHING
    within = edition.say(_("within {time}", time=edition.voice.duration(follow.within)))
    return With(edition.words(follow.what), Words(within))


def _leans_on(edition: Edition, process: Entity[Any]) -> Section | None:
    spec, say = process.spec, edition.say
    needed_by = [one.id for one in edition.workspace.processes.values() if process.id in one.spec.depends_on]
    details = parts.details(
        (say(_("Cannot do without")), edition.links("processes", spec.depends_on)),
        (say(_("Is needed by")), edition.links("processes", needed_by)),
        (say(_("Systems")), edition.links("systems", spec.systems)),
        (say(_("More about it")), parts.web_links(edition, spec.links)),
    )
    return parts.section(edition, "links", _("What it leans on"), details)


def _system(edition: Edition, system: Entity[Any]) -> Page:
    spec, say = system.spec, edition.say
    processes = [one.id for one in edition.workspace.processes.values() if system.id in one.spec.systems]
    details = parts.details(
        (say(_("Keeps")), edition.links("data", spec.stores)),
        (say(_("Processes on it")), edition.links("processes", processes)),
        (say(_("More about it")), parts.web_links(edition, spec.links)),
    )
    return parts.entity_page(
        edition, system,
        facts=parts.facts((say(_("Owner")), edition.who(spec.owner))),
        sections=parts.sections(
            _findings(edition, system),
            parts.section(edition, "links", _("What it does"), details),
            _steps(edition, _("The contacts that run on it"), edition.uses.steps_of_system.get(system.id, ())),
        ),
    )  # fmt: skip


def _data(edition: Edition, data: Entity[Any]) -> Page:
    spec, say = data.spec, edition.say
    about = _("about a person") if spec.personal else _("not about a person")
    special = edition.voice.chrome(_("special category, GDPR article 9")) if spec.special_category else NOTHING
    return parts.entity_page(
        edition, data,
        kicker=f"{say(ONE['data'])} · {say(about)}",
        lede=edition.words(spec.purpose),
        facts=parts.facts(
            (say(_("Legal basis")), Words(edition.label(WORDS, spec.legal_basis))),
            (say(_("Kept for")), _retention(edition, spec)),
            (say(_("Used for")), Words(", ".join(edition.label(WORDS, use) for use in spec.used_for))),
            (say(_("Kind")), special),
        ),
        sections=parts.sections(_findings(edition, data), _care(edition, data), _uses(edition, data)),
    )  # fmt: skip


def _care(edition: Edition, data: Entity[Any]) -> Section | None:
    spec, say = data.spec, edition.say
    systems = [one.id for one in edition.workspace.systems.values() if data.id in one.spec.stores]
    details = parts.details(
        (say(_("Kept in")), edition.links("systems", systems)),
        (say(_("Guarded by")), edition.words(spec.safeguards)),
        (say(_("Consent is withdrawn by")), edition.words(spec.withdrawal)),
    )
    return parts.section(edition, "care", _("How it is looked after"), parts.description(edition, data), details)


def _retention(edition: Edition, spec: Any) -> Inline:
    words = edition.words(spec.retention)
    return Words(edition.voice.duration(words.text)) if is_duration(words.text) else words


def _uses(edition: Edition, data: Entity[Any]) -> Section | None:
    say, rows, steps = edition.say, [], edition.uses.steps_of_data.get(data.id, ())
    for step in steps[: parts.MOST]:
        uses = dict.fromkeys(use for one in step.data if one.item == data.id for use in one.uses)
        said = Words(", ".join(edition.label(WORDS, use) for use in uses))
        rows.append(Row((edition.step(step), edition.link("journeys", step.journey.id), said)))
    columns = (Column(say(_("Step"))), Column(say(_("Journey"))), Column(say(_("What happens to it"))))
    none = parts.note(edition, _("No contact uses it. Name it under `data:` of a contact moment."))
    left_out = parts.left_out(steps)
    table = Table(say(_("Where it is used")), columns, tuple(rows), left_out=left_out) if rows else none
    return parts.section(edition, "uses", _("Where it is used"), table)


def _steps(edition: Edition, title: Message, steps: Sequence[Step]) -> Section | None:
    return parts.section(edition, "steps", title, parts.steps_table(edition, title, steps))


MAKERS = {"services": _service, "processes": _process, "systems": _system, "data": _data}
