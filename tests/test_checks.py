"""The checks are as strict as they seem: nothing is waved through without a reason, and no module outgrows a head."""

from __future__ import annotations

import re
import tokenize
import tomllib
from typing import TYPE_CHECKING

import pytest

from tests.support import CHECKOUT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOLDERS = ("journeyctl", "tests", "tools", "benchmarks")
MOST_LINES = 450
WAVED = re.compile(r"noqa|type:\s*ignore|pragma|pylint|fmt:\s*off")
REASONED = re.compile(
    r"""\#\ ((ruff:\ )?noqa:\ [A-Z]+\d+(,\ [A-Z]+\d+)*\ -\ \w.+              # noqa: CODE - why
        |type:\ ignore\[[a-z-]+(,\ ?[a-z-]+)*\]\ \#\ (\w.+)        # type: ignore[code] # why
        |pragma:\ no\ (cover|branch)\ -\ \w.+)""",
    re.VERBOSE,
)


def modules() -> list[Path]:
    return [file for folder in FOLDERS for file in sorted((CHECKOUT / folder).rglob("*.py"))]


def unreasoned(lines: list[str]) -> list[str]:
    """Return the comments that wave something through without saying why."""
    source = iter(f"{line}\n" for line in lines)
    comments = [
        one.string for one in tokenize.generate_tokens(lambda: next(source, "")) if one.type == tokenize.COMMENT
    ]
    return [comment for comment in comments if WAVED.search(comment) and not REASONED.fullmatch(comment)]


def test_no_module_is_longer_than_fits_in_a_head() -> None:
    lengths = {str(file.relative_to(CHECKOUT)): len(file.read_text("utf-8").splitlines()) for file in modules()}
    assert {name: length for name, length in lengths.items() if length > MOST_LINES} == {}


def test_whatever_is_waved_through_says_why() -> None:
    found = {str(file): unreasoned(file.read_text("utf-8").splitlines()) for file in modules()}
    assert {name: comments for name, comments in found.items() if comments} == {}


@pytest.mark.parametrize(
    ("comment", "is_reasoned"),
    [
        ("# noqa: ARG002 - click's contract", True),
        ("# noqa: ARG002", False),
        ("# noqa", False),
        ("# noqa: ARG002 -", False),
        ("# type: ignore[arg-type] # fields of a finding", True),
        ("# type: ignore[arg-type]", False),
        ("# type: ignore # it works", False),
        ("# fmt: off", False),
    ],
)
def test_the_reason_is_looked_for_behind_the_code(comment: str, is_reasoned: bool) -> None:  # noqa: FBT001 - a table
    assert unreasoned([f"x = 1  {comment}"]) == ([] if is_reasoned else [comment])


def ignores(table: dict[str, object], path: str = "") -> Iterator[tuple[str, str]]:
    """Yield every entry of a list that turns a check off, with where it stands."""
    for key, value in table.items():
        here = f"{path}.{key}"
        if isinstance(value, dict):
            yield from ignores(value, here)
        elif isinstance(value, list) and re.search("ignore", here):
            yield from ((here, str(entry)) for entry in value)


def test_each_check_that_is_turned_off_has_its_reason_beside_it() -> None:
    text = (CHECKOUT / "pyproject.toml").read_text("utf-8")
    found = [entry for _path, entry in ignores(tomllib.loads(text)["tool"])]
    reasoned = [
        entry
        for line in text.splitlines()
        if re.search(r"#\s\S", line)
        for entry in re.findall(r'"([\w-]+)"', line.partition("#")[0])
    ]
    assert found
    assert [entry for entry in found if entry not in reasoned] == []


def test_nothing_is_excluded_from_the_layers() -> None:
    layers = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    assert [contract["name"] for contract in layers if contract.keys() & {"ignore_imports", "unmatched_ignore"}] == []
