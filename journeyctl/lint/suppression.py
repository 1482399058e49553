"""Findings that an author accepts, said beside the text: `# journeyctl: ignore[OWN001] reason`.

At the end of a line it holds for what is found on that line; on a line of its own, for the whole entry below it. A
reason is required: without one the comment suppresses nothing. What compiles no document cannot be suppressed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from journeyctl.compiler.codes import is_of_document
from journeyctl.diagnostics import Edit, Fix
from journeyctl.i18n import Message, _
from journeyctl.source import Document, Place, parse
from journeyctl.source.layout import Layout, Stretch
from journeyctl.spelling import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from journeyctl.diagnostics import Diagnostic
    from journeyctl.lint.record import Rule
    from journeyctl.source import Span

SIGN = "journeyctl:"
COMMENT = re.compile(r"#[ \t]*journeyctl:[ \t]*(?P<rest>.*)")
IGNORE = re.compile(r"ignore[ \t]*\[(?P<words>[^\]]*)\][ \t]*(?P<reason>.*)")
ABOUT_THEMSELVES = ("HYG006", "HYG007")
BLANKS = " \t"


@dataclass(frozen=True, slots=True)
class Spot(Place):
    """A stretch of text that is no key and no value, such as a comment; its path is that of the entry beside it."""

    offsets: tuple[int, int] = (0, 0)

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.document.lines.span(*self.offsets)


@dataclass(frozen=True, eq=False)
class Suppression:
    """One comment that suppresses findings, or was meant to.

    Args:
        document: where it stands.
        stretch: from its `#` to its last character.
        rules: the rules it names, by the word that names them.
        reason: why the findings are accepted.
        scope: the text it holds for; None when it stands beside nothing.
        fault: what is wrong with how it is written, and what to do about it.
        used: the codes of findings that it suppressed.
    """

    document: Document
    stretch: Stretch
    rules: dict[str, Rule] = field(default_factory=dict)
    reason: str = ""
    scope: Stretch | None = None
    fault: tuple[Message, Message] | None = None
    used: frozenset[str] = frozenset()

    def covers(self, finding: Diagnostic) -> bool:
        """Tell whether it suppresses a finding."""
        if self.fault or self.scope is None or finding.document.path != self.document.path:
            return False
        start = finding.document.lines.offset(finding.span.line, finding.span.column)
        is_named = any(rule.code == finding.code for rule in self.rules.values())
        return is_named and self.scope.start <= start <= self.scope.end

    @property
    def place(self) -> Spot:
        """Where a finding about it is anchored."""
        path = _path_beside(self.document, self.scope) if self.scope else ()
        return Spot(self.document, path, "key", (self.stretch.start, self.stretch.end))

    def removed(self, words: Iterable[str]) -> Fix:
        """Return the fix that takes words out of it: all of it when none is left."""
        gone = set(words)
        left = [word for word in self.rules if word not in gone]
        if left:
            text = self.document.text[slice(*self.stretch)]
            start = self.stretch.start + text.index("[") + 1
            end = self.stretch.start + text.index("]")
            return Fix(
                _("take the unused rules out of the comment"), (Edit(self.document, start, end, ", ".join(left)),)
            )
        return Fix(
            _("take the comment out"), (Edit(self.document, *_with_its_blanks(self.document.text, self.stretch), ""),)
        )


def suppress(
    findings: Iterable[Diagnostic], documents: Iterable[Document], rules: Iterable[Rule]
) -> tuple[list[Diagnostic], tuple[Suppression, ...]]:
    """Return the findings that stay, and every suppression with what it did."""
    findings, rules = list(findings), tuple(rules)
    found = tuple(one for document in documents for one in suppressions(document, rules))
    if not found:
        return findings, ()
    used: dict[int, set[str]] = {}
    kept = []
    for finding in findings:
        by = [] if is_firm(finding.code) else [index for index, one in enumerate(found) if one.covers(finding)]
        for index in by:
            used.setdefault(index, set()).add(finding.code)
        if not by:
            kept.append(finding)
    return kept, tuple(replace(one, used=frozenset(used.get(index, ()))) for index, one in enumerate(found))


def is_firm(code: str) -> bool:
    """Tell whether a finding can be neither suppressed nor taken into a baseline."""
    return is_of_document(code)


def suppressions(document: Document, rules: Sequence[Rule]) -> Iterator[Suppression]:
    """Yield every comment of a document that begins with `journeyctl:`."""
    if SIGN not in document.text or document.problems:
        return
    layout = Layout(document.text)
    for comment in layout.comments:
        text = document.text[comment.start : comment.end]
        if found := COMMENT.search(text):
            stretch = Stretch(comment.start + found.start(), comment.start + len(text.rstrip()))
            yield _read(Suppression(document, stretch), found["rest"], layout, comment, rules)


def _read(written: Suppression, rest: str, layout: Layout, comment: Stretch, rules: Sequence[Rule]) -> Suppression:
    form = IGNORE.match(rest)
    scope = scope_of(layout, comment)
    if not form:
        example = _("write `# journeyctl: ignore[OWN001] why this is right`")
        return replace(written, scope=scope, fault=(_("this comment to journeyctl cannot be read"), example))
    words = [word.strip() for word in form["words"].split(",") if word.strip()]
    named = {word: rule for word in words if (rule := _named(word, rules))}
    reason = form["reason"].strip()
    fault = _fault(words, named, reason, rules)
    return replace(written, rules=named, reason=reason, scope=scope, fault=fault)


def _fault(
    words: list[str], named: dict[str, Rule], reason: str, rules: Sequence[Rule]
) -> tuple[Message, Message] | None:
    if not words:
        return _("this suppression names no rule"), _("write its code or name between the brackets")
    for word in words:
        rule = named.get(word)
        if rule is None:
            return _unknown(word, rules)
        if is_firm(rule.code) or rule.code in ABOUT_THEMSELVES:
            return _("{code} cannot be suppressed", code=rule.code), _("mend what it reports, and take this out")
    if not reason:
        return _("this suppression gives no reason, so it does not count"), _(
            "say behind the bracket why this is right"
        )
    return None


def _unknown(word: str, rules: Sequence[Rule]) -> tuple[Message, Message]:
    near = nearest(word, [name for rule in rules for name in (rule.code, rule.name)])
    help_ = _("did you mean '{name}'?", name=near) if near else _("`journeyctl rules` lists them all")
    return _("there is no rule '{word}'", word=word), help_


def _named(word: str, rules: Sequence[Rule]) -> Rule | None:
    folded = word.casefold()
    return next(
        (one for one in rules if folded in (name.casefold() for name in (one.code, one.name, *one.aliases))), None
    )


def scope_of(layout: Layout, comment: Stretch) -> Stretch | None:
    """Return the text that a comment is about: its line; or, when it has a line of its own, the entry below it.

    Comments may stand between; a blank line or the end of the text leaves it about nothing.
    """
    text = layout.text
    start, end = _line(text, comment.start)
    if text[start : comment.start].strip(BLANKS):
        return Stretch(start, end)
    while end < len(text):
        start, end = _line(text, _next_line(text, end))
        content = text[start:end].strip(BLANKS)
        if content and not content.startswith("#"):
            ends = [entry.end for entry in layout.entries if start <= entry.start <= end]
            return Stretch(start, len(text[: max(ends)].rstrip())) if ends else None
        if not content:
            return None
    return None


def _line(text: str, at: int) -> tuple[int, int]:
    start = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
    ends = [found for found in (text.find("\n", at), text.find("\r", at)) if found >= 0]
    return start, min(ends, default=len(text))


def _next_line(text: str, end: int) -> int:
    return end + (2 if text.startswith("\r\n", end) else 1)


def _with_its_blanks(text: str, stretch: Stretch) -> Stretch:
    """Return a comment with the blanks before it; with its whole line when nothing else stands there."""
    line_start, end = _line(text, stretch.start)
    start = line_start + len(text[line_start : stretch.start].rstrip(BLANKS))
    if start == line_start and end < len(text):
        return Stretch(line_start, _next_line(text, end))
    return Stretch(start, end)


def _path_beside(document: Document, scope: Stretch) -> Any:
    """Return the path of the first thing in a scope; the outermost where several begin."""
    positions = document.positions
    begun = [
        (start, len(path), path)
        for places in (positions.keys, positions.values)
        for path, (start, _end) in places.items()
        if scope.start <= start <= scope.end
    ]
    return min(begun, key=lambda one: one[:2])[2] if begun else ()


def with_ignores(
    findings: Iterable[Diagnostic], reason: str, rules: Sequence[Rule]
) -> tuple[dict[str, tuple[str, str]], list[Diagnostic]]:
    """Write comments that suppress findings, one for each line.

    Returns:
        What each changed file said and what it says now, by path; and the findings for which there is no place.
    """
    by_document: dict[str, list[Diagnostic]] = {}
    for finding in findings:
        if not is_firm(finding.code) and finding.code not in ABOUT_THEMSELVES:
            by_document.setdefault(finding.path, []).append(finding)
    texts: dict[str, tuple[str, str]] = {}
    left: list[Diagnostic] = []
    for path, found in by_document.items():
        writer = _Ignorer(found[0].document, reason, rules)
        left += writer.write(found)
        if writer.text != found[0].document.text:
            texts[path] = (found[0].document.text, writer.text)
    return texts, left


class _Ignorer:
    """Writes the comments of one document, from its last line up, so that the lines above stay where they are."""

    def __init__(self, document: Document, reason: str, rules: Sequence[Rule]) -> None:
        self.document = document
        self.reason = reason
        self.rules = rules
        self.text = document.text

    def write(self, findings: Iterable[Diagnostic]) -> list[Diagnostic]:
        """Write a comment for each line that has findings; return those for which no place holds one."""
        by_line: dict[int, list[Diagnostic]] = {}
        for finding in findings:
            by_line.setdefault(finding.span.line, []).append(finding)
        left: list[Diagnostic] = []
        for number in sorted(by_line, reverse=True):
            codes = sorted({finding.code for finding in by_line[number]})
            texts = (self._at_the_end(number, codes), self._above(number, codes))
            held = next((text for text in texts if self._holds(text, by_line[number])), None)
            self.text = held or self.text
            left += [] if held else by_line[number]
        return left

    def _at_the_end(self, number: int, codes: list[str]) -> str:
        """Return the text with a comment at the end of a line, or its codes in the comment that is there."""
        start = self.document.lines.starts[number - 1]
        line = self.document.lines.line(number)
        there = COMMENT.search(line)
        form = IGNORE.match(there["rest"]) if there else None
        if there and form and form["reason"].strip():
            at = start + there.start("rest") + form.end("words")
            return f"{self.text[:at]}, {', '.join(codes)}{self.text[at:]}"
        end = start + len(line)
        return f"{self.text[: start + len(line.rstrip())]}  {self._comment(codes)}{self.text[end:]}"

    def _above(self, number: int, codes: list[str]) -> str:
        """Return the text with a comment on a line of its own: for an entry whose first line holds none."""
        start, line = self.document.lines.starts[number - 1], self.document.lines.line(number)
        following = self.text[start + len(line) :]
        ending = next((ending for ending in ("\r\n", "\n", "\r") if following.startswith(ending)), "\n")
        indent = line[: len(line) - len(line.lstrip(BLANKS))]
        return f"{self.text[:start]}{indent}{self._comment(codes)}{ending}{self.text[start:]}"

    def _comment(self, codes: list[str]) -> str:
        return f"# journeyctl: ignore[{', '.join(codes)}] {self.reason}"

    def _holds(self, text: str, findings: Sequence[Diagnostic]) -> bool:
        """Tell whether a text means what it meant, and its comments suppress the findings."""
        old, new = (parse(self.document.path, one) for one in (self.text, text))
        if new.problems or new.values != old.values:
            return False
        found = list(suppressions(new, self.rules))
        moved = len(new.lines.starts) - len(old.lines.starts)
        return all(any(one.covers(_moved(finding, new, moved)) for one in found) for finding in findings)


def _moved(finding: Diagnostic, document: Document, lines: int) -> Diagnostic:
    span = finding.span
    return replace(finding, document=document, span=span._replace(line=span.line + lines))
