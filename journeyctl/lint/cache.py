"""What one run leaves the next: whole verdicts, documents that were found sound, and the findings of local rules.

A verdict is taken whole when nothing has changed that it depends on: the program, the settings, the rules and the day,
every document, and what these say about the world outside. When something has, the documents that have not are not
parsed again, and local rules judge only what the change can affect: it is the memory of an editor, on disk.
"""

from __future__ import annotations

from contextlib import suppress
from hashlib import blake2b
from typing import TYPE_CHECKING

import msgspec

from journeyctl.compiler import Memory
from journeyctl.compiler.checking import is_right
from journeyctl.compiler.part import Sound, sound_of
from journeyctl.compiler.readings import files_of
from journeyctl.lint.packing import Packed, UnpackableError, as_bytes, from_bytes, packed
from journeyctl.source import files
from journeyctl.store import name_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from journeyctl.compiler import Compiled
    from journeyctl.compiler.part import Part
    from journeyctl.diagnostics import Diagnostic
    from journeyctl.source import Document
    from journeyctl.store import Store

FEW = 8
"""One in so many documents may have changed before all that is kept of documents is written anew."""


class Verdict(msgspec.Struct, array_like=True):
    """The findings of a run, and what it took from outside the documents.

    Args:
        outside: marked values that were right: kind and value.
        files: of readings, with the digest of each.
        findings: as data.
    """

    outside: list[tuple[str, str]]
    files: list[tuple[str, bytes]]
    findings: msgspec.Raw


Sounds = dict[bytes, Sound]
Findings = dict[str, dict[str, dict[bytes, list[Packed]]]]


class Cache:
    """The cache of one workspace.

    Args:
        store: the folder it lies in.
        root: the workspace's folder.
    """

    def __init__(self, store: Store, root: Path) -> None:
        self.store = store
        self.root = root
        self.kept: Sounds = {}  # the documents that the store holds
        self.changed: Sounds = {}  # and those of them that lie in a file of their own, which is soon written

    def verdict(self, key: bytes, documents: Iterable[Document]) -> tuple[Diagnostic, ...] | None:
        """Return the findings of a run that is known and still holds.

        Args:
            key: all that the run depends on, but for what its documents say about the world outside.
            documents: those that findings can be about.
        """
        known = self.store.read(_name(key), Verdict)
        if known is None or not self._holds(known):
            return None
        with suppress(KeyError, ValueError, TypeError):
            return tuple(from_bytes(known.findings, {document.path: document for document in documents}))
        return None

    def _holds(self, known: Verdict) -> bool:
        return all(is_right(kind, value, self.root) for kind, value in known.outside) and all(
            _digest_of(self.root, path) == digest for path, digest in known.files
        )

    def memory(self) -> Memory:
        """Return a memory of what earlier runs worked out."""
        memory = Memory()
        self.changed = self.store.read("changed", Sounds) or {}
        self.kept = (self.store.read("documents", Sounds) or {}) | self.changed
        memory.sound = dict(self.kept)
        memory.judged = self.store.read("findings", Findings) or {}
        return memory

    def keep(self, key: bytes, findings: tuple[Diagnostic, ...], memory: Memory, compiled: Compiled) -> None:
        """Write what a run worked out; a verdict only of a workspace that compiles."""
        with suppress(UnpackableError):
            if compiled.workspace.complete and not compiled.diagnostics:
                verdict = Verdict(_outside(memory), _files(compiled, self.root), msgspec.Raw(as_bytes(findings)))
                self.store.write(_name(key), verdict)
            if memory.judged_anew:
                self.store.write("findings", _packed_judgements(memory))
        self._keep_documents({part.document.digest: part for part in memory.parts.values() if not part.wrong}, memory)

    def _keep_documents(self, parts: Mapping[bytes, Part], memory: Memory) -> None:
        """Write sound documents: those that are new beside the others while they are few."""
        new = {one: memory.sound.get(one) or sound_of(part) for one, part in parts.items() if one not in self.kept}
        if not new:
            return
        changed = self.changed | new
        if len(changed) * FEW > len(parts):
            older = [one for one in self.kept if one not in parts][-len(parts) :]
            known = self.kept | new
            self.store.write("documents", {one: known[one] for one in (*older, *parts)})
            changed = {}
        self.store.write("changed", changed)


def _name(verdict: bytes) -> str:
    return name_of("verdict", verdict.hex())


def _outside(memory: Memory) -> list[tuple[str, str]]:
    found = {(mark.kind, mark.value) for part in memory.parts.values() for mark in part.outside}
    return sorted(found)


def _files(compiled: Compiled, root: Path) -> list[tuple[str, bytes]]:
    return [(path, _digest_of(root, path)) for path in sorted(files_of(compiled.workspace))]


def _digest_of(root: Path, path: str) -> bytes:
    try:
        return blake2b(files.read_bytes(root, root / path), digest_size=16).digest()
    except files.Unreadable:
        return b""


def _packed_judgements(memory: Memory) -> Findings:
    return {
        reach: {
            path: {key: found if isinstance(found, list) else packed(found) for key, found in list(kept.items())[-1:]}
            for path, kept in by_path.items()
        }
        for reach, by_path in memory.judged.items()
    }
