"""One workspace while it is being edited: how it is judged, and what the last judgement led to."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from journeyctl.compiler import Memory
from journeyctl.diagnostics import Diagnostic, Severity
from journeyctl.errors import JourneyctlError
from journeyctl.history.record import breaks
from journeyctl.i18n import plain
from journeyctl.lint import Choice, select
from journeyctl.lint.policy import Policy, baseline_of, rules_of
from journeyctl.lint.selection import glob_pattern
from journeyctl.settings import FILE, load_settings
from journeyctl.source import Document, Span, discover, files, parse
from journeyctl.source.files import ENDINGS
from journeyctl.source.span import START

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from journeyctl.compiler import Compiled

SETTINGS = "settings"


@dataclass(frozen=True)
class State:
    """What a judgement led to.

    Args:
        policy: how the workspace is judged; None while its settings have never been right.
        compiled: what it says; None while it has never been compiled.
        findings: what is found, ordered by path, line, column and code.
        trouble: what keeps it from being judged now; the rest is then as it last was.
    """

    policy: Policy | None = None
    compiled: Compiled | None = None
    findings: tuple[Diagnostic, ...] = ()
    trouble: Diagnostic | None = None

    @property
    def shown(self) -> Mapping[str, tuple[Diagnostic, ...]]:
        """What an editor shows, by path."""
        shown: dict[str, list[Diagnostic]] = {}
        for one in (*self.findings, *([self.trouble] if self.trouble else [])):
            shown.setdefault(one.path, []).append(one)
        return {path: tuple(found) for path, found in shown.items()}

    @property
    def documents(self) -> Mapping[str, Document]:
        """Every document, by path."""
        return self.compiled.workspace.documents if self.compiled else {}


class _Stamp(NamedTuple):
    """What tells whether a policy still holds: the state of the files that it was read from."""

    files: tuple[tuple[str, int, int], ...]
    texts: tuple[tuple[str, str], ...]


@dataclass
class Desk:
    """Judges one workspace, again after each change; used by one thread at a time.

    Args:
        root: its folder, links followed.
        today: tells the day on which dates are judged.
    """

    root: Path
    today: Callable[[], date]
    _policy: Policy | None = None
    _memory: Memory = field(default_factory=Memory)
    _stamp: _Stamp | None = None
    _last: State = field(default_factory=State)
    _files: frozenset[tuple[str, int, int]] = frozenset()

    def judged(self, texts: Mapping[str, str]) -> State:
        """Return what is found now; never raises for what files or settings say.

        Args:
            texts: what is open and stands for files, by path relative to the root.
        """
        try:
            policy = self._current(texts)
            documents = _documents_among(policy, texts)
            verdict = policy.judged(self.today(), documents, memory=self._memory)
            self._last = State(policy, verdict.compile(), verdict.findings)
        except JourneyctlError as error:
            self._last = State(self._policy, self._last.compiled, (), self._trouble(error, texts))
        return self._last

    def forget(self) -> None:
        """Read the settings again the next time, whatever their files look like."""
        self._stamp = None

    def has_moved(self) -> bool:
        """Tell whether a file of the workspace is another one than when this was last asked."""
        before, self._files = self._files, frozenset(self._states())
        return bool(before) and before != self._files

    def _states(self) -> Iterator[tuple[str, int, int]]:
        yield _state(self.root, FILE)
        try:
            found = discover(self.root, self._policy.settings.sources) if self._policy else []
        except JourneyctlError:  # the next judgement says so
            return
        yield from (_state(self.root, one.path) for one in found)

    def _current(self, texts: Mapping[str, str]) -> Policy:
        stamp = self._stamped(texts)
        if self._policy is None or stamp != self._stamp:
            self._policy = policy_of(self.root, texts)
            self._memory = Memory()  # what rules found may depend on the settings
            self._stamp = self._stamped(texts)
        return self._policy

    def _stamped(self, texts: Mapping[str, str]) -> _Stamp:
        settings = self._policy.settings if self._policy else None
        named = (*settings.extends, *settings.lint.rules) if settings else ()
        paths = sorted({FILE, *named})
        return _Stamp(
            tuple(_state(self.root, path) for path in paths),
            tuple((path, texts[path]) for path in paths if path in texts),
        )

    def _trouble(self, error: JourneyctlError, texts: Mapping[str, str]) -> Diagnostic:
        """Return what is wrong with the settings, where they say so."""
        path = error.where.path if error.where else FILE
        document = parse(path, texts[path] if path in texts else _text(self.root, path))
        span = _word_at(document, error.where.line, error.where.column) if error.where else START
        help_ = plain(error.advice) if error.advice else None
        return Diagnostic(document, span, "", SETTINGS, Severity.ERROR, plain(error.what), help=help_)


def policy_of(root: Path, texts: Mapping[str, str]) -> Policy:
    """Return how a workspace is judged.

    Raises:
        JourneyctlError: its settings, or the rules they name, are wrong.
    """
    settings = load_settings(root, texts)
    rules = rules_of(root, settings.lint)
    selection = select(rules, settings.lint, Choice())
    return Policy(root, settings, selection, (*rules, *breaks()), baseline_of(root, settings.lint))


def _documents_among(policy: Policy, texts: Mapping[str, str]) -> dict[str, str]:
    """Return the open texts that are documents or the baseline; other files of the workspace are left alone."""
    baseline = policy.baseline_file
    known = {baseline.relative_to(policy.root).as_posix()} if baseline else set()
    sources = policy.settings.sources
    return {
        path: text
        for path, text in texts.items()
        if (path in known or is_document(path, sources)) and files.inside(policy.root, policy.root / path)
    }


def is_document(path: str, sources: Iterable[str]) -> bool:
    """Tell whether a file, by its path relative to the workspace, is one that the sources name; it need not exist."""
    if not path.lower().endswith(ENDINGS) or any(part.startswith(".") for part in path.split("/")):
        return False
    names = (posixpath.normpath(source) for source in sources)
    return any(name == "." or glob_pattern(name).fullmatch(path) for name in names)


def _state(root: Path, path: str) -> tuple[str, int, int]:
    try:
        found = (root / path).stat()
    except (OSError, ValueError):
        return path, 0, 0
    return path, found.st_mtime_ns, found.st_size


def _text(root: Path, path: str) -> str:
    try:
        return files.read_text(root, root / path)
    except (files.Unreadable, ValueError):
        return ""


def _word_at(document: Document, line: int, column: int) -> Span:
    """Return the span from a place to the end of the word there, so that it can be seen."""
    rest = document.lines.line(line)[column - 1 :]
    word = re.match(r"[^\s:,\]}#]*", rest)
    width = max(1, len(word[0]) if word else 1)
    return Span(line, column, line, column + min(width, max(len(rest), 1)))
