"""Workspaces at the edges of what people write: very many, very long, very short, hardly anything."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from tests.support import compiled

if TYPE_CHECKING:
    from journeyctl.model import Workspace

LONG = "Arbeidsongeschiktheidsverzekeringsmaatschappij"
NAMES = (
    "Vergunningaanvraagbeoordeling", "Ja", "De wachttijd aan de balie van het gemeentehuis", "A", LONG,
    "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz", "Betaalt", "Where is my parcel now?",
)  # fmt: skip
KINDS = ("web", "app", "phone", "store", "email", "post", "other", "chat")
STAGES = ("need", "awareness", "consideration", "purchase", "onboarding", "use", "service", "renewal", "advocacy")
LEVELS = ("culture", "employee", "experience", "behaviour", "result")
SCORES = (1, 0, -1, -2, None, 2, 1, -1, 0, 2)


def built(**collections: dict[str, Any]) -> Workspace:
    """Return the workspace of these collections; JSON is YAML."""
    found = compiled(json.dumps(collections))
    assert not found.diagnostics, found.diagnostics[0].message.in_language("en")
    return found.workspace


def _owners(count: int) -> dict[str, Any]:
    return {
        f"team-{number}": {
            "name": f"{NAMES[number % 8]} {number}",
            "kind": ("team", "role", "partner")[number % 3],
            **({"department": f"{NAMES[(number // 4) % 8]} {number // 4}"} if number % 5 else {}),
        }
        for number in range(count)
    }


def _step(number: int, count: int, teams: int) -> dict[str, Any]:
    following = [{"to": f"s{number + 1}", "share": 0.7, "context": ("full", "partial", "none")[number % 3]}]
    if number % 7 == 3 and number + 4 < count:
        following.append({"to": f"s{number + 4}", "when": NAMES[number % 8], "kind": "recovery", "share": 0.3})
    if number % 11 == 5:
        following.append({"to": f"s{number - 3}", "when": NAMES[(number + 3) % 8], "kind": "recovery", "wait": "P2D"})
    score = SCORES[number % 10]
    return {
        "id": f"s{number}",
        "touchpoint": {
            "name": f"{NAMES[number % 8]} {number}",
            "channel": KINDS[number % 8],
            "owner": f"team-{number * 3 % teams}",
            "processes": [f"p{number // 3 % 9}", f"p{number % 9}"],
            "kpis": [f"k{number % 4}"],
        },
        **({"doing": f"{NAMES[(number + 2) % 8]} en wacht"} if number % 2 else {}),
        **({"thinking": f"{NAMES[(number + 4) % 8]}?"} if number % 3 else {}),
        **({"emotion": {"score": score, "label": NAMES[(number + 1) % 8]}} if score is not None else {}),
        **({"pains": [NAMES[(number + 5) % 8]]} if number % 4 == 0 else {}),
        **({"moment_of_truth": True} if number % 9 == 0 else {}),
        **({"next": following} if number + 1 < count else {}),
    }


@cache
def long_journey(count: int = 60) -> Workspace:
    """Return a workspace with one journey, `j`, of so many steps in six phases."""
    each = count // 6
    phases = [
        {
            "id": f"ph{number}", "name": NAMES[(number + 2) % 8], "stage": STAGES[number],
            "steps": [_step(one, count, 12) for one in range(number * each, (number + 1) * each)],
        }
        for number in range(6)
    ]  # fmt: skip
    return built(
        channels={kind: {"name": NAMES[at], "kind": kind} for at, kind in enumerate(KINDS)},
        owners=_owners(12),
        processes={
            f"p{n}": {
                "name": NAMES[n % 8], "layer": ("frontstage", "backstage", "support")[n % 3], "owner": f"team-{n}",
                "systems": [f"y{n % 3}"],
            }
            for n in range(9)
        },
        systems={f"y{n}": {"name": NAMES[(n + 4) % 8]} for n in range(3)},
        kpis={f"k{n}": {"name": NAMES[(n + 3) % 8], "kind": "csat"} for n in range(4)},
        journeys={"j": {"name": f"{LONG} {LONG}", "owner": "team-0", "phases": phases}},
    )  # fmt: skip


@cache
def many_journeys(count: int = 80) -> Workspace:
    """Return a workspace with so many journeys, three deep, that hand over to each other."""
    return built(owners=_owners(12), journeys={f"j{number}": _small(number, count) for number in range(count)})


def _small(number: int, count: int) -> dict[str, Any]:
    first, last = STAGES[number % 5], STAGES[number % 5 + 1 + number % 3]
    away = [{"journey": f"j{(number * 7 + 3) % count}", "kind": ("normal", "recovery", "exit")[number % 3]}]
    parent = {"parent": f"j{number // 4 * 4 + (number % 4 == 3)}"} if number % 4 else {}
    return {
        "name": f"{NAMES[number % 8]} {number}", "owner": f"team-{number % 12}", **parent,
        **({"state": "to-be"} if number % 10 == 9 else {}),
        "phases": [
            {"id": "a", "name": "A", "stage": first, "steps": [{"id": "x", "action": "X"}]},
            {"id": "b", "name": "B", "stage": last, "steps": [
                {"id": "y", "action": "Y", **({"next": away} if number % 3 != 1 else {})},
            ]},
        ],
    }  # fmt: skip


@cache
def many_owners(count: int = 40) -> Workspace:
    """Return a workspace in which so many teams hand customers to each other."""
    journeys = {
        f"j{number}": {
            "name": f"J{number}",
            "phases": [{"id": "p", "name": "P", "steps": [_handed(number, at, count) for at in range(4)]}],
        }
        for number in range(count)
    }
    return built(owners=_owners(count), channels={"web": {"name": "Web", "kind": "web"}}, journeys=journeys)


def _handed(number: int, at: int, count: int) -> dict[str, Any]:
    context = ("full", "partial", "none", None)[(number + at) % 4]
    following = {"to": f"s{at + 1}", **({"context": context} if context else {})}
    return {
        "id": f"s{at}",
        "touchpoint": {"name": f"T{at}", "channel": "web", "owner": f"team-{(number * (at + 1) + at * 5) % count}"},
        **({"next": [following]} if at < 3 else {}),
    }


@cache
def many_kpis(count: int = 40) -> Workspace:
    """Return a workspace with a chain of so many KPIs over the five levels."""
    return built(kpis={f"k{number}": _kpi(number, count) for number in range(count)})


def _kpi(number: int, count: int) -> dict[str, Any]:
    each = count // 5
    driven = [
        (other, evidence)
        for other, evidence in ((number + each, "experiment"), (number + each + 3, "correlation"))
        if other < count and not (evidence == "correlation" and number % 3)
    ]
    return {
        "name": f"{NAMES[number % 8]} {number}", "kind": "nps" if number == each * 3 else "csat",
        "level": LEVELS[number // each], "target": {"at_least": 4},
        "unit": "punten per reiziger" if number % 2 else "%",
        "drives": [{"kpi": f"k{other}", "evidence": evidence} for other, evidence in driven],
        "readings": [{"date": "2026-10-01", "value": 3 + number % 3}] if number % 5 else [],
    }  # fmt: skip


@cache
def odd_journeys() -> Workspace:
    """Return a workspace of journeys that have hardly anything, or far too much of one thing."""
    bare = {"id": "s", "action": "A"}
    wordy = {"id": "s", "touchpoint": {"name": LONG, "owner": "team-4"}, "doing": " ".join([LONG] * 9)}
    feelings = [{"id": f"s{n}", "action": f"A{n}", "emotion": {"target": n % 3 - 1}} for n in range(5)]
    painful = {"id": "s", "action": "A", "pains": [f"{NAMES[n % 8]} {n}" for n in range(40)]}
    wild = [{"id": f"s{n}", "action": f"A{n}", "emotion": {"score": 2 - 4 * (n % 2), "target": 2}} for n in range(9)]
    phases = [{"id": f"p{n}", "name": f"{LONG} {n}", "steps": [{**bare, "id": f"s{n}"}]} for n in range(7)]
    unscored = [{"id": "a", "action": "A", "emotion": {"score": 1}}, bare, {"id": "z", "action": "Z"}]
    steps = {
        "one": [bare], "wordy": [wordy], "wanted": feelings, "painful": [painful], "wild": wild, "unscored": unscored
    }  # fmt: skip
    one_phase = {
        key: {"name": "J", "phases": [{"id": "p", "name": "P", "steps": found}]} for key, found in steps.items()
    }
    return built(owners=_owners(8), journeys={**one_phase, "phases": {"name": "J", "phases": phases}})


def pictures() -> list[tuple[str, Workspace, str, str]]:
    """Return every large or odd picture: what it is called, its workspace, view and journey."""
    whole = (("landscape", many_journeys()), ("owners", many_owners()), ("kpis", many_kpis()))
    found = [(f"{view}-many", workspace, view, "") for view, workspace in whole]
    for view in ("map", "flow", "blueprint", "emotion"):
        found.append((f"{view}-long", long_journey(), view, "j"))
        found += [(f"{view}-{journey}", odd_journeys(), view, journey) for journey in odd_journeys().journeys]
    return found
