"""How well a journey is designed as one whole: proxies of our own for what customers can be asked about.

Thematic cohesion, consistency and context sensitivity are what Kuehnl, Jozić & Homburg 2019 measure by asking
customers how they perceive a journey; connectivity stands beside them in Homburg, Jozić & Kuehnl 2017. Nothing here
asks a customer: each part counts what documents say, as the share of those that say enough to be judged.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from journeyctl.analyse.experience import BREAK, largest_difference
from journeyctl.analyse.five_gaps import Count
from journeyctl.analyse.flow import flows
from journeyctl.analyse.handovers import moves
from journeyctl.analyse.privacy import data_uses
from journeyctl.model import Journey, Workspace, once

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from journeyctl.analyse.handovers import OwnerHandover
    from journeyctl.model import Step

PARTS: Mapping[str, str] = {
    "themed": "cohesion",
    "kin": "cohesion",
    "tone": "consistency",
    "even": "consistency",
    "preferred": "context-sensitivity",
    "adapts": "context-sensitivity",
    "useful": "context-sensitivity",
    "carried": "connectivity",
    "asked-once": "connectivity",
}
"""The parts, each with the dimension it stands for."""
Judgement = tuple[str, bool]


class Part(NamedTuple):
    """One part: of all that can be judged, how much is well.

    Args:
        name: a key of `PARTS`.
        tally: `some` that are well, of `all` that say enough to be judged.
    """

    name: str
    tally: Count

    @property
    def dimension(self) -> str:
        """The dimension it stands for."""
        return PARTS[self.name]


@once
def design_by_journey(workspace: Workspace) -> Mapping[str, tuple[Part, ...]]:
    """Return the parts of each live journey, by its id; a part that nothing says anything about has an `all` of 0."""
    after: dict[str, list[OwnerHandover]] = defaultdict(list)
    for move in moves(workspace):
        after[move.giver.journey.id].append(move)
    return {journey.id: _parts(_judged(workspace, journey, after[journey.id])) for journey in workspace.live}


@once
def design(workspace: Workspace) -> tuple[Part, ...]:
    """Return the parts of all live journeys together: counts are added, shares never."""
    found = design_by_journey(workspace).values()
    sums = (
        [sum(numbers) for numbers in zip(*(parts[index].tally for parts in found), strict=True)] or [0, 0]
        for index in range(len(PARTS))
    )
    return tuple(Part(name, Count(*pair)) for name, pair in zip(PARTS, sums, strict=True))


def _parts(judged: Iterable[Judgement]) -> tuple[Part, ...]:
    counts = Counter(judged)
    return tuple(Part(name, Count(counts[name, True], counts[name, True] + counts[name, False])) for name in PARTS)


def _judged(workspace: Workspace, journey: Journey, after: Iterable[OwnerHandover]) -> Iterator[Judgement]:
    contacts = [step for step in journey.steps if step.is_contact and not step.is_unresolved]
    for step in contacts:
        yield from _contact(workspace, step)
    for move in after:
        yield from _move(move)
    yield from _asked(workspace, journey)
    if len(journey.steps) > 1:
        yield "adapts", any(edge.when for step in journey.steps for edge in step.edges)


def _contact(workspace: Workspace, step: Step) -> Iterator[Judgement]:
    """Judge one contact: its theme, its tone, and whether its channel is one that a persona prefers."""
    whole = workspace.organisation.spec if workspace.organisation else None
    if whole and whole.themes:
        yield "themed", not frozenset(step.themes).isdisjoint(whole.themes)
    if whole and whole.tone and step.contact and step.contact.tone:
        yield "tone", step.contact.tone in whole.tone
    preferred = _preferred(workspace, step.journey)
    if preferred and step.channel:
        yield "preferred", step.channel in preferred


def _preferred(workspace: Workspace, journey: Journey) -> frozenset[str]:
    known = (workspace.personas.get(persona) for persona in journey.personas)
    return frozenset(channel for persona in known if persona for channel in persona.spec.prefers)


def _move(move: OwnerHandover) -> Iterator[Judgement]:
    """Judge one way from a contact to the next: its themes, its break, and what comes along."""
    giver, taker = move.giver, move.taker
    if giver.themes and taker.themes:
        yield "kin", not frozenset(giver.themes).isdisjoint(taker.themes)
    difference = largest_difference(giver, taker)
    if difference is not None:
        yield "even", difference.size < BREAK
    if move.context:
        yield "carried", move.context == "full"


def _asked(workspace: Workspace, journey: Journey) -> Iterator[Judgement]:
    """Judge each question that a journey asks: whether it is asked before, and whether the answer is ever of use."""
    asked = [frozenset(use.item for use in step.data if "ask" in use.uses) for step in journey.steps]
    again = {(number, item) for number, item, _earlier in flows(workspace)[journey.id].repeats(asked, _always)}
    shown = _shown(workspace)
    for number, items in enumerate(asked):
        for item in sorted(items):
            yield "asked-once", (number, item) not in again
    for item in sorted(frozenset().union(*asked)):
        yield "useful", item in shown


def _always(_step: Step, _edge: object) -> bool:
    return True


@once
def _shown(workspace: Workspace) -> frozenset[str]:
    """Return the data that some contact shows to the customer."""
    return frozenset(item for item, uses in data_uses(workspace).items() if any("show" in use.uses for use in uses))
