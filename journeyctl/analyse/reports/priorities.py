"""Priorities: what each opportunity is worth to customers and to the organisation, against the effort it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyctl.analyse.loop import loops
from journeyctl.analyse.sheet import Cell, Column, Grid, Note, Sheet, Table, Term, named
from journeyctl.i18n import Message, _, plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from journeyctl.analyse.loop import Loop
    from journeyctl.model import Workspace

TOPIC = "results"
SUMMARY = _("what each opportunity is worth to customers and to us, against its effort")
HIGH = 50.0
EASY = 3
QUADRANTS: Mapping[str, Message] = {
    "do-first": _("do first"),
    "plan": _("plan it"),
    "when-it-fits": _("when it fits"),
    "leave": _("leave it"),
}


def report(workspace: Workspace, today: date) -> Sheet:  # noqa: ARG001 - the contract of reports
    """Tell which opportunities to take first: worth much to customers, and little work."""
    found = loops(workspace)
    judged = [one for one in found if quadrant(one) is not None]
    first = [one for one in judged if quadrant(one) == "do-first"]
    lead = (
        _("{some} of {all} opportunities are worth much to customers and not much work.", some=len(first),
          all=len(judged))
        if judged
        else _("Not enough data: no opportunity has both a value to the customer and an effort.")
    )  # fmt: skip
    missing = tuple(_missing(found, len(judged)))
    return Sheet(_("Priorities"), lead, (_matrix(judged),), _notes(), missing, (_quadrants(judged),))


def quadrant(one: Loop) -> str | None:
    """Return where an opportunity stands; None without a value to the customer or an effort.

    Formula: worth much from 50 of 100 to the customer; not much work up to 3 of 5. Worth much and not much work is
    done first, worth much and much work is planned, the rest is done when it fits or left.
    """
    value, effort = one.opportunity.spec.value, one.opportunity.spec.effort
    if value is None or value.customer is None or effort is None:
        return None
    if value.customer >= HIGH:
        return "do-first" if effort <= EASY else "plan"
    return "when-it-fits" if effort <= EASY else "leave"


def _quadrants(judged: list[Loop]) -> Grid:
    """Return the four fields: worth much or less to customers, by little or much work."""
    fields = {name: tuple(named(one.opportunity) for one in judged if quadrant(one) == name) for name in QUADRANTS}
    much = (_("Worth much to customers"), (fields["do-first"], fields["plan"]))
    less = (_("Worth less to customers"), (fields["when-it-fits"], fields["leave"]))
    heading, corner = _("Worth to customers against work"), _("Worth, work")
    return Grid("quadrants", heading, corner, (_("Little work"), _("Much work")), (much, less))


def _matrix(judged: list[Loop]) -> Table:
    columns = (
        Column("opportunity", _("Opportunity"), _("The opportunity's id."), for_machines=True),
        Column("name", _("Opportunity"), _("The opportunity's name.")),
        Column("quadrant", _("Advice"), _("From 50 to the customer it is worth much, above 3 it is much work.")),
        Column("customer", _("To customers"), _("What it is worth to customers."), "number", _("0 to 100"), (0, 100)),
        Column("business", _("To us"), _("What it is worth to the organisation."), "number", _("0 to 100"), (0, 100)),
        Column("effort", _("Effort"), _("How much work it is, 1 to 5."), "integer"),
        Column("initiatives", _("Under way"), _("Initiatives for it in test, build or live."), "integer"),
    )
    order = list(QUADRANTS)
    ranked = sorted(judged, key=lambda one: (order.index(quadrant(one) or ""), -_customer(one), _effort(one)))
    return Table("matrix", _("What to do first"), columns, tuple(_row(one) for one in ranked))


def _row(one: Loop) -> tuple[Cell, ...]:
    where, value = quadrant(one) or "", one.opportunity.spec.value
    return (
        one.opportunity.id,
        named(one.opportunity),
        Term(where, QUADRANTS[where]),
        _customer(one),
        value.business if value else None,
        _effort(one),
        len(one.initiatives),
    )


def _customer(one: Loop) -> float:
    value = one.opportunity.spec.value
    return (value.customer or 0.0) if value else 0.0


def _effort(one: Loop) -> int:
    return one.opportunity.spec.effort or 0


def _notes() -> tuple[Note, ...]:
    return (
        Note(
            "formula",
            _("Much worth = 50 or more of 100 to customers; much work = more than 3 of 5. The bounds are our own."),
        ),
        Note("inputs", _("`value` and `effort` of `opportunities`, and `initiatives` that take them up.")),
        Note(
            "left-out",
            _("Value and effort are somebody's judgement on scales of their own, so that no score is made of them."),
        ),
    )


def _missing(found: tuple[Loop, ...], judged: int) -> Iterator[Message]:
    if not found:
        yield _("Write `opportunities`, each with `value` (`customer` and `business`, 0 to 100) and `effort` (1 to 5).")
    if len(found) > judged:
        yield plural(
            "{count} opportunity has no `value` to the `customer`, or no `effort`.",
            "{count} opportunities have no `value` to the `customer`, or no `effort`.",
            len(found) - judged,
        )
