"""Findings while a person types: over stdio, with the real server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lsprotocol import types

if TYPE_CHECKING:
    from tests.editor.support import Editor

pytestmark = pytest.mark.asyncio(loop_scope="module")

CHANNELS = "channels:\n  web: {name: Website, kind: web}\n"
DESK = "touchpoints:\n  desk:\n    name: Desk\n    channel: {channel}\n    owner: team\n"
OWNERS = "owners:\n  team: {name: Team, kind: team}\n"
WRONG = "3:13-3:16 REF001 there is no channel 'wbe': this points at nothing"


async def test_an_unsaved_mistake_is_found_and_gone_when_mended(editor: Editor) -> None:
    uri = editor.open("journeys/a.yaml", CHANNELS + OWNERS)
    other = editor.open("journeys/desk.yaml", DESK.format(channel="wbe"))
    assert WRONG in await editor.finds(other, "REF001")
    editor.change(other, "web", 3, 13, 3, 16)
    assert not any("REF001" in one for one in await editor.until(other, lambda found: not _codes(found, "REF001")))
    editor.change(uri, "x-" + CHANNELS + OWNERS)
    assert await editor.finds(other, "REF001") == ["3:13-3:16 REF001 there is no channel 'web': this points at nothing"]


async def test_one_open_file_shows_the_findings_of_all_files_and_the_way_to_each_rule(editor: Editor) -> None:
    editor.write("journeys/desk.yaml", DESK.format(channel="wbe"))
    editor.write("journeys/a.yaml", CHANNELS + OWNERS)
    editor.open("journeys/a.yaml")
    uri = editor.uri("journeys/desk.yaml")
    assert WRONG in await editor.finds(uri, "REF001")
    (found,) = (one for one in editor.client.diagnostics[uri] if one.code == "REF001")
    assert found.severity == types.DiagnosticSeverity.Error
    assert found.source == "journeyctl"
    assert found.code_description == types.CodeDescription("https://journeyctl.example/rules/REF001.html")
    assert found.message.splitlines()[1] == "did you mean 'web'?"
    (related,) = found.related_information or ()
    assert related.location.uri == editor.uri("journeys/a.yaml")
    assert related.location.range == types.Range(types.Position(1, 2), types.Position(1, 5))
    assert related.message == "'web' is defined here"


async def test_what_was_open_and_is_closed_counts_as_its_file_says(editor: Editor) -> None:
    editor.write("journeys/desk.yaml", CHANNELS + OWNERS + DESK.format(channel="web"))
    uri = editor.open("journeys/desk.yaml", CHANNELS + OWNERS + DESK.format(channel="wbe"))
    await editor.finds(uri, "REF001")
    editor.close(uri)
    await editor.until(uri, lambda found: not _codes(found, "REF001"))


async def test_columns_are_counted_in_the_units_of_the_editor(editor: Editor) -> None:
    text = "x-note: {a: '😀😀', b: 'שלום'}\ntouchpoints: {desk: {name: '😀', channel: wbe}}\n"
    uri = editor.open("journeys/a.yaml", CHANNELS + text)
    assert "3:42-3:45 REF001" in " ".join(await editor.finds(uri, "REF001"))
    editor.change(uri, "web", 3, 42, 3, 45)
    await editor.until(uri, lambda found: not _codes(found, "REF001"))


async def test_windows_lines_a_byte_order_mark_and_separators_that_break_no_line(editor: Editor) -> None:
    lines = [
        "\ufeffchannels:",
        "  web: {name: 'a\u2028b\x85c', kind: web}",
        "touchpoints:",
        "  d: {name: D, channel: w}",
    ]
    uri = editor.open("journeys/a.yaml", "\r\n".join([*lines, ""]))
    assert "3:24-3:25 REF001" in " ".join(await editor.finds(uri, "REF001"))
    editor.change(uri, "web", 3, 24, 3, 25)
    await editor.until(uri, lambda found: not _codes(found, "REF001"))


async def test_a_mistake_in_the_settings_is_shown_there_and_the_rest_goes_on_when_it_is_mended(editor: Editor) -> None:
    document = editor.open("journeys/a.yaml", DESK.format(channel="wbe"))
    await editor.finds(document, "REF001")
    settings = editor.open("journeyctl.yaml", "version: 1\nlint: {profil: core}\n")
    assert await editor.finds(settings, "settings") == ["1:7-1:13 settings there is no field 'profil' here"]
    await editor.finds_nothing(document)
    editor.change(settings, "version: 1\nlint: {profile: core}\n")
    await editor.finds_nothing(settings)
    await editor.finds(document, "REF001")


async def test_files_that_something_else_changes_are_read_again(editor: Editor) -> None:
    editor.write("journeys/a.yaml", CHANNELS + OWNERS)
    uri = editor.open("journeys/desk.yaml", DESK.format(channel="web"))
    await editor.until(uri, lambda found: not _codes(found, "REF001"))
    (editor.root / "journeys/a.yaml").unlink()
    editor.tell("journeys/a.yaml", types.FileChangeType.Deleted)
    await editor.finds(uri, "REF001")


async def test_each_file_is_judged_in_its_own_workspace_and_files_in_none_are_left_alone(editor: Editor) -> None:
    editor.write("one/journeyctl.yaml", "version: 1\n")
    editor.write("one/journeys/b.yaml", "")
    editor.write("two/maps/b.yaml", "")
    editor.write("two/journeyctl.yaml", "version: 1\nsources: [maps]\n")
    loose = editor.client
    outside = (editor.root.parent / "loose.yaml").as_uri()
    item = types.TextDocumentItem(outside, "yaml", 1, "nonsense: [")
    loose.text_document_did_open(types.DidOpenTextDocumentParams(item))
    beside = editor.open("one/ci.yaml", "nonsense: [")
    one = editor.open("one/journeys/a.yaml", DESK.format(channel="web"))
    two = editor.open("two/maps/a.yaml", CHANNELS + OWNERS + DESK.format(channel="web"))
    assert any("'web'" in found for found in await editor.finds(one, "REF001"))
    assert not any("REF001" in found for found in await editor.until(two, lambda _found: True))
    assert outside not in editor.client.diagnostics
    assert beside not in editor.client.diagnostics


async def test_what_nothing_needs_is_marked_as_such(editor: Editor) -> None:
    editor.write("journeyctl.yaml", "version: 1\nlint: {profile: strict}\n")
    uri = editor.open("journeys/a.yaml", OWNERS)
    await editor.finds(uri, "REF003")
    (found,) = (one for one in editor.client.diagnostics[uri] if one.code == "REF003")
    assert list(found.tags or ()) == [types.DiagnosticTag.Unnecessary]
    assert found.severity == types.DiagnosticSeverity.Information


def _codes(found: object, code: str) -> bool:
    return any(one.code == code for one in found)  # type: ignore[attr-defined] # a sequence of diagnostics
