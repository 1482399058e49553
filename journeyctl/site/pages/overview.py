"""The overview: are the journeys healthy, the worst thing and who can act, where nobody looks, the list."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from journeyctl.analyse import coverage
from journeyctl.analyse.kpis import on_target
from journeyctl.diagnostics import Severity
from journeyctl.i18n import _, plural
from journeyctl.render.palette import feeling
from journeyctl.site import findings as found
from journeyctl.site import news, parts
from journeyctl.site import reports as told
from journeyctl.site.blocks import (
    NOTHING,
    Bar,
    Callout,
    Column,
    Figures,
    Inline,
    Row,
    Section,
    Several,
    Table,
    Two,
    Words,
)
from journeyctl.site.edition import worst_first
from journeyctl.site.page import Later, Page
from journeyctl.site.pages.indexes import EMPTY, index_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyctl.diagnostics import Diagnostic
    from journeyctl.model import Journey, Step
    from journeyctl.site.edition import Edition

BAD = -1
WORST = -1.5
LOW_SHARE = 0.5


def pages(edition: Edition) -> Iterator[Later]:
    """Yield the overview."""
    yield Later("index.html", partial(_page, edition))


def _page(edition: Edition) -> Page:
    journeys = edition.workspace.live
    sick = [journey for journey in journeys if not is_healthy(edition, journey)]
    sections = parts.sections(
        parts.section(edition, "", _("At a glance"), _figures(edition)),
        _worst(edition),
        news.section(edition),
        _coverage(edition),
        _list(edition),
        told.section(edition),
    )
    first, *rest = sections
    return Page(
        "index.html", Words(_title(edition, len(journeys), len(sick))), nav="overview",
        lede=_lede(edition, sick),
        sections=(Section("", "", first.blocks), *(replace(section, jump=False) for section in rest)),
    )  # fmt: skip


def is_healthy(edition: Edition, journey: Journey) -> bool:
    """Tell whether a journey is well: no error or warning, and no moment of truth at which customers feel worst."""
    findings = found.of_journey(edition, journey)
    return not any(finding.severity >= Severity.WARNING for finding in findings) and not _has_bad_moment(journey)


def _has_bad_moment(journey: Journey) -> bool:
    if journey.spec.state == "to-be":
        return False
    return any(step.spec.moment_of_truth and (step.score or 0) <= WORST for step in journey.steps)


def _title(edition: Edition, count: int, sick: int) -> str:
    if count == 0:
        return edition.source.title
    journeys = edition.say(plural("{count} journey", "{count} journeys", count))
    if sick == 0:
        return edition.say(_("{journeys}, all healthy", journeys=journeys))
    return edition.say(_("{journeys}, {well} healthy", journeys=journeys, well=count - sick))


def _lede(edition: Edition, sick: list[Journey]) -> Words:
    unusable = parts.unusable(edition)
    if edition.workspace.live:
        return Words(" ".join(filter(None, (unusable, _health(edition, sick)))))
    if unusable:
        return Words(unusable)
    if edition.workspace.journeys:
        return edition.voice.chrome(_("Every journey is retired, so none of them counts."))
    return edition.voice.chrome(_("Nothing is written yet."))


def _health(edition: Edition, sick: list[Journey]) -> str:
    say, count = edition.say, len(sick)
    rule = say(_("Healthy is: no error or warning, and no moment of truth at which the customer feels at their worst."))
    if count == 0:
        return rule
    named = sick if count <= NAMED + 1 else sick[:NAMED]
    names = [edition.voice.text(journey.name) for journey in named]
    if count > len(named):
        names.append(say(plural("{count} other", "{count} others", count - len(named))))
    listed = edition.voice.listed(names)
    return say(
        plural(
            "{names} asks for attention. {rule}", "{names} ask for attention. {rule}", count, names=listed, rule=rule
        )
    )


NAMED = 3


def _figures(edition: Edition) -> Figures:
    say, workspace = edition.say, edition.workspace
    counted = found.counts(edition.source.findings)
    contacts = len(coverage.moments(workspace))
    kpis = [(kpi, edition.reading(kpi.id)) for kpi in workspace.kpis.values() if kpi.spec.target]
    reached = sum(1 for kpi, reading in kpis if reading and on_target(kpi.spec, reading.value))
    number = edition.voice.number
    return Figures((
        (say(plural("journey", "journeys", len(workspace.live))), number(len(workspace.live)), "", ""),
        (say(plural("contact moment", "contact moments", contacts)), number(contacts), "", ""),
        (
            say(plural("error", "errors", counted.errors)), number(counted.errors), "",
            "is-error" if counted.errors else "",
        ),
        (
            say(plural("warning", "warnings", counted.warnings)), number(counted.warnings), "",
            "is-warning" if counted.warnings else "",
        ),
        (say(_("of the KPIs reach their target")), number(reached), say(_("of {count}", count=len(kpis))), ""),
    ))  # fmt: skip


def _worst(edition: Edition) -> Section | None:
    """Return the worst thing: the worst finding, else the moment that feels worst; and who can act."""
    serious = [finding for finding in edition.source.findings if finding.severity >= Severity.WARNING]
    step = _worst_step(edition)
    blocks = [_worst_finding(edition, serious)] if serious else []
    if step is not None and (not serious or step.score is not None):
        blocks.append(_worst_moment(edition, step))
    return parts.section(edition, "worst", _("The worst, and who can act"), *blocks)


def _worst_finding(edition: Edition, findings: list[Diagnostic]) -> Callout:
    worst = min(worst_first(findings), key=lambda finding: (-finding.severity, -_weight(edition, finding)))
    item = found.item(edition, worst)
    lines: list[Inline] = [Words(f"{text}.") for text in (item.why, item.help) if text]
    lines.append(Several(item.where))
    return Callout(item.severity, Words(item.what), tuple(lines), edition.say(_("Can act:")), item.who)


def _weight(edition: Edition, finding: Diagnostic) -> float:
    """Return how much a finding's step weighs: a moment of truth, how bad it feels, how much it matters."""
    parts_ = finding.entity.split("/")
    journey = edition.workspace.journeys.get(parts_[1]) if parts_[0] == "journeys" and len(parts_) > 1 else None
    step = journey.step_by_id.get(parts_[-1]) if journey and parts_[2:3] == ["steps"] else None
    if step is None:
        return 0
    return 3 * step.spec.moment_of_truth - (step.score or 0) + (step.spec.importance or 0) / 5


def _worst_step(edition: Edition) -> Step | None:
    """Return the step that feels worst now; at a moment of truth, then by how much it matters."""
    steps = [
        step for step in edition.workspace.steps()
        if step.journey.spec.state == "as-is" and step.score is not None and step.score <= BAD
    ]  # fmt: skip
    return min(
        steps,
        key=lambda step: (step.score, not step.spec.moment_of_truth, -(step.spec.importance or 0)),
        default=None,
    )


def _worst_moment(edition: Edition, step: Step) -> Callout:
    say, voice = edition.say, edition.voice
    where = _("{score}, in {journey}", score=voice.signed(step.score or 0), journey=voice.text(step.journey.name))
    truth = [edition.voice.chrome(_("A moment of truth: here the customer decides what to think of us."))]
    pains = [edition.words(note.text) for note in step.pains]
    taken = dict.fromkeys(edition.uses.opportunities_of_step.get(f"{step.journey.id}/{step.id}", ()))
    busy = [one.id for opportunity in taken for one in edition.uses.initiatives_of_opportunity.get(opportunity, ())]
    done = (
        Several((Words(say(_("Being done about it:"))), edition.links("initiatives", busy)), "row") if busy else NOTHING
    )
    lines = (Words(say(where)), *(truth if step.spec.moment_of_truth else []), *pains, done)
    severity = "error" if feeling(step.score or 0) == "e-n2" else "warning"
    owner = step.owner or step.journey.spec.owner
    return Callout(
        severity,
        edition.step(step),
        tuple(line for line in lines if line.plain),
        say(_("Can act:")),
        edition.who(owner),
    )


def _coverage(edition: Edition) -> Section | None:
    say, looked = edition.say, coverage.looked_at(edition.workspace)
    total = len(looked)
    if not total:
        return None
    names = {
        "owner": _("an owner"), "kpi": _("a KPI"), "process": _("a process behind it"),
        "insight": _("a customer insight"),
    }  # fmt: skip
    rows = []
    for name, count in coverage.covered(looked).items():
        said = f"{edition.voice.number(count)} · {edition.voice.percent(count / total)}"
        rows.append(
            Row((edition.voice.chrome(names[name]), Bar(count / total, count / total < LOW_SHARE), Words(said)))
        )
    title = say(plural("Of {count} contact moment", "Of {count} contact moments", total))
    columns = (Column(title), Column(say(_("Bar")), "bar", is_silent=True), Column(say(_("Have it")), "num"))
    table = Table(say(_("Coverage of the contact moments")), columns, tuple(rows), "plain")
    blind = _unseen(edition)
    return parts.section(
        edition,
        "coverage",
        _("Where nobody looks"),
        table if blind is None else Two((Section("", "", (table,)), blind)),
    )


def _unseen(edition: Edition) -> Section | None:
    """Return the contact moments at which the fewest look."""
    steps = coverage.unseen(edition.workspace)[:UNSEEN]
    rows = tuple(
        Row((edition.step(step), edition.link("journeys", step.journey.id), _lacks(edition, step))) for step in steps
    )
    columns = (
        Column(edition.say(_("Contact moment"))),
        Column(edition.say(_("Journey"))),
        Column(edition.say(_("Lacks"))),
    )
    if not rows:
        return None
    return Section("", "", (Table(edition.say(_("Contact moments at which the fewest look")), columns, rows, "plain"),))


UNSEEN = 4


def _lacks(edition: Edition, step: Step) -> Inline:
    names = {"owner": _("owner"), "kpi": _("KPI"), "process": _("process"), "insight": _("insight")}
    return Words(", ".join(edition.say(name) for aspect, name in names.items() if aspect not in coverage.looks(step)))


def _list(edition: Edition) -> Section | None:
    if not edition.workspace.journeys:
        return parts.section(edition, "journeys", _("Journeys"), parts.empty(edition, EMPTY["journeys"]))
    return parts.section(edition, "journeys", _("Journeys"), index_table(edition, "journeys"))
