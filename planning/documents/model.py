"""A plan as a frozen document. Renderers receive it and nothing else: no model, no query, no arithmetic."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from planning.pictures.model import Picture
from planning.text.binding import Run
from planning.text.outline import Level


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the body: its level and marker, its words with the figures in them, its section's position."""

    level: Level
    marker: str
    runs: tuple[Run, ...]
    section: int = 0

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @property
    def is_title(self) -> bool:
        """A part, or a clause that only names what follows: printed bold and kept with the next paragraph."""
        if self.level is Level.PART:
            return True
        names = self.level in (Level.CLAUSE, Level.SUBCLAUSE)
        return names and not self.text.rstrip().endswith((".", ";", ":", ","))

    @property
    def is_leading(self) -> bool:
        """Words that announce what follows, and are kept with it."""
        return self.text.rstrip().endswith(":")


class RowKind(StrEnum):
    """What a row is; WITHIN announces parts (`Trong đó:`) that need not add up to the row above."""

    TOTAL = "total"
    GROUP = "group"
    ITEM = "item"
    WITHIN = "within"
    PART = "part"
    RATE = "rate"


@dataclass(frozen=True)
class Column:
    """A column of an appendix: its headings from the top level down, and what its index row says.

    `key` is the name by which the column is known to a reader of workbooks; `width` is relative; `adds` holds the
    keys of the columns it is the sum of, and `index` is made from it by `headings.indexed`.
    """

    key: str
    headings: tuple[str, ...]
    index: str
    width: int
    is_number: bool = False
    adds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cell:
    """What a cell prints; `value` where it is a number, to be written as a number in a workbook."""

    text: str = ""
    value: Decimal | None = None


@dataclass(frozen=True)
class Row:
    """A row; `adds` holds the places (from 0) of the rows whose numbers it sums, where it is a sum of rows."""

    kind: RowKind
    cells: tuple[Cell, ...]
    adds: tuple[int, ...] = ()


@dataclass(frozen=True)
class Signer:
    """Who signs, and how: `(Ký tên, đóng dấu)`."""

    capacity: str
    how: str


@dataclass(frozen=True)
class Frame:
    """What stands around a table that goes out by itself: above it the lines of its issuer and, in the other corner,
    its label over where it is from; below it when it was made, and who signs, from the left.
    """

    issuer: tuple[str, ...]
    origin: tuple[str, ...]
    dateline: str
    signers: tuple[Signer, Signer]


@dataclass(frozen=True)
class Table:
    """An appendix: `label` and `attached_to` are filled at assembly; `scope` names the unit for a workbook.

    `pictures` show figures of the same rows, and stand before them; `first_picture` is the number of the first of
    them in the document. `zero` is how the table writes a zero; a blank is always nothing. `frame` is for a table
    that no letter goes before; of one on several sheets, it `is_signed` on the last.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    unit_line: str = ""
    is_landscape: bool = False
    zero: str = "0"
    notes: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    first_picture: int = 1
    label: str = ""
    attached_to: str = ""
    scope: str = ""
    frame: Frame | None = None
    is_signed: bool = True

    @property
    def signing(self) -> Frame | None:
        """The frame where it is closed below this table, with those who sign."""
        return self.frame if self.is_signed else None

    @property
    def has_end(self) -> bool:
        """Whether something stands below the rows, which the last of them goes along with."""
        return bool(self.notes) or self.signing is not None

    @property
    def captions(self) -> tuple[str, ...]:
        """`Biểu đồ 1. Tỷ lệ hộ nghèo (%)`: what stands over each picture."""
        return tuple(
            f"Biểu đồ {number}. {picture.title}{f' ({picture.unit})' if picture.unit else ''}"
            for number, picture in enumerate(self.pictures, start=self.first_picture)
        )


@dataclass(frozen=True)
class Leaf:
    """A part under its own letterhead: a plan, or the decision that issues one.

    A part without `reference` bears no number and date of its own, and says in `attached_to` what it comes with.
    `enactor` and `enacts` are the lines of a decision before its bases and its articles.
    """

    issuer: tuple[str, ...]
    kind: str
    subject: str
    paragraphs: tuple[Paragraph, ...]
    reference: str = ""
    dateline: str = ""
    attached_to: str = ""
    enactor: str = ""
    bases: tuple[str, ...] = ()
    enacts: str = ""
    recipients: tuple[str, ...] = ()
    signing: tuple[str, ...] = ()
    signatory: str = ""


@dataclass(frozen=True)
class PlanDocument:
    """Everything a plan prints: its leaves in order, then its appendices (Decree 30/2020/NĐ-CP, Appendix I).

    `mark` stands at the foot of every page and sheet: the figures of a place that does not exist.
    """

    leaves: tuple[Leaf, ...]
    appendices: tuple[Table, ...] = ()
    is_draft: bool = False
    mark: str = ""

    @property
    def first(self) -> Leaf:
        """The leaf that bears the number, the date and the signature."""
        return self.leaves[0]

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return tuple(paragraph for leaf in self.leaves for paragraph in leaf.paragraphs)

    @property
    def runs(self) -> tuple[Run, ...]:
        """All runs of the body, in order."""
        return tuple(run for paragraph in self.paragraphs for run in paragraph.runs)

    @property
    def heading(self) -> str:
        """The name of the document in one line: for a file's metadata and a window's title."""
        return f"{self.leaves[-1].kind} {self.leaves[-1].subject}"
