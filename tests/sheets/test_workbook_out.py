"""The workbook that goes out."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from planning.documents import xlsx
from planning.documents.assemble import assemble
from planning.documents.model import Cell, Column, Leaf, PlanDocument, Row, RowKind, Table
from tests.office import converted
from tests.sheets.conftest import DA1, DA2, DA21, DA22, ROOT, SHEET, changes_of, edited, exported, read


def drawn(table):
    document = PlanDocument((Leaf((), "KẾ HOẠCH", "Thử", ()),), (table,))
    return load_workbook(BytesIO(xlsx.draw(document)))[table.label]


def table_of(*rows, **more):
    columns = (
        Column("number", ("TT",), "A", 5),
        Column("name", ("Nội dung",), "B", 30),
        Column("a", ("Kế hoạch", "Giao"), "1", 10, is_number=True),
        Column("b", ("Kế hoạch", "Đạt"), "2", 10, is_number=True),
    )
    return Table("thu", "BẢNG THỬ", columns, tuple(Row(RowKind.ITEM, row) for row in rows), label="Phụ lục", **more)


def test_each_appendix_is_a_sheet_that_names_its_unit_and_its_unit_of_money(plan):
    workbook = load_workbook(BytesIO(exported(plan)))

    assert workbook.sheetnames == ["Phụ lục I", "Phụ lục II"]
    sheet = workbook[SHEET]
    assert [sheet[f"A{row}"].value for row in range(1, 6)] == [
        "Phụ lục I",
        "KINH PHÍ THỰC HIỆN CHƯƠNG TRÌNH MẪU NĂM 2025",
        "(Kèm theo Kế hoạch số …/KH-UBND ngày … tháng … năm … của Ủy ban nhân dân xã Ba Dinh)",
        "Mã đơn vị hành chính: 21499 - xã Ba Dinh",
        "Đơn vị: triệu đồng",
    ]


def test_the_figures_of_the_workbook_are_those_of_the_document(plan):
    table = assemble(plan).appendices[0]

    sheet = load_workbook(BytesIO(exported(plan)), data_only=True)[SHEET]

    written = [[cell.value for cell in row][2:] for row in sheet.iter_rows(min_row=9)]
    assert written == [[None if c.value is None else float(c.value) for c in row.cells[2:]] for row in table.rows]


def test_figures_are_numbers_and_row_numbers_are_text(plan):
    sheet = load_workbook(BytesIO(exported(plan)))[SHEET]

    assert (sheet["A12"].value, sheet["A12"].data_type) == ("2.1", "s")
    assert (sheet["E12"].value, sheet["E12"].data_type) == (1001, "n")
    assert (sheet["H13"].value, sheet["H13"].number_format) == (2.5, "#,##0.0")
    assert sheet["I12"].value is None


def sum_of(parts):
    return f'=IF(COUNT({parts})>0,SUM({parts}),"")'


def test_totals_are_formulas_across_and_down(plan):
    sheet = load_workbook(BytesIO(exported(plan)))[SHEET]

    assert sheet[f"C{DA1}"].value == sum_of(f"D{DA1},G{DA1},I{DA1}:J{DA1}")
    assert sheet[f"E{DA2}"].value == sum_of(f"E{DA21}:E{DA22}")
    assert sheet[f"E{ROOT}"].value == sum_of(f"E{DA1}:E{DA2}")
    assert sheet[f"F{DA1}"].value == 300


def test_what_is_entered_for_the_whole_is_a_number_and_a_sum_over_nothing_is_blank(province_plan):
    sheet = load_workbook(BytesIO(exported(province_plan)))["Phụ lục I"]

    total, central, investment, recurrent, *_ = [cell.value for cell in sheet[ROOT][2:]]
    assert (investment, recurrent) == (78_000, 205_000)
    assert central == sum_of(f"E{ROOT}:F{ROOT}")
    assert total.startswith("=IF(")
    assert {cell.value for row in sheet.iter_rows(min_row=DA1, min_col=3) for cell in row} == {None}


def table_of_sums(*rows):
    columns = (
        Column("name", ("Nội dung",), "A", 30),
        Column("all", ("Cộng",), "1=2+3", 10, is_number=True, adds=("a", "b")),
        Column("a", ("Giao",), "2", 10, is_number=True),
        Column("b", ("Đạt",), "3", 10, is_number=True),
    )
    made = [
        Row(kind, (Cell("x"), *(Cell(str(value), Decimal(value)) for value in values)), adds)
        for kind, values, adds in rows
    ]
    return Table("thu", "BẢNG THỬ", columns, tuple(made), label="Phụ lục")


def test_parts_of_a_row_and_rates_are_not_added():
    within, part, rate = RowKind.WITHIN, RowKind.PART, RowKind.RATE
    item = (RowKind.ITEM, (5, 2, 3), ())
    total = (RowKind.TOTAL, (10, 4, 6), (1, 2, 3, 4, 5))

    sheet = drawn(
        table_of_sums(total, item, item, (within, (4, 1, 3), ()), (part, (4, 1, 3), ()), (rate, (9, 4, 5), ()))
    )

    column_a, first = [cell.value for cell in sheet["C"]], 5
    assert column_a[first - 1] == sum_of("C6:C7")
    assert [sheet[f"B{row}"].value for row in (8, 9)] == [sum_of("C8:D8"), sum_of("C9:D9")]
    assert sheet["B10"].value == 9


def test_a_cell_that_is_more_than_its_parts_is_a_number():
    total, item = (RowKind.TOTAL, (12, 4, 7), (1, 2)), (RowKind.ITEM, (5, 2, 3), ())

    sheet = drawn(table_of_sums(total, item, item))

    assert [cell.value for cell in sheet[5]] == ["x", 12, sum_of("C6:C7"), 7]


@pytest.mark.office
def test_an_officer_who_changes_a_line_sees_the_totals_follow_and_sends_back_that_line_alone(plan, lan, tmp_path):
    content = edited(exported(plan), {f"F{DA1}": 301, f"H{DA22}": None}, is_calculated=False)

    calculated = converted(tmp_path, {"a.xlsx": content}, "xlsx")["a.xlsx"]

    sheet = load_workbook(BytesIO(calculated), data_only=True)[SHEET]
    assert [sheet[f"C{row}"].value for row in (ROOT, DA1, DA2)] == [1302, 301, 1001]
    assert sheet[f"H{DA2}"].value in (None, "")
    outcome = read(plan, calculated, lan)
    assert outcome.problems == ()
    assert changes_of(outcome) == [("Thay đổi", f"F{DA1}", "300", "301"), ("Xóa", f"H{DA22}", "2,5", "")]


def test_a_workbook_says_what_it_is_and_is_the_same_whenever_it_is_drawn(plan):
    content = exported(plan)

    properties = load_workbook(BytesIO(content)).properties
    assert properties.title == "KẾ HOẠCH Thực hiện Chương trình mẫu năm 2025"
    assert properties.creator == "ỦY BAN NHÂN DÂN XÃ BA DINH"
    assert properties.created == datetime(1980, 1, 1)
    assert exported(plan) == content


def test_headings_are_merged_and_repeat_on_every_page(plan):
    sheet = load_workbook(BytesIO(exported(plan)))[SHEET]

    assert sheet["D6"].value == "Ngân sách trung ương"
    assert {"A6:A7", "D6:F6"} <= {str(area) for area in sheet.merged_cells.ranges}
    assert sheet.print_title_rows == "$6:$8"
    assert sheet.freeze_panes == "A9"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (
        "landscape",
        9,
        0,
    )


def test_words_that_begin_like_a_formula_stay_words():
    row = (Cell("=1+1"), Cell("@SUM(A1)"), Cell("-"), Cell("+84"))

    sheet = drawn(table_of(row))

    written = [(cell.value, cell.data_type, cell.quotePrefix) for cell in sheet[6]]
    assert written == [(text, "s", True) for text in ("=1+1", "@SUM(A1)", "-", "+84")]


def test_a_rate_keeps_its_decimals_and_zero_is_written():
    row = (Cell("1"), Cell("Tỷ lệ"), Cell("33,50", Decimal("33.50")), Cell("0", Decimal(0)))

    sheet = drawn(table_of(row))

    assert [(cell.value, cell.number_format) for cell in sheet[6][2:]] == [(33.5, "#,##0.00"), (0, "#,##0")]


def test_a_table_writes_zero_in_its_own_way_and_its_rates_in_italics():
    row = Row(RowKind.RATE, (Cell("1"), Cell("Tỷ lệ"), Cell("-", Decimal(0)), Cell("2,5", Decimal("2.5"))))

    sheet = drawn(replace(table_of(), rows=(row,), zero="-"))

    assert [cell.number_format for cell in sheet[6][2:]] == ['#,##0;-#,##0;"-"', '#,##0.0;-#,##0.0;"-"']
    assert (sheet["C6"].value, sheet["B6"].font.italic) == (0, True)


def test_notes_stand_under_the_table():
    sheet = drawn(table_of((Cell("1"), Cell("Hộ"), Cell(), Cell()), notes=("Ghi chú: số liệu tạm tính.",)))

    assert sheet["A7"].value == "Ghi chú: số liệu tạm tính."
    assert "A7:D7" in {str(area) for area in sheet.merged_cells.ranges}


def test_characters_a_workbook_cannot_hold_are_left_out():
    sheet = drawn(table_of((Cell("1"), Cell("Hộ\x0b nghèo"), Cell(), Cell())))

    assert sheet["B6"].value == "Hộ nghèo"


def test_a_document_without_appendices_is_still_a_workbook():
    document = PlanDocument((Leaf((), "KẾ HOẠCH", "Thử", ()),))

    workbook = load_workbook(BytesIO(xlsx.draw(document)))

    assert workbook.active["A1"].value == "KẾ HOẠCH Thử"


def test_an_empty_table_has_its_headings_and_no_rows():
    sheet = drawn(table_of())

    assert [cell.value for cell in sheet[5]] == ["A", "B", "1", "2"]
    assert sheet.max_row == 5
