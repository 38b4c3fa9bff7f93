"""The template of a table: rows look and answer by rules of their own, pages and guide are those of the table."""

from decimal import Decimal
from io import BytesIO

from openpyxl import load_workbook

from planning.documents.model import Column
from planning.entry.tables import EntryCell, EntryColumn, EntryRow, EntryTable
from planning.entry.template import template_of
from tests.workbooks.tables import SCOPE, money_table, movement_table


def rows_of(sheet):
    """The cells of the column of figures, by the name of their row."""
    return {row[0].value: row[1] for row in sheet.iter_rows(max_col=2) if row[0].value in ("Tỷ lệ", "Số hộ")}


def test_a_rate_keeps_its_decimals_beside_a_count():
    cells = {("rate", "value"): EntryCell(Decimal("9.73"), decimals=2), ("count", "value"): EntryCell(Decimal(1001))}
    table = EntryTable(
        title="Kết quả",
        words=(Column("name", ("Chỉ tiêu",), "", 24),),
        columns=(EntryColumn("value", ("Giá trị",), shows=0),),
        rows=(EntryRow("rate", ("Tỷ lệ",)), EntryRow("count", ("Số hộ",))),
        cells=cells,
    )

    sheet = load_workbook(BytesIO(template_of(table, SCOPE, ()))).worksheets[0]

    found = rows_of(sheet)
    assert {name: (cell.value, cell.number_format) for name, cell in found.items()} == {
        "Tỷ lệ": (9.73, "#,##0.00"),
        "Số hộ": (1001, "#,##0"),
    }
    asked = {str(each.sqref): each.type for each in sheet.data_validations.dataValidation}
    assert asked == {found["Tỷ lệ"].coordinate: "decimal", found["Số hộ"].coordinate: "whole"}


def drawn(now):
    return load_workbook(BytesIO(template_of(now, SCOPE, ())))


def test_a_table_too_wide_for_a_page_goes_on_several_with_its_names_on_each():
    columns = tuple(EntryColumn(f"c{place}", (f"Chỉ tiêu {place}",), width=20) for place in range(30))
    words = (Column("code", ("Mã",), "", 8), Column("name", ("Đơn vị",), "", 24))
    wide = EntryTable("Kết quả", words, columns, (EntryRow("a", ("1", "Xã An Bình")),), {})

    sheets = [drawn(now).worksheets[0] for now in (wide, money_table())]

    assert [(sheet.page_setup.fitToWidth, sheet.print_title_cols) for sheet in sheets] == [(3, "$A:$B"), (None, None)]


def test_the_guide_speaks_of_units_of_money_where_there_is_money():
    guides = [[row[0].value for row in drawn(now)["Hướng dẫn"]] for now in (money_table(), movement_table())]

    found = [[line for line in lines if line.startswith("Đơn vị")] for lines in guides]
    assert found == [
        ["Đơn vị: triệu đồng. Nếu đổi đơn vị tiền, phải sửa dòng “Đơn vị: …” cho đúng."],
        ["Đơn vị: hộ, người."],
    ]
