"""SARIF 2.1.0, for code scanning: valid against the OASIS schema, and made for what GitHub reads of it.

GitHub ignores `helpUri` and `fixes`; so the link stands in `help.markdown` too, and fixes are there for editors.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from journeyctl import __version__
from journeyctl.diagnostics import Severity
from journeyctl.report.base import HOME, RULE_PAGE, escaped, fingerprints
from journeyctl.report.linehash import line_hashes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from journeyctl.diagnostics import Diagnostic, Edit, Fix
    from journeyctl.report.base import Report, RuleRecord
    from journeyctl.source import Document, Span

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
BASE = "%SRCROOT%"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
PROBLEM = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}
LONGEST_DESCRIPTION = 1024


def render(report: Report) -> str:
    """Return the findings as one SARIF log."""
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(report)]}
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def _run(report: Report) -> dict[str, Any]:
    rules = list(_rules(report))
    indexes = {rule["id"]: number for number, rule in enumerate(rules)}
    documents = {id(finding.document): finding.document for finding in report.findings}
    hashes = {known_by: line_hashes(document.text) for known_by, document in documents.items()}
    results = [
        _result(finding, report, indexes) | {"partialFingerprints": _fingerprints(finding, hashes, known_by)}
        for finding, known_by in zip(report.findings, fingerprints(report.findings), strict=True)
    ]
    driver = {"name": "journeyctl", "informationUri": HOME, "semanticVersion": __version__, "rules": rules}
    return {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {BASE: {"description": {"text": "The root of the repository."}}},
        "results": results,
    }


def _rules(report: Report) -> Iterator[dict[str, Any]]:
    """Yield all rules, and those that a finding names without a record."""
    yield from (_rule(record) for _code, record in sorted(report.rules.items()))
    unknown = {finding.code: finding for finding in report.findings if finding.code not in report.rules}
    for code, finding in sorted(unknown.items()):
        yield {"id": code, "name": finding.name, "defaultConfiguration": {"level": LEVELS[finding.severity]}}


def _rule(record: RuleRecord) -> dict[str, Any]:
    page = RULE_PAGE.format(code=quote(record.code, safe=""))
    return {
        "id": record.code,
        "name": record.name,
        "shortDescription": {"text": _cut(record.doc.summary)},
        "fullDescription": {"text": _cut(" ".join(filter(None, (record.doc.summary, record.doc.why))))},
        "helpUri": page,
        "help": {"text": _help_text(record), "markdown": _help_markdown(record, page)},
        "defaultConfiguration": {"level": LEVELS[record.severity]},
        "properties": {
            "tags": ["customer-journey", record.family],
            "precision": "very-high",
            "problem.severity": PROBLEM[record.severity],
        },
    }


def _cut(text: str) -> str:
    shown = escaped(text) or "-"
    return shown if len(shown) <= LONGEST_DESCRIPTION else f"{shown[: LONGEST_DESCRIPTION - 1]}…"


def _help_text(record: RuleRecord) -> str:
    doc = record.doc
    parts = (doc.summary, doc.why, f"When not to use it: {doc.exceptions}" if doc.exceptions else "")
    return escaped("\n\n".join(filter(None, parts)), "\n") or record.name


def _help_markdown(record: RuleRecord, page: str) -> str:
    doc = record.doc
    parts = [doc.summary, doc.why]
    parts += [f"**{title}**\n\n{_fenced(code)}" for title, code in (("Bad", doc.bad), ("Good", doc.good)) if code]
    parts += [f"**When not to use it** {doc.exceptions}" if doc.exceptions else ""]
    parts += [f"[{record.code} {record.name}]({page})"]
    return escaped("\n\n".join(filter(None, parts)), "\n")


def _fenced(code: str) -> str:
    return f"```yaml\n{code}\n```"


def _result(finding: Diagnostic, report: Report, indexes: Mapping[str, int]) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": indexes[finding.code],
        "level": LEVELS[finding.severity],
        "message": {"text": _sentences(finding, report)},
        "locations": [_location(finding.document, finding.span, report) | _logical(finding)],
    }
    if finding.related:
        result["relatedLocations"] = [
            {"id": number}
            | _location(other.document, other.span, report)
            | {"message": {"text": _said(report.words(other.message))}}
            for number, other in enumerate(finding.related)
        ]
    return result | ({"fixes": [_fix(finding.fix, report)]} if finding.fix else {})


def _sentences(finding: Diagnostic, report: Report) -> str:
    parts = (finding.message, finding.why, finding.help)
    return _said("\n".join(words for part in parts if (words := report.words(part))))


def _said(text: str) -> str:
    """Return a message's text; in SARIF `[text](1)` would be a link to a place, so brackets of a name are escaped."""
    safe = escaped(text, "\n")
    return safe.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]") if "](" in safe else safe


def _location(document: Document, span: Span, report: Report) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": _artifact(document, report), "region": _region(span)}}


def _logical(finding: Diagnostic) -> dict[str, Any]:
    name = "/".join(part for part in (finding.entity, finding.entity_path) if part)
    return {"logicalLocations": [{"fullyQualifiedName": escaped(name)}]} if name else {}


def _artifact(document: Document, report: Report) -> dict[str, str]:
    path = report.repository_path(document.path).encode("utf-8", "surrogateescape")
    return {"uri": quote(path), "uriBaseId": BASE}


def _region(span: Span) -> dict[str, int]:
    return dict(zip(("startLine", "startColumn", "endLine", "endColumn"), span, strict=True))


def _fingerprints(finding: Diagnostic, hashes: Mapping[int, tuple[str, ...]], known_by: str) -> dict[str, str]:
    lines = hashes[id(finding.document)]
    number = min(finding.span.line, len(lines))
    return {"primaryLocationLineHash": lines[number - 1], "journeyctl/v1": known_by}


def _fix(fix: Fix, report: Report) -> dict[str, Any]:
    return {
        "description": {"text": _said(report.words(fix.title))},
        "artifactChanges": [_change(edit, report) for edit in fix.edits],
    }


def _change(edit: Edit, report: Report) -> dict[str, Any]:
    region = _region(edit.document.lines.span(edit.start, edit.end))
    replacement = {"deletedRegion": region, "insertedContent": {"text": edit.text}}
    return {"artifactLocation": _artifact(edit.document, report), "replacements": [replacement]}
