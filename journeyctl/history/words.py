"""Facts in words: owners by name, emotions with their score, edges by where they lead; of lists, what differs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from journeyctl.history.changes import POSITION, After
from journeyctl.history.facts import Bag, Facts, Key
from journeyctl.i18n import Message, _, plural
from journeyctl.model import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeyctl.history.changes import Comparison, FieldChange
    from journeyctl.history.facts import Thing
    from journeyctl.model import Workspace

READINGS = "readings"
NOTHING = _("nothing")


@dataclass(frozen=True)
class Speaker:
    """Says what facts of one side mean.

    Args:
        workspace: that side.
        things: what is in it.
        language: to speak.
        is_long: whether to name every field, where the short way says the same of two facts that differ.
    """

    workspace: Workspace
    things: Mapping[Key, Thing]
    language: str
    is_long: bool = False

    def say(self, value: Any) -> str:
        """Return a fact in words."""
        if isinstance(value, Key):
            return self.name(value)
        if isinstance(value, After):
            where = _("after {name}", name=self.name(value.key)) if value.key else _("first")
            return where.in_language(self.language)
        if isinstance(value, Facts):
            return self._facts(dict(value))
        if isinstance(value, Bag):
            return ", ".join(self.say(item) for item in value) or self.tell(NOTHING)
        return self._plain(value)

    def name(self, key: Key) -> str:
        """Return what people call a thing; its id when it is not known."""
        if key in self.things:
            return self.things[key].name.in_language(self.language)
        stage = self.workspace.stages.get(key.id) if key.kind == "stages" else None
        return stage.name.in_language(self.language) if stage else key.id

    def tell(self, message: Message) -> str:
        """Return a sentence in the language spoken."""
        return message.in_language(self.language)

    def _plain(self, value: Any) -> str:
        if value is None:
            return self.tell(NOTHING)
        if isinstance(value, Text):
            return value.in_language(self.language)
        if isinstance(value, bool):
            return self.tell(_("yes") if value else _("no"))
        return f"{value:g}" if isinstance(value, float) else str(value)

    def _facts(self, facts: dict[str, Any]) -> str:
        if not self.is_long and (short := self._short(facts)) is not None:
            return short
        return ", ".join(f"{name}: {self.say(value)}" for name, value in facts.items())

    def _short(self, facts: dict[str, Any]) -> str | None:
        """Return what people would say of a fact whose kind is known by its fields; None for any other."""
        if "to" in facts or "journey" in facts:
            return self._edge(facts)
        if "metric" in facts:
            return self._measure(facts)
        if "score" in facts or ("target" in facts and "label" in facts):
            return self._emotion(facts)
        if "text" in facts or "measure" in facts:
            return " · ".join(self.say(facts[name]) for name in ("text", "measure") if name in facts)
        if "item" in facts:
            return f"{self.say(facts['item'])} ({self.say(facts['use'])})" if facts["use"] else self.say(facts["item"])
        return None

    def _edge(self, facts: dict[str, Any]) -> str:
        if "to" in facts:
            where = _("to {name}", name=self.say(facts["to"]))
        else:
            where = _("on in {name}", name=self.say(facts["journey"]))
        others = {name: value for name, value in facts.items() if name not in ("to", "journey", "when")}
        if others.get("kind") == "normal":
            del others["kind"]
        said = [self.tell(where)]
        if "when" in facts:
            said.append(self.tell(_("when {condition}", condition=self.say(facts["when"]))))
        more = ", ".join(f"{name} {self.say(value)}" for name, value in others.items())
        return " ".join(said) + (f" ({more})" if more else "")

    def _measure(self, facts: dict[str, Any]) -> str:
        unit = f" {facts['unit']}" if "unit" in facts else ""
        sign, side = ("≤", "at_most") if "at_most" in facts else ("≥", "at_least")
        value = self._plain(facts[side])
        clock = " (24/7)" if facts.get("hours") == "elapsed" else ""
        return f"{facts['metric']} {sign} {value}{unit}{clock}"

    def _emotion(self, facts: dict[str, Any]) -> str:
        score = facts.get("score")
        said = [f"{score:+g}" if score else "0"] if score is not None else []
        said += [self.say(facts["label"])] if "label" in facts else []
        said += [self.tell(_("target {score}", score=facts["target"]))] if "target" in facts else []
        return " · ".join(said)


def pair(comparison: Comparison, change: FieldChange, language: str) -> tuple[str, str]:
    """Return a field before and after, in words; of lists only what one side has and the other has not."""
    old = Speaker(comparison.base, comparison.before, language)
    new = Speaker(comparison.head, comparison.after, language)
    if change.name == READINGS:
        return _readings(old, change.before), _readings(new, change.after)
    before, after = _differing(change)
    if isinstance(before, Text) and isinstance(after, Text):
        return _texts(before, after, language)
    # A fact before names things by the ids that they have now, except where something stood.
    old = Speaker(comparison.base, _by_new_key(comparison), language)
    said = _said(old, before, after), _said(new, after, before)
    if said[0] == said[1]:
        return replace(old, is_long=True).say(before), replace(new, is_long=True).say(after)
    return said


def _said(speaker: Speaker, value: Any, other: Any) -> str:
    """Return a fact in words; a yes that is gone is a no."""
    return speaker.say(value=False if value is None and isinstance(other, bool) else value)


def _by_new_key(comparison: Comparison) -> dict[Key, Thing]:
    return {comparison.partner.get(key, key): thing for key, thing in comparison.before.items()}


def _differing(change: FieldChange) -> tuple[Any, Any]:
    before, after = change.before, change.after
    if not isinstance(before or after, Bag) or change.name == POSITION:
        return before, after
    old, new = before or Bag(), after or Bag()
    return Bag(item for item in old if item not in new), Bag(item for item in new if item not in old)


def _texts(before: Text, after: Text, language: str) -> tuple[str, str]:
    """Return the words that differ, in the language spoken when they do; else in the first language that does."""
    if before.in_language(language) != after.in_language(language):
        return before.in_language(language), after.in_language(language)
    old, new = dict(before.words), dict(after.words)
    other = next(name for name in (*old, *new) if old.get(name) != new.get(name))
    return f"{other}: {old.get(other, '')}", f"{other}: {new.get(other, '')}"


def _readings(speaker: Speaker, value: Any) -> str:
    if not value:
        return speaker.tell(NOTHING)
    newest = max((dict(reading) for reading in value), key=lambda reading: str(reading["date"]))
    count = plural("{count} reading", "{count} readings", len(value))
    message = _("{count}, the newest {value} on {date}", count=count, value=f"{newest['value']:g}", date=newest["date"])
    return speaker.tell(message)
