"""Entering money: one line at a time, and never twice."""

import pytest
from django.contrib.messages import get_messages
from django.db import IntegrityError, transaction
from django.urls import reverse

from budgets.actions import FiguresContradict, set_amount
from budgets.models import BudgetLine, FundingSource, Nature
from planning.documents.assemble import assemble
from planning.plans.actions import PlanIsNotOpen
from planning.plans.permissions import Status
from planning.plans.plans import Plan
from planning.review.problems import problems_of_plan
from projects.models import Component
from tests.conftest import LAST_DAY


def rules_broken(plan):
    return {problem.rule for problem in problems_of_plan(plan)}


def amount_of(plan, code, source="central"):
    return BudgetLine.objects.values_list("amount", flat=True).get(
        plan=plan, component__code=code, source__code=source
    )


def edit(client, plan, amount, component="DA1", cell="central-recurrent"):
    return client.post(reverse("budget-line", args=[plan.slug, component, cell]), {"amount": amount})


@pytest.mark.parametrize(
    ("typed", "dong"),
    [("1.001", 1_001_000_000), ("2,5", 2_500_000), ("0", 0), ("0,000001", 1), ("365.665", 365_665_000_000)],
)
def test_an_amount_is_typed_in_millions_and_stored_in_dong(typed, dong, client, plan, lan):
    client.force_login(lan)

    response = edit(client, plan, typed)

    assert response.status_code == 302
    assert amount_of(plan, "DA1") == dong


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("một trăm", "không phải là số"),
        ("1.5", "không phải là số"),
        ("0,0000001", "tối đa 6 chữ số sau dấu phẩy"),
        ("-5", "không được âm"),
        ("9" * 16, "quá lớn"),
    ],
)
def test_a_bad_amount_is_explained_and_nothing_changes(typed, reason, client, plan, lan):
    client.force_login(lan)

    response = edit(client, plan, typed)

    assert response.status_code == 400
    assert reason in response.content.decode()
    assert amount_of(plan, "DA1") == 300_000_000


def test_a_blank_takes_the_line_away_and_keeps_its_history(client, plan, lan):
    client.force_login(lan)

    edit(client, plan, "")

    assert not BudgetLine.objects.filter(plan=plan, component__code="DA1").exists()
    assert BudgetLine.history.filter(plan=plan, history_type="-").get().history_user == lan


def test_money_is_not_entered_for_a_project_and_its_parts_at_once(client, plan, lan):
    client.force_login(lan)

    response = edit(client, plan, "5", "DA2", "central-investment")

    assert response.status_code == 400
    assert "đang ghi một số chung, lại ghi riêng cho Tiểu dự án 1 - Dự án 2" in response.content.decode()
    assert not BudgetLine.objects.filter(plan=plan, component__code="DA2").exists()


def test_a_component_takes_only_its_kind_of_capital(client, plan, lan):
    client.force_login(lan)

    response = edit(client, plan, "5", "DA1", "central-investment")

    assert "Chương trình không bố trí loại vốn này" in response.content.decode()
    assert BudgetLine.objects.filter(plan=plan).count() == 3


def test_an_old_contradiction_does_not_stop_another_cell_from_being_corrected(plan, fund, lan, sources):
    fund(plan, "DA2", "central", "investment", 7)

    set_amount(plan, Component.objects.get(code="DA1"), sources["central"], Nature.RECURRENT, 9, by=lan)

    assert amount_of(plan, "DA1") == 9
    assert "counted-twice" in rules_broken(plan)


def test_a_plan_issued_meanwhile_is_not_written(plan, lan, sources):
    Plan.objects.filter(pk=plan.pk).update(status=Status.ISSUED)

    with pytest.raises(PlanIsNotOpen):
        set_amount(plan, Component.objects.get(code="DA1"), sources["central"], Nature.RECURRENT, 9, by=lan)

    assert amount_of(plan, "DA1") == 300_000_000


def test_a_line_of_another_programme_is_refused(plan, lan, sources, programme):
    other = type(programme).objects.create(code="KHAC", name="Khác", first_year=2021, last_year=2025)
    stranger = Component.objects.create(programme=other, code="X", name="Khác")

    with pytest.raises(FiguresContradict, match="không thuộc chương trình"):
        set_amount(plan, stranger, sources["central"], Nature.RECURRENT, 9, by=lan)


def test_the_table_leads_to_the_form_of_each_entry_and_of_no_sum(client, plan, lan):
    client.force_login(lan)

    text = client.get(reverse("budget", args=[plan.slug])).content.decode()

    assert reverse("budget-line", args=[plan.slug, "DA1", "central-recurrent"]) in text
    assert reverse("budget-line", args=[plan.slug, "DA2", "central-investment"]) not in text
    assert reverse("budget-line", args=[plan.slug, "DA1", "central-investment"]) not in text


def test_a_viewer_sees_the_table_without_ways_to_edit(client, plan, hoa):
    client.force_login(hoa)

    text = client.get(reverse("budget", args=[plan.slug])).content.decode()

    assert "1.303,5" in text
    assert "cell-link" not in text


def test_the_table_costs_the_same_with_few_lines_and_with_more(client, plan, fund, lan, django_assert_num_queries):
    client.force_login(lan)
    url = reverse("budget", args=[plan.slug])
    with django_assert_num_queries(14) as before:
        client.get(url)
    fund(plan, "DA1", "credit", "", 5)
    fund(plan, "DA1", "other", "", 5)

    with django_assert_num_queries(len(before)):
        client.get(url)


def test_choosing_a_cell_leads_to_its_form(client, plan, lan):
    client.force_login(lan)
    choice = {"component": "DA1", "source": "local", "nature": "recurrent"}

    response = client.get(reverse("budget-line-choose", args=[plan.slug]), choice)

    assert response.url == reverse("budget-line", args=[plan.slug, "DA1", "local-recurrent"])


def test_other_money_has_no_nature(client, plan, lan):
    client.force_login(lan)
    choice = {"component": "DA1", "source": "other", "nature": "recurrent"}

    response = client.get(reverse("budget-line-choose", args=[plan.slug]), choice)

    assert "không chia theo tính chất vốn" in response.content.decode()


@pytest.mark.parametrize("change", [{"amount": -1}, {"nature": "khac"}])
def test_the_database_refuses_what_no_line_can_be(plan, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        BudgetLine.objects.filter(plan=plan, component__code="DA1").update(**change)


def test_the_database_refuses_a_second_line_of_a_cell(plan, fund):
    with pytest.raises(IntegrityError), transaction.atomic():
        fund(plan, "DA1", "central", "recurrent", 1)


def test_a_plan_without_money_is_not_ready_to_sign(plan):
    BudgetLine.objects.filter(plan=plan).delete()

    assert {"no-money", "blank-figure"} <= rules_broken(plan)


def test_a_line_broken_down_is_listed_in_the_text(plan):
    text = "\n".join(paragraph.text for paragraph in assemble(plan).paragraphs)

    assert "Dự án 2: Đào tạo: 1.003,5 triệu đồng;" in text
    assert "Tiểu dự án 2: Việc làm: 2,5 triệu đồng." in text


def test_money_of_a_source_is_not_entered_whole_and_in_parts(plan, lan, sources, component):
    local, province = sources["local"], sources["local-province"]
    set_amount(plan, component("DA1"), local, Nature.RECURRENT, 5, by=lan)

    with pytest.raises(FiguresContradict, match="lại ghi riêng cho ngân sách tỉnh"):
        set_amount(plan, component("DA1"), province, Nature.RECURRENT, 5, by=lan)


def test_a_saved_amount_is_told_with_what_it_was(client, plan, lan):
    client.force_login(lan)

    changed = edit(client, plan, "300,5").wsgi_request
    assert [str(message) for message in get_messages(changed)] == [
        "Đã lưu: Dự án 1, ngân sách trung ương, sự nghiệp, từ 300 thành 300,5 (triệu đồng)."
    ]
    cleared = edit(client, plan, "").wsgi_request
    assert "từ 300,5 thành trống" in str(list(get_messages(cleared))[-1])


def test_a_cell_below_a_common_number_is_not_offered(client, province_plan, minh):
    client.force_login(minh)

    text = client.get(reverse("budget", args=[province_plan.slug])).content.decode()

    assert reverse("budget-line", args=[province_plan.slug, "CT", "central-recurrent"]) in text
    assert reverse("budget-line", args=[province_plan.slug, "DA1", "central-recurrent"]) not in text
    assert reverse("budget-line", args=[province_plan.slug, "DA1", "local-recurrent"]) in text


@pytest.mark.parametrize(
    ("whole", "part"),
    [
        (("DA2", "local", ""), ("DA2.2", "local-commune", "recurrent")),
        (("DA1", "central", ""), ("DA1", "central", "recurrent")),
        (("DA2", "local-commune", "recurrent"), ("DA2.2", "local", "")),
    ],
)
def test_money_that_may_be_part_of_other_money_is_not_entered_beside_it(
    plan, lan, sources, component, fund, whole, part
):
    BudgetLine.objects.filter(plan=plan).delete()
    fund(plan, *whole, 100)

    with pytest.raises(FiguresContradict, match="lại ghi riêng"):
        set_amount(plan, component(part[0]), sources[part[1]], Nature(part[2]), 40, by=lan)


def test_an_amount_the_column_cannot_hold_is_explained(client, plan, lan):
    client.force_login(lan)

    response = edit(client, plan, "1.234.567.000.000")

    assert response.status_code == 400
    assert "quá lớn" in response.content.decode()


def test_a_source_that_is_not_divided_takes_no_nature_by_its_address(client, plan, lan):
    client.force_login(lan)

    response = edit(client, plan, "5", "DA1", "other-recurrent")

    assert response.status_code == 400
    assert "không chia theo tính chất vốn" in response.content.decode()


def test_money_of_a_district_is_not_entered_for_a_unit_of_the_map_without_districts(
    plan, province_plan, lan, minh, sources, component
):
    district = FundingSource.objects.create(
        code="local-district",
        name="Ngân sách huyện",
        short_name="Huyện",
        parent=sources["local"],
        position=9,
        has_nature=True,
        valid_to=LAST_DAY,
    )

    with pytest.raises(FiguresContradict, match="chỉ có đến hết ngày 30/6/2025"):
        set_amount(plan, component("DA1"), district, Nature.RECURRENT, 5, by=lan)

    set_amount(province_plan, component("DA1"), district, Nature.RECURRENT, 5, by=minh)
    assert "budget-is-gone" not in rules_broken(province_plan)


def test_anothers_amount_is_not_overwritten_unseen(client, plan, lan):
    client.force_login(lan)
    page = reverse("budget-line", args=[plan.slug, "DA1", "central-recurrent"])
    assert client.get(page).context["form"]["was"].value() == "300"
    BudgetLine.objects.filter(plan=plan, component__code="DA1").update(amount=310_000_000)

    refused = client.post(page, {"amount": "320", "was": "300"})

    assert refused.context["form"].errors["amount"] == [
        "Người khác vừa ghi 310 vào ô này. Bấm Lưu lần nữa nếu vẫn ghi số của bạn."
    ]
    assert amount_of(plan, "DA1") == 310_000_000
    client.post(page, {"amount": "320", "was": refused.context["form"]["was"].value()})
    assert amount_of(plan, "DA1") == 320_000_000
