"""Write docs/reference/reports.md from the reports themselves: what each tells, its tables, columns and notes."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from journeyctl.analyse.reports import load, names
from journeyctl.compiler import compile_documents
from journeyctl.i18n import Localised
from journeyctl.settings import Settings

if TYPE_CHECKING:
    from journeyctl.analyse.sheet import Column, Sheet, Table

FILE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "reports.md"
HEAD = """# Reports

<!-- Written by tools/write_reports.py. -->

`journeyctl report NAME` prints one of these; `journeyctl report` lists them. `--format` is `text` (with small charts),
`json`, `csv` or `markdown`; `--table KEY` takes one table of a report, and CSV holds the first unless you ask for
another. `--today` sets the day on which ages are judged, and `--lang` the language. `--since REF` and the format
`badge` are for `health` alone.

JSON and CSV hold codes (`full`, `experiment`) where text holds words, and figures as they are, to six decimals. A value
that is not known is `null` in JSON and empty in CSV. A key, its meaning and its unit change only with `version`.
`journeyctl schema report` prints the schema of JSON, which is committed as `schemas/report.schema.json`.
A list is joined by `; ` in CSV. What a spreadsheet would run as a formula gets a quote in front.
"""


def page() -> str:
    """Return the page; the columns of an empty workspace are those of any other."""
    workspace = compile_documents([], FILE.parent, Settings()).workspace
    blocks = [HEAD]
    for name in names():
        found = load(name)
        blocks.append(_section(name, _say(found.summary), found.write(workspace, date.min)))
    return "\n\n".join(block.strip("\n") for block in blocks) + "\n"


def _section(name: str, summary: str, sheet: Sheet) -> str:
    labels = {"formula": "Computed", "inputs": "Reads", "left-out": "Leaves out", "source": "Source"}
    notes = [f"- {labels[note.kind]}: {_say(note.words)}" for note in sheet.notes]
    tables = [_table(table) for table in sheet.tables]
    return "\n\n".join([f"## {name}", f"{summary[:1].upper()}{summary[1:]}.", "\n".join(notes), *tables])


def _table(table: Table) -> str:
    rows = [_row(column) for column in table.columns]
    head = _line("key", "kind", "unit", "meaning", "in text")
    return "\n".join([f"### `{table.key}`: {_say(table.heading)}\n", head, "|---|---|---|---|---|", *rows])


def _row(column: Column) -> str:
    shown = "" if column.for_machines else "yes"
    return _line(f"`{column.key}`", column.kind, _say(column.unit), _say(column.meaning), shown)


def _line(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _say(words: object) -> str:
    return words.in_language("en") if isinstance(words, Localised) else str(words)


if __name__ == "__main__":
    FILE.write_text(page(), encoding="utf-8", newline="\n")
