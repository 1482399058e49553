"""The contact strategy: how much marketing contact a persona gets, and how long nobody is heard.

Nothing here lists paths: the heaviest path is a longest path over the condensation of the flow graph.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from journeyctl.analyse.flow import Flow, flows, strongly_connected
from journeyctl.model import Entity, Journey, Step, Workspace, once, spec
from journeyctl.model.values import days

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

MONTH_DAYS = 30.44


def per_month(frequency: spec.Frequency) -> float | None:
    """Return how often a month (30.44 days) a frequency allows; None when it names no time at all."""
    period = days(frequency.per)
    return frequency.max * MONTH_DAYS / period if period else None


def marketing_per_month(step: Step) -> float:
    """Return how many marketing contacts a month a step allows one customer.

    One that states no frequency counts once a month: whoever passes gets it. Transactional contact counts nothing.
    """
    contact = step.contact
    if contact is None or not contact.marketing:
        return 0.0
    rate = per_month(contact.frequency) if contact.frequency else None
    return 1.0 if rate is None else rate


class Pressure(NamedTuple):
    """The marketing contacts that a persona's journeys allow.

    Args:
        monthly: contacts a month, at most.
        contacts: the contacts that make it up, each shared touchpoint once.
    """

    monthly: float
    contacts: tuple[Step, ...]


def pressure_on(workspace: Workspace, persona: str) -> Pressure:
    """Return the most marketing contact a month that a persona's journeys allow together.

    Of each journey the heaviest path counts; a shared touchpoint that several journeys use counts once, because its
    frequency is that of one customer. A to-be journey takes the place of the one it replaces: what is and what is to
    be are summed apart, and the heavier counts.
    """
    travelled = [journey for journey in workspace.live if persona in journey.personas]
    replaced = {journey.spec.replaces for journey in travelled if journey.spec.state == "to-be"}
    now = [journey for journey in travelled if journey.spec.state == "as-is"]
    later = [journey for journey in travelled if journey.id not in replaced]
    return max((_sum(_heaviest_paths(workspace), world) for world in (now, later)), key=lambda found: found.monthly)


def _sum(heaviest: Mapping[str, tuple[Step, ...]], journeys: Iterable[Journey]) -> Pressure:
    distinct: dict[int, Step] = {}
    for step in chain.from_iterable(heaviest[journey.id] for journey in journeys):
        known = distinct.setdefault(id(step.shared or step), step)
        if marketing_per_month(step) > marketing_per_month(known):
            distinct[id(step.shared or step)] = step
    contacts = tuple(distinct.values())
    return Pressure(sum(map(marketing_per_month, contacts)), contacts)


@once
def _heaviest_paths(workspace: Workspace) -> Mapping[str, tuple[Step, ...]]:
    return {journey.id: heaviest_path(flows(workspace)[journey.id], marketing_per_month) for journey in workspace.live}


def heaviest_path(flow: Flow, weigh: Callable[[Step], float]) -> tuple[Step, ...]:
    """Return the steps with a weight on the heaviest path through a journey, in the order written.

    Steps that one can go round in are met together: each counts once, however often one goes round.

    Args:
        flow: the journey's graph.
        weigh: gives a step's weight, 0 or more.

    Formula: longest path over the condensation, in time linear in steps and edges.
    """
    steps = flow.journey.steps
    weights = {number: weight for number in flow.reachable if (weight := weigh(steps[number])) > 0}
    if not weights:
        return ()
    members, after = _condensed(flow)
    best: list[float] = []
    onward: list[int | None] = []
    for component, following in zip(members, after, strict=True):
        heaviest = max(sorted(following), key=best.__getitem__, default=None)
        onward.append(heaviest)
        own = sum(weights.get(number, 0.0) for number in component)
        best.append(own + (best[heaviest] if heaviest is not None else 0.0))
    starts = (index for index, component in enumerate(members) if not flow.entries.isdisjoint(component))
    start = max(starts, key=best.__getitem__)
    return tuple(steps[number] for number in sorted(_along(start, onward, members)) if number in weights)


def _condensed(flow: Flow) -> tuple[list[tuple[int, ...]], list[set[int]]]:
    """Return the strongly connected components, the last on a path first, and which components follow each."""
    successors = tuple(tuple(target for _edge, target in leaving) for leaving in flow.edges)
    members = list(strongly_connected(successors))
    component_of = {number: index for index, component in enumerate(members) for number in component}
    after = [
        {component_of[target] for number in component for target in successors[number]} - {index}
        for index, component in enumerate(members)
    ]
    return members, after


def _along(start: int, onward: list[int | None], members: list[tuple[int, ...]]) -> Iterator[int]:
    at: int | None = start
    while at is not None:
        yield from members[at]
        at = onward[at]


class Silence(NamedTuple):
    """A stretch of waiting in which the customer hears nothing.

    Args:
        step: where the last wait of it begins.
        edge: the index of the edge that waits.
        days: how long it has lasted when that wait is over.
        before: how long it had lasted when that wait began.
    """

    step: Step
    edge: int
    days: float
    before: float


def silences(workspace: Workspace, journey: Journey) -> Iterator[Silence]:
    """Yield, for every edge on which a customer waits, how long nobody has been heard when the wait is over.

    What the customer does alone does not end a silence: waits before and after it add up, on the longest way there.
    Going round adds nothing.
    """
    if not any(edge.wait for step in journey.steps for edge in step.edges):
        return
    before = _silence_before(flows(workspace)[journey.id])
    for step in journey.steps:
        for index, edge in enumerate(step.edges):
            wait = days(edge.wait) if edge.wait else 0.0
            if wait:
                quiet = 0.0 if step.is_contact else before.get(step.number, 0.0)
                yield Silence(step, index, quiet + wait, quiet)


def _silence_before(flow: Flow) -> dict[int, float]:
    """Return how long it has been silent, in days, when a customer arrives at each of their own actions."""
    steps = flow.journey.steps
    alone = tuple(tuple(target for _edge, target in leaving if not steps[target].is_contact) for leaving in flow.edges)
    arriving: dict[int, float] = {}
    for component in reversed(tuple(strongly_connected(alone))):
        here = max((arriving.get(number, 0.0) for number in component), default=0.0)
        arriving.update(dict.fromkeys(component, here))
        for number, edge, target in _leaving(flow, component):
            if not steps[target].is_contact and target not in component:
                quiet = 0.0 if steps[number].is_contact else here
                arriving[target] = max(arriving.get(target, 0.0), quiet + (days(edge.wait) if edge.wait else 0.0))
    return arriving


def _leaving(flow: Flow, numbers: Iterable[int]) -> Iterator[tuple[int, spec.Edge, int]]:
    for number in numbers:
        for edge, target in flow.edges[number]:
            yield number, edge, target


def longest_silence(workspace: Workspace, journey: Journey) -> Silence | None:
    """Return the longest stretch of waiting in a journey in which nobody is heard; None where no wait is stated."""
    return max(silences(workspace, journey), key=lambda silence: silence.days, default=None)


def cap_of(workspace: Workspace, persona: Entity[spec.Persona]) -> float | None:
    """Return how many marketing contacts a month a persona bears: its own cap or the organisation's, the lower one."""
    caps = [persona.spec.max_contacts, workspace.organisation.spec.contact_cap if workspace.organisation else None]
    rates = [rate for cap in caps if cap and (rate := per_month(cap)) is not None]
    return min(rates, default=None)
