"""The emotion curve as it stands on a poster: scale, target, line, dots and what is said at its low, peak and end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from journeyctl.analyse.emotion import Curve, curve, levels, target_curve
from journeyctl.i18n import _
from journeyctl.render.geometry import smooth
from journeyctl.render.layout import Box, Point
from journeyctl.render.metrics import Type, wrap
from journeyctl.render.words import said, signed

if TYPE_CHECKING:
    from journeyctl.i18n import Message
    from journeyctl.model import Journey, Step
    from journeyctl.render.canvas import Canvas
    from journeyctl.render.poster import Band

SCORE = Type(12.5, 700, 15)
WORD = Type(12.5, 400, 15)
SCALE = (-2, -1, 0, 1, 2)
RADIUS = 7.0
# Above +2 and below -2: a dot, its score and two lines of what the customer calls it.
AIR = 58.0


@dataclass(frozen=True)
class Feelings:
    """What the curve of a journey shows.

    Args:
        now: how it feels; None when nothing is scored.
        wanted: how it should feel; None when no target is stated.
        level: where the line runs at every step.
    """

    journey: Journey
    now: Curve | None
    wanted: Curve | None
    level: tuple[float | None, ...]

    @property
    def is_designed(self) -> bool:
        """Whether only targets are known, as of a journey that is still to come."""
        return self.now is None and self.wanted is not None


def feelings(journey: Journey) -> Feelings:
    """Return what the curve of a journey shows: what is scored; of a to-be journey that has no scores, its targets."""
    now, wanted = curve(journey), target_curve(journey)
    shown = now or wanted
    return Feelings(journey, now, wanted, levels(shown.points if shown else (), len(journey.steps)))


def look_of(score: float) -> str:
    """Return the class that colours a score."""
    names = {-2: "e-n2", -1: "e-n1", 0: "e-0", 1: "e-p1", 2: "e-p2"}
    return names[max(-2, min(2, round(score)))]


def draw_curve(canvas: Canvas, shown: Feelings, band: Band, box: Box) -> None:
    """Draw the curve of a band's steps in a box that is as high as the lane."""
    _scale(canvas, box)
    key = f"curve-{shown.journey.id}-{band.first}"
    canvas.clip(key, box)
    for known, look in ((shown.wanted, "curve target"), (shown.now, "curve")):
        if known:
            canvas.path(smooth([_at(point.step.number, point.score, band, box) for point in known.points]), look, key)
    for step in band.steps:
        _mark(canvas, shown, step, band, box)


def draw_drop(canvas: Canvas, shown: Feelings, band: Band, box: Box) -> None:
    """Mark the biggest drop: how far it falls, where it lands."""
    drop = shown.now.drop if shown.now else None
    if drop is None or drop.after.step not in band.steps:
        return
    x, low = _at(drop.after.step.number, drop.after.score, band, box)
    high = height_of(drop.before.score, box)
    from_x = max(_at(drop.before.step.number, 0, band, box).x, box.x)
    canvas.line(from_x, high, x, high, "drop")
    canvas.line(x, high, x, low - RADIUS, "drop")
    canvas.head(x, low - RADIUS - 1, "drop-head")
    size = signed(-drop.size, canvas.drawing.language)
    text = said(_("{size} biggest drop", size=size), canvas.drawing.language)
    canvas.text((text,), SCORE, x, high - SCORE.leading - 3, "t-strong halo at-middle")


def _scale(canvas: Canvas, box: Box) -> None:
    for score in SCALE:
        y = height_of(score, box)
        canvas.line(box.x, y, box.right, y, "axis zero" if score == 0 else "axis")
        if score in (-2, 0, 2):
            canvas.text((signed(score, "en"),), WORD, box.x - 10, y - WORD.leading / 2, "t-text quiet-text at-end")


def height_of(score: float, box: Box) -> float:
    """Return where a score stands in a box."""
    return box.y + AIR + (2 - score) / 4 * (box.height - 2 * AIR)


def _at(number: int, score: float, band: Band, box: Box) -> Point:
    return Point(band.middle(number), height_of(score, box))


class Spot(NamedTuple):
    """Where a point of the curve stands, the room around it, and on which side its words go."""

    x: float
    y: float
    room: float
    is_below: bool


def _mark(canvas: Canvas, shown: Feelings, step: Step, band: Band, box: Box) -> None:
    """Draw a step's dot and how far it is from its target; a step that nobody scored gets a small open dot."""
    level = shown.level[step.number]
    if level is None:
        return
    x, y = _at(step.number, level, band, box)
    target = step.emotion.target if step.emotion else None
    target_y = height_of(target, box) if target is not None and target != level else None
    if target_y is not None and step.score is not None:
        canvas.line(x, y, x, target_y, "gap")
        canvas.line(x - 5, target_y, x + 5, target_y, "gap-end")
    is_known = step.score is not None or (shown.is_designed and target is not None)
    is_filled = is_known and not shown.is_designed
    canvas.dot(x, y, f"dot {look_of(level)}" if is_filled else "dot open", RADIUS if is_known else 4.5)
    if is_known:
        is_below = level < 0 or (level == 0 and target_y is None) or (target_y is not None and target_y < y)
        _say(canvas, shown, step, Spot(x, y, band.column - 12, is_below))


def _say(canvas: Canvas, shown: Feelings, step: Step, spot: Spot) -> None:
    """Write a point's score, what people remember of it, and the feeling in the customer's word."""
    language = canvas.drawing.language
    points = shown.now or shown.wanted
    role = said(role_of(step, points), language) if points else ""
    label = said(step.emotion.label, language) if step.emotion and step.score is not None else ""
    lines = wrap(label, spot.room, WORD, 2)
    y = spot.y + RADIUS + 3 if spot.is_below else spot.y - RADIUS - 3 - SCORE.leading - WORD.leading * len(lines)
    score = signed(shown.level[step.number] or 0.0, language)
    y = canvas.text((f"{score} {role}".strip(),), SCORE, spot.x, y, "t-strong halo at-middle")
    canvas.text(lines, WORD, spot.x, y, "t-text halo at-middle")


def role_of(step: Step, of: Curve) -> Message | None:
    """Return what people remember of a point: the low, the peak, the end; None for the others."""
    is_peak, is_end = step is of.peak.step, step is of.end.step
    if len(of.points) < 2:  # noqa: PLR2004 - one point has no low and no peak
        return None
    if is_peak and is_end:
        return _("peak and end")
    if step is of.low.step:
        return _("low and end") if is_end else _("low")
    return _("peak") if is_peak else _("end") if is_end else None


def target_sample(wanted: Curve | None) -> str:
    """Return the specimen of how targets are drawn: a line, or a mark where there is but one; nothing without any."""
    if wanted is None:
        return ""
    return "line:target" if len(wanted.points) > 1 else "goal"
