"""`journeyctl schema`: the schemas of the language, and how an editor finds them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from journeyctl.cli import completing
from journeyctl.errors import JourneyctlError, refusal
from journeyctl.i18n import _

if TYPE_CHECKING:
    from pathlib import Path

    from journeyctl.cli.context import Context

FILES = ("document", "settings", "manifest", "report")
FOLDER = "schemas"
EDITOR = ".vscode/settings.json"
ASSOCIATIONS = "yaml.schemas"


@click.command(
    epilog="""\b
Examples:
  journeyctl schema
  journeyctl schema settings
  journeyctl schema touchpoints
  journeyctl schema --editor"""
)
@click.argument("kind", default="document", shell_complete=completing.schemas)
@click.option("--editor", is_flag=True, help="Make editors complete and check this workspace's files.")
@click.pass_obj
def command(context: Context, kind: str, *, editor: bool) -> None:
    """Print a JSON Schema: document (the default), settings, manifest, report, or a collection such as touchpoints.

    With --editor the schemas are written to schemas/ and .vscode/settings.json says which files they are about; what
    else stands there stays.
    """
    if editor:
        _set_up(context)
    else:
        click.echo(schema_text(kind), nl=False)


def schema_text(kind: str) -> str:
    """Return a schema as JSON.

    Raises:
        JourneyctlError: there is no schema of that kind.
    """
    from journeyctl.model.schema import collection_schema
    from journeyctl.resources import resource
    from journeyctl.spelling import hint

    if kind in FILES:
        return resource("schemas", f"{kind}.schema.json").read_text("utf-8")
    if kind in known():
        return json.dumps(collection_schema(kind), indent=2, ensure_ascii=False) + "\n"
    raise JourneyctlError(_("there is no schema '{kind}'", kind=kind), hint(kind, known()))


def known() -> tuple[str, ...]:
    """Return the names of all schemas."""
    from journeyctl.model.spec import COLLECTIONS

    return (*FILES, "organisation", *COLLECTIONS)


def _set_up(context: Context) -> None:
    from journeyctl.cli.writing import write

    root = context.root
    settings = _merged(root / EDITOR, associations(context.settings.sources))
    for kind in ("document", "settings"):
        write(root / FOLDER / f"{kind}.schema.json", schema_text(kind).encode())
        context.log(_("wrote {file}", file=root / FOLDER / f"{kind}.schema.json"), "  ")
    write(root / EDITOR, (json.dumps(settings, indent=2, ensure_ascii=False) + "\n").encode())
    context.log(_("wrote {file}", file=root / EDITOR), "  ")
    click.echo(context.said(ADVICE))


def associations(sources: tuple[str, ...]) -> dict[str, list[str]]:
    """Return which files each schema is about, as the YAML extension of VS Code wants it."""
    patterns = [pattern for source in sources for pattern in _patterns(source.rstrip("/"))]
    return {f"./{FOLDER}/document.schema.json": patterns, f"./{FOLDER}/settings.schema.json": ["journeyctl.yaml"]}


def _patterns(source: str) -> list[str]:
    if source.endswith((".yaml", ".yml")):
        return [source]
    return [f"{source}/**/*.yaml", f"{source}/**/*.yml"]


def _merged(file: Path, associated: dict[str, list[str]]) -> dict[str, Any]:
    """Return the editor's settings with the associations added; whatever else is there stays."""
    settings = _read(file)
    known = settings.get(ASSOCIATIONS, {})
    if not isinstance(known, dict):
        raise JourneyctlError(
            _("'{associations}' in {file} is no mapping", associations=ASSOCIATIONS, file=file),
            _("mend it, and run this again"),
        )
    return settings | {ASSOCIATIONS: known | associated}


def _read(file: Path) -> dict[str, Any]:
    if not file.exists():
        return {}
    try:
        settings = json.loads(file.read_text("utf-8-sig"))
    except OSError as error:
        raise JourneyctlError(
            _("cannot read '{file}': {reason}", file=file, reason=refusal(error)), _("check that you may read it")
        ) from error
    except (ValueError, RecursionError) as error:
        # Comments are allowed there; rewriting the file would lose them, so a person adds the lines.
        message = _("{file} is not plain JSON (it may hold comments), so it is left as it is", file=file)
        lines = json.dumps({ASSOCIATIONS: associations(("journeys",))}, indent=2)
        raise JourneyctlError(message, _("add this to it yourself:\n{lines}", lines=lines)) from error
    if not isinstance(settings, dict):
        raise JourneyctlError(_("{file} is no mapping of settings", file=file), _("mend it, and run this again"))
    return settings


ADVICE = _("""
VS Code: install the extension "YAML" (redhat.vscode-yaml); it reads .vscode/settings.json.
Other editors with yaml-language-server (Neovim, Helix, Emacs, Sublime Text, Zed): begin a file with
  # yaml-language-server: $schema=../schemas/document.schema.json
JetBrains: Settings > Languages & Frameworks > Schemas and DTDs > JSON Schema Mappings: add
  schemas/document.schema.json for the folder of your journeys.""")
