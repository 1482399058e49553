"""Contacts: how much marketing each persona gets against what they bear, how long nobody is heard, and the calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyctl.analyse.contacts import (
    Silence,
    cap_of,
    longest_silence,
    marketing_per_month,
    per_month,
    pressure_on,
)
from journeyctl.analyse.coverage import contact_moments
from journeyctl.analyse.sheet import Cell, Chart, Column, Mark, Note, Sheet, Table, named
from journeyctl.i18n import Message, _, plural
from journeyctl.model import once

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from journeyctl.model import Entity, Step, Workspace, spec

TOPIC = "experience"
SUMMARY = _("marketing contact per persona against its cap, the longest silence, and the contact calendar")
A_MONTH = _("a month")


def report(workspace: Workspace, today: date) -> Sheet:  # noqa: ARG001 - the contract of reports
    """Tell of each persona how often it is approached, how often it may be, and how long it hears nothing."""
    tables = (_personas(workspace), _calendar(workspace))
    return Sheet(
        _("Contact calendar"), _lead(workspace), tables, _notes(), tuple(_missing(workspace)), (_pressure(workspace),)
    )


def _lead(workspace: Workspace) -> Message:
    capped = [(persona, cap) for persona in workspace.personas.values() if (cap := cap_of(workspace, persona))]
    if not capped:
        return _("Not enough data: no persona has a cap on marketing contact.")
    over = sum(pressure_on(workspace, persona.id).monthly > cap for persona, cap in capped)
    return _("{some} of {all} personas with a cap may get more marketing than it allows.", some=over, all=len(capped))


def _personas(workspace: Workspace) -> Table:
    columns = (
        Column("persona", _("Persona"), _("The persona's id."), for_machines=True),
        Column("name", _("Persona"), _("The persona's name.")),
        Column("journeys", _("Journeys"), _("Live journeys that it travels."), "integer"),
        Column("pressure", _("Marketing"), _("Marketing contacts, at most, on its heaviest paths."), "number", A_MONTH),
        Column("cap", _("Cap"), _("The lower of its own cap and the organisation's."), "number", A_MONTH),
        Column("over", _("Over the cap"), _("Whether the marketing contacts go beyond the cap."), "boolean"),
        Column("silence", _("Longest silence"), _("The longest wait on its journeys in which nobody is heard."),
               "number", _("days")),
        Column("silence_step", _("Silent after"), _("The step behind which that wait begins.")),
        Column("silence_journey", _("In"), _("The journey with that wait.")),
    )  # fmt: skip
    rows = tuple(_row(workspace, persona) for persona in workspace.personas.values())
    return Table("personas", _("Persona by persona"), columns, rows)


def _row(workspace: Workspace, persona: Entity[spec.Persona]) -> tuple[Cell, ...]:
    journeys = [journey for journey in workspace.live if persona.id in journey.personas]
    pressure, cap = pressure_on(workspace, persona.id).monthly, cap_of(workspace, persona)
    over = None if cap is None else pressure > cap
    return (persona.id, named(persona), len(journeys), pressure, cap, over, *_silence(workspace, persona.id))


def _pressure(workspace: Workspace) -> Chart:
    marks = tuple(
        Mark(named(persona), pressure_on(workspace, persona.id).monthly, limit=cap)
        for persona in workspace.personas.values()
        if (cap := cap_of(workspace, persona))
    )
    legend = _("The bar is the marketing contact; the upright line is the cap.")
    return Chart("pressure", _("Marketing contact of each persona against its cap"), marks, A_MONTH, None, legend, 1)


def _silence(workspace: Workspace, persona: str) -> tuple[Cell, Cell, Cell]:
    """Return the longest silence on a persona's journeys: its days, the step it begins at, and the journey."""
    found = [silence for silence in _silences(workspace) if persona in silence.step.journey.personas]
    if not found:
        return None, None, None
    longest = max(found, key=lambda silence: silence.days)
    return longest.days, named(longest.step), named(longest.step.journey)


@once
def _silences(workspace: Workspace) -> tuple[Silence, ...]:
    """Return the longest silence of each live journey that states a wait."""
    return tuple(found for journey in workspace.live if (found := longest_silence(workspace, journey)))


def _calendar(workspace: Workspace) -> Table:
    columns = (
        Column("contact", _("Contact moment"), _("As findings name it."), for_machines=True),
        Column("name", _("Contact moment"), _("Its name.")),
        Column("stage", _("Stage"), _("The stage in which it happens first.")),
        Column("channel", _("Channel"), _("The name of its channel.")),
        Column("marketing", _("Marketing"), _("Whether it sells rather than serves."), "boolean"),
        Column("per_month", _("At most"), _("How often it may happen to one customer."), "number", A_MONTH),
        Column("counted", _("Counted"), _("How often it counts as marketing; once when no frequency is stated."),
               "number", A_MONTH, for_machines=True),
        Column("intensity", _("Intensity"), _("How much attention it asks, 1 to 5."), "integer"),
        Column("personas", _("Personas"), _("The ids of the personas that meet it."), "list", for_machines=True),
        Column("purpose", _("Purpose"), _("Why the customer gains by it.")),
    )  # fmt: skip
    moments = contact_moments(workspace.contacts())
    steps = [(ref, same) for ref, same in moments.items() if any(_is_planned(step) for step in same)]
    order = {stage: number for number, stage in enumerate(workspace.stages)}
    steps.sort(key=lambda pair: min(order.get(step.stage or "", len(order)) for step in pair[1]))
    return Table("calendar", _("The calendar, along the lifecycle"), columns, tuple(_entry(*one) for one in steps))


def _is_planned(step: Step) -> bool:
    """Tell whether we decide when it happens: we start it, or it has a contact strategy."""
    return step.contact is not None or step.initiator == "organisation"


def _entry(ref: str, steps: tuple[Step, ...]) -> tuple[Cell, ...]:
    workspace = steps[0].workspace
    order = {stage: number for number, stage in enumerate(workspace.stages)}
    first = min(steps, key=lambda step: order.get(step.stage or "", len(order)))
    contact = first.contact
    channel = workspace.channels.get(first.channel or "")
    personas = dict.fromkeys(persona for step in steps for persona in step.journey.personas)
    return (
        ref,
        named(first.shared or first),
        first.phase.stage.name if first.phase.stage else None,
        named(channel) if channel else first.channel,
        contact.marketing if contact else None,
        per_month(contact.frequency) if contact and contact.frequency else None,
        max(map(marketing_per_month, steps)),
        contact.intensity if contact else None,
        tuple(personas),
        contact.purpose if contact else None,
    )


def _notes() -> tuple[Note, ...]:
    return (
        Note(
            "formula",
            _(
                "Marketing = the sum of frequencies on the heaviest path of each journey, a shared contact once; one "
                "without a frequency counts once. A month is 30.44 days."
            ),
        ),
        Note("formula", _("Longest silence = the largest sum of `wait` between two contacts.")),
        Note("inputs", _("`contact`, `initiator` and `wait` of steps; `max_contacts` of personas; `contact_cap`.")),
        Note(
            "left-out",
            _("What is not sent as marketing counts in no cap. It is what is allowed, not what was sent."),
        ),
    )


def _missing(workspace: Workspace) -> Iterator[Message]:
    if not workspace.personas:
        yield _("Write `personas`, and name in each journey the personas that travel it.")
    uncapped = sum(cap_of(workspace, persona) is None for persona in workspace.personas.values())
    if uncapped:
        yield plural(
            "{count} persona has no cap: write `max_contacts`, or `contact_cap` of the organisation.",
            "{count} personas have no cap: write `max_contacts`, or `contact_cap` of the organisation.",
            uncapped,
        )
    sent = [step for step in workspace.contacts() if step.initiator == "organisation" and step.contact is None]
    if sent:
        yield plural(
            "{count} step that we start has no contact strategy: write `contact` with a `purpose` and a `frequency`.",
            "{count} steps that we start have no contact strategy: write `contact` with a `purpose` and a `frequency`.",
            len(sent),
        )
    if not any(edge.wait for step in workspace.steps() for edge in step.edges):
        yield _("Write `wait` in `next` where customers wait, to see how long they hear nothing.")
