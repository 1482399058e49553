"""`report`: names, formats, and what a spreadsheet, a terminal or a reader of Markdown must not be made to do."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import jsonschema
import pytest

from journeyctl.analyse.reports import load, names
from journeyctl.analyse.sheet import SCHEMA
from journeyctl.cli.commands import report
from journeyctl.cli.commands.report import bar, sparkline
from journeyctl.cli.context import Context
from journeyctl.compiler import compile_workspace
from journeyctl.settings import load_settings
from tests.support import CHECKOUT, TODAY

if TYPE_CHECKING:
    from pathlib import Path

    from journeyctl.model import Workspace
    from tests.conftest import Run

DOCUMENT = """
channels: {desk: {name: Desk, kind: store}}
insights:
  formula: {name: "=1+1", kind: fact, date: 2026-11-13, n: 24}
  markup: {name: "<b>|x|</b>\\u001b[31m", kind: assumption, date: 2026-11-03}
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Write a small workspace."""
    (tmp_path / "journeys").mkdir()
    (tmp_path / "journeys" / "all.yaml").write_text(DOCUMENT)
    (tmp_path / "journeyctl.yaml").write_text("languages: [en]\n")
    return tmp_path


def test_without_a_name_all_reports_are_listed_each_with_what_it_says(run: Run) -> None:
    listed = run("report").out.splitlines()
    named = [line.split() for line in listed if not line.startswith(" ")]
    assert [words[0] for words in named] == list(names())
    assert all(len(words) > 3 for words in named)
    assert max(map(len, listed)) <= 80
    assert {
        "coverage", "gaps", "kpis", "business-case", "growth", "channels", "silos", "contacts", "privacy", "evidence",
        "emotion",
    } <= set(names())  # fmt: skip


@pytest.mark.parametrize(
    ("args", "hint"),
    [
        (["gap"], "did you mean 'gaps'?"),
        (["zzzzzz"], "one of: business-case"),
        (["gaps", "--table", "item"], "did you mean 'items'?"),
        (["gaps", "--today", "soon"], "write it as"),
    ],
)
def test_what_is_misspelt_is_met_with_a_hint(run: Run, workspace: Path, args: list[str], hint: str) -> None:
    ran = run("report", *args, cwd=workspace)
    assert ran.code == 2
    assert hint in ran.err


@pytest.fixture(scope="module")
def example() -> Workspace:
    """Compile the example."""
    return compile_workspace(CHECKOUT, load_settings(CHECKOUT)).workspace


@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize("language", ["en", "nl"])
def test_json_is_as_its_schema_says_and_rows_have_the_documented_keys(
    name: str, language: str, example: Workspace
) -> None:
    document = json.loads(report._json(name, load(name).write(example, TODAY), example, TODAY, language))
    jsonschema.validate(document, SCHEMA)
    assert (document["version"], document["report"], document["today"]) == (1, name, "2026-11-23")
    for table in document["tables"]:
        keys = [column["key"] for column in table["columns"]]
        assert all(list(row) == keys for row in table["rows"])


@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize("format_", sorted(report.WRITERS))
def test_every_report_prints_in_every_format(name: str, format_: str, example: Workspace) -> None:
    context = Context(CHECKOUT, "en", "auto", quiet=True, verbose=False)
    printed = report.WRITERS[format_](load(name).write(example, TODAY), context)
    assert "\x1b" not in printed
    assert printed.endswith("\n")
    if format_ == "csv":
        assert len({len(row) for row in csv.reader(io.StringIO(printed))}) == 1


def test_figures_and_codes_in_json_are_for_machines(run: Run, workspace: Path) -> None:
    printed = run("report", "evidence", "--format", "json", "--today", "2026-11-23", cwd=workspace)
    kinds, _links, insights = json.loads(printed.out)["tables"]
    assert [(row["kind"], row["share"], row["age"]) for row in kinds["rows"]] == [
        ("fact", 50, 10),
        ("assumption", 50, 20),
    ]
    assert [row["age"] for row in insights["rows"]] == [10, 20]


def test_a_formula_in_a_name_stays_text_in_csv_and_a_negative_figure_a_figure(run: Run, workspace: Path) -> None:
    printed = run("report", "evidence", "--format", "csv", "--table", "insights", cwd=workspace)
    assert printed.out.splitlines()[1].startswith("formula,'=1+1,fact,2026-11-13,")
    silent = run("report", "gaps", "--format", "csv", "--table", "items", cwd=CHECKOUT).out
    assert "'-" not in silent
    assert ",-0." in silent


def test_csv_holds_the_first_table_and_says_which_others_there_are(run: Run, workspace: Path) -> None:
    printed = run("report", "evidence", "--format", "csv", cwd=workspace)
    assert printed.out.splitlines()[0] == "kind,count,share,used,dated,age"
    assert "'links', 'insights'" in printed.err


def test_markup_and_control_characters_of_a_name_are_shown_and_do_nothing(run: Run, workspace: Path) -> None:
    text = run("report", "evidence", cwd=workspace).out
    markdown = run("report", "evidence", "--format", "markdown", cwd=workspace).out
    assert "<b>|x|</b>�[31m" in text
    assert r"\<b\>\|x\|\</b\>�\[31m" in markdown


def test_a_bar_stands_behind_a_figure_on_a_scale(run: Run, workspace: Path) -> None:
    assert "50 ████\n" in run("report", "evidence", "--table", "kinds", cwd=workspace).out.replace(" " * 3, "\n")


def test_a_long_table_is_cut_for_people_and_whole_in_csv(run: Run, workspace: Path) -> None:
    lines = "".join(f"  i{number}: {{name: N{number}, kind: fact}}\n" for number in range(50))
    (workspace / "journeys" / "more.yaml").write_text(f"insights:\n{lines}")
    for format_ in ("text", "markdown"):
        printed = run("report", "evidence", "--format", format_, "--table", "insights", cwd=workspace).out
        assert "12 more rows: `--format csv --table insights` holds all." in printed
    whole = run("report", "evidence", "--format", "csv", "--table", "insights", cwd=workspace).out
    assert len(whole.splitlines()) == 53


def test_no_column_gets_lost_in_a_narrow_terminal(example: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "_width", lambda _context: 40)
    context = Context(CHECKOUT, "en", "auto", quiet=True, verbose=False)
    printed = report._text(load("business-case").write(example, TODAY), context)
    assert "Payback" in printed
    assert "546,753" in printed


def test_colour_only_where_it_is_asked_for(run: Run, workspace: Path) -> None:
    assert "\x1b[1m" in run("--color", "always", "report", "evidence", cwd=workspace).out


def test_nothing_to_say_is_said_with_what_to_write(run: Run, workspace: Path) -> None:
    for format_ in ("text", "markdown"):
        printed = run("report", "privacy", "--format", format_, cwd=workspace)
        assert "Not enough data: no personal data is described." in printed.out
        assert "`personal: true`" in printed.out


def test_documents_that_do_not_compile_are_left_out_and_that_is_said(run: Run, workspace: Path) -> None:
    (workspace / "journeys" / "broken.yaml").write_text("kpis: {k: {}}\n")
    ran = run("report", "evidence", cwd=workspace)
    assert ran.code == 0
    assert "some documents do not compile" in ran.err


def test_a_bar_is_as_long_as_its_figure_and_never_longer() -> None:
    assert [bar(value, 0, 100) for value in (0, 50, 100, 250, -5)] == ["", "████", "████████", "████████", ""]
    assert bar(6.25, 0, 100) == "▌"


def test_a_line_runs_from_the_lowest_to_the_highest() -> None:
    assert sparkline((1, 2, 3)) == "▁▅█"
    assert sparkline((4, 4, 4)) == "▄▄▄"
