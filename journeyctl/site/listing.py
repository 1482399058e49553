"""What remains of a page once it is written: what search, the site map and the feed know of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from journeyctl.site import search
from journeyctl.site.search import Counted  # noqa: TC001 - msgspec reads the annotations

if TYPE_CHECKING:
    from journeyctl.site.edition import Edition
    from journeyctl.site.page import Page


class Listing(msgspec.Struct, frozen=True, array_like=True):
    """A written page.

    Args:
        path: relative to the root of its language.
        title: its heading.
        kicker: what kind of thing it is about.
        about: its first sentence.
        document: where its subject is written; nothing when that is nowhere.
        is_listed: whether the site map has it.
        is_subject: whether it is the one page about its subject.
        entries: what search finds by it.
    """

    path: str
    title: str
    kicker: str
    about: str
    document: str
    is_listed: bool
    is_subject: bool
    entries: tuple[Counted, ...]


def listing(edition: Edition, page: Page) -> Listing:
    """Return what remains of a page."""
    entity = page.entity
    return Listing(
        page.path, page.title.text, page.kicker, page.lede.plain,
        entity.place.document.path if entity else "", page.is_listed,
        is_subject=entity is not None and page.is_listed and page.path.startswith(f"{entity.collection}/"),
        entries=search.counted(page, edition.language),
    )  # fmt: skip
