"""`import mermaid` and `export mermaid`: held against Mermaid's own parser, field by field."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyctl.compiler import compile_documents
from journeyctl.exchange.base import Reading, Wanted
from journeyctl.exchange.draft import Given
from journeyctl.exchange.landing import Workplace, land
from journeyctl.exchange.mermaid import diagram, draft
from journeyctl.exchange.naming import slug
from journeyctl.settings import Settings
from journeyctl.source import parse
from journeyctl.source.formatting import canonical
from tests.exchange.mermaid import Drawn, parsed
from tests.support import CHECKOUT

if TYPE_CHECKING:
    from pathlib import Path

    from journeyctl.model import Workspace

CASES = sorted((CHECKOUT / "tests" / "cases" / "mermaid").iterdir())
EMPTY = Workplace(CHECKOUT, Settings(), ())
LETTERS = (
    "abcdefgh ABC 0123 éëïüß çñ ĳ '\u02bc -\u2013\u2014 .,!? ()/+ :;#%{}[]<>&\"`\\|~*_=@$^ €  日本 привет 😀🚲".replace(
        "  ", ""
    )
)


def imported(text: str, path: str = "a.mmd", actors: str = "personas") -> Workspace:
    """Return the workspace that a text becomes; it compiles, and `fmt` would change nothing."""
    drafted = draft([Given(path, text.encode())], EMPTY.workspace, Reading(actors))  # type: ignore[arg-type] # a word
    assert [
        finding.message.in_language("en") for finding in drafted.findings if finding.severity.label == "error"
    ] == []
    landing = land(EMPTY, "journeys/a.yaml", drafted)
    assert landing.findings == ()
    assert canonical(landing.text) == landing.text
    document = parse("journeys/a.yaml", landing.text)
    assert document.values == (drafted.values,)
    return compile_documents([document], CHECKOUT, Settings()).workspace


def drawn(workspace: Workspace) -> list[Drawn]:
    """Return what each journey of a workspace says, in Mermaid's words, read from its model."""
    return [_drawn(workspace, identity) for identity in workspace.journeys]


def _drawn(workspace: Workspace, identity: str) -> Drawn:
    journey = workspace.journeys[identity]
    entry = journey.place.document.values[0]["journeys"][identity]
    steps = {step["id"]: step for phase in entry["phases"] for step in phase["steps"]}
    tasks = []
    for step in journey.steps:
        people = steps[step.id].get("x-actors", journey.personas)
        names = tuple(workspace.personas[person].name.in_language("en") for person in people)
        phase = step.phase.name.in_language("en")
        assert step.score is not None
        tasks.append((phase, step.name.in_language("en"), int(step.score) + 3, names))
    name = journey.name.in_language("en")
    description = journey.spec.description.in_language("en") if journey.spec.description else ""
    phases = tuple(phase.name.in_language("en") for phase in journey.phases)
    return Drawn(name, phases, tuple(tasks), entry.get("x-acc-title", ""), description)


def as_imported(said: Drawn, path: str) -> Drawn:
    """Return what an import makes of a diagram: one without title or section gets the nearest name there is."""
    title = said.title or path.partition(".")[0]
    loose = any(not section for section, *_rest in said.tasks)
    sections = (title, *said.sections) if loose else said.sections
    tasks = tuple((section or title, *rest) for section, *rest in said.tasks)
    acc_title = "" if said.acc_title == title else said.acc_title
    return Drawn(title, sections, tasks, acc_title, said.acc_descr)  # type: ignore[arg-type] # the same four parts


def blocks(path: Path) -> list[str]:
    """Return the user journeys of a file, by a way of its own."""
    text = path.read_bytes().decode("utf-8-sig")
    if path.suffix != ".md":
        return [text]
    plain = re.sub(r"^> ?", "", text, flags=re.MULTILINE)
    found = re.findall(r"^ *(```|~~~)mermaid\n(.*?)^ *\1$", plain, re.DOTALL | re.MULTILINE)
    return [block for _fence, block in found if block.lstrip().startswith("journey")]


@pytest.mark.registry
def test_thirty_diagrams_made_by_hand_say_the_same_after_import_and_after_export() -> None:
    assert len(CASES) >= 30
    texts = [(path.name, block) for path in CASES for block in blocks(path)]
    said = parsed([text for _name, text in texts])
    assert {name: one.error for (name, _text), one in zip(texts, said, strict=True) if one.error} == {}
    workspaces = {path.name: imported(path.read_bytes().decode(), path.name) for path in CASES}
    expected = [as_imported(one, name) for (name, _text), one in zip(texts, said, strict=True)]
    assert [one for workspace in workspaces.values() for one in drawn(workspace)] == expected
    exported = [diagram(journey) for workspace in workspaces.values() for journey in workspace.journeys.values()]
    assert [as_imported(one, "") for one in parsed(exported)] == [_flat(one) for one in expected]


def _flat(said: Drawn) -> Drawn:
    """Return what a diagram can show: a description is on one line there."""
    return Drawn(said.title, said.sections, said.tasks, said.acc_title, " ".join(said.acc_descr.split()))


def code(words: str) -> str:
    """Return words for Mermaid, in a way of their own: every sign as a code."""
    return "".join(letter if letter.isalnum() or letter == " " else f"#{ord(letter)};" for letter in words)


def invented(chance: random.Random) -> Drawn:
    def words() -> str:
        letters = "".join(chance.choice(LETTERS) for _ in range(chance.randint(1, 24)))
        return " ".join(letters.split()) or "x"

    people = list({slug(name, name): name for name in (words() for _ in range(chance.randint(1, 4)))}.values())
    people = list({name.casefold(): name for name in people}.values())
    sections = tuple(words() for _ in range(chance.randint(1, 4)))
    tasks = [
        (section, words(), chance.randint(1, 5), tuple(chance.sample(people, chance.randint(0, len(people)))))
        for section in sections
        for _ in range(chance.randint(1, 4))
    ]
    return Drawn(words(), sections, tuple(tasks), words(), words())


def written(said: Drawn) -> str:
    """Return a diagram as text, section by section."""
    lines = ["journey", f"  title {code(said.title)}", f"  accTitle: {code(said.acc_title)}"]
    lines += [f"  accDescr: {code(said.acc_descr)}"]
    left = list(said.tasks)
    for index, section in enumerate(said.sections):
        lines.append(f"  section {code(section)}")
        rest = len(said.sections) - index - 1
        while left and left[0][0] == section and (len(left) > rest):
            _section, task, score, people = left.pop(0)
            lines.append(f"    x{code(task)}: {score}: {', '.join(map(code, people))}")
    assert not left
    return "\n".join(lines) + "\n"


@pytest.mark.registry
def test_two_hundred_invented_diagrams_say_the_same_after_import_and_after_export() -> None:
    chance = random.Random(20261123)  # noqa: S311 - the same diagrams every time
    made = [invented(chance) for _ in range(200)]
    texts = [written(one) for one in made]
    said = parsed(texts)
    assert [one.error for one in said if one.error] == []
    workspaces = [imported(text) for text in texts]
    expected = [as_imported(one, "a.mmd") for one in said]
    assert [one for workspace in workspaces for one in drawn(workspace)] == expected
    assert [len(one.tasks) for one in expected] == [len(one.tasks) for one in made]
    again = parsed(
        [diagram(workspace.journeys[identity]) for workspace in workspaces for identity in workspace.journeys]
    )
    assert [as_imported(one, "") for one in again] == expected


SIGNS = st.text(st.characters(codec="utf-8") | st.sampled_from("#:;%{}- \n"), max_size=40)
STATEMENTS = st.sampled_from(
    ["title A", "section S", "Pay: 3: Me", "Pay: 9", "accDescr {", "}", "---", "%%{init", "#35;"]
)


@given(st.lists(STATEMENTS | SIGNS, max_size=8))
def test_whatever_a_diagram_says_an_import_that_succeeds_compiles(lines: list[str]) -> None:
    text = "\n".join(["journey", *lines])
    drafted = draft([Given("a.mmd", text.encode())], EMPTY.workspace, Reading())
    if not drafted.fails:
        landing = land(EMPTY, "journeys/a.yaml", drafted)
        assert landing.findings == ()
        assert canonical(landing.text) == landing.text
        assert parse("", landing.text).values == (drafted.values,)


@given(st.binary(max_size=80) | SIGNS.map(str.encode), st.sampled_from(["a.mmd", "a.md"]))
def test_junk_never_crashes(data: bytes, path: str) -> None:
    assert draft([Given(path, data)], EMPTY.workspace, Reading()).fails or data


@pytest.mark.registry
def test_every_journey_of_the_example_is_drawn_in_both_languages() -> None:
    from journeyctl.compiler import compile_workspace
    from journeyctl.settings import load_settings

    workspace = compile_workspace(CHECKOUT, load_settings(CHECKOUT)).workspace
    journeys = list(workspace.journeys.values())
    for language in ("en", "nl"):
        said = parsed([diagram(journey, Wanted(language=language)) for journey in journeys])
        assert [one.error for one in said if one.error] == []
        assert [[task[1] for task in one.tasks] for one in said] == [
            [" ".join(step.name.in_language(language).split()) for step in journey.steps] for journey in journeys
        ]
        assert {task[2] for one in said for task in one.tasks} <= {1, 2, 3, 4, 5}
