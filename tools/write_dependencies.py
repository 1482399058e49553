"""Write docs/explanation/dependencies.md: what an install weighs, what starting imports, why each part is there.

The reasons stand here; the figures, in dependencies.json, are measured on demand, in an environment of their own:

    python tools/write_dependencies.py             # names and reasons anew; the figures that were measured stay
    python tools/write_dependencies.py --measure   # installs the base in an empty environment, and measures it

A test holds the page to pyproject.toml: each dependency has its reason, and each reason its dependency.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import tomllib
import venv
from pathlib import Path
from typing import Any

from tables import table

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "docs" / "explanation" / "dependencies.md"
FIGURES = ROOT / "tools" / "dependencies.json"
REASONS = {
    "babel": ("BSD-3-Clause", "dates, numbers and plurals in each language, and the catalogues of texts"),
    "click": ("BSD-3-Clause", "commands, options, help and completion"),
    "graphviz": ("MIT", "quotes and escapes DOT as Graphviz wants it"),
    "graphviz-pure": ("EPL-2.0", "lays out graphs, so that nobody has to install a program beside journeyctl"),
    "jinja2": ("BSD-3-Clause", "templates that escape by themselves, and a sandbox for those of a workspace"),
    "jsonschema": ("MIT", "explains what is wrong with a document as a person would"),
    "jsonschema-rs": ("MIT", "says yes or no to every document, fast"),
    "markdown-it-py": ("MIT", "CommonMark in descriptions, with HTML off"),
    "markupsafe": ("BSD-3-Clause", "keeps text and markup apart"),
    "msgspec": ("BSD-3-Clause", "decodes documents into frozen, typed values, and writes their schema"),
    "lsprotocol": ("MIT", "what editors and language servers say to each other, as types"),
    "pygls": ("Apache-2.0", "the protocol of the language server"),
    "pyyaml": ("MIT", "reads YAML with libyaml, and knows where each thing stands"),
    "rich": ("MIT", "tables that fit the terminal"),
    "snowballstemmer": ("BSD-3-Clause", "finds `kaartje` when somebody searches `kaartjes`"),
    "tzdata": ("Apache-2.0", "time zones where the system has none"),
    "resvg-py": ("MIT", "turns an SVG into a PNG, with our own fonts"),
    "xlsxwriter": ("BSD-2-Clause", "writes workbooks, the same bytes every time"),
    "weasyprint": ("BSD-3-Clause", "turns an SVG into a tagged PDF"),
}
HEAD = """# What journeyctl depends on

<!-- Written by tools/write_dependencies.py; change it there. -->

Each part of others is a promise by somebody else. So there are few, each has a reason, and what only some people need
is an extra.
"""


def declared() -> dict[str, list[str]]:
    """Return the names of the base dependencies, under the empty name, and of each extra but that of the tests."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = {name: some for name, some in project["optional-dependencies"].items() if name != "test"}
    return {name: [_name(one) for one in some] for name, some in {"": project["dependencies"], **extras}.items()}


def _name(requirement: str) -> str:
    found = re.match(r"[\w.-]+", requirement)
    return found[0] if found else requirement


def page() -> str:
    """Return the page, with the figures as they were last measured."""
    figures = json.loads(FIGURES.read_text("utf-8"))
    blocks = [HEAD, "## In every install", _table(declared()[""], figures["sizes"]), _weight(figures), "## Extras"]
    rows = [
        (f"`journeyctl[{extra}]`", name, *REASONS.get(name, ("", "")))
        for extra, names in declared().items() if extra
        for name in names
    ]  # fmt: skip
    blocks += [table(("extra", "part", "licence", "what for"), rows), _start(figures)]
    return "\n\n".join(block.strip("\n") for block in blocks) + "\n"


def _table(names: list[str], sizes: dict[str, float]) -> str:
    rows = [(name, *REASONS.get(name, ("", "")), _size(sizes.get(name))) for name in names]
    return table(("part", "licence", "what for", "MB"), rows)


def _size(size: float | None) -> str:
    return "" if size is None else f"{size:.1f}"


def _weight(figures: dict[str, Any]) -> str:
    own = set(declared()[""])
    others = sorted(name for name in figures["sizes"] if name not in {*own, "journeyctl"})
    return (
        f"A cold `pip install journeyctl` puts {figures['megabytes']:.0f} MB on the disk, in {len(figures['sizes'])} "
        f"packages: journeyctl, {len(own)} that it names, and {len(others)} that those bring: {', '.join(others)}."
    )


def _start(figures: dict[str, Any]) -> str:
    imports = ", ".join(f"`{name}`" for name in figures["imports"])
    return f"""## What starting imports

A command that people type all day has to begin at once. So a command imports what it needs when it is called. Of the
parts of others `journeyctl --version` imports {imports} alone. With Python's own that makes
{figures["modules"]} modules; `import click` by itself makes {figures["click_modules"]}.

<!-- measured with Python {figures["python"]} on Linux -->"""


def measure() -> dict[str, Any]:
    """Install the base in an empty environment, and return what it weighs and what starting imports."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = Path(folder) / "bin" / "python"
        _run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", str(ROOT))
        told: dict[str, Any] = json.loads(_run(python, str(ROOT / "tools" / "weigh_install.py")))
    return told


def _run(*command: str | Path) -> str:
    return subprocess.run([str(word) for word in command], check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    if "--measure" in sys.argv:
        FIGURES.write_text(json.dumps(measure(), indent=2) + "\n", "utf-8", newline="\n")
    FILE.write_text(page(), "utf-8", newline="\n")
