"""The five gaps of service quality: what is expected, specified, delivered, promised and perceived, side by side.

Source: Parasuraman, Zeithaml & Berry 1985 and 1988.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from journeyctl.analyse.measures import are_comparable, is_stricter
from journeyctl.model import Step, Workspace, once, spec

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from journeyctl.source import Path, Place

    Serving = spec.Serving | spec.NamedServing | spec.Journey | spec.Service | spec.Touchpoint | spec.Step


class ExpectationAt(NamedTuple):
    """An expectation, and where it is written."""

    spec: spec.Expectation
    place: Place


class StandardAt(NamedTuple):
    """A standard, where it is written, and beside what: the place of the thing that states it."""

    spec: spec.Standard
    place: Place
    holder: Place

    @property
    def limit_place(self) -> Place:
        """Where its limit stands."""
        return limit_place(self.place, self.spec.measure)


class PromiseAt(NamedTuple):
    """A promise, where it is written, and the standards beside it."""

    spec: spec.Promise
    place: Place
    beside: tuple[StandardAt, ...]


def limit_place(place: Place, measure: spec.Measure) -> Place:
    """Return where the limit of the measure of something stands."""
    return place.at("measure", "at_most" if measure.at_most is not None else "at_least").value


@dataclass(frozen=True, eq=False)
class Quality:
    """All expectations, promises and standards of services, touchpoints, live journeys and their steps, as written."""

    expectations: tuple[ExpectationAt, ...]
    promises: tuple[PromiseAt, ...]
    standards: tuple[StandardAt, ...]

    @cached_property
    def expectation_by_id(self) -> Mapping[str, ExpectationAt]:
        """The expectations by id."""
        return {one.spec.id: one for one in self.expectations}

    @cached_property
    def standards_by_expectation(self) -> Mapping[str, tuple[StandardAt, ...]]:
        """The standards that meet an expectation, by its id."""
        met: dict[str, list[StandardAt]] = {}
        for standard in self.standards:
            if standard.spec.meets:
                met.setdefault(standard.spec.meets, []).append(standard)
        return {expectation: tuple(standards) for expectation, standards in met.items()}

    def is_met(self, expectation: ExpectationAt) -> bool:
        """Tell whether a standard meets an expectation; one beside it that meets something unknown may be meant."""
        if expectation.spec.id in self.standards_by_expectation:
            return True
        return (expectation.place.document.path, expectation.place.path[:-2]) in self._meeting_something_unknown

    @cached_property
    def _meeting_something_unknown(self) -> frozenset[tuple[str, Path]]:
        known = self.expectation_by_id
        return frozenset(
            (standard.holder.document.path, standard.holder.path)
            for standard in self.standards
            if standard.spec.meets and standard.spec.meets not in known
        )

    def standards_of(self, promise: PromiseAt) -> tuple[StandardAt, ...]:
        """Return the standards a promise is held to: those that meet its expectation, else comparable ones beside."""
        met = self.standards_by_expectation.get(promise.spec.expectation or "", ())
        measure = promise.spec.measure
        if measure is None:
            return met
        met = tuple(one for one in met if are_comparable(measure, one.spec.measure))
        return met or tuple(one for one in promise.beside if are_comparable(measure, one.spec.measure))

    def is_backed(self, promise: PromiseAt) -> bool:
        """Tell whether a standard stands behind a promise; an expectation that is not known counts as met."""
        expectation = promise.spec.expectation
        if expectation and expectation not in self.expectation_by_id:
            return True
        return (expectation or "") in self.standards_by_expectation or bool(self.standards_of(promise))

    def broken_by(self, promise: PromiseAt) -> StandardAt | None:
        """Return the strictest standard that a promise goes beyond; None where one is as strict as the promise."""
        measure = promise.spec.measure
        held_to = self.standards_of(promise)
        if measure is None or not all(is_stricter(measure, one.spec.measure) for one in held_to):
            return None
        return _strictest(held_to)


def _strictest(standards: Iterable[StandardAt]) -> StandardAt | None:
    strictest = None
    for one in standards:
        if strictest is None or is_stricter(one.spec.measure, strictest.spec.measure):
            strictest = one
    return strictest


@once
def quality(workspace: Workspace) -> Quality:
    """Return what customers expect and are promised, and what the organisation has specified."""
    servings = tuple(_servings(workspace))
    expectations = chain.from_iterable(_expectations(serving, place) for serving, place, _beside in servings)
    standards = chain.from_iterable(_standards(serving, place) for serving, place, _beside in servings)
    promises = chain.from_iterable(_promises(serving, place, beside) for serving, place, beside in servings)
    return Quality(tuple(expectations), tuple(promises), tuple(standards))


def _servings(workspace: Workspace) -> Iterator[tuple[Serving, Place, tuple[StandardAt, ...]]]:
    """Yield everything that can state quality, where it is, and the standards beside its promises."""
    held: list[tuple[Serving, Place]] = [(one.spec, one.place) for one in workspace.services.values()]
    held += [(one.spec, one.place) for one in workspace.touchpoints.values()]
    held += [(one.spec, one.place) for one in workspace.live]
    for serving, place in held:
        yield serving, place, tuple(_standards(serving, place))
    for step in workspace.steps():
        if _states_quality(step.spec):
            yield step.spec, step.place, tuple(_standards_at_step(step))
        in_place = step.spec.touchpoint
        if isinstance(in_place, spec.Touchpoint) and _states_quality(in_place):
            yield in_place, step.place.at("touchpoint"), tuple(_standards_at_step(step))


def _states_quality(serving: Serving) -> bool:
    return bool(serving.expectations or serving.promises or serving.standards)


def _standards_at_step(step: Step) -> Iterator[StandardAt]:
    yield from _standards(step.spec, step.place)
    if step.touchpoint:
        yield from _standards(step.touchpoint, step.shared.place if step.shared else step.place.at("touchpoint"))


def _expectations(serving: Serving, place: Place) -> Iterator[ExpectationAt]:
    for index, one in enumerate(serving.expectations):
        yield ExpectationAt(one, place.at("expectations", index))


def _standards(serving: Serving, place: Place) -> Iterator[StandardAt]:
    for index, one in enumerate(serving.standards):
        yield StandardAt(one, place.at("standards", index), place)


def _promises(serving: Serving, place: Place, beside: tuple[StandardAt, ...]) -> Iterator[PromiseAt]:
    for index, one in enumerate(serving.promises):
        yield PromiseAt(one, place.at("promises", index), beside)
