"""Who follows whom: the graph of a journey's steps, and the hand-overs between journeys.

All answers are linear in steps and edges: nothing here lists paths, and nothing calls itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from journeyctl.model import Journey, Step, Workspace, by_itself, once, spec

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet


START = frozenset({0})


@dataclass(frozen=True, eq=False)
class Flow:
    """The graph of one journey; steps are known by their number, from 0.

    Args:
        journey: the journey.
        entries: the steps where customers come in: the first, and those that other journeys hand over to.
        is_certain: whether every edge in it, and every hand-over into it, leads to a step that is known.
    """

    journey: Journey
    entries: frozenset[int]
    is_certain: bool = True

    @cached_property
    def edges(self) -> tuple[tuple[tuple[spec.Edge, int], ...], ...]:
        """The edges inside the journey that lead to a known step, by the step they leave."""
        written = self.journey.spec
        return _edges_in(written, self.journey.id) if self._hands_over_to_itself else _edges_by_step(written)

    @cached_property
    def written(self) -> tuple[spec.Step, ...]:
        """What is written of its steps: enough to follow edges, and there before the steps are."""
        return written_steps(self.journey.spec)

    @cached_property
    def _hands_over_to_itself(self) -> bool:
        return self.journey.id in _handed_over(self.journey.spec)

    @cached_property
    def predecessors(self) -> tuple[tuple[int, ...], ...]:
        """The steps right before each step, in this journey."""
        before: list[list[int]] = [[] for _step in self.journey.steps]
        for number, leaving in enumerate(self.edges):
            for _edge, target in leaving:
                before[target].append(number)
        return tuple(tuple(dict.fromkeys(numbers)) for numbers in before)

    @cached_property
    def reachable(self) -> frozenset[int]:
        """The steps that some path from an entry reaches."""
        if self.entries <= START and not self._hands_over_to_itself:
            return _reached_from_the_start(self.journey.spec)
        return _reach(self.edges, self.entries)

    @cached_property
    def reachable_before_exit(self) -> frozenset[int]:
        """The steps that some path reaches without having taken an exit edge."""
        return _reach(self.edges, self.entries, lambda edge: edge.kind != "exit")

    @cached_property
    def components(self) -> tuple[tuple[int, ...], ...]:
        """The loops: sets of steps from each of which one can go round to all others of the set, and to itself."""
        return tuple(
            component for component in self._knots
            if len(component) > 1 or component[0] in self._successors[component[0]]
        )  # fmt: skip

    @cached_property
    def unreachable_heads(self) -> tuple[int, ...]:
        """Where each stretch begins that no path reaches: once these steps are reached, all are."""
        cut_off = [knot for knot in self._knots if knot[0] not in self.reachable]
        return tuple(sorted(knot[0] for knot in cut_off if not self._is_entered(knot)))

    @cached_property
    def dead_ends(self) -> tuple[int, ...]:
        """The steps before the last phase where a path stops that took no exit edge."""
        steps = self.journey.steps
        return tuple(
            step.number for step in steps
            if not step.edges and step.phase is not steps[-1].phase and step.number in self.reachable_before_exit
        )  # fmt: skip

    @cached_property
    def endless_loops(self) -> tuple[tuple[int, ...], ...]:
        """The loops that a customer can get into and that no edge leaves; an edge to somewhere unknown leaves it."""
        return tuple(loop for loop in self.components if loop[0] in self.reachable and not self._is_left(loop))

    @cached_property
    def order(self) -> tuple[int, ...]:
        """All steps, each after those that lead to it; the edges that lead back in a loop left out."""
        return tuple(number for knot in reversed(self._knots) for number in knot)

    def repeats(
        self, marks: Sequence[AbstractSet[str]], carries: Callable[[Step, spec.Edge], bool]
    ) -> list[tuple[int, str, int]]:
        """Return what one path meets twice, at two different steps, without going back in a loop.

        Args:
            marks: what each step holds, by its number; only what some path reaches counts.
            carries: whether what happened before an edge (of a step) still counts behind it.

        Returns:
            The later step, the mark, and the last step before it that holds the same; in the order of the steps.
        """
        again = _in_more_than_one(marks)
        held = [again.intersection(all_) for all_ in marks]
        holders = [number for number in sorted(self.reachable) if held[number]]
        bit = {number: 1 << index for index, number in enumerate(holders)}  # the later the step, the higher its bit
        holding = dict.fromkeys(again, 0)
        for number in holders:
            for mark in held[number]:
                holding[mark] |= bit[number]
        return sorted(
            (number, mark, holders[found.bit_length() - 1])
            for number, behind in self._behind(bit, self._forward(carries))
            for mark in held[number]
            if (found := behind & holding[mark])
        )

    def _behind(self, bit: Mapping[int, int], before: list[list[int]]) -> Iterator[tuple[int, int]]:
        """Yield each step with the bits of all steps that lead to it; bits that no step still needs are let go."""
        waiting = Counter(chain.from_iterable(before))
        seen: dict[int, int] = {}
        for number in self.order:
            seen[number] = 0
            for earlier in before[number]:
                seen[number] |= seen[earlier] | bit.get(earlier, 0)
                waiting[earlier] -= 1
                if not waiting[earlier]:
                    del seen[earlier]
            yield number, seen[number]

    def _forward(self, carries: Callable[[Step, spec.Edge], bool]) -> list[list[int]]:
        """Return the steps before each step, edges left out that lead back in a loop or carry nothing."""
        knot_of = {number: index for index, knot in enumerate(self._knots) for number in knot}
        before: list[list[int]] = [[] for _step in self.journey.steps]
        for step, leaving in zip(self.journey.steps, self.edges, strict=True):
            for edge, target in leaving:
                is_back = target <= step.number and knot_of[target] == knot_of[step.number]
                if not is_back and carries(step, edge):
                    before[target].append(step.number)
        return before

    @cached_property
    def _knots(self) -> tuple[tuple[int, ...], ...]:
        """All strongly connected components, single steps too; each before those that lead to it."""
        return tuple(strongly_connected(self._successors))

    @cached_property
    def _successors(self) -> tuple[tuple[int, ...], ...]:
        return tuple(tuple(target for _edge, target in leaving) for leaving in self.edges)

    def _is_entered(self, knot: tuple[int, ...]) -> bool:
        members = set(knot)
        return any(earlier not in members for number in knot for earlier in self.predecessors[number])

    def _is_left(self, loop: tuple[int, ...]) -> bool:
        members = set(loop)
        leads_out = any(target not in members for number in loop for target in self._successors[number])
        return leads_out or any(len(self.journey.steps[number].edges) > len(self.edges[number]) for number in loop)


@by_itself
def written_steps(journey: spec.Journey) -> tuple[spec.Step, ...]:
    """Return what is written of the steps of a journey, in order."""
    return tuple(step for phase in journey.phases for step in phase.steps)


@by_itself
def _numbers(journey: spec.Journey) -> Mapping[str, int]:
    return {step.id: number for number, step in enumerate(written_steps(journey))}


Edges = tuple[tuple[tuple[spec.Edge, int], ...], ...]
"""The edges inside a journey, each with the number of the step it leads to, by the step they leave."""


@by_itself
def _edges_by_step(journey: spec.Journey) -> Edges:
    """Return the edges inside a journey that does not hand over to itself."""
    return _edges_in(journey, "")


def _edges_in(journey: spec.Journey, identity: str) -> Edges:
    steps, numbers = written_steps(journey), _numbers(journey)

    def lead(number: int, step: spec.Step) -> Iterator[tuple[spec.Edge, int]]:
        following = steps[number + 1 : number + 2]
        edges = step.next if step.next is not None else tuple(spec.Edge(to=one.id) for one in following)
        for edge in edges:
            target = _number_of(edge, identity, numbers)
            if target is not None:
                yield edge, target

    return tuple(tuple(lead(number, step)) for number, step in enumerate(steps))


def _number_of(edge: spec.Edge, identity: str, numbers: Mapping[str, int]) -> int | None:
    """Return the number of the step in a journey that an edge leads to; None when it is none of these."""
    if edge.to:
        return numbers.get(edge.to)
    if edge.journey != identity:
        return None
    return numbers.get(edge.step) if edge.step else (0 if numbers else None)


@by_itself
def _reached_from_the_start(journey: spec.Journey) -> frozenset[int]:
    """Return the steps that some path from the first step reaches, in a journey that does not hand over to itself."""
    return _reach(_edges_by_step(journey), START if written_steps(journey) else ())


def _reach(
    edges: Edges, start: Iterable[int], follow: Callable[[spec.Edge], bool] = lambda _edge: True
) -> frozenset[int]:
    seen = set(start)
    pending = list(seen)
    while pending:
        for edge, target in edges[pending.pop()]:
            if target not in seen and follow(edge):
                seen.add(target)
                pending.append(target)
    return frozenset(seen)


def _in_more_than_one(sets: Sequence[AbstractSet[str]]) -> frozenset[str]:
    counts = Counter(chain.from_iterable(sets))
    return frozenset(mark for mark, count in counts.items() if count > 1)


class Flows(Mapping[str, Flow]):
    """The graph of every journey, by id; each is made when somebody asks for it."""

    def __init__(self, workspace: Workspace) -> None:
        self.journeys = workspace.journeys
        self.entered: dict[str, set[int]] = {}  # where other journeys hand over to
        self.astray: set[str] = set()  # the journeys into which a hand-over leads to no step that is known
        self.known: dict[str, Flow] = {}
        for step, edge in handovers(workspace):
            target = target_of(step, edge)
            if target is None:
                self.astray.add(edge.journey or "")
            elif target.journey.id != step.journey.id:
                self.entered.setdefault(target.journey.id, set()).add(target.number)

    def __getitem__(self, identity: str) -> Flow:
        if identity not in self.known:
            self.known[identity] = self._flow(self.journeys[identity])
        return self.known[identity]

    def _flow(self, journey: Journey) -> Flow:
        first = START if written_steps(journey.spec) else frozenset()
        entries = first.union(self.entered.get(journey.id, ()))
        return Flow(journey, entries, journey.id not in self.astray and not _leads_astray(journey.spec))

    def __iter__(self) -> Iterator[str]:
        return iter(self.journeys)

    def __len__(self) -> int:
        return len(self.journeys)


@once
def flows(workspace: Workspace) -> Mapping[str, Flow]:
    """Return the graph of every journey, by id."""
    return Flows(workspace)


@by_itself
def _leads_astray(journey: spec.Journey) -> bool:
    known = _numbers(journey)
    return any(edge.to and edge.to not in known for step in written_steps(journey) for edge in step.next or ())


def handovers(workspace: Workspace) -> Iterator[tuple[Step, spec.Edge]]:
    """Yield every hand-over edge with the step it leaves, retired journeys left out, whatever is in focus."""
    for journey in workspace.present:
        if _handed_over(journey.spec):
            yield from ((step, edge) for step in journey.steps for edge in step.edges if edge.journey)


def followers(journey: Journey) -> tuple[str, ...]:
    """Return the journeys that follow this one: those it continues in, and those it hands over to."""
    return tuple(dict.fromkeys((*journey.spec.continues_in, *_handed_over(journey.spec))))


@by_itself
def _handed_over(journey: spec.Journey) -> tuple[str, ...]:
    return tuple(edge.journey for step in written_steps(journey) for edge in step.next or () if edge.journey)


def target_of(step: Step, edge: spec.Edge) -> Step | None:
    """Return the step that an edge leads to, in its own journey or in another; None when it is not known."""
    if edge.to:
        return step.journey.step_by_id.get(edge.to)
    journey = step.workspace.journeys.get(edge.journey or "")
    if journey is None:
        return None
    return journey.step_by_id.get(edge.step) if edge.step else next(iter(journey.steps), None)


def strongly_connected(successors: tuple[tuple[int, ...], ...]) -> Iterator[tuple[int, ...]]:
    """Yield the strongly connected components of a graph, each as sorted numbers and before those that lead to it.

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


def leading_to(
    workspace: Workspace, is_goal: Callable[[Step], bool], counts: Callable[[Step, spec.Edge, Step], bool]
) -> frozenset[Step]:
    """Return the steps of live journeys that are a goal, or from which edges that count lead to one.

    Args:
        workspace: the workspace.
        is_goal: whether a step is one.
        counts: whether an edge may be followed, from a step to a step, in another journey too.

    An edge to a step that is not known may lead to a goal, and is taken to.
    """
    before: dict[Step, list[Step]] = {}
    leading: set[Step] = set()
    for step in workspace.steps():
        targets = [(edge, target_of(step, edge)) for edge in step.edges]
        if is_goal(step) or any(target is None for _edge, target in targets):
            leading.add(step)
        for edge, target in targets:
            if target and counts(step, edge, target):
                before.setdefault(target, []).append(step)
    pending = list(leading)
    while pending:
        for earlier in before.get(pending.pop(), ()):
            if earlier not in leading:
                leading.add(earlier)
                pending.append(earlier)
    return frozenset(leading)
