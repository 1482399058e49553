"""Pictures that authors bring: an image goes along as it is, an SVG is written anew without what acts."""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from journeyctl.source import files
from journeyctl.source.limits import MIB

if TYPE_CHECKING:
    from pathlib import Path

    from journeyctl.model import Workspace

LIMIT = 5 * MIB
SIGNS = {
    ".png": b"\x89PNG\r\n\x1a\n",
    ".jpg": b"\xff\xd8\xff",
    ".jpeg": b"\xff\xd8\xff",
    ".gif": b"GIF8",
    ".webp": b"RIFF",
}
SVG = "http://www.w3.org/2000/svg"
ELEMENTS = frozenset(
    [
        "svg",
        "g",
        "path",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
        "text",
        "tspan",
        "title",
        "desc",
        "defs",
        "linearGradient",
        "radialGradient",
        "stop",
        "clipPath",
        "mask",
        "pattern",
        "symbol",
        "use",
        "marker",
    ]
)
REFERS = re.compile(r"url\(\s*['\"]?(?!#)|@import|expression|javascript:", re.IGNORECASE)


def named(workspace: Workspace) -> set[str]:
    """Return the pictures that contact moments bring, as documents name them."""
    shared = (touchpoint.spec.media for touchpoint in workspace.touchpoints.values())
    own = (step.media for journey in workspace.journeys.values() for step in journey.steps)
    return {one.src for one in (*shared, *own) if one}


def media_path(root: Path, written: str) -> str | None:
    """Return where a picture of the workspace stands on the site; None when it cannot be used."""
    found = picture(root, written)
    return found[0] if found else None


def picture(root: Path, written: str) -> tuple[str, bytes] | None:
    """Return where a picture of the workspace stands on the site, and its bytes there; None when it cannot be used."""
    data = _content(root, written)
    return (f"media/{_name(written)}", data) if data else None


def _content(root: Path, written: str) -> bytes | None:
    try:
        data = files.read_bytes(root, root / written, LIMIT)
    except files.Unreadable:
        return None
    ending = PurePosixPath(written).suffix.lower()
    if ending == ".svg":
        return clean_svg(data)
    return data if ending in SIGNS and data.startswith(SIGNS[ending]) else None


def _name(written: str) -> str:
    path = PurePosixPath(written)
    stem = re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-") or "picture"
    return f"{stem[:40]}-{hashlib.sha256(written.encode()).hexdigest()[:8]}{path.suffix.lower()}"


def clean_svg(data: bytes) -> bytes | None:
    """Return an SVG with the elements and attributes that draw, and nothing else; None when it is no SVG."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        return None
    try:
        root = ET.fromstring(data)  # noqa: S314 - no document type, so no entities; at most 5 MiB
    except (ET.ParseError, ValueError, RecursionError):
        return None
    if root.tag != f"{{{SVG}}}svg":
        return None
    ET.register_namespace("", SVG)
    _clean(root)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=False)
    return written


def _clean(element: ET.Element) -> None:
    for name, value in list(element.attrib.items()):
        if not _draws(name, value):
            del element.attrib[name]
    for child in list(element):
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag.removeprefix(f"{{{SVG}}}") in ELEMENTS and tag.startswith(f"{{{SVG}}}"):
            _clean(child)
        else:
            element.remove(child)


def _draws(name: str, value: str) -> bool:
    if name.endswith("href"):
        return value.startswith("#")
    return not name.startswith("{") and not name.lower().startswith("on") and not REFERS.search(value)
