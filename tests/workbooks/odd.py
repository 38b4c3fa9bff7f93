"""Workbooks that could be read wrongly without a word: what each is said to hold is in `odd_expected.py`."""

from planning.documents.model import Column
from planning.entry.tables import EntryColumn, EntryRow, EntryTable
from tests.workbooks.books import AN_BINH, AN_PHU, BINH_AN, BINH_YEN, MERGED, NOW, TITLES, money, page, with_
from tests.workbooks.sheets import HEADER, SCOPE_LINE, Page, book
from tests.workbooks.tables import money_table


def figures_under_headings_of_other_counts():
    """`Số hộ` under another heading is not that of all households, with merged cells and without."""
    one = [["TT", "Mã", "Xã, phường", "Hộ có nhà tạm", None], [None, None, None, "Số hộ", "Tỷ lệ"]]
    other = [[None, None, None, "Hộ có nhà tạm", None], ["TT", "Mã", "Xã, phường", "Tỷ lệ", "Số hộ"]]
    row = ["1", "10001", "Xã An Bình", 7, 9]
    merged = ("A2:A3", "B2:B3", "C2:C3", "D2:E2")
    return book(
        Page([[SCOPE_LINE], *one, row], name="Gộp", merged=merged), Page([[SCOPE_LINE], *other, row], name="Rời")
    )


def three_levels_and_the_header_again():
    """A heading over all says nothing; the header stands once more where a page ends, with its index row."""
    levels = [
        ["TT", "Mã", "Xã, phường", "Kết quả rà soát", None, None],
        [None, None, None, "Tổng số hộ (hộ)", "Trong đó", None],
        [None, None, None, None, "Số hộ nghèo (1)", "Số hộ cận nghèo"],
    ]
    index = [None, None, None, 1, 2, 3]
    rows = [["1", "10001", "Xã An Bình", 1210, 120, 60], ["2", "10005", "Xã An Phú", 800, 40, 0]]
    more = [["1", "10009", "Xã Bình Yên", 1500, 31, None]]
    merged = [f"{letter}{row}:{letter}{row + 2}" for letter in "ABC" for row in (2, 8)]
    merged += [f"D{row}:F{row}" for row in (2, 8)] + [f"D{row}:D{row + 1}" for row in (3, 9)]
    merged += [f"E{row}:F{row}" for row in (3, 9)]
    return book(Page([[SCOPE_LINE], *levels, index, *rows, *levels, index, *more], merged=tuple(merged)))


def groups_called_like_communes():
    """A district may be called like a commune in it; its Roman number says what it is."""
    rows = [["TT", "Xã, phường", "Tổng số hộ"], ["I", "An Bình", 800], ["1", "Xã An Phú", 800]]
    rows += [["II", "Phú Lâm", None], ["1", "X. Bình An", 901], ["2", "P. Bình Yên", 1500]]
    return book(Page([[SCOPE_LINE], *rows]))


def groups_told_by_their_words():
    """Groups without a number of their own, or with that of a row; one has nothing to add up."""
    rows = [["1", None, "Thành phố Cũ", 2000, 160], with_(AN_BINH, A="1.1"), with_(AN_PHU, A="1.2", D=801)]
    rows += [[None, None, "Khu vực đồng bằng", 2400, 39], BINH_YEN, BINH_AN, ["T. cộng", None, None, 4401]]
    return book(page(*rows), Page([*TITLES, *HEADER, ["2", None, "Cụm số 2", 5]], name="Cụm", merged=MERGED))


def names_as_they_are_typed():
    """Bullets, numbers, signs of footnotes and who governs there; a prefix of former times is another unit."""
    names = ["- Xã An Bình", "2. xã An Phú (1)", "UBND xã Bình Yên*", "+ X. Bình An", "Thị trấn Phú Lâm"]
    rows = [[place, name, 1001 + place] for place, name in enumerate(names, start=1)]
    return book(Page([[SCOPE_LINE], ["TT", "Xã, phường", "Tổng số hộ"], *rows]))


def tables_abreast_and_below():
    """Two tables on one sheet: whose figures are whose cannot be told."""
    names = ["TT", "Mã", "Xã, phường"]
    abreast = [[*names, "Tổng số hộ", *names, "Số hộ nghèo"], [*AN_BINH[:4], "2", "10005", "Xã An Phú", 41]]
    below = [[*names, "Tổng số hộ"], with_(AN_BINH, D=1201)[:4], ["Biểu 2"], [*names, "Thu nhập bình quân"]]
    below += [["1", "10001", "Xã An Bình", 43]]
    return book(Page([[SCOPE_LINE], *abreast], name="Cạnh"), Page([[SCOPE_LINE], *below], name="Dưới"))


def under_the_title_of_another_year():
    title = [["(Kèm theo Báo cáo ngày 05 tháng 12 năm 2025)"], ["KẾT QUẢ RÀ SOÁT HỘ NGHÈO NĂM 2024"]]
    return book(Page([*title, *HEADER, AN_BINH], merged=("A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:F3", "H3:H4")))


def dashes_and_signs_of_all_kinds():
    return book(
        page(
            with_(AN_BINH, D="'1.250", E="\u2212", G="--", H="\u2014"),
            with_(AN_PHU, D="5%", E="x", G="8,67 %"),
        )
    )


def money_under_lines_of_other_units():
    """A line `Đơn vị:` may name who reports; the one that names money counts, and two of them contradict."""
    first = money("Đơn vị: Sở Tài chính", ["10001", "Xã An Bình", 1500, 1500, None], name="Sở")
    first.rows[0] = ["ĐVT: tr.đ"]
    second = money("Đơn vị: đồng", ["10005", "Xã An Phú", None, 5, None], name="Hai")
    second.rows[0] = ["Đơn vị tính: Triệu đồng; %"]
    return book(first, second)


def nothing_to_enter():
    """A table all of whose figures are worked out."""
    return book(Page([[SCOPE_LINE], ["TT", "Mã", "Xã, phường", "Cộng nghèo và cận nghèo"], [*AN_BINH[:3], 180]]))


def a_heading_over_two_columns():
    """A known heading over two columns says of neither that it holds it."""
    header = [["TT", "Mã", "Xã, phường", "Số hộ nghèo", None], [None, None, None, "Tỷ lệ", "Số hộ"]]
    return book(Page([[SCOPE_LINE], *header, with_(AN_BINH, D=9, E=7)[:5]], merged=("C2:C3", "D2:E2")))


def remarks_right_above_a_heading():
    """What stands above a single column need not be its heading; a title may name the year before too."""
    title = [["KẾT QUẢ NĂM 2025 SO VỚI NĂM 2024"], [None, None, None, "Đơn vị tính: hộ"]]
    return book(Page([*title, ["TT", "Mã", "Xã, phường", "Tổng số hộ"], with_(AN_BINH, D=1201)[:4]]))


def districts():
    """A table of districts: what is a group elsewhere is a row here, with its Roman number."""
    named = (("I", "An Hòa"), ("II", "Bình Lâm"))
    rows = tuple(EntryRow(number, (number, f"Huyện {name}"), names=(name,)) for number, name in named)
    words = (Column("number", ("TT",), "", 5), Column("name", ("Đơn vị",), "", 20))
    return EntryTable("BIỂU HUYỆN", words, (EntryColumn("all", ("Số hộ",)),), rows, {})


def districts_as_rows():
    rows = [["TT", "Đơn vị", "Số hộ"], ["I", "An Hòa", 5], ["1", "Huyện Bình Lâm", 6], ["2", "Huyện Lạ", 11]]
    return book(Page([[SCOPE_LINE], *rows]))


# Each workbook with the table it is read for.
ODD = {
    each.__name__: (each, against)
    for each, against in [
        (figures_under_headings_of_other_counts, NOW),
        (three_levels_and_the_header_again, NOW),
        (groups_called_like_communes, NOW),
        (groups_told_by_their_words, NOW),
        (names_as_they_are_typed, NOW),
        (tables_abreast_and_below, NOW),
        (under_the_title_of_another_year, NOW),
        (dashes_and_signs_of_all_kinds, NOW),
        (money_under_lines_of_other_units, money_table()),
        (nothing_to_enter, NOW),
        (a_heading_over_two_columns, NOW),
        (remarks_right_above_a_heading, NOW),
        (districts_as_rows, districts()),
    ]
}
