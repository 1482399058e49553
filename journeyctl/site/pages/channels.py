"""A channel: when it is open, who can use it, and what happens on it."""

# ruff: noqa: RUF001 - signs as pages show them

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journeyctl.i18n import _
from journeyctl.model.values import ALWAYS, WEEKDAYS
from journeyctl.site import parts
from journeyctl.site.blocks import NOTHING, Chip, Inline, Several, Words
from journeyctl.site.labels import CONTROL, KINDS, ONE, WORDS, channel_icon
from journeyctl.site.page import later

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyctl.model import Entity
    from journeyctl.site.edition import Edition
    from journeyctl.site.page import Later, Page

MONDAY = 5  # of January 2026


def pages(edition: Edition) -> Iterator[Later]:
    """Return the page of every channel."""
    return later(edition, edition.workspace.channels.values(), _page)


def _page(edition: Edition, channel: Entity[Any]) -> Page:
    spec, say = channel.spec, edition.say
    steps = edition.uses.steps_of_channel.get(channel.id, [])
    used = parts.steps_table(edition, _("What happens here"), steps)
    unused = parts.note(edition, _("No step happens on this channel. Name it as `channel:` of a contact moment."))
    people = _("nobody, it answers by itself") if spec.automated else _("people")
    prefers = [one.id for one in edition.workspace.personas.values() if channel.id in one.spec.prefers]
    return parts.entity_page(
        edition, channel,
        kicker=edition.say(ONE["channels"]),
        facts=parts.facts(
            (say(_("Kind")), _kind(edition, spec.kind)),
            (say(_("Whose")), Words(edition.label(CONTROL, spec.control))),
            (say(_("Who answers")), edition.voice.chrome(people)),
            (say(_("Open")), _open(edition, spec.open)),
            (say(_("How much of a person comes across")), _of_five(edition, spec.richness)),
            (say(_("Preferred by")), edition.links("personas", prefers)),
        ),
        sections=parts.sections(
            parts.finding_section(edition, edition.source.findings_by_subject.get(channel.ref, ())),
            parts.section(edition, "steps", _("What happens here"), used or unused),
            parts.section(edition, "access", _("Who can use it"), _access(edition, channel)),
            parts.section(edition, "more", _("More about it"), _more(edition, channel)),
        ),
    )  # fmt: skip


def _kind(edition: Edition, kind: str) -> Chip:
    return Chip(channel_icon(kind), Words(edition.label(KINDS, kind)))


def _of_five(edition: Edition, value: int | None) -> Words:
    return Words(edition.say(_("{n} of 5", n=value)) if value else "")


def _access(edition: Edition, channel: Entity[Any]) -> Any:
    access, say = channel.spec.accessibility, edition.say
    if access is None:
        return None
    return parts.details(
        (say(_("Standard it meets")), Words(access.conformance or "")),
        (say(_("Ways to use it")), Words(", ".join(edition.label(WORDS, mode) for mode in access.modes))),
        (say(_("Instead of it")), edition.links("channels", access.alternatives)),
    )


def _more(edition: Edition, channel: Entity[Any]) -> Any:
    links = parts.web_links(edition, channel.spec.links)
    return parts.details((edition.say(_("Elsewhere")), links))


def _open(edition: Edition, written: str | None) -> Inline:
    if written is None:
        return NOTHING
    if written == ALWAYS:
        return edition.voice.chrome(_("day and night"))
    return Several(tuple(Words(_range(edition, part.strip())) for part in written.split(",")), "lines")


def _range(edition: Edition, written: str) -> str:
    """Return one stretch of opening hours with the names of the days in words."""
    days, _space, hours = written.partition(" ")
    names = [_weekday(edition, day) for day in days.split("-")]
    return f"{'–'.join(names)} {hours.replace('-', '–')}"


def _weekday(edition: Edition, day: str) -> str:
    if day not in WEEKDAYS:
        return day
    return edition.voice.day(f"2026-01-{MONDAY + WEEKDAYS.index(day):02d}", "EEE")
