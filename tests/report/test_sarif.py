"""SARIF: valid against the OASIS schema and Microsoft's own validator, and with GitHub's fingerprints."""

from __future__ import annotations

import json
import os
import subprocess
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from journeyctl.report.linehash import line_hashes
from tests.report.support import NASTY, NASTY_PATH, clean, gappy, unowned, written
from tests.support import CHECKOUT

if TYPE_CHECKING:
    from collections.abc import Callable

    from journeyctl.report import Report

MULTITOOL = "@microsoft/sarif-multitool-linux@5.7.0"


@cache
def oasis_schema() -> dict[str, Any]:
    """Return the schema that stands beside the checkout, else the copy that Microsoft's validator ships."""
    beside = CHECKOUT.parent / "shared" / "data" / "sarif-schema-2.1.0.json"
    if beside.is_file():
        text = beside.read_text("utf-8-sig")
    else:
        with TemporaryDirectory() as folder:
            text = (unpacked(Path(folder)) / "sarif-2.1.0.json").read_text("utf-8-sig")
    schema: dict[str, Any] = json.loads(text)
    return schema


def unpacked(folder: Path) -> Path:
    """Return the folder of Microsoft's validator, fetched from npm."""
    fetch = ["npm", "pack", "--silent", "--ignore-scripts", MULTITOOL]
    name = subprocess.run(fetch, cwd=folder, capture_output=True, text=True, check=True).stdout.split()[-1]
    subprocess.run(["tar", "-xzf", name], cwd=folder, check=True)
    return folder / "package"


def log(report: Report) -> dict[str, Any]:
    """Return a report's only run."""
    run: dict[str, Any] = json.loads(written("sarif", report))["runs"][0]
    return run


@pytest.mark.parametrize(
    "report", [gappy, clean, lambda: unowned(NASTY, path=NASTY_PATH)], ids=["gappy", "clean", "nasty"]
)
def test_it_fits_the_schema_of_oasis(report: Callable[[], Report]) -> None:
    schema = oasis_schema()
    validator = jsonschema.validators.validator_for(schema)(schema)
    assert [error.message for error in validator.iter_errors(json.loads(written("sarif", report())))] == []


@pytest.mark.registry
@pytest.mark.slow
def test_microsofts_validator_has_nothing_to_say(tmp_path: Path) -> None:
    (tmp_path / "gappy.sarif").write_text(written("sarif", gappy()), encoding="utf-8")
    program = unpacked(tmp_path) / "Sarif.Multitool"
    program.chmod(0o755)
    done = subprocess.run(
        [program, "validate", tmp_path / "gappy.sarif"], capture_output=True, text=True, check=False,
        env=os.environ | {"DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    assert "Analysis completed successfully" in done.stdout
    assert not [line for line in done.stdout.splitlines() if ": error " in line or ": warning " in line]


def test_columns_count_code_points_and_ends_are_exclusive() -> None:
    run = log(unowned("Form"))
    assert run["columnKind"] == "unicodeCodePoints"
    [result] = run["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 2, "startColumn": 67, "endLine": 2, "endColumn": 77}


def test_addresses_are_relative_to_the_repository_and_encoded() -> None:
    run = log(unowned("Form", path=NASTY_PATH, folder="cx"))
    [result] = run["results"]
    artifact = result["locations"][0]["physicalLocation"]["artifactLocation"]
    encoded = "cx/journeys/50%2525%2C%20a%3Ab%0A%3Cc%3E%20%26%20%22d%22%20%E2%80%AE%7C%60.yaml"
    assert artifact == {"uri": encoded, "uriBaseId": "%SRCROOT%"}
    assert set(run["originalUriBaseIds"]) == {"%SRCROOT%"}


def test_a_name_cannot_become_a_link() -> None:
    [result] = log(unowned("see [here](1)"))["results"]
    assert result["message"]["text"].startswith("touchpoint 'see \\[here\\](1)' has no owner\n")


def test_a_rule_tells_what_code_scanning_shows() -> None:
    rules = {rule["id"]: rule for rule in log(unowned("Form"))["tool"]["driver"]["rules"]}
    rule = rules["OWN001"]
    assert rule["name"] == "unowned-touchpoint"
    assert rule["shortDescription"]["text"].startswith("A contact moment has no owner")
    assert len(rule["fullDescription"]["text"]) <= 1024
    assert rule["help"]["markdown"].endswith(f"[OWN001 unowned-touchpoint]({rule['helpUri']})")
    assert "```yaml\njourneys:" in rule["help"]["markdown"]
    assert rule["defaultConfiguration"] == {"level": "error"}
    assert rule["properties"] == {
        "tags": ["customer-journey", "ownership"], "precision": "very-high", "problem.severity": "error",
    }  # fmt: skip
    assert len(rule["properties"]["tags"]) <= 20


def test_every_result_names_its_rule_by_index() -> None:
    run = log(gappy())
    assert run["results"]
    assert all(run["tool"]["driver"]["rules"][one["ruleIndex"]]["id"] == one["ruleId"] for one in run["results"])


def test_a_rule_without_record_is_named_all_the_same() -> None:
    from dataclasses import replace

    run = log(replace(unowned("Form"), rules={}))
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["OWN001"]


def test_related_places_and_fixes_are_told() -> None:
    results = {result["ruleId"]: result for result in log(gappy())["results"]}
    reference = results["REF001"]
    assert reference["relatedLocations"][0]["physicalLocation"]["region"]["startLine"] == 13
    replacement = reference["fixes"][0]["artifactChanges"][0]["replacements"][0]
    assert replacement["insertedContent"] == {"text": "sales"}
    assert reference["locations"][0]["logicalLocations"] == [
        {"fullyQualifiedName": "journeys/buy/steps/pay/touchpoint/owner"}
    ]


def test_every_fingerprint_is_its_own() -> None:
    prints = [result["partialFingerprints"] for result in log(gappy())["results"]]
    assert len({one["journeyctl/v1"] for one in prints}) == len(prints)
    assert all(set(one) == {"primaryLocationLineHash", "journeyctl/v1"} for one in prints)


# Values that github/codeql-action computes for these texts.

HELLO = ("e9496ae3ebfced30", "fb7c023a8b9ccb3f", "ce8ba1a563dcdaca", "e20e36e16fcb0cc8", "b3edc88f2938467e")


@pytest.mark.parametrize(
    "text",
    [
        " hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n",
        " hello; \t\nworld!!!\r\r\r  \t\tGreetings\r End\r",
        " hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n",
        " hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n",
    ],
)
def test_githubs_hash_is_the_same_whatever_the_line_endings(text: str) -> None:
    assert line_hashes(text) == tuple(f"{value}:1" for value in (*HELLO, "c8e28b0b4002a3a0", "c129715d7a2bc9a3"))


def test_githubs_hash_counts_equal_lines() -> None:
    hashes = line_hashes("Lorem ipsum dolor sit amet.\n" * 10)
    assert hashes[:6] == tuple(f"a7f2ff13bc495cf2:{count}" for count in range(1, 7))
    assert hashes[6:] == (
        "a7f2ff1481e87703:1", "a9cf91f7bbf1862b:1", "55ec222b86bcae53:1", "cc97dc7b1d7d8f7b:1", "c129715d7a2bc9a3:1",
    )  # fmt: skip


def test_githubs_hash_of_nothing_is_that_of_the_end() -> None:
    assert line_hashes("") == ("c129715d7a2bc9a3:1",)
