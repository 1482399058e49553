"""`export markdown`: pages that a colleague reads, in which no name does anything."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from markdown_it import MarkdownIt

from tests.support import CHECKOUT, compiled

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

HOSTILE = [
    "<script>alert(1)</script>", "[x](javascript:alert(1))", "![x](https://evil.example/x.png)", "a | b | c",
    "# heading", "`code`", "**bold** _it_", "https://evil.example", "www.evil.example", "a\n\n| b |", "&lt;b&gt;",
    "<https://evil.example>", "1. one", "- two", "\\", "~~x~~", "$x$",
    "1) one", "+ three", "---", "===",
]  # fmt: skip


def test_a_journey_is_a_page_with_its_facts_steps_owners_and_kpis(run: Run) -> None:
    done = run("--lang", "nl", "export", "markdown", "--journey", "door-to-door", cwd=CHECKOUT)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("# Van deur tot deur\n\nEen doordeweekse reis van huis")
    assert "\n- **Eigenaar**: Team Deur tot Deur\n" in done.out
    assert "\n## Hoe kom ik er?\n\nDoel: Kiezen zonder spijt\n\n| Stap | Kanaal | Eigenaar | Emotie |" in done.out
    assert "\n## Eigenaren\n\n| Eigenaar | Afdeling | Contact | Stappen |\n| --- | --- | --- | --- |\n" in done.out
    assert "\n## KPI\u2019s\n\n| KPI | Eigenaar | Nulmeting | Doel | Eenheid |\n" in done.out


def test_a_folder_gets_a_page_a_journey_and_a_list(run: Run, tmp_path: Path) -> None:
    assert run("export", "markdown", "-o", f"{tmp_path}/wiki/", cwd=CHECKOUT).code == 0
    index = (tmp_path / "wiki" / "index.md").read_text()
    assert "- [Door to door](./door-to-door.md)\n" in index
    pages = {file.name for file in (tmp_path / "wiki").iterdir()}
    assert len(pages) == 10
    assert pages == {"index.md", *re.findall(r"\]\(\./([^)]+)\)", index)}
    refused = run("export", "markdown", "-o", f"{tmp_path}/wiki/", cwd=CHECKOUT)
    assert refused.code == 2
    assert "exists already" in refused.err


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_only_words(name: str) -> None:
    from journeyctl.exchange.markdown import export

    word = json.dumps(name)
    workspace = compiled(f"""
        owners: {{o: {{name: {word}, kind: team, department: {word}}}}}
        journeys:
          j:
            name: {word}
            description: {word}
            owner: o
            trigger: {word}
            phases: [{{id: p, name: {word}, goal: {word}, steps: [
              {{id: s, touchpoint: {{name: {word}, owner: o}}, doing: {word}, pains: [{word}]}}]}}]
    """).workspace
    page = export(workspace).decode()
    tokens = MarkdownIt("commonmark").enable("table").parse(page)
    inner = [child for token in tokens for child in token.children or ()]
    kinds = {token.type for token in (*tokens, *inner)}
    assert kinds.isdisjoint(
        {"html_block", "link_open", "image", "code_inline", "em_open", "fence", "ordered_list_open"}
    )
    assert {child.content for child in inner if child.type == "html_inline"} <= {"<br>"}
    assert [token.type for token in tokens].count("heading_open") == 3
    rows = [token for token in tokens if token.type == "tr_open"]
    cells = [token for token in tokens if token.type in ("td_open", "th_open")]
    assert len(rows) == 4
    assert len(cells) == 2 * 4 + 2 * 4
    assert "://evil" not in page
    assert "www." not in page


def test_the_words_of_a_hostile_name_are_still_there() -> None:
    from journeyctl.exchange.markdown import export

    name = json.dumps("<b> & [c](d) | e")
    page = export(compiled(f"journeys: {{j: {{name: {name}, phases: [{{id: p, name: P, steps: []}}]}}}}").workspace)
    heading = MarkdownIt("commonmark").parse(page.decode())[1]
    assert "".join(child.content for child in heading.children or ()) == "<b> & [c](d) | e"
