"""Mermaid's user-journey diagrams as values: read line by line, as Mermaid 11 and 12 read them.

`#` begins a comment and `;` is no character of a name, unless they are part of a code such as `#59;`; a `:` ends a
name. Mermaid draws a picture for text that it half understands; here that is a finding at its place.

Source: the grammar `journey.jison` and `encodeEntities` of Mermaid.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from journeyctl.exchange.draft import Spot
from journeyctl.i18n import _
from journeyctl.source.span import START, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeyctl.exchange.draft import Draft
    from journeyctl.i18n import Message
    from journeyctl.source import Document

CODE = re.compile(r"#(\w+);")
OPENING = re.compile(r"journey\b", re.IGNORECASE)
KEYWORD = re.compile(r"(title|section)(\s+|$)|(accTitle|accDescr)\s*:\s*|(accDescr)\s*\{", re.IGNORECASE)
SCORE = re.compile(r"\+?([0-9]+)(?:\.0*)?")
FENCE = "---"
LEAST, MOST = 1, 5
COLON, HASH, SEMICOLON = ":", "#", ";"


class Line(NamedTuple):
    """A line of a diagram: its text, and where it begins in the file (1-based)."""

    text: str
    number: int
    column: int = 1

    def part(self, start: int, end: int) -> Line:
        """Return the words between two offsets, without blanks around them."""
        words = self.text[start:end]
        return Line(words.strip(), self.number, self.column + start + len(words) - len(words.lstrip()))

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.number, self.column, self.number, self.column + max(1, len(self.text)))

    def at(self, offset: int, length: int = 1) -> Span:
        """Return where a stretch of it stands."""
        return Span(self.number, self.column + offset, self.number, self.column + offset + length)


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that happens: its name, its score from 1 to 5, and who takes part."""

    name: str
    score: int
    actors: tuple[str, ...]


@dataclass
class Section:
    """Tasks that belong together; the first may have no name."""

    name: str
    tasks: list[Task] = field(default_factory=list)


@dataclass
class Diagram:
    """One user-journey diagram."""

    title: str = ""
    acc_title: str = ""
    acc_descr: str = ""
    sections: list[Section] = field(default_factory=list)
    start: Span = START

    @property
    def tasks(self) -> Iterator[Task]:
        """All tasks, in order."""
        return (task for section in self.sections for task in section.tasks)


def kind_of(lines: Sequence[Line]) -> str:
    """Return the first word of a diagram, which says what it is a diagram of; empty when it is blank."""
    for line in _without_preamble(lines):
        found = re.match(r"\s*([\w-]*)", line.text)
        return found[1] if found else ""
    return ""


def read(document: Document, lines: Sequence[Line], draft: Draft) -> Diagram:
    """Return the journey that a diagram draws; what it cannot be read as becomes findings in the draft."""
    return _Reader(document, draft, lines).diagram()


def decoded(text: str) -> str:
    """Return text with Mermaid's codes (`#59;`, `#quot;`) as the characters they stand for."""
    return CODE.sub(lambda found: html.unescape(f"&#{found[1]};" if found[1].isdecimal() else f"&{found[1]};"), text)


def _without_preamble(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines that say something: no front matter, no directives, no comments, no blank lines."""
    rest = list(lines)
    while rest and not rest[0].text.strip():
        rest.pop(0)
    if rest and rest[0].text.strip() == FENCE:
        ends = [index for index, line in enumerate(rest) if index and line.text.strip() == FENCE]
        rest = rest[ends[0] + 1 :] if ends else []
    in_directive = False
    for line in rest:
        text = line.text.strip()
        in_directive = in_directive or text.startswith("%%{")
        if in_directive:
            in_directive = "}%%" not in text
        elif text and not text.startswith("%%"):
            yield line


class _Reader:
    """Reads one diagram."""

    def __init__(self, document: Document, draft: Draft, lines: Sequence[Line]) -> None:
        self.document = document
        self.draft = draft
        self.lines = lines
        self.front_title = _front_title(lines)
        self.made = Diagram(title=self.front_title)
        self.described: list[str] | None = None  # lines of a description between braces, while it is open

    def diagram(self) -> Diagram:
        """Return what the lines say."""
        for number, line in enumerate(_without_preamble(self.lines)):
            rest = line.part(0, len(line.text))
            if number == 0:
                self.made.start = rest.at(0, len("journey"))
                opening = OPENING.match(rest.text)
                rest = rest.part(opening.end() if opening else 0, len(rest.text))
            if rest.text:
                self._take(rest)
        if self.described is not None:
            message = _("a description is opened with '{{' and never closed")
            self._error(self.made.start, message, _("close it with '}}'"))
        return self.made

    def _take(self, line: Line) -> None:
        if self.described is not None:
            self._describe(line.text)
            return
        keyword = KEYWORD.match(line.text)
        if keyword and keyword[4]:
            self.described = []
            self._describe(line.text[keyword.end() :])
        elif keyword and keyword[3]:
            name = "acc_title" if keyword[3].casefold() == "acctitle" else "acc_descr"
            setattr(self.made, name, decoded(line.text[keyword.end() :].strip()))
        else:
            self._statement(line, keyword)

    def _describe(self, text: str) -> None:
        before, brace, _after = text.partition("}")
        lines = [*(self.described or ()), before.strip()]
        self.described = None if brace else lines
        if brace:
            self.made.acc_descr = decoded("\n".join(line for line in lines if line))

    def _statement(self, line: Line, keyword: re.Match[str] | None) -> None:
        """Take a title, a section or a task: what is left of a line without its comment."""
        masked = CODE.sub(lambda found: "x" * len(found[0]), line.text)
        comment = masked.find(HASH)
        if comment >= 0:
            self._comment(line, comment)
            line, masked = line.part(0, comment), masked[:comment]
        if not line.text:
            return
        if (place := masked.find(SEMICOLON)) >= 0:
            message = _("a ';' cannot stand in a user journey of Mermaid")
            self._error(line.at(place), message, _("write #59; for the sign"))
        elif keyword:
            self._named(line, masked, keyword)
        else:
            self._task(line, masked, has_comment=comment >= 0)

    def _comment(self, line: Line, place: int) -> None:
        words = line.text[place:]
        if place and words[1:].strip():
            message = _("'{words}' is a comment to Mermaid, so it is left out", words=words)
            self._warn(line.at(place, len(words)), message, _("write #35; if the sign belongs to the text"))

    def _named(self, line: Line, masked: str, keyword: re.Match[str]) -> None:
        word = keyword[1].casefold()
        name = line.part(keyword.end(), len(line.text))
        if not decoded(name.text).strip():
            message = _("the title is empty") if word == "title" else _("a section has no name")
            self._error(line.span, message, _("write a name behind it, or take the line out"))
        elif word == "title":
            if self.made.title and self.made.title != self.front_title:
                message = _("this journey has a second title, which Mermaid shows instead of the first")
                self._warn(name.span, message, _("take one of the two out"))
            self.made.title = decoded(name.text).strip()
        elif (place := masked.find(COLON)) >= 0:
            message = _("a ':' cannot stand in the name of a section")
            self._error(line.at(place), message, _("write #58; for the sign"))
        else:
            self.made.sections.append(Section(decoded(name.text).strip()))

    def _task(self, line: Line, masked: str, *, has_comment: bool) -> None:
        """Take a task: `name: score: actor, actor`."""
        colons = [index for index, letter in enumerate(masked) if letter == COLON]
        if not colons:
            message = _("'{name}' has no score", name=line.text)
            help_ = _("write it as `name: 3: who`, with a score from 1 (bad) to 5 (good)")
            self._error(line.span, message, _("write #35; if the sign belongs to the name") if has_comment else help_)
            return
        ends = [*colons, len(line.text)]
        parts = [line.part(start + 1, end) for start, end in zip([-1, *ends[:-1]], ends, strict=True)]
        name, score, *others = parts
        if not decoded(name.text).strip():
            self._error(line.at(0), _("this step has no name"), _("write what happens before the first ':'"))
            return
        points = self._score(score, others)
        actors = [decoded(actor).strip() for actor in others[0].text.split(",")] if others else []
        if points is not None and self._are_actors(others):
            task = Task(decoded(name.text).strip(), points, tuple(dict.fromkeys(filter(None, actors))))
            if not self.made.sections:
                self.made.sections.append(Section(""))
            self.made.sections[-1].tasks.append(task)

    def _score(self, score: Line, others: Sequence[Line]) -> int | None:
        found = SCORE.fullmatch(score.text)
        if found and len(found[1]) == 1 and LEAST <= int(found[1]) <= MOST:
            return int(found[1])
        if any(SCORE.fullmatch(other.text) for other in others):
            message = _("'{words}' stands where the score belongs", words=score.text)
            self._error(score.span, message, _("write #58; for a ':' that belongs to the name"))
        elif found:
            message = _("the score {score} lies outside 1 (bad) to 5 (good)", score=score.text)
            self._error(score.span, message, _("write a whole number from 1 to 5"))
        elif score.text:
            message = _("'{score}' is no whole number", score=score.text)
            self._error(score.span, message, _("write a score from 1 (bad) to 5 (good)"))
        else:
            self._error(score.span, _("the score is missing"), _("write a score from 1 (bad) to 5 (good)"))
        return None

    def _are_actors(self, others: Sequence[Line]) -> bool:
        """Tell whether what follows the score can be read as people; a finding says why not."""
        if len(others) > 1:
            place = others[1].at(0, max(1, len(others[1].text)))
            self._error(place, _("this step has more parts than a name, a score and people"),
                        _("write #58; for a ':' that belongs to a name"))  # fmt: skip
        elif others and "%%" in others[0].text:
            place = others[0].at(others[0].text.index("%%"), 2)
            message = _("'%%' begins a comment at the start of a line only")
            self._error(place, message, _("put the comment on a line of its own"))
        else:
            return True
        return False

    def _error(self, span: Span, message: Message, help_: Message) -> None:
        self.draft.error(Spot(self.document, span), "IMP002", message, help_)

    def _warn(self, span: Span, message: Message, help_: Message) -> None:
        self.draft.warn(Spot(self.document, span), "IMP006", message, help_)


def _front_title(lines: Sequence[Line]) -> str:
    """Return the title that front matter gives; empty when it gives none."""
    from journeyctl.source import parse

    texts = [line.text for line in lines]
    filled = [index for index, text in enumerate(texts) if text.strip()]
    if not filled or texts[filled[0]].strip() != FENCE:
        return ""
    rest = texts[filled[0] + 1 :]
    end = next((index for index, text in enumerate(rest) if text.strip() == FENCE), 0)
    values = parse("", "\n".join(rest[:end])).values
    title = values[0].get("title") if values and isinstance(values[0], dict) else None
    return str(title).strip() if isinstance(title, str | int | float) else ""
