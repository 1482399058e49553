"""What several tests of the command line judge."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.workspaces import DESK, workspace

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A workspace with one gap: an error."""
    return workspace(tmp_path, {"desk.yaml": DESK})
