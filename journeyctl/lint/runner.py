"""Runs the rules over a compiled workspace and makes diagnostics of what they find."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from journeyctl.diagnostics import Diagnostic, Related, Severity
from journeyctl.lint.address import entity_of

ALWAYS = "DOC"

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from journeyctl.compiler import Compiled
    from journeyctl.lint.finding import Finding
    from journeyctl.lint.record import Rule
    from journeyctl.lint.selection import Selection
    from journeyctl.model import Workspace


def run(compiled: Compiled, selection: Selection, today: date) -> tuple[Diagnostic, ...]:
    """Return every finding of the compiler and of the selected rules, ordered by path, line, column and code.

    Args:
        compiled: what the documents say.
        selection: the rules that judge.
        today: the day on which dates are judged.
    """
    found = [*_of_compiler(compiled, selection), *_of_rules(compiled.workspace, selection, today)]
    return tuple(sorted(found, key=lambda diagnostic: diagnostic.order))


def _of_compiler(compiled: Compiled, selection: Selection) -> Iterator[Diagnostic]:
    rules = {rule.code: rule for rule in selection.rules}
    for diagnostic in compiled.diagnostics:
        rule = rules.get(diagnostic.code)
        if diagnostic.code.startswith(ALWAYS):
            yield diagnostic
        elif rule and (severity := selection.severity(rule, diagnostic.path)) is not None:
            yield replace(diagnostic, severity=severity)


def _of_rules(workspace: Workspace, selection: Selection, today: date) -> Iterator[Diagnostic]:
    for rule in selection.rules:
        for finding in rule.find(workspace, today=today, options=selection.options[rule.code]):
            severity = selection.severity(rule, finding.place.document.path)
            if severity is not None:
                yield _diagnostic(workspace, rule, finding, severity)


def _diagnostic(workspace: Workspace, rule: Rule, finding: Finding, severity: Severity) -> Diagnostic:
    place = finding.place
    address = entity_of(place)
    if finding.severity is not None and severity == rule.severity:
        severity = finding.severity
    if rule.missing and address.is_in_draft(workspace):
        severity = min(severity, Severity.WARNING)
    return Diagnostic(
        place.document, place.span, rule.code, rule.name, severity, finding.message,
        why=finding.why or rule.why,
        help=finding.help,
        related=tuple(Related(other.document, other.span, message) for other, message in finding.related),
        entity=address.entity, entity_path=address.inside,
    )  # fmt: skip
