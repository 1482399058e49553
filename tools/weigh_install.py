"""Print, as JSON, what this environment weighs and what starting journeyctl imports; run by write_dependencies.py."""

from __future__ import annotations

import importlib.metadata
import json
import subprocess
import sys

START = """
import contextlib, io, journeyctl.cli.entry
with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()):
    journeyctl.cli.entry.main(["--version"])
"""
PIPS_OWN = {"pip", "setuptools", "wheel"}


def size(distribution: importlib.metadata.Distribution) -> float:
    """Return the megabytes of a package's files, without what Python compiles of them."""
    files = (file for file in distribution.files or () if file.suffix != ".pyc")
    return round(sum(file.size or 0 for file in files) / 1e6, 1)


def loaded(code: str) -> set[str]:
    """Return the modules that are loaded once some code has run."""
    told = f"{code}\nimport sys\nprint(*sys.modules)"
    return set(subprocess.run([sys.executable, "-c", told], check=True, capture_output=True, text=True).stdout.split())


def main() -> None:
    """Measure, and print."""
    found = {one.name.lower().replace("_", "-"): size(one) for one in importlib.metadata.distributions()}
    sizes = {name: found[name] for name in sorted(found) if name not in PIPS_OWN}
    started = loaded(START)
    others = {name.partition(".")[0] for name in started} - sys.stdlib_module_names - {"journeyctl", "__main__"}
    figures = {
        "sizes": sizes,
        "megabytes": round(sum(sizes.values()), 1),
        "imports": sorted(name for name in others if not name.startswith("_")),
        "modules": len(started),
        "click_modules": len(loaded("import click")),
        "python": f"{sys.version_info.major}.{sys.version_info.minor}",
    }
    sys.stdout.write(json.dumps(figures))


if __name__ == "__main__":
    main()
