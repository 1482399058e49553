"""Finds the data that travels with the package: schemas, templates, locales, the example.

A wheel carries them under `journeyctl/_data/`; an editable install reads them from the checkout.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from journeyctl.errors import JourneyctlError

PACKAGE = Path(__file__).resolve().parent


@cache
def data_root() -> Path:
    """Return the folder that holds `schemas/`, `templates/`, `locale/` and the example workspace."""
    wheel = PACKAGE / "_data"
    return wheel if wheel.is_dir() else PACKAGE.parent


def resource(*parts: str) -> Path:
    """Return the path of one shipped file or folder.

    Raises:
        JourneyctlError: the installation lacks it.
    """
    path = data_root().joinpath(*parts)
    if not path.exists():
        name = "/".join(parts)
        raise JourneyctlError(f"this installation lacks its file '{name}'", "install journeyctl again")
    return path
