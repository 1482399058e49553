"""One layout: what changes, what never does."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyctl.source import parse
from journeyctl.source.formatting import canonical, difference
from journeyctl.source.layout import comments
from tests.support import CHECKOUT

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLES = sorted([*(CHECKOUT / "journeys").glob("*.yaml"), *(CHECKOUT / "tests" / "cases").glob("**/*.yaml")])


def laid_out(text: str) -> str:
    """Return a text in the one layout."""
    return canonical(dedent(text).lstrip("\n"))


def test_two_blanks_a_level_and_lists_inside_their_key() -> None:
    assert laid_out("""
        journeys:
            trip:
                phases:
                -   id: go
                    steps:
                    - id: ask
    """) == dedent("""\
        journeys:
          trip:
            phases:
              - id: go
                steps:
                  - id: ask
    """)


def test_blanks_inside_a_line_stand_where_they_mean_something() -> None:
    assert laid_out('a :   { b:  1 ,c: [ x,y , ] , "d":e}\nf:\t-1   # as it was\n') == (
        'a: {b: 1, c: [x, y,], "d": e}\nf: -1   # as it was\n'
    )


def test_blank_lines_are_at_most_one_in_a_row_and_none_at_the_ends() -> None:
    assert laid_out("\n\na: 1\n\n\n\nb: 2  \n\n\n") == "a: 1\n\nb: 2\n"


def test_comments_move_with_what_they_stand_above() -> None:
    assert laid_out("""
        # head
        a:
            # about b
            b: 1
            # last of a
        # about c
        c:
        # about the item
        - d
        # end
    """) == dedent("""\
        # head
        a:
          # about b
          b: 1
          # last of a
        # about c
        c:
          # about the item
          - d
        # end
    """)


def test_texts_of_several_lines_keep_what_they_say() -> None:
    text = dedent("""\
        a:
            b: |
                    one
                      two

                    three
            c: >-
              folded
            d: |2
                kept
            e: plain
                text
            f: "quoted
              text \\
              more"
    """)
    assert canonical(text) == dedent("""\
        a:
          b: |
            one
              two

            three
          c: >-
            folded
          d: |2
              kept
          e: plain
              text
          f: "quoted
            text \\
            more"
    """)


def test_a_files_own_line_endings_stay() -> None:
    assert canonical("a:\r\n    b: 1\r\n\r\n\r\n") == "a:\r\n  b: 1\r\n"
    assert canonical("a:\n    b: 1") == "a:\n  b: 1\n"


@pytest.mark.parametrize("text", ["a: [\n", "a: &b 1\n", "? a\n: b\n", "a: x\u2028y\n", "a:\x00\n", "", "a: 1\na: 2\n"])
def test_what_has_no_layout_is_left_alone(text: str) -> None:
    assert canonical(text) == text


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.name)
def test_the_example_is_laid_out_already(file: Path) -> None:
    text = file.read_text("utf-8")
    assert canonical(text) == text


def test_a_difference_is_the_lines_that_differ() -> None:
    before, after = "a: 1\nb:   2\nc: 3\n", "a: 1\nb: 2\nc: 3\n"
    start, end, text = difference(before, after)
    assert (before[start:end], text) == ("b:   2\n", "b: 2\n")
    assert before[:start] + text + before[end:] == after


words = st.sampled_from(["a", "b c", "1", "'q'", '"x # y"', "~", "é"])
remarks = st.sampled_from(["", "  # one", " # two: [x]", "   "])


@st.composite
def nodes(draw: st.DrawFn, depth: int, indent: int) -> str:
    """Draw the lines of a block collection, indented any way that YAML allows."""
    lines = []
    is_list = draw(st.booleans())
    for number in range(draw(st.integers(1, 3))):
        head = "-" if is_list else f"k{number}{draw(st.sampled_from(['', ' ']))}:"
        lines += draw(st.sampled_from([[], [""], ["", ""], [" " * draw(st.integers(0, 6)) + "# remark"]]))
        deeper = indent + draw(st.integers(1, 4))
        kind = draw(st.sampled_from(["scalar", "flow", "block", "text", "folded"] if depth else ["scalar", "flow"]))
        if kind == "block":
            lines.append(" " * indent + head + draw(remarks))
            lines.append(draw(nodes(depth - 1, deeper)))
        elif kind == "text":
            content = " " * deeper
            lines += [
                " " * indent + head + " |" + draw(st.sampled_from(["", "-", "+"])),
                content + "one # no",
                "",
                content + "  two",
            ]
        elif kind == "folded":
            lines += [
                " " * indent + head + ' "one' + draw(st.sampled_from(["", " "])),
                " " * deeper + 'two"' + draw(remarks),
            ]
        elif kind == "flow":
            blank = draw(st.sampled_from(["", " ", "  "]))
            lines.append(
                " " * indent
                + head
                + f" {{{blank}x{blank}: {draw(words)} ,{blank}y: [{blank}1,2{blank}]{blank}}}"
                + draw(remarks)
            )
        else:
            lines.append(" " * indent + head + draw(st.sampled_from([" ", "   "])) + draw(words) + draw(remarks))
    return "\n".join(lines)


@given(nodes(depth=3, indent=0), st.sampled_from(["\n", "\r\n"]))
def test_layout_changes_no_value_loses_no_comment_and_is_done_once(text: str, ending: str) -> None:
    text = text.replace("\n", ending) + ending
    after = canonical(text)
    assert parse("", after).values == parse("", text).values
    assert comments(after) == comments(text)
    assert canonical(after) == after


@given(st.text(st.sampled_from("ab:-#'\"|>[]{},& \n\r\t?!*é\ufeff"), max_size=60))
def test_whatever_the_text_layout_ends_and_changes_no_value(text: str) -> None:
    after = canonical(text)
    assert parse("", after).values == parse("", text).values
    assert comments(after) == comments(text)
