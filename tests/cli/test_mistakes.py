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
        ("build --output", "option '--output' wants a value", "write a value behind --output"),
        ("serve --port 99999", "--port cannot be '99999'", "write a whole number from 0 to 65535"),
        ("serve --port many", "--port cannot be 'many'", "write a whole number from 0 to 65535"),
        ("lint --fix=all", "option '--fix' takes no value", "write --fix by itself"),
        ("--quiet", "which command is not said", "`journeyctl --help` lists them"),
        ("completion tcsh", "SHELL cannot be 'tcsh'", "one of: bash, zsh, fish"),
        ("lnit", "there is no command 'lnit'", "did you mean 'lint'?"),
        ("biuld", "there is no command 'biuld'", "did you mean 'build'?"),
        ("lint --select OWN*", "there is no rule or family 'OWN*'", "did you mean 'OWN'?"),
        ("explain OWN04", "there is no rule or family 'OWN04'", "did you mean 'OWN004'?"),
        ("breaking", "--against is missing", "such as `journeyctl breaking --against origin/main...`"),
        ("init a b", "this is one word too many: b", "such as `journeyctl init`"),
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


@pytest.mark.parametrize(
    ("written", "said", "advice"),
    [
        ("lint --formt json", "er is geen optie '--formt'", "bedoel je '--format'?"),
        ("lint --fail-on warnings", "--fail-on kan niet 'warnings' zijn", "bedoel je 'warning'?"),
        ("lint --fix=all", "optie '--fix' krijgt geen waarde", "schrijf alleen --fix"),
        ("build --output", "optie '--output' vraagt om een waarde", "schrijf een waarde achter --output"),
        ("serve --port many", "--port kan niet 'many' zijn", "schrijf een geheel getal van 0 tot en met 65535"),
        ("list", "KIND ontbreekt", "bijvoorbeeld `journeyctl list journeys`; `journeyctl list --help` vertelt meer"),
        ("init a b", "dit is te veel: b", "bijvoorbeeld `journeyctl init`"),
        ("lnt", "er is geen opdracht 'lnt'", "bedoel je 'lint'?"),
        ("--quiet", "er staat niet welke opdracht", "`journeyctl --help` noemt ze allemaal"),
        ("render bibliotheekpsa", "er is geen klantreis 'bibliotheekpsa'", "bedoel je 'bibliotheekpas'?"),
        ("render bibliotheekpas --view mpa", "er is geen weergave 'mpa'", "bedoel je 'map'?"),
        ("render bibliotheekpas -f sgv", "er is geen formaat 'sgv' om in te tekenen", "bedoel je 'svg'?"),
        ("lint nergens.yaml", "er is geen bestand of map 'nergens.yaml'", "een pad begint in de map waarin je werkt"),
        ("import csv nergens.csv", "'nergens.csv' is niet te lezen: dit bestand of deze map bestaat niet", "een pad"),
        ("explain OWN04", "er is geen regel of familie 'OWN04'", "bedoel je 'OWN004'?"),
        ("lint --since main", "ligt niet in een git-repository", "voer `git init` uit en commit je klantreizen"),
        ("lint --today gisteren", "'gisteren' is geen datum", "schrijf het als 2026-11-23"),
        ("--lang de lint", "--lang kan niet 'de' zijn", "een van: en, nl"),
    ],
)
def test_a_mistake_is_told_in_dutch_to_who_asks_for_it(
    run: Run, tmp_path: Path, written: str, said: str, advice: str
) -> None:
    run("--lang", "nl", "init", "library")
    ran = run("--lang", "nl", *written.split(), cwd=tmp_path / "library")
    first, second = ran.err.splitlines()
    assert (ran.code, ran.out) == (2, "")
    assert first.startswith("journeyctl: ")
    assert said in first
    assert second.startswith(f"  advies: {advice}")


@pytest.mark.parametrize(
    "written",
    [
        ["--lang", "nl", "lint", "--formt"],
        ["--lang=nl", "lint", "--formt"],
        ["lint", "--formt", "--lang", "nl"],
        ["--lang", "en", "lint", "--formt", "--lang=nl"],
        ["--formt", "--lang", "nl", "lint"],
    ],
)
def test_the_language_holds_wherever_it_is_written(run: Run, written: list[str]) -> None:
    assert run(*written).err.startswith("journeyctl: er is geen optie '--formt'\n  advies: ")


def test_the_environment_says_the_language_where_no_option_does(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JOURNEYCTL_LANG", "nl")
    assert run("lint", "--formt").err.startswith("journeyctl: er is geen optie '--formt'\n  advies: ")
    assert run("--lang", "en", "lint", "--formt").err.startswith("journeyctl: there is no option '--formt'\n  help: ")


@pytest.mark.parametrize(
    ("settings", "said", "advice"),
    [
        ("name: A: B", "journeyctl.yaml:1:8: op deze regel staat een tweede ':'", "zet de tekst met de dubbele punt"),
        ("lnit: {}", "journeyctl.yaml:1:1: er is hier geen veld 'lnit'", "bedoel je 'lint'?"),
        ("extends: [../house.yaml]", "`extends` noemt '../house.yaml', en dat ligt buiten de werkruimte",
         "gebruik een pad vanaf journeyctl.yaml, zonder '..'"),
        ("lint: {rules: [house.yaml]}", "de regels in 'house.yaml' zijn niet te lezen: dit bestand of deze map bestaat",
         "paden onder `lint.rules` gaan uit van de map van journeyctl.yaml"),
    ],
)  # fmt: skip
def test_broken_settings_are_told_in_dutch_too(run: Run, tmp_path: Path, settings: str, said: str, advice: str) -> None:
    run("init")
    (tmp_path / "journeyctl.yaml").write_text(f"{settings}\n")
    ran = run("--lang", "nl", "lint")
    first, second = ran.err.splitlines()
    assert (ran.code, ran.out) == (2, "")
    assert first.startswith(f"journeyctl: {said}")
    assert second.startswith(f"  advies: {advice}")


def test_a_defect_is_told_in_the_language_asked_for(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entry.group, "main", lambda *_args, **_kwargs: 1 / 0)
    ran = run("lint", "--lang", "nl")
    assert ran.code == 3
    assert ran.err.startswith("journeyctl: sorry, dit is een fout in journeyctl en niet in je bestanden\n  advies: ")


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


def test_what_was_done_is_told_in_the_language_asked_for(run: Run, tmp_path: Path) -> None:
    begun = run("--lang", "nl", "init", "library")
    assert begun.out.splitlines()[1:3] == [
        "Nu:",
        "  cd library && journeyctl lint     wat er ontbreekt, en wat je eraan doet",
    ]
    assert "  library/journeyctl.yaml geschreven\n" in begun.err
    work = tmp_path / "library"
    ran = run("--lang", "nl", "lint", "--write-baseline", cwd=work)
    assert ran.out == "Geen nieuwe bevindingen in 1 bestand; 2 bekende in .journeyctl-baseline.json.\n"
    assert ran.err.startswith("2 bevindingen opgeschreven in .journeyctl-baseline.json\nNu: schrijf `baseline: ")
    assert run("--lang", "nl", "list", "insights", cwd=work).err.startswith("nog geen insights: schrijf ze onder ")
    assert run("--lang", "nl", "fmt", cwd=work).err == "0 van 1 bestand opnieuw opgemaakt\n"
