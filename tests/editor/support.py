"""What a test says to the server, and what it waits for."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from textwrap import dedent
from typing import TYPE_CHECKING

from lsprotocol import types

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from pytest_lsp import LanguageClient

SECONDS = 60
Found = list[str]


@dataclass
class Editor:
    """A person at an editor, with a workspace on the disk.

    Args:
        client: speaks with the server.
        root: the workspace's folder.
    """

    client: LanguageClient
    root: Path
    versions: dict[str, int] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)

    def uri(self, path: str) -> str:
        """Return the URI of a file of the workspace."""
        return (self.root / path).as_uri()

    def write(self, path: str, text: str) -> None:
        """Write a file to the disk, without telling."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(dedent(text), encoding="utf-8", newline="")

    def open(self, path: str, text: str | None = None) -> str:
        """Open a file, with a text that may differ from what stands on the disk; return its URI."""
        uri = self.uri(path)
        said = dedent(text) if text is not None else (self.root / path).read_bytes().decode()
        self.versions[uri], self.texts[uri] = 1, said
        item = types.TextDocumentItem(uri, "yaml", 1, said)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return uri

    def change(self, uri: str, text: str, *where: int) -> None:
        """Write over everything, or over `line, character, line, character`."""
        self.versions[uri] += 1
        item = types.VersionedTextDocumentIdentifier(self.versions[uri], uri)
        change: types.TextDocumentContentChangeEvent
        if where:
            stretch = types.Range(types.Position(*where[:2]), types.Position(*where[2:]))
            change = types.TextDocumentContentChangePartial(range=stretch, text=text)
        else:
            change = types.TextDocumentContentChangeWholeDocument(dedent(text))
            self.texts[uri] = dedent(text)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(item, [change]))

    def close(self, uri: str) -> None:
        """Close a file."""
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))

    def tell(self, path: str, kind: types.FileChangeType = types.FileChangeType.Changed) -> None:
        """Tell that a file was changed by something else."""
        event = types.FileEvent(self.uri(path), kind)
        self.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))

    def found(self, uri: str) -> Found:
        """Return what is shown in a file now, as `line:character-line:character code first line of the message`."""
        return [_shown(one) for one in self.client.diagnostics.get(uri, ())]

    async def until(self, uri: str, wanted: Callable[[Sequence[types.Diagnostic]], bool]) -> Found:
        """Wait until what is shown in a file is as wanted, and return it."""
        async with asyncio.timeout(SECONDS):
            while uri not in self.client.diagnostics or not wanted(self.client.diagnostics[uri]):
                await self.client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        return self.found(uri)

    async def finds(self, uri: str, code: str) -> Found:
        """Wait until a code is shown in a file."""
        return await self.until(uri, lambda found: any(one.code == code for one in found))

    async def finds_nothing(self, uri: str) -> None:
        """Wait until nothing is shown in a file."""
        await self.until(uri, lambda found: not found)


def _shown(one: types.Diagnostic) -> str:
    start, end = one.range.start, one.range.end
    place = f"{start.line}:{start.character}-{end.line}:{end.character}"
    return f"{place} {one.code} {one.message.splitlines()[0]}"
