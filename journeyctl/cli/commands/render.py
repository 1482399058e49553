"""`journeyctl render`: draw one picture."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from journeyctl.cli import completing
from journeyctl.cli.context import Context, today, today_option
from journeyctl.errors import JourneyctlError
from journeyctl.i18n import _
from journeyctl.spelling import hint

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from journeyctl.model import Journey, Workspace
    from journeyctl.render import Drawing, View
    from journeyctl.render.base import Subject
    from journeyctl.render.standalone import Theme

FORMATS = ("svg", "png", "pdf", "dot", "mermaid")
BINARY = ("png", "pdf")
ENDINGS = {
    ".svg": "svg",
    ".png": "png",
    ".pdf": "pdf",
    ".dot": "dot",
    ".gv": "dot",
    ".mmd": "mermaid",
    ".mermaid": "mermaid",
}


class Look(NamedTuple):
    """The colours of a picture: light, dark or as the reader likes, and the accent of the workspace."""

    theme: Theme
    accent: str


@click.command(
    epilog="""\b
Examples:
  journeyctl render door-to-door > flow.svg
  journeyctl render door-to-door --view map -o map.pdf
  journeyctl --lang nl render disturbed-trip --view emotion -o emotion.png
  journeyctl render --view landscape -f mermaid"""
)
@click.argument("journey", required=False, shell_complete=completing.journeys)
@click.option(
    "--view",
    "view",
    metavar="VIEW",
    shell_complete=completing.views,
    help="map, flow, blueprint or emotion of a journey; landscape, owners, kpis or gaps of all.",
)
@click.option(
    "-f", "--format", "format_", metavar="FMT", help="svg, png, pdf, dot or mermaid; else what FILE ends in, else svg."
)
@click.option("-o", "--output", metavar="FILE", help="Write to a file instead of standard output.")
@click.option(
    "--engine",
    metavar="NAME",
    help="Who lays out graphs: embedded, or native (Graphviz on this system); else as the settings say.",
)
@click.option("--theme", type=click.Choice(["auto", "light", "dark"]), default="auto", help="Colours of an SVG or PNG.")
@today_option
@click.pass_obj
def command(
    context: Context,
    journey: str | None,
    view: str | None,
    format_: str | None,
    output: str | None,
    engine: str | None,
    theme: Theme,
    today_: str | None,
) -> None:
    """Draw one picture of a JOURNEY, or of all journeys.

    Without --view it is the flow. A workspace that does not compile is not drawn: what is wrong goes to standard error,
    and the exit code is 1.
    """
    from journeyctl.cli.writing import deliver

    wanted = _format(format_, output)
    _spare_terminal(wanted, output)
    chosen = _view(view, journey)
    workspace, drawing = _compiled(context, chosen.name, engine or context.settings.render.engine, today(today_))
    subject = _journey(workspace, journey or "") if chosen.subject == "journey" else workspace
    if chosen.name == "map":
        drawing = replace(drawing, imprint=_commit(context, subject))
    deliver(_WRITERS[wanted](chosen.name, subject, drawing, Look(theme, context.settings.site.theme.accent)), output)


def _format(named: str | None, output: str | None) -> str:
    """Return the format: as named, else what the file ends in, else svg."""
    if named is not None:
        if named not in FORMATS:
            raise JourneyctlError(_("there is no format '{name}' to draw in", name=named), hint(named, FORMATS))
        return named
    if output is None or output == "-":
        return "svg"
    ending = Path(output).suffix.lower()
    if ending not in ENDINGS:
        raise JourneyctlError(
            _("'{output}' does not say which format to draw in", output=output),
            _("add `-f` with one of: {formats}", formats=", ".join(FORMATS)),
        )
    return ENDINGS[ending]


def _spare_terminal(format_: str, output: str | None) -> None:
    if format_ in BINARY and output in (None, "-") and sys.stdout.isatty():
        raise JourneyctlError(
            _("a {format} is not for a terminal", format=format_.upper()),
            _("name a file: `-o picture.{format}`", format=format_),
        )


def _view(named: str | None, journey: str | None) -> View:
    """Return the view, and see that it shows what was named."""
    from journeyctl.render import views

    known = views()
    name = named or "flow"
    if name not in known:
        raise JourneyctlError(_("there is no view '{name}'", name=name), hint(name, known))
    view = known[name]
    if view.subject == "journey" and journey is None:
        others = ", ".join(other.name for other in known.values() if other.subject != "journey")
        raise JourneyctlError(
            _("the view '{name}' shows one journey", name=name),
            _("name it, or draw all of them with --view: {others}", others=others),
        )
    if view.subject != "journey" and journey is not None:
        raise JourneyctlError(
            _("the view '{name}' shows all journeys", name=name), _("leave out '{journey}'", journey=journey)
        )
    return view


def _journey(workspace: Workspace, named: str) -> Journey:
    known = workspace.journeys
    identity = named.removeprefix("journeys/")
    if identity not in known:
        if not known:
            raise JourneyctlError(_("there are no journeys yet"), _("`journeyctl init example` makes one to look at"))
        raise JourneyctlError(_("there is no journey '{name}'", name=named), hint(identity, known))
    return known[identity]


def _compiled(context: Context, view: str, engine: str, day: date) -> tuple[Workspace, Drawing]:
    """Return the workspace and how to draw it; the map also shows what is wrong."""
    from journeyctl.cli.judging import refuse_unsound
    from journeyctl.compiler import compile_workspace
    from journeyctl.render import Drawing

    compiled = compile_workspace(context.root, context.settings)
    refuse_unsound(context, compiled)
    drawing = Drawing(context.language, today=day, engine=engine)
    if view != "map":
        return compiled.workspace, drawing
    return _judged(context, drawing, day)


def _commit(context: Context, subject: Subject) -> str:
    """Return which commit changed a journey last, for the margin; nothing where git does not know."""
    from journeyctl.history.changed import last_changes
    from journeyctl.model import Journey

    change = last_changes(context.root).get(subject.place.document.path) if isinstance(subject, Journey) else None
    return _("Commit {commit}", commit=change.commit).in_language(context.language) if change else ""


def _judged(context: Context, drawing: Drawing, day: date) -> tuple[Workspace, Drawing]:
    from journeyctl.cli.judging import judge
    from journeyctl.lint import Choice

    judged = judge(context, Choice(), day)
    return judged.compiled.workspace, replace(drawing, findings=judged.findings)


def _svg(view: str, subject: Subject, drawing: Drawing, look: Look) -> bytes:
    from journeyctl.render import draw, standalone

    return standalone(draw(view, subject, drawing), look.theme, look.accent).encode()


def _png(view: str, subject: Subject, drawing: Drawing, look: Look) -> bytes:
    from journeyctl.render import draw
    from journeyctl.render.raster import png

    return png(draw(view, subject, drawing), "dark" if look.theme == "dark" else "light", accent=look.accent)


def _pdf(view: str, subject: Subject, drawing: Drawing, look: Look) -> bytes:
    from journeyctl.render import draw
    from journeyctl.render.raster import pdf

    return pdf(draw(view, subject, drawing), drawing.language, look.accent)


def _dot(view: str, subject: Subject, drawing: Drawing, _look: Look) -> bytes:
    from journeyctl.render import dot

    return dot(view, subject, drawing).encode()


def _mermaid(view: str, subject: Subject, drawing: Drawing, _look: Look) -> bytes:
    from journeyctl.render import mermaid

    return mermaid(view, subject, drawing).encode()


_WRITERS: Mapping[str, Callable[[str, Subject, Drawing, Look], bytes]] = {
    "svg": _svg, "png": _png, "pdf": _pdf, "dot": _dot, "mermaid": _mermaid,
}  # fmt: skip
