"""A workspace divided by document, so that after a change only what the change can affect is judged again.

Only local rules take part (see `Reach`): what they find in a document that holds journeys and nothing else depends on
that document, on its neighbours (documents with journeys that its journeys name, or that name them) and on the
foundation (all documents that hold something else). Findings are kept under a key of all of these; what has another key
by now is looked for with only those journeys in focus.
"""

from __future__ import annotations

from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING

from journeyctl.lint.packing import unpacked
from journeyctl.lint.record import Reach

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from journeyctl.compiler import Compiled, Memory
    from journeyctl.diagnostics import Diagnostic
    from journeyctl.lint.record import Rule
    from journeyctl.model import Workspace

    Look = Callable[[Sequence[Rule], Workspace], Iterator[Diagnostic]]

FOUNDATION = ""
"""Under which path the findings outside journeys are kept; no document is called that."""


REMEMBERED = 4
"""How many judgements of a document are kept: an author who breaks one takes it back as a rule."""


def is_divisible(compiled: Compiled, memory: Memory) -> bool:
    """Tell whether each document can be judged by itself: the memory knows them, and no id is written twice."""
    documents = compiled.workspace.documents
    is_known = all(path in memory.parts and memory.parts[path].document is documents[path] for path in documents)
    return is_known and not any(finding.code == "DOC008" for finding in compiled.diagnostics)


class Division:
    """What rules of one reach find, by document.

    Args:
        compiled: the workspace.
        memory: the one that it was compiled with.
        rules: local rules of one reach, all of which apply to it.
        told: what else findings depend on: the selection, the day.
    """

    def __init__(self, compiled: Compiled, memory: Memory, reach: Reach, rules: Sequence[Rule], told: str) -> None:
        self.workspace = compiled.workspace
        self.memory = memory
        self.parts = memory.parts
        self.kept = memory.judged.setdefault(reach.value, {})
        self.reach = reach
        self.rules = rules
        self.told = told

    def findings(self, look: Look) -> Iterator[Diagnostic]:
        """Yield all that the rules find: what was kept, and what is looked for now.

        Args:
            look: yields what rules find in what is in focus of a workspace.
        """
        stale = [path for path, key in self.keys.items() if not self._is_kept(path, key)]
        if len(stale) == len(self.keys):
            self._keep(stale, look(self.rules, self.workspace))  # all is new: once over everything
        elif stale:
            self._renew(stale, look)
        for gone in self.kept.keys() - self.keys.keys():
            del self.kept[gone]
        for path, key in self.keys.items():
            yield from self.kept[path][key]

    def _is_kept(self, path: str, key: bytes) -> bool:
        """Tell whether findings are kept; those from a file are made findings again now."""
        found = self.kept.get(path, {}).get(key)
        if isinstance(found, list):
            try:
                found = self.kept[path][key] = tuple(unpacked(found, self.workspace.documents))
            except (KeyError, ValueError, TypeError):
                return False
        return found is not None

    def _renew(self, stale: list[str], look: Look) -> None:
        inside = [path for path in stale if path != FOUNDATION]
        self._keep(inside, look(self.rules, self._focused(inside)) if inside else ())
        if FOUNDATION in stale:
            self._keep([FOUNDATION], look(self.rules, self._focused(self._users)))

    def _keep(self, paths: Iterable[str], findings: Iterable[Diagnostic]) -> None:
        """Keep the findings in some documents, under the keys that these have now; others are left out."""
        found: dict[str, list[Diagnostic]] = {path: [] for path in paths}
        for finding in findings:
            home = finding.path if finding.path in self.journeys else FOUNDATION
            if home in found:
                found[home].append(finding)
        self.memory.judged_anew = True
        for path, here in found.items():
            before = list(self.kept.get(path, {}).items())[1 - REMEMBERED :]
            self.kept[path] = dict([*before, (self.keys[path], tuple(here))])

    def _focused(self, paths: Iterable[str]) -> Workspace:
        none: frozenset[str] = frozenset()
        return self.workspace.focused(none.union(*(self.journeys[path] for path in paths)))

    @property
    def _users(self) -> list[str]:
        return [path for path in self.journeys if self.parts[path].uses_shared]

    @cached_property
    def journeys(self) -> dict[str, frozenset[str]]:
        """The journeys in each document that holds nothing else; what is in the others belongs to the foundation."""
        found = {path: self.parts[path].journeys for path in self.workspace.documents}
        return {path: journeys for path, journeys in found.items() if journeys is not None}

    @cached_property
    def keys(self) -> dict[str, bytes]:
        """What tells all that the findings in each document with journeys, and in the foundation, depend on."""
        beside = self._connected() if self.reach is Reach.CONNECTED else self._neighbours
        keys = {path: self._key(sorted({path, *beside[path]})) for path in self.journeys}
        return keys | {FOUNDATION: self._key(self._users)}

    @cached_property
    def _neighbours(self) -> dict[str, set[str]]:
        home = {journey: path for path, journeys in self.journeys.items() for journey in journeys}
        beside: dict[str, set[str]] = {path: set() for path in self.journeys}
        for path in self.journeys:
            for other in {home[name] for name in self.parts[path].neighbours if name in home} - {path}:
                beside[path].add(other)
                beside[other].add(path)
        return beside

    def _connected(self) -> dict[str, set[str]]:
        """Return the neighbours of each document, theirs, and so on."""
        found: dict[str, set[str]] = {}
        for path in self.journeys:
            if path not in found:
                group, pending = {path}, [path]
                while pending:
                    new = self._neighbours[pending.pop()] - group
                    group |= new
                    pending += new
                found |= dict.fromkeys(group, group)
        return found

    def _key(self, paths: Iterable[str]) -> bytes:
        documents = self.workspace.documents
        return blake2b(b"".join([self._common, *(documents[path].digest for path in paths)]), digest_size=16).digest()

    @cached_property
    def _common(self) -> bytes:
        """What tells everything else that findings depend on."""
        workspace = self.workspace
        facts = (
            [document.digest for path, document in workspace.documents.items() if self._is_foundation(path)],
            [rule.code for rule in self.rules], self.told, workspace.name, workspace.languages, workspace.complete,
            sorted(workspace.readings.items()),
        )  # fmt: skip
        return blake2b(repr(facts).encode("utf-8", "surrogatepass"), digest_size=16).digest()

    def _is_foundation(self, path: str) -> bool:
        """Tell whether a document says something that is no journey; one that fails says nothing."""
        return path not in self.journeys and not self.parts[path].wrong
