"""Finds what is plugged in and what is shipped: the modules of a package, and the folder of data beside the code.

A part is one module of a package, and looking into the package is the only list there is.
A part is called like its module, with hyphens; an underscore at the end only keeps clear of Python's own words, and one
at the start hides a module.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection
    from types import ModuleType


PACKAGE = Path(__file__).resolve().parent


@cache
def data_root() -> Path:
    """Return the folder that holds `schemas/`, `templates/`, `locale/` and the example workspace.

    A wheel carries it as `journeyctl/_data/`; in an editable install it is the checkout.
    """
    wheel = PACKAGE / "_data"
    return wheel if wheel.is_dir() else PACKAGE.parent


def names(package: str, but: Collection[str] = ()) -> tuple[str, ...]:
    """Return the names of a package's parts, sorted; `but` names the modules that only help."""
    return tuple(name for name in _modules(package) if name not in but)


def load(package: str, name: str) -> ModuleType:
    """Import one of a package's parts by its name, which must be one of `names(package)`."""
    return importlib.import_module(f"{package}.{_modules(package)[name]}")


@cache
def _modules(package: str) -> dict[str, str]:
    """Return the names of modules by what they are called."""
    found = (module.name for module in pkgutil.iter_modules(importlib.import_module(package).__path__))
    return dict(sorted((name.rstrip("_").replace("_", "-"), name) for name in found if not name.startswith("_")))
