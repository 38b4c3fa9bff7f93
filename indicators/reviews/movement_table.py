"""Forms 2 and 3: how poor and near-poor households changed in the year, in households and in persons."""

from collections.abc import Sequence
from dataclasses import replace

from indicators.models import Area, Measure, PovertyClass, PovertyMovement
from indicators.reviews.books import CommuneYear
from indicators.reviews.checks import FORM_OF
from indicators.reviews.findings import movement_row, warnings_in
from indicators.reviews.headings import CLOSING, ENTERED, HEADINGS
from indicators.reviews.rows import MOST, NO_NAMES, WORDS, cell_of, form_title, lock_of, rows_of, sum_cell, unit_words
from planning.documents.model import Column, RowKind
from planning.entry.tables import CellKey, EntryCell, EntryColumn, EntryRow, EntryTable
from planning.sheets.scopes import Scope

MOVEMENT_WORDS = (*WORDS, Column("measure", ("Phân tổ",), "", 10))
NOTES = (
    "Cuối kỳ = đầu kỳ − các cột giảm + các cột tăng, tính riêng cho hộ và cho nhân khẩu.",
    "Đầu kỳ là số cuối kỳ năm trước; đơn vị mới sau sắp xếp lấy số cộng của các đơn vị nhập vào.",
    NO_NAMES,
)


def columns_of(of: PovertyClass) -> tuple[EntryColumn, ...]:
    """The columns of a class's form: opening, what went, what came, and the closing that follows."""
    columns = [
        EntryColumn(key, headings, most=MOST, spellings=((headings[-1],),) if len(headings) > 1 else ())
        for key, headings in zip((*ENTERED, CLOSING), HEADINGS[of], strict=True)
    ]
    return (*columns[:-1], replace(columns[-1], is_entered=False))


def movement_table(scope: Scope, reviews: Sequence[CommuneYear], of: PovertyClass) -> EntryTable:
    """The form of a class: two rows for each commune in each of its areas, the areas as groups, the sum last."""
    rows, cells = rows_of(scope, reviews, _items, _sums), _item_cells(reviews, of)
    for row in rows:
        if row.kind is not RowKind.ITEM:
            cells |= _sum_cells(row, cells)
    return EntryTable(
        form_title(FORM_OF[of], scope.year),
        MOVEMENT_WORDS,
        columns_of(of),
        tuple(rows),
        cells,
        unit_line="Đơn vị tính: hộ, người",
        notes=NOTES,
        dash_is_zero=True,
        above_words=f"Năm {scope.year - 1}",
    )


def _items(review: CommuneYear, area: Area, place: str) -> list[EntryRow]:
    labels = (place, review.unit.code, unit_words(review, area))
    return [
        EntryRow(movement_row(review.unit, area, each), (*labels, each.label), names=(review.unit.full_name,))
        for each in Measure
    ]


def _sums(key: str, labels: tuple[str, ...], kind: RowKind, items: Sequence[EntryRow]) -> list[EntryRow]:
    """The two rows that sum some others, each its own measure."""
    return [
        EntryRow(
            f"{key}-{measure}",
            (*labels, measure.label),
            kind,
            adds=tuple(item.key for item in items if item.labels[-1] == measure.label),
        )
        for measure in Measure
    ]


def _item_cells(reviews: Sequence[CommuneYear], of: PovertyClass) -> dict[CellKey, EntryCell]:
    warnings = warnings_in(FORM_OF[of], reviews)
    cells = {}
    for review in reviews:
        for area in review.areas:
            for measure in Measure:
                key = movement_row(review.unit, area, measure)
                for column, cell in _line_cells(review, area, of, measure).items():
                    cells[key, column] = cell._replace(warning=warnings.get((key, column), ""))
    return cells


def _line_cells(review: CommuneYear, area: Area, of: PovertyClass, measure: Measure) -> dict[str, EntryCell]:
    move = review.movement(area, of, measure) or PovertyMovement()
    lock, before = lock_of(review), review.expected_opening(area, of, measure)
    cells = {name: cell_of(getattr(move, name), lock=lock) for name in ENTERED}
    cells["opening"] = cells["opening"]._replace(above=cell_of(before).value)
    return cells | {CLOSING: cell_of(move.closing)}


def _sum_cells(row: EntryRow, cells: dict[CellKey, EntryCell]) -> dict[CellKey, EntryCell]:
    return {
        (row.key, column): sum_cell(cells[key, column].value for key in row.adds) for column in (*ENTERED, CLOSING)
    }
