"""Links to the repository that the documents come from: to read the source, and to edit it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from journeyctl.settings import folder_in_repository

if TYPE_CHECKING:
    from pathlib import Path

    from journeyctl.site.edition import Source
    from journeyctl.source import Place


def source_links(source: Source, place: Place) -> dict[str, str]:
    """Return where a place can be read and edited, as `source` and `edit`; nothing when the repository is not known."""
    repository = source.settings.site.repository
    if repository is None:
        return {}
    base = repository.url.removesuffix("/").removesuffix(".git")
    dash = "/-" if "gitlab" in urlsplit(base).netloc else ""
    file = quote(f"{_inside_repository(source.root)}{place.document.path}")
    branch = quote(repository.branch)
    return {
        "source": f"{base}{dash}/blob/{branch}/{file}#L{place.span.line}",
        "edit": f"{base}{dash}/edit/{branch}/{file}#L{place.span.line}",
    }


@cache
def _inside_repository(root: Path) -> str:
    """Return the path of the workspace inside its repository, with a slash at its end; looked up once for all pages."""
    inside = folder_in_repository(root)
    return f"{inside}/" if inside else ""
