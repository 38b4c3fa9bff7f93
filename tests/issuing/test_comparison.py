"""Two documents laid beside each other: every figure and every line that is not the same, and no other."""

from dataclasses import replace
from decimal import Decimal

import pytest

from planning.documents.alignment import aligned
from planning.documents.assemble import assemble
from planning.documents.changes import FigureChange, WordChange
from planning.documents.comparison import compare
from planning.documents.model import Cell, Column, Leaf, Paragraph, PlanDocument, Row, RowKind, Table
from planning.text.binding import Run, State
from planning.text.outline import Level

COLUMNS = (
    Column("number", ("TT",), "A", 5),
    Column("name", ("Nội dung",), "B", 30),
    Column("total", ("Kinh phí", "Cộng"), "1", 10, is_number=True),
)


def money(text, value=Decimal(1), name="budget.total"):
    return Run(text, State.BOUND, name, "Tổng kinh phí", value)


def text(*paragraphs, **more):
    """A document of paragraphs, each given as its level and its runs."""
    lines = tuple(
        Paragraph(level, "", tuple(Run(run) if isinstance(run, str) else run for run in runs))
        for level, *runs in paragraphs
    )
    return PlanDocument((Leaf(("UBND",), "KẾ HOẠCH", "Thực hiện", lines, **more),))


def table(*rows, unit="Đơn vị: triệu đồng", columns=COLUMNS, **more):
    """A document of one appendix, each row given as its name and its figure."""
    made = tuple(
        Row(RowKind.ITEM, (Cell(str(place)), Cell(name), Cell(figure, value(figure))))
        for place, (name, figure) in enumerate(rows, start=1)
    )
    appendix = Table("budget", "KINH PHÍ", columns, made, unit_line=unit, label="Phụ lục I", **more)
    return replace(text(), appendices=(appendix,))


def value(figure):
    return Decimal(figure.replace(".", "").replace(",", ".")) if figure else None


def figures(old, new):
    return [
        (change.place, change.label, change.unit, change.old.text, change.new.text, change.difference.text)
        for change in compare(old, new).figures
    ]


def words(old, new):
    return [(change.place, change.old, change.new) for change in compare(old, new).words]


def test_a_document_does_not_differ_from_itself(plan):
    assert compare(assemble(plan), assemble(plan)).count == 0


def test_a_figure_of_the_text_is_named_with_its_place_unit_and_difference():
    old = text((Level.PART, "KINH PHÍ"), (Level.CLAUSE, "Tổng là ", money("1.303,5 triệu đồng"), "."))
    new = text((Level.PART, "KINH PHÍ"), (Level.CLAUSE, "Tổng là ", money("1.400 triệu đồng"), "."))

    assert figures(old, new) == [
        ("Khoản 1 Mục I", "Tổng kinh phí", "triệu đồng", "1.303,5", "1.400", "+96,5"),
    ]


def test_a_figure_that_stands_in_two_places_is_one_difference():
    old = text((Level.PART, money("1 tỷ đồng")), (Level.PLAIN, "a"), (Level.PART, money("1 tỷ đồng")))
    new = text((Level.PART, money("2 tỷ đồng")), (Level.PLAIN, "a"), (Level.PART, money("2 tỷ đồng")))

    assert figures(old, new) == [("Mục I; Mục II", "Tổng kinh phí", "tỷ đồng", "1", "2", "+1")]


def test_a_figure_quoted_in_two_units_differs_in_both():
    old = text((Level.PLAIN, money("1 tỷ đồng"), " ", money("1.000 triệu đồng")))
    new = text((Level.PLAIN, money("2 tỷ đồng"), " ", money("2.000 triệu đồng")))

    assert [row[2:] for row in figures(old, new)] == [
        ("tỷ đồng", "1", "2", "+1"),
        ("triệu đồng", "1.000", "2.000", "+1.000"),
    ]


def test_a_rate_differs_in_points_with_its_decimals():
    old, new = text((Level.PLAIN, money("5,57%"))), text((Level.PLAIN, money("4,90%")))

    assert [row[2:] for row in figures(old, new)] == [("%", "5,57", "4,90", "-0,67 điểm %")]


def test_a_figure_in_another_unit_has_no_difference():
    old, new = text((Level.PLAIN, money("1 tỷ đồng"))), text((Level.PLAIN, money("1.000 triệu đồng")))

    assert [row[2:] for row in figures(old, new)] == [("", "1 tỷ đồng", "1.000 triệu đồng", "")]


def test_what_was_blank_has_no_difference():
    blank = Run("…", State.BLANK, "budget.total", "Tổng kinh phí")
    old, new = text((Level.PLAIN, blank)), text((Level.PLAIN, money("5 triệu đồng")))

    assert [row[2:] for row in figures(old, new)] == [("triệu đồng", "…", "5", "")]


def test_a_line_in_which_only_figures_changed_is_marked_as_such():
    old, new = text((Level.PLAIN, "Là ", money("1%"))), text((Level.PLAIN, "Là ", money("2%")))

    assert compare(old, new).words == (WordChange("Phần mở đầu", "Là 1%", "Là 2%", only_figures=True),)
    assert compare(old, new).rewordings == ()


def test_a_reworded_line_is_shown_old_and_new():
    old = text((Level.PART, "MỤC ĐÍCH"), (Level.DASH, "Hỗ trợ hộ nghèo phát triển sản xuất."))
    new = text((Level.PART, "MỤC ĐÍCH"), (Level.DASH, "Hỗ trợ hộ nghèo, hộ cận nghèo phát triển sản xuất."))

    assert words(old, new) == [
        ("Mục I", "Hỗ trợ hộ nghèo phát triển sản xuất.", "Hỗ trợ hộ nghèo, hộ cận nghèo phát triển sản xuất.")
    ]


def test_a_new_and_a_lost_line_leave_the_others_in_peace():
    old = text((Level.DASH, "Một điều cũ."), (Level.DASH, "Giữ nguyên."), (Level.DASH, "Cũng giữ nguyên."))
    new = text((Level.DASH, "Giữ nguyên."), (Level.DASH, "Cũng giữ nguyên."), (Level.DASH, "Đây là ý mới thêm."))

    assert words(old, new) == [("Phần mở đầu", "Một điều cũ.", ""), ("Phần mở đầu", "", "Đây là ý mới thêm.")]


def test_a_reference_that_follows_the_numbering_is_no_difference():
    old = text((Level.PLAIN, "Nêu tại ", Run("Phụ lục", State.BOUND, "appendix.budget")))
    new = text((Level.PLAIN, "Nêu tại ", Run("Phụ lục I", State.BOUND, "appendix.budget")))

    assert compare(old, new).count == 0


def test_of_two_leaves_a_place_says_which():
    old, new = (
        replace(each, leaves=(replace(each.leaves[0], kind="QUYẾT ĐỊNH"), Leaf((), "KẾ HOẠCH", "", ())))
        for each in (text((Level.ARTICLE, "Ban hành.")), text((Level.ARTICLE, "Ban hành lại.")))
    )

    assert words(old, new) == [("Điều 1 Quyết định", "Ban hành.", "Ban hành lại.")]


def test_what_stands_around_the_text_is_compared_too():
    old = text(bases=("Căn cứ A;", "Căn cứ B."), recipients=("UBND tỉnh", "Lưu: VT"), reference="Số: 05/KH-UBND")
    new = text(
        bases=("Căn cứ A;", "Căn cứ B;", "Căn cứ C."), recipients=("UBND tỉnh", "Lưu: VT"), reference="Số: 06/KH-UBND"
    )

    assert words(old, new) == [("Số, ký hiệu", "Số: 05/KH-UBND", "Số: 06/KH-UBND"), ("Căn cứ", "", "Căn cứ C")]


def test_a_cell_is_named_by_its_row_and_column():
    old, new = table(("Dự án 1", "300"), ("Dự án 2", "5")), table(("Dự án 1", "400"), ("Dự án 2", "5"))

    assert figures(old, new) == [("Phụ lục I", "Dự án 1: Kinh phí - Cộng", "triệu đồng", "300", "400", "+100")]
    assert words(old, new) == []


def test_a_row_that_comes_in_between_shifts_nothing():
    old = table(("Dự án 1", "300"), ("Dự án 3", "5"))
    new = table(("Dự án 1", "300"), ("Xây dựng nhà ở", "7"), ("Dự án 3", "5"))

    assert figures(old, new) == [("Phụ lục I", "Xây dựng nhà ở: Kinh phí - Cộng", "triệu đồng", "", "7", "")]
    assert words(old, new) == [("Phụ lục I, dòng", "", "Xây dựng nhà ở")]


def test_a_renamed_row_keeps_its_figures():
    old, new = table(("Tỷ lệ hộ nghèo", "5")), table(("Tỷ lệ hộ nghèo đa chiều", "5"))

    assert figures(old, new) == []
    assert words(old, new) == [
        ("Phụ lục I, Tỷ lệ hộ nghèo đa chiều, cột Nội dung", "Tỷ lệ hộ nghèo", "Tỷ lệ hộ nghèo đa chiều")
    ]


def test_a_row_that_gave_way_to_a_stranger_is_not_taken_for_it():
    old, new = table(("Tỷ lệ hộ nghèo", "5")), table(("Số công trình nước sạch", "12"))

    assert [row[3:] for row in figures(old, new)] == [("5", "", ""), ("", "12", "")]


def test_rows_of_one_name_are_told_apart_by_their_groups():
    def grouped(first, second):
        rows = [("Hộ nghèo", RowKind.GROUP), ("Vay vốn", first), ("Hộ cận nghèo", RowKind.GROUP), ("Vay vốn", second)]
        made = tuple(
            Row(RowKind.GROUP, (Cell(), Cell(name), Cell()))
            if figure is RowKind.GROUP
            else Row(RowKind.ITEM, (Cell("1"), Cell(name), Cell(figure, value(figure))))
            for name, figure in rows
        )
        return replace(text(), appendices=(Table("x", "", COLUMNS, made, label="Phụ lục"),))

    assert [row[3:] for row in figures(grouped("1", "2"), grouped("1", "9"))] == [("2", "9", "+7")]


def test_a_new_column_is_a_new_heading_and_new_figures():
    wide = (*COLUMNS, Column("local", ("Kinh phí", "Xã"), "2", 10, is_number=True))
    old = table(("Dự án 1", "300"))
    row = Row(RowKind.ITEM, (Cell("1"), Cell("Dự án 1"), Cell("300", Decimal(300)), Cell("0", Decimal(0))))
    new = replace(old, appendices=(replace(old.appendices[0], columns=wide, rows=(row,)),))

    assert figures(old, new) == [("Phụ lục I", "Dự án 1: Kinh phí - Xã", "triệu đồng", "", "0", "")]
    assert words(old, new) == [("Phụ lục I, đầu cột", "", "Kinh phí - Xã")]


def test_an_appendix_that_is_gone_takes_its_figures_with_it():
    old, new = table(("Dự án 1", "300")), text()

    assert [row[3:] for row in figures(old, new)] == [("300", "", "")]
    assert ("Phụ lục I, tên phụ lục", "KINH PHÍ", "") in words(old, new)


def test_title_unit_and_notes_of_an_appendix_are_lines_too():
    old, new = table(), table(unit="Đơn vị: tỷ đồng", notes=("Ghi chú mới.",))

    assert words(old, new) == [
        ("Phụ lục I, đơn vị", "Đơn vị: triệu đồng", "Đơn vị: tỷ đồng"),
        ("Phụ lục I, ghi chú", "", "Ghi chú mới."),
    ]


@pytest.mark.parametrize(
    ("old", "new", "unit", "difference"),
    [
        ("1", "1", "người", "0"),
        ("1.200", "1.000", "người", "-200"),
        ("0,5", "1,25", "điểm %", "+0,75"),
        ("1.000,5", "1.000,25", "triệu đồng", "-0,25"),
    ],
)
def test_a_difference_is_written_in_vietnamese_with_its_sign(old, new, unit, difference):
    change = FigureChange("", "", unit, Cell(old, value(old)), Cell(new, value(new)))

    assert change.difference == Cell(difference, value(difference.lstrip("+")))


def test_a_range_has_no_difference():
    change = FigureChange("", "", "%", Cell("1,0 - 1,5"), Cell("1,0 - 2,0"))

    assert change.difference == Cell()


def test_every_line_of_both_lists_is_paired_once_and_in_order():
    old, new = list("abcdefgh"), list("xbcdyfgzh")

    pairs = list(aligned(old, new))

    assert [pair.old for pair in pairs if pair.old is not None] == list(range(8))
    assert [pair.new for pair in pairs if pair.new is not None] == list(range(9))


def test_long_lists_that_have_nothing_in_common_are_paired_at_once():
    old, new = ([f"{name} {n} {'dài ' * 50}" for n in range(500)] for name in ("cũ", "mới"))

    assert [tuple(pair) for pair in aligned(old, new)] == [(n, n) for n in range(500)]
