"""Markdown for a wiki: a journey as a page that a colleague reads, without findings.

No name can be read as anything but words: marks are escaped, and addresses in them do not become links.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from journeyctl.exchange.base import EVERYTHING
from journeyctl.exchange.filling import YES
from journeyctl.exchange.tables import HEADINGS
from journeyctl.i18n import Message, _
from journeyctl.report.markdown import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from journeyctl.exchange.base import Wanted
    from journeyctl.i18n import Localised
    from journeyctl.model import Journey, Phase, Step, Workspace
    from journeyctl.model.spec import Kpi

EXPORTS = "pages for a wiki: facts, phases, steps, owners and KPIs of each journey"
FOR_JOURNEYS = True  # without journeys there is nothing to write
INDEX = "index.md"
FACTS = ("owner", "personas", "state", "status", "trigger", "outcome", "goal", "kpis", "reviewed")
STEPS = ("step", "channel", "owner", "emotion", "doing", "thinking", "pains", "gains", "kpis")
OWNERS = (HEADINGS["owner"], HEADINGS["department"], HEADINGS["contact"], _("Steps"))
KPIS = (_("KPI"), HEADINGS["owner"], HEADINGS["baseline"], _("Target"), HEADINGS["unit"])
# What begins a list or a line where a paragraph begins; `*`, `#` and `>` are escaped wherever they stand.
LIST = re.compile(r"^(\d*)([-+=.)])")
TRUTH = "\u2605"  # a star marks a moment of truth


def export(workspace: Workspace, wanted: Wanted = EVERYTHING) -> bytes:
    """Return the journeys as one document; raises JourneyctlError when there is no such journey."""
    return "\n".join(_page(journey, wanted) for journey in wanted.chosen(workspace)).encode()


def export_folder(workspace: Workspace, wanted: Wanted = EVERYTHING) -> Mapping[str, bytes]:
    """Return a page for each journey, and one that lists them; raises JourneyctlError when there is no such journey."""
    journeys = wanted.chosen(workspace)
    listed = (f"- [{_say(journey.name, wanted)}](./{journey.id}.md)" for journey in journeys)
    index = f"# {_safe(workspace.name)}\n\n" + "\n".join(listed) + "\n"
    pages = {f"{journey.id}.md": _page(journey, wanted).encode() for journey in journeys}
    # A journey that is called like the list keeps its own page.
    return {INDEX: index.encode(), **pages}


def _page(journey: Journey, wanted: Wanted) -> str:
    blocks = [f"# {_say(journey.name, wanted) or journey.id}"]
    if journey.spec.description:
        blocks.append(_say(journey.spec.description, wanted))
    blocks.append("\n".join(_facts(journey, wanted)))
    for phase in journey.phases:
        blocks += _phase(phase, wanted)
    blocks += _owners(journey, wanted)
    blocks += _kpis(journey, wanted)
    return "\n\n".join(block for block in blocks if block) + "\n"


def _facts(journey: Journey, wanted: Wanted) -> Iterator[str]:
    workspace, spec = journey.workspace, journey.spec
    said: dict[str, str] = {
        "owner": _named(workspace, "owners", (spec.owner,), wanted),
        "personas": _named(workspace, "personas", journey.personas, wanted),
        "kpis": _named(workspace, "kpis", spec.kpis, wanted),
    }
    for name in FACTS:
        words = said[name] if name in said else _words(getattr(spec, name), wanted)
        if words:
            yield f"- **{_say(HEADINGS[name], wanted)}**: {words}"


def _phase(phase: Phase, wanted: Wanted) -> Iterator[str]:
    yield f"## {_say(phase.name, wanted) or phase.id}"
    if phase.spec.goal:
        yield f"{_say(HEADINGS['goal'], wanted)}: {_say(phase.spec.goal, wanted)}"
    rows = [_step(step, wanted) for step in phase.steps]
    shown = [index for index in range(len(STEPS)) if index == 0 or any(row[index] for row in rows)]
    if rows:
        yield _table([HEADINGS[STEPS[index]] for index in shown], [[row[index] for index in shown] for row in rows],
                     wanted)  # fmt: skip


def _step(step: Step, wanted: Wanted) -> list[str]:
    workspace, spec = step.workspace, step.spec
    star = f" {TRUTH}" if spec.moment_of_truth else ""
    feeling = step.emotion
    score = "" if step.score is None else f"{step.score:+g}" if step.score else "0"
    label = _say(feeling.label, wanted) if feeling and feeling.label else ""
    return [
        (_say(step.name, wanted) or step.id) + star,
        _named(workspace, "channels", (step.channel,), wanted),
        _named(workspace, "owners", (step.owner,), wanted),
        " ".join(filter(None, (score, label))),
        _words(spec.doing, wanted),
        _words(spec.thinking, wanted),
        "<br>".join(_say(note, wanted) for note in step.pains),
        "<br>".join(_say(note, wanted) for note in step.gains),
        _named(workspace, "kpis", dict.fromkeys(step.kpis), wanted),
    ]


def _owners(journey: Journey, wanted: Wanted) -> Iterator[str]:
    workspace = journey.workspace
    steps: dict[str, int] = {}
    for step in journey.contacts:
        if step.owner:
            steps[step.owner] = steps.get(step.owner, 0) + 1
    known = [(workspace.owners[identity], count) for identity, count in steps.items() if identity in workspace.owners]
    if known:
        yield f"## {_say(_('Owners'), wanted)}"
        yield _table(OWNERS, [
            [_say(owner.name, wanted), _safe(owner.spec.department or ""), _safe(owner.spec.contact or ""), str(count)]
            for owner, count in known
        ], wanted)  # fmt: skip


def _kpis(journey: Journey, wanted: Wanted) -> Iterator[str]:
    workspace = journey.workspace
    used = dict.fromkeys([*journey.spec.kpis, *(kpi for step in journey.steps for kpi in step.kpis)])
    known = [workspace.kpis[identity] for identity in used if identity in workspace.kpis]
    if known:
        yield f"## {_say(_('KPIs'), wanted)}"
        yield _table(KPIS, [
            [_say(kpi.name, wanted), _named(workspace, "owners", (kpi.spec.owner,), wanted),
             _number(kpi.spec.baseline), _target(kpi.spec), _safe(kpi.spec.unit or "")]
            for kpi in known
        ], wanted)  # fmt: skip


def _target(kpi: Kpi) -> str:
    if kpi.target is None:
        return ""
    least, most = kpi.target.at_least, kpi.target.at_most
    return f"\u2265 {_number(least)}" if least is not None else f"\u2264 {_number(most)}"


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _table(headings: Iterable[Message], rows: Iterable[list[str]], wanted: Wanted) -> str:
    head = [_say(heading, wanted) for heading in headings]
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _named(workspace: Workspace, collection: str, identities: Iterable[str | None], wanted: Wanted) -> str:
    """Return the names of entities, behind each other."""
    entities = workspace.entities[collection]
    return ", ".join(_say(entities[one].name, wanted) for one in identities if one and one in entities)


def _words(value: object, wanted: Wanted) -> str:
    if isinstance(value, bool):
        return YES.get(wanted.language, "yes") if value else ""
    if value is None or isinstance(value, str):
        return _safe(value or "")
    return _say(value, wanted)  # type: ignore[arg-type] # what is no word is a text


def _say(words: Localised, wanted: Wanted) -> str:
    return _safe(words.in_language(wanted.language))


def _safe(words: str) -> str:
    """Return words that Markdown shows as they are, on one line, and makes no link of."""
    flat = LIST.sub(r"\1\\\2", plain(" ".join(words.split())))
    return flat.replace("://", "&#58;//").replace("www.", "ww&#119;.")
