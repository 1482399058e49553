"""What an operator does wrong is said in one form: what is wrong, and what to do next; and in any width."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from journeyctl.cli import entry

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

COMMANDS = entry.Commands().list_commands(None)  # type: ignore[arg-type] # the list needs no context


@pytest.mark.parametrize(
    ("written", "said", "advice"),
    [
        ("lint --formt json", "there is no option '--formt'", "did you mean '--format'?"),
        ("lint --fail-on warnings", "--fail-on cannot be 'warnings'", "did you mean 'warning'?"),
        ("lint --format jsn", "there is no format 'jsn'", "did you mean 'json'?"),
        ("list", "KIND is missing", "such as `journeyctl list journeys`; `journeyctl list --help` tells more"),
        ("list journey", "there is no collection 'journey'", "did you mean 'journeys'?"),
        ("list journeys --where ownr=x", "journeys have no field 'ownr'", "did you mean 'owner'?"),
        ("list journeys --where owner", "'owner' is no condition", "write FIELD=VALUE"),
        ("report gap", "there is no report 'gap'", "did you mean 'gaps'?"),
        ("render library-card --view mpa", "there is no view 'mpa'", "did you mean 'map'?"),
        ("render library-card -f sgv", "there is no format 'sgv' to draw in", "did you mean 'svg'?"),
        ("render librarycard", "there is no journey 'librarycard'", "did you mean 'library-card'?"),
        ("--lang de lint", "--lang cannot be 'de'", "one of: en, nl"),
        ("build --output", "option '--output' requires an argument", "write a value behind --output"),
        ("serve --port 99999", "--port is no such number", "write a whole number from 0 to 65535"),
        ("completion tcsh", "SHELL cannot be 'tcsh'", "one of: bash, zsh, fish"),
        ("explain OWN04", "there is no rule or family 'OWN04'", "did you mean 'OWN004'?"),
        ("breaking", "--against is missing", "such as `journeyctl breaking --against origin/main...`"),
        ("init a b", "got unexpected extra argument (b)", "such as `journeyctl init`"),
        ("import mermiad none.mmd", "there is no format 'mermiad' to import", "did you mean 'mermaid'?"),
        ("lint --since main", "is not in a git repository", "run `git init`"),
    ],
)
def test_a_mistake_says_what_is_wrong_and_what_to_do_next(
    run: Run, tmp_path: Path, written: str, said: str, advice: str
) -> None:
    run("init", "library")
    ran = run(*written.split(), cwd=tmp_path / "library")
    first, second = ran.err.splitlines()
    assert (ran.code, ran.out) == (2, "")
    assert first.startswith("journeyctl: ")
    assert said in first
    assert second.startswith(f"  help: {advice}")


@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_is_at_a_loss_in_an_empty_folder(run: Run, tmp_path: Path, command: str) -> None:
    ran = run(command, "--no-such-option", cwd=tmp_path)
    assert ran.code == 2
    assert ran.err.startswith("journeyctl: there is no option '--no-such-option'\n  help: ")


@pytest.mark.parametrize("command", COMMANDS)
def test_help_fits_a_narrow_terminal(run: Run, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    prose, _sign, _examples = run(command, "--help").out.partition("Examples:")
    wide = [line for line in prose.splitlines() if len(line) > 40 and " " in line.strip()]
    assert [line for line in wide if not line.lstrip().startswith(("-", "journeyctl"))] == []


@pytest.fixture
def without_journeys(run: Run, tmp_path: Path) -> Path:
    """Make a workspace that has an owner and nothing else."""
    run("init", "library")
    folder = tmp_path / "library"
    (folder / "journeys" / "library-card.yaml").write_text("owners: {desk: {name: Desk, kind: team}}\n")
    return folder


@pytest.mark.parametrize("words", ["list journeys", "list steps", "render x", "build"])
def test_without_journeys_a_command_says_how_to_begin(run: Run, without_journeys: Path, words: str) -> None:
    ran = run(*words.split(), cwd=without_journeys)
    assert "yet" in ran.err
    assert "`journeyctl init example` makes one to look at" in ran.err


def test_nothing_of_a_kind_says_where_to_write_it(run: Run, without_journeys: Path) -> None:
    ran = run("list", "kpis", cwd=without_journeys)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "no kpis yet: write them under `kpis:` in any document; `journeyctl schema kpis` says how\n"


def test_where_nothing_is_like_that_it_says_so(run: Run, without_journeys: Path) -> None:
    assert run("list", "owners", "--where", "kind=person", cwd=without_journeys).err == "no owners are like that\n"


def test_a_list_in_a_narrow_terminal_becomes_cards(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("init", "library")
    monkeypatch.setenv("COLUMNS", "40")
    assert run("list", "steps", "--where", "id=library-card/look-up", cwd=tmp_path / "library").out == (
        "library-card/look-up\n"
        "  name: Page about membership\n"
        "  owner: web-team\n"
        "  channel: website\n"
        "  stage: consideration\n"
    )


def test_progress_is_for_terminals_only(run: Run, tmp_path: Path) -> None:
    run("init", "library")
    built = run("build", cwd=tmp_path / "library")
    assert built.code == 0
    assert "\r" not in built.out + built.err


def test_a_site_that_may_not_be_written_is_the_operators_mistake(run: Run, tmp_path: Path) -> None:
    run("init", "library")
    (tmp_path / "file").write_text("in the way")
    ran = run("build", "--output", str(tmp_path / "file" / "site"), cwd=tmp_path / "library")
    assert ran.code == 2
    assert ran.err.splitlines()[1].startswith("  help: ")


def test_the_list_of_commands_is_never_cut_off(run: Run) -> None:
    listed = run("--help").out.partition("Commands:\n")[2]
    assert "..." not in listed
    assert "Tell what changed in meaning: entities, their fields, and findings." in " ".join(listed.split())
