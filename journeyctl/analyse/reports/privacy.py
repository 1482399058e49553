"""Privacy: the register of personal data that journeys ask, show and store: why, on what ground and for how long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyctl.analyse.privacy import data_uses, kept_by_systems, lacks
from journeyctl.analyse.sheet import Cell, Column, Named, Note, Sheet, Table, named
from journeyctl.analyse.terms import BASES, USES, term, terms
from journeyctl.i18n import Message, _, plural

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from journeyctl.model import Entity, Workspace, spec

TOPIC = "organisation"
SUMMARY = _("the register of personal data: where it is asked, shown and stored, why, and for how long")


def report(workspace: Workspace, today: date) -> Sheet:  # noqa: ARG001 - the contract of reports
    """Tell of each item of personal data what a register of processing asks.

    Source: GDPR articles 5, 6, 7, 9 and 30.
    """
    personal = tuple(item for item in workspace.data.values() if item.spec.personal)
    tables = (_register(workspace, personal),)
    return Sheet(_("Privacy register"), _lead(personal), tables, _notes(), tuple(_missing(workspace, personal)))


def _lead(personal: tuple[Entity[spec.Data], ...]) -> Message:
    if not personal:
        return _("Not enough data: no personal data is described.")
    whole = sum(not lacks(item.spec) for item in personal)
    return _("{some} of {all} items of personal data are described in full.", some=whole, all=len(personal))


def _register(workspace: Workspace, personal: tuple[Entity[spec.Data], ...]) -> Table:
    columns = (
        Column("data", _("Data item"), _("The data item's id."), for_machines=True),
        Column("name", _("Data item"), _("The data item's name.")),
        Column("special", _("Special category"), _("Whether it is of the kinds of GDPR article 9."), "boolean"),
        Column("purpose", _("Purpose"), _("What it is kept for.")),
        Column("legal_basis", _("Legal basis"), _("The ground of GDPR article 6.")),
        Column("retention", _("Retention"), _("How long it is kept.")),
        Column("used_for", _("Used for"), _("Service, analysis or improvement."), "list", for_machines=True),
        Column("withdrawal", _("Withdrawal"), _("How consent is withdrawn."), for_machines=True),
        Column("safeguards", _("Safeguards"), _("How it is guarded."), for_machines=True),
        Column("asked_at", _("Asked at"), _("Contacts that ask it."), "list"),
        Column("shown_at", _("Shown at"), _("Contacts that show it."), "list", for_machines=True),
        Column("stored_at", _("Stored at"), _("Contacts that store it."), "list", for_machines=True),
        Column("systems", _("Systems"), _("The names of the systems that keep it."), "list"),
        Column("lacks", _("Lacks"), _("The fields that the register asks and that are empty."), "list"),
    )
    return Table("register", _("Personal data"), columns, tuple(_row(workspace, item) for item in personal))


def _row(workspace: Workspace, item: Entity[spec.Data]) -> tuple[Cell, ...]:
    written = item.spec
    return (
        item.id,
        named(item),
        written.special_category,
        written.purpose,
        term(BASES, written.legal_basis),
        written.retention,
        terms(USES, written.used_for),
        written.withdrawal,
        written.safeguards,
        *(_contacts(workspace, item.id, use) for use in ("ask", "show", "store")),
        tuple(named(workspace.systems[system]) for system in kept_by_systems(workspace).get(item.id, ())),
        lacks(written),
    )


def _contacts(workspace: Workspace, item: str, use: str) -> tuple[Named, ...]:
    return tuple(dict.fromkeys(named(at) for at in data_uses(workspace).get(item, ()) if use in at.uses))


def _notes() -> tuple[Note, ...]:
    return (
        Note("formula", _("Described in full = with a purpose, a legal basis and a retention.")),
        Note("formula", _("With consent as legal basis a withdrawal is asked too; of a special category, safeguards.")),
        Note("inputs", _("`data`, `data` of touchpoints and steps, and `stores` of systems.")),
        Note(
            "left-out",
            _(
                "Data that is not about a person. It is no complete register of processing: recipients, transfers "
                "and the controller's details stand elsewhere."
            ),
        ),
        Note("source", _("GDPR articles 5, 6, 7, 9 and 30")),
    )


def _missing(workspace: Workspace, personal: tuple[Entity[spec.Data], ...]) -> Iterator[Message]:
    if not personal:
        yield _("Write `data`, with `personal: true`, a `purpose`, a `legal_basis` and a `retention`.")
        return
    lacking = sum(bool(lacks(item.spec)) for item in personal)
    if lacking:
        yield plural(
            "{count} item lacks something: fill in what stands under `lacks`.",
            "{count} items lack something: fill in what stands under `lacks`.",
            lacking,
        )
    unseen = sum(item.id not in data_uses(workspace) for item in personal)
    if unseen:
        yield plural(
            "{count} item is used at no contact: write `data` with `item` and `use` where it is asked or shown.",
            "{count} items are used at no contact: write `data` with `item` and `use` where they are asked or shown.",
            unseen,
        )
