"""What the server answers: one function for each message that an editor may send."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import sys
import threading
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from journeyctl.editor.buffers import Change
from journeyctl.editor.points import Point, Ruler
from journeyctl.editor.questions import QUESTIONS
from journeyctl.editor.server import WATCHED, JourneyServer

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date


def serve(today: Callable[[], date], language: str) -> bool:
    """Serve one editor over standard input and output until it says goodbye.

    Nothing else is written to standard output meanwhile: what prints, such as a plugin, prints to standard error.

    Args:
        today: tells the day on which dates are judged.
        language: of messages.

    Returns:
        Whether the editor took leave as it should.
    """
    logging.getLogger("pygls").setLevel(logging.CRITICAL)  # what it would log is answered to the editor
    made = server(today, language)
    with open(os.dup(sys.stdout.fileno()), "wb") as out, contextlib.redirect_stdout(sys.stderr):  # noqa: PTH123 - a pipe
        made.start_io(sys.stdin.buffer, out)
    return bool(made.protocol._shutdown)  # noqa: SLF001 - pygls does not tell otherwise


def server(today: Callable[[], date], language: str) -> JourneyServer:
    """Return a server that answers all that is written here."""
    made = JourneyServer(today, language)
    for method, answer in ANSWERS.items():
        made.feature(method)(answer)
    for method, (answer, options) in QUESTIONS.items():
        made.feature(method, options)(answer)
    return made


async def initialized(ls: JourneyServer, _params: types.InitializedParams) -> None:
    """Begin: measure as agreed, judge in a thread of its own, and ask to be told of files that change."""
    ls.loop = asyncio.get_running_loop()
    ls.ruler = Ruler(ls.server_capabilities.position_encoding or "utf-16")
    workspace = ls.client_capabilities.workspace
    watching = workspace.did_change_watched_files if workspace else None
    ls.is_told_of_files = bool(watching and watching.dynamic_registration)
    threading.Thread(target=ls.judge_for_ever, daemon=True).start()
    if ls.is_told_of_files:
        watched = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher(WATCHED)])
        registration = types.Registration("files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, watched)
        with contextlib.suppress(Exception):  # an editor that says it can and then will not is told nothing twice
            await ls.client_register_capability_async(types.RegistrationParams([registration]))


def opened(ls: JourneyServer, params: types.DidOpenTextDocumentParams) -> None:
    """Note that a text was opened."""
    item = params.text_document
    ls.opened(item.uri, item.version, item.text)


def changed(ls: JourneyServer, params: types.DidChangeTextDocumentParams) -> None:
    """Note that an open text was changed."""
    ls.changed(
        params.text_document.uri, params.text_document.version, [_change(one) for one in params.content_changes]
    )  # fmt: skip


def closed(ls: JourneyServer, params: types.DidCloseTextDocumentParams) -> None:
    """Note that a text was closed."""
    ls.closed(params.text_document.uri)


def saved(ls: JourneyServer, params: types.DidSaveTextDocumentParams) -> None:
    """Note that a file was written."""
    ls.touched(params.text_document.uri)


def touched(ls: JourneyServer, params: types.DidChangeWatchedFilesParams) -> None:
    """Note that files were changed by something else."""
    for event in params.changes:
        ls.touched(event.uri)


def _change(event: types.TextDocumentContentChangeEvent) -> Change:
    if isinstance(event, types.TextDocumentContentChangePartial):
        start, end = event.range.start, event.range.end
        return Change(event.text, Point(start.line, start.character), Point(end.line, end.character))
    return Change(event.text)


ANSWERS: dict[str, Callable[..., Any]] = {
    types.INITIALIZED: initialized,
    types.TEXT_DOCUMENT_DID_OPEN: opened,
    types.TEXT_DOCUMENT_DID_CHANGE: changed,
    types.TEXT_DOCUMENT_DID_CLOSE: closed,
    types.TEXT_DOCUMENT_DID_SAVE: saved,
    types.WORKSPACE_DID_CHANGE_WATCHED_FILES: touched,
}
