"""Text is measured and wrapped before layout, so that it fits its box."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from journeyctl.render import metrics
from journeyctl.render.metrics import Type, clean, count_lines, widest, width, wrap

TYPE = Type(14, 400, 18)
BOLD = Type(14, 700, 18)


def test_a_bold_line_is_wider_than_a_regular_one() -> None:
    assert width("Nieuw advies zoeken", BOLD) > width("Nieuw advies zoeken", TYPE) > 100


def test_marks_on_letters_take_no_room_and_wide_letters_take_two() -> None:
    assert width("e\u0301", TYPE) == width("e", TYPE)
    assert width("\u65c5", TYPE) == 2 * width("\u05d0", TYPE)


def test_lines_are_of_even_length() -> None:
    assert wrap("Hulp op het perron vragen", 150, TYPE) == ("Hulp op het", "perron vragen")


def test_a_word_with_joints_breaks_there() -> None:
    assert wrap("meander-rail.example", 100, TYPE) == ("meander-rail.", "example")


def test_a_word_that_is_too_long_breaks_between_syllables_with_a_hyphen() -> None:
    assert wrap("Zichtbaarheidslijn", 80, TYPE) == ("Zichtbaar-", "heidslijn")
    assert wrap("Vergunningaanvraagbeoordeling", 128, BOLD) == ("Vergunningaan-", "vraagbeoordeling")
    assert wrap("recommendation", 80, TYPE) == ("recommen-", "dation")


def test_a_word_without_syllables_breaks_evenly_and_without_a_hyphen() -> None:
    assert wrap("x" * 40, 120, TYPE) == ("x" * 14, "x" * 14, "x" * 12)


def test_a_closing_quote_never_stands_alone_on_a_line() -> None:
    assert all(len(line) > 3 for line in wrap("\u2018Rechtsbijstandsverzekeringsaanvraag?\u2019", 99, TYPE))


def test_words_after_a_broken_one_go_on_beside_it() -> None:
    assert wrap("Arbeidsongeschiktheid nu", 120, TYPE) == ("Arbeidsonge-", "schiktheid nu")


def test_what_stands_for_an_unseen_character_is_no_word() -> None:
    assert wrap("000000\x0fA\x1f", 60, TYPE) == tuple(wrap("000000\\u000fA\\u001f", 60, TYPE))
    assert not any(line.endswith("-") for line in wrap("000000\x0fA\x1f", 60, TYPE))


def test_what_is_cut_off_at_a_break_has_no_hyphen() -> None:
    assert wrap("Arbeidsongeschiktheidsverzekering", 120, TYPE, 1) == ("Arbeidsonge…",)


def test_a_letter_keeps_its_accent_at_a_break() -> None:
    assert all(not line.startswith("\u0301") for line in wrap("e\u0301" * 60, 60, TYPE))


def test_a_blank_that_holds_two_words_together_holds() -> None:
    assert wrap("target 85\u00a0% or more", 60, TYPE) == ("target", "85\u00a0%", "or more")


def test_what_does_not_fit_in_the_lines_allowed_ends_in_an_ellipsis() -> None:
    lines = wrap("one two three four five six seven eight", 60, TYPE, 2)
    assert len(lines) == 2
    assert lines[1].endswith("…")


def test_unseen_characters_are_shown() -> None:
    assert clean("a\x00b\u202ec\ud800 d\n\te") == "a\\u0000b\\u202ec\\ud800 d e"


@given(st.text(max_size=80), st.sampled_from([40.0, 90.0, 148.0]), st.sampled_from([TYPE, BOLD]))
def test_every_line_fits_and_nothing_is_lost(text: str, room: float, type_: Type) -> None:
    assume(not metrics.SYLLABLE.search(clean(text)))
    lines = wrap(text, room, type_)
    assert "".join(lines).replace(" ", "") == clean(text).replace(" ", "")
    assert all(width(line, type_) <= room or len(line) <= 2 or line[1] >= "\u0300" for line in lines), lines


@given(st.text(alphabet="aeiorstmngh- ?", max_size=60), st.sampled_from([60.0, 90.0, 148.0]))
def test_hyphens_are_all_that_breaking_adds(text: str, room: float) -> None:
    lines = wrap(text, room, TYPE)
    assert "".join(lines).replace(" ", "").replace("-", "") == text.replace(" ", "").replace("-", "")
    assert all(width(line, TYPE) <= room for line in lines), lines
    assert count_lines(text, room, TYPE) == len(lines)


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_nothing_is_no_line(text: str) -> None:
    assert wrap(text, 100, TYPE) == ()
    assert widest((), TYPE) == 0
