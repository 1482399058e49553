"""A badge for a README: a label and a figure on a strip of 20 pixels, without a service that draws it."""

from __future__ import annotations

from markupsafe import escape

from journeyctl.render.metrics import Type, clean, width

HEIGHT = 20
PADDING = 6.0
TYPE = Type(11.0, 400, 14.0)
BASELINE = 14
LABEL = "#3a434c"
# Each holds white text at 4.5 : 1 at least; the figure itself stands beside it, so colour says nothing alone.
GOOD, MIDDLING, BAD, UNKNOWN = "#0b6b4f", "#8a5200", "#a8241c", "#56616c"
WELL, FAIR = 80.0, 50.0


def badge(label: str, value: str, score: float | None) -> str:
    """Return a badge as SVG: the same bytes on every machine.

    Args:
        label: what it is about.
        value: what is said about it.
        score: 0 to 100, which chooses the colour; None when nothing could be judged.
    """
    label, value = clean(label), clean(value)
    left, right = _room(label), _room(value)
    whole = left + right
    name = escape(f"{label}: {value}")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{whole}" height="{HEIGHT}" role="img" aria-label="{name}">'
        f"<title>{name}</title>"
        f'<clipPath id="r"><rect width="{whole}" height="{HEIGHT}" rx="3"/></clipPath>'
        f'<g clip-path="url(#r)"><path fill="{LABEL}" d="M0 0h{left}v{HEIGHT}H0z"/>'
        f'<path fill="{colour(score)}" d="M{left} 0h{right}v{HEIGHT}H{left}z"/></g>'
        f"{_text(label, left / 2, left)}{_text(value, left + right / 2, right)}</svg>\n"
    )


def colour(score: float | None) -> str:
    """Return the colour behind a score."""
    if score is None:
        return UNKNOWN
    return GOOD if score >= WELL else MIDDLING if score >= FAIR else BAD


def _room(text: str) -> int:
    return round(width(text, TYPE) + 2 * PADDING)


def _text(text: str, middle: float, room: int) -> str:
    """Return a text in the middle of its half; `textLength` makes any font fit that a reader has."""
    return (
        f'<text x="{middle:g}" y="{BASELINE}" fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" '
        f'font-size="{TYPE.size:g}" text-anchor="middle" textLength="{room - 2 * PADDING:g}" '
        f'lengthAdjust="spacingAndGlyphs">{escape(text)}</text>'
    )
