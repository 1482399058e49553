"""Which findings a change brings and which it takes away: both sides are judged, and matched by what they are about."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from journeyctl.history.facts import Key
from journeyctl.lint.fingerprint import key_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from journeyctl.diagnostics import Diagnostic
    from journeyctl.history.changes import Comparison

PARTS = 2


class Findings(NamedTuple):
    """The findings that one side has and the other has not."""

    introduced: tuple[Diagnostic, ...] = ()
    resolved: tuple[Diagnostic, ...] = ()


def differences(comparison: Comparison, before: Iterable[Diagnostic], after: Iterable[Diagnostic]) -> Findings:
    """Return what a change introduced and resolved; a finding on what was renamed or moved is the same finding.

    Of findings with one key (the same rule, entity and path inside) those with the same words are paired first.
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
    return Findings(tuple(introduced), tuple(sorted(left, key=lambda one: one.order)))


def _key(finding: Diagnostic, partner: Mapping[Key, Key]) -> tuple[str, ...]:
    """Return what a finding is known by, without the number of equal ones: pairing counts them."""
    code, entity, inside = key_of(finding)
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
