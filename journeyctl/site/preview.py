"""The site while its documents are being written: each page is made when somebody looks at it.

Nothing of it lies in the workspace. A request names a page, a shared file, or something else that `build` writes;
it never becomes a path on the disk, save in a folder of our own, and only inside that.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from markupsafe import escape

from journeyctl.i18n import _
from journeyctl.resources import resource
from journeyctl.site import assets, twin
from journeyctl.site.edition import Edition
from journeyctl.site.making import build, kinds
from journeyctl.site.markup import Engine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyctl.site.edition import Source
    from journeyctl.site.page import Later, Page

SCRIPT = "assets/preview.js"
EVENTS = "_preview/events"
HEAD_END = "</head>"
# The page's own policy lets scripts ask nothing; the preview's script has to listen to its server.
POLICY = "default-src 'none';"
LISTENING = "default-src 'none'; connect-src 'self';"
STOPPED = _("The preview has stopped: this page no longer follows your files.")


class Preview:
    """One state of the site, made page by page.

    Args:
        source: what it is built from.
        version: names this state; a page knows by it that there is a newer one.
        aside: a folder of our own, for what only a whole build can tell.
        language: of what the preview itself says.
        before: the state before this one, which knows what kind of page stands where.

    Raises:
        JourneyctlError: the logo or the templates that the settings name cannot be used.
    """

    def __init__(
        self, source: Source, version: str, aside: Path, language: str = "en", before: Preview | None = None
    ) -> None:
        self.source = source
        self.version = version
        self.language = language
        self._folder = aside.resolve() / f"site-{version}"
        self._making, self._building = Lock(), Lock()
        with tempfile.TemporaryDirectory(dir=aside) as folder:
            around = assets.write_all(Path(folder), source)
            files = [file for file in Path(folder).rglob("*") if file.is_file()]
            self._made = {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}
        self._made[SCRIPT] = shipped(SCRIPT) or b""
        self.kinds: dict[str, int] = before.kinds if before else {}
        editions = [Edition(source, one) for one in source.workspace.languages]
        self._shelves = [Shelf(Engine(edition, around), self.kinds) for edition in editions]

    def content(self, path: str) -> bytes | None:
        """Return what stands at a path of the site; None when nothing does.

        Raises:
            JourneyctlError: a template of the workspace cannot be used, or the drawing engine fails.
        """
        return self.prepare(path) or self._built_file(path)

    def prepare(self, path: str) -> bytes | None:
        """Return a page, its twin or a shared file, made now if need be; None for others. Raises as `content`."""
        with self._making:
            if path not in self._made and (made := self._page(path)) is not None:
                self._made[path] = made
            return self._made.get(path)

    def discard(self) -> None:
        """Remove what a whole build has left."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _page(self, path: str) -> bytes | None:
        """Return a page or its twin; None when it is neither."""
        shelf = max(self._shelves, key=lambda one: len(one.folder) if path.startswith(one.folder) else -1)
        inner = path.removeprefix(shelf.folder)
        page = shelf.page(inner.removesuffix(".json") + ".html" if inner.endswith(".json") else inner)
        if page is None:
            return None
        if inner == page.twin:
            return twin.twin(shelf.engine.edition, page)
        return following(shelf.engine.html(page), path, self.version, self.language).encode()

    def _built_file(self, path: str) -> bytes | None:
        """Return what only a whole build writes, such as the search index or a picture to download."""
        with self._building:
            folder = self._built
        return _inside(folder, path)

    @cached_property
    def _built(self) -> Path:
        build(self.source, self._folder)
        return self._folder


class Shelf:
    """The pages of one language, listed no further than to the one that is asked for.

    Args:
        engine: writes them.
        known: the kind of each page that was ever listed, by its path; pages that are listed are added.
    """

    def __init__(self, engine: Engine, known: dict[str, int]) -> None:
        self.engine = engine
        self.folder = engine.edition.folder
        self._known = known
        self._pages: dict[str, Later] = {}
        self._waiting: list[Iterator[Later]] = [kind(engine.edition) for kind in kinds()]

    def page(self, path: str) -> Page | None:
        """Return a page; None when there is none at this path."""
        if not path.endswith(".html"):
            return None
        for kind in self._likely(path):
            while path not in self._pages and (page := next(self._waiting[kind], None)) is not None:
                self._pages[page.path] = page
                self._known[page.path] = kind
        found = self._pages.get(path)
        return found.make() if found else None

    def _likely(self, path: str) -> list[int]:
        """Return the kinds of pages, that of the page as it was before first."""
        return sorted(range(len(self._waiting)), key=lambda kind: kind != self._known.get(path))


def shipped(path: str) -> bytes | None:
    """Return a style, script or font that every site has; None when we ship none of that name."""
    return _inside(resource("templates", "assets").resolve(), path.removeprefix("assets/"))


def _inside(folder: Path, path: str) -> bytes | None:
    """Return what a file in a folder holds; None when it is not there, or a link leads out of the folder."""
    file = (folder / path).resolve()
    return file.read_bytes() if file.is_relative_to(folder) and file.is_file() else None


def following(html: str, path: str, version: str, language: str) -> str:
    """Return a page with the script that follows the preview, and leave to listen to it."""
    root = "../" * path.count("/")
    script = (
        f'<script src="{root}{SCRIPT}" data-events="{root}{EVENTS}" data-version="{version}"'
        f' data-stopped="{escape(STOPPED.in_language(language))}" defer></script>'
    )
    head, end, body = html.partition(HEAD_END)
    if "connect-src" not in head:
        head = head.replace(POLICY, LISTENING, 1)
    return f"{head}{script}\n{end}{body}" if end else html


def notice(heading: str, version: str, language: str, path: str) -> bytes:
    """Return a page that stands where there is none: it says why, and follows the preview like every other."""
    root, said = "../" * path.count("/"), escape(heading)
    html = (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f"<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY} style-src 'self'; script-src 'self';"
        " font-src 'self'; base-uri 'none'; form-action 'none'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<title>{said}</title>\n<link rel="stylesheet" href="{root}assets/journeyctl.css">\n</head>\n'
        f'<body><main class="page" id="main"><h1>{said}</h1></main></body>\n</html>\n'
    )
    return following(html, path, version, language).encode()


def event(version: str, heading: str = "", problems: list[dict[str, str]] | None = None) -> bytes:
    """Return what the pages are told: which state there is, and what is wrong with the one that should follow it."""
    told = json.dumps({"version": version, "heading": heading, "problems": problems or []}, ensure_ascii=False)
    return f"data: {told}\n\n".encode()
