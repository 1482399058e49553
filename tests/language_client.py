"""A small client for a language server over stdio: what an editor does, and no more."""

from __future__ import annotations

import json
import subprocess
import threading
from queue import Empty, Queue
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SECONDS = 60


class LanguageClient:
    """Talks to a language server that was started for a folder.

    Args:
        command: starts the server.
        root: the folder that the editor has open.
        settings: what the server hears when it asks for its configuration, by section.
    """

    def __init__(self, command: Sequence[str], root: Path, settings: dict[str, Any] | None = None) -> None:
        self.root = root
        self.settings = settings or {}
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=root
        )
        self.messages: Queue[dict[str, Any]] = Queue()
        self.last = 0
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def __enter__(self) -> Self:
        """Greet the server."""
        capabilities = {
            "workspace": {"configuration": True, "workspaceFolders": True},
            "textDocument": {"hover": {"contentFormat": ["markdown"]}, "publishDiagnostics": {}, "completion": {}},
        }
        uri = self.root.as_uri()
        folders = [{"uri": uri, "name": self.root.name}]
        self.request(
            "initialize", processId=None, rootUri=uri, workspaceFolders=folders, capabilities=capabilities
        )  # fmt: skip
        self.notify("initialized")
        return self

    def __exit__(self, *_error: object) -> None:
        """Take leave of the server, and of its pipes."""
        self.request("shutdown")
        self.notify("exit")
        self.process.wait(SECONDS)
        self.reader.join(SECONDS)
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                pipe.close()

    def open(self, file: Path, text: str) -> str:
        """Open a file with a text, whatever stands on the disk; return its URI."""
        uri = file.as_uri()
        self.notify("textDocument/didOpen", textDocument={"uri": uri, "languageId": "yaml", "version": 1, "text": text})
        return uri

    def request(self, method: str, **params: Any) -> Any:
        """Ask something and return the answer."""
        self.last += 1
        number = self.last
        self._send({"id": number, "method": method, "params": params})
        return self._until(lambda message: message.get("id") == number and "method" not in message)["result"]

    def notify(self, method: str, **params: Any) -> None:
        """Tell something that needs no answer."""
        self._send({"method": method, "params": params})

    def diagnostics(self, uri: str) -> list[dict[str, Any]]:
        """Wait for what the server finds in a file and return it."""
        found = self._until(
            lambda message: message.get("method") == "textDocument/publishDiagnostics"
            and message["params"]["uri"] == uri
        )  # fmt: skip
        diagnostics: list[dict[str, Any]] = found["params"]["diagnostics"]
        return diagnostics

    def at(self, method: str, uri: str, line: int, character: int) -> Any:
        """Ask something about a place: 0-based line and character."""
        position = {"line": line, "character": character}
        return self.request(f"textDocument/{method}", textDocument={"uri": uri}, position=position)

    def _until(self, is_wanted: Any) -> dict[str, Any]:
        while True:
            try:
                message = self.messages.get(timeout=SECONDS)
            except Empty as error:
                raise TimeoutError("the language server says nothing") from error
            if is_wanted(message):
                return message
            if "id" in message and "method" in message:
                self._answer(message)

    def _answer(self, message: dict[str, Any]) -> None:
        result: Any = None
        if message["method"] == "workspace/configuration":
            result = [self.settings.get(item.get("section", ""), {}) for item in message["params"]["items"]]
        self._send({"id": message["id"], "result": result})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        pipe = self.process.stdin
        if pipe is None:
            raise BrokenPipeError
        pipe.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        pipe.flush()

    def _read(self) -> None:
        pipe = self.process.stdout
        while pipe and (header := pipe.readline()):
            length = 0
            while header.strip():
                name, _colon, value = header.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
                header = pipe.readline()
            self.messages.put(json.loads(pipe.read(length)))
