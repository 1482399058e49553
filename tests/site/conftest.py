"""One built example and one browser for all tests of the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.site.building import build
from tests.support import CHECKOUT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the example's site."""
    output = tmp_path_factory.mktemp("example") / "site"
    build(CHECKOUT, output)
    return output


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return Debian's Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield chromium
        chromium.close()
