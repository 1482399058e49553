"""DOC: what keeps a file from being a document. The compiler finds these; no setting can wish them away."""

from __future__ import annotations

from journeyctl.lint.record import compiler_rule

_DEEP = f"{'[' * 70}{']' * 70}"

unreadable_file = compiler_rule(
    "DOC001", "unreadable-file",
    r"""A file under the sources cannot be read as text.

    It is not UTF-8, it is binary, it may not be opened, it is no plain file, or a link leads out of the workspace.

    Why: What is not read is not judged, and what refers into it cannot be checked: the gaps in it stay where they are.

    Bad bytes:
        personas: {commuter: {name: Andr\xe9}}

    Good:
        personas: {commuter: {name: André}}

    When not to use it: Never; it cannot be turned off. Name fewer folders under `sources` when a file is no document.
    """,
    always=True,
)  # fmt: skip

yaml_syntax = compiler_rule(
    "DOC002", "yaml-syntax",
    """A file is not YAML.

    Why: Nothing in a file counts until all of it can be read. The place is where reading stopped; the mistake stands
    there or just before.

    Source: YAML 1.2.

    Bad:
        personas:
          commuter: {name: Commuter

    Good:
        personas:
          commuter: {name: Commuter}

    When not to use it: Never; it cannot be turned off.
    """,
    always=True,
)  # fmt: skip

duplicate_key = compiler_rule(
    "DOC003", "duplicate-key",
    """A mapping says the same key twice.

    Why: YAML readers keep one of the two without a word, so half of what was written would silently not count.

    Source: YAML 1.2, section 3.2.1.1: keys are unique.

    Bad:
        personas:
          commuter: {name: Commuter, name: Traveller}

    Good:
        personas:
          commuter: {name: Commuter}

    When not to use it: Never; it cannot be turned off.
    """,
    always=True,
)  # fmt: skip

yaml_feature = compiler_rule(
    "DOC004", "yaml-feature",
    """A file uses an anchor, an alias, a merge key or a tag.

    Why: What is shared gets an id in a collection, so that it has a name, an owner and one place where it changes; an
    alias copies it without saying so, and can make a small file grow without end.

    Bad:
        owners:
          desk: &desk {name: Desk, kind: team}
          counter: *desk

    Good:
        owners:
          desk: {name: Desk, kind: team}

    When not to use it: Never; it cannot be turned off.
    """,
    always=True,
)  # fmt: skip

unknown_field = compiler_rule(
    "DOC005", "unknown-field",
    """A mapping has a field that the language does not know.

    Why: A misspelt field is a fact that silently does not count. When one known field is near, the fix writes it.

    Bad:
        owners:
          desk: {name: Desk, kind: team, departement: Stations}

    Good:
        owners:
          desk: {name: Desk, kind: team, department: Stations, x-cost-centre: 4711}

    When not to use it: Never; it cannot be turned off. Notes of your own go under keys that begin with `x-`.
    """,
    always=True, fix="safe",
)  # fmt: skip

missing_field = compiler_rule(
    "DOC006", "missing-field",
    """A mapping lacks a field without which it means nothing.

    Only what the compiler cannot do without is demanded; what else should be there, other rules ask for.

    Why: Nothing can be drawn, judged or found that has no name or kind.

    Bad:
        owners:
          desk: {name: Desk}

    Good:
        owners:
          desk: {name: Desk, kind: team}

    When not to use it: Never; it cannot be turned off.
    """,
    always=True,
)  # fmt: skip

invalid_value = compiler_rule(
    "DOC007", "invalid-value",
    """A value is not of the kind that its field holds.

    A word that is not among the choices, a number out of bounds, a day that does not exist, opening hours or a
    duration that cannot be read, a link that a page may not carry, a file that is not there.

    Why: A value that cannot be understood would have to be guessed, and customers would be judged by the guess.

    Bad:
        owners:
          desk: {name: Desk, kind: squad}

    Good:
        owners:
          desk: {name: Desk, kind: team}

    When not to use it: Never; it cannot be turned off.
    """,
    always=True,
)  # fmt: skip

duplicate_id = compiler_rule(
    "DOC008", "duplicate-id",
    """Two things have the same id: entities of one collection, steps or phases of one journey, or expectations.

    Why: A reference to it could mean either, so nobody can tell whose contact fails.

    Bad:
        owners: {desk: {name: Desk, kind: team}}
        ---
        owners: {desk: {name: Service desk, kind: team}}

    Good:
        owners: {desk: {name: Desk, kind: team}}
        ---
        owners: {service-desk: {name: Service desk, kind: team}}

    When not to use it: Never; it cannot be turned off.
    """,
    always=True,
)  # fmt: skip

beyond_limits = compiler_rule(
    "DOC009", "beyond-limits",
    f"""A file is larger, deeper or longer than a workspace may be: 5 MiB, 64 levels, a text of 1 MiB.

    Why: A workspace is read on every change, also when a stranger proposes one; no file may take the machine away
    from the others.

    Bad:
        x-notes: {_DEEP}

    Good:
        x-notes: [[[a note of our own]]]

    When not to use it: Never; it cannot be turned off. Any file may hold any collection, so a large one can be split.
    """,
    always=True,
)  # fmt: skip
