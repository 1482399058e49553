"""What hurts customers, and whether anybody takes it up: pains, the opportunities that list them, the silos between."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from journeyctl.analyse.flow import flows
from journeyctl.model import Step, Workspace, once

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from journeyctl.model.values import Note
    from journeyctl.source import Place


class Pain(NamedTuple):
    """One pain at a step of a live journey.

    Args:
        step: where it hurts.
        number: which of the step's pains it is, counted from 0.
        note: what hurts.
    """

    step: Step
    number: int
    note: Note

    @property
    def place(self) -> Place:
        """Where it is written: the text itself, or the key of its `text`."""
        return self.step.place.at("pains", self.number).key


class PainBetween(NamedTuple):
    """A pain where the customer went from one owner to another, and neither is the journey's.

    Args:
        pain: what hurts, and where.
        before: the contact before it, on some path, that another owner answers for.
    """

    pain: Pain
    before: Step


@once
def open_pains(workspace: Workspace) -> tuple[Pain, ...]:
    """Return the pains that no opportunity takes up, in the order written.

    A pain's own `opportunity` takes it up, and so does an opportunity that lists the step. A reference to an
    opportunity that is not known counts: it has a finding of its own.
    """
    listed = frozenset(chain.from_iterable(one.spec.steps for one in workspace.opportunities.values()))
    return tuple(
        Pain(step, number, note)
        for step in workspace.steps()
        if f"{step.journey.id}/{step.id}" not in listed
        for number, note in enumerate(step.pains)
        if note.opportunity is None
    )


@once
def pains_between_owners(workspace: Workspace) -> tuple[PainBetween, ...]:
    """Return the pains that fall between two owners, and that no opportunity takes up.

    The step before is the contact from which some path leads here; what the customer does alone on the way counts
    for neither owner. Silent where one of the two owns the journey (and so can act on both sides), where a step has
    no owner (OWN001), and where an owner is not known (REF001).
    """
    return tuple(
        PainBetween(pain, before)
        for pain in open_pains(workspace)
        if pain.step.is_contact and (before := _other_owner_before(workspace, pain.step)) is not None
    )


def _other_owner_before(workspace: Workspace, step: Step) -> Step | None:
    here = step.owner
    if here not in workspace.owners or here == step.journey.spec.owner:
        return None
    aside = {here, step.journey.spec.owner}
    return next(
        (before for before in _contacts_before(step) if before.owner in workspace.owners and before.owner not in aside),
        None,
    )


def _contacts_before(step: Step) -> Iterator[Step]:
    """Yield the nearest contacts from which some path leads to a step, through the customer's own actions."""
    steps = step.journey.steps
    before = _steps_before(step.workspace)[step.journey.id]
    seen = {step.number}
    pending = list(before[step.number])
    while pending:
        number = pending.pop(0)
        if number in seen:
            continue
        seen.add(number)
        if steps[number].is_contact:
            yield steps[number]
        else:
            pending.extend(before[number])


@once
def _steps_before(workspace: Workspace) -> Mapping[str, tuple[tuple[int, ...], ...]]:
    return {journey.id: _reversed(flows(workspace)[journey.id].edges) for journey in workspace.live}


def _reversed(edges: tuple[tuple[tuple[object, int], ...], ...]) -> tuple[tuple[int, ...], ...]:
    before: list[list[int]] = [[] for _step in edges]
    for source, leaving in enumerate(edges):
        for _edge, target in leaving:
            before[target].append(source)
    return tuple(tuple(sources) for sources in before)
