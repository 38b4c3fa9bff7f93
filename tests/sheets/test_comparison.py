"""What a workbook says against the plan: the changes of a preview."""

import shutil
import subprocess

import pytest
from openpyxl.utils import range_boundaries

from planning.sheets.changes import ChangeKind
from tests.sheets.conftest import DA1, DA2, DA21, DA22, ROOT, changes_of, edited, exported, read


def test_the_workbook_as_exported_changes_nothing(plan, lan):
    outcome = read(plan, exported(plan), lan)

    assert outcome.problems == ()
    assert dict(outcome.counts) == {
        ChangeKind.NEW: 0,
        ChangeKind.CHANGED: 0,
        ChangeKind.REMOVED: 0,
        ChangeKind.UNCHANGED: 3,
    }
    assert outcome.notes == ("Trang tính “Phụ lục II” không đọc (không phải bảng kinh phí).",)


def test_one_cell_edited_is_one_change(plan, lan):
    content = edited(exported(plan), {f"F{DA1}": 301})

    outcome = read(plan, content, lan)

    assert outcome.problems == ()
    assert changes_of(outcome) == [("Thay đổi", f"F{DA1}", "300", "301")]
    change = outcome.writes[0]
    assert (change.row, change.column) == ("Dự án 1: Sinh kế", "Ngân sách trung ương, sự nghiệp")


def test_sums_left_as_exported_are_worked_out_anew_and_named(plan, lan):
    outcome = read(plan, edited(exported(plan), {f"F{DA1}": 301}), lan)

    stale = [note for note in outcome.notes if "ô tổng" in note]
    assert stale == [
        f"5 ô tổng còn ghi số cũ, sẽ được tính lại theo các ô thành phần: C{ROOT}, D{ROOT}, F{ROOT}, C{DA1}, D{DA1}."
    ]


def test_sums_corrected_along_with_their_parts_are_accepted(plan, lan):
    sums = {f"{column}{row}": value + 1 for column, row, value in [
        ("F", ROOT, 300), ("D", ROOT, 1301), ("C", ROOT, 1303.5), ("D", DA1, 300), ("C", DA1, 300)
    ]}  # fmt: skip

    outcome = read(plan, edited(exported(plan), {f"F{DA1}": 301} | sums), lan)

    assert outcome.problems == ()
    assert changes_of(outcome) == [("Thay đổi", f"F{DA1}", "300", "301")]


def test_a_cleared_cell_removes_its_line(plan, lan):
    outcome = read(plan, edited(exported(plan), {f"H{DA22}": None}), lan)

    assert outcome.problems == ()
    assert changes_of(outcome) == [("Xóa", f"H{DA22}", "2,5", "")]


@pytest.mark.parametrize("dash", ["-", "–", "…", "  "])
def test_a_dash_says_that_there_is_nothing(plan, lan, dash):
    outcome = read(plan, edited(exported(plan), {f"H{DA22}": dash}), lan)

    assert changes_of(outcome) == [("Xóa", f"H{DA22}", "2,5", "")]


@pytest.mark.parametrize("zero", [0, "0", 0.0, "0,00"])
def test_zero_is_a_line_of_zero(plan, lan, zero):
    outcome = read(plan, edited(exported(plan), {f"F{DA22}": zero}), lan)

    assert changes_of(outcome) == [("Mới", f"F{DA22}", "", "0")]


@pytest.mark.parametrize(
    ("typed", "dong"),
    [
        ("1.001", 1_001_000_000),
        (1001, 1_001_000_000),
        ("2,21", 2_210_000),
        (2.21, 2_210_000),
        ("1.234.567", 1_234_567_000_000),
        (0.1 + 0.2, 300_000),
        ("1 001,5", 1_001_500_000),
        (93.9, 93_900_000),
    ],
)
def test_a_number_reads_as_it_was_meant(plan, lan, typed, dong):
    outcome = read(plan, edited(exported(plan), {f"F{DA22}": typed}), lan)

    assert outcome.problems == ()
    assert [change.new for change in outcome.writes] == [dong]


@pytest.mark.parametrize(
    ("unit_line", "dong"),
    [
        ("Đơn vị: đồng", 7),
        ("ĐVT: Triệu đồng.", 7_000_000),
        ("(Đơn vị tính: tỷ đồng)", 7_000_000_000),
        ("Đơn vị: tỉ đồng", 7_000_000_000),
        ("ĐVT: tr.đ", 7_000_000),
    ],
)
def test_amounts_are_in_the_unit_the_sheet_names(plan, lan, unit_line, dong):
    def only_one_figure(sheet):
        for row in sheet.iter_rows(min_row=ROOT, min_col=3):
            for cell in row:
                cell.value = None
        sheet["A5"], sheet[f"F{DA1}"] = unit_line, 7

    outcome = read(plan, edited(exported(plan), change=only_one_figure), lan)

    assert outcome.problems == ()
    assert [change.new for change in outcome.writes if change.address == f"F{DA1}"] == [dong]


def test_a_total_row_is_an_entry_where_nothing_stands_below_it(province_plan, minh):
    outcome = read(province_plan, edited(exported(province_plan), {f"F{ROOT}": 206_000}), minh)

    assert outcome.problems == ()
    assert changes_of(outcome) == [("Thay đổi", f"F{ROOT}", "205.000", "206.000")]


def test_money_of_the_whole_is_divided_among_its_parts(province_plan, minh):
    content = edited(exported(province_plan), {f"F{DA1}": 200_000, f"F{DA22}": 5_000})

    outcome = read(province_plan, content, minh)

    assert outcome.problems == ()
    assert changes_of(outcome) == [
        ("Xóa", f"F{ROOT}", "205.000", ""),
        ("Mới", f"F{DA1}", "", "200.000"),
        ("Mới", f"F{DA22}", "", "5.000"),
    ]


def test_parts_that_do_not_make_up_the_whole_are_a_problem(province_plan, minh):
    outcome = read(province_plan, edited(exported(province_plan), {f"F{DA1}": 200_000}), minh)

    assert [(problem.address, problem.message) for problem in outcome.problems] == [
        (
            f"F{ROOT}",
            "Số tổng 205.000 khác với số cộng các dòng thuộc dòng này là 200.000 triệu đồng. "
            "Vui lòng sửa hoặc để trống ô tổng.",
        )
    ]


def test_rows_and_columns_that_are_not_there_leave_their_lines_alone(plan, lan):
    def shortened(sheet):
        for area in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(area))
        sheet.delete_rows(DA1)
        sheet.delete_cols(8)

    outcome = read(plan, edited(exported(plan), change=shortened), lan)

    assert outcome.problems == ()
    assert outcome.writes == ()
    assert "Giữ nguyên 2 khoản kinh phí mà tệp không có dòng hoặc cột." in outcome.notes


def test_columns_may_stand_in_another_order_with_remarks_between_them(plan, lan):
    def rearranged(sheet):
        for area in list(sheet.merged_cells.ranges):
            if range_boundaries(str(area))[1] in (6, 7):
                sheet.unmerge_cells(str(area))
        sheet["A6"], sheet["A7"] = "STT", None
        sheet["B7"] = sheet["C7"] = None
        sheet.move_range(f"J6:J{DA22}", cols=2)
        sheet["J6"], sheet[f"J{DA1}"] = "Ghi chú", "vốn chuyển nguồn 2024"
        sheet[f"L{DA1}"] = 9
        sheet.insert_rows(1)
        sheet["A1"] = "ỦY BAN NHÂN DÂN XÃ BA DINH"

    outcome = read(plan, edited(exported(plan), change=rearranged), lan)

    assert outcome.problems == ()
    assert changes_of(outcome) == [("Mới", f"L{DA1 + 1}", "", "9")]
    assert "Cột không đọc: “Ghi chú”." in outcome.notes


@pytest.mark.parametrize(
    ("headings", "label"),
    [
        (("Vốn tín dụng", None), "Tín dụng"),
        (("Ngân sách địa phương", "Tỉnh, sự nghiệp"), "Ngân sách địa phương, tỉnh, sự nghiệp"),
        (("NGÂN SÁCH ĐỊA PHƯƠNG", "Ngân sách tỉnh, sự  nghiệp"), "Ngân sách địa phương, tỉnh, sự nghiệp"),
        (("Ngân sách địa phương", "Đầu tư phát triển"), "Ngân sách địa phương, đầu tư phát triển"),
    ],
)
def test_a_source_that_was_not_exported_is_read_by_its_headings(plan, lan, headings, label):
    def another_column(sheet):
        sheet["K6"], sheet["K7"] = headings
        sheet[f"K{DA21}"] = 8
        sheet["I6"] = None if label == "Tín dụng" else sheet["I6"].value

    outcome = read(plan, edited(exported(plan), change=another_column), lan)

    assert outcome.problems == ()
    assert [(change.address, change.column) for change in outcome.writes] == [(f"K{DA21}", label)]


def test_a_row_is_known_by_its_name_where_its_number_is_blank(plan, lan):
    outcome = read(plan, edited(exported(plan), {f"A{DA1}": None, f"B{DA1}": "sinh  KẾ", f"F{DA1}": 5}), lan)

    assert outcome.problems == ()
    assert changes_of(outcome) == [("Thay đổi", f"F{DA1}", "300", "5")]


def test_row_numbers_typed_as_numbers_are_the_same_numbers(plan, lan):
    outcome = read(plan, edited(exported(plan), {f"A{DA2}": 2, f"A{DA21}": 2.1, f"E{DA21}": 5}), lan)

    assert outcome.problems == ()
    assert changes_of(outcome) == [("Thay đổi", f"E{DA21}", "1.001", "5")]


def test_remarks_under_the_table_are_passed_over(plan, lan):
    def with_remarks(sheet):
        sheet["B15"] = "Ghi chú: số liệu tạm tính"
        sheet["A16"] = "Trong đó:"
        sheet["A17"] = "Bảng này lập theo công văn hướng dẫn"
        sheet.merge_cells("A17:J17")

    outcome = read(plan, edited(exported(plan), change=with_remarks), lan)

    assert (outcome.problems, outcome.writes) == ((), ())


def test_a_formula_counts_by_its_last_result(plan, lan, tmp_path):
    content = edited(exported(plan), {f"F{DA1}": "=100+201", f"F{DA22}": '=IF(1=1,"","x")'})

    outcome = read(plan, through_libreoffice(content, tmp_path), lan)

    assert outcome.problems == ()
    assert changes_of(outcome) == [("Thay đổi", f"F{DA1}", "300", "301")]


def test_hidden_rows_are_read_and_named_and_hidden_sheets_are_not_read(plan, lan):
    def hidden(sheet):
        sheet.row_dimensions[DA1].hidden = True
        sheet[f"F{DA1}"] = 5
        sheet.parent["Phụ lục II"].sheet_state = "hidden"

    outcome = read(plan, edited(exported(plan), change=hidden), lan)

    assert changes_of(outcome) == [("Thay đổi", f"F{DA1}", "300", "5")]
    assert f"Các dòng đang ẩn vẫn được đọc: {DA1}." in outcome.notes
    assert "Trang tính “Phụ lục II” không đọc (đang ẩn)." in outcome.notes


def test_a_workbook_that_went_through_libreoffice_changes_nothing(plan, lan, tmp_path):
    outcome = read(plan, through_libreoffice(exported(plan), tmp_path), lan)

    assert outcome.problems == ()
    assert outcome.writes == ()
    assert dict(outcome.counts)[ChangeKind.UNCHANGED] == 3


def test_a_plan_that_counts_twice_is_not_changed_by_its_own_export(plan, lan, fund):
    fund(plan, "DA2", "central", "investment", 50_000_000)

    outcome = read(plan, exported(plan), lan)

    assert (outcome.problems, outcome.writes) == ((), ())


def through_libreoffice(content, folder):
    """The workbook as LibreOffice writes it after opening it, formulas calculated."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    source, target = folder / "bang.xlsx", folder / "out"
    source.write_bytes(content)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(target), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (target / "bang.xlsx").read_bytes()
