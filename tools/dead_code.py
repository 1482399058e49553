"""Name the code that nothing uses: vulture, told what it cannot see.

Code that only tests use is dead, too; helpers of tests are looked at beside everything else. Exits with 1 when there is
any.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, nodes
from vulture import Vulture  # type: ignore[import-untyped] # it has no types

from journeyctl.history.record import breaks
from journeyctl.lint import built_in
from journeyctl.model.manifest import Manifest
from journeyctl.model.spec.base import Spec

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
OURS = ("journeyctl", "tools", "benchmarks")
FOUND = ("@rule", "@breaking_change", "@pytest.fixture")
"""What these decorate is found by looking: by the registry, or by pytest."""

READ_BY_OTHERS = {
    "obj": "click hands it to commands",
    "context_class": "click reads it",
    "formatter_class": "click reads it",
    "format_commands": "click calls it",
    "globals": "Jinja reads it",
    "template_class": "Jinja reads it",
    "load_bytecode": "Jinja calls it",
    "dump_bytecode": "Jinja calls it",
    "get_source": "Jinja calls it",
    "validateLink": "markdown-it calls it",
    "creation_date": "Babel reads it",
    "revision_date": "Babel reads it",
    "server_name": "http.server reads it",
    "server_version": "http.server reads it",
    "sys_version": "http.server reads it",
    "do_HEAD": "http.server calls it",
    "log_message": "http.server calls it",
    "flavor": "fontTools reads it",
    "buffer_text": "expat reads it",
    "StartDoctypeDeclHandler": "expat calls it",
    "StartElementHandler": "expat calls it",
    "EndElementHandler": "expat calls it",
    "CharacterDataHandler": "expat calls it",
    "usWeightClass": "fontTools writes it into the font",
    "fsSelection": "fontTools writes it into the font",
    "macStyle": "fontTools writes it into the font",
    "created": "fontTools writes it into the font",
    "modified": "fontTools writes it into the font",
    "recalcTimestamp": "fontTools reads it",
    "lsp_*": "pygls calls it",
    "pytestmark": "pytest reads it",
    "handle_starttag": "html.parser calls it",
    "test_*": "pytest calls it",
    "pytest_*": "pytest calls it",
}


def unused() -> list[str]:
    """Return what nothing uses: first what no program of ours uses, then what not even a test uses."""
    return [*dict.fromkeys([*_unused(OURS), *_unused((*OURS, "tests"))])]


def _unused(folders: tuple[str, ...]) -> Iterator[str]:
    seeker = Vulture(ignore_decorators=FOUND, ignore_names=[*READ_BY_OTHERS, *known()])
    seeker.scavenge([str(ROOT / folder) for folder in folders])
    for item in seeker.get_unused_code():
        yield f"{item.filename.relative_to(ROOT)}:{item.first_lineno}: {item.message}"


def known() -> set[str]:
    """Return the names that are used where vulture does not look: by templates, in documents, by the registry."""
    records = {rule.name.replace("-", "_") for rule in (*built_in(), *breaks())}
    return {*in_templates(), *fields(Spec), *Manifest.__struct_fields__, *records}


def in_templates() -> Iterator[str]:
    """Yield every name that a template reads."""
    for file in sorted((ROOT / "templates").rglob("*.*")):
        if file.suffix in {".html", ".j2", ".svg", ".xml"}:
            tree = Environment(extensions=["jinja2.ext.i18n"], autoescape=True).parse(file.read_text("utf-8"))
            yield from (node.attr for node in tree.find_all(nodes.Getattr))
            yield from (node.name for node in tree.find_all(nodes.Name))


def fields(struct: type) -> Iterator[str]:
    """Yield the fields of what is read from documents and written to the manifest, whoever looks at them."""
    for one in struct.__subclasses__():
        yield from getattr(one, "__struct_fields__", ())
        yield from fields(one)


if __name__ == "__main__":
    found = unused()
    print(*found, sep="\n", end="\n" if found else "")
    sys.exit(1 if found else 0)
