"""Findings for readers: one file a format, found by looking into this package.

A format is a module with a function `render(report) -> str`.
"""

from journeyctl.report.base import Known, Report, formats, summary, writer

__all__ = ["Known", "Report", "formats", "summary", "writer"]
