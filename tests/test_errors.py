"""The operator's mistakes: every one of them has words in every language, and English for a log."""

from __future__ import annotations

import ast
import errno
import pickle
import re
from typing import TYPE_CHECKING

import pytest

from journeyctl.errors import JourneyctlError, Where, refusal
from journeyctl.i18n import LANGUAGES, SOURCE, _, plain, translations
from tests.support import CHECKOUT

if TYPE_CHECKING:
    from collections.abc import Iterator

OTHERS = [language for language in LANGUAGES if language != SOURCE]
TAKES_WORDS = {"JourneyctlError": 2, "plain": 1}
"""What takes words for people, and how many."""

TREES = {file: ast.parse(file.read_text("utf-8")) for file in sorted((CHECKOUT / "journeyctl").rglob("*.py"))}


def calls(tree: ast.AST, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
            yield node


def is_bare(node: ast.expr) -> bool:
    """Tell whether words stand in the code itself, also as one side of a sum or a choice."""
    if isinstance(node, ast.BinOp):
        return is_bare(node.left) or is_bare(node.right)
    if isinstance(node, ast.IfExp):
        return is_bare(node.body) or is_bare(node.orelse)
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def test_no_mistake_is_written_in_one_language_only() -> None:
    found = [
        f"{file.relative_to(CHECKOUT)}:{call.lineno}"
        for file, tree in TREES.items()
        for name, count in TAKES_WORDS.items()
        for call in calls(tree, name)
        if any(is_bare(node) for node in [*call.args[:count], *(word.value for word in call.keywords)])
    ]
    assert found == []


def test_the_walk_finds_what_it_looks_for() -> None:
    tree = ast.parse('JourneyctlError("a", _("b"))\nJourneyctlError(_("a"), f"{b}")\nJourneyctlError(_("a"), _("b"))')
    assert [any(is_bare(node) for node in call.args) for call in calls(tree, "JourneyctlError")] == [True, True, False]
    assert sum(1 for tree in TREES.values() for _call in calls(tree, "JourneyctlError")) > 100


@pytest.mark.parametrize("language", OTHERS)
def test_each_sentence_of_a_mistake_is_another_one_in_another_language(language: str) -> None:
    sentences = {
        marked.args[0].value
        for tree in TREES.values()
        for call in calls(tree, "JourneyctlError")
        for marked in calls(call, "_")
        if isinstance(marked.args[0], ast.Constant) and isinstance(marked.args[0].value, str)
    }
    catalogue = translations(language)
    same = {sentence for sentence in sentences if catalogue.gettext(sentence) == sentence}
    assert {sentence for sentence in same if re.search(r"[a-z]", re.sub(r"`.*?`|\{.*?\}", "", sentence))} == set()


def test_a_mistake_is_english_for_who_compares_or_logs_it() -> None:
    error = JourneyctlError(_("there is no view '{name}'", name="mpa"), _("did you mean '{name}'?", name="map"))
    assert (str(error), error.message, error.hint) == (
        "there is no view 'mpa'",
        "there is no view 'mpa'",
        "did you mean 'map'?",
    )
    assert error.in_language("nl") == "er is geen weergave 'mpa'"


def test_a_mistake_says_where_it_stands() -> None:
    error = JourneyctlError(_("there are no journeys yet"), where=Where("journeyctl.yaml", 3, 5))
    assert (error.message, error.hint) == ("journeyctl.yaml:3:5: there are no journeys yet", "")
    assert error.in_language("nl") == "journeyctl.yaml:3:5: er zijn nog geen klantreizen"


def test_a_mistake_can_be_sent_to_another_process() -> None:
    error = JourneyctlError(plain("no {braces} are filled"), plain("mend it"), Where("a.yaml", 1, 2))
    sent = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert (sent.message, sent.hint) == ("a.yaml:1:2: no {braces} are filled", "mend it")


def test_what_the_system_says_is_told_in_the_language_asked_for() -> None:
    error = JourneyctlError(_("cannot read '{file}': {reason}", file="a", reason=refusal(PermissionError(13, "no"))))
    assert error.in_language("nl") == "'a' is niet te lezen: je hebt hier geen rechten voor"
    assert refusal(OSError(errno.EXDEV, "Invalid cross-device link")) == "Invalid cross-device link"
    assert refusal(OSError("only words")) == "only words"
