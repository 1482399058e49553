"""Comparing limits: is one measure stricter than another, does a figure miss it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from journeyctl.model.values import DAY, is_duration, seconds

if TYPE_CHECKING:
    from journeyctl.model import spec

TIME_UNITS = {
    1.0: "s sec second seconds seconde seconden",
    60.0: "min mins minute minutes minuut minuten",
    3_600.0: "h hr hrs hour hours uur uren u",
    float(DAY): "d day days dag dagen",
    7.0 * DAY: "w wk week weeks weken",
    30.44 * DAY: "month months maand maanden",
    365.25 * DAY: "year years jaar jaren",
}
SECONDS_IN = {word: length for length, words in TIME_UNITS.items() for word in words.split()}
TIME = "time"


class Limit(NamedTuple):
    """What a measure comes down to.

    Args:
        value: the limit; in seconds when it is a time.
        unit: the unit as written, `time` for every time, None for a bare number.
        side: `at_most` or `at_least`.
        hours: how time counts: `elapsed` or `open`.
    """

    value: float
    unit: str | None
    side: str
    hours: str


def limit_of(measure: spec.Measure) -> Limit:
    """Return the limit that a measure states; a number in a unit of time becomes seconds, as a duration does."""
    side = "at_most" if measure.at_most is not None else "at_least"
    written = getattr(measure, side)
    if is_duration(written):
        return Limit(seconds(written), TIME, side, measure.hours)
    value, unit = _in_base_unit(float(written), measure.unit)
    return Limit(value, unit, side, measure.hours if unit == TIME else "open")


def is_stricter(one: spec.Measure, other: spec.Measure) -> bool:
    """Tell whether one measure surely asks more than another.

    They compare when metric and unit agree and both are a most, or both a least. A time in opening hours may last any
    time on the clock, so that it is never surely the stricter of the two.
    """
    if one.metric != other.metric:
        return False
    here, there = limit_of(one), limit_of(other)
    if (here.unit, here.side) != (there.unit, there.side):
        return False
    if here.side == "at_least":
        return here.value > there.value
    return here.value < there.value and not (here.hours == "open" and there.hours == "elapsed")


def are_comparable(one: spec.Measure, other: spec.Measure) -> bool:
    """Tell whether two measures are about the same thing: metric, unit and side agree."""
    here, there = limit_of(one), limit_of(other)
    return (one.metric, here.unit, here.side) == (other.metric, there.unit, there.side)


def misses(measure: spec.Measure, value: float, unit: str | None) -> bool:
    """Tell whether a figure in a KPI's unit misses a measure; False where the units do not agree.

    Args:
        measure: the limit.
        value: the figure.
        unit: the KPI's unit; a duration counts in it when it is a unit of time.
    """
    limit = limit_of(measure)
    figure, figure_unit = _in_base_unit(value, unit)
    if figure_unit != limit.unit:
        return False
    return figure > limit.value if limit.side == "at_most" else figure < limit.value


def _in_base_unit(value: float, unit: str | None) -> tuple[float, str | None]:
    length = SECONDS_IN.get((unit or "").casefold())
    return (value, unit) if length is None else (value * length, TIME)
