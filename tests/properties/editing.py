"""Workspaces under the hands of an author: texts by path, and what people do to them."""

from __future__ import annotations

from typing import NamedTuple

from hypothesis import strategies as st

from tests.support import CHECKOUT

WORDS = (
    "owner", "travel", "app", "channel", "touchpoint", "kpis", "to", "journey", "next", "stage", "emotion", "share",
    "draft", "retired", "parent", "expectations", "id", "use", "nl", "en", "TODO", "{", "]", "ask-help", "plan",
)  # fmt: skip
EXAMPLE = {f"journeys/{file.name}": file.read_text("utf-8") for file in sorted((CHECKOUT / "journeys").glob("*.yaml"))}

Texts = dict[str, str]


class Change(NamedTuple):
    """One thing that an author does.

    Args:
        what: which of `CHANGES`.
        file: which file, counted round and round.
        line: which of its lines, the same.
        word: what to write, where something is written.
    """

    what: str
    file: int
    line: int
    word: str


def changed(texts: Texts, change: Change) -> Texts:
    """Return the texts after a change; the last file stays."""
    paths = sorted(texts)
    path = paths[change.file % len(paths)]
    lines = texts[path].splitlines(keepends=True) or [""]
    at = change.line % len(lines)
    if change.what in ("remove", "rename", "copy"):
        others = {other: text for other, text in texts.items() if other != path or change.what == "copy"}
        name = f"journeys/{change.word.strip('{]')}-{change.line}.yaml"
        return others | ({} if change.what == "remove" and others else {name: texts[path]})
    return texts | {path: "".join([*lines[:at], *_rewritten(lines[at], change), *lines[at + 1 :]])}


def _rewritten(line: str, change: Change) -> list[str]:
    if change.what == "cut":
        return []
    if change.what == "double":
        return [line, line]
    if change.what == "comment":
        return [line, f"# {change.word}\n"]
    key, colon, _value = line.partition(": ")
    return [f"{key}{colon}{change.word}\n" if colon else line]


CHANGES = ("cut", "double", "comment", "write", "write", "write", "remove", "rename", "copy")


def changes() -> st.SearchStrategy[list[Change]]:
    """Return a strategy for what an author does, one thing after another."""
    change = st.builds(
        Change, st.sampled_from(CHANGES), st.integers(0, 30), st.integers(0, 400), st.sampled_from(WORDS)
    )  # fmt: skip
    return st.lists(change, min_size=1, max_size=4)
