"""Tell whether a tag may be published: it is the version's, and the changelog tells of that version.

    python tools/check_release.py v0.1.0

Needs nothing but Python, so that it can run before anything is installed.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def version() -> str:
    """Return the version, from the one place where it stands."""
    text = (ROOT / "journeyctl" / "__init__.py").read_text("utf-8")
    found = re.search(r'^__version__ = "([^"]+)"$', text, re.MULTILINE)
    return found[1] if found else ""


def faults(tag: str, changelog: str) -> list[str]:
    """Return what keeps a tag from being published."""
    wanted = version()
    found = [] if tag == f"v{wanted}" else [f"the tag is '{tag}', and the version is {wanted}: tag it v{wanted}"]
    if not re.search(rf"^## \[{re.escape(wanted)}\] - \d{{4}}-\d\d-\d\d$", changelog, re.MULTILINE):
        found.append(f"CHANGELOG.md has no section `## [{wanted}] - DATE`: move what is unreleased into it")
    return found


if __name__ == "__main__":
    wrong = faults(sys.argv[1] if len(sys.argv) > 1 else "", (ROOT / "CHANGELOG.md").read_text("utf-8"))
    print(*wrong, sep="\n", end="\n" if wrong else "")
    sys.exit(1 if wrong else 0)
