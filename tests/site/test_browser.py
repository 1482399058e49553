"""The site in a real browser, from files: nothing from elsewhere, accessible, searchable, usable at any width."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from journeyctl.analyse.reports import names
from tests.site.building import build, workspace
from tests.site.crawl import every
from tests.site.test_checkers import served

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

KINDS = (
    "index.html", "more.html", "findings.html", "glossary.html", "404.html", "organisation.html", "rules/index.html",
    "stages/index.html", "matrices/channels.html", "journeys/index.html", "journeys/season-ticket.html",
    "journeys/disturbed-trip-to-be.html", "journeys/family-day-out.html", "touchpoints/trip-companion.html",
    "channels/care-phone.html", "owners/travel.html", "kpis/trip-satisfaction.html", "personas/commuter.html",
    "processes/trip-advice.html", "systems/planner-engine.html", "data/location.html",
    "services/door-to-door-travel.html",
    "insights/door-diaries.html", "opportunities/door-in-the-plan.html", "en/journeys/door-to-door.html",
    "initiatives/one-source.html", "pictures/landscape.html", "pictures/owners.html", "pictures/kpis.html",
    "pictures/gaps.html", "pictures/door-to-door-blueprint.html", "pictures/door-to-door-emotion.html",
    "journeys/door-to-door.flow.embed.html", "en/pictures/owners.embed.html",
    "reports/index.html", *(f"reports/{name}.html" for name in names()), "en/reports/business-case.html",
)  # fmt: skip

PARTS = 6
PATIENCE = 60
"""How many seconds a busy machine has for what takes a moment."""


class Watch:
    """Notes what a page complains about and asks for."""

    def __init__(self, page: Page) -> None:
        self.complaints: list[str] = []
        self.asked: list[str] = []
        page.on(
            "console", lambda said: self.complaints.append(said.text) if said.type in {"error", "warning"} else None
        )
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.asked.append(request.url))


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return a fresh page on a desk."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def soon(is_so: Callable[[], bool]) -> bool:
    """Ask until it is so: the pages' policy forbids the polling that Playwright would put into them."""
    until = time.monotonic() + PATIENCE
    while not (answer := is_so()) and time.monotonic() < until:
        time.sleep(0.02)
    return answer


@pytest.fixture(params=range(PARTS))
def part(example: Path, request: pytest.FixtureRequest) -> list[Path]:
    """Return every so many-th file of HTML: each page once, and both processes of a test run busy."""
    return every(example)[request.param :: PARTS]


def scrolls_sideways(page: Page, width: int) -> bool:
    page.set_viewport_size({"width": width, "height": 800})
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


# At 200 % a window of 1280 is 640 wide; at 400 % it is 320.
def test_no_page_complains_asks_for_anything_elsewhere_or_scrolls_sideways(part: list[Path], page: Page) -> None:
    watch = Watch(page)
    wide = []
    for file in part:
        page.goto(file.as_uri())
        wide += [f"{file}: {width}" for width in (320, 640) if scrolls_sideways(page, width)]
    assert wide == []
    assert watch.complaints == []
    assert {url.split("://")[0] for url in watch.asked} == {"file"}


def test_no_kind_of_page_scrolls_sideways_on_a_phone_or_a_tablet(example: Path, page: Page) -> None:
    wide = []
    for kind in KINDS:
        page.goto((example / kind).as_uri())
        wide += [f"{kind}: {width}" for width in (390, 820) if scrolls_sideways(page, width)]
    assert wide == []


def test_words_without_a_place_to_break_stay_on_the_page(tmp_path: Path, page: Page) -> None:
    root = workspace(tmp_path, ENDLESS.replace("WORD", "Rindfleischetikettierung" * 8), LONG_NAMED)
    build(root, root / "site")
    wide = []
    for kind in ("index", "journeys/index", "journeys/buy", "kpis/k", "owners/team", "channels/web", "rules/index"):
        page.goto((root / "site" / f"{kind}.html").as_uri())
        wide += [f"{kind}: {width}" for width in (320, 390, 820, 1440) if scrolls_sideways(page, width)]
    assert wide == []


LONG_NAMED = f"version: 1\nname: Test\nlanguages: [en, nl]\nsite: {{title: {'Rindfleischetikettierung' * 8}}}\n"
ENDLESS = """
    channels: {web: {name: WORD, kind: web}}
    owners: {team: {name: WORD, kind: team, department: WORD}}
    kpis:
      k:
        name: WORD
        kind: csat
        unit: WORD
        target: {at_least: 9}
        readings: [{date: 2026-10-01, value: 7}]
    journeys:
      buy:
        name: WORD
        tags: [WORD]
        owner: team
        kpis: [k]
        phases: [{id: a, name: WORD, steps: [{id: b, touchpoint: {name: WORD, channel: web, owner: team}, emotion: 1}]}]
"""


@pytest.mark.parametrize("width", [390, 900, 1024, 1280, 1366, 1440, 1920])
def test_the_languages_stand_beside_the_name_at_every_width(example: Path, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto((example / "index.html").as_uri())
    name, tools = page.locator(".brand").bounding_box(), page.locator(".site-tools").bounding_box()
    assert name
    assert tools
    assert abs((name["y"] + name["height"] / 2) - (tools["y"] + tools["height"] / 2)) < 2
    assert tools["x"] > width / 2 - 150


CROWDED = """() => {
  const boxes = [...document.querySelectorAll('.chart tr')]
      .map(row => [...row.querySelectorAll('.plot text')].map(text => text.getBoundingClientRect())
                      .filter(box => box.width).sort((a, b) => a.left - b.left));
  const touching = boxes.flatMap(row => row.slice(1).filter((box, at) => box.left < row[at].right));
  const cut = [...document.querySelectorAll('.list td')].filter(cell => cell.scrollWidth > cell.clientWidth + 1);
  const labels = [...document.querySelectorAll('.list.stack td[data-label]')]
      .filter(cell => getComputedStyle(cell, '::before').whiteSpace === 'nowrap');
  return touching.length + cut.length + labels.length; }"""


@pytest.mark.parametrize("width", [320, 390])
def test_no_words_of_a_report_run_into_each_other_on_a_phone(example: Path, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    crowded = {}
    for name in names():
        page.goto((example / "reports" / f"{name}.html").as_uri())
        crowded[name] = page.evaluate(CROWDED)
    assert crowded == dict.fromkeys(names(), 0)


def violations(page: Page, **options: object) -> list[str]:
    """Return what axe-core finds on the page that is open, with the rule and the first element of each."""
    chosen = {"resultTypes": ["violations"], "reporter": "no-passes", "selectors": False, "preload": False} | options
    found = page.evaluate("options => axe.run(options).then(result => result.violations)", chosen)
    return [f"{page.url}: {one['id']}: {one['nodes'][0]['html'][:120]}" for one in found]


@pytest.fixture
def judged(browser: Browser) -> Iterator[Page]:
    """Return a page into which axe-core comes with every document."""
    from axe_playwright_python.base import AXE_SCRIPT

    context = browser.new_context(bypass_csp=True, viewport={"width": 1280, "height": 900})
    context.add_init_script(AXE_SCRIPT)
    yield context.new_page()
    context.close()


def test_every_page_is_accessible_in_light_and_dark(part: list[Path], judged: Page) -> None:
    found = []
    for file in part:
        judged.emulate_media(color_scheme="light")
        judged.goto(file.as_uri())
        found += violations(judged)
        judged.emulate_media(color_scheme="dark")
        found += violations(judged, runOnly=["color-contrast"])  # the only rule that a scheme can change
    assert found == []


def test_every_kind_of_page_is_accessible_when_opened_in_the_dark(example: Path, judged: Page) -> None:
    judged.emulate_media(color_scheme="dark")
    found = []
    for kind in KINDS:
        judged.goto((example / kind).as_uri())
        found += violations(judged)
    assert found == []


def test_axe_speaks_up_at_a_page_that_is_not_accessible(judged: Page, tmp_path: Path) -> None:
    bad = tmp_path / "bad.html"
    bad.write_text("<!doctype html><title>x</title><main><img src='x.png'><p style='color:#ccc'>pale</main>", "utf-8")
    judged.goto(bad.as_uri())
    assert {line.split(": ")[1] for line in violations(judged)} >= {"image-alt", "color-contrast", "html-has-lang"}


@pytest.mark.parametrize(
    ("path", "query", "title"),
    [
        ("index.html", "kaartje", "Kaartje kopen"), ("index.html", "kaartjes", "Kaartje kopen"),
        ("en/index.html", "ticket", "Buy a ticket"), ("en/index.html", "tickets", "Buy a ticket"),
        ("index.html", "ticket", "Kaartje kopen"), ("index.html", "klantnservice", "klantenservice"),
        ("index.html", "verstorng", "verstoring"), ("en/index.html", "replacement busses", "Replacement bus"),
    ],
)  # fmt: skip
def test_search_finds_from_a_file(example: Path, page: Page, path: str, query: str, title: str) -> None:
    page.goto(f"file://{example}/{path}")
    page.keyboard.press("/")
    page.keyboard.type(query)
    page.wait_for_selector(".hits a")
    assert title in page.locator(".hits").inner_text()
    assert page.locator(".site-search [role=status]").inner_text().split()[0].isdigit()


def test_the_site_works_under_a_sub_path(example: Path, tmp_path: Path, page: Page) -> None:
    (tmp_path / "some").mkdir()
    (tmp_path / "some" / "where").symlink_to(example, target_is_directory=True)
    watch = Watch(page)
    with served(tmp_path) as address:
        base = f"{address}/some/where/"
        page.goto(f"{base}en/journeys/door-to-door.html")
        page.locator("#q").fill("ticket")
        page.wait_for_selector(".hits a")
        page.locator(".hits a").first.click()
        page.wait_for_url(f"{base}en/**")
        page.locator(".langs a").click()
        page.wait_for_url(lambda url: "/en/" not in url)
    assert watch.complaints == []
    assert [url for url in watch.asked if not url.startswith(base)] == []


def test_a_result_is_reached_by_keyboard_and_leads_to_its_page(example: Path, page: Page) -> None:
    page.goto(f"file://{example}/journeys/index.html")
    page.locator("#q").fill("van deur tot deur")
    page.wait_for_selector(".hits a")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/journeys/door-to-door.html*")
    page.locator("#q").fill("zzzzzz")
    page.wait_for_selector(".hits .none")
    page.keyboard.press("Escape")
    assert page.locator(".hits").is_hidden()


def test_enter_leads_to_the_first_result_also_when_pressed_before_there_is_one(example: Path, page: Page) -> None:
    page.goto(f"file://{example}/index.html")
    page.keyboard.press("/")
    page.keyboard.insert_text("van deur tot deur")
    page.keyboard.press("Enter")
    page.wait_for_url("**/journeys/door-to-door.html*")


def test_the_language_switch_stays_on_the_page(example: Path, page: Page) -> None:
    page.goto(f"file://{example}/journeys/door-to-door.html")
    page.locator(".langs a").click()
    assert page.url.endswith("/en/journeys/door-to-door.html")
    assert page.locator("h1").inner_text() == "Door to door"
    page.locator(".langs a").click()
    assert page.url.endswith("site/journeys/door-to-door.html")


def test_the_colours_go_round_and_are_remembered(example: Path, page: Page) -> None:
    page.goto(f"file://{example}/index.html")
    seen = []
    for _turn in range(3):
        page.locator("[data-theme-switch]").click()
        seen.append(page.evaluate("document.documentElement.dataset.theme || 'auto'"))
    assert seen == ["light", "dark", "auto"]


def test_colours_that_a_reader_forces_are_those_of_pictures_too(example: Path, browser: Browser) -> None:
    context = browser.new_context(forced_colors="active", color_scheme="dark")
    page = context.new_page()
    page.goto(f"file://{example}/journeys/door-to-door.html")
    page.evaluate("document.documentElement.dataset.theme = 'light'")
    words, line, ground = page.evaluate("""() => {
      const of = (what, name) => getComputedStyle(document.querySelector(what))[name];
      return [of('#flow .node text', 'fill'), of('#flow .edge path', 'stroke'), of('body', 'backgroundColor')];
    }""")
    text = page.evaluate("getComputedStyle(document.querySelector('h1')).color")
    context.close()
    assert (words, line) == (text, text)
    assert ground != text


def test_a_step_in_the_flow_leads_to_it_in_the_map(example: Path, page: Page) -> None:
    page.goto(f"file://{example}/journeys/door-to-door.html")
    page.locator("#flow svg a").first.click()
    assert "#step-" in page.url


def test_a_picture_opens_large_and_zooms_by_keyboard(example: Path, page: Page) -> None:
    page.goto(f"file://{example}/journeys/door-to-door.html")
    page.locator("#flow [data-open]").click()
    before = page.locator("dialog .viewer-canvas > svg").first.bounding_box()
    page.keyboard.press("+")
    after = page.locator("dialog .viewer-canvas > svg").first.bounding_box()
    assert before
    assert after
    assert after["width"] > before["width"]
    page.keyboard.press("Escape")
    assert page.locator("dialog").count() == 0


def test_the_page_scrolls_under_the_wheel_over_a_picture(example: Path, page: Page) -> None:
    page.goto(f"file://{example}/journeys/door-to-door.html")
    page.locator("#flow .picture-canvas").scroll_into_view_if_needed()
    box = page.locator("#flow .picture-canvas").bounding_box()
    assert box
    page.mouse.move(box["x"] + 40, max(box["y"], 0) + 40)
    assert page.evaluate("([x, y]) => !!document.elementFromPoint(x, y).closest('.picture-canvas')",
                         [box["x"] + 40, max(box["y"], 0) + 40])  # fmt: skip
    start = page.evaluate("scrollY")
    page.mouse.wheel(0, 400)
    assert soon(lambda: page.evaluate("scrollY") > start)


def test_the_map_is_a_story_on_a_phone_and_a_table_for_a_screen_reader(example: Path, page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"file://{example}/journeys/door-to-door.html")
    rows = page.get_by_role("table", name="").locator("tr.step")
    assert rows.count() == 16
    boxes = [rows.nth(index).bounding_box() for index in range(3)]
    tops = [box["y"] for box in boxes if box]
    assert tops == sorted(tops)
    assert all(box and box["x"] + box["width"] <= 320 for box in boxes)


@pytest.mark.parametrize("journey", ["door-to-door", "season-ticket", "unlock-bike"])
def test_the_map_prints_on_one_a3_landscape_sheet(example: Path, page: Page, journey: str) -> None:
    page.goto(f"file://{example}/journeys/{journey}.html")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": round(396 / 25.4 * 96), "height": 1000})
    box = page.locator("#map").bounding_box()
    assert box
    assert box["height"] <= 273 / 25.4 * 96
    assert page.evaluate(
        "document.querySelector('.map-frame').scrollWidth <= document.querySelector('.map-frame').clientWidth"
    )


def test_pages_read_without_scripts(example: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"file://{example}/journeys/door-to-door.html")
    assert page.locator("tr.step").count() == 16
    assert page.locator(".needs-js:visible").count() == 0
    context.close()
