"""The workspace's own templates: what goes wrong in one of them, with its file and line."""

from __future__ import annotations

import os
import re
import traceback
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import BaseLoader, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.loaders import split_template_path

from journeyctl.errors import JourneyctlError
from journeyctl.i18n import _
from journeyctl.source import files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jinja2 import Environment

    from journeyctl.i18n import Message
    from journeyctl.site.edition import Source

UNDEFINED = re.compile(r"'([^']*)' is undefined|'.*' has no attribute '([^']*)'")
MEND = _("mend it, or take the file out of the folder that `site: templates` names")
LONGEST = 200  # of what the engine says, in characters


class Own(BaseLoader):
    """The workspace's own templates, each a plain file inside the workspace.

    Args:
        root: the workspace's folder.
        folder: that of its templates, relative to it.
    """

    def __init__(self, root: Path, folder: str) -> None:
        self._root, self._folder = root, folder

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:  # noqa: ARG002 - Jinja's contract
        """Return the text of a template and where it stands. Raises as `read`."""
        text = read(self._root, self._folder, *split_template_path(template))
        if text is None:
            raise TemplateNotFound(template)
        return text, str(self._root.joinpath(self._folder, template)), lambda: True


def read(root: Path, *parts: str) -> str | None:
    """Return the text of a file that shapes the site; None when it is not there.

    Raises:
        JourneyctlError: it lies outside the workspace, is no plain file, or no text.
    """
    file = root.joinpath(*parts)
    if not os.path.lexists(file):
        return None
    try:
        return files.read_text(root, file)
    except files.Unreadable as error:
        name = file.relative_to(root).as_posix()
        message = _("a template of the site cannot be used: {where}{reason}", where=f"{name}: ", reason=error.why)
        raise JourneyctlError(message, MEND) from error


@contextmanager
def overlaid(source: Source) -> Iterator[None]:
    """Use templates over which the workspace may have laid its own.

    Whatever goes wrong where one of those is at work is its fault; in ours alone it is a defect, which passes through.

    Raises:
        JourneyctlError: one of the workspace's own templates cannot be used.
    """
    own = source.settings.site.templates
    try:
        yield
    except JourneyctlError:
        raise
    except Exception as error:
        where = _where(error, source.root, own) if own else None
        if own is None or (where is None and not isinstance(error, TemplateError)):
            raise
        message = _("a template of the site cannot be used: {where}{reason}", where=where or "", reason=_reason(error))
        raise JourneyctlError(message, MEND) from error


def _where(error: Exception, root: Path, own: str) -> str | None:
    """Return the last line of the workspace's own templates that was at work: its file in the workspace, its number."""
    folder = (root / own).resolve()
    lines = [(frame.filename, frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, TemplateSyntaxError):
        lines.append((error.filename or "", error.lineno))
    for name, line in reversed(lines):
        file = Path(name).resolve()
        if file.is_relative_to(folder):
            return f"{Path(own) / file.relative_to(folder)}:{line}: "
    return None


def _reason(error: Exception) -> Message | str:
    words = (error.message if isinstance(error, TemplateError) else None) or str(error) or type(error).__name__
    undefined = UNDEFINED.fullmatch(words)
    if undefined:
        return _("there is nothing that is called '{name}'", name=undefined[1] or undefined[2])
    if isinstance(error, TemplateNotFound):
        return _("there is no template '{name}'", name=words)
    return words if len(words) <= LONGEST else f"{words[:LONGEST]}…"
