"""Money shared out to the units below and to agencies: never more than was given."""

import json
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.urls import reverse

from budgets.entry.allocation import ALLOCATION, GIVEN, LEFT, SHARED, TOTAL
from budgets.models import Allocation, BudgetLine
from planning.entry.kinds import EntryRefused
from planning.entry.saving import CellState, Typed, save_typed
from planning.entry.tables import BLANK
from planning.places.agencies import Agency, Sector
from planning.sheets.actions import ImportCannotBeUndone, undo_import
from planning.sheets.scopes import scope_of
from planning.sheets.uploads import AppliedSheet, packed
from tests.budgets.conftest import CENTRAL, CENTRAL_INVESTMENT, NOW, key_of, share
from tests.conftest import FIRST_DAY, make_plan


def table_of(plan):
    return ALLOCATION.table(scope_of(plan, may_enter=True))


def value(table, row, column):
    return table.cells.get((row, column), BLANK).value


def test_the_old_province_shares_out_to_its_districts_and_agencies_and_the_new_one_to_its_communes(
    places, programme, province_plan, department
):
    new = make_plan(places.province, programme, "51-annual-2025-moi")

    before = [row.labels for row in table_of(province_plan).rows]
    after = [row.labels for row in table_of(new).rows]

    totals = [("", "", "Kinh phí kế hoạch"), ("", "", "Đã phân bổ"), ("", "", "Còn lại")]
    assert before == [
        *totals,
        ("I", "", "Các huyện, thị xã, thành phố"),
        ("1", "535", "Huyện Ba Tơ"),
        ("II", "", "Các cơ quan, đơn vị"),
        ("1", "so-mau", "Sở Mẫu"),
    ]
    assert after == [
        *totals,
        ("I", "", "Các xã, phường, đặc khu"),
        ("1", "21484", "Xã Ba Tơ"),
        ("2", "21499", "Xã Ba Dinh"),
    ]


def test_a_commune_shares_out_to_its_agencies_only(plan):
    rows = table_of(plan).rows

    assert [row.labels[2] for row in rows[3:]] == ["Các cơ quan, đơn vị", "Phòng Kinh tế"]


def test_an_agency_that_ends_during_the_year_may_hold_a_share(places, province_plan):
    Agency.objects.create(
        code="so-cu", name="Sở Cũ", unit=places.old_province, sector=Sector.LABOUR, valid_to=date(2025, 2, 28)
    )
    Agency.objects.create(
        code="so-xua", name="Sở Xưa", unit=places.old_province, sector=Sector.LABOUR, valid_to=date(2024, 12, 31)
    )
    Agency.objects.create(
        code="so-sau", name="Sở Sau", unit=places.province, sector=Sector.LABOUR, valid_from=FIRST_DAY
    )

    codes = {row.labels[1] for row in table_of(province_plan).rows}

    assert codes == {"", "535", "so-cu"}


def test_each_line_in_force_is_a_column_under_its_component_source_and_nature(province_plan):
    columns = table_of(province_plan).columns

    assert [column.headings for column in columns] == [
        ("Tổng số",),
        ("Toàn Chương trình", "Ngân sách trung ương", "Đầu tư phát triển"),
        ("Toàn Chương trình", "Ngân sách trung ương", "Sự nghiệp"),
        ("Toàn Chương trình", "Huy động khác"),
    ]
    assert columns[0].adds == (CENTRAL_INVESTMENT, CENTRAL, "CT.other.")


def test_what_is_given_shared_out_and_remains_stands_above_the_holders(places, province_plan, department, allocate):
    allocate(places.district, 3_000_000)
    allocate(department, 2_000_000)

    table = table_of(province_plan)

    assert value(table, GIVEN, CENTRAL) == 205_000_000_000
    assert value(table, SHARED, CENTRAL) == 5_000_000
    assert value(table, LEFT, CENTRAL) == 204_995_000_000
    assert value(table, "group-1", CENTRAL) == 3_000_000
    assert value(table, SHARED, TOTAL) == 5_000_000
    assert value(table, SHARED, CENTRAL_INVESTMENT) is None
    assert value(table, LEFT, CENTRAL_INVESTMENT) == 78_000_000_000


def test_more_than_was_given_is_refused_with_what_remains(places, province_plan, department, allocate):
    allocate(department, 200_000_000_000)

    with pytest.raises(EntryRefused) as refusal:
        allocate(places.district, 5_000_000_001)

    assert refusal.value.cells == {
        (key_of(places.district), CENTRAL): (
            "Toàn Chương trình, ngân sách trung ương, sự nghiệp: kế hoạch có 205.000, đã phân bổ 200.000, "
            "còn lại 5.000; số nhập vượt 0,000001 triệu đồng."
        )
    }
    assert Allocation.objects.get().amount == 200_000_000_000


def test_all_that_was_given_may_be_shared_out(places, province_plan, allocate):
    allocate(places.district, 205_000_000_000)

    line = BudgetLine.objects.get(plan=province_plan, nature="recurrent")
    assert line.shared_out == line.amount


def test_a_blank_takes_a_share_back_and_a_zero_is_one(places, province_plan, department, allocate):
    allocate(places.district, 7)
    allocate(department, 0)

    allocate(places.district, None)

    assert list(Allocation.objects.values_list("agency__code", "amount")) == [("so-mau", 0)]
    assert BudgetLine.objects.get(plan=province_plan, nature="recurrent").shared_out == 0
    assert Allocation.history.get(history_type="-").amount == 7


def test_the_database_itself_refuses_more_than_was_given(province_plan):
    with pytest.raises(IntegrityError, match="no_more_is_shared_out_than_was_given"), transaction.atomic():
        BudgetLine.objects.filter(plan=province_plan, nature="recurrent").update(shared_out=205_000_000_001)


def test_a_grid_stores_what_fits_and_says_why_the_rest_does_not(places, province_plan, department, minh):
    typed = [
        Typed(key_of(places.district), CENTRAL, "300.000", ""),
        Typed(key_of(department), CENTRAL_INVESTMENT, "1,5", ""),
    ]

    answers = save_typed(ALLOCATION, scope_of(province_plan, may_enter=True), typed, by=minh, at=NOW).answers

    assert [answer.state for answer in answers] == [CellState.INVALID, CellState.SAVED]
    assert answers[0].message == (
        "Toàn Chương trình, ngân sách trung ương, sự nghiệp: kế hoạch có 205.000, đã phân bổ 0, "
        "còn lại 205.000; số nhập vượt 95.000 triệu đồng."
    )
    assert Allocation.objects.aggregate(all=Sum("amount")) == {"all": 1_500_000}


def test_a_holder_that_is_gone_is_refused(places, province_plan, minh):
    with pytest.raises(EntryRefused, match="không còn trong kế hoạch"):
        share(province_plan, minh, [((places.ba_dinh, CENTRAL), 1)])


def test_the_page_says_what_was_given_shared_out_and_remains(client, places, province_plan, minh, allocate):
    allocate(places.district, 20_500_000_000)
    client.force_login(minh)

    text = client.get(reverse("allocation", args=[province_plan.slug])).content.decode()

    for words in ("205.000", "20.500", "184.500", "10,0 %"):
        assert f'<td class="number">{words}</td>' in text
    assert reverse("entry-grid", args=[province_plan.slug, "allocation"]) in text


def test_an_import_is_not_undone_into_more_than_was_given(places, province_plan, department, minh, allocate):
    """The import took 205 tỷ from the district; since then the department has been given 5 of it."""
    allocate(department, 5_000_000_000)
    step = AppliedSheet.objects.create(
        sheet="allocation",
        scope=province_plan.slug,
        file_name="phan-bo.xlsx",
        changes=packed(json.dumps([[[key_of(places.district), CENTRAL], "205000000000", None]]).encode()),
        by=minh,
        at=NOW,
    )

    with pytest.raises(ImportCannotBeUndone, match="số nhập vượt"):
        undo_import(step, by=minh, at=NOW)

    assert Allocation.objects.get().amount == 5_000_000_000


def test_a_table_and_a_saving_cost_the_same_with_one_share_and_with_three(
    places, province_plan, department, minh, allocate, django_assert_num_queries
):
    other = Agency.objects.create(code="so-hai", name="Sở Hai", unit=places.old_province, sector=Sector.GENERAL)
    with django_assert_num_queries(15) as one:
        allocate(places.district, 1)
    with django_assert_num_queries(7) as before:
        table_of(province_plan)

    three = [((holder, CENTRAL_INVESTMENT), 1) for holder in (places.district, department, other)]
    with django_assert_num_queries(len(one)):
        share(province_plan, minh, three)
    with django_assert_num_queries(len(before)):
        table_of(province_plan)
