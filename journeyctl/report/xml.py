"""What the XML formats share: elements with texts that XML can carry."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from journeyctl.report.base import escaped

if TYPE_CHECKING:
    from collections.abc import Mapping

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def element(
    tag: str, attributes: Mapping[str, str | int], parent: ET.Element | None = None, text: str = ""
) -> ET.Element:
    """Return a new element, at the end of its parent; what XML cannot carry in its texts is written out."""
    written = {key: escaped(str(value), "\n") for key, value in attributes.items()}
    made = ET.Element(tag, written) if parent is None else ET.SubElement(parent, tag, written)
    made.text = escaped(text, "\n") or None
    return made


def serialised(root: ET.Element) -> str:
    """Return a document, indented."""
    ET.indent(root)
    return HEAD + ET.tostring(root, encoding="unicode") + "\n"
