"""What an editor calls a file may be anything; what names no file is no file."""

from __future__ import annotations

from pathlib import Path

import pytest

from journeyctl.editor.server import file_of


@pytest.mark.parametrize("uri", ["file://[", "file:", "file:relative", "untitled:Untitled-1", "file:///a%00b", ""])
def test_what_names_no_file_is_none(uri: str) -> None:
    assert file_of(uri) is None


def test_a_file_is_named_with_its_signs_undone() -> None:
    assert file_of("file:///tmp/a%20b.yaml") == Path("/tmp/a b.yaml")  # noqa: S108 - a name, nothing is written
