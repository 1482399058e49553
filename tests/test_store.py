"""A folder of data by key: what was put comes back, and nothing else ever does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyctl.store import Store

if TYPE_CHECKING:
    from pathlib import Path


def test_what_was_put_comes_back_under_its_own_key_only(tmp_path: Path) -> None:
    store = Store(tmp_path / "cache", "site")
    assert store.get("one") is None
    store.put("one", b"data")
    store.put("two", b"")
    assert (store.get("one"), store.get("two"), store.get("three")) == (b"data", b"", None)
    store.put("one", b"newer")
    assert store.get("one") == b"newer"
    assert len(list((tmp_path / "cache" / "site").iterdir())) == 2


def test_data_under_another_key_or_damaged_is_not_there(tmp_path: Path) -> None:
    store = Store(tmp_path / "cache", "site")
    store.put("one", b"data")
    (file,) = (tmp_path / "cache" / "site").iterdir()
    held = file.read_bytes()
    store.put("two", b"other")
    (second,) = (one for one in (tmp_path / "cache" / "site").iterdir() if one != file)
    second.write_bytes(held)
    file.write_bytes(held[:-1])
    assert (store.get("one"), store.get("two")) == (None, None)


def test_a_link_is_neither_followed_nor_written_through(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "site").symlink_to(outside, target_is_directory=True)
    store = Store(tmp_path / "cache", "site")
    store.put("one", b"data")
    assert store.get("one") is None
    assert list(outside.iterdir()) == []


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file", "utf-8")
    store = Store(tmp_path / "cache", "site")
    store.put("one", b"data")
    assert store.get("one") is None
