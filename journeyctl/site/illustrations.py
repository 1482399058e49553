"""Blocks of a page that are pictures: drawn by us, or brought by the author."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import msgspec

if TYPE_CHECKING:
    from markupsafe import Markup

    from journeyctl.site.blocks import Table, Words
    from journeyctl.site.chart import Trend
    from journeyctl.site.folding import Fold
    from journeyctl.site.map import MapView


class TrendBlock(msgspec.Struct, frozen=True):
    """Readings in time."""

    kind: ClassVar[str] = "trend"
    trend: Trend


class MapBlock(msgspec.Struct, frozen=True):
    """The map of a journey, with links to download it as a picture, and the files that they lead to."""

    kind: ClassVar[str] = "map"
    map: MapView
    downloads: tuple[tuple[str, str], ...] = ()
    files: tuple[tuple[str, str], ...] = ()
    embed: Embed | None = None


class Embed(msgspec.Struct, frozen=True):
    """How to use a picture elsewhere.

    Args:
        href: its bare page, relative to the root of the language.
        snippet: the markup that puts it on another page.
        is_absolute: whether the snippet knows the address of the site.
        command: what makes a PNG or a PDF of it.
    """

    href: str
    snippet: str
    is_absolute: bool
    command: str


class PictureBlock(msgspec.Struct, frozen=True):
    """A drawn picture: safe markup, links to download it, the files they lead to, and its facts as a table.

    A tall one has its columns for paper too; a wide one takes a sheet of A3.
    """

    kind: ClassVar[str] = "picture"
    id: str
    title: str
    svg: Markup
    downloads: tuple[tuple[str, str], ...]
    files: tuple[tuple[str, str], ...]
    facts: Table | None
    is_tall: bool = False
    embed: Embed | None = None
    folds: tuple[Fold, ...] = ()
    is_wide: bool = False


class Image(msgspec.Struct, frozen=True):
    """A picture by the author."""

    kind: ClassVar[str] = "image"
    src: str
    alt: Words
