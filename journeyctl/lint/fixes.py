"""Makes the edits of fixes: never two on one place, a fix whole or not at all, and never so that a file breaks.

After each round the workspace is judged again, until nothing is left to mend; a text that does not come to rest, or
would no longer compile, or would lose a comment that no edit is about, is left as it was.
"""

from __future__ import annotations

import difflib
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from journeyctl.compiler.checking import fits
from journeyctl.lint.finding import Finding
from journeyctl.source import parse
from journeyctl.source.layout import Layout

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from journeyctl.diagnostics import Diagnostic, Edit, Fix

ROUNDS = 20


@dataclass(frozen=True, slots=True)
class FixableFinding(Finding):
    """A finding whose rule knows the edits that mend it."""

    fix: Fix | None = None


@dataclass
class Mended:
    """What fixing led to.

    Args:
        before: what each file that changes said.
        after: what it says now.
        findings: what is found now.
        count: how many fixes were made.
    """

    findings: Sequence[Diagnostic]
    before: dict[str, str] = field(default_factory=dict)
    after: dict[str, str] = field(default_factory=dict)
    count: int = 0


def mend(judge: Callable[[Mapping[str, str]], Sequence[Diagnostic]], *, unsafe: bool = False) -> Mended:
    """Fix what can be fixed, in rounds.

    Args:
        judge: returns the findings when some texts, by path, stand for what files say.
        unsafe: whether to make also the fixes that a person should look at.
    """
    mended = Mended(judge({}))
    for _round in range(ROUNDS):
        fixes = [one.fix for one in mended.findings if one.fix and (unsafe or one.fix.safe)]
        before, after, count = one_round(fixes)
        if not count:
            return mended
        for path, text in before.items():
            mended.before.setdefault(path, text)
        mended.after |= after
        mended.count += count
        mended.findings = judge(mended.after)
    return _without_the_restless(mended, judge, after)


def _without_the_restless(
    mended: Mended, judge: Callable[[Mapping[str, str]], Sequence[Diagnostic]], restless: Iterable[str]
) -> Mended:
    for path in restless:
        del mended.before[path], mended.after[path]
    mended.findings = judge(mended.after)
    return mended


def one_round(fixes: Iterable[Fix]) -> tuple[dict[str, str], dict[str, str], int]:
    """Make as many fixes as go together.

    Returns:
        What the changed files said, what they say now, and how many fixes were made.
    """
    chosen = _disjoint(fixes)
    if not is_sound([edit for fix in chosen for edit in fix.edits]):
        chosen = _those_that_hold(chosen)
    by_path = _by_path(edit for fix in chosen for edit in fix.edits)
    before = {path: edits[0].document.text for path, edits in by_path.items()}
    after = {path: edited(before[path], edits) for path, edits in by_path.items()}
    return before, after, len(chosen) if before != after else 0


def _disjoint(fixes: Iterable[Fix]) -> list[Fix]:
    """Return fixes no two of which touch the same place; one that says what an earlier one says counts as made."""
    taken: dict[str, list[tuple[int, int]]] = {}
    made: set[tuple[tuple[str, int, int, str], ...]] = set()
    chosen = []
    for fix in fixes:
        known_by = tuple((edit.document.path, edit.start, edit.end, edit.text) for edit in fix.edits)
        if known_by in made or _touches_itself(fix) or any(_is_taken(edit, taken) for edit in fix.edits):
            continue
        made.add(known_by)
        chosen.append(fix)
        for edit in fix.edits:
            taken.setdefault(edit.document.path, []).append((edit.start, edit.end))
    return chosen


def _is_taken(edit: Edit, taken: Mapping[str, list[tuple[int, int]]]) -> bool:
    return any(edit.start <= end and start <= edit.end for start, end in taken.get(edit.document.path, ()))


def _touches_itself(fix: Fix) -> bool:
    edits = sorted(fix.edits, key=lambda edit: (edit.document.path, edit.start))
    return any(one.document.path == other.document.path and other.start <= one.end for one, other in pairwise(edits))


def _those_that_hold(fixes: Iterable[Fix]) -> list[Fix]:
    """Return the fixes that leave every file sound, tried one after the other."""
    kept: list[Fix] = []
    made: dict[str, list[Edit]] = {}
    for fix in fixes:
        new = _by_path(fix.edits)
        if all(is_sound([*made.get(path, ()), *edits]) for path, edits in new.items()):
            kept.append(fix)
            for path, edits in new.items():
                made.setdefault(path, []).extend(edits)
    return kept


def edited(text: str, edits: Iterable[Edit]) -> str:
    """Return a text with edits made; they do not overlap."""
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def is_sound(edits: Sequence[Edit]) -> bool:
    """Tell whether edits leave each document no worse: still YAML, still fitting the language, its comments kept."""
    return all(_is_no_worse(one[0].document.text, one) for one in _by_path(edits).values())


def _by_path(edits: Iterable[Edit]) -> dict[str, list[Edit]]:
    by_path: dict[str, list[Edit]] = {}
    for edit in edits:
        by_path.setdefault(edit.document.path, []).append(edit)
    return by_path


def _is_no_worse(text: str, edits: Sequence[Edit]) -> bool:
    before, after = parse("", text), parse("", edited(text, edits))
    if before.problems:
        return len(after.problems) < len(before.problems)
    if after.problems or len(after.values) != len(before.values):
        return False
    fitted = all(fits()(new) or not fits()(old) for old, new in zip(before.values, after.values, strict=True))
    return fitted and _keeps_comments(text, after.text, edits)


def _keeps_comments(text: str, mended: str, edits: Sequence[Edit]) -> bool:
    """Tell whether every comment that no edit is about is still one."""
    untouched = [
        text[one.start : one.end].rstrip(" \t")
        for one in Layout(text).comments
        if not any(edit.start < one.end and one.start < edit.end for edit in edits)
    ]
    left = Counter(mended[one.start : one.end].rstrip(" \t") for one in Layout(mended).comments)
    return not Counter(untouched) - left


def unified_diff(before: Mapping[str, str], after: Mapping[str, str]) -> str:
    """Return what changes, as `git apply` and `patch` read it."""
    lines: list[str] = []
    for path in sorted(after):
        old, new = (_lines(texts[path]) for texts in (before, after))
        lines += difflib.unified_diff(old, new, f"a/{path}", f"b/{path}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _lines(text: str) -> list[str]:
    """Return the lines of a text as git sees them: they end at line feeds only."""
    lines = text.split("\n")
    return [*(f"{line}\n" for line in lines[:-1]), *([lines[-1]] if lines[-1] else [])]
