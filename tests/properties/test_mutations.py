"""Whatever happens to a text, it ends in findings: no text makes the compiler, a rule or a report raise.

A usual run tries a hundred examples; JOURNEYCTL_PROOF=1 (`make proof`) tries five thousand.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journeyctl.compiler import compile_documents
from journeyctl.exchange.json import export
from journeyctl.lint import Choice, built_in, run, select
from journeyctl.report import Report, formats, writer
from journeyctl.settings import LintSettings, Settings
from journeyctl.source import parse
from tests.properties.proof import examples
from tests.support import CHECKOUT, TODAY

if TYPE_CHECKING:
    from journeyctl.source import Document

FILES = sorted([*(CHECKOUT / "journeys").glob("*.yaml"), *(CHECKOUT / "tests" / "cases").rglob("*.yaml")])
BASES = [file.read_text("utf-8") for file in FILES]
SETTINGS = Settings(name="Any", languages=("en", "nl"), lint=LintSettings(profile="strict"))
FRAGMENTS = [
    "\t", "\n", "  ", ":", ": ", "- ", "[", "]", "{", "}", ",", "'", '"', "#", "&a ", "*a", "<<: *a", "!!int ", "|",
    ">", "? ", "---\n", "...\n", "%", "@", "`", "null", "~", "true", "3.0", "1e18", "-1", "0x1F", "1e999", ".nan",
    "''", "{}", "[]", "x-a: ", "id: ", "next: []", "to: ", "journey: ", "name: ", "{nl: 1}", "\u202e", "\u200b",
    "\ufeff", "\x00", "\x85", "\u2028", "\r", "\r\n", "é", "😀", "everyone", "24/7", "P", "PT", "2026-02-30", "../x",
    "javascript:x", "{0}", "%s", "{name}",
]  # fmt: skip


@cache
def companions() -> tuple[Document, ...]:
    folder = CHECKOUT / "tests" / "cases" / "whole-language" / "journeys"
    return tuple(parse(file.name, file.read_text("utf-8")) for file in sorted(folder.glob("*.yaml")))


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """Return a text of ours after a few accidents."""
    text = draw(st.sampled_from(BASES))
    start = draw(st.integers(0, max(0, len(text) - 1)))
    text = text[: start + draw(st.sampled_from([400, 4_000, 100_000]))]
    for _number in range(draw(st.integers(1, 4))):
        text = draw(st.sampled_from(ACCIDENTS))(draw, text)
    return text


def _replace(draw: st.DrawFn, text: str) -> str:
    start = draw(st.integers(0, len(text)))
    end = min(len(text), start + draw(st.sampled_from([0, 1, 2, 5, 20, 200])))
    return text[:start] + draw(st.sampled_from([*FRAGMENTS, ""])) + text[end:]


def _swap_lines(draw: st.DrawFn, text: str) -> str:
    lines = text.split("\n")
    one, other = (draw(st.integers(0, len(lines) - 1)) for _number in range(2))
    lines[one], lines[other] = lines[other], lines[one]
    return "\n".join(lines)


def _repeat_line(draw: st.DrawFn, text: str) -> str:
    lines = text.split("\n")
    at = draw(st.integers(0, len(lines) - 1))
    return "\n".join([*lines[:at], lines[at], *lines[at:]])


def _indent_line(draw: st.DrawFn, text: str) -> str:
    lines = text.split("\n")
    at = draw(st.integers(0, len(lines) - 1))
    lines[at] = (
        draw(st.sampled_from(["  ", " ", "\t", "- "])) + lines[at] if draw(st.booleans()) else lines[at].lstrip()
    )
    return "\n".join(lines)


def _drop_line(draw: st.DrawFn, text: str) -> str:
    lines = text.split("\n")
    at = draw(st.integers(0, len(lines) - 1))
    return "\n".join(lines[:at] + lines[at + 1 :])


def _change_value(draw: st.DrawFn, text: str) -> str:
    lines = text.split("\n")
    at = draw(st.integers(0, len(lines) - 1))
    key, colon, _value = lines[at].partition(": ")
    lines[at] = key + colon + draw(st.sampled_from(FRAGMENTS))
    return "\n".join(lines)


ACCIDENTS = [_replace, _swap_lines, _repeat_line, _indent_line, _drop_line, _change_value]


@settings(
    max_examples=examples(5_000), deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)  # fmt: skip
@given(text=mutated(), is_alone=st.booleans())
def test_no_text_makes_the_compiler_a_rule_or_a_report_raise(text: str, *, is_alone: bool) -> None:
    documents = [parse("mutated.yaml", text), *(() if is_alone else companions())]
    root = CHECKOUT / "tests" / "cases" / "whole-language"
    compiled = compile_documents(documents, root, SETTINGS)
    found = run(compiled, select(built_in(), SETTINGS.lint, Choice()), TODAY)
    assert all(one.span.line >= 1 and one.span.column >= 1 for one in found)
    report = Report(found, len(documents), "nl", {rule.code: rule for rule in built_in()})
    for name in formats():
        assert isinstance(writer(name)(report), str)
    if not compiled.diagnostics:
        assert export(compiled.workspace)
