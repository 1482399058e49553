"""A comparison as a comment on a pull request, for whoever designs the service: what it means first, then a table.

Names come from anyone's YAML: every character that Markdown, HTML or GitHub would act on is written as an entity, so
that a name is never markup, a link or a mention. A comment has a greatest length; what does not fit is counted.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from journeyctl.i18n import _, plural
from journeyctl.report.text import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyctl.diagnostics import Diagnostic
    from journeyctl.history.facts import Thing
    from journeyctl.history.show.base import Shown
    from journeyctl.i18n import Message

MARKER = "<!-- journeyctl diff -->"
ACTING = re.compile(r"[\\`*_{}\[\]<>#+!|~@&$=^]|:(?=//|[\w+-]+:)|(?<=www)\.|^[-+]|^\d+(?=[.)])")
MOST_CHARACTERS = 60_000  # GitHub takes 65,536
MOST_SENTENCES, MOST_ROWS, MOST_FINDINGS = 12, 60, 20
LONGEST = 140


def render(shown: Shown) -> str:
    """Return a comparison as Markdown."""
    title = _("What changes for customers") if shown.has_entries else _("Nothing changes for customers")
    blocks = [MARKER, f"### {shown.say(title)}", *_body(shown)]
    closing = _("From {base} to {head}.", base=shown.base, head=shown.head)
    return _bounded(blocks, f"<sub>{safe(shown.say(closing))}</sub>", shown)


def _body(shown: Shown) -> Iterator[str]:
    for note in shown.notes:
        yield safe(shown.say(note))
    if shown.unread:
        paths = ", ".join(safe(path) for path in shown.unread[:MOST_FINDINGS])
        yield f"**{shown.say(_('Not compared, for it does not compile: {path}', path=paths))}**"
    if shown.has_entries and not shown.meaning:
        yield shown.say(_("This takes no contact, owner, measure or promise away from customers."))
    if shown.meaning:
        yield _bullets([safe(_capital(sentence)) for sentence in shown.meaning], MOST_SENTENCES, shown)
    rows = list(_rows(shown))
    if rows:
        yield _table(rows, shown)
    for title, found in (
        (_("Findings that this brings"), shown.findings.introduced),
        (_("Findings that this solves"), shown.findings.resolved),
    ):
        if found:
            yield f"**{shown.say(title)}** ({len(found)})"
            yield _bullets([_finding(one, shown) for one in found], MOST_FINDINGS, shown)


def _bullets(lines: list[str], most: int, shown: Shown) -> str:
    kept = [f"- {line}" for line in lines[:most]]
    left = len(lines) - most
    return "\n".join([*kept, f"- {_more(left, shown)}"] if left > 0 else kept)


def _more(left: int, shown: Shown) -> str:
    return shown.say(plural("… and {count} more", "… and {count} more", left))


def _table(rows: list[tuple[str, str, str, str]], shown: Shown) -> str:
    titles = (_("What"), _("Change"), _("Before"), _("After"))
    head = "| " + " | ".join(shown.say(title) for title in titles) + " |"
    lines = [f"| {' | '.join(row)} |" for row in rows[:MOST_ROWS]]
    left = len(rows) - MOST_ROWS
    more = [f"| {_more(left, shown)} | | | |"] if left > 0 else []
    return "\n".join([head, "|---|---|---|---|", *lines, *more])


def _rows(shown: Shown) -> Iterator[tuple[str, str, str, str]]:
    for thing in shown.added:
        yield _what(thing, shown), f"**{shown.say(_('new'))}**", "", ""
    for thing in shown.removed:
        yield _what(thing, shown), f"**{shown.say(_('gone'))}**", "", ""
    for then, now in shown.renamed:
        yield _what(now, shown), f"**{shown.say(_('renamed'))}**", f"`{then.key.id}`", f"`{now.key.id}`"
    for thing, fields in shown.changed:
        for index, field in enumerate(fields):
            what = _what(thing, shown) if index == 0 else ""
            yield what, f"`{field.name}`", safe(_cut(field.before)), safe(_cut(field.after))


def _what(thing: Thing, shown: Shown) -> str:
    """Return a thing's name and address; ids are of letters, digits and hyphens, so that they may stand as code."""
    return f"{safe(_cut(shown.name(thing)))} `{thing.key.kind}/{thing.key.id}`"


def _finding(finding: Diagnostic, shown: Shown) -> str:
    severity = shown.say(SEVERITIES[finding.severity.label])
    place = f"{finding.path}:{finding.span.line}"
    return f"{severity} `{finding.code}` {safe(_capital(shown.say(finding.message)))} ({safe(place)})"


def _bounded(blocks: list[str], closing: str, shown: Shown) -> str:
    """Return the blocks as far as they fit, cut at the end of a line, with a line that says that more was left out."""
    text = "\n\n".join(blocks)
    room = MOST_CHARACTERS - len(closing) - 200
    if len(text) > room:
        words: Message = _("This is cut short; `journeyctl diff` shows all of it.")
        text = f"{text[: text.rindex(chr(10), 0, room)]}\n\n*{shown.say(words)}*"
    return f"{text}\n\n{closing}\n"


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def safe(text: str) -> str:
    """Return a text that Markdown and GitHub take for words only: on one line, nothing in it acts."""
    flat = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return ACTING.sub(lambda found: "".join(f"&#{ord(char)};" for char in found[0]), flat)
