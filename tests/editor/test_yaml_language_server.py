"""The schemas in the editor that most people have: the real yaml-language-server, over stdio, by the modeline."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest

from tests.language_client import LanguageClient
from tests.process import journeyctl
from tests.registry import npm

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.registry

MODELINE = "# yaml-language-server: $schema=../schemas/document.schema.json\n"
YAML = {"yaml": {"validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}}}


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LanguageClient]:
    """An editor with the YAML extension, in a workspace that `schema --editor` has set up."""
    root = tmp_path_factory.mktemp("workspace")
    (root / "journeyctl.yaml").write_text("version: 1\n")
    assert journeyctl("schema", "--editor", cwd=root).returncode == 0
    server = npm("yaml-language-server", "1.25.0") / "bin" / "yaml-language-server"
    with LanguageClient([str(shutil.which("node")), str(server), "--stdio"], root, YAML) as client:
        yield client


def opened(editor: LanguageClient, name: str, text: str) -> str:
    return editor.open(editor.root / "journeys" / name, MODELINE + text)


def labels(completion: Any) -> list[str]:
    items = completion["items"] if isinstance(completion, dict) else completion
    return [item["label"] for item in items]


def test_a_field_is_completed(editor: LanguageClient) -> None:
    uri = opened(editor, "field.yaml", "touchpoints:\n  desk:\n    name: Desk\n    ch\n")
    found = labels(editor.at("completion", uri, 4, 6))
    assert "channel" in found
    assert "name" not in found


def test_the_value_of_a_choice_is_completed(editor: LanguageClient) -> None:
    uri = opened(editor, "choice.yaml", "owners:\n  travel:\n    name: Travel\n    kind: \n")
    assert {"team", "role", "partner"} <= set(labels(editor.at("completion", uri, 4, 10)))


def test_a_field_of_a_step_is_completed_deep_in_a_journey(editor: LanguageClient) -> None:
    head = "journeys:\n  t:\n    name: T\n    phases:\n      - id: p\n        name: P\n        steps:\n"
    text = f"{head}          - id: s\n            mo\n"
    uri = opened(editor, "step.yaml", text)
    assert "moment_of_truth" in labels(editor.at("completion", uri, 9, 14))


def test_a_wrong_value_is_marked_where_it_stands(editor: LanguageClient) -> None:
    uri = opened(editor, "wrong.yaml", "owners:\n  travel:\n    name: Travel\n    kind: zeppelin\n")
    (found,) = editor.diagnostics(uri)
    assert found["range"] == {"start": {"line": 4, "character": 10}, "end": {"line": 4, "character": 18}}
    assert "team" in found["message"]


def test_what_is_right_is_not_marked(editor: LanguageClient) -> None:
    uri = opened(editor, "right.yaml", "owners:\n  travel: {name: {nl: Reizen, en: Travel}, kind: team, x-note: 1}\n")
    assert editor.diagnostics(uri) == []


def test_a_field_shows_what_it_means(editor: LanguageClient) -> None:
    uri = opened(editor, "hover.yaml", "touchpoints:\n  desk:\n    name: Desk\n    monitored_by: webcare\n")
    hover = editor.at("hover", uri, 4, 8)
    assert "Who listens in, on a channel that is not ours." in str(hover["contents"])


def test_a_field_of_words_shows_its_own_meaning_and_not_that_of_words(editor: LanguageClient) -> None:
    uri = opened(editor, "words.yaml", "touchpoints:\n  desk:\n    description: D\n    name: Desk\n")
    assert "What people call it." in str(editor.at("hover", uri, 4, 6)["contents"])
