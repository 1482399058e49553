"""Helps converters with what they lack.

One swaps a whole line's font for a single character that the font has not: such a character becomes a run of its own.
Another cannot draw text over its own outline: a patch of paper lies under it instead.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape, unescape
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from journeyctl.render.metrics import Type, width
from journeyctl.render.standalone import picture_rules

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

COVERAGE = Path(__file__).with_name("fonts") / "coverage.txt"
LINE = re.compile(r'<text class="([^"]*)" x="([\d.-]+)" y="([\d.-]+)">([^<]*)</text>')
SIZE = re.compile(r"\.([\w-]+) \{[^}]*font-size: ([\d.]+)px")
WEIGHT = re.compile(r"\.([\w-]+) \{[^}]*font-weight: (\d+)")
HALOED = {"halo", "edge-name", "cluster-name"}
PLAIN_SIZE = 14.0
BOLD_FROM = 600


def spelled_out(svg: str) -> str:
    """Return a file in which every stretch that the shipped font lacks starts at a place of its own."""
    return LINE.sub(lambda found: found[0] if is_covered(unescape(found[4])) else _line(*found.groups()), svg)


def patched(svg: str) -> str:
    """Return a file in which text that lies on lines has a patch of paper under it."""
    return LINE.sub(
        lambda found: f"{_patch(*found.groups())}{found[0]}" if HALOED & set(found[1].split()) else found[0], svg
    )


def _patch(classes: str, x: str, y: str, written: str) -> str:
    type_ = type_of(classes)
    wide = width(unescape(written), type_)
    left, top = _left(classes, float(x), wide) - 1, float(y) - 0.8 * type_.size
    return f'<rect class="sheet" x="{left:.1f}" y="{top:.1f}" width="{wide + 2:.1f}" height="{type_.size + 1:.1f}"/>'


def _left(classes: str, x: float, wide: float) -> float:
    return x - (wide / 2 if "at-middle" in classes else wide if "at-end" in classes else 0)


def is_covered(text: str) -> bool:
    """Tell whether the shipped font has all characters of a text."""
    return set(text) <= _covered()


@cache
def _covered() -> frozenset[str]:
    return frozenset(COVERAGE.read_text("utf-8")) | {" "}


def _line(classes: str, x: str, y: str, written: str) -> str:
    text, type_ = unescape(written), type_of(classes)
    left = _left(classes, float(x), width(text, type_))
    kept = classes.replace("at-middle", "").replace("at-end", "").strip()
    return f'<text class="{kept}" y="{y}">{"".join(_runs(text, type_, left))}</text>'


def _runs(text: str, type_: Type, left: float) -> Iterator[str]:
    for _is_covered, run in groupby(text, key=lambda char: char in _covered()):
        piece = "".join(run)
        yield f'<tspan x="{left:.1f}" xml:space="preserve">{escape(piece)}</tspan>'
        left += width(piece, type_)


def type_of(classes: str) -> Type:
    """Return the type that the stylesheet sets for classes of a text, the last of them deciding."""
    sizes, weights = _set()
    named = classes.split()
    size = next((sizes[name] for name in reversed(named) if name in sizes), PLAIN_SIZE)
    weight = next((weights[name] for name in reversed(named) if name in weights), 400)
    return Type(size, 700 if weight >= BOLD_FROM else 400, size * 1.25)


@cache
def _set() -> tuple[Mapping[str, float], Mapping[str, int]]:
    rules = picture_rules() + "\n.heading { font-size: 20px; font-weight: 650; }\n.name { font-weight: 600; }"
    sizes = {name: float(size) for name, size in SIZE.findall(rules)}
    return sizes, {name: int(weight) for name, weight in WEIGHT.findall(rules)}
