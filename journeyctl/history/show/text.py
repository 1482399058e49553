"""A comparison for a terminal, in 80 columns: what it means, then what it is."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import click

from journeyctl.i18n import _, plural
from journeyctl.report.base import escaped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyctl.diagnostics import Diagnostic
    from journeyctl.history.facts import Thing
    from journeyctl.history.show.base import Field, Shown
    from journeyctl.i18n import Message

NARROWEST, WIDEST = 40, 100
LONGEST = 160


def render(shown: Shown) -> str:
    """Return a comparison as text."""
    head = shown.say(_("From {base} to {head}", base=shown.base, head=shown.head))
    blocks = [_wrapped(head, shown, "", ""), *_notes(shown)]
    if not shown.has_entries:
        return "\n\n".join([*blocks, shown.say(_("Nothing changed in meaning."))]) + "\n"
    sections = (
        (_("What it means to a customer"), [_wrapped(sentence, shown, "- ", "  ") for sentence in shown.meaning]),
        (_("New"), [_thing(thing, shown) for thing in shown.added]),
        (_("Gone"), [_thing(thing, shown) for thing in shown.removed]),
        (_("Renamed"), [_renamed(then, now, shown) for then, now in shown.renamed]),
        (_("Changed"), [_changed(thing, fields, shown) for thing, fields in shown.changed]),
        (_("Findings that this brings"), [_finding(one, shown) for one in shown.findings.introduced]),
        (_("Findings that this solves"), [_finding(one, shown) for one in shown.findings.resolved]),
    )
    blocks += [_section(title, lines, shown) for title, lines in sections if lines]
    return "\n\n".join([*blocks, _closing(shown)]) + "\n"


def _notes(shown: Shown) -> Iterator[str]:
    notes = [shown.say(note) for note in shown.notes]
    notes += [shown.say(_("Not compared, for it does not compile: {path}", path=path)) for path in shown.unread]
    yield from (_wrapped(note, shown, "", "") for note in notes)


def _section(title: Message, lines: list[str], shown: Shown) -> str:
    heading = shown.say(title)
    return "\n".join([click.style(heading, bold=True) if shown.is_coloured else heading, *lines])


def _thing(thing: Thing, shown: Shown) -> str:
    return _wrapped(f"{thing.key.kind}/{thing.key.id}  {shown.name(thing)}", shown, "  ", "    ")


def _renamed(then: Thing, now: Thing, shown: Shown) -> str:
    return _wrapped(f"{then.key.kind}/{then.key.id} → {now.key.id}  {shown.name(now)}", shown, "  ", "    ")


def _changed(thing: Thing, fields: list[Field], shown: Shown) -> str:
    lines = [
        _wrapped(f"{field.name}: {_cut(field.before)} → {_cut(field.after)}", shown, "    ", "      ")
        for field in fields
    ]
    return "\n".join([_thing(thing, shown), *lines])


def _cut(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST else f"{flat[: LONGEST - 1]}…"


def _finding(finding: Diagnostic, shown: Shown) -> str:
    place = f"{finding.path}:{finding.span.line}:{finding.span.column}"
    words = f"{place}: {shown.say(finding.message)}  {finding.code} {finding.name}"
    return _wrapped(words, shown, "  ", "    ")


def _wrapped(text: str, shown: Shown, first: str, following: str) -> str:
    width = min(max(shown.width, NARROWEST), WIDEST)
    lines = textwrap.wrap(
        escaped(" ".join(text.split("\n"))), width, initial_indent=first, subsequent_indent=following,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
    return "\n".join(lines)


def _closing(shown: Shown) -> str:
    counts = (
        _("{count} new", count=len(shown.added)),
        _("{count} gone", count=len(shown.removed)),
        _("{count} renamed", count=len(shown.renamed)),
        _("{count} changed", count=len(shown.changed)),
        plural("{count} finding more", "{count} findings more", len(shown.findings.introduced)),
        plural("{count} finding less", "{count} findings less", len(shown.findings.resolved)),
    )
    return shown.say(_("In all: {counts}.", counts=tuple(one for one in counts if dict(one.params)["count"])))
