"""What a process remembers never changes what it finds: after any edits the findings are those of a fresh start."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hypothesis import example, given, settings

from journeyctl.compiler import Memory
from journeyctl.compiler.compiling import compile_documents
from journeyctl.lint import Choice, built_in, run, select
from journeyctl.settings import load_settings
from journeyctl.source import Document, parse
from tests.properties.editing import EXAMPLE, Change, Texts, changed, changes
from tests.properties.proof import IS_PROOF
from tests.support import CHECKOUT

if TYPE_CHECKING:
    from journeyctl.diagnostics import Diagnostic

SETTINGS = load_settings(CHECKOUT)
STRICT = select(built_in(), SETTINGS.lint, Choice("strict"))
TODAY = date(2026, 11, 23)


def found(texts: Texts, memory: Memory | None) -> list[tuple[object, ...]]:
    read = memory.read if memory else lambda blank: parse(blank.path, blank.text)
    documents = [read(Document(path, text)) for path, text in sorted(texts.items())]
    compiled = compile_documents(documents, CHECKOUT, SETTINGS, memory=memory)
    return [_told(finding) for finding in run(compiled, STRICT, TODAY, memory=memory)]


def _told(one: Diagnostic) -> tuple[object, ...]:
    related = [(other.document.path, other.span, other.message) for other in one.related]
    edits = [(edit.document.path, edit.start, edit.end, edit.text) for edit in (one.fix.edits if one.fix else ())]
    return (*one.order, one.severity, one.message, one.help, one.why, related, one.entity, one.entity_path, edits)


@given(changes())
@settings(max_examples=300 if IS_PROOF else 12, deadline=None)
@example([Change("write", 8, 7, "retired"), Change("comment", 2, 1, "moves lines")])
@example([Change("copy", 8, 1, "twice"), Change("remove", 9, 0, "x")])
@example([Change("write", 6, 40, "{"), Change("cut", 6, 40, "x")])
def test_after_edits_the_findings_are_those_of_a_fresh_start(author: list[Change]) -> None:
    memory, texts = Memory(), EXAMPLE
    found(texts, memory)
    for change in author:
        texts = changed(texts, change)
        assert found(texts, memory) == found(texts, None)
