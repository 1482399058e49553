"""GitHub's own fingerprint of a line, so that an alert keeps its history whoever computes it.

As `fingerprints.ts` of github/codeql-action does: the 100 characters from the start of the line, blanks and tabs left
out and line breaks made equal, h = h·37 + c modulo 2⁶⁴, in hexadecimal, and how often that hash came before.
"""

from __future__ import annotations

from collections import Counter

WINDOW = 100
FACTOR = 37
MODULUS = 1 << 64
END = 0xFFFF
LINE_FEED = 0x0A
LAST_FACTOR = pow(FACTOR, WINDOW, MODULUS)


def line_hashes(text: str) -> tuple[str, ...]:
    """Return the hash of each line of a text, such as `54703d4cd895b18:1`; a text has at least one line."""
    units = _units(text)
    starts = [0, *(index + 1 for index, unit in enumerate(units) if unit == LINE_FEED)]
    sums = _sums([*units, END, *[0] * WINDOW])
    seen: Counter[int] = Counter()
    hashes = []
    for start in starts:
        value = (sums[start + WINDOW] - sums[start] * LAST_FACTOR) % MODULUS
        seen[value] += 1
        hashes.append(f"{value:x}:{seen[value]}")
    return tuple(hashes)


def _units(text: str) -> list[int]:
    """Return the UTF-16 units that count: JavaScript strings are made of these."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace(" ", "").replace("\t", "")
    data = plain.encode("utf-16-le", "surrogatepass")
    return [data[index] | data[index + 1] << 8 for index in range(0, len(data), 2)]


def _sums(units: list[int]) -> list[int]:
    """Return the hash of everything before each unit; the hash of a window is a difference of two of them."""
    sums = [0]
    for unit in units:
        sums.append((sums[-1] * FACTOR + unit) % MODULUS)
    return sums
