"""Runs the steps of a GitHub action or workflow on this machine: `run:` as GitHub runs it, `uses:` only noted."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
BIN = Path(sys.executable).parent
STUB = """#!/bin/sh
printf '%s\\n' "$(basename "$0") $*" >> "{log}"
{answer}
"""


@dataclass
class Runner:
    """A machine that runs steps.

    Args:
        folder: the working directory: a checkout.
        temp: an empty folder for all else.
        facts: what expressions mean, such as `github.event_name`.
    """

    folder: Path
    temp: Path
    facts: dict[str, str]
    used: list[str] = field(default_factory=list)
    log: str = ""

    def __post_init__(self) -> None:
        for name in ("output", "summary", "calls"):
            (self.temp / name).touch()
        self.facts.setdefault("runner.temp", str(self.temp))

    def stub(self, name: str, answer: str = "") -> None:
        """Put a program on the path that only notes how it was called."""
        (self.temp / "bin").mkdir(exist_ok=True)
        file = self.temp / "bin" / name
        file.write_text(STUB.format(log=self.temp / "calls", answer=answer))
        file.chmod(0o755)

    @property
    def calls(self) -> list[str]:
        """How the stubs were called."""
        return (self.temp / "calls").read_text().splitlines()

    @property
    def summary(self) -> str:
        """The job's summary."""
        return (self.temp / "summary").read_text()

    def run(self, steps: list[dict[str, Any]]) -> int:
        """Run steps until one fails, those that always run also after it; return the exit code of the first failure."""
        failed = 0
        for step in steps:
            condition = str(step.get("if", ""))
            if (failed and "always()" not in condition) or not self.holds(condition):
                continue
            if "uses" in step:
                self.used.append(str(step["uses"]))
                continue
            code = self._shell(step)
            failed = failed or (0 if step.get("continue-on-error") else code)
        return failed

    def _shell(self, step: dict[str, Any]) -> int:
        environment = os.environ | {
            "PATH": f"{self.temp / 'bin'}{os.pathsep}{BIN}{os.pathsep}{os.environ['PATH']}",
            "RUNNER_TEMP": str(self.temp), "GITHUB_STEP_SUMMARY": str(self.temp / "summary"),
            "GITHUB_OUTPUT": str(self.temp / "output"), "GITHUB_ACTION_PATH": str(self.temp / "action"),
            "SOURCE_DATE_EPOCH": "1795392000", "PYTHONUTF8": "1",
        }  # fmt: skip
        environment |= {name: self.filled(str(value)) for name, value in step.get("env", {}).items()}
        (self.temp / "output").write_text("")
        script = str(step["run"])
        assert "${{" not in script
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script], cwd=self.folder, env=environment,
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        self.log += done.stdout + done.stderr
        for line in (self.temp / "output").read_text().splitlines():
            name, _sign, value = line.partition("=")
            self.facts[f"steps.{step['id']}.outputs.{name}"] = value
        return done.returncode

    def filled(self, text: str) -> str:
        """Return a text with its expressions worked out."""
        return EXPRESSION.sub(lambda found: self.facts.get(found[1], ""), text)

    def holds(self, condition: str) -> bool:
        """Tell whether a condition holds; it is made of `==`, `!=`, `&&` and `always()`."""
        return all(self._part(part.strip()) for part in condition.split("&&") if part.strip())

    def _part(self, part: str) -> bool:
        if part == "always()":
            return True
        name, sign, value = part.split(maxsplit=2)
        return (self.facts.get(name, "") == value.strip("'")) is (sign == "==")
