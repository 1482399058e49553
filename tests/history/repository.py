"""A real git repository for tests: fixed people, fixed days, no configuration of the machine."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from textwrap import dedent
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

ENVIRONMENT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Ada",
    "GIT_AUTHOR_EMAIL": "ada@example.org",
    "GIT_AUTHOR_DATE": "2026-11-01T09:00:00+00:00",
    "GIT_COMMITTER_NAME": "Ada",
    "GIT_COMMITTER_EMAIL": "ada@example.org",
    "GIT_COMMITTER_DATE": "2026-11-01T09:00:00+00:00",
}


@dataclass(frozen=True)
class Repo:
    """A repository and short ways to change it."""

    folder: Path

    def git(self, *words: str, given: bytes | None = None) -> str:
        """Run git and return what it prints."""
        done = subprocess.run(
            ["git", "-C", str(self.folder), *words], env=os.environ | ENVIRONMENT, input=given, capture_output=True,
            check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode().strip()

    def start(self) -> Repo:
        """Make it a repository whose branch is `main`."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch", "main")
        return self

    def write(self, path: str, text: str) -> None:
        """Write a file."""
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(dedent(text).lstrip("\n"), encoding="utf-8", newline="")

    def replace(self, path: str, old: str, new: str) -> None:
        """Change what a file says; `old` stands in it."""
        file = self.folder / path
        text = file.read_text("utf-8")
        assert old in text, old
        file.write_text(text.replace(old, new), encoding="utf-8", newline="")

    def commit(self, tag: str) -> str:
        """Commit everything, under a tag of that name; return the commit's id."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", tag)
        self.git("tag", tag)
        return self.git("rev-parse", "HEAD")


SETTINGS = "name: Corner Library\nlanguages: [en]\n"
JOURNEY = """
# A journey
journeys:
  card:
    name: From a full shelf to a library card
    owner: front-desk
    personas: everyone
    trigger: The bookcase is full
    outcome: New books every week
    phases:
      - id: wonder
        name: Wonder
        stage: awareness
        steps:
          - id: ask-around
            action: Asks other parents
            emotion: 0
          - {id: look-up, touchpoint: page, emotion: 1}
      - id: join
        name: Become a member
        stage: purchase
        steps:
          - id: sign-up
            touchpoint:
              name: Sign up at the desk
              channel: desk
              owner: front-desk
              kpis: [ease]
              data: [{item: address, use: ask}]
            emotion: 2
            moment_of_truth: true
      - id: read
        name: Read
        stage: use
        steps:
          - {id: borrow, touchpoint: borrowing, emotion: 2}
          - {id: reminder, touchpoint: {name: Reminder, channel: email, owner: front-desk, initiator: organisation}}
"""
CATALOGUE = """
touchpoints:
  page:
    name: Page about membership
    channel: website
    owner: web-team
  borrowing:
    name: Borrowing
    channel: desk
    owner: front-desk
    standards:
      - measure: {metric: queue, at_most: PT5M}
  chat:
    name: Chat
    channel: website
    owner: web-team

channels:
  website: {name: Website, kind: web}
  desk: {name: Desk in the library, kind: store}
  email: {name: E-mail, kind: email}

owners:
  front-desk: {name: Front desk, kind: team}
  web-team: {name: Web team, kind: team}

kpis:
  ease: {name: How easy was it?, kind: ces, scale: {min: 1, max: 7}, owner: front-desk, target: {at_least: 6}}

data:
  address:
    name: Address
    personal: true
    purpose: Reminders
    legal_basis: contract
    retention: P1Y
    used_for: [service]
"""


def library(folder: Path) -> Repo:
    """Return a repository with a small workspace in it, committed as `start`."""
    repo = Repo(folder).start()
    repo.write("journeyctl.yaml", SETTINGS)
    repo.write("journeys/card.yaml", JOURNEY)
    repo.write("journeys/catalogue.yaml", CATALOGUE)
    repo.commit("start")
    return repo
