"""Git as it comes: subfolders, shallow clones, detached heads, hostile refs and hostile trees."""

from __future__ import annotations

import json
import os
import shutil
from typing import TYPE_CHECKING

import pytest

from journeyctl.errors import JourneyctlError
from journeyctl.history.changed import last_changes
from journeyctl.history.git import Repository, environment, find_repository, is_safe
from journeyctl.history.sides import at_ref
from tests.history.repository import ENVIRONMENT, SETTINGS, Repo

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

CATALOGUE = "journeys/catalogue.yaml"


def kinds(run: Run, folder: Path, *args: str) -> dict[str, list[str]]:
    """Return the ids of a comparison by what happened to them."""
    ran = run("diff", *args, "--format", "json", cwd=folder)
    assert ran.code == 0, ran.err
    found = json.loads(ran.out)
    return {
        word: [one.get("id") or one["to"] for one in found[word]] for word in ("added", "removed", "renamed", "changed")
    }


NOTHING: dict[str, list[str]] = {"added": [], "removed": [], "renamed": [], "changed": []}


def test_the_working_tree_counts_with_what_is_not_committed_and_what_is_untracked(run: Run, repo: Repo) -> None:
    repo.replace(CATALOGUE, "name: Chat", "name: Chat with us")
    repo.write("journeys/new.yaml", "channels: {phone: {name: Phone, kind: phone}}\n")
    assert kinds(run, repo.folder) == NOTHING | {"added": ["phone"], "changed": ["chat"]}


def test_the_default_is_where_a_branch_left_the_default_branch(run: Run, repo: Repo) -> None:
    repo.git("checkout", "--quiet", "-b", "feature")
    repo.replace(CATALOGUE, "name: Chat", "name: Chat with us")
    repo.commit("mine")
    repo.git("checkout", "--quiet", "main")
    repo.replace(CATALOGUE, "name: E-mail", "name: Mail")
    repo.commit("theirs")
    repo.git("checkout", "--quiet", "feature")
    assert kinds(run, repo.folder)["changed"] == ["chat"]
    assert kinds(run, repo.folder, "main...")["changed"] == ["chat"]
    assert kinds(run, repo.folder, "main")["changed"] == ["chat", "email"]


def test_the_default_branch_is_origins_else_what_git_is_told(run: Run, repo: Repo, tmp_path: Path) -> None:
    repo.git("branch", "--move", "main", "trunk")
    assert "there is no default branch to compare with" in run("diff", cwd=repo.folder).err
    repo.git("config", "init.defaultBranch", "trunk")
    assert kinds(run, repo.folder) == NOTHING
    repo.git("config", "--unset", "init.defaultBranch")
    repo.git("clone", "--quiet", str(repo.folder), str(tmp_path / "clone"))
    assert find_repository(tmp_path / "clone").default_branch() == "origin/trunk"
    assert kinds(run, tmp_path / "clone") == NOTHING


def test_a_workspace_in_a_subfolder_is_compared_by_itself(run: Run, tmp_path: Path) -> None:
    repo = Repo(tmp_path / "mono").start()
    repo.write("cx/team a/journeyctl.yaml", SETTINGS)
    repo.write("cx/team a/journeys/all.yaml", "channels: {web: {name: Web, kind: web}}\n")
    repo.write("journeys/other.yaml", "channels: {no: {name: Not ours, kind: web}}\n")
    repo.commit("start")
    repo.write("cx/team a/journeys/all.yaml", "channels: {web: {name: Website, kind: web}}\n")
    repo.write("journeys/other.yaml", "channels: {}\n")
    assert kinds(run, repo.folder / "cx" / "team a" / "journeys") == NOTHING | {"changed": ["web"]}


def test_a_detached_head_is_a_head(run: Run, repo: Repo) -> None:
    repo.replace(CATALOGUE, "name: Chat", "name: Chat with us")
    repo.commit("second")
    repo.git("checkout", "--quiet", "--detach", "start")
    assert kinds(run, repo.folder) == NOTHING
    assert kinds(run, repo.folder, "second", "HEAD")["changed"] == ["chat"]


def test_a_renamed_file_with_changed_content_shows_the_content_only(run: Run, repo: Repo) -> None:
    repo.git("mv", CATALOGUE, "journeys/all-things.yaml")
    repo.replace("journeys/all-things.yaml", "name: Chat", "name: Chat with us")
    repo.commit("second")
    assert kinds(run, repo.folder, "start", "second") == NOTHING | {"changed": ["chat"]}


def test_a_shallow_clone_says_what_to_do(run: Run, repo: Repo, tmp_path: Path) -> None:
    repo.git("checkout", "--quiet", "-b", "feature")
    repo.commit("mine")
    repo.git("checkout", "--quiet", "main")
    repo.commit("theirs")
    clone = tmp_path / "clone"
    repo.git("clone", "--quiet", "--depth", "1", "--no-single-branch", f"file://{repo.folder}", str(clone))
    Repo(clone).git("checkout", "--quiet", "feature")
    ran = run("diff", cwd=clone)
    assert ran.code == 2
    assert "this clone is shallow" in ran.err
    assert "fetch-depth: 0" in ran.err
    assert "git fetch --unshallow" in ran.err
    assert "this clone is shallow" in run("breaking", "--against", "v9", cwd=clone).err


@pytest.mark.parametrize(
    "ref",
    ["--help", "-p", "--upload-pack=touch pwned", "--output=pwned", "$(touch pwned)", "a;touch pwned", "a\nb",
     "\x1b[2J", "", "HEAD:journeys", ":/start", "x" * 5000, "HEAD^{/start}^{tree}", "../../etc/passwd",
     "--end-of-options", "..." * 2_000, "HEAD" + "." * 6_000],
)  # fmt: skip
def test_a_hostile_ref_is_an_unknown_ref(run: Run, repo: Repo, ref: str) -> None:
    for args in (["diff", "--", ref], ["diff", "--", "HEAD", ref], ["breaking", f"--against={ref}"]):
        ran = run(*args, cwd=repo.folder)
        assert (ran.code, ran.out) == (2, "")
        assert "\x1b" not in ran.err
        assert not list(repo.folder.rglob("pwned"))


@pytest.mark.parametrize(
    ("ref", "hint"),
    [("mian", "did you mean 'main'?"), ("feature", "did you mean 'team/feature'?"), ("HEAD..main", "name two refs")],
)
def test_an_unknown_ref_is_met_with_a_hint(run: Run, repo: Repo, ref: str, hint: str) -> None:
    repo.git("branch", "team/feature")
    ran = run("diff", ref, cwd=repo.folder)
    assert (ran.code, hint in ran.err) == (2, True), ran.err


def test_without_git_or_a_repository_or_a_commit_the_reason_is_said(
    run: Run, repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh = Repo(tmp_path / "fresh").start()
    fresh.write("journeyctl.yaml", SETTINGS)
    fresh.write("journeys/all.yaml", "channels: {}\n")
    assert "there is no commit to compare with yet" in run("diff", cwd=fresh.folder).err
    shutil.rmtree(fresh.folder / ".git")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    assert "is not in a git repository" in run("diff", cwd=fresh.folder).err
    monkeypatch.setenv("PATH", str(tmp_path))
    ran = run("diff", cwd=repo.folder)
    assert (ran.code, "git is not installed" in ran.err) == (2, True)


def test_a_repository_of_somebody_else_is_explained(
    run: Run, repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = shutil.which("git")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "git").write_text(f'#!/bin/sh\nGIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec {real} "$@"\n')
    (tmp_path / "bin" / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    ran = run("diff", cwd=repo.folder)
    assert ran.code == 2
    assert "git does not trust the repository" in ran.err
    assert f"git config --global --add safe.directory '{repo.folder}'" in ran.err


def test_a_hooks_environment_and_a_repositorys_own_programs_do_not_mislead(
    run: Run, repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trap = tmp_path / "trap.sh"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path / 'sprung'}\n")
    trap.chmod(0o755)
    for name in ("core.fsmonitor", "core.pager", "diff.external", "core.sshCommand", "credential.helper"):
        repo.git("config", name, str(trap))
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", str(trap))
    assert kinds(run, repo.folder, "start") == NOTHING
    assert not (tmp_path / "sprung").exists()


def test_the_environment_keeps_where_configuration_is_and_loses_the_rest() -> None:
    kept = environment(
        {"PATH": "/bin", "GIT_DIR": "x", "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "a", "GIT_TRACE": "1"}
    )
    assert {name for name in kept if name.startswith("GIT_")} == {
        "GIT_CONFIG_COUNT", "GIT_CONFIG_KEY_0", "GIT_TERMINAL_PROMPT", "GIT_OPTIONAL_LOCKS",
    }  # fmt: skip


def test_links_and_submodules_are_never_followed(repo: Repo, tmp_path: Path) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("channels: {secret: {name: Secret, kind: web}}\n")
    (repo.folder / "journeys" / "link.yaml").symlink_to(secret)
    (repo.folder / "journeys" / "folder").symlink_to(tmp_path)
    repo.git("add", "--all")
    head = repo.git("rev-parse", "HEAD")
    repo.git("update-index", "--add", "--cacheinfo", f"160000,{head},journeys/module.yaml")
    repo.git("commit", "--quiet", "--message", "links")
    side = at_ref(find_repository(repo.folder), "HEAD")
    assert [(one.code, one.path) for one in side.compiled.diagnostics] == [
        ("DOC001", "journeys/link.yaml"), ("DOC001", "journeys/module.yaml"),
    ]  # fmt: skip
    assert "secret" not in side.compiled.workspace.channels


def test_a_tree_cannot_write_outside_its_folder(repo: Repo) -> None:
    blob = repo.git("hash-object", "-w", "--stdin", given=b"channels: {}\n")
    evil = repo.git("mktree", given=f"100644 blob {blob}\tx.yaml\n".encode())
    inner = repo.git("mktree", given=f"040000 tree {evil}\tjourneys\n".encode())
    settings = repo.git("hash-object", "-w", "--stdin", given=SETTINGS.encode())
    top = repo.git(
        "hash-object",
        "-t",
        "tree",
        "-w",
        "--stdin",
        "--literally",
        given=_tree(("..", "40000", inner), ("journeyctl.yaml", "100644", settings), ("journeys", "40000", evil)),
    )
    commit = repo.git("commit-tree", top, "-m", "evil")
    side = at_ref(find_repository(repo.folder), commit)
    assert list(side.compiled.workspace.documents) == ["journeys/x.yaml"]
    assert [is_safe(path) for path in ("a/b.yaml", "../b", "/b", "a/../b", "a\\b", "C:/b", "a//b")] == [
        True,
        *[False] * 6,
    ]


def _tree(*entries: tuple[str, str, str]) -> bytes:
    return b"".join(f"{mode} {name}\0".encode() + bytes.fromhex(identity) for name, mode, identity in entries)


def test_a_file_beyond_the_limits_is_told_and_not_read(repo: Repo) -> None:
    repo.write("journeys/large.yaml", "# " + "x" * (5 * 1024 * 1024) + "\n")
    repo.write("journeys/binary.yaml", "a\0b")
    repo.commit("large")
    side = at_ref(find_repository(repo.folder), "HEAD")
    found = [(one.code, one.path) for one in side.compiled.diagnostics]
    assert found == [("DOC001", "journeys/binary.yaml"), ("DOC009", "journeys/large.yaml")]


def test_settings_what_they_extend_readings_and_pictures_come_from_the_ref(run: Run, repo: Repo) -> None:
    repo.write("journeyctl.yaml", "extends: [group/base.yaml]\nsources: ['jour*/*.yaml']\n")
    repo.write("group/base.yaml", "name: Group\nextends: [group/deeper.yaml]\n")
    repo.write("group/deeper.yaml", "languages: [nl, en]\n")
    repo.write("data/ease.csv", "date,value,n\n2026-10-01,5,10\n")
    repo.write("data/desk.png", "no picture")
    repo.replace(CATALOGUE, "owner: front-desk, target", "owner: front-desk, readings: {file: data/ease.csv}, target")
    repo.replace(CATALOGUE, "    name: Chat\n", "    name: Chat\n    media: {src: data/desk.png}\n")
    repo.commit("more")
    shutil.rmtree(repo.folder / "data")
    shutil.rmtree(repo.folder / "group")
    side = at_ref(find_repository(repo.folder), "more")
    assert side.compiled.diagnostics == ()
    assert (side.settings.name, side.settings.languages) == ("Group", ("nl", "en"))
    assert side.compiled.workspace.readings["ease"][0].value == 5
    assert kinds(run, repo.folder, "more", "more") == NOTHING


def test_the_first_workspace_of_a_repository_is_all_new(run: Run, tmp_path: Path) -> None:
    repo = Repo(tmp_path / "first").start()
    repo.write("README.md", "Nothing yet\n")
    repo.commit("start")
    repo.write("journeyctl.yaml", SETTINGS)
    repo.write("journeys/all.yaml", "channels: {web: {name: Web, kind: web}}\n")
    ran = run("diff", cwd=repo.folder)
    assert (ran.code, "everything is new" in " ".join(ran.out.split()), "channels/web" in ran.out) == (0, True, True)
    assert run("breaking", "--against", "start", cwd=repo.folder).code == 0
    ran = run("diff", "HEAD", "start", cwd=repo.folder)
    assert (ran.code, "there is no workspace at 'start'" in ran.err) == (2, True)


def test_settings_that_were_wrong_at_a_ref_are_told_with_the_ref(run: Run, repo: Repo) -> None:
    repo.write("journeyctl.yaml", "nmae: x\n")
    repo.commit("wrong")
    repo.write("journeyctl.yaml", SETTINGS)
    ran = run("diff", "wrong", cwd=repo.folder)
    assert ran.code == 2
    assert "at wrong: journeyctl.yaml:1:1" in ran.err
    assert "did you mean 'name'?" in ran.err


def test_what_does_not_compile_is_not_compared_and_said(run: Run, repo: Repo) -> None:
    repo.write(CATALOGUE, "touchpoints: {chat: {nmae: x}}\n")
    found = json.loads(run("diff", "start", "--format", "json", cwd=repo.folder).out)
    assert (found["removed"], found["not_compared"]) == ([], [CATALOGUE])
    ran = run("breaking", "--against", "start", "--format", "json", cwd=repo.folder)
    assert ran.code == 1
    assert [one["code"] for one in json.loads(ran.out)["findings"]] == ["DOC005"]


def test_what_cannot_be_judged_for_it_does_not_compile_is_neither_solved_nor_new(run: Run, repo: Repo) -> None:
    """PER005 asks the whole workspace, REF001 what the broken file may hold; OWN004 is in that file itself."""
    repo.write("journeys/more.yaml", "personas: {nobody: {name: Nobody, prefers: [pigeon]}}\n")
    repo.write("journeys/kpis.yaml", "kpis: {calls: {name: Calls, kind: count, target: {at_most: 9}}}\n")
    repo.commit("whole")
    repo.write("journeys/kpis.yaml", "kpis: {calls: {name: Calls, kind: count, trget: {at_most: 9}}}\n")

    def codes(*refs: str) -> tuple[list[str], list[str]]:
        found = json.loads(run("diff", *refs, "--format", "json", cwd=repo.folder).out)["findings"]
        introduced, resolved = ([one["code"] for one in found[word]] for word in ("introduced", "resolved"))
        return introduced, resolved

    assert codes("whole") == (["DOC005"], [])
    repo.commit("broken")
    assert codes("broken", "whole") == ([], ["DOC005"])


def test_a_tree_without_end_is_not_read_to_its_end(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("journeyctl.history.git.LISTING_BYTES", 50)
    repository = Repository(repo.folder)
    with pytest.raises(JourneyctlError, match="more files than can be listed"):
        repository.files(repository.commit("HEAD"))


def test_a_commit_of_a_day_that_no_calendar_has_is_one_of_which_nothing_is_known(
    repo: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = set(last_changes(repo.folder))
    repo.write("journeys/later.yaml", "{}\n")
    repo.git("add", "--all")
    monkeypatch.setitem(ENVIRONMENT, "GIT_COMMITTER_DATE", "@253402300800 +0000")
    repo.git("commit", "--quiet", "-m", "In the year 10000")
    assert known
    assert set(last_changes(repo.folder)) == known
