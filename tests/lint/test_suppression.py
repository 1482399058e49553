"""Comments that accept a finding: where they hold, what makes them count, and how they are written."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from journeyctl.compiler import compile_documents
from journeyctl.lint import Choice, built_in, run, select
from journeyctl.lint.fixes import edited
from journeyctl.lint.suppression import with_ignores
from journeyctl.settings import LintSettings, Settings
from journeyctl.source import parse
from journeyctl.source.layout import comments
from tests.support import CHECKOUT, TODAY

if TYPE_CHECKING:
    from journeyctl.diagnostics import Diagnostic

CODES = ("OWN001", "CHN001", "REF001", "HYG006")


def judged(text: str, *codes: str) -> tuple[Diagnostic, ...]:
    """Return what some rules find in a document."""
    compiled = compile_documents([parse("trip.yaml", text)], CHECKOUT, Settings())
    return run(compiled, select(built_in(), LintSettings(), Choice(select=codes or CODES)), TODAY)


def found(text: str, *codes: str) -> list[str]:
    """Return `line:column code` of what some rules find in a document whose first line is line 1."""
    findings = judged(dedent(text).strip("\n") + "\n", *codes)
    return [f"{one.span.line}:{one.span.column} {one.code}" for one in findings]


def said(text: str) -> list[str]:
    """Return what HYG006 says of a document."""
    findings = judged(dedent(text).strip("\n") + "\n")
    return [
        f"{one.span.line}:{one.span.column} {one.message.in_language('en')}" for one in findings if one.code == "HYG006"
    ]


def mended(text: str) -> str:
    """Return a document after HYG006's fixes."""
    text = dedent(text).strip("\n") + "\n"
    fixes = [one.fix for one in judged(text) if one.code == "HYG006" and one.fix]
    return edited(text, [edit for fix in fixes for edit in fix.edits])


def test_without_a_comment_two_rules_report_the_desk() -> None:
    assert found("touchpoints:\n  desk: {name: Desk}\n") == ["2:3 CHN001", "2:3 OWN001"]


def test_a_comment_at_the_end_of_a_line_holds_for_that_line() -> None:
    assert found("""
        touchpoints:
          desk: {name: Desk}  # journeyctl: ignore[OWN001] it closes in May
          booth: {name: Booth}
    """) == ["2:3 CHN001", "3:3 CHN001", "3:3 OWN001"]


def test_a_comment_above_an_entry_holds_for_all_of_it_and_for_nothing_below_it() -> None:
    assert found(
        """
        journeys:
          # journeyctl: ignore[OWN001] a pilot
          trip:
            name: Trip
            phases:
              - id: go
                name: Go
                steps:
                  - {id: ask, touchpoint: {name: Ask, channel: web}}
                  - {id: pay, touchpoint: {name: Pay, channel: web}}
          other:
            name: Other
            phases:
              - {id: go, name: Go, steps: [{id: ask, touchpoint: {name: Ask, channel: web}}]}
        channels: {web: {name: Web, kind: web}}
    """,
        "OWN001",
        "HYG006",
    ) == ["14:46 OWN001"]


def test_a_comment_above_an_item_of_a_list_holds_for_that_item() -> None:
    assert found(
        """
        journeys:
          trip:
            name: Trip
            phases:
              - id: go
                name: Go
                steps:
                  - id: ask
                    touchpoint: {name: Ask, channel: web}
                  # another comment
                  # journeyctl: ignore[unowned-touchpoint] a pilot
                  # and one more
                  - id: pay
                    touchpoint:
                      name: Pay
                      channel: web
                  - id: go
                    touchpoint: {name: Go, channel: web}
        channels: {web: {name: Web, kind: web}}
    """,
        "OWN001",
        "HYG006",
    ) == ["9:13 OWN001", "18:13 OWN001"]


def test_one_comment_names_several_rules_by_code_or_name() -> None:
    text = """
        touchpoints:
          desk: {name: Desk}  # journeyctl: ignore[own001, no-channel] it closes in May
    """
    assert found(text) == []


def test_a_comment_above_an_entry_that_ends_in_a_text_ends_with_that_text() -> None:
    text = """
        # journeyctl: ignore[OWN001] a pilot
        touchpoints:
          desk:
            channel: web
            name: |
              Desk

        journeys: {trip: {name: Trip, phases: [{id: go, name: Go, steps: [{id: s, touchpoint: {name: S}}]}]}}
        channels: {web: {name: Web, kind: web}}
    """
    assert found(text, "OWN001", "LIF003", "HYG006") == ["8:12 LIF003", "8:75 OWN001"]


def test_two_comments_above_an_entry_both_hold() -> None:
    assert (
        found("""
        touchpoints:
          # journeyctl: ignore[OWN001] it closes in May
          # journeyctl: ignore[CHN001] it has none
          desk: {name: Desk}
    """)
        == []
    )


def test_a_comment_behind_another_comment_counts() -> None:
    assert (
        found("""
        touchpoints:
          desk: {name: Desk}  # the old one  # journeyctl: ignore[OWN001, CHN001] it closes in May
    """)
        == []
    )


@pytest.mark.parametrize(
    "value",
    [
        '"# journeyctl: ignore[OWN001] no comment"',
        "'x # journeyctl: ignore[OWN001] no comment'",
        "x#journeyctl:ignore[OWN001]",
        "|\n      # journeyctl: ignore[OWN001] no comment",
        ">-\n      text # journeyctl: ignore[OWN001] no comment",
        "a plain text\n      of two lines",
    ],
)
def test_a_sign_inside_a_text_is_no_comment(value: str) -> None:
    text = f"touchpoints:\n  desk:\n    name: {value}\n    channel: web\nchannels: {{web: {{name: Web, kind: web}}}}\n"
    assert found(text) == ["2:3 OWN001"]


def test_a_comment_behind_the_sign_of_a_block_text_counts() -> None:
    assert found("""
        touchpoints:
          # journeyctl: ignore[CHN001] none yet
          desk:
            name: |  # journeyctl: ignore[OWN001] stands on the wrong line
              Desk
    """) == ["3:3 OWN001", "4:14 HYG006"]


def test_a_reason_is_required_and_without_one_nothing_is_suppressed() -> None:
    text = """
        touchpoints:
          desk: {name: Desk}  # journeyctl: ignore[OWN001]
    """
    assert found(text, "OWN001", "HYG006") == ["2:3 OWN001", "2:23 HYG006"]
    assert said(text) == ["2:23 this suppression gives no reason, so it does not count"]
    assert mended(text) == dedent(text).strip("\n") + "\n"


@pytest.mark.parametrize(
    ("comment", "sentence"),
    [
        ("journeyctl: ignore[REF001] a reason", "this suppression of REF001 suppresses nothing"),
        ("journeyctl: ignore[] a reason", "this suppression names no rule"),
        ("journeyctl: ignore OWN001 a reason", "this comment to journeyctl cannot be read"),
        ("journeyctl: ingore[OWN001] a reason", "this comment to journeyctl cannot be read"),
        ("journeyctl: ignore[OWN01] a reason", "there is no rule 'OWN01'"),
        ("journeyctl: ignore[ownership] a reason", "there is no rule 'ownership'"),
        ("journeyctl: ignore[DOC005] a reason", "DOC005 cannot be suppressed"),
        ("journeyctl: ignore[HYG006] a reason", "HYG006 cannot be suppressed"),
    ],
)
def test_what_does_not_count_is_reported_at_the_comment(comment: str, sentence: str) -> None:
    assert said(f"""
        personas:
          one: {{name: One}}  # {comment}
    """) == [f"2:21 {sentence}"]


def test_a_comment_with_a_blank_line_below_it_is_about_nothing() -> None:
    assert said("""
        # journeyctl: ignore[OWN001] a reason

        personas: {one: {name: One}}
    """) == ["1:1 this suppression of OWN001 suppresses nothing"]


def test_a_comment_at_the_end_of_a_file_is_about_nothing() -> None:
    assert said("""
        personas: {one: {name: One}}
        # journeyctl: ignore[OWN001] a reason
    """) == ["2:1 this suppression of OWN001 suppresses nothing"]


def test_a_rule_that_did_not_run_is_not_called_unused() -> None:
    text = "personas:\n  one: {name: One}  # journeyctl: ignore[OWN001] a reason\n"
    assert found(text, "CHN001", "HYG006") == []


def test_while_a_document_fails_nothing_is_called_unused() -> None:
    text = "personas:\n  one: {naam: One}\n  two: {name: Two}  # journeyctl: ignore[OWN001] a reason\n"
    assert found(text) == ["2:9 DOC005"]


def test_what_does_not_compile_cannot_be_suppressed() -> None:
    text = "personas:\n  one: {name: One, naem: x}  # journeyctl: ignore[DOC005] a reason\n"
    assert found(text) == ["2:20 DOC005", "2:30 HYG006"]


def test_an_unused_comment_is_taken_out_with_its_blanks_or_its_line() -> None:
    assert (
        mended("""
        personas:
          # journeyctl: ignore[OWN001] a reason
          one: {name: One}   # journeyctl: ignore[OWN001] a reason
    """)
        == "personas:\n  one: {name: One}\n"
    )


def test_of_a_comment_that_is_used_in_part_the_unused_words_are_taken_out() -> None:
    assert (
        mended("""
        touchpoints:
          desk: {name: Desk, owner: me}  # journeyctl: ignore[OWN001, CHN001] a reason
        owners: {me: {name: Me, kind: team}}
    """).splitlines()[1]
        == "  desk: {name: Desk, owner: me}  # journeyctl: ignore[CHN001] a reason"
    )


def ignored(text: str, *codes: str) -> tuple[str, int]:
    """Return a document after `--add-ignore`, and for how many findings there was no place."""
    texts, left = with_ignores(judged(text, *codes), "known since May", built_in())
    return texts["trip.yaml"][1] if texts else text, len(left)


def test_a_comment_is_added_for_each_line_that_has_findings() -> None:
    text = "touchpoints:\n  desk: {name: Desk}\n  booth: {name: Booth}   # old\n"
    after, left = ignored(text)
    assert left == 0
    assert after.splitlines()[1:] == [
        "  desk: {name: Desk}  # journeyctl: ignore[CHN001, OWN001] known since May",
        "  booth: {name: Booth}   # old  # journeyctl: ignore[CHN001, OWN001] known since May",
    ]
    assert found(ignored(text)[0]) == []


def test_a_comment_that_is_there_gets_the_new_codes() -> None:
    text = "touchpoints:\n  desk: {name: Desk}  # journeyctl: ignore[OWN001] it closes\n"
    assert ignored(text)[0] == "touchpoints:\n  desk: {name: Desk}  # journeyctl: ignore[OWN001, CHN001] it closes\n"


def test_where_a_line_ends_inside_a_text_the_comment_stands_above() -> None:
    head, tail = "touchpoints:\n  desk: {name: Desk,\n", "    owner: me and\n      you}\n"
    comment = "    # journeyctl: ignore[REF001] known since May\n"
    assert ignored(head + tail, "REF001") == (head + comment + tail, 0)


def test_added_comments_keep_the_line_endings() -> None:
    text = "touchpoints:\r\n  desk: {name: Desk}\r\n"
    assert ignored(text)[0] == (
        "touchpoints:\r\n  desk: {name: Desk}  # journeyctl: ignore[CHN001, OWN001] known since May\r\n"
    )


def test_adding_comments_loses_none_and_changes_no_value() -> None:
    text = (CHECKOUT / "tests" / "cases" / "gappy" / "journeys" / "buy.yaml").read_text("utf-8")
    after, left = ignored(text, "OWN", "LIF", "MEA", "REF", "CHN", "PER")
    assert left == 0
    assert parse("", after).values == parse("", text).values
    assert len(comments(after)) > 3
    assert [one.code for one in judged(after, "OWN", "LIF", "MEA", "REF", "CHN", "PER", "HYG006")] == []
