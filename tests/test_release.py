"""A release is built, checked, attested and published by one workflow that a stranger can trust."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

from journeyctl import __version__
from tests.support import CHECKOUT

BIN = Path(sys.executable).parent
WORKFLOWS = sorted((CHECKOUT / ".github" / "workflows").glob("*.yml"))
PINNED = re.compile(r"[\w-]+/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")


def ran(*command: str | Path, cwd: Path = CHECKOUT) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(word) for word in command], cwd=cwd, capture_output=True, text=True, check=False)


def workflow(file: Path) -> dict[str, Any]:
    # YAML 1.1 reads the key `on` as true; which key it is does not matter here.
    document: dict[str, Any] = yaml.safe_load(file.read_text("utf-8"))
    return document


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_a_workflow_is_what_github_accepts(file: Path) -> None:
    done = ran(BIN / "check-jsonschema", "--builtin-schema", "vendor.github-workflows", file)
    assert done.returncode == 0, done.stdout


def test_the_action_is_what_github_accepts() -> None:
    done = ran(BIN / "check-jsonschema", "--builtin-schema", "vendor.github-actions", CHECKOUT / "action.yml")
    assert done.returncode == 0, done.stdout


def test_the_workflows_hold_what_an_auditor_looks_for() -> None:
    done = ran(BIN / "zizmor", "--offline", "--no-progress", "--persona", "pedantic", *WORKFLOWS)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_every_action_is_pinned_to_a_commit(file: Path) -> None:
    used = re.findall(r"uses: (.+)", file.read_text("utf-8"))
    assert used
    assert [one for one in used if not PINNED.fullmatch(one)] == []


def test_each_job_of_a_release_may_do_no_more_than_it_does() -> None:
    document = workflow(CHECKOUT / ".github" / "workflows" / "release.yml")
    assert document["permissions"] == {}
    assert {name: job["permissions"] for name, job in document["jobs"].items()} == {
        "build": {"contents": "read"},
        "attest": {"id-token": "write", "attestations": "write"},
        "publish": {"id-token": "write"},
    }


def test_nothing_is_published_that_was_not_checked_and_attested() -> None:
    jobs = workflow(CHECKOUT / ".github" / "workflows" / "release.yml")["jobs"]
    assert (jobs["publish"]["needs"], jobs["attest"]["needs"]) == ("attest", "build")
    scripts = [step.get("run", "") for step in jobs["build"]["steps"]]
    assert any("check_release.py" in script for script in scripts)
    assert any("twine check --strict" in script for script in scripts)


def checkout_of(folder: Path, changelog: str) -> Path:
    """Make the part of a checkout that the check of a tag reads."""
    for name in ("tools/check_release.py", "journeyctl/__init__.py"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(CHECKOUT / name, folder / name)
    (folder / "CHANGELOG.md").write_text(changelog)
    return folder / "tools" / "check_release.py"


def test_a_tag_is_published_when_it_is_the_version_and_the_changelog_tells_of_it(tmp_path: Path) -> None:
    script = checkout_of(tmp_path, f"# Changelog\n\n## [Unreleased]\n\n## [{__version__}] - 2026-12-01\n")
    done = ran(sys.executable, script, f"v{__version__}")
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize(
    ("tag", "section", "said"),
    [
        ("v9.9.9", f"## [{__version__}] - 2026-12-01\n", "the tag is 'v9.9.9'"),
        (__version__, f"## [{__version__}] - 2026-12-01\n", f"tag it v{__version__}"),
        (f"v{__version__}", "## [Unreleased]\n", f"no section `## [{__version__}] - DATE`"),
    ],
)
def test_another_tag_or_a_silent_changelog_stops_a_release(tmp_path: Path, tag: str, section: str, said: str) -> None:
    done = ran(sys.executable, checkout_of(tmp_path, f"# Changelog\n\n{section}"), tag)
    assert done.returncode == 1
    assert said in done.stdout


def test_the_version_stands_in_one_place() -> None:
    tracked = ran(
        "git", "ls-files", "journeyctl/*.py", "tools/*.py", "*.toml", "*.yml", "*.yaml", "Containerfile", "Makefile"
    ).stdout.split()
    written = [name for name in tracked if f'"{__version__}"' in (CHECKOUT / name).read_text("utf-8")]
    assert written == ["journeyctl/__init__.py"]


def test_the_changelog_is_kept_as_keep_a_changelog_says() -> None:
    text = (CHECKOUT / "CHANGELOG.md").read_text("utf-8")
    versions = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert versions[0] == "[Unreleased]"
    assert all(re.fullmatch(r"\[\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d", version) for version in versions[1:])
    kinds = set(re.findall(r"^### (.+)$", text, re.MULTILINE))
    assert kinds <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    done = ran(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.mark.slow
def test_the_index_would_accept_what_is_built(built: Path) -> None:
    done = ran(BIN / "twine", "check", "--strict", *sorted(built.iterdir()))
    assert done.returncode == 0, done.stdout
    assert done.stdout.count("PASSED") == 2


@pytest.mark.slow
def test_what_is_built_carries_the_licences_and_no_more_than_the_product(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    home = f"journeyctl-{__version__}.dist-info/licenses"
    assert {f"{home}/{name}" for name in ("LICENSE", "NOTICE", "THIRD_PARTY.md")} <= set(names)
    assert {name.split("/")[0] for name in names} == {"journeyctl", f"journeyctl-{__version__}.dist-info"}
    (source,) = built.glob("*.tar.gz")
    with tarfile.open(source) as archive:
        folders = {name.split("/")[1] for name in archive.getnames() if "/" in name}
    assert {"journeyctl", "tests", "docs", "schemas", "templates", "LICENSE"} <= folders
    assert not folders & {".github", ".venv", "site", ".cache"}


def test_the_container_is_built_as_its_linter_wants() -> None:
    done = ran(BIN / "hadolint", CHECKOUT / "Containerfile")
    assert done.returncode == 0, done.stdout


def test_the_container_runs_no_more_than_the_wheel_and_not_as_root() -> None:
    text = (CHECKOUT / "Containerfile").read_text("utf-8")
    last = text.rpartition("\nFROM ")[2]
    assert re.findall(r"^COPY (?!--from=build)", last, re.MULTILINE) == []
    assert re.findall(r"^USER (.+)$", last, re.MULTILINE) == ["10001"]
    assert all(re.search(r":\d+\.\d+\.\d+-", image) for image in re.findall(r"^FROM (\S+)", text, re.MULTILINE))


VENDORED = ("templates/assets/fonts", "templates/assets/icons", "templates/assets/vendor", "journeyctl/render/fonts")


def test_whatever_comes_from_others_is_listed_with_its_licence_beside_it() -> None:
    page = (CHECKOUT / "THIRD_PARTY.md").read_text("utf-8")
    listed = re.findall(r"`((?:templates|journeyctl)/[^`]+)`", page)
    licences = re.findall(r"\]\(((?:templates|journeyctl)/[^)]+)\)", page)
    assert [licence for licence in licences if not (CHECKOUT / licence).is_file()] == []
    files = ran("git", "ls-files", *VENDORED).stdout.split()
    assert files
    assert [file for file in files if not file.startswith(tuple(listed)) and file not in licences] == []


def test_a_licence_is_the_one_that_is_named() -> None:
    page = (CHECKOUT / "THIRD_PARTY.md").read_text("utf-8")
    said = {
        "SIL Open Font License 1.1": "SIL OPEN FONT LICENSE Version 1.1",
        "ISC, in part MIT": "ISC License",
        "MIT": "Permission is hereby granted, free of charge",
        "BSD 3-clause": "Redistribution and use in source and binary forms",
    }
    found = re.findall(r"\[([^\]]+)\]\(((?:templates|journeyctl)/[^)]+)\)", page)
    assert {name for name, _file in found} == set(said)
    assert [file for name, file in found if said[name] not in (CHECKOUT / file).read_text("utf-8")] == []


def test_a_script_of_others_names_its_licence_in_its_first_line() -> None:
    scripts = sorted((CHECKOUT / "templates" / "assets" / "vendor").rglob("*.js"))
    first = {file.name: file.read_text("utf-8").splitlines()[0] for file in scripts}
    assert len(first) > 3
    assert {name: line for name, line in first.items() if "licence, see" not in line} == {}
