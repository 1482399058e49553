"""The colours of pictures that stand alone: the same as the variables of journeyctl.css (a test compares)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

FONT = '"Atkinson Hyperlegible Next", "Atkinson Hyperlegible", "Helvetica Neue", Arial, "Liberation Sans", sans-serif'

# (light, dark), by the name of the variable.
PALETTE: Mapping[str, tuple[str, str]] = {
    "paper": ("#fcfbf8", "#14181d"),
    "tint": ("#f4f2ec", "#1b2026"),
    "ink": ("#16202a", "#e9e6df"),
    "muted": ("#56616c", "#a3abb3"),
    "line": ("#dcd9d1", "#353b42"),
    "rule": ("#8b9096", "#6b727a"),
    "accent": ("#0b5fff", "#7aa9ff"),
    "error": ("#a8241c", "#ff9a8f"),
    "warning": ("#8a5200", "#f0b65a"),
    "info": ("#2f5d8c", "#8fbce6"),
    "good": ("#0b6b4f", "#6cc7a6"),
    "e-n2": ("#a63c00", "#ff9a5c"),
    "e-n1": ("#c2661b", "#e0823c"),
    "e-0": ("#6f757b", "#8e959c"),
    "e-p1": ("#3b82c4", "#5a9bd8"),
    "e-p2": ("#0f4f96", "#9cc7f2"),
}
ACCENT = PALETTE["accent"][0]
# What differs on paper.
PRINT: Mapping[str, str] = {
    "paper": "#fff",
    "tint": "#f4f4f2",
    "ink": "#000",
    "muted": "#45494d",
    "line": "#b9bbbd",
    "rule": "#6d7276",
}
FEELINGS = ("e-n2", "e-n1", "e-0", "e-p1", "e-p2")
READABLE = 4.5
"""The least contrast of text with what lies under it (WCAG 2.2, criterion 1.4.3)."""
LINEAR = 0.04045
"""Up to here the scale of sRGB is a straight line."""


def feeling(score: float) -> str:
    """Return the name of the colour of a score of -2 to 2; of one between two colours that of the stronger feeling."""
    nearest = math.floor(abs(score) + 0.5)
    return FEELINGS[max(0, min(4, 2 + (nearest if score > 0 else -nearest)))]


def readable(colour: str) -> str:
    """Return a colour, `#rrggbb`, as dark as it takes to be read on the light paper; itself when it can be."""
    parts = _parts(colour)
    darker = ("#" + "".join(f"{part * kept // 100:02x}" for part in parts) for kept in range(99, -1, -1))
    paper = PALETTE["paper"][0]
    return next(shade for shade in (colour, *darker) if contrast(shade, paper) >= READABLE)


def accents(colour: str) -> tuple[str, str]:
    """Return a colour as it is on light and on dark paper: as much darker or lighter as it takes to be read."""
    if colour == ACCENT:
        return PALETTE["accent"]
    parts = _parts(colour)
    lighter = ("#" + "".join(f"{part + (255 - part) * mixed // 100:02x}" for part in parts) for mixed in range(45, 101))
    paper = PALETTE["paper"][1]
    return readable(colour), next(shade for shade in lighter if contrast(shade, paper) >= READABLE)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21.

    Source: WCAG 2.2, contrast ratio and relative luminance.
    """
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _parts(colour: str) -> list[int]:
    """Return the red, green and blue of `#rrggbb`, from 0 to 255."""
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]


def _luminance(colour: str) -> float:
    parts = [part / 255 for part in _parts(colour)]
    red, green, blue = [part / 12.92 if part <= LINEAR else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
