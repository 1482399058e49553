"""A comparison as JSON for other tools, versioned; kinds are collections, `phases` and `steps` (`JOURNEY/ID`)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from journeyctl.report.json import as_json

if TYPE_CHECKING:
    from journeyctl.history.facts import Thing
    from journeyctl.history.show.base import Field, Shown

VERSION = 1


def render(shown: Shown) -> str:
    """Return a comparison as one JSON document."""
    document = {
        "version": VERSION,
        "base": shown.say(shown.base),
        "head": shown.say(shown.head),
        "meaning": shown.meaning,
        "added": [_thing(thing, shown) for thing in shown.added],
        "removed": [_thing(thing, shown) for thing in shown.removed],
        "renamed": [{"kind": now.key.kind, "from": then.key.id, "to": now.key.id} for then, now in shown.renamed],
        "changed": [_change(thing, fields, shown) for thing, fields in shown.changed],
        "findings": {
            "introduced": [as_json(finding, shown.language) for finding in shown.findings.introduced],
            "resolved": [as_json(finding, shown.language) for finding in shown.findings.resolved],
        },
        "not_compared": shown.unread,
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _thing(thing: Thing, shown: Shown) -> dict[str, Any]:
    return {"kind": thing.key.kind, "id": thing.key.id, "name": shown.name(thing)}


def _change(thing: Thing, fields: list[Field], shown: Shown) -> dict[str, Any]:
    values = [{"field": field.name, "before": field.before, "after": field.after} for field in fields]
    return _thing(thing, shown) | {"fields": [field.name for field in fields], "values": values}
