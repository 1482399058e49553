"""A short way to look at a place in a text as the features do: `|` stands at the cursor."""

from __future__ import annotations

from textwrap import dedent

from journeyctl.compiler import compile_documents
from journeyctl.editor.desk import State
from journeyctl.editor.names import Library
from journeyctl.editor.view import View
from journeyctl.lint import Choice, built_in, run, select
from journeyctl.lint.policy import Policy
from journeyctl.settings import Settings
from journeyctl.source import parse
from tests.support import CHECKOUT, TODAY

FILE = "test.yaml"
BESIDE = "beside.yaml"
CURSOR = "|"


def view(text: str, beside: str = "", before: str | None = None) -> View:
    """Return the place of the cursor in a text.

    Args:
        text: with `|` at the cursor; without one, the beginning is meant.
        beside: what another file of the workspace says.
        before: what the text was when it was last judged; the same as now when not given.
    """
    text = dedent(text).strip("\n")
    now, offset = text.replace(CURSOR, "", 1), max(text.find(CURSOR), 0)
    return at(now, offset, dedent(beside), now if before is None else dedent(before).strip("\n"))


def at(now: str, offset: int, beside: str = "", before: str = "", *, is_linted: bool = True) -> View:
    """Return a place in a text, by its offset; without lint, what is found is what the compiler finds."""
    settings = Settings(languages=("nl", "en"))
    documents = [parse(FILE, before), *([parse(BESIDE, beside)] if beside else [])]
    compiled = compile_documents(documents, CHECKOUT, settings)
    selection = select(built_in(), settings.lint, Choice())
    found = run(compiled, selection, TODAY) if is_linted else compiled.diagnostics
    state = State(Policy(CHECKOUT, settings, selection, built_in()), compiled, found)
    library = Library()
    library.names(state.documents, {})
    return View(state, library.names(state.documents, {FILE: now}), FILE, now, offset)
