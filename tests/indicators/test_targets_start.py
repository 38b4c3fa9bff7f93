"""Where a target starts: in the sentence, in the appendix, on the screen."""

from datetime import date

import pytest
from django.urls import reverse

from indicators.adopting.starting import other_starts
from indicators.models import Indicator, Result, Target
from planning.documents.assemble import assemble
from planning.review.problems import problems_of_plan
from tests.conftest import make_plan
from tests.indicators.assigning import reading, table_of
from tests.indicators.storing import counts, store, value

KEY = "ty-le-ngheo.down-to"


@pytest.fixture
def start(client, plan, lan):
    """Send the form of the rate with what it starts from; gives the response."""

    def send(**change):
        client.force_login(lan)
        form = {
            "indicator": Indicator.objects.get(code="ty-le-ngheo").pk,
            "comparator": "down-to",
            "value": "5,57",
            "basis": "end",
            "baseline": "7,78",
            "baseline_on": "31/12/2024",
        }
        return client.post(reverse("target-edit", args=[plan.slug, KEY]), form | change)

    return send


def sentences(plan):
    return [p.text for p in assemble(plan).paragraphs if "hộ nghèo" in p.text and p.marker == "-"]


def appendix(plan):
    return next(table for table in assemble(plan).appendices if table.key == "targets")


def test_a_level_says_where_it_starts_and_of_which_day(start, plan):
    start()

    assert sentences(plan) == ["Tỷ lệ hộ nghèo từ 7,78% (31/12/2024) xuống còn 5,57%;"]


def test_a_reduction_does_not_say_where_it_starts(start, plan):
    start(comparator="reduce-by", value="1")

    assert sentences(plan) == ["Tỷ lệ hộ nghèo giảm 1,00 điểm %;"]


def test_without_a_day_none_is_named(start, plan):
    start(baseline_on="")

    assert sentences(plan) == ["Tỷ lệ hộ nghèo từ 7,78% xuống còn 5,57%;"]


def test_the_day_of_all_is_in_the_heading(start, plan):
    start()

    table = appendix(plan)

    assert [column.headings for column in table.columns][4] == ("Đầu kỳ (31/12/2024)",)
    assert [cell.text for cell in table.rows[1].cells] == [
        "1", "Tỷ lệ hộ nghèo", "Toàn xã", "%", "7,78", "xuống còn", "5,57",
    ]  # fmt: skip


def test_days_that_differ_stand_with_their_figures(start, plan):
    start()
    Target.objects.filter(plan=plan, indicator__code="viec-lam").update(baseline=900, baseline_on=date(2024, 6, 30))

    rows = appendix(plan).rows

    assert [row.cells[4].text for row in rows[1:]] == ["7,78 (31/12/2024)", "900 (30/6/2024)"]


def test_a_plan_whose_targets_start_nowhere_has_no_column_for_it(plan):
    assert "baseline" not in [column.key for column in appendix(plan).columns]


def test_the_list_shows_where_a_target_starts(start, client, plan):
    start()

    page = client.get(reverse("target-list", args=[plan.slug])).content.decode()

    assert "7,78" in page
    assert "31/12/2024" in page


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"baseline": ""}, "Cần ghi số đầu kỳ của ngày này."),
        ({"baseline_on": "31/12/1924"}, "Ngày của số đầu kỳ phải từ năm 2000 trở đi."),
        ({"baseline_on": "hôm qua"}, "Nhập một ngày hợp lệ"),
        ({"baseline": "101"}, "Tỷ lệ không thể lớn hơn 100%."),
    ],
)
def test_a_start_that_cannot_be_is_explained(change, reason, start, plan):
    response = start(**change)

    assert response.status_code == 400
    assert reason in response.content.decode()
    assert Target.objects.get(plan=plan, indicator__code="ty-le-ngheo").baseline is None


@pytest.fixture
def rate_of_2024(plan, places):
    """Store the rate of Ba Dinh's two predecessors at the end of 2024: 877 of 10.000 households together."""
    indicator = Indicator.objects.get(code="ty-le-ngheo")
    Indicator.objects.filter(pk=indicator.pk).update(adds_up="ratio")
    indicator.refresh_from_db()
    store(indicator, 2024, {places.old_ba_dinh: counts(400, 4000), places.ba_giang: counts(477, 6000)})


def start_notes(plan):
    return [each.message for each in problems_of_plan(plan) if each.rule == "baseline-not-the-result"]


def test_a_start_that_is_not_the_result_of_that_year_is_told_wherever_it_stands(
    start, client, plan, lan, rate_of_2024
):
    words = "khác kết quả năm 2024 của đơn vị là 8,77."

    start(baseline="8,70", comparator="reduce-by")

    assert start_notes(plan) == [f"Chỉ tiêu “Tỷ lệ hộ nghèo giảm”: số đầu kỳ 8,70 {words}"]
    assert table_of(plan, lan, "targets").cells["ty-le-ngheo.reduce-by", "baseline"].warning == (
        f"Số đầu kỳ 8,70 {words}"
    )
    assert words in client.get(reverse("target-list", args=[plan.slug])).content.decode()


@pytest.mark.parametrize("change", [{"baseline": "8,77"}, {"baseline_on": "30/6/2024"}, {"baseline_on": ""}])
def test_a_start_that_is_the_result_or_of_another_day_needs_no_word(change, start, plan, rate_of_2024):
    start(**change)

    assert start_notes(plan) == []


def test_while_one_of_the_units_merged_has_no_result_a_start_is_held_against_nothing(
    start, plan, rate_of_2024, places
):
    Result.objects.filter(unit=places.ba_giang).delete()

    start(baseline="8,70")

    assert start_notes(plan) == []


def test_the_sum_of_the_units_that_have_reported_is_no_start(places, programme, houses):
    plan = make_plan(places.province, programme, "51-annual-2026", year=2026)
    Target.objects.create(
        plan=plan, indicator=houses, comparator="reach", value=90, baseline=80, baseline_on=date(2025, 12, 31)
    )

    store(houses, 2025, {places.ba_dinh: value(12)})
    of_some = other_starts(reading(plan))
    store(houses, 2025, {places.ba_to: value(30)})

    assert (of_some, list(other_starts(reading(plan)).values())) == ({}, [42])


def test_starts_cost_the_same_for_one_target_and_for_three(
    start, plan, rate_of_2024, indicator, django_assert_num_queries
):
    start()
    with django_assert_num_queries(8) as before:
        reading(plan).made(other_starts)
    for code in ("khac-1", "khac-2"):
        other = indicator(code, code, adds_up="ratio")
        Target.objects.create(
            plan=plan, indicator=other, comparator="down-to", value=1, baseline=2, baseline_on=date(2024, 12, 31)
        )

    with django_assert_num_queries(len(before)):
        reading(plan).made(other_starts)


def test_the_history_calls_a_target_by_its_name(start, client, plan):
    start()

    page = client.get(reverse("plan-story", args=[plan.slug])).content.decode()

    assert "sửa chỉ tiêu" in " ".join(page.split())
