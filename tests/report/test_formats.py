"""Every machine format carries every name, and is what its readers read."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from junitparser import JUnitXml
from markdown_it import MarkdownIt

from journeyctl.errors import JourneyctlError
from journeyctl.report import formats, writer
from journeyctl.report.base import escaped, fingerprints
from journeyctl.report.json import schema
from journeyctl.source import Span
from tests.report.support import NASTY, NASTY_PATH, clean, gappy, unowned, written
from tests.support import CHECKOUT

if TYPE_CHECKING:
    from collections.abc import Callable

    from journeyctl.report import Report

ALL = ("checkstyle", "concise", "github", "gitlab", "json", "jsonl", "junit", "markdown", "sarif", "text")
MESSAGE = f"touchpoint '{NASTY}' has no owner"
VISIBLE = escaped(MESSAGE, "\n")
VISIBLE_PATH = escaped(NASTY_PATH, "\n")


def test_all_formats_are_found() -> None:
    assert formats() == ALL


def test_a_misspelt_format_is_told_which_was_meant() -> None:
    with pytest.raises(JourneyctlError) as caught:
        writer("sarf")
    assert (caught.value.message, caught.value.hint) == ("there is no format 'sarf'", "did you mean 'sarif'?")


@pytest.mark.parametrize("name", ALL)
def test_a_format_ends_with_a_line_break_and_says_the_same_twice(name: str) -> None:
    report = written(name, gappy())
    assert report == written(name, gappy())
    assert report.endswith("\n")


@pytest.mark.parametrize("name", sorted(set(ALL) - {"json", "jsonl"}))
def test_no_control_or_bidirectional_character_reaches_a_terminal_or_a_browser(name: str) -> None:
    report = written(name, unowned(NASTY, path=NASTY_PATH))
    plain = report if name != "sarif" else "".join(_strings(json.loads(report)))
    assert not {char for char in plain if not char.isprintable()} - {"\n"}


def _strings(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for inner in value.values() for text in _strings(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in _strings(inner)]
    return [value] if isinstance(value, str) else []


class Said(NamedTuple):
    """What a reader of a format gets."""

    message: str
    path: str


def _from_json(text: str) -> Said:
    finding = json.loads(text)["findings"][0]
    return Said(finding["message"], finding["path"])


def _from_jsonl(text: str) -> Said:
    finding = json.loads(text.splitlines()[0])
    return Said(finding["message"], finding["path"])


def _from_gitlab(text: str) -> Said:
    entry = json.loads(text)[0]
    return Said(entry["description"].removeprefix("OWN001 "), entry["location"]["path"])


def _from_junit(text: str) -> Said:
    case = ET.fromstring(text).find(".//testcase")  # noqa: S314 - our own report
    assert case is not None
    failure = case.find("failure")
    assert failure is not None
    return Said(failure.attrib["message"], case.attrib["classname"])


def _from_checkstyle(text: str) -> Said:
    file = ET.fromstring(text).find("file")  # noqa: S314 - our own report
    assert file is not None
    return Said(file[0].attrib["message"].partition(". add")[0], file.attrib["name"])


def _from_github(text: str) -> Said:
    annotation = commands(text)[0]
    return Said(annotation.message.partition("\nnobody")[0], annotation.properties["file"])


def _from_markdown(text: str) -> Said:
    cells = re.findall(r"<td>(.*?)</td>", MarkdownIt("gfm-like", {"linkify": False}).render(text), re.DOTALL)
    _severity, path, message, _help = (
        unescape(cell.replace("&lt;br&gt;", "\n").replace("<br>", "\n")) for cell in cells[:4]
    )
    return Said(message.partition(" <sub>")[0].partition(" &lt;sub")[0], path.rpartition(":")[0])


READERS: dict[str, Callable[[str], Said]] = {
    "gitlab": _from_gitlab,
    "junit": _from_junit,
    "checkstyle": _from_checkstyle,
    "github": _from_github,
    "markdown": _from_markdown,
}


@pytest.mark.parametrize("name", READERS)
def test_a_name_and_a_path_full_of_signs_survive(name: str) -> None:
    said = READERS[name](written(name, unowned(NASTY, path=NASTY_PATH)))
    assert said == Said(VISIBLE, VISIBLE_PATH)


@pytest.mark.parametrize(("name", "reader"), [("json", _from_json), ("jsonl", _from_jsonl)])
def test_data_for_programs_holds_names_and_paths_as_they_are(name: str, reader: Callable[[str], Said]) -> None:
    assert reader(written(name, unowned(NASTY, path=NASTY_PATH))) == Said(MESSAGE, NASTY_PATH)


@pytest.mark.parametrize("name", ["text", "concise"])
def test_for_people_a_finding_stays_on_its_line(name: str) -> None:
    line = written(name, unowned(NASTY, path=NASTY_PATH)).splitlines()[0]
    assert line == f"{escaped(NASTY_PATH)}:2:67: error: {escaped(MESSAGE)}  OWN001 unowned-touchpoint"


# json

FINDINGS_SCHEMA = CHECKOUT / "schemas" / "findings.schema.json"


def test_the_committed_schema_of_findings_is_what_the_structs_say() -> None:
    assert json.loads(FINDINGS_SCHEMA.read_text("utf-8")) == schema()


@pytest.mark.parametrize("report", [gappy, clean])
def test_json_fits_its_schema(report: Callable[[], Report]) -> None:
    jsonschema.Draft202012Validator(schema()).validate(json.loads(written("json", report())))


def test_json_is_documented_field_by_field() -> None:
    document = json.loads(written("json", unowned("Form")))
    assert document["version"] == 1
    assert document["summary"] == {"findings": 1, "errors": 1, "warnings": 0, "infos": 0, "files": 1}
    finding = document["findings"][0]
    fix = finding.pop("fix")
    assert finding == {
        "code": "OWN001", "name": "unowned-touchpoint", "severity": "error",
        "message": "touchpoint 'Form' has no owner", "why": "nobody is told when this contact fails",
        "help": "add `owner:` with one of: there is none yet, define it under `owners:`", "path": "journeys/trip.yaml",
        "line": 2, "column": 67, "end_line": 2, "end_column": 77, "entity": "journeys/trip/steps/s0",
        "entity_path": "touchpoint", "related": [],
    }  # fmt: skip
    assert fix == {
        "title": "make room for `owner`", "safe": False,
        "edits": [{
            "path": "journeys/trip.yaml", "line": 2, "column": 92, "end_line": 2, "end_column": 92,
            "text": ", owner: TODO",
        }],
    }  # fmt: skip


def test_jsonl_has_one_finding_a_line_as_json_has_it() -> None:
    lines = [json.loads(line) for line in written("jsonl", gappy()).splitlines()]
    assert lines == json.loads(written("json", gappy()))["findings"]
    assert written("jsonl", clean()) == ""


# GitHub: read as actions/toolkit and the runner do


class Annotation(NamedTuple):
    """One workflow command."""

    command: str
    properties: dict[str, str]
    message: str


def commands(text: str) -> list[Annotation]:
    """Read workflow commands as GitHub's runner does."""
    found = []
    for line in text.splitlines():
        command = re.fullmatch(r"::(\S+) ([^:]*(?::(?!:)[^:]*)*)::(.*)", line)
        if command:
            pairs = (pair.split("=", 1) for pair in command[2].split(","))
            properties = {key: _decoded(value, (("%3A", ":"), ("%2C", ","))) for key, value in pairs}
            found.append(Annotation(command[1], properties, _decoded(command[3])))
    return found


def _decoded(text: str, more: tuple[tuple[str, str], ...] = ()) -> str:
    for code, char in (*more, ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        text = text.replace(code, char)
    return text


def test_github_has_one_command_a_finding() -> None:
    assert written("github", unowned("Form")) == (
        "::error file=journeys/trip.yaml,line=2,endLine=2,col=67,endColumn=77,title=OWN001 unowned-touchpoint"
        "::touchpoint 'Form' has no owner%0Anobody is told when this contact fails"
        "%0Aadd `owner:` with one of: there is none yet, define it under `owners:`\n"
    )


def test_github_shows_ten_of_a_type_the_most_severe_first_and_names_the_total() -> None:
    report = written("github", unowned(*(f"Form {number}" for number in range(12))))
    assert len(commands(report)) == 10
    assert report.splitlines()[-1] == "Found 12 errors in 1 file. 2 of them are not annotated."


def test_github_puts_errors_before_warnings() -> None:
    words = [one.command for one in commands(written("github", gappy()))]
    assert words == sorted(words)
    assert set(words) == {"error", "warning"}


def test_github_cuts_a_message_at_what_it_accepts() -> None:
    [annotation] = commands(written("github", unowned("x" * 5000)))
    assert len(annotation.message) == 4096
    assert annotation.message.endswith("…")


def test_github_leaves_columns_out_when_the_lines_differ() -> None:
    report = unowned("Form")
    finding = replace(report.findings[0], span=Span(1, 3, 2, 5))
    [annotation] = commands(written("github", replace(report, findings=(finding,))))
    assert set(annotation.properties) == {"file", "line", "endLine", "title"}


def test_code_hosts_get_paths_from_the_top_of_the_repository() -> None:
    report = unowned("Form", folder="cx/journeys")
    assert commands(written("github", report))[0].properties["file"] == "cx/journeys/journeys/trip.yaml"
    assert json.loads(written("gitlab", report))[0]["location"]["path"] == "cx/journeys/journeys/trip.yaml"
    assert json.loads(written("json", report))["findings"][0]["path"] == "journeys/trip.yaml"


# GitLab, as its documentation has it

CODE_QUALITY = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "additionalProperties": False,
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^[^./]"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}


@pytest.mark.parametrize("report", [gappy, clean])
def test_gitlab_gets_what_its_documentation_asks(report: Callable[[], Report]) -> None:
    jsonschema.Draft202012Validator(CODE_QUALITY).validate(json.loads(written("gitlab", report())))


def test_gitlab_never_gets_two_equal_fingerprints() -> None:
    entries = json.loads(written("gitlab", gappy()))
    assert len({entry["fingerprint"] for entry in entries}) == len(entries) == len(gappy().findings)


def test_equal_findings_are_told_apart() -> None:
    finding = unowned("Form").findings[0]
    assert len(set(fingerprints([finding, finding, finding]))) == 3


# JUnit


def test_junit_counts_what_it_holds() -> None:
    root = ET.fromstring(written("junit", gappy()))  # noqa: S314 - our own report
    suite = root.find("testsuite")
    assert suite is not None
    cases = root.findall(".//testcase")
    assert [suite.attrib[key] for key in ("tests", "failures", "errors")] == [str(len(cases)), str(len(cases)), "0"]
    assert len({(case.attrib["classname"], case.attrib["name"]) for case in cases}) == len(cases)
    assert all(re.search(r"\d+:\d+", case.attrib["name"]) is None for case in cases)


def test_junit_of_a_clean_workspace_is_one_passing_case() -> None:
    root = ET.fromstring(written("junit", clean()))  # noqa: S314 - our own report
    cases = root.findall(".//testcase")
    assert [(case.attrib["name"], len(case)) for case in cases] == [("No gaps found in 1 file.", 0)]
    assert root.attrib["failures"] == "0"


@pytest.mark.parametrize("report", [gappy, clean])
def test_junit_is_read_by_the_parser_of_test_reports(report: Callable[[], Report]) -> None:
    read = JUnitXml.fromstring(written("junit", report()).encode())
    assert sum(1 for suite in read for _case in suite) == max(1, len(report().findings))


# Checkstyle, as its DTD has it: checkstyle(file*), file(error*), attributes as below


def test_checkstyle_is_what_its_readers_expect() -> None:
    root = ET.fromstring(written("checkstyle", gappy()))  # noqa: S314 - our own report
    assert root.tag == "checkstyle"
    assert set(root.attrib) == {"version"}
    assert [file.attrib["name"] for file in root] == sorted({file.attrib["name"] for file in root})
    for error in root.findall("file/error"):
        assert set(error.attrib) == {"line", "column", "severity", "message", "source"}
        assert error.attrib["severity"] in ("error", "warning", "info", "ignore")
        assert int(error.attrib["line"]) >= 1
    assert sum(len(file) for file in root) == len(gappy().findings)


def test_checkstyle_of_a_clean_workspace_is_empty() -> None:
    assert len(ET.fromstring(written("checkstyle", clean()))) == 0  # noqa: S314 - our own report


# Markdown


def test_markdown_is_one_table_that_renders() -> None:
    report = gappy()
    html = MarkdownIt("gfm-like", {"linkify": False}).render(written("markdown", report))
    assert html.count("<tr>") == len(report.findings) + 1
    assert "<b>now" not in html.replace("&lt;b&gt;now", "")


def test_markdown_of_a_clean_workspace_is_a_sentence() -> None:
    assert written("markdown", clean()) == "**journeyctl** · No gaps found in 1 file.\n"


def test_markdown_stays_within_what_a_comment_can_hold() -> None:
    report = written("markdown", unowned(*("x" * 200 for _number in range(400))))
    assert len(report) < 65_536
    assert re.search(r"\n\nAnd \d+ more\.\n$", report)
