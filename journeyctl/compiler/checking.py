"""A document against its schema, and the values that a schema cannot judge: days, opening hours, links, paths."""

from __future__ import annotations

import json
import zoneinfo
from functools import cache
from itertools import islice
from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from journeyctl import shape
from journeyctl.compiler.codes import diagnostic
from journeyctl.diagnostics import Edit, Fix
from journeyctl.i18n import _
from journeyctl.model.values import day, opening
from journeyctl.resources import resource
from journeyctl.source import files, limits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from journeyctl.compiler.marks import Marked
    from journeyctl.diagnostics import Diagnostic
    from journeyctl.i18n import Message
    from journeyctl.source import Document

SCHEMES = ("http", "https", "mailto")
CODES = {"unknown-field": "DOC005", "missing-field": "DOC006"}


@cache
def document_schema() -> dict[str, Any]:
    """Return the schema that is shipped with this version."""
    schema: dict[str, Any] = json.loads(resource("schemas", "document.schema.json").read_text("utf-8"))
    return schema


@cache
def fits() -> Callable[[Any], bool]:
    """Return the fast verdict on a document."""
    return shape.verdict(document_schema())


def check_shape(document: Document) -> Iterator[Diagnostic]:
    """Yield what in a document does not fit the schema."""
    wrong = ((index, value) for index, value in enumerate(document.values) if value is not None and not fits()(value))
    for index, value in islice(wrong, limits.PROBLEMS_PER_FILE + 1):
        for problem in shape.problems(value, document_schema()):
            yield _diagnostic(document, problem, (index, *problem.path))


def _diagnostic(document: Document, problem: shape.Problem, path: tuple[str | int, ...]) -> Diagnostic:
    code = CODES.get(problem.kind, "DOC007")
    span = document.key_span(path) if problem.at_key else document.value_span(path)
    if problem.path == () and code == "DOC007":
        message = _(
            "a document is a mapping of collections, such as `journeys:`, not {found}", found=shape.shown(problem.found)
        )
        return diagnostic(document, span, code, message, help=_("begin with a line such as `journeys:`"))
    fix = _respelled(document, path, problem.suggestion) if code == "DOC005" and problem.suggestion else None
    return diagnostic(document, span, code, shape.describe(problem), help=shape.advice(problem), fix=fix)


def _respelled(document: Document, path: tuple[str | int, ...], name: str) -> Fix | None:
    found = document.key_offsets(path)
    if found is None:
        return None
    return Fix(_("rename it to '{name}'", name=name), (Edit(document, *found, name),))


def check_value(document: Document, marked: Marked, root: Path) -> Diagnostic | None:
    """Return what is wrong with a marked value that is no reference; nothing when it is right."""
    judge = JUDGES.get(marked.kind)
    verdict = judge(marked.value, root) if judge else None
    if verdict is None:
        return None
    message, help_ = verdict
    return diagnostic(document, document.value_span(marked.path), "DOC007", message, help=help_)


def is_right(kind: str, value: str, root: Path) -> bool:
    """Tell whether the value of a mark is right, by what stands outside its document now."""
    judge = JUDGES.get(kind)
    return judge is None or judge(value, root) is None


Verdict = tuple["Message", "Message"]


def _judge_date(value: str, _root: Path) -> Verdict | None:
    try:
        day(value)
    except ValueError:
        return _("there is no day '{day}'", day=value), _("write year, month and day, such as 2026-11-23")
    return None


def _judge_opening(value: str, _root: Path) -> Verdict | None:
    try:
        opening(value)
    except ValueError as error:
        help_ = _("write `24/7`, or ranges such as `mon-fri 08:00-20:00, sat 09:00-17:00`")
        return _("'{part}' cannot be read as opening hours", part=shape.shown_key(str(error))), help_
    return None


def _judge_url(value: str, _root: Path) -> Verdict | None:
    try:
        parts = urlsplit(value)
    except ValueError:
        return _("'{url}' is not an address", url=shape.shown_key(value)), _("write https://…")
    if any(char.isspace() or not char.isprintable() for char in value):
        message = _("'{url}' holds a blank or a character that nobody sees", url=shape.shown_key(value))
        return message, _("write a blank in an address as %20, or take it out")
    if parts.scheme.lower() in SCHEMES and (parts.netloc or parts.scheme.lower() == "mailto"):
        return None
    message = _("'{url}' is not a link that a page may carry", url=shape.shown_key(value))
    return message, _("links begin with https://, http:// or mailto:")


def _judge_path(value: str, root: Path) -> Verdict | None:
    shown = shape.shown_key(value)
    if PurePosixPath(value).is_absolute() or PureWindowsPath(value).anchor or "\x00" in value or "\\" in value:
        return _("'{path}' is not a path inside the workspace", path=shown), _(
            "use a path relative to journeyctl.yaml, with /"
        )
    try:
        is_inside, exists = files.inside(root, root / value), (root / value).is_file()
    except OSError:
        is_inside, exists = True, False
    if ".." in PurePosixPath(value).parts or not is_inside:
        return _("'{path}' leads outside the workspace", path=shown), _(
            "put the file inside the workspace, and name it without '..'"
        )
    return (
        None
        if exists
        else (_("there is no file '{path}'", path=shown), _("paths are relative to the folder of journeyctl.yaml"))
    )


def _judge_time_zone(value: str, _root: Path) -> Verdict | None:
    try:
        zoneinfo.ZoneInfo(value)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return _("'{zone}' is not a time zone", zone=shape.shown_key(value)), _("write a name such as Europe/Amsterdam")
    return None


JUDGES: dict[str, Callable[[str, Path], Verdict | None]] = {
    "date": _judge_date,
    "open": _judge_opening,
    "url": _judge_url,
    "path": _judge_path,
    "time-zone": _judge_time_zone,
}
