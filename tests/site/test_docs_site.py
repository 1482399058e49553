"""The project's own site: README and docs beside the example, as readable, findable and whole as any site we write."""

from __future__ import annotations

import importlib
import shutil
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.site.crawl import broken_links, every, read
from tests.site.test_checkers import complaints
from tests.support import CHECKOUT

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

SOME = (
    "index.html", "CHANGELOG.html", "CONTRIBUTING.html", "THIRD_PARTY.html", "docs/index.html",
    "docs/rules/OWN001.html", "docs/tutorial/first-journey.html", "docs/how-to/theme.html",
    "docs/reference/settings.html", "docs/reference/formats.html", "docs/explanation/five-gaps.html",
)  # fmt: skip


@pytest.fixture(scope="session")
def docs(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site: the pages of the docs, and the example's site."""
    folder = tmp_path_factory.mktemp("docs") / "public"
    shutil.copytree(example, folder / "example")
    tool = _tool()
    tool.write(folder, tool.docs())
    return folder


def _tool() -> Any:
    sys.path.insert(0, str(CHECKOUT / "tools"))
    try:
        return importlib.import_module("write_docs_site")
    finally:
        sys.path.pop(0)


def ours(site: Path) -> list[Path]:
    return [file for file in every(site) if "example" not in file.relative_to(site).parts]


def test_every_page_of_markdown_is_there(docs: Path) -> None:
    written = {file.relative_to(docs).as_posix() for file in ours(docs)}
    found = {file.relative_to(CHECKOUT).with_suffix(".html").as_posix() for file in (CHECKOUT / "docs").rglob("*.md")}
    assert found <= written
    assert set(SOME) <= written


def test_no_link_and_no_fragment_is_broken(docs: Path) -> None:
    assert list(broken_links(docs)) == []


def test_a_link_to_nowhere_would_be_told(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text('<a href="gone.html">x</a><a href="#gone">y</a>')
    assert sorted(broken_links(tmp_path)) == ["page.html: #gone (no such id)", "page.html: gone.html"]


def test_nothing_comes_from_elsewhere_and_nothing_runs_inline(docs: Path) -> None:
    for page in ours(docs):
        found = read(page)
        assert found.inline == [], page
        assert "default-src 'none'" in found.policy, page


@pytest.mark.registry
def test_the_nu_html_checker_finds_no_error(docs: Path) -> None:
    assert complaints(ours(docs)) == []


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_accessible(docs: Path, browser: Browser, scheme: Any) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(color_scheme=scheme, bypass_csp=True, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    found = []
    for name in SOME:
        page.goto((docs / name).as_uri())
        violations = Axe().run(page).response["violations"]
        found += [f"{name}: {one['id']}: {one['nodes'][0]['html'][:120]}" for one in violations]
    context.close()
    assert found == []


@pytest.mark.browser
def test_search_finds_a_page_and_leads_there_from_a_file(docs: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.goto((docs / "docs" / "how-to" / "theme.html").as_uri())
    page.get_by_role("searchbox").fill("promoters")
    page.locator(".hits a").first.click()
    assert page.url == (docs / "docs" / "explanation" / "nps.html").as_uri()
    page.close()


@pytest.mark.browser
def test_a_page_of_the_docs_is_no_wider_than_a_phone(docs: Path, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 700})
    for name in SOME:
        page.goto((docs / name).as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, name
    page.close()
