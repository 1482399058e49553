"""Compile and judge a workspace, and write reports: what `lint`, `build` and others share."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from journeyctl.cli.context import US
from journeyctl.cli.writing import deliver, write
from journeyctl.compiler.codes import is_of_document
from journeyctl.diagnostics import Severity
from journeyctl.errors import JourneyctlError
from journeyctl.i18n import _
from journeyctl.lint import Choice, Selection, built_in, select
from journeyctl.lint.policy import Policy, baseline_of, relative, rules_of
from journeyctl.report import Known, Report, writer
from journeyctl.settings import folder_in_repository

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from journeyctl.cli.context import Context
    from journeyctl.compiler import Compiled
    from journeyctl.diagnostics import Diagnostic
    from journeyctl.lint import Rule
    from journeyctl.lint.baseline import Baseline
    from journeyctl.model import Workspace
    from journeyctl.store import Store

FOR_PEOPLE = ("text", "concise")
BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Judged:
    """A workspace and its findings.

    Args:
        compile: returns what the workspace says.
        findings: what is found in it.
        report: the same, for readers.
        documents: the paths of its documents.
    """

    compile: Callable[[], Compiled]
    findings: tuple[Diagnostic, ...]
    report: Report
    documents: tuple[str, ...]

    @cached_property
    def compiled(self) -> Compiled:
        """What the workspace says."""
        return self.compile()


@dataclass(frozen=True)
class Judge:
    """Compiles a workspace and runs the rules over it, again for each set of texts that stand for its files.

    Args:
        baseline_file: the file of known findings, if there is one.
        store: where to take from, and leave, what was worked out, if anywhere.
    """

    context: Context
    rules: tuple[Rule, ...]
    selection: Selection
    today: date
    baseline_file: Path | None = None
    store: Store | None = None

    def judged(self, texts: Mapping[str, str] | None = None) -> Judged:
        """Return the workspace and its findings.

        Args:
            texts: what stands for the text of a file, by path relative to the workspace.

        Raises:
            JourneyctlError: the settings are wrong, there is no document, or the baseline cannot be read.
        """
        context = self.context
        policy, store = self._policy, self.store
        verdict = policy.remembered(self.today, texts, store) if store else policy.judged(self.today, texts)
        report = Report(
            verdict.findings, len(verdict.documents), context.language,
            {rule.code: rule for rule in self.rules}, width=context.width,
            folder=folder_in_repository(context.root), known=_known(verdict.known),
        )  # fmt: skip
        return Judged(verdict.compile, verdict.findings, report, verdict.documents)

    def runs(self, rule: str) -> bool:
        """Tell whether a rule, by code or name, is one of those that judge."""
        return any(one.answers_to(rule) for one in self.selection.rules)

    def baseline(self, texts: Mapping[str, str] | None = None) -> Baseline | None:
        """Return the findings that are known; raises JourneyctlError when the file cannot be read."""
        return self._policy.baseline(texts)

    @property
    def _policy(self) -> Policy:
        context = self.context
        documented = documented_rules(context)
        return Policy(context.root, context.settings, self.selection, documented, self.baseline_file)


def _known(baseline: Baseline | None) -> Known | None:
    return Known(len(baseline.entries), baseline.document.path) if baseline and baseline.entries else None


def known_rules(context: Context) -> tuple[Rule, ...]:
    """Return every rule that this workspace knows: built in, of its own, and of its plugins.

    Raises:
        JourneyctlError: its settings are wrong, or one of its own rules is.
    """
    if not context.is_in_workspace:
        return built_in()
    return rules_of(context.root, context.settings.lint)


def documented_rules(context: Context) -> tuple[Rule, ...]:
    """Return every rule that can be explained and suppressed: those that judge, and the breaking changes.

    Raises:
        JourneyctlError: as `known_rules`.
    """
    from journeyctl.history.record import breaks

    return (*known_rules(context), *breaks())


def judge_for(context: Context, choice: Choice, today: date, baseline_file: Path | None = None) -> Judge:
    """Return what judges this workspace.

    Raises:
        JourneyctlError: the settings are wrong.
    """
    rules = known_rules(context)
    return Judge(context, rules, select(rules, context.settings.lint, choice), today, baseline_file)


def compiled_with(context: Context, store: Store) -> Compiled:
    """Compile the workspace with what a linting has left in a store, and leave nothing there.

    Raises:
        JourneyctlError: the settings are wrong, or there is no document.
    """
    from journeyctl.compiler import compile_workspace
    from journeyctl.lint.cache import Cache

    return compile_workspace(context.root, context.settings, memory=Cache(store, context.root).memory())


def judge(context: Context, choice: Choice, today: date, store: Store | None = None) -> Judged:
    """Compile the workspace and run the rules over it, with what a store holds when there is one.

    Raises:
        JourneyctlError: the settings are wrong, there is no document, or the baseline cannot be read.
    """
    return replace(judge_for(context, choice, today, baseline_place(context)), store=store).judged()


def baseline_place(context: Context, named: str | None = None) -> Path | None:
    """Return the baseline that the command line names, else the settings; None when there is none.

    Raises:
        JourneyctlError: the settings name a file outside the workspace.
    """
    return Path(named) if named is not None else baseline_of(context.root, context.settings.lint)


def fails(findings: Iterable[Diagnostic], fail_on: str) -> bool:
    """Tell whether findings make a run fail; a document that does not compile always does."""
    least = None if fail_on == "never" else Severity.named(fail_on)
    return any(is_of_document(finding.code) or (least and finding.severity >= least) for finding in findings)


class Target(NamedTuple):
    """One report to write: how, under which name, and the file it goes to, or nothing for standard output."""

    render: Callable[[Report], str]
    format: str
    file: str

    @property
    def is_for_programs(self) -> bool:
        """Whether it goes to standard output and a program reads it there."""
        return not self.file and self.format not in FOR_PEOPLE


def targets(formats: Iterable[str]) -> tuple[Target, ...]:
    """Return what `FMT` and `FMT=FILE` ask for.

    Raises:
        JourneyctlError: there is no such format, or two of them name one file.
    """
    found: list[Target] = []
    for format_ in formats:
        name, sign, file = format_.partition("=")
        if sign and not file:
            raise JourneyctlError(
                _("'{format}' names no file", format=format_), _("write {name}, or {name}=report.txt", name=name)
            )
        if file and any(target.file == file for target in found):
            raise JourneyctlError(
                _("two reports would be written to '{file}'", file=file), _("give each a file of its own")
            )
        found.append(Target(writer(name), name, file))
    return tuple(found)


def reports(context: Context, report: Report, formats: Iterable[str]) -> None:
    """Write a report in each format: `FMT` to standard output, `FMT=FILE` to a file.

    Raises:
        JourneyctlError: there is no such format, or a file cannot be written.
    """
    for target in targets(formats):
        shown = report if target.file else replace(report, is_coloured=context.is_coloured(sys.stdout))
        # Names of files may hold bytes that are no UTF-8; what a terminal's encoding lacks is written out, too.
        plain = target.file or target.is_for_programs
        encoding = "utf-8" if plain else getattr(sys.stdout, "encoding", None) or "utf-8"
        deliver(target.render(shown).encode(encoding, "backslashreplace"), target.file or None)


def tell_of_left_out(context: Context, workspace: Workspace) -> None:
    """Say that some documents do not compile, when that is so."""
    if not workspace.complete:
        context.log(_("some documents do not compile and are left out; `journeyctl lint` shows which"), US)


def refuse_unsound(context: Context, compiled: Compiled) -> None:
    """Go on with a workspace that compiles; of another tell what is wrong, on standard error, and end with 1."""
    if not compiled.diagnostics:
        return
    report = Report(
        compiled.diagnostics, len(compiled.workspace.documents), context.language,
        is_coloured=context.is_coloured(sys.stderr), width=context.width,
    )  # fmt: skip
    click.echo(writer("text")(report), err=True, nl=False, color=True)
    raise click.exceptions.Exit(1)


def wanted_paths(root: Path, paths: Iterable[str]) -> tuple[str, ...]:
    """Return the paths on a command line, relative to the workspace.

    Raises:
        JourneyctlError: one does not exist, or lies outside the workspace.
    """
    return tuple(_wanted(root, path) for path in paths)


def _wanted(root: Path, path: str) -> str:
    for file in (Path(path), root / path):
        if file.exists():
            if not file.resolve().is_relative_to(root.resolve()):
                raise JourneyctlError(
                    _("'{path}' lies outside the workspace {root}", path=path, root=root), _("name a path inside it")
                )
            return relative(root, file)
    raise JourneyctlError(
        _("there is no file or folder '{path}'", path=path), _("paths are relative to the working directory")
    )


def is_wanted(path: str, wanted: tuple[str, ...]) -> bool:
    """Tell whether a path is one of the wanted ones or lies below one; all are when none is named."""
    return not wanted or any(one in (".", path) or path.startswith(f"{one}/") for one in wanted)


def rewrite(root: Path, texts: Mapping[str, tuple[str, str]]) -> list[str]:
    """Write new texts over files, each in one move; a byte-order mark stays.

    Args:
        root: the workspace's folder.
        texts: what each file said and what it is to say, by path.

    Returns:
        The paths that were written; a file that says something else by now is left alone.

    Raises:
        JourneyctlError: a file cannot be written.
    """
    written = []
    for path, (before, after) in sorted(texts.items()):
        data = (root / path).read_bytes() if (root / path).is_file() else b""
        mark = BOM if data.startswith(BOM) else b""
        if data.removeprefix(BOM) == before.encode():
            write(root / path, mark + after.encode())
            written.append(path)
    return written
