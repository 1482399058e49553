"""Compile and judge a workspace, and write reports: what `lint`, `build` and others share."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from journeyctl.cli.writing import deliver, write
from journeyctl.compiler import Compiled, compile_workspace
from journeyctl.errors import JourneyctlError
from journeyctl.lint import Choice, Selection, baseline, built_in, known, run, select
from journeyctl.lint.declarative import declared_rules
from journeyctl.lint.plugins import plugin_rules
from journeyctl.report import Report, writer
from journeyctl.source import files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from journeyctl.cli.context import Context
    from journeyctl.diagnostics import Diagnostic
    from journeyctl.lint import Rule
    from journeyctl.lint.baseline import Baseline

FOR_PEOPLE = ("text", "concise")
BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Judged:
    """A compiled workspace and its findings."""

    compiled: Compiled
    findings: tuple[Diagnostic, ...]
    report: Report


@dataclass(frozen=True)
class Judge:
    """Compiles a workspace and runs the rules over it, again for each set of texts that stand for its files.

    Args:
        baseline_file: the file of known findings, if there is one.
    """

    context: Context
    rules: tuple[Rule, ...]
    selection: Selection
    today: date
    baseline_file: Path | None = None

    def judged(self, texts: Mapping[str, str] | None = None) -> Judged:
        """Return the workspace and its findings.

        Args:
            texts: what stands for the text of a file, by path relative to the workspace.

        Raises:
            JourneyctlError: the settings are wrong, there is no document, or the baseline cannot be read.
        """
        context, texts = self.context, dict(texts or {})
        known_findings = self.baseline(texts)
        if known_findings:
            texts.pop(known_findings.document.path, None)
        compiled = compile_workspace(context.root, context.settings, texts)
        findings = run(compiled, self.selection, self.today, baseline=known_findings, known=documented_rules(context))
        report = Report(
            findings, len(compiled.workspace.documents), context.language,
            {rule.code: rule for rule in self.rules}, width=context.width,
            folder=folder_in_repository(context.root),
        )  # fmt: skip
        return Judged(compiled, findings, report)

    def runs(self, rule: str) -> bool:
        """Tell whether a rule, by code or name, is one of those that judge."""
        return any(one.answers_to(rule) for one in self.selection.rules)

    def baseline(self, texts: Mapping[str, str] | None = None) -> Baseline | None:
        """Return the findings that are known; raises JourneyctlError when the file cannot be read."""
        if self.baseline_file is None:
            return None
        path = relative(self.context.root, self.baseline_file)
        text = (texts or {}).get(path)
        if text is None:
            text = _read(self.baseline_file, "write it with `journeyctl lint --write-baseline`")
        return baseline.read(path, text, is_inside=files.inside(self.context.root, self.baseline_file))


def known_rules(context: Context) -> tuple[Rule, ...]:
    """Return every rule that this workspace knows: built in, of its own, and of its plugins.

    Raises:
        JourneyctlError: its settings are wrong, or one of its own rules is.
    """
    if not context.is_in_workspace:
        return built_in()
    lint = context.settings.lint
    return known(declared_rules(context.root, lint.rules), plugin_rules(lint.plugins))


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


def judge(context: Context, choice: Choice, today: date) -> Judged:
    """Compile the workspace and run the rules over it.

    Raises:
        JourneyctlError: the settings are wrong, there is no document, or the baseline cannot be read.
    """
    return judge_for(context, choice, today, baseline_place(context)).judged()


def baseline_place(context: Context, named: str | None = None) -> Path | None:
    """Return the baseline that the command line names, else the settings; None when there is none.

    Raises:
        JourneyctlError: the settings name a file outside the workspace.
    """
    if named is not None:
        return Path(named)
    written = context.settings.lint.baseline
    if written is None:
        return None
    if Path(written).is_absolute() or not files.inside(context.root, context.root / written):
        message = f"`lint.baseline` names '{written}', which lies outside the workspace"
        raise JourneyctlError(message, "use a path relative to journeyctl.yaml, without '..'")
    return context.root / written


def _read(file: Path, hint: str) -> str:
    try:
        return files.decode(file.read_bytes())
    except OSError as error:
        raise JourneyctlError(f"cannot read '{file}': {error.strerror}", hint) from error
    except files.Unreadable as error:
        raise JourneyctlError(f"cannot read '{file}': it is no UTF-8 text", hint) from error


def relative(root: Path, file: Path) -> str:
    """Return a file's path relative to the workspace, with `/`; as it was named when it lies outside."""
    whole = file.resolve()
    return whole.relative_to(root.resolve()).as_posix() if whole.is_relative_to(root.resolve()) else str(file)


def folder_in_repository(root: Path) -> str:
    """Return the workspace's folder inside its git repository; empty at its top, and outside any repository."""
    whole = root.resolve()
    top = next((folder for folder in (whole, *whole.parents) if (folder / ".git").exists()), whole)
    path = whole.relative_to(top).as_posix()
    return "" if path == "." else path


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
            raise JourneyctlError(f"'{format_}' names no file", f"write {name}, or {name}=report.txt")
        if file and any(target.file == file for target in found):
            raise JourneyctlError(f"two reports would be written to '{file}'", "give each a file of its own")
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
                raise JourneyctlError(f"'{path}' lies outside the workspace {root}", "name a path inside it")
            return relative(root, file)
    raise JourneyctlError(f"there is no file or folder '{path}'", "paths are relative to the working directory")


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
