"""Money on its way: expected, assigned, allocated, adjusted; each stage by its document."""

from decimal import Decimal

import pytest
from django.urls import reverse

from budgets.actions import FiguresContradict, StageIsPast, enter_stage, set_amount
from budgets.bonds import LAST_OF_STAGE
from budgets.models import Allocation, BudgetLine, Nature, Stage, stage_in_force
from budgets.sharing import exact_sharing_of
from planning.plans.actions import PlanIsNotOpen
from planning.plans.adjusting import adjust
from planning.plans.parts import PlanEvent
from planning.plans.permissions import Status
from planning.plans.plans import Plan
from planning.plans.reading import Reading
from planning.review.problems import obstacles, problems_of_plan
from planning.sheets.kinds import sheet_kind
from planning.sheets.scopes import scope_of
from planning.sheets.workbooks import open_workbook
from tests.budgets.conftest import CENTRAL_INVESTMENT, NOW
from tests.sheets.conftest import DA1, DA21, DA22, edited, exported


def amounts(plan, stage):
    rows = BudgetLine.objects.filter(plan=plan, stage=stage).order_by("-amount")
    return [(int(row.amount), int(row.shared_out), str(row.document or "")) for row in rows]


def test_a_later_stage_begins_with_the_lines_in_force_under_its_document(
    places, province_plan, minh, decision, allocate
):
    allocate(places.district, 5)

    enter_stage(province_plan, Stage.ASSIGNED, decision, by=minh, at=NOW)

    words = "Quyết định số 12/QĐ-UBND ngày 10/01/2025"
    assert amounts(province_plan, Stage.EXPECTED) == [
        (205_000_000_000, 0, ""),
        (78_000_000_000, 0, ""),
        (38_000_000_000, 0, ""),
    ]
    assert amounts(province_plan, Stage.ASSIGNED) == [
        (205_000_000_000, 5, words),
        (78_000_000_000, 0, words),
        (38_000_000_000, 0, words),
    ]
    assert exact_sharing_of(Reading(province_plan)).shared.total() == 5
    event = PlanEvent.objects.get(plan=province_plan)
    assert (event.verb, event.note) == ("staged", f"Được giao: {words}")


@pytest.mark.parametrize("stage", [Stage.EXPECTED, Stage.ASSIGNED])
def test_money_does_not_go_back_to_a_stage_it_has_left_or_is_in(stage, province_plan, minh, decision):
    enter_stage(province_plan, Stage.ASSIGNED, decision, by=minh, at=NOW)

    with pytest.raises(StageIsPast, match="đã ở giai đoạn được giao"):
        enter_stage(province_plan, stage, decision, by=minh, at=NOW)


def test_money_of_an_issued_plan_stays_in_its_stage(province_plan, minh, decision):
    Plan.objects.filter(pk=province_plan.pk).update(status=Status.ISSUED)

    with pytest.raises(PlanIsNotOpen):
        enter_stage(province_plan, Stage.ASSIGNED, decision, by=minh, at=NOW)

    assert stage_in_force(province_plan) == Stage.EXPECTED


def test_an_amount_is_corrected_in_the_stage_in_force_and_the_screen_tells_the_difference(
    client, province_plan, minh, decision, sources, component
):
    enter_stage(province_plan, Stage.ASSIGNED, decision, by=minh, at=NOW)
    set_amount(province_plan, component("CT"), sources["central"], Nature.INVESTMENT, 70_000_000_000, by=minh)
    client.force_login(minh)

    text = client.get(reverse("budget-stages", args=[province_plan.slug])).content.decode()

    assert '<td class="number">78.000</td>' in text
    assert '<td class="number">70.000</td>' in text
    assert text.count('<td class="number">-8.000</td>') == 2


def test_the_screen_takes_money_on_by_a_registered_document(client, province_plan, minh, decision):
    client.force_login(minh)
    page = reverse("budget-stages", args=[province_plan.slug])

    assert client.post(page, {"stage": Stage.ALLOCATED, "document": ""}).status_code == 400
    assert client.post(page, {"stage": Stage.ALLOCATED, "document": decision.pk}).status_code == 302

    assert stage_in_force(province_plan) == Stage.ALLOCATED


def test_a_line_names_the_document_it_rests_on(client, plan, lan, decision):
    client.force_login(lan)
    page = reverse("budget-line", args=[plan.slug, "DA1", "central-recurrent"])

    client.post(page, {"amount": "300", "document": decision.pk})

    assert BudgetLine.objects.get(plan=plan, component__code="DA1").document == decision


@pytest.mark.parametrize(
    ("dong", "words"),
    [
        (999_999, "Không được thấp hơn số đã phân bổ là 1 triệu đồng"),
        (None, "Không xóa được: khoản này đã phân bổ 1 triệu đồng cho 1 đơn vị, cơ quan"),
    ],
)
def test_money_that_is_shared_out_is_neither_lowered_nor_taken_away(
    dong, words, places, province_plan, minh, allocate, sources, component
):
    allocate(places.district, 1_000_000, CENTRAL_INVESTMENT)

    with pytest.raises(FiguresContradict, match=words):
        set_amount(province_plan, component("CT"), sources["central"], Nature.INVESTMENT, dong, by=minh)

    set_amount(province_plan, component("CT"), sources["central"], Nature.INVESTMENT, 1_000_000, by=minh)
    assert Allocation.objects.get().line.amount == 1_000_000


@pytest.mark.parametrize(("typed", "words"), [(0.5, "Không được thấp hơn"), (None, "Không xóa được")])
def test_a_workbook_that_would_do_so_is_told_at_the_cell(typed, words, places, province_plan, minh, allocate):
    allocate(places.district, 1_000_000, CENTRAL_INVESTMENT)
    content = edited(exported(province_plan), {"E9": typed, "C9": None, "D9": None})

    outcome = sheet_kind("budget").read(scope_of(province_plan, may_enter=True), open_workbook(content), minh)

    assert [(problem.address, problem.message.split(":")[0][: len(words)]) for problem in outcome.problems] == [
        ("E9", words)
    ]


def test_an_adjusted_plan_takes_its_shares_along(places, province_plan, minh, allocate):
    allocate(places.district, 7)
    Plan.objects.filter(pk=province_plan.pk).update(status=Status.ISSUED)

    copy = adjust(province_plan, by=minh, at=NOW)

    share = Allocation.objects.get(plan=copy)
    assert (share.amount, share.line.plan, share.line.shared_out) == (7, copy, 7)


def test_the_last_line_of_a_stage_is_not_taken_away(plan, lan, decision, sources, component):
    BudgetLine.objects.filter(plan=plan).exclude(component__code="DA1").delete()
    enter_stage(plan, Stage.ASSIGNED, decision, by=lan, at=NOW)

    with pytest.raises(FiguresContradict, match="khoản cuối cùng của giai đoạn này"):
        set_amount(plan, component("DA1"), sources["central"], Nature.RECURRENT, None, by=lan)

    set_amount(plan, component("DA1"), sources["central"], Nature.RECURRENT, Decimal(0), by=lan)
    assert amounts(plan, Stage.ASSIGNED) == [(0, 0, "")]


def test_a_workbook_does_not_empty_a_stage(plan, lan, decision):
    enter_stage(plan, Stage.ASSIGNED, decision, by=lan, at=NOW)
    content = edited(exported(plan), {f"F{DA1}": None, f"E{DA21}": None, f"H{DA22}": None})

    outcome = sheet_kind("budget").read(scope_of(plan, may_enter=True), open_workbook(content), lan)

    assert [problem.message for problem in outcome.problems] == [LAST_OF_STAGE]


def test_a_workbook_puts_the_parts_in_the_place_of_the_one_line_of_a_stage(plan, lan, decision, fund):
    """By the form that takes two steps, and the first of them would empty the stage."""
    BudgetLine.objects.filter(plan=plan).delete()
    fund(plan, "CT", "central", "recurrent", 100_000_000)
    enter_stage(plan, Stage.ALLOCATED, decision, by=lan, at=NOW)
    content = edited(exported(plan), {"C9": None, "D9": None, "F9": None, f"F{DA1}": 60, f"F{DA22}": 40})

    outcome = sheet_kind("budget").read(scope_of(plan, may_enter=True), open_workbook(content), lan)

    assert outcome.problems == ()
    assert [(change.old, change.new) for change in outcome.writes] == [
        (100_000_000, None),
        (None, 60_000_000),
        (None, 40_000_000),
    ]


def test_money_that_is_given_names_its_document(client, plan, lan, decision, sources, component):
    enter_stage(plan, Stage.ASSIGNED, decision, by=lan, at=NOW)
    client.force_login(lan)
    page = reverse("budget-line", args=[plan.slug, "DA2.2", "central-recurrent"])

    offered = client.get(page).context["form"]["document"].value()
    refused = client.post(page, {"amount": "5", "document": ""})

    assert offered == decision.pk
    assert refused.context["form"].errors == {
        "document": ["Kinh phí ở giai đoạn được giao phải ghi theo văn bản nào."]
    }
    assert client.post(page, {"amount": "5", "document": decision.pk}).status_code == 302


def test_a_line_new_in_a_workbook_rests_on_the_document_of_its_stage(plan, lan, decision):
    enter_stage(plan, Stage.ASSIGNED, decision, by=lan, at=NOW)
    changes = sheet_kind("budget").read(
        scope_of(plan, may_enter=True), open_workbook(edited(exported(plan), {f"F{DA22}": 40})), lan
    )

    sheet_kind("budget").write(scope_of(plan, may_enter=True), changes.writes, by=lan, at=NOW)

    new = BudgetLine.objects.in_force(plan).get(component__code="DA2.2", source__code="central")
    assert (new.amount, new.document) == (40_000_000, decision)


def test_given_money_without_a_document_keeps_a_plan_from_being_signed(plan, lan, decision):
    assert "without-document" not in {problem.rule for problem in problems_of_plan(plan)}
    enter_stage(plan, Stage.ASSIGNED, decision, by=lan, at=NOW)
    BudgetLine.objects.in_force(plan).filter(component__code="DA1").update(document=None)

    told = [problem for problem in problems_of_plan(plan) if problem.rule == "without-document"]

    assert [problem.message for problem in told] == [
        "Dự án 1, ngân sách trung ương, sự nghiệp: kinh phí ở giai đoạn được giao chưa ghi theo văn bản nào."
    ]
    assert obstacles(told) == told
