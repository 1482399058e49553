"""What stands beside a picture: its files for other tools, and its bare page for a frame elsewhere."""

from __future__ import annotations

import os
import subprocess
from datetime import date
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from journeyctl.history.changed import last_changes
from tests.site.building import SETTINGS, build, workspace
from tests.site.crawl import bare, broken_links, read

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

WORKSPACE = """
    channels: {web: {name: Website, kind: web}}
    owners: {shop: {name: Shop, kind: team}}
    personas: {buyer: {name: Buyer}}
    journeys:
      buy:
        name: 'Buy "two" & go'
        owner: shop
        personas: [buyer]
        trigger: I want to go
        outcome: I can go
        phases:
          - {id: buy, name: Buy, steps: [{id: pay, touchpoint: {name: Pay, channel: web, owner: shop}, emotion: 1}]}
    """
ATOM = "{http://www.w3.org/2005/Atom}"
ENDINGS = ("svg", "dot", "mmd", "embed.html")


def test_each_picture_comes_as_svg_dot_mermaid_and_bare_page(example: Path) -> None:
    drawn = ["journeys/door-to-door.flow", "pictures/door-to-door.blueprint", "pictures/landscape", "en/pictures/kpis"]
    maps = ["journeys/door-to-door.map.svg", "en/journeys/complaint.map.embed.html"]
    assert [one for one in maps if not (example / one).is_file()] == []
    missing = [f"{one}.{ending}" for one in drawn for ending in ENDINGS if not (example / f"{one}.{ending}").is_file()]
    assert missing == []


def test_the_map_on_a_page_leads_to_its_files(example: Path) -> None:
    page = (example / "en" / "journeys" / "door-to-door.html").read_text("utf-8")
    block = page[page.index('id="map"') : page.index('id="flow"')]
    for ending in ("map.svg", "flow.dot", "flow.mmd", "map.embed.html"):
        assert f'href="../journeys/door-to-door.{ending}"' in block
    assert "journeyctl --lang en render door-to-door --view map -o map.png" in block


def test_the_map_says_in_its_margin_which_commit_changed_the_journey_last(tmp_path: Path) -> None:
    root = workspace(tmp_path, WORKSPACE)
    commit(root, "2026-10-03")
    build(root, tmp_path / "site")
    words = ["git", "-C", str(root), "rev-parse", "--short=8", "HEAD"]
    name = subprocess.run(words, check=True, capture_output=True, text=True).stdout.strip()
    assert f"<span>Commit {name}</span>" in (tmp_path / "site" / "journeys" / "buy.html").read_text("utf-8")
    assert f"Commit {name}" in (tmp_path / "site" / "journeys" / "buy.map.svg").read_text("utf-8")


@pytest.mark.parametrize(
    ("page", "stem"), [("owners/app-team", "App team"), ("touchpoints/platform-screens", "Screens")]
)
def test_the_pages_of_owners_and_contacts_open_on_one_hop_around_them(example: Path, page: str, stem: str) -> None:
    html = (example / "en" / f"{page}.html").read_text("utf-8")
    block = html[html.index('id="around"') :]
    assert 'role="img"' in block
    assert f'id="around-middle"><title>{stem}' in block
    assert "The same as a table" in block
    for ending in ("svg", "dot", "mmd"):
        assert f'href="../{page}.around.{ending}"' in block
        assert (example / "en" / f"{page}.around.{ending}").is_file()


def test_dot_and_mermaid_speak_the_language_of_the_page(example: Path) -> None:
    assert "Stroom van Van deur tot deur" in (example / "journeys" / "door-to-door.flow.dot").read_text("utf-8")
    assert "Flow of Door to door" in (example / "en" / "journeys" / "door-to-door.flow.dot").read_text("utf-8")
    assert "flowchart" in (example / "journeys" / "door-to-door.flow.mmd").read_text("utf-8")


def test_a_bare_page_runs_nothing_and_fetches_only_styles_fonts_and_pictures_of_the_site(example: Path) -> None:
    policy = (
        "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'"
    )
    assert {read(page).policy for page in bare(example)} == {policy}
    assert {one for page in bare(example) for one in read(page).inline} == set()


def test_the_line_to_embed_is_shown_as_text_and_names_the_address_of_the_site(tmp_path: Path) -> None:
    root = workspace(tmp_path, WORKSPACE, f"{SETTINGS}site: {{base_url: 'https://cx.example.org/x'}}\n")
    build(root, tmp_path / "site")
    page = (tmp_path / "site" / "nl" / "journeys" / "buy.html").read_text("utf-8")
    assert "&lt;iframe src=&#34;https://cx.example.org/x/nl/journeys/buy.flow.embed.html&#34;" in page
    assert "title=&#34;Stroom van Buy &amp;#34;two&amp;#34; &amp;amp; go&#34;" in page
    assert "<iframe" not in page
    assert "journeyctl --lang nl render buy --view flow -o flow.png" in page
    assert list(broken_links(tmp_path / "site")) == []


def test_search_engines_get_whole_addresses_of_the_other_languages_or_none(tmp_path: Path) -> None:
    for settings, expected in (("", 0), ("site: {base_url: 'https://cx.example.org'}\n", 2)):
        root = workspace(tmp_path, WORKSPACE, SETTINGS + settings)
        build(root, tmp_path / "site")
        page = (tmp_path / "site" / "nl" / "journeys" / "buy.html").read_text("utf-8")
        assert page.count('<link rel="alternate" hreflang=') == expected
    assert '<link rel="alternate" hreflang="nl" href="https://cx.example.org/nl/journeys/buy.html">' in page


def commit(root: Path, day: str) -> None:
    """Commit a workspace on a day."""
    who = ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    days = {"GIT_COMMITTER_DATE": f"{day}T12:00:00Z", "GIT_AUTHOR_DATE": "2025-01-01T12:00:00Z"}
    for words in (["init", "-q"], ["add", "journeys", "journeyctl.yaml"], ["commit", "-q", "-m", "Write"]):
        subprocess.run(["git", "-C", str(root), *who, *words], check=True, env=os.environ | days)


def test_a_page_says_when_its_document_was_last_changed_in_git(tmp_path: Path) -> None:
    root = workspace(tmp_path, WORKSPACE)
    build(root, tmp_path / "site")
    page = tmp_path / "site" / "journeys" / "buy.html"
    assert "last changed" not in page.read_text("utf-8")
    commit(root, "2026-10-03")
    build(root, tmp_path / "site")
    assert 'last changed on <time datetime="2026-10-03">October 3, 2026</time>' in page.read_text("utf-8")
    assert "last changed" not in (tmp_path / "site" / "index.html").read_text("utf-8")


def test_the_feed_tells_what_was_changed_last_when_the_address_of_the_site_is_known(tmp_path: Path) -> None:
    root = workspace(tmp_path, WORKSPACE)
    commit(root, "2026-10-03")
    build(root, tmp_path / "site")
    assert not (tmp_path / "site" / "feed.xml").exists()
    workspace(tmp_path, WORKSPACE, f"{SETTINGS}site: {{base_url: 'https://cx.example.org/x/'}}\n")
    build(root, tmp_path / "site")
    feed = ET.parse(tmp_path / "site" / "nl" / "feed.xml").getroot()  # noqa: S314 - our own
    entries = {entry.findtext(f"{ATOM}title"): entry for entry in feed.iter(f"{ATOM}entry")}
    assert set(entries) == {'Buy "two" & go', "Website", "Shop", "Buyer"}
    link = entries["Website"].find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == "https://cx.example.org/x/nl/channels/web.html"
    assert feed.findtext(f"{ATOM}updated") == "2026-10-03T00:00:00Z"
    assert 'href="../feed.xml"' in (tmp_path / "site" / "nl" / "journeys" / "buy.html").read_text("utf-8")


def test_a_history_that_was_cut_off_tells_no_days(tmp_path: Path) -> None:
    root = workspace(tmp_path / "whole", WORKSPACE)
    commit(root, "2026-10-03")
    clone = ["git", "clone", "-q", "--depth", "1", f"file://{root}", str(tmp_path / "shallow")]
    commit_two = workspace(root, WORKSPACE.replace("Shop", "Store"))
    commit(commit_two, "2026-10-04")
    subprocess.run(clone, check=True)
    assert last_changes(tmp_path / "shallow") == {}
    assert {change.day for change in last_changes(root).values()} == {date(2026, 10, 3), date(2026, 10, 4)}


@pytest.mark.browser
def test_a_picture_in_a_frame_elsewhere_follows_the_readers_colours_and_opens_beside(
    example: Path, browser: Browser
) -> None:
    page = browser.new_page(color_scheme="dark")
    page.goto(f"file://{example}/en/journeys/door-to-door.flow.embed.html")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(20, 24, 29)"
    with page.context.expect_page() as opened:
        page.locator("svg a").first.click()
    assert "/en/journeys/door-to-door.html#step-" in opened.value.url
    page.context.close()
