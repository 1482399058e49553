"""The machine-readable twin of a page: the same facts as JSON, and what was written about its subject."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import msgspec

from journeyctl.site import blocks

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
    if isinstance(block, blocks.Table):
        return _table(block)
    if isinstance(block, blocks.PictureBlock):
        return {"picture": block.title, **(_table(block.facts) if block.facts else {})}
    if isinstance(block, blocks.Findings):
        return {"findings": [_finding(item) for item in block.items]}
    if isinstance(block, blocks.Details):
        return {"facts": {fact.label: fact.value.plain for fact in block.items}}
    if isinstance(block, blocks.Figures):
        return {"figures": {label: figure for label, figure, _small, _state in block.items}}
    if isinstance(block, blocks.Todos):
        return {
            "todo": [
                {"what": t.what.plain, "about": t.help.plain, "when": t.when, "late": t.is_late} for t in block.items
            ]
        }
    if isinstance(block, blocks.Chain):
        return {"chain": [[one.plain for one in link.items] for link in block.links]}
    return None


def _table(table: blocks.Table) -> dict[str, Any]:
    rows = [[cell.plain for cell in row.cells] for row in table.rows]
    return {"columns": [column.title for column in table.columns], "rows": rows}


def _finding(item: blocks.FindingItem) -> dict[str, str]:
    return {
        "severity": item.severity,
        "code": item.code,
        "message": item.what,
        "help": item.help,
        "owner": item.who.plain,
    }
