"""A folder of sealed files: what was written comes back, and nothing else ever does; nothing here makes a run fail."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from journeyctl import store
from journeyctl.store import FOLDER, HALF, MOST, Store, name_of
from tests.support import at_home

TRIP = "journeys:\n  trip:\n    name: Trip\n    phases: [{id: go, name: Go, steps: [{id: ride, action: Ride}]}]\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the user's own cache folder."""
    folder = tmp_path / "home"
    at_home(folder, monkeypatch)
    return folder


@pytest.fixture
def kept(home: Path, tmp_path: Path) -> Store:
    assert not home.exists()
    return Store(tmp_path / "cache")


def test_what_was_written_comes_back_under_its_own_name_only(kept: Store) -> None:
    assert kept.read("one", bytes) is None
    kept.write("one", b"data")
    kept.write("two", b"")
    assert (kept.read("one", bytes), kept.read("two", bytes), kept.read("three", bytes)) == (b"data", b"", None)
    kept.write("one", b"newer")
    assert kept.read("one", bytes) == b"newer"
    assert sorted(file.name for file in kept.folder.iterdir()) == [".gitignore", "one", "two"]


def test_what_is_of_another_type_under_another_name_or_cut_short_is_not_there(kept: Store) -> None:
    kept.write("one", b"data")
    kept.write("two", b"other")
    held = (kept.folder / "one").read_bytes()
    (kept.folder / "two").write_bytes(held)
    assert (kept.read("one", int), kept.read("two", bytes)) == (None, None)
    (kept.folder / "one").write_bytes(held[:-1])
    assert kept.read("one", bytes) is None


def test_what_another_user_sealed_is_not_there(kept: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.write("one", b"data")
    at_home(tmp_path / "another", monkeypatch)
    assert kept.read("one", bytes) is None


@pytest.mark.skipif(sys.platform == "win32", reason="there, folders of a user are closed to others anyway")
def test_a_key_that_others_may_read_as_one_from_a_checkout_is_replaced(home: Path, kept: Store) -> None:
    kept.write("one", b"data")
    key = home / "journeyctl" / "cache.key"
    planted = key.read_bytes()
    key.chmod(0o644)
    store._key.cache_clear()
    assert kept.read("one", bytes) is None
    assert key.read_bytes() != planted
    assert key.stat().st_mode & 0o777 == 0o600


def test_a_link_is_neither_followed_nor_written_through(kept: Store, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    kept.folder.symlink_to(outside, target_is_directory=True)
    kept.write("one", b"data")
    assert kept.read("one", bytes) is None
    assert list(outside.iterdir()) == []


@pytest.mark.parametrize("nowhere", ["/proc/none/cache", "/dev/null/cache", "a file", "a file/cache"])
def test_where_nothing_can_be_written_nothing_is_kept(
    home: Path, nowhere: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a file").write_text("mine", "utf-8")
    kept = Store(Path(nowhere))
    kept.write("one", b"data")
    assert kept.read("one", bytes) is None
    assert Path("a file").read_text("utf-8") == "mine"
    assert not home.exists() or list(home.rglob(f"*{HALF}")) == []


def test_a_user_without_a_home_has_no_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    at_home(Path(), monkeypatch)
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.delenv("LOCALAPPDATA")
    monkeypatch.setattr(Path, "home", homeless)
    kept = Store(tmp_path / "cache")
    kept.write("one", b"data")
    assert kept.read("one", bytes) is None


def test_of_a_kind_only_the_latest_files_stay_and_what_was_half_written_goes(kept: Store) -> None:
    kept.write("documents", b"of another kind")
    for number in range(MOST + 3):
        kept.write(name_of("site", str(number)), number)
        os.utime(kept.folder / name_of("site", str(number)), (number, number))
    old, new = kept.folder / f"one{HALF}", kept.folder / f"two{HALF}"
    for file in (old, new):
        file.write_bytes(b"half")
    os.utime(old, (time.time() - store.FORGOTTEN - 9,) * 2)
    kept.write(name_of("site", "0"), 0)
    found = {file.name for file in kept.folder.iterdir()}
    latest = {name_of("site", str(number)) for number in (0, *range(MOST + 3)[1 - MOST :])}
    assert found == {".gitignore", "documents", new.name} | latest


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "workspace"
    (folder / "journeys").mkdir(parents=True)
    (folder / "journeyctl.yaml").write_text("name: Cached\nlanguages: [en]\n", "utf-8")
    (folder / "journeys" / "trip.yaml").write_text(TRIP, "utf-8")
    return folder


def start(root: Path, *args: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "journeyctl", "--root", str(root), *args, "--today", "2026-11-23"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8")


def said(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=300)
    return process.returncode, out, err


@pytest.mark.usefixtures("home")
def test_runs_at_the_same_time_share_a_cache(root: Path) -> None:
    alone = said(start(root, "lint", "--no-cache"))
    assert not (root / FOLDER).exists()
    both = [start(root, "lint"), start(root, "lint"), start(root, "build", "--draft", "--output", str(root / "site"))]
    first, second, built = map(said, both)
    assert first == second == alone
    assert (built[0], built[2]) == (0, "")
    assert said(start(root, "lint")) == alone
    assert {file.name.partition("-")[0] for file in (root / FOLDER).iterdir()} == {
        ".gitignore", "verdict", "documents", "changed", "findings", "site",
    }  # fmt: skip


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("command", ["lint", "build"])
def test_a_cache_that_cannot_be_written_costs_nothing_but_time(root: Path, command: str) -> None:
    args = (command, "--fail-on", "never")
    (root / "closed").mkdir(mode=0o500)
    (root / "file").write_text("mine", "utf-8")
    alone = said(start(root, *args, "--no-cache"))
    assert alone[0] == 0
    for folder in ("closed/cache", "file", "file/cache"):
        assert said(start(root, *args, "--cache-dir", str(root / folder))) == alone
    assert (root / "file").read_text("utf-8") == "mine"
    assert not (root / FOLDER).exists()


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("command", ["lint", "build"])
def test_the_cache_lies_where_the_command_line_says(root: Path, command: str) -> None:
    place = root.parent / "elsewhere"
    assert said(start(root, command, "--fail-on", "never", "--cache-dir", str(place)))[0] == 0
    assert (place / "documents").is_file()
    assert not (root / FOLDER).exists()
