"""Builds the site: every page of every kind in every language, into a folder that appears whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import groupby, islice
from typing import TYPE_CHECKING

from msgspec.structs import replace

from journeyctl import discovery
from journeyctl.render import template
from journeyctl.site import assets, feed, search, twin
from journeyctl.site.edition import Edition
from journeyctl.site.illustrations import MapBlock, PictureBlock
from journeyctl.site.kept import Kept, Made, written
from journeyctl.site.listing import Listing, listing
from journeyctl.site.markup import Engine
from journeyctl.site.pictures import ahead
from journeyctl.site.workers import is_shared_out, shared_out
from journeyctl.site.writer import replacing, write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from journeyctl.site.edition import Source
    from journeyctl.site.page import Later, Page
    from journeyctl.store import Store

PACKAGE = "journeyctl.site.pages"
HANDFUL = 20  # pages whose graphs are laid out together


@dataclass(frozen=True)
class Built:
    """What was built: how many pages, in how many languages."""

    pages: int
    languages: int


def quiet(_done: int, _all: int) -> None:
    """Say nothing about progress."""


def build(
    source: Source, output: Path, progress: Callable[[int, int], None] = quiet, store: Store | None = None
) -> Built:
    """Build the site into a folder; the old one stays until the new one is whole.

    Args:
        source: what the site is built from.
        output: the folder; it must be absent, empty, or a site that we made.
        progress: is told how many pages are done, of how many.
        store: where is kept which pages of the old site can stay; without it all of them are made again.

    Raises:
        JourneyctlError: the folder may not be replaced or cannot be written, or a template cannot be used.
    """
    with replacing(output) as folder:
        around = assets.write_all(folder, source)
        engines = [Engine(Edition(source, language), around) for language in source.workspace.languages]
        made = _write_pages(folder, engines, progress, Kept(store, output, source, around) if store else None)
        for _part in shared_out(len(made), lambda part: _write_about(folder, engines[part].edition, made[part])):
            pass
        _write_sitemap(folder, source, zip(engines, made, strict=True))
    return Built(sum(map(len, made)), len(engines))


def _write_pages(
    folder: Path, engines: list[Engine], progress: Callable[[int, int], None], kept: Kept | None
) -> list[list[Listing]]:
    """Write the pages of every language, as many at a time as there are processors; return what remains of them."""
    jobs = [Job(engine, page) for engine in engines for page in pages(engine.edition)]
    if kept:
        for job in jobs:
            job.stay(folder, kept)
    parts = list(_parts(job for job in jobs if job.made is None))
    if is_shared_out(len(parts)):
        _prepare(engines)
    done = len(jobs) - sum(len(part) for part in parts)
    for number, some in shared_out(len(parts), lambda part: _write_part(folder, parts[part])):
        for job, made in zip(parts[number], some, strict=True):
            job.made = made
        done += len(some)
        progress(done, len(jobs))
    if kept:
        kept.save((job.engine.edition, replace(job.made, key=job.key)) for job in jobs if job.made)
    return [[job.made.listing for job in jobs if job.engine is engine and job.made] for engine in engines]


def _prepare(engines: list[Engine]) -> None:
    """Work out, before the process is copied, what every copy would work out for itself."""
    template.load()
    for engine in engines:
        engine.load()
        _ = engine.edition.uses, engine.edition.source.findings_by_subject, engine.edition.source.sheets


@dataclass
class Job:
    """One page to write, and what came of it.

    Args:
        engine: of its language.
        page: what it is.
        key: a digest of what it is made from, when what is kept is asked for it.
        made: what was written.
    """

    engine: Engine
    page: Later
    key: bytes = b""
    made: Made | None = None

    def stay(self, folder: Path, kept: Kept) -> None:
        """Take the page from the site that stands, when it can stay as it is."""
        self.key = kept.key(self.engine.edition, self.page)
        self.made = kept.take(folder, self.engine.edition, self.page, self.key)


def _parts(jobs: Iterable[Job]) -> Iterator[list[Job]]:
    """Yield handfuls of pages of one language, each of which is made at once."""
    for _engine, some in groupby(jobs, key=lambda job: job.engine):
        while part := list(islice(some, HANDFUL)):
            yield part


def _write_part(folder: Path, part: list[Job]) -> list[Made]:
    """Write a handful of pages of one language."""
    ahead(part[0].engine.edition, (job.page.journey for job in part if job.page.journey))
    return [_write_page(folder, job.engine, job.page.make()) for job in part]


def _write_about(folder: Path, edition: Edition, made: list[Listing]) -> None:
    """Write what is about all the pages of a language: the search index, and the feed when there is one."""
    index = search.script((entry for page in made for entry in page.entries), edition.language)
    write(folder, f"assets/search/{edition.language}.js", index)
    if feed.is_known(edition.source):
        write(folder, f"{edition.folder}{feed.PATH}", feed.feed(edition, made))


def _write_sitemap(folder: Path, source: Source, made: Iterable[tuple[Engine, list[Listing]]]) -> None:
    """Write the site map, when the site's address is known."""
    paths = (f"{engine.edition.folder}{page.path}" for engine, some in made for page in some if page.is_listed)
    if addresses := [address for path in paths if (address := source.address(path))]:
        write(folder, "sitemap.xml", assets.sitemap(addresses))


def pages(edition: Edition) -> Iterator[Later]:
    """Yield every page of one language, kind after kind."""
    for kind in kinds():
        yield from kind(edition)


@cache
def kinds() -> tuple[Callable[[Edition], Iterator[Later]], ...]:
    """Return what makes each kind of pages, found by looking into `pages/`."""
    return tuple(discovery.load(PACKAGE, name).pages for name in discovery.names(PACKAGE))


def _write_page(folder: Path, engine: Engine, page: Page) -> Made:
    """Write a page with all that belongs to it: its twin, and its pictures as files."""
    edition = engine.edition
    html = engine.html(page).encode()
    contents = {page.path: html, page.twin: twin.twin(edition, page)}
    for section in page.sections:
        for block in section.blocks:
            if isinstance(block, PictureBlock | MapBlock):
                contents |= {name: text.encode() for name, text in block.files}
    paths = {f"{edition.folder}{name}": content for name, content in contents.items()}
    for path, content in paths.items():
        write(folder, path, content)
    return Made(b"", listing(edition, page), tuple(written(folder, path) for path in paths))
