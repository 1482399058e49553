"""Options whose text has to be read: what does not fit is the operator's mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journeyctl.errors import JourneyctlError
from journeyctl.i18n import _
from journeyctl.model.values import days, is_duration

if TYPE_CHECKING:
    from collections.abc import Mapping


def days_option(options: Mapping[str, Any], name: str) -> float:
    """Return an option that is an ISO 8601 duration, in days.

    Raises:
        JourneyctlError: it is written otherwise.
    """
    written = options[name]
    if not is_duration(written):
        raise JourneyctlError(
            _("option '{name}' wants a duration, not '{written}'", name=name, written=written),
            _("write it as P14D, P6M or P2Y"),
        )
    return days(written)
