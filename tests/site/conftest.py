"""One built example for all tests of the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.site.building import build
from tests.support import CHECKOUT

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the example's site."""
    output = tmp_path_factory.mktemp("example") / "site"
    build(CHECKOUT, output)
    return output
