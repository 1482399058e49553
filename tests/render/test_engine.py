"""The layout engine: one process for many graphs, and a clear sentence when it fails."""

from __future__ import annotations

import stat
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from journeyctl.errors import JourneyctlError
from journeyctl.render import engine
from journeyctl.render.engine import lay_out
from journeyctl.render.layout import Point, read_layouts
from tests.support import CHECKOUT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

TWO = "digraph { node [shape=box fixedsize=true width=1 height=0.5] a -> b [id=e arrowhead=none] }"


def test_y_runs_downwards_and_boxes_are_in_pixels() -> None:
    (layout,) = lay_out([TWO])
    assert layout.nodes["a"].y < layout.nodes["b"].y
    assert (layout.nodes["a"].width, layout.nodes["a"].height) == (72, 36)
    assert layout.edges["e"].points[0].y == pytest.approx(layout.nodes["a"].bottom, abs=0.5)
    assert layout.edges["e"].points[-1].y == pytest.approx(layout.nodes["b"].y, abs=0.5)


def test_several_graphs_are_laid_out_by_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    runs = []
    run = subprocess.run

    def counted(*args: Any, **named: Any) -> Any:
        runs.append(args)
        return run(*args, **named)

    monkeypatch.setattr(subprocess, "run", counted)
    layouts = lay_out([TWO, TWO.replace("-> b", "-> c"), "digraph {}"])
    assert [sorted(layout.nodes) for layout in layouts] == [["a", "b"], ["a", "c"], []]
    assert len(runs) == 1


def test_no_graph_starts_no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_engine", None)
    assert lay_out([]) == ()


@pytest.mark.parametrize(
    ("view", "format_", "engines"),
    [
        ("flow", "svg", [1]), ("map", "svg", []), ("blueprint", "svg", []), ("emotion", "svg", []),
        ("flow", "dot", []), ("flow", "mermaid", []),
    ],
)  # fmt: skip
def test_a_command_starts_an_engine_only_for_a_graph_that_it_draws(
    run: Run, laid_out: list[int], view: str, format_: str, engines: list[int]
) -> None:
    assert run("render", "unlock-bike", "--view", view, "-f", format_, cwd=CHECKOUT).code == 0
    assert laid_out == engines


def test_clusters_and_labels_have_places() -> None:
    (layout,) = lay_out(['digraph { subgraph "cluster_x" { a } a -> b [id=e label="some words"] }'])
    assert layout.clusters["x"].height > layout.nodes["a"].height
    assert isinstance(layout.edges["e"].label, Point)


def test_an_unknown_engine_is_the_operators_mistake() -> None:
    with pytest.raises(JourneyctlError, match="there is no drawing engine 'natve'") as raised:
        lay_out([TWO], "natve")
    assert raised.value.hint == "did you mean 'native'?"


def test_a_missing_engine_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda *_args, **_named: None)
    for name, hint in (("embedded", "pip install graphviz-pure"), ("native", "install Graphviz")):
        with pytest.raises(JourneyctlError) as raised:
            lay_out([TWO], name)
        assert hint in raised.value.hint


def _program(folder: Path, body: str) -> Path:
    program = folder / "dot"
    program.write_text(f"#!/bin/sh\n{body}\n", "utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return program


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("echo 'syntax error in line 1' >&2; exit 1", "dot cannot lay out the picture: syntax error in line 1"),
        ("exit 3", "it says nothing about why"),
        ("echo not json", "answered with something that is no layout"),
        ("echo '{\"objects\": 7}'", "answered with something that is no layout"),
        ("cat > /dev/null", "laid out 0 of 1 graphs"),
    ],
)
def test_whatever_an_engine_does_the_operator_gets_a_sentence(
    body: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(_program(tmp_path, body).parent), prepend=":")
    with pytest.raises(JourneyctlError) as raised:
        lay_out([TWO], "native")
    assert message in raised.value.message


def test_an_engine_that_takes_too_long_gives_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(_program(tmp_path, "sleep 5").parent), prepend=":")
    monkeypatch.setattr(engine, "SECONDS", 1)
    with pytest.raises(JourneyctlError, match="dot took longer than 1 seconds"):
        lay_out([TWO], "native")


def test_a_program_that_cannot_start_gives_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "dot"
    program.write_bytes(b"\x7fELF nonsense")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    with pytest.raises(JourneyctlError, match="cannot start dot"):
        lay_out([TWO], "native")


def test_reading_nothing_gives_no_layout() -> None:
    assert read_layouts("") == ()
