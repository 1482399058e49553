"""The resolved workspace: what rules, analyses, pictures and pages read."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

from journeyctl.model.resolved import Journey

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from journeyctl.model import spec as language
    from journeyctl.model.resolved import Entity, Stage, Step
    from journeyctl.source import Document

R = TypeVar("R")


@dataclass(frozen=True, eq=False)
class Workspace:
    """Everything that a workspace says, resolved.

    Args:
        name: what it is called.
        languages: of its texts; the first is that of plain strings.
        documents: every file that was read, also those that failed, by path.
        entities: what each collection holds, by collection and id, in the order of files and lines.
        organisation: the organisation itself, when a document describes it.
        stages: the lifecycle, by id, in its order.
        complete: whether every document compiled; when not, nothing can be called absent.
        readings: of KPIs, by id, the oldest first: written in place or in a file.
        unusable: the documents of which nothing is used, because something in them is wrong, by path.
        focus: the journeys that are judged, when only some are; look-ups by id still see all.
    """

    name: str
    languages: tuple[str, ...]
    documents: Mapping[str, Document]
    entities: Mapping[str, Mapping[str, Entity[Any]]]
    organisation: Entity[language.Organisation] | None
    stages: Mapping[str, Stage]
    complete: bool
    readings: Mapping[str, tuple[language.Reading, ...]]
    unusable: tuple[str, ...] = ()
    focus: frozenset[str] | None = None
    memory: dict[Callable[[Workspace], Any], Any] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def journeys(self) -> Mapping[str, Journey]:
        """All journeys by id, the retired ones too."""
        return {
            entity.id: Journey(entity.collection, entity.id, entity.spec, entity.place, self)
            for entity in self.entities["journeys"].values()
        }

    @cached_property
    def live(self) -> tuple[Journey, ...]:
        """The journeys that are judged and count for coverage: all but the retired ones."""
        focus = self.focus
        return self.present if focus is None else tuple(one for one in self.present if one.id in focus)

    @cached_property
    def present(self) -> tuple[Journey, ...]:
        """All journeys but the retired ones, whatever is in focus."""
        return tuple(journey for journey in self.journeys.values() if not journey.is_retired)

    def focused(self, journeys: frozenset[str]) -> Workspace:
        """Return the same workspace, of which only some journeys are judged."""
        return replace(self, focus=journeys, memory={})

    def steps(self) -> Iterator[Step]:
        """Yield every step of the live journeys."""
        return chain.from_iterable(journey.steps for journey in self.live)

    def contacts(self) -> Iterator[Step]:
        """Yield every step of the live journeys in which the organisation takes part."""
        return (step for step in self.steps() if step.is_contact)

    def uses_of(self, touchpoint: str) -> tuple[Step, ...]:
        """Return the steps of live journeys that refer to a shared touchpoint."""
        return self._uses.get(touchpoint, ())

    @cached_property
    def _uses(self) -> Mapping[str, tuple[Step, ...]]:
        uses: dict[str, list[Step]] = {}
        for step in self.contacts():
            if isinstance(step.spec.touchpoint, str):
                uses.setdefault(step.spec.touchpoint, []).append(step)
        return {touchpoint: tuple(steps) for touchpoint, steps in uses.items()}

    @property
    def touchpoints(self) -> Mapping[str, Entity[language.Touchpoint]]:
        """The shared contact moments."""
        return self.entities["touchpoints"]

    @property
    def channels(self) -> Mapping[str, Entity[language.Channel]]:
        """The channels."""
        return self.entities["channels"]

    @property
    def owners(self) -> Mapping[str, Entity[language.Owner]]:
        """The owners."""
        return self.entities["owners"]

    @property
    def kpis(self) -> Mapping[str, Entity[language.Kpi]]:
        """The KPIs."""
        return self.entities["kpis"]

    @property
    def personas(self) -> Mapping[str, Entity[language.Persona]]:
        """The personas."""
        return self.entities["personas"]

    @property
    def services(self) -> Mapping[str, Entity[language.Service]]:
        """The services."""
        return self.entities["services"]

    @property
    def processes(self) -> Mapping[str, Entity[language.Process]]:
        """The processes."""
        return self.entities["processes"]

    @property
    def systems(self) -> Mapping[str, Entity[language.System]]:
        """The systems."""
        return self.entities["systems"]

    @property
    def data(self) -> Mapping[str, Entity[language.Data]]:
        """The data items."""
        return self.entities["data"]

    @property
    def insights(self) -> Mapping[str, Entity[language.Insight]]:
        """The insights."""
        return self.entities["insights"]

    @property
    def opportunities(self) -> Mapping[str, Entity[language.Opportunity]]:
        """The opportunities."""
        return self.entities["opportunities"]

    @property
    def initiatives(self) -> Mapping[str, Entity[language.Initiative]]:
        """The initiatives."""
        return self.entities["initiatives"]


def once(compute: Callable[[Workspace], R]) -> Callable[[Workspace], R]:
    """Make an analysis of a workspace run once for each workspace, however many rules and pages ask for it."""

    def remembered(workspace: Workspace) -> R:
        if compute not in workspace.memory:
            workspace.memory[compute] = compute(workspace)
        found: R = workspace.memory[compute]
        return found

    remembered.__name__ = compute.__name__
    remembered.__doc__ = compute.__doc__
    remembered.__module__ = compute.__module__
    return remembered


def by_itself(compute: Callable[[language.Journey], R]) -> Callable[[language.Journey], R]:
    """Make what the text of a journey tells by itself be worked out once, however many workspaces it is read into.

    While a person types, each key makes a new workspace in which all journeys but one are written as before. What is
    remembered lies with what was written, and goes when that goes.
    """
    name = f"{compute.__module__}.{compute.__qualname__}"

    def remembered(written: language.Journey) -> R:
        known: dict[str, Any] = written.__dict__
        if name not in known:
            known[name] = compute(written)
        found: R = known[name]
        return found

    remembered.__name__ = compute.__name__
    remembered.__doc__ = compute.__doc__
    remembered.__module__ = compute.__module__
    return remembered
