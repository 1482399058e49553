"""What pages are made of: values that say what stands there, and nothing about how it looks.

An *inline* stands in a line or a cell; a *block* stands in a section. Templates know each by its `kind` and write the
markup; the page's JSON twin is made of the same values. An `href` is relative to the root of the page's language.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from journeyctl.site.illustrations import Image, MapBlock, PictureBlock, TrendBlock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

    from journeyctl.site.chart import Spark, Tick


@dataclass(frozen=True, slots=True)
class Words:
    """Plain words; `lang` when they are in another language than the page."""

    kind: ClassVar[str] = "words"
    text: str
    lang: str = ""

    @property
    def plain(self) -> str:
        """The words, for search, titles and the JSON twin."""
        return self.text


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to another page of this site."""

    kind: ClassVar[str] = "link"
    words: Words
    href: str

    @property
    def plain(self) -> str:
        """Its words."""
        return self.words.text


@dataclass(frozen=True, slots=True)
class Away:
    """Words that lead to an address elsewhere: http, https or mailto."""

    kind: ClassVar[str] = "away"
    words: Words
    url: str

    @property
    def plain(self) -> str:
        """Its words."""
        return self.words.text


@dataclass(frozen=True, slots=True)
class Chip:
    """Something with an icon before it."""

    kind: ClassVar[str] = "chip"
    icon: str
    content: Inline

    @property
    def plain(self) -> str:
        """Its words."""
        return self.content.plain


@dataclass(frozen=True, slots=True)
class Who:
    """An owner with initials before the name."""

    kind: ClassVar[str] = "who"
    initials: str
    content: Words | Link

    @property
    def plain(self) -> str:
        """The name."""
        return self.content.plain


@dataclass(frozen=True, slots=True)
class Counts:
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


@dataclass(frozen=True, slots=True)
class Mark:
    """A figure that is good or bad: `is-good`, `is-below`, or a feeling such as `e-n2`."""

    kind: ClassVar[str] = "mark"
    text: str
    state: str

    @property
    def plain(self) -> str:
        """The figure."""
        return self.text


@dataclass(frozen=True, slots=True)
class Curve:
    """A journey's emotion curve as a sparkline."""

    kind: ClassVar[str] = "spark"
    spark: Spark

    @property
    def plain(self) -> str:
        """What the curve says."""
        return self.spark.label


@dataclass(frozen=True, slots=True)
class Bar:
    """A share of 1 as a bar."""

    kind: ClassVar[str] = "bar"
    share: float
    is_low: bool = False

    @property
    def plain(self) -> str:
        """The share in per cent."""
        return f"{self.share * 100:.0f}%"


@dataclass(frozen=True, slots=True)
class Plot:
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


@dataclass(frozen=True, slots=True)
class Axis:
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


@dataclass(frozen=True, slots=True)
class Code:
    """Something as a document writes it."""

    kind: ClassVar[str] = "code"
    text: str

    @property
    def plain(self) -> str:
        """The same."""
        return self.text


@dataclass(frozen=True, slots=True)
class Prose:
    """An author's longer text, already markup."""

    kind: ClassVar[str] = "prose"
    html: Markup
    text: str
    lang: str = ""

    @property
    def plain(self) -> str:
        """The text as written."""
        return self.text


@dataclass(frozen=True, slots=True)
class Several:
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


@dataclass(frozen=True, slots=True)
class With:
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


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and what it is."""

    label: str
    value: Inline


@dataclass(frozen=True, slots=True)
class Figures:
    """Large figures: (label, figure, small words beside it, state)."""

    kind: ClassVar[str] = "figures"
    items: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Details:
    """Facts that need a line each."""

    kind: ClassVar[str] = "details"
    items: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; `form` is `text`, `num` or `bar`."""

    title: str
    form: str = "text"
    is_silent: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its cells, the first of which names it, and an anchor."""

    cells: tuple[Inline, ...]
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Table:
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


@dataclass(frozen=True, slots=True)
class FindingItem:
    """One finding as a reader sees it: what is wrong, what to do, where, who can act."""

    severity: str
    what: str
    why: str
    help: str
    where: tuple[Inline, ...]
    who: Inline
    code: str
    rule: Link | None


@dataclass(frozen=True, slots=True)
class Findings:
    """A list of findings."""

    kind: ClassVar[str] = "findings"
    items: tuple[FindingItem, ...]


@dataclass(frozen=True, slots=True)
class Todo:
    """Something to do: an icon, what, about what, when, and whether it is late."""

    icon: str
    what: Inline
    help: Inline
    when: str
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Todos:
    """A to-do list."""

    kind: ClassVar[str] = "todos"
    items: tuple[Todo, ...]


@dataclass(frozen=True, slots=True)
class Callout:
    """The one thing that asks for attention."""

    kind: ClassVar[str] = "callout"
    severity: str
    what: Inline
    lines: tuple[Inline, ...]
    who_label: str
    who: Inline


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of text of ours; what stands between backticks is code."""

    kind: ClassVar[str] = "paragraph"
    text: str
    form: str = "note"


@dataclass(frozen=True, slots=True)
class Body:
    """An author's longer text."""

    kind: ClassVar[str] = "body"
    prose: Prose


@dataclass(frozen=True, slots=True)
class Quotes:
    """What customers say: words, and where they were said."""

    kind: ClassVar[str] = "quotes"
    items: tuple[tuple[Words, Inline], ...]


@dataclass(frozen=True, slots=True)
class ChainLink:
    """One place in a chain: what level it is, and what stands there."""

    level: str
    items: tuple[Inline, ...]
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Chain:
    """What leads to what."""

    kind: ClassVar[str] = "chain"
    links: tuple[ChainLink, ...]


@dataclass(frozen=True, slots=True)
class Two:
    """Sections beside each other, where there is room."""

    kind: ClassVar[str] = "two"
    sections: tuple[Section, ...]


Block = (
    Figures | Details | Table | Findings | Todos | Callout | Paragraph | Body | Quotes | Chain | TrendBlock | MapBlock
    | PictureBlock | Image | Two
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page under a heading; `jump` when the page's head leads to it."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    jump: bool = True
