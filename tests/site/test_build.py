"""`journeyctl build`: what it writes, what it refuses, and that nobody ever sees half a site."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from journeyctl.errors import JourneyctlError
from journeyctl.site import writer
from tests.render.test_standalone import contrast
from tests.site.building import SETTINGS, build, command, files, workspace
from tests.support import CHECKOUT, TODAY

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

GOOD = """
    channels: {web: {name: Website, kind: web}}
    owners: {shop: {name: Shop, kind: team}}
    personas: {buyer: {name: Buyer}}
    journeys:
      buy:
        name: {en: Buy a ticket, nl: Een kaartje kopen}
        owner: shop
        personas: [buyer]
        trigger: I want to go
        outcome: I can go
        phases:
          - {id: buy, name: Buy, steps: [{id: pay, touchpoint: {name: Pay, channel: web, owner: shop}, emotion: 1}]}
    """
BAD = GOOD.replace(", owner: shop}", "}")


def test_a_build_prints_where_the_site_is_and_how_many_pages_it_has(tmp_path: Path) -> None:
    done = command(workspace(tmp_path, GOOD))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{tmp_path / 'site' / 'index.html'}: ")
    assert (tmp_path / "site" / "journeys" / "buy.html").is_file()
    assert (tmp_path / "site" / "nl" / "journeys" / "buy.html").is_file()


def test_findings_stop_a_build_before_anything_is_written(tmp_path: Path) -> None:
    done = command(workspace(tmp_path, BAD))
    assert done.returncode == 1
    assert "OWN001" in done.stdout
    assert not (tmp_path / "site").exists()


def test_a_draft_is_built_all_the_same_and_shows_the_findings(tmp_path: Path) -> None:
    done = command(workspace(tmp_path, BAD), "--draft")
    assert done.returncode == 0
    assert "OWN001" in (tmp_path / "site" / "journeys" / "buy.html").read_text("utf-8")


def test_a_document_that_does_not_compile_still_gives_a_draft_that_says_so(tmp_path: Path) -> None:
    root = workspace(tmp_path, GOOD)
    (root / "journeys" / "broken.yaml").write_text("journeys: {x: {phases: [}", "utf-8")
    assert command(root).returncode == 1
    done = command(root, "--draft")
    left_out = "journeyctl: some documents do not compile and are left out; `journeyctl lint` shows which\n"
    assert (done.returncode, done.stderr) == (0, left_out)
    assert "DOC002" in (tmp_path / "site" / "findings.html").read_text("utf-8")
    overview = (tmp_path / "site" / "index.html").read_text("utf-8")
    assert "Because of mistakes in it, 1 document is left out; the findings tell what to mend. Healthy is" in overview


def test_a_draft_of_which_no_journey_compiles_does_not_say_that_nothing_is_written(tmp_path: Path) -> None:
    done = command(workspace(tmp_path, GOOD.replace("emotion: 1", "emotion: 9")), "--draft")
    assert done.stderr == "journeyctl: some documents do not compile and are left out; `journeyctl lint` shows which\n"
    overview = (tmp_path / "site" / "index.html").read_text("utf-8").partition("<main")[2]
    assert overview.count("Because of mistakes in it, 1 document is left out; the findings tell what to mend.") == 2
    assert "Nothing is written" not in overview
    assert "no journeys yet" not in overview


def test_a_folder_that_we_did_not_make_is_never_emptied(tmp_path: Path) -> None:
    root = workspace(tmp_path / "work", GOOD)
    foreign = tmp_path / "foreign"
    foreign.mkdir()
    (foreign / "thesis.txt").write_text("years of work", "utf-8")
    done = command(root, "--output", str(foreign))
    assert done.returncode == 2
    assert files(foreign) == {"thesis.txt": b"years of work"}


def test_a_folder_with_a_repository_in_it_is_never_replaced(tmp_path: Path) -> None:
    root = workspace(tmp_path, GOOD)
    assert command(root).returncode == 0
    (root / "site" / ".git").mkdir()
    assert command(root).returncode == 2
    assert (root / "site" / ".git").is_dir()


@pytest.mark.parametrize("output", ["../elsewhere", ".", "journeys", "/tmp/elsewhere-of-settings"])  # noqa: S108 - nothing is written there
def test_settings_cannot_send_the_site_outside_the_workspace_or_over_its_documents(tmp_path: Path, output: str) -> None:
    root = workspace(tmp_path / "work", GOOD, f"{SETTINGS}site: {{output: '{output}'}}\n")
    (root / "journeys" / writer.MARKER).write_bytes(writer.MARKED)
    assert command(root).returncode == 2
    assert (root / "journeys" / "all.yaml").is_file()
    assert not (tmp_path / "elsewhere").exists()


def test_an_output_that_is_a_link_out_of_the_workspace_is_refused(tmp_path: Path) -> None:
    root = workspace(tmp_path / "work", GOOD)
    (tmp_path / "outside").mkdir()
    (root / "site").symlink_to(tmp_path / "outside")
    assert command(root).returncode == 2
    assert files(tmp_path / "outside") == {}


def test_two_builds_are_byte_identical_whatever_the_locale_and_the_zone(tmp_path: Path) -> None:
    here = {"LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "1"}
    there = {"LC_ALL": "C", "TZ": "Pacific/Auckland", "PYTHONHASHSEED": "7"}
    for name, variables in (("one", here), ("other", there)):
        done = command(CHECKOUT, "--output", str(tmp_path / name), **variables)
        assert done.returncode == 0, done.stderr
    assert files(tmp_path / "one") == files(tmp_path / "other")


def test_what_a_page_no_longer_needs_goes_away(tmp_path: Path) -> None:
    root = workspace(tmp_path, GOOD)
    build(root, tmp_path / "site")
    workspace(tmp_path, GOOD.replace("buy:", "order:", 1))
    build(root, tmp_path / "site")
    assert not (tmp_path / "site" / "journeys" / "buy.html").exists()
    assert (tmp_path / "site" / "journeys" / "order.html").is_file()


def test_a_build_that_fails_leaves_the_site_that_was_there(tmp_path: Path) -> None:
    root = workspace(tmp_path, GOOD)
    build(root, tmp_path / "site")
    before = files(tmp_path / "site")
    (root / "journeyctl.yaml").write_text(f"{SETTINGS}site: {{theme: {{logo: none.svg}}}}\n", "utf-8")
    with pytest.raises(JourneyctlError, match="which is no picture"):
        build(root, tmp_path / "site")
    assert files(tmp_path / "site") == before
    assert not list(tmp_path.glob(".site*"))


# Two copies that share out the pages, also of a small site and on one processor; it says so when they are made.
SHARED_OUT = """
from journeyctl.cli import main
from journeyctl.site import workers

class Crew(workers.Crew):
    def __init__(self, *given):
        print("copies", flush=True)
        super().__init__(*given)

workers.Crew, workers.FEWEST, workers.processors = Crew, 2, lambda: 2
main()
"""


@pytest.mark.slow
def test_killing_builds_while_copies_write_never_leaves_a_broken_site(tmp_path: Path) -> None:
    root = workspace(tmp_path, GOOD, SETTINGS.replace("[en, nl]", "[en]"))
    build(root, tmp_path / "site")
    whole = files(tmp_path / "site")
    shared = sum(path.startswith("assets/") for path in whole) + 1
    chance = random.Random(1)  # noqa: S311 - moments, not secrets
    for _attempt in range(20):
        written = kill_at(root, chance.randrange(shared, len(whole) - 9))
        assert shared <= len(written) <= len(whole)
        assert files(tmp_path / "site") == whole
    build(root, tmp_path / "site")
    assert files(tmp_path / "site") == whole
    assert not list(tmp_path.glob(".site*"))


def kill_at(root: Path, count: int) -> dict[str, bytes]:
    """Kill a build, and with it its copies, once it has written so many files; return what it left."""
    call = [sys.executable, "-c", SHARED_OUT, "--root", str(root), "build", "--draft", "--today", TODAY.isoformat()]
    started = subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    earlier = set(root.glob(".site.building-*"))
    left: list[Path] = []
    while started.poll() is None:
        left = [folder for folder in root.glob(".site.building-*") if folder not in earlier]
        if left and sum(1 for _file in left[0].rglob("*.*")) >= count:
            break
        time.sleep(0.005)
    started.send_signal(signal.SIGKILL)
    said, _nothing = started.communicate()
    assert (started.returncode, said) == (-signal.SIGKILL, b"copies\n")
    return files(left[0])


def test_a_build_that_is_killed_while_it_writes_leaves_the_old_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = workspace(tmp_path, GOOD)
    build(root, tmp_path / "site")
    whole = files(tmp_path / "site")
    left = iter(range(40))

    def stop(folder: Path, path: str, content: bytes) -> None:
        if next(left, None) is None:
            raise KeyboardInterrupt
        writer.write(folder, path, content)

    monkeypatch.setattr("journeyctl.site.making.write", stop)
    with pytest.raises(KeyboardInterrupt):
        build(root, tmp_path / "site")
    assert files(tmp_path / "site") == whole


def test_the_swap_works_where_two_folders_cannot_be_exchanged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "_exchange", lambda _one, _other: False)
    root = workspace(tmp_path, GOOD)
    build(root, tmp_path / "site")
    build(root, tmp_path / "site")
    assert (tmp_path / "site" / "index.html").is_file()
    assert [entry.name for entry in os.scandir(tmp_path) if entry.name.startswith(".")] == []


def test_the_accent_the_logo_and_the_repository_of_the_settings_are_used(tmp_path: Path) -> None:
    more = (
        "site: {title: Tickets, base_url: 'https://example.org/cx', theme: {accent: '#aa0000', logo: logo.svg}, "
        "repository: {url: 'https://github.com/acme/cx'}}\n"
    )
    root = workspace(tmp_path, GOOD, SETTINGS + more)
    (root / "logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9"/></svg>', "utf-8")
    build(root, tmp_path / "site")
    page = (tmp_path / "site" / "journeys" / "buy.html").read_text("utf-8")
    assert "#aa0000" in (tmp_path / "site" / "assets" / "theme.css").read_text("utf-8")
    assert 'src="../media/logo-' in page
    assert "https://github.com/acme/cx/blob/main/journeys/all.yaml#L6" in page
    assert "https://example.org/cx/journeys/buy.html" in (tmp_path / "site" / "sitemap.xml").read_text("utf-8")


@pytest.mark.parametrize("colour", ["#ffff00", "#00ff00", "#ff9900", "#ffffff", "#0b5ffe", "#7a1f5c"])
def test_an_accent_is_as_dark_as_it_takes_to_be_read(tmp_path: Path, colour: str) -> None:
    root = workspace(tmp_path, GOOD, f"{SETTINGS}site: {{theme: {{accent: '{colour}'}}}}\n")
    build(root, tmp_path / "site")
    (used,) = re.findall(r"--accent-base: (#[0-9a-f]{6})", (tmp_path / "site/assets/theme.css").read_text("utf-8"))
    assert contrast(used, "#fcfbf8") >= 4.5
    assert (used == colour) is (contrast(colour, "#fcfbf8") >= 4.5)


def test_build_says_which_accent_it_uses_instead_of_one_that_is_too_light(run: Run, tmp_path: Path) -> None:
    workspace(tmp_path, GOOD, f"{SETTINGS}site: {{theme: {{accent: '#ffff00'}}}}\n")
    built = run("build", "--draft")
    assert "the accent #ffff00 is too light to read on the pages; they use #" in built.err


def test_a_template_that_cannot_be_read_is_named_with_its_line(tmp_path: Path) -> None:
    root = workspace(tmp_path, GOOD, f"{SETTINGS}site: {{templates: theme}}\n")
    (root / "theme").mkdir()
    (root / "theme" / "page.html").write_text("<p>\n{% if %}", "utf-8")
    with pytest.raises(JourneyctlError, match=r"cannot be used: theme/page\.html:2: Expected an expression"):
        build(root, tmp_path / "site")


@pytest.mark.parametrize(
    ("template", "line", "said"),
    [
        ("<p>\n\n{{ titel }}", 3, "there is nothing that is called 'titel'"),
        ("<p>\n{% include 'none.html' %}", 2, "there is no template 'none.html'"),
        ("<p>\n{{ page.naam.kort }}", 2, "there is nothing that is called 'naam'"),
        ("{% macro a() %}\n{{ 1 / 0 }}\n{% endmacro %}\n{{ a() }}", 2, "division by zero"),
        ("<p>\n{{ ''.__class__.__mro__ }}", 2, "access to attribute '__class__' of 'str' object is unsafe."),
        ("<p>\n{{ range(999999999) }}", 2, "Range too big"),
    ],
)
def test_what_goes_wrong_in_a_template_is_named_with_its_line(
    run: Run, tmp_path: Path, template: str, line: int, said: str
) -> None:
    workspace(tmp_path, GOOD, f"{SETTINGS}site: {{templates: theme}}\n")
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme" / "page.html").write_text(template, "utf-8")
    built = run("build", "--draft")
    assert (built.code, built.out) == (2, "")
    assert built.err.splitlines()[0].startswith(
        f"journeyctl: a template of the site cannot be used: theme/page.html:{line}: {said}"
    )


def test_templates_of_the_workspace_run_in_a_sandbox(tmp_path: Path) -> None:
    root = workspace(tmp_path, GOOD, f"{SETTINGS}site: {{templates: theme}}\n")
    (root / "theme").mkdir()
    (root / "theme" / "page.html").write_text("{{ ''.__class__.__mro__[1].__subclasses__() }}", "utf-8")
    with pytest.raises(JourneyctlError, match="a template of the site cannot be used"):
        build(root, tmp_path / "site")


@pytest.mark.parametrize("name", ["page.html", "inline.html", "theme.css"])
def test_what_shapes_the_site_is_read_from_plain_files_of_the_workspace_only(
    run: Run, tmp_path: Path, name: str
) -> None:
    root = workspace(tmp_path / "work", GOOD, f"{SETTINGS}site: {{templates: theme}}\n")
    (tmp_path / "secret").write_text("secret", "utf-8")
    (root / "theme").mkdir()
    own = root / "theme" / name
    own.symlink_to(tmp_path / "secret")
    outside = run("--root", str(root), "build", "--draft")
    own.unlink()
    own.write_bytes(b"\xff")
    binary = run("--root", str(root), "build", "--draft")
    said = f"journeyctl: a template of the site cannot be used: theme/{name}: "
    assert (outside.code, outside.err.splitlines()[0]) == (2, f"{said}it lies outside the workspace")
    assert (binary.code, binary.err.splitlines()[0]) == (2, f"{said}it is no UTF-8 text")


def test_an_empty_workspace_gets_pages_that_say_what_to_write(tmp_path: Path) -> None:
    root = workspace(tmp_path, "owners: {shop: {name: Shop, kind: team}}\n")
    build(root, tmp_path / "site")
    assert "<code>journeys:</code>" in (tmp_path / "site" / "index.html").read_text("utf-8")
    assert "<code>owner:</code>" in (tmp_path / "site" / "owners" / "shop.html").read_text("utf-8")


def test_figures_that_nobody_reads_become_a_site_all_the_same(tmp_path: Path) -> None:
    text = """
        channels: {web: {name: Web, kind: web}}
        owners: {team: {name: Team, kind: team}}
        kpis:
          turnover:
            name: Turnover
            kind: revenue
            cadence: P999999999Y
            target: {at_least: 1.0e+100}
            readings: [{date: 2026-01-01, value: -1.0e+100}, {date: 2026-02-01, value: 1.0e+100}]
        initiatives:
          dream:
            name: Dream
            business_case:
              cost: {once: {amount: 1.0e+100, currency: EUR}}
              benefits: [{kpi: turnover, change: 1.0e+100, value_per_unit: {amount: 1.0e+100, currency: EUR}}]
              horizon: P9Y
    """
    root = workspace(tmp_path, text)
    done = command(root, "--draft")
    assert done.returncode == 0
    page = (root / "site" / "initiatives" / "dream.html").read_text("utf-8")
    assert "EUR\u00a01E100" in page


def test_a_workspace_with_retired_journeys_alone_does_not_say_that_nothing_is_written(tmp_path: Path) -> None:
    root = workspace(tmp_path, GOOD.replace("owner: shop\n", "owner: shop\n        status: retired\n", 1))
    build(root, tmp_path / "site")
    overview = (tmp_path / "site" / "index.html").read_text("utf-8")
    assert "Every journey is retired, so none of them counts." in overview
    assert "Nothing is written yet." not in overview


def test_a_workspace_that_says_everything_becomes_a_site(tmp_path: Path) -> None:
    root = shutil.copytree(CHECKOUT / "tests" / "cases" / "whole-language", tmp_path / "work")
    (root / "theme").mkdir()
    built = build(root, tmp_path / "site")
    assert built.languages == 2
    assert (tmp_path / "site" / "pictures" / "trip-emotion.html").is_file()  # beside what it replaces, without a step


@pytest.mark.parametrize("languages", ["[en-GB, nl-BE]", "[tlh]", "[pt-br, zh-Hans-CN, en]"])
def test_a_site_speaks_languages_of_regions_and_such_as_nobody_knows_the_words_of(
    tmp_path: Path, languages: str
) -> None:
    text = """
        channels: {web: {name: Web, kind: web}}
        owners: {team: {name: Team, kind: team}}
        journeys:
          buy:
            name: Buy
            reviewed: 2026-10-01
            phases:
              - id: a
                name: A
                steps:
                  - id: one
                    touchpoint: {name: Form, channel: web, owner: team}
                    emotion: -1.5
                    next: [{to: two, share: 0.25, wait: PT4H}]
                  - {id: two, action: Wait, emotion: 2}
    """
    root = workspace(tmp_path, text, f"version: 1\nname: Test\nlanguages: {languages}\n")
    done = command(root, "--draft")
    assert (done.returncode, done.stderr) == (0, "")
    assert "\N{MINUS SIGN}1" in (root / "site" / "journeys" / "buy.html").read_text("utf-8")
