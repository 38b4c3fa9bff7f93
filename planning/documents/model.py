"""A plan as a frozen document. Renderers receive it and nothing else: no model, no query, no arithmetic."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

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
        return self.level is Level.CLAUSE and not self.text.rstrip().endswith((".", ";", ":", ","))

    @property
    def is_leading(self) -> bool:
        """Words that announce what follows, and are kept with it."""
        return self.text.rstrip().endswith(":")


class RowKind(StrEnum):
    TOTAL = "total"
    GROUP = "group"
    ITEM = "item"


@dataclass(frozen=True)
class Column:
    """A column of an appendix: its headings from the top level down, and what its index row says.

    `key` is the name by which the column is known to a reader of workbooks; `width` is relative.
    """

    key: str
    headings: tuple[str, ...]
    index: str
    width: int
    is_number: bool = False


@dataclass(frozen=True)
class Cell:
    """What a cell prints; `value` where it is a number, to be written as a number in a workbook.

    `figure` names the figure the value is, where it is one.
    """

    text: str = ""
    value: Decimal | None = None
    figure: str = ""


@dataclass(frozen=True)
class Row:
    kind: RowKind
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """An appendix: `label` and `attached_to` are filled at assembly; `scope` names the unit for a workbook."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    unit_line: str = ""
    is_landscape: bool = False
    label: str = ""
    attached_to: str = ""
    scope: str = ""


@dataclass(frozen=True)
class PlanDocument:
    """Everything a plan prints, in the order in which Decree 30/2020/NĐ-CP sets it out."""

    issuer: tuple[str, ...]
    reference: str
    dateline: str
    kind: str
    subject: str
    bases: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]
    recipients: tuple[str, ...]
    signing: tuple[str, ...]
    signatory: str
    appendices: tuple[Table, ...] = field(default=())

    @property
    def runs(self) -> tuple[Run, ...]:
        """All runs of the body, in order."""
        return tuple(run for paragraph in self.paragraphs for run in paragraph.runs)

    @property
    def heading(self) -> str:
        """The name of the document in one line: for a file's metadata and a window's title."""
        return f"{self.kind} {self.subject}"
