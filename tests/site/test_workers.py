"""Sharing out work: each part once, whoever does it, and an error where it belongs."""

from __future__ import annotations

import os
import signal
import threading
from typing import TYPE_CHECKING

import pytest

from journeyctl.errors import JourneyctlError
from journeyctl.i18n import plain
from journeyctl.site import workers
from journeyctl.site.workers import shared_out
from tests.site.building import build, files
from tests.support import CHECKOUT

if TYPE_CHECKING:
    from pathlib import Path


# A test's own process may have a thread that waits for its neighbours; it holds nothing that a copy would need.
pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")


@pytest.fixture(autouse=True)
def _two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "processors", lambda: 2)


@pytest.fixture
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "can_copy", lambda: True)


@pytest.mark.usefixtures("_alone")
def test_each_part_is_done_once_and_by_copies_of_this_process() -> None:
    done = dict(shared_out(9, lambda number: (number * number, os.getpid())))
    assert [done[number][0] for number in range(9)] == [number * number for number in range(9)]
    assert os.getpid() not in {process for _result, process in done.values()}


@pytest.mark.usefixtures("_alone")
def test_a_copy_that_is_killed_leaves_its_part_to_this_process() -> None:
    here = os.getpid()

    def make(number: int) -> int:
        if number == 3 and os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return number * 10

    assert sorted(shared_out(6, make)) == [(number, number * 10) for number in range(6)]


@pytest.mark.usefixtures("_alone")
def test_a_mistake_in_a_part_is_told_as_if_it_were_done_here() -> None:
    def make(number: int) -> int:
        if number == 4:
            raise JourneyctlError(plain("part 4 cannot be made"), plain("mend it"))
        return number

    with pytest.raises(JourneyctlError, match="part 4 cannot be made"):
        list(shared_out(8, make))


def test_little_work_and_a_process_with_threads_are_not_copied() -> None:
    assert {process for _number, process in shared_out(3, lambda _number: os.getpid())} == {os.getpid()}
    stop = threading.Event()
    other = threading.Thread(target=stop.wait)
    other.start()
    try:
        assert {process for _number, process in shared_out(9, lambda _number: os.getpid())} == {os.getpid()}
    finally:
        stop.set()
        other.join()


def test_the_site_is_the_same_whoever_makes_its_pages(
    example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "can_copy", lambda: True)
    build(CHECKOUT, tmp_path / "site")
    assert files(tmp_path / "site") == files(example)
