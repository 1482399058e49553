"""Pages that help to read the others: all findings, the rules behind them, the glossary, and the page not found."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from journeyctl.i18n import _, translations
from journeyctl.site import findings as found
from journeyctl.site import parts
from journeyctl.site.blocks import Body, Column, Details, Fact, Link, Prose, Row, Section, Several, Table, Words
from journeyctl.site.edition import worst_first
from journeyctl.site.glossary import TERMS
from journeyctl.site.markdown import render
from journeyctl.site.page import Later, Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyctl.report.base import RuleRecord
    from journeyctl.site.edition import Edition

SHOWN = 120
NAMED = 12


def pages(edition: Edition) -> Iterator[Later]:
    """Yield the pages."""
    yield Later("findings.html", partial(_all_findings, edition))
    yield Later("rules/index.html", partial(_rules, edition))
    yield Later("glossary.html", partial(_glossary, edition))
    yield Later("404.html", partial(_not_found, edition))


def _crumbs(edition: Edition) -> tuple[Link, ...]:
    return (Link(edition.voice.chrome(_("Overview")), "index.html"),)


def _all_findings(edition: Edition) -> Page:
    findings = worst_first(edition.source.findings)
    lede = _("The worst first, each with who can act.") if findings else _("Nothing is wrong.")
    blocks = tuple(parts.finding_blocks(edition, findings, SHOWN))
    return Page(
        "findings.html", edition.voice.chrome(_("All findings")), nav="more", crumbs=_crumbs(edition),
        lede=edition.voice.chrome(lede),
        facts=(Fact(edition.say(_("Findings")), found.counts(findings)),) if findings else (),
        sections=(Section("", "", blocks),) if findings else (),
    )  # fmt: skip


def _rules(edition: Edition) -> Page:
    fired = sorted({finding.code for finding in edition.source.findings} & set(edition.source.rules))
    lede = _("The rules that found something, and why they matter.") if fired else _("No rule found anything.")
    return Page(
        "rules/index.html", edition.voice.chrome(_("Rules")), nav="more", crumbs=_crumbs(edition),
        lede=edition.voice.chrome(lede),
        sections=tuple(_rule(edition, edition.source.rules[code]) for code in fired),
    )  # fmt: skip


def _rule(edition: Edition, rule: RuleRecord) -> Section:
    say, doc = edition.say, rule.doc
    hits = [finding for finding in worst_first(edition.source.findings) if finding.code == rule.code]
    where = tuple(found.subject_of(edition, hit.entity) or found.where(edition, hit)[-1] for hit in hits[:NAMED])
    texts = ((_("Why"), doc.why), (_("When not to use it"), doc.exceptions), (_("Source"), doc.source))
    facts = [Fact(say(title), _prose(edition, text)) for title, text in texts if text]
    details = Details((*facts, Fact(say(_("Found at")), Several(where, "lines"))))
    return Section(
        rule.code.lower(), f"{rule.code} {rule.name}", (Body(_prose(edition, doc.summary)), details), jump=False
    )


def _prose(edition: Edition, text: str) -> Prose:
    """Return a text of a rule, translated where it has a translation, else marked as English."""
    said = translations(edition.language).gettext(text)
    return Prose(render(said), said, "en" if said == text and edition.language != "en" else "")


def _glossary(edition: Edition) -> Page:
    terms = sorted(((edition.say(term), edition.say(meaning), by) for term, meaning, by in TERMS), key=_by_word)
    rows = tuple(Row((Words(term), Words(f"{meaning} ({by})" if by else meaning))) for term, meaning, by in terms)
    columns = (Column(edition.say(_("Word"))), Column(edition.say(_("What we mean by it"))))
    table = Table(edition.say(_("Glossary")), columns, rows)
    return Page(
        "glossary.html", edition.voice.chrome(_("Glossary")), nav="more", crumbs=_crumbs(edition),
        lede=edition.voice.chrome(_("One word for one thing.")), sections=(Section("", "", (table,)),),
    )  # fmt: skip


def _by_word(row: tuple[str, str, str]) -> str:
    return row[0].casefold()


def _not_found(edition: Edition) -> Page:
    back = Link(edition.voice.chrome(_("To the overview")), "index.html")
    return Page(
        "404.html", edition.voice.chrome(_("This page is not here")),
        lede=edition.voice.chrome(_("It may have been renamed, or it has left the journeys.")),
        facts=(Fact(edition.say(_("Go on")), back),), is_listed=False,
    )  # fmt: skip
