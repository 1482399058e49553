"""Reads the files of a site as a browser would find them: links, ids, what could run."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BARE = ".embed.html"
ADDRESSES = ("href", "src", "poster", "action", "formaction", "data", "xlink:href")


@dataclass
class Found:
    """What a page holds: addresses, ids, inline code, and the policy it is under."""

    addresses: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    inline: list[str] = field(default_factory=list)
    policy: str = ""
    language: str = ""


class Reader(HTMLParser):
    """Fills a `Found` from a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found = Found()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag holds."""
        given = {name: value or "" for name, value in attrs}
        self.found.addresses += [given[name] for name in ADDRESSES if name in given]
        self.found.ids += [given["id"]] if "id" in given else []
        self.found.inline += [f"{tag} {name}" for name in given if name.startswith("on") or name == "style"]
        if tag == "script" and "src" not in given:
            self.found.inline.append("script")
        if tag in {"style", "iframe", "object", "embed", "base"}:
            self.found.inline.append(tag)
        if tag == "meta" and given.get("http-equiv", "").lower() == "content-security-policy":
            self.found.policy = given["content"]
        if tag == "html":
            self.found.language = given.get("lang", "")


@cache
def read(file: Path) -> Found:
    """Return what a page holds."""
    reader = Reader()
    reader.feed(file.read_text("utf-8"))
    return reader.found


def pages(site: Path) -> list[Path]:
    """Return every page of a site, but not the bare pages of pictures."""
    return [file for file in every(site) if not file.name.endswith(BARE)]


def bare(site: Path) -> list[Path]:
    """Return every bare page of a picture."""
    return [file for file in every(site) if file.name.endswith(BARE)]


def every(site: Path) -> list[Path]:
    """Return every file of HTML."""
    return sorted(site.rglob("*.html"))


def broken_links(site: Path) -> Iterator[str]:
    """Yield every relative link that leads to no file of the site, or to no id on its page."""
    known = {str(file) for file in site.rglob("*") if file.is_file()}
    for page in every(site):
        for address in set(read(page).addresses):
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                continue
            target = os.path.normpath(page.parent / unquote(parts.path)) if parts.path else str(page)
            if target not in known:
                yield f"{page.relative_to(site)}: {address}"
            elif parts.fragment and target.endswith(".html") and parts.fragment not in read(type(page)(target)).ids:
                yield f"{page.relative_to(site)}: {address} (no such id)"
