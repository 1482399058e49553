"""The house is in order: what is generated is in step, the layers hold, docs work when pasted."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from journeyctl.model.schema import schemas
from tests.support import CHECKOUT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run


@pytest.mark.parametrize("name", sorted(schemas()))
def test_the_committed_schemas_are_what_the_language_says(name: str) -> None:
    committed = json.loads((CHECKOUT / "schemas" / f"{name}.schema.json").read_text("utf-8"))
    assert committed == json.loads(json.dumps(schemas()[name]))


def test_the_pages_of_the_rules_are_in_step() -> None:
    sys.path.insert(0, str(CHECKOUT / "tools"))
    try:
        from write_rules import pages  # type: ignore[import-not-found] # a script beside the package
    finally:
        sys.path.pop(0)
    committed = {file.name: file.read_text("utf-8") for file in (CHECKOUT / "docs" / "rules").glob("*.md")}
    assert committed == pages()


def test_every_text_for_people_is_translated_and_the_catalogues_are_in_step() -> None:
    done = subprocess.run(
        [sys.executable, CHECKOUT / "tools" / "write_locale.py", "--check"], capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == ""


def test_the_rules_of_ones_own_in_the_docs_work_when_pasted(run: Run, tmp_path: Path) -> None:
    page = (CHECKOUT / "docs" / "how-to" / "rules-of-your-own.md").read_text("utf-8")
    house, settings, _plugins = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    run("init")
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "house.yaml").write_text(house)
    with (tmp_path / "journeyctl.yaml").open("a") as file:
        file.write(settings)
    journey = tmp_path / "journeys" / "library-card.yaml"
    recommend = "  recommend: {name: NPS, kind: nps, owner: front-desk, target: {at_least: 9}}\n"
    journey.write_text(journey.read_text() + recommend)
    assert "\nwarning · profile core · a rule of your own\n" in run("explain", "HOUSE001").out
    linted = run("lint", "--select", "HOUSE001,short-step-names")
    assert "journeys/library-card.yaml:72:3: warning: KPI 'recommend' does not say where" in linted.out
    assert "HOUSE001 nps-has-a-source" in linted.out
    assert "HOUSE002" in run("rules").out
    assert "does not say where" in run("explain", "HOUSE001").out


def test_the_rule_of_the_contributors_guide_needs_one_function_and_one_test(tmp_path: Path) -> None:
    guide = (CHECKOUT / "CONTRIBUTING.md").read_text("utf-8")
    rule, test = (dedent(block) for block in re.findall(r"   ```python\n(.*?)```", guide, re.DOTALL))
    shutil.copytree(CHECKOUT / "journeyctl", tmp_path / "journeyctl", ignore=shutil.ignore_patterns("__pycache__"))
    for shared in ("schemas", "locale", "templates"):
        (tmp_path / shared).symlink_to(CHECKOUT / shared)
    with (tmp_path / "journeyctl" / "lint" / "rules" / "structure.py").open("a", encoding="utf-8") as file:
        file.write(f"\n\n{rule}")
    (tmp_path / "tests" / "lint").mkdir(parents=True)
    for name in ("__init__.py", "support.py", "lint/__init__.py", "lint/test_examples.py"):
        shutil.copy(CHECKOUT / "tests" / name, tmp_path / "tests" / name)
    (tmp_path / "tests" / "lint" / "test_new.py").write_text(f"from tests.support import lint\n\n\n{test}")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/lint", "-k", "STR or goal"],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(tmp_path)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout


def test_the_tutorial_does_what_it_says(run: Run, tmp_path: Path) -> None:
    page = (CHECKOUT / "docs" / "tutorial" / "first-journey.md").read_text("utf-8")
    kpis, leaving = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    with_gaps, clean = (text for command, text in _transcripts(page) if command == "journeyctl lint")
    run("init", "library")
    library = tmp_path / "library"
    assert run("lint", "--today", "2026-11-23", cwd=library).out == with_gaps
    journey = library / "journeys" / "library-card.yaml"
    journey.write_text(journey.read_text().partition("kpis:\n  ease:")[0] + kpis)
    (library / "journeys" / "leaving.yaml").write_text(leaving)
    assert run("lint", "--today", "2026-11-23", cwd=library).out == clean
    assert run("build", "--today", "2026-11-23", cwd=library).code == 0
    assert run("render", "library-card", "--view", "map", "-o", "library-card.svg", cwd=library).code == 0
    assert (library / "library-card.svg").read_text().lstrip().startswith("<")


def test_the_readme_shows_what_lint_says(run: Run, tmp_path: Path) -> None:
    shown = re.findall(r"```text\n(.*?)```", (CHECKOUT / "README.md").read_text("utf-8"), re.DOTALL)
    run("init", "library")
    assert shown[0] in run("lint", "--today", "2026-11-23", cwd=tmp_path / "library").out


def test_every_link_between_the_docs_leads_somewhere() -> None:
    pages = [*(CHECKOUT / "docs").rglob("*.md"), CHECKOUT / "README.md", CHECKOUT / "CONTRIBUTING.md"]
    links = [
        (page, link) for page in pages for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    ]
    assert [f"{page.name}: {link}" for page, link in links if not (page.parent / link).exists()] == []


def _transcripts(page: str) -> list[tuple[str, str]]:
    """Return each command that a page shows, with what it prints."""
    blocks = re.findall(r"```console\n(.*?)```", page, re.DOTALL)
    return [
        (command, text)
        for block in blocks
        for command, text in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)
    ]
