"""Files → documents, and what is wrong with those that are no documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from journeyctl.compiler.codes import diagnostic
from journeyctl.diagnostics import Related
from journeyctl.errors import JourneyctlError
from journeyctl.i18n import Message, _
from journeyctl.source import Document, SourceProblem, discover, files, limits, parse
from journeyctl.source.document import BOM
from journeyctl.source.reader import GLUED, TAB
from journeyctl.source.span import START

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
    found = {file.path: file.file for file in discover(root, sources)}
    paths = sorted({*found, *unsaved})
    if not paths:
        listed = ", ".join(sources)
        message = f"no documents found: there is no .yaml file under {listed}"
        raise JourneyctlError(message, "write a first journey, or run `journeyctl init` in an empty folder")
    return [
        _written(path, unsaved[path]) if path in unsaved else _read(root, path, found[path], memory) for path in paths
    ]  # fmt: skip


def _written(path: str, text: str, stamp: Stamp | None = None) -> Written:
    return Written(Document(path, text.removeprefix(BOM)), stamp)


def texts_of(root: Path, sources: Iterable[str], unsaved: Mapping[str, str]) -> dict[str, str | None]:
    """Return what the documents of a workspace say, by path; None for what cannot be read as text.

    Raises:
        JourneyctlError: a source does not exist, or a folder cannot be read.
    """
    texts: dict[str, str | None] = dict(unsaved)
    for found in discover(root, sources):
        if found.path not in unsaved:
            try:
                texts[found.path] = files.read_text(root, found.file)
            except files.Unreadable:
                texts[found.path] = None
    return texts


def _read(root: Path, path: str, file: Path, memory: Memory | None) -> Written | Document:
    stamp = files.stamp_of(file)
    known = memory.unchanged(path, stamp) if memory else None
    if known:
        return known
    try:
        return _written(path, files.read_text(root, file), stamp)
    except files.Unreadable as error:
        kind: Kind = "limits" if error.reason == "too-large" else "unreadable"
        return Document(path, "", (), (SourceProblem(kind, START, error.reason, None),))


def explain(document: Document) -> Iterator[Diagnostic]:
    """Yield a finding for each problem that keeps a file from being a document."""
    for problem in document.problems:
        code, message, help_ = _sentence(problem)
        related = (Related(document, problem.first, _("first written here")),) if problem.first else ()
        yield diagnostic(document, problem.span, code, message, help=help_, related=related)


def _sentence(problem: SourceProblem) -> tuple[str, Message, Message]:
    if problem.kind == "unreadable":
        return "DOC001", *UNREADABLE.get(problem.detail, UNREADABLE["os"])
    if problem.kind == "syntax":
        return "DOC002", *_syntax(problem.detail)
    if problem.kind == "duplicate-key":
        message = _("the key '{key}' is written twice in one mapping", key=problem.detail)
        return "DOC003", message, _("keep one of the two, or rename one")
    if problem.kind == "feature":
        return "DOC004", *FEATURES[problem.detail]
    return "DOC009", *BEYOND[problem.detail]


def _syntax(sentence: str) -> tuple[Message, Message]:
    if sentence.startswith("control:"):
        message = _("the character U+{code} cannot stand in a YAML file", code=sentence.removeprefix("control:"))
        return message, _("take it out; it is invisible in most editors")
    for beginning, message, help_ in SYNTAX:
        if sentence.startswith(beginning):
            return message, help_
    return _("this is not YAML: {reason}", reason=sentence), _("check the indentation, the quotes and the colons here")


UNREADABLE = {
    "outside": (
        _("this file lies outside the workspace, so it is not opened"),
        _("put the file itself here instead of a link"),
    ),
    "not-a-file": (_("this is not a plain file, so it is not opened"), _("rename it, or put a text file here")),
    "utf-16": (_("this file is UTF-16 text"), _("save it as UTF-8")),
    "binary": (_("this file is not text"), _("rename it, or save it as UTF-8 text")),
    "not-utf-8": (_("this file is not UTF-8 text"), _("save it as UTF-8")),
    "os": (_("this file cannot be read"), _("check that it exists and that you may read it")),
}
_DEFINE_ONCE = _("define it once in a collection and refer to its id")
FEATURES = {
    "anchor": (_("anchors (&name) are not part of the language"), _DEFINE_ONCE),
    "alias": (_("aliases (*name) are not part of the language"), _DEFINE_ONCE),
    "merge key": (_("merge keys (<<) are not part of the language"), _DEFINE_ONCE),
    "tag": (
        _("tags (!name) are not part of the language"),
        _("take the tag out; quote the value if it should be text"),
    ),
    "complex key": (_("only words can be keys"), _("quote the key, or close the bracket before it")),
}
BEYOND = {
    "too-large": (
        _("this file is larger than {count} MiB", count=limits.FILE_BYTES // limits.MIB),
        _("split it into several files; any file may hold any collection"),
    ),
    "depth": (
        _("this is nested more than {count} levels deep", count=limits.DEPTH),
        _("a journey needs about ten levels; check the brackets here"),
    ),
    "scalar": (
        _("this text is longer than {count} MiB", count=limits.SCALAR_CHARACTERS // limits.MIB),
        _("check that the quote that opens it is closed"),
    ),
}
SYNTAX = (
    (
        TAB,
        _("this line is indented with a tab"),
        _("use spaces instead, two for each level; most editors can do so for you"),
    ),
    (
        GLUED,
        _("a blank is missing behind the '-' of this item"),
        _("write `- id: …`, with a blank, and the other fields of the item right below `id`"),
    ),
    (
        "mapping values are not allowed",
        _("a second ':' stands on this line"),
        _("quote the text that holds the colon, or begin a new line after the first one"),
    ),
    (
        "found character that cannot start any token",
        _("a value cannot begin with this character"),
        _("quote a text that begins with @, ` or %"),
    ),
    (
        "did not find expected key",
        _("a key is expected here"),
        _("check that it is indented like the keys above it, and that quotes are closed"),
    ),
    (
        "could not find expected ':'",
        _("a ':' is missing after the key above"),
        _("write `key: value`, and quote texts of several lines"),
    ),
    (
        "did not find expected '-' indicator",
        _("a list item ('- …') is expected here"),
        _("check that it is indented like the items above it"),
    ),
    (
        "did not find expected ',' or",
        _("a bracket is opened and not closed before this"),
        _("close it, and quote texts that hold a comma, a colon or a bracket"),
    ),
    (
        "found unexpected end of stream",
        _("a quote is opened and never closed"),
        _("close the quote, or take it out"),
    ),
    (
        "found unexpected document indicator",
        _("a quote is opened and not closed before the '---' here"),
        _("close the quote, or take it out"),
    ),
)
