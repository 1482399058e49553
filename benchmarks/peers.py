"""The tools we are measured against: installed from their registries into a folder of their own; how to run them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
HOME = CHECKOUT / ".cache" / "bench"
PYTHON_PEERS = ("check-jsonschema", "yamllint", "mkdocs", "mkdocs-material")
SPECTRAL = "@stoplight/spectral-cli"
SCHEMA = CHECKOUT / "schemas" / "document.schema.json"
RULES = """rules:
  owned-journey: {severity: error, given: "$.journeys[*]", then: {field: owner, function: truthy}}
  owned-touchpoint: {severity: error, given: "$..touchpoint", then: {field: owner, function: truthy}}
  channel: {severity: error, given: "$..touchpoint", then: {field: channel, function: truthy}}
"""
FLOOR = """import sys, pathlib, yaml
for file in sorted(pathlib.Path(sys.argv[1]).glob("*.yaml")):
    yaml.compose(file.read_text("utf-8"), Loader=yaml.CSafeLoader)
"""


@dataclass(frozen=True)
class Peer:
    """A tool and its version."""

    name: str
    version: str


def install() -> list[Peer]:
    """Install the tools where they are missing; return which there are."""
    HOME.mkdir(parents=True, exist_ok=True)
    if not _python().exists():
        venv.create(HOME / "venv", with_pip=True)
        _run(str(_python()), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PYTHON_PEERS)
    if shutil.which("npm") and not _spectral().exists():
        _run("npm", "install", "--silent", "--ignore-scripts", "--no-audit", "--prefix", str(HOME / "npm"), SPECTRAL)
    return [Peer(name, _version(name)) for name in PYTHON_PEERS] + (
        [Peer(SPECTRAL, _run(str(_spectral()), "--version"))] if _spectral().exists() else []
    )


def commands(folder: Path) -> dict[str, list[str]]:
    """Return how each tool looks at the documents of a workspace, by the name of its row."""
    documents = folder / "journeys"
    rules = HOME / "spectral.yaml"
    rules.write_text(RULES, encoding="utf-8")
    files = sorted(map(str, documents.glob("*.yaml")))
    found = {
        "check-jsonschema": [_tool("check-jsonschema"), "--schemafile", str(SCHEMA), *files],
        "yamllint, relaxed": [_tool("yamllint"), "-d", "relaxed", str(documents)],
    }
    if _spectral().exists():
        found["Spectral, 3 rules"] = [str(_spectral()), "lint", "--quiet", "-r", str(rules), f"{documents}/*.yaml"]
    return found


def floor(folder: Path) -> list[str]:
    """Return how libyaml alone composes the same documents, with marks."""
    return [sys.executable, "-c", FLOOR, str(folder / "journeys")]


def mkdocs(pages: int) -> tuple[list[str], Path]:
    """Write so many plain pages; return how MkDocs with Material builds them, and one of the pages."""
    folder = HOME / f"pages-{pages}"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "docs").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text("site_name: Pages\ntheme: {name: material}\nplugins: [search]\n", "utf-8")
    for number in range(pages):
        words = "\n\n".join(f"## Step {step}\n\nA customer asks, waits and pays." for step in range(20))
        (folder / "docs" / f"page-{number:05}.md").write_text(f"# Page {number}\n\n{words}\n", "utf-8")
    command = [_tool("mkdocs"), "build", "--quiet", "-f", str(folder / "mkdocs.yml"), "-d", str(folder / "site")]
    return command, folder / "docs" / "page-00007.md"


def _python() -> Path:
    return HOME / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"


def _tool(name: str) -> str:
    return str(_python().with_name(name))


def _spectral() -> Path:
    return HOME / "npm" / "node_modules" / ".bin" / "spectral"


def _version(package: str) -> str:
    code = f"import importlib.metadata as m; print(m.version({package!r}))"
    return _run(str(_python()), "-c", code)


def _run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8")  # noqa: S603 - ours
    return done.stdout.strip()
