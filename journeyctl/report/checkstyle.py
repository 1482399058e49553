"""Checkstyle XML, which many review tools and IDEs read: findings by file."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from journeyctl.report.xml import element, serialised

if TYPE_CHECKING:
    from journeyctl.diagnostics import Diagnostic
    from journeyctl.report.base import Report

VERSION = "10.0"


def render(report: Report) -> str:
    """Return the findings by file."""
    root = element("checkstyle", {"version": VERSION})
    ordered = sorted(report.findings, key=lambda finding: finding.path)
    for path, findings in groupby(ordered, key=lambda finding: finding.path):
        file = element("file", {"name": report.repository_path(path)}, root)
        for finding in findings:
            element("error", _attributes(finding, report), file)
    return serialised(root)


def _attributes(finding: Diagnostic, report: Report) -> dict[str, str | int]:
    return {
        "line": finding.span.line,
        "column": finding.span.column,
        "severity": finding.severity.label,
        "message": ". ".join(filter(None, (report.words(finding.message), report.words(finding.help)))),
        "source": f"journeyctl.{finding.code}.{finding.name}",
    }
