"""A sheet to draw on, for views that know themselves where things go: marks in order, icons used, places to follow."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from journeyctl.render.base import Picture
from journeyctl.render.layout import Box
from journeyctl.render.metrics import Type, widest, wrap
from journeyctl.render.paint import frame, legend, wide_enough
from journeyctl.render.template import icons, render

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from journeyctl.render.base import Drawing
    from journeyctl.render.diagram import Diagram


HINT = Type(14, 400, 20)
HINT_ROOM = 560.0
RADIUS = 3.0  # of the corners of what a stretch that leads somewhere shows when it has the focus


class Mark(NamedTuple):
    """One thing on the sheet: its kind says which macro draws it."""

    kind: str
    look: str
    x: float = 0.0
    y: float = 0.0
    text: str = ""
    data: object = ""


class Place(NamedTuple):
    """A stretch of the sheet that leads somewhere."""

    href: str
    tip: str
    box: Box
    radius: float


@dataclass
class Canvas:
    """Collects marks; the order is the order of drawing."""

    drawing: Drawing
    marks: list[Mark] = field(default_factory=list)
    used: list[str] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)

    def text(self, lines: Iterable[str], type_: Type, x: float, y: float, look: str = "") -> float:
        """Write lines of text, the top of the first at `y`; return where the next one would start."""
        for line in lines:
            self.marks.append(Mark("text", look, x, y + type_.leading / 2 + type_.size * 0.35, line))
            y += type_.leading
        return y

    def slanted(self, line: str, x: float, y: float, look: str) -> None:
        """Write a line that climbs from x, y to the right, at an angle of 50 degrees."""
        self.marks.append(Mark("slanted", look, x, y, line))

    def context(self, kind: str, x: float, y: float) -> None:
        """Place the mark of what goes along with the customer: `full`, `partial`, `none` or `unstated`."""
        self.marks.append(Mark("context", "", x, y, kind))

    def line(self, x: float, y: float, to_x: float, to_y: float, look: str) -> None:
        """Draw a straight line."""
        self.marks.append(Mark("line", look, x, y, "", (to_x, to_y)))

    def path(self, data: str, look: str, clip: str = "") -> None:
        """Draw a path, within a clip when one is named."""
        self.marks.append(Mark("path", look, text=data, data=self.drawing.id(clip) if clip else ""))

    def rect(self, box: Box, look: str, radius: float = 0.0) -> None:
        """Draw a rectangle."""
        self.marks.append(Mark("rect", look, radius, data=box))

    def clip(self, key: str, box: Box) -> None:
        """Name a rectangle outside of which nothing of a path is seen."""
        self.marks.append(Mark("clip", "", text=self.drawing.id(key), data=box))

    def dot(self, x: float, y: float, look: str, radius: float = 7.0) -> None:
        """Draw a dot."""
        self.marks.append(Mark("dot", look, x, y, data=radius))

    def icon(self, name: str, x: float, y: float, size: float = 14, look: str = "glyph") -> None:
        """Place an icon, its upper left corner at x, y."""
        self.used.append(name)
        self.marks.append(Mark("icon", look, x, y, self.drawing.id(f"i-{name}"), size))

    def diamond(self, x: float, y: float) -> None:
        """Place the mark of a moment of truth, its middle at x, y."""
        self.marks.append(Mark("diamond", "", x, y))

    def head(self, x: float, y: float, look: str) -> None:
        """Place an arrow head that points down, its tip at x, y."""
        self.marks.append(Mark("head", look, x, y))

    def head_up(self, x: float, y: float, look: str) -> None:
        """Place an arrow head that points up, its tip at x, y."""
        self.marks.append(Mark("head-up", look, x, y))

    def open(self, key: str, look: str, tip: str = "") -> None:
        """Begin a group with an id and a tip."""
        self.marks.append(Mark("open", look, text=tip, data=self.drawing.id(key)))

    def close(self) -> None:
        """End the group."""
        self.marks.append(Mark("close", ""))

    @contextmanager
    def group(self, key: str) -> Iterator[None]:
        """Give what is drawn meanwhile an id, so that it can be led to."""
        self.open(key, "")
        yield
        self.close()

    def link(self, box: Box, ref: str, tip: str) -> None:
        """Make a stretch lead to what a reference names, when that has a page."""
        href = self.drawing.link(ref)
        if href is not None:
            self.places.append(Place(href, tip, box, RADIUS))

    def link_text(self, x: float, y: float, lines: tuple[str, ...], type_: Type, ref: str) -> None:
        """Make lines of text, the top of the first at `y`, lead to what a reference names."""
        box = Box(x - 2, y - 1, widest(lines, type_) + 4, len(lines) * type_.leading + 2)
        self.link(box, ref, " ".join(lines))

    def picture(self, diagram: Diagram, wide: float, high: float, *, has_heading: bool = False) -> Picture:
        """Return the finished picture, with the diagram's legend under it."""
        wide = wide_enough(wide, diagram.legend)
        entries, takes = legend(diagram.legend, wide, high)
        svg = render(
            "sheet.svg",
            frame=frame(diagram.title, diagram.description, wide, high + takes, self.drawing),
            icons=icons(self.used),
            marks=self.marks,
            links=self.places,
            legend=entries,
        )
        return Picture(
            svg, diagram.title, diagram.description, wide, high + takes, diagram.columns, diagram.rows, has_heading
        )


def empty(diagram: Diagram, hint: str, drawing: Drawing) -> Picture:
    """Return a picture of nothing yet: a sentence that says what to write to fill it."""
    canvas = Canvas(drawing)
    high = canvas.text(wrap(hint, HINT_ROOM, HINT), HINT, 0, 8, "t-hint")
    return canvas.picture(replace(diagram, legend=()), HINT_ROOM, high + 8)
