"""Reads the cells of an .xlsx file that a stranger sends: bounded, and with nothing but the standard library.

A workbook is XML in a zip. Each part is unpacked in pieces and no further than a limit, whatever its header claims; a
document type, without which XML has no entities that grow, is refused; formulas are never computed, links never
followed. A library would read more kinds of files, but tells neither where a formula stands nor which cells are merged.

Source: ECMA-376, part 1, 18.3 (worksheets), 18.4 (shared strings), 18.8 (styles).
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

from journeyctl.exchange.cells import COLUMNS, PLACES, Cell
from journeyctl.i18n import Message, _
from journeyctl.source.limits import MIB

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


FILE_BYTES = 10 * MIB
UNPACKED_BYTES = 64 * MIB
PARTS = 500
SHEETS = 60
ROWS = 20_000
CELLS = 400_000
CHARACTERS = 16 * MIB
ELEMENTS = 2_000_000
FORMAT_CHARACTERS = 255  # what a spreadsheet lets a number format hold
DEPTH = 40
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
PIECE = 64 * 1024
NAMESPACE = " "
REFERENCE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
# Number formats that show days: the built-in ones, and own ones with a letter of a date outside quotes and brackets.
DATE_FORMATS = frozenset((*range(14, 23), *range(27, 37), 45, 46, 47, *range(50, 59)))
NO_DATE = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.')
DATE_LETTER = re.compile(r"[dmyhs]", re.IGNORECASE)
# What no text holds: control characters, halves of pairs, what Unicode keeps for nobody.
UNSEEN = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(0x7F, 0xA0), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF))
EPOCH_1900, EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 - a day in a cell has no zone
DAYS = 2_958_465  # 9999-12-31


class Refused(Exception):  # noqa: N818 - a reason that becomes a finding, not an error of the program
    """Why a file cannot be read as a workbook, and what to do about it."""

    def __init__(self, message: Message, help_: Message) -> None:
        super().__init__(message.one)
        self.message = message
        self.help = help_


@dataclass
class Sheet:
    """One sheet: its cells, and which of them are computed, merged or broken (0-based row and column)."""

    name: str
    rows: list[list[Cell]] = field(default_factory=list)
    formulas: list[tuple[int, int]] = field(default_factory=list)
    errors: list[tuple[int, int]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)


_BROKEN = Refused(_("this is no .xlsx workbook that can be read"), _("open it in a spreadsheet and save it as .xlsx"))
_TOO_LARGE = Refused(_("this workbook is larger than what is read"), _("take out what is no part of the journeys"))


def read(data: bytes) -> list[Sheet]:
    """Return the sheets of a workbook, in order; hidden ones too.

    Raises:
        Refused: it is no workbook, is too large, or holds XML that no spreadsheet writes.
    """
    if len(data) > FILE_BYTES:
        raise _TOO_LARGE
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _Book(archive).sheets()
    except (zipfile.BadZipFile, zlib.error, expat.ExpatError, KeyError, ValueError, EOFError, OSError,
            NotImplementedError, RuntimeError, OverflowError, LookupError) as error:  # fmt: skip
        raise _BROKEN from error


def cell_name(row: int, column: int) -> str:
    """Return what a spreadsheet calls a cell: `B3` for row 2 and column 1."""
    letters, left = "", column + 1
    while left:
        left, letter = divmod(left - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"


class _Book:
    """The parts of a workbook, unpacked as they are needed."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.left = UNPACKED_BYTES
        self.elements_left = ELEMENTS
        self.cells_left = CELLS
        self.places_left = PLACES
        self.characters_left = CHARACTERS
        if len(archive.infolist()) > PARTS:
            raise _TOO_LARGE
        if any(part.compress_type not in METHODS for part in archive.infolist()):
            raise _BROKEN

    def parse(self, part: str, start: Callable[[str, Mapping[str, str]], None], end: Callable[[str], None],
              text: Callable[[str], None]) -> None:  # fmt: skip
        """Parse one part, in pieces."""
        parser = expat.ParserCreate(namespace_separator=NAMESPACE)
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse_document_type
        depth = 0

        def opened(name: str, attributes: Mapping[str, str]) -> None:
            nonlocal depth
            depth += 1
            self.elements_left -= 1
            if depth > DEPTH or self.elements_left < 0:
                raise _TOO_LARGE
            start(_local(name), attributes)

        def closed(name: str) -> None:
            nonlocal depth
            depth -= 1
            end(_local(name))

        parser.StartElementHandler, parser.EndElementHandler = opened, closed
        parser.CharacterDataHandler = text
        with self.archive.open(part) as stream:
            while piece := stream.read(PIECE):
                self.left -= len(piece)
                if self.left < 0:
                    raise _TOO_LARGE
                parser.Parse(piece, False)  # noqa: FBT003 - more is to come; expat takes it by position
            parser.Parse(b"", True)  # noqa: FBT003 - this was all

    def has(self, part: str) -> bool:
        """Tell whether there is such a part."""
        return part in self.archive.NameToInfo

    def sheets(self) -> list[Sheet]:
        """Return all sheets that hold cells."""
        book = "xl/workbook.xml"
        links = {
            found["Id"]: posixpath.normpath(posixpath.join("xl", found["Target"])).lstrip("/")
            if not found["Target"].startswith("/") else found["Target"].lstrip("/")
            for found in self._elements("xl/_rels/workbook.xml.rels", "Relationship")
            if found.get("Type", "").endswith("/worksheet")
        }  # fmt: skip
        named = [
            (found.get("name", ""), links[target])
            for found in self._elements(book, "sheet")
            if (target := next((value for key, value in found.items() if _local(key) == "id"), "")) in links
        ]
        if not named or len(named) > SHEETS:
            raise _TOO_LARGE if named else _BROKEN
        is_1904 = any(found.get("date1904") in ("1", "true") for found in self._elements(book, "workbookPr"))
        strings = self._strings()
        dates = self._date_styles()
        epoch = EPOCH_1904 if is_1904 else EPOCH_1900
        return [_SheetReader(self, name, strings, dates, epoch).read(part) for name, part in named]

    def _elements(self, part: str, name: str) -> list[dict[str, str]]:
        found: list[dict[str, str]] = []

        def start(tag: str, attributes: Mapping[str, str]) -> None:
            if tag == name:
                found.append(dict(attributes))
                if len(found) > PARTS:
                    raise _TOO_LARGE

        self.parse(part, start, _nothing, _nothing)
        return found

    def _strings(self) -> list[str]:
        """Return the strings that cells share; of a phonetic reading only the words."""
        part = "xl/sharedStrings.xml"
        if not self.has(part):
            return []
        strings: list[str] = []
        pieces: list[str] = []
        open_tags: list[str] = []

        def start(tag: str, _attributes: Mapping[str, str]) -> None:
            open_tags.append(tag)

        def end(tag: str) -> None:
            open_tags.pop()
            if tag == "si":
                strings.append(unescaped("".join(pieces)))
                pieces.clear()

        def text(words: str) -> None:
            if open_tags[-1:] == ["t"] and "rPh" not in open_tags:
                pieces.append(words)
                self.count(words)

        self.parse(part, start, end, text)
        return strings

    def count(self, words: str) -> None:
        """Take the characters of a string off what may still be read."""
        self.characters_left -= len(words)
        if self.characters_left < 0:
            raise _TOO_LARGE

    def _date_styles(self) -> frozenset[int]:
        """Return the numbers of the cell styles that show days."""
        part = "xl/styles.xml"
        if not self.has(part):
            return frozenset()
        own: dict[int, str] = {}
        styles: list[int] = []
        inside: list[str] = []

        def start(tag: str, attributes: Mapping[str, str]) -> None:
            if tag == "numFmt":
                own[int(attributes["numFmtId"])] = attributes.get("formatCode", "")[:FORMAT_CHARACTERS]
            elif tag == "xf" and inside:
                styles.append(int(attributes.get("numFmtId", "0")))
            elif tag == "cellXfs":
                inside.append(tag)

        def end(tag: str) -> None:
            if tag == "cellXfs":
                inside.clear()

        self.parse(part, start, end, _nothing)
        shows = {number for number, code in own.items() if DATE_LETTER.search(NO_DATE.sub("", code))}
        return frozenset(index for index, number in enumerate(styles) if number in DATE_FORMATS or number in shows)


class _SheetReader:
    """Reads the cells of one sheet."""

    def __init__(self, book: _Book, name: str, strings: list[str], dates: frozenset[int], epoch: datetime) -> None:
        self.book = book
        self.sheet = Sheet(name)
        self.strings = strings
        self.dates = dates
        self.epoch = epoch
        self.row, self.column = -1, -1
        self.kind, self.style = "", 0
        self.texts: list[str] | None = None
        self.value = ""
        self.inside: list[str] = []

    def read(self, part: str) -> Sheet:
        """Return the sheet that a part holds."""
        self.book.parse(part, self._start, self._end, self._text)
        return self.sheet

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.inside.append(tag)
        if tag == "row":
            self.row = int(attributes["r"]) - 1 if "r" in attributes else self.row + 1
            self.column = -1
        elif tag == "c":
            place = REFERENCE.fullmatch(attributes.get("r", ""))
            self.column = column_of(place[1]) if place else self.column + 1
            self.kind, self.style = attributes.get("t", "n"), int(attributes.get("s", "0"))
            self.texts, self.value = [], ""
        elif tag == "f":
            self.sheet.formulas.append((self.row, self.column))
        elif tag == "mergeCell" and len(self.sheet.merged) < ROWS:
            corners = [REFERENCE.fullmatch(corner) for corner in attributes.get("ref", "").split(":")]
            if len(corners) == 2 and all(corners):  # noqa: PLR2004 - two corners
                (top, left), (bottom, right) = [(int(one[2]) - 1, column_of(one[1])) for one in corners if one]
                self.sheet.merged.append((top, left, bottom, right))

    def _text(self, words: str) -> None:
        if self.texts is None or not self.inside:
            return
        if self.inside[-1] == "v" or (self.inside[-1] == "t" and "rPh" not in self.inside):
            self.texts.append(words)
            self.book.count(words)

    def _end(self, tag: str) -> None:
        self.inside.pop()
        if tag == "c" and self.texts is not None:
            self._put("".join(self.texts))
            self.texts = None

    def _put(self, written: str) -> None:
        """Keep what a cell says."""
        value = self._value(written)
        if value is None or value == "":
            return
        self.book.cells_left -= 1
        if self.row >= ROWS or self.column >= COLUMNS or self.book.cells_left < 0 or self.row < 0:
            raise _TOO_LARGE
        rows = self.sheet.rows
        while len(rows) <= self.row:
            rows.append([])
        cells = rows[self.row]
        missing = max(0, self.column + 1 - len(cells))
        self.book.places_left -= missing
        if self.book.places_left < 0:
            raise _TOO_LARGE
        cells.extend([None] * missing)
        cells[self.column] = value

    def _value(self, written: str) -> Any:
        if self.kind == "s":
            return self._shared(int(written)) if written else None
        if self.kind in ("str", "inlineStr"):
            return unescaped(written)
        if self.kind == "e":
            self.sheet.errors.append((self.row, self.column))
            return written
        if self.kind == "b":
            return written.strip() == "1"
        return self._number(written) if self.kind == "n" and written.strip() else written or None

    def _shared(self, number: int) -> str:
        """Return a string that cells share, counted each time: a long one in many cells is a flood, too."""
        words = self.strings[number]
        self.book.count(words)
        return words

    def _number(self, written: str) -> Any:
        number = float(written)
        if self.style in self.dates and 0 < number < DAYS:
            moment = self.epoch + timedelta(days=number)
            return moment.date().isoformat() if number.is_integer() else moment.isoformat(" ", "minutes")
        return int(number) if number.is_integer() else number


def column_of(letters: str) -> int:
    """Return the 0-based number of a column."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def unescaped(text: str) -> str:
    """Return text with the escapes of characters that XML cannot hold (`_x0009_`) undone; unseen ones are dropped."""
    return ESCAPE.sub(lambda found: chr(int(found[1], 16)), text).translate(UNSEEN) if "_x" in text else text


def _local(name: str) -> str:
    return name.rpartition(NAMESPACE)[2]


def _nothing(*_arguments: object) -> None:
    """Take notice of nothing."""


def _refuse_document_type(*_arguments: object) -> None:
    raise Refused(
        _("this workbook declares a document type, which no spreadsheet writes"),
        _("do not open it unless you know who made it"),
    )
