"""What is wrong with a definition is said at once and in words."""

from dataclasses import replace

import pytest

from planning.official.checking import problems_of
from planning.official.definition import DefinedColumn, DefinedRow, Definition

FIRST = DefinedColumn("c1", ("Tổng số",))


def of(*columns, rows=(), cells=None, mode="units"):
    return problems_of(Definition(mode, (FIRST, *columns), tuple(rows), cells))


def formula(key, text):
    return DefinedColumn(key, (f"Cột {key}",), "formula", text)


def source(key, text):
    return DefinedColumn(key, (f"Cột {key}",), "source", text)


def test_a_sound_form_has_no_problems():
    assert of(DefinedColumn("c2", ("Nữ",)), formula("c3", "c2/c1*100")) == []


def test_all_problems_are_told_at_once():
    problems = of(
        formula("c2", "c9+1"),
        formula("c3", "c1+"),
        DefinedColumn("C4", ("Tổng số",)),
        source("c5", "nowhere:x"),
        rows=[DefinedRow("c1", label="Dòng")],
    )

    assert problems == [
        "Ký hiệu “C4” chưa đúng: cần chữ thường không dấu rồi chữ số, ví dụ c1, d2.",
        "Ký hiệu “c1” dùng 2 lần; mỗi cột, mỗi dòng cần một ký hiệu riêng.",
        "Tiêu đề “Tổng số” dùng cho 2 cột; bảng tính sẽ không phân biệt được.",
        "Biểu mỗi đơn vị một dòng thì không khai báo dòng.",
        "Cột c2 (Cột c2): công thức “c9+1” nhắc đến “c9”, biểu không có cột hay dòng này.",
        "Cột c3 (Cột c3): Công thức “c1+” viết chưa đúng; cách viết đúng: c2/c1*100.",
        "Cột c5 (Cột c5): Nguồn số liệu “nowhere:x” không có; cần bắt đầu bằng một trong: "
        "form:, indicator:, review:, budget:",
    ]


@pytest.mark.parametrize(
    ("columns", "circle"),
    [
        ([formula("c2", "c2+1")], "c2 → c2"),
        ([formula("c2", "c3+1"), formula("c3", "c1*c2")], "c2 → c3 → c2"),
    ],
)
def test_a_formula_that_comes_back_to_itself_is_named(columns, circle):
    assert of(*columns) == [f"Công thức tự gọi lại chính nó: {circle}."]


def test_rows_that_come_back_to_each_other_are_named_cell_by_cell():
    rows = [DefinedRow("d1", label="A", formula="d2+1"), DefinedRow("d2", label="B", formula="d1+1")]

    assert of(rows=rows, mode="fixed") == ["Công thức tự gọi lại chính nó: d1/c1 → d2/c1 → d1/c1."]


def test_formulas_that_rest_on_each_other_without_end_in_sight_are_refused():
    chain = [formula(f"c{number}", f"c{number - 1}+1") for number in range(2, 60)]

    assert of(*chain) == ["Các công thức nối tiếp nhau quá 40 lần, đến ô c41."]


def test_a_form_needs_columns_and_rows():
    assert problems_of(Definition("fixed", ())) == ["Biểu chưa có cột nào.", "Biểu chưa có dòng nào."]


def test_a_total_says_what_it_adds():
    assert of(rows=[DefinedRow("t", label="Tổng", kind="total")], mode="fixed") == [
        "Dòng t (Tổng): dòng tổng cần có công thức."
    ]


def test_a_cell_of_its_own_is_in_the_form_and_holds_something():
    rows = [DefinedRow("d1", label="A")]

    assert of(rows=rows, cells={("d9", "c7"): ("words", "")}, mode="fixed") == [
        "Ô riêng (d9, c7): biểu không có dòng “d9”.",
        "Ô riêng (d9, c7): biểu không có cột “c7”.",
        "Ô riêng (d9, c7): cần ghi công thức, nguồn số liệu hoặc chữ.",
    ]


def test_a_star_needs_a_subject(indicator):
    indicator("viec-lam", "Việc làm", adds_up="sum")
    rows = [DefinedRow("d1", label="A", subject="viec-lam"), DefinedRow("d2", label="B")]

    assert of(source("c2", "indicator:*.value"), rows=rows, mode="fixed") == [
        "Cột c2 (Cột c2): nguồn số liệu có dấu *, dòng d2 cần có mã đối tượng."
    ]


@pytest.mark.parametrize(
    ("reference", "problem"),
    [
        ("indicator:viec-lam.value", None),
        ("indicator:viec-lam.half", "Nguồn “indicator:viec-lam.half” chưa đúng; sau mã chỉ tiêu cần một trong: value, "
         "numerator, denominator, estimate."),
        ("indicator:khong-co.value", "Danh mục không có chỉ tiêu mã “khong-co”."),
        ("budget:paid/DA2.1/central/investment", None),
        ("budget:spent", "Nguồn “budget:spent” chưa đúng; cần bắt đầu bằng một trong: given, carried_in, paid, "
         "settled, carried_out."),
        ("budget:paid/DA9", "Danh mục không có dự án, tiểu dự án mã “DA9”."),
        ("budget:paid//nowhere", "Danh mục không có nguồn vốn mã “nowhere”."),
        ("budget:paid///half", "Tính chất vốn là investment hoặc recurrent."),
        ("review:households", None),
        ("form:thieu-hut.c1", None),
        ("form:thieu-hut.c3", "Biểu khác không có ô nhập “thieu-hut.c3”; cách viết: mã biểu.cột."),
    ],
)  # fmt: skip
def test_references_are_looked_up(reference, problem, indicator, programme, sources, counts):
    indicator("viec-lam", "Việc làm", adds_up="sum")

    assert of(source("c2", reference)) == ([f"Cột c2 (Cột c2): {problem}"] if problem else [])


def test_what_does_not_add_up_cannot_stand_in_a_column_that_adds(indicator, counts):
    indicator("danh-gia", "Đánh giá")
    counts.columns.filter(key="c2").update(adds=False)
    columns = [source("c2", "indicator:danh-gia.value"), formula("c3", "[form:thieu-hut.c2]*2")]

    assert of(*columns) == [
        "Cột c2 (Cột c2): chỉ tiêu “danh-gia” không cộng được từ các đơn vị, cột này không được cộng lên cấp trên.",
        "Cột c3 (Cột c3): ô “thieu-hut.c2” của biểu khác không cộng lên cấp trên, cột này cũng không được cộng.",
    ]
    assert of(*(replace(column, adds=False) for column in columns)) == []


@pytest.mark.parametrize("adds_up", ["sum", "ratio"])
def test_a_rate_of_counts_may_stand_in_a_column_that_adds(indicator, adds_up):
    indicator("ty-le", "Tỷ lệ", adds_up=adds_up)

    assert of(source("c2", "indicator:ty-le.value")) == []


def of_levels(mode, *columns):
    rows = () if mode == "units" else (DefinedRow("d1", label="A"),)
    return problems_of(Definition(mode, columns, rows, levels=("province", "commune")))


def test_a_form_of_two_levels_adds_nothing_up():
    apart = replace(FIRST, adds=False)

    assert of_levels("fixed", FIRST, formula("c2", "c1*2"), DefinedColumn("c3", ("Ghi chú",), "words")) == [
        "Biểu có nhiều cấp lập thì không cột nào cộng lên cấp trên, nếu không số liệu bị cộng hai lần: c1, c2."
    ]
    assert of_levels("units", apart) == [
        "Biểu có dòng cho từng đơn vị thì chỉ một cấp lập; cấp trên được tổng hợp từ cấp đó."
    ]
    assert of_levels("fixed", apart) == []


def test_a_count_the_review_does_not_hold_is_refused_with_those_it_holds():
    (problem,) = of(source("c2", "review:cows"))

    assert problem.startswith("Cột c2 (Cột c2): Kết quả rà soát không có số “cows”; có: households, persons, ")
