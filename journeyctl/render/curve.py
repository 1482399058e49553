"""The emotion curve as it stands on a poster: scale, target, line, dots and what is said at its low, peak and end."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from journeyctl.analyse.emotion import Curve, EmotionPoint, curve, levels, target_curve
from journeyctl.i18n import _
from journeyctl.render.geometry import number, smooth
from journeyctl.render.layout import Box, Point
from journeyctl.render.metrics import Type, widest, wrap
from journeyctl.render.palette import feeling
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
NEAR = 3.0
# Above +2 and below -2, where nothing is said there.
LEAST_AIR = 24.0
# How far words give way to a curve that climbs or falls past them, as a share of the column.
ASIDE = 0.1
STEEP = 1.0


@dataclass(frozen=True)
class Feelings:
    """What the curve of a journey shows.

    Args:
        now: how it feels; None when nothing is scored.
        wanted: how it should feel; None when no target is stated.
        level: where the line runs at every step.
        memory: of words that were broken into lines, because a poster tries many bands before it takes some.
    """

    journey: Journey
    now: Curve | None
    wanted: Curve | None
    level: tuple[float | None, ...]
    memory: dict[tuple[int, float, str], Words] = field(default_factory=dict, repr=False, compare=False)

    @property
    def is_designed(self) -> bool:
        """Whether only targets are known, as of a journey that is still to come."""
        return self.now is None and self.wanted is not None


def feelings(journey: Journey) -> Feelings:
    """Return what the curve of a journey shows: what is scored; of a to-be journey that has no scores, its targets."""
    now, wanted = curve(journey), target_curve(journey)
    shown = now or wanted
    return Feelings(journey, now, wanted, levels(shown.points if shown else (), len(journey.steps)))


class Words(NamedTuple):
    """What is said at a point of the curve: its score and role, the customer's words, on which side they stand."""

    score: str
    lines: tuple[str, ...]
    is_below: bool
    aside: float

    @property
    def height(self) -> float:
        """How high they are, their distance to the middle of the dot included."""
        return RADIUS + NEAR + SCORE.leading + WORD.leading * len(self.lines)


@dataclass(frozen=True)
class Chart:
    """The curve of a band's steps.

    Args:
        shown: what it shows.
        band: the steps in sight.
        unit: how high one point of the score is, in pixels.
        language: of the words.
    """

    shown: Feelings
    band: Band
    unit: float
    language: str

    @cached_property
    def words(self) -> dict[int, Words]:
        """What is said, by the number of the step."""
        return {step.number: self._remembered(step) for step in self.band.steps if self.is_known(step)}

    def _remembered(self, step: Step) -> Words:
        key = (step.number, self.band.column, self.language)
        if key not in self.shown.memory:
            self.shown.memory[key] = self._words(step)
        return self.shown.memory[key]

    @cached_property
    def above(self) -> float:
        """How much room there is above +2."""
        sizes = [said.height - self._from(number, 2) for number, said in self.words.items() if not said.is_below]
        return max([LEAST_AIR, *(size + NEAR for size in sizes)])

    @cached_property
    def below(self) -> float:
        """How much room there is below -2."""
        sizes = [said.height - self._from(number, -2) for number, said in self.words.items() if said.is_below]
        return max([LEAST_AIR, *(size + NEAR for size in sizes)])

    @property
    def height(self) -> float:
        """How high the whole is."""
        return self.above + 4 * self.unit + self.below

    def y(self, score: float, top: float) -> float:
        """Return where a score stands in a chart that begins at `top`."""
        return top + self.above + (2 - score) * self.unit

    def _from(self, number: int, score: float) -> float:
        return abs(score - (self.shown.level[number] or 0.0)) * self.unit

    def is_known(self, step: Step) -> bool:
        """Tell whether a step is scored, or, where only targets are known, has one."""
        return step.score is not None or (self.shown.is_designed and target_of(step) is not None)

    def _words(self, step: Step) -> Words:
        points, level = self.shown.now or self.shown.wanted, self.shown.level[step.number] or 0.0
        role = said(role_of(step, points), self.language) if points else ""
        label = said(step.emotion.label, self.language) if step.emotion and step.score is not None else ""
        goal = gap_of(self.shown, step)
        is_below = level < 0 or (level == 0 and goal is None) or (goal is not None and goal > level)
        slope = self._slope(step.number)
        most = ASIDE * self.band.column if abs(slope) >= STEEP else 0.0
        lines = wrap(label, self.band.column - 12 - 2 * most, WORD, 2)
        aside = min(most, widest(lines, WORD) / 4) * (1 if (slope > 0) == is_below else -1)
        return Words(f"{signed(level, self.language)} {role}".strip(), lines, is_below, aside)

    def _slope(self, number: int) -> float:
        """Return how much the curve climbs past a step, in points a step; 0 at a turn."""
        known = self.shown.level
        before, here, after = known[max(number - 1, 0)], known[number], known[min(number + 1, len(known) - 1)]
        rise, climb = (here or 0.0) - (before or 0.0), (after or 0.0) - (here or 0.0)
        return (rise + climb) / 2 if rise * climb > 0 else 0.0

    def at(self, point: EmotionPoint, top: float) -> Point:
        """Return where a point of a curve stands."""
        return Point(self.band.middle(point.step.number), self.y(point.score, top))


def target_of(step: Step) -> float | None:
    """Return how a step should feel."""
    return step.emotion.target if step.emotion else None


def gap_of(shown: Feelings, step: Step) -> float | None:
    """Return the target of a scored step that feels otherwise; None when there is no distance to show."""
    target = target_of(step)
    return target if step.score is not None and target != shown.level[step.number] else None


def draw_curve(canvas: Canvas, chart: Chart, box: Box) -> None:
    """Draw a chart in a box as high as it is: scale, areas, target, curve, dots and words."""
    shown, band = chart.shown, chart.band
    _scale(canvas, chart, box)
    key = f"curve-{shown.journey.id}-{band.first}"
    canvas.clip(key, box)
    if shown.now:
        _areas(canvas, chart, [chart.at(point, box.y) for point in shown.now.points], box)
    for known, look in ((shown.wanted, "curve target"), (shown.now, "curve")):
        if known:
            canvas.path(smooth([chart.at(point, box.y) for point in known.points]), look, key)
    for step in band.steps:
        _mark(canvas, chart, step, box.y)


def _areas(canvas: Canvas, chart: Chart, points: list[Point], box: Box) -> None:
    """Tint what lies between the curve and zero: one tint above it, another below."""
    zero, data = chart.y(0, box.y), smooth(points)
    if not data:
        return
    data = f"{data}V{number(zero)}H{number(points[0].x)}Z"
    halves = {"up": Box(box.x, box.y, box.width, zero - box.y), "down": Box(box.x, zero, box.width, box.bottom - zero)}
    for look, half in halves.items():
        key = f"{look}-{chart.shown.journey.id}-{chart.band.first}"
        canvas.clip(key, half)
        canvas.path(data, f"area {look}", key)


def draw_drop(canvas: Canvas, chart: Chart, box: Box) -> None:
    """Mark the biggest drop: how far it falls, where it lands."""
    drop = chart.shown.now.drop if chart.shown.now else None
    if drop is None or drop.after.step not in chart.band.steps:
        return
    x, low = chart.at(drop.after, box.y)
    before, high = chart.at(drop.before, box.y)
    canvas.line(max(before, box.x), high, x, high, "drop")
    canvas.line(x, high, x, low - RADIUS, "drop")
    canvas.head(x, low - RADIUS - 1, "drop-head")
    size = signed(-drop.size, canvas.drawing.language)
    text = said(_("{size} biggest drop", size=size), canvas.drawing.language)
    canvas.text((text,), SCORE, x, high - SCORE.leading - 3, "t-strong halo at-middle")


def _scale(canvas: Canvas, chart: Chart, box: Box) -> None:
    for score in SCALE:
        y = chart.y(score, box.y)
        canvas.line(box.x, y, box.right, y, "axis zero" if score == 0 else "axis")
        if score in (-2, 0, 2):
            canvas.text((signed(score, "en"),), WORD, box.x - 10, y - WORD.leading / 2, "t-text quiet-text at-end")


def _mark(canvas: Canvas, chart: Chart, step: Step, top: float) -> None:
    """Draw a step's dot and how far it is from its target; a step that nobody scored gets a small open dot."""
    level = chart.shown.level[step.number]
    if level is None:
        return
    x, y = chart.at(EmotionPoint(step, level), top)
    goal = gap_of(chart.shown, step)
    if goal is not None:
        end = chart.y(goal, top)
        canvas.line(x, y, x, end, "gap")
        canvas.line(x - 5, end, x + 5, end, "gap-end")
    is_known = chart.is_known(step)
    is_filled = is_known and not chart.shown.is_designed
    canvas.dot(x, y, f"dot {feeling(level)}" if is_filled else "dot open", RADIUS if is_known else 4.5)
    if is_known:
        _say(canvas, chart.words[step.number], x, y)


def _say(canvas: Canvas, words: Words, x: float, y: float) -> None:
    """Write a point's score, what people remember of it, and the feeling in the customer's word; the score nearest."""
    score, aside = (words.score,), x + words.aside
    if words.is_below:
        y = canvas.text(score, SCORE, x, y + RADIUS + NEAR, "t-strong halo at-middle")
        canvas.text(words.lines, WORD, aside, y, "t-text halo at-middle")
    else:
        y = canvas.text(words.lines, WORD, aside, y - words.height, "t-text halo at-middle")
        canvas.text(score, SCORE, x, y, "t-strong halo at-middle")


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
