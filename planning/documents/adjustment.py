"""What an adjustment changes in the plan it adjusts, and the appendix that says so."""

from collections.abc import Iterator
from dataclasses import replace

from planning.documents.archive import document_for
from planning.documents.changes import Comparison, FigureChange, WordChange
from planning.documents.comparison import compare
from planning.documents.headings import indexed
from planning.documents.model import Cell, Column, Leaf, PlanDocument, Row, RowKind, Table
from planning.formats import short_date
from planning.plans.plans import Issuing, Plan

KEY = "adjustment"
COLUMNS = indexed(
    (
        Column("number", ("TT",), "", 5),
        Column("content", ("Nội dung",), "", 45),
        Column("unit", ("Đơn vị tính",), "", 11),
        Column("old", ("Cũ",), "", 13, is_number=True),
        Column("new", ("Mới",), "", 13, is_number=True),
        Column("difference", ("Chênh lệch",), "", 13, is_number=True),
    )
)
NOTHING = "(không có)"


def changes_of(document: PlanDocument, former: Plan) -> Comparison:
    """What `document` changes in the plan it adjusts: number, date, signature and this appendix itself aside."""
    return compare(content_of(document_for(former)), content_of(document))


def empty_table(former: Plan) -> Table:
    """The appendix before the document is there of which it is made."""
    by_decision = former.issuing == Issuing.BY_DECISION
    paper = "QUYẾT ĐỊNH" if by_decision else former.document_name.upper()
    issued = f" NGÀY {short_date(former.issued_on)}" if former.issued_on else ""
    return Table(
        key=KEY,
        title=f"NỘI DUNG ĐIỀU CHỈNH SO VỚI {paper} SỐ {former.reference}{issued}",
        columns=COLUMNS,
        rows=(),
        is_landscape=True,
    )


def filled_table(table: Table, changes: Comparison) -> Table:
    """The appendix with each figure that changes as a row, and each line that reads otherwise below them.

    A line of which nothing but figures changed is not repeated: they stand in the table.
    """
    rows = tuple(_row(place, change) for place, change in enumerate(changes.figures, start=1))
    return replace(table, rows=rows, notes=tuple(_notes(changes.rewordings)))


def _row(place: int, change: FigureChange) -> Row:
    content = Cell(f"{change.label} ({change.place})")
    return Row(RowKind.ITEM, (Cell(str(place)), content, Cell(change.unit), change.old, change.new, change.difference))


def _notes(rewordings: tuple[WordChange, ...]) -> Iterator[str]:
    if rewordings:
        yield "Lời văn được điều chỉnh:"
    for place, change in enumerate(rewordings, start=1):
        yield f"{place}. {change.place}. Cũ: {_quoted(change.old)}. Mới: {_quoted(change.new)}."


def _quoted(text: str) -> str:
    return f"“{text}”" if text else NOTHING


def content_of(document: PlanDocument) -> PlanDocument:
    """A document without what tells two papers apart anyway: number, date, signature, the appendix of changes."""
    tables = [replace(table, attached_to="") for table in document.appendices if table.key != KEY]
    return replace(document, leaves=tuple(map(_content_of_leaf, document.leaves)), appendices=tuple(tables))


def _content_of_leaf(leaf: Leaf) -> Leaf:
    return replace(leaf, reference="", dateline="", attached_to="", signing=(), signatory="")
