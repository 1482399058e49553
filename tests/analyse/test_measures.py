"""Which measure is stricter, and which figure misses it."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from journeyctl.analyse.measures import are_comparable, is_stricter, misses
from journeyctl.model import spec


def measure(**written: Any) -> spec.Measure:
    return msgspec.convert({"metric": "reply-time", **written}, spec.Measure)


def test_a_shorter_at_most_and_a_higher_at_least_are_stricter() -> None:
    assert is_stricter(measure(at_most="PT4H"), measure(at_most="P1D"))
    assert not is_stricter(measure(at_most="P1D"), measure(at_most="PT4H"))
    assert is_stricter(measure(at_least=95, unit="%"), measure(at_least=90, unit="%"))
    assert not is_stricter(measure(at_least=90, unit="%"), measure(at_least=95, unit="%"))


def test_equal_measures_are_not_stricter() -> None:
    assert not is_stricter(measure(at_most="PT24H"), measure(at_most="P1D"))


def test_a_number_in_a_unit_of_time_compares_with_a_duration() -> None:
    assert is_stricter(measure(at_most=4, unit="hours"), measure(at_most="P1D"))
    assert is_stricter(measure(at_most=90, unit="min"), measure(at_most=2, unit="uur"))


@pytest.mark.parametrize(
    "other",
    [
        measure(metric="wait", at_most="P1D"),
        measure(at_most=24, unit="%"),
        measure(at_most=24),
        measure(at_least="P1D"),
    ],
    ids=["another metric", "another unit", "no unit", "the other side"],
)
def test_what_is_not_about_the_same_does_not_compare(other: spec.Measure) -> None:
    assert not is_stricter(measure(at_most="PT4H"), other)
    assert not is_stricter(other, measure(at_most="PT4H"))
    assert not are_comparable(other, measure(at_most="PT4H"))


def test_opening_hours_may_last_longer_on_the_clock_so_they_are_never_surely_stricter() -> None:
    assert not is_stricter(measure(at_most="PT4H", hours="open"), measure(at_most="P1D", hours="elapsed"))
    assert is_stricter(measure(at_most="PT4H", hours="elapsed"), measure(at_most="P1D", hours="open"))
    assert is_stricter(measure(at_most="PT4H", hours="elapsed"), measure(at_most="P1D", hours="elapsed"))


def test_a_duration_counts_in_the_unit_of_the_figure() -> None:
    assert misses(measure(at_most="P1D"), 30, "h")
    assert not misses(measure(at_most="P1D"), 20, "h")
    assert misses(measure(at_most="P1D"), 1.5, "dagen")


def test_a_figure_in_another_unit_misses_nothing() -> None:
    assert not misses(measure(at_most="P1D"), 30, "%")
    assert not misses(measure(at_least=95, unit="%"), 3, None)


def test_a_figure_in_the_same_unit_misses_what_it_does_not_reach() -> None:
    assert misses(measure(at_least=95, unit="%"), 94.9, "%")
    assert not misses(measure(at_least=95, unit="%"), 95, "%")
    assert misses(measure(at_most=3, unit="screens"), 4, "screens")
