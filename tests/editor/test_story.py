"""The story of an afternoon: a typo is found and mended, an owner is renamed, and the workspace lints clean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from tests.process import journeyctl

if TYPE_CHECKING:
    from tests.editor.support import Editor

pytestmark = pytest.mark.asyncio(loop_scope="module")

OWNERS = "owners:\n  travel: {name: Travel, kind: team}\n"
CHANNELS = """\
channels:
  app: {name: App, kind: app}
  phone: {name: Phone, kind: phone}
personas:
  commuter: {name: Commuter}
touchpoints:
  planner: {name: Planner, channel: app, owner: travel}
"""
TRIP = """\
journeys:
  trip:
    name: Trip
    owner: travel
    personas: [commuter]
    trigger: I have to be in Zwolle
    outcome: Arrived
    phases:
      - id: plan
        name: Plan
        stage: consideration
        steps:
          - {id: search, touchpoint: planer}
      - id: ride
        name: Ride
        stage: use
        steps:
          - {id: sit, action: Sits down}
"""


def applied(editor: Editor, edit: types.WorkspaceEdit) -> None:
    """Do what an editor does with an edit: make it in the versions it is for, and save."""
    for change in edit.document_changes or ():
        assert isinstance(change, types.TextDocumentEdit)
        uri = change.text_document.uri
        assert change.text_document.version == editor.versions.get(uri)
        path = uri.removeprefix(f"{editor.root.as_uri()}/")
        text = editor.texts.get(uri) or (editor.root / path).read_text()
        lines = text.splitlines(keepends=True)
        for one in sorted(change.edits, key=lambda one: one.range.start.line, reverse=True):
            assert isinstance(one, types.TextEdit)
            start, end = one.range.start, one.range.end
            assert start.line == end.line
            line = lines[start.line]
            lines[start.line] = line[: start.character] + one.new_text + line[end.character :]
        editor.write(path, "".join(lines))
        if uri in editor.versions:
            editor.change(uri, "".join(lines))


async def test_a_typo_is_mended_an_owner_renamed_and_the_workspace_lints_clean(editor: Editor) -> None:
    for path, text in (("owners.yaml", OWNERS), ("channels.yaml", CHANNELS), ("trip.yaml", TRIP)):
        editor.write(f"journeys/{path}", text)
    uri = editor.open("journeys/trip.yaml")
    (typo,) = (one for one in await editor.finds(uri, "REF001") if "REF001" in one)
    assert typo == "12:37-12:43 REF001 there is no touchpoint 'planer': this points at nothing"

    here = types.Range(types.Position(12, 38), types.Position(12, 38))
    asked = types.CodeActionParams(types.TextDocumentIdentifier(uri), here, types.CodeActionContext([]))
    offered: Any = await editor.client.text_document_code_action_async(asked)
    (likely,) = (one for one in offered if one.is_preferred)
    assert likely.title == "write 'planner'"
    applied(editor, likely.edit)
    await editor.until(uri, lambda found: not any(one.code == "REF001" for one in found))

    place = types.Position(3, 12)
    named = await editor.client.text_document_prepare_rename_async(
        types.PrepareRenameParams(types.TextDocumentIdentifier(uri), place)
    )
    assert isinstance(named, types.PrepareRenamePlaceholder)
    assert named.placeholder == "travel"
    with pytest.raises(JsonRpcException, match="is no id"):
        await editor.client.text_document_rename_async(
            types.RenameParams(types.TextDocumentIdentifier(uri), place, "Travel Team")
        )
    edit = await editor.client.text_document_rename_async(
        types.RenameParams(types.TextDocumentIdentifier(uri), place, "travel-team")
    )
    assert edit
    assert len(edit.document_changes or ()) == 3
    applied(editor, edit)
    assert "travel-team: {name: Travel" in (editor.root / "journeys/owners.yaml").read_text()
    editor.tell("journeys/owners.yaml")
    ran = journeyctl("lint", "--fail-on", "error", cwd=editor.root)
    assert "REF001" not in ran.stdout
    assert ran.returncode == 0


async def test_an_editor_asks_and_is_answered(editor: Editor) -> None:
    editor.write("journeys/owners.yaml", OWNERS)
    uri = editor.open("journeys/trip.yaml", CHANNELS + TRIP)
    await editor.finds(uri, "REF001")
    document = types.TextDocumentIdentifier(uri)
    at = types.Position(10, 13)
    where: Any = await editor.client.text_document_definition_async(types.DefinitionParams(document, at))
    assert where.uri == editor.uri("journeys/owners.yaml")
    assert where.range == types.Range(types.Position(1, 2), types.Position(1, 8))
    context = types.ReferenceContext(include_declaration=False)
    used = await editor.client.text_document_references_async(types.ReferenceParams(context, document, at))
    assert sorted(one.range.start.line for one in used or ()) == [6, 10]
    hover = await editor.client.text_document_hover_async(types.HoverParams(document, at))
    assert hover
    assert "owner `travel`: Travel" in str(hover.contents)
    completed: Any = await editor.client.text_document_completion_async(
        types.CompletionParams(document, types.Position(10, 11))
    )
    assert [(one.label, one.text_edit.new_text) for one in completed.items] == [("travel", "travel")]
    tree: Any = await editor.client.text_document_document_symbol_async(types.DocumentSymbolParams(document))
    assert [one.name for one in tree] == ["app", "phone", "commuter", "planner", "trip"]
    assert [step.name for phase in tree[-1].children for step in phase.children] == ["search", "sit"]
    all_: Any = await editor.client.workspace_symbol_async(types.WorkspaceSymbolParams("trav"))
    assert "travel" in [one.name for one in all_]
    lenses: Any = await editor.client.text_document_code_lens_async(types.CodeLensParams(document))
    assert lenses[0].command.title == "used 0 times"
    assert lenses[1].command.title.endswith("owner: Travel")
