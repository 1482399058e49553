"""An editor under test: pytest-lsp's client, connected to our server over stdio, and a workspace to open."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator  # noqa: TC003 - pytest-lsp reads the annotations when tests run
from pathlib import Path  # noqa: TC003 - the same

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, make_test_lsp_client

from tests.editor.support import Editor

COMMAND = [sys.executable, "-m", "journeyctl", "lsp", "--today", "2026-11-23"]
CAPABILITIES = types.ClientCapabilities(
    workspace=types.WorkspaceClientCapabilities(
        workspace_edit=types.WorkspaceEditClientCapabilities(document_changes=True),
        did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True),
    ),
    text_document=types.TextDocumentClientCapabilities(
        publish_diagnostics=types.PublishDiagnosticsClientCapabilities(related_information=True),
        completion=types.CompletionClientCapabilities(),
        rename=types.RenameClientCapabilities(prepare_support=True),
        document_symbol=types.DocumentSymbolClientCapabilities(hierarchical_document_symbol_support=True),
        code_action=types.CodeActionClientCapabilities(
            code_action_literal_support=types.ClientCodeActionLiteralOptions(
                types.ClientCodeActionKindOptions([types.CodeActionKind.QuickFix])
            )
        ),
    ),
)


def agree(_params: types.RegistrationParams) -> None:
    """Let the server ask to be told of files."""


def watching_client() -> LanguageClient:
    """Return a client that agrees to watch files."""
    made: LanguageClient = make_test_lsp_client()
    made.feature(types.CLIENT_REGISTER_CAPABILITY)(agree)
    return made


async def greeted(lsp_client: LanguageClient) -> AsyncIterator[None]:
    """Greet the server, and take leave of it."""
    await lsp_client.initialize_session(types.InitializeParams(CAPABILITIES))
    yield
    await lsp_client.shutdown_session()


client = pytest_lsp.fixture(config=ClientServerConfig(COMMAND, watching_client), scope="module")(greeted)


@pytest.fixture
def editor(client: LanguageClient, tmp_path: Path) -> Editor:
    """An editor on an empty workspace."""
    (tmp_path / "journeyctl.yaml").write_text("version: 1\n")
    (tmp_path / "journeys").mkdir()
    return Editor(client, tmp_path.resolve())
