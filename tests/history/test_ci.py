"""What is ready to use in GitHub, GitLab and pre-commit works as far as a machine by itself can show."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from tests.history.repository import ENVIRONMENT, Repo
from tests.history.workflow import BIN, Runner
from tests.support import CHECKOUT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

CARD, CATALOGUE = "journeys/card.yaml", "journeys/catalogue.yaml"
ACTION = CHECKOUT / "action.yml"
INIT = CHECKOUT / "templates" / "init"
WORKFLOW = INIT / "ci" / "github" / ".github" / "workflows" / "journeys.yml"
GITLAB = INIT / "ci" / "gitlab" / ".gitlab-ci.yml"


def loaded(file: Path) -> dict[str, Any]:
    document: dict[str, Any] = yaml.safe_load(file.read_text("utf-8"))
    return document


def action(repo: Repo, temp: Path, event: str = "pull_request", **inputs: str) -> tuple[Runner, int]:
    """Run the action's steps in a checkout."""
    document = loaded(ACTION)
    facts = {f"inputs.{name}": str(one.get("default", "")) for name, one in document["inputs"].items()}
    facts |= {f"inputs.{name.replace('_', '-')}": value for name, value in inputs.items()}
    base = repo.git("rev-parse", "start")
    facts |= {
        "github.event_name": event, "github.repository": "cx/journeys",
        "github.event.pull_request.base.sha": base if event == "pull_request" else "",
        "github.event.pull_request.number": "7",
    }  # fmt: skip
    temp.mkdir(exist_ok=True)
    runner = Runner(repo.folder, temp, facts)
    runner.stub("python")
    runner.stub("gh")
    return runner, runner.run(document["runs"]["steps"])


def test_no_value_from_outside_stands_in_a_script() -> None:
    scripts = [step["run"] for step in loaded(ACTION)["runs"]["steps"] if "run" in step]
    scripts += [step["run"] for step in loaded(WORKFLOW)["jobs"]["journeys"]["steps"] if "run" in step]
    assert len(scripts) > 8
    assert not any("${{" in script for script in scripts)


def test_every_input_is_told_and_used() -> None:
    document = loaded(ACTION)
    text = json.dumps(document["runs"])
    for name, one in document["inputs"].items():
        assert one["description"]
        assert f"inputs.{name}" in text, name
    page = (CHECKOUT / "docs" / "how-to" / "github.md").read_text("utf-8")
    assert [name for name in document["inputs"] if f"`{name}`" not in page] == []


def test_the_action_lints_compares_comments_and_builds(repo: Repo, tmp_path: Path) -> None:
    repo.replace(CARD, "              owner: front-desk\n", "")
    repo.commit("change")
    runner, code = action(repo, tmp_path / "temp", sarif="true", breaking="true")
    assert code == 1, runner.log
    assert f"::error file={CARD},line=" in runner.log
    assert "title=OWN001 unowned-touchpoint" in runner.log
    assert "title=BRK003 owner-lost" in runner.log
    sarif = json.loads((tmp_path / "temp" / "journeyctl.sarif").read_text())
    assert "OWN001" in {result["ruleId"] for result in sarif["runs"][0]["results"]}
    assert "### What changes for customers" in runner.summary
    assert "Touchpoint 'Sign up at the desk' lost its owner" in runner.summary
    assert (tmp_path / "temp" / "journeyctl-site" / "index.html").is_file()
    assert runner.used == [
        "actions/setup-python@v5", "github/codeql-action/upload-sarif@v3", "actions/upload-artifact@v4",
    ]  # fmt: skip
    assert runner.calls[0] == f"python -m pip install --quiet --disable-pip-version-check -- {tmp_path}/temp/action"
    assert runner.calls[-1].startswith("gh api --silent --method POST repos/cx/journeys/issues/7/comments -F body=@")


def test_the_action_passes_when_nothing_fails_and_renews_its_own_comment(repo: Repo, tmp_path: Path) -> None:
    repo.replace(CATALOGUE, "name: Chat", "name: Chat with us")
    repo.commit("change")
    (tmp_path / "temp").mkdir()
    answer = 'case "$*" in *--paginate*) echo 4711;; esac'
    document = loaded(ACTION)
    runner, _code = action(repo, tmp_path / "temp")
    runner.stub("gh", answer)
    assert runner.run(document["runs"]["steps"]) == 0, runner.log
    assert runner.calls[-1].startswith(
        "gh api --silent --method PATCH repos/cx/journeys/issues/comments/4711 -F body=@"
    )


def test_a_push_is_linted_and_built_without_a_comparison(repo: Repo, tmp_path: Path) -> None:
    runner, code = action(repo, tmp_path / "temp", event="push", site="false")
    assert code == 0, runner.log
    assert [call for call in runner.calls if call.startswith("gh")] == []
    assert "What changes" not in runner.summary


def test_a_comment_that_may_not_be_written_and_a_shallow_clone_are_warnings(repo: Repo, tmp_path: Path) -> None:
    repo.commit("change")
    clone = tmp_path / "clone"
    repo.git("clone", "--quiet", "--depth", "1", f"file://{repo.folder}", str(clone))
    shallow = Repo(clone)
    shallow.git("tag", "start")
    runner, code = action(shallow, tmp_path / "shallow")
    assert code == 0
    runner.facts["github.event.pull_request.base.sha"] = repo.git("rev-parse", "start")
    assert runner.run(loaded(ACTION)["runs"]["steps"]) == 0
    assert "this clone is shallow" in runner.log
    assert "::warning title=journeyctl::The journeys could not be compared" in runner.log
    (tmp_path / "forked").mkdir()
    forked, _code = action(repo, tmp_path / "forked")
    forked.stub("gh", "exit 1")
    assert forked.run(loaded(ACTION)["runs"]["steps"]) == 0
    assert "::warning title=journeyctl::No comment was written" in forked.log


@pytest.mark.parametrize("value", ["$(touch pwned)", '"; touch pwned; "', "`touch pwned`", "--help\ntouch pwned"])
def test_a_hostile_input_runs_nothing(repo: Repo, tmp_path: Path, value: str) -> None:
    runner, code = action(repo, tmp_path / "temp", root=value, profile=value, fail_on=value, version=value, lang=value)
    assert code != 0
    assert not list(tmp_path.rglob("pwned"))
    assert runner.calls[0].startswith("python -m pip install --quiet --disable-pip-version-check -- journeyctl==")


def test_the_workflow_that_init_writes_runs(run: Run, repo: Repo, tmp_path: Path) -> None:
    assert run("init", str(repo.folder), "--ci", "github").code == 0
    repo.replace(CARD, "              owner: front-desk\n", "")
    repo.commit("change")
    (tmp_path / "temp").mkdir()
    facts = {"github.event_name": "pull_request", "github.event.pull_request.base.sha": repo.git("rev-parse", "start")}
    runner = Runner(repo.folder, tmp_path / "temp", facts)
    for name in ("pip", "gh"):
        runner.stub(name)
    steps = loaded(repo.folder / ".github" / "workflows" / "journeys.yml")["jobs"]["journeys"]["steps"]
    assert runner.run(steps) == 1, runner.log
    assert "title=OWN001 unowned-touchpoint" in runner.log
    assert "lost its owner" in runner.summary
    assert (tmp_path / "temp" / "site" / "index.html").is_file()
    assert "actions/checkout@v4" in runner.used


def test_the_gitlab_template_runs_and_writes_its_reports(run: Run, repo: Repo, tmp_path: Path) -> None:
    assert run("init", str(repo.folder), "--ci", "gitlab").code == 0
    repo.replace(CARD, "              owner: front-desk\n", "")
    repo.commit("change")
    (tmp_path / "temp").mkdir()
    runner = Runner(repo.folder, tmp_path / "temp", {})
    runner.stub("pip")
    jobs = loaded(repo.folder / ".gitlab-ci.yml")
    env = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": repo.git("rev-parse", "start")}
    lines = [*jobs[".journeyctl"]["before_script"], *jobs["journeys"]["script"]]
    assert runner.run([{"run": line, "env": env} for line in lines]) == 1
    quality = json.loads((repo.folder / "gl-code-quality-report.json").read_text())
    assert any(one["check_name"].startswith("OWN001") or "OWN001" in one["description"] for one in quality)
    assert "OWN001" in (repo.folder / "journeys-junit.xml").read_text()
    assert "lost its owner" in (repo.folder / "journeys-diff.md").read_text()
    assert runner.run([{"run": line} for line in jobs["pages"]["script"]]) == 0, runner.log
    assert (repo.folder / "public" / "index.html").is_file()


@pytest.fixture(scope="session")
def tools(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install pre-commit and check-jsonschema by themselves; return the folder of their commands."""
    folder = tmp_path_factory.mktemp("tools")
    subprocess.run([sys.executable, "-m", "venv", folder], check=True, capture_output=True)
    done = subprocess.run(
        [folder / "bin" / "pip", "install", "--quiet", "pre-commit>=4", "check-jsonschema>=0.30"], capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return folder / "bin"


@pytest.mark.registry
@pytest.mark.slow
@pytest.mark.parametrize(
    ("schema", "file"),
    [("github-actions", ACTION), ("github-workflows", WORKFLOW), ("gitlab-ci", GITLAB)],
    ids=["action", "workflow", "gitlab"],
)
def test_the_files_fit_their_published_schemas(tools: Path, schema: str, file: Path) -> None:
    more = ["--data-transform", "gitlab-ci"] if schema == "gitlab-ci" else []
    command = [str(tools / "check-jsonschema"), "--builtin-schema", f"vendor.{schema}", *more, str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def _pre_commit(tools: Path, repo: Repo, home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = (
        os.environ | ENVIRONMENT | {"PRE_COMMIT_HOME": str(home), "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}"}
    )
    return subprocess.run(
        [tools / "pre-commit", *words], cwd=repo.folder, env=environment, capture_output=True, text=True, check=False
    )


def _published(folder: Path) -> Repo:
    """Return a clone of this checkout, with what is not yet committed in it."""
    hooks = Repo(folder).start()
    listed = Repo(CHECKOUT).git("ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate")
    for path in filter(None, listed.split("\0")):
        if (CHECKOUT / path).is_file() and not path.startswith(("tests/", "benchmarks/", "docs/")):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(CHECKOUT / path, folder / path)
    hooks.commit("v0")
    return hooks


@pytest.mark.registry
@pytest.mark.slow
def test_pre_commit_blocks_a_commit_with_an_unowned_touchpoint(tools: Path, repo: Repo, tmp_path: Path) -> None:
    hooks = _published(tmp_path / "hooks")
    home = tmp_path / "home"
    repo.write(
        ".pre-commit-config.yaml", f"repos: [{{repo: '{hooks.folder}', rev: v0, hooks: [{{id: journeyctl-lint}}]}}]\n"
    )
    assert (
        _pre_commit(tools, repo, home, "validate-manifest", str(hooks.folder / ".pre-commit-hooks.yaml")).returncode
        == 0
    )
    assert (
        _pre_commit(
            tools, repo, home, "validate-config", str(INIT / "pre-commit" / ".pre-commit-config.yaml")
        ).returncode
        == 0
    )
    installed = _pre_commit(tools, repo, home, "install", "--install-hooks")
    assert installed.returncode == 0, installed.stdout + installed.stderr
    repo.replace(CATALOGUE, "name: Chat", "name: Chat with us")
    repo.commit("owned")
    repo.replace(CARD, "              owner: front-desk\n", "")
    repo.git("add", "--all")
    environment = os.environ | ENVIRONMENT | {"PRE_COMMIT_HOME": str(home)}
    done = subprocess.run(
        ["git", "commit", "-m", "unowned"],
        cwd=repo.folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "OWN001 unowned-touchpoint" in done.stdout + done.stderr
    assert repo.git("log", "-1", "--format=%s") == "owned"
    assert BIN.is_dir()
