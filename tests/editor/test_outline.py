"""The reading of texts that are half typed agrees with the parser where a text is whole, and never fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyctl.editor.half_typed import outline
from journeyctl.source import parse
from tests.support import CHECKOUT

if TYPE_CHECKING:
    from pathlib import Path

    from journeyctl.source import Document

WHOLE = sorted([*(CHECKOUT / "journeys").rglob("*.yaml"), *(CHECKOUT / "tests/cases/whole-language").rglob("*.yaml")])
SIGNS = [": ", ":", "- ", "\n", "\n  ", "\n    ", "  ", "---\n", "\r\n", "&a ", "*a", "!t ", " #", "? "]
PIECES = st.sampled_from(["journeys", "steps", "id", "é", "😀", "\u2028", "\t", *"a{}[],\"'|>#%@", *SIGNS])


def scalars(document: Document) -> dict[tuple[str | int, ...], tuple[int, int]]:
    found = {}
    for path, bounds in document.positions.values.items():
        value = document.values
        for step in path:
            value = value[step]  # type: ignore[index] # what positions has, values have
        if not isinstance(value, dict | list) and bounds[1] > bounds[0]:
            found[path] = bounds
    return found


@pytest.mark.parametrize("file", WHOLE, ids=lambda file: file.name)
def test_keys_and_values_stand_where_the_parser_finds_them(file: Path) -> None:
    document = parse(file.name, file.read_text("utf-8"))
    read = outline(document.text)
    keys = {node.path: tuple(node.key) for node in read.nodes if node.key and node.kind != "word"}
    values = {node.path: tuple(node.value) for node in read.nodes if node.value and node.kind in ("scalar", "text")}
    assert document.positions.keys.items() <= keys.items()
    assert scalars(document).items() <= values.items()


@given(st.lists(PIECES, max_size=60).map("".join))
def test_no_text_is_too_broken_to_be_read(text: str) -> None:
    for node in outline(text).nodes:
        for bounds in (node.key, node.value):
            assert bounds is None or 0 <= bounds.start <= bounds.end <= len(text)


@pytest.mark.parametrize("text", ["[" * 5000, "- " * 5000, "{a: " * 5000, '"' * 4999, "a:\n" * 3000, " " * 9999 + "a"])
def test_pits_and_bombs_are_read_in_one_go(text: str) -> None:
    assert len(outline(text).nodes) <= len(text) + 1


def test_a_broken_line_leaves_the_lines_around_it_what_they_are() -> None:
    read = outline('a:\n  b: "open\n  c: {d: [e\n  f: g\nbroken\nh: i\n')
    assert [(node.path, node.kind) for node in read.nodes] == [
        ((0, "a"), "nothing"),
        ((0, "a", "b"), "scalar"),
        ((0, "a", "c", "d", 0), "scalar"),
        ((0, "a", "c", "d"), "list"),
        ((0, "a", "c"), "mapping"),
        ((0, "a", "f"), "scalar"),
        ((0,), "word"),
        ((0, "h"), "scalar"),
    ]
