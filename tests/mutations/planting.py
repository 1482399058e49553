"""How a gap is planted: edits of the example's text, and where the finding is expected afterwards."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MARK = "▸"
BASELINE = ".journeyctl-baseline.json"


@dataclass(frozen=True)
class Edit:
    """A change of one file: `change` gets its text and returns the new one."""

    file: str
    change: Callable[[str], str]


@dataclass(frozen=True, eq=False)
class Mutation:
    """A gap, planted.

    Args:
        code: the rule that has to find it.
        edits: what plants it.
        at: a piece of the mutated text, with a mark where the finding begins.
        file: where that piece is, such as `kpis`.
        after: a piece of text behind which the other one is looked for first.
        companions: other rules that may speak, and why each is right to.
        baseline: a baseline of known findings, where the gap is in there.
        encoding: in which the edited file is written; another one than UTF-8 is tried on disk.
    """

    code: str
    edits: tuple[Edit, ...]
    at: str
    file: str
    after: str = ""
    companions: Mapping[str, str] = field(default_factory=dict)
    baseline: str = ""
    encoding: str = "utf-8"


def change(file: str, old: str, new: str, *, after: str = "") -> Edit:
    """Replace a text that occurs once; behind `after`, the first of its kind."""
    return Edit(file, lambda text: _replaced(text, old, new, after))


def insert(file: str, new: str, *, before: str, after: str = "") -> Edit:
    """Write something in front of a text."""
    return change(file, before, new + before, after=after)


def cut(file: str, old: str, *, after: str = "") -> Edit:
    """Take a text out."""
    return change(file, old, "", after=after)


def rewrite(file: str, pattern: str, new: str) -> Edit:
    """Replace whatever matches a pattern, everywhere in the file."""
    return Edit(file, lambda text: _rewritten(text, pattern, new))


def append(file: str, new: str) -> Edit:
    """Write something at the end."""
    return Edit(file, lambda text: text + new)


def plant(
    code: str, *edits: Edit, at: str, file: str = "", after: str = "", companions: Mapping[str, str] | None = None
) -> Mutation:
    """Return a mutation; its finding is in the file of the first edit unless another one is named."""
    return Mutation(code, edits, at, file or edits[0].file, after, companions or {})


def path_of(file: str) -> str:
    """Return the path of a file of the example."""
    return file if file == BASELINE else f"journeys/{file}.yaml"


def mutated(mutation: Mutation, read: Callable[[str], str]) -> dict[str, str]:
    """Return the texts of the files that a mutation changes, by path; `read` gives the text of a path."""
    texts: dict[str, str] = {}
    for edit in mutation.edits:
        path = path_of(edit.file)
        texts[path] = edit.change(texts.get(path) or read(path))
    return texts


def expected(mutation: Mutation, text: str) -> str:
    """Return where the finding has to be, as `path:line:column`, given the text of the file that holds it."""
    piece = mutation.at.replace(MARK, "")
    start = _find(text, piece, mutation.after) + mutation.at.index(MARK)
    line_start = text.rfind("\n", 0, start) + 1
    return f"{path_of(mutation.file)}:{text.count(chr(10), 0, start) + 1}:{start - line_start + 1}"


def _find(text: str, piece: str, after: str) -> int:
    """Return where a piece of text stands: the only place, or the first one behind `after`, which is the only one."""
    if after:
        start = text.find(piece, _find(text, after, "") + len(after))
    else:
        start = text.find(piece)
        assert text.count(piece) < 2, f"{piece!r} occurs more than once"
    assert start >= 0, f"{piece!r} does not occur"
    return start


def _replaced(text: str, old: str, new: str, after: str) -> str:
    start = _find(text, old, after)
    return text[:start] + new + text[start + len(old) :]


def _rewritten(text: str, pattern: str, new: str) -> str:
    changed, times = re.subn(pattern, new, text, flags=re.MULTILINE)
    assert times, f"{pattern!r} matches nothing"
    return changed
