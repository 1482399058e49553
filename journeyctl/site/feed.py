"""The feed of a language: which subjects were last changed, the newest first, for who follows a site in a reader."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin
from xml.sax.saxutils import escape, quoteattr

from journeyctl.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from journeyctl.site.edition import Edition, Source
    from journeyctl.site.listing import Listing

PATH = "feed.xml"
LONGEST = 50


def is_known(source: Source) -> bool:
    """Tell whether there is a feed: readers need the site's address, and the days on which documents changed."""
    return bool(source.settings.site.base_url and source.changed)


def feed(edition: Edition, pages: Iterable[Listing]) -> bytes:
    """Return the feed of a language as Atom: the journeys and other subjects that were changed last.

    Source: RFC 4287.
    """
    home, changed = edition.source.address(edition.folder) or "", edition.source.changed
    dated = [(changed[page.document], page) for page in pages if page.is_subject and page.document in changed]
    newest = sorted(dated, key=lambda one: (-one[0].toordinal(), one[1].path))[:LONGEST]
    day = newest[0][0] if newest else edition.source.today
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(edition.language)}>',
        f"<title>{escape(edition.source.title)}</title>",
        f"<subtitle>{escape(edition.say(_('What was changed last')))}</subtitle>",
        f"<id>{escape(home)}</id>",
        f"<link href={quoteattr(home)}/>",
        f'<link rel="self" type="application/atom+xml" href={quoteattr(urljoin(home, PATH))}/>',
        f"<updated>{_moment(day)}</updated>",
        f"<author><name>{escape(edition.source.title)}</name></author>",
        *(_entry(home, changed_on, page) for changed_on, page in newest),
        "</feed>",
    ]
    return ("\n".join(lines) + "\n").encode()


def _entry(home: str, day: date, page: Listing) -> str:
    address = urljoin(home, quote(page.path))
    about = f"<summary>{escape(page.about)}</summary>" if page.about else ""
    return (
        f"<entry><title>{escape(page.title)}</title><id>{escape(f'{address}#{day}')}</id>"
        f"<link href={quoteattr(address)}/><updated>{_moment(day)}</updated>"
        f"<category term={quoteattr(page.kicker)}/>{about}</entry>"
    )


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
