"""What pages are made of: values that say what stands there, and nothing about how it looks.

An *inline* stands in a line or a cell; a *block* stands in a section. Templates know each by its `kind` and write the
markup; the page's JSON twin is made of the same values. An `href` is relative to the root of the page's language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import msgspec

from journeyctl.site.illustrations import Image, MapBlock, PictureBlock, TrendBlock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

    from journeyctl.site.chart import Spark, Tick


class Words(msgspec.Struct, frozen=True):
    """Plain words; `lang` when they are in another language than the page."""

    kind: ClassVar[str] = "words"
    text: str
    lang: str = ""

    @property
    def plain(self) -> str:
        """The words, for search, titles and the JSON twin."""
        return self.text


class Link(msgspec.Struct, frozen=True):
    """Words that lead to another page of this site."""

    kind: ClassVar[str] = "link"
    words: Words
    href: str

    @property
    def plain(self) -> str:
        """Its words."""
        return self.words.text


class Away(msgspec.Struct, frozen=True):
    """Words that lead to an address elsewhere: http, https or mailto."""

    kind: ClassVar[str] = "away"
    words: Words
    url: str

    @property
    def plain(self) -> str:
        """Its words."""
        return self.words.text


class Chip(msgspec.Struct, frozen=True):
    """Something with an icon before it."""

    kind: ClassVar[str] = "chip"
    icon: str
    content: Inline

    @property
    def plain(self) -> str:
        """Its words."""
        return self.content.plain


class Who(msgspec.Struct, frozen=True):
    """An owner with initials before the name."""

    kind: ClassVar[str] = "who"
    initials: str
    content: Words | Link

    @property
    def plain(self) -> str:
        """The name."""
        return self.content.plain


class Counts(msgspec.Struct, frozen=True):
    """How many findings, by severity."""

    kind: ClassVar[str] = "counts"
    errors: int = 0
    warnings: int = 0
    infos: int = 0

    @property
    def plain(self) -> str:
        """The figures."""
        return f"{self.errors} / {self.warnings} / {self.infos}"

    def __bool__(self) -> bool:
        """Tell whether there are any."""
        return bool(self.errors or self.warnings or self.infos)


class Mark(msgspec.Struct, frozen=True):
    """A figure that is good or bad: `is-good`, `is-below`, or a feeling such as `e-n2`."""

    kind: ClassVar[str] = "mark"
    text: str
    state: str

    @property
    def plain(self) -> str:
        """The figure."""
        return self.text


class Curve(msgspec.Struct, frozen=True):
    """A journey's emotion curve as a sparkline."""

    kind: ClassVar[str] = "spark"
    spark: Spark

    @property
    def plain(self) -> str:
        """What the curve says."""
        return self.spark.label


class Bar(msgspec.Struct, frozen=True):
    """A share of 1 as a bar."""

    kind: ClassVar[str] = "bar"
    share: float
    is_low: bool = False

    @property
    def plain(self) -> str:
        """The share in per cent."""
        return f"{self.share * 100:.0f}%"


class Plot(msgspec.Struct, frozen=True):
    """A figure on a scale that its neighbours share, everything in per cent of the scale.

    Args:
        start: where its bar or its range begins.
        length: how long that is.
        at: where the figure itself is marked on a range; None on a bar.
        zero: where nothing is, when that lies on the scale.
        limit: what the figure is held against.
    """

    kind: ClassVar[str] = "plot"
    start: float
    length: float
    at: float | None = None
    zero: float | None = None
    limit: float | None = None

    @property
    def plain(self) -> str:
        """Nothing: the figure itself stands beside it."""
        return ""


class Axis(msgspec.Struct, frozen=True):
    """The scale of the plots above it.

    Args:
        ticks: its round values.
        few: which of them fit beside each other on a phone, by place.
    """

    kind: ClassVar[str] = "axis"
    ticks: tuple[Tick, ...]
    few: tuple[int, ...]

    @property
    def plain(self) -> str:
        """Nothing: each figure stands beside its plot."""
        return ""


class Code(msgspec.Struct, frozen=True):
    """Something as a document writes it."""

    kind: ClassVar[str] = "code"
    text: str

    @property
    def plain(self) -> str:
        """The same."""
        return self.text


class Prose(msgspec.Struct, frozen=True):
    """An author's longer text, already markup."""

    kind: ClassVar[str] = "prose"
    html: Markup
    text: str
    lang: str = ""

    @property
    def plain(self) -> str:
        """The text as written."""
        return self.text


class Several(msgspec.Struct, frozen=True):
    """Inlines in a row: with commas (`list`), under each other (`lines`), or as tags (`tags`)."""

    kind: ClassVar[str] = "several"
    items: tuple[Inline, ...]
    form: str = "list"

    @property
    def plain(self) -> str:
        """All of it."""
        return ", ".join(item.plain for item in self.items)

    def __bool__(self) -> bool:
        """Tell whether there are any."""
        return bool(self.items)


class With(msgspec.Struct, frozen=True):
    """An inline with a smaller line under it."""

    kind: ClassVar[str] = "with"
    content: Inline
    sub: Inline

    @property
    def plain(self) -> str:
        """Both."""
        return f"{self.content.plain} ({self.sub.plain})" if self.sub.plain else self.content.plain


Inline = (
    Words | Link | Away | Chip | Who | Counts | Mark | Curve | Bar | Plot | Axis | Code | Prose | Several | With
)  # fmt: skip
NOTHING = Words("")


class Fact(msgspec.Struct, frozen=True):
    """A name and what it is."""

    label: str
    value: Inline


class Figures(msgspec.Struct, frozen=True):
    """Large figures: (label, figure, small words beside it, state)."""

    kind: ClassVar[str] = "figures"
    items: tuple[tuple[str, str, str, str], ...]


class Details(msgspec.Struct, frozen=True):
    """Facts that need a line each."""

    kind: ClassVar[str] = "details"
    items: tuple[Fact, ...]


class Column(msgspec.Struct, frozen=True):
    """A column of a table; `form` is `text`, `num` or `bar`."""

    title: str
    form: str = "text"
    is_silent: bool = False


class Row(msgspec.Struct, frozen=True):
    """A row of a table: its cells, the first of which names it, and an anchor."""

    cells: tuple[Inline, ...]
    anchor: str = ""


class Table(msgspec.Struct, frozen=True):
    """A table; the first column names the rows.

    `form` is `list` (with a filter), `records` (without), `plain` (on a phone without the titles of columns), `told`
    (a sentence a row), `matrix`, `narrow` or `chart`. `left_out` is how many rows there are that it does not show.
    """

    kind: ClassVar[str] = "table"
    label: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    form: str = "list"
    left_out: int = 0

    def beside(self, row: Row) -> Iterator[tuple[Column, Inline]]:
        """Return what stands beside the name of a row, each with its column."""
        return zip(self.columns[1:], row.cells[1:], strict=False)


class FindingItem(msgspec.Struct, frozen=True):
    """One finding as a reader sees it: what is wrong, what to do, where, who can act."""

    severity: str
    what: str
    why: str
    help: str
    where: tuple[Inline, ...]
    who: Inline
    code: str
    rule: Link | None


class Findings(msgspec.Struct, frozen=True):
    """A list of findings."""

    kind: ClassVar[str] = "findings"
    items: tuple[FindingItem, ...]


class Todo(msgspec.Struct, frozen=True):
    """Something to do: an icon, what, about what, when, and whether it is late."""

    icon: str
    what: Inline
    help: Inline
    when: str
    is_late: bool = False


class Todos(msgspec.Struct, frozen=True):
    """A to-do list."""

    kind: ClassVar[str] = "todos"
    items: tuple[Todo, ...]


class Callout(msgspec.Struct, frozen=True):
    """The one thing that asks for attention."""

    kind: ClassVar[str] = "callout"
    severity: str
    what: Inline
    lines: tuple[Inline, ...]
    who_label: str
    who: Inline


class Paragraph(msgspec.Struct, frozen=True):
    """A line of text of ours; what stands between backticks is code."""

    kind: ClassVar[str] = "paragraph"
    text: str
    form: str = "note"


class Body(msgspec.Struct, frozen=True):
    """An author's longer text."""

    kind: ClassVar[str] = "body"
    prose: Prose


class Quotes(msgspec.Struct, frozen=True):
    """What customers say: words, and where they were said."""

    kind: ClassVar[str] = "quotes"
    items: tuple[tuple[Words, Inline], ...]


class ChainLink(msgspec.Struct, frozen=True):
    """One place in a chain: what level it is, and what stands there."""

    level: str
    items: tuple[Inline, ...]
    is_current: bool = False


class Chain(msgspec.Struct, frozen=True):
    """What leads to what."""

    kind: ClassVar[str] = "chain"
    links: tuple[ChainLink, ...]


class Two(msgspec.Struct, frozen=True):
    """Sections beside each other, where there is room."""

    kind: ClassVar[str] = "two"
    sections: tuple[Section, ...]


Block = (
    Figures | Details | Table | Findings | Todos | Callout | Paragraph | Body | Quotes | Chain | TrendBlock | MapBlock
    | PictureBlock | Image | Two
)  # fmt: skip


class Section(msgspec.Struct, frozen=True):
    """A part of a page under a heading; `jump` when the page's head leads to it."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    jump: bool = True
