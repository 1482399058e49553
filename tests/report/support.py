"""Reports to write: of the gappy workspace, and of names and paths that break formats which escape nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from journeyctl.compiler import compile_documents, compile_workspace
from journeyctl.lint import Choice, built_in, run, select
from journeyctl.report import Report, writer
from journeyctl.settings import LintSettings, Settings, load_settings
from journeyctl.source import parse
from tests.support import CHECKOUT, TODAY

if TYPE_CHECKING:
    from journeyctl.compiler import Compiled
    from journeyctl.diagnostics import Diagnostic

GAPPY = CHECKOUT / "tests" / "cases" / "gappy"
# Everything that means something to a format, one control character and one that turns the text around.
NASTY = '50%, a\nb: <c> & "d" | `e` *f* [g](1) ::error::\a\u202e'
NASTY_PATH = 'journeys/50%25, a:b\n<c> & "d" \u202e|`.yaml'


def judged(compiled: Compiled, *codes: str) -> tuple[Diagnostic, ...]:
    """Return the findings of some rules, or of the recommended profile."""
    return run(compiled, select(built_in(), LintSettings(), Choice(select=codes)), TODAY)


def report_of(compiled: Compiled, *codes: str, **more: Any) -> Report:
    """Return the report of a compiled workspace."""
    rules = {rule.code: rule for rule in built_in()}
    return Report(judged(compiled, *codes), len(compiled.workspace.documents), rules=rules, **more)


def gappy(**more: Any) -> Report:
    """Return the report of the gappy workspace."""
    return report_of(compile_workspace(GAPPY, load_settings(GAPPY)), **more)


def unowned(*names: str, path: str = "journeys/trip.yaml", **more: Any) -> Report:
    """Return the report of a document with a touchpoint without owner for each name."""
    steps = ", ".join(
        f"{{id: s{number}, touchpoint: {{name: {json.dumps(name)}}}}}" for number, name in enumerate(names)
    )
    text = f"journeys:\n  trip: {{name: Trip, phases: [{{id: go, name: Go, steps: [{steps}]}}]}}\n"
    return report_of(compile_documents([parse(path, text)], CHECKOUT, Settings()), "OWN001", **more)


def clean(**more: Any) -> Report:
    """Return the report of a workspace without gaps."""
    compiled = compile_documents(
        [parse("journeys/people.yaml", "personas: {one: {name: One}}\n")], CHECKOUT, Settings()
    )
    return report_of(compiled, "OWN001", **more)


def written(name: str, report: Report) -> str:
    """Return a report in a format."""
    return writer(name)(report)
