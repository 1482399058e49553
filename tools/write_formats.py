"""Write docs/reference/formats.md: exit codes, and every format with an example of it, from the formats' own words."""

from __future__ import annotations

import inspect
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from journeyctl import discovery
from journeyctl.compiler import compile_workspace
from journeyctl.history.show import base as comparisons
from journeyctl.lint import Choice, built_in, run, select
from journeyctl.report import Report, formats, writer
from journeyctl.report.base import PACKAGE
from journeyctl.settings import LintSettings, load_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "docs" / "reference" / "formats.md"
STARTER = ROOT / "templates" / "init" / "starter" / "en"
TODAY = date(2026, 11, 23)
LANGUAGES = {
    "json": "json", "jsonl": "json", "sarif": "json", "gitlab": "json", "junit": "xml", "checkstyle": "xml",
    "markdown": "markdown",
}  # fmt: skip
LONGEST = 40
WIDEST = 400
RULE = "OWN004"
HEAD = """# Formats and exit codes

<!-- Written by tools/write_formats.py from the formats themselves; change it there. -->

`--format` names a format, or a format and a file: `--format sarif=out.sarif --format text` writes both. Paths are
relative to the workspace with `/`, lines and columns begin at 1, ends are exclusive, and the order is path, line,
column, code. The same files give the same bytes.

## Exit codes

| code | meaning |
|---|---|
| 0 | no finding is as severe as `--fail-on` (by default `error`) |
| 1 | such findings exist; a document that does not compile counts as one |
| 2 | something is asked that cannot be: a wrong option or setting, a path or commit that cannot be read, no documents |
| 3 | a defect in journeyctl; `journeyctl -v …` shows what to report |
| 130 | interrupted |

A status is never a count. What stands in your files never gives 3.

## Findings

For `lint` and `breaking`. The examples show one finding of the workspace that `journeyctl init` writes.
"""
TAIL = """## Comparisons

For `diff`.
"""


def page() -> str:
    """Return the page."""
    found = [_section(name, PACKAGE) + "\n\n" + _example(name) for name in formats()]
    others = [_section(name, comparisons.PACKAGE) for name in comparisons.formats()]
    return "\n\n".join(block.strip("\n") for block in (HEAD, *found, TAIL, *others)) + "\n"


def _section(name: str, package: str) -> str:
    title = name if package == PACKAGE else f"{name}, of a comparison"
    return f"### {title}\n\n{inspect.cleandoc(discovery.load(package, name).__doc__ or '')}"


def _example(name: str) -> str:
    lines = writer(name)(_report()).strip("\n").splitlines()
    left = ["…"] if len(lines) > LONGEST else []
    fence = "````" if name == "markdown" else "```"
    return "\n".join([f"{fence}{LANGUAGES.get(name, 'text')}", *_short(lines[:LONGEST]), *left, fence])


def _short(lines: list[str]) -> Iterator[str]:
    for line in lines:
        yield line if len(line) <= WIDEST else f"{line[:WIDEST]}…"


def _report() -> Report:
    """Return a report of one finding: a figure that nobody owns."""
    settings = load_settings(STARTER)
    compiled = compile_workspace(STARTER, settings)
    chosen = select(built_in(), LintSettings(), Choice(select=(RULE,)))
    records = {rule.code: rule for rule in built_in() if rule.code == RULE}
    return Report(run(compiled, chosen, TODAY), len(compiled.workspace.documents), "en", records)


if __name__ == "__main__":
    FILE.write_text(page(), encoding="utf-8", newline="\n")
