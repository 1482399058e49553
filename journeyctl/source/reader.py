"""Events of the YAML parser → plain values, and what is wrong with them.

Reads event by event and stops at the first thing beyond the limits, so neither a bomb nor a pit of brackets is built.
"""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import yaml

from journeyctl.source import limits
from journeyctl.source.scalars import typed
from journeyctl.source.span import START, Lines, Span

if TYPE_CHECKING:
    from collections.abc import Iterator


# libyaml where the wheel carries it (everywhere, in practice): ten times as fast, and its parser keeps no Python stack.
Parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Path = tuple[str | int, ...]
Kind = Literal["unreadable", "syntax", "duplicate-key", "feature", "limits"]
MERGE_KEY = "<<"
COMPLEX_KEY = "complex key"


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


class _Expect:
    """Stands where a mapping waits for its next key."""


EXPECT = _Expect()


def events(text: str) -> Iterator[Any]:
    """Yield the parser's events of a text.

    Raises:
        yaml.YAMLError: the text is not YAML.
    """
    parser = Parser(text)
    try:
        while parser.check_event():
            yield parser.get_event()
    finally:
        parser.dispose()


class Reader:
    """Builds the values of a text's YAML documents in one pass."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.values: list[Any] = []
        self.problems: list[SourceProblem] = []
        self.stack: list[tuple[Any, Any]] = []
        self.container: Any = None
        self.key: Any = EXPECT

    def read(self) -> None:
        """Fill `values` and `problems`."""
        try:
            for event in events(self.text):
                self.take(event)
                if self.problems and self.hopeless():
                    return
        except yaml.YAMLError as error:
            self.problems.append(syntax_problem(error, self.text))

    def hopeless(self) -> bool:
        """Tell whether reading on would cost more than it tells."""
        last = self.problems[-1]
        return last.kind == "limits" or last.detail == COMPLEX_KEY or len(self.problems) >= limits.PROBLEMS_PER_FILE

    def take(self, event: Any) -> None:
        """Take one event."""
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self.scalar(event)
        elif kind is yaml.MappingStartEvent:
            self.open({}, event)
        elif kind is yaml.SequenceStartEvent:
            self.open([], event)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self.container, self.key = self.stack.pop()
        elif kind is yaml.AliasEvent:
            self.problem("feature", event, "alias")
            if self.key is EXPECT and type(self.container) is dict:
                self.key = ""
            else:
                self.put(None)

    def scalar(self, event: Any) -> None:
        """Take a scalar: a key where a mapping waits for one, else a value."""
        text = event.value
        if event.anchor or event.tag:
            self.refuse_properties(event)
        if len(text) > limits.SCALAR_CHARACTERS:
            self.problem("limits", event, "scalar")
        if self.key is EXPECT and type(self.container) is dict:
            self.take_key(text, event)
        else:
            self.put(text if event.style else typed(text))

    def take_key(self, text: str, event: Any) -> None:
        """Take a key; keys are never typed, so `no:` and `2026:` are what they look like."""
        if text == MERGE_KEY and not event.style:
            self.problem("feature", event, "merge key")
        elif text in self.container:
            self.problem("duplicate-key", event, text, (*self.path(), text))
        self.key = text

    def open(self, container: Any, event: Any) -> None:
        """Take the start of a mapping or a sequence."""
        if event.anchor or event.tag:
            self.refuse_properties(event)
        if self.key is EXPECT and type(self.container) is dict:
            self.problem("feature", event, COMPLEX_KEY)
            return
        if len(self.stack) >= limits.DEPTH:
            self.problem("limits", event, "depth")
        self.put(container)
        self.stack.append((self.container, self.key))
        self.container, self.key = container, EXPECT

    def put(self, value: Any) -> None:
        """Put a value where it belongs."""
        container = self.container
        if container is None:
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
        frames = [*self.stack, (self.container, EXPECT)]
        steps: list[str | int] = []
        for (outer, _key), (inner, _next) in pairwise(frames):
            if outer is None:
                steps.append(len(self.values) - 1)
            elif type(outer) is list:
                steps.append(len(outer) - 1)
            else:
                steps.append(next(name for name in reversed(outer) if outer[name] is inner))
        return tuple(steps)


class Positions:
    """Where every key and value of a text stands: offsets by path, read only when somebody asks.

    `keys` holds mapping keys, `values` scalars and collections, `firsts` the first key of each mapping.
    Of a duplicate key the first one counts. A block collection is known by its first key or dash, because
    its end runs on to the next token; a block scalar by the line that opens it.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.keys: dict[Path, tuple[int, int]] = {}
        self.values: dict[Path, tuple[int, int]] = {}
        self.firsts: dict[Path, tuple[int, int]] = {}
        self.frames: list[tuple[Path, bool, int, Any]] = []  # path, is a mapping, items so far, pending key
        self.documents = 0
        try:
            for event in events(text):
                self.take(event)
                if len(self.frames) > limits.DEPTH:
                    return  # beyond it nothing is a document, and every path would be as long as the pit is deep
        except (yaml.YAMLError, UnicodeEncodeError):
            return  # what was read up to the error is enough: only problems are looked up in such a text

    def take(self, event: Any) -> None:
        """Take one event."""
        kind = type(event)
        if kind is yaml.ScalarEvent and self.waits_for_key():
            self.take_key(event)
        elif kind in (yaml.ScalarEvent, yaml.AliasEvent):
            self.enter(event)
        elif kind in (yaml.MappingStartEvent, yaml.SequenceStartEvent):
            path = self.enter(event)
            self.frames.append((path, kind is yaml.MappingStartEvent, 0, EXPECT))
        elif kind in (yaml.MappingEndEvent, yaml.SequenceEndEvent):
            self.leave(event)

    def waits_for_key(self) -> bool:
        """Tell whether the next node is a key."""
        return bool(self.frames) and self.frames[-1][1] and self.frames[-1][3] is EXPECT

    def take_key(self, event: Any) -> None:
        """Note a key and where it stands."""
        path, mapping, count, _key = self.frames[-1]
        place = (event.start_mark.index, event.end_mark.index)
        self.keys.setdefault((*path, event.value), place)
        self.firsts.setdefault(path, place)
        self.frames[-1] = (path, mapping, count + 1, event.value)

    def enter(self, event: Any) -> Path:
        """Note a value and return its path."""
        path = self.next_path()
        self.values.setdefault(path, (event.start_mark.index, head_end(event, self.text)))
        return path

    def next_path(self) -> Path:
        """Return the path of the value that begins now, and step past it."""
        if not self.frames:
            self.documents += 1
            return (self.documents - 1,)
        path, mapping, count, key = self.frames.pop()
        if mapping:
            self.frames.append((path, True, count, "" if key is EXPECT else EXPECT))
            return (*path, "" if key is EXPECT else key)
        self.frames.append((path, False, count + 1, EXPECT))
        return (*path, count)

    def leave(self, event: Any) -> None:
        """Note where a collection ends, when it is one whose end is known."""
        path = self.frames.pop()[0]
        start, _end = self.values[path]
        if event.end_mark.index > event.start_mark.index:
            self.values[path] = (start, event.end_mark.index)
        elif path in self.firsts:
            self.values[path] = self.firsts[path]


def head_end(event: Any, text: str) -> int:
    """Return the offset where the shown part of a node ends: a scalar whole, a collection by its first character."""
    kind = type(event)
    if kind is yaml.ScalarEvent and event.style not in ("|", ">"):
        return int(event.end_mark.index)
    if kind in (yaml.MappingStartEvent, yaml.SequenceStartEvent):
        return int(event.start_mark.index) + 1
    start = int(event.start_mark.index)
    stop = min((at for at in (text.find("\n", start), text.find("\r", start)) if at >= 0), default=len(text))
    return int(min(stop, event.end_mark.index))


def syntax_problem(error: yaml.YAMLError, text: str) -> SourceProblem:
    """Return what the parser says, at the place it says it."""
    mark: Any = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    sentence = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
    if mark is None:
        return SourceProblem("syntax", START, sentence)
    offset = min(mark.index, len(text))
    return SourceProblem("syntax", Lines(text).span(offset, min(offset + 1, len(text))), sentence)
