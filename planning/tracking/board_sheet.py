"""The board of a period as a workbook, drawn by the writer of appendices."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby

from django.utils.timezone import localtime

from planning.documents import xlsx
from planning.documents.headings import indexed
from planning.documents.model import Cell, Column, Leaf, PlanDocument, Row, RowKind, Table
from planning.formats import number
from planning.tracking.board import Board, Line

WORDS = (
    Column("code", ("Mã",), "", 6),
    Column("unit", ("Đơn vị",), "", 22),
    Column("state", ("Trạng thái",), "", 12),
    Column("due", ("Hạn gửi",), "", 11),
    Column("sent", ("Gửi lúc",), "", 14),
    Column("by", ("Người gửi",), "", 16),
    Column("time", ("So với hạn",), "", 12),
)


def workbook_of(board: Board) -> bytes:
    """The bytes of an .xlsx file with every line of a board."""
    table = Table(
        key="board",
        label="Tình hình gửi báo cáo",
        title=f"TÌNH HÌNH GỬI BÁO CÁO {board.period.words.upper()}",
        columns=indexed((*WORDS, *_columns(board))),
        rows=tuple(_rows(board)),
        is_landscape=True,
    )
    leaf = Leaf((board.period.unit.full_name,), "TÌNH HÌNH GỬI BÁO CÁO", str(board.period), ())
    return xlsx.draw(PlanDocument((leaf,), (table,), mark=board.period.unit.sample_mark))


def _columns(board: Board) -> Iterator[Column]:
    for part in board.parts:
        yield Column(f"{part.key}-given", (part.label, "Đã nhập"), "", 8, is_number=True)
        yield Column(f"{part.key}-asked", (part.label, "Cần nhập"), "", 8, is_number=True)


def _rows(board: Board) -> Iterator[Row]:
    width = len(WORDS) + 2 * len(board.parts)
    for group, lines in groupby(board.lines, key=lambda line: line.group):
        if group:
            yield Row(RowKind.GROUP, (Cell(), Cell(group), *[Cell()] * (width - 2)))
        yield from (Row(RowKind.ITEM, tuple(_cells(line))) for line in lines)


def _cells(line: Line) -> Iterable[Cell]:
    standing, sent = line.standing, line.standing.submission
    yield Cell(line.unit.code)
    yield Cell(f"{line.unit.prefix} {line.unit.name}")
    yield Cell(standing.state)
    yield Cell(f"{standing.due_on:%d/%m/%Y}" if standing.due_on else "")
    yield Cell(f"{localtime(sent.sent_at):%d/%m/%Y %H:%M}" if sent else "")
    yield Cell(str(sent.sent_by or "") if sent else "")
    yield Cell(standing.time_words)
    for _, filled in line.filled:
        for count in (filled.given, filled.asked) if filled else (None, None):
            yield Cell() if count is None else Cell(number(count), Decimal(count))
