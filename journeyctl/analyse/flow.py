"""Who follows whom: the graph of a journey's steps, and of journeys among each other.

All answers are linear in steps and edges: nothing here lists paths.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from journeyctl.model import Journey, Stage, Step, Workspace, once, spec

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping


@dataclass(frozen=True, eq=False)
class Flow:
    """The graph of one journey.

    Args:
        journey: the journey.
        entries: the numbers of the steps where customers come in: the first, and those that other journeys hand over to.
    """

    journey: Journey
    entries: frozenset[int]

    @cached_property
    def edges(self) -> tuple[tuple[tuple[spec.Edge, int], ...], ...]:
        """The edges inside the journey that lead to a known step, by the number of the step they leave."""
        steps = self.journey.step_by_id
        return tuple(
            tuple((edge, steps[edge.to].number) for edge in step.edges if edge.to and edge.to in steps)
            for step in self.journey.steps
        )

    @cached_property
    def reachable(self) -> frozenset[int]:
        """The steps that some path from an entry reaches."""
        return self._reach(self.entries, lambda _edge: True)

    @cached_property
    def reachable_before_exit(self) -> frozenset[int]:
        """The steps that some path reaches without having taken an exit edge."""
        return self._reach(self.entries, lambda edge: edge.kind != "exit")

    def reached_from(self, step: Step) -> frozenset[int]:
        """Return the steps that some path from a step reaches, itself included."""
        return self._reach((step.number,), lambda _edge: True)

    @cached_property
    def components(self) -> tuple[tuple[int, ...], ...]:
        """The strongly connected components with a cycle in them: sets of steps one can go round in."""
        return tuple(
            component for component in strongly_connected(self._successors)
            if len(component) > 1 or component[0] in self._successors[component[0]]
        )  # fmt: skip

    @cached_property
    def _successors(self) -> tuple[tuple[int, ...], ...]:
        return tuple(tuple(target for _edge, target in leaving) for leaving in self.edges)

    def _reach(self, start: Iterable[int], follow: Callable[[spec.Edge], bool]) -> frozenset[int]:
        seen = set(start)
        pending = list(seen)
        while pending:
            for edge, target in self.edges[pending.pop()]:
                if target not in seen and follow(edge):
                    seen.add(target)
                    pending.append(target)
        return frozenset(seen)


@once
def flows(workspace: Workspace) -> Mapping[str, Flow]:
    """Return the graph of every journey, by id."""
    entries: dict[str, set[int]] = {
        journey: {0} if workspace.journeys[journey].steps else set() for journey in workspace.journeys
    }
    for journey, edge in handovers(workspace):
        target = workspace.journeys.get(edge.journey or "")
        step = target.step_by_id.get(edge.step or "") if target else None
        if target and step and target.id != journey.id:
            entries[target.id].add(step.number)
    return {journey.id: Flow(journey, frozenset(entries[journey.id])) for journey in workspace.journeys.values()}


def handovers(workspace: Workspace) -> Iterator[tuple[Journey, spec.Edge]]:
    """Yield every hand-over edge with the journey it leaves, retired journeys left out."""
    for journey in workspace.live:
        for step in journey.steps:
            for edge in step.edges:
                if edge.journey:
                    yield journey, edge


def strongly_connected(successors: tuple[tuple[int, ...], ...]) -> Iterator[tuple[int, ...]]:
    """Yield the strongly connected components of a graph, each as sorted numbers.

    Args:
        successors: for each node, by number, the nodes its edges lead to.

    Source: Tarjan 1972, written without recursion, so that a journey of any length is judged.
    """
    index: dict[int, int] = {}
    low: dict[int, int] = {}
    on_stack: set[int] = set()
    stack: list[int] = []
    for root in range(len(successors)):
        if root in index:
            continue
        work = [(root, 0)]
        while work:
            node, position = work.pop()
            if position == 0:
                index[node] = low[node] = len(index)
                stack.append(node)
                on_stack.add(node)
            targets = successors[node]
            if position > 0:
                low[node] = min(low[node], low[targets[position - 1]])
            while position < len(targets) and targets[position] in index:
                if targets[position] in on_stack:
                    low[node] = min(low[node], index[targets[position]])
                position += 1
            if position < len(targets):
                work.extend([(node, position + 1), (targets[position], 0)])
            elif low[node] == index[node]:
                yield _popped(stack, on_stack, node)


def _popped(stack: list[int], on_stack: set[int], node: int) -> tuple[int, ...]:
    component = []
    while True:
        member = stack.pop()
        on_stack.discard(member)
        component.append(member)
        if member == node:
            return tuple(sorted(component))


def furthest_stage(journey: Journey) -> Stage | None:
    """Return the latest stage of the lifecycle that some path of the journey reaches; None where no stage is stated."""
    reachable = flows(journey.workspace)[journey.id].reachable
    stages = {step.phase.stage for step in journey.steps if step.number in reachable}
    known = [stage for stage in stages if stage is not None]
    return max(known, key=lambda stage: stage.order, default=None)


@once
def _onward(workspace: Workspace) -> frozenset[str]:
    """Return the journeys that go on after the commitment, by themselves or in another journey."""
    going = {journey.id for journey in workspace.live if _goes_on_itself(journey)}
    before: dict[str, list[str]] = {}
    for journey in workspace.live:
        for follower in followers(journey):
            if follower not in workspace.journeys:
                going.add(journey.id)
            before.setdefault(follower, []).append(journey.id)
    pending = list(going)
    while pending:
        for earlier in before.get(pending.pop(), ()):
            if earlier not in going:
                going.add(earlier)
                pending.append(earlier)
    return frozenset(going)


def _goes_on_itself(journey: Journey) -> bool:
    furthest = furthest_stage(journey)
    unknown = any(phase.spec.stage and phase.stage is None for phase in journey.phases)
    return unknown or (furthest is not None and furthest.moment in ("after", "end"))


def followers(journey: Journey) -> tuple[str, ...]:
    """Return the journeys that follow this one: those it continues in, and those it hands over to."""
    handed = (edge.journey for step in journey.steps for edge in step.edges if edge.journey)
    return tuple(dict.fromkeys((*journey.spec.continues_in, *handed)))


def goes_on(journey: Journey) -> bool:
    """Tell whether a journey goes on after the commitment: itself, in one that follows, or, a micro journey, in its parent."""
    onward = _onward(journey.workspace)
    if journey.id in onward:
        return True
    parent = journey.spec.parent if journey.spec.level == "micro" else None
    return parent is not None and (parent in onward or parent not in journey.workspace.journeys)
