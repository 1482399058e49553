"""Builds the site: every page of every kind in every language, into a folder that appears whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from journeyctl import discovery
from journeyctl.site import assets, feed, search, twin
from journeyctl.site.blocks import PictureBlock
from journeyctl.site.edition import Edition
from journeyctl.site.markup import Engine
from journeyctl.site.writer import replacing, write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from journeyctl.site.edition import Source
    from journeyctl.site.page import Page

PACKAGE = "journeyctl.site.pages"


@dataclass(frozen=True)
class Built:
    """What was built: how many pages, in how many languages, how many bytes they take."""

    pages: int
    languages: int
    bytes: int


def quiet(_done: int, _all: int) -> None:
    """Say nothing about progress."""


def build(source: Source, output: Path, progress: Callable[[int, int], None] = quiet) -> Built:
    """Build the site into a folder; the old one stays until the new one is whole.

    Args:
        source: what the site is built from.
        output: the folder; it must be absent, empty, or a site that we made.
        progress: is told how many pages are done, of how many.

    Raises:
        JourneyctlError: the folder may not be replaced or cannot be written, or a template cannot be used.
    """
    editions = [Edition(source, language) for language in source.workspace.languages]
    with replacing(output) as folder:
        around = assets.write_all(folder, source)
        made = [(edition, list(pages(edition))) for edition in editions]
        total, done, size = sum(len(some) for _edition, some in made), 0, 0
        for edition, some in made:
            engine = Engine(edition, around)
            for page in some:
                size += _write_page(folder, engine, page)
                done += 1
                progress(done, total)
            search.write(folder, edition, some)
        assets.write_sitemap(folder, source, made)
        feed.write_all(folder, source, made)
    return Built(total, len(editions), size)


def pages(edition: Edition) -> Iterator[Page]:
    """Yield every page of one language, kind after kind."""
    for kind in kinds():
        yield from kind(edition)


@cache
def kinds() -> tuple[Callable[[Edition], Iterator[Page]], ...]:
    """Return what makes each kind of pages, found by looking into `pages/`."""
    return tuple(discovery.load(PACKAGE, name).pages for name in discovery.names(PACKAGE))


def _write_page(folder: Path, engine: Engine, page: Page) -> int:
    edition = engine.edition
    html = engine.html(page).encode()
    write(folder, f"{edition.folder}{page.path}", html)
    write(folder, f"{edition.folder}{page.twin}", twin.twin(edition, page))
    for section in page.sections:
        for block in section.blocks:
            if isinstance(block, PictureBlock):
                for name, svg in block.files:
                    write(folder, f"{edition.folder}{name}", svg.encode())
    return len(html)
