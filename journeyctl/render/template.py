"""The templates that draw, and the icons they place. Every text is escaped; markup is only what a template says."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from jinja2 import Environment as Jinja
from jinja2 import FileSystemLoader, StrictUndefined, Template
from jinja2.bccache import Bucket, BytecodeCache
from markupsafe import Markup, escape

from journeyctl.render.geometry import REMEMBERED, number
from journeyctl.resources import resource

if TYPE_CHECKING:
    from collections.abc import Iterable

BODY = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)
BETWEEN = re.compile(r"\s*\n\s*")


def load() -> None:
    """Compile all templates now, before the process is copied."""
    for name in _environment().list_templates():
        _environment().get_template(name)


def render(template: str, **values: Any) -> str:
    """Fill a template of templates/pictures/."""
    return str(_environment().get_template(template).render(**values))


class Plain(Template):
    """A template that writes a text into its output without wrapping it: the whole of it is markup anyway.

    Most of what a template does is to escape short texts, and the wrapper costs more than the escaping.
    """

    @classmethod
    def from_code(cls, *given: Any, **named: Any) -> Template:
        """Return a template as Jinja compiled it, with our way to escape."""
        made = super().from_code(*given, **named)
        made.root_render_func.__globals__["escape"] = escaped
        return made


def escaped(value: object) -> str:
    """Return a value as markup, as `markupsafe.escape` writes it; what is markup stays as it is."""
    if value.__class__ is str:
        return (
            value.replace("&", "&amp;").replace(">", "&gt;").replace("<", "&lt;")
            .replace("'", "&#39;").replace('"', "&#34;")
        )  # fmt: skip
    return value if value.__class__ is Markup else escape(value)


class Compiled(BytecodeCache):
    """Templates that this process has compiled, so that those of a second language need not be compiled again."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], Any] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what was compiled from the same text."""
        bucket.code = self._known.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._known[bucket.key, bucket.checksum] = bucket.code


class Environment(Jinja):
    """Templates that write without wrapping, each compiled once."""

    template_class = Plain

    def __init__(self, **options: Any) -> None:
        super().__init__(bytecode_cache=_compiled(), **options)


@cache
def _compiled() -> Compiled:
    return Compiled()


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(resource("templates", "pictures")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["n"] = coordinate
    return environment


@lru_cache(maxsize=REMEMBERED)
def coordinate(value: float) -> Markup:
    """Write a coordinate as markup, in which there is nothing to escape."""
    return Markup(number(value))  # noqa: S704 - a figure


@cache
def icon(name: str) -> Markup:
    """Return what an icon draws, in a square of 24."""
    text = resource("templates", "assets", "icons", f"{name}.svg").read_text("utf-8")
    found = BODY.search(text)
    return Markup(BETWEEN.sub("", found[1] if found else "").replace(" />", "/>"))  # noqa: S704 - our own file


def icons(names: Iterable[str]) -> list[tuple[str, Markup]]:
    """Return the icons that a picture uses, each once, by name."""
    return [(name, icon(name)) for name in sorted(set(names) - {""})]
