"""What changed since an earlier commit, as values: whoever knows git fills them in, the overview tells them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from journeyctl.diagnostics import Diagnostic
    from journeyctl.i18n import Message
    from journeyctl.model import Text


@dataclass(frozen=True)
class Changed:
    """Something that is new, gone, renamed, or says something else.

    Args:
        kind: its collection, or `phases`, `steps`, `stages`, `expectations`, `organisation`.
        ref: what it is, as findings name it: `journeys/trip/steps/ask-help`.
        name: what people call it; of what is gone, called it.
    """

    kind: str
    ref: str
    name: Text


@dataclass(frozen=True)
class Since:
    """What changed since an earlier commit.

    Args:
        name: what people call that commit.
        news: what customers will notice, in sentences, the worst first.
        added: what is new.
        changed: what says something else.
        renamed: what has another id.
        removed: what is gone.
        introduced: findings that there were not.
        resolved: findings that there are no more.
    """

    name: Message
    news: tuple[Message, ...] = ()
    added: tuple[Changed, ...] = ()
    changed: tuple[Changed, ...] = ()
    renamed: tuple[Changed, ...] = ()
    removed: tuple[Changed, ...] = ()
    introduced: tuple[Diagnostic, ...] = ()
    resolved: tuple[Diagnostic, ...] = ()
