"""Events of the YAML parser → plain values, and what is wrong with them.

Reads event by event and stops at the first thing beyond the limits, so neither a bomb nor a pit of brackets is built.
"""

from __future__ import annotations

import re
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, cast

import yaml

from journeyctl.source import limits
from journeyctl.source.events import EXPECT, Parser, Path, head_end
from journeyctl.source.nodes import Nodes
from journeyctl.source.positions import Positions
from journeyctl.source.scalars import typed
from journeyctl.source.span import START, Lines, Span

if TYPE_CHECKING:
    from collections.abc import Callable

Kind = Literal["unreadable", "syntax", "duplicate-key", "feature", "limits"]
MERGE_KEY = "<<"
COMPLEX_KEY = "complex key"
TOO_DEEP = "exceeded maximum nesting depth"
QUOTED = "while scanning a quoted scalar"
TAB = "a tab"
GLUED_REACH = 400  # characters before a mistake in which the line above it begins
GLUED = "a dash without a blank"
_GLUED = re.compile(r"^[ ]*(-)[^\s-][^\n]*:[^\n]*\n[^\n]*\Z", re.MULTILINE)


class SourceProblem(NamedTuple):
    """One thing that makes a text no document.

    Args:
        kind: what sort of problem; the compiler gives it a code.
        span: where it stands.
        detail: the word, the feature or the limit it is about; the parser's own sentence for syntax.
        first: for a duplicate key, where the key stood first.
    """

    kind: Kind
    span: Span
    detail: str = ""
    first: Span | None = None


class Reader:
    """Builds the values of a text's YAML documents in one pass."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.values: list[Any] = []
        self.problems: list[SourceProblem] = []
        self.nodes = Nodes()
        self.stack: list[tuple[Any, int]] = []  # what was open before each open collection, and that one's number
        self.container: Any = None
        self.key: Any = EXPECT

    def read(self) -> None:
        """Fill `values`, `nodes` and `problems`."""
        try:
            self.take_all(self.text)
        except yaml.YAMLError as error:
            if TOO_DEEP in str(error) and not self.problems:
                # The parser looks ahead and gives up at a depth of its own; what stands before it tells where ours is.
                self.take_all(self.text[: error.problem_mark.index])  # type: ignore[attr-defined] # every one has it
            else:
                self.problems.append(syntax_problem(error, self.text))

    def take_all(self, text: str) -> None:
        """Take the events of a text, up to the first that is hopeless; scalars, which most are, right here."""
        problems, of_scalar, longest = self.problems, cast("Any", yaml.ScalarEvent), limits.SCALAR_CHARACTERS
        note_start, note_end = self.nodes.starts.append, self.nodes.ends.append
        takers: dict[type, Callable[[Any], None]] = {  # the other events say nothing
            yaml.MappingStartEvent: self.open, yaml.SequenceStartEvent: self.open, yaml.MappingEndEvent: self.close,
            yaml.SequenceEndEvent: self.close, yaml.AliasEvent: self.take_alias,
        }  # fmt: skip
        for event in iter(Parser(text).get_event, None):
            kind = type(event)
            if kind is of_scalar:
                value, style, container = event.value, event.style, self.container
                if event.anchor or event.tag or len(value) > longest:
                    self.doubtful_scalar(event)
                note_start(event.start_mark.index)
                note_end(head_end(event, text) if style else event.end_mark.index)
                if type(container) is not dict:
                    self.put(value if style else typed(value))
                elif self.key is EXPECT:
                    if value in container or value == MERGE_KEY:
                        self.doubtful_key(value, event)
                    self.key = value  # keys are never typed, so `no:` and `2026:` are what they look like
                else:
                    container[self.key] = value if style else typed(value)
                    self.key = EXPECT
            elif take := takers.get(kind):
                take(event)
            if problems and self.hopeless():
                return

    def hopeless(self) -> bool:
        """Tell whether reading on would cost more than it tells."""
        last = self.problems[-1]
        return last.kind == "limits" or last.detail == COMPLEX_KEY or len(self.problems) >= limits.PROBLEMS_PER_FILE

    def take_alias(self, event: Any) -> None:
        """Report an alias, and take it for nothing."""
        self.problem("feature", event, "alias")
        if self.key is EXPECT and type(self.container) is dict:
            self.key = ""
        else:
            self.put(None)

    def doubtful_scalar(self, event: Any) -> None:
        """Report a scalar that has an anchor or a tag, or is too long."""
        self.refuse_properties(event)
        if len(event.value) > limits.SCALAR_CHARACTERS:
            self.problem("limits", event, "scalar")

    def doubtful_key(self, text: str, event: Any) -> None:
        """Report a key that stands there already, or that merges another mapping."""
        if text == MERGE_KEY and not event.style:
            self.problem("feature", event, "merge key")
        elif text in self.container:
            self.problem("duplicate-key", event, text, (*self.path(), text))

    def open(self, event: Any) -> None:
        """Take the start of a mapping or a sequence."""
        if event.anchor or event.tag:
            self.refuse_properties(event)
        if self.key is EXPECT and type(self.container) is dict:
            self.problem("feature", event, COMPLEX_KEY)
            return
        if len(self.stack) >= limits.DEPTH:
            self.problem("limits", event, "depth")
        container: Any = {} if type(event) is yaml.MappingStartEvent else []
        number = self.nodes.enter(event.start_mark.index)
        self.put(container)
        self.stack.append((self.container, number))
        self.container = container

    def close(self, event: Any) -> None:
        """Take the end of a mapping or a sequence; where it ends is known of one in brackets only."""
        self.container, number = self.stack.pop()
        end = event.end_mark.index
        if end > event.start_mark.index:
            self.nodes.ends[number] = end

    def put(self, value: Any) -> None:
        """Put a value where it belongs."""
        container = self.container
        if container is None:
            self.nodes.roots.append(len(self.nodes.starts) - 1)
            self.values.append(value)
        elif type(container) is list:
            container.append(value)
        else:
            container[self.key] = value
            self.key = EXPECT

    def refuse_properties(self, event: Any) -> None:
        """Report an anchor or a tag."""
        if event.anchor:
            self.problem("feature", event, "anchor")
        if event.tag:
            self.problem("feature", event, "tag")

    def problem(self, kind: Kind, event: Any, detail: str, first: Path | None = None) -> None:
        """Report a problem at an event."""
        span = self.lines.span(event.start_mark.index, head_end(event, self.text))
        where = self.positions.keys.get(first) if first else None
        self.problems.append(SourceProblem(kind, span, detail, self.lines.span(*where) if where else None))

    @cached_property
    def lines(self) -> Lines:
        """The lines of the text, counted when something is wrong with it."""
        return Lines(self.text)

    @cached_property
    def positions(self) -> Positions:
        """Where everything stands; read again when a key is written twice, to say where it stood first."""
        return Positions(self.text)

    def path(self) -> Path:
        """Return the path of the container that is open now."""
        open_ones = [*(outer for outer, _number in self.stack), self.container]
        steps: list[str | int] = []
        for outer, inner in pairwise(open_ones):
            if outer is None:
                steps.append(len(self.values) - 1)
            elif type(outer) is list:
                steps.append(len(outer) - 1)
            else:
                steps.append(next(name for name in reversed(outer) if outer[name] is inner))
        return tuple(steps)


def syntax_problem(error: yaml.YAMLError, text: str) -> SourceProblem:
    """Return what the parser says, at the place to mend: of a quote that stays open that is where it opens."""
    mark: Any = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    sentence = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
    if mark is None:
        return SourceProblem("syntax", START, sentence)
    if getattr(error, "context", None) == QUOTED and getattr(error, "context_mark", None):
        mark = cast("Any", error).context_mark
    offset, sentence = _seen(min(mark.index, len(text)), sentence, text)
    return SourceProblem("syntax", Lines(text).span(offset, min(offset + 1, len(text))), sentence)


def _seen(offset: int, sentence: str, text: str) -> tuple[int, str]:
    """Return the place and the name of what people do most, and the parser calls otherwise; else what it says."""
    if text.startswith("\t", offset):
        return offset, TAB
    glued = _GLUED.search(text, max(0, offset - GLUED_REACH), offset) if "mapping values" in sentence else None
    return (glued.start(1), GLUED) if glued else (offset, sentence)
