"""The two sides of a comparison: a workspace as a commit held it, and as it stands in the working tree.

A commit is compiled from its blobs by the same compiler as files are. What the compiler looks for beside documents
(settings and what they extend, readings, pictures that must exist) is laid out in a temporary folder: text files with
what they said, everything else as an empty file of the right size. Links are never followed and submodules never
entered; a document that is one is DOC001, as it is among files.
"""

from __future__ import annotations

import os
import posixpath
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from journeyctl.compiler import Compiled, compile_documents, compile_workspace
from journeyctl.compiler.marks import marks
from journeyctl.errors import JourneyctlError
from journeyctl.history.git import HEAD, SINCE_THEY_PARTED, Repository, find_repository, is_safe, shown
from journeyctl.i18n import Message, _
from journeyctl.lint.declarative import declared_rules
from journeyctl.settings import FILE, LEVELS, Settings, load_settings
from journeyctl.source import Document, SourceProblem, files, limits, parse
from journeyctl.source.span import START

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from journeyctl.history.git import Entry
    from journeyctl.lint import Rule

SHORT = 7


@dataclass(frozen=True)
class Side:
    """One side of a comparison.

    Args:
        name: what people call it: a ref, or the working tree.
        settings: as they were there.
        compiled: its documents, compiled.
        rules: the rules in YAML that its settings name.
        commit: the commit's id; empty for the working tree.
        is_absent: whether there was no workspace yet, so that everything on the other side is new.
    """

    name: Message
    settings: Settings
    compiled: Compiled
    rules: tuple[Rule, ...] = ()
    commit: str = ""
    is_absent: bool = False


def working_tree(root: Path, settings: Settings) -> Side:
    """Return the workspace as its files are now: not yet committed and untracked ones too.

    Raises:
        JourneyctlError: there is no document, or the settings name something that cannot be used.
    """
    compiled = compile_workspace(root, settings)
    return Side(_("the working tree"), settings, compiled, declared_rules(root, settings.lint.rules))


def parting(repository: Repository) -> tuple[str, Message]:
    """Return the commit where HEAD parted from the default branch, and what people call it.

    Raises:
        JourneyctlError: there is no default branch, or the clone is too shallow to tell.
    """
    branch = repository.default_branch()
    commit = repository.merge_base(branch, HEAD)
    return commit, _("{commit}, where this work parted from {branch}", commit=commit[:SHORT], branch=shown(branch))


def at_ref(repository: Repository, ref: str) -> Side:
    """Return the workspace as a ref holds it; `REF...` means the commit where HEAD parted from it.

    Raises:
        JourneyctlError: the ref names no commit, or what it holds cannot be used.
    """
    commit = repository.commit(ref)
    return at_commit(repository, commit, _called(ref, commit))


def settings_at(repository: Repository, ref: str) -> Settings:
    """Return the settings of the workspace as a ref holds them, with what they extend.

    Raises:
        JourneyctlError: the ref names no commit, or there are no settings at it, or wrong ones.
    """
    commit = repository.commit(ref)
    tree, name = repository.files(commit), _called(ref, commit)
    if FILE not in tree:
        raise JourneyctlError(
            _("there is no workspace at '{head}'", head=name), _("name a commit that has journeyctl.yaml here")
        )
    with TemporaryDirectory(prefix="journeyctl-") as folder:
        shadow = Shadow(repository, tree, Path(folder).resolve())
        with _told_of(name, shadow.root):
            return _settings(shadow)


def _called(ref: str, commit: str) -> Message:
    """Return what people call a commit that they named so."""
    if ref.endswith(SINCE_THEY_PARTED):
        branch = shown(ref.removesuffix(SINCE_THEY_PARTED))
        return _("{commit}, where this work parted from {branch}", commit=commit[:SHORT], branch=branch)
    return Message("{ref}", (("ref", shown(ref) if not commit.startswith(ref) else commit[:SHORT]),))


def at_commit(repository: Repository, commit: str, name: Message) -> Side:
    """Return the workspace as a commit holds it; an absent one when its folder had no settings then.

    Raises:
        JourneyctlError: its settings are wrong, or too many files lie under its sources.
    """
    tree = repository.files(commit)
    with TemporaryDirectory(prefix="journeyctl-") as folder:
        shadow = Shadow(repository, tree, Path(folder).resolve())
        if FILE not in tree:
            return Side(name, Settings(), compile_documents([], shadow.root, Settings()), (), commit, is_absent=True)
        with _told_of(name, shadow.root):
            return _read(shadow, name, commit)


@contextmanager
def _told_of(name: Message, folder: Path) -> Iterator[None]:
    """Let a mistake say at which commit it was made, and nothing of the folder that stands for the workspace."""
    try:
        yield
    except JourneyctlError as error:
        mistake = _Elsewhere(error, str(folder))
        raise JourneyctlError(_("at {commit}: {mistake}", commit=name, mistake=mistake), error.advice) from error


@dataclass(frozen=True)
class _Elsewhere:
    """What is wrong in a folder that the reader does not know of, told as of the workspace."""

    mistake: JourneyctlError
    folder: str

    def in_language(self, language: str) -> str:
        return self.mistake.in_language(language).replace(self.folder, _("the workspace").in_language(language))


def _settings(shadow: Shadow) -> Settings:
    if not shadow.tree[FILE].is_plain:
        raise JourneyctlError(
            _("{file} is a link or a submodule, so it is not opened", file=FILE), _("commit the file itself")
        )
    shadow.bring_settings()
    return load_settings(shadow.root)


def _read(shadow: Shadow, name: Message, commit: str) -> Side:
    settings = _settings(shadow)
    documents = shadow.documents(settings.sources)
    shadow.bring_named(documents)
    shadow.bring(settings.lint.rules)
    compiled = compile_documents(documents, shadow.root, settings)
    return Side(name, settings, compiled, declared_rules(shadow.root, settings.lint.rules), commit)


@dataclass(frozen=True)
class Shadow:
    """A folder in which only what the compiler looks for stands, as a commit held it.

    Args:
        repository: where blobs come from.
        tree: what the workspace's folder held, by path.
        root: the temporary folder.
    """

    repository: Repository
    tree: Mapping[str, Entry]
    root: Path
    brought: dict[str, bytes] = field(default_factory=dict)

    def bring(self, paths: Iterable[str]) -> list[bytes]:
        """Write plain files as they were, those beyond the limit only in size; return what they hold."""
        wanted = [path for path in map(posixpath.normpath, paths) if self._is_plain(path)]
        fitting = [path for path in wanted if self.tree[path].size <= limits.FILE_BYTES]
        held = self.repository.contents(self.tree[path].id for path in fitting)
        self.brought.update({path: held[self.tree[path].id] for path in fitting if self.tree[path].id in held})
        for path in wanted:
            self._write(path, self.brought.get(path))
        return [self.brought[path] for path in wanted if path in self.brought]

    def bring_settings(self) -> None:
        """Write the settings, what they extend, what that extends, and so on."""
        pending, seen = [FILE], set[str]()
        for _level in range(LEVELS + 1):
            fresh = [path for path in pending if path not in seen]
            seen.update(fresh)
            pending = [extended for held in self.bring(fresh) for extended in _extended(held)]

    def bring_named(self, documents: Iterable[Document]) -> None:
        """Write the readings that documents name, and an empty file for each picture that is there."""
        named = [mark for document in documents for mark in _paths(document)]
        self.bring(path for key, path in named if key == "file")
        for _key, path in named:
            if self._is_plain(posixpath.normpath(path)):
                self._write(posixpath.normpath(path), None)

    def documents(self, sources: tuple[str, ...]) -> list[Document]:
        """Return the documents under the sources, found as they are among files, each as far as it can be read."""
        for path in self.tree:
            if path.lower().endswith(files.ENDINGS) and any(_may_match(path, source) for source in sources):
                self._write(path, None)
        for source in sources:
            if not files.MAGIC & set(source) and not os.path.lexists(self.root / source):
                (self.root / source).mkdir(parents=True)
        paths = [found.path for found in files.discover(self.root, sources)]
        readable = [path for path in paths if self._is_plain(path) and self.tree[path].size <= limits.FILE_BYTES]
        held = self.repository.contents(self.tree[path].id for path in readable)
        return [_document(path, self.tree[path], held) for path in paths if path in self.tree]

    def _is_plain(self, path: str) -> bool:
        return path in self.tree and self.tree[path].is_plain

    def _write(self, path: str, content: bytes | None) -> None:
        file = self.root / path
        if content is None and file.exists():
            return
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content or b"")
            if content is None:
                os.truncate(file, self.tree[path].size)
        except (OSError, ValueError):
            return  # a name that this machine cannot write is a file that is not there


def _extended(held: bytes) -> Iterator[str]:
    try:
        values = parse(FILE, files.decode(held)).values
    except files.Unreadable:
        return
    extends = values[0].get("extends") if values and isinstance(values[0], dict) else None
    yield from (path for path in extends if isinstance(path, str)) if isinstance(extends, list) else ()


def _paths(document: Document) -> Iterator[tuple[str, str]]:
    """Yield the key and the value of every path that a document writes."""
    for index, value in enumerate(document.values):
        for mark in marks(value, index):
            if mark.kind == "path" and is_safe(mark.value):
                yield str(mark.path[-1]), mark.value


def _may_match(path: str, source: str) -> bool:
    """Tell whether a file may lie under a source: the folders before its first wildcard are the same."""
    parts = posixpath.normpath(source).split("/")
    plain = [part for part in parts if part != "."]
    fixed = next((plain[:at] for at, part in enumerate(plain) if files.MAGIC & set(part)), plain)
    return path.split("/")[: len(fixed)] == fixed


def _document(path: str, entry: Entry, held: Mapping[str, Any]) -> Document:
    if not entry.is_plain:
        return _unreadable(path, "not-a-file")
    if entry.size > limits.FILE_BYTES:
        return Document(path, "", (), (SourceProblem("limits", START, "too-large"),))
    if entry.id not in held:
        return _unreadable(path, "os")
    try:
        return parse(path, files.decode(held[entry.id]))
    except files.Unreadable as error:
        return _unreadable(path, error.reason)


def _unreadable(path: str, reason: str) -> Document:
    return Document(path, "", (), (SourceProblem("unreadable", START, reason),))


__all__ = ["Shadow", "Side", "at_commit", "at_ref", "find_repository", "parting", "working_tree"]
