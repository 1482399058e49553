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
from journeyctl.lint.packing import Packed, UnpackableError, as_bytes, from_bytes, packed
from journeyctl.model import spec
from journeyctl.source import files

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from journeyctl.compiler import Compiled
    from journeyctl.compiler.part import Part
    from journeyctl.diagnostics import Diagnostic
    from journeyctl.source import Document
    from journeyctl.store import Store

VERDICTS = 8
"""How many verdicts are kept: of branches and profiles that take turns."""


class Verdict(msgspec.Struct, array_like=True):
    """The findings of a run, and what it took from outside the documents.

    Args:
        outside: marked values that were right: kind and value.
        files: of readings, with the digest of each.
        findings: as data; of the verdicts that are kept, one is read at most.
    """

    outside: list[tuple[str, str]]
    files: list[tuple[str, bytes]]
    findings: msgspec.Raw


Verdicts = dict[bytes, Verdict]
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
        self.kept: frozenset[bytes] = frozenset()  # digests of the documents that the store holds
        self.verdicts: Verdicts = store.read("verdicts", Verdicts) or {}

    def verdict(self, key: bytes, documents: Mapping[str, Document]) -> tuple[Diagnostic, ...] | None:
        """Return the findings of a run that is known and still holds.

        Args:
            key: all that the run depends on, but for what its documents say about the world outside.
            documents: those that findings can be about, by path.
        """
        known = self.verdicts.get(key)
        if known is None or not self._holds(known):
            return None
        with suppress(KeyError, ValueError, TypeError):
            return tuple(from_bytes(known.findings, documents))
        return None

    def _holds(self, known: Verdict) -> bool:
        return all(is_right(kind, value, self.root) for kind, value in known.outside) and all(
            _digest_of(self.root, path) == digest for path, digest in known.files
        )

    def memory(self) -> Memory:
        """Return a memory of what earlier runs worked out."""
        memory = Memory()
        memory.sound = self.store.read("documents", Sounds) or {}
        self.kept = frozenset(memory.sound)
        memory.judged = self.store.read("findings", Findings) or {}
        return memory

    def keep(self, key: bytes, findings: tuple[Diagnostic, ...], memory: Memory, compiled: Compiled) -> None:
        """Write what a run worked out; a verdict only of a workspace that compiles."""
        with suppress(UnpackableError):
            if compiled.workspace.complete and not compiled.diagnostics:
                verdict = Verdict(_outside(memory), _files(compiled, self.root), msgspec.Raw(as_bytes(findings)))
                before = list(self.verdicts.items())[1 - VERDICTS :]
                self.store.write("verdicts", dict([*before, (key, verdict)]))
            if memory.judged_anew:
                self.store.write("findings", _packed_judgements(memory))
        parts = {part.document.digest: part for part in memory.parts.values() if not part.wrong}
        if not parts.keys() <= self.kept:
            self.store.write("documents", _sound(parts, memory))


def _outside(memory: Memory) -> list[tuple[str, str]]:
    found = {(mark.kind, mark.value) for part in memory.parts.values() for mark in part.outside}
    return sorted(found)


def _files(compiled: Compiled, root: Path) -> list[tuple[str, bytes]]:
    written = (kpi.spec.readings for kpi in compiled.workspace.kpis.values())
    paths = sorted({readings.file for readings in written if isinstance(readings, spec.ReadingsFile)})
    return [(path, _digest_of(root, path)) for path in paths]


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


def _sound(parts: Mapping[bytes, Part], memory: Memory) -> Sounds:
    """Return sound documents as data: those of this run, and as many of earlier ones."""
    older = [one for one in memory.sound if one not in parts][-len(parts) :]
    now = {one: memory.sound.get(one) or sound_of(part) for one, part in parts.items()}
    return {one: memory.sound[one] for one in older} | now
