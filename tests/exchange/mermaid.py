"""Mermaid's own parser, run in one Node process for many texts."""

from __future__ import annotations

import html
import json
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.registry import npm

if TYPE_CHECKING:
    from collections.abc import Sequence

MERMAID = ("mermaid", "12.3.0")
JSDOM = ("jsdom", "26.1.0")
SCRIPT = """
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
const [mermaidFolder, jsdomFolder] = process.argv.slice(1);
const { JSDOM } = createRequire(jsdomFolder + '/')(jsdomFolder);
const { window } = new JSDOM('<body></body>');
Object.assign(globalThis, { window, document: window.document });
const mermaid = (await import(mermaidFolder + '/dist/mermaid.core.mjs')).default;
mermaid.initialize({ startOnLoad: false });
const results = [];
for (const text of JSON.parse(readFileSync(0, 'utf-8'))) {
  // What `render` reads from the front matter before it hands the rest to the parser.
  const title = /^---\\ntitle: (.*)\\n/.exec(text)?.[1];
  try {
    const { type, db } = await mermaid.mermaidAPI.getDiagramFromText(text, { title });
    results.push(structuredClone({
      type, title: db.getDiagramTitle(), accTitle: db.getAccTitle(), accDescr: db.getAccDescription(),
      sections: db.getSections(), tasks: db.getTasks(),
    }));
  } catch (error) {
    results.push({ error: String(error.message ?? error) });
  }
}
process.stdout.write(JSON.stringify(results));
"""


@dataclass(frozen=True)
class Drawn:
    """A user journey: what a diagram says."""

    title: str
    sections: tuple[str, ...]
    tasks: tuple[tuple[str, str, int, tuple[str, ...]], ...]
    acc_title: str = ""
    acc_descr: str = ""
    error: str = ""


def parsed(texts: Sequence[str]) -> list[Drawn]:
    """Return what Mermaid makes of each text; `error` says why it refuses one."""
    command = ["node", "--input-type=module", "-e", SCRIPT, str(npm(*MERMAID)), str(npm(*JSDOM))]
    done = subprocess.run(
        command, input=json.dumps(list(texts)), capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return [_drawn(result) for result in json.loads(done.stdout)]


def _drawn(result: dict[str, Any]) -> Drawn:
    if "error" in result:
        return Drawn("", (), (), error=result["error"])
    tasks = tuple(
        (_text(task["section"]), _text(task["task"]), task["score"], tuple(filter(None, map(_text, task["people"]))))
        for task in result["tasks"]
    )
    return Drawn(
        _text(result["title"]), tuple(map(_text, result["sections"])), tasks,
        _text(result["accTitle"]), _text(result["accDescr"]),
    )  # fmt: skip


def _text(written: str) -> str:
    """Return text as Mermaid draws it: the marks that it puts for its codes are character references."""
    return html.unescape(written.replace("ﬂ°°", "&#").replace("ﬂ°", "&").replace("¶ß", ";")).strip()
