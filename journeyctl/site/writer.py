"""Writes a site so that nobody ever sees half of one: it is made aside, and put in place in one move."""

from __future__ import annotations

import ctypes
import os
import secrets
import shutil
import sys
import tempfile
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from journeyctl.errors import JourneyctlError, refusal
from journeyctl.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator

MARKER = ".journeyctl-site"
MARKED = b"This folder is made by `journeyctl build`, which replaces it as a whole. Write nothing here.\n"
BUILDING = ".building-"
AT_FDCWD = -100
EXCHANGE = 2


def check_output(output: Path) -> None:
    """Make sure that a folder may be replaced: it is not there, is empty, or was made by us.

    Raises:
        JourneyctlError: it holds something that we did not make.
    """
    if not os.path.lexists(output):
        return
    if not output.is_dir() or output.is_symlink():
        raise JourneyctlError(_("'{output}' is no folder", output=output), _("name another folder with --output"))
    names = {entry.name for entry in os.scandir(output)}
    if names and (MARKER not in names or ".git" in names):
        message = _("'{output}' holds files that journeyctl did not make, and is left as it is", output=output)
        raise JourneyctlError(message, _("empty it yourself, or name another folder with --output"))


@contextmanager
def replacing(output: Path) -> Iterator[Path]:
    """Yield a new folder; when all went well it takes the place of `output`, else nothing has changed.

    Raises:
        JourneyctlError: the folder may not be replaced, or cannot be written.
    """
    check_output(output)
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        _sweep(output)
        aside = output.with_name(f".{output.name}{BUILDING}{secrets.token_hex(4)}")
        aside.mkdir()  # as open to others as the umask says, which a folder for temporary files is not
    except OSError as error:
        raise _unwritable(output, error) from error
    try:
        with _held(aside):
            (aside / MARKER).write_bytes(MARKED)
            yield aside
            _swap(aside, output)
    except OSError as error:
        raise _unwritable(output, error) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _unwritable(output: Path, error: OSError) -> JourneyctlError:
    return JourneyctlError(
        _("cannot write '{file}': {reason}", file=output, reason=refusal(error)),
        _("name a folder you may write in"),
    )


def _swap(made: Path, output: Path) -> None:
    """Put the new folder in the old one's place; where the system can, in one move that cannot be interrupted."""
    check_output(output)
    if not output.exists():
        made.rename(output)
    elif not _exchange(made, output):
        old = Path(tempfile.mkdtemp(prefix=f".{output.name}{BUILDING}", dir=output.parent)) / "old"
        output.rename(old)
        made.rename(output)
        shutil.rmtree(old.parent, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one move (Linux); return whether that could be done."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    done: int = rename(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), EXCHANGE)
    return done == 0


def _sweep(output: Path) -> None:
    """Remove what builds that were killed left beside the output; a build that still runs holds its own."""
    for left in output.parent.glob(f".{output.name}{BUILDING}*"):
        if left.is_dir() and not left.is_symlink() and not _is_held(left):
            shutil.rmtree(left, ignore_errors=True)


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Hold a lock on a folder while we build in it; the system lets go of it when we are killed."""
    handle = _open(folder)
    try:
        if handle is not None:
            _lock(handle)
        yield
    finally:
        if handle is not None:
            os.close(handle)


def _is_held(folder: Path) -> bool:
    handle = _open(folder)
    if handle is None:
        return True
    try:
        return not _lock(handle)
    finally:
        os.close(handle)


def _open(folder: Path) -> int | None:
    with suppress(OSError):
        return os.open(folder, os.O_RDONLY)
    return None


def _lock(handle: int) -> bool:
    try:
        import fcntl
    except ImportError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def write(folder: Path, path: str, content: bytes) -> None:
    """Write one file of the site."""
    file = place(folder, path)
    with open(file, "wb", buffering=0) as stream:  # noqa: PTH123 - thousands of files, for which a Path is slow
        stream.write(content)


def place(folder: Path, path: str) -> str:
    """Return where a file of the site stands, in a folder that is there."""
    inner, _slash, name = path.rpartition("/")
    return f"{_made(str(folder), inner)}{os.sep}{name}"


@lru_cache(maxsize=256)
def _made(folder: str, inner: str) -> str:
    """Return a folder of a site that is being made, made the first time."""
    made = os.path.join(folder, *inner.split("/"))  # noqa: PTH118 - as above
    os.makedirs(made, exist_ok=True)  # noqa: PTH103 - as above
    return made
