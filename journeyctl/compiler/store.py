"""Files in which one run leaves the next what it worked out: data only, and never trusted blindly.

Each holds a stamp of the program and its format, a seal over all that follows, and msgpack. The seal needs a key that
lies in the user's own cache folder, so a file that came along with a workspace, from a stranger's pull request, is
worth nothing here. What is missing, cut off, foreign or of another version is as good as not there, and what cannot be
written is not written: a cache never makes a run fail.
"""

from __future__ import annotations

import hmac
import os
import secrets
import stat
import sys
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec

import journeyctl
from journeyctl.resources import resource

FORMAT = 1
FOLDER = ".journeyctl_cache"
IGNORE = "# Made by journeyctl; may be deleted at any time.\n*\n"
LARGEST = 512 * 1024 * 1024
SIZE = 32
READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


class Store:
    """A folder of sealed files.

    Args:
        folder: where; made when something is written.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, name: str, kind: Any) -> Any:
        """Return what a file holds, as a type; None when there is none that can be trusted."""
        with suppress(OSError, ValueError, msgspec.MsgspecError, RecursionError):
            data = _contents(self.folder / name) if _is_folder(self.folder) else b""
            stamp, seal, rest = data[:SIZE], data[SIZE : 2 * SIZE], data[2 * SIZE :]
            if stamp == program() and hmac.compare_digest(seal, _seal(name, rest)):
                return msgspec.msgpack.decode(rest, type=kind)
        return None

    def write(self, name: str, value: Any) -> None:
        """Write a file in one move; nothing when that cannot be done."""
        with suppress(OSError, ValueError, msgspec.MsgspecError, RecursionError):
            rest = msgspec.msgpack.encode(value)
            self._make()
            if len(rest) < LARGEST and _is_folder(self.folder):
                _replace(self.folder / name, program() + _seal(name, rest) + rest)

    def _make(self) -> None:
        if not os.path.lexists(self.folder):
            self.folder.mkdir(parents=True)
            _replace(self.folder / ".gitignore", IGNORE.encode())


def _is_folder(path: Path) -> bool:
    """Tell whether a path is a folder itself, not a link to one."""
    return stat.S_ISDIR(path.lstat().st_mode)


def _contents(file: Path) -> bytes:
    with open(os.open(file, READ), "rb") as stream:  # noqa: PTH123 - flags that Path.open cannot pass
        state = os.fstat(stream.fileno())
        return stream.read() if stat.S_ISREG(state.st_mode) and state.st_size <= LARGEST else b""


def _replace(file: Path, data: bytes) -> None:
    """Write a file beside its place and move it there; a link that stands there is replaced, never followed."""
    beside = file.with_name(f"{file.name}.{os.getpid()}.{secrets.token_hex(4)}")
    try:
        with open(os.open(beside, NEW, 0o600), "wb") as stream:  # noqa: PTH123 - flags that Path.open cannot pass
            stream.write(data)
        beside.replace(file)
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def _seal(name: str, rest: bytes) -> bytes:
    return blake2b(rest, key=_key(), person=blake2b(name.encode(), digest_size=16).digest(), digest_size=SIZE).digest()


@cache
def _key() -> bytes:
    """Return the user's own key; made when there is none.

    Raises:
        OSError: there is no place for it.
    """
    file = _home() / "journeyctl" / "cache.key"
    with suppress(FileNotFoundError):
        found = _contents(file)
        if len(found) == SIZE:
            return found
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    _replace(file, secrets.token_bytes(SIZE))
    return _contents(file)


def _home() -> Path:
    named = os.environ.get("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME")
    return Path(named) if named else Path.home() / ".cache"


@cache
def program() -> bytes:
    """Return what tells this program from any other: its format, version, schema, and its own files."""
    versions = f"{FORMAT} {journeyctl.__version__} {msgspec.__version__} {sys.version_info[:2]}"
    stamp = blake2b(versions.encode(), digest_size=SIZE)
    stamp.update(resource("schemas", "document.schema.json").read_bytes())
    package = Path(journeyctl.__file__).parent
    for folder, _folders, names in sorted(os.walk(package)):
        for name in sorted(name for name in names if name.endswith(".py")):
            state = os.stat(os.path.join(folder, name))  # noqa: PTH116, PTH118 - four hundred files at every start
            stamp.update(f"{name} {state.st_size} {state.st_mtime_ns}".encode())
    return stamp.digest()
