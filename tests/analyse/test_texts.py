"""The quick look at many texts misses none that a close look finds unfinished."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from journeyctl.analyse.texts import _may_be_unfinished, is_placeholder
from journeyctl.model import Text

LANGUAGES = frozenset({"nl", "en"})
PIECES = (
    "TODO",
    "TBD",
    "ntb",
    "N.T.B.",
    "...",
    "…",
    "?",
    " ",
    "\n",
    "Nog in te vullen",
    "xxx",
    "_",
    "-",
    "travel",
    "\0",
)
words = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=3).map("".join)
texts = words.map(Text) | st.dictionaries(st.sampled_from(["nl", "en", "de"]), words).map(
    lambda said: Text(None, tuple(said.items()))
)


@given(st.lists(texts, max_size=4))
@example([Text("travel"), Text("")])
@example([Text(None, (("en", "travel"), ("nl", "")))])
@example([Text(None, (("nl", "reis"), ("en", "travel"))), Text("tbd")])
def test_what_is_unfinished_is_suspected(among: list[Text]) -> None:
    unfinished = [
        text
        for text in among
        if (text.plain is None and not all(map(text.speaks, LANGUAGES))) or any(map(is_placeholder, text.all_words))
    ]
    assert _may_be_unfinished(among, LANGUAGES) or not unfinished


def test_texts_of_several_paragraphs_are_not_suspected() -> None:
    said = "One goes on\n\nthere, and waits.\n"
    assert not _may_be_unfinished([Text(said), Text(None, (("nl", said), ("en", said)))], LANGUAGES)
