"""A KPI: its trend and its target first, then what it drives and what drives it, then where it measures."""

# ruff: noqa: RUF001 - signs as pages show them

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journeyctl.analyse.kpis import on_target
from journeyctl.i18n import _
from journeyctl.model.values import day
from journeyctl.site import parts
from journeyctl.site.blocks import NOTHING, Chain, ChainLink, Column, Fact, Inline, Row, Section, Table, With, Words
from journeyctl.site.chart import Dot, Tick, Trend, nice_ticks, positions, thinned
from journeyctl.site.illustrations import TrendBlock
from journeyctl.site.labels import KINDS, ONE, WORDS
from journeyctl.site.page import later

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyctl.model import Entity, spec
    from journeyctl.site.edition import Edition
    from journeyctl.site.page import Later, Page

CHAIN = 4
LEAST = 9.0


def pages(edition: Edition) -> Iterator[Later]:
    """Return the page of every KPI."""
    return later(edition, edition.workspace.kpis.values(), _page)


def _page(edition: Edition, kpi: Entity[Any]) -> Page:
    spec_, readings = kpi.spec, edition.workspace.readings.get(kpi.id, ())
    kicker = (edition.say(ONE["kpis"]), edition.label(KINDS, spec_.kind), edition.label(WORDS, spec_.level))
    none = parts.note(edition, _("Nothing was measured yet. Write `readings:` with a date and a value."))
    trend = TrendBlock(trend_of(edition, kpi, readings)) if readings else none
    return parts.entity_page(
        edition, kpi,
        kicker=" · ".join(part for part in kicker if part),
        lede=Words(stand(edition, kpi)),
        facts=_facts(edition, kpi),
        sections=parts.sections(
            parts.finding_section(edition, edition.source.findings_by_subject.get(kpi.ref, ())),
            parts.section(edition, "trend", _("Trend"), trend),
            _chain(edition, kpi),
            _about(edition, kpi),
            _measures(edition, kpi),
            parts.section(edition, "readings", _("Readings"), _readings(edition, kpi, readings)),
        ),
    )  # fmt: skip


def _about(edition: Edition, kpi: Entity[Any]) -> Section | None:
    return parts.section(edition, "about", _("What it means"), parts.description(edition, kpi), _meaning(edition, kpi))


def stand(edition: Edition, kpi: Entity[Any]) -> str:
    """Return in one or two sentences where a KPI stands and how it moves."""
    say, voice, unit = edition.say, edition.voice, kpi.spec.unit
    reading = edition.reading(kpi.id)
    if reading is None:
        return say(_("Not measured yet."))
    parts_ = [say(_("{value} on {day}.", value=voice.with_unit(reading.value, unit), day=voice.day(reading.date)))]
    if kpi.spec.target:
        target = voice.target(kpi.spec.target, unit)
        yes, no = (
            _("The target is reached: {target}.", target=target),
            _("The target is missed: {target}.", target=target),
        )
        parts_.append(say(yes if on_target(kpi.spec, reading.value) else no))
    return " ".join([*parts_, *_moved(edition, kpi)])


def _moved(edition: Edition, kpi: Entity[Any]) -> list[str]:
    readings = edition.workspace.readings.get(kpi.id, ())
    if len(readings) < 2:  # noqa: PLR2004 - a movement needs two
        return []
    change = readings[-1].value - readings[-2].value
    said = edition.voice.number(abs(change))
    if change == 0:
        return [edition.say(_("It did not move since the reading before."))]
    up, down = (
        _("Up {change} since the reading before.", change=said),
        _("Down {change} since the reading before.", change=said),
    )
    return [edition.say(up if change > 0 else down)]


def _facts(edition: Edition, kpi: Entity[Any]) -> tuple[Fact, ...]:
    spec_, say, voice = kpi.spec, edition.say, edition.voice
    return parts.facts(
        (say(_("Last reading")), edition.reading_mark(kpi.id)),
        (say(_("Target")), Words(voice.target(spec_.target, spec_.unit)) if spec_.target else NOTHING),
        (
            say(_("At the start")),
            Words(voice.with_unit(spec_.baseline, spec_.unit)) if spec_.baseline is not None else NOTHING,
        ),
        (say(_("Owner")), edition.who(spec_.owner)),
        (say(_("Read every")), Words(voice.duration(spec_.cadence)) if spec_.cadence else NOTHING),
    )


def trend_of(edition: Edition, kpi: Entity[Any], readings: tuple[spec.Reading, ...]) -> Trend:
    """Return the readings of a KPI as a chart."""
    voice, unit, values = edition.voice, kpi.spec.unit, [reading.value for reading in readings]
    target = kpi.spec.target
    limit = None if target is None else target.at_least if target.at_least is not None else target.at_most
    ticks = nice_ticks(min([*values, *_some(limit)]), max([*values, *_some(limit)]))
    low, high = ticks[0], ticks[-1]

    def height(value: float) -> float:
        return round(90 - (value - low) / (high - low) * 80, 2)

    places = positions([day(reading.date) for reading in readings])
    dots = tuple(
        Dot(
            x, height(reading.value), "", f"{voice.day(reading.date, 'medium')}: {voice.with_unit(reading.value, unit)}"
        )
        for x, reading in zip(places, readings, strict=True)
    )
    path = "M" + "L".join(f"{dot.x * 10:g} {dot.y:g}" for dot in dots) if len(dots) > 1 else ""
    last = dots[-1]
    falls = len(values) > 1 and values[-1] < values[-2]
    return Trend(
        stand(edition, kpi), path, dots, tuple(Tick(height(tick), voice.number(tick)) for tick in ticks),
        tuple(Tick(places[index], _date(edition, readings, index)) for index in thinned(places, LEAST)),
        None if limit is None else Tick(height(limit), _target(edition, limit, unit)),
        Dot(last.x, last.y, "below" if falls else "", voice.with_unit(values[-1], unit)),
    )  # fmt: skip


def _target(edition: Edition, limit: float, unit: str | None) -> str:
    return edition.say(_("target {target}", target=edition.voice.with_unit(limit, unit)))


def _some(value: float | None) -> list[float]:
    return [] if value is None else [value]


def _date(edition: Edition, readings: tuple[spec.Reading, ...], index: int) -> str:
    years = {reading.date[:4] for reading in readings}
    form = "MMM" if len(years) == 1 else "MMM ’yy"
    return edition.voice.day(readings[index].date, form)


def _chain(edition: Edition, kpi: Entity[Any]) -> Section | None:
    before = _levels(kpi.id, lambda one: [driver.id for driver, _drive in edition.uses.drivers_of.get(one, ())])
    after = _levels(kpi.id, lambda one: _driven(edition, one))
    if not before and not after:
        none = parts.note(
            edition, _("It is not known what this drives. Write `drives:` with the KPI that moves along.")
        )
        return parts.section(edition, "chain", _("What drives it, and what it drives"), none)
    links = [_link(edition, level) for level in reversed(before)]
    links.append(ChainLink(_level(edition, [kpi.id]), (edition.words(kpi.name),), is_current=True))
    links += [_link(edition, level) for level in after]
    table = _evidence(edition, kpi)
    return parts.section(edition, "chain", _("What drives it, and what it drives"), Chain(tuple(links)), table)


def _driven(edition: Edition, kpi: str) -> list[str]:
    found = edition.entity("kpis", kpi)
    return [drive.kpi for drive in found.spec.drives] if found else []


def _levels(start: str, follow: Any) -> list[list[str]]:
    """Return what can be reached in one, two … steps, each thing where it is first reached."""
    seen, level = {start}, [start]
    levels: list[list[str]] = []
    while len(levels) < CHAIN:
        level = list(dict.fromkeys(one for reached in level for one in follow(reached) if one not in seen))
        if not level:
            break
        seen.update(level)
        levels.append(level)
    return levels


def _link(edition: Edition, kpis: list[str]) -> ChainLink:
    return ChainLink(_level(edition, kpis), tuple(edition.link("kpis", kpi) for kpi in kpis))


def _level(edition: Edition, kpis: list[str]) -> str:
    found = [one.spec.level for kpi in kpis if (one := edition.entity("kpis", kpi)) and one.spec.level]
    return ", ".join(dict.fromkeys(edition.label(WORDS, level) for level in found)) or edition.say(_("what we do"))


def _evidence(edition: Edition, kpi: Entity[Any]) -> Table | None:
    say = edition.say
    before = (
        _drive_row(edition, edition.link("kpis", driver.id), _("drives this"), drive)
        for driver, drive in edition.uses.drivers_of.get(kpi.id, ())
    )
    after = (_drive_row(edition, edition.link("kpis", one.kpi), _("is driven by this"), one) for one in kpi.spec.drives)
    rows = (*before, *after)
    columns = (
        Column(say(_("KPI"))), Column(say(_("Which way"))), Column(say(_("How we know"))),
        Column(say(_("Effect")), "num"),
    )  # fmt: skip
    return Table(say(_("What drives it, and what it drives")), columns, rows) if rows else None


def _drive_row(edition: Edition, link: Inline, way: Any, drive: spec.Drive) -> Row:
    effect = Words(edition.voice.number(drive.effect)) if drive.effect is not None else NOTHING
    return Row((link, edition.voice.chrome(way), Words(edition.label(WORDS, drive.evidence or "none")), effect))


def _meaning(edition: Edition, kpi: Entity[Any]) -> Any:
    spec_, say, voice = kpi.spec, edition.say, edition.voice
    scale = f"{voice.number(spec_.scale.min)}–{voice.number(spec_.scale.max)}" if spec_.scale else ""
    pays = edition.voice.chrome(_("somebody’s pay depends on it")) if spec_.incentive else NOTHING
    nps = edition.voice.chrome(_("it informs, and is nobody’s goal")) if spec_.kind == "nps" else NOTHING
    return parts.details(
        (say(_("How it is computed")), edition.words(spec_.formula)),
        (say(_("Scale")), Words(scale)),
        (say(_("Which way is better")), Words(edition.label(WORDS, spec_.direction))),
        (say(_("Where it comes from")), edition.words(spec_.source)),
        (say(_("Pay")), pays),
        (say(_("NPS")), nps),
        (say(_("More about it")), parts.web_links(edition, spec_.links)),
    )


def _measures(edition: Edition, kpi: Entity[Any]) -> Section | None:
    uses = edition.uses
    journeys = [journey.id for journey in uses.journeys_of_kpi.get(kpi.id, ())]
    initiatives = [one.id for one in uses.initiatives_of_kpi.get(kpi.id, ())]
    steps = parts.steps_table(edition, _("Where it measures"), uses.steps_of_kpi.get(kpi.id, ()))
    whole = parts.details(
        (edition.say(_("Measures these journeys as a whole")), edition.links("journeys", journeys)),
        (edition.say(_("What is being done about it")), edition.links("initiatives", initiatives)),
    )
    none = parts.note(edition, _("It measures nothing yet. Name it under `kpis:` of a journey or a contact moment."))
    blocks = (whole, steps) if whole or steps else (none,)
    return parts.section(edition, "measures", _("Where it measures"), *blocks)


def _readings(edition: Edition, kpi: Entity[Any], readings: tuple[spec.Reading, ...]) -> Table | None:
    say, voice = edition.say, edition.voice
    rows = tuple(
        Row((
            Words(voice.day(reading.date)), With(Words(voice.with_unit(reading.value, kpi.spec.unit)), NOTHING),
            Words(voice.number(reading.n)) if reading.n is not None else NOTHING,
        ))
        for reading in reversed(readings)
    )  # fmt: skip
    columns = (Column(say(_("Date"))), Column(say(_("Value")), "num"), Column(say(_("Answers")), "num"))
    return Table(say(_("Readings")), columns, rows, "narrow") if rows else None
