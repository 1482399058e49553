"""What the health of a workspace takes from the rules and from git: sound journeys now, and how it stood at a ref."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from journeyctl.analyse.health import health, sound
from journeyctl.analyse.reports.health import Beside
from journeyctl.cli.judging import baseline_place, documented_rules, judge_for
from journeyctl.diagnostics import Severity
from journeyctl.errors import JourneyctlError
from journeyctl.i18n import _
from journeyctl.lint import Choice, run

if TYPE_CHECKING:
    from datetime import date

    from journeyctl.analyse.health import Health
    from journeyctl.cli.context import Context
    from journeyctl.cli.judging import Judge
    from journeyctl.compiler import Compiled
    from journeyctl.diagnostics import Diagnostic
    from journeyctl.lint import Selection

COUNTED = (Severity.WARNING, Severity.ERROR)


def standing(context: Context, compiled: Compiled, day: date, since: str | None) -> Beside:
    """Return what health takes from elsewhere.

    Args:
        context: the workspace.
        compiled: its documents.
        day: on which dates are judged, now and at the ref alike.
        since: the ref to compare with, as `diff` takes it; None to compare with nothing.

    Raises:
        JourneyctlError: the settings or the ref cannot be used, or there was no workspace at the ref.
    """
    judge = judge_for(context, Choice(), day, baseline_place(context))
    now = sound(compiled.workspace, _findings(context, judge, compiled))
    if since is None:
        return Beside(now)
    from journeyctl.history.git import find_repository
    from journeyctl.history.sides import at_ref

    side = at_ref(find_repository(context.root), since)
    if side.is_absent:
        raise JourneyctlError(
            _("there was no workspace at '{since}'", since=since), _("name a commit that has journeyctl.yaml here")
        )
    return Beside(now, _then(context, judge, side.compiled), side.name)


def _then(context: Context, judge: Judge, compiled: Compiled) -> Health:
    """Return how healthy an earlier workspace was, by the rules and on the day of now, so that like meets like."""
    return health(compiled.workspace, sound(compiled.workspace, _findings(context, judge, compiled)))


def _findings(context: Context, judge: Judge, compiled: Compiled) -> tuple[Diagnostic, ...]:
    known = documented_rules(context)
    return run(compiled, _serious(judge.selection), judge.today, baseline=judge.baseline(), known=known)


def _serious(selection: Selection) -> Selection:
    """Return a selection without the rules that give tips at most: they would cost time and change no count."""
    overridden = {code for _glob, changes in selection.overrides for code, how in changes.items() if how in COUNTED}
    rules = (rule for rule in selection.rules if rule.always or selection.base.get(rule.code) in COUNTED)
    kept = {rule.code for rule in rules} | overridden
    return replace(selection, rules=tuple(rule for rule in selection.rules if rule.code in kept))
