"""What a helper has read of a document says what its text says, and stands where that stands."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.properties.editing import EXAMPLE

CHECKOUT = Path(__file__).resolve().parent.parent.parent
CORES = 2 if sys.platform.startswith("linux") else 1
ODD = {
    "a-broken.yaml": "journeys: [unclosed\n",
    "b-anchor.yaml": "channels: &all {web: {name: Web, kind: web}}\n",
    "c-shape.yaml": "journeys: {x: {nme: 3}}\n",
    "d-date.yaml": "insights: {x: {name: X, date: 2026-02-31}}\n",
    "e-file.yaml": "kpis: {x: {name: X, kind: nps, readings: {file: missing.csv}}}\n",
    "f-parts.yaml": "---\nx-top: {a: [1]}\nchannels: {x-later: 1, odd: {name: {nl: O}, kind: web}}\n---\n# none\n---\n",
    "g-flow.yaml": 'owners: {"é😀": {name: É}, ok: {name: "a\\\n  b", kind: team}}\n',
    "h-unknown.yaml": "journeys:\n  lost:\n    name: Lost\n    owner: nobdy\n    phases:\n"
    "      - id: p\n        name: P\n        steps: [{id: s, touchpoint: {name: T, channel: wbe}}, {id: s}]\n",
    "z-empty.yaml": "",
}  # fmt: skip
SCRIPT = """
import os, sys
from datetime import date
from pathlib import Path
from journeyctl import helping
from journeyctl.compiler import Memory, compile_workspace, reading
from journeyctl.lint import Choice, built_in, run, select
from journeyctl.lint.packing import packed
from journeyctl.settings import load_settings

root, cores = Path(sys.argv[1]), int(sys.argv[2])
helping.processors = lambda: cores
settings = load_settings(root)
selection = select(built_in(), settings.lint, Choice("strict"))

def judged():
    memory = Memory()
    compiled = compile_workspace(root, settings, memory=memory)
    told = [
        (path, part.references, part.outside, part.names, part.document.text, part.document.values,
         [(one.entity.ref, one.entity.spec, one.entity.place.span) for one in part.told])
        for path, part in memory.parts.items()
    ]
    return told, packed(run(compiled, selection, date(2026, 11, 23), memory=memory)), memory

alone, alone_found, _memory = judged()
done = helping.Helpers.done

def late(self, mine):
    # This process comes to its first document when the helper has done all that it can.
    for helper in self.busy:
        os.waitid(os.P_PID, helper.process, os.WEXITED | os.WNOWAIT)
    return done(self, mine)

helping.Helpers.done, reading.WORTH = late, 1
helped, helped_found, memory = judged()
assert len(alone_found) > 20
assert helped == alone
assert helped_found == alone_found
print(*(path for path, part in memory.parts.items() if part.document.digest in memory.sound))
print(*(path for path, part in memory.parts.items() if not part.wrong))
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "journeys").mkdir()
    (tmp_path / "journeyctl.yaml").write_text("name: Helped\nlanguages: [nl, en]\n")
    for path, text in (EXAMPLE | {f"journeys/{name}": text for name, text in ODD.items()}).items():
        (tmp_path / path).write_text(text, "utf-8")
    return tmp_path


def test_with_a_helper_all_is_read_and_found_as_without_one(root: Path) -> None:
    command = [sys.executable, "-c", SCRIPT, str(root), str(CORES)]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False, timeout=300)
    assert done.stderr == ""
    read_by_helper, sound = done.stdout.splitlines()
    assert "journeys/f-parts.yaml" in sound
    assert read_by_helper == (sound if CORES > 1 else "")
