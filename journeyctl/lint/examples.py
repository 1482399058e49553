"""Runs the examples in rules' docstrings, so that what the docs show is what the linter does.

An example is a document. What it refers to and does not define (`owner: service`, `channel: phone`) comes from a small
catalogue, written out behind it as a second document; so an example stays short and still compiles when pasted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journeyctl.lint.record import FAMILIES
from journeyctl.source import parse

if TYPE_CHECKING:
    from journeyctl.lint.record import Rule

FILE = "example.yaml"
CATALOGUE: dict[str, dict[str, str]] = {
    "owners": {
        "service": "{name: Customer service, kind: team}",
        "sales": "{name: Sales, kind: team}",
        "stores": "{name: Stores, kind: team}",
    },
    "channels": {
        "web": "{name: Website, kind: web}",
        "app": "{name: App, kind: app}",
        "phone": "{name: Phone, kind: phone}",
        "email": "{name: E-mail, kind: email}",
        "chat": "{name: Chat, kind: chat}",
        "store": "{name: Store, kind: store}",
    },
    "personas": {"customer": "{name: Customer}"},
    "kpis": {
        "ease": "{name: Ease, kind: ces, scale: {min: 1, max: 7}, owner: service, target: {at_least: 5}}",
        "nps": "{name: NPS, kind: nps, owner: service, target: {at_least: 30}}",
    },
    "processes": {"handle-order": "{name: Handle an order, layer: backstage, owner: service}"},
    "data": {
        "order-history": "{name: Order history, personal: true, purpose: Help, legal_basis: contract, retention: P2Y}"
    },
    "insights": {"interviews": "{name: Interviews, kind: fact, date: 2026-05-12}"},
}


def complete(example: str) -> str:
    """Return an example with what it refers to and does not define, ready to be saved and linted."""
    document = parse(FILE, example)
    used = _words(document.values)
    collections = []
    for collection, entries in CATALOGUE.items():
        defined = {key for value in document.values if isinstance(value, dict) for key in value.get(collection) or ()}
        added = [f"  {name}: {entry}" for name, entry in entries.items() if name in used and name not in defined]
        if added:
            collections.append("\n".join([f"{collection}:", *added]))
    if not collections:
        return f"{example}\n"
    added_text = "\n".join(collections)
    extra = complete(added_text) if _words((parse(FILE, added_text).values,)) - used else f"{added_text}\n"
    missing = "\n".join(line for line in extra.splitlines() if line != "---")
    return f"{example}\n---\n{_merged(missing)}"


def pasteable(rule: Rule, example: str) -> str:
    """Return an example as a reader can use it: completed, but for what is no document and what shows two of them."""
    is_whole = rule.doc.is_bytes or rule.family == FAMILIES["BRK"]
    return example if is_whole or not example else complete(example)


def _merged(text: str) -> str:
    """Bring lines of one collection together when the catalogue's own references added a second block of it."""
    blocks: dict[str, list[str]] = {}
    current: list[str] = []
    for line in text.splitlines():
        if not line.startswith(" "):
            current = blocks.setdefault(line, [])
        elif line not in current:
            current.append(line)
    return "".join(f"{head}\n" + "".join(f"{line}\n" for line in lines) for head, lines in blocks.items())


def _words(values: Any) -> set[str]:
    if isinstance(values, dict):
        return {word for value in values.values() for word in _words(value)}
    if isinstance(values, list | tuple):
        return {word for value in values for word in _words(value)}
    return {values} if isinstance(values, str) else set()
