"""What all pages share: styles, scripts, fonts, the colours of the workspace, its logo, pictures, the site map."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from journeyctl.errors import JourneyctlError
from journeyctl.i18n import _
from journeyctl.render.palette import readable
from journeyctl.resources import resource
from journeyctl.settings import Theme
from journeyctl.site import feed, media, overlay
from journeyctl.site.markup import Around
from journeyctl.site.writer import write

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from journeyctl.site.edition import Source

LEFT_OUT = ("icons", "preview.js")
HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def write_all(folder: Path, source: Source) -> Around:
    """Write what all pages share; return what they must know of it."""
    shipped = resource("templates", "assets")
    for file in sorted(shipped.rglob("*")):
        path = file.relative_to(shipped).as_posix()
        if file.is_file() and path.split("/")[0] not in LEFT_OUT:
            write(folder, f"assets/{path}", file.read_bytes())
    styles = theme(source)
    if styles:
        write(folder, "assets/theme.css", styles.encode())
    for written in sorted(media.named(source.workspace)):
        if found := media.picture(source.root, written):
            write(folder, *found)
    return Around(source.title, bool(styles), _logo(folder, source), feed=feed.is_known(source))


def theme(source: Source) -> str:
    """Return the styles of the workspace: its accent, and the style sheet in its own templates.

    Raises:
        JourneyctlError: that style sheet is no text of the workspace.
    """
    accent = source.settings.site.theme.accent
    rules = "" if accent == Theme().accent else f":root {{ --accent-base: {readable(accent)}; }}\n"
    own = source.settings.site.templates
    return rules + ((overlay.read(source.root, own, "theme.css") if own else None) or "")


def _logo(folder: Path, source: Source) -> str:
    logo = source.settings.site.theme.logo
    if logo is None:
        return ""
    found = media.picture(source.root, logo)
    if found is None:
        message = _("`site: theme: logo` names '{logo}', which is no picture in this workspace", logo=logo)
        raise JourneyctlError(message, _("name an SVG, PNG, JPEG or WebP file, relative to journeyctl.yaml"))
    write(folder, *found)
    return found[0]


def sitemap(addresses: Iterable[str]) -> bytes:
    """Return the site map of pages, by their whole addresses."""
    lines = "".join(f"<url><loc>{escape(url)}</loc></url>\n" for url in sorted(addresses))
    return f'{HEAD}<urlset xmlns="{SITEMAP}">\n{lines}</urlset>\n'.encode()
