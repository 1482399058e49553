"""How many examples a property is tried with: few in a usual run, all that the proof asks under JOURNEYCTL_PROOF=1."""

from __future__ import annotations

import os

IS_PROOF = bool(os.environ.get("JOURNEYCTL_PROOF"))
USUAL = 100


def examples(full: int) -> int:
    """Return how many examples to try."""
    return full if IS_PROOF else min(full, USUAL)
