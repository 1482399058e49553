"""Text for people, looked at in a terminal."""

from __future__ import annotations

from dataclasses import replace

import pytest

from journeyctl.compiler import compile_documents
from journeyctl.diagnostics import Diagnostic, Related, Severity
from journeyctl.i18n import _
from journeyctl.report import Known, Report
from journeyctl.report.snippet import columns, wrapped
from journeyctl.settings import Settings
from journeyctl.source import Document, Span, parse
from tests.report.support import clean, gappy, report_of, unowned, written
from tests.support import CHECKOUT


def one(text: str, span: Span, **more: object) -> str:
    """Return the text report of one finding in a document."""
    document = parse("journeys/trip.yaml", text)
    finding = Diagnostic(document, span, "OWN001", "unowned-touchpoint", Severity.ERROR, _("no owner"))
    return written("text", Report((replace(finding, **more),), 1))  # type: ignore[arg-type] # fields of a finding


def test_a_finding_shows_where_why_and_what_next() -> None:
    text = "owners:\n  travel: {name: T, kind: team}\ntouchpoints:\n  desk:\n    name: Desk\n"
    compiled = compile_documents([parse("journeys/desk.yaml", text)], CHECKOUT, Settings())
    assert written("text", report_of(compiled, "OWN001")) == (
        "journeys/desk.yaml:4:3: error: touchpoint 'desk' has no owner  OWN001 unowned-touchpoint\n"
        "    3 | touchpoints:\n"
        "    4 |   desk:\n"
        "      |   ^^^^ nobody is told when this contact fails\n"
        "    5 |     name: Desk\n"
        "  help: add `owner:` with one of: travel (journeys/desk.yaml:2)\n"
        "\n"
        "Found 1 error in 1 file.\n"
    )


def test_a_clean_workspace_is_told_so_in_one_line() -> None:
    assert written("text", clean()) == "No gaps found in 1 file.\n"


@pytest.mark.parametrize(
    ("count", "language", "said"),
    [
        (1, "en", "No new gaps in 1 file; 1 known one in known.json.\n"),
        (12, "en", "No new gaps in 1 file; 12 known ones in known.json.\n"),
        (12, "nl", "Geen nieuwe bevindingen in 1 bestand; 12 bekende in known.json.\n"),
    ],
)
def test_what_a_baseline_keeps_out_of_sight_is_counted(count: int, language: str, said: str) -> None:
    report = clean(language=language, known=Known(count, "known.json"))
    assert written("text", report) == said
    assert written("concise", report) == said
    assert written("markdown", report) == f"**journeyctl** · {said}"


def test_what_a_baseline_has_is_counted_beside_what_is_new() -> None:
    report = replace(gappy(), known=Known(3, "known.json"))
    assert written("text", report).endswith("; 3 known ones in known.json.\n")


@pytest.mark.parametrize("name", ["json", "jsonl", "sarif", "junit", "github", "gitlab", "checkstyle"])
def test_what_a_program_reads_is_the_same_with_a_baseline(name: str) -> None:
    for report in (clean(), gappy()):
        assert written(name, replace(report, known=Known(3, "known.json"))) == written(name, report)


def test_wide_characters_are_underlined_over_their_whole_width() -> None:
    lines = one("券売機: 東京 x\n", Span(1, 6, 1, 8)).splitlines()
    assert lines[1:3] == ["    1 | 券売機: 東京 x", "      |         ^^^^"]
    assert columns("券売機: ") == 8


def test_tabs_take_one_column_and_combining_marks_none() -> None:
    lines = one("a:\te\u0301 x\n", Span(1, 7, 1, 8)).splitlines()
    assert lines[1:3] == ["    1 | a: e\u0301 x", "      |      ^"]


def test_what_would_act_on_a_terminal_is_written_out_and_underlined_where_it_stands() -> None:
    lines = one("a\u202eb: x\n", Span(1, 3, 1, 4)).splitlines()
    assert lines[1:3] == ["    1 | a\\u202eb: x", "      |        ^"]


def test_a_long_line_is_cut_around_the_marked_text() -> None:
    text = f"{'a' * 300}: {'b' * 10}{'c' * 300}\n"
    lines = one(text, Span(1, 303, 1, 313), why=_("too long")).splitlines()
    assert all(columns(line) <= 80 for line in lines[1:3])
    at = lines[2].index("^")
    assert lines[1][at : at + 10] == "b" * 10
    assert lines[1][8] == lines[1][-1] == "…"


def test_a_span_over_several_lines_is_underlined_to_the_end_of_its_first() -> None:
    lines = one("a: x y\nb: z\n", Span(1, 4, 2, 2)).splitlines()
    assert lines[2] == "      |    ^^^"


def test_a_reason_that_does_not_fit_beside_the_marks_stands_below_them() -> None:
    lines = one(f"{'a' * 60}: b\n", Span(1, 63, 1, 64), why=_("this is a reason of many words")).splitlines()
    assert lines[2].endswith("^")
    assert lines[3] == f"      |{' ' * 43}this is a reason of many words"
    assert columns(lines[3]) == 80


def test_a_file_without_text_is_named_and_shows_no_lines() -> None:
    document = Document("journeys/photo.yaml", "")
    finding = Diagnostic(document, Span(1, 1, 1, 1), "DOC001", "unreadable-file", Severity.ERROR, _("this is no text"))
    assert written("text", Report((finding,), 1)) == (
        "journeys/photo.yaml:1:1: error: this is no text  DOC001 unreadable-file\n\nFound 1 error in 1 file.\n"
    )


def test_many_related_places_are_cut_short() -> None:
    document = parse("journeys/trip.yaml", "a: b\n")
    places = tuple(Related(document, Span(number, 1, number, 2), _("used here")) for number in range(1, 10))
    lines = one("a: b\n", Span(1, 1, 1, 2), related=places).splitlines()
    assert lines[3:9] == [
        *(f"  note: journeys/trip.yaml:{number}: used here" for number in range(1, 6)),
        "  note: and 4 more places",
    ]


def test_findings_that_repeat_a_rule_are_told_in_full_once() -> None:
    report = written("text", unowned("One", "Two", "Three"))
    assert report.count("help: ") == 1
    assert report.count("nobody is told") == 1
    assert report.count("OWN001") == 3


@pytest.mark.parametrize("width", [40, 80, 200])
def test_snippets_notes_and_help_keep_to_the_width(width: int) -> None:
    lines = written("text", gappy(width=width)).splitlines()
    indented = [line for line in lines if line.startswith(" ")]
    assert indented
    assert max(map(columns, indented)) <= width


def test_colour_marks_severities_and_nothing_else_changes() -> None:
    import click

    coloured = written("text", gappy(is_coloured=True))
    assert "\x1b[31m" in coloured
    assert click.unstyle(coloured) == written("text", gappy())


def test_words_are_wrapped_and_never_cut() -> None:
    assert wrapped("one two three", 7, "  ") == ["one two", "  three"]
    assert wrapped("longerthanthewidth x", 5, "") == ["longerthanthewidth", "x"]


def test_concise_has_one_line_a_finding_and_a_count() -> None:
    assert written("concise", unowned("Form")) == (
        "journeys/trip.yaml:2:67: error: touchpoint 'Form' has no owner  OWN001 unowned-touchpoint\n"
        "Found 1 error in 1 file.\n"
    )
