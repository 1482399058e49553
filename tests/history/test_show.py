"""A comparison for readers: escaped, bounded, in both languages."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from journeyctl.history.show import formats
from journeyctl.history.show.markdown import safe

if TYPE_CHECKING:
    from tests.conftest import Run
    from tests.history.repository import Repo

CARD, CATALOGUE = "journeys/card.yaml", "journeys/catalogue.yaml"
HOSTILE = r"<script>alert(1)</script> | **b** [x](javascript:y) @all #12 `c` \ &amp; ![i](http://e.example/p) www.e.nl"


def test_the_formats_are_found_by_looking() -> None:
    assert formats() == ("json", "markdown", "text")


def test_a_hostile_name_is_words_only_in_a_comment(run: Run, repo: Repo) -> None:
    repo.replace(CATALOGUE, "name: Chat\n", f"name: '{HOSTILE}'\n")
    out = run("diff", "--format", "markdown", cwd=repo.folder).out
    html = MarkdownIt("gfm-like", {"linkify": False}).render(out)
    assert "<script" not in html
    assert not re.search(r"<(a|img|strong|em)[ >](?!.*<strong>)", html.replace("<strong>", ""))
    row = next(line for line in out.splitlines() if "alert" in line)
    assert "@" not in row
    assert " #12" not in row
    assert html.count("<td>") % 4 == 0


def test_what_acts_at_the_start_of_a_line_does_not() -> None:
    assert [safe(text) for text in ("- a", "1. a", "+ a", "a\n\n# b", "2026 plan")] == [
        "&#45; a", "&#49;. a", "&#43; a", "a &#35; b", "2026 plan",
    ]  # fmt: skip


def test_a_long_comment_is_cut_at_a_line_and_says_so(run: Run, repo: Repo) -> None:
    steps = "".join(f"          - {{id: s-{number}, action: '{'word ' * 25}{number}'}}\n" for number in range(900))
    head = "journeys:\n  long:\n    name: Long\n    phases:\n      - id: a\n        name: A\n        steps:\n"
    repo.write("journeys/long.yaml", f"{head}          - {{id: first, action: A}}\n")
    repo.commit("short")
    (repo.folder / "journeys" / "long.yaml").write_text(f"{head}          - {{id: first, action: A}}\n{steps}")
    out = run("diff", "short", "--format", "markdown", cwd=repo.folder).out
    assert len(out) < 65_536
    assert "… and 840 more" in out
    assert len(json.loads(run("diff", "short", "--format", "json", cwd=repo.folder).out)["added"]) == 900


def test_a_comparison_speaks_dutch_where_the_catalogue_does(run: Run, repo: Repo) -> None:
    repo.replace(CARD, "name: Wonder\n", "name: {en: Wonder, nl: Afvragen}\n")
    out = run("--lang", "nl", "diff", cwd=repo.folder).out
    assert "phases/card/wonder  Afvragen" in out


def test_a_comparison_is_written_to_a_file(run: Run, repo: Repo) -> None:
    ran = run("diff", "--format", "json", "-o", "out/diff.json", cwd=repo.folder)
    assert (ran.code, ran.out) == (0, "")
    document = json.loads((repo.folder / "out" / "diff.json").read_text())
    assert list(document)[:3] == ["version", "base", "head"]
    assert {"added", "removed", "renamed", "changed", "findings"} <= set(document)


def test_what_feels_better_and_who_answers_now_is_told(run: Run, repo: Repo) -> None:
    repo.replace(CARD, "touchpoint: page, emotion: 1", "touchpoint: page, emotion: 2")
    repo.replace(CATALOGUE, "    channel: desk\n    owner: front-desk\n", "    channel: desk\n    owner: web-team\n")
    meaning = json.loads(run("diff", "--format", "json", cwd=repo.folder).out)["meaning"]
    assert meaning == [
        "Web team now answers for what others did: Borrowing",
        "in From a full shelf to a library card, 'Page about membership' feels better: 2, it was 1",
    ]


def test_a_new_contact_an_earlier_beginning_and_a_new_journey_are_news(run: Run, repo: Repo) -> None:
    repo.replace(CARD, "stage: awareness", "stage: need")
    repo.replace(CARD, "          - {id: borrow,", "          - {id: ask, touchpoint: chat}\n          - {id: borrow,")
    repo.write(
        "journeys/leave.yaml",
        "journeys: {leave: {name: Leave, phases: [{id: a, name: A, steps: [{id: b, action: B}]}]}}\n",
    )
    meaning = json.loads(run("diff", "--format", "json", cwd=repo.folder).out)["meaning"]
    assert meaning == [
        "a new journey: Leave (1 step)",
        "in From a full shelf to a library card, a new contact: Chat",
        "From a full shelf to a library card now begins earlier, at Need",
    ]
