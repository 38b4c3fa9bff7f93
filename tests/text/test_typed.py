"""Numbers typed by hand beside bound figures. All figures are invented."""

from decimal import Decimal

import pytest

from planning.text.binding import Run, State
from planning.text.typed import typed_beside


def bound(text, label="Tỷ lệ hộ nghèo"):
    number = text.rstrip("%").split(" ")[0].replace(".", "").replace(",", ".")
    return Run(text, State.BOUND, "result.ngheo", label, Decimal(number))


def found(*paragraphs):
    return [[(each.text, each.figure.text, each.is_same) for each in told] for told in typed_beside(paragraphs)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("tức 12,5% số hộ", [("12,5%", "12,50%", True)]),
        ("tức 12,50 % số hộ", [("12,50%", "12,50%", True)]),
        ("tức 13% số hộ", [("13%", "12,50%", True)]),
        ("tức 12,75% số hộ", [("12,75%", "12,50%", False)]),
        ("so với mục tiêu 5%", []),
        ("giảm 12,5 điểm %", []),
        ("năm 2025 có 12 xã", []),
        ("Nghị quyết 12/NQ-HĐND", []),
        ("1.2.3% là gì", []),
    ],
)
def test_a_number_typed_beside_a_figure_is_found_where_it_means_it(typed, expected):
    assert found((Run("Tỷ lệ là "), bound("12,50%"), Run(f", {typed}."))) == [expected]


def test_units_of_several_words_are_one_unit():
    runs = (bound("1.303,5 triệu đồng", "Giải ngân"), Run(", gần 1.303 triệu đồng; không phải 1.303 triệu người"))

    assert found(runs) == [[("1.303 triệu đồng", "1.303,5 triệu đồng", False)]]


def test_a_sentence_elsewhere_that_names_the_figure_is_held_against_it():
    listed = (Run("- Tỷ lệ hộ nghèo: "), bound("12,50%", "Tỷ lệ hộ nghèo, cuối kỳ"))
    prose = (Run("Khó khăn: tỷ lệ hộ nghèo còn 12,75%, cao nhất trong vùng."),)
    other = (Run("Số học sinh đến trường đạt 12,75%."),)

    assert found(listed, prose, other) == [[], [("12,75%", "12,50%", False)], []]


def test_a_figure_without_unit_and_a_blank_are_passed_over():
    blank = Run("…", State.BLANK, "result.x", "Tỷ lệ hộ nghèo")

    assert found((bound("12"), blank, Run(" và 12%"))) == [[]]
