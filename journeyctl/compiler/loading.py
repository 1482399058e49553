"""Files → documents, and what is wrong with those that are no documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from journeyctl.compiler.codes import diagnostic
from journeyctl.diagnostics import Related
from journeyctl.errors import JourneyctlError
from journeyctl.i18n import _
from journeyctl.source import Document, SourceProblem, discover, files, parse
from journeyctl.source.document import BOM
from journeyctl.source.span import START
from journeyctl.source.words import explained

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from journeyctl.compiler.part import Memory
    from journeyctl.diagnostics import Diagnostic
    from journeyctl.source.files import Stamp
    from journeyctl.source.reader import Kind


class Written(NamedTuple):
    """A text that has still to be read as YAML.

    Args:
        blank: the document, of which only the text is known.
        stamp: of its file, when it comes from one that has settled.
    """

    blank: Document
    stamp: Stamp | None = None


def load(root: Path, sources: Iterable[str], unsaved: Mapping[str, str]) -> list[Document]:
    """Return the documents of a workspace, ordered by path, also those that cannot be used.

    Args:
        root: the workspace's folder.
        sources: the folders or globs to look in.
        unsaved: texts that stand for what a file says, by path: an editor's buffer, or standard input.

    Raises:
        JourneyctlError: there is no document at all.
    """
    found = written(root, sources, unsaved)
    return [parse(one.blank.path, one.blank.text) if isinstance(one, Written) else one for one in found]


def written(
    root: Path, sources: Iterable[str], unsaved: Mapping[str, str], memory: Memory | None = None
) -> list[Written | Document]:
    """Return the texts of a workspace, ordered by path: those that are known already, or are none, as documents.

    Args:
        root: as of `load`.
        sources: as of `load`.
        unsaved: as of `load`.
        memory: knows the documents that were seen before, if any were.

    Raises:
        JourneyctlError: there is no document at all.
    """
    found, bounds = {file.path: file.file for file in discover(root, sources)}, files.Bounds(root)
    paths = sorted({*found, *unsaved})
    if not paths:
        listed = ", ".join(sources)
        message = _("no documents found: there is no .yaml file under {listed}", listed=listed)
        raise JourneyctlError(message, _("write a first journey, or run `journeyctl init` in an empty folder"))
    return [
        _written(path, unsaved[path]) if path in unsaved else _read(bounds, path, found[path], memory) for path in paths
    ]  # fmt: skip


def _written(path: str, text: str, stamp: Stamp | None = None) -> Written:
    return Written(Document(path, text.removeprefix(BOM)), stamp)


def _read(bounds: files.Bounds, path: str, file: Path, memory: Memory | None) -> Written | Document:
    stamp = files.stamp_of(file)
    known = memory.unchanged(path, stamp) if memory else None
    if known:
        return known
    try:
        return _written(path, files.read_text(bounds, file), stamp)
    except files.Unreadable as error:
        kind: Kind = "limits" if error.reason == "too-large" else "unreadable"
        return Document(path, "", (), (SourceProblem(kind, START, error.reason, None),))


def explain(document: Document) -> Iterator[Diagnostic]:
    """Yield a finding for each problem that keeps a file from being a document."""
    for problem in document.problems:
        code, message, help_ = explained(problem)
        related = (Related(document, problem.first, _("first written here")),) if problem.first else ()
        yield diagnostic(document, problem.span, code, message, help=help_, related=related)
