"""Pictures on pages: drawn by `render`, linked to our pages, with their facts as a table and as a file to download."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from markupsafe import Markup

from journeyctl.i18n import _
from journeyctl.model import Journey
from journeyctl.render import Drawing, dot_text, draw, draw_all, mermaid_text, standalone
from journeyctl.render.around import draw_around
from journeyctl.site.blocks import NOTHING, Column, Inline, Link, Row, Table, Words
from journeyctl.site.embed import bare_page, embed
from journeyctl.site.folding import folds, is_wide
from journeyctl.site.illustrations import MapBlock, PictureBlock
from journeyctl.site.map import commit_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from journeyctl.model import Workspace
    from journeyctl.render import Cell, Drawn, Picture
    from journeyctl.render.diagram import Diagram
    from journeyctl.site.edition import Edition
    from journeyctl.site.map import MapView


def flow_picture(edition: Edition, journey: Journey) -> PictureBlock:
    """Return the flow of a journey, for its page; those of the pages that are made with it are laid out together."""
    flows = edition.memory.setdefault("flows", {})
    if journey.id not in flows:
        flows |= _flows(edition, [one for one in edition.memory.get("ahead", ()) if one.steps] or [journey])
    return block(edition, "flow", journey, f"journeys/{journey.id}", flows[journey.id])


def around_picture(
    edition: Edition, ref: str, make: Callable[[Workspace, str, Drawing], Diagram | None]
) -> PictureBlock | None:
    """Return what lies one hop around a subject; None where nothing does.

    Args:
        edition: the language.
        ref: the subject, as `collection/id`.
        make: returns the graph around the subject of this id.
    """
    name = f"{ref}.around"
    how = drawing(edition, "around", name)
    diagram = make(edition.workspace, ref.partition("/")[2], how)
    if diagram is None:
        return None
    drawn = draw_around(diagram, how)
    files = (
        (f"{name}.svg", _file(edition, drawn)),
        (f"{name}.dot", dot_text.plain(diagram)),
        (f"{name}.mmd", mermaid_text.mermaid(diagram)),
    )
    downloads = tuple(zip(("SVG", "DOT", "Mermaid"), (path for path, _text in files), strict=True))
    svg = Markup(drawn.svg)  # noqa: S704 - drawn by our own templates, which escape
    return PictureBlock("around", drawn.title, svg, downloads, files, facts(edition, drawn))


def map_block(edition: Edition, journey: Journey, view: MapView) -> MapBlock:
    """Return the map of a journey with its files: the poster, and the graph that it shares with the flow."""
    name = f"journeys/{journey.id}"
    how = replace(drawing(edition, "map", name), imprint=commit_words(edition, journey))
    drawn = draw("map", journey, how)
    bare = f"{name}.map.embed.html"
    files = (
        (f"{name}.map.svg", _file(edition, drawn)),
        (bare, bare_page(edition, drawn, bare)),
    )
    downloads = (("SVG", files[0][0]), ("DOT", f"{name}.flow.dot"), ("Mermaid", f"{name}.flow.mmd"))
    return MapBlock(view, downloads, files, embed(edition, drawn, bare, _command(edition, "map", journey)))


def ahead(edition: Edition, journeys: Iterable[Journey]) -> None:
    """Tell which journeys' pages are made next, and forget what was drawn for the last ones."""
    edition.memory["ahead"] = tuple(dict.fromkeys(journeys))
    edition.memory["flows"] = {}


def _flows(edition: Edition, journeys: Sequence[Journey]) -> dict[str, Drawn]:
    drawn = draw_all([("flow", one, drawing(edition, "flow", f"journeys/{one.id}")) for one in journeys])
    return {journey.id: one for journey, one in zip(journeys, drawn, strict=True)}


def picture(edition: Edition, view: str, subject: Journey | Workspace, name: str) -> PictureBlock:
    """Return a drawn picture.

    Args:
        edition: the language.
        view: such as `flow`.
        subject: what it shows.
        name: the path of the file to download, without the view and the ending.
    """
    key = f"picture {view} {name}"
    if key in edition.memory:
        found: PictureBlock = edition.memory[key]
        return found
    made = block(edition, view, subject, name, draw_all([(view, subject, drawing(edition, view, name))])[0])
    if not isinstance(subject, Journey):  # those stand on several pages
        edition.memory[key] = made
    return made


def block(edition: Edition, view: str, subject: Journey | Workspace, name: str, whole: Drawn) -> PictureBlock:
    """Return a picture as it stands on a page, with its files and its facts.

    A PNG is left to `journeyctl render`: it takes an extra, and a site is the same whatever is installed.
    """
    drawn = whole.picture
    svg = Markup(drawn.svg)  # noqa: S704 - drawn by our own templates, which escape
    stem = f"{name}.{view}" if isinstance(subject, Journey) else name
    bare = f"{stem}.embed.html"
    files = (
        (f"{stem}.svg", _file(edition, drawn)),
        (f"{stem}.dot", whole.dot),
        (f"{stem}.mmd", whole.mermaid),
        (bare, bare_page(edition, drawn, bare)),
    )
    downloads = tuple(zip(("SVG", "DOT", "Mermaid"), (path for path, _text in files), strict=False))
    embedded = embed(edition, drawn, bare, _command(edition, view, subject))
    return PictureBlock(
        view, drawn.title, svg, downloads, files, facts(edition, drawn), drawn.width <= TALL, embedded,
        folds(drawn), is_wide(drawn),
    )  # fmt: skip


def _file(edition: Edition, drawn: Picture) -> str:
    """Return a picture as a file of its own, in the colour of the workspace."""
    return standalone(drawn, accent=edition.source.settings.site.theme.accent)


def _command(edition: Edition, view: str, subject: Journey | Workspace) -> str:
    """Return what makes a PNG of a picture."""
    whose = f" {subject.id}" if isinstance(subject, Journey) else ""
    return f"journeyctl --lang {edition.language} render{whose} --view {view} -o {view}.png"


TALL = 720
MOST_FACTS = 200


def drawing(edition: Edition, view: str, name: str) -> Drawing:
    """Return how to draw for a page: in its language, with links that start from its folder."""
    up = "../" * name.count("/")

    def link(ref: str) -> str | None:
        href = edition.href(ref)
        return None if href is None else f"{up}{href}"

    source = edition.source
    return Drawing(
        edition.language, view, link, today=source.today, findings=source.findings,
        engine=source.settings.render.engine,
    )  # fmt: skip


def facts(edition: Edition, drawn: Picture) -> Table | None:
    """Return the facts of a picture as a table; empty columns are left out."""
    used = [index for index in range(len(drawn.columns)) if any(row[index].text for row in drawn.rows)]
    columns = tuple(Column(drawn.columns[index]) for index in used)
    rows = tuple(Row(tuple(_cell(edition, row[index]) for index in used)) for row in drawn.rows[:MOST_FACTS])
    left_out = max(len(drawn.rows) - MOST_FACTS, 0)
    return Table(edition.say(_("The same as a table")), columns, rows, "plain", left_out) if rows else None


def _cell(edition: Edition, cell: Cell) -> Inline:
    if not cell.text:
        return NOTHING
    href = edition.href(cell.ref) if cell.ref else None
    return Link(Words(cell.text), href) if href else Words(cell.text)
