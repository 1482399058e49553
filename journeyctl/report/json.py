"""JSON for other tools: versioned, 1-based, ends exclusive; `path` relative to the workspace with `/`.

The structs say the format once; `schemas/findings.schema.json` is generated from them.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec
from msgspec import Meta

from journeyctl.report.base import Report, summary

if TYPE_CHECKING:
    from journeyctl.diagnostics import Diagnostic, Edit, Fix
    from journeyctl.i18n import Message
    from journeyctl.source import Span

VERSION: Literal[1] = 1
DRAFT = "https://json-schema.org/draft/2020-12/schema"

Line = Annotated[int, Meta(ge=1, description="A line, from 1.")]
Column = Annotated[int, Meta(ge=1, description="A column in code points, from 1; ends are exclusive.")]
Count = Annotated[int, Meta(ge=0)]


def says(meaning: str) -> Meta:
    """Describe a field."""
    return Meta(description=meaning)


class Stretch(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of text in a file."""

    path: Annotated[str, says("The file, relative to the workspace, with `/`.")]
    line: Line
    column: Column
    end_line: Line
    end_column: Column


class RelatedPlace(Stretch, frozen=True, kw_only=True):
    """Another place that matters."""

    message: Annotated[str, says("Why it matters.")]


class Replacement(Stretch, frozen=True, kw_only=True):
    """A stretch of text and what to write there instead."""

    text: Annotated[str, says("What to write instead.")]


class Mending(msgspec.Struct, frozen=True, kw_only=True):
    """Edits that mend a finding, to be made together."""

    title: Annotated[str, says("What they do.")]
    safe: Annotated[bool, says("Whether the document keeps its meaning; else a person should look.")]
    edits: tuple[Replacement, ...]


class FindingRow(msgspec.Struct, frozen=True, kw_only=True):
    """One gap."""

    code: Annotated[str, says("Such as `OWN001`.")]
    name: Annotated[str, says("Such as `unowned-touchpoint`.")]
    severity: Literal["error", "warning", "info"]
    message: Annotated[str, says("What is wrong, in one sentence without a full stop.")]
    why: Annotated[str | None, says("Why it matters to a customer.")]
    help: Annotated[str | None, says("What to do next.")]
    path: Annotated[str, says("The file, relative to the workspace, with `/`.")]
    line: Line
    column: Column
    end_line: Line
    end_column: Column
    entity: Annotated[str, says("What it is about, such as `touchpoints/desk`; empty for a file as a whole.")]
    entity_path: Annotated[str, says("Where inside that entity: by ids and words, never by lines.")]
    related: tuple[RelatedPlace, ...]
    fix: Mending | None


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """How many there are."""

    findings: Count
    errors: Count
    warnings: Count
    infos: Count
    files: Annotated[int, Meta(ge=0, description="How many documents were judged.")]


class Findings(msgspec.Struct, frozen=True, kw_only=True):
    """What `journeyctl lint --format json` prints."""

    version: Annotated[Literal[1], says("Of this format; it changes when a reader would break.")] = VERSION
    findings: Annotated[tuple[FindingRow, ...], says("Ordered by path, line, column and code.")]
    summary: Summary


def render(report: Report) -> str:
    """Return the findings as one JSON document."""
    rows = tuple(row(finding, report.language) for finding in report.findings)
    document = Findings(findings=rows, summary=Summary(**summary(report)))
    return json.dumps(msgspec.to_builtins(document), indent=2, ensure_ascii=False) + "\n"


def schema() -> dict[str, Any]:
    """Return the JSON Schema of the format."""
    (whole,), definitions = msgspec.json.schema_components((Findings,), ref_template="#/$defs/{name}")
    top = definitions.pop(whole["$ref"].rsplit("/", 1)[1])
    return {"$schema": DRAFT, **top, "title": "journeyctl findings", "$defs": dict(sorted(definitions.items()))}


def as_json(finding: Diagnostic, language: str) -> dict[str, Any]:
    """Return one finding as a JSON object."""
    plain: dict[str, Any] = msgspec.to_builtins(row(finding, language))
    return plain


def row(finding: Diagnostic, language: str) -> FindingRow:
    """Return one finding in the format's own terms."""
    related = tuple(
        RelatedPlace(path=other.document.path, **_span(other.span), message=other.message.in_language(language))
        for other in finding.related
    )
    return FindingRow(
        code=finding.code, name=finding.name, severity=finding.severity.label,  # type: ignore[arg-type] # its labels
        message=finding.message.in_language(language), why=_words(finding.why, language),
        help=_words(finding.help, language), path=finding.path, **_span(finding.span), entity=finding.entity,
        entity_path=finding.entity_path, related=related, fix=_fix(finding.fix, language) if finding.fix else None,
    )  # fmt: skip


def _words(message: Message | None, language: str) -> str | None:
    return message.in_language(language) if message else None


def _span(span: Span) -> dict[str, int]:
    return dict(zip(("line", "column", "end_line", "end_column"), span, strict=True))


def _fix(fix: Fix, language: str) -> Mending:
    return Mending(title=fix.title.in_language(language), safe=fix.safe, edits=tuple(map(_edit, fix.edits)))


def _edit(edit: Edit) -> Replacement:
    span = edit.document.lines.span(edit.start, edit.end)
    return Replacement(path=edit.document.path, **_span(span), text=edit.text)
