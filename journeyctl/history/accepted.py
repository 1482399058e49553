"""Breaks that everyone knows of: named in the settings with a reason and a day until which they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from journeyctl.errors import JourneyctlError
from journeyctl.history.record import breaks
from journeyctl.i18n import Message, _
from journeyctl.model.values import day
from journeyctl.spelling import hint

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from journeyctl.diagnostics import Diagnostic
    from journeyctl.settings import AcceptedBreak


class Outcome(NamedTuple):
    """What is left once accepted breaks are taken out, and what to tell about the acceptances."""

    breaks: tuple[Diagnostic, ...]
    notes: tuple[Message, ...]


def without_accepted(found: Iterable[Diagnostic], accepted: Sequence[AcceptedBreak], today: date) -> Outcome:
    """Return the breaks that nobody accepted; an acceptance holds up to and including its day.

    Raises:
        JourneyctlError: an acceptance names no breaking change, or no day.
    """
    found = tuple(found)
    codes = [_code(one) for one in accepted]
    ends = [_end(one) for one in accepted]
    taken, notes = set[int](), []
    for one, code, end in zip(accepted, codes, ends, strict=True):
        meant = {index for index, each in enumerate(found) if each.code == code and _is_about(each, one.entity)}
        if not meant:
            notes.append(_("nothing is accepted by `{change}` of {entity} any more: take it out of `breaking.accepted`",
                           change=one.change, entity=one.entity))  # fmt: skip
        elif end < today:
            notes.append(_("`{change}` of {entity} was accepted until {until}, which has passed",
                           change=one.change, entity=one.entity, until=one.until))  # fmt: skip
        else:
            taken |= meant
    return Outcome(tuple(one for index, one in enumerate(found) if index not in taken), tuple(notes))


def _code(accepted: AcceptedBreak) -> str:
    for record in breaks():
        if accepted.change.casefold() in (record.code.casefold(), record.name):
            return record.code
    known = [word for record in breaks() for word in (record.name, record.code)]
    message = _("`breaking.accepted` names no breaking change: '{change}'", change=accepted.change)
    raise JourneyctlError(message, hint(accepted.change, known))


def _end(accepted: AcceptedBreak) -> date:
    try:
        return day(accepted.until)
    except ValueError as error:
        message = _(
            "`breaking.accepted` of {entity}: there is no day '{until}'", entity=accepted.entity, until=accepted.until
        )
        raise JourneyctlError(message, _("write it as 2027-01-01")) from error


def _is_about(found: Diagnostic, entity: str) -> bool:
    """Tell whether a break is about what an acceptance names: an entity, or something right inside it."""
    inside = f"{found.entity}/{found.entity_path}" if found.entity_path else found.entity
    return entity.strip("/") in (found.entity, inside)
