"""JSON Lines: one finding a line, as the findings of the json format; nothing when there is none."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from journeyctl.report.json import as_json

if TYPE_CHECKING:
    from journeyctl.report.base import Report


def render(report: Report) -> str:
    """Return a line of JSON for each finding."""
    return "".join(
        f"{json.dumps(as_json(finding, report.language), ensure_ascii=False, separators=(',', ':'))}\n"
        for finding in report.findings
    )
