"""The system's own Graphviz: it reads the DOT that we write for others, and lays out pictures when asked to."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from journeyctl.render import Drawing, dot
from tests.render import large
from tests.render.pictures import drawn, example, inner, of_class, subjects
from tests.support import CHECKOUT

if TYPE_CHECKING:
    from pathlib import Path

    from journeyctl.model import Workspace
    from tests.conftest import Run

SETTINGS = "version: 1\nname: T\nlanguages: [en]\n"
JOURNEY = "journeys: {a: {name: A, phases: [{id: p, name: P, steps: [{id: s, action: S}]}]}}\n"
EXAMPLE = [(example(), view, journey) for view, journey in subjects(example())]
LARGE = [(workspace, view, journey) for _name, workspace, view, journey in large.pictures()]


def accepted(text: str) -> str:
    """Return what Graphviz complains of."""
    done = subprocess.run(
        [str(shutil.which("dot")), "-Tsvg"], input=text.encode(), capture_output=True, check=False, timeout=120
    )
    return done.stderr.decode() if done.returncode == 0 else f"{done.returncode}: {done.stderr.decode()}"


@pytest.mark.parametrize(("workspace", "view", "journey"), [*EXAMPLE, *LARGE])
def test_graphviz_itself_reads_every_dot(workspace: Workspace, view: str, journey: str) -> None:
    text = dot(view, workspace.journeys[journey] if journey else workspace, Drawing("nl"))
    assert accepted(text) == ""


def test_graphviz_itself_would_have_told() -> None:
    assert accepted("digraph { a -> }").startswith("1: ")


@pytest.mark.parametrize("journey", ["disturbed-trip", "complaint"])
def test_the_native_engine_draws_the_same_things(journey: str) -> None:
    ids = [
        sorted(node.get("id", "") for node in of_class(inner(drawn(example(), "flow", journey, how)), "node"))
        for how in (Drawing(engine="native"), Drawing())
    ]
    assert ids[0] == ids[1]
    assert f"step-{example().journeys[journey].steps[0].id}" in ids[0]


def _workspace(folder: Path, settings: str = "") -> Path:
    (folder / "journeys").mkdir()
    (folder / "journeys" / "a.yaml").write_text(JOURNEY, "utf-8")
    (folder / "journeyctl.yaml").write_text(SETTINGS + settings, "utf-8")
    return folder


@pytest.mark.parametrize(
    ("settings", "args"),
    [
        ("", ["render", "a", "--engine", "native"]),
        ("render: {engine: native}\n", ["render", "a"]),
        ("render: {engine: native}\n", ["build", "--draft"]),
    ],
)
def test_without_graphviz_on_the_system_it_says_so_and_ends_with_2(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: str, args: list[str]
) -> None:
    root = _workspace(tmp_path, settings)
    which = shutil.which
    monkeypatch.setattr(shutil, "which", lambda name, **more: None if name == "dot" else which(name, **more))
    ran = run(*args, cwd=root)
    assert (ran.code, ran.out) == (2, "")
    assert "there is no `dot` on this system" in ran.err
    assert "install Graphviz" in ran.err
    assert not (root / "site").exists()


def test_the_flag_wins_over_the_settings(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = _workspace(tmp_path, "render: {engine: native}\n")
    which = shutil.which
    monkeypatch.setattr(shutil, "which", lambda name, **more: None if name == "dot" else which(name, **more))
    assert run("render", "a", "--engine", "embedded", cwd=root).code == 0


def test_an_engine_that_nobody_knows_is_a_mistake_in_the_settings(run: Run, tmp_path: Path) -> None:
    ran = run("render", "a", cwd=_workspace(tmp_path, "render: {engine: natve}\n"))
    assert ran.code == 2
    assert "natve" in ran.err


def test_the_example_draws_with_the_engine_that_needs_nothing() -> None:
    assert "engine" not in (CHECKOUT / "journeyctl.yaml").read_text("utf-8")
