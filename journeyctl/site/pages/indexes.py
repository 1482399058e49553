"""The list of each collection, and the page that leads to all of them."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING, Any

from journeyctl.i18n import _
from journeyctl.site import findings as found
from journeyctl.site import parts
from journeyctl.site.blocks import NOTHING, Chip, Column, Inline, Link, Row, Section, Table, With, Words
from journeyctl.site.labels import COLLECTIONS, ICONS, KINDS, WORDS, channel_icon
from journeyctl.site.page import Later, Page
from journeyctl.site.pages.views import workspace_views

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from journeyctl.i18n import Message
    from journeyctl.model import Entity
    from journeyctl.site.edition import Edition

SHEET = 60
"""Things on a page of a list that goes on from page to page."""
EMPTY = {
    "journeys": _("There are no journeys yet. Write one under `journeys:` in any document."),
    "touchpoints": _("No contact moment is shared yet. Write under `touchpoints:` what several steps use."),
    "channels": _("There are no channels yet. Write them under `channels:`."),
    "owners": _("There are no owners yet. Write teams, roles and partners under `owners:`."),
    "kpis": _("Nothing is measured yet. Write what you measure under `kpis:`."),
    "personas": _("There are no personas yet. Write for whom you do this under `personas:`."),
}


def pages(edition: Edition) -> Iterator[Later]:
    """Yield the list of every collection that the menu shows or that holds something, and the page of all lists.

    A long list goes on from page to page.
    """
    for collection in COLLECTIONS:
        if edition.workspace.entities[collection] or collection in EMPTY:
            for number in range(1, _sheets(edition, collection) + 1):
                yield Later(_path(collection, number), partial(_index, edition, collection, number))
    yield Later("more.html", partial(_more, edition))


def _sheets(edition: Edition, collection: str) -> int:
    """Return over how many pages the list of a collection goes."""
    return max(1, math.ceil(len(edition.workspace.entities[collection]) / SHEET))


def _path(collection: str, number: int) -> str:
    """Return where a page of a list stands; no id has a dot in it."""
    return f"{collection}/index.html" if number == 1 else f"{collection}/index.{number}.html"


def _index(edition: Edition, collection: str, number: int) -> Page:
    entities = list(edition.workspace.entities[collection].values())[(number - 1) * SHEET : number * SHEET]
    block = table_of(edition, collection, entities, most=SHEET) if entities else parts.empty(edition, EMPTY[collection])
    return Page(
        _path(collection, number), _heading(edition, collection, number), nav=collection,
        crumbs=(Link(edition.voice.chrome(_("Overview")), "index.html"),),
        sections=(Section("", "", (block,)),),
        previous=_sheet(edition, collection, number - 1), following=_sheet(edition, collection, number + 1),
        is_listed=number == 1,
    )  # fmt: skip


def _heading(edition: Edition, collection: str, number: int) -> Words:
    count = _sheets(edition, collection)
    if count == 1:
        return edition.voice.chrome(COLLECTIONS[collection])
    name = edition.say(COLLECTIONS[collection])
    return edition.voice.chrome(_("{name}, {number} of {count}", name=name, number=number, count=count))


def _sheet(edition: Edition, collection: str, number: int) -> Link | None:
    """Return a link to a page of a list; None where there is none."""
    if not 1 <= number <= _sheets(edition, collection):
        return None
    return Link(_heading(edition, collection, number), _path(collection, number))


def index_table(edition: Edition, collection: str) -> Table:
    """Return what is in a collection as a list."""
    return table_of(edition, collection, list(edition.workspace.entities[collection].values()))


def table_of(
    edition: Edition, collection: str, entities: list[Entity[Any]], but: str = "", most: int = parts.MOST
) -> Table:
    """Return some things of a collection as a list; of very many the first ones.

    Args:
        edition: the language.
        collection: such as `kpis`.
        entities: some of its things.
        but: the English title of a column to leave out, because it would say the same in each row.
        most: how many of them it shows.
    """
    columns = [column for column in COLUMNS[collection] if column[0].one != but]
    rows = tuple(
        Row((_name(edition, entity), *(cell(edition, entity) for _title, cell, _form in columns)))
        for entity in entities[:most]
    )
    heads = tuple(Column(edition.say(title), form) for title, _cell, form in columns)
    return Table(
        edition.say(COLLECTIONS[collection]),
        (Column(edition.say(_("Name"))), *heads),
        rows,
        left_out=parts.left_out(entities, most),
    )


def _name(edition: Edition, entity: Entity[Any]) -> Inline:
    link = edition.link(entity.collection, entity.id)
    sub = SUBS.get(entity.collection, _no_sub)(edition, entity)
    return With(link, sub)


def _no_sub(_edition: Edition, _entity: Entity[Any]) -> Inline:
    return NOTHING


def _journey_sub(edition: Edition, entity: Entity[Any]) -> Inline:
    journey = edition.workspace.journeys[entity.id]
    said = [edition.label(WORDS, value) for value in (journey.spec.state, journey.spec.status) if value in SAID]
    names = [
        edition.voice.text(persona.name) for one in journey.personas if (persona := edition.entity("personas", one))
    ]
    if journey.spec.personas == "everyone":
        names = [edition.say(_("everyone"))]
    return Words(", ".join([*said, *names]))


SAID = ("to-be", "draft", "retired")
SUBS = {"journeys": _journey_sub}


def _owner(edition: Edition, entity: Entity[Any]) -> Inline:
    return edition.who(entity.spec.owner)


def _findings(edition: Edition, entity: Entity[Any]) -> Inline:
    if entity.collection == "journeys":
        return found.counted(edition, found.of_journey(edition, edition.workspace.journeys[entity.id]))
    if entity.collection == "owners":
        return found.counted(edition, found.of_owner(edition, entity.id))
    return found.counted(edition, edition.source.findings_by_subject.get(entity.ref, ()))


def _curve(edition: Edition, entity: Entity[Any]) -> Inline:
    return parts.curve(edition, edition.workspace.journeys[entity.id])


def _steps(edition: Edition, entity: Entity[Any]) -> Inline:
    return Words(edition.voice.number(len(edition.workspace.journeys[entity.id].steps)))


def _reviewed(edition: Edition, entity: Entity[Any]) -> Inline:
    return Words(edition.voice.day(entity.spec.reviewed, "medium")) if entity.spec.reviewed else NOTHING


def _channel(edition: Edition, entity: Entity[Any]) -> Inline:
    return edition.channel(entity.spec.channel)


def _used_in(edition: Edition, entity: Entity[Any]) -> Inline:
    return edition.links("journeys", (step.journey.id for step in edition.workspace.uses_of(entity.id)))


def _channel_kind(edition: Edition, entity: Entity[Any]) -> Inline:
    return Chip(channel_icon(entity.spec.kind), Words(edition.label(KINDS, entity.spec.kind)))


def _kind(edition: Edition, entity: Entity[Any]) -> Inline:
    return Words(edition.label(KINDS, entity.spec.kind))


def _steps_on(edition: Edition, entity: Entity[Any]) -> Inline:
    return _count(edition, edition.uses.steps_of_channel.get(entity.id, ()))


def _steps_owned(edition: Edition, entity: Entity[Any]) -> Inline:
    return _count(edition, edition.uses.steps_of_owner.get(entity.id, ()))


def _department(_edition: Edition, entity: Entity[Any]) -> Inline:
    return Words(entity.spec.department or "")


def _reading(edition: Edition, entity: Entity[Any]) -> Inline:
    return edition.reading_mark(entity.id)


def _target(edition: Edition, entity: Entity[Any]) -> Inline:
    spec = entity.spec
    return Words(edition.voice.target(spec.target, spec.unit)) if spec.target else NOTHING


def _level(edition: Edition, entity: Entity[Any]) -> Inline:
    return Words(edition.label(WORDS, entity.spec.level))


def _layer(edition: Edition, entity: Entity[Any]) -> Inline:
    return Words(edition.label(WORDS, entity.spec.layer))


def _share(edition: Edition, entity: Entity[Any]) -> Inline:
    return Words(edition.voice.percent(entity.spec.share)) if entity.spec.share is not None else NOTHING


def _journeys_of(edition: Edition, entity: Entity[Any]) -> Inline:
    uses = {"personas": edition.uses.journeys_of_persona, "services": edition.uses.journeys_of_service}
    return edition.links("journeys", (journey.id for journey in uses[entity.collection].get(entity.id, ())))


def _date(edition: Edition, entity: Entity[Any]) -> Inline:
    return Words(edition.voice.day(entity.spec.date, "medium")) if entity.spec.date else NOTHING


def _personal(edition: Edition, entity: Entity[Any]) -> Inline:
    return edition.voice.chrome(_("about a person") if entity.spec.personal else _("not about a person"))


def _purpose(edition: Edition, entity: Entity[Any]) -> Inline:
    return edition.words(entity.spec.purpose)


def _value(edition: Edition, entity: Entity[Any]) -> Inline:
    value = entity.spec.value
    return Words(edition.voice.number(value.customer)) if value and value.customer is not None else NOTHING


def _effort(edition: Edition, entity: Entity[Any]) -> Inline:
    return Words(edition.voice.number(entity.spec.effort)) if entity.spec.effort else NOTHING


def _taken_up(edition: Edition, entity: Entity[Any]) -> Inline:
    taken = edition.uses.initiatives_of_opportunity.get(entity.id, ())
    return edition.links("initiatives", (one.id for one in taken))


def _status(edition: Edition, entity: Entity[Any]) -> Inline:
    return Words(edition.label(WORDS, entity.spec.status))


def _opportunity(edition: Edition, entity: Entity[Any]) -> Inline:
    return edition.link("opportunities", entity.spec.opportunity)


def _stores(edition: Edition, entity: Entity[Any]) -> Inline:
    return edition.links("data", entity.spec.stores)


def _count(edition: Edition, some: Any) -> Inline:
    return Words(edition.voice.number(len(some)))


COLUMNS: dict[str, tuple[tuple[Message, Callable[[Edition, Entity[Any]], Inline], str], ...]] = {
    "journeys": (
        (_("How it feels"), _curve, "bar"), (_("Owner"), _owner, ""), (_("Findings"), _findings, ""),
        (_("Steps"), _steps, "num"), (_("Reviewed"), _reviewed, ""),
    ),
    "touchpoints": (
        (_("Channel"), _channel, ""), (_("Owner"), _owner, ""), (_("In journeys"), _used_in, ""),
        (_("Findings"), _findings, ""),
    ),
    "channels": ((_("Kind"), _channel_kind, ""), (_("Steps"), _steps_on, "num"), (_("Findings"), _findings, "")),
    "owners": (
        (_("Kind"), _kind, ""), (_("Department"), _department, ""), (_("Steps"), _steps_owned, "num"),
        (_("Findings"), _findings, ""),
    ),
    "kpis": (
        (_("Last reading"), _reading, "num"), (_("Target"), _target, "num"), (_("Kind"), _kind, ""),
        (_("Level"), _level, ""), (_("Owner"), _owner, ""),
    ),
    "personas": ((_("Kind"), _kind, ""), (_("Share"), _share, "num"), (_("In journeys"), _journeys_of, "")),
    "services": ((_("Owner"), _owner, ""), (_("In journeys"), _journeys_of, "")),
    "processes": ((_("Where it stands"), _layer, ""), (_("Owner"), _owner, ""), (_("Reviewed"), _reviewed, "")),
    "systems": ((_("Owner"), _owner, ""), (_("Keeps"), _stores, "")),
    "data": ((_("About whom"), _personal, ""), (_("What for"), _purpose, "")),
    "insights": ((_("Kind"), _kind, ""), (_("Date"), _date, "")),
    "opportunities": (
        (_("Worth to the customer"), _value, "num"), (_("Effort"), _effort, "num"), (_("Taken up by"), _taken_up, ""),
    ),
    "initiatives": ((_("How far"), _status, ""), (_("Owner"), _owner, ""), (_("Takes up"), _opportunity, "")),
}  # fmt: skip


def _more(edition: Edition) -> Page:
    say = edition.say
    rows = [
        _more_row(edition, ICONS[collection], COLLECTIONS[collection], f"{collection}/index.html", len(entities))
        for collection in COLLECTIONS
        if (entities := edition.workspace.entities[collection])
    ]
    rows += [_more_row(edition, icon, title, href, None) for icon, title, href in OTHERS]
    rows += [Row((Chip("scan", Link(Words(label), href)), NOTHING)) for label, href in workspace_views(edition)]
    if edition.workspace.organisation:
        rows.append(_more_row(edition, "building-2", _("The organisation"), "organisation.html", None))
    columns = (Column(say(_("What"))), Column(say(_("How many")), "num"))
    table = Table(say(_("Everything")), columns, tuple(rows), "narrow")
    return Page(
        "more.html", edition.voice.chrome(_("Everything on this site")), nav="more",
        crumbs=(Link(edition.voice.chrome(_("Overview")), "index.html"),), sections=(Section("", "", (table,)),),
    )  # fmt: skip


OTHERS = (
    ("scale", _("Journeys by stage and persona"), "stages/index.html"),
    ("waypoints", _("Contact moments by channel"), "matrices/channels.html"),
    ("chart-line", _("Reports"), "reports/index.html"),
    ("list-checks", _("All findings"), "findings.html"),
    ("info", _("Rules"), "rules/index.html"),
    ("file-text", _("Glossary"), "glossary.html"),
)


def _more_row(edition: Edition, icon: str, title: Message, href: str, count: int | None) -> Row:
    number = Words(edition.voice.number(count)) if count is not None else NOTHING
    return Row((Chip(icon, Link(edition.voice.chrome(title), href)), number))
