"""A document: one mapping of collections, each a mapping from id to entity."""

from typing import Annotated

from journeyctl.model.spec.base import Id, Spec, says
from journeyctl.model.spec.catalogue import Channel, Data, Organisation, Owner, Persona, Process, Service, Stage, System
from journeyctl.model.spec.improvement import Initiative, Insight, Kpi, Opportunity
from journeyctl.model.spec.journey import Journey, Touchpoint


class DocumentSpec(Spec, frozen=True, kw_only=True):
    """A journeyctl document: any collections, in any file."""

    organisation: Annotated[Organisation | None, says("The organisation itself; once in a workspace.")] = None
    journeys: Annotated[dict[Id, Journey], says("What customers go through, step by step.")] = {}
    touchpoints: Annotated[dict[Id, Touchpoint], says("Contact moments that several steps share.")] = {}
    channels: Annotated[dict[Id, Channel], says("The ways in which customer and organisation reach each other.")] = {}
    owners: Annotated[dict[Id, Owner], says("The teams, roles and partners that answer for something.")] = {}
    kpis: Annotated[dict[Id, Kpi], says("What is measured.")] = {}
    personas: Annotated[dict[Id, Persona], says("The kinds of customers.")] = {}
    stages: Annotated[dict[Id, Stage], says("Stages of the relation, beside the built-in ones.")] = {}
    services: Annotated[dict[Id, Service], says("What the organisation does for customers.")] = {}
    processes: Annotated[dict[Id, Process], says("The work behind contact moments.")] = {}
    systems: Annotated[dict[Id, System], says("The systems that keep or move data.")] = {}
    data: Annotated[dict[Id, Data], says("The data asked, shown or stored on the way.")] = {}
    insights: Annotated[dict[Id, Insight], says("What is known, or supposed, about customers.")] = {}
    opportunities: Annotated[dict[Id, Opportunity], says("Chances to make it better.")] = {}
    initiatives: Annotated[dict[Id, Initiative], says("The work that takes them up.")] = {}


COLLECTIONS = tuple(name for name in DocumentSpec.__struct_fields__ if name != "organisation")
