"""Small workspaces to judge."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = "version: 1\nname: Test\nsources: [journeys]\n"
OWNERS = "owners:\n  sales: {name: Sales, kind: team}\nchannels: {store: {name: Store, kind: store}}\n"
DESK = OWNERS + "touchpoints:\n  desk: {name: Desk, channel: store}\n"


def workspace(folder: Path, files: dict[str, str]) -> Path:
    """Write a workspace and return its only folder of documents."""
    (folder / "journeyctl.yaml").write_text(SETTINGS)
    (folder / "journeys").mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / "journeys" / name).write_bytes(text.encode())
    return folder / "journeys"
