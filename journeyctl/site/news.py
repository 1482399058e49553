"""What changed since an earlier commit, on the overview: what customers will notice, then each thing, each linked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyctl.i18n import Message, _
from journeyctl.site import parts
from journeyctl.site.blocks import Inline, Link, Several, With, Words
from journeyctl.site.findings import subject_of
from journeyctl.site.labels import ONE
from journeyctl.site.voice import capital

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from journeyctl.diagnostics import Diagnostic
    from journeyctl.site.blocks import Section
    from journeyctl.site.edition import Edition
    from journeyctl.site.since import Changed, Since

MOST = 8
KINDS: dict[str, Message] = ONE | {
    "phases": _("Phase"), "stages": _("Stage"), "expectations": _("Expectation"),
}  # fmt: skip


def section(edition: Edition) -> Section | None:
    """Return what changed; where git knows nothing to compare with, what to do for that."""
    since = edition.source.since
    if since is None:
        empty = _("Keep the journeys in git and tag each release: then this tells what changed since the last one.")
        return parts.section(edition, "since", _("What changed"), parts.note(edition, empty))
    told = parts.details(*_facts(edition, since))
    nothing = parts.note(edition, _("Nothing has changed since then."))
    return parts.section(edition, "since", _("What changed since {commit}", commit=since.name), told or nothing)


def _facts(edition: Edition, since: Since) -> Iterable[tuple[str, Inline]]:
    say = edition.say
    yield say(_("What customers notice")), _lines(edition, [Words(capital(say(one))) for one in since.news])
    for title, things in (
        (_("New"), since.added), (_("Changed"), since.changed), (_("Has another id"), since.renamed),
    ):  # fmt: skip
        yield say(title), _lines(edition, [_thing(edition, one) for one in things])
    yield say(_("Gone")), _lines(edition, [_gone(edition, one) for one in since.removed])
    yield say(_("New findings")), _lines(edition, [_finding(edition, one) for one in since.introduced])
    yield say(_("Solved")), _lines(edition, [_finding(edition, one) for one in since.resolved])


def _lines(edition: Edition, lines: Sequence[Inline]) -> Inline:
    """Return lines under each other; of many the first ones, and how many more there are."""
    left = len(lines) - MOST
    if left <= 1:
        return Several(tuple(lines), "lines")
    return Several((*lines[:MOST], *edition.and_more(left)), "lines")


def _thing(edition: Edition, one: Changed) -> Inline:
    href, words = edition.href(one.ref), edition.words(one.name)
    return With(Link(words, href) if href else words, _about(edition, one))


def _gone(edition: Edition, one: Changed) -> Inline:
    return With(edition.words(one.name), _about(edition, one))


def _about(edition: Edition, one: Changed) -> Words:
    """Return what kind of thing something is, and of which journey it is a part."""
    kind = edition.label(KINDS, one.kind) if one.kind != "organisation" else ""
    holder = edition.entity("journeys", one.ref.split("/")[1]) if one.kind in ("steps", "phases") else None
    if holder is None:
        return Words(kind)
    said = _("{kind} in {journey}", kind=kind, journey=edition.voice.text(holder.name))
    return Words(edition.say(said), edition.voice.marked(holder.name))


def _finding(edition: Edition, finding: Diagnostic) -> Inline:
    said, subject = Words(capital(edition.say(finding.message))), subject_of(edition, finding.entity)
    return With(said, subject) if subject else said
