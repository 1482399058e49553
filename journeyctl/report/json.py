"""JSON for other tools: versioned, 1-based, ends exclusive; `path` relative to the workspace with `/`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from journeyctl.report.base import Report, summary

if TYPE_CHECKING:
    from journeyctl.diagnostics import Diagnostic, Edit, Fix
    from journeyctl.i18n import Message
    from journeyctl.source import Span

VERSION = 1


def render(report: Report) -> str:
    """Return the findings as one JSON document."""
    document = {
        "version": VERSION,
        "findings": [as_json(finding, report.language) for finding in report.findings],
        "summary": summary(report),
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def as_json(finding: Diagnostic, language: str) -> dict[str, Any]:
    """Return one finding as a JSON object."""
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.label,
        "message": finding.message.in_language(language),
        "why": _words(finding.why, language),
        "help": _words(finding.help, language),
        "path": finding.path,
        **_span(finding.span),
        "entity": finding.entity,
        "entity_path": finding.entity_path,
        "related": [
            {"path": other.document.path, **_span(other.span), "message": other.message.in_language(language)}
            for other in finding.related
        ],
        "fix": _fix(finding.fix, language) if finding.fix else None,
    }


def _words(message: Message | None, language: str) -> str | None:
    return message.in_language(language) if message else None


def _span(span: Span) -> dict[str, int]:
    return dict(zip(("line", "column", "end_line", "end_column"), span, strict=True))


def _fix(fix: Fix, language: str) -> dict[str, Any]:
    return {"title": fix.title.in_language(language), "safe": fix.safe, "edits": [_edit(edit) for edit in fix.edits]}


def _edit(edit: Edit) -> dict[str, Any]:
    span = edit.document.lines.span(edit.start, edit.end)
    return {"path": edit.document.path, **_span(span), "text": edit.text}
