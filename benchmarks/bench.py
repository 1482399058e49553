"""Measure journeyctl against its peers on the same files, in one run on one machine, and write RESULTS.md.

python benchmarks/bench.py [--quick] [--without-site] [--without-growth]
"""

from __future__ import annotations

import argparse
import io
import os
import platform
import pstats
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import corpus
import peers
from measure import Measured, measure

RESULTS = Path(__file__).with_name("RESULTS.md")
TODAY = "2026-11-23"
FEW, JOURNEYS, MANY = 60, 500, 5_000
OURS = [sys.executable, "-m", "journeyctl"]


class Row(NamedTuple):
    """One line of the table: what ran, and what it took."""

    name: str
    took: Measured


class Goal(NamedTuple):
    """A ratio that is promised, and what was measured."""

    name: str
    most: float
    found: float

    @property
    def line(self) -> str:
        """The line of the table."""
        return f"| {self.name} | {self.most:g} | {self.found:.2f} | {'met' if self.found <= self.most else 'NOT met'} |"


def lint(folder: Path, *more: str) -> list[str]:
    """Return how we judge a workspace."""
    return [*OURS, "--root", str(folder), "lint", "--today", TODAY, *more]


def workspace(journeys: int) -> Path:
    """Return the folder of a workspace with so many journeys, written anew."""
    folder = peers.HOME / f"corpus-{journeys}"
    shutil.rmtree(folder, ignore_errors=True)
    corpus.write(folder, journeys)
    return folder


def forget(folder: Path) -> None:
    """Take the cache of a workspace away."""
    shutil.rmtree(folder / ".journeyctl_cache", ignore_errors=True)


class Touch:
    """Changes one word in a file, another one each time."""

    def __init__(self, file: Path, mark: str) -> None:
        self.file = file
        self.text = file.read_text("utf-8")
        self.mark = mark
        self.count = 0

    def __call__(self) -> None:
        """Change it."""
        self.count += 1
        self.file.write_text(self.text + self.mark.format(self.count), "utf-8")


def linting(folder: Path, times: int) -> dict[str, Row]:
    """Measure the linters on one workspace."""
    one = Touch(folder / "journeys" / "journey-00007.yaml", "# {}\n")
    rows = {
        "floor": Row("libyaml composes with marks (the floor)", measure(peers.floor(folder), times)),
        "cold": Row("journeyctl lint, cold", measure(lint(folder), times, lambda: forget(folder), has_helpers=True)),
        "warm": Row("journeyctl lint, nothing changed", measure(lint(folder), times)),
        "one": Row("journeyctl lint, one file changed", measure(lint(folder), times, one)),
        "none": Row("journeyctl lint --no-cache", measure(lint(folder, "--no-cache"), times)),
    }
    return rows | {name: Row(name, measure(command, times)) for name, command in peers.commands(folder).items()}


def growing(times: int) -> dict[str, Row]:
    """Measure ten times as many steps."""
    folder = workspace(MANY)
    return {
        "many": Row(
            "journeyctl lint, cold, 100,000 steps",
            measure(lint(folder), times, lambda: forget(folder), has_helpers=True),
        ),
        "many floor": Row("the floor, 100,000 steps", measure(peers.floor(folder), times)),
    }


def starting(times: int) -> dict[str, Row]:
    """Measure how long it takes to start."""
    return {
        "version": Row("journeyctl --version", measure([*OURS, "--version"], times)),
        "click": Row('python -c "import click"', measure([sys.executable, "-c", "import click"], times)),
    }


def building(folder: Path, times: int) -> dict[str, Row]:
    """Measure the site: our journeys with map and flow, in two languages, against plain pages."""
    output = peers.HOME / "site"
    build = [*OURS, "--root", str(folder), "build", "--draft", "--today", TODAY, "--output", str(output)]
    one = Touch(folder / "journeys" / "journey-00007.yaml", "# {}\n")
    command, page = peers.mkdocs(JOURNEYS)

    def clear() -> None:
        forget(folder)
        shutil.rmtree(output, ignore_errors=True)

    return {
        "site": Row("journeyctl build, 500 journeys in two languages", measure(build, times, clear, has_helpers=True)),
        "rebuild": Row("journeyctl build, one file changed", measure(build, times, one)),
        "mkdocs": Row("MkDocs with Material, 500 plain pages", measure(command, times)),
        "mkdocs again": Row("MkDocs, one page changed", measure(command, times, Touch(page, "\nmore {}\n"))),
    }


def goals(rows: dict[str, Row]) -> list[Goal]:
    """Return the promises of the design, and how they fare, as far as they were measured."""
    asked = [
        ("cold lint ÷ floor", 2.5, "cold", "floor"),
        ("cold lint ÷ Spectral with 3 rules", 1 / 2, "cold", "Spectral, 3 rules"),
        ("cold lint ÷ check-jsonschema", 1 / 8, "cold", "check-jsonschema"),
        ("lint, nothing changed ÷ floor", 0.7, "warm", "floor"),
        ("lint, one file changed ÷ floor", 0.8, "one", "floor"),
        ("100,000 steps ÷ 10,000 steps, time", 11, "many", "cold"),
        ("start ÷ importing click", 1.6, "version", "click"),
        ("site ÷ MkDocs with Material", 1, "site", "mkdocs"),
        ("site after one change ÷ site", 0.1, "rebuild", "site"),
    ]
    found = [
        Goal(name, most, rows[ours].took.best / rows[other].took.best)
        for name, most, ours, other in asked
        if ours in rows and other in rows
    ]
    peaks = [("peak at 10,000 steps, MiB", 200, "cold"), ("peak at 100,000 steps, MiB", 1536, "many")]
    found += [Goal(name, most, rows[row].took.peak) for name, most, row in peaks if row in rows]
    if "many" in rows:
        found.append(Goal("100,000 steps ÷ 10,000 steps, peak", 11, rows["many"].took.peak / rows["cold"].took.peak))
    return found


def profile(command: list[str]) -> str:
    """Return where a command of ours spends its time: the functions with the most time of their own.

    It runs on one processor, where it has no helpers, so that all of its work is seen.
    """
    out = peers.HOME / "profile.out"
    with out.with_suffix(".txt").open("wb") as sink:
        profiled = [sys.executable, "-m", "cProfile", "-o", str(out), *command[1:]]
        subprocess.run(profiled, stdout=sink, stderr=sink, check=False, preexec_fn=_stay_on_one)  # noqa: S603 - ours; nothing else runs here
    text = io.StringIO()
    pstats.Stats(str(out), stream=text).strip_dirs().sort_stats("tottime").print_stats(15)
    table = text.getvalue()
    return table[table.index("ncalls") :].strip()


def _stay_on_one() -> None:
    if sys.platform.startswith("linux"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def profiles(*, has_site: bool) -> dict[str, str]:
    """Return the profiles that explain what is left, by what was run."""
    folder = workspace(JOURNEYS)
    found = {"A cold run of `lint`, 500 journeys": profile(lint(folder))}
    if has_site:
        build = [*OURS, "--root", str(workspace(FEW)), "build", "--draft", "--today", TODAY, "--output"]
        output = peers.HOME / "site-profiled"
        shutil.rmtree(output, ignore_errors=True)
        found[f"A cold `build`, {FEW} journeys"] = profile([*build, str(output)])
    return found


def written(rows: dict[str, Row], tools: list[peers.Peer], profiled: dict[str, str]) -> str:
    """Return the page of results."""
    versions = ", ".join(f"{tool.name} {tool.version}" for tool in tools)
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    day = datetime.now(UTC).date().isoformat()
    table = [_line(row) for row in rows.values()]
    files = f"10,000 steps in {JOURNEYS + 1} files unless a line says otherwise"
    return "\n".join([
        "# Results",
        "",
        "Written by `make bench`; see [bench.py](bench.py). Wall time of whole processes, the same files, one run.",
        "",
        f"{day}; {machine}; load at the end {load}; {files}.",
        f"Peers: {versions}.",
        "",
        "| what | runs | best, s | median, s | peak, MiB |",
        "|---|---|---|---|---|",
        *table,
        "",
        "## Goals",
        "",
        "| ratio | at most | found | |",
        "|---|---|---|---|",
        *(goal.line for goal in goals(rows)),
        "",
        "## What is left",
        "",
        "Where the time goes on one processor, under the profiler, which makes small functions look slower.",
        "",
        *(line for name, table in profiled.items() for line in (f"{name}:", "", "```", table, "```", "")),
    ])  # fmt: skip


def _line(row: Row) -> str:
    return f"| {row.name} | {row.took.times} | {row.took.best:.2f} | {row.took.median:.2f} | {row.took.peak:.0f} |"


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description="Measure journeyctl against its peers, and write RESULTS.md.")
    parser.add_argument("--quick", action="store_true", help="run everything once only")
    parser.add_argument("--without-site", action="store_true", help="leave the site out")
    parser.add_argument("--without-growth", action="store_true", help="leave the 100,000 steps out")
    asked = parser.parse_args()
    times = 1 if asked.quick else 5
    tools = peers.install()
    folder = workspace(JOURNEYS)
    rows = linting(folder, times) | starting(max(times, 3))
    if not asked.without_growth:
        rows |= growing(times)
    if not asked.without_site:
        rows |= building(workspace(JOURNEYS), times)
    RESULTS.write_text(written(rows, tools, profiles(has_site=not asked.without_site)), "utf-8")
    print(RESULTS.read_text("utf-8"))


if __name__ == "__main__":
    main()
