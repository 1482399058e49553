"""The pages on import and export do what they say when pasted."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

from tests.support import CHECKOUT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run


def page(name: str) -> str:
    return (CHECKOUT / "docs" / "how-to" / f"{name}.md").read_text("utf-8")


def commands(text: str) -> list[list[str]]:
    return [shlex.split(line)[1:] for line in re.findall(r"^\$ (journeyctl .*)$", text, re.MULTILINE)]


def test_the_page_on_import_works_when_pasted(run: Run, tmp_path: Path) -> None:
    text = page("import")
    table, diagram = re.findall(r"```text\n(.*?)```", text, re.DOTALL)
    (tmp_path / "moving.csv").write_text(table)
    (tmp_path / "trip.mmd").write_text(diagram)
    from_table, from_diagram = commands(text)
    imported = run(*from_table)
    assert (imported.code, imported.out) == (0, "")
    written = (tmp_path / "journeys" / "moving-house.yaml").read_text()
    assert "            touchpoint: {name: Call, channel: phone}\n            emotion: -1\n" in written
    assert "  phone: {name: Phone, kind: phone}\n" in written
    shown = run(*from_diagram)
    assert shown.code == 0
    assert "            x-actors: [commuter]\n" in shown.out
    template = re.search(r"`journeyctl (export xlsx --template [^`]*)`", text)
    assert template
    assert run(*template[1].split()).code == 0
    assert (tmp_path / "empty.xlsx").is_file()


def test_the_page_on_import_names_every_code() -> None:
    from journeyctl.exchange.draft import NAMES

    assert re.findall(r"^\| (IMP\d+) \|", page("import"), re.MULTILINE) == list(NAMES)


def test_the_page_on_export_works_when_pasted(run: Run, tmp_path: Path) -> None:
    run("init")
    done = {" ".join(command): run(*command) for command in commands(page("export"))}
    assert {command: ran.code for command, ran in done.items() if ran.code} == {}
    assert len(done) == 6
    assert done["export mermaid --journey library-card"].out.startswith("journey\n  title ")
    names = {file.relative_to(tmp_path).as_posix() for file in tmp_path.rglob("*") if file.is_file()}
    assert {"wiki/index.md", "wiki/library-card.md", "diagrams.md", "journeys.xlsx", "tables/steps.csv",
            "manifest.json"} <= names  # fmt: skip
