"""The organisation itself: where it wants to go, and who sees to it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from journeyctl.i18n import Message, _
from journeyctl.site import parts
from journeyctl.site.blocks import NOTHING, Details, Link, Several, Words
from journeyctl.site.labels import WORDS
from journeyctl.site.page import Later, Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyctl.model import Entity
    from journeyctl.site.edition import Edition

BUY_IN: dict[str, Message] = {"none": _("not yet"), "partial": _("in part"), "full": _("fully")}


def pages(edition: Edition) -> Iterator[Later]:
    """Yield the page of the organisation, when a document describes it."""
    if edition.workspace.organisation is not None:
        yield Later("organisation.html", partial(_page, edition, edition.workspace.organisation))


def _page(edition: Edition, organisation: Entity[Any]) -> Page:
    spec = organisation.spec
    return Page(
        "organisation.html", edition.words(spec.name), kicker=edition.say(_("The organisation")), nav="more",
        crumbs=(Link(edition.voice.chrome(_("Overview")), "index.html"),),
        lede=edition.prose(spec.strategy.vision if spec.strategy else None) or NOTHING,
        sections=parts.sections(
            parts.finding_section(edition, edition.source.findings_by_subject.get("organisation", ())),
            parts.section(edition, "strategy", _("Where it wants to go"), _strategy(edition, spec)),
            parts.section(edition, "governance", _("Who sees to it"), _governance(edition, spec)),
        ),
        entity=organisation,
    )  # fmt: skip


def _strategy(edition: Edition, spec: Any) -> Details | None:
    say, strategy, cap = edition.say, spec.strategy, spec.contact_cap
    return parts.details(
        (say(_("Way of growing")), Words(edition.label(WORDS, strategy.growth_path) if strategy else "")),
        (say(_("What is reached, and when")), edition.words(strategy.target if strategy else None)),
        (say(_("Themes")), Several(tuple(Words(theme) for theme in spec.themes))),
        (say(_("Tone")), Several(tuple(Words(tone) for tone in spec.tone))),
        (say(_("Marketing contact, at most")), Words(edition.voice.frequency(cap)) if cap else NOTHING),
    )


def _governance(edition: Edition, spec: Any) -> Details | None:
    say, governance = edition.say, spec.governance
    if governance is None:
        return None
    buy_in, advocate = governance.buy_in, governance.customer_advocate
    return parts.details(
        (say(_("Sponsor")), edition.who(governance.sponsor) if governance.sponsor else NOTHING),
        (say(_("Speaks for the customer")), edition.who(advocate) if advocate else NOTHING),
        (say(_("May decide")), edition.words(governance.mandate)),
        (say(_("What returns")), Several(tuple(edition.words(ritual) for ritual in governance.rituals), "lines")),
        (say(_("Employees stand behind it")), Words(edition.label(BUY_IN, buy_in.employees) if buy_in else "")),
        (say(_("The board stands behind it")), Words(edition.label(BUY_IN, buy_in.board) if buy_in else "")),
    )
