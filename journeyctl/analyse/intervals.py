"""How sure a figure from a survey is, when only its mean and the number of answers are known."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from journeyctl.model import spec

Z95 = 1.96
"""How many standard errors a 95 % interval reaches to each side."""
LOWEST, HIGHEST = 1.0, 7.0  # the scale of ServQual
ALL = 100.0


def nps_margin(nps: float, n: int) -> float | None:
    """Return half the width of the widest 95 % interval around an NPS, in points; None without answers.

    With a share p of promoters and d of detractors, the variance of one answer is p + d - (p - d)^2. How many were
    passive is not written down, so that p + d is taken at its most, 1: the real interval is as wide, or narrower.

    Formula: 1.96 * 100 * sqrt((1 - (nps / 100)^2) / n).

    Args:
        nps: from -100 to 100.
        n: the number of answers.

    Source: Rocks 2016, Interval estimation for the "Net Promoter Score", The American Statistician 70(4), 365-372.
    """
    if n < 1 or abs(nps) > ALL:
        return None
    return Z95 * ALL * math.sqrt((1 - (nps / ALL) ** 2) / n)


def largest_variance(mean: float) -> float:
    """Return the most that answers from 1 to 7 with this mean can vary, in squared points.

    Formula: (7 - mean) * (mean - 1).

    Source: Bhatia & Davis 2000, A better bound on the variance, American Mathematical Monthly 107(4), 353-357.
    """
    return (HIGHEST - mean) * (mean - LOWEST)


def difference_margin(one: spec.Score, other: spec.Score) -> float | None:
    """Return half the width of the widest 95 % interval around the difference of two means on the scale of 1 to 7.

    Nothing is known of how the answers vary, so that the most that the means allow is taken; the two groups are taken
    as independent. None when either does not say how many answered.

    Formula: 1.96 * sqrt(v1 / n1 + v2 / n2), with v the largest variance at each mean.
    """
    if not one.n or not other.n:
        return None
    return Z95 * math.sqrt(largest_variance(one.mean) / one.n + largest_variance(other.mean) / other.n)
