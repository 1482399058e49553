"""Longer texts: CommonMark without HTML and without pictures, links only to where a reader may be sent."""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt
from markupsafe import Markup

SCHEMES = ("http://", "https://", "mailto:")
BLANK = re.compile("[\x00-\x20\x7f-\xa0\u2000-\u200f\u2028-\u202f\u2060-\u206f\ufeff]")


def is_safe(url: str) -> bool:
    """Tell whether a link may lead there: http, https and mailto only."""
    return not BLANK.search(url) and url.lower().startswith(SCHEMES)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).disable(["image", "html_inline", "html_block"])
    parser.validateLink = is_safe  # type: ignore[method-assign] # the way its documentation offers
    return parser


def render(text: str) -> Markup:
    """Return a text as markup; headings in it begin two levels down, under those of the page."""
    tokens = _parser().parse(text)
    for token in tokens:
        if token.type.startswith("heading"):
            token.tag = f"h{min(6, int(token.tag[1]) + 2)}"
    return Markup(_parser().renderer.render(tokens, _parser().options, {}))  # noqa: S704 - made from escaped text
