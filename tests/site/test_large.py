"""A workspace of very many journeys: its lists stay short, and lead to all there is."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from journeyctl.site.preview import Preview
from tests.site.building import source, workspace
from tests.site.test_pages import HEAVIEST

if TYPE_CHECKING:
    from pathlib import Path

MANY = 400
CATALOGUE = """
channels: {web: {name: Website, kind: web}}
owners: {team: {name: Team, kind: team}, desk: {name: Desk, kind: team}}
personas: {commuter: {name: Commuter}}
kpis: {ease: {name: Ease, kind: ces, owner: team}}
journeys:
"""
JOURNEY = """
  trip-{number}:
    name: A journey of many that are alike, number {number}
    owner: team
    personas: [commuter]
    trigger: T
    kpis: [ease]
    phases:
      - id: go
        name: Go
        stage: use
        steps:
          - {{id: buy, touchpoint: {{name: Buy, channel: web, owner: team, kpis: [ease]}}, emotion: 1}}
          - {{id: ask, touchpoint: {{name: Ask, channel: web, owner: desk}}, emotion: -2}}
          - {{id: ride, action: Ride, emotion: 2}}
"""
LISTS = (
    "index", "journeys/index", "journeys/index.7", "channels/web", "owners/team", "owners/desk", "personas/commuter",
    "kpis/ease", "stages/index", "matrices/channels", "findings", "pictures/owners", "rules/index", "reports/contacts",
)  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Preview:
    """Return the site of very many journeys, of which each page is made when it is asked for."""
    root: Path = tmp_path_factory.mktemp("large")
    text = CATALOGUE + "".join(JOURNEY.format(number=number) for number in range(MANY))
    return Preview(source(workspace(root / "work", text, "version: 1\nname: Large\nlanguages: [en]\n")), "1", root)


def page(site: Preview, path: str) -> str:
    return (site.content(path) or b"").decode()


@pytest.mark.parametrize("path", LISTS)
def test_no_list_makes_a_page_heavier_than_120_kb(site: Preview, path: str) -> None:
    assert 0 < len(page(site, f"{path}.html").encode()) <= HEAVIEST


def test_the_pages_of_a_long_list_lead_to_all_there_is(site: Preview) -> None:
    found, path, pages = set(), "journeys/index.html", 0
    while path:
        html = page(site, path)
        found |= set(re.findall(r'<th scope="row"><a href="\.\./journeys/(trip-\d+)\.html"', html))
        following = re.search(r'<a class="next" href="\.\./(journeys/index[^"]*)"', html)
        path, pages = following[1] if following else "", pages + 1
    assert len(found) == MANY
    assert pages == 7


def test_a_long_list_says_what_it_leaves_out_and_so_does_its_twin(site: Preview) -> None:
    assert "And 370 more, which the search finds." in page(site, "kpis/ease.html")
    (table,) = [one for one in json.loads(page(site, "kpis/ease.json"))["sections"] if one["id"] == "measures"][1:]
    assert (len(table["rows"]), table["left_out"]) == (30, 370)


def test_a_page_of_a_long_list_says_which_it_is(site: Preview) -> None:
    assert "<h1>Journeys, 2 of 7</h1>" in page(site, "journeys/index.2.html")
    assert site.content("journeys/index.8.html") is None
