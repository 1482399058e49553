"""One way in which a value differs from its schema."""

from __future__ import annotations

from typing import Any, NamedTuple

Path = tuple[str | int, ...]
Schema = dict[str, Any]
ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
EXTENSION = "^x-"


class Problem(NamedTuple):
    """One way in which a value differs from its schema.

    Args:
        kind: `unknown-field`, `missing-field`, or one of the ways in which a value can be wrong.
        path: where; for an unknown field its own path, for a missing one that of the mapping that lacks it.
        expected: what may stand there: field names, choices, types, a bound, a pattern's meaning.
        found: what stands there.
        suggestion: the nearest right spelling, if there is one.
        example: of what may stand there, as YAML writes it; empty where none is known.
        bounds: the least and the most that a number there may be, where it has both.
    """

    kind: str
    path: Path
    expected: tuple[Any, ...] = ()
    found: Any = None
    suggestion: str | None = None
    example: str = ""
    bounds: tuple[float, float] | None = None

    @property
    def at_key(self) -> bool:
        """Tell whether the key, and not the value, is what to point at."""
        return self.kind in ("unknown-field", "missing-field", "key", "one-of", "any-of", "both", "null", "empty")
