"""Finds the formats: a module with a function `export` writes one, one with a function `draft` reads one.

The module is named like the format; `EXPORTS` and `IMPORTS` in it say in a line what is written and read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from journeyctl import discovery
from journeyctl.errors import JourneyctlError
from journeyctl.i18n import _
from journeyctl.spelling import hint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from types import ModuleType

    from journeyctl.exchange.draft import Draft, Given
    from journeyctl.i18n import Message
    from journeyctl.model import Journey, Workspace

    Export = Callable[[Workspace, "Wanted"], bytes]
    ExportFolder = Callable[[Workspace, "Wanted"], Mapping[str, bytes]]
    Import = Callable[[Sequence[Given], Workspace, "Reading"], Draft]

PACKAGE = "journeyctl.exchange"
Actors = Literal["personas", "owners"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of a workspace to write, and how.

    Args:
        journeys: the ids of those to write; all of them when none is named.
        language: of headings and of texts that are written in one language.
        actors: whom to name as taking part in a step.
        is_template: write headings only, for somebody to fill in.
        delimiter: what stands between the cells of a CSV file.
        ending: of the name of the file to write, such as `.md`; empty when it has none.
    """

    journeys: tuple[str, ...] = ()
    language: str = "en"
    actors: Actors = "personas"
    is_template: bool = False
    delimiter: str = ","
    ending: str = ""

    def chosen(self, workspace: Workspace) -> tuple[Journey, ...]:
        """Return the journeys to write, in the order of the workspace; raises JourneyctlError for an unknown one."""
        known = workspace.journeys
        for identity in self.journeys:
            if identity not in known:
                raise JourneyctlError(_("there is no journey '{name}'", name=identity), hint(identity, known))
        return tuple(journey for journey in known.values() if not self.journeys or journey.id in self.journeys)


EVERYTHING = Wanted()


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read the files of another tool.

    Args:
        actors: what the people in a diagram are: kinds of customers, or who answers for the step.
        columns: what a heading stands for, by heading, where it is none of ours.
        journey: the name of the journey, where a table does not say.
    """

    actors: Actors = "personas"
    columns: tuple[tuple[str, str], ...] = ()
    journey: str = ""


def export_formats() -> dict[str, str]:
    """Return the formats that can be written, each with what it is in a line."""
    return {name: _module(name).EXPORTS for name in discovery.names(PACKAGE) if hasattr(_module(name), "export")}


def import_formats() -> dict[str, str]:
    """Return the formats that can be read, each with what it is in a line."""
    return {name: _module(name).IMPORTS for name in discovery.names(PACKAGE) if hasattr(_module(name), "draft")}


def exporter(name: str) -> Export:
    """Return the function that writes a workspace in a format, in one file; it raises when that cannot be.

    Raises:
        JourneyctlError: there is no such format.
    """
    _check(name, export_formats(), _("there is no format '{name}' to export to", name=name))
    export: Export = _module(name).export
    return export


def folder_exporter(name: str) -> ExportFolder | None:
    """Return the function that writes a workspace in a format, in several files; None when it always makes one."""
    return getattr(_module(name), "export_folder", None)


def may_be_edited(name: str) -> bool:
    """Tell whether people work on in what a format writes, so that a second export must not silently undo it."""
    return not getattr(_module(name), "FOR_PROGRAMS", False)


def has_nothing_to_show(name: str, workspace: Workspace) -> bool:
    """Tell whether a format shows journeys only, and there are none."""
    return not workspace.journeys and getattr(_module(name), "FOR_JOURNEYS", False)


def left_out(name: str, workspace: Workspace, wanted: Wanted) -> list[Message]:
    """Return what a format cannot carry of a workspace, in sentences."""
    tell = getattr(_module(name), "left_out", None)
    return tell(workspace, wanted) if tell else []


def importer(name: str) -> Import:
    """Return the function that reads a format: what files say, given the workspace; it never raises for what they say.

    Raises:
        JourneyctlError: there is no such format.
    """
    _check(name, import_formats(), _("there is no format '{name}' to import", name=name))
    draft: Import = _module(name).draft
    return draft


def _check(name: str, known: Iterable[str], otherwise: Message) -> None:
    if name not in known:
        raise JourneyctlError(otherwise, hint(name, known))


def _module(name: str) -> ModuleType:
    return discovery.load(PACKAGE, name)
