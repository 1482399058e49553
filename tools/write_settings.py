"""Write docs/reference/settings.md from the schema of journeyctl.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from tables import flow, table

from journeyctl.model.schema import schemas

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "settings.md"
HEAD = """# Settings

<!-- Written by tools/write_settings.py from journeyctl/settings.py; change it there. -->

`journeyctl.yaml` stands at the top of a workspace; the nearest one above the working directory counts, or the one that
`--root` names. Every setting may be left out. Its schema is `journeyctl schema settings`.

```yaml
version: 1
name: Meander Rail
languages: [nl, en]
lint:
  profile: strict
  severity: {MEA005: info}
  options: {STR002: {max-phases: 9}}
site:
  title: Meander Rail
```
"""
Part = dict[str, Any]


def page() -> str:
    """Return the page: the settings at the top, then each part under the name of its setting."""
    schema = schemas()["settings"]
    parts = dict(_parts("", schema, schema["$defs"]))
    paths = {id(part): path for path, part in parts.items()}
    sections = [_section(path, part, paths, schema["$defs"]) for path, part in parts.items()]
    return "\n\n".join(block.strip("\n") for block in (HEAD, *sections)) + "\n"


def _parts(path: str, part: Part, known: Part) -> Iterator[tuple[str, Part]]:
    """Yield a part of the settings and the parts in it, each with its path."""
    yield path, part
    for key, value in part["properties"].items():
        for inner in _named(value, known):
            yield from _parts(f"{path}.{key}".lstrip("."), inner, known)


def _named(value: Part, known: Part) -> Iterator[Part]:
    """Yield the parts that stand in a setting: itself, one of several, or the entries of its list."""
    if "$ref" in value:
        yield known[value["$ref"].rpartition("/")[2]]
    for one in (*value.get("anyOf", ()), *([value["items"]] if "items" in value else [])):
        yield from _named(one, known)


def _section(path: str, part: Part, paths: dict[int, str], known: Part) -> str:
    title = f"`{path}`" if path else "At the top"
    needed = part.get("required", ())
    rows = [_row(key, value, paths, known, is_needed=key in needed) for key, value in part["properties"].items()]
    head = table(("setting", "what it says", "what one may write", "default", "example"), rows)
    return f"## {title}\n\n{part.get('description', '') if path else ''}\n\n{head}".replace("\n\n\n\n", "\n\n")


def _row(key: str, value: Part, paths: dict[int, str], known: Part, *, is_needed: bool) -> tuple[str, ...]:
    meaning = f"**required**: {value.get('description', '')}" if is_needed else value.get("description", "")
    default = _code(value["default"]) if value.get("default") not in (None, "", [], {}) else ""
    examples = " · ".join(_code(example) for example in value.get("examples", ()))
    return f"`{key}`", meaning, _kind(value, paths, known), default, examples


def _kind(value: Part, paths: dict[int, str], known: Part) -> str:
    """Return in words what may be written."""
    if "$ref" in value:
        path = paths[id(known[value["$ref"].rpartition("/")[2]])]
        return f"[settings](#{path.replace('.', '')})"
    if "anyOf" in value:
        return ", ".join(_kind(one, paths, known) for one in value["anyOf"] if one.get("type") != "null")
    if "enum" in value or "const" in value:
        return ", ".join(_code(one) for one in value.get("enum", [value.get("const")]))
    return "".join(_plain(value, paths, known))


def _plain(value: Part, paths: dict[int, str], known: Part) -> Iterator[str]:
    kind = value.get("type", "")
    if kind == "array":
        yield f"a list of: {_kind(value.get('items', {}), paths, known)}"
    elif kind == "object":
        yield "a value for each name"
    else:
        yield {"string": "text", "integer": "a whole number", "boolean": "`true` or `false`"}.get(kind, "anything")
    if "pattern" in value:
        yield f" of the form `{value['pattern']}`"


def _code(value: Any) -> str:
    return f"`{flow(value)}`"


if __name__ == "__main__":
    FILE.write_text(page(), encoding="utf-8", newline="\n")
