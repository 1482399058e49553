"""Runs the rules over a compiled workspace and makes diagnostics of what they find."""

from __future__ import annotations

import inspect
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from journeyctl.diagnostics import Diagnostic, Related, Severity
from journeyctl.lint.fingerprint import address_of, addressed, numbered
from journeyctl.lint.fixes import FixableFinding
from journeyctl.lint.registry import built_in
from journeyctl.lint.scaffold import scaffold
from journeyctl.lint.suppression import suppress

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from journeyctl.compiler import Compiled
    from journeyctl.lint.baseline import Baseline
    from journeyctl.lint.finding import Finding
    from journeyctl.lint.record import Rule
    from journeyctl.lint.selection import Selection
    from journeyctl.lint.suppression import Suppression
    from journeyctl.model import Workspace

ALWAYS = "DOC"
# What a rule may ask for that is known only when the others have judged; such rules run after them.
AFTERTHOUGHTS = ("suppressions", "baseline")


def run(
    compiled: Compiled,
    selection: Selection,
    today: date,
    *,
    baseline: Baseline | None = None,
    known: Iterable[Rule] = (),
) -> tuple[Diagnostic, ...]:
    """Return every finding of the compiler and of the selected rules, ordered by path, line, column and code.

    What a comment suppresses or a baseline knows is left out.

    Args:
        compiled: what the documents say.
        selection: the rules that judge.
        today: the day on which dates are judged.
        baseline: the findings that are known already.
        known: rules that comments may name besides the built-in and the selected ones.
    """
    workspace = compiled.workspace
    rules = tuple({rule.code: rule for rule in (*built_in(), *known, *selection.rules)}.values())
    judge = _Judge(workspace, selection, rules)
    found = [*addressed(_of_compiler(compiled, selection)), *judge.findings((), today=today)]
    found, comments = suppress(numbered(_ordered(found)), workspace.documents.values(), rules)
    found += numbered(_ordered(judge.findings(("suppressions",), suppressions=judge.unused(comments))))
    if baseline:
        found, unseen = baseline.split(found, rules)
        stale = judge.stale(baseline, unseen)
        found += numbered(_ordered(judge.findings(("baseline",), baseline=(baseline, stale))))
    return tuple(_ordered(found))


def _ordered(findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    return sorted(findings, key=lambda diagnostic: diagnostic.order)


class _Judge:
    """Runs rules, and knows which of them judged which files, so that silence can be told from absence."""

    def __init__(self, workspace: Workspace, selection: Selection, rules: tuple[Rule, ...]) -> None:
        self.workspace = workspace
        self.selection = selection
        self.rules = rules
        self.running = {rule.code: rule for rule in selection.rules}

    def findings(self, late: tuple[str, ...], **facts: Any) -> Iterator[Diagnostic]:
        """Yield what is found by the rules that want exactly these of the facts that are known late."""
        for rule in self.selection.rules:
            if tuple(fact for fact in AFTERTHOUGHTS if fact in _parameters(rule)) == late:
                yield from self._findings_of(rule, facts)

    def _findings_of(self, rule: Rule, facts: dict[str, Any]) -> Iterator[Diagnostic]:
        for finding in rule.find(self.workspace, **facts, options=self.selection.options[rule.code]):
            severity = self.selection.severity(rule, finding.place.document.path)
            if severity is not None:
                yield _diagnostic(self.workspace, rule, finding, severity)

    def ran(self, code: str, path: str) -> bool:
        """Tell whether a rule judged a file to the full: not while some document fails."""
        rule = self.running.get(code)
        return self.workspace.complete and rule is not None and self.selection.severity(rule, path) is not None

    def unused(self, comments: Iterable[Suppression]) -> list[tuple[Suppression, tuple[str, ...]]]:
        """Return the comments that are wrong or suppress nothing, with the words that do not count."""
        found = []
        for comment in comments:
            path = comment.document.path
            named = comment.rules.items()
            idle = tuple(word for word, rule in named if rule.code not in comment.used and self.ran(rule.code, path))
            if comment.fault or idle:
                found.append((comment, idle))
        return found

    def stale(self, baseline: Baseline, unseen: Iterable[int]) -> list[int]:
        """Return the entries that are gone for sure: of rules that ran, or that exist no more."""
        codes, path = baseline.codes(self.rules), baseline.document.path
        existing = {rule.code for rule in self.rules}
        gone = {code for code in codes if code not in existing} if self.workspace.complete else set()
        return [number for number in unseen if codes[number] in gone or self.ran(codes[number], path)]


def _parameters(rule: Rule) -> Iterable[str]:
    return inspect.signature(rule.check).parameters if rule.check else ()


def _of_compiler(compiled: Compiled, selection: Selection) -> Iterator[Diagnostic]:
    rules = {rule.code: rule for rule in selection.rules}
    for diagnostic in compiled.diagnostics:
        rule = rules.get(diagnostic.code)
        if diagnostic.code.startswith(ALWAYS):
            yield diagnostic
        elif rule and (severity := selection.severity(rule, diagnostic.path)) is not None:
            yield replace(diagnostic, severity=severity)


def _diagnostic(workspace: Workspace, rule: Rule, finding: Finding, severity: Severity) -> Diagnostic:
    place = finding.place
    address = address_of(place)
    if finding.severity is not None and severity == rule.severity:
        severity = finding.severity
    if rule.missing and address.is_in_draft(workspace):
        severity = min(severity, Severity.WARNING)
    fix = finding.fix if isinstance(finding, FixableFinding) else None
    return Diagnostic(
        place.document, place.span, rule.code, rule.name, severity, finding.message,
        why=finding.why or rule.why,
        help=finding.help,
        related=tuple(Related(other.document, other.span, message) for other, message in finding.related),
        entity=address.entity, entity_path=address.inside,
        fix=fix or (scaffold(place, finding.lacks) if finding.lacks else None),
    )  # fmt: skip
