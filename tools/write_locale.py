"""Bring the catalogues of texts in step with the code: extract, merge into each language, compile.

`--check` writes nothing; it fails when a catalogue is out of step, incomplete, or breaks a placeholder.
"""

from __future__ import annotations

import ast
import io
import string
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"
LANGUAGES = ("nl",)
MARKERS = {"_": 1, "plural": 2}
NO_DAY = datetime(2026, 1, 1, tzinfo=UTC)  # Babel writes the hour of the day into what it compiles
KEYWORDS = {**DEFAULT_KEYWORDS, "_": None, "plural": (1, 2), "n_": (1, 2)}


def extracted() -> Catalog:
    """Return every text in the code and the templates."""
    with (ROOT / "tools" / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    catalog = Catalog(project="journeyctl", charset="utf-8")
    for _path, _line, message, _comments, context in extract_from_dir(ROOT, methods, options, keywords=KEYWORDS):
        catalog.add(message, context=context)
    for file in sorted((ROOT / "journeyctl").rglob("*.py")):
        for message in texts_in(file):
            catalog.add(message)
    return catalog


def texts_in(file: Path) -> Iterator[str | tuple[str, str]]:
    """Yield the texts of a Python file, also those inside f-strings and inside other calls, which Babel passes over."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or node.func.id not in MARKERS:
            continue
        count = MARKERS[node.func.id]
        words = [argument.value for argument in node.args[:count] if isinstance(argument, ast.Constant)]
        if len(words) != count or not all(isinstance(word, str) for word in words):
            sys.exit(f"{file}:{node.lineno}: a text for people has to stand in the call, or it cannot be translated")
        yield words[0] if len(words) == 1 else (words[0], words[1])


def merged(language: str, template: Catalog) -> Catalog:
    """Return a language's catalogue with new texts added and lost ones dropped; what is written stays."""
    file = LOCALE / language / "LC_MESSAGES" / "journeyctl.po"
    known = Catalog(locale=language)
    if file.exists():
        with file.open("rb") as stream:
            known = read_po(stream, locale=language)
    catalog = Catalog(locale=language, project="journeyctl", charset="utf-8", fuzzy=False)
    for message in sorted((entry for entry in template if entry.id), key=lambda entry: str(entry.id)):
        written = known.get(message.id)
        catalog.add(message.id, written.string if written else "")
    return catalog


def written(catalog: Catalog) -> tuple[bytes, bytes]:
    """Return a catalogue as the bytes of its .po and its .mo file, the same every time."""
    po, mo = io.BytesIO(), io.BytesIO()
    catalog.mime_headers = [header for header in catalog.mime_headers if "Date" not in header[0]]
    write_po(po, catalog, width=120, omit_header=True, no_location=True)
    head = f'msgid ""\nmsgstr ""\n"Language: {catalog.locale_identifier}\\n"\n'
    head += '"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
    full = head.encode() + b"\n" + po.getvalue().lstrip()
    read = read_po(io.BytesIO(full), locale=catalog.locale_identifier)
    read.creation_date = read.revision_date = NO_DAY
    write_mo(mo, read)
    return full, mo.getvalue()


def faults(catalog: Catalog) -> list[str]:
    """Return the texts that lack a translation, or whose translation has other placeholders."""
    wrong = []
    for message in catalog:
        if not message.id:
            continue
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        wanted = message.id if isinstance(message.id, tuple) else (message.id,)
        if not all(forms):
            wrong.append(f"not translated: {wanted[0]!r}")
        elif _holes(forms[-1]) != _holes(wanted[-1]) or not _holes(" ".join(forms)) <= _holes(" ".join(wanted)):
            wrong.append(f"other placeholders: {wanted[0]!r}")
    return wrong


def _holes(text: str) -> set[str]:
    return {name for _text, name, _format, _conversion in string.Formatter().parse(text) if name}


def main() -> int:
    """Write the catalogues, or check them."""
    check = "--check" in sys.argv
    template, wrong = extracted(), []
    for language in LANGUAGES:
        catalog = merged(language, template)
        folder = LOCALE / language / "LC_MESSAGES"
        for name, content in zip(("journeyctl.po", "journeyctl.mo"), written(catalog), strict=True):
            file = folder / name
            if check and (not file.exists() or file.read_bytes() != content):
                wrong.append(f"{file.relative_to(ROOT)} is out of step: run `make generated`")
            elif not check:
                folder.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)
        wrong += [f"{language}: {fault}" for fault in faults(catalog)]
    print("\n".join(wrong))
    return 1 if wrong and check else 0


if __name__ == "__main__":
    sys.exit(main())
