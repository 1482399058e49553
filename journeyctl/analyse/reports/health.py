"""Health: eight parts with their weights, the weighted sum, and what has changed since an earlier day."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from journeyctl.analyse.health import LEAST_JUDGED, WEIGHTS, Health, comparable, health, score_over
from journeyctl.analyse.sheet import Chart, Column, Mark, Note, Sheet, Table, Term
from journeyctl.i18n import Message, _

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from journeyctl.analyse.five_gaps import Count
    from journeyctl.analyse.health import Part
    from journeyctl.analyse.sheet import Cell
    from journeyctl.model import Workspace

TOPIC = "whole"
SUMMARY = _("how healthy the journeys are: eight parts with their weights, now and before")
NAMES: Mapping[str, Message] = {
    "ownership": _("ownership"),
    "start-and-end": _("start and end"),
    "measurement": _("measurement"),
    "promises": _("promises and gaps"),
    "evidence": _("evidence"),
    "privacy": _("privacy"),
    "recovery": _("recovery"),
    "findings": _("findings"),
}
WHAT: Mapping[str, Message] = {
    "ownership": _("journeys and contact moments with an owner"),
    "start-and-end": _("journeys with a trigger and an outcome"),
    "measurement": _("contact moments with a KPI that has a target and was read"),
    "promises": _("expectations, standards and promises that are in none of the five gaps"),
    "evidence": _("contact moments that rest on an insight"),
    "privacy": _("items of personal data that are described in full"),
    "recovery": _("places where it goes wrong from which a recovery leads"),
    "findings": _("journeys without an error or a warning"),
}
WRITE: Mapping[str, Message] = {
    "ownership": _("Write a journey with an `owner`, and contact moments with an `owner`."),
    "start-and-end": _("Write journeys with a `trigger` and an `outcome`."),
    "measurement": _("Write contact moments with `kpis`, and KPIs with a `target` and `readings`."),
    "promises": _("Write what customers count on and are told: `expectations`, `standards` and `promises`."),
    "evidence": _("Write `insights`, and name them at the contact moments they are about."),
    "privacy": _("Write `data`, with `personal: true`, a `purpose`, a `legal_basis` and a `retention`."),
    "recovery": _("Mark where it matters (`moment_of_truth`) and how it feels (`emotion`), and tag a `failure`."),
    "findings": _("Write a journey under `journeys`: only what is written can be judged."),
}
WHOLE = (0.0, 100.0)
POINTS = _("points")


class Beside(NamedTuple):
    """What health takes from elsewhere.

    Args:
        sound: live journeys without an error or a warning, of all live journeys; None when nobody linted.
        then: how healthy it was before, when that is asked.
        since: what people call that day: a ref.
    """

    sound: Count | None = None
    then: Health | None = None
    since: Message | None = None


def report(workspace: Workspace, today: date, beside: Beside | None = None) -> Sheet:  # noqa: ARG001 - the contract
    """Tell how healthy the journeys are, and of each part how it came about."""
    given = beside or Beside()
    now = health(workspace, given.sound)
    tables = (_parts(now, given.then), _sums(now, given))
    missing = tuple(WRITE[part.name] for part in now.parts if part.tally is not None and not part.tally.all)
    return Sheet(_("Health"), _lead(now, given), tables, _notes(), missing, (_chart(now, given),))


def _lead(now: Health, given: Beside) -> Message:
    judged = [part for part in now.parts if part.tally and part.share is not None]
    score = now.score
    if score is None or not judged:
        few = _("Not enough data: parts that weigh {judged} of 100 can be judged, and a sum takes {least}.")
        return few.filled(judged=now.judged, least=LEAST_JUDGED)
    worst = min(judged, key=lambda part: part.share or 0.0)
    some, all_ = worst.tally or (0, 0)
    parts = {"score": round(score), "part": NAMES[worst.name], "some": some, "all": all_}
    change = _change(now, given.then)
    if change is None or given.since is None:
        return _("How well the journeys are looked after: {score} of 100. The weakest part is {part}: {some} of {all}.",
                 **parts)  # fmt: skip
    moved = f"{round(change):+d}"
    return _(
        "How well the journeys are looked after: {score} of 100, {change} since {since}. The weakest part is {part}: "
        "{some} of {all}.",
        change=moved,
        since=given.since,
        **parts,
    )


def _change(now: Health, then: Health | None) -> float | None:
    """Return by how many points the sum has moved, over the parts that could be judged both times."""
    if then is None:
        return None
    both = comparable(now, then)
    later, earlier = score_over(now, both), score_over(then, both)
    return later - earlier if later is not None and earlier is not None else None


def _chart(now: Health, given: Beside) -> Chart:
    before = _before(given.then)
    marks = tuple(
        Mark(NAMES[part.name], part.share, limit=before[part.name]) for part in now.parts if part.share is not None
    )
    legend = _("The bar is now; the upright line is {since}.", since=given.since) if given.since else None
    return Chart("parts", _("Share of each part that is well"), marks, "%", WHOLE, legend)


def _before(then: Health | None) -> Mapping[str, float | None]:
    return {part.name: part.share for part in then.parts} if then else dict.fromkeys(WEIGHTS)


def _parts(now: Health, then: Health | None) -> Table:
    columns = (
        Column("part", _("Part"), _("The part of health.")),
        Column("what", _("What is counted"), _("What is well.")),
        Column("some", _("Well"), _("How many are well."), "integer"),
        Column("all", _("Of"), _("How many can be judged."), "integer"),
        Column("share", _("Share"), _("Well / of."), "number", "%", WHOLE),
        Column("weight", _("Weight"), _("What the part weighs, of 100; our own choice."), "integer"),
        Column("points", _("Points"), _("Weight times share / 100."), "number", _("of 100")),
        Column("share_before", _("Share before"), _("The share at the ref."), "number", "%"),
        Column("change", _("Change"), _("Share now minus share before."), "number", POINTS),
    )
    before = _before(then)
    rows = tuple(_row(part, before[part.name]) for part in now.parts)
    return Table("parts", _("Part by part"), columns, rows if now.judged else ())


def _row(part: Part, before: float | None) -> tuple[Cell, ...]:
    share = part.share
    return (
        Term(part.name, NAMES[part.name]),
        WHAT[part.name],
        *(part.tally or (None, None)),
        share,
        part.weight,
        None if share is None else part.weight * share / 100,
        before,
        None if share is None or before is None else share - before,
    )


def _sums(now: Health, given: Beside) -> Table:
    columns = (
        Column("when", _("When"), _("Now, or at the ref.")),
        Column("score", _("Sum"), _("The weighted mean of what can be judged."), "number", _("of 100"), WHOLE),
        Column("judged", _("Judged"), _("What these parts weigh together, of 100."), "integer"),
        Column("same", _("Over the same parts"), _("The weighted mean of the parts that could be judged both times."),
               "number", _("of 100")),
    )  # fmt: skip
    both = comparable(now, given.then) if given.then else set()
    rows: list[tuple[Cell, ...]] = [
        (Term("now", _("now")), now.score, now.judged, score_over(now, both) if given.then else None)
    ]
    if given.then:
        then = given.then
        rows.append((given.since or Term("then", _("then")), then.score, then.judged, score_over(then, both)))
    return Table("sum", _("The weighted sum"), columns, tuple(rows) if now.score is not None else ())


def _notes() -> tuple[Note, ...]:
    weights = tuple(_("{part} {weight}", part=NAMES[name], weight=weight) for name, weight in WEIGHTS.items())
    return (
        Note(
            "formula",
            _(
                "Share = what is well / what can be judged. Sum = the sum of weight times share / the sum of the "
                "weights of the parts that can be judged, when these weigh 50 of 100 at least."
            ),
        ),
        Note("formula", _("The weights are our own choice: {weights}.", weights=weights)),
        Note(
            "inputs",
            _(
                "`owner`, `trigger`, `outcome`, `kpis` with `target` and `readings`, `expectations`, `standards`, "
                "`promises`, `insights`, `data`, `moment_of_truth`, `emotion` and `next`, and what `lint` finds."
            ),
        ),
        Note(
            "left-out",
            _(
                "Retired journeys; parts about which nothing is written. It tells how well the journeys are looked "
                "after, not how content customers are: see the KPI chain and the gaps."
            ),
        ),
        Note(
            "left-out",
            _(
                "A change is told over the parts that could be judged both times. One sum hides what the parts show: "
                "read them first."
            ),
        ),
    )
