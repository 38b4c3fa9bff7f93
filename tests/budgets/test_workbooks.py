"""Shares and years as workbooks: what goes out unchanged comes back unchanged, and a fault is told at its cell."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from budgets.models import Allocation, BudgetLine
from planning.plans.plans import Plan, PlanKind
from planning.sheets.kinds import sheet_kind
from planning.sheets.scopes import scope_of
from planning.sheets.workbooks import open_workbook
from tests.budgets.conftest import CENTRAL_INVESTMENT
from tests.conftest import make_plan


def template(key, plan, user):
    return sheet_kind(key).template(scope_of(plan, may_enter=True), user)


def read(key, plan, content, user):
    return sheet_kind(key).read(scope_of(plan, may_enter=True), open_workbook(content), user)


def filled(content, name, value, heading):
    """The workbook with `value` in the row called `name` under the last column headed `heading`."""
    workbook = load_workbook(BytesIO(content))
    sheet = next(each for each in workbook.worksheets if _find(each, name))
    row, column = _find(sheet, name)[0].row, _find(sheet, heading)[-1].column
    sheet.cell(row, column).value = value
    buffer = BytesIO()
    workbook.save(buffer)
    return buffer.getvalue(), f"{sheet.cell(row, column).coordinate}"


def _find(sheet, text):
    return [cell for row in sheet.iter_rows() for cell in row if cell.value == text]


def test_the_template_of_shares_taken_back_unchanged_changes_nothing(
    places, province_plan, department, minh, allocate
):
    allocate(places.district, 3_500_000)
    allocate(department, 1, CENTRAL_INVESTMENT)

    outcome = read("allocation", province_plan, template("allocation", province_plan, minh), minh)

    assert outcome.problems == ()
    assert list(outcome.writes) == []


def test_a_share_in_a_workbook_is_previewed_in_dong(places, province_plan, department, minh):
    content, _ = filled(template("allocation", province_plan, minh), "Sở Mẫu", 12.5, "Sự nghiệp")

    outcome = read("allocation", province_plan, content, minh)

    assert outcome.problems == ()
    assert [(change.old, change.new) for change in outcome.writes] == [(None, 12_500_000)]


def test_more_than_was_given_is_told_at_its_cell_before_anything_is_written(places, province_plan, department, minh):
    content, address = filled(template("allocation", province_plan, minh), "Sở Mẫu", 300_000, "Sự nghiệp")

    outcome = read("allocation", province_plan, content, minh)

    assert [(problem.address, problem.message.split(";")[-1]) for problem in outcome.problems] == [
        (address, " số nhập vượt 95.000 triệu đồng.")
    ]
    assert not Allocation.objects.exists()


def test_the_template_of_years_taken_back_unchanged_changes_nothing(places, programme, fund, minh):
    plan = make_plan(places.old_province, programme, "51-period-2024", 2024, kind=PlanKind.PERIOD)
    Plan.objects.filter(pk=plan.pk).update(last_year=2025)
    plan.refresh_from_db()
    line = fund(plan, "DA1", "central", "recurrent", 300_000_000)
    plan.year_amounts.create(line=line, year=2024, amount=100_000_001)

    outcome = read("years", plan, template("years", plan, minh), minh)

    assert outcome.problems == ()
    assert list(outcome.writes) == []


def test_what_remains_follows_in_the_workbook(places, province_plan, minh, allocate):
    allocate(places.district, 3_500_000)

    sheet = load_workbook(BytesIO(template("allocation", province_plan, minh))).worksheets[0]

    left, given, shared = (_find(sheet, name)[0].row for name in ("Còn lại", "Kinh phí kế hoạch", "Đã phân bổ"))
    last = sheet.cell(given, sheet.max_column).coordinate
    off = sheet.cell(shared, sheet.max_column).coordinate
    assert sheet.cell(left, sheet.max_column).value == f'=IF(COUNT({last})>0,{last}-SUM({off}),"")'


@pytest.mark.parametrize("page", ["entry-grid", "sheet-template", "sheet-upload"])
def test_shares_have_a_grid_a_template_and_an_import(page, client, province_plan, minh):
    client.force_login(minh)

    assert client.get(reverse(page, args=[province_plan.slug, "allocation"])).status_code == 200


def test_a_draft_with_shares_is_discarded_with_them(client, places, province_plan, minh, allocate):
    allocate(places.district, 1)
    client.force_login(minh)

    client.post(reverse("plan-discard", args=[province_plan.slug]))

    assert not BudgetLine.objects.filter(plan=province_plan).exists()
    assert not Allocation.objects.exists()
