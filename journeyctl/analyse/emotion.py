"""The emotion curve of a journey: its low, its peak, its end and its biggest drop."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeyctl.model import Journey, Step, Workspace


class EmotionPoint(NamedTuple):
    """How one step feels: its step, and its score from -2 (bad) to +2 (good)."""

    step: Step
    score: float


class Drop(NamedTuple):
    """A fall between two neighbouring points of a curve, in score points (positive)."""

    before: EmotionPoint
    after: EmotionPoint

    @property
    def size(self) -> float:
        """How far it falls."""
        return self.before.score - self.after.score


class Curve(NamedTuple):
    """A curve and the moments of it that people remember.

    Args:
        points: in the order of the steps; unscored steps are left out.
        low: the lowest point, the first when there are several.
        peak: the highest point, the last when there are several, so that a good end counts as peak and end.
        end: the last point.
        drop: the largest fall, the first when there are several; None when the curve never falls.
    """

    points: tuple[EmotionPoint, ...]
    low: EmotionPoint
    peak: EmotionPoint
    end: EmotionPoint
    drop: Drop | None


def curve(journey: Journey) -> Curve | None:
    """Return the curve of how a journey feels, in the order its steps are written; None when no step is scored."""
    return _curve(tuple(EmotionPoint(step, step.score) for step in journey.steps if step.score is not None))


def target_curve(journey: Journey) -> Curve | None:
    """Return the curve of how a journey should feel; None when no step states a target."""
    return _curve(
        tuple(
            EmotionPoint(step, step.emotion.target)
            for step in journey.steps
            if step.emotion and step.emotion.target is not None
        )
    )


def _curve(points: tuple[EmotionPoint, ...]) -> Curve | None:
    """Source: peak-end rule, Kahneman et al. 1993."""
    if not points:
        return None
    low = min(points, key=lambda point: (point.score, point.step.number))
    peak = max(points, key=lambda point: (point.score, point.step.number))
    return Curve(points, low, peak, points[-1], worst_drop(points))


def worst_drop(points: Sequence[EmotionPoint]) -> Drop | None:
    """Return the largest fall between two neighbouring points of a curve.

    Args:
        points: in path order; scores from -2 (bad) to +2 (good), unscored steps left out.

    Returns:
        The fall, the first when several are as large, or None when the curve never falls.

    Source: peak-end rule, Kahneman et al. 1993.
    """
    falls = [Drop(before, after) for before, after in pairwise(points) if before.score > after.score]
    return max(falls, key=lambda drop: drop.size, default=None)


def levels(points: Sequence[EmotionPoint], count: int) -> tuple[float | None, ...]:
    """Return where a curve runs at every step of a journey, also where nothing was scored.

    Args:
        points: the scored steps, in order.
        count: how many steps the journey has.

    Returns:
        One score a step: between two scored steps on the straight line from one to the other, before the first and
        after the last as high as these; all None when no step is scored.
    """
    scores = {point.step.number: point.score for point in points}
    return tuple(_level(scores, number) for number in range(count))


def _level(scores: dict[int, float], number: int) -> float | None:
    before = max((known for known in scores if known <= number), default=None)
    after = min((known for known in scores if known >= number), default=None)
    if before is None or after is None:
        nearest = before if before is not None else after
        return None if nearest is None else scores[nearest]
    share = (number - before) / (after - before) if after > before else 0.0
    return scores[before] + (scores[after] - scores[before]) * share


def counterpart(journey: Journey) -> Journey | None:
    """Return the journey to look at beside this one: the to-be that replaces it, or the as-is that it replaces."""
    workspace: Workspace = journey.workspace
    if journey.spec.replaces:
        return workspace.journeys.get(journey.spec.replaces)
    return next((other for other in workspace.live if other.spec.replaces == journey.id), None)
