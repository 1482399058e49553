"""What a shell offers behind a half-written word: only what can be said at once, and never an error."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from journeyctl.errors import JourneyctlError

if TYPE_CHECKING:
    from collections.abc import Iterable

    import click
    from click.shell_completion import CompletionItem

    from journeyctl.model import Workspace


def journeys(context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Offer the journeys of the workspace."""
    workspace = _workspace(context)
    known = workspace.journeys.values() if workspace else ()
    return _beginning(begun, ((journey.id, journey.name.in_language("en")) for journey in known))


def kinds(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Offer the collections, and steps."""
    from journeyctl.model.spec import COLLECTIONS

    return _beginning(begun, ((name, "") for name in (*COLLECTIONS, "steps")))


def schemas(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Offer the schemas."""
    from journeyctl.cli.commands.schema import known

    return _beginning(begun, ((name, "") for name in known()))


def rules(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Offer the codes of the rules, or their names when a name is begun."""
    from journeyctl.lint import built_in

    found = [(rule.code, rule.name) for rule in built_in()]
    return _beginning(begun, found) or _beginning(begun, ((name, code) for code, name in found))


def reports(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Offer the reports."""
    from journeyctl.analyse.reports import load, names

    return _beginning(begun, ((name, load(name).summary.in_language("en")) for name in names()))


def views(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Offer the views."""
    from journeyctl.render import views as known

    return _beginning(begun, ((view.name, view.label.in_language("en")) for view in known().values()))


def formats(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Offer the formats of findings."""
    from journeyctl.report import formats as known

    return _beginning(begun, ((name, "") for name in known()))


def _beginning(begun: str, known: Iterable[tuple[str, str]]) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    return [CompletionItem(word, help=meaning or None) for word, meaning in known if word.startswith(begun)]


def _workspace(context: click.Context) -> Workspace | None:
    from journeyctl.compiler import compile_workspace
    from journeyctl.settings import find_root, load_settings

    named = context.find_root().params.get("root")
    try:
        root = Path(named).resolve() if named else find_root(Path.cwd())
        return compile_workspace(root, load_settings(root)).workspace
    except (JourneyctlError, OSError):
        return None
