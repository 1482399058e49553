"""What git knows that the site tells: what changed since an earlier commit, and when each document changed last."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from journeyctl.cli.judging import documented_rules, judge_for
from journeyctl.errors import JourneyctlError
from journeyctl.history.changed import last_changes
from journeyctl.history.changes import compare
from journeyctl.history.findings import alike, differences
from journeyctl.history.git import HEAD, find_repository
from journeyctl.history.meaning import meaning
from journeyctl.history.release import last_release
from journeyctl.history.show.base import order_of
from journeyctl.history.sides import at_commit, at_ref
from journeyctl.lint import Choice, run
from journeyctl.site.since import Changed, Since

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from journeyctl.cli.context import Context
    from journeyctl.cli.judging import Judged
    from journeyctl.compiler import Compiled
    from journeyctl.diagnostics import Diagnostic
    from journeyctl.history.changed import Change
    from journeyctl.history.facts import Thing
    from journeyctl.history.git import Repository
    from journeyctl.history.sides import Side
    from journeyctl.settings import Settings


@dataclass
class Past:
    """The history of a workspace; what a commit held is read and judged once, however often it is asked for.

    Args:
        ref: the commit that news is told from, as the operator names it; None for the last release.
    """

    ref: str | None
    _sides: dict[str, Side] = field(default_factory=dict)
    _judged: tuple[tuple[Side, Settings, date, bool], tuple[Diagnostic, ...]] | None = None
    _changed: dict[str, Mapping[str, Change]] = field(default_factory=dict)

    def changed(self, context: Context) -> Mapping[str, date]:
        """Return the day on which each document was last changed, as far as git knows."""
        return {path: change.day for path, change in self._changes(context).items()}

    def commits(self, context: Context) -> Mapping[str, str]:
        """Return the commit that changed each document last, as far as git knows."""
        return {path: change.commit for path, change in self._changes(context).items()}

    def _changes(self, context: Context) -> Mapping[str, Change]:
        try:
            here = find_repository(context.root).commit(HEAD)
        except JourneyctlError:
            return {}
        if here not in self._changed:
            self._changed = {here: last_changes(context.root)}
        return self._changed[here]

    def since(self, context: Context, judged: Judged, day: date) -> Since | None:
        """Return what changed since the commit that news is told from; None when none was named and git knows none.

        Raises:
            JourneyctlError: the commit that was named is none, or what it holds cannot be used.
        """
        try:
            before = self._before(find_repository(context.root))
        except JourneyctlError:
            if self.ref is not None:
                raise
            return None
        comparison = compare(before.compiled, judged.compiled)
        base, head = alike(before.compiled, judged.compiled)
        is_judged = head is judged.compiled and not context.settings.lint.baseline
        now = judged.findings if is_judged else _found(context, head, day)
        found = differences(comparison, self._then(context, before, base, day), now)
        return Since(
            before.name, tuple(meaning(comparison)), _told(comparison.added),
            _told(change.after for change in comparison.changed), _told(now for _then, now in comparison.renamed),
            _told(comparison.removed), found.introduced, found.resolved,
        )  # fmt: skip

    def _before(self, repository: Repository) -> Side:
        commit, name = last_release(repository) if self.ref is None else (repository.commit(self.ref), None)
        if commit not in self._sides:
            side = at_commit(repository, commit, name) if name else at_ref(repository, self.ref or "")
            self._sides = {commit: side}
        return self._sides[commit]

    def _then(self, context: Context, before: Side, base: Compiled, day: date) -> tuple[Diagnostic, ...]:
        """Return the findings of an earlier commit by the rules of today; the same as last time, while these are."""
        asked = (before, context.settings, day, base.workspace.complete)
        if self._judged is None or self._judged[0] != asked:
            self._judged = asked, _found(context, base, day)
        return self._judged[1]


def _found(context: Context, compiled: Compiled, day: date) -> tuple[Diagnostic, ...]:
    """Return the findings of one side, those that the baseline knows too: the other side had them as well."""
    selection = judge_for(context, Choice(), day).selection
    return run(compiled, selection, day, known=documented_rules(context))


def _told(things: Iterable[Thing]) -> tuple[Changed, ...]:
    ordered = sorted(things, key=lambda thing: order_of(thing.key))
    return tuple(Changed(thing.key.kind, thing.address, thing.name) for thing in ordered)
