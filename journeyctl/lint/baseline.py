"""Findings that were there when the linter came: a JSON file, by rule, entity and path inside it, never by line.

One entry a line, ordered by entity, so that two branches merge; the same findings give the same file.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from journeyctl.diagnostics import Edit, Fix
from journeyctl.errors import JourneyctlError
from journeyctl.i18n import _
from journeyctl.lint.suppression import Spot, is_firm
from journeyctl.source import Document, parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from journeyctl.diagnostics import Diagnostic, Key
    from journeyctl.lint.record import Rule

FILE = ".journeyctl-baseline.json"
VERSION = 1


class Entry(NamedTuple):
    """One finding that was known: its rule's code, its entity or file, and the path inside it."""

    rule: str
    entity: str
    path: str


@dataclass(frozen=True, eq=False)
class Baseline:
    """The findings that a file says are known.

    Args:
        document: the file.
        entries: in the order of the file.
        is_inside: whether the file lies in the workspace, so that a fix may change it.
    """

    document: Document
    entries: tuple[Entry, ...]
    is_inside: bool = True

    def split(self, findings: Iterable[Diagnostic], rules: Sequence[Rule]) -> tuple[list[Diagnostic], list[int]]:
        """Return the findings that are new, and the numbers of the entries that no finding has any more."""
        known: dict[Key, list[int]] = {}
        for number, (code, entry) in enumerate(zip(self.codes(rules), self.entries, strict=True)):
            known.setdefault((code, entry.entity, entry.path), []).append(number)
        fresh: list[Diagnostic] = []
        found: set[int] = set()
        for finding in findings:
            numbers = () if is_firm(finding.code) else known.get(finding.key, ())
            found.update(numbers)
            if not numbers:
                fresh.append(finding)
        return fresh, [number for number in range(len(self.entries)) if number not in found]

    def codes(self, rules: Sequence[Rule]) -> list[str]:
        """Return the code of each entry's rule as it is today; what no rule answers to stays what it is."""
        today = {name.casefold(): rule.code for rule in rules for name in (rule.code, rule.name, *rule.aliases)}
        return [today.get(entry.rule.casefold(), entry.rule) for entry in self.entries]

    def spot(self, number: int) -> Spot:
        """Return where an entry stands."""
        entry = self.entries[number]
        stretch = self.document.value_offsets((0, "findings", number)) or (0, 0)
        path = (0, "findings", " ".join(entry))
        return Spot(Document(self.document.path, self.document.text), path, "key", stretch)

    def without(self, numbers: Iterable[int]) -> Fix | None:
        """Return the fix that takes entries out: one for all of them, so that it is made once."""
        if not self.is_inside:
            return None
        gone = set(numbers)
        text = written(entry for number, entry in enumerate(self.entries) if number not in gone)
        title = _("take out what no longer occurs")
        return Fix(title, (Edit(self.document, 0, len(self.document.text), text),))


def entries_of(findings: Iterable[Diagnostic]) -> set[Entry]:
    """Return the entries of findings; those of documents that do not compile have none."""
    return {Entry(*finding.key) for finding in findings if not is_firm(finding.code)}


def written(entries: Iterable[Entry]) -> str:
    """Return the text of a baseline."""
    ordered = sorted(entries, key=lambda entry: (entry.entity, entry.path, entry.rule))
    lines = [f"    {json.dumps(entry._asdict(), ensure_ascii=False)}" for entry in ordered]
    listed = ",\n".join(lines)
    inner = f"\n{listed}\n  " if lines else ""
    return f'{{\n  "version": {VERSION},\n  "findings": [{inner}]\n}}\n'


def read(path: str, text: str, *, is_inside: bool = True) -> Baseline:
    """Return what a baseline says.

    Args:
        path: relative to the workspace, with `/`.
        text: what the file holds.
        is_inside: whether it lies in the workspace.

    Raises:
        JourneyctlError: it is no baseline.
    """
    try:
        value = json.loads(text)
        entries = tuple(_entry(one) for one in value["findings"])
        version = value["version"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        message = _("{path} is no baseline that can be read", path=path)
        raise JourneyctlError(message, _("write it anew with `journeyctl lint --write-baseline`")) from error
    if version != VERSION:
        message = _(
            "{path} is a baseline of version {version}; this journeyctl reads {known}",
            path=path,
            version=version,
            known=VERSION,
        )
        raise JourneyctlError(message, _("install the journeyctl that wrote it, or write it anew"))
    return Baseline(parse(path, text), entries, is_inside)


def _entry(value: Any) -> Entry:
    fields = [value[name] for name in Entry._fields]
    if not all(isinstance(one, str) for one in fields):
        raise TypeError(fields)
    return Entry(*fields)
