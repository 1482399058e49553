"""What a picture is: its settings, its parts, and what every view answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from journeyctl.model import Journey, Workspace

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from journeyctl.diagnostics import Diagnostic
    from journeyctl.render.diagram import Diagram
    from journeyctl.render.layout import Layout

Subject: TypeAlias = Journey | Workspace
Link: TypeAlias = Callable[[str], str | None]


def no_link(_ref: str) -> None:
    """Lead nowhere: a picture on its own has no pages around it."""


@dataclass(frozen=True)
class Drawing:
    """How to draw.

    Args:
        language: of the words.
        prefix: what every id in the markup starts with, so that several pictures share a page.
        link: the address of what a reference names (`journeys/x/steps/y`, `channels/app`), or None.
        today: the day on which dates are judged; None leaves judging out.
        findings: what is wrong, for the views that show it.
        engine: which layout engine lays out graphs.
        imprint: what stands in the margin of a poster beside date and owner, such as the commit.
    """

    language: str = "en"
    prefix: str = ""
    link: Link = no_link
    today: date | None = None
    findings: tuple[Diagnostic, ...] = ()
    engine: str = "embedded"
    imprint: str = ""

    @cached_property
    def found(self) -> Mapping[str, tuple[Diagnostic, ...]]:
        """What is wrong with each thing, in the order of the files."""
        found: dict[str, list[Diagnostic]] = {}
        for finding in self.findings:
            found.setdefault(finding.entity, []).append(finding)
        return {entity: tuple(some) for entity, some in found.items()}

    def id(self, key: str) -> str:
        """Return the id of a part of the picture."""
        return f"{self.prefix}-{key}" if self.prefix else key


class Cell(NamedTuple):
    """One cell of the table beside a picture: its text, and what it names, if anything."""

    text: str
    ref: str = ""


@dataclass(frozen=True)
class Picture:
    """A finished picture.

    Args:
        svg: markup for a page; it takes type and colour from the page's variables.
        title: what it shows, in a few words.
        description: what it shows, in a sentence or two, for who cannot see it.
        width: in pixels.
        height: in pixels.
        columns: the heads of the table with the same facts.
        rows: its rows, as many cells as there are columns.
        has_heading: whether the title stands in the picture itself.
        gaps: heights at which it can be cut without cutting a box or a word, in pixels, downwards.
    """

    svg: str
    title: str
    description: str
    width: float
    height: float
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    has_heading: bool = False
    gaps: tuple[float, ...] = ()


@dataclass(frozen=True)
class Sketch:
    """A picture before layout.

    Args:
        diagram: its nodes and edges, which DOT and Mermaid write too.
        paint: makes the picture from a layout.
        layout: where things go, for a view that knows; without it an engine lays out the diagram.
    """

    diagram: Diagram
    paint: Callable[[Layout], Picture] = field(repr=False)
    layout: Layout | None = None
