"""Rows that are read by rules of their own look and answer by them in the workbook too."""

from decimal import Decimal
from io import BytesIO

from openpyxl import load_workbook

from planning.documents.model import Column
from planning.entry.tables import EntryCell, EntryColumn, EntryRow, EntryTable
from planning.entry.template import template_of
from tests.workbooks.tables import SCOPE


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
