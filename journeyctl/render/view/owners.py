"""The silo map: who hands the customer to whom, and where something known gets lost on the way.

A graph of teams that all hand over to each other is a tangle from a dozen teams on (it was tried); a table of givers
and takers, departments together, stays readable with forty, and shows a silo as a block.
"""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from journeyctl.analyse.handovers import owner_links
from journeyctl.analyse.terms import CONTEXT
from journeyctl.i18n import _, plural
from journeyctl.render.base import Cell, Sketch
from journeyctl.render.canvas import Canvas, empty
from journeyctl.render.diagram import Cluster, Diagram, Edge, Node, Sample
from journeyctl.render.layout import NOWHERE, Box
from journeyctl.render.metrics import Type, width, wrap
from journeyctl.render.words import said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyctl.analyse.handovers import OwnerHandover, OwnerLink
    from journeyctl.model import Workspace
    from journeyctl.render.base import Drawing, Picture

SUBJECT = "workspace"
LABEL = _("Owners")
NAME = Type(14, 700, 18)
NUMBER = Type(12.5, 400, 16)
NAMES = 240.0
COLUMN = 44.0
ROW = 32.0
TOTALS = 48.0
TOTALS_ROW = 40.0
SLOPE = 0.766
REACH = 0.55
ICONS = {"team": "users", "role": "user-round", "partner": "building-2"}


def sketch(workspace: Workspace, drawing: Drawing) -> Sketch:
    """Sketch who hands over to whom."""
    drawn = diagram(workspace, drawing)
    if not drawn.nodes:
        hint = said(
            _("No contact has an owner yet. Write owner: at a step, a touchpoint or a phase."), drawing.language
        )
        return Sketch(drawn, lambda _layout: empty(drawn, hint, drawing), NOWHERE)
    return Sketch(drawn, lambda _layout: _paint(workspace, drawn, drawing), NOWHERE)


def diagram(workspace: Workspace, drawing: Drawing) -> Diagram:
    """Return the owners of contacts as a graph of hand-overs."""
    words = partial(said, language=drawing.language)
    links = owner_links(workspace)
    heads = (_("From"), _("To"), _("Hand-overs"), _("Where"), _("Context"))
    return Diagram(
        name="owners",
        title=words(_("Who hands over to whom")),
        description=_description(links, drawing),
        nodes=tuple(_nodes(workspace, drawing)),
        edges=tuple(_edge(link, drawing) for link in links),
        clusters=tuple(_departments(workspace)),
        legend=tuple(_legend(links, drawing)),
        direction="LR",
        columns=tuple(words(head) for head in heads),
        rows=tuple(_row(workspace, link, one, drawing) for link in links for one in link.handovers),
    )


def _description(links: tuple[OwnerLink, ...], drawing: Drawing) -> str:
    words = partial(said, language=drawing.language)
    count, losing = sum(len(link.handovers) for link in links), sum(link.losing for link in links)
    handovers = words(plural("{count} hand-over", "{count} hand-overs", count))
    return words(_("{handovers} from one owner to another; in {losing} of them something known gets lost.",
                   handovers=handovers, losing=losing))  # fmt: skip


def _drawn(workspace: Workspace) -> list[str]:
    """Return the owners who own a contact, in the order of the catalogue."""
    owning = {step.owner for step in workspace.contacts()}
    return [owner for owner in workspace.owners if owner in owning]


def _nodes(workspace: Workspace, drawing: Drawing) -> Iterator[Node]:
    counts = Counter(step.owner for step in workspace.contacts())
    for key in _drawn(workspace):
        owner = workspace.owners[key]
        contacts = plural("{count} contact", "{count} contacts", counts[key])
        yield Node(
            f"owner-{key}", said(owner.name, drawing.language), (said(contacts, drawing.language),),
            ICONS[owner.spec.kind], "person" if owner.spec.kind == "partner" else "screen", ref=owner.ref,
        )  # fmt: skip


def _departments(workspace: Workspace) -> Iterator[Cluster]:
    """Yield the departments with more than one of the owners drawn; a frame around one says nothing."""
    members: dict[str, list[str]] = {}
    for key in _drawn(workspace):
        department = workspace.owners[key].spec.department
        if department:
            members.setdefault(department, []).append(f"owner-{key}")
    for number, (department, keys) in enumerate(sorted(members.items())):
        if len(keys) > 1:
            yield Cluster(f"department-{number}", department, tuple(keys))


def _edge(link: OwnerLink, drawing: Drawing) -> Edge:
    words = partial(said, language=drawing.language)
    label = [f"{len(link.handovers)} x"]
    if link.losing:
        label.append(words(plural("{count} loses context", "{count} lose context", link.losing)))
    return Edge(
        f"edge-{link.giver}--{link.taker}", f"owner-{link.giver}", f"owner-{link.taker}",
        (" · ".join(label),), "losing" if link.losing else "normal", link.worst or "",
        words(CONTEXT[link.worst]) if link.worst else words(_("nobody says what goes along")),
        weight=len(link.handovers),
    )  # fmt: skip


def _row(workspace: Workspace, link: OwnerLink, one: OwnerHandover, drawing: Drawing) -> tuple[Cell, ...]:
    words = partial(said, language=drawing.language)
    giver, taker = workspace.owners[link.giver], workspace.owners[link.taker]
    where = f"{words(one.giver.journey.name)}: {words(one.giver.name)} → {words(one.taker.name)}"
    return (
        Cell(words(giver.name), giver.ref),
        Cell(words(taker.name), taker.ref),
        Cell(str(len(link.handovers))),
        Cell(where, one.taker.ref),
        Cell(words(CONTEXT[one.context]) if one.context else words(_("not stated"))),
    )


def _legend(links: tuple[OwnerLink, ...], drawing: Drawing) -> Iterator[Sample]:
    words = partial(said, language=drawing.language)
    yield Sample("tint", words(_("one department")))
    worst = {link.worst for link in links}
    for one, text in CONTEXT.items():
        if one in worst:
            yield Sample(f"{'lost' if one != 'full' else 'context'}:{one}", words(text))
    if None in worst:
        yield Sample("context:unstated", words(_("nobody says what goes along")))


def _grouped(workspace: Workspace) -> list[str]:
    """Return the owners in the order of the table: departments together, in the order of their first owner."""
    drawn = _drawn(workspace)
    departments = dict.fromkeys(workspace.owners[key].spec.department or key for key in drawn)
    places = {department: place for place, department in enumerate(departments)}
    return sorted(drawn, key=lambda key: places[workspace.owners[key].spec.department or key])


def _paint(workspace: Workspace, diagram: Diagram, drawing: Drawing) -> Picture:
    canvas = Canvas(drawing)
    order = _grouped(workspace)
    names = {key: said(workspace.owners[key].name, drawing.language) for key in order}
    left = min(max((width(name, NAME) for name in names.values()), default=0.0), NAMES) + 44
    top = (max((width(_short(name), NAME) for name in names.values()), default=0.0)) * SLOPE + 24
    sheet = Sheet(canvas, left, top, order)
    _blocks(sheet, workspace)
    _names(sheet, workspace, names)
    for link in owner_links(workspace):
        _cell(sheet, link, names)
    wide = left + len(order) * COLUMN + TOTALS + top * REACH
    return canvas.picture(diagram, wide, top + len(order) * ROW + TOTALS_ROW)


class Sheet(NamedTuple):
    """The table being drawn: where it starts, and in which order the owners stand."""

    canvas: Canvas
    left: float
    top: float
    order: list[str]

    def x(self, owner: str) -> float:
        """Return where the column of a taker begins."""
        return self.left + self.order.index(owner) * COLUMN

    def y(self, owner: str) -> float:
        """Return where the line of a giver begins."""
        return self.top + self.order.index(owner) * ROW


def _short(name: str) -> str:
    return wrap(name, NAMES, NAME, 1)[0] if name else ""


def _blocks(sheet: Sheet, workspace: Workspace) -> None:
    """Tint where a department hands over to itself: what lies outside leaves a silo."""
    departments: dict[str, list[str]] = {}
    for key in sheet.order:
        departments.setdefault(workspace.owners[key].spec.department or key, []).append(key)
    for keys in departments.values():
        size = len(keys)
        sheet.canvas.rect(Box(sheet.x(keys[0]), sheet.y(keys[0]), size * COLUMN, size * ROW), "block")


def _names(sheet: Sheet, workspace: Workspace, names: dict[str, str]) -> None:
    canvas, links = sheet.canvas, owner_links(workspace)
    right = sheet.left + len(names) * COLUMN
    for key, name in names.items():
        owner, x, y = workspace.owners[key], sheet.x(key), sheet.y(key)
        canvas.line(0, y, right + TOTALS, y, "axis")
        canvas.line(x, sheet.top, x, sheet.top + len(names) * ROW, "axis")
        canvas.open(f"owner-{key}", "row", name)
        canvas.icon(ICONS[owner.spec.kind], 0, y + ROW / 2 - 8, 16)
        canvas.text((_short(name),), NAME, 24, y + (ROW - NAME.leading) / 2, "t-step")
        canvas.close()
        canvas.link(Box(0, y + 2, sheet.left - 8, ROW - 4), owner.ref, name)
        canvas.slanted(_short(name), x + COLUMN / 2 + 4, sheet.top - 8, "t-step")
        gives = sum(len(link.handovers) for link in links if link.giver == key)
        canvas.text(
            (str(gives or ""),), NUMBER, right + TOTALS - 12, y + (ROW - NUMBER.leading) / 2, "t-text quiet-text at-end"
        )
        takes = sum(len(link.handovers) for link in links if link.taker == key)
        bottom = sheet.top + len(names) * ROW
        canvas.text((str(takes or ""),), NUMBER, x + COLUMN / 2, bottom + 8, "t-text quiet-text at-middle")
    bottom = sheet.top + len(names) * ROW
    canvas.line(right, sheet.top, right, bottom, "axis")
    canvas.line(0, bottom, right + TOTALS, bottom, "axis zero")
    canvas.line(0, sheet.top, right + TOTALS, sheet.top, "axis zero")
    words = partial(said, language=canvas.drawing.language)
    canvas.text((words(_("from (left) to (above)")),), NUMBER, 0, sheet.top - 22, "t-text quiet-text")
    canvas.text((words(_("together")),), NUMBER, 24, bottom + 8, "t-text quiet-text")
    for key in names:
        x, y = sheet.x(key), sheet.y(key)
        canvas.line(x + 14, y + ROW - 10, x + COLUMN - 14, y + 10, "axis")


def _cell(sheet: Sheet, link: OwnerLink, names: dict[str, str]) -> None:
    canvas, x, y = sheet.canvas, sheet.x(link.taker), sheet.y(link.giver)
    tip = f"{names[link.giver]} → {names[link.taker]}: {len(link.handovers)}"
    canvas.open(f"edge-{link.giver}--{link.taker}", "cell losing" if link.losing else "cell", tip)
    canvas.context(link.worst or "unstated", x + 14, y + ROW / 2)
    canvas.text((str(len(link.handovers)),), NUMBER, x + 24, y + (ROW - NUMBER.leading) / 2, "t-text")
    canvas.close()
