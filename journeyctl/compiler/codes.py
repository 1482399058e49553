"""The findings that the compiler itself makes: their codes and names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journeyctl.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from journeyctl.i18n import Message
    from journeyctl.source import Document, Span

NAMES = {
    "DOC001": "unreadable-file",
    "DOC002": "yaml-syntax",
    "DOC003": "duplicate-key",
    "DOC004": "yaml-feature",
    "DOC005": "unknown-field",
    "DOC006": "missing-field",
    "DOC007": "invalid-value",
    "DOC008": "duplicate-id",
    "DOC009": "beyond-limits",
    "REF001": "unresolved-reference",
}


def is_of_document(code: str) -> bool:
    """Tell whether a finding with this code says that a document does not compile, so that nothing may hide it."""
    return code.startswith("DOC")


def diagnostic(document: Document, span: Span, code: str, message: Message, **more: Any) -> Diagnostic:
    """Return a finding of the compiler; all of them are errors."""
    return Diagnostic(document, span, code, NAMES[code], Severity.ERROR, message, **more)
