"""What a finding is known by from one run to the next: rule, entity, and path inside the entity; never its line.

Items of a list are known by their id, else by what they say, so that taking the first of three out does not make the
second one the first. What is equal all the same is counted: the second is `…#2`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from journeyctl.lint.address import Address, entity_of
from journeyctl.source import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from journeyctl.diagnostics import Diagnostic, Key

TELLING = ("to", "journey", "item", "touchpoint", "text", "title", "url", "src", "name", "date", "kpi", "change", "of")
LONGEST = 40


def numbered(findings: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield the findings, those that would be known by the same key told apart by a number."""
    seen: Counter[Key] = Counter()
    for finding in findings:
        seen[finding.key] += 1
        times = seen[finding.key]
        yield finding if times == 1 else replace(finding, entity_path=f"{finding.entity_path}#{times}")


def address_of(place: Place) -> Address:
    """Return the entity that a place is in and the path inside it, items known by what they say."""
    address = entity_of(place)
    names = address.inside.split("/") if address.inside else []
    if not any(name.isdecimal() for name in names) or len(names) > len(place.path):
        return address
    return Address(address.entity, "/".join(_steady(place, names)))


def _steady(place: Place, names: list[str]) -> Iterator[str]:
    value = place.document.values[int(place.path[0])] if place.document.values else None
    inside = len(place.path) - len(names)
    for number, step in enumerate(place.path[1:], 1):
        value = _inner(value, step)
        if number >= inside:
            name = names[number - inside]
            yield _said(value) or name if isinstance(step, int) and name == str(step) else name


def _inner(value: Any, step: str | int) -> Any:
    try:
        return value[step]
    except (KeyError, IndexError, TypeError):
        return None


def _said(value: Any) -> str:
    """Return the words by which people know an item: the item itself, or the field that tells what it is."""
    if isinstance(value, dict):
        telling = next((value[name] for name in TELLING if name in value), None)
        return _said(next(iter(value.values()), None) if telling is None and _is_text(value) else telling)
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return " ".join(str(value).split())[:LONGEST].replace("/", "∕")  # noqa: RUF001 - a slash would cut the path
    return ""


def _is_text(value: dict[str, Any]) -> bool:
    """Tell whether a mapping is a text in several languages."""
    return all(isinstance(one, str) and len(key) == 2 for key, one in value.items())  # noqa: PLR2004 - such as `nl`


def addressed(findings: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield the compiler's findings with the entity they are about, found by where they stand."""
    for finding in findings:
        document = finding.document
        if finding.entity or not document.text:
            yield finding
        else:
            path = document.path_at(document.lines.offset(finding.span.line, finding.span.column))
            address = address_of(Place(document, path))
            yield replace(finding, entity=address.entity, entity_path=address.inside)
