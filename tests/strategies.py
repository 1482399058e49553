"""Random workspaces that are valid: built from the structs of the language, so that a new field is tried by itself.

A workspace is first drawn as plain values, every reference a word to be filled in; then ids are given out and each
reference is pointed at something that exists, or its field is left out.
"""

from __future__ import annotations

import types
import typing
from functools import cache
from typing import Annotated, Any, Literal, Union

import msgspec
from hypothesis import strategies as st

from journeyctl.model import spec
from journeyctl.model.spec.base import CURRENCY, ID, Spec
from journeyctl.model.values import DATE, DURATION, LANGUAGE_CODE, Note, Text

Values = st.SearchStrategy[Any]

FILES = ("media/desk.svg", "media/gate.svg")
READINGS = ("readings/a.csv", "readings/b.csv")
WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), min_size=1, max_size=12
) | st.sampled_from(
    ["no", "yes", "1", "null", "~", "2026-01-01", "a: b", "# x", "- a", "{a}", "'", '"', "x\ny", "\\", "é"]
)
IDS = st.from_regex(r"\A[a-w0-9][a-z0-9]{0,5}(-[a-z0-9]{1,4}){0,2}\Z")
LANGUAGES = st.sampled_from(["en", "nl", "de", "pt-BR"])
NOTES = st.dictionaries(
    st.sampled_from(["x-a", "x-note", "x-B_c"]),
    st.recursive(
        st.none() | st.booleans() | st.integers(-(10**6), 10**6) | WORDS,
        lambda inner: st.lists(inner, max_size=2) | st.dictionaries(WORDS, inner, max_size=2),
        max_leaves=3,
    ),
    max_size=1,
)
DAYS = st.dates().map(str)
DURATIONS = st.sampled_from(["PT4H", "P3D", "P6M", "P1Y2M3W4DT5H6M7S", "PT0S"])
OPENINGS = st.sampled_from(["24/7", "mon-fri 08:00-20:00, sat 09:00-17:00", "sun 22:00-02:00"])
LINKS = st.sampled_from(["https://example.org/a?b=c#d", "http://example.org", "mailto:a@example.org"])


class Slot(str):  # noqa: SLOT000 - it carries what it is a slot for
    """Stands where a reference will be: what kind of mark, and to which collection."""

    kind: str
    target: str


def slot(kind: str, target: str) -> Slot:
    """Return a slot; as text it is nothing."""
    empty = Slot()
    empty.kind, empty.target = kind, target
    return empty


MARKED: dict[str, Values] = {
    "date": DAYS, "open": OPENINGS, "url": LINKS, "time-zone": st.sampled_from(["Europe/Amsterdam", "UTC"]),
    "path": st.sampled_from(FILES),
}  # fmt: skip
FORMS: dict[str, Values] = {
    DATE: DAYS, DURATION: DURATIONS, CURRENCY: st.sampled_from(["EUR", "USD"]), ID: IDS, LANGUAGE_CODE: LANGUAGES,
}  # fmt: skip
TEXTS = WORDS | st.dictionaries(LANGUAGES, WORDS, min_size=1, max_size=3)
BASIC: dict[Any, Values] = {
    str: WORDS,
    bool: st.booleans(),
    Text: TEXTS,
    Note: TEXTS
    | st.fixed_dictionaries({"text": TEXTS}, optional={"opportunity": st.just(slot("ref", "opportunities"))}),
}


def values(annotation: Any, metas: tuple[msgspec.Meta, ...] = ()) -> Values:  # noqa: PLR0911 - one for each form
    """Return a strategy for what may stand in a field."""
    origin, args = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is Annotated:
        return values(args[0], (*(meta for meta in args[1:] if isinstance(meta, msgspec.Meta)), *metas))
    if origin is Literal:
        return st.sampled_from(args)
    if origin in (Union, types.UnionType):
        return st.one_of([values(branch) for branch in args if branch is not type(None)])
    if origin is tuple:
        least = next((meta.min_length for meta in metas if meta.min_length), 0)
        return st.lists(values(args[0]), min_size=least, max_size=2)
    if origin is dict:
        return st.dictionaries(IDS, values(args[1]), max_size=3)
    if isinstance(annotation, type) and issubclass(annotation, Spec):
        return st.deferred(lambda: struct(annotation))
    return scalar(annotation, metas)


def scalar(annotation: Any, metas: tuple[msgspec.Meta, ...]) -> Values:
    """Return a strategy for a value that holds no other."""
    for meta in metas:
        if meta.extra:
            mark = meta.extra["mark"]
            return MARKED[mark] if mark in MARKED else st.just(slot(mark, meta.extra["target"]))
        if meta.pattern:
            return FORMS[meta.pattern]
    if annotation in (int, float):
        return number(annotation, metas)
    return BASIC[annotation]


def number(kind: type, metas: tuple[msgspec.Meta, ...]) -> Values:
    """Return a strategy for numbers within bounds."""
    low = next((meta.ge for meta in metas if meta.ge is not None), None)
    low = low if low is not None else next((meta.gt + 0.5 for meta in metas if meta.gt is not None), -1_000)
    high = next((meta.le for meta in metas if meta.le is not None), 1_000)
    if kind is int:
        return st.integers(int(low), int(high))
    return st.integers(int(low), int(high)) | st.floats(low, high, allow_nan=False, width=32)


@cache
def struct(kind: type[Spec]) -> Values:
    """Return a strategy for mappings that decode to a struct."""
    if kind is spec.ReadingsFile:
        return st.fixed_dictionaries({"file": st.sampled_from(READINGS)})
    hints = typing.get_type_hints(kind, include_extras=True)
    chosen = set(kind.exactly_one)
    required = {
        field.name: values(hints[field.name])
        for field in msgspec.structs.fields(kind)
        if field.required and field.name not in chosen
    }
    optional = {name: values(hints[name]) for name in hints if name in kind.__struct_fields__ and name not in required}
    fields = st.fixed_dictionaries(required, optional=_some(optional, chosen))
    one_of = st.one_of([st.fixed_dictionaries({name: values(hints[name])}) for name in kind.exactly_one or kind.any_of])
    if not kind.exactly_one and not kind.any_of:
        one_of = st.just({})
    return st.builds(
        lambda *parts: {key: value for part in parts for key, value in part.items()}, NOTES, fields, one_of
    )


def _some(optional: dict[str, Values], left_out: set[str]) -> dict[str, Values]:
    return {name: strategy for name, strategy in optional.items() if name not in left_out}


# ---- a whole workspace -----------------------------------------------------------------------------------------


@st.composite
def workspaces(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Return the documents of a valid workspace, as plain values."""
    hints = typing.get_type_hints(spec.DocumentSpec, include_extras=True)
    names = draw(st.lists(st.sampled_from(spec.COLLECTIONS), min_size=1, max_size=4, unique=True))
    whole = {name: draw(values(hints[name])) for name in names}
    if draw(st.booleans()):
        whole["organisation"] = draw(struct(spec.Organisation))
    filled = Filling(whole, draw(st.randoms(use_true_random=False))).whole
    return draw(split(filled))


@st.composite
def split(draw: st.DrawFn, whole: dict[str, Any]) -> list[dict[str, Any]]:
    """Return a workspace as several documents, its entities and keys in any order."""
    count = draw(st.integers(1, 3))
    documents: list[dict[str, Any]] = [draw(NOTES) for _number in range(count)]
    entries = [(name, key, entry) for name, entries in whole.items() if name != "organisation"
               for key, entry in entries.items()]  # fmt: skip
    for name, key, entry in draw(st.permutations(entries)):
        documents[draw(st.integers(0, count - 1))].setdefault(name, {})[key] = entry
    if "organisation" in whole:
        documents[draw(st.integers(0, count - 1))]["organisation"] = whole["organisation"]
    return documents


class Filling:
    """Gives out ids that are written inside entities, and points every reference at something that exists."""

    def __init__(self, whole: dict[str, Any], random: Any) -> None:
        self.random = random
        self.ids: dict[str, list[str]] = {
            name: list(entries) for name, entries in whole.items() if name != "organisation"
        }
        self.ids.setdefault("stages", []).append("use")
        self.ids["expectations"] = []
        self.steps = {name: self.number(journey) for name, journey in whole.get("journeys", {}).items()}
        self.expectations(whole)
        self.whole = {
            name: {key: self.fill(inner, key if name == "journeys" else "") for key, inner in value.items()}
            if name != "organisation" else self.fill(value, "")
            for name, value in whole.items()
        }  # fmt: skip

    def number(self, journey: dict[str, Any]) -> list[str]:
        """Give phases and steps ids of their own; return those of the steps."""
        steps: list[str] = []
        for index, phase in enumerate(journey["phases"]):
            phase["id"] = f"p{index}"
            for step in phase["steps"]:
                step["id"] = f"s{len(steps)}"
                steps.append(step["id"])
        return steps

    def expectations(self, value: Any) -> None:
        """Give expectations ids of their own."""
        for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            self.expectations(inner)
        if isinstance(value, dict):
            for expectation in value.get("expectations") or ():
                if isinstance(expectation, dict) and "text" in expectation:
                    expectation["id"] = f"e{len(self.ids['expectations'])}"
                    self.ids["expectations"].append(expectation["id"])

    def fill(self, value: Any, journey: str) -> Any:
        """Return a value with its references filled in; None when one of them has nothing to point at."""
        if isinstance(value, Slot):
            return self.reference(value, journey)
        if isinstance(value, list):
            return [inner for inner in (self.fill(one, journey) for one in value) if inner is not None]
        if not isinstance(value, dict):
            return value
        return self.mapping(value, journey)

    def mapping(self, value: dict[str, Any], journey: str) -> dict[str, Any] | None:
        """Return a mapping without the fields that have nothing to point at; None when it needs one of them."""
        filled = {key: inner if key.startswith("x-") else self.fill(inner, journey) for key, inner in value.items()}
        lost = {key for key, inner in filled.items() if inner is None and value[key] is not None and key[:2] != "x-"}
        if "touchpoint" in lost and "id" in value:
            return {key: inner for key, inner in filled.items() if key not in lost} | {"action": "Waits"}
        if lost & NEEDED:
            return None
        if isinstance(filled.get("journey"), str) and "step" in value:
            steps = self.steps[filled["journey"]]
            filled |= {"step": self.random.choice(steps)} if steps else {"step": None}
        return {key: inner for key, inner in filled.items() if inner is not None or key.startswith("x-")}

    def reference(self, empty: Slot, journey: str) -> str | None:
        """Return something that a reference may name."""
        if empty.kind == "step":
            known = self.steps.get(journey, [])
        elif empty.kind == "journey-step":
            known = [f"{name}/{step}" for name, steps in self.steps.items() for step in steps]
        elif empty.kind == "entry-step":
            return None
        else:
            known = self.ids.get(empty.target, [])
        return self.random.choice(known) if known else None


# Without these, what holds them is nothing: an edge, a use of data, a driven KPI, a benefit, a dropped touchpoint.
NEEDED = {"to", "journey", "item", "kpi", "touchpoint"}
