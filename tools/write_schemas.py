"""Write schemas/*.schema.json from the structs of the language.

Run from the checkout:

    python tools/write_schemas.py           # write the schemas
    python tools/write_schemas.py --check   # exit 1 when a committed schema differs
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from journeyctl.analyse import sheet
from journeyctl.model.schema import schemas
from journeyctl.report import json as findings

FOLDER = Path(__file__).resolve().parent.parent / "schemas"


def main() -> int:
    """Write the schemas, or with ``--check`` say whether the committed ones are current."""
    stale = [name for name, text in texts().items() if not is_current(FOLDER / name, text)]
    if "--check" in sys.argv[1:]:
        print(*(f"schemas/{name} is not current" for name in stale), sep="\n", end="\n" if stale else "")
        return 1 if stale else 0
    for name in stale:
        (FOLDER / name).write_text(texts()[name], "utf-8", newline="\n")
    return 0


def texts() -> dict[str, str]:
    """Return the text of every schema, by the name of its file."""
    return {
        f"{name}.schema.json": json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        for name, schema in {**schemas(), "findings": findings.schema(), "report": sheet.SCHEMA}.items()
    }


def is_current(file: Path, text: str) -> bool:
    """Tell whether a file holds this text."""
    return file.is_file() and file.read_text("utf-8") == text


if __name__ == "__main__":
    sys.exit(main())
