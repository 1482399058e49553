"""The small values: words in several languages, spans of time, opening hours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyctl.model.values import Note, Text, days, is_duration, longest_closing, opening, seconds


def test_a_plain_text_speaks_every_language() -> None:
    text = Text.of("Balie")
    assert (text.in_language("nl"), text.in_language("en")) == ("Balie", "Balie")
    assert (text.speaks("en"), text.languages) == (True, ())


def test_a_text_in_two_languages_falls_back_to_the_first_that_has_words() -> None:
    text = Text.of({"nl": "Balie", "en": "", "x-note": "mine"})
    assert (text.in_language("en"), text.speaks("en"), text.languages) == ("Balie", False, ("nl", "en"))


def test_values_are_frozen_and_compare_by_what_they_say() -> None:
    assert Text("a") == Text("a") != Text("b")
    assert hash(Text("a")) == hash(Text("a"))
    with pytest.raises(AttributeError):
        Text("a").plain = "b"


def test_a_note_may_name_the_opportunity_that_takes_it_up() -> None:
    written = {"text": {"en": "Cold"}, "opportunity": "warm-waiting"}
    note = Note.of(written)
    assert (note.in_language("en"), note.opportunity, note.written()) == ("Cold", "warm-waiting", written)
    assert Note.of("Cold").written() == "Cold"


@pytest.mark.parametrize(
    ("written", "expected"),
    [("PT4H", 14_400), ("P3D", 259_200), ("P1W", 604_800), ("P1M", 30.44 * 86_400), ("P1Y", 365.25 * 86_400),
     ("P1DT12H30M5S", 131_405)],
)  # fmt: skip
def test_durations_have_a_length(written: str, expected: float) -> None:
    assert seconds(written) == pytest.approx(expected)


@pytest.mark.parametrize("written", ["P" + "9" * 400 + "Y", "P", "PT", "4H", "P-1D", "P1.5D", "", "PT4H ", "p1d"])
def test_what_is_no_duration_is_refused(written: str) -> None:
    assert not is_duration(written)
    with pytest.raises(ValueError, match=r".*"):
        seconds(written)


def test_a_month_counts_30_44_days() -> None:
    assert days("P1M") == pytest.approx(30.44)


@pytest.mark.parametrize(
    ("written", "longest"),
    [
        ("24/7", 0),
        ("mon-sun 00:00-24:00", 0),
        ("mon-fri 08:00-20:00", 60),
        ("mon-fri 08:00-20:00, sat 09:00-17:00", 39),
        ("fri-mon 22:00-02:00", 92),
        ("sun 20:00-04:00", 160),
    ],
)
def test_the_longest_closing_of_a_week_is_known(written: str, longest: float) -> None:
    assert longest_closing(written) == pytest.approx(longest)


@pytest.mark.parametrize(
    "written", ["", "always", "mon 8:00-9:00", "mon-xyz 08:00-09:00", "mon 08:00-25:00", "mon 08:60-09:00"]
)
def test_opening_hours_that_cannot_be_read_are_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        opening(written)


HOUR = st.integers(0, 23)


@given(st.lists(st.tuples(st.sampled_from(["mon", "wed", "sat", "sun"]), HOUR, HOUR), min_size=1))
def test_opening_spans_are_sorted_apart_and_within_the_week(ranges: list[tuple[str, int, int]]) -> None:
    spans = opening(", ".join(f"{day} {start:02}:00-{end:02}:00" for day, start, end in ranges))
    flat = [hour for span in spans for hour in span]
    assert flat == sorted(flat)
    assert all(0 <= hour <= 168 for hour in flat)
