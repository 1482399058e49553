"""Pages become HTML: the templates, the icons they use, and what stands around every page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from babel import Locale, UnknownLocaleError
from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined
from jinja2 import Environment as Jinja
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from journeyctl.errors import JourneyctlError
from journeyctl.i18n import _, translations
from journeyctl.render.metrics import shown
from journeyctl.render.template import Environment, icon
from journeyctl.resources import resource
from journeyctl.site.labels import COLLECTIONS
from journeyctl.site.links import source_links
from journeyctl.site.overlay import Own, overlaid
from journeyctl.source import files

if TYPE_CHECKING:
    from journeyctl.site.blocks import Inline
    from journeyctl.site.edition import Edition, Source
    from journeyctl.site.page import Page

SPRITE = "<!--sprite-->"
USED = re.compile(r'href="#i-([a-z0-9-]+)"')
# What the scripts draw, by what must stand on the page for them to do so.
DRAWN = {
    "data-theme-switch": ("sun", "moon", "sun-moon"),
    "data-fold": ("chevron-down",),
    "data-viewer": ("zoom-in", "zoom-out", "scan", "x"),
}
MENU = ("journeys", "touchpoints", "channels", "owners", "kpis", "personas")
DESCRIPTION = 160


@dataclass(frozen=True)
class Around:
    """What every page knows of its site."""

    title: str
    has_theme: bool
    logo: str
    feed: bool


class Engine:
    """Writes the pages of one language.

    Args:
        edition: the site in that language.
        around: what every page knows of its site.

    Raises:
        JourneyctlError: the workspace's own templates lie outside the workspace.
    """

    def __init__(self, edition: Edition, around: Around) -> None:
        self.edition = edition
        self.around = around
        self.environment = environment(edition.source, edition.language)

    @cached_property
    def _template(self) -> Any:
        return self.environment.get_template("page.html")

    def load(self) -> None:
        """Compile all templates now, before the process is copied.

        Raises:
            JourneyctlError: one of the workspace's own templates cannot be used.
        """
        with overlaid(self.edition.source):
            for name in _ours().list_templates():
                self.environment.get_template(name)

    def html(self, page: Page) -> str:
        """Return a page as HTML.

        Raises:
            JourneyctlError: one of the workspace's own templates cannot be used.
        """
        with overlaid(self.edition.source):
            html: str = self._template.render(self._context(page))
        return shown(html.replace(SPRITE, sprite(html), 1))

    def _context(self, page: Page) -> dict[str, Any]:
        home = "../" * page.depth
        today = self.edition.source.today.isoformat()
        changed = self._changed(page)
        return {
            "page": page,
            "site": self.around,
            "language": self.edition.language,
            "own_name": language_name(self.edition.language),
            "home": home,
            "root": home + ("../" if self.edition.folder else ""),
            "others": self._others(page),
            "alternates": self._alternates(page),
            "menu": self.menu,
            "foot": self._foot(page, home),
            "jumps": [section for section in page.sections if section.id and section.title and section.jump],
            "description": _cut(page.lede.plain or page.title.text, DESCRIPTION),
            "today": today,
            "today_said": self.edition.voice.day(today),
            "written": page.entity.place.document.path if page.entity else "",
            "changed": changed,
            "changed_said": self.edition.voice.day(changed) if changed else "",
        }

    @cached_property
    def menu(self) -> list[dict[str, str]]:
        """The main menu: the collections that hold something, and the way to the rest."""
        say, entities = self.edition.say, self.edition.workspace.entities
        items = [{"href": "index.html", "nav": "overview", "name": say(_("Overview"))}]
        items += [
            {"href": f"{collection}/index.html", "nav": collection, "name": say(COLLECTIONS[collection])}
            for collection in MENU
            if entities[collection]
        ]
        items.append({"href": "reports/index.html", "nav": "reports", "name": say(_("Reports"))})
        return [*items, {"href": "more.html", "nav": "more", "name": say(_("More"))}]

    def _others(self, page: Page) -> list[dict[str, str]]:
        up = "../" * (page.depth + bool(self.edition.folder))
        return [
            {"language": language, "name": language_name(language), "href": f"{up}{folder}{page.path}"}
            for language, folder in self.edition.folders.items()
            if language != self.edition.language
        ]

    def _alternates(self, page: Page) -> list[dict[str, str]]:
        """Return the page in every language, for search engines: they want whole addresses, or none."""
        return [
            {"language": language, "href": address}
            for language, folder in self.edition.folders.items()
            if (address := self.edition.source.address(f"{folder}{page.path}"))
        ]

    def _changed(self, page: Page) -> str:
        """Return the day on which the document of a page was last changed; nothing when git does not know it."""
        day = self.edition.source.changed.get(page.entity.place.document.path) if page.entity else None
        return day.isoformat() if day else ""

    def _foot(self, page: Page, home: str) -> list[dict[str, str]]:
        say = self.edition.say
        items = [
            {"href": f"{home}glossary.html", "name": say(_("Glossary"))},
            {"href": f"{home}rules/index.html", "name": say(_("Rules"))},
            {"href": f"{home}{page.twin}", "name": say(_("This page as JSON"))},
        ]
        if page.entity:
            links = source_links(self.edition.source, page.entity.place)
            names = {"source": _("Source"), "edit": _("Edit this page")}
            items += [{"href": href, "name": say(names[name])} for name, href in links.items()]
        return items


def environment(source: Source, language: str) -> Jinja:
    """Return the templates in one language; the workspace's own, where it has them, lie over ours in a sandbox.

    Raises:
        JourneyctlError: the workspace's own templates lie outside the workspace.
    """
    own = source.settings.site.templates
    return _environment(language, _own(source, own)) if own else _our_environment(language)


@cache
def _our_environment(language: str) -> Jinja:
    """Return our own templates, which are compiled once however often a site is made."""
    return _environment(language)


def _environment(language: str, own: Own | None = None) -> Jinja:
    loader = ChoiceLoader([own, _ours()]) if own else _ours()
    kind: type[Jinja] = ImmutableSandboxedEnvironment if own else Environment
    made = kind(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    catalogue = translations(language)
    made.globals |= {"_": catalogue.gettext, "ngettext": catalogue.ngettext}
    # As a filter it is called at once; as a function, which templates of a workspace use, by way of the context.
    made.filters["put"] = made.globals["put"] = Inlines(made)
    made.filters["ticks"] = ticks
    return made


def _ours() -> FileSystemLoader:
    return FileSystemLoader(resource("templates", "site"))


class Inlines:
    """Writes inlines with the macro of `inline.html`, each that is equal to another only once.

    Args:
        environment: the templates.
    """

    def __init__(self, environment: Jinja) -> None:
        self._environment = environment
        self._written: dict[tuple[Inline, str], str] = {}

    def __call__(self, inline: Inline, home: str) -> str:
        """Return an inline as markup; `home` leads to the root of the language."""
        key = (inline, home)
        if key not in self._written:
            self._written[key] = self._put(inline, home)
        return self._written[key]

    @cached_property
    def _put(self) -> Any:
        return self._environment.get_template("inline.html").module.put  # type: ignore[attr-defined] # a macro of it


def _own(source: Source, own: str) -> Own:
    folder = source.root / own
    if not files.inside(source.root, folder) or not folder.is_dir():
        message = _("`site: templates` names '{own}', which is no folder of this workspace", own=own)
        raise JourneyctlError(message, _("make that folder, or take the setting out"))
    return Own(source.root, own)


def ticks(text: str) -> Markup:
    """Return a sentence of ours in which what stands between backticks is code."""
    parts = text.split("`")
    return Markup().join(
        Markup("<code>{}</code>").format(part) if number % 2 else escape(part) for number, part in enumerate(parts)
    )


def sprite(html: str) -> str:
    """Return the symbols of the icons that a page uses, or that its scripts draw."""
    names = set(USED.findall(html))
    for sign, drawn in DRAWN.items():
        if sign in html:
            names.update(drawn)
    symbols = "".join(symbol(name) for name in sorted(names))
    return f'<svg class="sprite" aria-hidden="true">{symbols}</svg>'


@cache
def symbol(name: str) -> str:
    """Return an icon as a symbol; nothing for one that we do not have."""
    is_ours = (resource("templates", "assets", "icons") / f"{name}.svg").is_file()
    return f'<symbol id="i-{name}" viewBox="0 0 24 24">{icon(name)}</symbol>' if is_ours else ""


@cache
def language_name(language: str) -> str:
    """Return what a language calls itself."""
    try:
        name = Locale.parse(language, sep="-").get_display_name()
    except (UnknownLocaleError, ValueError):
        name = None
    return name[:1].upper() + name[1:] if name else language


def _cut(text: str, length: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1].rsplit(" ", 1)[0] + "…"
