"""Journeys, their phases and steps, and the contact moments in them."""

from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from journeyctl.model.spec.base import (
    ChannelRef,
    DataRef,
    Day,
    Described,
    Duration,
    EntryStepRef,
    FilePath,
    Five,
    Fraction,
    Frequency,
    Id,
    Initiator,
    InsightRef,
    JourneyRef,
    KpiRef,
    NamedServing,
    OwnerRef,
    PersonaRef,
    ProcessRef,
    ServiceRef,
    Serving,
    Spec,
    StageRef,
    StepRef,
    SystemRef,
    TouchpointRef,
    Word,
    says,
)
from journeyctl.model.values import Note, Text

Use = Literal["ask", "show", "store"]
Feeling = Annotated[float, Meta(ge=-2, le=2)]
Depth = Annotated[float, Meta(ge=0, le=5)]


class DataUse(Spec, frozen=True, kw_only=True):
    """What happens to a data item at a contact."""

    item: Annotated[DataRef, says("The data item.", "travel-history")]
    use: Annotated[
        Use | tuple[Use, ...] | None,
        says("Asked from the customer, shown to them, or stored.", "ask", ["ask", "store"]),
    ] = None

    @property
    def uses(self) -> tuple[str, ...]:
        """The uses, always as a list."""
        if self.use is None:
            return ()
        return (self.use,) if isinstance(self.use, str) else self.use


class Contact(Spec, frozen=True, kw_only=True):
    """The contact strategy of a contact moment: how often, how heavy, in what tone."""

    purpose: Annotated[Text | None, says("Why the customer gains by this contact.", "Know where your refund is")] = None
    frequency: Annotated[Frequency | None, says("How often it may happen to one customer.")] = None
    intensity: Annotated[Five | None, says("How much attention it asks, 1 to 5.", 2)] = None
    tone: Annotated[Word | None, says("The tone of voice, as named by the organisation.", "warm")] = None
    content: Annotated[Text | None, says("What it tells.", "The next step, and when")] = None
    marketing: Annotated[bool, says("It sells rather than serves.", True)] = False


class Experience(Spec, frozen=True, kw_only=True):
    """What the contact does to a person, 0 (nothing) to 5 (strongly)."""

    sensory: Annotated[Depth | None, says("What one sees, hears and feels.", 3)] = None
    emotional: Annotated[Depth | None, says("How it moves.", 4)] = None
    aesthetic: Annotated[Depth | None, says("How beautiful it is.", 3)] = None
    cognitive: Annotated[Depth | None, says("How it makes one think or learn.", 2)] = None
    relational: Annotated[Depth | None, says("How it ties one to others.", 1)] = None


class Media(Spec, frozen=True, kw_only=True):
    """A picture of the contact moment."""

    src: Annotated[FilePath, says("The file, relative to the workspace.", "journeys/media/desk.svg")]
    alt: Annotated[Text | None, says("What the picture shows, for who cannot see it.", "A desk at eye level")] = None


class ContactFields(Serving, frozen=True, kw_only=True):
    """What a touchpoint says, and a step may say for itself alone."""

    channel: Annotated[ChannelRef | None, says("The channel it happens on.", "app")] = None
    owner: Annotated[OwnerRef | None, says("Who is told when it fails.", "app-team")] = None
    initiator: Annotated[
        Initiator | None, says("Who starts it; the customer unless stated otherwise.", "organisation")
    ] = None
    kpis: Annotated[tuple[KpiRef, ...], says("The KPIs that measure it.", ["ease"])] = ()
    processes: Annotated[tuple[ProcessRef, ...], says("The processes that deliver it.", ["refund"])] = ()
    systems: Annotated[tuple[SystemRef, ...], says("The systems it runs on.", ["crm"])] = ()
    data: Annotated[tuple[DataUse, ...], says("The data it asks, shows or stores.")] = ()
    contact: Annotated[Contact | None, says("Its contact strategy.")] = None
    experience: Annotated[Experience | None, says("What it does to a person.")] = None
    themes: Annotated[tuple[Word, ...], says("The organisation's experience themes it carries.", ["at-ease"])] = ()
    monitored_by: Annotated[OwnerRef | None, says("Who listens in, on a channel that is not ours.", "webcare")] = None
    media: Annotated[Media | None, says("A picture of it.")] = None


class Touchpoint(ContactFields, frozen=True, kw_only=True):
    """A contact moment between customer and organisation."""

    name: Annotated[Text, says("What people call it.", {"nl": "Servicebalie", "en": "Service desk"})]


class Emotion(Spec, frozen=True, kw_only=True):
    """How the customer feels at a step."""

    any_of: ClassVar[tuple[str, ...]] = ("score", "target")

    score: Annotated[Feeling | None, says("From -2 (bad) to 2 (good).", -1)] = None
    label: Annotated[Text | None, says("The feeling in a word.", "uncertain")] = None
    evidence: Annotated[tuple[InsightRef, ...], says("The insights it rests on.", ["diary-study"])] = ()
    target: Annotated[Feeling | None, says("How it should feel, from -2 to 2.", 1)] = None


class Edge(Spec, frozen=True, kw_only=True):
    """Where the customer goes after a step: to a step of this journey, or into another journey."""

    exactly_one: ClassVar[tuple[str, ...]] = ("to", "journey")

    to: Annotated[StepRef | None, says("The next step, in any phase of this journey.", "ask-help")] = None
    journey: Annotated[JourneyRef | None, says("The journey that takes over.", "complaint")] = None
    step: Annotated[EntryStepRef | None, says("The step where the other journey is entered.", "tell-us")] = None
    when: Annotated[Text | None, says("When this happens.", "the train does not run")] = None
    share: Annotated[Fraction | None, says("The share of customers that goes this way, 0 to 1.", 0.2)] = None
    kind: Annotated[Literal["normal", "recovery", "exit"], says("What sort of path this is.", "recovery")] = "normal"
    context: Annotated[
        Literal["full", "partial", "none"] | None, says("How much the customer need not repeat.", "full")
    ] = None
    wait: Annotated[Duration | None, says("How long the customer waits before the next step.", "P3D")] = None


class Step(ContactFields, frozen=True, kw_only=True):
    """One thing that happens to a customer: a contact moment, or something they do by themselves."""

    exactly_one: ClassVar[tuple[str, ...]] = ("touchpoint", "action")

    id: Annotated[Id, says("Its id, unique in the journey.", "search")]
    name: Annotated[Text | None, says("A name of its own; else the touchpoint's, else the action.", "Search")] = None
    touchpoint: Annotated[
        TouchpointRef | Touchpoint | None,
        says("The contact moment: the id of a shared one, or one written in place.", "trip-planner"),
    ] = None
    action: Annotated[
        Text | None, says("What the customer does outside the organisation's reach.", "Asks a colleague")
    ] = None
    doing: Annotated[Text | None, says("What the customer does.", "Compares departure times")] = None
    thinking: Annotated[Text | None, says("What the customer thinks, in their words.", "Will I make it?")] = None
    emotion: Annotated[
        Feeling | Emotion | None, says("How the customer feels: a score from -2 to 2, or more about it.", 1)
    ] = None
    moment_of_truth: Annotated[bool, says("Here the customer decides what to think of us.", True)] = False
    importance: Annotated[Five | None, says("How much it matters to the customer, 1 to 5.", 4)] = None
    quality: Annotated[Five | None, says("How well it goes, 1 to 5.", 3)] = None
    pains: Annotated[tuple[Note, ...], says("What hurts here.", ["I have to tell my story again"])] = ()
    gains: Annotated[tuple[Note, ...], says("What pleases here.", ["Somebody thinks along"])] = ()
    next: Annotated[
        tuple[Edge, ...] | None,
        says("Where it goes from here; without it to the step after this one, with [] the journey ends."),
    ] = None
    insights: Annotated[tuple[InsightRef, ...], says("What is known about this step.", ["diary-study"])] = ()


class Phase(Described, frozen=True, kw_only=True):
    """A stretch of a journey that the customer would call by one name."""

    id: Annotated[Id, says("Its id, unique in the journey.", "plan")]
    name: Annotated[Text, says("What the customer would call it.", {"nl": "Plannen", "en": "Plan"})]
    steps: Annotated[tuple[Step, ...], says("The steps, in order.")]
    stage: Annotated[StageRef | None, says("The stage of the customer lifecycle.", "consideration")] = None
    goal: Annotated[Text | None, says("What the customer wants to reach here.", "Know when to leave")] = None
    owner: Annotated[OwnerRef | None, says("Who owns every contact in it that names no other.", "travel")] = None


class Drop(Spec, frozen=True, kw_only=True):
    """A contact moment that a to-be journey leaves out on purpose."""

    touchpoint: Annotated[TouchpointRef, says("The contact moment.", "paper-form")]
    why: Annotated[Text, says("Why the customer does not miss it.", "The app asks the same once")]


class Journey(NamedServing, frozen=True, kw_only=True, dict=True):  # the dict holds what is told of it `by_itself`
    """What a customer goes through to reach a goal: it begins earlier and ends later than the organisation thinks."""

    phases: Annotated[tuple[Phase, ...], Meta(min_length=1), says("The phases, in order.")]
    owner: Annotated[OwnerRef | None, says("Who owns the journey as a whole.", "travel")] = None
    personas: Annotated[
        tuple[PersonaRef, ...] | Literal["everyone"] | None,
        says("Who travels it: a list, or `everyone`.", ["commuter"], "everyone"),
    ] = None
    trigger: Annotated[
        Text | None, says("What sets the customer going.", "I have to be in Zwolle at nine tomorrow")
    ] = None
    outcome: Annotated[Text | None, says("What the customer has in the end.", "Arrived on time and at ease")] = None
    goal: Annotated[Text | None, says("What the organisation wants with this journey.", "More door-to-door trips")] = (
        None
    )
    state: Annotated[Literal["as-is", "to-be"], says("As it goes now, or as it should go.", "to-be")] = "as-is"
    status: Annotated[
        Literal["draft", "active", "retired"], says("Whether it is being written, in use, or history.", "draft")
    ] = "active"
    level: Annotated[Literal["lifecycle", "journey", "micro"], says("How much of the relation it covers.", "micro")] = (
        "journey"
    )
    parent: Annotated[JourneyRef | None, says("The journey this one is a part of.", "door-to-door")] = None
    continues_in: Annotated[tuple[JourneyRef, ...], says("The journeys that follow this one.", ["renewal"])] = ()
    replaces: Annotated[JourneyRef | None, says("The as-is journey that this to-be journey replaces.", "trip")] = None
    service: Annotated[ServiceRef | None, says("The service it belongs to.", "travel")] = None
    kpis: Annotated[tuple[KpiRef, ...], says("The KPIs that measure the journey as a whole.", ["nps"])] = ()
    reviewed: Annotated[Day | None, says("When it was last checked with customers or colleagues.", "2026-10-01")] = None
    review_every: Annotated[Duration | None, says("How often it should be checked.", "P6M")] = None
    drops: Annotated[tuple[Drop, ...], says("What a to-be journey leaves out on purpose.")] = ()
