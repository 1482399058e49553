"""What each page is made from, told by digests: a page whose digest is the same is the same.

A page about a journey is made from the journey's document, its findings, what stands outside journeys, and what may be
said of its neighbours: the journeys that it names or that name it, and those before and after it. All other pages may
tell of any journey, but of none of them what the customer does at a step. What other pages may say of a document is
worked out once for each text of it.
"""

from __future__ import annotations

import hashlib
import json
import re
from functools import cached_property
from importlib.metadata import version
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import msgspec

from journeyctl.discovery import data_root
from journeyctl.site import findings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from journeyctl.diagnostics import Diagnostic
    from journeyctl.model import Journey
    from journeyctl.site.edition import Edition, Source
    from journeyctl.site.markup import Around
    from journeyctl.site.page import Later
    from journeyctl.source import Document

INSIDE = frozenset({"doing", "thinking", "emotion", "pains", "gains", "description"})
"""What of a step only the pages of its own journey tell, and those about all journeys."""
DEEPEST = frozenset({"doing"})
"""What of a step only the pages of its own journey tell."""
REFERENCE = re.compile(r'"([a-z0-9/-]+)"')
PARTS = ("babel", "graphviz", "graphviz-pure", "jinja2", "markdown-it-py", "markupsafe", "snowballstemmer")


class Told(msgspec.Struct, frozen=True, array_like=True):
    """What pages about something else may tell of a document.

    Args:
        text: a digest of it all.
        near: a digest of what pages about neighbouring journeys may tell.
        whole: a digest of what pages about all journeys may tell.
        names: what may be the id of a journey in it.
        is_journeys: whether it holds journeys and nothing else.
    """

    text: bytes
    near: bytes
    whole: bytes
    names: frozenset[str]
    is_journeys: bool


class Inputs:
    """What the pages of a site are made from.

    Args:
        source: what the site is built from.
        around: what every page knows of its site.
        known: what was told of documents at the last build, by path.
    """

    def __init__(self, source: Source, around: Around, known: Mapping[str, Told]) -> None:
        self._source = source
        self._workspace = source.workspace
        self._around = around
        self._journeys: dict[str, bytes] = {}
        documents = source.workspace.documents
        self.documents = {path: _told(document, known.get(path)) for path, document in documents.items()}

    def digest(self, edition: Edition, later: Later) -> bytes:
        """Return a digest of all that a page is made from."""
        of = self._all if later.journey is None else self._of_journey(edition, later.journey)
        return _digest(of, edition.language, later.path)

    def _of_journey(self, edition: Edition, journey: Journey) -> bytes:
        if journey.id not in self._journeys:
            document, found = journey.place.document, findings.of_journey(edition, journey)
            self._journeys[journey.id] = _digest(
                self._common, document.digest, *self._past(document.path), journey.id,
                *(self._about(journey, other) for other in self._neighbours[journey.id]),
                *(_said(one) for one in found),
                *(str(findings.responsible(self._workspace, one.entity)) for one in found),
                *_states(self._source.root, _pictures(self._source, [journey])),
            )  # fmt: skip
        return self._journeys[journey.id]

    def _about(self, journey: Journey, other: str) -> bytes:
        path = self._workspace.journeys[other].place.document.path
        return b"" if path == journey.place.document.path else self.documents[path].near

    @cached_property
    def _neighbours(self) -> dict[str, list[str]]:
        """For each journey those that its pages may tell of, in the order of the workspace."""
        journeys = self._workspace.journeys
        named = {one: self.documents[journey.place.document.path].names for one, journey in journeys.items()}
        found: dict[str, set[str]] = {one: set(names & journeys.keys()) for one, names in named.items()}
        for one, others in [(one, tuple(others)) for one, others in found.items()]:
            for other in others:
                found[other].add(one)
        order = list(journeys)
        for before, after in pairwise(order):
            found[before].add(after)
            found[after].add(before)
        rank = {one: number for number, one in enumerate(order)}
        return {one: sorted(others, key=rank.__getitem__) for one, others in found.items()}

    @cached_property
    def _common(self) -> bytes:
        """A digest of what every page is made from: all but the journeys."""
        source, workspace = self._source, self._workspace
        documents = workspace.documents
        outside = [path for path, told in self.documents.items() if not told.is_journeys]
        return _digest(
            *_program(), repr(self._around), repr(source.settings), repr(workspace.languages), str(source.today),
            str(workspace.complete), repr(workspace.unusable), repr(workspace.readings),
            *(documents[path].digest for path in outside), *(one for path in outside for one in self._past(path)),
            *(_said(one) for one in source.findings if not one.entity.startswith("journeys/")),
            *_states(source.root, _beside(source)),
        )  # fmt: skip

    @cached_property
    def _all(self) -> bytes:
        """A digest of what pages are made from that may tell of any journey."""
        source, since = self._source, self._source.since
        fired = sorted({finding.code for finding in source.findings} & set(source.rules))
        return _digest(
            self._common, *(part for path, told in self.documents.items() for part in (path, told.whole)),
            *(_said(one) for one in source.findings), *(repr(source.rules[code].doc) for code in fired),
            *((repr((since.name, since.news, since.added, since.changed, since.renamed, since.removed)),
               *(_said(one) for one in (*since.introduced, *since.resolved))) if since else ()),
            *_states(source.root, _pictures(source, self._workspace.journeys.values())),
        )  # fmt: skip

    def _past(self, path: str) -> tuple[str, str]:
        """Return what git knows of a document."""
        return str(self._source.changed.get(path)), self._source.commits.get(path, "")


def _told(document: Document, known: Told | None) -> Told:
    """Return what may be told of a document; what is known is told again while the text is the same."""
    if known is not None and known.text == document.digest:
        return known
    values = document.values
    return Told(
        document.digest,
        near=_digest(_written(_without(values, INSIDE))),
        whole=_digest(_written(_without(values, DEEPEST))),
        names=frozenset(name for found in REFERENCE.findall(_written(values)) for name in found.split("/")),
        is_journeys=all(isinstance(value, dict) and value.keys() == {"journeys"} for value in values),
    )


def _written(value: Any) -> str:
    return json.dumps(value, default=str, ensure_ascii=False)


def _without(value: Any, left_out: frozenset[str]) -> Any:
    if isinstance(value, dict):
        return {key: _without(inner, left_out) for key, inner in value.items() if key not in left_out}
    return [_without(inner, left_out) for inner in value] if isinstance(value, list | tuple) else value


def _said(finding: Diagnostic) -> str:
    return repr((finding.order, finding.severity, finding.entity, finding.why, finding.help))


def _beside(source: Source) -> Iterator[Path]:
    """Yield what stands beside the documents and shows on pages: pictures of shared moments, templates of its own."""
    own = source.settings.site.templates
    named = [one.spec.media for one in source.workspace.touchpoints.values()]
    yield from (source.root / one.src for one in named if one)
    yield from sorted((source.root / own).rglob("*")) if own else ()


def _pictures(source: Source, journeys: Iterable[Journey]) -> Iterator[Path]:
    """Yield the pictures of contact moments in journeys."""
    for journey in journeys:
        yield from (source.root / step.media.src for step in journey.steps if step.media)


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
