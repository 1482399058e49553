"""Write a workspace of any size, the same every time: journeys of 20 steps, with the usual fields and 3 % planted gaps.

python benchmarks/corpus.py FOLDER JOURNEYS
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

SEED = 20_261_123
GAPS = 0.03
STEPS_PER_PHASE = 4
STAGES = ("need", "consideration", "purchase", "use", "service")
WORDS = [
    "ticket", "station", "transfer", "platform", "bicycle", "travel", "plan", "search", "compare", "pay", "wait",
    "arrive", "ask", "answer", "help", "refund", "renew", "cancel", "card", "gate", "screen", "coach", "conductor",
    "message", "parking", "shelter", "lift", "ramp", "bus", "tram", "street", "home", "work",
]  # fmt: skip

CATALOGUE = """channels:
  web: {name: Website, kind: web}
  app: {name: App, kind: app}
  phone: {name: Phone, kind: phone, open: "mon-fri 08:00-20:00"}
  desk: {name: Service desk, kind: store}
owners:
  travel: {name: Travel team, kind: team}
  app-team: {name: App team, kind: team}
  stations: {name: Stations, kind: team}
personas:
  commuter: {name: Commuter}
  family: {name: Family on a day out}
kpis:
  ease: {name: Ease, kind: ces, owner: travel, level: experience, scale: {min: 1, max: 7}, target: {at_least: 5}}
  nps: {name: NPS, kind: nps, owner: travel, level: behaviour, target: {at_least: 30}, drives: [{kpi: ease}]}
"""


def write(folder: Path, journeys: int) -> None:
    """Write a workspace with so many journeys into an empty folder."""
    sources = folder / "journeys"
    sources.mkdir(parents=True)
    (folder / "journeyctl.yaml").write_text("name: Benchmark\nlanguages: [nl, en]\n", encoding="utf-8")
    (sources / "catalogue.yaml").write_text(CATALOGUE, encoding="utf-8")
    chance = random.Random(SEED)  # noqa: S311 - the same numbers every time, not secret ones
    for number in range(journeys):
        (sources / f"journey-{number:05}.yaml").write_text(_journey(number, chance), encoding="utf-8")


def _journey(number: int, chance: random.Random) -> str:
    lines = [
        "journeys:",
        f"  journey-{number:05}:",
        f"    name: {{nl: {_words(chance, 4)}, en: {_words(chance, 4)}}}",
        *([] if chance.random() < GAPS else ["    owner: travel"]),
        "    personas: [commuter, family]",
        f"    trigger: {{nl: {_words(chance, 8)}, en: {_words(chance, 8)}}}",
        f"    outcome: {{nl: {_words(chance, 6)}, en: {_words(chance, 6)}}}",
        "    kpis: [ease, nps]",
        "    phases:",
    ]
    for index, stage in enumerate(STAGES):
        lines += [
            f"      - id: phase-{index}",
            f"        name: {{nl: {_words(chance, 2)}, en: {_words(chance, 2)}}}",
            f"        stage: {stage}",
            "        steps:",
        ]
        for place in range(STEPS_PER_PHASE):
            lines += _step(index * STEPS_PER_PHASE + place, chance)
    return "\n".join(lines) + "\n"


def _step(number: int, chance: random.Random) -> list[str]:
    owner = chance.choice(("travel", "app-team", "stations"))
    channel = chance.choice(("web", "app", "phone", "desk"))
    lines = [
        f"          - id: step-{number:02}",
        "            touchpoint:",
        f"              name: {{nl: {_words(chance, 3)}, en: {_words(chance, 3)}}}",
        *([] if chance.random() < GAPS else [f"              channel: {channel}"]),
        *([] if chance.random() < GAPS else [f"              owner: {owner}"]),
        "              kpis: [ease]",
        f"            doing: {{nl: {_words(chance, 7)}, en: {_words(chance, 7)}}}",
        f"            thinking: {{nl: {_words(chance, 8)}, en: {_words(chance, 8)}}}",
        f"            emotion: {chance.choice((-1, 0, 1, 2))}",
        f"            gains: [{_words(chance, 5)}]",
    ]
    if number % 7 == 3:  # noqa: PLR2004 - now and then a branch
        lines += [
            "            next:",
            f"              - {{to: step-{number + 1:02}, share: 0.8}}",
            f"              - {{to: step-{number + 2:02}, share: 0.2, when: {_words(chance, 3)}}}",
        ]
    return lines


def _words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(count))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Write a workspace of any size, the same every time.")
    parser.add_argument("folder", type=Path, help="a folder that does not exist yet")
    parser.add_argument("journeys", type=int, help="how many journeys, of 20 steps each")
    asked = parser.parse_args()
    write(asked.folder, asked.journeys)
