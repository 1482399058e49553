"""Mermaid itself, from its registry, reads what we write in its language."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from journeyctl.render import Drawing, mermaid, views
from tests.registry import npm
from tests.render import large
from tests.render.pictures import example, subjects
from tests.render.test_hostile import NAMES, workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from journeyctl.model import Workspace

VERSION = "12.3.0"
PARSE = """async (texts) => {
  const complaints = [];
  for (const [name, text] of texts) {
    try { await mermaid.parse(text); } catch (error) { complaints.push([name, String(error).slice(0, 300)]); }
  }
  return complaints;
}"""
DRAW = "async (text) => (await mermaid.render('drawn', text)).svg"


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """Return a page that has Mermaid."""
    opened = browser.new_page()
    opened.goto("about:blank")
    opened.add_script_tag(path=npm("mermaid", VERSION) / "dist" / "mermaid.min.js")
    opened.evaluate("mermaid.initialize({startOnLoad: false, securityLevel: 'strict', maxTextSize: 1e6})")
    yield opened
    opened.context.close()


def written(of: Workspace, view: str, journey: str) -> str:
    """Return a view in Mermaid's language."""
    return mermaid(view, of.journeys[journey] if journey else of, Drawing("nl"))


@pytest.mark.browser
@pytest.mark.registry
def test_mermaid_reads_every_view(page: Page) -> None:
    texts = [[f"{view} {journey}", written(example(), view, journey)] for view, journey in subjects(example())]
    texts += [[name, written(of, view, journey)] for name, of, view, journey in large.pictures()]
    assert page.evaluate(PARSE, texts) == []


@pytest.mark.browser
@pytest.mark.registry
def test_mermaid_reads_every_view_whatever_the_names_are(page: Page) -> None:
    texts = []
    for name in NAMES:
        of = workspace(name)
        texts += [
            [f"{view.name} {json.dumps(name)}", written(of, view.name, "j" if view.subject == "journey" else "")]
            for view in views().values()
        ]
    assert page.evaluate(PARSE, texts) == []


@pytest.mark.browser
@pytest.mark.registry
def test_mermaid_draws_the_names_as_they_are(page: Page) -> None:
    assert "Vervangende bus" in page.evaluate(DRAW, written(example(), "flow", "disturbed-trip"))


@pytest.mark.browser
@pytest.mark.registry
def test_mermaid_would_have_told(page: Page) -> None:
    assert [name for name, _why in page.evaluate(PARSE, [["bad", "flowchart TB\n  a[[ --> b"]])] == ["bad"]
