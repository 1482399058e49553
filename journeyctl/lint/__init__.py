"""The linter: rules, their selection, and the runner."""

from journeyctl.lint.finding import Finding
from journeyctl.lint.record import Option, Profile, Rule, rule
from journeyctl.lint.registry import built_in, known, named
from journeyctl.lint.runner import run
from journeyctl.lint.selection import Choice, Selection, select

__all__ = [
    "Choice",
    "Finding",
    "Option",
    "Profile",
    "Rule",
    "Selection",
    "built_in",
    "known",
    "named",
    "rule",
    "run",
    "select",
]
