"""What a build keeps never changes a site: after any edits it is that of a build without anything kept."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given, settings

from journeyctl.site import build as build_site
from journeyctl.store import FOLDER, Store
from tests.properties.editing import EXAMPLE, Change, Texts, changed, changes
from tests.properties.proof import IS_PROOF
from tests.site.building import files, source

FEW = ("complaint", "disturbed-trip", "disturbed-trip-to-be", "season-ticket")
BEHIND = {path: text for path, text in EXAMPLE.items() if "\njourneys:" not in f"\n{text}"}
START = BEHIND | {path: EXAMPLE[path] for path in (f"journeys/{name}.yaml" for name in FEW)}
SETTINGS = "version: 1\nname: Few\nlanguages: [en, nl]\n"


def write(root: Path, texts: Texts) -> None:
    """Put documents in the place of those that are there."""
    (root / "journeys").mkdir(parents=True, exist_ok=True)
    (root / "journeyctl.yaml").write_text(SETTINGS, "utf-8")
    for file in (root / "journeys").glob("*.yaml"):
        file.unlink()
    for path, text in texts.items():
        (root / path).write_text(text, "utf-8")


@given(changes())
@settings(max_examples=100 if IS_PROOF else 1, deadline=None)
@example([Change("comment", 8, 3, "moves lines"), Change("write", 30, 12, "retired")])
def test_after_edits_the_site_is_that_of_a_fresh_start(author: list[Change]) -> None:
    with TemporaryDirectory() as folder:
        root, texts = Path(folder) / "work", START
        for step in range(len(author) + 1):
            write(root, texts)
            build_site(source(root), root / "site", store=Store(root / FOLDER))
            texts = changed(texts, author[step]) if step < len(author) else texts
        build_site(source(root), root.parent / "cold")
        assert files(root / "site") == files(root.parent / "cold")
