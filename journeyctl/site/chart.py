"""The geometry of curves and charts: points in, SVG coordinates out. Nothing here knows a journey."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import msgspec

from journeyctl.render.geometry import smooth
from journeyctl.render.layout import Point
from journeyctl.render.palette import feeling

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


class Dot(msgspec.Struct, frozen=True):
    """A mark on a curve, in per cent of its box."""

    x: float
    y: float
    state: str
    text: str = ""


class Spark(msgspec.Struct, frozen=True):
    """A small curve without an axis; the marks are its lowest and its last point.

    Args:
        label: what it shows, for who cannot see it.
        path: in hundredths.
        dots: its marks.
        is_wanted: whether it is a target.
        has_zero: whether the middle means something.
    """

    label: str
    path: str
    dots: tuple[Dot, ...]
    is_wanted: bool = False
    has_zero: bool = True


def line(values: Sequence[float], label: str) -> Spark:
    """Return the sparkline of figures of any unit, from the lowest to the highest; the last one is marked."""
    low, high = min(values), max(values)
    places = [(value - low) / (high - low) if high > low else 0.5 for value in values]
    points = [Point((index + 0.5) / len(values) * 100, 85 - place * 70) for index, place in enumerate(places)]
    last = Dot(round(points[-1].x, 1), round(points[-1].y, 1), "")
    return Spark(label, smooth(points), (last,), has_zero=False)


def spark(scores: Sequence[float], label: str, *, is_wanted: bool = False) -> Spark | None:
    """Return the sparkline of scores from -2 to 2, hollow and dashed for a target; None where there is none."""
    if not scores:
        return None
    points = [Point((index + 0.5) / len(scores) * 100, 50 - score * 20) for index, score in enumerate(scores)]
    low = min(range(len(scores)), key=lambda index: (scores[index], -index))
    marked = sorted({low, len(scores) - 1})
    states = ("open" if is_wanted else feeling(scores[at]) for at in marked)
    dots = tuple(Dot(round(points[at].x, 1), points[at].y, state) for at, state in zip(marked, states, strict=True))
    return Spark(label, smooth(points), dots, is_wanted)


class Tick(msgspec.Struct, frozen=True):
    """A mark on an axis: where, in per cent, and what it says."""

    at: float
    text: str


class Trend(msgspec.Struct, frozen=True):
    """Readings in time: everything in per cent of the plot, the path in thousandths wide and hundredths high."""

    label: str
    path: str
    dots: tuple[Dot, ...]
    ticks: tuple[Tick, ...]
    dates: tuple[Tick, ...]
    target: Tick | None
    now: Dot


def nice_ticks(low: float, high: float, count: int = 4) -> tuple[float, ...]:
    """Return round values that span from `low` to `high`."""
    if high <= low:
        low, high = low - 1, high + 1
    rough = (high - low) / count
    power = 10 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough * 0.999)
    start = math.floor(low / step + 1e-9)
    end = math.ceil(high / step - 1e-9)
    return tuple(round(index * step, 10) for index in range(start, end + 1))


def positions(days: Sequence[date]) -> tuple[float, ...]:
    """Return where days stand on an axis, in per cent."""
    span = (days[-1] - days[0]).days
    if span == 0:
        return tuple(50.0 for _day in days)
    return tuple(round((day - days[0]).days / span * 100, 2) for day in days)


def thinned(places: Sequence[float], least: float) -> tuple[int, ...]:
    """Return which marks of an axis fit beside each other, the last one always."""
    kept: list[int] = []
    for index in reversed(range(len(places))):
        if not kept or places[kept[-1]] - places[index] >= least:
            kept.append(index)
    return tuple(reversed(kept))
