"""A folder of data by key, beside the work: safe to delete, to share between runs and to damage.

What is kept is data, never code. A file begins with a digest of the rest, so that one that was cut short, mixed up or
edited counts as not there. Nothing here raises: without what is kept, everything is made again.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

FOLDER = ".journeyctl_cache"
DIGEST = 32
MOST = 512 * 1024 * 1024
UNFOLLOWED = getattr(os, "O_NOFOLLOW", 0)


@dataclass(frozen=True)
class Store:
    """Data by key.

    Args:
        cache: the folder of all that is kept, such as `.journeyctl_cache`.
        name: of this part of it.
    """

    cache: Path
    name: str

    def get(self, key: str) -> bytes | None:
        """Return what is kept under a key; None when nothing is, or when it is damaged."""
        if not self._is_ours():
            return None
        try:
            handle = os.open(self._file(key), os.O_RDONLY | UNFOLLOWED)
            with os.fdopen(handle, "rb") as file:
                held = file.read(MOST)
        except OSError:
            return None
        digest, data = held[:DIGEST], held[DIGEST:]
        return data if digest == digest_of(key, data) else None

    def put(self, key: str, data: bytes) -> None:
        """Keep data under a key, in one move; where that cannot be, nothing is kept."""
        if len(data) > MOST - DIGEST or not self._is_ours():
            return
        with suppress(OSError):
            folder = self.cache / self.name
            folder.mkdir(parents=True, exist_ok=True)
            if not (self.cache / ".gitignore").exists():
                (self.cache / ".gitignore").write_text("*\n", "utf-8")
            handle, made = tempfile.mkstemp(dir=folder)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(digest_of(key, data) + data)
                Path(made).replace(self._file(key))
            finally:
                Path(made).unlink(missing_ok=True)

    def _file(self, key: str) -> Path:
        return self.cache / self.name / hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()

    def _is_ours(self) -> bool:
        """Tell whether the folders are what they seem: a link would lead to where nothing may be written."""
        return not self.cache.is_symlink() and not (self.cache / self.name).is_symlink()


def digest_of(key: str, data: bytes) -> bytes:
    """Return what tells whether data is what was kept under a key."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass") + b"\0" + data).digest()
