"""What an attacker may leave in a folder that somebody opens in an editor: nothing outside is read, nothing hangs."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest
from lsprotocol import types

if TYPE_CHECKING:
    from tests.editor.support import Editor

pytestmark = pytest.mark.asyncio(loop_scope="module")

CHANNELS = "channels:\n  web: {name: Website, kind: web}\n"
OWNERS = "owners:\n  team: {name: Team, kind: team}\n"
DESK = "touchpoints:\n  desk: {name: Desk, channel: wbe, owner: team}\n"


async def test_a_link_that_leaves_the_workspace_is_not_followed(editor: Editor) -> None:
    outside = editor.root.parent / f"{editor.root.name}-outside.yaml"
    outside.write_text("channels:\n  wbe: {name: Secret, kind: web}\n")
    (editor.root / "journeys" / "link.yaml").symlink_to(outside)
    uri = editor.open("journeys/desk.yaml", CHANNELS + DESK)
    (found,) = await editor.finds(editor.uri("journeys/link.yaml"), "DOC001")
    assert found.startswith("0:0-")
    assert found.endswith("this file lies outside the workspace, so it is not opened")
    asked = types.CompletionParams(types.TextDocumentIdentifier(uri), types.Position(3, 32))
    offered: Any = await editor.client.text_document_completion_async(asked)
    assert [one.label for one in offered.items] == ["web"]


async def test_a_pipe_is_not_opened(editor: Editor) -> None:
    os.mkfifo(editor.root / "journeys" / "pipe.yaml")
    editor.open("journeys/desk.yaml", OWNERS + DESK)
    (found,) = await editor.finds(editor.uri("journeys/pipe.yaml"), "DOC001")
    assert found.endswith("this is not a plain file, so it is not opened")


async def test_a_line_of_five_mebibytes_is_answered(editor: Editor) -> None:
    line = "x" * (5 << 20)
    uri = editor.open("journeys/desk.yaml", f"{OWNERS}{DESK}x-note: {line}\n")
    asked = types.DocumentSymbolParams(types.TextDocumentIdentifier(uri))
    tree: Any = await editor.client.text_document_document_symbol_async(asked)
    assert [one.name for one in tree] == ["team", "desk"]
    assert await editor.finds(uri, "DOC009") == ["4:8-4:5242888 DOC009 this text is longer than 1 MiB"]
    editor.change(uri, OWNERS + DESK)
    assert await editor.finds(uri, "REF001") == ["3:30-3:33 REF001 there is no channel 'wbe': this points at nothing"]
