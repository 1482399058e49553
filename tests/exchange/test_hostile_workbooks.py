"""Workbooks that mean harm: bombs, links to elsewhere, signs that act; each is a finding, and does nothing."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.exchange.test_tables import book, opened
from tests.support import CHECKOUT

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Run


def changed(data: bytes, part: str, change: Callable[[bytes], bytes], extra: dict[str, bytes] | None = None) -> bytes:
    """Return a workbook with one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if name == part else content)
        for name, content in (extra or {}).items():
            new.writestr(name, content)
    return out.getvalue()


SOUND = [["Journey", "Phase", "Step"], ["Trip", "Plan", "Search"]]
SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def bomb() -> bytes:
    return changed(book(SOUND), STRINGS, lambda content: content.replace(b"<si>", b"<si>" + b" " * (70 << 20), 1))


def swapped(part: str, *pairs: tuple[bytes, bytes]) -> Callable[[], bytes]:
    """Return what makes a workbook in one part of which words are replaced by others."""

    def change(content: bytes) -> bytes:
        for old, new in pairs:
            assert old in content
            content = content.replace(old, new, 1)
        return content

    return lambda: changed(book(SOUND), part, change)


def sheet_of(rows: str) -> bytes:
    """Return a workbook whose only sheet has these rows."""
    return changed(
        book(SOUND), SHEET, lambda _content: f"<worksheet><sheetData>{rows}</sheetData></worksheet>".encode()
    )


WORKBOOKS: dict[str, Callable[[], bytes]] = {
    "a bomb": bomb,
    "laughs": swapped(STRINGS, (b"<sst", LAUGHS + b"<sst")),
    "outside": swapped(SHEET, (b"<worksheet", OUTSIDE + b"<worksheet")),
    "huge row": swapped(SHEET, (b'"A2"', b'"A1048576"'), (b'<row r="2"', b'<row r="1048576"')),
    "huge column": swapped(SHEET, (b'"A2"', b'"XFD2"')),
    "deep": swapped(SHEET, (b"<sheetData>", b"<sheetData>" + b"<a>" * 5_000)),
    "many": swapped(SHEET, (b"<sheetData>", b"<sheetData>" + b"<a/>" * 2_100_000)),
    "many far cells": lambda: sheet_of(
        "".join(f'<row r="{row}"><c r="KN{row}"><v>1</v></c></row>' for row in range(1, 5_000))
    ),
    "one text in many cells": lambda: changed(
        sheet_of("".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 2_000))),
        STRINGS,
        lambda _content: b"<sst><si><t>" + b"x" * 10_000 + b"</t></si></sst>",
    ),
    "many relations": swapped(
        "xl/_rels/workbook.xml.rels", (b"<Relationship ", b"<Relationship/>" * 600 + b"<Relationship ")
    ),
    "no part": swapped("xl/_rels/workbook.xml.rels", (b"sheet1", b"sheet9")),
    "bad index": swapped(SHEET, (b"<v>3</v>", b"<v>999</v>")),
    "not xml": swapped(SHEET, (b"<sheetData>", b"\x00\xff")),
    "no zip": lambda: b"PK\x03\x04 nothing",
    "empty": lambda: b"",
    "old excel": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512,
    "too large": lambda: b"PK" + b"\x00" * (11 << 20),
}


@pytest.mark.parametrize("name", WORKBOOKS)
def test_a_hostile_workbook_is_a_finding(name: str) -> None:
    draft, wrong = opened(WORKBOOKS[name]())
    assert draft.fails
    assert len(wrong) == 1
    assert wrong[0].startswith("trip.xlsx:1:1 this ")
    assert draft.findings[0].code == "IMP001"


def test_a_number_format_that_never_ends_is_not_searched_to_its_end() -> None:
    long = (
        b'<styleSheet><numFmts><numFmt numFmtId="164" formatCode="' + b"[" * (4 << 20) + b'"/></numFmts></styleSheet>'
    )
    _draft, wrong = opened(changed(book(SOUND), "xl/styles.xml", lambda _content: long))
    assert wrong == []


def test_links_to_other_files_are_never_followed_and_control_signs_are_dropped() -> None:
    link = b'<externalLink xmlns="x"><externalBook r:id="rId1" xmlns:r="y"/></externalLink>'
    data = changed(book(SOUND), STRINGS, lambda content: content.replace(b"Search", b"Se_x0000_ar_xD800_ch"),
                   {"xl/externalLinks/externalLink1.xml": link})  # fmt: skip
    draft, wrong = opened(data)
    assert wrong == []
    assert draft.values["journeys"]["trip"]["phases"][0]["steps"][0]["touchpoint"] == {"name": "Search"}


def test_without_xlsxwriter_the_operator_is_told_what_to_install(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    done = run("export", "xlsx", cwd=CHECKOUT)
    assert done.code == 2
    assert "pip install 'journeyctl[xlsx]'" in done.err
