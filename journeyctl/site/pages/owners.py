"""An owner's to-do list: what is mine, what is wrong with it, what is promised about it, what is late."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journeyctl.analyse.kpis import on_target
from journeyctl.i18n import _, plural
from journeyctl.model.values import day, days
from journeyctl.render.around import around_owner
from journeyctl.site import findings as found
from journeyctl.site import parts
from journeyctl.site.blocks import NOTHING, Away, Column, Fact, Inline, Row, Section, Table, Todo, Todos, With, Words
from journeyctl.site.labels import COLLECTIONS, KINDS, ONE, WORDS
from journeyctl.site.page import later
from journeyctl.site.pages.indexes import table_of
from journeyctl.site.pictures import around_picture

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyctl.model import Entity, Step
    from journeyctl.site.edition import Edition
    from journeyctl.site.page import Later, Page

OWNED = ("journeys", "kpis", "processes", "services", "systems", "initiatives")


def pages(edition: Edition) -> Iterator[Later]:
    """Return the page of every owner."""
    return later(edition, edition.workspace.owners.values(), _page)


def _page(edition: Edition, owner: Entity[Any]) -> Page:
    spec = owner.spec
    kicker = (
        edition.say(ONE["owners"]),
        edition.label(KINDS, spec.kind),
        spec.department,
        edition.label(WORDS, spec.side),
    )
    todo = _todo(edition, owner.id)
    nothing = parts.note(edition, _("Nothing is late and every target is reached."))
    return parts.entity_page(
        edition, owner,
        kicker=" · ".join(part for part in kicker if part),
        lede=edition.prose(spec.description) or edition.words(spec.mandate),
        facts=_facts(edition, owner),
        sections=parts.sections(
            parts.section(edition, "todo", _("To do"), Todos(todo) if todo else nothing),
            parts.finding_section(edition, found.of_owner(edition, owner.id)),
            _contacts(edition, owner.id),
            _around(edition, owner),
            _promised(edition, owner.id),
            *(_collection(edition, owner.id, collection) for collection in OWNED),
        ),
    )  # fmt: skip


def _around(edition: Edition, owner: Entity[Any]) -> Section | None:
    return parts.section(edition, "around", _("Before and after you"), around_picture(edition, owner.ref, around_owner))


def owned(edition: Edition, owner: str, collection: str) -> list[Entity[Any]]:
    """Return what an owner owns in a collection."""
    return [one for one in edition.workspace.entities[collection].values() if one.spec.owner == owner]


def _facts(edition: Edition, owner: Entity[Any]) -> tuple[Fact, ...]:
    spec, say = owner.spec, edition.say
    steps = edition.uses.steps_of_owner.get(owner.id, [])
    mine = say(plural("{count} contact", "{count} contacts", len(steps)))
    measured = say(plural("{count} KPI", "{count} KPIs", len(owned(edition, owner.id, "kpis"))))
    return parts.facts(
        (say(_("Yours")), Words(f"{mine}, {measured}")),
        (say(_("What is wrong with it")), found.counted(edition, found.of_owner(edition, owner.id))),
        (say(_("Reach them at")), _contact(spec.contact)),
        (say(_("May decide")), edition.words(spec.mandate) if spec.description else NOTHING),
        (say(_("Backed by")), edition.who(spec.sponsor) if spec.sponsor else NOTHING),
    )


def _contact(written: str | None) -> Inline:
    if written and "@" in written and " " not in written and ":" not in written:
        return Away(Words(written), f"mailto:{written}")
    return Words(written or "")


def _todo(edition: Edition, owner: str) -> tuple[Todo, ...]:
    """Return what waits for this owner: milestones, KPIs off target, reviews; what is late first."""
    todos = [*_milestones(edition, owner), *_missed(edition, owner), *_reviews(edition, owner)]
    return tuple(todo for _order, todo in sorted(todos, key=lambda pair: (not pair[1].is_late, pair[0])))


def _milestones(edition: Edition, owner: str) -> Iterator[tuple[str, Todo]]:
    for initiative in owned(edition, owner, "initiatives"):
        if initiative.spec.status in ("live", "stopped"):
            continue
        for milestone in initiative.spec.milestones:
            late = (edition.source.today - day(milestone.date)).days
            when = _when(edition, milestone.date, late)
            what = With(edition.words(milestone.what), edition.link("initiatives", initiative.id))
            yield milestone.date, Todo("rocket", what.content, what.sub, when, late > 0)


def _missed(edition: Edition, owner: str) -> Iterator[tuple[str, Todo]]:
    for kpi in owned(edition, owner, "kpis"):
        reading = edition.reading(kpi.id)
        if reading is None or on_target(kpi.spec, reading.value) is not False:
            continue
        target = edition.voice.target(kpi.spec.target, kpi.spec.unit)
        value = edition.voice.with_unit(reading.value, kpi.spec.unit)
        said = edition.say(_("Stands at {value}, target {target}", value=value, target=target))
        busy = edition.uses.initiatives_of_kpi.get(kpi.id, ())
        help_ = With(Words(said), edition.links("initiatives", (one.id for one in busy)))
        yield "9998", Todo("target", edition.link("kpis", kpi.id), help_, edition.say(_("off target")))


def _reviews(edition: Edition, owner: str) -> Iterator[tuple[str, Todo]]:
    for journey in owned(edition, owner, "journeys"):
        spec = journey.spec
        if spec.status == "retired" or not (spec.reviewed and spec.review_every):
            continue
        late = round((edition.source.today - day(spec.reviewed)).days - days(spec.review_every))
        if late < -REVIEW_SOON:
            continue
        said = edition.say(_("Reviewed on {day}", day=edition.voice.day(spec.reviewed)))
        when = (
            edition.say(plural("{count} day late", "{count} days late", late)) if late > 0 else edition.say(_("soon"))
        )
        what = edition.link("journeys", journey.id)
        yield spec.reviewed, Todo("eye", what, Words(said), when, late > 0)


REVIEW_SOON = 31


def _when(edition: Edition, date: str, late: int) -> str:
    if late > 0:
        return edition.say(plural("{count} day late", "{count} days late", late))
    return edition.say(_("by {day}", day=edition.voice.day(date)))


def _contacts(edition: Edition, owner: str) -> Section | None:
    steps = edition.uses.steps_of_owner.get(owner, [])
    none = parts.note(edition, _("No contact is theirs. Name them as `owner:` of a contact moment, a step or a phase."))
    table = _steps_table(edition, steps) if steps else none
    return parts.section(edition, "contacts", _("Your contacts"), table)


def _steps_table(edition: Edition, steps: list[Step]) -> Table:
    say, rows = edition.say, []
    for step in steps[: parts.MOST]:
        cells = (
            edition.step(step), edition.channel(step.channel), edition.link("journeys", step.journey.id),
            parts.score(edition, step), edition.links("kpis", step.kpis),
        )  # fmt: skip
        rows.append(Row(cells))
    columns = (
        Column(say(_("Contact moment"))), Column(say(_("Channel"))), Column(say(_("In journey"))),
        Column(say(_("Feels")), "num"), Column(say(_("KPI"))),
    )  # fmt: skip
    return Table(say(_("Your contacts")), columns, tuple(rows), left_out=parts.left_out(steps))


def _promised(edition: Edition, owner: str) -> Section | None:
    """Return what is promised about an owner's contacts, each promise once."""
    steps = edition.uses.steps_of_owner.get(owner, [])
    promises = {id(one): one for step in steps for one in step.promises}
    standards = {id(one): one for step in steps for one in step.standards}
    table = parts.promised(edition, promises.values(), standards.values())
    none = parts.note(
        edition, _("Nothing is promised about these contacts. Write `promises:` at a contact moment to record it.")
    )
    return parts.section(edition, "promised", _("Promised"), table or none) if steps else None


def _collection(edition: Edition, owner: str, collection: str) -> Section | None:
    mine = owned(edition, owner, collection)
    title = COLLECTIONS[collection]
    return parts.section(edition, collection, title, table_of(edition, collection, mine, but="Owner") if mine else None)
