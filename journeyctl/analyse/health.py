"""How healthy the journeys are: eight parts, each the share of what is well, and a sum with weights that are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from journeyctl.analyse.coverage import covered, looked_at, moments
from journeyctl.analyse.five_gaps import Count, five_gaps
from journeyctl.analyse.kpis import newest_reading
from journeyctl.analyse.privacy import lacks
from journeyctl.analyse.recovery import fails, feels_bad, is_recovered
from journeyctl.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from journeyctl.diagnostics import Diagnostic
    from journeyctl.model import Journey, Workspace

WEIGHTS: Mapping[str, int] = {
    "ownership": 15,
    "start-and-end": 10,
    "measurement": 15,
    "promises": 20,
    "evidence": 15,
    "privacy": 5,
    "recovery": 10,
    "findings": 10,
}
"""What each part weighs, of 100: our own choice, to be argued with."""
LEAST_JUDGED = 50
"""A sum over less weight than this would speak for parts that nobody described."""


class Part(NamedTuple):
    """One part of health.

    Args:
        name: a key of `WEIGHTS`.
        tally: `some` that are well, of `all` that can be judged; None when it was not judged at all.
    """

    name: str
    tally: Count | None

    @property
    def weight(self) -> int:
        """What it weighs, of 100."""
        return WEIGHTS[self.name]

    @property
    def share(self) -> float | None:
        """What is well, in per cent; None where there is nothing to judge."""
        return 100 * self.tally.some / self.tally.all if self.tally and self.tally.all else None


class Health(NamedTuple):
    """All parts, in the order of `WEIGHTS`."""

    parts: tuple[Part, ...]

    @property
    def judged(self) -> int:
        """The weight of the parts that can be judged, of 100."""
        return sum(part.weight for part in self.parts if part.share is not None)

    @property
    def score(self) -> float | None:
        """The weighted mean of the parts that can be judged, 0 to 100; None when they weigh too little together."""
        return score_over(self, {part.name for part in self.parts if part.share is not None})


def score_over(found: Health, names: set[str]) -> float | None:
    """Return the weighted mean of some parts, 0 to 100; None when they weigh less than half of all together.

    Formula: the sum of weight times share, over the sum of the weights.
    """
    pairs = [(part.weight, part.share) for part in found.parts if part.name in names and part.share is not None]
    weight = sum(weight for weight, _share in pairs)
    return sum(weight * share for weight, share in pairs) / weight if weight >= LEAST_JUDGED else None


def comparable(now: Health, then: Health) -> set[str]:
    """Return the parts that could be judged both times: only over these do two sums say what has changed."""
    known = {part.name for part in then.parts if part.share is not None}
    return {part.name for part in now.parts if part.share is not None and part.name in known}


def health(workspace: Workspace, sound: Count | None = None) -> Health:
    """Return how healthy a workspace is.

    Args:
        workspace: what is judged.
        sound: live journeys without an error or a warning, of all live journeys; None when nobody linted.
    """
    counts: Mapping[str, Count | None] = {
        "ownership": _ownership(workspace),
        "start-and-end": _start_and_end(workspace),
        "measurement": _measurement(workspace),
        "promises": _promises(workspace),
        "evidence": Count(covered(looked_at(workspace))["insight"], len(looked_at(workspace))),
        "privacy": _privacy(workspace),
        "recovery": _recovery(workspace),
        "findings": sound,
    }
    return Health(tuple(Part(name, counts[name]) for name in WEIGHTS))


def _ownership(workspace: Workspace) -> Count:
    """Count what has an owner: journeys and contact moments."""
    journeys = [journey.spec.owner is not None for journey in workspace.live]
    looked = looked_at(workspace)
    return Count(sum(journeys) + covered(looked)["owner"], len(journeys) + len(looked))


def _start_and_end(workspace: Workspace) -> Count:
    """Count the journeys that say what sets the customer going and what the customer ends with."""
    known = [bool(journey.spec.trigger and journey.spec.outcome) for journey in workspace.live]
    return Count(sum(known), len(known))


def _measurement(workspace: Workspace) -> Count:
    """Count the contact moments with a KPI that has a target and was read."""
    read = {kpi.id for kpi in workspace.kpis.values() if kpi.spec.target is not None and newest_reading(workspace, kpi)}
    found = moments(workspace).values()
    return Count(sum(any(not read.isdisjoint(step.kpis) for step in steps) for steps in found), len(found))


def _promises(workspace: Workspace) -> Count:
    """Count, over the five gaps of service quality, what could fall into one and does not."""
    gaps = five_gaps(workspace)
    counts = [found for found in gaps if isinstance(found, Count)]
    total = sum(found.all for found in counts)
    return Count(total - sum(found.some for found in counts), total)


def _privacy(workspace: Workspace) -> Count:
    """Count the items of personal data that are described in full."""
    personal = [item.spec for item in workspace.data.values() if item.spec.personal]
    return Count(sum(not lacks(item) for item in personal), len(personal))


def _recovery(workspace: Workspace) -> Count:
    """Count the steps where it goes wrong that lead to a recovery, themselves or one step on."""
    wrong = [step for step in workspace.steps() if feels_bad(step) or fails(step)]
    return Count(sum(map(is_recovered, wrong)), len(wrong))


def sound(workspace: Workspace, findings: Iterable[Diagnostic]) -> Count:
    """Return how many live journeys have neither an error nor a warning, in themselves or in a contact they share."""
    serious = {"/".join(one.entity.split("/")[:2]) for one in findings if one.severity >= Severity.WARNING}
    live = list(workspace.live)
    return Count(sum(serious.isdisjoint(_subjects(journey)) for journey in live), len(live))


def _subjects(journey: Journey) -> set[str]:
    return {journey.ref, *(step.shared.ref for step in journey.steps if step.shared)}
