"""What every format is given, how formats are found, and what several of them share."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from journeyctl import discovery
from journeyctl.diagnostics import Severity
from journeyctl.errors import JourneyctlError
from journeyctl.i18n import _, plural
from journeyctl.spelling import hint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from journeyctl.diagnostics import Diagnostic
    from journeyctl.i18n import Message

PACKAGE = "journeyctl.report"
HELPERS = ("base", "linehash", "snippet", "xml")
HOME = "https://journeyctl.example/"
NO_GAPS = _("No gaps found in {files}.")
RULE_PAGE = HOME + "rules/{code}.html"
WORST_FIRST = tuple(sorted(Severity, reverse=True))


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


class Known(NamedTuple):
    """How many findings a baseline has, and its file, relative to the workspace."""

    findings: int
    path: str


@dataclass(frozen=True)
class Report:
    """Findings and what is known about them.

    Args:
        findings: in the order in which they are shown.
        files: how many documents were judged.
        language: of messages.
        rules: the records of all rules, by code.
        is_coloured: whether the reader is a terminal that shows colour.
        width: of the terminal, in characters.
        folder: the workspace's folder inside its git repository, with `/`; empty when it is the repository itself.
        known: the findings that are left out because a baseline has them.
        unshown: how many findings are left out because they are less severe than what was asked for.
        nothing: the sentence that says that there are no findings, of what was asked; `{files}` is filled in.
    """

    findings: tuple[Diagnostic, ...]
    files: int
    language: str = "en"
    rules: Mapping[str, RuleRecord] = field(default_factory=dict)
    is_coloured: bool = False
    width: int = 80
    folder: str = ""
    known: Known | None = None
    unshown: int = 0
    nothing: Message = NO_GAPS

    def words(self, message: Message | None) -> str:
        """Return a message in the reader's language; nothing for none."""
        return message.in_language(self.language) if message else ""

    def repository_path(self, path: str) -> str:
        """Return a workspace's path as the git repository knows it, which is what code hosts want."""
        return f"{self.folder}/{path}" if self.folder else path


def summary(report: Report) -> dict[str, int]:
    """Return how many findings there are, in all and by severity, and how many files were judged."""
    counts = Counter(finding.severity for finding in report.findings)
    by_severity = {f"{severity.label}s": counts[severity] for severity in WORST_FIRST}
    return {"findings": len(report.findings), **by_severity, "files": report.files}


def closing(report: Report) -> str:
    """Return the sentence that counts the findings, and those that are kept out of sight."""
    if not (report.known or report.unshown):
        return counted(report)
    rest = "; ".join(report.words(one) for one in _out_of_sight(report))
    if report.findings:
        return report.words(
            _("Found {counts} in {files}; {rest}.", counts=_counts(report), files=_files(report), rest=rest)
        )
    if report.unshown:
        return report.words(_("Nothing that severe in {files}; {rest}.", files=_files(report), rest=rest))
    return report.words(_("No new gaps in {files}; {rest}.", files=_files(report), rest=rest))


def _out_of_sight(report: Report) -> Iterator[Message]:
    """Yield how many findings a baseline has, and how many are less severe than what was asked for."""
    if report.known:
        count, path = report.known
        yield plural("{count} known one in {path}", "{count} known ones in {path}", count, path=escaped(path))
    if report.unshown:
        yield plural("{count} less severe finding not shown", "{count} less severe findings not shown", report.unshown)


def counted(report: Report) -> str:
    """Return the sentence that counts the findings."""
    if not report.findings:
        nothing = _("Nothing that severe in {files}.") if report.unshown else report.nothing
        return report.words(nothing.filled(files=_files(report)))
    return report.words(_("Found {counts} in {files}.", counts=_counts(report), files=_files(report)))


def _files(report: Report) -> Message:
    return plural("{count} file", "{count} files", report.files)


def _counts(report: Report) -> tuple[Message, ...]:
    counts = summary(report)
    parts = (
        plural("{count} error", "{count} errors", counts["errors"]),
        plural("{count} warning", "{count} warnings", counts["warnings"]),
        plural("{count} info", "{count} infos", counts["infos"]),
    )
    return tuple(part for part in parts if part.count)


def fingerprints(findings: Iterable[Diagnostic]) -> tuple[str, ...]:
    """Return what each finding is known by from one run to the next: never its line.

    It follows from the rule, the entity and the path inside it; equal ones are counted. What is about no entity is
    known by its file.

    Returns:
        A SHA-256 in hexadecimal for each finding, all different.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    prints = []
    for finding in findings:
        seen[finding.key] += 1
        text = "\0".join((*finding.key, str(seen[finding.key])))
        prints.append(hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest())
    return tuple(prints)


def escaped(text: str, keep: str = "") -> str:
    """Return a text whose control and bidirectional characters are written out, so that they act on no reader.

    Args:
        text: anything an author wrote.
        keep: the control characters that the format can carry, such as line breaks.
    """
    if text.isprintable():  # nearly all is
        return text
    return "".join(char if _is_harmless(char) or char in keep else _written_out(char) for char in text)


def _is_harmless(char: str) -> bool:
    return char.isprintable() or unicodedata.category(char) == "Zs"


def _written_out(char: str) -> str:
    return f"\\u{ord(char):04x}" if ord(char) <= 0xFFFF else f"\\U{ord(char):08x}"  # noqa: PLR2004 - Unicode's first plane


def formats() -> tuple[str, ...]:
    """Return the names of all formats."""
    return discovery.names(PACKAGE, but=HELPERS)


def writer(name: str) -> Callable[[Report], str]:
    """Return the function that writes a format.

    Raises:
        JourneyctlError: there is no such format.
    """
    known = formats()
    if name not in known:
        raise JourneyctlError(_("there is no format '{name}'", name=name), hint(name, known))
    render: Callable[[Report], str] = discovery.load(PACKAGE, name).render
    return render
