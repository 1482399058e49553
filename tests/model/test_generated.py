"""What is generated from the structs and committed is what the generators write today."""

from __future__ import annotations

import subprocess
import sys

import jsonschema
import pytest

from journeyctl.model.schema import schemas
from tests.support import CHECKOUT


@pytest.mark.parametrize("tool", ["write_schemas.py", "write_reference.py"])
def test_what_is_committed_is_current(tool: str) -> None:
    command = [sys.executable, str(CHECKOUT / "tools" / tool), "--check"]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", ""), "run `make generated`"


@pytest.mark.parametrize("name", schemas())
def test_a_schema_is_a_schema(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schemas()[name])
