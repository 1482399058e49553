"""Ways of growing through experience: broaden, deepen, align; the journey that should be against the one that is.

Source: Homburg, Jozić & Kuehnl 2017, Journal of the Academy of Marketing Science 45, 377-401.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from journeyctl.analyse.lifecycle import first_stage, furthest_stage
from journeyctl.analyse.loop import UNDER_WAY
from journeyctl.model import Journey, Workspace, once

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from journeyctl.model import Step

PATHS = ("broaden", "deepen", "align")
FEWEST_SCORES = 3


class Path(NamedTuple):
    """How one to-be journey differs from the as-is journey that it replaces.

    Args:
        now: the journey that is.
        later: the journey that should be.
        outward: by how many stages of the lifecycle the start and the end lie further out, together; None when one of
            the journeys does not say where it begins or ends.
        deeper: the mean score that should be minus the mean score that is, in points from -2 to 2; None with fewer
            than three scored steps on either side.
        tighter: the spread of the scores that is minus the one that should be, in the same points; above 0 they are
            more of one piece.
    """

    now: Journey
    later: Journey
    outward: int | None
    deeper: float | None
    tighter: float | None

    @property
    def taken(self) -> tuple[str, ...]:
        """The ways of growing that it takes."""
        figures = (self.outward, self.deeper, self.tighter)
        return tuple(path for path, figure in zip(PATHS, figures, strict=True) if figure is not None and figure > 0)


class Effort(NamedTuple):
    """What is set on one way of growing: opportunities, and initiatives that are under way for them."""

    path: str
    opportunities: int
    initiatives: int


@once
def growth_paths(workspace: Workspace) -> tuple[Path, ...]:
    """Return how each live to-be journey differs from the one it replaces, in the order written."""
    pairs = (
        (workspace.journeys.get(later.spec.replaces or ""), later)
        for later in workspace.live
        if later.spec.state == "to-be"
    )
    return tuple(_path(now, later) for now, later in pairs if now)


def _path(now: Journey, later: Journey) -> Path:
    felt, wanted = scores(now), scores(later)
    if min(len(felt), len(wanted)) < FEWEST_SCORES:
        return Path(now, later, _outward(now, later), None, None)
    deeper = _mean(wanted) - _mean(felt)
    return Path(now, later, _outward(now, later), deeper, dispersion(felt) - dispersion(wanted))


def scores(journey: Journey) -> tuple[float, ...]:
    """Return how the contacts of a journey feel; in one that should be, the target counts where no score is stated."""
    is_wish = journey.spec.state == "to-be"
    return tuple(score for step in journey.contacts if (score := _score(step, is_wish=is_wish)) is not None)


def _score(step: Step, *, is_wish: bool) -> float | None:
    if step.score is None and is_wish and step.emotion:
        return step.emotion.target
    return step.score


def dispersion(values: Sequence[float]) -> float:
    """Return how far scores on one scale lie apart, in points of that scale; there must be one at least.

    Formula: the standard deviation of the population, the root of the mean squared distance to the mean.
    """
    middle = _mean(values)
    return math.sqrt(_mean([(value - middle) ** 2 for value in values]))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _outward(now: Journey, later: Journey) -> int | None:
    order = {stage: number for number, stage in enumerate(now.workspace.stages)}
    begins, ends = (first_stage(now), first_stage(later)), (furthest_stage(now), furthest_stage(later))
    if begins[0] is None or begins[1] is None or ends[0] is None or ends[1] is None:
        return None
    return order[begins[0].id] - order[begins[1].id] + order[ends[1].id] - order[ends[0].id]


@once
def efforts(workspace: Workspace) -> Mapping[str, Effort]:
    """Return what is set on each way of growing, by its name."""
    paths = {one.id: one.spec.growth_path for one in workspace.opportunities.values()}
    under_way: list[str | None] = [
        paths.get(one.spec.opportunity or "") for one in workspace.initiatives.values() if one.spec.status in UNDER_WAY
    ]
    chosen: list[str | None] = list(paths.values())
    return {path: Effort(path, chosen.count(path), under_way.count(path)) for path in PATHS}
