"""One language of the site: everything a page builder asks for, so that a builder is a few lines about its subject."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from journeyctl.analyse import reports
from journeyctl.analyse.health import sound
from journeyctl.analyse.kpis import on_target
from journeyctl.analyse.reports import health
from journeyctl.i18n import _, plural
from journeyctl.site.blocks import NOTHING, Chip, Inline, Link, Mark, Prose, Several, Who, Words
from journeyctl.site.labels import COLLECTIONS, channel_icon
from journeyctl.site.markdown import render
from journeyctl.site.uses import Uses, uses
from journeyctl.site.voice import Voice

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from pathlib import Path

    from journeyctl.analyse.sheet import Sheet
    from journeyctl.diagnostics import Diagnostic
    from journeyctl.i18n import Message
    from journeyctl.model import Entity, Step, Text, Workspace, spec
    from journeyctl.report.base import RuleRecord
    from journeyctl.settings import Settings
    from journeyctl.site.since import Since

MOST_LINKS = 24


@dataclass(frozen=True, eq=False)
class Source:
    """What a site is built from.

    Args:
        root: the workspace's folder.
        rules: every rule, by code.
        today: the day on which the site is built.
        changed: the day on which each document was last changed, as far as git knows.
        since: what changed since an earlier commit; None when git knows none.
        commits: the commit that changed each document last.
    """

    root: Path
    settings: Settings
    workspace: Workspace
    findings: tuple[Diagnostic, ...]
    rules: Mapping[str, RuleRecord]
    today: date
    changed: Mapping[str, date] = field(default_factory=dict)
    since: Since | None = None
    commits: Mapping[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What the site is called."""
        return self.settings.site.title or self.settings.name

    def address(self, path: str) -> str | None:
        """Return the whole address of a path of the site; None when the settings do not say where the site stands."""
        base = self.settings.site.base_url
        return urljoin(f"{base.rstrip('/')}/", path) if base else None

    @cached_property
    def sheets(self) -> Mapping[str, tuple[reports.Report, Sheet]]:
        """What each report says, by its name; the same in every language."""
        found = [reports.load(name) for name in reports.names()]
        told = {one.name: (one, one.write(self.workspace, self.today)) for one in found}
        beside = health.Beside(sound(self.workspace, self.findings))
        told["health"] = (told["health"][0], health.report(self.workspace, self.today, beside))
        return told

    @cached_property
    def findings_by_subject(self) -> Mapping[str, tuple[Diagnostic, ...]]:
        """The findings about each entity, its phases and steps included, by `collection/id`; the worst first."""
        found: dict[str, list[Diagnostic]] = {}
        for finding in self.findings:
            subject = "/".join(finding.entity.split("/")[:2])
            found.setdefault(subject, []).append(finding)
        return {subject: worst_first(some) for subject, some in found.items()}


def worst_first(findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return findings with the most severe ones first, else in the order of the files."""
    return tuple(sorted(findings, key=lambda finding: (-finding.severity, finding.order)))


@dataclass(frozen=True, eq=False)
class Edition:
    """The site in one language.

    Args:
        source: what it is built from.
        language: of its pages.
        memory: what was worked out or drawn once for several pages.
    """

    source: Source
    language: str
    memory: dict[str, Any] = field(default_factory=dict, repr=False)

    @cached_property
    def voice(self) -> Voice:
        """How this language speaks."""
        return Voice(self.language, self.workspace.languages[0])

    @property
    def workspace(self) -> Workspace:
        """What the site is about."""
        return self.source.workspace

    @cached_property
    def uses(self) -> Uses:
        """Who uses what."""
        return uses(self.workspace)

    @property
    def folder(self) -> str:
        """The folder of this language in the site; see `folders`."""
        return self.folders[self.language]

    @property
    def folders(self) -> dict[str, str]:
        """The folder of each language in the site: nothing for the first, `en/` for another."""
        first, *rest = self.workspace.languages
        return {first: "", **{language: f"{language}/" for language in rest}}

    # ------------------------------------------------------------------------------------------- words

    def say(self, message: Message) -> str:
        """Return a sentence of ours."""
        return self.voice.say(message)

    def label(self, labels: Mapping[str, Message], key: str | None) -> str:
        """Return the word for a fixed value of a document; nothing for none."""
        return self.say(labels[key]) if key is not None and key in labels else (key or "")

    def words(self, text: Text | None) -> Words:
        """Return an author's words."""
        return self.voice.words(text)

    def prose(self, text: Text | None) -> Prose | None:
        """Return an author's longer text; None where there is none."""
        if not text:
            return None
        written = self.voice.text(text)
        return Prose(render(written), written, self.voice.marked(text))

    def also(self, text: Text) -> str:
        """Return a text in the languages that this page is not in, for search."""
        return " ".join(words for language, words in text.words if language != self.language)

    # ------------------------------------------------------------------------------------------- links

    def href(self, ref: str) -> str | None:
        """Return where something is shown, relative to the root of the language; None where it has no page.

        Args:
            ref: as findings name it: `channels/app`, `journeys/trip/steps/ask-help`, `organisation`.
        """
        parts = ref.split("/")
        if ref == "organisation":
            return "organisation.html" if self.workspace.organisation else None
        if parts[0] == "stages" and parts[-1] in self.workspace.stages:
            return f"stages/index.html#stage-{parts[1]}"
        if parts[0] not in COLLECTIONS or len(parts) == 1 or parts[1] not in self.workspace.entities[parts[0]]:
            return None
        page = f"{parts[0]}/{parts[1]}.html"
        match parts[2:]:
            case ["steps" | "phases" as inner, identity, *_]:
                return f"{page}#{inner.removesuffix('s')}-{identity}"
        return page

    def entity(self, collection: str, identity: str | None) -> Entity[Any] | None:
        """Return something by id."""
        return self.workspace.entities[collection].get(identity or "")

    def link(self, collection: str, identity: str | None) -> Link | Words:
        """Return a link to something by its name; its id alone when there is no such thing."""
        found = self.entity(collection, identity)
        if found is None:
            return Words(identity or "")
        return Link(self.words(found.name), f"{collection}/{found.id}.html")

    def links(self, collection: str, identities: Iterable[str]) -> Several:
        """Return links in a row; of very many the first ones, and how many more there are."""
        every = tuple(dict.fromkeys(identities))
        links = (self.link(collection, identity) for identity in every[:MOST_LINKS])
        return Several((*links, *self.and_more(len(every) - MOST_LINKS)))

    def and_more(self, left: int) -> tuple[Words, ...]:
        """Return how many more there are, in words; nothing when there are none."""
        return (self.voice.chrome(plural("and {count} more", "and {count} more", left)),) if left > 0 else ()

    def step(self, step: Step) -> Link:
        """Return a link to a step on the page of its journey."""
        return Link(self.words(step.name), f"journeys/{step.journey.id}.html#step-{step.id}")

    def who(self, owner: str | None) -> Inline:
        """Return an owner with initials; `nobody` where there is none."""
        if owner is None:
            return Mark(self.say(_("nobody")), "is-none")
        link = self.link("owners", owner)
        return Who(initials(link.plain), link)

    def answers(self, step: Step) -> Inline:
        """Return who answers for a step: its owner, else who listens in; nothing for what customers do alone."""
        if not step.is_contact:
            return NOTHING
        if step.owner is None and step.monitored_by is not None:
            return Chip("eye", self.link("owners", step.monitored_by))
        return self.who(step.owner)

    def channel(self, channel: str | None) -> Inline:
        """Return a channel with the icon of its kind; nothing where there is none."""
        if channel is None:
            return NOTHING
        found = self.entity("channels", channel)
        return Chip(channel_icon(found.spec.kind if found else None), self.link("channels", channel))

    # --------------------------------------------------------------------------------------- figures

    def reading(self, kpi: str) -> spec.Reading | None:
        """Return the newest reading of a KPI."""
        readings = self.workspace.readings.get(kpi, ())
        return readings[-1] if readings else None

    def reading_mark(self, kpi: str) -> Inline:
        """Return the newest reading of a KPI, marked when it misses its target."""
        found, reading = self.entity("kpis", kpi), self.reading(kpi)
        if found is None or reading is None:
            return NOTHING
        state = {True: "is-good", False: "is-below", None: ""}[on_target(found.spec, reading.value)]
        return Mark(self.voice.with_unit(reading.value, found.spec.unit), state)


def initials(name: str) -> str:
    """Return one or two capitals that stand for a name."""
    words = [word for word in name.split() if word[:1].isalnum()]
    capitals = [word for word in words if word[:1].isupper()] or words
    if len(capitals) > 1:
        return (capitals[0][:1] + capitals[-1][:1]).upper()
    return capitals[0][:2].upper() if capitals else "?"
