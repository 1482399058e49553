"""Entities, journeys, phases and steps as they are meant: what was written (`spec`), in its place.

A step knows its journey, sees its touchpoint's fields unless it states its own, and knows where it stands.
References are ids; `workspace.owners.get(step.owner)` follows one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from journeyctl.model import spec as language
from journeyctl.model.values import Note, Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from journeyctl.model.workspace import Workspace
    from journeyctl.source import Place

T = TypeVar("T", bound=language.Spec)


@dataclass(frozen=True, eq=False)
class Entity(Generic[T]):
    """Something with an id in a collection.

    Args:
        collection: such as `channels`.
        id: unique in the collection.
        spec: what was written.
        place: where; as a key, the id.
    """

    collection: str
    id: str
    spec: T
    place: Place

    @property
    def name(self) -> Text:
        """What people call it."""
        return self.spec.name  # type: ignore[attr-defined, no-any-return] # every collected struct has a name

    @property
    def ref(self) -> str:
        """The entity as findings name it: `channels/app`."""
        return f"{self.collection}/{self.id}"


@dataclass(frozen=True, eq=False)
class Step:
    """One step, in its journey."""

    phase: Phase
    number: int
    spec: language.Step

    @cached_property
    def place(self) -> Place:
        """Where it is written; made when somebody asks, which few do."""
        return self.phase.place.at("steps", self.number - self.phase.first_number)

    @property
    def journey(self) -> Journey:
        """The journey it is a step of."""
        return self.phase.journey

    @property
    def workspace(self) -> Workspace:
        """The workspace it is in."""
        return self.phase.journey.workspace

    @property
    def id(self) -> str:
        """Its id, unique in the journey."""
        return self.spec.id

    @property
    def ref(self) -> str:
        """The step as findings name it."""
        return f"{self.journey.ref}/steps/{self.id}"

    @property
    def is_contact(self) -> bool:
        """Whether the organisation takes part: a touchpoint, not the customer's own action."""
        return self.spec.touchpoint is not None

    @cached_property
    def shared(self) -> Entity[language.Touchpoint] | None:
        """The catalogue's touchpoint that it refers to, when it does and that exists."""
        written = self.spec.touchpoint
        return self.workspace.touchpoints.get(written) if isinstance(written, str) else None

    @cached_property
    def touchpoint(self) -> language.Touchpoint | None:
        """What its touchpoint says: shared or written in place; None for an action or an unresolved reference."""
        written = self.spec.touchpoint
        if isinstance(written, language.Touchpoint):
            return written
        return self.shared.spec if self.shared else None

    @cached_property
    def is_unresolved(self) -> bool:
        """Whether its touchpoint is a reference to nothing known, so that its facts count as present."""
        return isinstance(self.spec.touchpoint, str) and self.shared is None

    @cached_property
    def name(self) -> Text:
        """Its own name, else the touchpoint's, else the action, else its id."""
        if self.spec.name:
            return self.spec.name
        if self.touchpoint:
            return self.touchpoint.name
        return self.spec.action or Text(self.id)

    @property
    def contact_name(self) -> Text:
        """What a finding calls its contact: the id of a shared touchpoint, else the name."""
        return Text(self.shared.id) if self.shared else self.name

    @property
    def touchpoint_place(self) -> Place:
        """Where a finding about its touchpoint belongs: the shared entry, or the `touchpoint` key."""
        return self.shared.place if self.shared else self.place.at("touchpoint").key

    @property
    def owner(self) -> str | None:
        """Who owns the contact: the step's owner, else the touchpoint's, else the phase's."""
        return self._own_or_touchpoints("owner") or self.phase.spec.owner

    @property
    def channel(self) -> str | None:
        """The channel it happens on."""
        channel: str | None = self._own_or_touchpoints("channel")
        return channel

    @property
    def channel_spec(self) -> language.Channel | None:
        """What its channel says, when that is known."""
        channel = self.workspace.channels.get(self.channel or "")
        return channel.spec if channel else None

    @property
    def initiator(self) -> str:
        """Who starts it."""
        return self._own_or_touchpoints("initiator") or "customer"

    @property
    def monitored_by(self) -> str | None:
        """Who listens in, on a channel that is not ours."""
        owner: str | None = self._own_or_touchpoints("monitored_by")
        return owner

    @property
    def description(self) -> Text | None:
        """What a reader needs to know: its own words, else its touchpoint's."""
        description: Text | None = self._own_or_touchpoints("description")
        return description

    @property
    def media(self) -> language.Media | None:
        """A picture of it."""
        media: language.Media | None = self._own_or_touchpoints("media")
        return media

    @property
    def links(self) -> tuple[language.Link, ...]:
        """Pages elsewhere that say more: its own and its touchpoint's."""
        return self._added_up("links")

    @property
    def contact(self) -> language.Contact | None:
        """Its contact strategy."""
        contact: language.Contact | None = self._own_or_touchpoints("contact")
        return contact

    @property
    def experience(self) -> language.Experience | None:
        """What it does to a person."""
        experience: language.Experience | None = self._own_or_touchpoints("experience")
        return experience

    @property
    def kpis(self) -> tuple[str, ...]:
        """The KPIs that measure it: the step's and the touchpoint's."""
        return self._added_up("kpis")

    @property
    def processes(self) -> tuple[str, ...]:
        """The processes that deliver it."""
        return self._added_up("processes")

    @property
    def systems(self) -> tuple[str, ...]:
        """The systems it runs on."""
        return self._added_up("systems")

    @property
    def data(self) -> tuple[language.DataUse, ...]:
        """The data it asks, shows or stores."""
        return self._added_up("data")

    @property
    def themes(self) -> tuple[str, ...]:
        """The experience themes it carries."""
        return self._added_up("themes")

    @property
    def tags(self) -> tuple[str, ...]:
        """Its tags and its touchpoint's."""
        return self._added_up("tags")

    @property
    def expectations(self) -> tuple[language.Expectation, ...]:
        """What customers count on here."""
        return self._added_up("expectations")

    @property
    def promises(self) -> tuple[language.Promise, ...]:
        """What customers are told they will get here."""
        return self._added_up("promises")

    @property
    def standards(self) -> tuple[language.Standard, ...]:
        """What the organisation has agreed to deliver here."""
        return self._added_up("standards")

    @property
    def pains(self) -> tuple[Note, ...]:
        """What hurts here."""
        return self.spec.pains

    @property
    def gains(self) -> tuple[Note, ...]:
        """What pleases here."""
        return self.spec.gains

    @cached_property
    def emotion(self) -> language.Emotion | None:
        """How the customer feels, always in its long form."""
        written = self.spec.emotion
        return language.Emotion(score=written) if isinstance(written, int | float) else written

    @property
    def score(self) -> float | None:
        """The emotion's score, -2 to 2, when it was scored."""
        return self.emotion.score if self.emotion else None

    @property
    def stage(self) -> str | None:
        """The stage of its phase."""
        return self.phase.spec.stage

    @cached_property
    def edges(self) -> tuple[language.Edge, ...]:
        """Where it leads: what is written, else the step after it, else nowhere."""
        if self.spec.next is not None:
            return self.spec.next
        following = self.number + 1
        steps = self.journey.steps
        return (language.Edge(to=steps[following].id),) if following < len(steps) else ()

    def _own_or_touchpoints(self, name: str) -> Any:
        own = getattr(self.spec, name)
        if own is not None or self.touchpoint is None:
            return own
        return getattr(self.touchpoint, name)

    def _added_up(self, name: str) -> tuple[Any, ...]:
        own: tuple[Any, ...] = getattr(self.spec, name)
        return (*own, *getattr(self.touchpoint, name)) if self.touchpoint else own


@dataclass(frozen=True, eq=False)
class Phase:
    """One phase, in its journey."""

    journey: Journey
    index: int
    spec: language.Phase
    place: Place
    first_number: int

    @property
    def id(self) -> str:
        """Its id, unique in the journey."""
        return self.spec.id

    @property
    def name(self) -> Text:
        """What the customer would call it."""
        return self.spec.name

    @property
    def ref(self) -> str:
        """The phase as findings name it."""
        return f"{self.journey.ref}/phases/{self.id}"

    @property
    def stage(self) -> Stage | None:
        """The stage of the customer lifecycle, when it is stated and known."""
        return self.journey.workspace.stages.get(self.spec.stage or "")

    @property
    def numbers(self) -> range:
        """The numbers of its steps in the journey."""
        return range(self.first_number, self.first_number + len(self.spec.steps))

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Its steps, in order."""
        return tuple(Step(self, number, written) for number, written in enumerate(self.spec.steps, self.first_number))


@dataclass(frozen=True, eq=False)
class Journey(Entity[language.Journey]):
    """One journey, with everything it says resolved."""

    workspace: Workspace = field(repr=False)

    @cached_property
    def phases(self) -> tuple[Phase, ...]:
        """Its phases, in order."""
        counts = [len(written.steps) for written in self.spec.phases]
        place = self.place.at("phases")
        return tuple(
            Phase(self, index, written, place.at(index), sum(counts[:index]))
            for index, written in enumerate(self.spec.phases)
        )

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """All its steps, in the order written."""
        return tuple(chain.from_iterable(phase.steps for phase in self.phases))

    @cached_property
    def step_by_id(self) -> Mapping[str, Step]:
        """Its steps by id."""
        return {step.id: step for step in self.steps}

    @property
    def contacts(self) -> Iterator[Step]:
        """Its steps in which the organisation takes part."""
        return (step for step in self.steps if step.is_contact)

    @property
    def personas(self) -> tuple[str, ...]:
        """The personas that travel it; all of them for `everyone`, none when it does not say."""
        written = self.spec.personas
        return tuple(self.workspace.personas) if written == "everyone" else tuple(written or ())

    @property
    def is_draft(self) -> bool:
        """Whether it is still being written."""
        return self.spec.status == "draft"

    @property
    def is_retired(self) -> bool:
        """Whether it is history."""
        return self.spec.status == "retired"


@dataclass(frozen=True, eq=False)
class Stage:
    """A stage of the customer lifecycle, built in or the workspace's own."""

    id: str
    name: Text
    moment: str
    order: float
