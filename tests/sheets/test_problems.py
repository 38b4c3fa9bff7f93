"""Workbooks with faults: every fault is named with its cell, and nothing is written."""

from datetime import date

import pytest

from planning.places.units import UnitKind
from tests.conftest import make_unit
from tests.sheets.conftest import DA1, DA2, DA21, DA22, ROOT, SHEET, edited, exported, lines, places_of, read

# Each bad cell of the export of the wide plan, and what its problem says.
BAD_CELLS = {
    "C9": (123, "Số tổng 123 khác với số cộng các cột thành phần"),
    "D9": (456, "Số tổng 456 khác với số cộng các cột thành phần"),
    "G9": ("7.000", "Số tổng 7.000 khác với số cộng các cột thành phần"),
    "D10": (1_600_000, "Số tổng 1.600.000 khác với số cộng các cột thành phần là 1.500.000 đồng. Vui lòng"),
    "E11": (1_000, "Dự án 2 không có vốn đầu tư phát triển"),
    "F11": ("một trăm", "Không phải là số"),
    "H11": (1_000, "Dự án 2 không có vốn đầu tư phát triển"),
    "I11": ("#DIV/0!", "Công thức báo lỗi #DIV/0!"),
    "F12": (4_999_999, "Số tổng 4.999.999 khác với số cộng các dòng thuộc dòng này là 5.000.000 đồng. Vui lòng"),
    "I12": (99_999, "Số tổng 99.999 khác với số cộng các dòng thuộc dòng này là 100.000 đồng. Vui lòng"),
    "F13": ("1.234,5.6", "Không phải là số"),
    "I13": ("=20000+20000", "Công thức chưa có kết quả"),
    "F14": (2.5, "Số tiền phải là số nguyên đồng; ô này là 2,5 đồng."),
    "F15": ("2,5", "Số tiền phải là số nguyên đồng; ô này là 2,5 đồng."),
    "I15": (10**18, "Số tiền quá lớn"),
    "J15": (True, "Không phải là số"),
    "K15": (date(2025, 1, 31), "Không phải là số"),
    "E16": (1_000, "Dự án 5 không có vốn đầu tư phát triển"),
    "F16": (-5, "Số tiền không được âm"),
    "I16": ("1.000.000.000.000.000.000", "Số tiền quá lớn"),
    "J16": ("-1.000", "Số tiền không được âm"),
    "B17": ("Dự án 99: Cầu đường", "Tên không khớp với TT của dòng. TT 6 là “Dự án 6: Truyền thông”."),
    "F17": ("1,234.5", "Không phải là số"),
    "A18": ("4", "TT không khớp với tên của dòng. Tên này có TT: 7."),
    "F18": ("#REF!", "Công thức báo lỗi #REF!"),
    "J18": ("12 triệu", "Không phải là số"),
}


def test_thirty_bad_cells_are_thirty_problems_each_with_its_place(wide_plan, lan):
    content = edited(exported(wide_plan), change=spoil)
    before = lines(wide_plan)

    outcome = read(wide_plan, content, lan)

    found = {(problem.sheet, problem.address): problem.message for problem in outcome.problems}
    expected = {(SHEET, address): words for address, (_, words) in BAD_CELLS.items()} | {
        (SHEET, "J13"): "Ô gộp J13:K13 nằm trong vùng số liệu.",
        (SHEET, "B19"): "Dòng này trùng với dòng 10",
        (SHEET, "B20"): "Chương trình không có dự án, tiểu dự án tên này.",
        ("Bảng tỉnh", "A4"): "Bảng này của đơn vị mà bạn không được nhập số liệu.",
    }
    assert set(found) == set(expected)
    assert len(outcome.problems) == 30
    assert [key for key, words in expected.items() if not found[key].startswith(words)] == []
    assert lines(wide_plan) == before


def spoil(sheet):
    for address, (value, _) in BAD_CELLS.items():
        sheet[address] = value
    sheet["J13"] = 1
    sheet.merge_cells("J13:K13")
    for column, value in zip("ABF", ("1", "Dự án 1: Hạ tầng", 5), strict=True):
        sheet[f"{column}19"] = value
    for column, value in zip("ABF", ("8", "Dự án 8: Thủy lợi", 5), strict=True):
        sheet[f"{column}20"] = value
    second = sheet.parent.copy_worksheet(sheet)
    second.title = "Bảng tỉnh"
    second["A4"] = "Mã đơn vị hành chính: 51 - tỉnh Quảng Ngãi"


def test_problems_stand_in_the_order_of_the_cells(plan, lan):
    cells = {f"F{DA22}": "x", f"E{DA21}": "x", f"F{DA1}": "x", f"E{DA1}": "x"}

    outcome = read(plan, edited(exported(plan), cells), lan)

    assert places_of(outcome) == [(SHEET, f"E{DA1}"), (SHEET, f"F{DA1}"), (SHEET, f"E{DA21}"), (SHEET, f"F{DA22}")]


def test_a_problem_says_what_was_found_and_what_is_expected(plan, lan):
    outcome = read(plan, edited(exported(plan), {f"F{DA1}": "ba trăm " * 20}), lan)

    problem = outcome.problems[0]
    assert (problem.sheet, problem.row, problem.column) == (SHEET, DA1, "F")
    assert problem.value == ("ba trăm " * 20)[:59] + "…"
    assert problem.message == (
        "Không phải là số. Vui lòng nhập số, ví dụ 1.234,5 (dấu chấm tách hàng nghìn, dấu phẩy thập phân)."
    )


def test_a_misspelt_project_is_answered_by_its_right_name(plan, lan):
    outcome = read(plan, edited(exported(plan), {f"A{DA22}": None, f"B{DA22}": "Tiểu dự án 2: Việc lam"}), lan)

    assert [problem.message for problem in outcome.problems] == [
        "Chương trình không có dự án, tiểu dự án tên này. Các tên cần dùng: "
        "“Tiểu dự án 2: Việc làm”; “Tiểu dự án 1: Dạy nghề”."
    ]


@pytest.mark.parametrize("total", ["Tổng số", "TỔNG CỘNG", "Chương trình mẫu"])
def test_a_total_row_may_be_named_in_several_ways_but_stand_once(plan, lan, total):
    cells = {f"B{ROOT}": total, "B14": "TỔNG SỐ", "F14": 300}

    outcome = read(plan, edited(exported(plan), cells), lan)

    assert [(problem.address, problem.message) for problem in outcome.problems] == [
        ("B14", f"Dòng này trùng với dòng {ROOT}; mỗi dự án, tiểu dự án chỉ có một dòng.")
    ]


def test_a_number_that_is_not_that_of_the_name_is_a_problem(plan, lan):
    outcome = read(plan, edited(exported(plan), {f"A{DA2}": "3", f"A{ROOT}": "1"}), lan)

    assert [(problem.address, problem.message) for problem in outcome.problems] == [
        (f"A{ROOT}", "TT không khớp với tên của dòng. Tên này có TT: để trống."),
        (f"A{DA2}", "TT không khớp với tên của dòng. Tên này có TT: 2."),
    ]


def test_a_name_that_two_rows_bear_needs_its_number(wide_plan, lan):
    wide_plan.programme.components.filter(code__startswith="DA3.").update(name="Chung")

    outcome = read(wide_plan, edited(exported(wide_plan), {"A13": None, "B13": "Chung"}), lan)

    assert [(problem.address, problem.message) for problem in outcome.problems] == [
        ("A13", "Có nhiều dòng mang tên này. Cần ghi TT: 3.1, 3.2.")
    ]


@pytest.mark.parametrize(
    ("unit_line", "address", "words"),
    [
        (None, "", "Thiếu dòng “Đơn vị: …” phía trên bảng."),
        ("Đơn vị: nghìn đồng", "A5", "Không rõ đơn vị tiền."),
    ],
)
def test_amounts_without_a_known_unit_are_not_guessed(plan, lan, unit_line, address, words):
    outcome = read(plan, edited(exported(plan), {"A5": unit_line}), lan)

    assert [(problem.sheet, problem.address) for problem in outcome.problems] == [(SHEET, address)]
    assert outcome.problems[0].message == f"{words} Cần một trong: đồng, triệu đồng, tỷ đồng."


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("51", "Bảng này của đơn vị mà bạn không được nhập số liệu."),
        ("21500", "Bảng này của đơn vị khác."),
        ("99999", "Không có đơn vị hành chính nào mang mã 99999."),
    ],
)
def test_a_table_of_another_unit_is_not_taken(plan, lan, code, words):
    outcome = read(plan, edited(exported(plan), {"A4": f"Mã đơn vị hành chính: {code} - tên"}), lan)

    assert [problem.message for problem in outcome.problems] == [f"{words} Kế hoạch này là của xã Ba Dinh (mã 21499)."]
    assert outcome.changes == ()


def test_a_table_that_names_no_unit_is_taken_for_the_plans(plan, lan):
    outcome = read(plan, edited(exported(plan), {"A4": None, f"F{DA1}": 5}), lan)

    assert (outcome.problems, len(outcome.writes)) == ((), 1)


def test_two_tables_of_the_same_unit_leave_open_which_one_is_meant(plan, lan):
    outcome = read(plan, edited(exported(plan), change=lambda sheet: sheet.parent.copy_worksheet(sheet)), lan)

    assert [(problem.sheet, problem.message) for problem in outcome.problems] == [
        ("Phụ lục I Copy", "Tệp đã có bảng kinh phí của đơn vị ở trang tính “Phụ lục I”.")
    ]


def test_a_workbook_without_the_table_says_what_is_looked_for(plan, lan):
    outcome = read(plan, edited(exported(plan), {"B6": "Tên"}), lan)

    assert [problem.message for problem in outcome.problems] == [
        "Không tìm thấy bảng kinh phí. Bảng cần có cột “Nội dung” và các cột nguồn vốn với tiêu đề như trong tệp "
        "phụ lục tải từ kế hoạch này."
    ]


def test_a_column_that_comes_twice_is_a_problem_at_the_second(plan, lan):
    outcome = read(plan, edited(exported(plan), {"K6": "Huy động khác"}), lan)

    assert [(problem.address, problem.value) for problem in outcome.problems] == [("K7", "Huy động khác")]


def test_a_part_is_not_entered_beside_a_whole_the_sheet_does_not_show(province_plan, minh):
    def without_total(sheet):
        sheet[f"F{DA1}"] = 5
        sheet.delete_rows(ROOT)

    outcome = read(province_plan, edited(exported(province_plan), change=without_total), minh)

    assert [(problem.address, problem.message) for problem in outcome.problems] == [
        (
            f"F{ROOT}",
            "Cột này đã nhập chung cho Chương trình mẫu, mà tệp không có dòng đó. "
            "Vui lòng thêm dòng đó hoặc để trống ô này.",
        )
    ]


def test_a_merged_name_is_one_problem_and_its_rows_are_not_guessed(plan, lan):
    outcome = read(plan, edited(exported(plan), change=lambda sheet: sheet.merge_cells(f"B{DA21}:B{DA22}")), lan)

    assert places_of(outcome) == [(SHEET, f"B{DA21}")]


def test_a_row_with_figures_and_no_name_is_a_problem(plan, lan):
    outcome = read(plan, edited(exported(plan), {f"B{DA1}": None}), lan)

    assert places_of(outcome) == [(SHEET, f"B{DA1}")]


def test_a_table_of_another_province_is_out_of_reach(plan, lan):
    make_unit("01", "Thành phố", "Hà Nội", UnitKind.PROVINCE)

    outcome = read(plan, edited(exported(plan), {"A4": "Mã đơn vị hành chính: 01 - thành phố Hà Nội"}), lan)

    assert outcome.problems[0].message.startswith("Bảng này của đơn vị mà bạn không được nhập số liệu.")


@pytest.mark.parametrize("value", ["hai trăm", -5, "=1+1"])
def test_one_fault_under_a_sum_entered_as_a_whole_is_one_problem(province_plan, minh, value):
    outcome = read(province_plan, edited(exported(province_plan), {f"F{DA1}": value}), minh)

    assert places_of(outcome) == [(SHEET, f"F{DA1}")]


def test_capital_not_carried_under_a_sum_entered_as_a_whole_is_one_problem(province_plan, minh):
    outcome = read(province_plan, edited(exported(province_plan), {f"E{DA1}": 5}), minh)

    assert places_of(outcome) == [(SHEET, f"E{DA1}")]


def test_a_fault_among_the_parts_of_a_whole_is_one_problem(province_plan, minh):
    cells = {f"F{DA1}": 100_000, f"F{DA22}": "105.000 tr"}

    outcome = read(province_plan, edited(exported(province_plan), cells), minh)

    assert places_of(outcome) == [(SHEET, f"F{DA22}")]


def test_a_whole_changed_beside_a_fault_among_its_parts_is_not_judged_twice(province_plan, minh):
    outcome = read(province_plan, edited(exported(province_plan), {f"F{DA1}": "x", f"F{ROOT}": 206_000}), minh)

    assert places_of(outcome) == [(SHEET, f"F{DA1}")]
