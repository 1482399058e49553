"""Runs the rules over a compiled workspace and makes diagnostics of what they find."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from journeyctl.compiler.codes import is_of_document
from journeyctl.diagnostics import Diagnostic, Related, Severity
from journeyctl.lint.division import Division, is_divisible
from journeyctl.lint.fingerprint import address_of, addressed, numbered
from journeyctl.lint.fixes import FixableFinding
from journeyctl.lint.record import Reach
from journeyctl.lint.registry import built_in
from journeyctl.lint.scaffold import scaffold
from journeyctl.lint.suppression import suppress

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from journeyctl.compiler import Compiled, Memory
    from journeyctl.lint.baseline import Baseline
    from journeyctl.lint.finding import Finding
    from journeyctl.lint.record import Rule
    from journeyctl.lint.selection import Selection
    from journeyctl.lint.suppression import Suppression
    from journeyctl.model import Workspace

# What a rule may ask for that is known only when the others have judged; such rules run after them.
AFTERTHOUGHTS = ("suppressions", "baseline")


def run(  # noqa: PLR0913 - three values, and three that most callers have no use for
    compiled: Compiled,
    selection: Selection,
    today: date,
    *,
    baseline: Baseline | None = None,
    known: Iterable[Rule] = (),
    memory: Memory | None = None,
) -> tuple[Diagnostic, ...]:
    """Return every finding of the compiler and of the selected rules, ordered by path, line, column and code.

    What a comment suppresses or a baseline knows is left out.

    Args:
        compiled: what the documents say.
        selection: the rules that judge.
        today: the day on which dates are judged.
        baseline: the findings that are known already.
        known: rules that comments may name besides the built-in and the selected ones.
        memory: the one that the workspace was compiled with: what was found before and still holds is not looked for.
    """
    workspace = compiled.workspace
    rules = tuple({rule.code: rule for rule in (*built_in(), *known, *selection.rules)}.values())
    judge = _Judge(workspace, selection, rules)
    found = [*addressed(_of_compiler(compiled, selection)), *_early(judge, compiled, today, memory)]
    found, comments = suppress(numbered(_ordered(found)), workspace.documents.values(), rules)
    late = list(numbered(_ordered(judge.findings(("suppressions",), suppressions=judge.unused(comments)))))
    if baseline:
        found, unseen = baseline.split([*found, *late], rules)
        stale = judge.stale(baseline, unseen)
        late = list(numbered(_ordered(judge.findings(("baseline",), baseline=(baseline, stale)))))
    return tuple(_ordered([*found, *late]) if late or baseline else found)


def _early(judge: _Judge, compiled: Compiled, today: date, memory: Memory | None) -> Iterator[Diagnostic]:
    """Yield what is found by the rules that need no other findings; the local ones only where something changed."""
    early = [rule for rule in judge.selection.rules if judge.is_early(rule)]
    if memory is None or not is_divisible(compiled, memory):
        yield from judge.judge(early, today=today)
        return
    yield from judge.judge([rule for rule in early if rule.local is None], today=today)
    for reach in Reach:
        rules = [rule for rule in early if rule.local is reach and rule.applies(compiled.workspace)]
        division = Division(compiled, memory, reach, rules, f"{judge.selection.told} {today}")
        yield from division.findings(partial(judge.look, today=today))


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
        rules = (rule for rule in self.selection.rules if self._late(rule) == late)
        yield from self.judge(rules, **facts)

    def is_early(self, rule: Rule) -> bool:
        """Tell whether a rule wants nothing that is known late."""
        return not self._late(rule)

    def _late(self, rule: Rule) -> tuple[str, ...]:
        return tuple(fact for fact in AFTERTHOUGHTS if fact in rule.wants)

    def judge(self, rules: Iterable[Rule], **facts: Any) -> Iterator[Diagnostic]:
        """Yield what rules find in the whole workspace, those that apply to it."""
        yield from self.look((rule for rule in rules if rule.applies(self.workspace)), self.workspace, **facts)

    def look(self, rules: Iterable[Rule], workspace: Workspace, **facts: Any) -> Iterator[Diagnostic]:
        """Yield what rules find in what is in focus of a workspace."""
        for rule in rules:
            for finding in rule.look(workspace, **facts, options=self.selection.options[rule.code]):
                severity = self.selection.severity(rule, finding.place.document.path)
                if severity is not None:
                    yield _diagnostic(workspace, rule, finding, severity)

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


def _of_compiler(compiled: Compiled, selection: Selection) -> Iterator[Diagnostic]:
    rules = {rule.code: rule for rule in selection.rules}
    for diagnostic in compiled.diagnostics:
        rule = rules.get(diagnostic.code)
        if is_of_document(diagnostic.code):
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
