"""Service quality as customers see it: perception minus expectation, for each item and each dimension.

Source: Parasuraman, Zeithaml & Berry 1988 (ServQual).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from journeyctl.analyse.gaps import quality
from journeyctl.analyse.intervals import difference_margin
from journeyctl.model import Workspace, once

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeyctl.model import spec


class Item(NamedTuple):
    """One expectation of which both sides were measured.

    Args:
        expectation: what customers count on.
        difference: perceived minus expected, in points on the scale of 1 to 7; below 0 it disappoints.
        margin: half the width of its 95 % interval; None when a number of answers is not known.
        n: the smaller number of answers of the two; None when one is not known.
    """

    expectation: spec.Expectation
    difference: float
    margin: float | None
    n: int | None


class Dimension(NamedTuple):
    """The items of one dimension.

    Args:
        name: of the dimension.
        items: how many.
        difference: the mean of theirs, each counting once.
        margin: the mean of theirs, which is the widest it can be: as if all items erred in the same direction.
        n: the smallest number of answers to any of them.
    """

    name: str
    items: int
    difference: float
    margin: float | None
    n: int | None


@once
def perception_items(workspace: Workspace) -> tuple[Item, ...]:
    """Return perceived minus expected of each expectation with both figures, the worst first.

    Formula: P - E, the mean perceived minus the mean expected.

    Source: Parasuraman, Zeithaml & Berry 1988.
    """
    items = (_item(one.spec) for one in quality(workspace).expectations)
    return tuple(sorted((item for item in items if item), key=lambda item: item.difference))


def _item(expectation: spec.Expectation) -> Item | None:
    perceived, expected = expectation.perceived, expectation.expected
    if perceived is None or expected is None:
        return None
    n = min(perceived.n, expected.n) if perceived.n and expected.n else None
    return Item(expectation, perceived.mean - expected.mean, difference_margin(perceived, expected), n)


@once
def perception_dimensions(workspace: Workspace) -> tuple[Dimension, ...]:
    """Return the mean of P - E for each dimension that has items, the worst first; all are on one scale, 1 to 7.

    Source: Parasuraman, Zeithaml & Berry 1988: the score of a dimension is the mean of its items.
    """
    found: dict[str, list[Item]] = {}
    for item in perception_items(workspace):
        if item.expectation.dimension:
            found.setdefault(item.expectation.dimension, []).append(item)
    return tuple(sorted(_dimensions(found), key=lambda one: one.difference))


def _dimensions(found: Mapping[str, list[Item]]) -> list[Dimension]:
    return [
        Dimension(
            name,
            len(items),
            sum(item.difference for item in items) / len(items),
            _all_or_none([item.margin for item in items]),
            _fewest([item.n for item in items]),
        )
        for name, items in found.items()
    ]


def _all_or_none(margins: list[float | None]) -> float | None:
    known = [margin for margin in margins if margin is not None]
    return sum(known) / len(known) if len(known) == len(margins) else None


def _fewest(counts: list[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return min(known) if len(known) == len(counts) else None
