"""Which part of the relation with a customer the journeys cover, and which journey goes on in which."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from journeyctl.analyse.flow import flows, followers, handovers
from journeyctl.model import Journey, Phase, Stage, Workspace, by_itself, once, spec
from journeyctl.model.stages import BUILT_IN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@once
def coverage(workspace: Workspace) -> Mapping[str, tuple[Phase, ...]]:
    """Return the phases of live journeys that stand in each stage, by its id; a phase without steps covers nothing."""
    return {
        stage: tuple(journey.phases[number] for journey, number in found)
        for stage, found in _covering(workspace).items()
    }


@once
def _covering(workspace: Workspace) -> Mapping[str, Sequence[tuple[Journey, int]]]:
    """Return the same as `coverage`, each phase by its journey and its number: most who ask want no phases made."""
    found: dict[str, list[tuple[Journey, int]]] = {}
    for journey in workspace.live:
        for stage, number in _covered(journey.spec):
            found.setdefault(stage, []).append((journey, number))
    return found


@by_itself
def _covered(journey: spec.Journey) -> tuple[tuple[str, int], ...]:
    return tuple((phase.stage, at) for at, phase in enumerate(journey.phases) if phase.stage and phase.steps)


def names_stages(workspace: Workspace) -> bool:
    """Tell whether a live journey covers any stage at all."""
    return bool(_covering(workspace))


def covers(workspace: Workspace, *moments: str) -> bool:
    """Tell whether a live journey covers a stage of these moments; a stage that is not known may be of any."""
    return any(
        stage not in workspace.stages or workspace.stages[stage].moment in moments for stage in _covering(workspace)
    )


def first_stage(journey: Journey) -> Stage | None:
    """Return the stage at which a journey begins; None when its phases state none."""
    known = journey.workspace.stages
    return next((known[stage] for stage, numbers in _stretches(journey.spec) if stage in known and numbers), None)


def furthest_stage(journey: Journey) -> Stage | None:
    """Return the latest stage of the lifecycle that some path of the journey reaches; None where no stage is stated."""
    reachable = flows(journey.workspace)[journey.id].reachable
    stages = {stage for stage, numbers in _stretches(journey.spec) if not reachable.isdisjoint(numbers)}
    known = [journey.workspace.stages[stage] for stage in stages if stage in journey.workspace.stages]
    return max(known, key=lambda stage: (stage.order, stage.id), default=None)


@by_itself
def _stretches(journey: spec.Journey) -> tuple[tuple[str, range], ...]:
    """Return the stage and the numbers of the steps of each phase that states a stage."""
    ends = list(accumulate((len(phase.steps) for phase in journey.phases), initial=0))
    return tuple((phase.stage, range(*ends[at : at + 2])) for at, phase in enumerate(journey.phases) if phase.stage)


@once
def _onward(workspace: Workspace) -> frozenset[str]:
    """Return the journeys that go on after the commitment, by themselves or in another journey."""
    going = {journey.id for journey in workspace.live if _goes_on_itself(journey)}
    before: dict[str, list[str]] = {}
    for journey in workspace.live:
        for follower in _led_on_by(journey):
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
    return has_unknown_stage(journey) or (furthest is not None and furthest.moment in ("after", "end"))


def _led_on_by(journey: Journey) -> tuple[str, ...]:
    """Return the journeys in which a journey may go on: its followers; a micro journey, also in its parent."""
    parent = journey.spec.parent if journey.spec.level == "micro" else None
    return (*followers(journey), parent) if parent else followers(journey)


def has_unknown_stage(journey: Journey) -> bool:
    """Tell whether a phase names a stage that does not exist, so that nobody knows how far the journey goes."""
    return any(stage not in journey.workspace.stages for stage, _numbers in _stretches(journey.spec))


def goes_on(journey: Journey) -> bool:
    """Tell whether a journey goes on after the commitment: itself, in one that follows, or (micro) in its parent."""
    return journey.id in _onward(journey.workspace)


@once
def continued(workspace: Workspace) -> frozenset[str]:
    """Return the journeys that begin where another one ends."""
    handed = {edge.journey for _step, edge in handovers(workspace) if edge.journey}
    return frozenset(handed.union(*(journey.spec.continues_in for journey in workspace.present)))


def holes(workspace: Workspace) -> list[Stage]:
    """Return the stages that no journey covers between the first and the last that one does.

    Stages that a workspace adds stand for the built-in ones of the same moment. None while a phase names a stage that
    is not known.
    """
    covered = _covering(workspace)
    if any(stage not in workspace.stages for stage in covered):
        return []
    built_in = {stage.id for stage in BUILT_IN}
    replaced = {stage.moment for stage in workspace.stages.values() if stage.id not in built_in}
    asked = [
        stage for stage in workspace.stages.values()
        if stage.id in covered or stage.id not in built_in or stage.moment not in replaced
    ]  # fmt: skip
    numbers = [number for number, stage in enumerate(asked) if stage.id in covered]
    between = asked[numbers[0] : numbers[-1]] if numbers else []
    return [stage for stage in between if stage.id not in covered]


def is_continued(journey: Journey) -> bool:
    """Tell whether a journey that is not retired, or is not known, follows a journey."""
    known = journey.workspace.journeys
    return any(follower not in known or not known[follower].is_retired for follower in followers(journey))


def next_phase_elsewhere(journey: Journey) -> Phase | None:
    """Return a phase of another journey in the stage right after the furthest one of a journey, unless that is the end.

    What belongs together (parent and part, a journey and what replaces it) does not count as another.
    """
    furthest, stages = furthest_stage(journey), list(journey.workspace.stages.values())
    if furthest is None or furthest.moment == "end" or furthest is stages[-1]:
        return None
    following = stages[stages.index(furthest) + 1]
    found = _covering(journey.workspace).get(following.id, ())
    return next((one.phases[number] for one, number in found if not _belong_together(journey, one)), None)


def _belong_together(one: Journey, other: Journey) -> bool:
    named = {one.spec.parent, one.spec.replaces}
    naming = {other.spec.parent, other.spec.replaces}
    return one.id == other.id or other.id in named or one.id in naming
