"""Finds the formats: a module of this package with a function `export` writes one, named like the module."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyctl import discovery
from journeyctl.errors import JourneyctlError
from journeyctl.spelling import hint

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from journeyctl.model import Workspace

PACKAGE = "journeyctl.exchange"
HELPERS = ("base",)


def export_formats() -> tuple[str, ...]:
    """Return the names of the formats that can be written."""
    return tuple(name for name in discovery.names(PACKAGE, but=HELPERS) if hasattr(_module(name), "export"))


def exporter(name: str) -> Callable[[Workspace], bytes]:
    """Return the function that writes a workspace in a format.

    Raises:
        JourneyctlError: there is no such format.
    """
    known = export_formats()
    if name not in known:
        raise JourneyctlError(f"there is no format '{name}' to export to", hint(name, known))
    export: Callable[[Workspace], bytes] = _module(name).export
    return export


def _module(name: str) -> ModuleType:
    return discovery.load(PACKAGE, name)
