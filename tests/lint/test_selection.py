"""Which rules judge which files: profile, selection, settings, overrides."""

from __future__ import annotations

import pytest

from journeyctl.diagnostics import Severity
from journeyctl.errors import JourneyctlError
from journeyctl.lint import Choice, Selection, built_in, select
from journeyctl.lint.selection import glob_pattern
from journeyctl.settings import LintSettings, Override

RULES = {rule.code: rule for rule in built_in()}


def judged(settings: LintSettings | None = None, choice: Choice | None = None) -> set[str]:
    """Return the codes of the rules that judge a file."""
    selection = select(RULES.values(), settings or LintSettings(), choice or Choice())
    return {code for code, rule in RULES.items() if selection.severity(rule, "journeys/a.yaml") is not None}


def severity(selection: Selection, code: str, path: str = "journeys/a.yaml") -> Severity | None:
    """Return how bad a rule's findings in a file are."""
    return selection.severity(RULES[code], path)


def test_the_recommended_profile_holds_the_core_and_not_the_strict() -> None:
    assert {"OWN001", "OWN004"} <= judged()
    assert "REF003" not in judged()
    assert "OWN004" not in judged(LintSettings(profile="core"))
    assert "REF003" in judged(choice=Choice(profile="strict"))


def test_documents_are_judged_whatever_is_selected_or_ignored() -> None:
    assert {"DOC001", "DOC007"} <= judged(choice=Choice(select=("OWN001",)))
    assert {"DOC001", "DOC007"} <= judged(LintSettings(ignore=("DOC",)), Choice(ignore=("documents",)))


def test_select_at_the_terminal_replaces_the_profile_and_the_settings_selection() -> None:
    chosen = judged(LintSettings(select=("STR002",)), Choice(select=("own002", "unowned-kpi")))
    assert {code for code in chosen if not code.startswith("DOC")} == {"OWN002", "OWN004"}


def test_select_in_the_settings_adds_to_the_profile() -> None:
    assert {"OWN001", "REF003"} <= judged(LintSettings(select=("REF003",)))


def test_a_family_is_named_by_its_letters_or_its_name() -> None:
    letters, name = judged(choice=Choice(select=("OWN",))), judged(choice=Choice(select=("ownership",)))
    assert letters == name
    assert {"OWN001", "OWN009"} <= letters


def test_what_is_ignored_in_settings_or_at_the_terminal_does_not_judge() -> None:
    assert "OWN004" not in judged(LintSettings(ignore=("unowned-kpi",)))
    assert "OWN004" not in judged(choice=Choice(ignore=("OWN",)))


def test_a_word_in_the_settings_that_names_no_rule_is_a_mistake_whatever_is_selected_at_the_terminal() -> None:
    for settings in (LintSettings(ignore=("OWN04",)), LintSettings(select=("OWN04",))):
        with pytest.raises(JourneyctlError, match="no rule or family 'OWN04'"):
            judged(settings, Choice(select=("OWN001",)))


@pytest.mark.parametrize("code", ["PER004", "CON005", "BIZ006"])
def test_an_option_that_is_no_duration_is_a_mistake_before_anything_is_judged(code: str) -> None:
    (name,) = RULES[code].options
    with pytest.raises(JourneyctlError, match=f"option '{name}' wants a duration, not 'soon'"):
        judged(LintSettings(options={code: {name: "soon"}}), Choice(select=("OWN001",)))


def test_severities_can_be_set_and_rules_turned_off() -> None:
    settings = LintSettings(severity={"OWN004": "error", "OWN001": "off"})
    selection = select(RULES.values(), settings, Choice())
    assert severity(selection, "OWN004") is Severity.ERROR
    assert severity(selection, "OWN001") is None


def test_overrides_hold_for_their_paths_alone() -> None:
    paths = ("journeys/pilots/**",)
    override = Override(paths=paths, ignore=("OWN004",), severity={"OWN001": "info"}, select=("REF003",))
    selection = select(RULES.values(), LintSettings(overrides=(override,)), Choice())
    pilot = "journeys/pilots/deep/a.yaml"
    assert (severity(selection, "OWN004", pilot), severity(selection, "OWN004")) == (None, Severity.WARNING)
    assert (severity(selection, "OWN001", pilot), severity(selection, "OWN001")) == (Severity.INFO, Severity.ERROR)
    assert (severity(selection, "REF003", pilot), severity(selection, "REF003")) == (Severity.INFO, None)


@pytest.mark.parametrize(
    ("glob", "path", "matches"),
    [
        ("journeys/**", "journeys/a/b.yaml", True),
        ("journeys/*.yaml", "journeys/a/b.yaml", False),
        ("**/pilot-?.yaml", "journeys/a/pilot-1.yaml", True),
        ("journeys/pilots", "journeys/pilots/a.yaml", True),
        ("journeys/pilots/", "journeys/pilots/a.yaml", True),
        ("journeys/a.yaml", "journeys/a.yaml", True),
        ("journeys/a.yaml", "journeys/axyaml", False),
    ],
)
def test_globs_cross_folders_only_with_two_stars(glob: str, path: str, matches: bool) -> None:  # noqa: FBT001 - a table
    assert bool(glob_pattern(glob).fullmatch(path)) is matches


@pytest.mark.parametrize(
    ("settings", "choice", "hint"),
    [
        (LintSettings(ignore=("OWN0001",)), Choice(), "did you mean 'OWN00"),
        (LintSettings(), Choice(select=("ownershp",)), "did you mean 'ownership'?"),
        (LintSettings(severity={"unowned-kpis": "info"}), Choice(), "did you mean 'unowned-kpi'?"),
        (LintSettings(options={"STR002": {"max-phase": 3}}), Choice(), "max-phases"),
        (LintSettings(options={"STR002": {"max-phases": "many"}}), Choice(), "its default is 7"),
    ],
)
def test_a_word_that_names_no_rule_is_the_operators_mistake(settings: LintSettings, choice: Choice, hint: str) -> None:
    with pytest.raises(JourneyctlError) as raised:
        select(RULES.values(), settings, choice)
    assert hint in raised.value.hint
