"""What journeys are made with: channels, owners, stages, services, processes, systems, data, the organisation."""

from typing import Annotated, Literal

from journeyctl.model.spec.base import (
    ChannelRef,
    DataRef,
    Day,
    Duration,
    Five,
    Fraction,
    Frequency,
    GrowthPath,
    InsightRef,
    Named,
    NamedServing,
    OwnerRef,
    ProcessRef,
    Spec,
    SystemRef,
    Word,
    mark,
    says,
)
from journeyctl.model.values import Text

ChannelKind = Literal[
    "web", "app", "email", "phone", "video", "chat", "chatbot", "social", "messaging", "store", "face-to-face", "post",
    "event", "device", "search", "advertising", "review-site", "other",
]  # fmt: skip
Moment = Literal["before", "commit", "after", "end"]
Mode = Literal["text", "voice", "video", "in-person"]
LegalBasis = Literal[
    "consent", "contract", "legal-obligation", "vital-interests", "public-task", "legitimate-interests"
]
BuyIn = Literal["none", "partial", "full"]


class Accessibility(Spec, frozen=True, kw_only=True):
    """Who can use a channel."""

    conformance: Annotated[Word | None, says("The standard it meets.", "WCAG 2.2 AA", "EN 301 549")] = None
    modes: Annotated[tuple[Mode, ...], says("The ways in which one can use it.", ["text", "voice"])] = ()
    alternatives: Annotated[tuple[ChannelRef, ...], says("Channels for who cannot use it.", ["phone"])] = ()


class Channel(Named, frozen=True, kw_only=True):
    """A way in which customer and organisation reach each other."""

    kind: Annotated[ChannelKind, says("What sort of channel it is.", "app")]
    control: Annotated[
        Literal["owned", "partner", "earned"], says("Whose it is: ours, a partner's, or the public's.", "earned")
    ] = "owned"
    automated: Annotated[bool, says("No person answers.", True)] = False
    open: Annotated[
        Annotated[str, mark("open")] | None,
        says("When it is open, in the workspace's time zone.", "24/7", "mon-fri 08:00-20:00, sat 09:00-17:00"),
    ] = None
    richness: Annotated[Five | None, says("How much of a person comes across, 1 to 5.", 4)] = None
    accessibility: Annotated[Accessibility | None, says("Who can use it.")] = None


class Owner(Named, frozen=True, kw_only=True):
    """A team, a role or a partner that answers for something."""

    kind: Annotated[Literal["team", "role", "partner"], says("What sort of owner.", "team")]
    department: Annotated[Word | None, says("The department it belongs to.", "Operations")] = None
    side: Annotated[Literal["front", "back", "support"] | None, says("Where it stands.", "front")] = None
    mandate: Annotated[Text | None, says("What it may decide by itself.", "Compensation up to 50 euro")] = None
    sponsor: Annotated[OwnerRef | None, says("The owner who backs it.", "board")] = None
    contact: Annotated[Word | None, says("How to reach it: a shared mailbox or channel.", "stations@example.org")] = (
        None
    )


class Needs(Spec, frozen=True, kw_only=True):
    """What a person tries to get done."""

    functional: Annotated[Text | None, says("The task.", "Arrive on time")] = None
    emotional: Annotated[Text | None, says("The feeling sought.", "Be at ease")] = None
    social: Annotated[Text | None, says("How others should see them.", "Be somebody one can count on")] = None


class Persona(Named, frozen=True, kw_only=True):
    """A kind of customer, drawn from insight."""

    kind: Annotated[Literal["persona", "segment"] | None, says("A portrait, or a group in numbers.", "persona")] = None
    relation: Annotated[
        Literal["prospect", "customer", "former"] | None, says("How they stand to the organisation.", "prospect")
    ] = None
    market: Annotated[Literal["b2c", "b2b"] | None, says("A consumer or a business.", "b2c")] = None
    needs: Annotated[tuple[Text, ...], says("What they need.", ["Certainty about the connection"])] = ()
    jobs: Annotated[Needs | None, says("What they try to get done.")] = None
    prefers: Annotated[tuple[ChannelRef, ...], says("The channels they like best.", ["app"])] = ()
    share: Annotated[Fraction | None, says("Their share of customers, 0 to 1.", 0.35)] = None
    evidence: Annotated[tuple[InsightRef, ...], says("The insights the portrait rests on.", ["interviews-2026"])] = ()
    max_contacts: Annotated[Frequency | None, says("How much marketing contact they bear.")] = None


class Stage(Named, frozen=True, kw_only=True):
    """A stage of the relation between customer and organisation."""

    moment: Annotated[Moment, says("Before, at, or after the commitment, or the end.", "before")]
    order: Annotated[
        float | None, says("Its place in the lifecycle; the built-in stages stand at 10, 20 … 110.", 45)
    ] = None


class Service(NamedServing, frozen=True, kw_only=True):
    """What the organisation does for customers."""

    value_proposition: Annotated[Text | None, says("Why a customer would want it.", "From door to door")] = None
    owner: Annotated[OwnerRef | None, says("Who answers for it.", "travel")] = None


class FollowUp(Spec, frozen=True, kw_only=True):
    """What happens after an agreement, so that it is kept."""

    what: Annotated[Text, says("What is done.", "Call the customer back")]
    within: Annotated[Duration, says("How soon.", "P2D")]


class Process(Named, frozen=True, kw_only=True):
    """Work behind a contact moment."""

    layer: Annotated[
        Literal["frontstage", "backstage", "support"],
        says("Seen by the customer, unseen, or behind both.", "backstage"),
    ]
    owner: Annotated[OwnerRef | None, says("Who answers for it.", "customer-service")] = None
    depends_on: Annotated[tuple[ProcessRef, ...], says("The processes it cannot do without.", ["payment"])] = ()
    systems: Annotated[tuple[SystemRef, ...], says("The systems it runs on.", ["crm"])] = ()
    follow_up: Annotated[FollowUp | None, says("How agreements are followed up.")] = None
    reviewed: Annotated[Day | None, says("When it was last checked.", "2026-10-01")] = None


class System(Named, frozen=True, kw_only=True):
    """A system that keeps or moves data."""

    owner: Annotated[OwnerRef | None, says("Who answers for it.", "it")] = None
    stores: Annotated[tuple[DataRef, ...], says("The data it keeps.", ["travel-history"])] = ()


class Data(Named, frozen=True, kw_only=True):
    """A piece of data that is asked, shown or stored on the way."""

    personal: Annotated[bool, says("It is about a person who can be told from others.", True)]
    purpose: Annotated[Text | None, says("What it is kept for.", "Refund after a delay")] = None
    legal_basis: Annotated[LegalBasis | None, says("The ground of GDPR article 6.", "contract")] = None
    retention: Annotated[Text | None, says("How long it is kept: a duration, or in words.", "P2Y")] = None
    special_category: Annotated[bool, says("It is of the kinds of GDPR article 9, such as health.", True)] = False
    safeguards: Annotated[Text | None, says("How it is guarded.", "Seen by two people only")] = None
    used_for: Annotated[
        tuple[Literal["service", "analysis", "improvement"], ...], says("What it is used for.", ["service"])
    ] = ()
    withdrawal: Annotated[Text | None, says("How consent is withdrawn.", "One tap in the app")] = None


class Strategy(Spec, frozen=True, kw_only=True):
    """Where the organisation wants to go with its customers."""

    vision: Annotated[Text | None, says("The picture of what it should become.", "A trip without worry")] = None
    growth_path: Annotated[GrowthPath | None, says("How it wants to grow.", "broaden")] = None
    target: Annotated[Text | None, says("What is reached, and when.", "Nine out of ten at ease by 2028")] = None


class Support(Spec, frozen=True, kw_only=True):
    """How far people stand behind it."""

    employees: Annotated[BuyIn | None, says("The employees.", "partial")] = None
    board: Annotated[BuyIn | None, says("The board.", "full")] = None


class Governance(Spec, frozen=True, kw_only=True):
    """Who sees to it."""

    sponsor: Annotated[OwnerRef | None, says("Who in the board backs it.", "board")] = None
    customer_advocate: Annotated[OwnerRef | None, says("Who speaks for the customer.", "cx-lead")] = None
    mandate: Annotated[Text | None, says("What they may decide.", "Stop a launch")] = None
    rituals: Annotated[tuple[Text, ...], says("What returns.", ["Every Monday one customer's story"])] = ()
    buy_in: Annotated[Support | None, says("How far people stand behind it.")] = None


class Organisation(Spec, frozen=True, kw_only=True):
    """The organisation itself; written once in a workspace."""

    name: Annotated[Text, says("What it is called.", "Meander Rail")]
    strategy: Annotated[Strategy | None, says("Where it wants to go.")] = None
    governance: Annotated[Governance | None, says("Who sees to it.")] = None
    themes: Annotated[tuple[Word, ...], says("What every experience should carry.", ["at-ease", "in-control"])] = ()
    tone: Annotated[tuple[Word, ...], says("How it speaks.", ["warm", "plain"])] = ()
    contact_cap: Annotated[Frequency | None, says("How much marketing contact one customer gets at most.")] = None
    time_zone: Annotated[
        Annotated[Word, mark("time-zone")] | None, says("The time zone of opening hours.", "Europe/Amsterdam")
    ] = None
