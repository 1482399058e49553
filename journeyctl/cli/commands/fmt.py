"""`journeyctl fmt`: one layout for every document."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from journeyctl.cli.context import US
from journeyctl.i18n import _, plural

if TYPE_CHECKING:
    from journeyctl.cli.context import Context


@click.command(
    epilog="""\b
Examples:
  journeyctl fmt
  journeyctl fmt journeys/door-to-door.yaml
  journeyctl fmt --check
  journeyctl fmt --diff | git apply"""
)
@click.argument("paths", nargs=-1)
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 when a file would change.")
@click.option("--diff", is_flag=True, help="Write nothing; show what would change, and exit with 1 when anything does.")
@click.pass_obj
def command(context: Context, paths: tuple[str, ...], *, check: bool, diff: bool) -> None:
    """Lay out the workspace's documents, or those in PATHS, in one way.

    Only white space changes: comments, quotes, the order of keys and the width of lines stay. A file that is not YAML,
    or would mean something else, is left alone.
    """
    from journeyctl.cli.judging import rewrite
    from journeyctl.lint.fixes import unified_diff
    from journeyctl.source.formatting import canonical

    texts, unreadable = _documents(context, paths)
    changed = {path: (text, after) for path, text in texts.items() if (after := canonical(text)) != text}
    for path in unreadable:
        context.log(_("{path} is left alone: `journeyctl lint` tells what is wrong with it", path=path), US)
    if diff:
        click.echo(unified_diff(texts, {path: pair[1] for path, pair in changed.items()}).encode(), nl=False)
    elif check:
        click.echo("".join(f"{path}\n" for path in changed), nl=False)
    else:
        rewrite(context.root, changed)
    _tell(context, len(changed), len(texts) + len(unreadable), would=check or diff)
    raise click.exceptions.Exit(1 if unreadable or (changed and (check or diff)) else 0)


def _documents(context: Context, paths: tuple[str, ...]) -> tuple[dict[str, str], list[str]]:
    """Return the texts of the documents that are YAML, and the paths of those that are not."""
    from journeyctl.cli.judging import is_wanted, wanted_paths
    from journeyctl.compiler.loading import load

    wanted = wanted_paths(context.root, paths)
    documents = [one for one in load(context.root, context.settings.sources, {}) if is_wanted(one.path, wanted)]
    texts = {document.path: document.text for document in documents if not document.problems}
    return texts, [document.path for document in documents if document.problems]


def _tell(context: Context, changed: int, total: int, *, would: bool) -> None:
    files = plural("{count} file", "{count} files", total)
    would_be = _("{changed} of {files} would be laid out anew", changed=changed, files=files)
    context.log(would_be if would else _("{changed} of {files} laid out anew", changed=changed, files=files))
