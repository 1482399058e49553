"""Which pages of the site that stands can stay: those of whose making nothing has changed since the last build.

What is kept of a build are digests of what its pages are made from, and what search knows of each page; the files
themselves stay where they are, and go along into the new site as they stand. One that was touched since (another size,
time or inode) is made again, so that neither a damaged cache nor one from elsewhere brings anything onto a site.
"""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from journeyctl.site.inputs import Inputs, Told
from journeyctl.site.listing import Listing  # noqa: TC001 - msgspec reads the annotations
from journeyctl.site.writer import place
from journeyctl.store import name_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from journeyctl.site.edition import Edition, Source
    from journeyctl.site.markup import Around
    from journeyctl.site.page import Later
    from journeyctl.store import Store


class Written(msgspec.Struct, frozen=True, array_like=True):
    """A file as it was written: its path in the site, and its size, time and inode, by which it is known again."""

    path: str
    size: int
    time: int
    id: int


class Made(msgspec.Struct, frozen=True, array_like=True):
    """A page that was made: from what, what remains of it, and its files."""

    key: bytes
    listing: Listing
    files: tuple[Written, ...]


class Record(msgspec.Struct, frozen=True, array_like=True):
    """What one build leaves the next.

    Args:
        documents: what other pages may tell of each document, by path.
        pages: its pages, by language and path.
    """

    documents: dict[str, Told] = {}
    pages: dict[str, Made] = {}


class Kept:
    """What the last build into a folder left that this one can use.

    Args:
        store: where it is kept.
        output: the site that stands.
        source: what the new one is built from.
        around: what every page knows of its site.
    """

    def __init__(self, store: Store, output: Path, source: Source, around: Around) -> None:
        self._store = store
        self._output = output
        self._source = source
        self._around = around

    def key(self, edition: Edition, later: Later) -> bytes:
        """Return a digest of all that a page is made from."""
        return self._inputs.digest(edition, later)

    def take(self, folder: Path, edition: Edition, later: Later, key: bytes) -> Made | None:
        """Bring a page's files into the new site; None when it has to be made."""
        made = self._record.pages.get(f"{edition.language} {later.path}")
        if made is None or made.key != key:
            return None
        if all(self._link(folder, file) for file in made.files):
            return made
        for file in made.files:  # a page that is made again must not write into the files of the one that stands
            (folder / file.path).unlink(missing_ok=True)
        return None

    def _link(self, folder: Path, file: Written) -> bool:
        try:
            if written(self._output, file.path) != file:
                return False
            source = os.path.join(self._output, file.path)  # noqa: PTH118 - thousands of files, for which a Path is slow
            os.link(source, place(folder, file.path), follow_symlinks=False)
        except (OSError, ValueError):
            return False
        return True

    def save(self, made: Iterable[tuple[Edition, Made]]) -> None:
        """Keep what the next build can use."""
        pages = {f"{edition.language} {one.listing.path}": one for edition, one in made}
        self._store.write(name_of("site", str(self._output)), Record(self._inputs.documents, pages))

    @cached_property
    def _record(self) -> Record:
        found: Record = self._store.read(name_of("site", str(self._output)), Record) or Record()
        return found

    @cached_property
    def _inputs(self) -> Inputs:
        return Inputs(self._source, self._around, self._record.documents)


def written(folder: Path, path: str) -> Written:
    """Return a file of a site as it stands."""
    state = os.lstat(os.path.join(folder, path))  # noqa: PTH118 - thousands of files, for which a Path is slow
    return Written(path, state.st_size, state.st_mtime_ns, state.st_ino)
