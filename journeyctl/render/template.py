"""The templates that draw, and the icons they place. Every text is escaped; markup is only what a template says."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from journeyctl.render.geometry import number
from journeyctl.resources import resource

if TYPE_CHECKING:
    from collections.abc import Iterable

BODY = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)
BETWEEN = re.compile(r"\s*\n\s*")


def render(template: str, **values: Any) -> str:
    """Fill a template of templates/pictures/."""
    return str(_environment().get_template(template).render(**values))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(resource("templates", "pictures")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["n"] = number
    return environment


@cache
def icon(name: str) -> Markup:
    """Return what an icon draws, in a square of 24."""
    text = resource("templates", "assets", "icons", f"{name}.svg").read_text("utf-8")
    found = BODY.search(text)
    return Markup(BETWEEN.sub("", found[1] if found else "").replace(" />", "/>"))  # noqa: S704 - our own file


def icons(names: Iterable[str]) -> list[tuple[str, Markup]]:
    """Return the icons that a picture uses, each once, by name."""
    return [(name, icon(name)) for name in sorted(set(names) - {""})]
