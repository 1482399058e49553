"""What another tool's files say, before it becomes a document: its values, and what was found on the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from journeyctl.diagnostics import Diagnostic, Severity
from journeyctl.i18n import _
from journeyctl.source import Document, Span, files
from journeyctl.source.limits import FILE_BYTES, MIB
from journeyctl.source.span import START

if TYPE_CHECKING:
    from journeyctl.i18n import Message

NAMES = {
    "IMP001": "unreadable-source",
    "IMP002": "not-understood",
    "IMP003": "unusable-value",
    "IMP004": "unknown-column",
    "IMP005": "nothing-to-import",
    "IMP006": "not-carried-over",
}


class Spot(NamedTuple):
    """A stretch of a file that is imported."""

    document: Document
    span: Span

    def finding(self, code: str, severity: Severity, message: Message, help_: Message) -> Diagnostic:
        """Return a finding about it."""
        return Diagnostic(self.document, self.span, code, NAMES[code], severity, message, help=help_)


@dataclass(frozen=True, slots=True)
class Given:
    """A file of another tool: its name as the operator gave it, and its bytes."""

    path: str
    data: bytes


@dataclass
class Draft:
    """What the files say.

    Args:
        values: a document: collections of entities by id.
        findings: what cannot be used (errors: nothing is imported then) and what the reader should look at (warnings).
        spots: the cell that a value comes from, by its path in the document, where that is known.
        notes: what was supplied or could not be carried over, in sentences.
        languages: of the texts, where the files say so.
    """

    values: dict[str, dict[str, Any]] = field(default_factory=dict)
    findings: list[Diagnostic] = field(default_factory=list)
    spots: dict[tuple[str | int, ...], Spot] = field(default_factory=dict)
    notes: list[Message] = field(default_factory=list)
    languages: tuple[str, ...] = ()

    def put(self, collection: str, identity: str, entity: dict[str, Any]) -> None:
        """Add an entity; later ones of an id that is there are left out."""
        self.values.setdefault(collection, {}).setdefault(identity, entity)

    def error(self, place: Spot, code: str, message: Message, help_: Message) -> None:
        """Note what cannot be imported."""
        self.findings.append(place.finding(code, Severity.ERROR, message, help_))

    def warn(self, place: Spot, code: str, message: Message, help_: Message) -> None:
        """Note what a person should look at."""
        self.findings.append(place.finding(code, Severity.WARNING, message, help_))

    @property
    def fails(self) -> bool:
        """Whether anything in it keeps it from being imported."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    def text_of(self, given: Given) -> str | None:
        """Return a file as text; None, and an error, when it is not UTF-8 text."""
        try:
            if len(given.data) > FILE_BYTES:
                raise files.Unreadable("too-large")  # noqa: TRY301 - told like what `decode` refuses
            return files.decode(given.data)
        except files.Unreadable as error:
            message, help_ = UNREADABLE[error.reason]
            self.error(Spot(Document(given.path, ""), START), "IMP001", message, help_)
            return None


UNREADABLE = {
    "too-large": (
        _("this file is larger than {count} MiB", count=FILE_BYTES // MIB),
        _("split it, and import the parts one after another"),
    ),
    "utf-16": (_("this file is UTF-16 text"), _("save it as UTF-8")),
    "binary": (_("this file is not text"), _("name the file that holds the journey, or another format")),
    "not-utf-8": (_("this file is not UTF-8 text"), _("save it as UTF-8")),
}
