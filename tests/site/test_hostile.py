"""A workspace that wants to put script on the site, read other files, or reach outside: none of it works."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from journeyctl.i18n import Message
from journeyctl.model import Text
from journeyctl.site import build as build_site
from journeyctl.site.markdown import is_safe, render
from journeyctl.site.media import clean_svg
from journeyctl.site.since import Changed, Since
from tests.site.building import files, source, workspace
from tests.site.crawl import broken_links, pages, read
from tests.support import TODAY

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

EVIL = "<script>document.title='owned'</script><img src=x onerror=alert(1)>{{7*7}}${7*7}</td></svg>../../etc"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of a workspace with hostile words in every text."""
    root = workspace(tmp_path_factory.mktemp("hostile"), HOSTILE.replace("EVIL", f'"{EVIL}"'), SETTINGS)
    (root / "journeys" / "refused.yaml").write_text(REFUSED.replace("EVIL", f'"{EVIL}"'), "utf-8")
    (root / "logo.svg").write_text(ACTING_SVG, "utf-8")
    (root.parent / "secret.svg").write_text(ACTING_SVG.replace("owned", "secret"), "utf-8")
    found = source(root)
    changed = {found.workspace.journeys["buy"].place.document.path: TODAY}
    gone = Changed("touchpoints", "touchpoints/../../x", Text(EVIL))
    since = Since(Message(EVIL.replace("{", "{{").replace("}", "}}")), removed=(gone,), introduced=found.findings)
    build_site(replace(found, changed=changed, since=since), root / "site")
    return root / "site"


SETTINGS = f"""
version: 1
name: "{EVIL}"
languages: [en, nl]
site:
  title: "{EVIL}"
  base_url: https://journeys.example
  theme: {{logo: logo.svg}}
"""
ACTING_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" onload="document.title=\'owned\'" viewBox="0 0 9 9">'
    "<script>document.title='owned'</script><a href='javascript:alert(1)'><path d='M0 0h9'/></a>"
    "<path d='M0 9h9'/></svg>"
)
REFUSED = """
channels:
  odd: {name: EVIL, kind: web, open: EVIL}
touchpoints:
  window: {name: EVIL, channel: odd, media: {src: ../secret.svg, alt: EVIL}}
  door: {name: EVIL, channel: odd, links: [{title: EVIL, url: "javascript:alert(1)"}]}
journeys:
  out: {name: EVIL, phases: [{id: a, name: EVIL, steps: [{id: b, action: EVIL, next: [{journey: ../../etc}]}]}]}
"""
HOSTILE = """
    organisation:
      name: EVIL
      strategy: {vision: EVIL, target: EVIL}
      themes: [EVIL]
      tone: [EVIL]
      governance: {mandate: EVIL, rituals: [EVIL]}
    stages: {need: {name: EVIL, moment: before}}
    channels:
      web: {name: EVIL, kind: web, description: EVIL, accessibility: {conformance: EVIL}}
    owners:
      shop: {name: EVIL, kind: team, department: EVIL, mandate: EVIL, contact: EVIL, description: EVIL}
      other: {name: EVIL, kind: team, contact: "javascript:alert(1)@x"}
    personas: {buyer: {name: EVIL, description: EVIL, needs: [EVIL], jobs: {functional: EVIL}}}
    kpis:
      ease:
        name: EVIL
        kind: ces
        unit: EVIL
        formula: EVIL
        source: EVIL
        target: {at_least: 3}
        readings: [{date: 2026-10-01, value: 2, n: 3}, {date: 2026-11-01, value: 3}]
        drives: [{kpi: money}]
      money: {name: EVIL, kind: revenue, level: result}
    services:
      trip:
        name: EVIL
        value_proposition: EVIL
        promises: [{text: EVIL, measure: {metric: EVIL, at_most: 3, unit: EVIL}}]
    processes: {sale: {name: EVIL, layer: frontstage, follow_up: {what: EVIL, within: P1D}}}
    systems: {crm: {name: EVIL}}
    data: {mail: {name: EVIL, personal: true, purpose: EVIL, retention: EVIL, safeguards: EVIL}}
    insights: {diary: {name: EVIL, kind: quote, method: EVIL, source: EVIL, description: EVIL}}
    opportunities: {faster: {name: EVIL, description: EVIL, steps: [buy/pay], insights: [diary]}}
    initiatives: {go: {name: EVIL, opportunity: faster, milestones: [{date: 2026-01-01, what: EVIL}]}}
    touchpoints:
      desk:
        name: EVIL
        channel: web
        owner: shop
        kpis: [ease]
        tags: [EVIL]
        expectations: [{id: fast, text: EVIL}]
        standards: [{text: EVIL, measure: {metric: EVIL, at_most: PT3M}}]
        contact: {purpose: EVIL, tone: EVIL, content: EVIL}
    journeys:
      buy:
        name: EVIL
        description: "[click](javascript:alert(1)) ![x](https://evil.example/x.png) <b onclick=alert(1)>b</b> [ok](https://example.org)"
        owner: shop
        personas: [buyer]
        trigger: EVIL
        outcome: EVIL
        goal: EVIL
        tags: [EVIL]
        phases:
          - id: buy
            name: EVIL
            stage: need
            goal: EVIL
            steps:
              - id: pay
                touchpoint: desk
                name: EVIL
                doing: EVIL
                thinking: EVIL
                emotion: {score: -2, label: EVIL, target: 1}
                moment_of_truth: true
                pains: [EVIL]
                gains: [EVIL]
                next: [{to: done, when: EVIL, share: 0.5}, {journey: buy, when: EVIL, share: 0.5, kind: exit}]
              - {id: done, action: EVIL, emotion: 2}
    """


def test_hostile_words_stay_words(hostile: Path) -> None:
    for page in pages(hostile):
        assert read(page).inline == [], page.name
        text = page.read_text("utf-8")
        assert "<script>document" not in text
        assert "<img src=x" not in text


def test_hostile_words_are_shown_and_not_computed(hostile: Path) -> None:
    assert "{{7*7}}${7*7}" in (hostile / "journeys" / "buy.html").read_text("utf-8")


def test_characters_that_turn_words_around_or_ring_a_bell_are_written_out(tmp_path: Path) -> None:
    text = HOSTILE.replace("EVIL", r'"cost\u202egpj.exe \u2066x\a"')
    root = workspace(tmp_path, text, SETTINGS.split("site:", maxsplit=1)[0].replace(EVIL, "Turned"))
    build_site(source(root), root / "site")
    read_by_people = {path: file for path, file in files(root / "site").items() if path.endswith((".html", ".svg"))}
    acting = [path for path, file in read_by_people.items() if any(one in file.decode() for one in "\u202e\u2066\a")]
    assert acting == []
    assert r"cost\u202egpj.exe \u2066x\u0007" in read_by_people["owners/shop.html"].decode()


def test_hostile_links_lead_nowhere_else(hostile: Path) -> None:
    addresses = {address for page in pages(hostile) for address in read(page).addresses}
    assert not [
        one for one in addresses if one.lower().replace("\t", "").startswith(("javascript:", "data:", "vbscript:"))
    ]
    assert not [page for page in pages(hostile) if 'src="http' in page.read_text("utf-8")]
    assert list(broken_links(hostile)) == []


def test_nothing_is_written_outside_the_site(hostile: Path) -> None:
    assert {path.name for path in hostile.parent.iterdir()} == {"journeyctl.yaml", "journeys", "logo.svg", "site"}


def test_nothing_from_outside_the_workspace_is_on_the_site(hostile: Path) -> None:
    assert [path for path, content in files(hostile).items() if b"secret'" in content] == []


def test_a_logo_is_shipped_without_what_acts(hostile: Path) -> None:
    (logo,) = (hostile / "media").iterdir()
    held = logo.read_text("utf-8")
    assert "M0 9h9" in held
    assert not [one for one in ("script", "onload", "owned", "href") if one in held]


def test_hostile_words_stay_words_in_what_machines_read(hostile: Path) -> None:
    feed = parsed(hostile / "feed.xml")
    assert {one.tag.rpartition("}")[2] for one in feed.iter()} <= FEED
    assert EVIL in {one.text for one in feed.iter()}
    for path, content in files(hostile).items():
        if path.endswith(".json"):
            assert json.loads(content)["version"] == 1, path
    assert EVIL in json.loads((hostile / "journeys" / "buy.json").read_bytes())["title"]
    parsed(hostile / "sitemap.xml")
    for svg in hostile.rglob("*.svg"):
        parsed(svg)


def parsed(file: Path) -> ET.Element:
    return ET.fromstring(file.read_bytes())  # noqa: S314 - what we wrote ourselves


FEED = {"feed", "title", "subtitle", "id", "link", "updated", "author", "name", "entry", "category", "summary"}


def test_hostile_words_cannot_end_a_script_or_an_svg_file(hostile: Path) -> None:
    written = files(hostile)
    for path, content in written.items():
        if path.startswith("assets/search/") or path.endswith(".svg"):
            assert b"<script" not in content.replace(b"&lt;script", b""), path


@pytest.mark.browser
def test_nothing_hostile_runs_in_a_browser(hostile: Path, browser: Browser) -> None:
    page = browser.new_page()
    said: list[str] = []
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.on("console", lambda message: said.append(message.text))
    for path in sorted(hostile.rglob("*.html")):
        page.goto(path.as_uri())
        assert page.title() != "owned"
        assert page.locator("img[src=x], main script, body > script").count() == 0
    for name in ("index.html", "journeys/buy.html", "nl/journeys/buy.html"):
        page.goto(f"file://{hostile}/{name}")
        page.locator("#q").fill("script")
        page.wait_for_selector(".hits:not([hidden])")
        assert page.locator(".hits img, .hits script").count() == 0
    assert page.title() != "owned"
    assert said == []
    page.close()


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "JaVaScRiPt:x", "java\tscript:x", " javascript:x", "data:text/html,x", "//evil", "../x"],
)
def test_only_http_https_and_mailto_are_links(url: str) -> None:
    assert not is_safe(url)
    assert "href" not in render(f"[x](<{url}>)")


def test_markdown_keeps_its_place_under_the_headings_of_the_page() -> None:
    assert render("# Big\n\n*so*") == "<h3>Big</h3>\n<p><em>so</em></p>\n"


def test_a_picture_loses_what_acts() -> None:
    svg = (
        b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" onload="x()">'
        b'<script>x()</script><a href="javascript:x()"><path d="M0 0"/></a><foreignObject/>'
        b'<use xlink:href="https://evil/x"/><rect fill="url(https://evil/x)" style="x:expression(1)" width="3"/></svg>'
    )
    clean = clean_svg(svg) or b""
    assert b'width="3"' in clean
    assert not [one for one in (b"script", b"onload", b"evil", b"foreign", b"expression") if one in clean]


@pytest.mark.parametrize("data", [b"<!DOCTYPE svg [<!ENTITY x 'y'>]><svg/>", b"<html/>", b"no xml", b"\xff\xfe"])
def test_what_is_no_picture_is_not_shipped(data: bytes) -> None:
    assert clean_svg(data) is None
