"""How much a workspace may ask of the machine; a stranger's pull request stays within these."""

from __future__ import annotations

MIB = 1024 * 1024

FILE_BYTES = 5 * MIB
SCALAR_CHARACTERS = 1 * MIB
DEPTH = 64
NUMBER = 1e100  # a larger one measures nothing, and what is computed from it leaves what a double holds
FILES = 50_000
PROBLEMS_PER_FILE = 100
