"""DAT: data about customers. It is lent, for a purpose, and kept in order to be used."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from journeyctl.analyse.privacy import data_uses, kept_by_systems
from journeyctl.i18n import _
from journeyctl.lint.finding import Finding
from journeyctl.lint.record import CORE, ERROR, RECOMMENDED, WARNING, rule
from journeyctl.lint.support import choices, uses_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from journeyctl.analyse.privacy import DataAt
    from journeyctl.i18n import Message
    from journeyctl.model import Workspace
    from journeyctl.source import Place


MOST_RELATED = 8  # a reader needs a few places, not all of them


@rule(
    "DAT001", "no-purpose", severity=ERROR, profile=CORE, since="0.1", missing=True, fix="scaffold", depth=uses_data,
    why=_("customers are asked for it and cannot be told why"),
)  # fmt: skip
def no_purpose(workspace: Workspace) -> Iterator[Finding]:
    """A data item has no purpose.

    Why: Whoever asks has to be able to say what for. Without a purpose nobody can tell when the data has served, and
    the law allows no personal data without one.

    Source: GDPR article 5(1)(b).

    Bad:
        data: {phone: {name: Phone number, personal: true, legal_basis: contract, retention: P1Y}}

    Good:
        data:
          phone: {name: Phone number, personal: true, legal_basis: contract, retention: P1Y, purpose: To call back}

    When not to use it: Never.
    """
    for item in workspace.data.values():
        if not item.spec.purpose:
            help_ = _("add `purpose:` with what the customer gains by it")
            yield Finding(item.place, _("data item '{name}' has no purpose", name=item.id), help_, lacks="purpose")


@rule(
    "DAT002", "no-legal-basis", severity=ERROR, profile=CORE, since="0.1", missing=True, fix="scaffold",
    depth=uses_data, why=_("we may not have it, and the customer may object"),
)  # fmt: skip
def no_legal_basis(workspace: Workspace) -> Iterator[Finding]:
    """Personal data has no legal basis.

    Why: Personal data may be used on one of six grounds. Which one decides what customers may ask of you.

    Source: GDPR article 6.

    Bad:
        data: {phone: {name: Phone number, personal: true, purpose: To call back, retention: P1Y}}

    Good:
        data:
          phone: {name: Phone number, personal: true, purpose: To call back, retention: P1Y, legal_basis: contract}

    When not to use it: Outside the reach of the GDPR, where other law asks other things.
    """
    for item in workspace.data.values():
        if item.spec.personal and item.spec.legal_basis is None:
            message = _("personal data item '{name}' has no legal basis", name=item.id)
            help_ = _("add `legal_basis:` with consent, contract, legal-obligation, vital-interests, public-task or "
                      "legitimate-interests")  # fmt: skip
            yield Finding(item.place, message, help_, lacks="legal_basis")


@rule(
    "DAT003", "no-retention", severity=WARNING, profile=RECOMMENDED, since="0.1", missing=True, fix="scaffold",
    depth=uses_data, why=_("it stays for ever because nobody decided otherwise"),
)  # fmt: skip
def no_retention(workspace: Workspace) -> Iterator[Finding]:
    """A data item does not say how long it is kept.

    Why: What has served and stays can only leak. A term is a promise to the customer that somebody can keep.

    Source: GDPR articles 5(1)(e) and 30(1)(f).

    Bad:
        data: {phone: {name: Phone number, personal: true, purpose: To call back, legal_basis: contract}}

    Good:
        data:
          phone: {name: Phone number, personal: true, purpose: To call back, legal_basis: contract, retention: P1Y}

    When not to use it: Never; `Until the customer leaves` is an answer.
    """
    for item in workspace.data.values():
        if not item.spec.retention:
            message = _("data item '{name}' does not say how long it is kept", name=item.id)
            help_ = _("add `retention:` with a duration such as P2Y, or in words")
            yield Finding(item.place, message, help_, lacks="retention")


@rule(
    "DAT004", "no-withdrawal", severity=WARNING, profile=RECOMMENDED, since="0.1", missing=True, depth=uses_data,
    why=_("a customer who said yes cannot say no any more"),
)  # fmt: skip
def no_withdrawal(workspace: Workspace) -> Iterator[Finding]:
    """Data rests on consent, and does not say how consent is withdrawn.

    Why: Withdrawing consent has to be as easy as giving it; then it is a place in the journey, not a clause.

    Source: GDPR article 7(3).

    Bad:
        data: {birthday: {name: Birthday, personal: true, purpose: A card, legal_basis: consent, retention: P1Y}}

    Good:
        data:
          birthday: {name: Birthday, personal: true, purpose: A card, legal_basis: consent, retention: P1Y,
            withdrawal: One tap in the app}

    When not to use it: Never.
    """
    for item in workspace.data.values():
        if item.spec.legal_basis == "consent" and not item.spec.withdrawal:
            message = _("data item '{name}' rests on consent that nobody can withdraw", name=item.id)
            help_ = _("add `withdrawal:` with how a customer takes consent back")
            yield Finding(item.place, message, help_, lacks="withdrawal")


@rule(
    "DAT005", "unguarded-special-category", severity=ERROR, profile=CORE, since="0.1", missing=True, depth=uses_data,
    why=_("in the wrong hands this harms the customer"),
)  # fmt: skip
def unguarded_special_category(workspace: Workspace) -> Iterator[Finding]:
    """Data of a special category, such as health, states no safeguards.

    Why: Health, belief, descent and the like may hardly be used at all, and only well guarded. Customers who share it
    need help and take a risk.

    Source: GDPR article 9.

    Bad:
        data:
          allergies: {name: Allergies, personal: true, special_category: true, purpose: Meals,
            legal_basis: consent, retention: P1M, withdrawal: By phone}

    Good:
        data:
          allergies: {name: Allergies, personal: true, special_category: true, purpose: Meals,
            legal_basis: consent, retention: P1M, withdrawal: By phone, safeguards: Seen by the kitchen only}

    When not to use it: Never.
    """
    for item in workspace.data.values():
        if item.spec.special_category and not item.spec.safeguards:
            message = _("data item '{name}' is of a special category and states no safeguards", name=item.id)
            help_ = _("add `safeguards:` with who may see it and how it is kept apart")
            yield Finding(item.place, message, help_, lacks="safeguards")


@rule(
    "DAT006", "stored-not-used", severity=WARNING, profile=RECOMMENDED, since="0.1", absence=True, depth=uses_data,
    why=_("customers gave it, and nothing comes back to them"),
)  # fmt: skip
def stored_not_used(workspace: Workspace) -> Iterator[Finding]:
    """Data is stored, by a contact or in a system, and used for nothing: no `used_for`, and no contact shows it.

    Why: Data is kept in order to be used, for the customer who gave it. What is not used should not be asked.

    Source: GDPR article 5(1)(c).

    Bad:
        data: {hobbies: {name: Hobbies, personal: true, purpose: Later, legal_basis: consent, retention: P1Y}}
        systems: {crm: {name: CRM, stores: [hobbies]}}

    Good:
        data:
          hobbies: {name: Hobbies, personal: true, purpose: Advice, legal_basis: consent, retention: P1Y,
            used_for: [service]}
        systems: {crm: {name: CRM, stores: [hobbies]}}

    When not to use it: Data that the law makes you keep: say in `used_for` what it serves.
    """
    kept = kept_by_systems(workspace)
    for item in workspace.data.values():
        uses = data_uses(workspace).get(item.id, ())
        stored = [use for use in uses if "store" in use.uses]
        shown = any("show" in use.uses for use in uses)
        if (stored or item.id in kept) and not shown and not item.spec.used_for:
            message = _("data item '{name}' is stored and used for nothing", name=item.id)
            help_ = _("say in `used_for:` what it serves, show it where it helps, or stop storing it")
            yield Finding(item.place, message, help_, _places(stored), lacks="used_for")


@rule(
    "DAT007", "stored-nowhere", severity=WARNING, profile=RECOMMENDED, since="0.1", absence=True, depth=uses_data,
    why=_("customers will be asked for it again"),
)  # fmt: skip
def stored_nowhere(workspace: Workspace) -> Iterator[Finding]:
    """Data is asked or stored at a contact, and no system keeps it.

    Why: Either it is lost and the customer tells it twice, or it is kept somewhere that nobody knows of and nobody can
    clear.

    Source: GDPR article 30.

    Bad:
        touchpoints:
          desk: {name: Desk, channel: store, owner: stores, data: [{item: order-history, use: ask}]}

    Good:
        touchpoints:
          desk: {name: Desk, channel: store, owner: stores, data: [{item: order-history, use: ask}]}
        systems: {crm: {name: CRM, stores: [order-history]}}

    When not to use it: What is asked and forgotten on purpose, such as a code sent by text message.
    """
    kept = kept_by_systems(workspace)
    if not kept.keys() <= workspace.data.keys():
        return
    for item in workspace.data.values():
        taken = [use for use in data_uses(workspace).get(item.id, ()) if {"ask", "store"}.intersection(use.uses)]
        if taken and item.id not in kept:
            message = _("data item '{name}' is asked or stored, and no system keeps it", name=item.id)
            help_ = _("name it in `stores:` of a system: {choices}", choices=choices(workspace.systems, "systems"))
            yield Finding(item.place, message, help_, _places(taken))


def _places(uses: Iterable[DataAt]) -> tuple[tuple[Place, Message], ...]:
    shown = islice(uses, MOST_RELATED)
    return tuple((use.place.at("item").value, _("at {contact}", contact=use.name)) for use in shown)
