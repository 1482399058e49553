"""Which pages of the site that stands can stay: those of whose making nothing has changed since the last build.

The many pages about a journey are made again only when what they are made from has changed: the journey's document,
its findings, the whole catalogue, and what other pages may say of any journey (everything but the words inside its
steps). All other pages are made every time. What is kept of a build are keys, and what search knows of each page; the
files themselves stay where they are, and go along into the new site as they stand. One that was touched since (another
size, time or inode) is made again, so that neither a damaged cache nor one from elsewhere brings anything onto a site.
"""

from __future__ import annotations

import hashlib
import json
import os
from functools import cached_property
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import msgspec

from journeyctl.resources import data_root
from journeyctl.site import findings
from journeyctl.site.listing import Listing  # noqa: TC001 - msgspec reads the annotations
from journeyctl.store import name_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from journeyctl.diagnostics import Diagnostic
    from journeyctl.site.edition import Edition, Source
    from journeyctl.site.markup import Around
    from journeyctl.site.page import Later
    from journeyctl.store import Store

INSIDE = frozenset({"doing", "thinking", "emotion", "pains", "gains", "description"})
PARTS = ("babel", "graphviz", "graphviz-pure", "jinja2", "markdown-it-py", "markupsafe", "snowballstemmer")


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


Pages = dict[str, Made]
"""The pages of one build that may stay, by language and path."""


class Kept:
    """What the last build into a folder left that this one can use.

    Args:
        store: where keys are kept.
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
        """Return a digest of all that a page about a journey is made from."""
        journey, document = later.journey, later.journey.place.document
        found = findings.of_journey(edition, journey)
        changed = self._source.changed.get(document.path)
        return _digest(
            self._common, edition.language, later.path, journey.id, document.path, document.text, str(changed),
            *(_said(one) for one in found),
        )  # fmt: skip

    def take(self, folder: Path, edition: Edition, later: Later, key: bytes) -> Made | None:
        """Bring a page's files into the new site; None when it has to be made."""
        made = self._pages.get(f"{edition.language} {later.path}")
        if made is None or made.key != key:
            return None
        if all(self._link(folder, file) for file in made.files):
            return made
        for file in made.files:  # a page that is made again must not write into the files of the one that stands
            (folder / file.path).unlink(missing_ok=True)
        return None

    def _link(self, folder: Path, file: Written) -> bool:
        try:
            source, target = self._output / file.path, folder / file.path
            if written(self._output, file.path) != file:
                return False
            target.parent.mkdir(parents=True, exist_ok=True)
            os.link(source, target, follow_symlinks=False)
        except (OSError, ValueError):
            return False
        return True

    def save(self, made: Iterable[tuple[Edition, Made]]) -> None:
        """Keep what the next build can use."""
        pages = {f"{edition.language} {one.listing.path}": one for edition, one in made}
        self._store.write(name_of("site", str(self._output)), pages)

    @cached_property
    def _pages(self) -> Pages:
        found: Pages = self._store.read(name_of("site", str(self._output)), Pages) or {}
        return found

    @cached_property
    def _common(self) -> bytes:
        """A digest of what all of these pages are made from."""
        source, workspace = self._source, self._source.workspace
        values = [(path, document.values) for path, document in workspace.documents.items()]
        return _digest(
            *_program(), repr(self._around), repr(source.settings), repr(workspace.languages), str(source.today),
            str(workspace.complete), repr(workspace.readings),
            *(json.dumps([path, _outside(value)], default=str) for path, value in values),
            *(_said(one) for one in source.findings if not one.entity.startswith("journeys/")),
            *_states(source.root, _beside(source)),
        )  # fmt: skip


def written(folder: Path, path: str) -> Written:
    """Return a file of a site as it stands."""
    state = (folder / path).lstat()
    return Written(path, state.st_size, state.st_mtime_ns, state.st_ino)


def _outside(value: Any) -> Any:
    """Return what a document says, without the words inside steps, which only the pages of their journey tell."""
    if isinstance(value, dict):
        return {key: _outside(inner) for key, inner in value.items() if key != "journeys"} | (
            {"journeys": _without(value["journeys"])} if "journeys" in value else {}
        )
    return [_outside(inner) for inner in value] if isinstance(value, list | tuple) else value


def _without(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without(inner) for key, inner in value.items() if key not in INSIDE}
    return [_without(inner) for inner in value] if isinstance(value, list) else value


def _said(finding: Diagnostic) -> str:
    return repr((finding.order, finding.severity, finding.entity, finding.why, finding.help))


def _beside(source: Source) -> Iterator[Path]:
    """Yield what stands beside the documents and shows on pages: pictures of contact moments, templates of its own."""
    workspace, own = source.workspace, source.settings.site.templates
    named = [one.spec.media for one in workspace.touchpoints.values()]
    named += [step.media for journey in workspace.journeys.values() for step in journey.steps]
    yield from (source.root / one.src for one in named if one)
    yield from sorted((source.root / own).rglob("*")) if own else ()


def _program() -> Iterator[str]:
    """Yield what tells the looks of pages apart: templates and words, and the versions of what writes them.

    The program itself is told apart by the stamp of the store.
    """
    for folder in (data_root() / name for name in ("templates", "locale")):
        yield from _states(folder, sorted(folder.rglob("*")))
    yield from (f"{part} {version(part)}" for part in PARTS)


def _states(root: Path, files: Iterable[Path]) -> Iterator[str]:
    for file in files:
        try:
            state = file.stat()
        except (OSError, ValueError):
            yield f"{file}: none"
        else:
            name = file.relative_to(root).as_posix() if file.is_relative_to(root) else str(file)
            yield f"{name} {state.st_size} {state.st_mtime_ns}"


def _digest(*parts: str | bytes) -> bytes:
    made = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        made.update(len(data).to_bytes(8, "big") + data)
    return made.digest()
