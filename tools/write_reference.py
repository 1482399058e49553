"""Write docs/reference/language.md and docs/reference/manifest.md from the structs of the language.

Run from the checkout:

    python tools/write_reference.py           # write both pages
    python tools/write_reference.py --check   # exit 1 when a committed page differs

Which rules look at a field is not written down anywhere: it is seen. Every rule runs over its own examples, over the
example workspace and over tests/cases/whole-language, while the structs note which of their fields it reads.
"""

from __future__ import annotations

import inspect
import re
import sys
import tempfile
import types
import typing
from collections import defaultdict
from contextlib import contextmanager
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Annotated, Any, Literal, Union

import msgspec
from tables import flow

from journeyctl.compiler import compile_documents
from journeyctl.compiler.loading import load
from journeyctl.compiler.references import ONE
from journeyctl.lint import Choice, Rule, built_in, select
from journeyctl.lint.examples import complete
from journeyctl.lint.runner import AFTERTHOUGHTS
from journeyctl.model import spec
from journeyctl.model.manifest import Manifest
from journeyctl.model.spec.base import CURRENCY, Spec
from journeyctl.model.stages import BUILT_IN
from journeyctl.model.values import DATE, DURATION, Note, Text
from journeyctl.settings import LintSettings, Settings, load_settings
from journeyctl.source import Document, parse

if typing.TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "reference"
TODAY = date(2026, 11, 23)
WORKSPACES = (ROOT, ROOT / "tests" / "cases" / "whole-language")
MOST = 12
Readers = dict[tuple[str, str], set[str]]

MARKS = {
    "date": "[date](#values)", "open": "[opening hours](#values)", "url": "[link](#values)", "path": "[path](#values)",
    "time-zone": "time zone", "step": "id of a step of this journey", "entry-step": "id of a step of that journey",
    "journey-step": "`journey/step`",
}  # fmt: skip
FORMS = {DATE: "[date](#values)", DURATION: "[duration](#values)", CURRENCY: "currency code"}
PLAIN = {str: "string", int: "whole number", float: "number", bool: "`true` or `false`", Any: "anything"}

LANGUAGE = """\
# The language

<!-- Written by tools/write_reference.py from journeyctl/model/spec; change it there. -->

A document is one YAML mapping. Its keys are the collections below, each a mapping from id to entity; any file under a
source folder may hold any of them. What is marked *required* must be there or the document does not compile. All else
may wait: the linter asks for what a reader would miss.

"Rules" names the rules that read a field: `journeyctl explain CODE` says what each wants. It is seen, not listed by
hand: every rule runs over examples while the fields note who reads them. A field that more than a dozen rules read
says "many".

## Values

| Value | How it is written |
|---|---|
| id | lower-case letters, digits and single hyphens, at most 64 characters; unique in its collection |
| text | a string in the first of the workspace's languages, or one a language: `{nl: Balie, en: Desk}`; CommonMark |
| date | `2026-11-23` |
| duration | ISO 8601: `PT4H` is four hours, `P3D` three days, `P6M` six months |
| opening hours | `24/7`, or ranges: `mon-fri 08:00-20:00, sat 09:00-17:00` |
| link | an address that begins with `https://`, `http://` or `mailto:` |
| path | a file inside the workspace, relative to the folder of journeyctl.yaml, with `/` |
| `x-…` | any mapping may hold keys that begin with `x-`; they are kept, and never judged |

YAML is read as its version 1.2 says: `no`, `on` and dates are strings; `true`, `false`, `null`, whole numbers and
decimal numbers are typed. Anchors, aliases, merge keys and tags are refused: define a thing once in a collection and
refer to its id.
"""

MANIFEST = """\
# The manifest

<!-- Written by tools/write_reference.py from journeyctl/model/manifest.py; change it there. -->

`journeyctl export json` writes the compiled workspace as one JSON document: the one thing other tools need to read.
Its schema is [schemas/manifest.schema.json](../../schemas/manifest.schema.json) (`journeyctl schema manifest`).

```console
$ journeyctl export json -o manifest.json
```

- `written` is everything that people wrote, from all files, as one valid document of [the language](language.md), `x-`
  keys included. Readings of KPIs stand in place, the oldest first, also those that came from a CSV file. JSON is YAML:
  saved as a `.yaml` file in a source folder, `written` compiles to the same workspace. Notes under the same `x-` key
  beside collections, in several files, become a list.
- `resolved` is what follows from it, so that a reader need not know the rules of inheritance: a step's owner, channel
  and initiator wherever they were written, the lists of step and touchpoint added up, and where each step leads, also
  when only the order of the steps says so. A text is always a mapping by language, an emotion always a mapping. What is
  not stated is left out; an empty list says that there is none.
- The same facts give the same bytes, whatever the order of files and keys: ids and keys are sorted, lists keep their
  order. A workspace that does not compile has no manifest.
- `version` is the version of this format: fields may be added to a version; anything else makes a new one.
"""


def main() -> int:
    """Write the pages, or with ``--check`` say whether the committed ones are current."""
    read_by = readers()
    pages = {"language.md": language_page(read_by), "manifest.md": manifest_page()}
    if "--check" in sys.argv[1:]:
        stale = [name for name, text in pages.items() if not is_current(FOLDER / name, text)]
        print(*(f"docs/reference/{name} is not current" for name in stale), sep="\n", end="\n" if stale else "")
        return 1 if stale else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in pages.items():
        (FOLDER / name).write_text(text, "utf-8", newline="\n")
    return 0


def is_current(file: Path, text: str) -> bool:
    """Tell whether a file holds this text."""
    return file.is_file() and file.read_text("utf-8") == text


def language_page(read_by: Readers) -> str:
    """Return the page about documents."""
    collections = collected()
    parts = reachable([struct for _name, struct in collections], {struct for _name, struct in collections})
    sections = [
        LANGUAGE,
        "## Collections\n",
        *(section(name, struct, read_by) for name, struct in collections),
        stages(),
        "## Parts\n",
        *(section(struct.__name__, struct, read_by) for struct in parts),
    ]
    return "\n".join(sections)


def manifest_page() -> str:
    """Return the page about the manifest."""
    known = {struct for _name, struct in collected()} | set(reachable([spec.DocumentSpec], set()))
    parts: list[type[Spec]] = [Manifest, *reachable([Manifest], {*known, spec.DocumentSpec, Manifest})]
    here = "|".join(struct.__name__.lower() for struct in parts)
    text = "\n".join([MANIFEST, "## Parts\n", *(section(struct.__name__, struct, None) for struct in parts)])
    return re.sub(rf"\]\(#(?!({here})\))", "](language.md#", text)


def collected() -> list[tuple[str, type[Spec]]]:
    """Return the collections with the structs of their entities, in the order of a document."""
    hints = typing.get_type_hints(spec.DocumentSpec)
    return [(name, structs_in(hints[name])[0]) for name in spec.DocumentSpec.__struct_fields__]


def reachable(structs: list[type[Spec]], known: set[type[Spec]]) -> list[type[Spec]]:
    """Return the structs inside structs, each once, in the order in which a reader meets them."""
    found: list[type[Spec]] = []
    pending = list(structs)
    while pending:
        hints = typing.get_type_hints(pending.pop(0))
        inner = [struct for hint in hints.values() for struct in structs_in(hint)]
        new = [struct for struct in dict.fromkeys(inner) if struct not in found and struct not in known]
        found += new
        pending += new
    return found


def structs_in(annotation: Any) -> list[type[Spec]]:
    """Return the structs that an annotation names."""
    if isinstance(annotation, type) and issubclass(annotation, Spec):
        return [annotation]
    return [struct for inner in typing.get_args(annotation) for struct in structs_in(inner)]


def section(title: str, struct: type[Spec], read_by: Readers | None) -> str:
    """Return the section about one struct."""
    hints = typing.get_type_hints(struct, include_extras=True)
    head = ["Field", "What stands there", "Meaning", "Example", *(["Rules"] if read_by is not None else [])]
    fields = msgspec.structs.fields(struct)
    rows = [row(struct, one, hints[one.name], read_by) for one in sorted(fields, key=lambda one: not one.required)]
    lines = [line(head), "|---" * len(head) + "|", *(line(cells) for cells in rows)]
    return "\n".join([f"### {title}\n", f"{inspect.getdoc(struct)}\n", *lines, *choices(struct)]) + "\n"


def choices(struct: type[Spec]) -> list[str]:
    """Return the sentence about fields of which one must be there."""
    for count, names in (("exactly one", struct.exactly_one), ("at least one", struct.any_of)):
        if names:
            return ["", f"Of {' and '.join(f'`{name}`' for name in names)} {count} is required."]
    return []


def row(struct: type[Spec], field: msgspec.structs.FieldInfo, hint: Any, read_by: Readers | None) -> list[str]:
    """Return the cells of one field."""
    metas = [meta for meta in typing.get_args(hint)[1:] if isinstance(meta, msgspec.Meta)]
    meaning = next((meta.description for meta in metas if meta.description), "")
    examples = next((meta.examples for meta in metas if meta.examples), None) or []
    needed = "**required**: " if field.required else ""
    default = f"; default `{flow(field.default)}`" if isinstance(field.default, str | bool) else ""
    cells = [f"`{field.name}`", f"{needed}{kind(hint)}{default}", meaning, " · ".join(f"`{flow(e)}`" for e in examples)]
    return cells if read_by is None else [*cells, rules_of(struct, field.name, read_by)]


def rules_of(struct: type[Spec], name: str, read_by: Readers) -> str:
    """Return the codes of the rules that read a field."""
    codes = sorted(read_by.get((struct.__name__, name), ()))
    return "many" if len(codes) > MOST else ", ".join(codes)


def kind(hint: Any) -> str:
    """Return in words what stands in a field."""
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin is Annotated:
        return annotated(args[0], [meta for meta in args[1:] if isinstance(meta, msgspec.Meta)])
    if origin in (Union, types.UnionType):
        return " or ".join(dict.fromkeys(kind(branch) for branch in args if branch is not type(None)))
    if origin is tuple:
        return f"list of: {kind(args[0])}"
    if origin is dict:
        return f"mapping from {kind(args[0])} to {kind(args[1])}"
    if origin is Literal:
        return ", ".join(f"`{value}`" for value in args)
    return simple(hint)


def simple(hint: Any) -> str:
    """Return in words a type without anything around it."""
    if hint is Text:
        return "[text](#values)"
    if hint is Note:
        return "[text](#values), or `{text: …, opportunity: …}`"
    if hint in PLAIN:
        return PLAIN[hint]
    titles = {struct: name for name, struct in collected()}
    if hint is spec.DocumentSpec:
        return "[document](language.md)"
    return f"[{hint.__name__}](#{titles.get(hint, hint.__name__.lower())})"


def annotated(inner: Any, metas: list[msgspec.Meta]) -> str:
    """Return in words a type with bounds, a form or a mark."""
    for meta in metas:
        if meta.extra:
            mark = meta.extra["mark"]
            return f"id of {article(str(ONE[meta.extra['target']].one))}" if mark == "ref" else MARKS[mark]
        if meta.pattern:
            return FORMS.get(meta.pattern, "[id](#values)")
    return kind(inner) + next((bounds(meta) for meta in metas if meta.ge is not None or meta.le is not None), "")


def bounds(meta: msgspec.Meta) -> str:
    """Return the bounds of a number in words."""
    if meta.ge is not None and meta.le is not None:
        return f", {meta.ge} to {meta.le}"
    return f", at least {meta.ge}" if meta.ge is not None else f", at most {meta.le}"


def article(word: str) -> str:
    """Return a word behind its article."""
    return f"{'an' if word[0].lower() in 'aeio' else 'a'} {word}"


def line(cells: list[str]) -> str:
    """Return one line of a table."""
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |"


def stages() -> str:
    """Return the table of built-in stages."""
    rows = [line([f"`{stage.id}`", stage.name.in_language("en"), stage.moment, f"{stage.order}"]) for stage in BUILT_IN]
    return "\n".join(["### Built-in stages\n", "| Id | Name | Moment | Order |", "|---|---|---|---|", *rows]) + "\n"


def checked_rules() -> list[Rule]:
    """Return the rules that look at workspaces; the compiler's own judge every field, some others only comments."""
    return [rule for rule in built_in() if rule.check and not wants(rule.check) & set(AFTERTHOUGHTS)]


def wants(check: Callable[..., Any]) -> set[str]:
    """Return the names of the facts that a rule asks for."""
    return set(inspect.signature(check).parameters)


def readers() -> Readers:
    """Return which rules read each field, by struct and field."""
    found: Readers = defaultdict(set)
    options = select(built_in(), LintSettings(profile="strict"), Choice()).options
    with tempfile.TemporaryDirectory() as folder:
        for rule in checked_rules():
            for compiled in workspaces(rule, Path(folder)):
                with noting(partial(_add, found, rule.code)):
                    list(rule.find(compiled.workspace, today=TODAY, options=options.get(rule.code, {})))
    for struct, name in list(found):
        share(struct, name, found)
    return found


def _add(found: Readers, code: str, struct: str, name: str) -> None:
    found[struct, name].add(code)


def workspaces(rule: Rule, folder: Path) -> Iterator[Any]:
    """Yield freshly compiled workspaces for a rule to look at, so that nothing is remembered from another rule."""
    for root in WORKSPACES:
        settings, documents = read(root)
        yield compile_documents(documents, root, settings)
    for example in (rule.doc.bad, rule.doc.good):
        if example:
            document = parse("example.yaml", complete(example))
            yield compile_documents([document], folder, Settings(languages=("en", "nl")))


@cache
def read(root: Path) -> tuple[Settings, list[Document]]:
    """Return a workspace's settings and documents: what is written stays the same for every rule."""
    settings = load_settings(root)
    return settings, load(root, settings.sources, {})


def share(struct: str, name: str, found: Readers) -> None:
    """A step's own field and its touchpoint's are one fact: who reads the one reads the other."""
    if struct in ("Step", "Touchpoint") and name in spec.ContactFields.__struct_fields__:
        both = found["Step", name] | found["Touchpoint", name]
        found["Step", name] = found["Touchpoint", name] = both


@contextmanager
def noting(note: Callable[[str, str], Any]) -> Iterator[None]:
    """Have every struct of the language tell which of its fields is read."""

    def read(self: Spec, name: str) -> Any:
        if not name.startswith("__"):
            note(type(self).__name__, name)
        return object.__getattribute__(self, name)

    Spec.__getattribute__ = read  # type: ignore[method-assign,assignment] # it is put back below
    try:
        yield
    finally:
        del Spec.__getattribute__


if __name__ == "__main__":
    sys.exit(main())
