"""The data that travels with the package: schemas, templates, locales, the example."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyctl.discovery import data_root
from journeyctl.errors import JourneyctlError
from journeyctl.i18n import _

if TYPE_CHECKING:
    from pathlib import Path


def resource(*parts: str) -> Path:
    """Return the path of one shipped file or folder.

    Raises:
        JourneyctlError: the installation lacks it.
    """
    path = data_root().joinpath(*parts)
    if not path.exists():
        message = _("this installation lacks its file '{name}'", name="/".join(parts))
        raise JourneyctlError(message, _("install journeyctl again"))
    return path
