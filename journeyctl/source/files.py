"""The files of a workspace: found in a fixed order, opened only when they are plain files inside it."""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from journeyctl.errors import JourneyctlError, refusal
from journeyctl.i18n import _
from journeyctl.source import limits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from journeyctl.i18n import Localised

ENDINGS = (".yaml", ".yml")
MAGIC = frozenset("*?[")
OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
SETTLED = 3_000_000_000  # nanoseconds: some file systems count time in steps of two seconds
UTF16 = (b"\xff\xfe", b"\xfe\xff")


Stamp = tuple[int, int, int, int]
"""What tells, without opening it, that a file is the one it was: no writer leaves all of these as they were."""


class Found(NamedTuple):
    """A file that may be a document.

    Args:
        path: relative to the workspace, with `/`.
        file: where it is on this machine.
    """

    path: str
    file: Path


class Unreadable(Exception):  # noqa: N818 - a reason that becomes a finding, not an error of the program
    """Why a file cannot be read as text.

    Args:
        reason: one of a few fixed words: those of `WHY`, and `os` for what the system says.
        said: what the system says.
    """

    def __init__(self, reason: str, said: Localised | str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.said = said

    @property
    def why(self) -> Localised | str:
        """The reason for a person to read, as half a sentence."""
        return WHY.get(self.reason) or self.said


WHY = {
    "outside": _("it lies outside the workspace"),
    "not-a-file": _("it is no plain file"),
    "too-large": _("it is larger than {count} MiB", count=limits.FILE_BYTES // limits.MIB),
    "utf-16": _("it is UTF-16 text, not UTF-8"),
    "binary": _("it is no text"),
    "not-utf-8": _("it is no UTF-8 text"),
}


def discover(root: Path, sources: Iterable[str]) -> list[Found]:
    """Return every file named like a document under the sources, each once, ordered by path.

    Args:
        root: the workspace's folder.
        sources: folders or globs, relative to the root.

    Raises:
        JourneyctlError: a source does not exist, a folder cannot be read, or there are more files than the limit.
    """
    found: dict[str, Found] = {}
    for source in sources:
        for file in _files(root, source):
            path = file.relative_to(root).as_posix()
            found[path] = Found(path, file)
            if len(found) > limits.FILES:
                message = _("there are more than {count} files under the sources", count=limits.FILES)
                raise JourneyctlError(message, _("name fewer folders under 'sources'"))
    return [found[path] for path in sorted(found)]


def _files(root: Path, source: str) -> Iterator[Path]:
    if MAGIC & set(source):
        for match in sorted(root.glob(source)):
            yield from _walk(match) if _is_folder(match) else _named(match)
        return
    start = root / source
    if not os.path.lexists(start):
        message = _("the source folder '{source}' does not exist in {root}", source=source, root=root)
        raise JourneyctlError(message, _("correct `sources` in journeyctl.yaml, or make the folder"))
    yield from _walk(start) if start.is_dir() else _named(start)


def _walk(folder: Path) -> Iterator[Path]:
    pending = [folder]
    while pending:
        for entry in _entries(pending.pop()):
            if entry.name.startswith("."):
                continue
            if entry.name.lower().endswith(ENDINGS):
                yield Path(entry.path)
            elif entry.is_dir(follow_symlinks=False):
                pending.append(Path(entry.path))


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        return sorted(os.scandir(folder), key=lambda entry: entry.name)
    except FileNotFoundError:
        return []  # it has just been removed
    except OSError as error:
        message = _("cannot read the folder '{folder}': {reason}", folder=folder, reason=refusal(error))
        raise JourneyctlError(message, _("make it readable, or leave it out of `sources`")) from error


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink() and not path.name.lower().endswith(ENDINGS)


def _named(file: Path) -> Iterator[Path]:
    if file.name.lower().endswith(ENDINGS):
        yield file


def inside(root: Path, file: Path) -> bool:
    """Tell whether a path, its links followed, stays inside a folder."""
    try:
        return file.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError, ValueError):  # no such path can be: a link to itself, a NUL in it
        return False


class Bounds:
    """Which files lie inside a folder; as `inside`, but links to the folders of many files are followed once.

    Args:
        root: the folder.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.known: dict[Path, bool] = {}

    def hold(self, file: Path) -> bool:
        """Tell whether a file, its links followed, stays inside."""
        if file.name == ".." or os.path.islink(file):  # noqa: PTH114 - which, unlike a path's own, raises nothing
            return inside(self.root, file)
        if file.parent not in self.known:
            self.known[file.parent] = inside(self.root, file.parent)
        return self.known[file.parent]


def read_bytes(root: Path | Bounds, file: Path, limit: int = limits.FILE_BYTES) -> bytes:
    """Return what a plain file inside the workspace holds.

    Args:
        root: the workspace's folder, or, for many files, its bounds.
        file: which.
        limit: the most bytes that it may have.

    Raises:
        Unreadable: it is not a plain file, leaves the workspace, is too large, or cannot be opened.
    """
    bounds = root if isinstance(root, Bounds) else Bounds(root)
    if not bounds.hold(file):
        raise Unreadable("outside")
    try:
        if not stat.S_ISREG(file.stat().st_mode):
            raise Unreadable("not-a-file")
        with open(os.open(file, OPEN_FLAGS), "rb") as stream:  # noqa: PTH123 - flags that Path.open cannot pass
            state = os.fstat(stream.fileno())
            if not stat.S_ISREG(state.st_mode):
                raise Unreadable("not-a-file")
            # As much as there is, and then what it grew by: to ask for the most at once costs as much as to read it.
            data = stream.read(min(state.st_size, limit) + 1)
            data += stream.read(limit + 1 - len(data)) if len(data) > state.st_size else b""
    except OSError as error:
        raise Unreadable("os", refusal(error)) from error
    except ValueError as error:  # no such path can be: a NUL in it
        raise Unreadable("outside") from error
    if len(data) > limit:
        raise Unreadable("too-large")
    return data


def stamp_of(file: Path) -> Stamp | None:
    """Return the stamp of a file; None when there is none, or it was written so lately that it may be again."""
    try:
        state = file.stat()
    except (OSError, ValueError):
        return None
    is_settled = time.time_ns() - max(state.st_mtime_ns, state.st_ctime_ns) > SETTLED
    return (state.st_ino, state.st_size, state.st_mtime_ns, state.st_ctime_ns) if is_settled else None


def decode(data: bytes) -> str:
    """Return bytes as text.

    Raises:
        Unreadable: they are UTF-16, or binary, or not UTF-8.
    """
    if data.startswith(UTF16):
        raise Unreadable("utf-16")
    if b"\x00" in data:
        raise Unreadable("binary")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable("not-utf-8") from error


def read_text(root: Path | Bounds, file: Path) -> str:
    """Return the text of a plain file inside the workspace.

    Raises:
        Unreadable: as `read_bytes` and `decode`.
    """
    return decode(read_bytes(root, file))
