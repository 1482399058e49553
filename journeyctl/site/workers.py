"""Work that many processors share: a process a processor, each a copy of this one, so that nothing is sent to it.

Only where the system can copy a process, and only from a single thread: elsewhere, and when there is little to do, all
of it is done here. A copy that fails or is killed leaves its part undone; then it is done here, and an error shows
where it belongs.
"""

from __future__ import annotations

import ctypes
import gc
import multiprocessing
import os
import signal
from contextlib import suppress
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from journeyctl.helping import can_copy, processors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.connection import Connection

Result = TypeVar("Result")

FEWEST = 4  # parts; for less, a copy of the process is not worth its while
PR_SET_PDEATHSIG = 1


def shared_out(count: int, make: Callable[[int], Result]) -> Iterator[tuple[int, Result]]:
    """Yield the number and the result of each of so many parts, as they are done, in any order.

    Args:
        count: how many parts there are.
        make: does one of them, by its number from 0; what it returns is sent between processes.
    """
    left = set(range(count))
    if is_shared_out(count):
        for number, result in Crew(min(processors(), count), count, make).results():
            left.discard(number)
            yield number, result
    for number in sorted(left):
        yield number, make(number)


def is_shared_out(count: int) -> bool:
    """Tell whether several processes do so many parts."""
    return count >= FEWEST and processors() > 1 and can_copy()


class Crew(Generic[Result]):
    """Copies of this process that share out the parts of some work.

    Args:
        size: how many copies.
        count: how many parts.
        make: does one part.
    """

    def __init__(self, size: int, count: int, make: Callable[[int], Result]) -> None:
        self.count = count
        self.make = make
        context = multiprocessing.get_context("fork")
        self._next = context.Value("l", 0)
        self._parent = os.getpid()
        self._copies: list[Any] = []
        self._ends: list[Connection[Any, Any]] = []
        for _number in range(size):
            ours, theirs = context.Pipe(duplex=False)
            copy = context.Process(target=self._work, args=(theirs,), daemon=True)
            copy.start()
            theirs.close()
            self._copies.append(copy)
            self._ends.append(ours)

    def results(self) -> Iterator[tuple[int, Result]]:
        """Yield what the copies have done, until all of them have ended."""
        ends = list(self._ends)
        try:
            while ends:
                ready: list[Any] = wait(ends)
                for end in ready:
                    try:
                        yield end.recv()
                    except (EOFError, OSError):
                        ends.remove(end)
        finally:
            self._dismiss()

    def _dismiss(self) -> None:
        for copy, end in zip(self._copies, self._ends, strict=True):
            end.close()
            copy.terminate()
            copy.join()

    def _work(self, end: Connection[Any, Any]) -> None:
        """Do parts until none is left; on any failure just stop, as what is not done is done by the first process."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        _die_with_parent(self._parent)
        gc.freeze()
        with suppress(Exception):
            while (number := self._taken()) < self.count:
                end.send((number, self.make(number)))
        end.close()

    def _taken(self) -> int:
        with self._next.get_lock():
            self._next.value += 1
            return int(self._next.value) - 1


def _die_with_parent(parent: int) -> None:
    """Have the system end this process with its parent, which then wants no more of it."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
