"""Pictures on pages: drawn by `render`, linked to our pages, with their facts as a table and as a file to download."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from journeyctl.i18n import _
from journeyctl.model import Journey
from journeyctl.render import Drawing, dot, draw, draw_many, mermaid, standalone
from journeyctl.site.blocks import NOTHING, Column, Inline, Link, PictureBlock, Row, Table, Words
from journeyctl.site.embed import bare_page, embed

if TYPE_CHECKING:
    from journeyctl.model import Workspace
    from journeyctl.render import Cell, Picture
    from journeyctl.site.edition import Edition


def flow_picture(edition: Edition, journey: Journey) -> PictureBlock:
    """Return the flow of a journey, for its page; those of all journeys are laid out together."""
    return block(edition, "flow", journey, f"journeys/{journey.id}", flows(edition)[journey.id])


def flows(edition: Edition) -> dict[str, Picture]:
    """Return the flow of every journey that has steps, by id."""
    if "flows" not in edition.memory:
        journeys = [journey for journey in edition.workspace.journeys.values() if journey.steps]
        wanted = [("flow", one, drawing(edition, "flow", f"journeys/{one.id}")) for one in journeys]
        batches = (wanted[start : start + BATCH] for start in range(0, len(wanted), BATCH))
        drawn = [picture for batch in batches for picture in draw_many(batch)]
        edition.memory["flows"] = {journey.id: one for journey, one in zip(journeys, drawn, strict=True)}
    found: dict[str, Picture] = edition.memory["flows"]
    return found


def picture(edition: Edition, view: str, subject: Journey | Workspace, name: str) -> PictureBlock:
    """Return a drawn picture.

    Args:
        edition: the language.
        view: such as `flow`.
        subject: what it shows.
        name: the path of the file to download, without the view and the ending.
    """
    key = f"picture {view} {name}"
    if key not in edition.memory:
        edition.memory[key] = block(edition, view, subject, name, draw(view, subject, drawing(edition, view, name)))
    found: PictureBlock = edition.memory[key]
    return found


def block(edition: Edition, view: str, subject: Journey | Workspace, name: str, drawn: Picture) -> PictureBlock:
    """Return a picture as it stands on a page, with its files and its facts.

    A PNG is left to `journeyctl render`: it takes an extra, and a site is the same whatever is installed.
    """
    svg = Markup(drawn.svg)  # noqa: S704 - drawn by our own templates, which escape
    stem = f"{name}.{view}" if isinstance(subject, Journey) else name
    how = drawing(edition, view, name)
    bare = f"{stem}.embed.html"
    files = (
        (f"{stem}.svg", standalone(drawn)),
        (f"{stem}.dot", dot(view, subject, how)),
        (f"{stem}.mmd", mermaid(view, subject, how)),
        (bare, bare_page(edition, drawn, bare)),
    )
    downloads = tuple(zip(("SVG", "DOT", "Mermaid"), (path for path, _text in files), strict=False))
    embedded = embed(edition, drawn, bare, _command(edition, view, subject))
    return PictureBlock(view, drawn.title, svg, downloads, files, facts(edition, drawn), drawn.width <= TALL, embedded)


def _command(edition: Edition, view: str, subject: Journey | Workspace) -> str:
    """Return what makes a PNG of a picture."""
    whose = f" {subject.id}" if isinstance(subject, Journey) else ""
    return f"journeyctl --lang {edition.language} render{whose} --view {view} -o {view}.png"


BATCH = 40
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
    return Table(edition.say(_("The same as a table")), columns, rows, "plain") if rows else None


def _cell(edition: Edition, cell: Cell) -> Inline:
    if not cell.text:
        return NOTHING
    href = edition.href(cell.ref) if cell.ref else None
    return Link(Words(cell.text), href) if href else Words(cell.text)
