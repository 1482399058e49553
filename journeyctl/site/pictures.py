"""Pictures on pages: drawn by `render`, linked to our pages, with their facts as a table and as a file to download."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from journeyctl.i18n import _
from journeyctl.render import Drawing, draw, standalone
from journeyctl.site.blocks import NOTHING, Column, Inline, Link, PictureBlock, Row, Table, Words

if TYPE_CHECKING:
    from journeyctl.model import Journey, Workspace
    from journeyctl.render import Cell, Picture
    from journeyctl.site.edition import Edition


def flow_picture(edition: Edition, journey: Journey) -> PictureBlock:
    """Return the flow of a journey, for its page."""
    return picture(edition, "flow", journey, f"journeys/{journey.id}")


def picture(edition: Edition, view: str, subject: Journey | Workspace, name: str) -> PictureBlock:
    """Return a drawn picture.

    Args:
        edition: the language.
        view: such as `flow`.
        subject: what it shows.
        name: the path of the file to download, without the view and the ending.
    """
    drawn = draw(view, subject, drawing(edition, view, name))
    svg = Markup(drawn.svg)  # noqa: S704 - drawn by our own templates, which escape
    file = f"{name}.{view}.svg"
    return PictureBlock(
        view, drawn.title, svg, (("SVG", file),), ((file, standalone(drawn)),), facts(edition, drawn),
        is_tall=drawn.width <= TALL,
    )  # fmt: skip


TALL = 720


def drawing(edition: Edition, view: str, name: str) -> Drawing:
    """Return how to draw for a page: in its language, with links that start from its folder."""
    up = "../" * name.count("/")

    def link(ref: str) -> str | None:
        href = edition.href(ref)
        return None if href is None else f"{up}{href}"

    return Drawing(
        edition.language, prefix=view, link=link, today=edition.source.today, findings=edition.source.findings
    )


def facts(edition: Edition, drawn: Picture) -> Table | None:
    """Return the facts of a picture as a table; empty columns are left out."""
    used = [index for index in range(len(drawn.columns)) if any(row[index].text for row in drawn.rows)]
    columns = tuple(Column(drawn.columns[index]) for index in used)
    rows = tuple(Row(tuple(_cell(edition, row[index]) for index in used)) for row in drawn.rows)
    return Table(edition.say(_("The same as a table")), columns, rows) if rows else None


def _cell(edition: Edition, cell: Cell) -> Inline:
    if not cell.text:
        return NOTHING
    href = edition.href(cell.ref) if cell.ref else None
    return Link(Words(cell.text), href) if href else Words(cell.text)
