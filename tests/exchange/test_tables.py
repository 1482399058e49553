"""`import` and `export` of csv and xlsx: what the tables carry comes back as it was, and hostile files do nothing."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from journeyctl.compiler import compile_workspace
from journeyctl.exchange import csv, xlsx
from journeyctl.exchange.base import Reading, Wanted
from journeyctl.exchange.cells import guarded, joined_texts, joined_words, split_texts, split_words, unguarded
from journeyctl.exchange.draft import Given
from journeyctl.exchange.landing import Workplace, land
from journeyctl.exchange.yaml_text import document_text
from journeyctl.settings import Settings, load_settings
from journeyctl.source import parse
from journeyctl.source.formatting import canonical
from tests.support import CHECKOUT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from journeyctl.exchange.draft import Draft
    from journeyctl.model import Workspace
    from tests.conftest import Run

EMPTY = Workplace(CHECKOUT, Settings(), ())


def example() -> Workspace:
    return compile_workspace(CHECKOUT, load_settings(CHECKOUT)).workspace


def landed(draft: Draft, work: Workplace = EMPTY) -> list[str]:
    """Return what is wrong with a draft, as `place message`, the compiler's findings too; it is laid out well."""
    found = list(draft.findings)
    if not draft.fails:
        landing = land(work, "journeys/imported.yaml", draft)
        assert canonical(landing.text) == landing.text
        found += landing.findings
    return [f"{one.path}:{one.span.line}:{one.span.column} {one.message.in_language('en')}" for one in found]


def steps(text: str, **reading: Any) -> tuple[Draft, list[str]]:
    """Import one CSV file called `trip.csv`."""
    draft = csv.draft([Given("trip.csv", text.encode())], EMPTY.workspace, Reading(**reading))
    return draft, landed(draft)


def book(rows: list[list[Any]], name: str = "Steps", change: Callable[[Any, Any], None] | None = None) -> bytes:
    """Return a workbook with one sheet."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as made:
        sheet = made.add_worksheet(name)
        for number, row in enumerate(rows):
            for index, cell in enumerate(row):
                sheet.write(number, index, cell)
        if change:
            change(made, sheet)
    return out.getvalue()


def opened(data: bytes, known: Workspace | None = None) -> tuple[Draft, list[str]]:
    """Import one workbook called `trip.xlsx`."""
    draft = xlsx.draft([Given("trip.xlsx", data)], known or EMPTY.workspace, Reading())
    return draft, landed(draft)


FIELDS = {
    "journeys": ("name", "description", "owner", "personas", "trigger", "outcome", "goal", "state", "status", "level",
                 "parent", "continues_in", "replaces", "kpis", "reviewed", "review_every", "tags"),
    "touchpoints": ("name", "channel", "owner", "initiator", "kpis", "monitored_by", "themes", "description", "tags"),
    "channels": ("name", "kind", "control", "automated", "open", "richness", "description", "tags"),
    "owners": ("name", "kind", "department", "side", "mandate", "sponsor", "contact", "description", "tags"),
    "kpis": ("name", "kind", "owner", "level", "formula", "unit", "scale", "direction", "baseline", "target", "cadence",
             "source", "incentive", "description", "tags"),
    "personas": ("name", "kind", "relation", "market", "needs", "jobs", "prefers", "share", "max_contacts", "tags"),
    "stages": ("name", "moment", "order", "description", "tags"),
}  # fmt: skip
STEP_FIELDS = (
    "name",
    "channel",
    "owner",
    "initiator",
    "monitored_by",
    "kpis",
    "themes",
    "description",
    "tags",
    "score",
)
OWN_FIELDS = ("action", "doing", "thinking", "moment_of_truth", "importance", "quality")
PHASE_FIELDS = ("id", "name", "stage", "goal", "owner", "description", "tags")


def facts(workspace: Workspace) -> dict[str, Any]:
    """Return what the tables carry of a workspace, field by field, read from its model."""
    found: dict[str, Any] = {}
    for collection, names in FIELDS.items():
        for entity in workspace.entities[collection].values():
            for name in names:
                found[f"{entity.ref}.{name}"] = plain(getattr(entity.spec, name))
    for journey in workspace.journeys.values():
        found[journey.id] = [(phase.id, [step.id for step in phase.steps]) for phase in journey.phases]
        for phase in journey.phases:
            found |= {f"{phase.ref}.{name}": plain(getattr(phase.spec, name)) for name in PHASE_FIELDS}
        for step in journey.steps:
            found |= {f"{step.ref}.{name}": plain(getattr(step, name)) for name in STEP_FIELDS}
            found |= {f"{step.ref}.{name}": plain(getattr(step.spec, name)) for name in OWN_FIELDS}
            found[f"{step.ref}.shared"] = step.shared.id if step.shared else None
            for name in ("pains", "gains"):
                found[f"{step.ref}.{name}"] = [plain(note.text) for note in getattr(step.spec, name)]
            feeling = step.emotion
            found[f"{step.ref}.emotion"] = feeling and (feeling.score, plain(feeling.label), feeling.target)
    return found


def plain(value: Any) -> Any:
    return sorted(value.words) if getattr(value, "words", ()) else value


@pytest.mark.parametrize("format_", ["csv", "xlsx"])
@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_example_comes_back_as_it_was(run: Run, tmp_path: Path, format_: str, language: str) -> None:
    target = f"{tmp_path}/out/" if format_ == "csv" else f"{tmp_path}/out.xlsx"
    done = run("--lang", language, "export", format_, "-o", target, cwd=CHECKOUT)
    assert done.code == 0
    assert "journeys.service (9)" in done.err.replace("\n", " ")
    (tmp_path / "empty").mkdir()
    written = sorted(map(str, (tmp_path / "out").iterdir())) if format_ == "csv" else [target]
    imported = run("import", format_, *written, cwd=tmp_path / "empty")
    assert (imported.code, imported.out) == (0, "")
    assert "9 journeys: 104 steps" in imported.err
    root = tmp_path / "empty"
    assert (root / "journeyctl.yaml").read_text() == "version: 1\nlanguages: [nl, en]\n"
    assert run("fmt", "--check", cwd=root).code == 0
    again = compile_workspace(root, load_settings(root))
    assert again.diagnostics == ()
    assert facts(again.workspace) == facts(example())
    wanted = Wanted(language=language)
    assert csv.export_folder(again.workspace, wanted) == csv.export_folder(example(), wanted)


def test_the_same_workspace_gives_the_same_bytes() -> None:
    assert xlsx.export(example()) == xlsx.export(example())
    assert csv.export_folder(example()) == csv.export_folder(example())


HOSTILE = ['=HYPERLINK("https://evil.example";"x")', "+1+1", "-2+3", "@SUM(1)", "'=1", "''x", "=cmd|' /C calc'!A0"]


def hostile() -> Workspace:
    rows = "".join(f"          - {{id: s{index}, action: {word!r}}}\n" for index, word in enumerate(HOSTILE))
    rows = re.sub(r"action: ('.*'|\".*\")", lambda found: "action: " + _quoted(found[1]), rows)
    text = f"journeys:\n  j:\n    name: J\n    phases:\n      - id: p\n        name: P\n        steps:\n{rows}"
    from journeyctl.compiler import compile_documents

    compiled = compile_documents([parse("a.yaml", text)], CHECKOUT, Settings())
    assert compiled.diagnostics == ()
    return compiled.workspace


def _quoted(python: str) -> str:
    import ast
    import json

    return json.dumps(ast.literal_eval(python))


def test_what_a_spreadsheet_would_run_stays_text_in_a_workbook() -> None:
    data = xlsx.export(hostile())
    cells = [cell for row in openpyxl.load_workbook(io.BytesIO(data))["Steps"].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    assert set(HOSTILE) <= {cell.value for cell in cells}
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")
    draft, wrong = opened(data)
    assert wrong == []
    assert [step["action"] for step in draft.values["journeys"]["j"]["phases"][0]["steps"]] == HOSTILE


def test_what_a_spreadsheet_would_run_is_guarded_in_csv_and_comes_back() -> None:
    text = csv.export(hostile()).decode("utf-8-sig")
    assert not re.search(r'(^|[,"])[=+@-]', text.partition("\n")[2], re.MULTILINE)
    draft, wrong = steps(text)
    assert wrong == []
    assert [step["action"] for step in draft.values["journeys"]["j"]["phases"][0]["steps"]] == HOSTILE


@given(st.text(st.sampled_from("'=+-@\tab \u2022,;\n"), max_size=8))
def test_a_guarded_text_comes_back(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t"))


@given(st.lists(st.text(st.sampled_from("ab \u2022,;\n-"), max_size=8).map(str.strip).filter(bool), max_size=4))
def test_several_words_or_texts_in_a_cell_come_back(words: list[str]) -> None:
    texts = ["\n".join(line.rstrip() for line in word.split("\n")) for word in words]
    assert split_words(joined_words(texts)) == texts
    assert split_texts(joined_texts(texts)) == texts


def test_a_map_of_ones_own_becomes_journeys_with_honest_gaps() -> None:
    draft, wrong = steps(
        "Klantreis;Fase;Stap;Kanaal;Eigenaar;Emotie;Pijnpunten\r\n"
        "Verhuizen;Oriënteren;Zoeken op de site;Website;Team Web;1,5;\r\n"
        ";;Bellen;Telefoon;;-1;Lang wachten\r\n"
        ";Regelen;Aan de balie;Balie;Team web;;\r\n"
    )
    assert wrong == []
    journey = draft.values["journeys"]["verhuizen"]
    assert journey["name"] == "Verhuizen"
    assert [(phase["id"], phase["name"]) for phase in journey["phases"]] == [
        ("orienteren", "Oriënteren"), ("regelen", "Regelen")
    ]  # fmt: skip
    assert journey["phases"][0]["steps"] == [
        {
            "id": "zoeken-op-de-site",
            "touchpoint": {"name": "Zoeken op de site", "channel": "website", "owner": "team-web"},
            "emotion": 1.5,
        },
        {"id": "bellen", "touchpoint": {"name": "Bellen", "channel": "telefoon"}, "emotion": -1,
         "pains": ["Lang wachten"]},
    ]  # fmt: skip
    assert draft.values["owners"] == {"team-web": {"name": "Team Web", "kind": "team"}}
    assert draft.values["channels"] == {
        "website": {"name": "Website", "kind": "web"},
        "telefoon": {"name": "Telefoon", "kind": "phone"},
        "balie": {"name": "Balie", "kind": "face-to-face"},
    }
    assert [note.in_language("en") for note in draft.notes] == [
        "1 owner is new; check its `kind`, which is written as a team",
        "3 channels are new; check their `kind`, which is guessed from their name",
    ]


def test_a_column_that_is_none_of_ours_is_left_out_with_the_nearest_name() -> None:
    draft, wrong = steps("Fase,Stap,Eigenaer,Opmerking\nA,B,C,D\n")
    assert wrong == [
        "trip.csv:1:11 the column 'Eigenaer' is none of ours, so it is left out",
        "trip.csv:1:20 the column 'Opmerking' is none of ours, so it is left out",
    ]
    helps = [finding.help.in_language("en") for finding in draft.findings if finding.help]
    assert helps[0] == "did you mean 'eigenaar'? say so with `--map HEADING=owner`"
    _draft, wrong = steps("Fase,Wat,Eigenaer\nA,B,C\n", columns=(("Wat", "step"), ("Eigenaer", "")))
    assert wrong == []


def test_a_mapping_to_nothing_is_the_operators_mistake(run: Run, tmp_path: Path) -> None:
    (tmp_path / "trip.csv").write_text("Fase,Wat\nA,B\n")
    done = run("import", "csv", "trip.csv", "--map", "Wat=stepp")
    assert (done.code, done.out) == (2, "")
    assert done.err == "journeyctl: 'Wat=stepp' names no column of ours\n  help: did you mean 'step'?\n"
    assert run("import", "csv", "trip.csv", "--map", "Wat").code == 2
    assert run("import", "csv", "trip.csv", "--map", "Wat=stap").code == 0
    assert "name: B" in (tmp_path / "journeys" / "trip.yaml").read_text()


MISTAKES = {
    "phase,step,emotion\nA,B,9\n": "trip.csv:2:5 the number 9 is too high: the most is 2",
    "phase,step,emotion\nA,B,blij\n": "trip.csv:2:5 ",
    "phase,step,initiator\nA,B,everybody\n": "trip.csv:2:5 ",
    "phase,id,step\nA,Not An Id,B\n": "trip.csv:2:3 ",
    "phase,id,step\nA,b,B\nA,b,C\n": "trip.csv:3:3 'b' stands in two rows",
    'phase,step\nA,"B\n': "trip.csv:2:3 a quote is opened and never closed",
    "phase,step,owner\nA,B,\nA,,x\n": "trip.csv:3:1 this row does not say what happens: no step, touchpoint or action",
    "phase,step,kpis\nA,B,nps\n": "trip.csv:2:5 there is no KPI 'nps'",
    "phase,step,phase\nA,B,C\n": "trip.csv:1:12 two columns stand for 'phase'",
    "a,b\nc,d\n": "trip.csv:1:1 no row below these headings can be imported: a, b",
    "": "trip.csv:1:1 there is no row to import",
}


@pytest.mark.parametrize("text", MISTAKES)
def test_what_a_cell_cannot_say_is_told_at_the_cell(text: str) -> None:
    _draft, wrong = steps(text)
    assert [one for one in wrong if one.startswith(MISTAKES[text])], wrong


def test_a_line_of_many_cells_is_read_and_a_flood_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    _draft, wrong = steps("journey,phase,step" + "," * 300_000 + "\nTrip,Plan,Search\n")
    assert wrong == []
    draft, wrong = steps("phase,step\nA,B" + "," * 299 + "x\n")
    assert (draft.fails, wrong) == (True, ["trip.csv:2:303 this table is larger than what is read"])
    monkeypatch.setattr(csv, "PLACES", 5)
    draft, wrong = steps("phase,step\nA,B\nC,D\n")
    assert (draft.fails, wrong) == (True, ["trip.csv:3:3 this table is larger than what is read"])


@pytest.mark.parametrize("delimiter", ["comma", "semicolon", "tab"])
def test_each_delimiter_is_read_by_itself(run: Run, tmp_path: Path, delimiter: str) -> None:
    assert run("export", "csv", "--delimiter", delimiter, "-o", f"{tmp_path}/d.csv", cwd=CHECKOUT).code == 0
    sign = {"comma": ",", "semicolon": ";", "tab": "\t"}[delimiter]
    text = (tmp_path / "d.csv").read_text("utf-8-sig")
    assert csv.delimiter_of(text) == sign
    draft = csv.draft([Given("steps.csv", text.encode())], example(), Reading(journey="x"))
    assert [finding for finding in draft.findings if "IMP003" not in finding.code] == []


def test_a_file_of_an_older_program_is_read_with_a_warning() -> None:
    data = "Fase;Stap\nOriënteren;Café\n".encode("cp1252")
    draft = csv.draft([Given("trip.csv", data)], EMPTY.workspace, Reading())
    assert landed(draft) == ["trip.csv:1:1 this file is not UTF-8; it is read as Windows-1252"]
    assert draft.values["journeys"]["trip"]["phases"][0]["name"] == "Oriënteren"
    for bad in ("Fase;Stap\n".encode("utf-16"), b"Fase;Stap\n\x81", b"\x00\x01"):
        assert csv.draft([Given("trip.csv", bad)], EMPTY.workspace, Reading()).fails


def test_words_that_could_be_two_numbers_are_not_guessed() -> None:
    _draft, wrong = steps("phase;step;emotion\nA;B;1.234\n")
    assert wrong[0].startswith("trip.csv:2:5 ")
    draft, wrong = steps("phase;step;emotion\nA;B;1,5\n")
    assert wrong == []
    assert draft.values["journeys"]["trip"]["phases"][0]["steps"][0]["emotion"] == 1.5


def test_texts_by_language_become_texts_by_language() -> None:
    draft, wrong = steps('phase,step (nl),step (en),pains (nl),pains (en)\nA,Zoeken,Search,"duur\ntraag",\nA,NS,NS,,\n')
    assert wrong == []
    first, second = draft.values["journeys"]["trip"]["phases"][0]["steps"]
    assert first["touchpoint"] == {"name": {"nl": "Zoeken", "en": "Search"}}
    assert first["pains"] == [{"nl": "duur"}, {"nl": "traag"}]
    assert first["id"] == "search"
    assert second["touchpoint"] == {"name": "NS"}
    assert draft.languages == ("nl", "en")


def test_what_the_workspace_has_already_is_referred_to_and_left_as_it_is(run: Run, tmp_path: Path) -> None:
    (tmp_path / "journeyctl.yaml").write_text("version: 1\n")
    (tmp_path / "journeys").mkdir()
    (tmp_path / "journeys" / "a.yaml").write_text("owners: {desk: {name: Servicebalie, kind: role}}\n")
    (tmp_path / "steps.csv").write_text("Klantreis,Fase,Stap,Eigenaar\nReis,A,B,servicebalie\n")
    (tmp_path / "owners.csv").write_text("id,Naam,Soort\ndesk,Anders,team\n")
    done = run("import", "csv", "steps.csv", "owners.csv")
    assert done.code == 0
    assert "in the workspace already, and left as they are: owners/desk" in done.err
    text = (tmp_path / "journeys" / "reis.yaml").read_text()
    assert "owner: desk" in text
    assert "owners:" not in text
    again = run("import", "csv", "steps.csv", "--into", "journeys/other.yaml")
    assert again.code == 0
    assert "  reis-2:\n" in (tmp_path / "journeys" / "other.yaml").read_text()


def test_a_template_holds_headings_that_can_be_filled_in(run: Run, tmp_path: Path) -> None:
    done = run("--lang", "nl", "export", "xlsx", "--template", "-o", f"{tmp_path}/t.xlsx", cwd=CHECKOUT)
    assert done.code == 0
    made = openpyxl.load_workbook(tmp_path / "t.xlsx")
    assert made.sheetnames[:3] == ["Stappen", "Klantreizen", "Fasen"]
    sheet = made["Stappen"]
    assert [cell.value for cell in sheet[1]][:5] == ["Klantreis", "Fase", "Id", "Stap (nl)", "Stap (en)"]
    assert sheet.max_row == 1
    for index, word in enumerate(["Verhuizen", "Zoeken", None, "Kijken", "Look"], 1):
        sheet.cell(2, index, word)
    made.save(tmp_path / "t.xlsx")
    assert run("import", "xlsx", "t.xlsx").code == 0
    assert "name: {nl: Kijken, en: Look}" in (tmp_path / "journeys" / "verhuizen.yaml").read_text()


def test_days_numbers_and_merged_cells_of_a_workbook_are_read_as_people_see_them() -> None:
    from datetime import date

    def change(made: Any, sheet: Any) -> None:
        sheet.merge_range(1, 1, 3, 1, "Planning", made.add_format())

    rows: list[list[Any]] = [
        ["Journey", "Phase", "Step", "Importance"],
        ["Trip", None, "Search", 4],
        [None, None, "Compare", 3],
        [None, None, "Pay", 5],
    ]
    draft, wrong = opened(book(rows, change=change))
    assert wrong == []
    phases = draft.values["journeys"]["trip"]["phases"]
    assert [(phase["name"], len(phase["steps"])) for phase in phases] == [("Planning", 3)]

    def dated(made: Any, sheet: Any) -> None:
        sheet.write_datetime(1, 1, date(2026, 10, 6), made.add_format({"num_format": "dd-mm-yyyy"}))
        sheet.write_number(2, 1, 46301)

    journeys: list[list[Any]] = [["Name", "Reviewed on"], ["Trip"], ["Stay"]]
    draft, wrong = opened(book(journeys, "Journeys", dated))
    assert draft.values["journeys"]["trip"]["reviewed"] == "2026-10-06"
    assert draft.values["journeys"]["stay"]["reviewed"] == "46301"
    assert "trip.xlsx/Journeys:2:1 the journey 'trip' has no phase and no step" in wrong


def test_a_formula_is_taken_as_it_was_saved_with_a_warning_and_an_error_in_it_is_told() -> None:
    def change(_made: Any, sheet: Any) -> None:
        sheet.write_formula(1, 2, "=A1&B1", None, "Search")
        sheet.write_formula(2, 2, '=HYPERLINK("https://evil.example")', None, "#REF!")

    rows: list[list[Any]] = [["Journey", "Phase", "Step"], ["Trip", "Plan"], ["Trip", "Plan"]]
    _draft, wrong = opened(book(rows, change=change))
    assert wrong == [
        "trip.xlsx/Steps:3:3 the formula in C3 ends in an error",
        "trip.xlsx/Steps:2:3 these cells are computed, and taken as they were saved last: C2",
    ]

    def sound(_made: Any, sheet: Any) -> None:
        sheet.write_formula(1, 2, "=A1&B1", None, "Search")

    draft, wrong = opened(book(rows[:2], change=sound))
    assert wrong == ["trip.xlsx/Steps:2:3 these cells are computed, and taken as they were saved last: C2"]
    assert draft.values["journeys"]["trip"]["phases"][0]["steps"][0]["touchpoint"] == {"name": "Search"}


JUNK = st.text(st.characters(codec="utf-8") | st.sampled_from('",;\n\t=-\u2022'), max_size=12)
CELLS = JUNK | st.sampled_from(["", "1", "-2", "2026-01-01", "ja", "as-is", "Balie", "nps, csat", "a-b", "everyone"])
HEADS = st.sampled_from(["journey", "phase", "step", "id", "touchpoint", "channel", "owner", "emotion", "kpis", "pains",
                         "moment_of_truth", "action", "tags", "step (nl)", "step (en)", "thinking"])  # fmt: skip


@settings(max_examples=150)
@given(st.lists(HEADS, min_size=2, max_size=6, unique=True), st.lists(st.lists(CELLS, max_size=6), max_size=5))
def test_whatever_a_table_says_an_import_that_succeeds_compiles(heads: list[str], rows: list[list[str]]) -> None:
    lines = [heads, *rows]
    text = "\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in lines)
    draft, wrong = steps(text)
    if not draft.fails and not [one for one in wrong if "column" not in one]:
        again = parse("a.yaml", document_text(draft.values))
        assert again.values == (draft.values,)


@settings(max_examples=100)
@given(st.binary(max_size=200) | JUNK.map(str.encode))
def test_junk_never_crashes(data: bytes) -> None:
    for read in (csv.draft, xlsx.draft):
        landed(read([Given("junk", data)], EMPTY.workspace, Reading()))
