"""Draws: finds the views, lays out what needs it in one go, and paints."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from journeyctl import discovery
from journeyctl.errors import JourneyctlError
from journeyctl.i18n import _
from journeyctl.model import Journey
from journeyctl.render import dot_text, mermaid_text
from journeyctl.render.base import Drawing
from journeyctl.render.engine import lay_out
from journeyctl.spelling import hint, one_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from journeyctl.i18n import Message
    from journeyctl.model import Workspace
    from journeyctl.render.base import Picture, Sketch, Subject
    from journeyctl.render.diagram import Diagram

PACKAGE = "journeyctl.render.view"


class View(NamedTuple):
    """One way to look.

    Args:
        name: such as `flow`.
        subject: what it shows: `journey` or `workspace`.
        label: what people call it.
        sketch: draws it up to the layout.
    """

    name: str
    subject: str
    label: Message
    sketch: Callable[[Subject, Drawing], Sketch]


@cache
def views() -> Mapping[str, View]:
    """Return every view by name, in alphabetical order."""
    return {name: _view(name) for name in discovery.names(PACKAGE)}


def _view(name: str) -> View:
    module = discovery.load(PACKAGE, name)
    return View(name, module.SUBJECT, module.LABEL, module.sketch)


class Drawn(NamedTuple):
    """A picture, and the diagram that it shows."""

    picture: Picture
    diagram: Diagram

    @property
    def dot(self) -> str:
        """The same as plain DOT, for other tools."""
        return dot_text.plain(self.diagram)

    @property
    def mermaid(self) -> str:
        """The same as a Mermaid flowchart."""
        return mermaid_text.mermaid(self.diagram)


def sketch(view: str, subject: Subject, drawing: Drawing) -> Sketch:
    """Draw a view up to the layout.

    Raises:
        JourneyctlError: there is no such view, or it shows something else than the subject.
    """
    known = views()
    if view not in known:
        raise JourneyctlError(_("there is no view '{name}'", name=view), hint(view, known))
    wanted = known[view].subject
    if (wanted == "journey") != isinstance(subject, Journey):
        shown = _("a journey") if wanted == "journey" else _("a workspace")
        raise JourneyctlError(_("the view '{view}' shows {shown}", view=view, shown=shown), one_of(known))
    return known[view].sketch(subject, drawing)


def draw(view: str, subject: Journey | Workspace, drawing: Drawing | None = None) -> Picture:
    """Draw one picture.

    Args:
        view: such as `flow`.
        subject: the journey or the workspace it shows.
        drawing: language, ids, links; English and without links when left out.

    Raises:
        JourneyctlError: there is no such view for this subject, or the engine fails.
    """
    return draw_many([(view, subject, drawing or Drawing())])[0]


def draw_many(wanted: Sequence[tuple[str, Subject, Drawing]]) -> tuple[Picture, ...]:
    """Draw several pictures; all graphs are laid out in one process of the engine that the first one names."""
    return tuple(one.picture for one in draw_all(wanted))


def draw_all(wanted: Sequence[tuple[str, Subject, Drawing]]) -> tuple[Drawn, ...]:
    """Draw several pictures like `draw_many`, and keep what the text formats are written from."""
    sketches = [sketch(view, subject, drawing) for view, subject, drawing in wanted]
    graphs = [dot_text.for_layout(one.diagram) for one in sketches if one.layout is None]
    layouts = iter(lay_out(graphs, wanted[0][2].engine) if graphs else ())
    return tuple(Drawn(one.paint(one.layout or next(layouts)), one.diagram) for one in sketches)


def dot(view: str, subject: Subject, drawing: Drawing | None = None) -> str:
    """Write a view as plain DOT, for other tools.

    Raises:
        JourneyctlError: there is no such view for this subject.
    """
    return dot_text.plain(sketch(view, subject, drawing or Drawing()).diagram)


def mermaid(view: str, subject: Subject, drawing: Drawing | None = None) -> str:
    """Write a view as a Mermaid flowchart.

    Raises:
        JourneyctlError: there is no such view for this subject.
    """
    return mermaid_text.mermaid(sketch(view, subject, drawing or Drawing()).diagram)
