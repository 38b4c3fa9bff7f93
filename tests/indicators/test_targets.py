"""Setting targets: comparator, value or range, territory."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from indicators.actions import TargetIsSetAlready, remove_target, set_target
from indicators.models import Indicator, Target
from planning.documents.assemble import assemble
from planning.places.units import GroupMembership
from planning.plans.actions import PlanIsNotOpen
from planning.plans.permissions import Status
from planning.plans.plans import Plan
from planning.plans.reading import Reading
from planning.review.problems import obstacles, problems_of_plan
from planning.text.figures import figures_of

KEY = "ty-le-ngheo.down-to"


@pytest.fixture
def form(plan):
    rate = Indicator.objects.get(code="ty-le-ngheo")
    return {
        "indicator": rate.pk,
        "group": "",
        "comparator": "down-to",
        "value": "5,57",
        "value_to": "",
        "basis": "end",
        "baseline": "",
    }


def edit(client, plan, form, key=KEY):
    return client.post(reverse("target-edit", args=[plan.slug, key]), form)


def listed(plan):
    return [p.text for p in assemble(plan).paragraphs if p.marker == "-" and "hộ nghèo" in p.text.lower()]


def cells(plan):
    return [[cell.text for cell in row.cells] for row in assemble(plan).appendices[1].rows]


def test_a_corrected_target_is_in_the_sentence_and_in_the_appendix(client, plan, lan, form):
    client.force_login(lan)

    response = edit(client, plan, form | {"value": "4,9"})

    assert response.status_code == 302
    assert "Tỷ lệ hộ nghèo xuống còn 4,90%;" in listed(plan)
    assert ["1", "Tỷ lệ hộ nghèo", "Toàn xã", "%", "xuống còn", "4,90"] in cells(plan)


def test_a_reduction_of_a_rate_is_in_percentage_points(client, plan, lan, form):
    client.force_login(lan)

    edit(client, plan, form | {"comparator": "reduce-by-over", "value": "3,67"})

    assert "Tỷ lệ hộ nghèo giảm trên 3,67 điểm %;" in listed(plan)


def test_a_range_prints_both_ends(client, plan, lan, form):
    client.force_login(lan)

    edit(client, plan, form | {"comparator": "reduce-by", "value": "1", "value_to": "1,5"})

    assert "Tỷ lệ hộ nghèo giảm 1,00 đến 1,50 điểm %;" in listed(plan)
    assert cells(plan)[1][5] == "1,00 - 1,50"


def test_a_target_for_a_group_names_its_territory(client, plan, lan, form, mountain_districts):
    client.force_login(lan)

    GroupMembership.objects.create(group=mountain_districts, unit=plan.unit)
    client.post(reverse("target-add", args=[plan.slug]), form | {"group": mountain_districts.pk, "value": "9"})

    assert "Tại các huyện miền núi, tỷ lệ hộ nghèo xuống còn 9%;" in listed(plan)


def test_figures_of_a_group_and_both_ends_of_a_range_are_told_apart_by_their_names(plan, mountain_districts):
    rate = Indicator.objects.get(code="ty-le-ngheo")
    Target.objects.create(
        plan=plan, indicator=rate, comparator="down-to", value=9, value_to=10, group=mountain_districts
    )

    labels = [each.label for name, each in figures_of(Reading(plan)).items() if name.startswith("target.ty-le")]

    assert labels == [
        "Tỷ lệ hộ nghèo xuống còn",
        "Tỷ lệ hộ nghèo xuống còn, các huyện miền núi",
        "Tỷ lệ hộ nghèo xuống còn, các huyện miền núi, cuối khoảng",
    ]


def test_striving_without_a_number_is_said_in_words(client, plan, lan, form):
    client.force_login(lan)

    edit(client, plan, form | {"comparator": "strive", "value": ""})

    assert "Phấn đấu giảm tỷ lệ hộ nghèo;" in listed(plan)
    assert "target-without-value" not in {problem.rule for problem in problems_of_plan(plan)}


@pytest.mark.parametrize(
    ("comparator", "better", "sentence"),
    [
        ("about", "down", "Tỷ lệ hộ nghèo còn khoảng 5,57%;"),
        ("about", "up", "Tỷ lệ hộ nghèo đạt khoảng 5,57%;"),
        ("strive", "down", "Tỷ lệ hộ nghèo phấn đấu còn 5,57%;"),
        ("strive", "up", "Tỷ lệ hộ nghèo phấn đấu đạt 5,57%;"),
        ("reach", "down", "Tỷ lệ hộ nghèo đạt 5,57%;"),
        ("over", "up", "Tỷ lệ hộ nghèo đạt trên 5,57%;"),
        ("at-least", "up", "Tỷ lệ hộ nghèo đạt tối thiểu 5,57%;"),
        ("below", "down", "Tỷ lệ hộ nghèo xuống dưới 5,57%;"),
    ],
)
def test_each_comparator_makes_a_sentence_of_its_own(comparator, better, sentence, plan):
    Indicator.objects.filter(code="ty-le-ngheo").update(better=better)
    Target.objects.filter(plan=plan, indicator__code="ty-le-ngheo").update(comparator=comparator)

    assert listed(plan) == [sentence]


@pytest.mark.parametrize(
    ("name", "unit", "value", "sentence"),
    [
        ("Cán bộ giảm nghèo được tập huấn", "%", "95", "Phấn đấu 95% cán bộ giảm nghèo được tập huấn;"),
        ("Xóa nhà tạm của hộ nghèo", "nhà", "30", "Xóa nhà tạm của hộ nghèo: phấn đấu 30 nhà;"),
        ("Xóa nhà tạm của hộ nghèo", "nhà", None, "Phấn đấu: xóa nhà tạm của hộ nghèo;"),
        ("Số hộ nghèo có việc làm", "hộ", None, "Phấn đấu tăng số hộ nghèo có việc làm;"),
    ],
)
def test_what_is_striven_for_is_said_by_what_it_is(name, unit, value, sentence, plan):
    Indicator.objects.filter(code="ty-le-ngheo").update(name=name, unit_of_measure=unit, better="up")
    Target.objects.filter(plan=plan, indicator__code="ty-le-ngheo").update(comparator="strive", value=value)

    assert sentence in [p.text for p in assemble(plan).paragraphs if p.marker == "-"]


def test_a_blank_value_is_a_gap_and_not_a_zero(client, plan, lan, form):
    client.force_login(lan)

    edit(client, plan, form | {"value": ""})

    assert "Tỷ lệ hộ nghèo xuống còn …;" in listed(plan)
    assert cells(plan)[1][5] == ""
    assert {"target-without-value", "blank-figure"} <= {problem.rule for problem in problems_of_plan(plan)}


def test_a_zero_is_a_value(client, plan, lan, form):
    client.force_login(lan)

    edit(client, plan, form | {"value": "0"})

    assert Target.objects.get(plan=plan, indicator__code="ty-le-ngheo").value == Decimal(0)
    assert cells(plan)[1][5] == "0"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"value": "1.32%"}, "không phải là số"),
        ({"value": "5,575"}, "2 chữ số sau dấu phẩy"),
        ({"value": "5", "value_to": "4"}, "phải lớn hơn"),
        ({"value": "", "value_to": "4"}, "phải lớn hơn"),
        ({"comparator": "strive", "value": "1", "value_to": "4"}, "không giao theo khoảng"),
        ({"comparator": ""}, "bắt buộc"),
    ],
)
def test_a_bad_target_is_explained_and_nothing_changes(change, reason, client, plan, lan, form):
    client.force_login(lan)

    response = edit(client, plan, form | change)

    assert response.status_code == 400
    assert reason in response.content.decode()
    assert Target.objects.get(plan=plan, indicator__code="ty-le-ngheo").value == Decimal("5.57")


def test_a_target_is_set_once(client, plan, lan, form):
    client.force_login(lan)

    response = client.post(reverse("target-add", args=[plan.slug]), form)

    assert "đã có chỉ tiêu này" in response.content.decode()


def test_a_target_is_taken_out_and_its_history_stays(client, plan, lan):
    client.force_login(lan)

    client.post(reverse("target-remove", args=[plan.slug, KEY]))

    assert not Target.objects.filter(plan=plan, indicator__code="ty-le-ngheo").exists()
    assert Target.history.filter(history_type="-").get().history_user == lan


def test_a_rate_over_a_hundred_is_a_problem(plan):
    Target.objects.filter(plan=plan, indicator__code="ty-le-ngheo").update(value=155)

    assert "rate-over-hundred" in {problem.rule for problem in problems_of_plan(plan)}


@pytest.mark.parametrize("field", ["value", "baseline"])
def test_a_value_finer_than_it_prints_is_a_problem(field, plan):
    before = {problem.rule for problem in obstacles(problems_of_plan(plan))}
    Target.objects.filter(plan=plan, indicator__code="ty-le-ngheo").update(**{field: "5.575"})

    found = [each.message for each in obstacles(problems_of_plan(plan)) if each.rule == "value-rounded"]

    assert "value-rounded" not in before
    assert found == ["Chỉ tiêu “Tỷ lệ hộ nghèo”: giá trị có nhiều chữ số thập phân hơn chỉ tiêu cho phép."]


def test_a_plan_without_targets_is_not_ready_to_sign(plan):
    Target.objects.filter(plan=plan).delete()

    assert "no-targets" in {problem.rule for problem in problems_of_plan(plan)}


def test_a_plan_issued_meanwhile_is_not_written(plan, lan):
    target = Target.objects.get(plan=plan, indicator__code="ty-le-ngheo")
    Plan.objects.filter(pk=plan.pk).update(status=Status.ISSUED)
    target.value = Decimal(1)

    with pytest.raises(PlanIsNotOpen):
        set_target(target, by=lan)

    assert Target.objects.get(pk=target.pk).value == Decimal("5.57")


def test_a_target_of_a_plan_issued_meanwhile_is_not_taken_out(plan, lan):
    target = Target.objects.get(plan=plan, indicator__code="ty-le-ngheo")
    Plan.objects.filter(pk=plan.pk).update(status=Status.ISSUED)

    with pytest.raises(PlanIsNotOpen):
        remove_target(target, by=lan)
    assert Target.objects.filter(pk=target.pk).exists()


def test_the_database_refuses_a_range_that_falls(plan):
    with pytest.raises(IntegrityError), transaction.atomic():
        Target.objects.filter(plan=plan).update(value=5, value_to=4)


def test_the_list_costs_the_same_with_two_targets_and_with_more(
    client, plan, lan, indicator, django_assert_num_queries
):
    client.force_login(lan)
    url = reverse("target-list", args=[plan.slug])
    with django_assert_num_queries(9) as before:
        client.get(url)
    Target.objects.create(plan=plan, indicator=indicator("khac", "Khác"), comparator="reach", value=1)

    with django_assert_num_queries(len(before)):
        client.get(url)


def test_a_group_without_a_member_in_the_unit_is_not_offered(client, plan, lan, form, mountain_districts):
    client.force_login(lan)

    response = client.post(reverse("target-add", args=[plan.slug]), form | {"group": mountain_districts.pk})

    assert response.status_code == 400


def test_a_second_press_of_save_is_answered_and_not_a_failure(plan, lan):
    target = Target.objects.get(plan=plan, indicator__code="ty-le-ngheo")
    again = Target(plan=plan, indicator=target.indicator, comparator=target.comparator, value=1)

    with pytest.raises(TargetIsSetAlready):
        set_target(again, by=lan)
