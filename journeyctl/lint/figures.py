"""Figures in sentences: as a person would write them."""

from __future__ import annotations


def figure(value: float) -> str:
    """Return a figure without needless decimals: 5.0 reads 5."""
    return str(int(value)) if float(value).is_integer() else str(value)
