"""What is measured, what is known, and what is done about it: KPIs, insights, opportunities, initiatives."""

from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from journeyctl.model.spec.base import (
    Count,
    Day,
    Duration,
    Evidence,
    FilePath,
    Five,
    Fraction,
    GrowthPath,
    InsightRef,
    JourneyStepRef,
    KpiRef,
    Money,
    Named,
    OpportunityRef,
    OwnerRef,
    Percent,
    Spec,
    TouchpointRef,
    Word,
    says,
)
from journeyctl.model.values import Text

KpiKind = Literal[
    "nps", "csat", "ces", "servqual", "conversion", "retention", "churn", "revenue", "cost", "time", "count", "ratio",
    "index",
]  # fmt: skip
Level = Literal["culture", "employee", "experience", "behaviour", "result"]


class Scale(Spec, frozen=True, kw_only=True):
    """The lowest and the highest value a KPI can have."""

    min: Annotated[float, says("The lowest.", 1)]
    max: Annotated[float, says("The highest.", 5)]


class Target(Spec, frozen=True, kw_only=True):
    """What is good enough."""

    exactly_one: ClassVar[tuple[str, ...]] = ("at_least", "at_most")

    at_least: Annotated[float | None, says("The least that is good enough.", 40)] = None
    at_most: Annotated[float | None, says("The most that is good enough.", 3)] = None


class Drive(Spec, frozen=True, kw_only=True):
    """A KPI that moves with this one, and how we know."""

    kpi: Annotated[KpiRef, says("The KPI that is driven.", "retention")]
    evidence: Annotated[Evidence | None, says("How we know; missing counts as none.", "correlation")] = None
    effect: Annotated[float | None, says("By how much it moves for one unit of this KPI.", 0.4)] = None


class Reading(Spec, frozen=True, kw_only=True):
    """A value measured on a day."""

    date: Annotated[Day, says("The day.", "2026-10-31")]
    value: Annotated[float, says("The value, in the KPI's unit.", 31)]
    n: Annotated[Count | None, says("How many answers it rests on.", 420)] = None


class ReadingsFile(Spec, frozen=True, kw_only=True):
    """Readings in a CSV file with the header `date,value,n`."""

    file: Annotated[FilePath, says("The file, relative to the workspace.", "journeys/readings/nps.csv")]


class Kpi(Named, frozen=True, kw_only=True):
    """Something measured, because it tells whether customers and organisation are better off."""

    kind: Annotated[KpiKind, says("What sort of figure it is.", "ces")]
    owner: Annotated[OwnerRef | None, says("Who acts on it.", "cx-lead")] = None
    level: Annotated[Level | None, says("Its link in the chain from culture to result.", "experience")] = None
    formula: Annotated[Text | None, says("How it is computed.", "Mean of all answers")] = None
    unit: Annotated[Word | None, says("Its unit.", "%")] = None
    scale: Annotated[Scale | None, says("The lowest and highest value it can have.")] = None
    direction: Annotated[Literal["up", "down"] | None, says("Which way is better.", "up")] = None
    baseline: Annotated[float | None, says("Where it stood at the start.", 28)] = None
    target: Annotated[Target | None, says("What is good enough.")] = None
    cadence: Annotated[Duration | None, says("How often it is read.", "P1M")] = None
    drives: Annotated[tuple[Drive, ...], says("The KPIs that move with it.")] = ()
    readings: Annotated[
        tuple[Reading, ...] | ReadingsFile | None, says("What was measured: written here, or in a file.")
    ] = None
    source: Annotated[Text | None, says("Where the figure comes from.", "Survey after each trip")] = None
    incentive: Annotated[bool, says("Somebody's pay depends on it.", True)] = False


class Insight(Named, frozen=True, kw_only=True):
    """Something known, or supposed, about customers."""

    kind: Annotated[Literal["fact", "quote", "story", "assumption"], says("What sort of knowledge it is.", "fact")]
    method: Annotated[Text | None, says("How it was found.", "Diary study with 24 travellers")] = None
    date: Annotated[Day | None, says("When it was found.", "2026-05-12")] = None
    n: Annotated[Count | None, says("How many people it rests on.", 24)] = None
    confidence: Annotated[Fraction | None, says("How sure we are, 0 to 1.", 0.8)] = None
    source: Annotated[Text | None, says("Where it is written down.", "Research library, R-118")] = None


class Value(Spec, frozen=True, kw_only=True):
    """What taking an opportunity is worth, 0 to 100."""

    customer: Annotated[Percent | None, says("To the customer, 0 to 100.", 80)] = None
    business: Annotated[Percent | None, says("To the organisation, 0 to 100.", 40)] = None


class Opportunity(Named, frozen=True, kw_only=True):
    """A chance to make it better."""

    insights: Annotated[tuple[InsightRef, ...], says("The insights it rests on.", ["diary-study"])] = ()
    steps: Annotated[
        tuple[JourneyStepRef, ...], says("The steps it is about, as `journey/step`.", ["door-to-door/ask-help"])
    ] = ()
    touchpoints: Annotated[tuple[TouchpointRef, ...], says("The contact moments it is about.", ["desk"])] = ()
    value: Annotated[Value | None, says("What it is worth.")] = None
    effort: Annotated[Five | None, says("How much work it is, 1 to 5.", 2)] = None
    growth_path: Annotated[GrowthPath | None, says("The way of growing it belongs to.", "deepen")] = None


class Milestone(Spec, frozen=True, kw_only=True):
    """Something that is done by a day."""

    date: Annotated[Day, says("The day.", "2027-03-01")]
    what: Annotated[Text, says("What is done by then.", "First station live")]


class Cost(Spec, frozen=True, kw_only=True):
    """What it costs."""

    once: Annotated[Money | None, says("Once.")] = None
    yearly: Annotated[Money | None, says("Every year.")] = None


class Benefit(Spec, frozen=True, kw_only=True):
    """What it brings: a KPI that moves, and what a unit of it is worth."""

    kpi: Annotated[KpiRef, says("The KPI that moves.", "churn")]
    change: Annotated[float | None, says("By how much a year, in its unit; an improvement is positive.", 1.5)] = None
    value_per_unit: Annotated[Money | None, says("What one unit is worth in a year.")] = None
    low: Annotated[float | None, says("The change if it disappoints.", 0.5)] = None
    base: Annotated[float | None, says("The change that is likely; `change` when absent.", 1.5)] = None
    high: Annotated[float | None, says("The change if all goes well.", 2.5)] = None


class BusinessCase(Spec, frozen=True, kw_only=True):
    """Why it pays, and how we know."""

    cost: Annotated[Cost | None, says("What it costs.")] = None
    benefits: Annotated[tuple[Benefit, ...], says("What it brings.")] = ()
    horizon: Annotated[Duration | None, says("Over how long it is counted.", "P3Y")] = None
    discount_rate: Annotated[Annotated[float, Meta(gt=-1, le=1)] | None, says("A fraction a year.", 0.06)] = None
    evidence: Annotated[Evidence | None, says("How we know; missing counts as none.", "experiment")] = None


class Initiative(Named, frozen=True, kw_only=True):
    """Work that takes up an opportunity."""

    opportunity: Annotated[OpportunityRef | None, says("The opportunity it takes up.", "live-help")] = None
    owner: Annotated[OwnerRef | None, says("Who answers for it.", "travel")] = None
    status: Annotated[Literal["idea", "test", "build", "live", "stopped"] | None, says("How far it is.", "test")] = None
    kpis: Annotated[tuple[KpiRef, ...], says("The KPIs it should move.", ["ease"])] = ()
    milestones: Annotated[tuple[Milestone, ...], says("What is done by when.")] = ()
    business_case: Annotated[BusinessCase | None, says("Why it pays.")] = None
