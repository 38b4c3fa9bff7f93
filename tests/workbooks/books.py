"""The workbooks themselves, in the styles in which they come; what each is said to hold is in `expected.py`."""

import unicodedata
from datetime import date

from tests.workbooks.sheets import HEADER, SCOPE_LINE, Page, book, calculated
from tests.workbooks.tables import FULL, SCOPE, money_table, movement_table, table

MERGED = ("A4:A5", "B4:B5", "C4:C5", "D4:D5", "E4:F4", "H4:H5")
TITLES = [["ỦY BAN NHÂN DÂN TỈNH MẪU"], ["BIỂU TỔNG HỢP KẾT QUẢ RÀ SOÁT"], [SCOPE_LINE]]
INDEX = ["A", "B", "C", 1, 2, "3=2/1*100", 4, 5]
AN_BINH = ["1", "10001", "Xã An Bình", 1200, 120, 10, 60, 42.5]
AN_PHU = ["2", "10005", "Xã An Phú", 800, 40, 5, 0, None]
BINH_YEN = ["1", "10009", "Xã Bình Yên", 1500, 30, 2, None, None]
BINH_AN = ["2", "10013", "Xã Bình An", 900, 9, 1, 5, None]
PHU_LAM = ["3", "10017", "Xã Phú Lâm", None, None, None, None, None]
ALL = [AN_BINH, AN_PHU, BINH_YEN, BINH_AN, PHU_LAM]


def with_(row, **cells):
    """A row with other values in the columns of these letters."""
    changed = list(row)
    for letter, value in cells.items():
        changed["ABCDEFGHIJ".index(letter)] = value
    return changed


def page(*rows, top=TITLES, **more):
    return Page([*top, *HEADER, *rows], merged=MERGED, **more)


def titles_and_index_row():
    return book(page(INDEX, with_(AN_BINH, D=1210), AN_PHU, BINH_YEN, BINH_AN, with_(PHU_LAM, D=700, E=0)))


def groups_and_totals_that_add_up():
    total = [None, None, "Tổng số", 4500, 199, 4.42, 65, None]
    first, second = ["I", None, "Huyện An Hòa", 2000, 160], ["II", None, "Huyện Bình Lâm", 2500, 39]
    return book(page(INDEX, total, first, AN_BINH, AN_PHU, second, BINH_YEN, with_(BINH_AN, D=1000), PHU_LAM))


def a_total_that_was_changed_and_one_left_as_it_was():
    total, group = [None, None, "Tổng số", 4400, 222], ["I", None, "HUYỆN AN HÒA", 2000, 160]
    return book(page(total, group, with_(AN_BINH, D=1300), *ALL[1:]))


def columns_in_another_order_under_other_headings():
    rows = [
        ["Xã/phường", "Số hộ cận nghèo", "SỐ HỘ  NGHÈO", "Ghi chú", "Mã ĐVHC", "Tổng số", "STT"],
        [None, None, None, None, None, "Số hộ", None],
        ["An Bình", 61, 120, "mới rà soát", 10001, 1200, 1],
        ["Phú Lâm", 2, 3, None, 10017, 100, 2],
    ]
    return book(Page([["Bảng của xã"], *rows]))


def numbers_typed_as_text():
    return book(
        page(
            with_(AN_BINH, D="1.250", E=" 120 ", G="-", H="42,75"),
            with_(AN_PHU, D="1\u00a0234", E="…", G="0"),
            with_(BINH_YEN, D="1.500,0", E="1,234.5", G="–"),
            with_(BINH_AN, D="12.50", E="9 hộ"),
        )
    )


def hidden_rows_and_columns_notes_and_signatures():
    return book(
        page(
            *ALL[:4],
            with_(PHU_LAM, D=650),
            [],
            ["Ghi chú: số liệu đến ngày 31/12."],
            ["* Chưa gồm hộ mới chuyển đến"],
            [None, "NGƯỜI LẬP BIỂU", None, None, "CHỦ TỊCH", None, None, None],
            hidden=(9, 10, "C", "G"),
        )
    )


def parts_on_several_sheets():
    return book(
        Page([["Bìa"], ["Năm 2025"]], name="Bìa"),
        page(with_(AN_BINH, D=1201), AN_PHU, name="An Hòa"),
        page(with_(BINH_YEN, D=1501), BINH_AN, AN_PHU, name="Bình Lâm"),
        Page([["TT", "Nội dung", "Số tiền"], [1, "Hạ tầng", 500]], name="Kinh phí"),
        page(with_(AN_BINH, D=9), name="Nháp", state="hidden"),
    )


def formulas_with_results():
    rows = [*TITLES, *HEADER, with_(AN_BINH, D="=600+650", F="=E6/D6*100"), with_(AN_PHU, D="=NA()")]
    return calculated(rows, {"D6": 1250, "F6": 9.6, "D7": "#N/A"})


def formulas_without_results():
    return book(page(with_(AN_BINH, D="=600+650", F="=E6/D6*100"), [None, None, "Tổng số", "=SUM(D6:D6)"]))


def cells_that_are_no_entries():
    return book(
        page(
            with_(AN_BINH, D=-5, E=1.5, G="khoảng 100", H=500.5),
            with_(AN_PHU, D=True, E=date(2025, 3, 1), G="#REF!", H=12.345),
            with_(BINH_YEN, D=10**16, E=30, F="#DIV/0!"),
            with_(BINH_AN, D=900, E=8, G=8),
            with_(PHU_LAM, D=5),
        )
    )


def numbers_merged_over_rows():
    shown = page(with_(AN_BINH, G=60), with_(AN_PHU, G=None))
    shown.merged += ("G6:G7",)
    return book(shown)


def rows_that_come_twice():
    return book(page(AN_BINH, with_(AN_BINH, D=1300), with_(BINH_AN, B=None), with_(BINH_AN, A=None)))


def rows_of_unknown_and_unclear_units():
    return book(
        page(
            with_(AN_BINH, D=1201),
            ["2", "99999", "Xã Lạ", 5, 1],
            ["3", "10005", "Xã Bình Yên", 800, 40],
            ["4", None, "Xã Bình Yêm", 1500, 30],
            ["5", None, None, 7, 7],
            ["6", "10013", "Phường Bình An", 901, 9],
        )
    )


def of_another_unit():
    return book(page(AN_BINH, top=[*TITLES[:2], ["Mã đơn vị hành chính: 48. Năm: 2025. Mã bảng: 48-2025"]]))


def of_another_year():
    return book(page(AN_BINH, top=[*TITLES[:2], ["Mã đơn vị hành chính: 51. Năm: 2024. Mã bảng: 51-2024"]]))


def of_another_plan():
    return book(page(AN_BINH, top=[*TITLES[:2], ["Mã đơn vị hành chính: 51. Năm: 2025. Mã bảng: 51-annual-2025"]]))


def money(unit, *rows, name):
    header = [
        ["Mã", "Đơn vị", "Tổng số", "Ngân sách trung ương", None],
        [None, None, None, "Đầu tư phát triển", "Sự nghiệp"],
    ]
    top = [["PHÂN BỔ"], [unit]]
    return Page([*top, *header, *rows], name=name, merged=("D3:E3", "A3:A4", "B3:B4", "C3:C4"))


def units_of_money_that_differ():
    return book(
        money("Đơn vị: triệu đồng", ["10001", "Xã An Bình", 1500, 1500, None], name="Triệu"),
        money("ĐVT: nghìn đồng", ["10005", "Xã An Phú", 2500.5, 2000, 500.5], name="Nghìn"),
        money("(Đơn vị tính: tỷ đồng)", ["10009", "Xã Bình Yên", None, 1.25, None], name="Tỷ"),
        money("Đơn vị: USD", ["10013", "Xã Bình An", None, 5, None], name="Đô la"),
        money("", ["10017", "Xã Phú Lâm", None, 5, None], name="Không ghi"),
    )


def two_rows_a_unit_with_merged_names():
    rows = [
        ["TT", "Mã", "Xã, phường", "Phân tổ", "Đầu kỳ", "Giảm", "Tăng", "Cuối kỳ"],
        [None, None, None, None, None, "Thoát nghèo", "Phát sinh mới", None],
        ["A", "B", "C", "D", 1, 2, 3, "4=1-2+3"],
        [1, "10001", "Xã An Bình", "Hộ", 12, 3, "-", 9],
        [None, None, None, "Nhân khẩu", 50, 11, "-", 39],
        [2, "10005", "Xã An Phú", "Hộ", 7, None, 1, 8],
        [None, None, None, "Nhân khẩu", 20, None, 4, 24],
    ]
    merged = ("F1:F1", "A4:A5", "B4:B5", "C4:C5", "A6:A7", "B6:B7", "C6:C7")
    return book(Page(rows, merged=merged))


def letters_composed_in_another_way():
    rows = [
        ["tt", "MÃ", "Xã , phường", "TỔNG  SỐ\u00a0HỘ", "Thu nhập bình quân\u200b"],
        ["1", "10001 ", "xã  An\u00a0Bình", 1202, 43],
        ["2", None, "XÃ AN PHÚ\u200b", 801, None],
    ]

    def apart(value):
        return unicodedata.normalize("NFD", value) if isinstance(value, str) else value

    rows[0][2] = "Xã, phường"
    return book(Page([[apart(value) for value in row] for row in rows]))


def groups_and_totals_of_their_own():
    return book(
        page(
            ["A", None, "Khu vực miền núi", 2000, 160],
            AN_BINH,
            AN_PHU,
            ["B", None, "Khu vực đồng bằng", 2400, 40],
            BINH_YEN,
            BINH_AN,
            [None, None, "Cộng khu vực đồng bằng", 2400, 39],
            ["TỔNG CỘNG", None, None, 4400, 199, None, 66],
        )
    )


def nothing_in_it():
    return book(Page([], name="Trang1"), Page([[None] * 200] * 3, name="Trang2"))


def codes_taken_for_numbers_and_names_alone():
    rows = [
        ["Số TT", "Tên xã, phường", "Tổng số hộ"],
        [1, "An Bình", 1203],
        [2.0, "Xã Bình An", 903],
    ]
    return book(Page(rows))


def cells_that_are_locked():
    return book(page(with_(AN_BINH, D=1), with_(AN_PHU, D=1)))


def shown_in_per_cent():
    return book(page(with_(AN_BINH, H=0.43), formats={"H6": "0.0%"}))


NOW = table(FULL)
LOCKED = table(FULL, locked=[("An Bình", "all"), ("Phú Lâm", "all")])
# Each workbook with the table it is read for.
BOOKS = {
    each.__name__: (each, against)
    for each, against in [
        (titles_and_index_row, NOW),
        (groups_and_totals_that_add_up, NOW),
        (a_total_that_was_changed_and_one_left_as_it_was, NOW),
        (columns_in_another_order_under_other_headings, NOW),
        (numbers_typed_as_text, NOW),
        (hidden_rows_and_columns_notes_and_signatures, NOW),
        (parts_on_several_sheets, NOW),
        (formulas_with_results, NOW),
        (formulas_without_results, NOW),
        (cells_that_are_no_entries, NOW),
        (numbers_merged_over_rows, NOW),
        (rows_that_come_twice, NOW),
        (rows_of_unknown_and_unclear_units, NOW),
        (of_another_unit, NOW),
        (of_another_year, NOW),
        (of_another_plan, NOW),
        (units_of_money_that_differ, money_table()),
        (two_rows_a_unit_with_merged_names, movement_table()),
        (letters_composed_in_another_way, NOW),
        (groups_and_totals_of_their_own, NOW),
        (nothing_in_it, NOW),
        (codes_taken_for_numbers_and_names_alone, NOW),
        (cells_that_are_locked, LOCKED),
        (shown_in_per_cent, NOW),
    ]
}
assert SCOPE.name in SCOPE_LINE
