"""Other processes that do a share of much alike work, where there is more than one core to do it.

Whoever asks for help begins with the first piece of work, and the helpers with the last, so they meet wherever the
load of the machine has it. What a helper makes of a piece it writes into a file without a name. So a helper that cannot
be started, is killed, or finds the disk full changes nothing but the time it takes: what it has not done by the time
it is needed is done without it.

Helpers are forked: they have at once all that is there, and nothing is imported anew, which would take as long as it
saves. Where a process cannot be forked safely (elsewhere than on Linux, or with threads) there are none.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import ExitStack, contextmanager, suppress
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, NoReturn, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

MOST = 3
HEAD = 4  # bytes, of each of the two numbers before what is made of a piece: which one, and how many bytes it is

T = TypeVar("T")
Piece = tuple[int, T]


class Helpers:
    """The helpers of one process, and what they have done."""

    def __init__(self) -> None:
        self.busy: list[_Helper] = []

    def done(self, mine: int) -> Iterator[tuple[int, bytes]]:
        """Yield what they have done since this was asked last: the number of each piece, and what they made of it.

        Args:
            mine: the number of the piece that the asking process has come to; a helper that comes so far is dismissed.
        """
        for helper in tuple(self.busy):
            for number, made in helper.done():
                yield number, made
                if number <= mine and helper in self.busy:
                    self.busy.remove(helper)
                    helper.dismiss()

    def dismiss(self) -> None:
        """End all of them."""
        for helper in self.busy:
            helper.dismiss()
        self.busy.clear()


@contextmanager
def helped(pieces: Sequence[T], work: Callable[[T], bytes | None], worth: int) -> Iterator[Helpers]:
    """Begin to work with as many helpers as there can be, and end them.

    Args:
        pieces: of work, in the order in which the asking process does them itself.
        work: what to do with each; a helper may make nothing of it, and then it has to be done without.
        worth: how many helpers all of it would keep busy long enough to be worth their start.
    """
    count = min(worth, MOST, processors() - 1) if can_copy() else 0
    numbered, helpers = list(enumerate(pieces))[::-1], Helpers()
    try:
        for share in range(count):
            with suppress(OSError):
                helpers.busy.append(_begun(numbered[share::count], work))
        yield helpers
    finally:
        helpers.dismiss()


def can_copy() -> bool:
    """Tell whether this process can be copied: on Linux, and while it is a single thread."""
    with suppress(OSError):
        return sys.platform.startswith("linux") and len(os.listdir("/proc/self/task")) == 1  # noqa: PTH208 - by count
    return False


def processors() -> int:
    """Return how many processors we may use."""
    return len(os.sched_getaffinity(0)) if sys.platform.startswith("linux") else os.cpu_count() or 1


def _begun(pieces: Iterable[Piece[T]], work: Callable[[T], bytes | None]) -> _Helper:
    """Begin a helper.

    Raises:
        OSError: there can be no further process, or no file.
    """
    with ExitStack() as stack:
        file = stack.enter_context(TemporaryFile())
        process = os.fork()
        if process == 0:
            _help(pieces, work, file)
        stack.pop_all()
        return _Helper(process, file)


class _Helper:
    """A helper as the process sees it that began it.

    Args:
        process: its number.
        file: what it writes.
    """

    def __init__(self, process: int, file: IO[bytes]) -> None:
        self.process = process
        self.file = file
        self.seen = 0  # bytes

    def done(self) -> list[tuple[int, bytes]]:
        """Return what it has done since this was asked last; what is half written is for the next time."""
        file = self.file.fileno()
        data, at, done = os.pread(file, os.fstat(file).st_size - self.seen, self.seen), 0, []
        while len(data) >= at + 2 * HEAD:
            number, size = (int.from_bytes(data[at + place : at + place + HEAD], "little") for place in (0, HEAD))
            end = at + 2 * HEAD + size
            if end > len(data):
                break
            done.append((number, data[end - size : end]))
            at = end
        self.seen += at
        return done

    def dismiss(self) -> None:
        """End it, whatever it is doing."""
        self.file.close()
        with suppress(ProcessLookupError, ChildProcessError):
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)


def _help(pieces: Iterable[Piece[T]], work: Callable[[T], bytes | None], file: IO[bytes]) -> NoReturn:
    """Be a helper: write what is made of each piece, and end without a word, whatever happens."""
    try:
        for number, piece in pieces:
            made = work(piece)
            if made is not None:
                file.write(number.to_bytes(HEAD, "little") + len(made).to_bytes(HEAD, "little") + made)
                file.flush()
    finally:
        os._exit(0)  # what the process has yet to print or to clean up that began it is no business of a helper
