"""The clean example, mutated: each rule's gap, planted by a small edit, is found, alone and at the right place."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

import pytest

from journeyctl.compiler import compile_documents, compile_workspace
from journeyctl.lint import Choice, built_in, run, select
from journeyctl.lint.baseline import read
from journeyctl.settings import load_settings
from journeyctl.source import Document, parse
from tests.mutations import customers, foundations, service, single
from tests.mutations.planting import BASELINE, Mutation, expected, mutated, path_of
from tests.support import CHECKOUT, TODAY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeyctl.compiler import Compiled
    from journeyctl.diagnostics import Diagnostic, Key

MUTATIONS = (*foundations.MUTATIONS, *service.MUTATIONS, *customers.MUTATIONS, *single.MUTATIONS)
# Rules whose gap cannot be planted in the example, and why.
WITHOUT_A_GAP: Mapping[str, str] = {}
# What strict still says of the example, and why it stays: trade-offs of this organisation, not oversights.
HONEST = {
    "CON003": "warnings, screens, gates, a lock, a bot with a colleague behind it: speed counts more than a face there",
    "FLO006": "the family's day out is a draft that nobody has walked yet",
    "STR002": "three journeys tell the whole relation, a phase for each stage",
}
SETTINGS = load_settings(CHECKOUT)


class Found(NamedTuple):
    """What a mutation brought to light that the example itself does not show."""

    wanted: tuple[str, ...]
    companions: frozenset[str]
    others: tuple[str, ...]


@cache
def _documents() -> Mapping[str, Document]:
    return compile_workspace(CHECKOUT, SETTINGS).workspace.documents


def _judge(compiled: Compiled, baseline: str = "", profile: str = "strict") -> tuple[Diagnostic, ...]:
    selection = select(built_in(), SETTINGS.lint, Choice(profile=profile))
    return run(compiled, selection, TODAY, baseline=read(BASELINE, baseline) if baseline else None)


@cache
def _known() -> frozenset[Key]:
    return frozenset(one.key for one in _judge(compile_workspace(CHECKOUT, SETTINGS)))


def _texts(mutation: Mutation) -> dict[str, str]:
    return mutated(mutation, lambda path: _documents()[path].text)


def _compiled(mutation: Mutation) -> Compiled:
    texts = _texts(mutation)
    if mutation.encoding != "utf-8":
        return _compiled_on_disk(mutation, texts)
    documents = {**_documents(), **{path: parse(path, text) for path, text in texts.items()}}
    return compile_documents(documents.values(), CHECKOUT, SETTINGS)


def _compiled_on_disk(mutation: Mutation, texts: Mapping[str, str]) -> Compiled:
    with TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(CHECKOUT / "journeys", folder / "journeys")
        for path, text in texts.items():
            (folder / path).write_bytes(text.encode(mutation.encoding))
        return compile_workspace(folder, SETTINGS)


def _place(mutation: Mutation) -> str:
    path = path_of(mutation.file)
    text = mutation.baseline or _texts(mutation).get(path) or _documents()[path].text
    return expected(mutation, text)


@cache
def _find(mutation: Mutation) -> Found:
    """Return the findings that a mutation adds: those of its rule where it was planted, companions, and all others."""
    new = [one for one in _judge(_compiled(mutation), mutation.baseline) if one.key not in _known()]
    said = [(f"{one.path}:{one.span.line}:{one.span.column} {one.code}", one.code) for one in new]
    wanted = tuple(found for found, _code in said if found == f"{_place(mutation)} {mutation.code}")
    return Found(
        wanted,
        frozenset(code for _found, code in said if code in mutation.companions),
        tuple(found for found, code in said if found not in wanted and code not in mutation.companions),
    )


def test_the_example_is_clean() -> None:
    assert _judge(compile_workspace(CHECKOUT, SETTINGS), profile="recommended") == ()


def test_what_strict_says_of_the_example_is_little_and_true() -> None:
    found = _judge(compile_workspace(CHECKOUT, SETTINGS))
    assert {one.code for one in found} == set(HONEST)
    assert len(found) <= 16


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: f"{mutation.code}-{mutation.file}")
def test_a_planted_gap_is_found_once_at_its_place_and_alone(mutation: Mutation) -> None:
    wanted = f"{_place(mutation)} {mutation.code}"
    assert _find(mutation) == Found((wanted,), frozenset(mutation.companions), ())


def test_every_rule_has_a_gap_planted_or_a_reason_why_not() -> None:
    planted = {mutation.code for mutation in MUTATIONS}
    assert planted.isdisjoint(WITHOUT_A_GAP)
    assert planted.union(WITHOUT_A_GAP) == {rule.code for rule in built_in()}


def test_the_linter_finds_every_planted_gap_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    found = [_find(mutation) for mutation in MUTATIONS]
    hits = sum(len(one.wanted[:1]) for one in found)
    recall, precision = hits / len(MUTATIONS), hits / sum(len(one.wanted) + len(one.others) for one in found)
    with capsys.disabled():
        print(f"\n{len(MUTATIONS)} gaps planted: recall {recall:.0%}, precision {precision:.0%}")  # noqa: T201 - asked for
    assert (recall, precision) == (1, 1)
