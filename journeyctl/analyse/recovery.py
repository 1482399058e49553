"""Where it goes wrong for the customer, and whether something puts it right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyctl.analyse.flow import target_of

if TYPE_CHECKING:
    from journeyctl.model import Step

BAD = -1


def feels_bad(step: Step) -> bool:
    """Tell whether a step is a moment of truth that feels bad: at an emotion of -1 or less."""
    return bool(step.spec.moment_of_truth and step.score is not None and step.score <= BAD)


def fails(step: Step) -> bool:
    """Tell whether a step, or its touchpoint, is tagged as a failure."""
    return "failure" in step.tags


def is_recovered(step: Step) -> bool:
    """Tell whether a recovery edge leads away from a step, or from one right after it, also in another journey.

    Source: peak-end rule, Kahneman et al. 1993.
    """
    after = (target for edge in step.edges if (target := target_of(step, edge)))
    return _recovers(step) or any(map(_recovers, after))


def _recovers(step: Step) -> bool:
    return any(edge.kind == "recovery" for edge in step.edges)
