"""Files in which one run leaves the next what it worked out: data only, and never trusted blindly.

Each holds a stamp of the program and its format, a seal over all that follows, and msgpack. The seal needs a key that
lies in the user's own cache folder, so a file that came along with a workspace, from a stranger's pull request, is
worth nothing here. What is missing, cut off, foreign or of another version is as good as not there, and what cannot be
written is not written: a cache never makes a run fail. Any number of runs may share one, as every file appears whole
or not at all; nothing waits for the disk (no fsync), because the seal tells what a power cut left half written.
"""

from __future__ import annotations

import hmac
import os
import secrets
import stat
import sys
import time
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec

import journeyctl
from journeyctl.resources import resource

FORMAT = 5
FOLDER = ".journeyctl_cache"
IGNORE = "# Made by journeyctl; may be deleted at any time.\n*\n"
LARGEST = 512 * 1024 * 1024
MOST = 8  # files of one kind, such as those of sites in several folders
HALF = ".part"
FORGOTTEN = 3600  # seconds after which a file that is half written belongs to a run that was killed
SIZE = 32
OTHERS = 0o077
READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
HARMLESS = (OSError, ValueError, RuntimeError, msgspec.MsgspecError)  # RuntimeError: no home; nested too deep


class Store:
    """A folder of sealed files.

    Args:
        folder: where; made when something is written.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, name: str, kind: Any) -> Any:
        """Return what a file holds, as a type; None when there is none that can be trusted."""
        with suppress(*HARMLESS):
            data = _contents(self.folder / name) if _is_folder(self.folder) else b""
            stamp, seal, rest = data[:SIZE], data[SIZE : 2 * SIZE], memoryview(data)[2 * SIZE :]
            if stamp == program() and hmac.compare_digest(seal, _seal(name, rest)):
                return msgspec.msgpack.decode(rest, type=kind)
        return None

    def write(self, name: str, value: Any) -> None:
        """Write a file in one move; nothing when that cannot be done."""
        with suppress(*HARMLESS):
            rest = msgspec.msgpack.encode(value)
            self._make()
            if len(rest) < LARGEST and _is_folder(self.folder):
                _replace(self.folder / name, program() + _seal(name, rest) + rest)
                self._prune(name)

    def _make(self) -> None:
        if not os.path.lexists(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            _replace(self.folder / ".gitignore", IGNORE.encode())

    def _prune(self, name: str) -> None:
        """Remove the oldest files of a kind when there are many, and what runs that were killed left behind."""
        kind, dash, _which = name.partition("-")
        ages = [(file, file.lstat().st_mtime) for file in self.folder.iterdir() if not file.name.startswith(".")]
        same = [(file, age) for file, age in ages if dash and file.name.startswith(kind + dash)]
        outdated = sorted(same, key=lambda one: -one[1])[MOST:]
        halves = [one for one in ages if one[0].suffix == HALF and one[1] < time.time() - FORGOTTEN]
        for file, _age in (*outdated, *halves):
            with suppress(OSError):
                file.unlink()


def name_of(kind: str, of: str) -> str:
    """Return the name of a file of which there are several: one of a kind for each thing, the latest of which stay."""
    return f"{kind}-{blake2b(of.encode('utf-8', 'surrogatepass'), digest_size=16).hexdigest()}"


def _is_folder(path: Path) -> bool:
    """Tell whether a path is a folder itself, not a link to one."""
    return stat.S_ISDIR(path.lstat().st_mode)


def _contents(file: Path, *, private: bool = False) -> bytes:
    """Return what a plain file holds; nothing when it is none, too large, or open to others though it must not be."""
    with open(os.open(file, READ), "rb") as stream:  # noqa: PTH123 - flags that Path.open cannot pass
        state = os.fstat(stream.fileno())
        is_fit = stat.S_ISREG(state.st_mode) and state.st_size <= LARGEST and not (private and _is_shared(state))
        return stream.read() if is_fit else b""


def _is_shared(state: os.stat_result) -> bool:
    """Tell whether others than the user could have had a hand in a file; git, too, checks files out as such."""
    return sys.platform != "win32" and (state.st_uid != os.geteuid() or bool(state.st_mode & OTHERS))


def _replace(file: Path, data: bytes) -> None:
    """Write a file beside its place and move it there; a link that stands there is replaced, never followed."""
    beside = file.with_name(f"{file.name}.{secrets.token_hex(8)}{HALF}")
    try:
        with open(os.open(beside, NEW, 0o600), "wb") as stream:  # noqa: PTH123 - flags that Path.open cannot pass
            stream.write(data)
        beside.replace(file)
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def _seal(name: str, rest: bytes | memoryview) -> bytes:
    return blake2b(rest, key=_key(), person=blake2b(name.encode(), digest_size=16).digest(), digest_size=SIZE).digest()


@cache
def _key() -> bytes:
    """Return the user's own key; made when there is none, or when it may be somebody else's.

    Raises:
        OSError: there is no place for it.
        RuntimeError: the user has no home.
    """
    file = _home() / "journeyctl" / "cache.key"
    with suppress(FileNotFoundError):
        found = _contents(file, private=True)
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
