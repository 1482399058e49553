"""Pictures with a page of their own: the other views of each journey, and those of the whole workspace."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from journeyctl.i18n import _
from journeyctl.render import views
from journeyctl.site.blocks import Link, Section, Words
from journeyctl.site.page import Later, Page
from journeyctl.site.pictures import picture

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyctl.model import Journey
    from journeyctl.site.edition import Edition
    from journeyctl.site.illustrations import PictureBlock

ON_THE_JOURNEYS_PAGE = ("map", "flow")


def pages(edition: Edition) -> Iterator[Later]:
    """Yield a page for each picture that does not stand on another page."""
    for view in views().values():
        if view.subject == "workspace":
            yield Later(f"pictures/{view.name}.html", partial(_of_all, edition, view.name))
    for journey in edition.workspace.journeys.values():
        for view_name, href in links(journey):
            yield Later(href, partial(_of_journey, edition, view_name, href, journey), journey)


def _of_all(edition: Edition, view: str) -> Page:
    name = f"pictures/{view}"
    return _page(edition, picture(edition, view, edition.workspace, name), f"{name}.html", None)


def _of_journey(edition: Edition, view: str, href: str, journey: Journey) -> Page:
    return _page(edition, picture(edition, view, journey, f"pictures/{journey.id}"), href, journey)


def links(journey: Journey) -> list[tuple[str, str]]:
    """Return the other views of a journey and the pages they stand on; none for a journey without steps."""
    if not journey.steps:
        return []
    names = [view.name for view in views().values() if view.subject == "journey"]
    return [(name, f"pictures/{journey.id}-{name}.html") for name in names if name not in ON_THE_JOURNEYS_PAGE]


def workspace_views(edition: Edition) -> list[tuple[str, str]]:
    """Return what people call the views of the whole workspace, and the pages they stand on."""
    whole = (view for view in views().values() if view.subject == "workspace")
    return [(edition.say(view.label), f"pictures/{view.name}.html") for view in whole]


def _page(edition: Edition, drawn: PictureBlock, path: str, journey: Journey | None) -> Page:
    crumbs = [Link(edition.voice.chrome(_("Overview")), "index.html")]
    if journey is not None:
        crumbs.append(Link(edition.words(journey.name), f"journeys/{journey.id}.html"))
    return Page(
        path, Words(drawn.title), nav="journeys" if journey else "more", kicker=edition.say(_("Picture")),
        crumbs=tuple(crumbs), sections=(Section("", "", (drawn,)),), entity=journey,
        is_picture=True,
    )  # fmt: skip
