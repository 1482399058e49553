"""Silos: who hands the customer to whom, and where the customer has to start all over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyctl.analyse.handovers import WEAKER, OwnerLink, owner_links
from journeyctl.analyse.sheet import Column, Note, Sheet, Table, named, share
from journeyctl.analyse.terms import CONTEXT, term
from journeyctl.i18n import Message, _, plural

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from journeyctl.model import Workspace

TOPIC = "organisation"
SUMMARY = _("who hands the customer to whom, and the worst hand-overs")


def report(workspace: Workspace, today: date) -> Sheet:  # noqa: ARG001 - the contract of reports
    """Tell who hands over to whom, the links that lose most first.

    Source: Homburg, Jozić & Kuehnl 2017, on touchpoints that are governed together.
    """
    links = tuple(sorted(owner_links(workspace), key=lambda link: (-link.losing, -link.unstated)))
    tables = (_links(workspace, links), _worst(workspace, links))
    return Sheet(_("Silos"), _lead(links), tables, _notes(), tuple(_missing(links)), view="owners")


def _lead(links: tuple[OwnerLink, ...]) -> Message:
    if not links:
        return _("Not enough data: no contact leads to a contact of another owner.")
    return _(
        "Of {all} hand-overs between owners, {losing} lose something that was known and {unstated} do not say.",
        all=sum(len(link.handovers) for link in links),
        losing=sum(link.losing for link in links),
        unstated=sum(link.unstated for link in links),
    )


def _links(workspace: Workspace, links: tuple[OwnerLink, ...]) -> Table:
    columns = (
        Column("giver", _("Owner"), _("The id of the owner who hands over."), for_machines=True),
        Column("giver_name", _("Hands over"), _("The name of the owner who hands over.")),
        Column("taker", _("Owner"), _("The id of the owner who takes over."), for_machines=True),
        Column("taker_name", _("Takes over"), _("The name of the owner who takes over.")),
        Column("handovers", _("Hand-overs"), _("Ways from a contact of the one to a contact of the other."), "integer"),
        Column("losing", _("Losing"), _("Of those, the ones that lose part or all of what was known."), "integer"),
        Column("unstated", _("Not stated"), _("Of those, the ones that do not say what goes along."), "integer"),
        Column("share", _("Share losing"), _("Losing / those that say what goes along."), "number", "%", (0.0, 100.0)),
    )
    rows = tuple(
        (
            link.giver,
            named(workspace.owners[link.giver]),
            link.taker,
            named(workspace.owners[link.taker]),
            len(link.handovers),
            link.losing,
            link.unstated,
            share(link.losing, len(link.handovers) - link.unstated),
        )
        for link in links
    )
    return Table("links", _("From owner to owner, what loses most first"), columns, rows)


def _worst(workspace: Workspace, links: tuple[OwnerLink, ...]) -> Table:
    columns = (
        Column("from", _("From"), _("The contact that is left, as findings name it."), for_machines=True),
        Column("from_name", _("From"), _("The contact that is left.")),
        Column("giver_name", _("Its owner"), _("The owner of the contact that is left.")),
        Column("to", _("To"), _("The contact that comes next, as findings name it."), for_machines=True),
        Column("to_name", _("To"), _("The contact that comes next.")),
        Column("taker_name", _("Its owner"), _("The owner of the contact that comes next.")),
        Column("context", _("What comes along"), _("The least that any way between them says comes along.")),
    )
    losing = [(link, one) for link in links for one in link.handovers if one.loses]
    worst = sorted(losing, key=lambda pair: WEAKER.index(pair[1].context or "full"))
    rows = tuple(
        (
            one.giver.ref,
            named(one.giver),
            named(workspace.owners[link.giver]),
            one.taker.ref,
            named(one.taker),
            named(workspace.owners[link.taker]),
            term(CONTEXT, one.context),
        )
        for link, one in worst
    )
    return Table("worst", _("The worst hand-overs"), columns, rows)


def _notes() -> tuple[Note, ...]:
    return (
        Note("formula", _("Share losing = hand-overs with context `partial` or `none` / those with a context.")),
        Note("inputs", _("`owner` of steps, touchpoints and phases, and `context` in `next`.")),
        Note(
            "left-out",
            _(
                "Contacts without an owner, and leaving. What customers do alone belongs to neither; the least "
                "that the ways between say counts. How many customers pass is not counted."
            ),
        ),
    )


def _missing(links: tuple[OwnerLink, ...]) -> Iterator[Message]:
    if not links:
        yield _("Write an `owner` for contact moments, and with `next` where each leads.")
    unstated = sum(link.unstated for link in links)
    if unstated:
        yield plural(
            "{count} hand-over does not say what goes along: write `context` in `next` (full, partial or none).",
            "{count} hand-overs do not say what goes along: write `context` in `next` (full, partial or none).",
            unstated,
        )
