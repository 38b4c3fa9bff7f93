"""Targets of one plan that cannot both be meant, or that ask the wrong way: worth a look before signing."""

import pytest

from indicators.models import Indicator, Target
from planning.review.problems import problems_of_plan


@pytest.fixture
def rate_of(plan):
    """The plan's rate of poor households starts from 8,77; asks what it is told to."""
    rate = Indicator.objects.get(code="ty-le-ngheo")
    Target.objects.filter(plan=plan, indicator=rate).delete()

    def ask(comparator, value, **more):
        return Target.objects.create(plan=plan, indicator=rate, comparator=comparator, value=value, **more)

    return ask


def told(plan, rule):
    return [(each.message, each.is_note) for each in problems_of_plan(plan) if each.rule == rule]


@pytest.mark.parametrize(
    ("comparator", "better", "label"),
    [
        ("at-least", "down", "càng thấp càng tốt mà kế hoạch đặt “tối thiểu”"),
        ("over", "down", "càng thấp càng tốt mà kế hoạch đặt “trên”"),
        ("reduce-by", "up", "càng cao càng tốt mà kế hoạch đặt “giảm”"),
        ("below", "up", "càng cao càng tốt mà kế hoạch đặt “xuống dưới”"),
    ],
)
def test_a_target_against_the_good_way_is_worth_a_look(comparator, better, label, plan, rate_of):
    rate_of(comparator, 5)
    Indicator.objects.filter(code="ty-le-ngheo").update(better=better)

    assert told(plan, "target-against-its-way") == [
        (f"Chỉ tiêu “Tỷ lệ hộ nghèo”: {label}; đề nghị xem lại yêu cầu.", True)
    ]


@pytest.mark.parametrize("comparator", ["reduce-by", "reduce-by-over", "down-to", "below", "reach", "about", "strive"])
def test_a_target_that_goes_the_good_way_needs_no_word(comparator, plan, rate_of):
    rate_of(comparator, 5)

    assert told(plan, "target-against-its-way") == []


AT_ODDS = "“Tỷ lệ hộ nghèo giảm” và “Tỷ lệ hộ nghèo xuống còn” không khớp: từ số đầu kỳ, mức giảm dẫn đến"


@pytest.mark.parametrize(
    ("off", "off_to", "level", "reached"),
    [
        ("2.00", None, "5.00", "6,77"),
        ("2.00", "3.00", "6.80", "5,77 - 6,77"),
        ("2.00", "3.00", "6.00", ""),
        ("2.00", None, "6.77", ""),
    ],
)
def test_a_reduction_and_a_level_lead_to_one_figure(off, off_to, level, reached, plan, rate_of):
    rate_of("reduce-by", off, value_to=off_to, basis="year")
    rate_of("down-to", level, baseline="8.77")
    plan.refresh_from_db()

    assert told(plan, "level-not-the-reduction") == ([(f"{AT_ODDS} {reached}.", True)] if reached else [])


def test_a_reduction_of_each_year_is_not_held_against_the_end_of_the_period(plan, rate_of):
    type(plan).objects.filter(pk=plan.pk).update(last_year=2027)
    rate_of("reduce-by", "1.00", basis="average")
    rate_of("down-to", "5.00", baseline="8.77")
    plan.refresh_from_db()

    assert told(plan, "level-not-the-reduction") == []


def test_without_a_start_nothing_is_compared(plan, rate_of):
    rate_of("reduce-by", "2.00")
    rate_of("down-to", "5.00")

    assert told(plan, "level-not-the-reduction") == []
