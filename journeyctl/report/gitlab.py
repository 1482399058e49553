"""GitLab's Code Quality report: a widget on the merge request.

Only the keys that GitLab requires. It does not show `check_name`, so the description begins with the code; it keeps one
of several entries with equal fingerprints, so these differ, and hold no line.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from journeyctl.diagnostics import Severity
from journeyctl.report.base import escaped, fingerprints

if TYPE_CHECKING:
    from journeyctl.diagnostics import Diagnostic
    from journeyctl.report.base import Report

SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(report: Report) -> str:
    """Return the findings as GitLab reads them."""
    prints = fingerprints(report.findings)
    entries = [_entry(finding, known_by, report) for finding, known_by in zip(report.findings, prints, strict=True)]
    return json.dumps(entries, indent=2, ensure_ascii=False) + "\n"


def _entry(finding: Diagnostic, fingerprint: str, report: Report) -> dict[str, Any]:
    return {
        "description": escaped(f"{finding.code} {report.words(finding.message)}", "\n"),
        "check_name": finding.code,
        "fingerprint": fingerprint,
        "severity": SEVERITIES[finding.severity],
        "location": {
            "path": escaped(report.repository_path(finding.path), "\n"),
            "lines": {"begin": finding.span.line},
        },
    }
