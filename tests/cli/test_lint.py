"""`journeyctl lint` from outside: exit codes, reports, fixes, suppressions."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from journeyctl.cli.context import Context
from journeyctl.cli.watching import snapshot
from tests.cli.workspaces import DESK, SETTINGS, workspace
from tests.process import heed_interruptions, journeyctl
from tests.support import CHECKOUT

if TYPE_CHECKING:
    from tests.conftest import Ran, Run

HEADLINE = "journeys/desk.yaml:5:3: error: touchpoint 'desk' has no owner  OWN001 unowned-touchpoint\n"
TODAY = ("--today", "2026-11-23")


@pytest.fixture
def gappy(tmp_path: Path) -> Path:
    """A copy of the gappy workspace."""
    return Path(shutil.copytree(CHECKOUT / "tests" / "cases" / "gappy", tmp_path / "gappy"))


# Exit codes


@pytest.mark.parametrize(("fail_on", "code"), [("error", 1), ("warning", 1), ("info", 1), ("never", 0)])
def test_an_error_fails_at_every_level_but_never(run: Run, desk: Path, fail_on: str, code: int) -> None:
    assert run("lint", "--fail-on", fail_on, *TODAY, cwd=desk).code == code


@pytest.mark.parametrize(
    ("severity", "fail_on", "code"),
    [
        ("warning", "error", 0),
        ("warning", "warning", 1),
        ("info", "warning", 0),
        ("info", "info", 1),
        ("off", "info", 0),
    ],
)
def test_a_finding_fails_from_its_own_severity_on(run: Run, desk: Path, severity: str, fail_on: str, code: int) -> None:
    (desk.parent / "journeyctl.yaml").write_text(f"{SETTINGS}lint: {{severity: {{OWN001: {severity}}}}}\n")
    assert run("lint", "--fail-on", fail_on, "--select", "OWN001", *TODAY, cwd=desk).code == code


def test_a_document_that_does_not_compile_always_fails(run: Run, tmp_path: Path) -> None:
    workspace(tmp_path, {"a.yaml": "touchpoints: {desk: {naam: Desk}}\n"})
    assert run("lint", "--fail-on", "never", "--select", "FLO001").code == 1


def test_a_clean_workspace_gives_0_and_says_so(run: Run, tmp_path: Path) -> None:
    workspace(tmp_path, {"a.yaml": "personas: {one: {name: One}}\n"})
    assert run("lint", "--select", "OWN") == (0, "No gaps found in 1 file.\n", "")


def test_many_findings_are_still_one(run: Run, tmp_path: Path) -> None:
    lines = "".join(f"  t{number}: {{name: T}}\n" for number in range(256))
    workspace(tmp_path, {"a.yaml": f"touchpoints:\n{lines}"})
    assert run("lint", "--select", "OWN001").code == 1


@pytest.mark.parametrize(
    ("args", "complaint", "hint"),
    [
        (("--format", "sarf"), "there is no format 'sarf'", "did you mean 'sarif'?"),
        (("--format", "json="), "'json=' names no file", "write json, or json=report.txt"),
        (("--format", "json=a", "--format", "text=a"), "two reports would be written to 'a'", "give each a file"),
        (("--select", "OWN01"), "there is no rule or family 'OWN01'", "did you mean"),
        (("--fail-on", "eror"), "eror", "did you mean 'error'?"),
        (("--min-severity", "loud"), "loud", "one of: error, warning, info"),
        (("nowhere.yaml",), "there is no file or folder 'nowhere.yaml'", "relative to the working directory"),
        (("../..",), "lies outside the workspace", "name a path inside it"),
        (("--baseline", "none.json"), "cannot read 'none.json'", "--write-baseline"),
        (("--fix", "--write-baseline"), "exclude each other", "one after the other"),
        (("--add-ignore", " "), "--add-ignore wants a reason", "say why"),
        (("--write-baseline", "desk.yaml"), "a baseline is of the whole workspace", "leave the paths out"),
        (("--fix", "-"), "standard input cannot be changed", "name the file"),
        (("-", "desk.yaml"), "standard input is judged by itself", "no other paths"),
        (("--watch", "--fix"), "--watch changes nothing", "leave --watch out"),
        (("--today", "soon"), "'soon' is not a day", "2026-11-23"),
        (("--format", "json=desk.yaml/x"), "cannot write 'desk.yaml/x'", "a folder you may write"),
    ],
)
def test_an_operators_mistake_is_2_with_a_hint(
    run: Run, desk: Path, args: tuple[str, ...], complaint: str, hint: str
) -> None:
    ran = run("lint", *args, cwd=desk)
    assert (ran.code, ran.out) == (2, "")
    assert complaint in ran.err
    assert hint in ran.err


def test_the_process_ends_with_the_same_codes(desk: Path) -> None:
    assert journeyctl("lint", cwd=desk).returncode == 1
    assert journeyctl("lint", "--fail-on", "never", cwd=desk).returncode == 0
    assert journeyctl("lint", "--format", "sarf", cwd=desk).returncode == 2


def test_a_reader_that_goes_away_is_no_defect(desk: Path) -> None:
    command = [sys.executable, "-m", "journeyctl", "lint", "--format", "json"]
    with subprocess.Popen(command, cwd=desk, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert b"sorry" not in process.stderr.read()
        assert process.wait() in (0, 1)


def test_an_interruption_is_130(run: Run, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from journeyctl.lint import policy

    def interrupt(*_args: object, **_more: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(policy, "compile_written", interrupt)
    assert run("lint", cwd=desk).code == 130


# What is shown


def test_paths_show_the_findings_in_them_alone(run: Run, desk: Path) -> None:
    (desk / "inner").mkdir()
    (desk / "inner" / "booth.yaml").write_text("touchpoints:\n  booth: {name: Booth, channel: store}\n")
    args = ("lint", "--format", "concise", "--select", "OWN001")
    assert run(*args, "desk.yaml", cwd=desk).out.startswith(HEADLINE)
    assert "desk.yaml" not in run(*args, "inner", cwd=desk).out
    assert run(*args, "journeys/inner/booth.yaml", cwd=desk).out.count("OWN001") == 1
    assert run(*args, ".", cwd=desk).out.count("OWN001") == 2


def test_min_severity_hides_and_does_not_forgive(run: Run, desk: Path, tmp_path: Path) -> None:
    (tmp_path / "journeyctl.yaml").write_text(f"{SETTINGS}lint: {{severity: {{OWN001: warning}}}}\n")
    ran = run("lint", "--select", "OWN001", "--min-severity", "error", "--fail-on", "warning", cwd=desk)
    assert (ran.code, ran.out) == (1, "Nothing that severe in 1 file; 1 less severe finding not shown.\n")


def test_the_last_line_counts_what_min_severity_hides(run: Run, gappy: Path) -> None:
    ran = run("lint", "--select", "OWN", "--min-severity", "error", "--format", "concise", cwd=gappy)
    assert ran.out.splitlines()[-1] == "Found 5 errors in 3 files; 2 less severe findings not shown."


def test_the_last_line_counts_the_files_that_were_named(run: Run, desk: Path) -> None:
    (desk / "sales.yaml").write_text("personas: {}\n")
    args = ("lint", "--select", "OWN001", "--format", "concise")
    assert run(*args, "sales.yaml", cwd=desk).out == "No gaps found in 1 file.\n"
    assert run(*args, ".", cwd=desk).out.splitlines()[-1] == "Found 1 error in 2 files."
    assert json.loads(run("lint", "--format", "json", "sales.yaml", cwd=desk).out)["summary"]["files"] == 1


@pytest.mark.parametrize("name", ["drafts/idea.yaml", "drafts", "journeys/README.md"])
def test_a_path_without_a_document_is_no_clean_bill(run: Run, desk: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "idea.yaml").write_text(DESK)
    (desk / "README.md").write_text("# Journeys\n")
    ran = run("lint", name)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        f"journeyctl: '{name}' holds no document of this workspace\n"
        "  help: documents are the YAML files under: journeys\n"
    )


def test_a_path_without_a_document_beside_others_is_told(run: Run, desk: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("# Notes\n")
    ran = run("lint", "--select", "OWN001", "--format", "concise", "notes.md", str(desk))
    assert (ran.code, ran.out) == (1, HEADLINE + "Found 1 error in 1 file.\n")
    assert ran.err == "journeyctl: 'notes.md' holds no document of this workspace\n"


def test_settings_and_the_baseline_may_be_named(run: Run, desk: Path, tmp_path: Path) -> None:
    run("lint", "--write-baseline", "--baseline", "known.json", "--select", "OWN001")
    (desk / "desk.yaml").write_text(DESK.replace("channel: store}", "channel: store, owner: sales}"))
    assert (tmp_path / "known.json").is_file()
    ran = run("lint", "--baseline", "known.json", "--format", "concise", "known.json", "journeyctl.yaml")
    assert ran.out.startswith("known.json:4:5: warning: OWN001 no longer occurs at touchpoints/desk  HYG007")


def test_statistics_count_by_rule(run: Run, gappy: Path) -> None:
    ran = run("lint", "--select", "OWN", "--statistics", "--format", "concise", cwd=gappy)
    assert ran.out.splitlines()[-4:] == [
        "     3  OWN001  unowned-touchpoint",
        "     2  OWN004  unowned-kpi",
        "     1  DOC005  unknown-field",
        "     1  OWN002  unowned-journey",
    ]


def test_statistics_do_not_spoil_a_report_for_programs(run: Run, gappy: Path) -> None:
    ran = run("lint", "--select", "OWN", "--statistics", "--format", "json", cwd=gappy)
    assert json.loads(ran.out)["summary"]["findings"] == 7
    assert "     3  OWN001  unowned-touchpoint\n" in ran.err


def test_several_reports_at_once_and_to_files(run: Run, desk: Path) -> None:
    ran = run(
        "lint", "--select", "OWN001", "--format", "sarif=out/a.sarif", "--format", "json=b.json", "--format", "concise",
        cwd=desk,
    )  # fmt: skip
    assert ran.out.startswith(HEADLINE)
    assert json.loads((desk / "out" / "a.sarif").read_text("utf-8"))["version"] == "2.1.0"
    assert json.loads((desk / "b.json").read_text("utf-8"))["summary"]["errors"] == 1
    assert sorted(file.name for file in desk.iterdir()) == ["b.json", "desk.yaml", "out"]


def test_paths_for_code_hosts_begin_at_the_top_of_the_repository(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "cx").mkdir()
    journeys = workspace(tmp_path / "cx", {"desk.yaml": DESK})
    ran = run("lint", "--select", "OWN001", "--format", "gitlab", cwd=journeys)
    assert json.loads(ran.out)[0]["location"]["path"] == "cx/journeys/desk.yaml"


def test_colour_is_for_terminals_and_who_asks_for_it(run: Run, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[" not in run("lint", cwd=desk).out
    assert "\x1b[31m" in run("--color", "always", "lint", cwd=desk).out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in run("lint", cwd=desk).out
    assert "\x1b[" not in run("--color", "always", "lint", "--format", "json", cwd=desk).out


def test_a_narrow_terminal_gets_narrow_snippets(run: Run, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    lines = run("lint", "--select", "OWN001", cwd=desk).out.splitlines()
    assert max(len(line) for line in lines if line.startswith(" ")) <= 40


def test_a_terminal_without_unicode_is_no_defect(desk: Path) -> None:
    (desk / "desk.yaml").write_text(DESK.replace("desk:", "desk-2:").replace("Desk", "券売機"), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "journeyctl", "lint", "--select", "OWN001"], cwd=desk, capture_output=True, check=False,
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
    )  # fmt: skip
    assert done.returncode == 1
    assert b"\\u5238" in done.stdout


@pytest.mark.parametrize("name", ["text", "json", "sarif", "junit", "github", "gitlab", "checkstyle", "markdown"])
def test_a_file_whose_name_is_no_unicode_is_no_defect(run: Run, desk: Path, name: str) -> None:
    try:
        (Path(os.fsdecode(bytes(desk) + b"/\xff.yaml"))).write_text("touchpoints: {x: {name: X}}\n")
    except OSError:
        pytest.skip("this file system takes no such names")
    assert run("lint", "--format", name, "--select", "OWN001", cwd=desk).code == 1


def test_watching_passes_over_what_no_file_can_be_called(desk: Path) -> None:
    (desk.parent / "journeyctl.yaml").write_text('lint: {baseline: "a\\0b"}\n')
    seen = snapshot(Context(desk.parent, "en", "never", quiet=True, verbose=False))
    assert {Path(name).name for name, _time, _size in seen} == {"journeyctl.yaml", "desk.yaml"}


def test_watching_lints_again_after_each_change_until_it_is_interrupted(desk: Path) -> None:
    command = [sys.executable, "-u", "-m", "journeyctl", "lint", "--watch", "--format", "concise", "--select", "OWN001"]
    with subprocess.Popen(
        command, cwd=desk, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        preexec_fn=heed_interruptions,  # noqa: PLW1509 - the test has no threads
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == HEADLINE
        assert process.stdout.readline() == "Found 1 error in 1 file.\n"
        assert process.stderr.readline() == "watching; interrupt to stop\n"
        (desk / "desk.yaml").write_text(DESK.replace("store}\n", "store, owner: sales}\n"))
        assert process.stdout.readline() == "No gaps found in 1 file.\n"
        assert process.stderr.readline() == "watching; interrupt to stop\n"
        (desk.parent / "journeyctl.yaml").write_text("version: 2\n")
        assert process.stderr.readline().startswith("journeyctl: journeyctl.yaml:1:10:")
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 130


# Standard input


def test_standard_input_stands_for_a_document(desk: Path) -> None:
    command = [sys.executable, "-m", "journeyctl", "lint", "-", "--stdin-filename", "desk.yaml", "--select", "OWN001"]
    text = DESK.replace("store}\n", "store, owner: sales}\n").encode()
    done = subprocess.run(command, cwd=desk, input=text, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (0, b"No gaps found in 1 file.\n")
    done = subprocess.run(
        [*command, "--format", "concise"], cwd=desk, input=DESK.encode(), capture_output=True, check=False
    )
    assert done.stdout.decode().startswith(HEADLINE)


def test_standard_input_without_a_name_is_a_document_of_its_own(desk: Path) -> None:
    command = [sys.executable, "-m", "journeyctl", "lint", "-", "--format", "concise", "--select", "OWN001"]
    booth = b"touchpoints:\n  booth: {name: Booth, channel: store}\n"
    done = subprocess.run(command, cwd=desk, input=booth, capture_output=True, check=False)
    assert done.stdout.decode().splitlines()[0].startswith("journeys/stdin.yaml:2:3: error: touchpoint 'booth'")
    assert b"desk" not in done.stdout


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"\x00", b"\xe9"])
def test_standard_input_that_is_no_text_is_the_operators_mistake(desk: Path, data: bytes) -> None:
    command = [sys.executable, "-m", "journeyctl", "lint", "-"]
    done = subprocess.run(command, cwd=desk, input=data, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (2, b"")


# Fixes


def test_fix_makes_the_safe_ones_and_reports_the_rest(run: Run, desk: Path) -> None:
    (desk / "desk.yaml").write_text(DESK.replace("store}\n", "store, ownr: slaes}  # see us\n"))
    ran = run("lint", "--fix", "--select", "OWN001,REF001", cwd=desk)
    assert ran == (0, "No gaps found in 1 file.\n", "mended 2 findings in 1 file\n")
    assert (desk / "desk.yaml").read_text().endswith("store, owner: sales}  # see us\n")
    assert run("lint", "--fix", "--select", "OWN001,REF001", cwd=desk).err == "mended 0 findings in 0 files\n"


def test_unsafe_fixes_make_room_for_what_only_a_person_knows(run: Run, desk: Path) -> None:
    ran = run("lint", "--unsafe-fixes", "--select", "OWN001", "--format", "concise", cwd=desk)
    assert (desk / "desk.yaml").read_text().endswith("desk: {name: Desk, owner: TODO, channel: store}\n")
    assert ran.code == 0


def test_diff_shows_and_writes_nothing(run: Run, desk: Path) -> None:
    ran = run("lint", "--diff", "--unsafe-fixes", "--select", "OWN001", cwd=desk)
    assert (ran.code, (desk / "desk.yaml").read_text()) == (1, DESK)
    assert ran.out == (
        "--- a/journeys/desk.yaml\n+++ b/journeys/desk.yaml\n@@ -2,4 +2,4 @@\n   sales: {name: Sales, kind: team}\n"
        " channels: {store: {name: Store, kind: store}}\n touchpoints:\n"
        "-  desk: {name: Desk, channel: store}\n+  desk: {name: Desk, owner: TODO, channel: store}\n"
    )
    assert run("lint", "--diff", "--select", "OWN001", cwd=desk).out == ""


def test_fixes_keep_line_endings_byte_order_marks_and_permissions(run: Run, desk: Path) -> None:
    file = desk / "desk.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + DESK.replace("store}\n", "store, ownr: sales}\n").replace("\n", "\r\n").encode())
    file.chmod(0o640)
    assert run("lint", "--fix", "--select", "OWN001", cwd=desk).code == 0
    wanted = DESK.replace("store}\n", "store, owner: sales}\n").replace("\n", "\r\n").encode()
    assert file.read_bytes() == b"\xef\xbb\xbf" + wanted
    assert file.stat().st_mode & 0o777 == 0o640


def test_fixes_go_to_the_wanted_paths_alone(run: Run, desk: Path) -> None:
    (desk / "booth.yaml").write_text("touchpoints:\n  booth: {name: Booth, channel: store}\n")
    run("lint", "--unsafe-fixes", "--select", "OWN001", "booth.yaml", cwd=desk)
    assert (desk / "desk.yaml").read_text() == DESK
    assert "owner: TODO" in (desk / "booth.yaml").read_text()


# Suppression


def test_comments_are_added_and_then_the_workspace_is_clean(run: Run, desk: Path) -> None:
    ran = run("lint", "--select", "OWN001,HYG", "--add-ignore", "it closes in May", cwd=desk)
    assert ran == (0, "No gaps found in 1 file.\n", "wrote comments in 1 file\n")
    assert (desk / "desk.yaml").read_text() == DESK.replace(
        "store}\n", "store}  # journeyctl: ignore[OWN001] it closes in May\n"
    )
    again = run("lint", "--select", "OWN001,HYG", "--add-ignore", "it closes in May", cwd=desk)
    assert again.err == "wrote comments in 0 files\n"


def test_of_the_gappy_workspace_only_what_does_not_compile_is_left(run: Run, gappy: Path) -> None:
    ran: Ran = run("lint", "--add-ignore", "known", "--format", "concise", *TODAY, cwd=gappy)
    assert ran.out.splitlines() == [
        "journeys/broken.yaml:2:30: error: there is no field 'naem' here  DOC005 unknown-field",
        "Found 1 error in 3 files.",
    ]


# What people do to YAML


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("owners:\n\tdesk: {}\n", "2:1: error: this line is indented with a tab  DOC002"),
        (
            'owners:\n  desk:\n    name: "Desk\n    kind: team\n',
            "3:11: error: a quote is opened and never closed  DOC002",
        ),
        ("owners:\n  desk:\n    name: 'Desk\n---\n", "3:11: error: a quote is opened and not closed before the '---'"),
        (
            "journeys:\n  a:\n    phases:\n      -id: a\n       name: A\n",
            "4:7: error: a blank is missing behind the '-' of this item  DOC002",
        ),
        ("owners:\n  desk: {kind: team}\n  a: b: c\n", "3:7: error: a second ':' stands on this line  DOC002"),
    ],
)
def test_slips_of_the_hand_are_named_where_they_were_made(run: Run, desk: Path, text: str, said: str) -> None:
    (desk / "slip.yaml").write_text(text)
    assert f"journeys/slip.yaml:{said}" in run("lint", "--format", "concise", cwd=desk).out


def test_a_path_that_does_not_exist_is_a_mistake_also_where_there_is_nothing_to_find(run: Run, tmp_path: Path) -> None:
    folder = workspace(tmp_path, {"web.yaml": "channels:\n  web: {name: Web, kind: web}\n"})
    ran = run("lint", "--select", "OWN001", "webb.yaml", cwd=folder)
    assert ran.code == 2
    assert ran.err == (
        "journeyctl: there is no file or folder 'webb.yaml'\n  help: paths are relative to the working directory\n"
    )
