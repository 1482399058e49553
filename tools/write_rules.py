"""Write docs/rules/ from the records of the rules: one page a rule, and their table."""

from __future__ import annotations

from pathlib import Path

from journeyctl.cli.commands.explain import markdown
from journeyctl.history.record import breaks
from journeyctl.lint import Rule, built_in
from journeyctl.lint.record import FAMILIES

RULES = (*built_in(), *breaks())
FOLDER = Path(__file__).resolve().parent.parent / "docs" / "rules"
HEAD = """# Rules

Every rule has a code and a name; both are accepted wherever a rule is named. A profile holds the ones before it:
core, recommended (the default), strict. `journeyctl explain CODE` prints the same pages.
"""


def pages() -> dict[str, str]:
    """Return every page by the name of its file."""
    written = {f"{rule.code}.md": f"{markdown(rule)}\n" for rule in RULES}
    return written | {"index.md": _index()}


def _index() -> str:
    blocks = [HEAD]
    for prefix, family in FAMILIES.items():
        rules = [rule for rule in RULES if rule.code.startswith(prefix)]
        rows = [f"| [{rule.code}]({rule.code}.md) | {' | '.join(_cells(rule))} |" for rule in rules]
        table = ["| code | name | severity | profile | what it catches |", "|---|---|---|---|---|", *rows]
        blocks.append("\n".join([f"## {prefix} {family}\n", *table]))
    return "\n\n".join(block.strip("\n") for block in blocks) + "\n"


def _cells(rule: Rule) -> tuple[str, ...]:
    return rule.name, rule.severity.label, rule.profile.label, rule.doc.summary


def main() -> None:
    """Write the pages, and drop those of rules that are gone."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    wanted = pages()
    for name, text in wanted.items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
    for file in FOLDER.glob("*.md"):
        if file.name not in wanted:
            file.unlink()


if __name__ == "__main__":
    main()
