"""Findings as people read them: whom they concern, who can act, and where to look."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from journeyctl.diagnostics import Severity
from journeyctl.i18n import _
from journeyctl.site.blocks import NOTHING, Code, Counts, FindingItem, Findings, Inline, Link, Words
from journeyctl.site.edition import worst_first
from journeyctl.site.voice import capital

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeyctl.diagnostics import Diagnostic
    from journeyctl.model import Journey, Workspace
    from journeyctl.site.edition import Edition


def of_journey(edition: Edition, journey: Journey) -> tuple[Diagnostic, ...]:
    """Return the findings about a journey, and about the shared contact moments in it; the worst first."""
    subjects = edition.source.findings_by_subject
    shared = dict.fromkeys(step.shared.ref for step in journey.steps if step.shared)
    return worst_first(finding for ref in (journey.ref, *shared) for finding in subjects.get(ref, ()))


def of_owner(edition: Edition, owner: str) -> tuple[Diagnostic, ...]:
    """Return the findings that an owner can act on, and those about the owner; the worst first."""
    if "by owner" not in edition.memory:
        edition.memory["by owner"] = _by_owner(edition)
    found: tuple[Diagnostic, ...] = tuple(edition.memory["by owner"].get(owner, ()))
    return found


def _by_owner(edition: Edition) -> dict[str, list[Diagnostic]]:
    found: dict[str, list[Diagnostic]] = defaultdict(list)
    for finding in worst_first(edition.source.findings):
        about = finding.entity.removeprefix("owners/") if finding.entity.startswith("owners/") else None
        for owner in {about, responsible(edition.workspace, finding.entity)} - {None}:
            found[owner or ""].append(finding)
    return found


def responsible(workspace: Workspace, ref: str) -> str | None:
    """Return the owner who can act on what is found about something; None where nobody is named."""
    parts = ref.split("/")
    if parts[0] == "journeys" and len(parts) > 1 and parts[1] in workspace.journeys:
        return _in_journey(workspace.journeys[parts[1]], parts[2:])
    entity = workspace.entities.get(parts[0], {}).get(parts[1] if len(parts) > 1 else "")
    owner: str | None = getattr(entity.spec, "owner", None) if entity else None
    if owner is None and parts[0] == "touchpoints":
        owner = next((step.journey.spec.owner for step in workspace.uses_of(parts[1])), None)
    return owner


def _in_journey(journey: Journey, inner: list[str]) -> str | None:
    owner = journey.spec.owner
    if inner[:1] == ["steps"] and inner[1] in journey.step_by_id:
        return journey.step_by_id[inner[1]].owner or owner
    if inner[:1] == ["phases"]:
        return next((phase.spec.owner for phase in journey.phases if phase.id == inner[1]), None) or owner
    return owner


def counts(findings: Iterable[Diagnostic]) -> Counts:
    """Return how many findings there are, by severity."""
    found = Counter(finding.severity for finding in findings)
    return Counts(found[Severity.ERROR], found[Severity.WARNING], found[Severity.INFO])


def counted(edition: Edition, findings: Iterable[Diagnostic]) -> Inline:
    """Return the counts, or the word for none."""
    found = counts(findings)
    return found or edition.voice.chrome(_("none"))


def listed(edition: Edition, findings: Iterable[Diagnostic]) -> Findings:
    """Return findings as a list."""
    return Findings(tuple(item(edition, finding) for finding in findings))


def item(edition: Edition, finding: Diagnostic) -> FindingItem:
    """Return one finding as a reader sees it."""
    say = edition.say
    owner = responsible(edition.workspace, finding.entity)
    rule = Link(Words(finding.code), f"rules/index.html#{finding.code.lower()}")
    return FindingItem(
        finding.severity.label,
        capital(say(finding.message)),
        capital(say(finding.why)) if finding.why else "",
        capital(say(finding.help)) if finding.help else "",
        where(edition, finding),
        edition.who(owner) if owner else NOTHING,
        finding.code,
        rule if finding.code in edition.source.rules else None,
    )


def where(edition: Edition, finding: Diagnostic) -> tuple[Inline, ...]:
    """Return what a finding is about, and where that is written."""
    written = Code(f"{finding.path}:{finding.span.line}")
    subject = subject_of(edition, finding.entity)
    return (subject, written) if subject else (written,)


def subject_of(edition: Edition, ref: str) -> Inline | None:
    """Return a link to what a finding is about."""
    href = edition.href(ref)
    if href is None:
        return None
    match ref.split("/"):
        case ["journeys", journey, kind, identity, *_]:
            return _in_journey_link(edition, edition.workspace.journeys[journey], kind, identity, href)
        case [collection, identity, *_]:
            return edition.link(collection, identity)
    return Link(edition.voice.chrome(_("The organisation")), href)


def _in_journey_link(edition: Edition, journey: Journey, kind: str, identity: str, href: str) -> Link:
    name = edition.voice.text(journey.name)
    if kind == "steps" and identity in journey.step_by_id:
        step = journey.step_by_id[identity]
        said = _("{journey}, step {number}", journey=name, number=step.number + 1)
    else:
        phase = next((phase for phase in journey.phases if phase.id == identity), None)
        said = _("{journey}, {phase}", journey=name, phase=edition.voice.text(phase.name) if phase else identity)
    return Link(Words(edition.say(said), edition.voice.marked(journey.name)), href)
