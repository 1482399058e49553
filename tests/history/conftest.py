"""Every test here runs git as a machine without configuration does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.history.repository import ENVIRONMENT, Repo, library

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _no_configuration(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """Return a repository with a small workspace in it."""
    return library(tmp_path / "library")
