"""What a process remembers of a journey holds only while all holds that it depends on."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from journeyctl.compiler import Memory
from journeyctl.compiler.compiling import compile_documents
from journeyctl.lint import Choice, built_in, run, select
from journeyctl.model import Text, by_itself, spec
from journeyctl.settings import Settings
from journeyctl.source import Document

SELECTION = select(built_in(), Settings().lint, Choice("strict"))
SHARED = """\
owners: {a: {name: A, kind: team}, b: {name: B, kind: team}, c: {name: C, kind: team}}
channels: {phone: {name: Phone, kind: phone}}
"""
MEND = """\
journeys:
  mend: {name: Mend, owner: c, phases: [{id: p, name: P, stage: service, steps: [
    {id: call, touchpoint: {name: Call, channel: phone, owner: a}},
    {id: ask, touchpoint: {name: Ask, channel: phone, owner: b}, pains: [Told twice]@}]}]}
"""


def found(memory: Memory, texts: dict[str, str], *codes: str) -> list[str]:
    """Return what is found with a memory, once it is sure that nothing else is found without."""
    told = []
    for one in (memory, Memory()):
        documents = [one.read(Document(path, text)) for path, text in sorted(texts.items())]
        compiled = compile_documents(documents, Path(), Settings(), memory=one)
        told.append([
            f"{each.code} {each.path}:{each.span.line}"
            for each in run(compiled, SELECTION, date(2026, 11, 23), memory=one)
        ])  # fmt: skip
    assert told[0] == told[1]
    return [one for one in told[0] if one[:6] in codes]


def test_a_pain_between_owners_is_gone_and_back_as_opportunities_elsewhere_and_edges_here_change() -> None:
    memory, texts = Memory(), {"mend.yaml": MEND.replace("@", ""), "other.yaml": SHARED}
    assert found(memory, texts, "OWN006") == ["OWN006 mend.yaml:4"]
    texts["other.yaml"] = SHARED + "opportunities: {once: {name: Once, steps: [mend/ask]}}\n"
    assert found(memory, texts, "OWN006") == []
    texts["other.yaml"] = SHARED
    assert found(memory, texts, "OWN006") == ["OWN006 mend.yaml:4"]
    texts["mend.yaml"] = MEND.replace("@", "").replace("{id: call,", "{id: call, next: [],")
    assert found(memory, texts, "OWN006") == []


def test_a_journey_that_hands_over_to_itself_is_followed_by_its_own_id() -> None:
    memory, texts = (
        Memory(),
        {"mend.yaml": MEND.replace("@", ", next: [{journey: mend, step: call}]"), "z.yaml": SHARED},
    )
    endless = found(memory, texts, "FLO004", "FLO003")
    assert endless
    texts["z.yaml"] += "personas: {p: {name: P}}\n"
    assert found(memory, texts, "FLO004", "FLO003") == endless
    texts["mend.yaml"] = texts["mend.yaml"].replace("  mend:", "  other:")
    assert found(memory, texts, "REF001") == ["REF001 mend.yaml:4"]


def test_what_a_journey_tells_by_itself_is_worked_out_once_for_what_is_written() -> None:
    asked = []

    @by_itself
    def phases(written: spec.Journey) -> int:
        asked.append(written)
        return len(written.phases)

    one, other = spec.Journey(name=Text.of("One"), phases=()), spec.Journey(name=Text.of("One"), phases=())
    assert one == other
    assert [phases(one), phases(one), phases(other)] == [0, 0, 0]
    assert [written is one for written in asked] == [True, False]
