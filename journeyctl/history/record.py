"""A breaking change is a rule that looks at two workspaces; one record feeds its check, `explain` and the reports.

Its docstring has the sections of a rule's. In an example the document before stands above a line `---`, the one after
below it. What is a draft or retired before the change promised nothing yet, or nothing more, and cannot be broken.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from journeyctl.diagnostics import Diagnostic, Related
from journeyctl.lint.finding import Finding
from journeyctl.lint.fingerprint import address_of
from journeyctl.lint.record import CORE, ERROR, Rule, rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from journeyctl.history.changes import Comparison
    from journeyctl.history.facts import Key, Thing
    from journeyctl.i18n import Message
    from journeyctl.model import Journey

SINCE = "0.1"
MODULES = ("scope", "promises", "privacy")


@dataclass(frozen=True, slots=True)
class Break(Finding):
    """One promise that a change breaks.

    Args:
        entity: what it is about, when that is gone and another place has to tell of it.
    """

    entity: str = ""


def breaking_change(code: str, name: str, why: Message) -> Callable[[Callable[..., Iterator[Any]]], Rule]:
    """Make the record of a breaking change of a function that takes a comparison and yields breaks."""
    return rule(code, name, severity=ERROR, profile=CORE, since=SINCE, why=why)


@cache
def breaks() -> tuple[Rule, ...]:
    """Return the record of every breaking change, ordered by code."""
    modules = [importlib.import_module(f"journeyctl.history.{name}") for name in MODULES]
    found = {value for module in modules for value in vars(module).values() if isinstance(value, Rule)}
    return tuple(sorted(found, key=lambda record: record.code))


def broken(comparison: Comparison) -> tuple[Diagnostic, ...]:
    """Return every promise to others that a change breaks, ordered by path, line, column and code."""
    found = [_diagnostic(record, one) for record in breaks() for one in _found(record, comparison)]
    return tuple(sorted(found, key=lambda one: one.order))


def _found(record: Rule, comparison: Comparison) -> Iterator[Break]:
    check: Any = record.check
    yield from check(comparison)


def _diagnostic(record: Rule, one: Break) -> Diagnostic:
    address = address_of(one.place)
    related = tuple(Related(other.document, other.span, message) for other, message in one.related)
    return Diagnostic(
        one.place.document, one.place.span, record.code, record.name, ERROR, one.message,
        why=one.why or record.why, help=one.help, related=related,
        entity=one.entity or address.entity, entity_path="" if one.entity else address.inside,
    )  # fmt: skip


def counted(comparison: Comparison, kind: str) -> Iterator[tuple[Thing, Thing]]:
    """Yield the things of a kind that are on both sides and promised something before; drafts did not."""
    for then, now in comparison.partner.items():
        if then.kind == kind and is_promised(comparison, comparison.before[then]) and not _is_retired(comparison, now):
            yield comparison.before[then], comparison.after[now]


def is_promised(comparison: Comparison, thing: Thing) -> bool:
    """Tell whether others could count on a thing: it is not in a journey that was a draft, or history."""
    journey = _journey(comparison.before, thing)
    return journey is None or not (journey.is_draft or journey.is_retired)


def _is_retired(comparison: Comparison, key: Key) -> bool:
    journey = _journey(comparison.after, comparison.after[key])
    return journey is not None and journey.is_retired


def _journey(side: Any, thing: Thing) -> Journey | None:
    while thing.key.kind != "journeys" and thing.parent:
        thing = side[thing.parent]
    journey: Journey | None = thing.source if thing.key.kind == "journeys" else None
    return journey
