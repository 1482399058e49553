"""Where things stand: noted while a document is read, the same as what a second reading of the text finds."""

from __future__ import annotations

import pytest

from journeyctl.source import Document, Span, parse
from tests.support import CHECKOUT

TEXTS = {
    "lines": "a: b\nc:\n  d: 1\n  e:\n    - x\n    - y: z\n      w: ~\n",
    "brackets": "{a: {b: [1, {c: d}, []], e: {}}, f: [\n  1,\n  2]}\n",
    "nothing": "a:\nb:\n- \n- - 1\n  -\nc: {}\n",
    "texts": "a: |\n  one\n  two\nb: >-\n  three\n'c d': \"four\n  five\"\ne: six\n  seven\n",
    "several documents": "a: 1\n---\n- b\n- c: {d: e}\n---\nf\n",
    "lists at their key": "a:\n- b: c\n  d: e\n- f\ng: [h]\n",
    "Windows": "a: b\r\nc:\r\n  - d\r\n",
    "wide characters": "\U0001f6b2: {ö: é, 漢: [字]}\n",
    "an empty text": "",
}
EXAMPLES = {file.name: file.read_text("utf-8") for file in sorted((CHECKOUT / "journeys").glob("*.yaml"))}


@pytest.mark.parametrize("name", [*TEXTS, *EXAMPLES])
def test_a_place_that_was_noted_is_the_one_that_a_second_reading_finds(name: str) -> None:
    text = (TEXTS | EXAMPLES)[name]
    noted = parse("a.yaml", text)
    assert not noted.problems
    again = Document("a.yaml", text, noted.values)
    positions = again.positions
    for path in {*positions.keys, *positions.values, *positions.firsts}:
        for asked in (path, path[:-1], (*path, "missing"), (*path, 99)):
            assert noted.key_offsets(asked) == positions.keys.get(asked), asked
            assert noted.value_offsets(asked) == positions.values.get(asked), asked
            assert noted.first_offsets(asked) == positions.firsts.get(asked), asked


@pytest.mark.parametrize("name", TEXTS)
def test_what_begins_at_an_offset_is_the_same_however_it_is_looked_up(name: str) -> None:
    noted = parse("a.yaml", TEXTS[name])
    positions = Document("a.yaml", noted.text, noted.values).positions
    begun: dict[int, tuple[str | int, ...]] = {}
    for places in (positions.values, positions.keys):  # a key counts rather than a value, and of several the first
        begun |= {start: path for path, (start, _end) in reversed(places.items())}
    assert [noted.path_at(at) for at in range(len(noted.text) + 1)] == [
        begun.get(at, ()) for at in range(len(noted.text) + 1)
    ]


def test_a_document_whose_values_came_from_elsewhere_finds_its_places_in_its_text() -> None:
    text = "a: b\nc: {d: [e]}\n"
    document = Document("a.yaml", text, ({"a": "b", "c": {"d": ["e"]}},))
    assert document.value_offsets((0, "c", "d", 0)) == (13, 14)


def test_a_key_and_a_value_are_told_apart() -> None:
    document = parse("a.yaml", "journeys:\n  trip: {name: Trip}\n")
    assert document.key_span((0, "journeys", "trip", "name")) == Span(2, 10, 2, 14)
    assert document.value_span((0, "journeys", "trip", "name")) == Span(2, 16, 2, 20)
    assert document.path_at(19) == (0, "journeys", "trip", "name")
