"""The record of a rule: all that is known about it, in one place.

It feeds the runner, `rules`, `explain`, the docs page of the rule and the machine formats.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, IntEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any

from journeyctl.diagnostics import Severity
from journeyctl.lint.finding import Finding
from journeyctl.model import Workspace

if TYPE_CHECKING:
    from journeyctl.i18n import Message

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


class Profile(IntEnum):
    """How much is asked: each profile holds the ones before it."""

    CORE = 1
    RECOMMENDED = 2
    STRICT = 3

    @property
    def label(self) -> str:
        """The word in settings and options."""
        return self.name.lower()


CORE, RECOMMENDED, STRICT = Profile.CORE, Profile.RECOMMENDED, Profile.STRICT


class Reach(Enum):
    """How far away what a local rule's findings depend on may stand.

    A finding in a journey depends on that journey, on some others, and on what stands outside journeys; a finding
    outside journeys depends, of all journeys, only on those that use a shared touchpoint. Such findings are kept, and
    looked for again when one of these changes.
    """

    NEAR = "near"
    """The others are the journeys that it names, and those that name it."""

    CONNECTED = "connected"
    """The others are those, and the ones that these name or that name them, and so on."""


NEAR, CONNECTED = Reach.NEAR, Reach.CONNECTED

FAMILIES = {
    "DOC": "documents",
    "REF": "references",
    "STR": "structure",
    "OWN": "ownership",
    "LIF": "lifecycle",
    "CHN": "channels",
    "MEA": "measurement",
    "GAP": "service-gaps",
    "BIZ": "business-case",
    "PRC": "processes",
    "DAT": "data",
    "PER": "personas",
    "CON": "contact",
    "FLO": "flow",
    "CST": "consistency",
    "ACC": "accessibility",
    "HYG": "hygiene",
    "BRK": "breaking",
}

Check = Callable[..., Iterator[Finding]]
Depth = Callable[[Workspace], bool]


@dataclass(frozen=True)
class Option:
    """A setting of a rule: its default, whose type is the option's type, and what it means."""

    default: int | float | str
    meaning: str


@dataclass(frozen=True)
class Doc:
    """What a rule's docstring says, by its sections.

    Args:
        is_bytes: whether the bad example is a file that is no text; each byte that is none is escaped, as in Python.
    """

    summary: str
    why: str = ""
    source: str = ""
    bad: str = ""
    good: str = ""
    exceptions: str = ""
    is_bytes: bool = False


@dataclass(frozen=True, eq=False)
class Rule:
    """One rule.

    Args:
        code: such as `OWN001`.
        name: such as `unowned-touchpoint`.
        severity: how bad a finding is, unless settings say otherwise.
        profile: the smallest profile that holds it.
        since: the version that brought it.
        check: yields findings; None for what the compiler itself finds.
        why: why it matters to a customer, in the few words shown under the marked text.
        depth: whether the workspace has begun to use what the rule is about; without it the rule stays silent.
        missing: whether it reports a missing fact: a draft's own are warnings at most.
        absence: whether it reports that the workspace lacks something: silent while a document fails.
        local: how far away what its findings depend on may stand; None, the safe default, for anywhere.
        options: by name.
        fix: `safe`, `scaffold`, or nothing.
        always: cannot be selected away, suppressed or baselined.
        aliases: codes it had before.
    """

    code: str
    name: str
    severity: Severity
    profile: Profile
    since: str
    check: Check | None
    doc: Doc
    why: Message | None = None
    depth: Depth | None = None
    missing: bool = False
    absence: bool = False
    local: Reach | None = None
    options: Mapping[str, Option] = field(default_factory=dict)
    fix: str = ""
    always: bool = False
    aliases: tuple[str, ...] = ()

    @property
    def family(self) -> str:
        """The family's name, such as `ownership`."""
        return FAMILIES.get(self.code[:3], self.code[:3].lower())

    def answers_to(self, word: str) -> bool:
        """Tell whether a word names this rule or its family."""
        folded = word.casefold()
        names = (self.code, self.name, self.family, self.code[:3], *self.aliases)
        return folded in (name.casefold() for name in names)

    @cached_property
    def wants(self) -> frozenset[str]:
        """The facts that its check asks for."""
        return frozenset(inspect.signature(self.check).parameters) if self.check else frozenset()

    def find(self, workspace: Workspace, **facts: Any) -> Iterator[Finding]:
        """Yield findings; `facts` (`today`, `options`) go to a check that names them among its parameters."""
        if self.applies(workspace):
            yield from self.look(workspace, **facts)

    def applies(self, workspace: Workspace) -> bool:
        """Tell whether there is anything to judge: it has a check, and the workspace what that is about."""
        if self.check is None or (self.absence and not workspace.complete):
            return False
        return self.depth is None or self.depth(workspace)

    def look(self, workspace: Workspace, **facts: Any) -> Iterator[Finding]:
        """Yield findings, whether or not the rule applies."""
        if self.check:
            yield from self.check(workspace, **{name: value for name, value in facts.items() if name in self.wants})


def rule(
    code: str, name: str, *, severity: Severity, profile: Profile, since: str, **more: Any
) -> Callable[[Check], Rule]:
    """Make a rule of a function that yields findings; the function's docstring documents it.

    The docstring begins with one sentence that says what the rule catches; sections `Why:`, `Source:`, `Bad:`,
    `Good:` and `When not to use it:` follow. Bad and good are documents that tests run; `Bad bytes:` shows a file
    that is no text.
    """

    def make(check: Check) -> Rule:
        return Rule(code, name, severity, profile, since, check, parse_doc(check.__doc__ or ""), **more)

    return make


def compiler_rule(code: str, name: str, doc: str, **more: Any) -> Rule:
    """Make the record of what the compiler itself finds."""
    return Rule(code, name, ERROR, CORE, "0.1", None, parse_doc(doc), **more)


SECTION = re.compile(r"^(Why|Source|Bad|Bad bytes|Good|When not to use it):[ \t]*", re.MULTILINE)
FIELDS = {
    "Why": "why", "Source": "source", "Bad": "bad", "Bad bytes": "bad", "Good": "good",
    "When not to use it": "exceptions",
}  # fmt: skip


def parse_doc(docstring: str) -> Doc:
    """Return a rule's docstring by its sections."""
    text = inspect.cleandoc(docstring)
    parts = SECTION.split(text)
    sections = {
        FIELDS[title]: inspect.cleandoc("\n" + body).strip("\n")
        for title, body in zip(parts[1::2], parts[2::2], strict=True)
    }
    prose = {key: body if key in ("bad", "good") else " ".join(body.split()) for key, body in sections.items()}
    return Doc(summary=" ".join(parts[0].split()), is_bytes="Bad bytes" in parts[1::2], **prose)
