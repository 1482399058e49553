"""What every format is given, and how formats are found."""

from __future__ import annotations

import importlib
import pkgutil
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from journeyctl.diagnostics import Severity
from journeyctl.errors import JourneyctlError
from journeyctl.spelling import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from journeyctl.diagnostics import Diagnostic

HELPERS = ("base",)


class RuleRecord(Protocol):
    """What a report may tell about a rule."""

    @property
    def code(self) -> str:
        """Such as `OWN001`."""

    @property
    def name(self) -> str:
        """Such as `unowned-touchpoint`."""

    @property
    def severity(self) -> Severity:
        """How bad a finding is by default."""

    @property
    def family(self) -> str:
        """The family's name."""

    @property
    def doc(self) -> Any:
        """What its docstring says, by sections."""


@dataclass(frozen=True)
class Report:
    """Findings and what is known about them.

    Args:
        findings: in the order in which they are shown.
        files: how many documents were judged.
        language: of messages.
        rules: the records of the rules that ran, by code.
        is_coloured: whether the reader is a terminal that shows colour.
        width: of the terminal, in characters.
    """

    findings: tuple[Diagnostic, ...]
    files: int
    language: str = "en"
    rules: Mapping[str, RuleRecord] = field(default_factory=dict)
    is_coloured: bool = False
    width: int = 80


def summary(report: Report) -> dict[str, int]:
    """Return how many findings there are, in all and by severity, and how many files were judged."""
    counts = Counter(finding.severity for finding in report.findings)
    by_severity = {f"{severity.label}s": counts[severity] for severity in sorted(Severity, reverse=True)}
    return {"findings": len(report.findings), **by_severity, "files": report.files}


def formats() -> tuple[str, ...]:
    """Return the names of all formats."""
    import journeyctl.report as package

    return tuple(sorted(found.name for found in pkgutil.iter_modules(package.__path__) if found.name not in HELPERS))


def writer(name: str) -> Callable[[Report], str]:
    """Return the function that writes a format.

    Raises:
        JourneyctlError: there is no such format.
    """
    known = formats()
    if name not in known:
        near = nearest(name, known)
        hint = f"did you mean '{near}'?" if near else f"one of: {', '.join(known)}"
        raise JourneyctlError(f"there is no format '{name}'", hint)
    render: Callable[[Report], str] = importlib.import_module(f"journeyctl.report.{name}").render
    return render
