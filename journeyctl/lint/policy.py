"""How a workspace is judged: by which rules, against which baseline; the same at a terminal and in an editor."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from journeyctl.compiler import Compiled, compile_workspace, compile_written
from journeyctl.compiler.loading import Written, written
from journeyctl.errors import JourneyctlError, refusal
from journeyctl.i18n import Message, _
from journeyctl.lint import baseline
from journeyctl.lint.cache import Cache
from journeyctl.lint.declarative import declared_rules
from journeyctl.lint.plugins import plugin_rules
from journeyctl.lint.registry import known
from journeyctl.lint.runner import run
from journeyctl.source import files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from journeyctl.compiler import Memory
    from journeyctl.diagnostics import Diagnostic
    from journeyctl.lint.baseline import Baseline
    from journeyctl.lint.record import Rule
    from journeyctl.lint.selection import Selection
    from journeyctl.settings import LintSettings, Settings
    from journeyctl.source import Document
    from journeyctl.store import Store


class Verdict(NamedTuple):
    """What is found in a workspace.

    Args:
        compile: returns what the workspace says; at once when that was worked out.
        findings: what is found in it.
        documents: the paths of its documents.
        known: the baseline, whose findings are not among them.
    """

    compile: Callable[[], Compiled]
    findings: tuple[Diagnostic, ...]
    documents: tuple[str, ...]
    known: Baseline | None = None


@dataclass(frozen=True)
class Policy:
    """How one workspace is judged.

    Args:
        root: its folder.
        settings: its settings.
        selection: the rules that judge.
        documented: every rule that a comment may name.
        baseline_file: the file of known findings, if there is one.
    """

    root: Path
    settings: Settings
    selection: Selection
    documented: tuple[Rule, ...]
    baseline_file: Path | None = None

    def judged(self, today: date, texts: Mapping[str, str] | None = None, *, memory: Memory | None = None) -> Verdict:
        """Return the workspace and its findings.

        Args:
            today: the day on which dates are judged.
            texts: what stands for the text of a file, by path relative to the workspace.
            memory: what was worked out before, in this process; see `Memory`.

        Raises:
            JourneyctlError: there is no document, or the baseline cannot be read.
        """
        known = self.baseline(texts)
        compiled = compile_workspace(self.root, self.settings, _but(known, texts), memory=memory)
        return self._verdict(compiled, today, known, memory)

    def _verdict(self, compiled: Compiled, today: date, known: Baseline | None, memory: Memory | None) -> Verdict:
        findings = run(compiled, self.selection, today, baseline=known, known=self.documented, memory=memory)
        return Verdict(lambda: compiled, findings, tuple(compiled.workspace.documents), known)

    def remembered(self, today: date, texts: Mapping[str, str] | None, store: Store) -> Verdict:
        """Return the same as `judged`, taken from a cache as far as that still holds; what is worked out goes there.

        Rules of plugins may look at anything, so where there are any nothing is taken from it.
        """
        if self.settings.lint.plugins:
            return self.judged(today, texts)
        cache = Cache(store, self.root)
        known = self.baseline(texts)
        said = written(self.root, self.settings.sources, _but(known, texts))
        blanks = [one.blank if isinstance(one, Written) else one for one in said]
        key = self._key(today, blanks, known)

        def compiled(memory: Memory) -> Compiled:
            return compile_written(said, self.root, self.settings, memory=memory)

        found = cache.verdict(key, [*blanks, known.document] if known else blanks)
        if found is not None:
            return Verdict(lambda: compiled(cache.memory()), found, tuple(one.path for one in blanks), known)
        memory = cache.memory()
        verdict = self._verdict(compiled(memory), today, known, memory)
        cache.keep(key, verdict.findings, memory, verdict.compile())
        return verdict

    def _key(self, today: date, said: Iterable[Document], known: Baseline | None) -> bytes:
        """Return what tells this judgement from any other, but for what documents say about the world outside."""
        rules = [(rule.code, repr(rule.doc), repr(rule.why)) for rule in self.documented]
        own = [files.read_bytes(self.root, self.root / path) for path in self.settings.lint.rules]
        baseline = known and (known.document.path, known.document.text, known.is_inside)
        facts = (str(today), msgspec.json.encode(self.settings), self.selection.told, rules, own, baseline)
        key = blake2b(repr(facts).encode("utf-8", "surrogatepass"), digest_size=16)
        for document in said:
            key.update(document.digest + bytes([bool(document.problems)]))
        return key.digest()

    def baseline(self, texts: Mapping[str, str] | None = None) -> Baseline | None:
        """Return the findings that are known; raises JourneyctlError when the file cannot be read."""
        if self.baseline_file is None:
            return None
        path = relative(self.root, self.baseline_file)
        text = (texts or {}).get(path)
        if text is None:
            text = _read(self.baseline_file, _("write it with `journeyctl lint --write-baseline`"))
        return baseline.read(path, text, is_inside=files.inside(self.root, self.baseline_file))


def rules_of(root: Path, lint: LintSettings) -> tuple[Rule, ...]:
    """Return every rule that a workspace knows: built in, of its own, and of its plugins.

    Raises:
        JourneyctlError: one of its own rules is wrong, or a plugin does not load.
    """
    return known(declared_rules(root, lint.rules), plugin_rules(lint.plugins))


def baseline_of(root: Path, lint: LintSettings) -> Path | None:
    """Return the baseline that the settings name; None when they name none.

    Raises:
        JourneyctlError: it lies outside the workspace.
    """
    written = lint.baseline
    if written is None:
        return None
    if Path(written).is_absolute() or not files.inside(root, root / written):
        message = _(
            "`{setting}` names '{path}', which lies outside the workspace", setting="lint.baseline", path=written
        )
        raise JourneyctlError(message, _("use a path relative to journeyctl.yaml, without '..'"))
    return root / written


def _but(known: Baseline | None, texts: Mapping[str, str] | None) -> dict[str, str]:
    """Return texts without that of the baseline, which is no document."""
    return {path: text for path, text in (texts or {}).items() if known is None or path != known.document.path}


def _read(file: Path, hint: Message) -> str:
    try:
        return files.decode(file.read_bytes())
    except OSError as error:
        raise JourneyctlError(_("cannot read '{file}': {reason}", file=file, reason=refusal(error)), hint) from error
    except files.Unreadable as error:
        raise JourneyctlError(_("cannot read '{file}': it is no UTF-8 text", file=file), hint) from error


def relative(root: Path, file: Path) -> str:
    """Return a file's path relative to the workspace, with `/`; as it was named when it lies outside."""
    whole = file.resolve()
    return whole.relative_to(root.resolve()).as_posix() if whole.is_relative_to(root.resolve()) else str(file)
