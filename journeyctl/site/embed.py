"""A picture on a bare page of its own, for a frame in a wiki, and the line of markup that puts it there."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup

from journeyctl.site.assets import theme
from journeyctl.site.illustrations import Embed
from journeyctl.site.markup import environment
from journeyctl.site.overlay import overlaid

if TYPE_CHECKING:
    from jinja2 import Template

    from journeyctl.render import Picture
    from journeyctl.site.edition import Edition

HIGHEST = 720
EDGE = 32
FRAME = Markup('<iframe src="{src}" title="{title}" width="100%" height="{height}"></iframe>')


def embed(edition: Edition, drawn: Picture, file: str, command: str) -> Embed:
    """Return how to put a picture on somebody else's page.

    Args:
        edition: the language.
        drawn: the picture.
        file: its bare page, relative to the root of the language.
        command: what makes a PNG or a PDF of it.
    """
    path = quote(f"{edition.folder}{file}")
    address = edition.source.address(path)
    height = min(HIGHEST, round(drawn.height) + EDGE)
    snippet = str(FRAME.format(src=address or path, title=drawn.title, height=height))
    return Embed(file, snippet, address is not None, command)


def bare_page(edition: Edition, drawn: Picture, file: str) -> str:
    """Return a page with nothing on it but a picture; it takes light or dark from the reader's device.

    Raises:
        JourneyctlError: the workspace's own template cannot be used.
    """
    beside = drawn.svg.replace('<a href="', '<a target="_blank" href="')
    context = {
        "language": edition.language,
        "title": drawn.title,
        "description": drawn.description,
        "svg": Markup(beside),  # noqa: S704 - drawn by our own templates, which escape
        "root": "../" * (file.count("/") + bool(edition.folder)),
    }
    with overlaid(edition.source):
        return _template(edition).render(context)


def _template(edition: Edition) -> Template:
    """Return the template, read once for all pictures."""
    if "embed" not in edition.memory:
        has_theme = {"has_theme": bool(theme(edition.source))}
        templates = environment(edition.source, edition.language)
        edition.memory["embed"] = templates.get_template("embed.html", globals=has_theme)
    found: Template = edition.memory["embed"]
    return found
