"""Write schemas/*.schema.json from the structs of the language."""

from __future__ import annotations

import json
from pathlib import Path

from journeyctl.model.schema import schemas

FOLDER = Path(__file__).resolve().parent.parent / "schemas"

for name, schema in schemas().items():
    text = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
    (FOLDER / f"{name}.schema.json").write_text(text, encoding="utf-8")
