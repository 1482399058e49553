"""A page, before it is markup: what it is about, what stands on it, and what search knows of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import msgspec

from journeyctl.site.blocks import NOTHING, Fact, Inline, Link, Section, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from journeyctl.model import Entity, Journey
    from journeyctl.site.edition import Edition

    Make = Callable[[Edition, Entity[Any]], "Page"]


class Entry(msgspec.Struct, frozen=True):
    """Something that search finds: a page, or a step on one.

    Args:
        href: relative to the root of the language.
        title: shown first, and weighs most.
        kind: what it is, such as `Step in Door to door`.
        also: its name in the other languages.
        text: everything else worth finding it by.
    """

    href: str
    title: str
    kind: str
    also: str = ""
    text: str = ""


class Page(msgspec.Struct, frozen=True):
    """One page of one language.

    Args:
        path: relative to the root of the language, such as `journeys/door-to-door.html`.
        title: the heading.
        kicker: what kind of thing it is, above the heading.
        nav: the item of the main menu it belongs to.
        crumbs: the pages above it.
        lede: the first sentence, large.
        is_verdict: whether the lede is what the page has to say, so that it is set larger still.
        is_picture: whether it is about one picture, and so printed on a sheet that is as wide.
        route: from what to what, for a journey.
        facts: the strip under the heading.
        tags: words it is grouped by.
        entity: what it is about, when that is written in a document.
        is_listed: whether the site map has it.
        entries: what search finds on it beside itself.
    """

    path: str
    title: Words
    kicker: str = ""
    nav: str = ""
    crumbs: tuple[Link, ...] = ()
    lede: Inline = NOTHING
    is_verdict: bool = False
    is_picture: bool = False
    route: tuple[Words, Words] | None = None
    facts: tuple[Fact, ...] = ()
    tags: tuple[Inline, ...] = ()
    sections: tuple[Section, ...] = ()
    previous: Link | None = None
    following: Link | None = None
    entity: Entity[Any] | None = None
    is_listed: bool = True
    also: str = ""
    entries: tuple[Entry, ...] = ()

    @property
    def depth(self) -> int:
        """How many folders lie between the page and the root of its language."""
        return self.path.count("/")

    @property
    def twin(self) -> str:
        """The path of its JSON twin."""
        return self.path.removesuffix(".html") + ".json"


class Later(msgspec.Struct, frozen=True):
    """A page that is made when somebody wants it.

    Args:
        path: where it will stand, relative to the root of the language.
        make: makes it.
        journey: what it is about, when that is a single journey; else it may tell of all of them.
    """

    path: str
    make: Callable[[], Page]
    journey: Journey | None = None


def later(edition: Edition, entities: Iterable[Entity[Any]], make: Make) -> Iterator[Later]:
    """Yield the page of each entity, at its address."""
    for entity in entities:
        yield Later(f"{entity.collection}/{entity.id}.html", partial(make, edition, entity))
