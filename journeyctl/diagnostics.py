"""What is said about a document: a diagnostic has a place, a sentence, a reason and a next step."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from journeyctl.i18n import Message
    from journeyctl.source import Document, Span


class Severity(IntEnum):
    """How bad it is; the higher, the worse."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        """The word in settings, options and reports."""
        return self.name.lower()

    @classmethod
    def named(cls, name: str) -> Severity:
        """Return the severity with a label."""
        return cls[name.upper()]


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that matters, and why."""

    document: Document
    span: Span
    message: Message


@dataclass(frozen=True, slots=True)
class Edit:
    """One replacement of text in one document: offsets in code points, the end exclusive."""

    document: Document
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that mend a finding: a safe one keeps what a document means, an unsafe one asks a person to look."""

    title: Message
    edits: tuple[Edit, ...]
    safe: bool = True


Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding, ready to be read.

    Args:
        document: the file it is about.
        span: the smallest stretch of text that explains it.
        code: such as `OWN001`.
        name: such as `unowned-touchpoint`.
        message: what is wrong, in one sentence without a full stop.
        why: why it matters to a customer, in a few words under the marked text.
        help: what to do next.
        related: other places that matter.
        entity: what it is about, such as `touchpoints/desk` or `journeys/trip/steps/ask-help`.
        entity_path: where inside that entity, by ids and never by lines.
        fix: edits that mend it, if there are any.
    """

    document: Document
    span: Span
    code: str
    name: str
    severity: Severity
    message: Message
    why: Message | None = None
    help: Message | None = None
    related: tuple[Related, ...] = ()
    entity: str = ""
    entity_path: str = ""
    fix: Fix | None = None

    @property
    def path(self) -> str:
        """The file, relative to the workspace, with `/`."""
        return self.document.path

    @property
    def key(self) -> Key:
        """What it is known by from one run to the next: its rule's code, its entity (else its file), the path in it."""
        return (self.code, self.entity or self.path, self.entity_path)

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """What findings are sorted by: path, line, column, code; the message's key where all else is equal."""
        return (self.path, self.span.line, self.span.column, self.code, repr(self.message))
