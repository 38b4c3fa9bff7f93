"""The appendices of payments for a report: by project, source and nature; by holder; year by year."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from budgets.appendices.cells import evened, money_cell
from budgets.notes import rounded_payments
from budgets.paying.faces import TOTAL, FaceRow, by_holder, by_project, by_source, has_holders, undivided_name
from budgets.paying.pictures import bars
from budgets.paying.places import PERCENT_DECIMALS
from budgets.paying.reporting import PaidInYear, decimals_told, paid_by_year, paid_of, remarks_of, shown_of
from budgets.paying.sums import Sums, over_years
from budgets.rounding import step_of
from planning.documents.appendices import appendix
from planning.documents.headings import indexed
from planning.documents.model import Cell, Column, Row, RowKind, Table
from planning.formats import MoneyUnit, number, rounded
from planning.plans.reading import Reading

USABLE, PAID, OUT = "Vốn được sử dụng trong năm", "Giải ngân", "Chuyển nguồn sang năm sau"
RATE_WORDS = "Tỷ lệ giải ngân tính trên tổng số được giao và năm trước chuyển sang, từ số chính xác đến đồng."
MONEY = (
    Column("given", (USABLE, "Được giao"), "", 9, is_number=True),
    Column("carried_in", (USABLE, "Năm trước chuyển sang"), "", 9, is_number=True),
    Column("available", (USABLE, "Cộng"), "", 9, is_number=True, adds=("given", "carried_in")),
    Column("paid", (PAID, "Số tiền"), "", 9, is_number=True),
    Column("percent", (PAID, "Tỷ lệ (%)"), "", 7, is_number=True),
    Column("settled", ("Quyết toán",), "", 9, is_number=True),
    Column("carried_out", (OUT,), "", 9, is_number=True),
    Column("left", ("Còn lại",), "", 9, is_number=True),
)


@appendix(position=120)
def payments_appendix(reading: Reading) -> Table | None:
    """Phụ lục: what was paid by project, source and nature; year by year for a report on several years."""
    paid, shown = paid_of(reading), shown_of(reading)
    if paid is None or shown is None:
        return _years_appendix(reading)
    rows = by_project(paid, shown)
    table = _table(reading, "payments", "THEO DỰ ÁN, NGUỒN VỐN", "Nội dung", rows)
    pictures = bars(rows, by_source(paid, shown), reading.plan.unit_of_money)
    return replace(table, notes=(RATE_WORDS, *remarks_of(reading), *rounded_payments(reading)), pictures=pictures)


@appendix(position=122)
def holders_appendix(reading: Reading) -> Table | None:
    """Phụ lục: what each holder has paid; none where one holds it all."""
    paid, shown = paid_of(reading), shown_of(reading)
    if paid is None or shown is None or not has_holders(paid):
        return None
    rows = by_holder(paid, shown, step_of(reading.plan))
    table = _table(reading, "payments-holders", "THEO CƠ QUAN, ĐƠN VỊ", "Cơ quan, đơn vị", rows)
    return replace(table, notes=(RATE_WORDS, *remarks_of(reading)))


def _table(reading: Reading, key: str, by: str, name: str, rows: Iterable[FaceRow]) -> Table:
    unit = reading.plan.unit_of_money
    table = Table(
        key=key,
        title=f"KẾT QUẢ GIẢI NGÂN {reading.plan.period_words.upper()} {by}",
        columns=indexed(_columns(name)),
        rows=tuple(face_row(row, unit) for row in rows),
        unit_line=f"Đơn vị: {unit.label}",
        is_landscape=True,
    )
    return evened(table, unit, reading.made(decimals_told))


def _columns(name: str) -> Iterator[Column]:
    yield Column("number", ("TT",), "", 5)
    yield Column("name", (name,), "", 24)
    yield from MONEY


def face_row(row: FaceRow, unit: MoneyUnit) -> Row:
    """A row as a table prints it."""
    kind = RowKind.ITEM if row.kind is RowKind.PART else row.kind
    return Row(kind, (Cell(row.number), Cell(row.name), *measures(row.printed, row.exact, unit)), row.adds)


def measures(shown: Sums, exact: Sums, unit: MoneyUnit) -> Iterator[Cell]:
    """The cells of the columns of money; a percentage is of the exact đồng."""
    for column in MONEY:
        yield percent_cell(exact) if column.key == "percent" else money_cell(getattr(shown, column.key), unit)


def percent_cell(sums: Sums) -> Cell:
    """The percentage paid, to two decimals; blank where there is none."""
    if sums.percent is None:
        return Cell()
    return Cell(number(sums.percent, PERCENT_DECIMALS), rounded(sums.percent, PERCENT_DECIMALS))


def _years_appendix(reading: Reading) -> Table | None:
    """Each year with the projects of the programme; what went from year to year is in the whole once."""
    by_year = reading.once(paid_by_year)
    if not by_year:
        return None
    years = [paid.cube.total() for paid in by_year.values()]
    rows = [FaceRow(RowKind.TOTAL, "", TOTAL, over_years(years), over_years(years))]
    for year, paid in by_year.items():
        rows += _rows_of_year(year, paid, len(rows))
    table = _table(reading, "payments", "THEO NĂM", "Nội dung", rows)
    return replace(table, notes=(RATE_WORDS, *remarks_of(reading)))


def _rows_of_year(year: int, paid: PaidInYear, place: int) -> list[FaceRow]:
    """A year with its projects, and what is of none of them, as the sum of all these; it stands at `place`."""
    root, whole = paid.cube.root, paid.cube.total()
    parts = [(node.number, node.heading, paid.cube.total(node)) for node in root.children]
    parts.append(("", undivided_name(root), paid.cube.undivided(root)))
    rows = [FaceRow(RowKind.ITEM, number, name, sums, sums) for number, name, sums in parts if sums != Sums()]
    adds = tuple(range(place + 1, place + 1 + len(rows)))
    return [FaceRow(RowKind.GROUP, "", f"Năm {year}", whole, whole, adds), *rows]
