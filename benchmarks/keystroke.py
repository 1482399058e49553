"""How long a person waits: from a key to the findings of the whole workspace, over stdio, as an editor measures it.

    python benchmarks/corpus.py /tmp/corpus 500
    python benchmarks/keystroke.py /tmp/corpus

Prints the time to the first findings (cold), and the median and the worst of a number of keystrokes once warm. Each key
changes what is found, so that there is something to wait for.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

KEYS = 20
OWNER = "\n    owner: "
WRONG = ("wrong-a", "wrong-b")


class Client:
    """Speaks with a language server."""

    def __init__(self, root: Path) -> None:
        command = [sys.executable, "-m", "journeyctl", "lsp", "--today", "2026-11-23"]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root)  # noqa: S603 - our own program
        if self.process.stdin is None or self.process.stdout is None:
            raise BrokenPipeError
        self.to, self.back = self.process.stdin, self.process.stdout

    def say(self, method: str, params: Any, number: int | None = None) -> None:
        """Send a message; with a number it is a question."""
        message = {"jsonrpc": "2.0", "method": method, "params": params} | ({} if number is None else {"id": number})
        body = json.dumps(message).encode()
        self.to.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self.to.flush()

    def hear(self) -> Any:
        """Wait for a message."""
        length = 0
        while line := self.back.readline().strip():
            length = int(line.rpartition(b":")[2]) if line.lower().startswith(b"content-length") else length
        return json.loads(self.back.read(length))

    def finds(self, uri: str, word: str) -> None:
        """Wait until a finding in a file names a word."""
        while True:
            params = self.hear().get("params") or {}
            if params.get("uri") == uri and any(f"'{word}'" in one["message"] for one in params["diagnostics"]):
                return


def main(root: Path) -> None:
    """Measure and print."""
    file = next(file for file in sorted(root.rglob("*.yaml")) if OWNER in file.read_text("utf-8"))
    head, _owner, tail = file.read_text("utf-8").partition(OWNER)
    texts = [f"{head}{OWNER}{word}{tail[tail.index(chr(10)) :]}" for word in WRONG]
    client, uri = Client(root), file.as_uri()
    client.say("initialize", {"processId": None, "rootUri": root.as_uri(), "capabilities": {}}, 0)
    client.hear()
    client.say("initialized", {})
    began = time.perf_counter()
    item = {"uri": uri, "languageId": "yaml", "version": 1, "text": texts[0]}
    client.say("textDocument/didOpen", {"textDocument": item})
    client.finds(uri, WRONG[0])
    print(f"first findings  {(time.perf_counter() - began) * 1000:8.0f} ms")
    times = [keystroke(client, uri, texts, key) for key in range(1, KEYS + 1)]
    print(f"key, median     {statistics.median(times) * 1000:8.0f} ms")
    print(f"key, worst      {max(times) * 1000:8.0f} ms")
    client.process.terminate()
    client.process.wait()


def keystroke(client: Client, uri: str, texts: list[str], key: int) -> float:
    """Change the file, and return how many seconds pass until that is found."""
    began = time.perf_counter()
    document = {"uri": uri, "version": key + 1}
    changes = [{"text": texts[key % 2]}]
    client.say("textDocument/didChange", {"textDocument": document, "contentChanges": changes})
    client.finds(uri, WRONG[key % 2])
    return time.perf_counter() - began


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
