"""The annotations of a struct, read once: reading them compiles each, which is a good part of a short run."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, get_type_hints

if TYPE_CHECKING:
    import msgspec


@cache
def hints(struct: type[msgspec.Struct]) -> dict[str, Any]:
    """Return the type of each field, with what is said beside it."""
    return get_type_hints(struct, include_extras=True)
