"""A target whose number is that assigned, and whose words ask less: `đạt` for `trên`, `khoảng` for `tối thiểu`."""

import pytest

from indicators.adopting.adoption import adoptions_of
from planning.review.problems import obstacles, problems_of_plan
from tests.indicators.assigning import POOR, POOR_RATE, indicator_of, make_target, reading


def adopted(plan):
    (only,) = adoptions_of(reading(plan))
    return only


def weaker(asked, own):
    """What is told of the very number where what lies beyond it was assigned."""
    return f"chưa bằng mức được giao (cấp trên giao “{asked}”, kế hoạch chỉ đặt “{own}”)"


@pytest.fixture
def more_is_better(province_in_force):
    """Of the count of the tests a higher number is better."""
    indicator = indicator_of(POOR)
    indicator.better = "up"
    indicator.save()


@pytest.mark.parametrize(
    ("asked", "own", "value", "words"),
    [
        ("over", "reach", 100, weaker("trên", "đạt")),
        ("over", "at-least", 100, weaker("trên", "tối thiểu")),
        ("over", "over", 100, "bằng mức được giao"),
        ("over", "reach", 101, "tốt hơn mức được giao"),
        ("below", "down-to", 100, weaker("xuống dưới", "xuống còn")),
        ("below", "below", 100, "bằng mức được giao"),
        ("reduce-by-over", "reduce-by", 100, weaker("giảm trên", "giảm")),
        ("reduce-by-over", "reduce-by-over", 100, "bằng mức được giao"),
        ("at-least", "over", 100, "bằng mức được giao"),
    ],
)
def test_what_lies_beyond_a_number_is_more_than_the_number(asked, own, value, words, commune, assign, more_is_better):
    assign(POOR, asked, 100)
    make_target(commune, POOR, own, value)

    assert adopted(commune).words == words


def test_the_very_number_where_more_was_assigned_is_not_signed_without_a_reason(commune, assign, more_is_better):
    assign(POOR, "over", 100)
    make_target(commune, POOR, "reach", 100)

    (problem,) = [each for each in obstacles(problems_of_plan(commune)) if each.rule == "adopted-below"]

    assert problem.message == (
        "Cấp trên giao “Số hộ nghèo” trên 100 hộ: chưa bằng mức được giao "
        "(cấp trên giao “trên”, kế hoạch chỉ đặt “đạt”). Đề nghị sửa chỉ tiêu hoặc giải trình."
    )


@pytest.mark.parametrize(
    ("asked", "own", "value", "words"),
    [
        ("at-least", "about", 100, "bằng mức được giao, nhưng chỉ ghi “khoảng”"),
        ("reach", "strive", 100, "bằng mức được giao, nhưng chỉ ghi “phấn đấu”"),
        ("about", "strive", 100, "bằng mức được giao"),
        ("strive", "about", 100, "bằng mức được giao"),
        ("at-least", "about", 120, "tốt hơn mức được giao"),
    ],
)
def test_a_number_that_is_only_aimed_at_is_told(asked, own, value, words, commune, assign, more_is_better):
    assign(POOR, asked, 100)
    make_target(commune, POOR, own, value)

    assert adopted(commune).words == words


def test_a_number_that_is_only_aimed_at_is_worth_a_look_and_stops_nobody(commune, assign, more_is_better):
    assign(POOR, "at-least", 100)
    make_target(commune, POOR, "strive", 100)

    (problem,) = [each for each in problems_of_plan(commune) if each.rule.startswith("adopted")]

    assert (problem.rule, problem.is_note, problem.tab) == ("adopted-loose", True, "target-list")
    assert problem.message == (
        "Cấp trên giao “Số hộ nghèo” tối thiểu 100 hộ: bằng mức được giao, nhưng chỉ ghi “phấn đấu”."
    )


@pytest.mark.parametrize(
    ("value", "value_to", "words"),
    [
        ("1.00", "1.50", "bằng mức được giao"),
        ("1.20", None, "trong khoảng được giao"),
        ("1.50", None, "trong khoảng được giao"),
        ("1.60", None, "tốt hơn mức được giao"),
        ("0.90", "1.50", "chưa bằng mức được giao, lệch 0,10 điểm %"),
    ],
)
def test_within_a_range_nothing_is_better_than_assigned(value, value_to, words, commune, assign):
    assign(POOR_RATE, "reduce-by", "1.00", value_to="1.50")
    make_target(commune, POOR_RATE, "reduce-by", value, value_to=value_to)

    assert adopted(commune).words == words
