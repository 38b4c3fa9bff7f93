"""Form 1: what the review counted in each commune, with rates worked out over households or over persons."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from indicators.models import Area, ReviewCount
from indicators.models.results import rate_of
from indicators.reviews.books import CommuneYear
from indicators.reviews.findings import Form, count_row, warnings_in
from indicators.reviews.rows import (
    MOST,
    NO_NAMES,
    WORDS,
    cell_of,
    form_title,
    known_sum,
    lock_of,
    rows_of,
    sum_cell,
    unit_words,
)
from planning.documents.model import RowKind
from planning.entry.tables import CellKey, EntryCell, EntryColumn, EntryRow, EntryTable
from planning.formats import number, rounded
from planning.sheets.scopes import Scope

DECIMALS = 2
MINORITY = "Trong đó: dân tộc thiểu số"
Counts = Mapping[str, int | None]
C = ReviewCount
# Put together anew each time they are asked for; a table asks for each of its rows.
NAMES = tuple(ReviewCount.values)
# The whole of which each count is a part: households of households, persons of persons.
WHOLE_OF = {
    C.POOR_HOUSEHOLDS: C.HOUSEHOLDS,
    C.NEAR_POOR_HOUSEHOLDS: C.HOUSEHOLDS,
    C.AVERAGE_HOUSEHOLDS: C.HOUSEHOLDS,
    C.POOR_PERSONS: C.PERSONS,
    C.NEAR_POOR_PERSONS: C.PERSONS,
    C.AVERAGE_PERSONS: C.PERSONS,
    C.MINORITY_POOR_HOUSEHOLDS: C.MINORITY_HOUSEHOLDS,
    C.MINORITY_NEAR_POOR_HOUSEHOLDS: C.MINORITY_HOUSEHOLDS,
    C.MINORITY_POOR_PERSONS: C.MINORITY_PERSONS,
    C.MINORITY_NEAR_POOR_PERSONS: C.MINORITY_PERSONS,
}


def rate_key(part: ReviewCount) -> str:
    """The key of the column with the rate of a count."""
    return f"{part}_rate"


# Other headings under which real forms have a count.
SPELLINGS: dict[ReviewCount, tuple[tuple[str, ...], ...]] = {
    C.HOUSEHOLDS: (("Tổng số hộ dân cư",), ("Tổng số hộ dân",), ("Tổng số", "Số hộ"), ("Tổng số hộ dân cư", "Số hộ")),
    C.PERSONS: (
        ("Số khẩu",),
        ("Tổng số khẩu",),
        ("Số nhân khẩu",),
        ("Tổng số", "Số khẩu"),
        ("Tổng số", "Nhân khẩu"),
        ("Tổng số hộ dân cư", "Số khẩu"),
        ("Tổng số hộ dân cư", "Nhân khẩu"),
    ),
    C.POOR_HOUSEHOLDS: (("Hộ nghèo",), ("Hộ nghèo", "Số hộ"), ("Hộ nghèo", "Tổng số hộ"), ("Số hộ", "Hộ nghèo")),
    C.POOR_PERSONS: (("Khẩu nghèo",), ("Hộ nghèo", "Số khẩu"), ("Hộ nghèo", "Nhân khẩu")),
    C.NEAR_POOR_HOUSEHOLDS: (
        ("Hộ cận nghèo",),
        ("Hộ cận nghèo", "Số hộ"),
        ("Hộ cận nghèo", "Tổng số hộ"),
        ("Số hộ", "Hộ cận nghèo"),
    ),
    C.NEAR_POOR_PERSONS: (("Khẩu cận nghèo",), ("Hộ cận nghèo", "Số khẩu"), ("Hộ cận nghèo", "Nhân khẩu")),
}


def _entered(count: ReviewCount, *headings: str) -> EntryColumn:
    spellings = ((headings[-1],), (count.label,), *SPELLINGS.get(count, ()))
    return EntryColumn(count, headings, most=MOST, spellings=tuple(s for s in spellings if s != headings))


def _rate(part: ReviewCount, *headings: str) -> EntryColumn:
    return EntryColumn(rate_key(part), headings, decimals=DECIMALS, shows=DECIMALS, is_entered=False, width=8)


COLUMNS = (
    _entered(C.HOUSEHOLDS, "Số hộ"),
    _entered(C.PERSONS, "Nhân khẩu"),
    _entered(C.POOR_HOUSEHOLDS, "Tổng số hộ nghèo"),
    _rate(C.POOR_HOUSEHOLDS, "Tỷ lệ hộ nghèo (%)"),
    _entered(C.NEAR_POOR_HOUSEHOLDS, "Tổng số hộ cận nghèo"),
    _rate(C.NEAR_POOR_HOUSEHOLDS, "Tỷ lệ hộ cận nghèo (%)"),
    _entered(C.AVERAGE_HOUSEHOLDS, "Tổng số hộ nông, lâm, ngư nghiệp có mức sống trung bình"),
    _rate(C.AVERAGE_HOUSEHOLDS, "Tỷ lệ hộ có mức sống trung bình (%)"),
    _entered(C.POOR_PERSONS, "Tổng số khẩu nghèo"),
    _rate(C.POOR_PERSONS, "Tỷ lệ khẩu nghèo (%)"),
    _entered(C.NEAR_POOR_PERSONS, "Tổng số khẩu cận nghèo"),
    _rate(C.NEAR_POOR_PERSONS, "Tỷ lệ khẩu cận nghèo (%)"),
    _entered(C.AVERAGE_PERSONS, "Tổng số khẩu nông, lâm, ngư nghiệp"),
    _rate(C.AVERAGE_PERSONS, "Tỷ lệ khẩu có mức sống trung bình (%)"),
    _entered(C.MINORITY_HOUSEHOLDS, MINORITY, "Số hộ dân tộc thiểu số"),
    _entered(C.MINORITY_PERSONS, MINORITY, "Nhân khẩu dân tộc thiểu số"),
    _entered(C.MINORITY_POOR_HOUSEHOLDS, MINORITY, "Hộ nghèo dân tộc thiểu số"),
    _rate(C.MINORITY_POOR_HOUSEHOLDS, MINORITY, "Tỷ lệ hộ nghèo (%)"),
    _entered(C.MINORITY_NEAR_POOR_HOUSEHOLDS, MINORITY, "Hộ cận nghèo dân tộc thiểu số"),
    _rate(C.MINORITY_NEAR_POOR_HOUSEHOLDS, MINORITY, "Tỷ lệ hộ cận nghèo (%)"),
    _entered(C.MINORITY_POOR_PERSONS, MINORITY, "Khẩu nghèo dân tộc thiểu số"),
    _rate(C.MINORITY_POOR_PERSONS, MINORITY, "Tỷ lệ khẩu nghèo (%)"),
    _entered(C.MINORITY_NEAR_POOR_PERSONS, MINORITY, "Khẩu cận nghèo dân tộc thiểu số"),
    _rate(C.MINORITY_NEAR_POOR_PERSONS, MINORITY, "Tỷ lệ khẩu cận nghèo (%)"),
)


def count_table(scope: Scope, reviews: Sequence[CommuneYear]) -> EntryTable:
    """Form 1 of some communes: a row for each in each of its areas, the areas as groups, the sum last."""
    rows, cells = rows_of(scope, reviews, _items, _sums), _item_cells(reviews)
    counts = {count_row(review.unit, area): _counts(review, area) for review in reviews for area in review.areas}
    for row in rows:
        if row.kind is not RowKind.ITEM:
            cells |= _sum_cells(row, [counts[key] for key in row.adds])
    return EntryTable(
        form_title(Form.COUNTS, scope.year),
        WORDS,
        COLUMNS,
        tuple(rows),
        cells,
        unit_line="Đơn vị tính: hộ, người",
        notes=(
            "Tỷ lệ hộ tính trên tổng số hộ, tỷ lệ khẩu tính trên tổng số khẩu; của dân tộc thiểu số tính trên số hộ, "
            "số khẩu dân tộc thiểu số.",
            NO_NAMES,
        ),
        dash_is_zero=True,
    )


def rate(part: int | None, whole: int | None) -> Decimal | None:
    """A rate in percent as the form prints it, to two decimals; None where a count is unknown."""
    if part is None or whole is None:
        return None
    exact = rate_of(Decimal(part), Decimal(whole))
    return None if exact is None else rounded(exact, DECIMALS)


def _counts(review: CommuneYear, area: Area) -> Counts:
    return {name: review.count(area, name) for name in NAMES}


def _items(review: CommuneYear, area: Area, place: str) -> list[EntryRow]:
    labels = (place, review.unit.code, unit_words(review, area))
    return [EntryRow(count_row(review.unit, area), labels, names=(review.unit.full_name,))]


def _sums(key: str, labels: tuple[str, ...], kind: RowKind, items: Sequence[EntryRow]) -> list[EntryRow]:
    return [EntryRow(key, labels, kind, adds=tuple(item.key for item in items))]


def _item_cells(reviews: Sequence[CommuneYear]) -> dict[CellKey, EntryCell]:
    warnings = warnings_in(Form.COUNTS, reviews)
    cells = {}
    for review in reviews:
        lock = lock_of(review)
        for area in review.areas:
            row, counts = count_row(review.unit, area), _counts(review, area)
            for name, value in counts.items():
                cells[row, name] = cell_of(value, lock=lock, warning=warnings.get((row, name), ""))
            for part, whole in WHOLE_OF.items():
                cells[row, rate_key(part)] = cell_of(rate(counts[part], counts[whole]))
    return cells


def _sum_cells(row: EntryRow, parts: Sequence[Counts]) -> dict[CellKey, EntryCell]:
    """Sums of what is known, and rates over the rows that have both counts, which say where those are not all."""
    cells = {(row.key, name): sum_cell(counts[name] for counts in parts) for name in NAMES}
    for part, whole in WHOLE_OF.items():
        full = [counts for counts in parts if counts[part] is not None and counts[whole] is not None]
        value = rate(known_sum(counts[part] for counts in full), known_sum(counts[whole] for counts in full))
        words = f"Tính trên {number(len(full))}/{number(len(parts))} đơn vị có đủ hai số đếm."
        cells[row.key, rate_key(part)] = cell_of(value, warning=words if full and len(full) < len(parts) else "")
    return cells
