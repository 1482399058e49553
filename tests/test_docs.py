"""The docs say what is so: pages that are generated are in step, and every snippet of the others is run."""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING

import pytest

from tests.support import CHECKOUT

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True, scope="module")
def tools() -> Iterator[None]:
    """Let the scripts beside the package be imported."""
    sys.path.insert(0, str(CHECKOUT / "tools"))
    yield
    sys.path.pop(0)


@pytest.mark.parametrize("name", ["commands", "settings", "formats", "reports"])
def test_a_generated_page_is_in_step(name: str) -> None:
    tool = importlib.import_module(f"write_{name}")
    assert (CHECKOUT / "docs" / "reference" / f"{name}.md").read_text("utf-8") == tool.page()
