"""What a rule says: a place and a sentence. The runner makes a diagnostic of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from journeyctl.diagnostics import Severity
    from journeyctl.i18n import Message
    from journeyctl.source import Place


@dataclass(frozen=True, slots=True)
class Finding:
    """One gap that a rule found.

    Args:
        place: the smallest thing that explains it; for something missing, the key of what lacks it.
        message: what is wrong; names the thing first.
        help: what to do next.
        related: other places that matter, and why.
        why: why it matters to a customer, when the rule's own reason is not precise enough.
        lacks: the field that is missing at the place, from which a scaffold can be made.
        severity: how bad this one is, when that differs from the rule's own; settings win over it.
    """

    place: Place
    message: Message
    help: Message | None = None
    related: tuple[tuple[Place, Message], ...] = ()
    why: Message | None = None
    lacks: str = ""
    severity: Severity | None = None
