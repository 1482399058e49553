"""`journeyctl schema`: every schema by name, and an editor that finds them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from journeyctl.model.spec import COLLECTIONS
from tests.process import journeyctl
from tests.support import CHECKOUT

if TYPE_CHECKING:
    from pathlib import Path

ASSOCIATIONS = {
    "./schemas/document.schema.json": ["journeys/**/*.yaml", "journeys/**/*.yml"],
    "./schemas/settings.schema.json": ["journeyctl.yaml"],
}


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "journeyctl.yaml").write_text("version: 1\n")
    return tmp_path


def editor_settings(workspace: Path) -> Any:
    return json.loads((workspace / ".vscode" / "settings.json").read_text("utf-8"))


@pytest.mark.parametrize("kind", ["document", "settings", "manifest", "report"])
def test_a_schema_that_is_shipped_is_printed_as_it_is(kind: str, tmp_path: Path) -> None:
    done = journeyctl("schema", kind, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (CHECKOUT / "schemas" / f"{kind}.schema.json").read_text("utf-8")


def test_the_schema_of_documents_is_printed_when_none_is_named(tmp_path: Path) -> None:
    assert json.loads(journeyctl("schema", cwd=tmp_path).stdout)["title"] == "journeyctl document"


@pytest.mark.parametrize("kind", ["channels", "organisation", COLLECTIONS[-1]])
def test_the_schema_of_a_collection_is_a_schema(kind: str, tmp_path: Path) -> None:
    schema = json.loads(journeyctl("schema", kind, cwd=tmp_path).stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["title"] == f"journeyctl {kind}"


def test_the_schema_of_a_collection_judges_one_entity() -> None:
    schema = json.loads(journeyctl("schema", "channels", cwd=CHECKOUT).stdout)
    is_valid = jsonschema.Draft202012Validator(schema).is_valid
    assert is_valid({"name": "App", "kind": "app"})
    assert not is_valid({"name": "App", "kind": "ap"})


def test_a_schema_that_does_not_exist_is_the_operators_mistake(tmp_path: Path) -> None:
    done = journeyctl("schema", "touchpoint", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr == "journeyctl: there is no schema 'touchpoint'\n  help: did you mean 'touchpoints'?\n"


def test_an_editor_finds_the_schemas_offline(workspace: Path) -> None:
    done = journeyctl("schema", "--editor", cwd=workspace)
    assert done.returncode == 0
    assert editor_settings(workspace) == {"yaml.schemas": ASSOCIATIONS}
    for kind in ("document", "settings"):
        copied = (workspace / "schemas" / f"{kind}.schema.json").read_text("utf-8")
        assert copied == (CHECKOUT / "schemas" / f"{kind}.schema.json").read_text("utf-8")
    assert "# yaml-language-server: $schema=../schemas/document.schema.json" in done.stdout


def test_the_sources_of_the_workspace_are_what_the_schema_is_for(workspace: Path) -> None:
    (workspace / "journeyctl.yaml").write_text("sources: [journeys/, pilots/*, one.yaml]\n")
    journeyctl("schema", "--editor", cwd=workspace)
    assert editor_settings(workspace)["yaml.schemas"]["./schemas/document.schema.json"] == [
        "journeys/**/*.yaml", "journeys/**/*.yml", "pilots/*/**/*.yaml", "pilots/*/**/*.yml", "one.yaml",
    ]  # fmt: skip


def test_what_the_editor_knows_already_stays(workspace: Path) -> None:
    known = {"editor.tabSize": 2, "yaml.schemas": {"https://example.org/ci.json": "ci.yml"}, "z": {"name": "é"}}
    (workspace / ".vscode").mkdir()
    (workspace / ".vscode" / "settings.json").write_text(json.dumps(known))
    assert journeyctl("schema", "--editor", cwd=workspace).returncode == 0
    assert editor_settings(workspace) == known | {"yaml.schemas": known["yaml.schemas"] | ASSOCIATIONS}  # type: ignore[operator] # of JSON
    assert list(editor_settings(workspace)) == ["editor.tabSize", "yaml.schemas", "z"]


def test_running_it_twice_changes_nothing(workspace: Path) -> None:
    journeyctl("schema", "--editor", cwd=workspace)
    first = editor_settings(workspace)
    journeyctl("schema", "--editor", cwd=workspace)
    assert editor_settings(workspace) == first


@pytest.mark.parametrize("text", ['{\n  // ours\n  "editor.tabSize": 2,\n}\n', "[]", '{"yaml.schemas": []}'])
def test_settings_that_cannot_be_merged_without_loss_are_left_alone(text: str, workspace: Path) -> None:
    (workspace / ".vscode").mkdir()
    (workspace / ".vscode" / "settings.json").write_text(text)
    done = journeyctl("schema", "--editor", cwd=workspace)
    assert (done.returncode, done.stdout) == (2, "")
    assert "settings.json" in done.stderr
    assert (workspace / ".vscode" / "settings.json").read_text() == text
    assert not (workspace / "schemas").exists()
