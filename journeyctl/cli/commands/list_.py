"""`journeyctl list`: the entities of one kind, as a table, JSON or CSV."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import click

from journeyctl.cli import completing
from journeyctl.errors import JourneyctlError
from journeyctl.i18n import Message, _
from journeyctl.spelling import hint

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from journeyctl.cli.context import Context
    from journeyctl.model import Workspace

Row = dict[str, Any]
FORMATS = ["table", "json", "csv"]
GUTTER = 2  # between two columns


@click.command(
    "list",
    epilog="""\b
Examples:
  journeyctl list journeys
  journeyctl list steps --where owner=app-team --where moment_of_truth=true
  journeyctl list kpis --format csv""",
)
@click.argument("kind", shell_complete=completing.kinds)
@click.option("--where", multiple=True, metavar="FIELD=VALUE", help="Only those with this value; may be repeated.")
@click.option("--format", "format_", type=click.Choice(FORMATS), default="table", help="How to print.")
@click.pass_obj
def command(context: Context, kind: str, where: tuple[str, ...], format_: str) -> None:
    """List the entities of KIND: a collection such as `channels`, or `steps`."""
    from journeyctl.cli.judging import tell_of_left_out
    from journeyctl.compiler import compile_workspace

    workspace = compile_workspace(context.root, context.settings).workspace
    tell_of_left_out(context, workspace)
    found = _rows(workspace, kind, context.language)
    rows = _filtered(found, where, kind)
    if not rows:
        context.log(_nothing(kind, is_empty=not found))
    if format_ == "csv":
        click.echo(_csv(rows, list(found[0]) if found else ["id", "name"]), nl=False)
    else:
        click.echo(_json(rows) if format_ == "json" else _table(rows, context), nl=False)


def _nothing(kind: str, *, is_empty: bool) -> Message:
    """Return what to say where there is nothing to list."""
    if not is_empty:
        return _("no {kind} are like that", kind=kind)
    if kind in ("journeys", "steps"):
        return _(
            "no {kind} yet: write them under `journeys:`; `journeyctl init example` makes one to look at", kind=kind
        )
    return _(
        "no {kind} yet: write them under `{kind}:` in any document; `journeyctl schema {kind}` says how", kind=kind
    )


def _rows(workspace: Workspace, kind: str, language: str) -> list[Row]:
    from journeyctl.model.spec import COLLECTIONS

    if kind == "steps":
        return [_step(step, language) for journey in workspace.journeys.values() for step in journey.steps]
    if kind == "stages":
        return [
            {"id": stage.id, "name": stage.name.in_language(language), "moment": stage.moment, "order": stage.order}
            for stage in workspace.stages.values()
        ]
    if kind not in COLLECTIONS:
        known = [*COLLECTIONS, "steps"]
        raise JourneyctlError(_("there is no collection '{kind}'", kind=kind), hint(kind, known))
    return [_entity(entity, language) for entity in workspace.entities[kind].values()]


def _entity(entity: Any, language: str) -> Row:
    fields = {name: _plain(getattr(entity.spec, name), language) for name in entity.spec.__struct_fields__}
    place = {"path": entity.place.document.path, "line": entity.place.span.line}
    return {"id": entity.id, "name": fields.pop("name"), **fields, **place}


STEP_FIELDS = ("owner", "channel", "initiator", "kpis", "processes", "systems", "themes", "tags", "stage")
WRITTEN_FIELDS = ("importance", "quality", "moment_of_truth")


def _step(step: Any, language: str) -> Row:
    fields = {name: _plain(getattr(step, name), language) for name in STEP_FIELDS}
    written = {name: _plain(getattr(step.spec, name), language) for name in WRITTEN_FIELDS}
    return {
        "id": f"{step.journey.id}/{step.id}",
        "name": step.name.in_language(language),
        "phase": step.phase.id,
        **fields,
        "emotion": _plain(step.score, language),
        **written,
        "path": step.place.document.path,
        "line": step.place.span.line,
    }


def _plain(value: Any, language: str) -> Any:
    import msgspec

    from journeyctl.model import Note, Text

    if isinstance(value, Text | Note):
        return value.in_language(language)
    if isinstance(value, tuple):
        return [_plain(inner, language) for inner in value]
    if isinstance(value, msgspec.Struct):
        written = {name: _plain(getattr(value, name), language) for name in value.__struct_fields__}
        return {name: inner for name, inner in written.items() if inner not in (None, [], {})}
    return int(value) if isinstance(value, float) and value.is_integer() else value  # 2 is written so, not 2.0


def _filtered(found: list[Row], where: Sequence[str], kind: str) -> list[Row]:
    rows = found
    for condition in where:
        field, sign, value = condition.partition("=")
        if not sign:
            raise JourneyctlError(_("'{condition}' is no condition", condition=condition), _("write FIELD=VALUE"))
        if found and field not in found[0]:
            raise JourneyctlError(_("{kind} have no field '{field}'", kind=kind, field=field), hint(field, found[0]))
        rows = [row for row in rows if _is(row[field], value)]
    return rows


def _is(found: Any, wanted: str) -> bool:
    values = found if isinstance(found, list) else [found]
    return any(_word(value) == wanted or _is_number(value, wanted) for value in values) or (
        not wanted and found in (None, [])
    )


def _is_number(found: Any, wanted: str) -> bool:
    try:
        return isinstance(found, int | float) and not isinstance(found, bool) and found == float(wanted)
    except ValueError:
        return False


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if value is None:
        return ""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)


def _json(rows: list[Row]) -> str:
    return json.dumps(rows, indent=2, ensure_ascii=False) + "\n"


def _csv(rows: list[Row], fields: list[str]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(fields)
    writer.writerows([_cell(value) for value in row.values()] for row in rows)
    return out.getvalue()


def _cell(value: Any) -> str:
    """Return a value as a cell; what a spreadsheet would run as a formula is quoted into text."""
    from journeyctl.exchange.cells import guarded

    text = ", ".join(map(_word, value)) if isinstance(value, list) else _word(value)
    return guarded(text) if isinstance(value, str | list) else text


SHOWN = ("id", "name", "kind", "owner", "channel", "status", "stage", "moment", "layer")


def _table(rows: list[Row], context: Context) -> str:
    if not rows:
        return ""
    columns = [name for name in SHOWN if name in rows[0]]
    cells = [[_shown(row[name]) for name in columns] for row in rows]
    return _columns(columns, cells, context) if _fits(columns, cells, context.width) else _cards(columns, cells)


def _fits(columns: list[str], cells: list[list[str]], width: int) -> bool:
    """Tell whether a table fits without breaking a word; an id is never broken at all."""
    first, *others = zip(columns, *cells, strict=True)
    longest = [max(len(word) for text in column for word in text.split() or [""]) for column in others]
    return max(map(len, first)) + sum(longest) + GUTTER * len(longest) <= width


def _cards(columns: list[str], cells: list[list[str]]) -> str:
    """Return a block of lines for each row, for a narrow terminal."""
    blocks = [
        "\n".join([first, *(f"  {name}: {text}" for name, text in zip(columns[1:], others, strict=True) if text)])
        for first, *others in cells
    ]
    return "\n".join(blocks) + "\n"


def _columns(columns: list[str], cells: list[list[str]], context: Context) -> str:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in columns:
        table.add_column(name, no_wrap=name == "id", overflow="fold")
    for row in cells:
        table.add_row(*map(escape, row))
    out = io.StringIO()
    Console(file=out, width=context.width, color_system="standard" if context.is_coloured() else None).print(table)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def _shown(value: Any) -> str:
    from journeyctl.report.base import escaped

    words: Iterable[str] = map(_word, value) if isinstance(value, list) else [_word(value)]
    return escaped(" ".join(", ".join(words).split()))
