"""The machine-readable twin of a page: the same facts as JSON, and what was written about its subject."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import msgspec

from journeyctl.site import blocks
from journeyctl.site.illustrations import PictureBlock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyctl.site.edition import Edition
    from journeyctl.site.page import Page

VERSION = 1


def twin(edition: Edition, page: Page) -> bytes:
    """Return a page as JSON: its address, its facts, its tables and findings, its subject as written."""
    value: dict[str, Any] = {
        "version": VERSION,
        "language": edition.language,
        "page": f"{edition.folder}{page.path}",
        "title": page.title.text,
        "about": page.lede.plain,
        "facts": {fact.label: fact.value.plain for fact in page.facts},
        "tags": [tag.plain for tag in page.tags],
        "sections": [part for section in page.sections for part in _parts(section)],
    }
    if page.entity:
        value["entity"] = {
            "collection": page.entity.collection,
            "id": page.entity.id,
            "path": page.entity.place.document.path,
            "line": page.entity.place.span.line,
            "written": msgspec.to_builtins(page.entity.spec, enc_hook=lambda one: one.written()),
        }
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _parts(section: blocks.Section) -> Iterator[dict[str, Any]]:
    for block in section.blocks:
        if isinstance(block, blocks.Two):
            for inner in block.sections:
                yield from _parts(inner)
        elif (said := _said(block)) is not None:
            yield {"id": section.id, "title": section.title, "kind": block.kind, **said}


def _said(block: blocks.Block) -> dict[str, Any] | None:
    """Return what a block says; None for what only repeats the subject as written, such as a map or a quote."""
    match block:
        case blocks.Table():
            return _table(block)
        case PictureBlock():
            said: dict[str, Any] = {"picture": block.title, **(_table(block.facts) if block.facts else {})}
        case blocks.Findings():
            said = {"findings": [_finding(item) for item in block.items]}
        case blocks.Details():
            said = {"facts": {fact.label: fact.value.plain for fact in block.items}}
        case blocks.Figures():
            said = {"figures": {label: figure for label, figure, _small, _state in block.items}}
        case blocks.Todos():
            said = {"todo": [_todo(item) for item in block.items]}
        case blocks.Chain():
            said = {"chain": [[one.plain for one in link.items] for link in block.links]}
        case _:
            return None
    return said


def _todo(item: blocks.Todo) -> dict[str, Any]:
    return {"what": item.what.plain, "about": item.help.plain, "when": item.when, "late": item.is_late}


def _table(table: blocks.Table) -> dict[str, Any]:
    rows = [[cell.plain for cell in row.cells] for row in table.rows]
    left_out = {"left_out": table.left_out} if table.left_out else {}
    return {"columns": [column.title for column in table.columns], "rows": rows, **left_out}


def _finding(item: blocks.FindingItem) -> dict[str, str]:
    return {
        "severity": item.severity,
        "code": item.code,
        "message": item.what,
        "help": item.help,
        "owner": item.who.plain,
    }
