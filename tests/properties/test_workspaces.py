"""Whatever a valid workspace says, it compiles, and its manifest says the same again in whatever order it is written.

A usual run tries a hundred examples; JOURNEYCTL_PROOF=1 (`make proof`) tries two thousand.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journeyctl import shape
from journeyctl.compiler import compile_documents
from journeyctl.exchange.json import document, export, load, manifest
from journeyctl.model.schema import manifest_schema
from journeyctl.settings import Settings
from journeyctl.source import parse
from tests.properties.proof import examples
from tests.strategies import FILES, READINGS, split, workspaces

if TYPE_CHECKING:
    from pathlib import Path

    from journeyctl.compiler import Compiled

SETTINGS = Settings(name="Any", languages=("en", "nl"))
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example, HealthCheck.filter_too_much]
FITS = shape.verdict(manifest_schema())


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("workspace")
    for name in (*FILES, *READINGS):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("date,value,n\n2026-10-31,2.5,\n2026-09-30,3,40\n")
    return folder


def texts(documents: list[dict[str, Any]]) -> list[str]:
    return [document(value).text for value in documents]


def compiled(documents: list[dict[str, Any]], root: Path) -> Compiled:
    return compile_documents([parse(f"{n}.yaml", text) for n, text in enumerate(texts(documents))], root, SETTINGS)


@settings(max_examples=examples(2_000), deadline=None, suppress_health_check=SLOW)
@given(documents=workspaces(), data=st.data())
def test_load_export_load_export_is_stable_in_any_order(
    documents: list[dict[str, Any]], data: st.DataObject, root: Path
) -> None:
    first = compiled(documents, root)
    assert [(one.code, one.message.in_language("en")) for one in first.diagnostics] == []
    exported = export(first.workspace)
    assert FITS(json.loads(exported))
    again = load(exported.decode(), root)
    assert again.diagnostics == ()
    assert export(again.workspace) == exported
    whole = manifest(first.workspace)["written"]
    notes = {key: value for key, value in whole.items() if key.startswith("x-")}
    shuffled = data.draw(split({key: value for key, value in whole.items() if key not in notes}))
    bare = [{key: value for key, value in one.items() if not key.startswith("x-")} for one in shuffled]
    assert export(compiled([notes, *bare], root).workspace) == exported


@settings(max_examples=examples(500), deadline=None, suppress_health_check=SLOW)
@given(documents=workspaces())
def test_what_is_written_is_what_is_read(documents: list[dict[str, Any]]) -> None:
    for value, text in zip(documents, texts(documents), strict=True):
        assert parse("a.yaml", text).values == (value,)
