"""GitHub's workflow commands: findings as annotations beside the lines of a pull request.

GitHub shows ten annotations a type and step; the most severe are written first, and a last line names the total when
some are left out.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from journeyctl.diagnostics import Severity
from journeyctl.i18n import plural
from journeyctl.report.base import WORST_FIRST, counted, escaped

if TYPE_CHECKING:
    from journeyctl.diagnostics import Diagnostic
    from journeyctl.report.base import Report

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
MOST = 10
LONGEST = 4096
DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
PROPERTY = DATA | {":": "%3A", ",": "%2C"}


def render(report: Report) -> str:
    """Return an annotation for each finding as far as GitHub shows them."""
    by_severity: dict[Severity, list[Diagnostic]] = defaultdict(list)
    for finding in report.findings:
        by_severity[finding.severity].append(finding)
    shown = [finding for severity in WORST_FIRST for finding in by_severity[severity][:MOST]]
    lines = [_annotation(finding, report) for finding in shown]
    left = len(report.findings) - len(shown)
    if left:
        rest = plural("{count} of them is not annotated.", "{count} of them are not annotated.", left)
        lines.append(f"{counted(report)} {report.words(rest)}")
    return "".join(f"{line}\n" for line in lines)


def _annotation(finding: Diagnostic, report: Report) -> str:
    span = finding.span
    properties = {
        "file": report.repository_path(finding.path),
        "line": str(span.line),
        "endLine": str(span.end_line),
        **({"col": str(span.column), "endColumn": str(span.end_column)} if span.line == span.end_line else {}),
        "title": f"{finding.code} {finding.name}",
    }
    written = ",".join(f"{key}={_coded(value, PROPERTY)}" for key, value in properties.items())
    return f"::{COMMANDS[finding.severity]} {written}::{_coded(_message(finding, report), DATA)}"


def _message(finding: Diagnostic, report: Report) -> str:
    parts = (finding.message, finding.why, finding.help)
    text = "\n".join(words for part in parts if (words := report.words(part)))
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _coded(text: str, codes: dict[str, str]) -> str:
    return "".join(codes.get(char, char) for char in escaped(text, "\r\n"))
