"""What keeps a file from being a document, the way a person would tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyctl.i18n import Message, _
from journeyctl.source import limits
from journeyctl.source.reader import GLUED, TAB

if TYPE_CHECKING:
    from journeyctl.source.reader import SourceProblem


def explained(problem: SourceProblem) -> tuple[str, Message, Message]:
    """Return the code of what keeps a file from being a document, what is wrong, and what to do next."""
    if problem.kind == "unreadable":
        return "DOC001", *UNREADABLE.get(problem.detail, UNREADABLE["os"])
    if problem.kind == "syntax":
        return "DOC002", *_syntax(problem.detail)
    if problem.kind == "duplicate-key":
        message = _("the key '{key}' is written twice in one mapping", key=problem.detail)
        return "DOC003", message, _("keep one of the two, or rename one")
    if problem.kind == "feature":
        return "DOC004", *FEATURES[problem.detail]
    return "DOC009", *BEYOND[problem.detail]


def _syntax(sentence: str) -> tuple[Message, Message]:
    if sentence.startswith("control:"):
        message = _("the character U+{code} cannot stand in a YAML file", code=sentence.removeprefix("control:"))
        return message, _("take it out; it is invisible in most editors")
    for beginning, message, help_ in SYNTAX:
        if sentence.startswith(beginning):
            return message, help_
    return _("this is not YAML: {reason}", reason=sentence), _("check the indentation, the quotes and the colons here")


UNREADABLE = {
    "outside": (
        _("this file lies outside the workspace, so it is not opened"),
        _("put the file itself here instead of a link"),
    ),
    "not-a-file": (_("this is not a plain file, so it is not opened"), _("rename it, or put a text file here")),
    "utf-16": (_("this file is UTF-16 text"), _("save it as UTF-8")),
    "binary": (_("this file is not text"), _("rename it, or save it as UTF-8 text")),
    "not-utf-8": (_("this file is not UTF-8 text"), _("save it as UTF-8")),
    "os": (_("this file cannot be read"), _("check that it exists and that you may read it")),
}
_DEFINE_ONCE = _("define it once in a collection and refer to its id")
FEATURES = {
    "anchor": (_("anchors (&name) are not part of the language"), _DEFINE_ONCE),
    "alias": (_("aliases (*name) are not part of the language"), _DEFINE_ONCE),
    "merge key": (_("merge keys (<<) are not part of the language"), _DEFINE_ONCE),
    "tag": (
        _("tags (!name) are not part of the language"),
        _("take the tag out; quote the value if it should be text"),
    ),
    "complex key": (_("only words can be keys"), _("quote the key, or close the bracket before it")),
}
BEYOND = {
    "too-large": (
        _("this file is larger than {count} MiB", count=limits.FILE_BYTES // limits.MIB),
        _("split it into several files; any file may hold any collection"),
    ),
    "depth": (
        _("this is nested more than {count} levels deep", count=limits.DEPTH),
        _("a journey needs about ten levels; check the brackets here"),
    ),
    "scalar": (
        _("this text is longer than {count} MiB", count=limits.SCALAR_CHARACTERS // limits.MIB),
        _("check that the quote that opens it is closed"),
    ),
}
SYNTAX = (
    (
        TAB,
        _("this line is indented with a tab"),
        _("use spaces instead, two for each level; most editors can do so for you"),
    ),
    (
        GLUED,
        _("a blank is missing behind the '-' of this item"),
        _("write `- id: …`, with a blank, and the other fields of the item right below `id`"),
    ),
    (
        "mapping values are not allowed",
        _("a second ':' stands on this line"),
        _("quote the text that holds the colon, or begin a new line after the first one"),
    ),
    (
        "found character that cannot start any token",
        _("a value cannot begin with this character"),
        _("quote a text that begins with @, ` or %"),
    ),
    (
        "did not find expected key",
        _("a key is expected here"),
        _("check that it is indented like the keys above it, and that quotes are closed"),
    ),
    (
        "could not find expected ':'",
        _("a ':' is missing after the key above"),
        _("write `key: value`, and quote texts of several lines"),
    ),
    (
        "did not find expected '-' indicator",
        _("a list item ('- …') is expected here"),
        _("check that it is indented like the items above it"),
    ),
    (
        "did not find expected ',' or",
        _("a bracket is opened and not closed before this"),
        _("close it, and quote texts that hold a comma, a colon or a bracket"),
    ),
    (
        "did not find expected node content",
        _("a value is missing here"),
        _("write one, and check the brackets here"),
    ),
    (
        "found unknown escape character",
        _("in double quotes a backslash has a meaning of its own"),
        _("write it twice, or use single quotes"),
    ),
    (
        "block sequence entries are not allowed",
        _("a list cannot begin on this line"),
        _("begin it on a line of its own, below its key"),
    ),
    (
        "found unexpected end of stream",
        _("a quote is opened and never closed"),
        _("close the quote, or take it out"),
    ),
    (
        "found unexpected document indicator",
        _("a quote is opened and not closed before the '---' here"),
        _("close the quote, or take it out"),
    ),
)
