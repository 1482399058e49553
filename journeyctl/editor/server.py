"""The server at the edge: what is open, which workspace it belongs to, and when that is judged again.

The loop reads what the editor says and never waits; one thread of its own judges, always the newest texts. What a
judgement found is sent from the loop, and only for the files about which something else is found than before.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method
from pygls.uris import to_fs_path

from journeyctl import __version__
from journeyctl.editor.buffers import Buffer, Change
from journeyctl.editor.desk import Desk, State
from journeyctl.editor.names import Library
from journeyctl.editor.points import Point, Ruler
from journeyctl.editor.view import View
from journeyctl.editor.wire import Speaker
from journeyctl.settings import FILE

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Iterator
    from datetime import date

    from journeyctl.diagnostics import Diagnostic
    from journeyctl.editor.names import Names
    from journeyctl.editor.outline import Bounds

NAME = "journeyctl"
LOOKING = 2.0  # seconds between two looks at the files, for an editor that does not tell when they change
SETTLING = 0.015  # seconds; a key that is held, or an edit that comes in several messages, is judged once
WATCHED = "**/*.{yaml,yml,csv,json,svg,png}"

logger = logging.getLogger(__name__)


class Protocol(LanguageServerProtocol):
    """The protocol, with our own texts instead of those that pygls keeps: they break lines as YAML and editors do."""

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> Iterator[Any]:
        """Hand an opened text on."""
        yield self.fm.features[types.TEXT_DOCUMENT_DID_OPEN], (params,), None

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> Iterator[Any]:
        """Hand a change on."""
        yield self.fm.features[types.TEXT_DOCUMENT_DID_CHANGE], (params,), None

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> Iterator[Any]:
        """Hand on that a text was closed."""
        yield self.fm.features[types.TEXT_DOCUMENT_DID_CLOSE], (params,), None


class Table:
    """One workspace at the edge: what is open in it, and what the editor was told.

    Args:
        root: its folder, links followed.
        desk: judges it.
    """

    def __init__(self, root: Path, desk: Desk) -> None:
        self.root = root
        self.desk = desk
        self.buffers: dict[str, Buffer] = {}
        self.state = State()
        self.told: dict[str, tuple[tuple[object, ...], ...]] = {}
        self.is_waiting = False
        self.library = Library()

    def view(self, path: str, point: Point, ruler: Ruler) -> View:
        """Return a place in an open text, with what is known around it."""
        buffer = self.buffers.get(path) or Buffer("", 0, "")
        offset = ruler.offset(buffer.lines, *point) - (len(buffer.written) - len(buffer.text))
        return View(self.state, self.names(), path, buffer.text, max(offset, 0))

    def names(self) -> Names:
        """Return all ids of the workspace, those in what is typed just now among them."""
        return self.library.names(self.state.documents, self.texts())

    def uri(self, path: str) -> str:
        """Return what the editor calls a file."""
        buffer = self.buffers.get(path)
        return buffer.uri if buffer else (self.root / path).as_uri()

    def versions(self) -> dict[str, int]:
        """Return the versions of what is open, by path."""
        return {path: buffer.version for path, buffer in self.buffers.items()}

    def texts(self) -> dict[str, str]:
        """Return what is open, by path."""
        return {path: buffer.text for path, buffer in dict(self.buffers).items()}


class Seen(NamedTuple):
    """A place in an open text, its workspace, and what says something about it."""

    table: Table
    view: View
    speaker: Speaker

    def range(self, bounds: Bounds) -> types.Range:
        """Return where a stretch of the text stands."""
        return self.speaker.between(self.view.outline.lines, *bounds)


class JourneyServer(LanguageServer):
    """Speaks with one editor about all the workspaces it has files of.

    Args:
        today: tells the day on which dates are judged.
        language: of messages.
    """

    def __init__(self, today: Callable[[], date], language: str) -> None:
        super().__init__(NAME, __version__, protocol_cls=Protocol)
        self.today = today
        self.language = language
        self.ruler = Ruler()
        self.tables: dict[Path, Table] = {}
        self.waiting: deque[Table] = deque()
        self.wakes = threading.Condition()
        self.loop: asyncio.AbstractEventLoop | None = None
        self.is_told_of_files = True

    # What is open

    def place(self, uri: str) -> tuple[Table, str] | None:
        """Return the workspace of a file and its path in it; None for what is in none, or is no file."""
        file = file_of(uri)
        root = _root_of(file) if file else None
        if file is None or root is None:
            return None
        path = (file.parent.resolve() / file.name).relative_to(root).as_posix()
        if root not in self.tables:
            self.tables[root] = Table(root, Desk(root, self.today))
        return self.tables[root], path

    def opened(self, uri: str, version: int, text: str) -> None:
        """Note that a text was opened."""
        if found := self.place(uri):
            table, path = found
            table.buffers[path] = Buffer(uri, version, text)
            self.wait_for(table)

    def changed(self, uri: str, version: int, changes: list[Change]) -> None:
        """Note that an open text was changed."""
        if (found := self.place(uri)) and (buffer := found[0].buffers.get(found[1])):
            table, path = found
            table.buffers[path] = buffer.changed(changes, version, self.ruler)
            self.wait_for(table)

    def closed(self, uri: str) -> None:
        """Note that a text was closed: its file counts again."""
        if (found := self.place(uri)) and found[0].buffers.pop(found[1], None):
            self.wait_for(found[0])

    def seen(self, uri: str, line: int = 0, character: int = 0) -> Seen | None:
        """Return a place in an open text, and its workspace; None when it is in none or not open."""
        found = self.place(uri)
        if found is None or found[1] not in found[0].buffers:
            return None
        table, path = found
        return Seen(table, table.view(path, Point(line, character), self.ruler), self.speaker(table))

    # Judging

    def wait_for(self, table: Table) -> None:
        """Have a workspace judged as soon as the one before is done."""
        with self.wakes:
            if not table.is_waiting:
                table.is_waiting = True
                self.waiting.append(table)
                self.wakes.notify()

    def judge_for_ever(self) -> None:
        """Judge what waits; runs in a thread of its own."""
        while True:
            with self.wakes:
                is_woken = self.wakes.wait_for(lambda: self.waiting, None if self.is_told_of_files else LOOKING)
            if not is_woken:
                self._look_around()
                continue
            time.sleep(SETTLING)
            with self.wakes:
                table = self.waiting.popleft()
                table.is_waiting = False
            self._judge(table, table.texts())

    def _look_around(self) -> None:
        """Have those workspaces judged whose files something else has changed, for editors that do not tell."""
        for table in list(self.tables.values()):
            if table.desk.has_moved():
                table.desk.forget()
                self.wait_for(table)

    def _judge(self, table: Table, texts: dict[str, str]) -> None:
        try:
            state = table.desk.judged(texts)
        except Exception:
            logger.exception("journeyctl could not judge %s; please report this", table.root)
            return
        if self.loop:
            self.loop.call_soon_threadsafe(self._tell, table, state)

    def _tell(self, table: Table, state: State) -> None:
        """Tell the editor what is found; files about which the same is found as before are left out."""
        table.state = state
        shown = state.shown
        said = {path: tuple(map(_said, found)) for path, found in shown.items()}
        said |= {path: () for path in table.buffers if path not in said and path in state.documents}
        speaker = self.speaker(table)
        for path in sorted({*said, *table.told}):
            if said.get(path, ()) != table.told.get(path):
                self._publish(table, path, [speaker.diagnostic(one) for one in shown.get(path, ())])
        table.told = said

    def _publish(self, table: Table, path: str, diagnostics: list[types.Diagnostic]) -> None:
        buffer = table.buffers.get(path)
        params = types.PublishDiagnosticsParams(table.uri(path), diagnostics, buffer.version if buffer else None)
        self.text_document_publish_diagnostics(params)

    def speaker(self, table: Table) -> Speaker:
        """Return what says findings of a workspace."""
        text, workspace = self.client_capabilities.text_document, self.client_capabilities.workspace
        publishing = text.publish_diagnostics if text else None
        editing = workspace.workspace_edit if workspace else None
        return Speaker(
            self.language, self.ruler, table.uri,
            relates=bool(publishing and publishing.related_information),
            counts=bool(editing and editing.document_changes),
        )  # fmt: skip

    # Files on the disk

    def touched(self, uri: str) -> None:
        """Note that a file was changed by something else."""
        if found := self.place(uri):
            found[0].desk.forget()
            self.wait_for(found[0])


def _said(found: Diagnostic) -> tuple[object, ...]:
    """Return what of a finding an editor is told: two that are equal need not be told again."""
    line = found.document.lines.line(found.span.line)
    related = tuple((one.document.path, one.span, one.message) for one in found.related)
    width = "" if line.isascii() else line
    return (found.code, found.span, found.severity, found.message, found.why, found.help, related, width)


def file_of(uri: str) -> Path | None:
    """Return the file that a URI names; None for what is no file."""
    if not uri.startswith("file:"):
        return None
    try:
        path = to_fs_path(uri)
    except ValueError:  # such as `file://[`, which names no host
        return None
    if not path or "\x00" in path or not Path(path).is_absolute():
        return None
    return Path(path)


def _root_of(file: Path) -> Path | None:
    """Return the nearest folder at or above a file that holds settings, its links followed."""
    try:
        folder = file.parent.resolve()
        return next((one for one in (folder, *folder.parents) if (one / FILE).is_file()), None)
    except (OSError, RuntimeError, ValueError):
        return None
