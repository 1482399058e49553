"""The scalars of YAML 1.2's core schema, so that `no`, `on` and dates stay the strings people meant.

Only plain scalars are typed. Numbers beyond all measure stay strings: a schema then says what was expected.
"""

from __future__ import annotations

import re

from journeyctl.source import limits

Scalar = str | int | float | bool | None

WORDS: dict[str, bool | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
NUMBER_START = frozenset("+-.0123456789")
LONGEST_NUMBER = 40
EXACT_DIGITS = 18
EXACT = 2**53  # up to here a double holds every whole number
INTEGER = re.compile(r"[-+]?[0-9]+")
OCTAL = re.compile(r"0o[0-7]+")
HEXADECIMAL = re.compile(r"0x[0-9a-fA-F]+")
FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")


def typed(text: str) -> Scalar:
    """Return the value of a plain scalar."""
    if text in WORDS:
        return WORDS[text]
    if text[0] in NUMBER_START and len(text) <= LONGEST_NUMBER:
        return _number(text)
    return text


def _number(text: str) -> Scalar:
    if len(text) <= EXACT_DIGITS:
        if INTEGER.fullmatch(text):
            return int(text)
        if OCTAL.fullmatch(text) or HEXADECIMAL.fullmatch(text):
            return int(text, 0)
    return _float(text) if FLOAT.fullmatch(text) else text


def _float(text: str) -> Scalar:
    """Return a decimal number; a whole one as an integer, for JSON Schema says that `3.0` is one."""
    number = float(text)
    if abs(number) > limits.NUMBER:
        return text
    return int(number) if number.is_integer() and abs(number) < EXACT else number
