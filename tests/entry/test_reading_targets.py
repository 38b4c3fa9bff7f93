"""Each target of a plan is read from a workbook by the decimals of its own indicator."""

from io import BytesIO

from openpyxl import load_workbook

from planning.sheets.kinds import sheet_kind
from planning.sheets.workbooks import open_workbook


def edited(content, name, value):
    """The workbook with another value in the row of a target, and the address of its cell."""
    workbook = load_workbook(BytesIO(content))
    sheet = workbook.worksheets[0]
    [heading] = [cell for row in sheet.iter_rows() for cell in row if cell.value == "Giá trị"]
    [row] = [cell.row for line in sheet.iter_rows() for cell in line if cell.value == name]
    sheet.cell(row, heading.column).value = value
    buffer = BytesIO()
    workbook.save(buffer)
    return buffer.getvalue(), f"{heading.column_letter}{row}"


def test_people_are_not_counted_in_fractions_while_a_rate_has_two_decimals(plan, lan):
    kind = sheet_kind("targets")
    scope = kind.find(plan.slug, lan)
    people, address = edited(kind.template(scope, lan), "Người lao động có việc làm", 12.5)
    rate, _ = edited(kind.template(scope, lan), "Tỷ lệ hộ nghèo", 5.25)

    refused = kind.read(scope, open_workbook(people), lan)
    taken = kind.read(scope, open_workbook(rate), lan)

    assert [(problem.address, problem.message) for problem in refused.problems] == [
        (address, "Quá nhiều chữ số thập phân; cần số nguyên.")
    ]
    assert [(change.old_text, change.new_text) for change in taken.writes] == [("5,57", "5,25")]
