"""JUnit XML, for the test tab of a CI: one case a finding, one passing case when there is none.

GitLab reads `classname`, `name` and the failure's text, and drops a case whose name came before: names are unique, and
hold no line, so that a case keeps its history.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from journeyctl.report.base import counted
from journeyctl.report.xml import element, serialised

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

    from journeyctl.diagnostics import Diagnostic
    from journeyctl.report.base import Report

SUITE = "journeyctl"


def render(report: Report) -> str:
    """Return a suite of the findings."""
    found = len(report.findings)
    counts: dict[str, str | int] = {"name": SUITE, "tests": max(1, found), "failures": found, "errors": 0}
    root = element("testsuites", counts)
    suite = element("testsuite", counts | {"skipped": 0, "time": 0}, root)
    seen: Counter[tuple[str, str]] = Counter()
    for finding in report.findings:
        _add_case(suite, finding, report, seen)
    if not found:
        element("testcase", {"classname": SUITE, "name": counted(report), "time": 0}, suite)
    return serialised(root)


def _add_case(suite: ET.Element, finding: Diagnostic, report: Report, seen: Counter[tuple[str, str]]) -> None:
    path = report.repository_path(finding.path)
    subject = "/".join(part for part in (finding.entity, finding.entity_path) if part)
    name = f"{finding.code} {finding.name}: {subject}" if subject else f"{finding.code} {finding.name}"
    seen[path, name] += 1
    if seen[path, name] > 1:
        name = f"{name} ({seen[path, name]})"
    case = element(
        "testcase", {"classname": path, "name": name, "file": path, "line": finding.span.line, "time": 0}, suite
    )
    failure = {"message": report.words(finding.message), "type": finding.severity.label}
    element("failure", failure, case, _details(finding, report))


def _details(finding: Diagnostic, report: Report) -> str:
    place = f"{report.repository_path(finding.path)}:{finding.span.line}:{finding.span.column}"
    head = f"{place}: {finding.severity.label}: {report.words(finding.message)}"
    return "\n".join(part for part in (head, report.words(finding.why), report.words(finding.help)) if part)
