"""Reports: what the journeys tell a board, each on a page of its own, and the list of them by subject."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from journeyctl.analyse.reports import TOPICS
from journeyctl.i18n import _
from journeyctl.site import parts
from journeyctl.site import reports as told
from journeyctl.site.blocks import Link, Section, Words
from journeyctl.site.page import Later, Page
from journeyctl.site.pictures import picture

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyctl.analyse.sheet import Sheet
    from journeyctl.site.edition import Edition

HEAVIEST = 60_000
"""Characters of a picture that still leave room for the rest of a page."""


def pages(edition: Edition) -> Iterator[Later]:
    """Yield the list of reports, and the page of each with a way to the one before and the one after."""
    yield Later("reports/index.html", partial(_index, edition))
    names = told.in_order()
    for before, name, after in zip([None, *names], names, [*names[1:], None], strict=False):
        yield Later(f"reports/{name}.html", partial(_page, edition, name, before, after))


def _index(edition: Edition) -> Page:
    return Page(
        "reports/index.html", edition.voice.chrome(_("Reports")), nav="reports", crumbs=(_overview(edition),),
        lede=edition.voice.chrome(_("What the journeys tell, each in a sentence; behind it the figures.")),
        sections=parts.sections(*(_topic(edition, topic) for topic in TOPICS)),
    )  # fmt: skip


def _overview(edition: Edition) -> Link:
    return Link(edition.voice.chrome(_("Overview")), "index.html")


def _topic(edition: Edition, topic: str) -> Section | None:
    names = [name for name, (report, _sheet) in edition.source.sheets.items() if report.topic == topic]
    rows = tuple(told.row(edition, name) for name in names)
    return parts.section(edition, topic, TOPICS[topic], told.table(edition, TOPICS[topic], rows)) if rows else None


def _page(edition: Edition, name: str, before: str | None, after: str | None) -> Page:
    report, sheet = edition.source.sheets[name]
    above = (_overview(edition), Link(edition.voice.chrome(_("Reports")), "reports/index.html"))
    return Page(
        f"reports/{name}.html", edition.voice.chrome(sheet.title), nav="reports", crumbs=above,
        kicker=f"{edition.say(_('Report'))} · {edition.say(TOPICS[report.topic])}",
        lede=Words(edition.say(sheet.lead)), is_verdict=True,
        sections=parts.sections(_view(edition, sheet), *told.sections(edition, name, sheet)),
        previous=told.link(edition, before) if before else None,
        following=told.link(edition, after) if after else None,
    )  # fmt: skip


def _view(edition: Edition, sheet: Sheet) -> Section | None:
    """Return the picture of the whole workspace that shows the same; a link to it when it is too heavy."""
    if not sheet.view or not sheet.tables[0].rows:
        return None
    drawn = picture(edition, sheet.view, edition.workspace, f"pictures/{sheet.view}")
    if len(drawn.svg) > HEAVIEST:
        return parts.section(edition, "picture", _("The picture"), parts.details((
            edition.say(_("The picture")), Link(Words(drawn.title), f"pictures/{sheet.view}.html"),
        )))  # fmt: skip
    # Its files are written by the page of the picture itself, and the tables say what its own table does.
    return parts.section(edition, "picture", _("The picture"), replace(drawn, files=(), facts=None, is_tall=False))
