"""Every field of the language is in the schemas, in the reference, and in a workspace that compiles.

FIELDS is the contract of the language, written out by hand: the structs may not lose or gain a field unnoticed.
"""

from __future__ import annotations

import re
import types
import typing
from collections import defaultdict
from functools import cache
from typing import Any, Literal

import msgspec
import pytest

from journeyctl.compiler import compile_workspace
from journeyctl.model import spec
from journeyctl.model.schema import document_schema
from journeyctl.model.spec.base import Spec
from journeyctl.model.values import Text
from journeyctl.settings import Settings, load_settings
from tests.support import CHECKOUT

if typing.TYPE_CHECKING:
    from collections.abc import Iterator

WHOLE = CHECKOUT / "tests" / "cases" / "whole-language"
REFERENCE = CHECKOUT / "docs" / "reference" / "language.md"

DESCRIBED = "description tags links"
NAMED = f"name {DESCRIBED}"
SERVING = "expectations promises standards"
CONTACT = "channel owner initiator kpis processes systems data contact experience themes monitored_by media"

FIELDS = {
    "journeys": f"""{NAMED} phases owner personas trigger outcome goal state status level parent continues_in replaces
        service kpis reviewed review_every {SERVING} drops""",
    "Phase": f"id name {DESCRIBED} steps stage goal owner",
    "Step": f"""id name {DESCRIBED} touchpoint action {CONTACT} {SERVING} doing thinking emotion moment_of_truth
        importance quality pains gains next insights""",
    "Emotion": "score label evidence target",
    "Edge": "to journey step when share kind context wait",
    "Drop": "touchpoint why",
    "DataUse": "item use",
    "touchpoints": f"{NAMED} {CONTACT} {SERVING}",
    "Media": "src alt",
    "Contact": "purpose frequency intensity tone content marketing",
    "Frequency": "max per",
    "Experience": "sensory emotional aesthetic cognitive relational",
    "Expectation": "id text dimension measure persona estimate expected perceived evidence",
    "Score": "mean n date",
    "Promise": "text measure expectation",
    "Standard": "measure text meets kept_by kpi",
    "Measure": "metric at_most at_least unit hours",
    "channels": f"{NAMED} kind control automated open richness accessibility",
    "Accessibility": "conformance modes alternatives",
    "owners": f"{NAMED} kind department side mandate sponsor contact",
    "kpis": f"""{NAMED} kind owner level formula unit scale direction baseline target cadence drives readings source
        incentive""",
    "Scale": "min max",
    "Target": "at_least at_most",
    "Drive": "kpi evidence effect",
    "Reading": "date value n",
    "ReadingsFile": "file",
    "personas": f"{NAMED} kind relation market needs jobs prefers share evidence max_contacts",
    "Needs": "functional emotional social",
    "stages": f"{NAMED} moment order",
    "services": f"{NAMED} value_proposition {SERVING} owner",
    "processes": f"{NAMED} layer owner depends_on systems follow_up reviewed",
    "FollowUp": "what within",
    "systems": f"{NAMED} owner stores",
    "data": f"{NAMED} personal purpose legal_basis retention special_category safeguards used_for withdrawal",
    "insights": f"{NAMED} kind method date n confidence source",
    "opportunities": f"{NAMED} insights steps touchpoints value effort growth_path",
    "Value": "customer business",
    "initiatives": f"{NAMED} opportunity owner status kpis milestones business_case",
    "Milestone": "date what",
    "BusinessCase": "cost benefits horizon discount_rate evidence",
    "Cost": "once yearly",
    "Money": "amount currency",
    "Benefit": "kpi change value_per_unit low base high",
    "organisation": "name strategy governance themes tone contact_cap time_zone",
    "Strategy": "vision growth_path target",
    "Governance": "sponsor customer_advocate mandate rituals buy_in",
    "Support": "employees board",
    "Link": "title url",
}
COLLECTED = {
    "journeys": "Journey", "touchpoints": "Touchpoint", "channels": "Channel", "owners": "Owner", "kpis": "Kpi",
    "personas": "Persona", "stages": "Stage", "services": "Service", "processes": "Process", "systems": "System",
    "data": "Data", "insights": "Insight", "opportunities": "Opportunity", "initiatives": "Initiative",
    "organisation": "Organisation",
}  # fmt: skip


def test_the_list_names_every_collection_and_every_part() -> None:
    structs = {COLLECTED.get(title, title) for title in FIELDS}
    assert structs == set(document_schema()["$defs"]) - {"Text", "Note"}
    assert set(COLLECTED) == set(spec.DocumentSpec.__struct_fields__) == {*spec.COLLECTIONS, "organisation"}


@pytest.mark.parametrize("title", FIELDS)
def test_the_schema_knows_these_fields_and_no_others(title: str) -> None:
    assert set(document_schema()["$defs"][COLLECTED.get(title, title)]["properties"]) == set(FIELDS[title].split())


@pytest.mark.parametrize("title", FIELDS)
def test_the_reference_tells_these_fields_and_no_others(title: str) -> None:
    assert reference()[title] == set(FIELDS[title].split())


@pytest.mark.parametrize("title", FIELDS)
def test_a_workspace_that_compiles_uses_every_field(title: str) -> None:
    assert [field for field in FIELDS[title].split() if not used()[COLLECTED.get(title, title), field]] == []


@pytest.mark.parametrize("title", FIELDS)
def test_that_workspace_uses_every_choice_that_a_field_gives(title: str) -> None:
    struct = getattr(spec, COLLECTED.get(title, title))
    missing = [
        (field, choice)
        for field, annotation in typing.get_type_hints(struct).items()
        for choice in choices(annotation)
        if choice not in words(used()[struct.__name__, field])
    ]
    assert [one for one in missing if title not in ONCE] == []


# The organisation is written once, so it cannot make every choice.
ONCE = ("Strategy", "Support")


def words(values: list[Any]) -> set[str]:
    """Return the words among values and in lists among them."""
    flat = [inner for value in values for inner in (value if isinstance(value, list) else [value])]
    return {value for value in flat if isinstance(value, str)}


def test_that_workspace_is_valid_and_every_setting_is_used() -> None:
    settings = load_settings(WHOLE)
    assert compile_workspace(WHOLE, settings).diagnostics == ()
    unused = [name for name in Settings.__struct_fields__ if name not in (WHOLE / "journeyctl.yaml").read_text("utf-8")]
    assert unused == []


def test_that_workspace_uses_every_form_of_a_value() -> None:
    values = used()
    assert {type(value) for value in values["Step", "emotion"]} == {int, dict}
    assert {type(value) for value in values["Step", "touchpoint"]} == {str, dict}
    assert {type(value) for value in values["Kpi", "readings"]} == {list, dict}
    assert {type(value) for value in values["Journey", "personas"]} == {str, list}
    assert {type(value) for value in values["DataUse", "use"]} == {str, list}
    assert {type(pain) for pains in values["Step", "pains"] for pain in pains} == {str, dict}
    assert {type(value) for value in values["Measure", "at_most"] + values["Measure", "at_least"]} == {str, int}
    assert [] in values["Step", "next"]


@cache
def reference() -> dict[str, set[str]]:
    """Return the fields that the reference tells, by heading."""
    sections = re.split(r"^### (.+)$", REFERENCE.read_text("utf-8"), flags=re.MULTILINE)
    pairs = zip(sections[1::2], sections[2::2], strict=True)
    return {title: set(re.findall(r"^\| `(\w+)` \|", body, re.MULTILINE)) for title, body in pairs}


@cache
def used() -> dict[tuple[str, str], list[Any]]:
    """Return what the workspace writes in each field, by struct and field."""
    compiled = compile_workspace(WHOLE, load_settings(WHOLE))
    found: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for document in compiled.workspace.documents.values():
        for value in document.values:
            _note(spec.DocumentSpec, value, found)
    return found


def _note(annotation: Any, value: Any, found: dict[tuple[str, str], list[Any]]) -> None:
    for struct in _structs(annotation):
        if isinstance(value, dict) and set(_written(value)) <= set(struct.__struct_fields__):
            hints = typing.get_type_hints(struct)
            for name, inner in _written(value).items():
                found[struct.__name__, name].append(inner)
                _note(hints[name], inner, found)
            return
    origin, args = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is tuple and isinstance(value, list):
        for inner in value:
            _note(args[0], inner, found)
    elif origin is dict:
        for inner in _written(value).values():
            _note(args[1], inner, found)
    elif origin in (typing.Union, types.UnionType):
        for branch in args:
            _note(branch, value, found)


def _written(value: dict[str, Any]) -> dict[str, Any]:
    return {key: inner for key, inner in value.items() if not key.startswith("x-")}


def _structs(annotation: Any) -> list[type[Spec]]:
    return [annotation] if isinstance(annotation, type) and issubclass(annotation, Spec) else []


def choices(annotation: Any) -> Iterator[str]:
    """Yield the words that one may choose from."""
    if typing.get_origin(annotation) is Literal:
        yield from typing.get_args(annotation)
    elif annotation is not Text and not (isinstance(annotation, type) and issubclass(annotation, msgspec.Struct)):
        for inner in typing.get_args(annotation):
            yield from choices(inner)
