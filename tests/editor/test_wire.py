"""What is said to editors that can less than others."""

from __future__ import annotations

from lsprotocol import types

from journeyctl.diagnostics import Edit
from journeyctl.editor.points import Ruler
from journeyctl.editor.wire import Speaker
from journeyctl.source import Document

DESK = Document("desk.yaml", "touchpoints:\n  desk: {name: Desk, channel: wbe}\n")
TEAM = Document("team.yaml", "wbe: {}\n")
EDITS = (Edit(DESK, 43, 46, "web"), Edit(TEAM, 0, 3, "web"))
WRITTEN = types.TextEdit(types.Range(types.Position(1, 30), types.Position(1, 33)), "web")
FIRST = types.TextEdit(types.Range(types.Position(0, 0), types.Position(0, 3)), "web")


def edit(*, counts: bool) -> types.WorkspaceEdit:
    return Speaker("en", Ruler(), "file:///{}".format, counts=counts).workspace_edit(EDITS, {"desk.yaml": 3})


def test_an_editor_that_counts_versions_is_told_for_which_one_an_edit_is() -> None:
    desk = types.OptionalVersionedTextDocumentIdentifier("file:///desk.yaml", 3)
    team = types.OptionalVersionedTextDocumentIdentifier("file:///team.yaml", None)
    assert edit(counts=True) == types.WorkspaceEdit(
        document_changes=[types.TextDocumentEdit(desk, [WRITTEN]), types.TextDocumentEdit(team, [FIRST])]
    )


def test_an_editor_that_counts_no_versions_is_told_the_edits_alone() -> None:
    assert edit(counts=False) == types.WorkspaceEdit({"file:///desk.yaml": [WRITTEN], "file:///team.yaml": [FIRST]})
