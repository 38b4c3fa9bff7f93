"""What is assigned on its screen and on paper."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from indicators.models import AssignedTarget
from planning.documents.assemble import assemble
from planning.documents.model import RowKind
from planning.plans.adjusting import adjust
from planning.plans.plans import Plan
from planning.review.problems import problems_of_plan
from tests.indicators.assigning import (
    LEVEL,
    POOR,
    POOR_RATE,
    give,
    group_of_ba_to,
    issue,
    make_communes,
    make_province_plan,
    make_target,
)

AT = datetime(2025, 8, 1, tzinfo=UTC)


@pytest.fixture
def province(places, programme, indicator):
    """A plan that assigns a rate with its counts, and a count as a range."""
    plan = make_province_plan(places, programme, indicator)
    group_of_ba_to(places)
    rate = make_target(plan, POOR_RATE, "down-to", "8.67")
    give(rate, places.ba_dinh, numerator=40, denominator=500)
    give(rate, places.ba_to, numerator=25, denominator=250)
    count = make_target(plan, POOR, "reduce-by", 100, value_to=120)
    give(count, places.ba_dinh, value=60, value_to=75)
    give(count, places.ba_to, value=30)
    return plan


def appendix(plan):
    found = assemble(Plan.objects.with_names().get(pk=plan.pk)).appendices
    return next((table for table in found if table.key == "assigned"), None)


def address(plan):
    return reverse("assignment", args=[plan.slug])


def test_the_appendix_lists_units_under_former_districts_with_sums_that_close(province):
    table = appendix(province)

    assert [column.headings for column in table.columns] == [
        ("TT",),
        ("Đơn vị",),
        ("Tỷ lệ hộ nghèo xuống còn", "Số hộ nghèo"),
        ("Tỷ lệ hộ nghèo xuống còn", "Tổng số hộ"),
        ("Tỷ lệ hộ nghèo xuống còn", "Tỷ lệ (%)"),
        ("Số hộ nghèo giảm", "Mức giao (hộ)"),
    ]
    assert [(row.kind, [cell.text for cell in row.cells]) for row in table.rows] == [
        (RowKind.TOTAL, ["", "KẾ HOẠCH CỦA TỈNH", "", "", "8,67", "100 - 120"]),
        (RowKind.GROUP, ["I", "Địa bàn huyện Ba Tơ (cũ)", "40", "500", "8,00", "60 - 75"]),
        (RowKind.ITEM, ["1", "Xã Ba Dinh", "40", "500", "8,00", "60 - 75"]),
        (RowKind.GROUP, ["II", "Đơn vị khác", "25", "250", "10,00", "30"]),
        (RowKind.ITEM, ["1", "Xã Ba Tơ", "25", "250", "10,00", "30"]),
        (RowKind.TOTAL, ["", "CỘNG CÁC ĐƠN VỊ", "65", "750", "8,67", "90 - 105"]),
    ]
    assert [row.adds for row in table.rows] == [(), (2,), (), (4,), (), (2, 4)]
    assert table.notes[1:] == ()


def test_sums_of_some_units_are_told_below_the_appendix_and_those_of_a_rate_are_blank(province, places):
    AssignedTarget.objects.filter(unit=places.ba_to).delete()

    table = appendix(province)

    assert [cell.text for cell in table.rows[-1].cells] == ["", "CỘNG CÁC ĐƠN VỊ", "", "", "", "60 - 75"]
    assert table.notes[1:] == (
        "Số cộng chưa đủ các đơn vị: “Tỷ lệ hộ nghèo xuống còn” mới giao 1/2 đơn vị; "
        "“Số hộ nghèo giảm” mới giao 1/2 đơn vị.",
    )


def test_counts_nobody_has_given_take_no_column(province):
    AssignedTarget.objects.filter(target__indicator__code=POOR_RATE).update(numerator=None, denominator=None, value=9)

    assert [column.headings[-1] for column in appendix(province).columns] == [
        "TT",
        "Đơn vị",
        "Tỷ lệ (%)",
        "Mức giao (hộ)",
    ]


def test_while_nothing_is_assigned_there_is_no_appendix_and_no_word_of_it(province):
    AssignedTarget.objects.all().delete()

    assert appendix(province) is None
    assert "assigned" not in " ".join(p.text for p in assemble(province).paragraphs)


def test_the_text_a_plan_starts_from_refers_to_the_appendix(province):
    assert "Chỉ tiêu giao cho từng đơn vị nêu tại Phụ lục III kèm theo." in [
        paragraph.text for paragraph in assemble(Plan.objects.with_names().get(pk=province.pk)).paragraphs
    ]
    assert "appendix-not-cited" not in {problem.rule for problem in problems_of_plan(province)}


def test_the_screen_says_what_is_assigned_and_whether_it_is_enough(client, province, minh):
    client.force_login(minh)

    page = client.get(address(province)).content.decode()

    assert '<td class="words">đủ</td>' in page
    assert '<strong class="text-danger">thiếu 10 hộ</strong>' in page
    assert reverse("entry-grid", args=[province.slug, "assignment"]) in page
    assert reverse("sheet-upload", args=[province.slug, "assignment"]) in page


def test_who_may_not_enter_is_led_to_look(client, province, minh):
    issue(province)
    client.force_login(minh)

    page = client.get(address(province)).content.decode()

    assert "Xem từng đơn vị" in page
    assert reverse("sheet-upload", args=[province.slug, "assignment"]) not in page


def test_a_commune_has_nobody_to_assign_to(client, plan, lan):
    client.force_login(lan)

    assert "không có đơn vị cấp dưới" in client.get(address(plan)).content.decode()


def test_the_screen_costs_the_same_with_one_unit_and_target_and_with_three(
    client, province, places, minh, django_assert_num_queries
):
    client.force_login(minh)
    with django_assert_num_queries(11) as before:
        client.get(address(province))
    level = make_target(province, LEVEL, "reach", 8)
    for unit in make_communes(places.province, 3):
        give(level, unit, value=8)

    with django_assert_num_queries(len(before)):
        client.get(address(province))


def test_an_adjustment_takes_over_what_is_assigned(province, minh, places):
    issue(province)

    adjusted = adjust(Plan.objects.get(pk=province.pk), by=minh, at=AT)

    assert sorted(AssignedTarget.objects.of_plan(adjusted).values_list("unit__code", "target__plan__slug")) == [
        (unit.code, adjusted.slug) for unit in sorted((places.ba_dinh, places.ba_to) * 2, key=lambda each: each.code)
    ]


def test_an_adjustment_compares_what_is_assigned(province, minh, places):
    issue(province)
    adjusted = adjust(Plan.objects.get(pk=province.pk), by=minh, at=AT)
    AssignedTarget.objects.of_plan(adjusted).filter(target__indicator__code=POOR, unit=places.ba_to).update(value=40)

    changed = next(
        table
        for table in assemble(Plan.objects.with_names().get(pk=adjusted.pk)).appendices
        if table.key == "adjustment"
    )

    words = [" ".join(cell.text for cell in row.cells) for row in changed.rows]
    assert [each for each in words if "Ba Tơ" in each and "30" in each and "40" in each] != []


def test_a_target_that_is_assigned_does_not_become_another(client, province, minh):
    rate = province.targets.get(indicator__code=POOR_RATE)
    client.force_login(minh)
    form = {"indicator": rate.indicator_id, "comparator": "reduce-by", "value": "1", "basis": "end"}

    response = client.post(reverse("target-edit", args=[province.slug, f"{POOR_RATE}.down-to"]), form)

    assert response.status_code == 400
    assert "đã giao cho đơn vị cấp dưới" in response.content.decode()
    rate.refresh_from_db()
    assert rate.comparator == "down-to"


def test_the_value_of_a_target_that_is_assigned_may_change(client, province, minh):
    rate = province.targets.get(indicator__code=POOR_RATE)
    client.force_login(minh)
    form = {"indicator": rate.indicator_id, "comparator": "down-to", "value": "8", "basis": "end"}

    response = client.post(reverse("target-edit", args=[province.slug, f"{POOR_RATE}.down-to"]), form)

    assert response.status_code == 302


def test_a_target_is_taken_out_with_its_shares_and_their_history_stays(client, province, minh):
    client.force_login(minh)

    client.post(reverse("target-remove", args=[province.slug, f"{POOR_RATE}.down-to"]))

    assert {share.target.indicator.code for share in AssignedTarget.objects.select_related("target__indicator")} == {
        POOR
    }
    assert AssignedTarget.history.filter(history_type="-").count() == 2
