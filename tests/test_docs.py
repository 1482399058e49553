"""The docs say what is so: pages that are generated are in step, and every snippet of the others is run."""

from __future__ import annotations

import importlib
import re
import shlex
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
import yaml

from journeyctl.lint.declarative import declared_rules
from journeyctl.settings import load_settings
from tests.support import CHECKOUT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.conftest import Run


@pytest.fixture(autouse=True, scope="module")
def tools() -> Iterator[None]:
    """Let the scripts beside the package be imported."""
    sys.path.insert(0, str(CHECKOUT / "tools"))
    yield
    sys.path.pop(0)


@pytest.mark.parametrize("name", ["commands", "settings", "formats", "reports"])
def test_a_generated_page_is_in_step(name: str) -> None:
    tool = importlib.import_module(f"write_{name}")
    assert (CHECKOUT / "docs" / "reference" / f"{name}.md").read_text("utf-8") == tool.page()


def test_the_page_of_dependencies_is_in_step_and_gives_each_its_reason() -> None:
    tool = importlib.import_module("write_dependencies")
    assert (CHECKOUT / "docs" / "explanation" / "dependencies.md").read_text("utf-8") == tool.page()
    names = {name for some in tool.declared().values() for name in some}
    assert [name for name in sorted(names) if name not in tool.REASONS] == []
    assert [name for name in tool.REASONS if name not in names] == []


GENERATED = "<!-- Written by tools/"
SETTINGS = {"version", "name", "languages", "sources", "extends", "lint", "site", "breaking"}
FOR_OTHERS = {"jobs", "include", "repos"}  # GitHub, GitLab and pre-commit read these
OTHER_PROGRAMS = {"cd", "pip", "pre-commit", "python", "make"}


def by_hand() -> list[Path]:
    """Return the pages that people write, README and the guide for contributors among them."""
    pages = [*(CHECKOUT / "docs").rglob("*.md"), CHECKOUT / "README.md", CHECKOUT / "CONTRIBUTING.md"]
    return sorted(page for page in pages if "rules" not in page.parts and GENERATED not in page.read_text("utf-8"))


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", page.read_text("utf-8"), re.DOTALL | re.MULTILINE)


def commands(page: Path) -> Iterator[str]:
    """Yield every command that a page tells to type, without what it prints."""
    for block in blocks(page, "(?:console|sh)"):
        lines = block.splitlines()
        shown = [line[2:] for line in lines if line.startswith("$ ")]
        yield from (re.split(r"  #| [<>|] ", line)[0].strip() for line in shown or lines if line.strip())


TRIED_ELSEWHERE = ("docs/how-to/import.md",)  # with the files that it shows, in tests/exchange/test_docs.py
TOLD = [
    (name, command)
    for page in by_hand()
    if (name := page.relative_to(CHECKOUT).as_posix()) not in TRIED_ELSEWHERE
    for command in commands(page)
]


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what a command writes for its user in a folder of ours."""
    monkeypatch.setenv("SHELL", "/bin/bash")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace with a past: two tags, and a branch of others that it grew from."""
    folder = tmp_path_factory.mktemp("library")
    shutil.copytree(CHECKOUT / "templates" / "init" / "starter" / "en", folder, dirs_exist_ok=True)
    for tag in ("v1.0", "v1.1"):
        with (folder / "journeys" / "library-card.yaml").open("a", encoding="utf-8") as file:
            file.write(f"# {tag}\n")
        for words in (("init", "-q"), ("add", "."), ("commit", "-qm", tag), ("tag", tag)):
            git(folder, *words)
    git(folder, "update-ref", "refs/remotes/origin/main", "v1.0")
    return folder


def git(folder: Path, *words: str) -> None:
    who = ["-c", "user.name=CX", "-c", "user.email=cx@example.org", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


@pytest.mark.parametrize(("page", "command"), TOLD)
def test_every_command_in_the_docs_runs(run: Run, library: Path, tmp_path: Path, page: str, command: str) -> None:
    words = [word for word in shlex.split(command) if not re.fullmatch(r"[A-Z_]+=\S*", word)]
    if words[0] in OTHER_PROGRAMS:
        return
    assert words[0] == "journeyctl", page
    shutil.copytree(library, tmp_path / "library")
    if words[1] in {"serve", "lsp"} or "--watch" in words:
        words.append("--help")  # they would run until they are stopped
    ran = run(*words[1:], cwd=tmp_path / "library")
    assert ran.code in {0, 1}, f"{page}: {command}\n{ran.err}"


def test_the_commands_of_the_docs_are_found() -> None:
    assert ("docs/how-to/shell.md", "journeyctl completion fish") in TOLD
    assert len({page for page, _command in TOLD}) > 8


YAML = [(page.relative_to(CHECKOUT).as_posix(), block) for page in by_hand() for block in blocks(page, "yaml")]


@pytest.mark.parametrize(("page", "block"), YAML)
def test_every_piece_of_yaml_in_the_docs_is_accepted(
    run: Run, library: Path, tmp_path: Path, page: str, block: str
) -> None:
    keys = set(re.findall(r"^([a-z_]+):", block, re.MULTILINE))
    if keys & FOR_OTHERS or not keys:
        assert yaml.safe_load(block), page
        return
    shutil.copytree(library, tmp_path / "library")
    workspace = tmp_path / "library"
    if keys <= SETTINGS:
        for folder in ("rules", "theme"):
            (workspace / folder).mkdir()
        (workspace / "journeyctl.yaml").write_text(block)
        assert list(load_settings(workspace).sources) == ["journeys"], page
    elif keys == {"rules"}:
        (workspace / "house.yaml").write_text(block)
        assert declared_rules(workspace, ("house.yaml",)), page
    else:
        (workspace / "journeys" / "library-card.yaml").write_text(block)
        (workspace / "journeyctl.yaml").write_text("version: 1\n")
        ran = run("lint", "--select", "DOC", "--format", "concise", cwd=workspace)
        assert "DOC" not in ran.out, f"{page}\n{ran.out}"


RUN = {"console", "sh", "yaml", "python"}  # by the tests above, and of the guide for contributors
READ_BY_OTHERS = {"text", "css", "toml", "markdown", "json", "lua", "vim", "elisp", "mermaid", "csv", "xml"}


def test_what_a_page_shows_is_run_or_is_for_others() -> None:
    found = {
        (page.name, language)
        for page in by_hand()
        for language in re.findall(r"^```(\w+)$", page.read_text("utf-8"), re.MULTILINE)
    }
    assert {one for one in found if one[1] not in RUN | READ_BY_OTHERS} == set()


def test_no_page_holds_what_a_merge_left_behind() -> None:
    left = re.compile(r"^(<{7} |={7}$|>{7} )", re.MULTILINE)
    assert [page.name for page in by_hand() if left.search(page.read_text("utf-8"))] == []


def test_every_page_is_found_from_the_index() -> None:
    index = (CHECKOUT / "docs" / "index.md").read_text("utf-8")
    pages = {file.relative_to(CHECKOUT / "docs").as_posix() for file in (CHECKOUT / "docs").rglob("*.md")}
    listed = set(re.findall(r"\]\(([^)#]+)\)", index))
    assert {page for page in pages if not page.startswith("rules/")} - listed == {"index.md"}
