"""The reports: one file each, found by looking into this package; `business_case.py` is called `business-case`.

A report's file has `SUMMARY`, what it tells in one line; `TOPIC`, which of the `TOPICS` it is about; and `report`, a
function from a workspace and the day on which dates are judged to a Sheet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from journeyctl import discovery
from journeyctl.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from journeyctl.analyse.sheet import Sheet
    from journeyctl.i18n import Message
    from journeyctl.model import Workspace


TOPICS: Mapping[str, Message] = {
    "whole": _("How we stand"),
    "experience": _("What customers experience"),
    "organisation": _("How we work on it"),
    "results": _("What it brings"),
}


class Report(NamedTuple):
    """A report that can be asked for.

    Args:
        name: as an operator writes it.
        topic: a key of `TOPICS`.
        summary: what it tells, in one line.
        write: makes it.
    """

    name: str
    topic: str
    summary: Message
    write: Callable[[Workspace, date], Sheet]


def names() -> tuple[str, ...]:
    """Return the names of all reports, sorted."""
    return discovery.names(__name__)


def load(name: str) -> Report:
    """Return a report by its name, which must be one of `names()`."""
    module = discovery.load(__name__, name)
    return Report(name, module.TOPIC, module.SUMMARY, module.report)
