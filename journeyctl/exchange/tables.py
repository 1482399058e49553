"""The tables that a spreadsheet holds: which fields of the language stand in which columns, and how they are called.

What kind of value a column holds, and which values it allows, follows from the language's own structs.
"""

from __future__ import annotations

import types
import typing
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from journeyctl.i18n import _
from journeyctl.model import spec
from journeyctl.model.values import Note, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyctl.i18n import Message

Kind = Literal["word", "text", "texts", "words", "number", "yes"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Args:
        key: its name for programs, the same in every language.
        heading: its name for people.
        path: the field, or the field in a field, that it holds.
        kind: what stands in a cell: a word, a text in each language, several of either, a number, yes or nothing.
        target: the collection that its words refer to; empty when they are no references.
        choices: the only words allowed; empty when any is.
    """

    key: str
    heading: Message
    path: tuple[str, ...]
    kind: Kind
    target: str = ""
    choices: tuple[str, ...] = ()

    @property
    def is_localised(self) -> bool:
        """Whether it is there once for each language."""
        return self.kind in ("text", "texts")


@dataclass(frozen=True, slots=True)
class Table:
    """One table: a sheet of a workbook, or a CSV file."""

    key: str
    heading: Message
    columns: tuple[Column, ...]


HEADINGS: dict[str, Message] = {
    "journey": _("Journey"), "phase": _("Phase"), "id": _("Id"), "name": _("Name"), "step": _("Step"),
    "description": _("Description"), "owner": _("Owner"), "personas": _("Personas"), "trigger": _("Trigger"),
    "outcome": _("Outcome"), "goal": _("Goal"), "state": _("State"), "status": _("Status"),
    "parent": _("Part of journey"), "continues_in": _("Continues in"), "replaces": _("Replaces"), "kpis": _("KPIs"),
    "reviewed": _("Reviewed on"), "review_every": _("Review every"), "tags": _("Tags"), "stage": _("Stage"),
    "touchpoint": _("Touchpoint"), "touchpoint.name": _("Touchpoint of this step alone"),
    "action": _("Action outside our reach"), "channel": _("Channel"), "initiator": _("Initiator"),
    "doing": _("Doing"), "thinking": _("Thinking"), "emotion": _("Emotion"), "emotion.label": _("Emotion in a word"),
    "emotion.target": _("Emotion wanted"), "moment_of_truth": _("Moment of truth"), "importance": _("Importance"),
    "quality": _("Quality"), "pains": _("Pains"), "gains": _("Gains"), "monitored_by": _("Monitored by"),
    "themes": _("Themes"), "kind": _("Kind"), "control": _("Control"), "automated": _("Automated"),
    "open": _("Opening hours"), "richness": _("Richness"), "department": _("Department"), "side": _("Side"),
    "mandate": _("Mandate"), "sponsor": _("Sponsor"), "contact": _("Contact"), "level": _("Level"),
    "formula": _("Formula"), "unit": _("Unit"), "scale.min": _("Lowest value"), "scale.max": _("Highest value"),
    "direction": _("Direction"), "baseline": _("Baseline"), "target.at_least": _("Target: at least"),
    "target.at_most": _("Target: at most"), "cadence": _("Read every"), "source": _("Source"),
    "incentive": _("Pay depends on it"), "relation": _("Relation"), "market": _("Market"), "needs": _("Needs"),
    "jobs.functional": _("Job: the task"), "jobs.emotional": _("Job: the feeling"),
    "jobs.social": _("Job: how others see it"), "prefers": _("Preferred channels"), "share": _("Share"),
    "max_contacts.max": _("Most contacts"), "max_contacts.per": _("Contacts per"), "moment": _("Moment"),
    "order": _("Order"), "contact.purpose": _("Purpose of the contact"), "contact.tone": _("Tone"),
    "contact.intensity": _("Intensity"), "contact.content": _("Content"), "contact.marketing": _("Marketing"),
}  # fmt: skip
# `key=field` where a column is not called like the field it holds; `=` alone holds what places a row.
PLANS: dict[str, tuple[Message, type[spec.Spec], str]] = {
    "journeys": (_("Journeys"), spec.Journey, (
        "id name description owner personas trigger outcome goal state status level parent continues_in replaces kpis "
        "reviewed review_every tags")),
    "phases": (_("Phases"), spec.Phase, "journey= id name stage goal owner description tags"),
    "steps": (_("Steps"), spec.Step, (
        "journey= phase= id step=name touchpoint touchpoint.name action channel owner initiator doing thinking "
        "emotion=emotion.score emotion.label emotion.target moment_of_truth importance quality pains gains kpis "
        "monitored_by themes description tags")),
    "touchpoints": (_("Touchpoints"), spec.Touchpoint, (
        "id name channel owner initiator kpis monitored_by themes contact.purpose contact.intensity contact.tone "
        "contact.content contact.marketing description tags")),
    "channels": (_("Channels"), spec.Channel, "id name kind control automated open richness description tags"),
    "owners": (_("Owners"), spec.Owner, "id name kind department side mandate sponsor contact description tags"),
    "kpis": (_("KPIs"), spec.Kpi, (
        "id name kind owner level formula unit scale.min scale.max direction baseline target.at_least target.at_most "
        "cadence source incentive description tags")),
    "personas": (_("Personas"), spec.Persona, (
        "id name kind relation market needs jobs.functional jobs.emotional jobs.social prefers share max_contacts.max "
        "max_contacts.per description tags")),
    "stages": (_("Stages"), spec.Stage, "id name moment order description tags"),
}  # fmt: skip


@cache
def tables() -> dict[str, Table]:
    """Return the tables by key, in the order in which a workbook shows them."""
    return {
        key: Table(key, heading, tuple(_column(struct, entry) for entry in plan.split()))
        for key, (heading, struct, plan) in PLANS.items()
    }


def _column(struct: type[spec.Spec], entry: str) -> Column:
    key, sign, field = entry.partition("=")
    if (sign and not field) or key == "id":
        return Column(key, HEADINGS[key], (), "word", "journeys" if key == "journey" else "")
    path = tuple((field or key).split("."))
    kind, target, choices = _kind(struct, path)
    return Column(key, HEADINGS[key], path, kind, target, choices)


def _kind(struct: type[spec.Spec], path: tuple[str, ...]) -> tuple[Kind, str, tuple[str, ...]]:
    found = list(_forms(typing.get_type_hints(struct, include_extras=True)[path[0]]))
    if len(path) > 1:
        inner = next(form for form, _target in found if isinstance(form, type) and issubclass(form, spec.Spec))
        return _kind(inner, path[1:])
    target = next((target for _form, target in found if target), "")
    forms = [form for form, _target in found]
    several = any(typing.get_origin(form) is tuple for form in forms)
    leaves = [leaf for form in forms for leaf in (_leaves(form) if typing.get_origin(form) is tuple else [form])]
    choices = next((typing.get_args(leaf) for leaf in leaves if typing.get_origin(leaf) is Literal), ())
    if Text in leaves or Note in leaves:
        return ("texts" if several else "text"), "", ()
    if several:
        inner_target = next((other for form in forms for other in _targets(form)), target)
        return "words", inner_target, () if inner_target else choices
    if bool in leaves:
        return "yes", "", ()
    return ("number" if {int, float} & set(leaves) else "word"), target, choices


def _forms(annotation: Any, target: str = "") -> Iterator[tuple[Any, str]]:
    """Yield what an annotation allows, each with the collection that it refers to."""
    if typing.get_origin(annotation) is typing.Annotated:
        inner, *metas = typing.get_args(annotation)
        extras = [meta.extra for meta in metas if isinstance(meta, msgspec.Meta) and meta.extra]
        yield from _forms(inner, next((extra["target"] for extra in extras), target))
    elif typing.get_origin(annotation) in (typing.Union, types.UnionType):
        for inner in typing.get_args(annotation):
            yield from _forms(inner, target)
    else:
        yield annotation, target


def _leaves(annotation: Any) -> list[Any]:
    return [form for form, _target in _forms(typing.get_args(annotation)[0])]


def _targets(annotation: Any) -> list[str]:
    if typing.get_origin(annotation) is not tuple:
        return []
    return [target for _form, target in _forms(typing.get_args(annotation)[0]) if target]
