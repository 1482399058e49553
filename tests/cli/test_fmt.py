"""`journeyctl fmt`: writes, checks, shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.workspaces import workspace

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

LOOSE = "personas:\n    one:   {name: One}  # why\n"
TIGHT = "personas:\n  one: {name: One}  # why\n"


@pytest.fixture
def loose(tmp_path: Path) -> Path:
    """A workspace with one file to lay out and one that is."""
    return workspace(tmp_path, {"a.yaml": LOOSE, "b.yaml": "channels: {web: {name: Web, kind: web}}\n"})


def test_files_are_laid_out_once(run: Run, loose: Path) -> None:
    assert run("fmt", cwd=loose) == (0, "", "1 of 2 files laid out anew\n")
    assert (loose / "a.yaml").read_text() == TIGHT
    assert run("fmt", cwd=loose) == (0, "", "0 of 2 files laid out anew\n")


def test_check_names_the_files_and_fails(run: Run, loose: Path) -> None:
    assert run("fmt", "--check", cwd=loose) == (1, "journeys/a.yaml\n", "1 of 2 files would be laid out anew\n")
    assert (loose / "a.yaml").read_text() == LOOSE
    assert run("fmt", "--check", "b.yaml", cwd=loose) == (0, "", "0 of 1 file would be laid out anew\n")


def test_diff_shows_what_would_change(run: Run, loose: Path) -> None:
    ran = run("fmt", "--diff", cwd=loose)
    assert ran.code == 1
    assert ran.out == (
        "--- a/journeys/a.yaml\n+++ b/journeys/a.yaml\n@@ -1,2 +1,2 @@\n personas:\n"
        "-    one:   {name: One}  # why\n+  one: {name: One}  # why\n"
    )


def test_what_is_no_yaml_is_left_alone_and_named(run: Run, loose: Path) -> None:
    (loose / "a.yaml").write_text("personas: {\n")
    ran = run("fmt", cwd=loose)
    assert ran.code == 1
    assert ran.err.startswith(
        "journeyctl: journeys/a.yaml is left alone: `journeyctl lint` tells what is wrong with it"
    )


def test_a_byte_order_mark_and_line_endings_stay(run: Run, loose: Path) -> None:
    (loose / "a.yaml").write_bytes(b"\xef\xbb\xbf" + LOOSE.replace("\n", "\r\n").encode())
    run("fmt", cwd=loose)
    assert (loose / "a.yaml").read_bytes() == b"\xef\xbb\xbf" + TIGHT.replace("\n", "\r\n").encode()


def test_the_linter_reports_it_and_mends_it(run: Run, loose: Path) -> None:
    ran = run("lint", "--select", "HYG005", "--format", "concise", cwd=loose)
    assert ran.out.splitlines()[0] == (
        "journeys/a.yaml:2:1: info: this file is not laid out as `journeyctl fmt` does  HYG005 non-canonical-format"
    )
    assert run("lint", "--select", "HYG005", "--fix", "--fail-on", "info", cwd=loose).code == 0
    assert (loose / "a.yaml").read_text() == TIGHT
