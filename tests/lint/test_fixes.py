"""Fixes: made in rounds, never two on one place, never so that a file breaks or loses a comment."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyctl.compiler import compile_documents
from journeyctl.diagnostics import Edit, Fix
from journeyctl.i18n import _
from journeyctl.lint import Choice, built_in, run, select
from journeyctl.lint.fixes import is_sound, mend, one_round, unified_diff
from journeyctl.lint.scaffold import placeholder_of
from journeyctl.lint.suppression import with_ignores
from journeyctl.settings import LintSettings, Settings
from journeyctl.source import parse
from journeyctl.source.layout import comments
from tests.support import CHECKOUT, TODAY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from journeyctl.compiler import Compiled
    from journeyctl.diagnostics import Diagnostic
    from journeyctl.lint.fixes import Mended

SELECTION = select(built_in(), LintSettings(), Choice(select=("OWN001", "CHN001", "REF001")))
GAPPY = CHECKOUT / "tests" / "cases" / "gappy" / "journeys"


def fixed(*texts: str, codes: tuple[str, ...] = (), unsafe: bool = True) -> Mended:
    """Return what fixing leads to for documents called 0.yaml, 1.yaml and so on."""
    files = {f"{number}.yaml": text for number, text in enumerate(texts)}
    selection = select(built_in(), LintSettings(profile="strict"), Choice(select=codes))

    def judge(new: Mapping[str, str]) -> Sequence[Diagnostic]:
        documents = [parse(path, text) for path, text in (files | dict(new)).items()]
        return run(compile_documents(documents, CHECKOUT, Settings(languages=("en", "nl"))), selection, TODAY)

    return mend(judge, unsafe=unsafe)


def compiled(text: str) -> Compiled:
    """Compile a document called 0.yaml."""
    return compile_documents([parse("0.yaml", text)], CHECKOUT, Settings())


def scaffolded(text: str, *codes: str) -> str:
    """Return a document after all fixes of some rules."""
    return fixed(text, codes=codes).after.get("0.yaml", text)


def document_fix(text: str, *edits: tuple[int, int, str]) -> Fix:
    """Return a fix of one document."""
    document = parse("0.yaml", text)
    return Fix(_("mend it"), tuple(Edit(document, *edit) for edit in edits))


def test_a_misspelt_field_is_renamed_and_then_the_reference_in_it() -> None:
    text = "owners:\n  sales: {name: Sales, kind: team}\ntouchpoints:\n  desk: {name: Desk, ownr: slaes}  # see us\n"
    mended = fixed(text, codes=("REF001",), unsafe=False)
    assert mended.after["0.yaml"].splitlines()[-1] == "  desk: {name: Desk, owner: sales}  # see us"
    assert (mended.count, mended.findings) == (2, ())


def test_scaffolds_are_made_only_when_unsafe_fixes_are_wanted() -> None:
    text = "touchpoints:\n  desk:\n    name: Desk\n"
    assert fixed(text, codes=("OWN001",), unsafe=False).after == {}
    assert scaffolded(text, "OWN001") == "touchpoints:\n  desk:\n    name: Desk\n    owner: TODO\n"


TODO = "owner: TODO"
PLACES = [
    ("{name: Desk}", f"{{name: Desk, {TODO}}}"),
    ("{channel: web, name: Desk}", f"{{channel: web, name: Desk, {TODO}}}"),
    ("{\n    # why\n    name: Desk  # the desk\n  }", f"{{\n    # why\n    name: Desk, {TODO}  # the desk\n  }}"),
    ("{name: Desk, }", f"{{name: Desk, {TODO}, }}"),
    ("\n     name: Desk # the desk", f"\n     name: Desk # the desk\n     {TODO}"),
    ("\n    name: {en: Desk}\n    tags: [a]", f"\n    name: {{en: Desk}}\n    {TODO}\n    tags: [a]"),
    ("\n    tags: [a]\n    name: >-\n      Desk", f"\n    tags: [a]\n    {TODO}\n    name: >-\n      Desk"),
    ("\n    name: >-\n      Desk\n    tags:\n    - a", f"\n    {TODO}\n    name: >-\n      Desk\n    tags:\n    - a"),
    ("\r\n    name: Desk", f"\r\n    name: Desk\r\n    {TODO}"),
]


@pytest.mark.parametrize(("before", "after"), PLACES)
def test_a_scaffold_stands_where_an_author_would_write_it(before: str, after: str) -> None:
    ending = "\r\n" if "\r" in before else "\n"
    head = f"touchpoints:{ending}  desk: "
    assert scaffolded(head + before + ending, "OWN001") == head + after + ending


def test_a_scaffold_in_an_item_of_a_list_is_indented_as_its_keys() -> None:
    head = "journeys:\n  t:\n    name: T\n    phases:\n    -   id: a\n        name: A\n        steps:\n"
    text = head + "        -   id: s\n            touchpoint:\n              name: S\n"
    assert scaffolded(text, "OWN001") == text + "              owner: TODO\n"


@pytest.mark.parametrize(
    ("shape", "field", "placeholder"),
    [
        (("touchpoints", "*"), "owner", "TODO"),
        (("touchpoints", "*"), "kpis", "[TODO]"),
        (("journeys", "*"), "trigger", "TODO"),
        (("journeys", "*", "phases", "*", "steps", "*", "touchpoint"), "owner", "TODO"),
        (("kpis", "*"), "target", ""),
        (("data", "*"), "legal_basis", ""),
        (("insights", "*"), "date", ""),
        (("touchpoints", "*"), "nothing", ""),
    ],
)
def test_a_placeholder_is_what_the_language_takes(shape: tuple[str, ...], field: str, placeholder: str) -> None:
    assert placeholder_of(shape, field) == placeholder


def test_of_two_fixes_on_one_place_the_first_is_made() -> None:
    one, other = document_fix("a: b\n", (3, 4, "c")), document_fix("a: b\n", (3, 4, "d"))
    assert one_round([one, other])[1:] == ({"0.yaml": "a: c\n"}, 1)
    insertion = document_fix("a: b\n", (4, 4, "x"))
    assert one_round([one, insertion])[1:] == ({"0.yaml": "a: c\n"}, 1)


def test_equal_fixes_are_made_once() -> None:
    fixes = [document_fix("a: b\n", (3, 4, "c")) for _number in range(3)]
    assert one_round(fixes)[1:] == ({"0.yaml": "a: c\n"}, 1)


def test_a_fix_that_breaks_a_file_is_left_out_and_the_others_are_made() -> None:
    text = "a: b\nc: d\n"
    fixes = [document_fix(text, (3, 4, "[")), document_fix(text, (8, 9, "e"))]
    assert one_round(fixes) == ({"0.yaml": text}, {"0.yaml": "a: b\nc: e\n"}, 1)


@pytest.mark.parametrize(
    ("text", "edit"),
    [
        ("a: b\n", (3, 4, "{")),
        ("a: b # why\n", (4, 5, "")),
        ("a: 1\nb: 2\n", (5, 6, "a")),
        ("personas: {a: {name: A}}\n", (15, 19, "naam")),
        ("a: 1\n", (4, 4, "\n---")),
    ],
)
def test_what_would_break_a_file_is_not_sound(text: str, edit: tuple[int, int, str]) -> None:
    assert not is_sound(document_fix(text, edit).edits)


def test_a_fix_that_never_comes_to_rest_changes_nothing() -> None:
    selection = select(built_in(), LintSettings(), Choice(select=("OWN001",)))

    def judge(texts: Mapping[str, str]) -> Sequence[Diagnostic]:
        text = texts.get("0.yaml", "touchpoints: {desk: {name: a}}\n")
        document = parse("0.yaml", text)
        [finding] = run(compile_documents([document], CHECKOUT, Settings()), selection, TODAY)
        other = {"a": "b", "b": "a"}[text[27]]
        return [replace(finding, fix=Fix(_("turn it"), (Edit(document, 27, 28, other),)))]

    assert mend(judge).after == {}


def test_a_diff_is_what_patch_reads() -> None:
    assert unified_diff({"a.yaml": "a: b\n"}, {"a.yaml": "a: c"}) == (
        "--- a/a.yaml\n+++ b/a.yaml\n@@ -1 +1 @@\n-a: b\n+a: c\n\\ No newline at end of file\n"
    )


def test_fixing_the_gappy_workspace_keeps_it_compiling_and_is_done_once() -> None:
    texts = [file.read_text("utf-8") for file in sorted(GAPPY.glob("*.yaml"))]
    once = fixed(*texts)
    after = [once.after.get(f"{number}.yaml", text) for number, text in enumerate(texts)]
    assert once.count > 10
    assert [one.message.in_language("en") for one in once.findings if one.code.startswith("DOC")] == [
        "there is no field 'naem' here"
    ]
    assert fixed(*after).after == {}


values = st.sampled_from([
    "Desk", '"Desk # one"', "'it''s'", "{en: Desk}", "|\n{indent}  Desk\n", ">-\n{indent}  Desk\n{indent}  two\n",
    "a\n{indent}  b",
])  # fmt: skip
extras = st.sampled_from([
    "", "# note", "tags: [a, b]  # tags", "channel: web", "ownr: me", "x-note: {a: [1, 2]}", "owner: slf",
    "description: # later\n{indent}  text",
])  # fmt: skip
in_brackets = st.sampled_from(["tags: [a]", "ownr: me", '"owner": slf', "channel: web"])
remarks = st.sampled_from([
    "", "  # one", "  # two: [x]", "  # journeyctl: ignore[REF001] a reason", "  # journeyctl: ignore[CHN001] x",
])  # fmt: skip


@st.composite
def workspaces(draw: st.DrawFn) -> str:
    """Draw a document with touchpoints that lack facts, in many layouts."""
    indent = " " * draw(st.integers(1, 4))
    above = st.sampled_from([[], ["# above"], [""], [f"{indent}# journeyctl: ignore[OWN001] a reason"]])
    lines = ["owners: {me: {name: Me, kind: team}, self: {name: Self, kind: team}}", "touchpoints:" + draw(remarks)]
    for number in range(draw(st.integers(1, 3))):
        lines += draw(above)
        touchpoint = draw(st.sampled_from([flow_touchpoint, block_touchpoint]))
        lines += draw(touchpoint(f"{indent}t{number}:", indent))
    return "\n".join(line.rstrip("\n") for line in lines) + draw(st.sampled_from(["", "\n", "\n\n# end\n"]))


@st.composite
def flow_touchpoint(draw: st.DrawFn, head: str, _indent: str) -> list[str]:
    """Draw a touchpoint in brackets."""
    fields = ["name: Desk", *draw(st.lists(in_brackets, max_size=2, unique=True))]
    return [f"{head} {{{', '.join(draw(st.permutations(fields)))}}}" + draw(remarks)]


@st.composite
def block_touchpoint(draw: st.DrawFn, head: str, indent: str) -> list[str]:
    """Draw a touchpoint on lines of its own."""
    inner = indent + " " * draw(st.integers(1, 4))
    fields = [f"name: {draw(values)}", *draw(st.lists(extras, max_size=3, unique=True))]
    lines = [f"{inner}{field}".replace("{indent}", inner) for field in draw(st.permutations(fields)) if field]
    return [head + draw(remarks), *lines]


@given(workspaces(), st.sampled_from(["\n", "\r\n"]), st.sampled_from([True, False]))
def test_no_fix_breaks_a_file_or_loses_a_comment_and_twice_is_once(text: str, ending: str, unsafe: object) -> None:
    text = text.replace("\n", ending)
    mended = fixed(text, unsafe=bool(unsafe))
    after = mended.after.get("0.yaml", text)
    before = parse("0.yaml", text)
    assert bool(parse("0.yaml", after).problems) <= bool(before.problems)
    assert fixed(after, unsafe=bool(unsafe)).after == {}
    ours, kept = ([one for one in comments(each) if "journeyctl:" not in one] for each in (text, after))
    assert kept == ours or before.problems


@given(workspaces(), st.sampled_from(["\n", "\r\n"]))
def test_comments_that_accept_findings_change_no_value_and_are_written_once(text: str, ending: str) -> None:
    text = text.replace("\n", ending)
    for _round in range(2):
        found = run(compiled(text), SELECTION, TODAY)
        texts, left = with_ignores(found, "a reason", built_in())
        after = texts.get("0.yaml", (text, text))[1]
        assert parse("", after).values == parse("", text).values
        assert _round == 0 or after == text or left
        text = after
