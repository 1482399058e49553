"""The journey map: phases, steps, lanes, and the emotion curve over all of them, ready to be written as markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from journeyctl.analyse.emotion import curve, levels, target_curve
from journeyctl.analyse.kpis import on_target
from journeyctl.i18n import _
from journeyctl.render.geometry import smooth
from journeyctl.render.layout import Point
from journeyctl.render.palette import feeling
from journeyctl.site.blocks import NOTHING, Inline, Link, Words
from journeyctl.site.sheet import type_class
from journeyctl.site.voice import capital

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from journeyctl.analyse.emotion import Curve
    from journeyctl.diagnostics import Diagnostic
    from journeyctl.model import Journey, Phase, Step
    from journeyctl.model.values import Note
    from journeyctl.site.edition import Edition

LANES = {
    "step": _("Step"),
    "doing": _("Does"),
    "thinking": _("Thinks"),
    "channel": _("Channel"),
    "emotion": _("Feels"),
    "pains": _("Pains and gains"),
    "owner": _("Owner"),
    "kpi": _("Last reading"),
    "opportunity": _("Opportunities"),
    "finding": _("Findings"),
}
WIDEST_PHASE = 24
TWO_LINES = 26
LONGEST_FEELING = 18


class Measured(msgspec.Struct, frozen=True):
    """A KPI at a step: its name, its newest value and its target."""

    name: Inline
    value: str
    goal: str
    state: str


class NoteView(msgspec.Struct, frozen=True):
    """A pain or a gain, and the page of the opportunity that takes it up."""

    words: Words
    href: str


class FindingMark(msgspec.Struct, frozen=True):
    """A finding in its lane: how bad, what, and where on the page more is said."""

    severity: str
    text: str
    href: str


class Feel(msgspec.Struct, frozen=True):
    """How a step feels: in words, and where its mark stands on the curve and on the edge of its card, in per cent."""

    score: str
    label: Words
    note: str
    target: str
    state: str
    is_scored: bool
    x: float
    y: float
    target_y: float | None
    rail: float
    next_rail: float | None

    @property
    def is_short(self) -> bool:
        """Whether the customer's word fits on one line of the curve."""
        return 0 < len(self.label.text) <= LONGEST_FEELING

    @property
    def is_below(self) -> bool:
        """Whether the label stands under the mark, so that it does not lie on the curve or the line to the target."""
        return self.y > 50 or (self.target_y is not None and self.target_y < self.y)  # noqa: PLR2004 - the middle


class StepView(msgspec.Struct, frozen=True):
    """One step: a column of the poster, a card of the story."""

    id: str
    number: int
    is_moment: bool
    name: Inline
    doing: Words
    thinking: Words
    channel: Inline
    is_outside: bool
    feel: Feel | None
    pains: tuple[NoteView, ...]
    gains: tuple[NoteView, ...]
    owner: Inline
    is_owned: bool
    starts: bool
    kpis: tuple[Measured, ...]
    opportunities: tuple[Inline, ...]
    findings: tuple[FindingMark, ...]

    def has(self, lane: str) -> bool:
        """Tell whether the step has something in a lane."""
        filled = {
            "doing": self.doing.text, "thinking": self.thinking.text, "channel": self.channel.plain or self.is_outside,
            "emotion": self.feel and (self.feel.is_scored or self.feel.target), "pains": self.pains or self.gains,
            "kpi": self.kpis, "opportunity": self.opportunities, "finding": self.findings,
        }  # fmt: skip
        return bool(filled.get(lane, True))


class PhaseView(msgspec.Struct, frozen=True):
    """One phase, or a stretch of a very long one."""

    id: str
    name: Words
    stage: Words
    steps: tuple[StepView, ...]


class CurveView(msgspec.Struct, frozen=True):
    """The emotion curve over all steps, and what it says; `is_wanted` where it is no more than a target."""

    path: str
    target: str
    said: str
    is_wanted: bool = False
    area: str = ""


class MapView(msgspec.Struct, frozen=True):
    """A journey as a map."""

    title: Words
    imprint: tuple[str, ...]
    fit: str
    lanes: tuple[tuple[str, str], ...]
    phases: tuple[PhaseView, ...]
    curve: CurveView | None
    has_target: bool
    has_unscored: bool
    has_moment: bool

    @property
    def steps(self) -> tuple[StepView, ...]:
        """All steps."""
        return tuple(step for phase in self.phases for step in phase.steps)

    @property
    def has_tall_heads(self) -> bool:
        """Whether a phase's name needs more than two lines over its steps."""
        return any(len(phase.name.text) > TWO_LINES * len(phase.steps) for phase in self.phases)


def journey_map(edition: Edition, journey: Journey, listed: Sequence[Diagnostic]) -> MapView | None:
    """Return the map of a journey; None for one without steps.

    Args:
        edition: the language.
        journey: the journey.
        listed: the findings on the page, in the order in which they stand there.
    """
    if not journey.steps:
        return None
    feels = Feelings(edition, journey)
    findings = _findings_by_step(edition, journey, listed)
    steps = {step.id: _step(edition, step, feels, findings.get(step.id, ())) for step in journey.steps}
    phases = tuple(view for phase in journey.phases for view in _phases(edition, phase, steps))
    views = tuple(steps.values())
    lanes = tuple((lane, edition.say(name)) for lane, name in LANES.items() if any(view.has(lane) for view in views))
    return MapView(
        edition.words(journey.name), _imprint(edition, journey), type_class(views), lanes, phases, feels.curve(),
        has_target=any(view.feel and view.feel.target_y is not None for view in views),
        has_unscored=any(view.feel and not view.feel.is_scored for view in views) and not feels.is_wanted,
        has_moment=any(view.is_moment for view in views),
    )  # fmt: skip


def _imprint(edition: Edition, journey: Journey) -> tuple[str, ...]:
    say = edition.say
    state = _("As it should be") if journey.spec.state == "to-be" else _("As it is now")
    owner = edition.link("owners", journey.spec.owner).plain
    owned = [say(_("Owner: {owner}", owner=owner))] if owner else []
    day = edition.voice.day(edition.source.today.isoformat())
    return (say(state), *owned, day, *filter(None, [commit_words(edition, journey)]))


def commit_words(edition: Edition, journey: Journey) -> str:
    """Return which commit changed a journey last; nothing where git does not know."""
    commit = edition.source.commits.get(journey.place.document.path, "")
    return edition.say(_("Commit {commit}", commit=commit)) if commit else ""


def _phases(edition: Edition, phase: Phase, steps: Mapping[str, StepView]) -> list[PhaseView]:
    """Return the phase; a very long one in stretches, as the style sheet knows so many columns and no more."""
    views = [steps[step.id] for step in phase.steps]
    stage = edition.words(phase.stage.name) if phase.stage else NOTHING
    stretches = [views[start : start + WIDEST_PHASE] for start in range(0, len(views), WIDEST_PHASE)]
    name = edition.words(phase.name)
    return [
        PhaseView(
            f"phase-{phase.id}" if number == 0 else f"phase-{phase.id}--{number + 1}",
            name if number == 0 else Words(edition.say(_("{name}, continued", name=name.text)), name.lang),
            stage, tuple(stretch),
        )
        for number, stretch in enumerate(stretches)
    ]  # fmt: skip


def _step(edition: Edition, step: Step, feels: Feelings, findings: tuple[FindingMark, ...]) -> StepView:
    before = step.journey.steps[step.number - 1] if step.number else None
    words = edition.words(step.name)
    opportunities = dict.fromkeys(edition.uses.opportunities_of_step.get(f"{step.journey.id}/{step.id}", ()))
    return StepView(
        step.id, step.number + 1, step.spec.moment_of_truth,
        Link(words, f"touchpoints/{step.shared.id}.html") if step.shared else words,
        edition.words(step.spec.doing), edition.words(step.spec.thinking),
        edition.channel(step.channel), not step.is_contact, feels.of(step),
        _notes(edition, step.pains), _notes(edition, step.gains),
        edition.answers(step), (step.owner or step.monitored_by) is not None,
        starts=before is None or _answering(before) != _answering(step),
        kpis=tuple(measured for kpi in dict.fromkeys(step.kpis) if (measured := _measured(edition, kpi))),
        opportunities=tuple(edition.link("opportunities", one) for one in opportunities),
        findings=findings,
    )  # fmt: skip


def _answering(step: Step) -> tuple[bool, str | None]:
    return step.is_contact, step.owner or step.monitored_by


def _notes(edition: Edition, notes: Sequence[Note]) -> tuple[NoteView, ...]:
    return tuple(
        NoteView(edition.words(note.text), edition.href(f"opportunities/{note.opportunity or ''}") or "")
        for note in notes
    )


def _measured(edition: Edition, kpi: str) -> Measured | None:
    found = edition.entity("kpis", kpi)
    if found is None:
        return None
    unit, reading = found.spec.unit, edition.reading(kpi)
    target = edition.voice.target(found.spec.target, unit) if found.spec.target else ""
    goal = edition.say(_("target {target}", target=target)) if target else ""
    state = {True: "is-good", False: "is-below", None: ""}[on_target(found.spec, reading.value) if reading else None]
    value = edition.voice.with_unit(reading.value, unit) if reading else ""
    return Measured(edition.link("kpis", kpi), value, goal, state)


def _findings_by_step(
    edition: Edition, journey: Journey, listed: Sequence[Diagnostic]
) -> dict[str, tuple[FindingMark, ...]]:
    marks: dict[str, tuple[FindingMark, ...]] = {}
    for step in journey.steps:
        refs = {step.ref, step.shared.ref if step.shared else step.ref}
        found = [
            FindingMark(finding.severity.label, capital(edition.say(finding.message)), f"#finding-{number}")
            for number, finding in enumerate(listed, 1)
            if finding.entity in refs
        ]
        if found:
            marks[step.id] = tuple(found)
    return marks


class Feelings:
    """The emotions of a journey's steps, and the curve through them."""

    def __init__(self, edition: Edition, journey: Journey) -> None:
        self.edition = edition
        self.journey = journey
        measured = curve(journey)
        self.felt = measured or target_curve(journey)
        self.is_wanted = measured is None
        points = self.felt.points if self.felt else ()
        self.levels = [level or 0.0 for level in levels(points, len(journey.steps))] if points else []
        self.notes = self._notes(self.felt) if self.felt and len(points) > 1 else {}

    def _notes(self, felt: Curve) -> dict[int, str]:
        """Return the words at the low, the peak and the end of the curve."""
        say = self.edition.say
        low, peak, end = (point.step.number for point in (felt.low, felt.peak, felt.end))
        if felt.low.score == felt.peak.score:
            return {end: say(_("End"))}
        notes = {end: say(_("End")), low: say(_("Low point")), peak: say(_("Peak"))}
        if end == peak:
            notes[end] = say(_("Peak and end"))
        if end == low:
            notes[end] = say(_("Low point and end"))
        return notes

    def of(self, step: Step) -> Feel | None:
        """Return how a step feels; None in a journey where nothing is scored and nothing is aimed at."""
        if self.felt is None:
            return None
        index, level, voice = step.number, self.levels[step.number], self.edition.voice
        emotion, score = step.emotion, step.score
        target = emotion.target if emotion and emotion.target != score else None
        following = self.levels[index + 1] if index + 1 < len(self.levels) else None
        return Feel(
            "" if score is None else voice.signed(score), self.edition.words(emotion.label if emotion else None),
            self.notes.get(index, ""), "" if target is None else voice.signed(target), feeling(level),
            score is not None, round((index + 0.5) / len(self.levels) * 100, 2), _height(level),
            None if target is None or self.is_wanted else _height(target), round(50 + level * 23, 1),
            None if following is None else round(50 + following * 23, 1),
        )  # fmt: skip

    def curve(self) -> CurveView | None:
        """Return the curve over all steps: as it is, else as it should be; None where neither is known."""
        if self.felt is None:
            return None
        points = [Point(index * 100 + 50.0, _height(level)) for index, level in enumerate(self.levels)]
        wanted = [
            Point(step.number * 100 + 50.0, _height(step.emotion.target))
            for step in self.journey.steps
            if step.emotion and step.emotion.target is not None and not self.is_wanted
        ]
        path = smooth(points)
        area = "" if self.is_wanted or not path else f"{path}V50H50Z"
        return CurveView(path, smooth(wanted), self.said(), self.is_wanted, area)

    def said(self) -> str:
        """Return in words what the curve shows."""
        voice, steps = self.edition.voice, self.journey.steps
        if self.felt is None:
            return ""
        parts = [
            f"{note.lower()} {voice.signed(self.levels[index])}, {voice.text(steps[index].name)}"
            for index, note in sorted(self.notes.items())
        ]
        told = "; ".join(parts) or voice.signed(self.felt.end.score)
        if self.is_wanted:
            return self.edition.say(_("How it should feel: {parts}", parts=told))
        return self.edition.say(_("Emotion curve: {parts}", parts=told))


def _height(score: float) -> float:
    return round(50 - score * 13, 1)
