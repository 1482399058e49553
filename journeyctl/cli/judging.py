"""Compile and judge a workspace, and write reports: what `lint`, `build` and others share."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from journeyctl.compiler import Compiled, compile_workspace
from journeyctl.errors import JourneyctlError
from journeyctl.lint import Choice, built_in, known, run, select
from journeyctl.lint.declarative import declared_rules
from journeyctl.lint.plugins import plugin_rules
from journeyctl.report import Report, writer

if TYPE_CHECKING:
    from datetime import date

    from journeyctl.cli.context import Context
    from journeyctl.diagnostics import Diagnostic
    from journeyctl.lint import Rule


@dataclass(frozen=True)
class Judged:
    """A compiled workspace and its findings."""

    compiled: Compiled
    findings: tuple[Diagnostic, ...]
    report: Report


def known_rules(context: Context) -> tuple[Rule, ...]:
    """Return every rule that this workspace knows: built in, of its own, and of its plugins.

    Raises:
        JourneyctlError: its settings are wrong, or one of its own rules is.
    """
    if not context.is_in_workspace:
        return built_in()
    lint = context.settings.lint
    return known(declared_rules(context.root, lint.rules), plugin_rules(lint.plugins))


def judge(context: Context, choice: Choice, today: date) -> Judged:
    """Compile the workspace and run the rules over it.

    Raises:
        JourneyctlError: the settings are wrong, or there is no document.
    """
    rules = known_rules(context)
    selection = select(rules, context.settings.lint, choice)
    compiled = compile_workspace(context.root, context.settings)
    findings = run(compiled, selection, today)
    report = Report(
        findings, len(compiled.workspace.documents), context.language, {rule.code: rule for rule in rules},
        width=context.width,
    )  # fmt: skip
    return Judged(compiled, findings, report)


def reports(context: Context, report: Report, formats: tuple[str, ...]) -> None:
    """Write a report in each format: `FMT` to standard output, `FMT=FILE` to a file.

    Raises:
        JourneyctlError: there is no such format, or a file cannot be written.
    """
    from dataclasses import replace

    writers = [(writer(name), file) for name, _sign, file in (format_.partition("=") for format_ in formats)]
    for write, file in writers:
        if file:
            _write_file(Path(file), write(report))
        else:
            click.echo(write(replace(report, is_coloured=context.is_coloured(sys.stdout))), nl=False, color=True)


def _write_file(file: Path, text: str) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise JourneyctlError(
            f"cannot write '{file}': {error.strerror}", "name a file in a folder you may write"
        ) from error
