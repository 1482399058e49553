"""What the compiler says about what is wrong: where, which code, which words, and what to do next.

The cases stand in tests/cases/errors/*.txt: a sentence, a document, and behind `=>` everything that is said about it.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from journeyctl import shape
from journeyctl.compiler import compile_documents
from journeyctl.compiler.checking import document_schema
from journeyctl.errors import JourneyctlError
from journeyctl.model.schema import schemas
from journeyctl.settings import Settings, load_settings
from journeyctl.shape import PATTERNS, judging, problems, verdict
from journeyctl.source import parse
from tests.support import CHECKOUT, compiled, errors

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from journeyctl.diagnostics import Diagnostic

FILES = sorted((CHECKOUT / "tests" / "cases" / "errors").glob("*.txt"))


def cases() -> Iterator[Any]:
    for file in FILES:
        for case in re.split(r"^# ", file.read_text("utf-8"), flags=re.MULTILINE)[1:]:
            sentence, rest = case.split("\n", 1)
            text, wanted = rest.split("\n=>\n")
            yield pytest.param(text, wanted.strip().split("\n"), id=f"{file.stem}: {sentence}")


CASES = list(cases())


def told(diagnostics: Iterable[Diagnostic]) -> list[str]:
    lines = []
    for one in diagnostics:
        line, column, end_line, end_column = one.span
        place = f"{line}:{column}-{'' if end_line == line else f'{end_line}:'}{end_column}"
        lines.append(f"{place} {one.code} {one.message.in_language('en')}")
        lines += [f"  note {r.span.line}:{r.span.column}: {r.message.in_language('en')}" for r in one.related]
        lines += [f"  help: {one.help.in_language('en')}"] if one.help else []
    return lines


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_a_mistake_is_told_once_where_it_stands_with_a_next_step(text: str, wanted: list[str]) -> None:
    assert told(compiled(text).diagnostics) == wanted


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_what_is_said_fits_a_terminal_and_speaks_no_schema(text: str, wanted: list[str]) -> None:
    assert text
    for line in wanted:
        assert not re.search(r"anyOf|oneOf|\bNone\b|\^\[|schema|additional|propert|\bnull\b|\bobject\b|\barray\b", line)
        assert len(line) <= 170


@pytest.mark.parametrize("name", ["document", "settings"])
@pytest.mark.parametrize("written", ["happy", 99_999, -99_999, 1.5, True, ["x"], [{}], {"zz": 1}, "x" * 5_000, ""])
def test_whatever_is_written_in_a_field_there_is_a_next_step(name: str, written: object) -> None:
    whole = schemas()[name]
    defined = whole.get("$defs", {})
    for schema in (whole, *defined.values()):
        for field, part in schema.get("properties", {}).items():
            one = {"$defs": defined, "type": "object", "properties": {field: part}}
            told = shape.problems({field: written}, one)
            assert [problem for problem in told if not shape.advice(problem)] == []


def test_a_pattern_of_a_schema_has_words_for_people() -> None:
    patterns = set(_patterns(list(schemas().values()))) - {"^x-"}
    assert patterns <= set(PATTERNS)


def _patterns(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        if isinstance(schema.get("pattern"), str):
            yield schema["pattern"]
        schema = list(schema.values())
    if isinstance(schema, list):
        for inner in schema:
            yield from _patterns(inner)


def test_duplicate_ids_across_files_point_at_both() -> None:
    texts = {"a.yaml": "owners: {a: {name: A, kind: team}}", "b.yaml": "\nowners: {a: {name: B, kind: team}}"}
    found = compile_documents([parse(*one) for one in texts.items()], CHECKOUT, Settings()).diagnostics
    assert [(one.path, one.span.line, one.related[0].document.path) for one in found] == [("b.yaml", 2, "a.yaml")]


def test_a_reference_that_is_nearly_right_shows_where_the_right_one_stands() -> None:
    texts = {"a.yaml": "services: {s: {name: S, owner: travl}}", "b.yaml": "owners: {travel: {name: T, kind: team}}"}
    (found,) = compile_documents([parse(*one) for one in texts.items()], CHECKOUT, Settings()).diagnostics
    assert (found.related[0].document.path, found.related[0].span.column) == ("b.yaml", 10)
    assert found.fix
    assert [(edit.document.path, edit.start, edit.end, edit.text) for edit in found.fix.edits] == [
        ("a.yaml", 31, 36, "travel")
    ]


@pytest.mark.parametrize(
    "broken",
    [
        "owners: {travel: {name: T}}",
        "owners: [",
        "owners: {travel: {name: T, kind: team}, travel: {name: T, kind: team}}",
        "ownrs: {travel: {name: T, kind: team}}",
        "- owners",
        "\x00",
    ],
)
def test_a_reference_stays_silent_while_a_document_that_fails_may_hold_its_target(broken: str) -> None:
    documents = [parse("broken.yaml", broken), parse("whole.yaml", "services: {s: {name: S, owner: travel}}")]
    found = compile_documents(documents, CHECKOUT, Settings()).diagnostics
    assert {one.path for one in found} == {"broken.yaml"}


def test_a_reference_is_judged_while_the_document_that_fails_holds_other_things() -> None:
    documents = [parse("a.yaml", "channels: {app: {name: A}}"), parse("b.yaml", "services: {s: {name: S, owner: a}}")]
    found = compile_documents(documents, CHECKOUT, Settings()).diagnostics
    assert [one.code for one in found] == ["DOC006", "REF001"]


def test_a_journey_that_is_written_twice_is_one_mistake_whatever_its_steps() -> None:
    one, other = ("journeys: {t: {name: T, phases: [{id: p, name: P, steps: [" + steps + "]}]}}" for steps in (
        "{id: a, action: A}", "{id: b, action: B, next: [{to: c}]}, {id: c, action: C}",
    ))  # fmt: skip
    assert errors(f"{one}\n---\n{other}") == ["3:12 DOC008 the journey 't' is written twice"]


# ---- paths -----------------------------------------------------------------------------------------------------


def media(path: str) -> str:
    return f"touchpoints: {{t: {{name: T, media: {{src: {json.dumps(path)}}}}}}}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "workspace"
    root.mkdir()
    (root / "desk.svg").write_text("<svg/>")
    (tmp_path / "secret.svg").write_text("<svg/>")
    (root / "link.svg").symlink_to(tmp_path / "secret.svg")
    (root / "out").symlink_to(tmp_path)
    (root / "gone.svg").symlink_to(root / "nothing.svg")
    (root / "round.svg").symlink_to(root / "round.svg")
    return root


@pytest.mark.parametrize("path", ["desk.svg", "./desk.svg"])
def test_a_path_to_a_file_of_the_workspace_is_right(path: str, folder: Path) -> None:
    assert errors(media(path), root=folder) == []


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("desk.png", "there is no file 'desk.png'"),
        ("gone.svg", "there is no file 'gone.svg'"),
        (".", "there is no file '.'"),
        ("/etc/passwd", "'/etc/passwd' is not a path inside the workspace"),
        ("C:/desk.svg", "'C:/desk.svg' is not a path inside the workspace"),
        (r"media\desk.svg", r"'media\desk.svg' is not a path inside the workspace"),
        ("\x00", r"'\u0000' is not a path inside the workspace"),
        ("../secret.svg", "'../secret.svg' leads outside the workspace"),
        ("x/../desk.svg", "'x/../desk.svg' leads outside the workspace"),
        ("link.svg", "'link.svg' leads outside the workspace"),
        ("out/secret.svg", "'out/secret.svg' leads outside the workspace"),
        ("round.svg", "'round.svg' leads outside the workspace"),
        ("a" * 5000, f"there is no file '{'a' * 40}…'"),
    ],
)
def test_a_path_that_cannot_be_used_is_told_where_it_stands(path: str, message: str, folder: Path) -> None:
    assert errors(media(path), root=folder) == [f"1:41 DOC007 {message}"]


# ---- readings --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "'nps.csv' does not begin with the header `date,value,n`"),
        ("datum,waarde,n\n", "'nps.csv' does not begin with the header `date,value,n`"),
        ("date;value;n\n2026-01-01;3;4\n", "'nps.csv' does not begin with the header `date,value,n`"),
        ("date,value,n\n2026-01-01,3\n", "line 2 of 'nps.csv' is not a reading: 2026-01-01,3"),
        ("date,value,n\n\n2026-02-30,3,4\n", "line 3 of 'nps.csv' is not a reading: 2026-02-30,3,4"),
        ("date,value,n\n2026-01-01,nan,4\n", "line 2 of 'nps.csv' is not a reading: 2026-01-01,nan,4"),
        ("date,value,n\n2026-01-01,1e999,4\n", "line 2 of 'nps.csv' is not a reading: 2026-01-01,1e999,4"),
        ("date,value,n\n2026-01-01,3,-4\n", "line 2 of 'nps.csv' is not a reading: 2026-01-01,3,-4"),
        ("date,value,n\n2026-01-01,3,4.5\n", "line 2 of 'nps.csv' is not a reading: 2026-01-01,3,4.5"),
        ("date,value,n\n20260101,3,4\n", "line 2 of 'nps.csv' is not a reading: 20260101,3,4"),
        ("date,value,n\n2026-01-01,1_000,4\n", "line 2 of 'nps.csv' is not a reading: 2026-01-01,1_000,4"),
        ("date,value,n\n2026-01-01,٣,4\n", "line 2 of 'nps.csv' is not a reading: 2026-01-01,٣,4"),
        (f"date,value,n\n2026-01-01,3,{'9' * 5000}", f"line 2 of 'nps.csv' is not a reading: 2026-01-01,3,{'9' * 27}…"),
        ("date,value,n\n" + "2026-01-01,3,4\n" * 100_001, "'nps.csv' has more than 100000 rows"),
        (f"date,value,n\n{'x' * 200_000}\n", "'nps.csv' is no CSV file that can be read"),
    ],
)  # fmt: skip
def test_readings_that_cannot_be_used_are_told_where_the_file_is_named(text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "nps.csv").write_text(text, "utf-8")
    document = "kpis: {k: {name: K, kind: nps, readings: {file: nps.csv}}}"
    assert errors(document, root=tmp_path) == [f"1:49 DOC007 {message}"]


@pytest.mark.parametrize("data", [b"\xff\xfed\x00", b"date,value,n\n\x00", b"\xe9", b"x" * (6 * 1024 * 1024)])
def test_readings_that_are_no_text_are_told_where_the_file_is_named(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "nps.csv").write_bytes(data)
    document = "kpis: {k: {name: K, kind: nps, readings: {file: nps.csv}}}"
    assert errors(document, root=tmp_path) == ["1:49 DOC007 the readings in 'nps.csv' cannot be read"]


def test_readings_with_a_byte_order_mark_capitals_and_blank_lines_are_read(tmp_path: Path) -> None:
    (tmp_path / "nps.csv").write_bytes(b"\xef\xbb\xbfDate, Value, N\r\n2026-02-01, 2.5, \r\n\r\n2026-01-01,3,4\r\n")
    found = compiled("kpis: {k: {name: K, kind: nps, readings: {file: nps.csv}}}", root=tmp_path)
    assert [(one.date, one.value, one.n) for one in found.workspace.readings["k"]] == [
        ("2026-01-01", 3, 4),
        ("2026-02-01", 2.5, None),
    ]


ADDRESS = "an address that begins with https://, without blanks, `?` and `#`"


# ---- settings --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("nam: X", "journeyctl.yaml:1:1: there is no field 'nam' here", "did you mean 'name'?"),
        ("lint: {profil: core}", "journeyctl.yaml:1:8: there is no field 'profil' here", "did you mean 'profile'?"),
        ("lint: core", "journeyctl.yaml:1:7: expected a mapping, found 'core'",
         "write its fields on lines of their own, as `field: value`"),
        ("lint: {profile: all}", "journeyctl.yaml:1:17: 'all' is not one of the choices for 'profile'",
         "choose from: core, recommended, strict"),
        ("version: 2", "journeyctl.yaml:1:10: the number 2 is not one of the choices for 'version'", "choose from: 1"),
        ("languages: nl", "journeyctl.yaml:1:12: expected a list, found 'nl'",
         "write a list: `[one, two]`, or `- one` on a line of its own"),
        ("languages: [Dutch]", "journeyctl.yaml:1:13: expected a language code such as 'nl', found 'Dutch'",
         "write a language code such as 'nl'"),
        ("sources: []", "journeyctl.yaml:1:1: 'sources' is empty", "write something, or take the line out"),
        ("site:", "journeyctl.yaml:1:1: 'site' is empty",
         "write its fields below it, as `field: value`, or take the line out"),
        ("site: {theme: {accent: blue}}", "journeyctl.yaml:1:24: expected a colour such as #0b5fff, found 'blue'",
         'write something like `accent: "#0b5fff"`'),
        ("site: {base_url: a.org}",
         f"journeyctl.yaml:1:18: expected {ADDRESS}, found 'a.org'",
         'write something like `base_url: "https://cx.example.org/"`'),
        ("site: {base_url: 'https://a.org/?b'}",
         f"journeyctl.yaml:1:18: expected {ADDRESS}, found 'https://a.org/?b'",
         'write something like `base_url: "https://cx.example.org/"`'),
        ("- name", "journeyctl.yaml:1:1: expected a mapping, found a list",
         "write its fields on lines of their own, as `field: value`"),
        ("name: [", "journeyctl.yaml:1:8: a value is missing here",
         "write one, and check the brackets here"),
        ('name: "a\\d"', "journeyctl.yaml:1:9: in double quotes a backslash has a meaning of its own",
         "write it twice, or use single quotes"),
        ("name: - a", "journeyctl.yaml:1:7: a list cannot begin on this line",
         "begin it on a line of its own, below its key"),
        ("a: &x 1", "journeyctl.yaml:1:4: anchors (&name) are not part of the language",
         "define it once in a collection and refer to its id"),
        ("name: A\nname: B", "journeyctl.yaml:2:1: the key 'name' is written twice in one mapping",
         "keep one of the two, or rename one"),
        ("name: A\n---\nname: B", "journeyctl.yaml:3:1: there are several YAML documents in one file",
         "keep one, and take the lines `---` out"),
        ("sources: [../x]", "`sources` names '../x', which lies outside the workspace",
         "use a path relative to journeyctl.yaml, without '..'"),
        ("sources: [/etc]", "`sources` names '/etc', which lies outside the workspace",
         "use a path relative to journeyctl.yaml, without '..'"),
        ("languages: [nl, en, nl]", "`languages` names 'nl' twice", "leave one of the two out"),
        ("languages: [en-US, en-us]", "`languages` names 'en-us' twice", "leave one of the two out"),
        ("extends: [/etc/passwd]", "`extends` names '/etc/passwd', which lies outside the workspace",
         "use a path relative to journeyctl.yaml, without '..'"),
        ("extends: [gone.yaml]", "cannot read the settings gone.yaml: No such file or directory",
         "use a UTF-8 text file inside the workspace"),
        ("extends: [journeyctl.yaml]", "journeyctl.yaml: `extends` goes round in a circle",
         "take one of the files out of it"),
        ("extends: [a.yaml]", "journeyctl.yaml: `extends` goes round in a circle", "take one of the files out of it"),
        ("extends: [out.yaml]", "`extends` names 'out.yaml', which lies outside the workspace",
         "use a path relative to journeyctl.yaml, without '..'"),
        ("extends: [wrong.yaml]", "wrong.yaml:1:1: there is no field 'nme' here", "did you mean 'name'?"),
        ('"\\uD800": 1', "", ""),
    ],
)  # fmt: skip
def test_settings_that_are_wrong_are_the_operators_mistake(text: str, message: str, hint: str, tmp_path: Path) -> None:
    root = tmp_path / "workspace"
    root.mkdir()
    (root / "journeyctl.yaml").write_text(text, "utf-8")
    (root / "a.yaml").write_text("extends: [b.yaml]\n")
    (root / "b.yaml").write_text("extends: [journeyctl.yaml]\n")
    (root / "wrong.yaml").write_text("nme: X\n")
    (tmp_path / "out.yaml").write_text("name: X\n")
    (root / "out.yaml").symlink_to(tmp_path / "out.yaml")
    with pytest.raises(JourneyctlError) as caught:
        load_settings(root)
    if message:
        assert (caught.value.message, caught.value.hint) == (message, hint)


def test_what_a_file_extends_is_merged_under_it(tmp_path: Path) -> None:
    (tmp_path / "group.yaml").write_text("name: Group\nlint: {profile: core, options: {STR002: {max-phases: 9}}}\n")
    (tmp_path / "journeyctl.yaml").write_text("extends: [group.yaml]\nlint: {options: {STR002: {max-phases: 7}}}\n")
    settings = load_settings(tmp_path)
    assert (settings.name, settings.lint.profile) == ("Group", "core")
    assert settings.lint.options == {"STR002": {"max-phases": 7}}


# ---- the two judges --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "_wanted"), CASES)
def test_the_fast_and_the_thorough_judge_agree(text: str, _wanted: list[str]) -> None:
    thorough = judging._slow(document_schema())
    for value in parse("test.yaml", text).values:
        found = problems(value, document_schema())
        assert verdict(document_schema())(value) == thorough.is_valid(value) == (found == [])
        assert "other" not in {problem.kind for problem in found}
