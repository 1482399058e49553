"""`journeyctl import`: all of a file becomes a document that compiles, or nothing is written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.process import journeyctl

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

TRIP = """\
journey
  title Van deur tot deur
  section Op reis
    Overstappen: 2: Forens, Toerist
    Reizen: 4: Forens
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "journeyctl.yaml").write_text("version: 1\n")
    (tmp_path / "trip.mmd").write_text(TRIP)
    return tmp_path


def test_what_to_do_next_can_be_pasted_where_the_path_has_blanks(workspace: Path) -> None:
    done = journeyctl("import", "mermaid", "trip.mmd", "--into", "journeys/my trip.yaml", cwd=workspace)
    assert done.stderr.splitlines()[-1] == "Next: `journeyctl lint 'journeys/my trip.yaml'` tells what is missing"


def test_a_diagram_becomes_a_document_that_a_person_could_have_written(workspace: Path) -> None:
    done = journeyctl("import", "mermaid", "trip.mmd", cwd=workspace)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.splitlines() == [
        "1 journey: 2 steps",
        "  - in 1 step only some of the people take part; who, is kept as `x-actors`",
        "  - a diagram says nothing about channels, KPIs, pains and paths: those are still to be written",
        "Written: journeys/van-deur-tot-deur.yaml",
        "Next: `journeyctl lint journeys/van-deur-tot-deur.yaml` tells what is missing",
    ]
    assert (workspace / "journeys" / "van-deur-tot-deur.yaml").read_text() == (
        """\
journeys:
  van-deur-tot-deur:
    name: Van deur tot deur
    personas: [forens, toerist]
    phases:
      - id: op-reis
        name: Op reis
        steps:
          - id: overstappen
            touchpoint: {name: Overstappen}
            emotion: -1
          - id: reizen
            touchpoint: {name: Reizen}
            emotion: 1
            x-actors: [forens]

personas:
  forens: {name: Forens}
  toerist: {name: Toerist}
"""
    )
    assert journeyctl("fmt", "--check", cwd=workspace).returncode == 0
    linted = journeyctl("lint", "--select", "OWN001", "journeys/van-deur-tot-deur.yaml", cwd=workspace)
    assert "10:13: error: touchpoint 'Overstappen' has no owner  OWN001" in linted.stdout


def test_what_the_workspace_knows_by_name_is_referred_to(workspace: Path, run: Run) -> None:
    (workspace / "journeys").mkdir()
    (workspace / "journeys" / "catalogue.yaml").write_text(
        "personas: {commuter: {name: {nl: forens, en: Commuter}}}\n"
        "touchpoints: {transfer: {name: Overstappen}}\n"
        "journeys: {van-deur-tot-deur: {name: Oud, phases: [{id: a, name: A, steps: []}]}}\n"
    )
    shown = run("import", "mermaid", "trip.mmd", "--dry-run")
    assert shown.code == 0
    assert "  van-deur-tot-deur-2:\n" in shown.out
    assert "    personas: [commuter, toerist]\n" in shown.out
    assert "            touchpoint: transfer\n" in shown.out
    assert shown.out.endswith("personas:\n  toerist: {name: Toerist}\n")
    assert not (workspace / "journeys" / "van-deur-tot-deur-2.yaml").exists()


@pytest.mark.usefixtures("workspace")
def test_people_become_owners_when_asked(run: Run) -> None:
    shown = run("import", "mermaid", "trip.mmd", "--actors", "owners", "--dry-run")
    assert shown.code == 0
    assert "            touchpoint: {name: Overstappen, owner: forens}\n" in shown.out
    assert "            x-actors: [forens, toerist]\n" in shown.out
    assert shown.out.endswith("owners:\n  forens: {name: Forens, kind: team}\n  toerist: {name: Toerist, kind: team}\n")
    assert "written as teams, for a diagram does not tell what they are: Forens, Toerist" in shown.err
    assert "1 step names several people; the first became its owner, all are kept as `x-actors`" in shown.err


MISTAKES = {
    "journey\n  title A\n  section S\n    Pay: 0: Me\n": "4:10: error: the score 0 lies outside 1 (bad) to 5 (good)",
    "journey\n  title A\n  section S\n    Pay: 6: Me\n": "4:10: error: the score 6 lies outside 1 (bad) to 5 (good)",
    "journey\n  title A\n  section S\n    Pay: 3.5: Me\n": "4:10: error: '3.5' is no whole number",
    "journey\n  title A\n  section S\n    Pay: good: Me\n": "4:10: error: 'good' is no whole number",
    "journey\n  title A\n  section S\n    Pay:: Me\n": "4:9: error: the score is missing",
    "journey\n  title A\n  section S\n    Pay\n": "4:5: error: 'Pay' has no score",
    "journey\n  title A\n  section S\n    : 3: Me\n": "4:5: error: this step has no name",
    "journey\n  title A\n  section S\n    Pay: now: 3: Me\n": "4:10: error: 'now' stands where the score belongs",
    "journey\n  title A\n  section S\n    Pay: 3: Me: You\n": "4:17: error: this step has more parts than a name",
    "journey\n  title A\n  section S\n    Pay; go: 3: Me\n": "4:8: error: a ';' cannot stand in a user journey",
    "journey\n  title A\n  section S\n    Pay #5: 3: Me\n": "4:5: error: 'Pay' has no score",
    "journey\n  title A\n  section S\n    Pay: 3: Me %% now\n": "4:16: error: '%%' begins a comment at the start",
    "journey\n  title A\n  section S: T\n    Pay: 3: Me\n": "3:12: error: a ':' cannot stand in the name of a section",
    "journey\n  title\n  section S\n    Pay: 3: Me\n": "2:3: error: the title is empty",
    "journey\n  title A\n  section\n    Pay: 3: Me\n": "3:3: error: a section has no name",
    "journey\n  title A\n  accDescr { open\n    Pay: 3: Me\n": "1:1: error: a description is opened with '{' and never",
    "journey\n  title A\n  section S\n": "1:1: error: this user journey has no steps",
    "flowchart LR\n  a --> b\n": "1:1: error: there is no user journey in this file, but: flowchart",
    "": "1:1: error: there is no user journey in this file",
}


@pytest.mark.parametrize("text", MISTAKES)
def test_what_cannot_be_read_is_said_at_its_place_and_nothing_is_written(workspace: Path, run: Run, text: str) -> None:
    (workspace / "bad.mmd").write_text(text)
    done = run("import", "mermaid", "trip.mmd", "bad.mmd")
    assert done.code == 1
    assert f"bad.mmd:{MISTAKES[text]}" in done.out
    assert "  help: " in done.out
    assert not (workspace / "journeys").exists()


def test_a_mistake_in_markdown_stands_where_the_reader_sees_it(workspace: Path, run: Run) -> None:
    (workspace / "wiki.md").write_text(
        "# Trip\n\n1. First\n\n   ```mermaid\n   journey\n     title A\n     Pay: 9\n   ```\n"
    )
    assert "wiki.md:8:11: error: the score 9 lies outside" in run("import", "mermaid", "wiki.md").out


def test_what_is_odd_but_readable_is_imported_with_a_warning(workspace: Path, run: Run) -> None:
    (workspace / "odd.mmd").write_text("journey\n  Pay: 3: Me # later\n")
    done = run("import", "mermaid", "odd.mmd")
    assert done.code == 0
    assert "odd.mmd:1:1: warning: this user journey has no title, so it is named after its file: 'odd'" in done.out
    assert "odd.mmd:1:1: warning: steps stand before the first section" in done.out
    assert "odd.mmd:2:14: warning: '# later' is a comment to Mermaid, so it is left out" in done.out
    assert (workspace / "journeys" / "odd.yaml").is_file()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"journey\n title Caf\xe9\n", "this file is not UTF-8 text"),
        ("journey".encode("utf-16"), "this file is UTF-16 text"),
        (b"PK\x03\x04\x00\x00", "this file is not text"),
        (b"journey\n" + b"x" * (5 * 1024 * 1024), "this file is larger than 5 MiB"),
    ],
)
def test_bytes_that_are_no_text_are_a_finding(workspace: Path, run: Run, data: bytes, sentence: str) -> None:
    (workspace / "bytes.mmd").write_bytes(data)
    done = run("import", "mermaid", "bytes.mmd")
    assert done.code == 1
    assert f"bytes.mmd:1:1: error: {sentence}  IMP001 unreadable-source" in done.out


def test_a_document_that_exists_is_written_over_only_when_asked(workspace: Path, run: Run) -> None:
    document = workspace / "journeys" / "van-deur-tot-deur.yaml"
    document.parent.mkdir()
    document.write_text("# mine\n")
    refused = run("import", "mermaid", "trip.mmd")
    assert refused.code == 2
    assert refused.err.startswith("journeyctl: 'journeys/van-deur-tot-deur.yaml' exists already\n")
    assert document.read_text() == "# mine\n"
    assert run("import", "mermaid", "trip.mmd", "--force").code == 0
    first = document.read_text()
    assert first.startswith("journeys:\n  van-deur-tot-deur:\n")
    assert run("import", "mermaid", "trip.mmd", "--force").code == 0
    assert document.read_text() == first
    assert [file.name for file in document.parent.iterdir()] == [document.name]


@pytest.mark.parametrize(
    ("into", "sentence"),
    [
        ("../out.yaml", "lies outside the workspace"),
        ("journeys/out.txt", "is not named like a document"),
        ("elsewhere/out.yaml", "is not under the sources of this workspace"),
    ],
)
@pytest.mark.usefixtures("workspace")
def test_a_document_goes_under_the_sources_of_the_workspace(run: Run, into: str, sentence: str) -> None:
    done = run("import", "mermaid", "trip.mmd", "--into", into)
    assert done.code == 2
    assert sentence in done.err


def test_a_file_that_is_not_there_is_the_operators_mistake(workspace: Path, run: Run) -> None:
    assert run("import", "mermaid", "nope.mmd").err.startswith("journeyctl: cannot read 'nope.mmd': No such file")
    assert run("import", "mermaid", "journeys" if (workspace / "journeys").exists() else ".").code == 2
    assert "did you mean 'mermaid'?" in run("import", "mermiad", "trip.mmd").err


def test_the_help_names_every_format_with_a_line(run: Run) -> None:
    assert "  mermaid  user-journey diagrams (`journey`)" in run("import", "--help").out
    lines = run("export", "--help").out
    assert re.findall(r"^  (csv|json|markdown|mermaid|xlsx)  +[a-z]", lines, re.MULTILINE) == [
        "csv", "json", "markdown", "mermaid", "xlsx",
    ]  # fmt: skip
