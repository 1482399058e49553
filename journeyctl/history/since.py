"""Findings that a change may have to do with: those on what it changed, and on what refers to that.

The whole workspace is compiled and judged; this only chooses what to show. What holds a changed phase or step (its
phase, its journey) counts as referring to it, and so does the step before it. DOC findings are always shown: until a
document compiles, nobody knows what it changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyctl.analyse.flow import target_of
from journeyctl.compiler.codes import is_of_document
from journeyctl.history.changes import Comparison, compare
from journeyctl.history.facts import Key
from journeyctl.history.git import find_repository
from journeyctl.history.matching import referrers
from journeyctl.history.sides import at_ref

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from journeyctl.compiler import Compiled
    from journeyctl.diagnostics import Diagnostic


def only_since(root: Path, ref: str, head: Compiled, findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the findings that have to do with what changed since a ref (`REF...`: since HEAD parted from it).

    Args:
        root: the workspace's folder.
        ref: the commit to compare with.
        head: the working tree, compiled.
        findings: of the working tree.

    Raises:
        JourneyctlError: there is no git, no repository, or no such commit; the settings at the ref are wrong.
    """
    base = at_ref(find_repository(root), ref)
    concerned = addresses(compare(base.compiled, head))
    return tuple(one for one in findings if is_of_document(one.code) or one.entity in concerned)


def addresses(comparison: Comparison) -> frozenset[str]:
    """Return what a change has to do with, as findings name it: what is new or changed, and what refers to that."""
    touched = set(_touched(comparison))
    gone = {thing.key for thing in comparison.removed}
    referring = referrers(comparison.after)
    concerned = touched | {key for target in touched for key, _field in referring.get(target, ())}
    concerned |= set(_that_referred(comparison, gone))
    concerned |= {holder for key in touched for holder in _holders(comparison, key)}
    concerned |= set(_leading_to(comparison, touched))
    return frozenset(comparison.after[key].address for key in concerned if key in comparison.after)


def _touched(comparison: Comparison) -> Iterator[Key]:
    """Yield what is new (in a new journey, all of it), renamed or changed, and what held something that is gone."""
    yield from (key for key in comparison.after if key not in comparison.origin)
    yield from (now.key for _then, now in comparison.renamed)
    yield from (change.after.key for change in comparison.changed)
    for thing in comparison.removed:
        if thing.parent and thing.parent in comparison.partner:
            yield comparison.partner[thing.parent]


def _that_referred(comparison: Comparison, gone: set[Key]) -> Iterator[Key]:
    for target, referring in referrers(comparison.before).items():
        if target in gone:
            yield from (comparison.partner[key] for key, _field in referring if key in comparison.partner)


def _holders(comparison: Comparison, key: Key) -> Iterator[Key]:
    holder = comparison.after[key].parent
    while holder:
        yield holder
        holder = comparison.after[holder].parent


def _leading_to(comparison: Comparison, touched: set[Key]) -> Iterator[Key]:
    """Yield the steps that lead to a changed step, also where that is only the step after them."""
    for journey in comparison.head.journeys.values():
        for step in journey.steps:
            for edge in step.edges:
                target = target_of(step, edge)
                if target and Key("steps", f"{target.journey.id}/{target.id}") in touched:
                    yield Key("steps", f"{journey.id}/{step.id}")
