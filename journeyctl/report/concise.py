"""One line a finding, for `grep` and editors: `path:line:column: severity: message  CODE name`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyctl.report.base import closing
from journeyctl.report.text import headline

if TYPE_CHECKING:
    from journeyctl.report.base import Report


def render(report: Report) -> str:
    """Return a line for each finding, and a last line that counts them."""
    return "".join(f"{line}\n" for line in [*(headline(one, report) for one in report.findings), closing(report)])
