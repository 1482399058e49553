"""A short way to run the command line, and one browser for all tests."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, NamedTuple, Protocol

import pytest
from hypothesis import HealthCheck, settings

from journeyctl.cli import main
from journeyctl.render import engine

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser


# Speed is measured in benchmarks/; a busy machine fails no test.
settings.register_profile("steady", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put tests that run an event loop of their own first: the browser's runs on in its process to the end."""
    items.sort(key=lambda item: item.get_closest_marker("asyncio") is None)


class Ran(NamedTuple):
    """What a run left behind."""

    code: int
    out: str
    err: str


class Run(Protocol):
    """Runs the command line in a folder."""

    def __call__(self, *args: str, cwd: Path | None = None) -> Ran:
        """Return exit code, standard output and standard error."""


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run the command line in-process, in an empty folder unless one is named."""

    def call(*args: str, cwd: Path | None = None) -> Ran:
        monkeypatch.chdir(cwd or tmp_path)
        with pytest.raises(SystemExit) as exited:
            main(list(args))
        gc.enable()  # a run that is all its process does may do without
        captured = capsys.readouterr()
        return Ran(int(exited.value.code or 0), captured.out, captured.err)

    return call


@pytest.fixture
def laid_out(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """For each process of a layout engine that was started since, how many graphs it laid out; in this process."""
    counts: list[int] = []
    start = engine._run

    def counted(program: str, dot: str) -> str:
        counts.append(dot.count("digraph "))
        return start(program, dot)

    monkeypatch.setattr(engine, "_run", counted)
    return counts


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return Debian's Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield chromium
        chromium.close()
