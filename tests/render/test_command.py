"""`journeyctl render`: one picture on standard output or in a file."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.support import CHECKOUT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run


def test_without_options_it_is_the_flow_as_svg(run: Run) -> None:
    ran = run("render", "unlock-bike", cwd=CHECKOUT)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("<svg xmlns=")
    assert "<title>Flow of " in ran.out


def test_a_picture_has_the_accent_of_the_workspace(run: Run) -> None:
    ran = run("render", "unlock-bike", cwd=CHECKOUT)
    assert 'theme: {accent: "#00666e"}' in (CHECKOUT / "journeyctl.yaml").read_text("utf-8")
    assert "#00666e" in ran.out


def test_the_language_is_that_of_the_command_line(run: Run) -> None:
    assert (
        ">Een deelfiets van het slot<"
        in run("--lang", "nl", "render", "unlock-bike", "--view", "map", cwd=CHECKOUT).out
    )


@pytest.mark.parametrize("view", ["map", "flow", "blueprint", "emotion", "landscape", "owners", "kpis", "gaps"])
@pytest.mark.parametrize(("format_", "start"), [("svg", "<svg "), ("dot", "// "), ("mermaid", "flowchart ")])
def test_every_view_has_every_text_format(run: Run, view: str, format_: str, start: str) -> None:
    subject = ["door-to-door"] if view in ("map", "flow", "blueprint", "emotion") else []
    ran = run("render", *subject, "--view", view, "-f", format_, cwd=CHECKOUT)
    assert (ran.code, ran.out[: len(start)]) == (0, start)


def test_a_file_is_written_in_the_format_that_it_ends_in(run: Run, tmp_path: Path) -> None:
    starts = {"a.svg": b"<svg ", "a.png": b"\x89PNG", "a.gv": b"// ", "a.mmd": b"flowchart"}
    for name, start in starts.items():
        assert run("render", "unlock-bike", "-o", str(tmp_path / name), cwd=CHECKOUT).code == 0
        assert (tmp_path / name).read_bytes().startswith(start)


@pytest.mark.parametrize(
    ("args", "message", "help_"),
    [
        (["unlock-bik"], "there is no journey 'unlock-bik'", "did you mean 'unlock-bike'?"),
        (["unlock-bike", "--view", "blueprnt"], "there is no view 'blueprnt'", "did you mean 'blueprint'?"),
        (["unlock-bike", "-f", "pgn"], "there is no format 'pgn' to draw in", "did you mean 'png'?"),
        (["unlock-bike", "-o", "a.jpg"], "'a.jpg' does not say which format", "add `-f`"),
        ([], "the view 'flow' shows one journey", "--view: gaps, kpis, landscape, owners"),
        (["unlock-bike", "--view", "owners"], "the view 'owners' shows all journeys", "leave out 'unlock-bike'"),
        (["unlock-bike", "--engine", "x"], "there is no drawing engine 'x'", "one of: embedded, native"),
    ],
)
def test_a_mistake_ends_with_2_and_a_hint(run: Run, args: list[str], message: str, help_: str) -> None:
    ran = run("render", *args, cwd=CHECKOUT)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err
    assert help_ in ran.err


def test_binary_formats_spare_the_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    ran = run("render", "unlock-bike", "-f", "png", cwd=CHECKOUT)
    assert ran.code == 2
    assert "`-o picture.png`" in ran.err


def test_a_workspace_that_does_not_compile_is_not_drawn(run: Run, tmp_path: Path) -> None:
    (tmp_path / "journeyctl.yaml").write_text("version: 1\nname: T\nlanguages: [en]\n", "utf-8")
    (tmp_path / "journeys").mkdir()
    (tmp_path / "journeys" / "a.yaml").write_text("journeys: {a: {name: A}}\n", "utf-8")
    ran = run("render", "a", cwd=tmp_path)
    assert (ran.code, ran.out) == (1, "")
    assert "journeys/a.yaml" in ran.err


def test_the_map_shows_what_is_wrong(run: Run, tmp_path: Path) -> None:
    (tmp_path / "journeyctl.yaml").write_text("version: 1\nname: T\nlanguages: [en]\n", "utf-8")
    (tmp_path / "journeys").mkdir()
    steps = "[{id: s, touchpoint: {name: Desk}}]"
    text = f"journeys: {{a: {{name: A, phases: [{{id: p, name: P, steps: {steps}}}]}}}}\n"
    (tmp_path / "journeys" / "a.yaml").write_text(text, "utf-8")
    ran = run("render", "a", "--view", "map", cwd=tmp_path)
    assert ran.code == 0
    assert ">touchpoint &#39;Desk&#39; has no owner</text>" in ran.out


@pytest.mark.parametrize("args", [["door-to-door"], ["door-to-door", "--view", "blueprint"], ["--view", "landscape"]])
def test_the_bytes_do_not_depend_on_the_run(args: list[str]) -> None:
    command = [sys.executable, "-m", "journeyctl", "render", *args, "--today", "2026-11-23"]
    made = [
        subprocess.run(
            command, cwd=CHECKOUT, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed}
        )
        for seed in ("1", "2")
    ]
    assert made[0].stdout == made[1].stdout
    assert made[0].stderr == b""
