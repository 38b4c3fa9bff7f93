"""Entering what is assigned: cell by cell on the screen, or by workbook."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from indicators.models import AssignedTarget
from planning.entry.kinds import entry_kind
from planning.entry.tables import EntryCell
from planning.places.units import GroupMembership
from planning.sheets.actions import apply_upload, hold_upload, preview, undo_import
from planning.sheets.kinds import sheet_kind
from planning.sheets.scopes import find_plan
from planning.sheets.uploads import AppliedSheet
from tests.indicators.assigning import (
    LEVEL,
    POOR,
    POOR_RATE,
    enter,
    give,
    group_of_ba_to,
    issue,
    make_province_plan,
    make_target,
    shown,
    table_of,
)

AT = datetime(2025, 8, 1, tzinfo=UTC)
RATE, COUNT = f"{POOR_RATE}.down-to", f"{POOR}.reduce-by"
NUMERATOR, DENOMINATOR, VALUE = (
    "Tỷ lệ hộ nghèo xuống còn, số hộ nghèo",
    "Tỷ lệ hộ nghèo xuống còn, tổng số hộ",
    "Tỷ lệ hộ nghèo xuống còn, tỷ lệ (%)",
)


@pytest.fixture
def province(places, programme, indicator):
    """A plan with a level of a rate and a reduction of a count."""
    plan = make_province_plan(places, programme, indicator)
    make_target(plan, POOR_RATE, "down-to", "8.67")
    make_target(plan, POOR, "reduce-by", 100)
    return plan


def row(unit):
    return f"unit-{unit.pk}"


def test_counts_are_entered_and_the_rate_follows_at_every_level(province, places, minh):
    group_of_ba_to(places)

    answers = enter(
        province,
        minh,
        AT,
        (row(places.ba_dinh), f"{RATE}/numerator", "40"),
        (row(places.ba_dinh), f"{RATE}/denominator", "500"),
        (row(places.ba_to), f"{RATE}/numerator", "25"),
        (row(places.ba_to), f"{RATE}/denominator", "250"),
    )

    assert answers == [("saved", "")] * 4
    assert shown(province, minh) == {
        ("Kế hoạch của tỉnh", VALUE): "8,67",
        ("Kế hoạch của tỉnh", "Số hộ nghèo giảm (hộ)"): "100",
        ("Cộng các đơn vị", NUMERATOR): "65",
        ("Cộng các đơn vị", DENOMINATOR): "750",
        ("Cộng các đơn vị", VALUE): "8,67",
        ("Địa bàn huyện Ba Tơ (cũ)", NUMERATOR): "40",
        ("Địa bàn huyện Ba Tơ (cũ)", DENOMINATOR): "500",
        ("Địa bàn huyện Ba Tơ (cũ)", VALUE): "8,00",
        ("Xã Ba Dinh", NUMERATOR): "40",
        ("Xã Ba Dinh", DENOMINATOR): "500",
        ("Xã Ba Dinh", VALUE): "8,00",
        ("Đơn vị khác", NUMERATOR): "25",
        ("Đơn vị khác", DENOMINATOR): "250",
        ("Đơn vị khác", VALUE): "10,00",
        ("Xã Ba Tơ", NUMERATOR): "25",
        ("Xã Ba Tơ", DENOMINATOR): "250",
        ("Xã Ba Tơ", VALUE): "10,00",
    }


def test_a_rate_that_is_worked_out_is_not_entered(province, places, minh):
    rate = province.targets.get(indicator__code=POOR_RATE)
    give(rate, places.ba_dinh, numerator=40, denominator=500)

    answers = enter(province, minh, AT, (row(places.ba_dinh), f"{RATE}/value", "9"))

    assert answers == [("locked", "Ô này được tính từ các ô khác.")]


def test_a_rate_without_counts_stands_and_warns_in_every_sum_above_it(province, places, minh):
    enter(province, minh, AT, (row(places.ba_dinh), f"{RATE}/value", "8"))

    table = table_of(province, minh)

    assert table.cells[row(places.ba_dinh), f"{RATE}/value"].warning == (
        "Chưa có số đếm: tỷ lệ này không cộng được với đơn vị khác."
    )
    assert table.cells["total", f"{RATE}/value"].value is None
    assert table.cells["total", f"{RATE}/value"].warning == (
        "Mới giao 1/2 đơn vị; không cộng được: thiếu số đếm của 1 đơn vị."
    )


def test_counts_of_one_unit_are_not_called_those_of_all(province, places, minh):
    cells = (("numerator", "64"), ("denominator", "80"))
    enter(province, minh, AT, *((row(places.ba_dinh), f"{RATE}/{field}", text) for field, text in cells))

    table = table_of(province, minh)

    assert [table.cells["total", f"{RATE}/{field}"] for field in ("numerator", "denominator", "value")] == [
        EntryCell(warning="Mới giao 1/2 đơn vị.")
    ] * 3


def test_a_plain_sum_of_some_units_stands_and_says_of_how_many(province, places, minh):
    enter(province, minh, AT, (row(places.ba_dinh), f"{COUNT}/value", "60"))

    table = table_of(province, minh)

    assert table.cells["total", f"{COUNT}/value"] == EntryCell(Decimal(60), warning="Mới giao 1/2 đơn vị.")


def test_the_plans_own_value_stands_first_and_the_sum_of_the_units_last(province, places, minh):
    table = table_of(province, minh)

    assert [each.labels[-1] for each in table.rows] == [
        "Kế hoạch của tỉnh",
        "Xã Ba Tơ",
        "Xã Ba Dinh",
        "Cộng các đơn vị",
    ]
    assert table.cells["own", f"{RATE}/value"].value == Decimal("8.67")


def test_a_rate_stands_again_when_its_counts_are_taken_back(province, places, minh):
    counts = [(row(places.ba_dinh), f"{RATE}/{name}") for name in ("numerator", "denominator")]
    enter(province, minh, AT, (row(places.ba_dinh), f"{RATE}/value", "9"))
    enter(province, minh, AT, *((*key, text) for key, text in zip(counts, ("40", "500"), strict=True)))

    enter(province, minh, AT, *((*key, "") for key in counts))

    assert {key: text for key, text in shown(province, minh).items() if key[0] == "Xã Ba Dinh"} == {
        ("Xã Ba Dinh", VALUE): "9,00"
    }


@pytest.mark.parametrize(
    ("cells", "answers"),
    [
        (
            (("numerator", "501"), ("denominator", "500")),
            [("invalid", "Tử số (501) lớn hơn mẫu số (500).")] * 2,
        ),
        ((("denominator", "0"),), [("invalid", "Mẫu số phải lớn hơn 0.")]),
        (
            (("numerator", "40"), ("denominator", "500"), ("value", "9")),
            [
                ("saved", ""),
                ("saved", ""),
                ("invalid", "Khác với tỷ lệ tính từ số đếm (8,00); để trống ô này."),
            ],
        ),
        ((("value", "101"),), [("invalid", "Không được lớn hơn 100.")]),
        ((("numerator", "1,5"),), [("invalid", "Quá nhiều chữ số thập phân; cần số nguyên.")]),
    ],
)
def test_what_contradicts_itself_is_not_stored(cells, answers, province, places, minh):
    typed = [(row(places.ba_dinh), f"{RATE}/{field}", text) for field, text in cells]

    assert enter(province, minh, AT, *typed) == answers


def test_a_blank_share_is_removed_and_its_history_stays(province, places, minh):
    enter(province, minh, AT, (row(places.ba_dinh), f"{COUNT}/value", "60"))

    enter(province, minh, AT, (row(places.ba_dinh), f"{COUNT}/value", ""))

    assert not AssignedTarget.objects.exists()
    assert [(each.history_type, each.history_user) for each in AssignedTarget.history.all()] == [
        ("-", minh),
        ("+", minh),
    ]


def test_zero_is_assigned_and_is_no_blank(province, places, minh):
    enter(province, minh, AT, (row(places.ba_dinh), f"{COUNT}/value", "0"))

    assert AssignedTarget.objects.get().value == Decimal(0)


def test_a_range_is_assigned_by_its_ends(province, places, minh):
    make_target(province, LEVEL, "reach", 7, value_to=9)
    cells = [(row(places.ba_dinh), f"{LEVEL}.reach/{field}") for field in ("value", "value_to")]

    falling = enter(province, minh, AT, (*cells[0], "8"), (*cells[1], "7,5"))
    level = enter(province, minh, AT, (*cells[0], "8"), (*cells[1], "8"))
    rising = enter(province, minh, AT, (*cells[0], "7,5"), (*cells[1], "8"))

    assert falling == level == [("invalid", "Giá trị cuối khoảng phải lớn hơn giá trị đầu khoảng.")] * 2
    assert rising == [("saved", "")] * 2


def test_a_unit_outside_the_group_of_a_target_is_not_given_it(province, places, minh, mountain_districts):
    GroupMembership.objects.create(group=mountain_districts, unit=places.ba_dinh)
    make_target(province, POOR, "down-to", 5, group=mountain_districts)

    answers = enter(province, minh, AT, (row(places.ba_to), f"{POOR}.down-to.mien-nui/value", "5"))

    assert answers == [("locked", "Đơn vị không thuộc các huyện miền núi.")]


def test_only_the_plans_editors_enter_and_only_while_it_is_a_draft(province, places, lan, minh):
    issue(province)

    with pytest.raises(PermissionDenied):
        enter(province, lan, AT, (row(places.ba_dinh), f"{COUNT}/value", "60"))
    with pytest.raises(PermissionDenied):
        enter(province, minh, AT, (row(places.ba_dinh), f"{COUNT}/value", "60"))


def imported(province, minh, content):
    scope, kind = find_plan(province.slug, minh), sheet_kind("assignment")
    upload = hold_upload(scope, kind, file_name="giao.xlsx", content=content, by=minh, at=AT)
    return upload, preview(upload, by=minh)


def test_the_workbook_that_is_taken_out_changes_nothing_when_it_comes_back(province, places, minh):
    group_of_ba_to(places)
    rate, count = (province.targets.get(indicator__code=code) for code in (POOR_RATE, POOR))
    give(rate, places.ba_dinh, numerator=40, denominator=501)
    give(rate, places.ba_to, value="10.25")
    give(count, places.ba_to, value=12)
    content = sheet_kind("assignment").template(find_plan(province.slug, minh), minh)

    _, outcome = imported(province, minh, content)

    assert (outcome.writes, outcome.problems) == ((), ())


def test_an_import_is_applied_and_undone_whole(province, places, minh):
    count = province.targets.get(indicator__code=POOR)
    share = give(count, places.ba_dinh, value=12)
    content = sheet_kind("assignment").template(find_plan(province.slug, minh), minh)
    AssignedTarget.objects.filter(pk=share.pk).update(value=60)

    upload, outcome = imported(province, minh, content)
    apply_upload(upload, digest=outcome.digest, by=minh, at=AT)
    applied = AssignedTarget.objects.get().value
    undo_import(AppliedSheet.objects.get(), by=minh, at=AT)

    assert (applied, AssignedTarget.objects.get().value) == (Decimal(12), Decimal(60))


def test_the_table_costs_the_same_with_one_target_and_with_three(province, places, minh, django_assert_num_queries):
    scope, kind = find_plan(province.slug, minh), entry_kind("assignment")
    with django_assert_num_queries(4) as before:
        kind.table(scope)
    target = make_target(province, LEVEL, "reach", 8)
    for unit in (places.ba_dinh, places.ba_to):
        give(target, unit, value=8)

    with django_assert_num_queries(len(before)):
        kind.table(scope)
