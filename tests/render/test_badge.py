"""The badge: readable for who sees it and who does not, the same bytes everywhere, harmless whatever it says."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from journeyctl.render.badge import BAD, GOOD, MIDDLING, UNKNOWN, badge, colour
from journeyctl.render.metrics import Type, width

SVG = "{http://www.w3.org/2000/svg}"


def test_a_badge_says_its_figure_to_eyes_and_to_screen_readers_in_20_pixels() -> None:
    root = ET.fromstring(badge("journey health", "71 of 100", 71))  # noqa: S314 - our own markup
    assert (root.get("height"), root.get("role"), root.get("aria-label")) == ("20", "img", "journey health: 71 of 100")
    assert root.findtext(f"{SVG}title") == "journey health: 71 of 100"
    assert [text.text for text in root.iter(f"{SVG}text")] == ["journey health", "71 of 100"]


def test_each_half_is_as_wide_as_its_text_in_the_shipped_font_with_air_beside_it() -> None:
    root = ET.fromstring(badge("a", "a much longer text", 10))  # noqa: S314 - our own markup
    left, right = root.iter(f"{SVG}text")
    wide = [round(width(text, Type(11.0, 400, 14.0)) + 12) for text in ("a", "a much longer text")]
    assert [left.get("textLength"), right.get("textLength")] == [f"{one - 12:g}" for one in wide]
    assert root.get("width") == str(sum(wide))


def test_what_a_label_says_is_text() -> None:
    root = ET.fromstring(badge('<script>"&\u202e', "1", None))  # noqa: S314 - our own markup
    assert next(text.text for text in root.iter(f"{SVG}text")) == '<script>"&\\u202e'


@pytest.mark.parametrize(
    ("score", "wanted"), [(80, GOOD), (79.9, MIDDLING), (50, MIDDLING), (49.9, BAD), (None, UNKNOWN)]
)
def test_the_colour_follows_the_score(score: float | None, wanted: str) -> None:
    assert colour(score) == wanted


@pytest.mark.parametrize("shade", [GOOD, MIDDLING, BAD, UNKNOWN, "#3a434c"])
def test_white_text_on_every_colour_has_enough_contrast(shade: str) -> None:
    channels = [int(shade[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    assert 1.05 / (luminance + 0.05) >= 4.5
