"""Values of the house as the Language Server Protocol says them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from journeyctl.diagnostics import Severity
from journeyctl.report.base import RULE_PAGE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from journeyctl.diagnostics import Diagnostic, Edit, Related
    from journeyctl.editor.points import Ruler, Stretch
    from journeyctl.i18n import Message
    from journeyctl.source import Document, Span
    from journeyctl.source.span import Lines

SOURCE = "journeyctl"
SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}
# What stands there without being needed: an entity that nothing uses, a comment or baseline entry about nothing.
UNNECESSARY = frozenset({"REF003", "HYG006", "HYG007"})


def range_of(stretch: Stretch) -> types.Range:
    """Return a stretch as a range."""
    return types.Range(types.Position(*stretch.start), types.Position(*stretch.end))


class Speaker:
    """Says findings in a language, in the units and with the means of an editor.

    Args:
        language: of the messages.
        ruler: measures columns.
        uri: tells what the editor calls a file, by its path.
        relates: whether the editor shows related places.
        counts: whether the editor heeds for which version of a text an edit is.
    """

    def __init__(
        self, language: str, ruler: Ruler, uri: Callable[[str], str], *, relates: bool = False, counts: bool = False
    ) -> None:
        self.language = language
        self.ruler = ruler
        self.uri = uri
        self.relates = relates
        self.counts = counts

    def words(self, message: Message | str) -> str:
        """Return a message in the language; words of a document as they are."""
        return message if isinstance(message, str) else message.in_language(self.language)

    def diagnostic(self, found: Diagnostic) -> types.Diagnostic:
        """Return a finding."""
        page = RULE_PAGE.format(code=found.code)
        return types.Diagnostic(
            self.range(found.document, found.span),
            self._sentence(found),
            severity=SEVERITIES[found.severity],
            code=found.code or found.name,
            code_description=types.CodeDescription(page) if found.code else None,
            source=SOURCE,
            tags=[types.DiagnosticTag.Unnecessary] if found.code in UNNECESSARY else None,
            related_information=[self._related(one) for one in found.related] if self.relates else None,
        )

    def range(self, document: Document, span: Span) -> types.Range:
        """Return where a span of a document stands."""
        return range_of(self.ruler.of_span(document.lines, span))

    def location(self, document: Document, start: int, end: int) -> types.Location:
        """Return where two offsets of a document stand."""
        return types.Location(self.uri(document.path), self.between(document.lines, start, end))

    def between(self, lines: Lines, start: int, end: int) -> types.Range:
        """Return where two offsets stand."""
        return range_of(self.ruler.stretch(lines, start, end))

    def workspace_edit(self, edits: Iterable[Edit], versions: Mapping[str, int]) -> types.WorkspaceEdit:
        """Return edits, each to the version of its file that it was made for; None for what is not open.

        An editor that does not count versions is told the edits alone: more it would not understand.

        Args:
            edits: in any order.
            versions: of the open texts, by path.
        """
        changes: dict[str, list[types.TextEdit]] = {}
        for edit in edits:
            written = types.TextEdit(self.between(edit.document.lines, edit.start, edit.end), edit.text)
            changes.setdefault(edit.document.path, []).append(written)
        if not self.counts:
            return types.WorkspaceEdit({self.uri(path): written for path, written in changes.items()})
        return types.WorkspaceEdit(
            document_changes=[
                types.TextDocumentEdit(
                    types.OptionalVersionedTextDocumentIdentifier(self.uri(path), versions.get(path)), list(written)
                )
                for path, written in changes.items()
            ]
        )

    def _sentence(self, found: Diagnostic) -> str:
        first = self.words(found.message)
        if found.why:
            first = f"{first}: {self.words(found.why)}"
        return f"{first}\n{self.words(found.help)}" if found.help else first

    def _related(self, one: Related) -> types.DiagnosticRelatedInformation:
        place = types.Location(self.uri(one.document.path), self.range(one.document, one.span))
        return types.DiagnosticRelatedInformation(place, self.words(one.message))
