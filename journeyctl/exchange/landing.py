"""A draft becomes a document of the workspace, or nothing does: it is compiled before anybody writes it."""

from __future__ import annotations

import fnmatch
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from journeyctl.compiler import compile_documents
from journeyctl.compiler.loading import load
from journeyctl.errors import JourneyctlError
from journeyctl.exchange.naming import slug
from journeyctl.exchange.yaml_text import document_text
from journeyctl.i18n import _
from journeyctl.source import files, parse
from journeyctl.source.files import ENDINGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeyctl.diagnostics import Diagnostic
    from journeyctl.exchange.draft import Draft, Spot
    from journeyctl.model import Workspace
    from journeyctl.settings import Settings
    from journeyctl.source import Document, Span

ALL = "imported"


@dataclass(frozen=True)
class Workplace:
    """The workspace that is imported into, as it is now.

    Args:
        root: its folder.
        settings: its settings.
        documents: its documents; none yet in a workspace that is only being begun.
    """

    root: Path
    settings: Settings
    documents: tuple[Document, ...]

    def without(self, path: str) -> Workplace:
        """Return the workspace as it is without one of its documents, which is going to be replaced."""
        return replace(self, documents=tuple(document for document in self.documents if document.path != path))

    @property
    def workspace(self) -> Workspace:
        """What it says, as far as it compiles."""
        return compile_documents(self.documents, self.root, self.settings).workspace


@dataclass(frozen=True, slots=True)
class Landing:
    """What would be written: where, the text, and why it cannot be, if it cannot."""

    path: str
    text: str
    findings: tuple[Diagnostic, ...]


def workplace(root: Path, settings: Settings) -> Workplace:
    """Return the workspace to import into; a source folder that is missing or empty is no mistake here.

    Raises:
        JourneyctlError: a folder cannot be read.
    """
    there = tuple(source for source in settings.sources if set(source) & files.MAGIC or (root / source).exists())
    has_some = bool(there) and bool(files.discover(root, there))
    return Workplace(root, settings, tuple(load(root, there, {})) if has_some else ())


def place(work: Workplace, into: str | None, draft: Draft, sources: Sequence[str]) -> str:
    """Return the path of the document to write, relative to the workspace.

    Args:
        work: the workspace.
        into: the path that the operator named, relative to the workspace or absolute.
        draft: what the files say by themselves; it gives the name when the operator gave none.
        sources: the names of the files that were read.

    Raises:
        JourneyctlError: it lies outside the workspace or its sources, or is not named like a document.
    """
    file = work.root / (into or _default(work, draft, sources))
    if not files.inside(work.root, file):
        raise JourneyctlError(
            _("'{path}' lies outside the workspace {root}", path=into, root=work.root), _("name a file inside it")
        )
    path = file.resolve().relative_to(work.root.resolve()).as_posix()
    if not path.lower().endswith(ENDINGS):
        raise JourneyctlError(_("'{path}' is not named like a document", path=path), _("let it end in .yaml"))
    if not any(_is_in(path, source) for source in work.settings.sources):
        listed = ", ".join(work.settings.sources)
        raise JourneyctlError(
            _("'{path}' is not under the sources of this workspace", path=path),
            _("put it under: {listed}", listed=listed),
        )
    return path


def _default(work: Workplace, draft: Draft, sources: Sequence[str]) -> str:
    folder = next((source for source in work.settings.sources if not set(source) & files.MAGIC), None)
    if folder is None or folder.lower().endswith(ENDINGS):
        raise JourneyctlError(
            _("the sources of this workspace name no folder to write in"), _("name a file: `--into FILE`")
        )
    journeys = list(draft.values.get("journeys", ()))
    file = slug(PurePosixPath(sources[0]).stem, ALL) if len(sources) == 1 else ALL
    name = journeys[0] if len(journeys) == 1 else file
    return f"{folder}/{name}.yaml"


def _is_in(path: str, source: str) -> bool:
    if set(source) & files.MAGIC:
        return any(
            fnmatch.fnmatch(one.as_posix(), source) for one in (PurePosixPath(path), *PurePosixPath(path).parents)
        )
    return PurePosixPath(path).is_relative_to(PurePosixPath(source)) or source == "."


def land(work: Workplace, path: str, draft: Draft) -> Landing:
    """Return the document that a draft becomes, compiled together with those of the workspace, of which it is none."""
    text = document_text(draft.values)
    document = parse(path, text)
    before = {finding.order for finding in compile_documents(work.documents, work.root, work.settings).diagnostics}
    compiled = compile_documents([*work.documents, document], work.root, work.settings)
    found = tuple(one for one in compiled.diagnostics if one.order not in before)
    return Landing(path, text, _at_their_source(found, document, draft) if draft.spots else found)


def _at_their_source(found: tuple[Diagnostic, ...], document: Document, draft: Draft) -> tuple[Diagnostic, ...]:
    """Return findings about the document as findings about the cells that its values come from."""
    spots: dict[Span, Spot] = {}
    for positions in (document.positions.values, document.positions.keys):
        for path, offsets in positions.items():
            lengths = range(len(path), 1, -1)
            spot = next((draft.spots[path[1:length]] for length in lengths if path[1:length] in draft.spots), None)
            if spot:
                spots.setdefault(document.lines.span(*offsets), spot)
    return tuple(
        replace(one, document=spots[one.span].document, span=spots[one.span].span, fix=None)
        if one.document == document and one.span in spots
        else one
        for one in found
    )
