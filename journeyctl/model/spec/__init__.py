"""The language as written: one struct for each thing that a document can say."""

from journeyctl.model.spec.base import (
    Described,
    Expectation,
    Frequency,
    Link,
    Measure,
    Money,
    Named,
    NamedServing,
    Promise,
    Score,
    Serving,
    Spec,
    Standard,
)
from journeyctl.model.spec.catalogue import (
    Accessibility,
    Channel,
    Data,
    FollowUp,
    Governance,
    Needs,
    Organisation,
    Owner,
    Persona,
    Process,
    Service,
    Stage,
    Strategy,
    Support,
    System,
)
from journeyctl.model.spec.document import COLLECTIONS, DocumentSpec
from journeyctl.model.spec.improvement import (
    Benefit,
    BusinessCase,
    Cost,
    Drive,
    Initiative,
    Insight,
    Kpi,
    Milestone,
    Opportunity,
    Reading,
    ReadingsFile,
    Scale,
    Target,
    Value,
)
from journeyctl.model.spec.journey import (
    Contact,
    ContactFields,
    DataUse,
    Drop,
    Edge,
    Emotion,
    Experience,
    Journey,
    Media,
    Phase,
    Step,
    Touchpoint,
)

__all__ = [
    "COLLECTIONS", "Accessibility", "Benefit", "BusinessCase", "Channel", "Contact", "ContactFields", "Cost", "Data",
    "DataUse", "Described", "DocumentSpec", "Drive", "Drop", "Edge", "Emotion", "Expectation", "Experience",
    "FollowUp", "Frequency", "Governance", "Initiative", "Insight", "Journey", "Kpi", "Link", "Measure", "Media",
    "Milestone", "Money", "Named", "NamedServing", "Needs", "Opportunity", "Organisation", "Owner", "Persona", "Phase",
    "Process", "Promise", "Reading", "ReadingsFile", "Scale", "Score", "Service", "Serving", "Spec", "Stage",
    "Standard", "Step", "Strategy", "Support", "System", "Target", "Touchpoint", "Value",
]  # fmt: skip
