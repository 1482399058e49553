"""What all parts of the language are made of.

The structs of this package say the language once: they decode documents and generate the schemas, the
reference and the editor's help. A field's annotation carries its meaning, its bounds and an example; a `mark`
in it tells the compiler what else to check (that a reference resolves, that a day exists, …).
"""

from typing import Annotated, Any, ClassVar, Literal

import msgspec
from msgspec import Meta

from journeyctl.model.values import DATE, DURATION, Text

ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
ID_LENGTH = 64
CURRENCY = r"^[A-Z]{3}$"


def says(meaning: str, *examples: Any) -> Meta:
    """Describe a field: what it means, and what one may write there."""
    return Meta(description=meaning, examples=list(examples) or None)


def mark(kind: str, target: str = "") -> Meta:
    """Tell the compiler what to check of a value: `ref` to a collection, `url`, `path`, `date`, `open`."""
    return Meta(extra={"mark": kind, "target": target})


Word = Annotated[str, Meta(min_length=1)]
Id = Annotated[str, Meta(pattern=ID, max_length=ID_LENGTH)]
Day = Annotated[str, Meta(pattern=DATE), mark("date")]
Duration = Annotated[str, Meta(pattern=DURATION)]
Fraction = Annotated[float, Meta(ge=0, le=1)]
Five = Annotated[int, Meta(ge=1, le=5)]
Seven = Annotated[float, Meta(ge=1, le=7)]
Percent = Annotated[float, Meta(ge=0, le=100)]
Count = Annotated[int, Meta(ge=0, le=1_000_000_000)]
FilePath = Annotated[Word, mark("path")]
Url = Annotated[Word, mark("url")]

JourneyRef = Annotated[Word, mark("ref", "journeys")]
TouchpointRef = Annotated[Word, mark("ref", "touchpoints")]
ChannelRef = Annotated[Word, mark("ref", "channels")]
OwnerRef = Annotated[Word, mark("ref", "owners")]
KpiRef = Annotated[Word, mark("ref", "kpis")]
PersonaRef = Annotated[Word, mark("ref", "personas")]
StageRef = Annotated[Word, mark("ref", "stages")]
ServiceRef = Annotated[Word, mark("ref", "services")]
ProcessRef = Annotated[Word, mark("ref", "processes")]
SystemRef = Annotated[Word, mark("ref", "systems")]
DataRef = Annotated[Word, mark("ref", "data")]
InsightRef = Annotated[Word, mark("ref", "insights")]
OpportunityRef = Annotated[Word, mark("ref", "opportunities")]
ExpectationRef = Annotated[Word, mark("ref", "expectations")]
StepRef = Annotated[Word, mark("step")]
EntryStepRef = Annotated[Word, mark("entry-step")]
JourneyStepRef = Annotated[Word, mark("journey-step")]

GrowthPath = Literal["broaden", "deepen", "align"]
Initiator = Literal["customer", "organisation", "partner"]
Evidence = Literal["none", "benchmark", "correlation", "experiment"]


class Spec(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Anything written in a document.

    `exactly_one` and `any_of` name fields of which one must be there: exactly one, or at least one.
    """

    exactly_one: ClassVar[tuple[str, ...]] = ()
    any_of: ClassVar[tuple[str, ...]] = ()


class Link(Spec, frozen=True, kw_only=True):
    """A page elsewhere that says more."""

    title: Annotated[Text, says("What the reader finds there.", "Research report")]
    url: Annotated[Url, says("Its address: http, https or mailto.", "https://example.org/report")]


class Described(Spec, frozen=True, kw_only=True):
    """What every entity, phase and step may say about itself."""

    description: Annotated[
        Text | None, says("What a reader needs to know, in a few sentences; CommonMark.", "Where travellers wait.")
    ] = None
    tags: Annotated[tuple[Word, ...], says("Words to group by.", ["winter"])] = ()
    links: Annotated[tuple[Link, ...], says("Pages elsewhere that say more.")] = ()


class Named(Described, frozen=True, kw_only=True):
    """What every entity says."""

    name: Annotated[Text, says("What people call it.", {"nl": "Servicebalie", "en": "Service desk"})]


class Measure(Spec, frozen=True, kw_only=True):
    """A limit that can be checked: a metric, and the most or the least that is good enough."""

    exactly_one: ClassVar[tuple[str, ...]] = ("at_most", "at_least")

    metric: Annotated[Word, says("What is measured; two measures compare when metric and unit agree.", "reply-time")]
    at_most: Annotated[float | Duration | None, says("The most that is good enough.", "PT4H")] = None
    at_least: Annotated[float | Duration | None, says("The least that is good enough.", 95)] = None
    unit: Annotated[Word | None, says("The unit of a number.", "%")] = None
    hours: Annotated[
        Literal["elapsed", "open"], says("How time counts: by the clock, or during opening hours only.", "open")
    ] = "open"


class Money(Spec, frozen=True, kw_only=True):
    """An amount of money."""

    amount: Annotated[float, says("How much.", 1200)]
    currency: Annotated[str, Meta(pattern=CURRENCY), says("The currency's ISO 4217 code.", "EUR")]


class Score(Spec, frozen=True, kw_only=True):
    """A mean score on the ServQual scale of 1 to 7."""

    mean: Annotated[Seven, says("The mean score, 1 to 7.", 5.8)]
    n: Annotated[Count | None, says("How many people answered.", 412)] = None
    date: Annotated[Day | None, says("When it was measured.", "2026-09-30")] = None


class Expectation(Spec, frozen=True, kw_only=True):
    """What a customer counts on. Its id is unique in the whole workspace."""

    id: Annotated[Id, says("Its id; standards and promises refer to it.", "reply-within-a-day")]
    text: Annotated[Text, says("The expectation in the customer's words.", "I get an answer the same day")]
    dimension: Annotated[
        Literal["reliability", "assurance", "tangibles", "empathy", "responsiveness"] | None,
        says("The ServQual dimension it belongs to.", "responsiveness"),
    ] = None
    measure: Annotated[Measure | None, says("The expectation as a limit that can be checked.")] = None
    persona: Annotated[PersonaRef | None, says("Who expects it, when not everyone does.", "commuter")] = None
    estimate: Annotated[Seven | None, says("How important management believes it is, 1 to 7.", 5)] = None
    expected: Annotated[Score | None, says("What customers said they expect, measured.")] = None
    perceived: Annotated[Score | None, says("What customers said they got, measured.")] = None
    evidence: Annotated[tuple[InsightRef, ...], says("The insights it rests on.", ["complaints-2026"])] = ()


class Promise(Spec, frozen=True, kw_only=True):
    """What the organisation tells customers they will get."""

    text: Annotated[Text, says("The promise as customers read it.", "We call you back within four hours")]
    measure: Annotated[Measure | None, says("The promise as a limit that can be checked.")] = None
    expectation: Annotated[ExpectationRef | None, says("The expectation it answers.", "reply-within-a-day")] = None


class Standard(Spec, frozen=True, kw_only=True):
    """What the organisation has agreed to deliver: the specification of the service."""

    measure: Annotated[Measure, says("The norm as a limit that can be checked.")]
    text: Annotated[Text | None, says("The norm in words.", "Every message gets a reply within four hours")] = None
    meets: Annotated[ExpectationRef | None, says("The expectation it meets.", "reply-within-a-day")] = None
    kept_by: Annotated[tuple[ProcessRef, ...], says("The processes that keep it.", ["complaint-handling"])] = ()
    kpi: Annotated[KpiRef | None, says("The KPI that shows whether it is kept.", "reply-time")] = None


class Serving(Described, frozen=True, kw_only=True):
    """What serves a customer, and what it is held to: expected, promised, specified."""

    expectations: Annotated[tuple[Expectation, ...], says("What customers count on here.")] = ()
    promises: Annotated[tuple[Promise, ...], says("What customers are told they will get.")] = ()
    standards: Annotated[tuple[Standard, ...], says("What the organisation has agreed to deliver.")] = ()


class NamedServing(Serving, frozen=True, kw_only=True):
    """An entity that serves a customer."""

    name: Annotated[Text, says("What people call it.", {"nl": "Van deur tot deur", "en": "Door to door"})]


class Frequency(Spec, frozen=True, kw_only=True):
    """At most so many, in so long."""

    max: Annotated[Count, says("The most there may be.", 4)]
    per: Annotated[Duration, says("In how long a time.", "P1M")]
