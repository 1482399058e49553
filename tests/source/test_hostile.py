"""Files that would hurt: the real command line, in a process that is killed over a minute of work or 500 MB.

The minute is no measure of speed, which a busy machine would spoil: work that grows with the square of these sizes
takes hours.
"""

from __future__ import annotations

import os
import resource
import socket
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from journeyctl.compiler import compile_workspace
from journeyctl.errors import JourneyctlError
from journeyctl.settings import Settings
from journeyctl.source import files
from tests.support import CHECKOUT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SECONDS = 60
MEMORY = 500 * 1024 * 1024
MIB = 1024 * 1024
GOOD = "owners: {a: {name: A, kind: team}}\n"


def limited() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def run(workspace: Path, *args: str) -> subprocess.CompletedProcess[str]:
    """Run journeyctl; whatever happens, it ends well: exit 0, 1 or 2, no traceback, no apology, not too many words."""
    command = [sys.executable, "-m", "journeyctl", "-v", *(args or ("lint", "--select", "DOC,REF001"))]
    environment = os.environ | {"PYTHONPATH": str(CHECKOUT), "NO_COLOR": "1", "COLUMNS": "80"}
    done = subprocess.run(
        command, cwd=workspace, env=environment, capture_output=True, text=True, encoding="utf-8", check=False,
        timeout=5 * SECONDS, preexec_fn=limited,
    )  # fmt: skip
    assert done.returncode in (0, 1, 2), done.stderr[-2000:]
    assert "Traceback" not in done.stdout + done.stderr
    assert "defect" not in done.stderr
    assert len(done.stdout) < MIB
    return done


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    root = tmp_path / "workspace"
    (root / "journeys").mkdir(parents=True)
    (root / "journeyctl.yaml").write_text("version: 1\n")
    (root / "journeys" / "good.yaml").write_text(GOOD)
    return root


def first_lines(done: subprocess.CompletedProcess[str]) -> list[str]:
    """Return the first line of each finding."""
    return [line for line in done.stdout.splitlines() if line.startswith("journeys/")]


# ---- texts -----------------------------------------------------------------------------------------------------

BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
THOUSANDS = range(20_000)
SCALAR = "journeys: {t: {name: %s}}"
TEXTS: dict[str, tuple[str | bytes, str]] = {
    "a megabyte of open brackets": ("[" * MIB, "1:65: error: this is nested more than 64 levels deep  DOC009"),
    "a megabyte of open braces": ("{" * MIB, "DOC004"),
    "a megabyte of brackets, closed": ("[" * (MIB // 2) + "]" * (MIB // 2), "1:65: error: this is nested more"),
    "a megabyte of keys in braces": ("{a: " * (MIB // 4), "DOC009"),
    "flow nested 10,000 deep": ("x-a: " + "[" * 10_000 + "]" * 10_000, "DOC009"),
    "blocks nested 1,000 deep": ("\n".join(f"{' ' * depth}a:" for depth in range(1_000)), "DOC009"),
    "lists nested 10,000 deep in one line": ("- " * 10_000 + "a", "DOC009"),
    "questions nested 10,000 deep": ("? " * 10_000 + "a", "DOC0"),
    "notes nested deeper than the limit": ("x-a: " + "{b: " * 70 + "1" + "}" * 70, "DOC009"),
    "an expansion bomb": (BOMB, "1:4: error: anchors (&name) are not part of the language  DOC004"),
    "a merge of itself": ("a: &a\n  <<: *a\n", "DOC004"),
    "a tag that would run code": ("!!python/object/apply:os.system ['echo hurt']\n", "1:1: error: tags"),
    "UTF-16 with a mark": (GOOD.encode("utf-16"), "1:1: error: this file is UTF-16 text  DOC001"),
    "UTF-16 without a mark": (GOOD.encode("utf-16-le"), "1:1: error: this file is not text  DOC001"),
    "UTF-32": (GOOD.encode("utf-32"), "DOC001"),
    "Latin-1": ("owners: {a: {name: Café, kind: team}}\n".encode("latin-1"), "this file is not UTF-8 text  DOC001"),
    "a NUL": (b"a: \x00\n", "1:1: error: this file is not text  DOC001"),
    "an image": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "DOC001"),
    "half a character": (b"a: \xe2\x82", "this file is not UTF-8 text  DOC001"),
    "a surrogate in UTF-8": (b"a: \xed\xa0\x80", "this file is not UTF-8 text  DOC001"),
    "a control character": ("a: \x1b[31m\n", "1:4: error: the character U+001B cannot stand in a YAML file  DOC002"),
    "six megabytes": ("#" * (6 * MIB), "1:1: error: this file is larger than 5 MiB  DOC009"),
    "a line of five megabytes": (f"x-a: [{'a, ' * (5 * MIB // 3 - 10)}]", ""),
    "a text of two megabytes": (SCALAR % ("a" * (2 * MIB)), "1:22: error: this text is longer than 1 MiB  DOC009"),
    "a quoted text of two megabytes": (SCALAR % f'"{"a" * (2 * MIB)}"', "DOC009"),
    "a quote that is never closed": (SCALAR % f'"{"a b " * (MIB // 2)}', "DOC002"),
    "a key of a megabyte": (f"? {'a' * MIB}\n: 1\n", "DOC0"),
    "10,000 unknown fields": ("".join(f"field-{number}: 1\n" for number in range(10_000)), "DOC005"),
    "10,000 unknown fields of one entity": (
        "owners:\n  a:\n" + "".join(f"    field_{number}: 1\n" for number in range(10_000)), "DOC006",
    ),
    "20,000 entities that are wrong": (
        "owners:\n" + "".join(f"  o{number}: {{name: O, kind: tem}}\n" for number in THOUSANDS), "DOC007",
    ),
    "20,000 steps that are wrong": (
        "journeys:\n  t:\n    name: T\n    phases:\n    - id: p\n      name: P\n      steps:\n"
        + "".join(f"      - {{id: s{number}, acton: A, emotion: 9}}\n" for number in THOUSANDS), "DOC005",
    ),
    "20,000 references to nothing": (
        "kpis:\n" + "".join(f"  kpi-{number}: {{name: K, kind: nps, owner: kpi-x{number}}}\n" for number in THOUSANDS)
        + "owners:\n" + "".join(f"  kpi-{number}: {{name: K, kind: team}}\n" for number in THOUSANDS), "REF001",
    ),
    "20,000 steps of no journey": (
        "opportunities:\n  o:\n    name: O\n    steps:\n" + "".join(f"    - trip/{number}\n" for number in THOUSANDS)
        + "journeys:\n  tripp:\n    name: T\n    phases:\n    - id: p\n      name: P\n      steps:\n"
        + "".join(f"      - {{id: s{number}, action: A}}\n" for number in THOUSANDS), "REF001",
    ),
    "20,000 keys twice": ("owners:\n" + "  a: {name: A, kind: team}\n" * 20_000, "DOC003"),
    "20,000 documents with one id": ("owners: {a: {name: A, kind: team}}\n---\n" * 20_000, "DOC008"),
    "20,000 documents": ("---\n" * 20_000, ""),
    "20,000 links that run scripts": (
        "owners:\n  b:\n    name: A\n    kind: team\n    links:\n"
        + "    - {title: T, url: 'javascript:1'}\n" * 20_000, "DOC007",
    ),
    "one mistake behind four megabytes": (
        "journeys:\n  t:\n    name: T\n    phases:\n    - id: p\n      name: P\n      steps:\n"
        + "".join(
            f"      - {{id: s{number}, name: {{nl: Zoek een reis, en: Search}}, action: A, emotion: {{score: 1}}}}\n"
            for number in range(45_000)
        ) + "      - {id: x, acton: A}\n", "DOC005",
    ),
    "a date that is slow to match": (f"insights: {{i: {{name: I, kind: fact, date: {'1' * 100_000}-}}}}", "DOC007"),
    "a duration that is slow to match": (
        f"kpis: {{k: {{name: K, kind: nps, cadence: P{'1' * 500_000}X}}}}", "expected a duration such as PT4H",
    ),
    "an id that is slow to match": (f"owners: {{{'a-' * 500}!: {{name: A, kind: team}}}}", "DOC007"),
    "a language that is slow to match": (f"owners: {{b: {{name: {{nl{'-aa' * 300}!: A}}, kind: team}}}}", "DOC007"),
    "opening hours that are slow to match": (
        f"channels: {{c: {{name: C, kind: app, open: '{'mon-fri 08:00-20:00, ' * 40_000}'}}}}", "DOC007",
    ),
    "a duration beyond all time": (f"kpis: {{k: {{name: K, kind: nps, cadence: P{'9' * 5_000}Y}}}}", ""),
    "a number beyond all numbers": (f"insights: {{i: {{name: I, kind: fact, n: {'9' * 100_000}}}}}", "DOC007"),
    "a float beyond all floats": ("insights: {i: {name: I, kind: fact, confidence: 1e999}}", "expected a number"),
    "a float beyond all measure": ("insights: {i: {name: I, kind: fact, confidence: 1e101}}", "expected a number"),
    "a float of no size": ("insights: {i: {name: I, kind: fact, confidence: 1e-999}}", ""),
    "a whole number as a float": ("insights: {i: {name: I, kind: fact, n: 3.0}}", ""),
    "a large whole number as a float": ("insights: {i: {name: I, kind: fact, n: 1e18}}", "too high"),
    "not a number": ("insights: {i: {name: I, kind: fact, confidence: .nan}}", "expected a number"),
    "infinity": ("kpis: {k: {name: K, kind: nps, baseline: .inf}}", "expected a number"),
    "a hexadecimal number": ("insights: {i: {name: I, kind: fact, n: 0xFF}}", ""),
    "a number for a mapping that needs one of two": ("kpis: {k: {name: K, kind: nps, target: 40}}", "DOC007"),
    "ids that differ by case": ("owners: {b: {name: B, kind: team}, B: {name: B, kind: team}}", "'B' cannot be a key"),
    "ids that differ by Unicode form": (
        "owners: {caf\u00e9: {name: A, kind: team}, cafe\u0301: {name: B, kind: team}}", "cannot be a key here",
    ),
    "an id of look-alikes": ("owners: {\u0430: {name: A, kind: team}}", "cannot be a key here"),
    "a reference of look-alikes": ("services: {s: {name: S, owner: \u0430}}", "there is no owner"),
    "a text that ends in the middle": ("owners: {b: {name: ", "DOC002"),
    "tabs": ("owners:\n\tb: 1\n", "2:1: error: this line is indented with a tab"),
    "only a mark": ("\ufeff", ""),
    "nothing": ("", ""),
    "a directive": ("%YAML 3.0\n---\nowners: {}\n", "DOC002"),
    "a directive nobody knows": ("%FOO bar\n---\nowners: {}\n", ""),
    "a tag directive": ("%TAG ! tag:example.org,2026:\n---\nowners: !foo {}\n", "DOC004"),
    "carriage returns": ("owners:\r  b: {name: B, kind: team}\r", ""),
    "line breaks of YAML 1.1": ("owners:\x85  b: {name: B, kind: team}\u2028", ""),
    "braces of a format string": ("{b} {0} {x!r}: '{}'\n", "DOC0"),
    "braces in a key": ("owners: {b: {name: B, kind: team, '{name}': 1}}", "there is no field '{name}' here"),
    "markup of a terminal": ("owners: {b: {name: B, kind: team, '[red]x[/red]': 1}}", "'[red]x[/red]'"),
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_that_would_hurt_ends_in_findings(name: str, workspace: Path) -> None:
    text, wanted = TEXTS[name]
    file = workspace / "journeys" / "hostile.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    done = run(workspace)
    if wanted:
        assert done.returncode == 1
        assert wanted in first_lines(done)[0], first_lines(done)[0]
    else:
        assert len(first_lines(done)) <= 1
    assert len(first_lines(done)) <= 101


@pytest.mark.parametrize("name", ["a megabyte of open brackets", "an expansion bomb", "20,000 steps that are wrong"])
@pytest.mark.parametrize("format_", ["json", "sarif", "github"])
def test_a_text_that_would_hurt_ends_in_a_report_of_any_format(name: str, format_: str, workspace: Path) -> None:
    text = TEXTS[name][0]
    assert isinstance(text, str)
    (workspace / "journeys" / "hostile.yaml").write_text(text)
    assert run(workspace, "lint", "--format", format_).returncode in (1, 2)


@pytest.mark.parametrize(
    "name", ["a megabyte of open brackets", "an expansion bomb", "Latin-1", "a text of two megabytes"]
)
def test_settings_that_would_hurt_are_the_operators_mistake(name: str, workspace: Path) -> None:
    text = TEXTS[name][0]
    (workspace / "journeyctl.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())
    done = run(workspace)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr) < 1000


# ---- names -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("character", ["\u202e", "\u200b", "\u2066", "\u00ad", "\ufeff"])
def test_a_character_that_nobody_sees_is_shown_escaped(character: str, workspace: Path) -> None:
    text = f'owners: {{b: {{name: "B{character}A", kind: team, "fi{character}eld": 1}}}}\n'
    (workspace / "journeys" / "hostile.yaml").write_text(text, "utf-8")
    done = run(workspace)
    assert f"there is no field 'fi\\u{ord(character):04x}eld' here" in done.stdout
    assert character not in done.stdout


def test_a_file_with_a_hostile_name_is_shown_escaped(workspace: Path) -> None:
    (workspace / "journeys" / "\x1b[31m\u202e\n::error::x.yaml").write_text("[")
    done = run(workspace)
    assert done.returncode == 1
    assert "\x1b" not in done.stdout
    assert "\u202e" not in done.stdout
    assert "journeys/\\u001b[31m\\u202e\\u000a::error::x.yaml:1:" in done.stdout


def test_a_file_whose_name_is_no_text_is_reported(workspace: Path) -> None:
    (workspace / os.fsdecode(b"journeys/\xff.yaml")).write_text("[")
    assert run(workspace).returncode in (1, 2)


# ---- what is no plain file -------------------------------------------------------------------------------------


def as_fifo(file: Path, _outside: Path) -> None:
    os.mkfifo(file)


def as_folder(file: Path, _outside: Path) -> None:
    file.mkdir()


def as_device_link(file: Path, _outside: Path) -> None:
    file.symlink_to("/dev/zero")


def as_terminal_link(file: Path, _outside: Path) -> None:
    file.symlink_to("/dev/stdin")


def as_dangling_link(file: Path, _outside: Path) -> None:
    file.symlink_to("nothing.yaml")


def as_link_to_itself(file: Path, _outside: Path) -> None:
    file.symlink_to(file.name)


def as_outward_link(file: Path, outside: Path) -> None:
    (outside / "secret.yaml").write_text("password: hunter2\n")
    file.symlink_to(outside / "secret.yaml")


def as_link_to_a_folder(file: Path, outside: Path) -> None:
    file.symlink_to(outside)


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    folder = tmp_path / "outside"
    folder.mkdir()
    return folder


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (as_fifo, "this is not a plain file, so it is not opened"),
        (as_folder, "this is not a plain file, so it is not opened"),
        (as_device_link, "this file lies outside the workspace, so it is not opened"),
        (as_terminal_link, "this file lies outside the workspace, so it is not opened"),
        (as_dangling_link, "this file cannot be read"),
        (as_link_to_itself, "this file lies outside the workspace, so it is not opened"),
        (as_outward_link, "this file lies outside the workspace, so it is not opened"),
        (as_link_to_a_folder, "this file lies outside the workspace, so it is not opened"),
    ],
)
def test_what_is_no_plain_file_is_never_opened(
    make: Callable[[Path, Path], None], message: str, workspace: Path, outside: Path
) -> None:
    make(workspace / "journeys" / "x.yaml", outside)
    done = run(workspace)
    assert done.returncode == 1
    assert first_lines(done) == [f"journeys/x.yaml:1:1: error: {message}  DOC001 unreadable-file"]
    assert "hunter2" not in done.stdout


def test_a_socket_is_never_opened(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(workspace / "journeys")  # the name of a socket must be short
    with closing(socket.socket(socket.AF_UNIX)) as server:
        server.bind("x.yaml")
        monkeypatch.undo()
        done = run(workspace)
    assert first_lines(done) == [
        "journeys/x.yaml:1:1: error: this is not a plain file, so it is not opened  DOC001 unreadable-file"
    ]


def test_a_folder_that_is_a_link_is_not_walked(workspace: Path, outside: Path) -> None:
    (outside / "secret.yaml").write_text("password: hunter2\n")
    (workspace / "journeys" / "linked").symlink_to(outside)
    (workspace / "journeys" / "round").symlink_to(workspace / "journeys")
    done = run(workspace)
    assert (done.returncode, first_lines(done)) == (0, [])


def test_sources_that_are_a_link_outward_are_the_operators_mistake(workspace: Path, outside: Path) -> None:
    (outside / "secret.yaml").write_text("password: hunter2\n")
    (workspace / "linked").symlink_to(outside)
    (workspace / "journeyctl.yaml").write_text("sources: [linked]\n")
    done = run(workspace)
    assert (done.returncode, done.stdout) == (2, "")
    assert "`sources` names 'linked', which lies outside the workspace" in done.stderr


def test_a_glob_that_goes_through_a_link_opens_nothing_outside(workspace: Path, outside: Path) -> None:
    (outside / "secret.yaml").write_text("password: hunter2\n")
    (workspace / "journeys" / "linked").symlink_to(outside)
    (workspace / "journeyctl.yaml").write_text("sources: ['journeys/*/*.yaml', 'journeys/*.yaml']\n")
    done = run(workspace)
    assert "hunter2" not in done.stdout + done.stderr


@pytest.mark.parametrize("sources", ["['**/*/../../../**']", "['journeys/../../outside']", "['~']", "['']", '["\\0"]'])
def test_sources_that_lead_outside_are_the_operators_mistake(sources: str, workspace: Path, outside: Path) -> None:
    (outside / "secret.yaml").write_text("password: hunter2\n")
    (workspace / "journeyctl.yaml").write_text(f"sources: {sources}\n")
    done = run(workspace)
    assert done.returncode in (1, 2)
    assert "hunter2" not in done.stdout + done.stderr


@pytest.mark.parametrize("make", [as_fifo, as_folder, as_device_link, as_dangling_link, as_outward_link])
def test_settings_that_are_no_plain_file_are_the_operators_mistake(
    make: Callable[[Path, Path], None], workspace: Path, outside: Path
) -> None:
    (workspace / "journeyctl.yaml").unlink()
    make(workspace / "journeyctl.yaml", outside)
    done = run(workspace, "--root", ".", "lint")
    assert (done.returncode, done.stdout) == (2, "")
    assert "hunter2" not in done.stderr


def test_a_chain_of_settings_that_never_ends_is_the_operators_mistake(workspace: Path) -> None:
    (workspace / "journeyctl.yaml").write_text("extends: [a0.yaml]\n")
    for number in range(100):
        (workspace / f"a{number}.yaml").write_text(f"extends: [a{number + 1}.yaml, a{number + 1}.yaml]\n")
    done = run(workspace)
    assert done.returncode == 2
    assert "`extends`" in done.stderr


# ---- what happens while we read --------------------------------------------------------------------------------


@pytest.fixture
def root(workspace: Path) -> Path:
    return workspace


def codes(root: Path) -> list[str]:
    return [
        f"{one.path} {one.code} {one.message.in_language('en')}"
        for one in compile_workspace(root, Settings()).diagnostics
    ]


def test_a_file_that_vanishes_before_it_is_read_is_reported(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = files.read_text

    def vanishing(root: Path, file: Path) -> str:
        file.unlink()
        return read(root, file)

    monkeypatch.setattr(files, "read_text", vanishing)
    assert codes(root) == ["journeys/good.yaml DOC001 this file cannot be read"]


def test_a_file_that_becomes_a_fifo_before_it_is_opened_is_reported(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = os.open

    def swapping(path: Path, flags: int) -> int:
        path.unlink()
        os.mkfifo(path)
        return opened(path, flags)

    monkeypatch.setattr(os, "open", swapping)
    assert codes(root) == ["journeys/good.yaml DOC001 this is not a plain file, so it is not opened"]


@pytest.mark.parametrize("error", [PermissionError(13, "Permission denied"), OSError(5, "Input/output error")])
def test_a_file_that_may_not_be_read_is_reported(error: OSError, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refusing(*_args: object) -> int:
        raise error

    monkeypatch.setattr(os, "open", refusing)
    assert codes(root) == ["journeys/good.yaml DOC001 this file cannot be read"]


def test_a_folder_that_may_not_be_listed_is_the_operators_mistake(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "journeys" / "closed").mkdir()
    listed = os.scandir

    def refusing(folder: Path) -> Iterator[os.DirEntry[str]]:
        if str(folder).endswith("closed"):
            raise PermissionError(13, "Permission denied")
        return listed(folder)

    monkeypatch.setattr(os, "scandir", refusing)
    with pytest.raises(JourneyctlError, match=r"cannot read the folder '.*closed': Permission denied"):
        compile_workspace(root, Settings())
