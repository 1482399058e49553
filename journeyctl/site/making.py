"""Builds the site: every page of every kind in every language, into a folder that appears whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from journeyctl import discovery
from journeyctl.site import assets, feed, search, twin
from journeyctl.site.blocks import MapBlock, PictureBlock
from journeyctl.site.edition import Edition
from journeyctl.site.listing import Listing, listing
from journeyctl.site.markup import Engine
from journeyctl.site.page import Later
from journeyctl.site.pictures import ahead
from journeyctl.site.workers import shared_out
from journeyctl.site.writer import replacing, write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from journeyctl.site.edition import Source
    from journeyctl.site.page import Page

PACKAGE = "journeyctl.site.pages"
HANDFUL = 20  # pages whose graphs are laid out together


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
    with replacing(output) as folder:
        around = assets.write_all(folder, source)
        engines = [Engine(Edition(source, language), around) for language in source.workspace.languages]
        made = _write_pages(folder, engines, progress)
        for engine, some in zip(engines, made, strict=True):
            _write_about(folder, engine.edition, some)
        _write_sitemap(folder, source, zip(engines, made, strict=True))
    every = [page for some in made for page in some]
    return Built(len(every), len(engines), sum(page.size for page in every))


def _write_pages(folder: Path, engines: list[Engine], progress: Callable[[int, int], None]) -> list[list[Listing]]:
    """Write the pages of every language, as many at a time as there are processors; return what remains of them."""
    parts = [(number, part) for number, engine in enumerate(engines) for part in _parts(pages(engine.edition))]
    total, done, finished = sum(len(part) for _number, part in parts), 0, dict[int, list[Listing]]()
    for number, some in shared_out(
        len(parts), lambda part: _write_part(folder, engines[parts[part][0]], parts[part][1])
    ):
        finished[number] = some
        done += len(some)
        progress(done, total)
    made: list[list[Listing]] = [[] for _engine in engines]
    for number, (engine, _part) in enumerate(parts):
        made[engine] += finished[number]
    return made


def _parts(some: Iterator[Page | Later]) -> Iterator[tuple[Page | Later, ...]]:
    """Yield pages in handfuls, each of which is made at once."""
    while part := tuple(islice(some, HANDFUL)):
        yield part


def _write_part(folder: Path, engine: Engine, part: Iterable[Page | Later]) -> list[Listing]:
    """Write a handful of pages; return what remains of them."""
    part = tuple(part)
    ahead(engine.edition, (one.journey for one in part if isinstance(one, Later)))
    return [_write_page(folder, engine, one.make() if isinstance(one, Later) else one) for one in part]


def _write_about(folder: Path, edition: Edition, made: list[Listing]) -> None:
    """Write what is about all the pages of a language: the search index, and the feed when there is one."""
    index = search.script((entry for page in made for entry in page.entries), edition.language)
    write(folder, f"assets/search/{edition.language}.js", index)
    if feed.is_known(edition.source):
        write(folder, f"{edition.folder}{feed.PATH}", feed.feed(edition, made))


def _write_sitemap(folder: Path, source: Source, made: Iterable[tuple[Engine, list[Listing]]]) -> None:
    """Write the site map, when the site's address is known."""
    base = source.settings.site.base_url
    if base:
        paths = (f"{engine.edition.folder}{page.path}" for engine, some in made for page in some if page.is_listed)
        write(folder, "sitemap.xml", assets.sitemap(base, paths))


def pages(edition: Edition) -> Iterator[Page | Later]:
    """Yield every page of one language, kind after kind."""
    for kind in kinds():
        yield from kind(edition)


@cache
def kinds() -> tuple[Callable[[Edition], Iterator[Page]], ...]:
    """Return what makes each kind of pages, found by looking into `pages/`."""
    return tuple(discovery.load(PACKAGE, name).pages for name in discovery.names(PACKAGE))


def _write_page(folder: Path, engine: Engine, page: Page) -> Listing:
    edition = engine.edition
    html = engine.html(page).encode()
    write(folder, f"{edition.folder}{page.path}", html)
    write(folder, f"{edition.folder}{page.twin}", twin.twin(edition, page))
    for section in page.sections:
        for block in section.blocks:
            if isinstance(block, PictureBlock | MapBlock):
                for name, svg in block.files:
                    write(folder, f"{edition.folder}{name}", svg.encode())
    return listing(edition, page, len(html))
