"""Rules of a workspace's own, without code: what must hold of what."""

from typing import Annotated, Literal

from msgspec import Meta

from journeyctl.model.spec.base import ID, Spec, says
from journeyctl.model.values import Text

Kind = Literal[
    "journeys", "phases", "steps", "contacts", "touchpoints", "channels", "owners", "kpis", "personas", "stages",
    "services", "processes", "systems", "data", "insights", "opportunities", "initiatives",
]  # fmt: skip
Check = Literal["required", "absent", "pattern", "one-of", "at-least", "at-most"]
Field = Annotated[str, Meta(pattern=r"^[a-z_]+(\.[a-z_]+)*$")]
Scalar = str | float | bool


class Given(Spec, frozen=True, kw_only=True):
    """What a rule looks at."""

    kind: Annotated[Kind, says("A collection, or `phases`, `steps`, `contacts` (steps with a touchpoint).", "kpis")]
    where: Annotated[
        dict[Field, Scalar | tuple[Scalar, ...]],
        says("Only those whose fields have these values; a list means any of them.", {"kind": "nps"}),
    ] = {}


class Then(Spec, frozen=True, kw_only=True):
    """What must hold."""

    field: Annotated[Field, says("The field; `a.b` goes into a mapping.", "source")]
    check: Annotated[Check, says("How it is judged.", "required")]
    value: Annotated[
        Scalar | tuple[Scalar, ...] | None,
        says("The pattern, the list of choices, or the number; of a list or a text its length counts.", 3),
    ] = None


class Declared(Spec, frozen=True, kw_only=True):
    """One rule of your own."""

    code: Annotated[str, Meta(pattern=r"^[A-Z]{2,10}[0-9]{3}$"), says("Its code, unlike any other.", "HOUSE001")]
    name: Annotated[str, Meta(pattern=ID), says("Its name.", "nps-has-a-source")]
    message: Annotated[
        Text, says("What is wrong; `{id}` and `{name}` are filled in.", "KPI '{id}' does not say where it comes from")
    ]
    given: Annotated[Given, says("What it looks at.")]
    then: Annotated[Then, says("What must hold.")]
    severity: Annotated[Literal["error", "warning", "info"], says("How bad it is.", "warning")] = "warning"
    why: Annotated[Text | None, says("Why it matters to a customer.", "Nobody can check the figure")] = None
    help: Annotated[Text | None, says("What to do next.", "Add `source:`")] = None


class DeclaredRules(Spec, frozen=True, kw_only=True):
    """A file with rules of your own, named under `lint.rules` in journeyctl.yaml."""

    rules: Annotated[tuple[Declared, ...], says("The rules.")]
