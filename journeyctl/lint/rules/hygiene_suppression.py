"""HYG005 to HYG007: files look alike, and what is accepted stays true: what hides nothing hides the next gap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyctl.diagnostics import Edit, Fix
from journeyctl.i18n import _, plural
from journeyctl.lint.finding import Finding
from journeyctl.lint.fixes import FixableFinding
from journeyctl.lint.record import CORE, INFO, STRICT, WARNING, rule
from journeyctl.lint.suppression import Spot
from journeyctl.source.formatting import canonical, difference

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeyctl.lint.baseline import Baseline
    from journeyctl.lint.suppression import Suppression
    from journeyctl.model import Workspace


@rule("HYG005", "non-canonical-format", severity=INFO, profile=STRICT, since="0.1", fix="safe")
def non_canonical_format(workspace: Workspace) -> Iterator[Finding]:
    """A file is not laid out as `journeyctl fmt` lays it out.

    Why: When files look alike, a review shows what changed for customers and not who uses which editor.

    Bad:
        personas:
            commuter:   {name: Commuter}

    Good:
        personas:
          commuter: {name: Commuter}

    When not to use it: When another formatter looks after the files.
    """
    for document in workspace.documents.values():
        laid_out = canonical(document.text)
        if laid_out != document.text:
            start, end, text = difference(document.text, laid_out)
            fix = Fix(_("lay the file out"), (Edit(document, start, end, text),))
            message = _("this file is not laid out as `journeyctl fmt` does")
            help_ = _("run `journeyctl fmt {path}`", path=document.path)
            first_line = (start, start + len(document.lines.line(document.lines.position(start)[0])))
            yield FixableFinding(Spot(document, (), "key", first_line), message, help_, fix=fix)


@rule(
    "HYG006", "unused-suppression", severity=WARNING, profile=CORE, since="0.1", fix="safe",
    why=_("it would hide the next gap here without anybody deciding so"),
)  # fmt: skip
def unused_suppression(
    _workspace: Workspace, suppressions: Sequence[tuple[Suppression, tuple[str, ...]]]
) -> Iterator[Finding]:
    """A comment `# journeyctl: ignore[…]` suppresses nothing, gives no reason, or cannot be read.

    Only rules that ran are judged, and only when every document compiles: what did not run cannot have been needed.

    Why: A suppression is a decision, and a decision has a reason that a colleague can check. One that outlived its
    finding hides the next gap on that line, which nobody decided to accept.

    Bad:
        personas:
          # journeyctl: ignore[REF001] the research is planned for spring
          commuter: {name: Commuter}

    Good:
        personas:
          commuter: {name: Commuter}

    When not to use it: It can be turned off while many suppressions are being cleaned up.
    """
    for comment, idle in suppressions:
        if comment.fault:
            message, help_ = comment.fault
            yield Finding(comment.place, message, help_)
        else:
            message = _("this suppression of {words} suppresses nothing", words=idle)
            yield FixableFinding(comment.place, message, _("take it out"), fix=comment.removed(idle))


@rule(
    "HYG007", "stale-baseline", severity=WARNING, profile=CORE, since="0.1", fix="safe",
    why=_("the gap could come back without anybody noticing"),
)  # fmt: skip
def stale_baseline(_workspace: Workspace, baseline: tuple[Baseline, Sequence[int]]) -> Iterator[Finding]:
    """The baseline lists a finding that no longer occurs.

    Only rules that ran are judged, and only when every document compiles.

    Why: A baseline should only become shorter. What was mended and still stands in it may come back unseen.

    Bad:
        {
          "version": 1,
          "findings": [
            {"rule": "OWN001", "entity": "touchpoints/desk", "path": ""}
          ]
        }

    Good:
        touchpoints:
          desk: {name: Desk, channel: store, owner: stores}

    When not to use it: While branches that mend the same findings are being merged, it may be turned off.
    """
    known, stale = baseline
    for number in stale:
        entry = known.entries[number]
        what = "/".join(part for part in (entry.entity, entry.path) if part)
        message = _("{rule} no longer occurs at {what}", rule=entry.rule, what=what)
        help_ = plural(
            "take it out: `journeyctl lint --fix` does", "take them out: `journeyctl lint --fix` does", len(stale)
        )
        yield FixableFinding(known.spot(number), message, help_, fix=known.without(stale))
