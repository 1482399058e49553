"""Markdown, for a comment on a pull request or a job's summary: a sentence, and a table of the findings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from journeyctl.i18n import _, plural
from journeyctl.report.base import WORST_FIRST, closing, escaped
from journeyctl.report.text import SEVERITIES

if TYPE_CHECKING:
    from journeyctl.diagnostics import Diagnostic
    from journeyctl.report.base import Report

LONGEST = 60_000
SPECIAL = re.compile(r"([\\`*_\[\]<>#|~$])")
COLUMNS = (_("severity"), _("where"), _("what is missing"), _("next step"))


def render(report: Report) -> str:
    """Return the findings, the most severe first, as far as a comment can hold them."""
    blocks = [f"**journeyctl** · {closing(report)}"]
    if report.findings:
        blocks.append(_table(report))
    return "\n\n".join(blocks) + "\n"


def _table(report: Report) -> str:
    lines = [_row(tuple(report.words(title) for title in COLUMNS)), "|---|---|---|---|"]
    ordered = sorted(report.findings, key=lambda finding: WORST_FIRST.index(finding.severity))
    room = LONGEST
    for number, finding in enumerate(ordered):
        line = _row(_cells(finding, report))
        room -= len(line) + 1
        if room < 0:
            left = len(ordered) - number
            return "\n".join([*lines, "", report.words(plural("And {count} more.", "And {count} more.", left))])
        lines.append(line)
    return "\n".join(lines)


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def _cells(finding: Diagnostic, report: Report) -> tuple[str, ...]:
    where = f"{report.repository_path(finding.path)}:{finding.span.line}"
    what = f"{plain(report.words(finding.message))} <sub>{finding.code} {plain(finding.name)}</sub>"
    return (report.words(SEVERITIES[finding.severity.label]), plain(where), what, plain(report.words(finding.help)))


def plain(text: str) -> str:
    """Return a text that Markdown shows as it is, in one line of a table."""
    safe = escaped(text, "\n").replace("&", "&amp;")
    return SPECIAL.sub(r"\\\1", safe).replace("\n", "<br>")
