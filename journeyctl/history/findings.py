"""Which findings a change brings and which it takes away: both sides are judged, and matched by what they are about."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from journeyctl.compiler.codes import is_of_document
from journeyctl.history.facts import Key

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from journeyctl.compiler import Compiled
    from journeyctl.diagnostics import Diagnostic
    from journeyctl.history.changes import Comparison
    from journeyctl.model import Workspace

PARTS = 2
UNRESOLVED = "REF001"


class Findings(NamedTuple):
    """The findings that one side has and the other has not."""

    introduced: tuple[Diagnostic, ...] = ()
    resolved: tuple[Diagnostic, ...] = ()


def alike(base: Compiled, head: Compiled) -> tuple[Compiled, Compiled]:
    """Return both sides so that neither is asked what is absent, when one does not compile and cannot be asked it."""
    if base.workspace.complete == head.workspace.complete:
        return base, head
    return _unasked(base), _unasked(head)


def _unasked(side: Compiled) -> Compiled:
    return (
        replace(side, workspace=replace(side.workspace, complete=False, memory={})) if side.workspace.complete else side
    )


def differences(comparison: Comparison, before: Iterable[Diagnostic], after: Iterable[Diagnostic]) -> Findings:
    """Return what a change introduced and resolved; a finding on what was renamed or moved is the same finding.

    Of findings with one key (the same rule, entity and path inside) those with the same words are paired first. In a
    document that does not compile on one of the sides, only that is a difference.
    """
    known: dict[tuple[str, ...], list[Diagnostic]] = defaultdict(list)
    for finding in before:
        known[_key(finding, comparison.partner)].append(finding)
    introduced = []
    for finding in sorted(after, key=lambda one: one.order):
        same = known.get(_key(finding, {}), [])
        if not same:
            introduced.append(finding)
            continue
        words = finding.message
        same.remove(next((one for one in same if one.message == words), same[0]))
    left = [finding for findings in known.values() for finding in findings]
    resolved = sorted(left, key=lambda one: one.order)
    return Findings(
        tuple(_sure(introduced, comparison.head, comparison.unread)),
        tuple(_sure(resolved, comparison.base, comparison.unread)),
    )


def _sure(findings: Iterable[Diagnostic], side: Workspace, unread: Collection[str]) -> Iterator[Diagnostic]:
    """Yield the findings that the other side surely has not: what does not compile there may hide them."""
    is_hiding = side.complete and bool(unread)
    for finding in findings:
        is_hidden = finding.path in unread or (is_hiding and finding.code == UNRESOLVED)
        if not is_hidden or is_of_document(finding.code):
            yield finding


def _key(finding: Diagnostic, partner: Mapping[Key, Key]) -> tuple[str, ...]:
    """Return what a finding is known by, without the number of equal ones: pairing counts them."""
    code, entity, inside = finding.key
    return code, renamed(entity, partner), inside.partition("#")[0]


def renamed(address: str, partner: Mapping[Key, Key]) -> str:
    """Return the address of an entity, such as `journeys/trip/steps/ask-help`, after its renames."""
    parts = address.split("/")
    if len(parts) < PARTS:
        return address
    owner = partner.get(Key(parts[0], parts[1]), Key(parts[0], parts[1]))
    if len(parts) == PARTS + 2:
        inner = Key(parts[2], f"{parts[1]}/{parts[3]}")
        now = partner.get(inner, Key(parts[2], f"{owner.id}/{parts[3]}"))
        return "/".join((owner.kind, now.id.partition("/")[0], parts[2], now.id.partition("/")[2]))
    return "/".join((*owner, *parts[2:]))
