"""`journeyctl lsp` as a process: how it begins and how it ends."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.editor.conftest import COMMAND
from tests.process import journeyctl

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("messages", "code"),
    [
        ([b'{"jsonrpc":"2.0","id":1,"method":"shutdown"}', b'{"jsonrpc":"2.0","method":"exit"}'], 0),
        ([b'{"jsonrpc":"2.0","method":"exit"}'], 1),
        ([], 1),
    ],
)
def test_it_ends_when_the_editor_does(messages: list[bytes], code: int, tmp_path: Path) -> None:
    hello = (
        b'{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"processId":null,"rootUri":null,"capabilities":{}}}'
    )
    said = b"".join(b"Content-Length: %d\r\n\r\n%b" % (len(body), body) for body in (hello, *messages))
    ran = subprocess.run(COMMAND, input=said, capture_output=True, check=False, timeout=60, cwd=tmp_path)
    assert ran.returncode == code
    assert b"Traceback" not in ran.stderr


def test_a_day_that_is_none_is_the_operators_mistake(tmp_path: Path) -> None:
    ran = journeyctl("lsp", "--today", "someday", cwd=tmp_path)
    assert (ran.returncode, ran.stderr.splitlines()[0]) == (2, "journeyctl: 'someday' is not a day")
