"""Write the project's own site: README and docs as pages, and the example's site beside them under `example/`.

    python tools/write_docs_site.py [FOLDER]      # by default public/

The tree is that of the repository with `.html` for `.md`, so that one link works on GitHub and in the site. The look,
the fonts and the search are those of every site that journeyctl writes.
"""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markdown_it import MarkdownIt

from journeyctl.site.markup import sprite
from journeyctl.site.page import Entry
from journeyctl.site.search import count, script

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

ROOT = Path(__file__).resolve().parent.parent
HOME = "README.md"
BESIDE = (HOME, "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "THIRD_PARTY.md")
EXAMPLE = "example/index.html"
ELSEWHERE = {"journeys": EXAMPLE}
"""Folders of the repository that are shown otherwise on the site."""
MENU = (
    ("Tutorial", "docs/tutorial/first-journey.html"), ("Guides", "docs/index.html#how-to-guides"),
    ("Reference", "docs/index.html#reference"), ("Rules", "docs/rules/index.html"),
    ("Explanation", "docs/index.html#explanation"), ("Example", EXAMPLE),
)  # fmt: skip
KINDS = {
    "tutorial": "Tutorial",
    "how-to": "How-to guide",
    "reference": "Reference",
    "explanation": "Explanation",
    "rules": "Rule",
}
COMMENT = re.compile(r"<!--.*?-->\n*", re.DOTALL)
MOST_JUMPS = 12


@dataclass
class Doc:
    """A page: where it comes from, its title, its markup, what it names, and its words.

    Args:
        source: the Markdown file, relative to the repository.
        jumps: the headings of its parts, by their ids.
        files: the files of the repository that it links to or shows.
    """

    source: str
    title: str = ""
    body: str = ""
    text: str = ""
    jumps: list[tuple[str, str]] = field(default_factory=list)
    files: list[str] = field(default_factory=list)

    @property
    def path(self) -> str:
        """Return where it stands in the site."""
        return "index.html" if self.source == HOME else self.source.removesuffix(".md") + ".html"

    @property
    def home(self) -> str:
        """Return the way from it to the top of the site."""
        return "../" * self.path.count("/")

    @property
    def kind(self) -> str:
        """Return which of the kinds of docs it is."""
        parts = self.source.split("/")
        return KINDS.get(parts[1], "") if len(parts) > 2 else ""  # noqa: PLR2004 - docs/KIND/page


@cache
def parser() -> MarkdownIt:
    """Return what reads Markdown as GitHub does, as far as our pages go."""
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def read(source: str) -> Doc:
    """Return a Markdown file of the repository as a page."""
    doc = Doc(source)
    tokens = parser().parse(COMMENT.sub("", (ROOT / source).read_text("utf-8")))
    ids: dict[str, int] = {}
    for number, token in enumerate(tokens):
        if token.type == "heading_open":
            _heading(doc, token, _plain(tokens[number + 1]), ids)
        for child in token.children or ():
            _follow(doc, child)
    doc.title, tokens = _titled(tokens)
    doc.text = " ".join(_plain(token) for token in tokens if token.type in {"inline", "fence"})
    doc.body = _framed(parser().renderer.render(tokens, parser().options, {}))
    return doc


def _heading(doc: Doc, token: Token, words: str, ids: dict[str, int]) -> None:
    """Give a heading the id that GitHub gives it."""
    slug = re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-")
    ids[slug] = ids.get(slug, -1) + 1
    token.attrSet("id", f"{slug}-{ids[slug]}" if ids[slug] else slug)
    if token.tag == "h2":
        doc.jumps.append((str(token.attrGet("id")), words))


def _titled(tokens: list[Token]) -> tuple[str, list[Token]]:
    """Return the heading of a page, and the rest of it."""
    _open, title, _close, *rest = tokens
    return _plain(title), rest


def _plain(token: Token) -> str:
    if token.children is None:
        return token.content
    return "".join(child.content if child.type != "softbreak" else " " for child in token.children)


def _follow(doc: Doc, token: Token) -> None:
    """Lead a link or a picture to where it stands in the site."""
    name = {"link_open": "href", "image": "src"}.get(token.type)
    address = urlsplit(str(token.attrGet(name))) if name else None
    if name is None or address is None or address.scheme or not address.path:
        return
    target = _within(PurePosixPath(doc.source).parent / address.path)
    led = ELSEWHERE.get(target) or (Doc(target).path if target.endswith(".md") else target)
    if led == target:
        doc.files.append(target)
    token.attrSet(name, doc.home + led + (f"#{address.fragment}" if address.fragment else ""))


def _within(path: PurePosixPath) -> str:
    """Return a path without its `..`; raises ValueError when it leads out of the repository."""
    return (ROOT / path).resolve().relative_to(ROOT).as_posix()


def _framed(body: str) -> str:
    """Let wide tables and listings scroll by themselves, with the keyboard too."""
    listing = '<pre tabindex="0" role="region" aria-label="{}">'
    body = re.sub(r"<pre><code(?! class=\"language-console)", lambda _: listing.format("Listing") + "<code", body)
    body = body.replace("<pre><code", listing.format("Commands") + "<code")
    scroll = '<div class="scroll" tabindex="0" role="region" aria-label="Table"><table class="list">'
    body = body.replace("<table>", scroll).replace("</table>", "</table></div>").replace("<th>", '<th scope="col">')
    return _numbered(body)


def _numbered(body: str) -> str:
    """Give the regions of a page names of their own."""
    counts: dict[str, int] = {}

    def name(found: re.Match[str]) -> str:
        counts[found[1]] = counts.get(found[1], 0) + 1
        return f'role="region" aria-label="{found[1]} {counts[found[1]]}"'

    return re.sub(r'role="region" aria-label="(\w+)"', name, body)


def docs() -> list[Doc]:
    """Return every page: those at the top, then the docs in the order of their paths."""
    found = sorted(file.relative_to(ROOT).as_posix() for file in (ROOT / "docs").rglob("*.md"))
    return [read(source) for source in (*BESIDE, *found)]


def write(folder: Path, pages: list[Doc]) -> None:
    """Write the pages, what they show, and what they share."""
    template = Environment(
        loader=FileSystemLoader(ROOT / "tools"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    ).get_template("docs_page.html")  # fmt: skip
    titles = {doc.path: doc.title for doc in pages}
    for doc in pages:
        jumps = doc.jumps if 1 < len(doc.jumps) <= MOST_JUMPS else []
        page = template.render(doc=doc, menu=MENU, jumps=jumps, crumbs=list(_crumbs(doc, titles)))
        file = folder / doc.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(page.replace("<!--sprite-->", sprite(page), 1), "utf-8", newline="\n")
    for name in sorted({name for doc in pages for name in doc.files}):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, folder / name)
    _write_assets(folder, pages)


def _crumbs(doc: Doc, titles: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the pages above a page."""
    above = ("index.html", "docs/index.html", "docs/rules/index.html")
    folder = doc.path.rpartition("/")[0]
    for path in above:
        inside = path.rpartition("/")[0]
        if path != doc.path and (folder == inside or folder.startswith(f"{inside}/") or not inside):
            yield path, html.unescape(titles[path])


def _write_assets(folder: Path, pages: list[Doc]) -> None:
    shipped = ROOT / "templates" / "assets"
    for file in sorted(shipped.rglob("*")):
        name = file.relative_to(shipped)
        if file.is_file() and name.parts[0] not in {"icons", "preview.js"}:
            (folder / "assets" / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, folder / "assets" / name)
    shutil.copyfile(ROOT / "tools" / "docs.css", folder / "assets" / "docs.css")
    entries = (Entry(doc.path, doc.title, doc.kind or "journeyctl", text=doc.text) for doc in pages)
    found = script((count(entry, "en") for entry in entries), "en")
    (folder / "assets" / "search").mkdir()
    (folder / "assets" / "search" / "en.js").write_bytes(found)


def main(folder: Path) -> None:
    """Write the whole site; what stood in the folder is replaced."""
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    command = [sys.executable, "-m", "journeyctl", "--root", str(ROOT), "build", "--output", str(folder / "example")]
    subprocess.run(command, check=True)
    write(folder, docs())
    sys.stdout.write(f"The docs: {(folder / 'index.html').as_uri()}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "public").resolve())
