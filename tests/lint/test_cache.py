"""The cache: the same findings with it, without it, and whatever became of its files; and it never makes a run fail."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, example, given, settings

from journeyctl import shape, store
from journeyctl.compiler import compile_workspace
from journeyctl.compiler.checking import document_schema, fits
from journeyctl.compiler.part import Sound, part_of
from journeyctl.lint import Choice, built_in, select
from journeyctl.lint.cache import Cache
from journeyctl.lint.packing import packed
from journeyctl.lint.policy import Policy
from journeyctl.settings import load_settings
from journeyctl.source import reader
from journeyctl.source.document import Recalled
from journeyctl.store import FOLDER, Store
from tests.properties.editing import EXAMPLE, Change, Texts, changed, changes
from tests.properties.proof import IS_PROOF

if TYPE_CHECKING:
    from collections.abc import Callable

    from journeyctl.lint.packing import Packed

TODAY = date(2026, 11, 23)
SETTINGS = "name: Cached\nlanguages: [nl, en]\nlint: {profile: strict}\n"
TRIP = "journeys:\n  trip:\n    name: Trip\n    phases: [{id: go, name: Go, steps: [{id: ride, action: Ride}]}]\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    store._key.cache_clear()
    folder = tmp_path / "workspace"
    (folder / "journeys").mkdir(parents=True)
    (folder / "journeyctl.yaml").write_text(SETTINGS)
    (folder / "journeys" / "trip.yaml").write_text(TRIP)
    (folder / "journeys" / "owners.yaml").write_text("owners: {sales: {name: Sales, kind: team}}\n")
    return folder


def policy(root: Path) -> Policy:
    written = load_settings(root)
    return Policy(root, written, select(built_in(), written.lint, Choice()), built_in())


def with_cache(root: Path, today: date = TODAY) -> list[Packed]:
    return packed(policy(root).remembered(today, None, Store(root / FOLDER)).findings)


def without(root: Path, today: date = TODAY) -> list[Packed]:
    return packed(policy(root).judged(today).findings)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that the YAML parser has read since."""
    texts: list[str] = []
    take_all = reader.Reader.take_all

    def counted(self: reader.Reader, text: str) -> None:
        texts.append(text)
        take_all(self, text)

    monkeypatch.setattr(reader.Reader, "take_all", counted)
    return texts


def test_when_nothing_has_changed_nothing_is_read_by_the_parser(root: Path, read: list[str]) -> None:
    first = with_cache(root)
    assert len(first) > 3
    settings_read = [SETTINGS]
    read.clear()
    assert with_cache(root) == first
    assert read == settings_read


def test_when_one_file_has_changed_only_that_is_read_by_the_parser(root: Path, read: list[str]) -> None:
    written = SETTINGS.replace("strict", "core")
    (root / "journeyctl.yaml").write_text(written)
    other = root / "journeys" / "other.yaml"
    other.write_text(TRIP.replace("trip:", "other:"))
    with_cache(root)
    text = TRIP.replace("trip:", "other:").replace("steps:", "stage: use, steps:")
    other.write_text(text)
    read.clear()
    found = with_cache(root)
    assert text in read
    assert TRIP not in read
    assert len(found) > 2
    assert found == without(root)


def test_another_day_is_another_verdict(root: Path) -> None:
    text = TRIP + "    reviewed: 2026-11-01\n    review_every: P1M\n"
    (root / "journeys" / "trip.yaml").write_text(text)
    assert "HYG001" not in [one.code for one in with_cache(root)]
    later = date(2027, 1, 1)
    assert "HYG001" in [one.code for one in with_cache(root, later)]
    assert with_cache(root) == without(root)


def test_a_file_that_a_document_names_counts_too(root: Path) -> None:
    (root / "nps.csv").write_text("date,value,n\n2026-11-01,31,400\n")
    kpis = "kpis: {nps: {name: NPS, kind: nps, owner: sales, target: {at_least: 30}, readings: {file: nps.csv}}}\n"
    (root / "journeys" / "kpis.yaml").write_text(kpis)
    with_cache(root)
    (root / "nps.csv").write_text("date,value,n\n2026-11-01,131,400\n")
    assert "MEA004" in [one.code for one in with_cache(root)]
    (root / "nps.csv").unlink()
    assert "DOC007" in [one.code for one in with_cache(root)]
    assert with_cache(root) == without(root)


def test_other_settings_are_another_verdict(root: Path) -> None:
    strict = with_cache(root)
    (root / "journeyctl.yaml").write_text(SETTINGS.replace("strict", "core"))
    assert with_cache(root) == without(root) != strict


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-7])


def _flip(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[-9] ^= 1
    file.write_bytes(data)


def _foreign(file: Path) -> None:
    file.write_bytes(b"\x80\x04\x95pickled" * 99)


def _link(file: Path) -> None:
    target = file.parent.parent / "precious.txt"
    target.write_text("precious")
    file.unlink()
    file.symlink_to(target)


def _folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


@pytest.mark.parametrize("harm", [_cut, _flip, _foreign, _link, _folder, Path.unlink])
@pytest.mark.parametrize("name", ["verdict-*", "documents", "changed", "findings"])
def test_a_file_that_came_to_harm_is_as_good_as_none(root: Path, name: str, harm: Callable[[Path], None]) -> None:
    before = with_cache(root)
    (file,) = (root / FOLDER).glob(name)
    harm(file)
    assert with_cache(root) == before
    precious = root / "precious.txt"
    assert not precious.exists() or precious.read_text() == "precious"


def test_a_cache_that_somebody_else_made_is_not_believed(
    root: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, read: list[str]
) -> None:
    with_cache(root)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "another"))
    store._key.cache_clear()
    read.clear()
    with_cache(root)
    assert TRIP in read


def test_a_cache_of_another_program_is_not_believed(
    root: Path, monkeypatch: pytest.MonkeyPatch, read: list[str]
) -> None:
    with_cache(root)
    monkeypatch.setattr(store, "program", lambda: bytes(store.SIZE))
    read.clear()
    with_cache(root)
    assert TRIP in read


def test_a_link_in_place_of_the_folder_is_not_followed(root: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (root / FOLDER).symlink_to(elsewhere)
    assert with_cache(root) == without(root)
    assert list(elsewhere.iterdir()) == []


def test_a_disk_that_is_full_costs_nothing_but_time(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_file: Path, _data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store, "_replace", full)
    assert with_cache(root) == without(root)


def test_git_leaves_the_cache_alone(root: Path) -> None:
    with_cache(root)
    assert (root / FOLDER / ".gitignore").read_text().splitlines()[-1] == "*"


def test_what_is_kept_is_bounded(root: Path) -> None:
    for number in range(20):
        (root / "journeys" / "trip.yaml").write_text(TRIP + f"# {number}\n")
        with_cache(root)
    kept = Store(root / FOLDER)
    assert len([*kept.folder.glob("verdict-*")]) == 8
    assert len(kept.read("documents", dict[bytes, Sound])) <= 4


def test_of_a_change_in_one_file_only_little_is_written(root: Path) -> None:
    for number in range(20):
        (root / "journeys" / f"other-{number}.yaml").write_text(f"owners: {{o-{number}: {{name: O, kind: team}}}}\n")
    with_cache(root)
    kept = Store(root / FOLDER)
    before = (kept.folder / "documents").stat().st_mtime_ns
    for number in (1, 2):
        (root / "journeys" / "trip.yaml").write_text(TRIP + f"# {number}\n")
        assert with_cache(root) == without(root)
    assert (kept.folder / "documents").stat().st_mtime_ns == before
    assert len(kept.read("changed", dict[bytes, Sound])) == 2
    (root / "journeys" / "trip.yaml").write_text(TRIP + "# 3\n")
    assert with_cache(root) == without(root)
    assert len(kept.read("documents", dict[bytes, Sound])) == 24 + 1
    assert kept.read("changed", dict[bytes, Sound]) == {}


def _write(root: Path, texts: Texts) -> None:
    shutil.rmtree(root / "journeys")
    for path, text in texts.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")


@given(changes())
@settings(
    max_examples=200 if IS_PROOF else 6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@example([Change("write", 8, 7, "retired"), Change("comment", 2, 1, "moves lines")])
@example([Change("copy", 8, 1, "twice"), Change("remove", 9, 0, "x")])
def test_after_edits_the_findings_are_those_of_a_run_without_a_cache(root: Path, author: list[Change]) -> None:
    shutil.rmtree(root / FOLDER, ignore_errors=True)
    texts = EXAMPLE
    _write(root, texts)
    assert with_cache(root) == without(root)
    for change in author:
        texts = changed(texts, change)
        _write(root, texts)
        assert with_cache(root) == without(root) == with_cache(root)


def test_notes_among_entities_and_very_large_numbers_make_no_difference(root: Path, read: list[str]) -> None:
    (root / "journeys" / "large.yaml").write_text(TRIP.replace("trip:", "large:") + f"x-kept: {10**30}\n")
    (root / "journeys" / "notes.yaml").write_text(
        "channels: {x-later: {any: thing}, web: {name: Web, kind: web}}\nx-top: 1\n"
    )
    assert with_cache(root) == without(root)
    (root / "journeys" / "trip.yaml").write_text(TRIP + "# changed\n")
    read.clear()
    assert with_cache(root) == without(root)
    kept = Store(root / FOLDER).read("documents", dict[bytes, Sound])
    assert sorted(one.collections is None for one in kept.values()) == [False, False, False, True, True]


def test_what_was_kept_of_a_document_says_what_its_text_says(root: Path) -> None:
    texts = EXAMPLE | {"journeys/two.yaml": f"---\n# nothing\n---\n{TRIP.replace('trip:', 'two:')}"}
    _write(root, texts)
    with_cache(root)
    memory = Cache(Store(root / FOLDER), root).memory()
    settings_ = load_settings(root)
    again = compile_workspace(root, settings_, memory=memory).workspace
    fresh = compile_workspace(root, settings_).workspace
    unkept = [path for path, document in again.documents.items() if not isinstance(document, Recalled)]
    assert unkept == [path for path, part in memory.parts.items() if part.wrong]
    assert "journeys/two.yaml" not in unkept
    for collection, entities in fresh.entities.items():
        assert [one.spec for one in again.entities[collection].values()] == [one.spec for one in entities.values()]
        assert list(again.entities[collection]) == list(entities)
    for path, document in fresh.documents.items():
        part = memory.parts[path]
        known = part_of(document, root)
        assert (part.references, part.outside, part.names) == (known.references, known.outside, known.names)
        assert again.documents[path].values == document.values


def test_to_compile_reads_the_values_only_of_what_has_changed(root: Path) -> None:
    (root / "journeys" / "other.yaml").write_text(
        TRIP.replace("trip:", "other:").replace("ride, ", "ride, next: [{to: ride}], ", 1)
    )
    with_cache(root)
    (root / "journeys" / "trip.yaml").write_text(TRIP.replace("name: Trip", "name: Voyage"))
    memory = Cache(Store(root / FOLDER), root).memory()
    documents = compile_workspace(root, load_settings(root), memory=memory).workspace.documents
    unread = {path for path, one in documents.items() if isinstance(one, Recalled) and "values" not in vars(one)}
    assert "journeys/trip.yaml" not in unread
    assert {"journeys/other.yaml", "journeys/owners.yaml"} <= unread


def test_the_schema_is_compiled_once_and_only_for_what_has_changed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[object] = []
    verdict = shape.verdict

    def counted(schema: dict[str, Any]) -> Callable[[Any], bool]:
        compiled.append(schema is document_schema())
        return verdict(schema)

    monkeypatch.setattr(shape, "verdict", counted)
    counts = []
    for text in (TRIP, TRIP, TRIP + "# changed\n"):
        fits.cache_clear()
        (root / "journeys" / "trip.yaml").write_text(text)
        with_cache(root)
        counts.append(compiled.count(True))
        compiled.clear()
    assert counts == [1, 0, 1]
