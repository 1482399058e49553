"""A value against a JSON Schema, told the way a person would: one problem for one mistake, at the smallest place."""

from journeyctl.shape.judging import problems, verdict
from journeyctl.shape.problem import Problem
from journeyctl.shape.words import PATTERNS, advice, describe, shown, shown_key

__all__ = ["PATTERNS", "Problem", "advice", "describe", "problems", "shown", "shown_key", "verdict"]
