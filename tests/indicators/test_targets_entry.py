"""Entering a plan's own targets: cell by cell on the screen, or by workbook."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from planning.entry.kinds import entry_kind
from planning.plans.plans import Plan
from planning.sheets.kinds import sheet_kind
from planning.sheets.scopes import find_plan
from planning.sheets.workbooks import open_workbook
from tests.conftest import make_plan
from tests.indicators.assigning import POOR, POOR_RATE, enter, issue, make_target, table_of

AT = datetime(2025, 8, 1, tzinfo=UTC)


def test_the_table_of_targets_shows_what_was_assigned(commune, assign, lan):
    assign(POOR, "reduce-by", 100, value_to=150)
    make_target(commune, POOR, "reduce-by", 80)
    make_target(commune, POOR_RATE, "down-to", "5.57")

    table = table_of(commune, lan, "targets")

    assert {key: cell.above for key, cell in table.cells.items() if cell.above is not None} == {
        (f"{POOR}.reduce-by", "value"): Decimal(100),
        (f"{POOR}.reduce-by", "value_to"): Decimal(150),
    }


@pytest.mark.parametrize(
    ("cells", "answers"),
    [
        ((("value", "5,5"), ("baseline", "7,78")), [("saved", "")] * 2),
        ((("value", "5,575"),), [("invalid", "Quá nhiều chữ số thập phân; cần tối đa 2 chữ số sau dấu phẩy.")]),
        ((("value", "101"),), [("invalid", "Không được lớn hơn 100.")]),
        (
            (("value_to", "5"),),
            [("invalid", "Giá trị cuối khoảng phải lớn hơn giá trị đầu khoảng.")],
        ),
        ((("value", ""),), [("saved", "")]),
    ],
)
def test_targets_are_entered_in_the_grid(cells, answers, commune, lan):
    make_target(commune, POOR_RATE, "down-to", "5.57")

    typed = [(f"{POOR_RATE}.down-to", field, text) for field, text in cells]

    assert enter(commune, lan, AT, *typed, sheet="targets") == answers


def test_the_workbook_of_targets_changes_nothing_when_it_comes_back(commune, assign, lan):
    assign(POOR, "reduce-by", 100)
    make_target(commune, POOR, "reduce-by", 80, value_to=90)
    make_target(commune, POOR, "strive", None)
    make_target(commune, POOR_RATE, "down-to", "5.57", baseline="7.78")
    scope, kind = find_plan(commune.slug, lan), sheet_kind("targets")

    outcome = kind.read(scope, open_workbook(kind.template(scope, lan)), lan)

    assert (outcome.writes, outcome.problems) == ((), ())
    assert len(outcome.changes) == 4


def test_the_table_of_targets_costs_the_same_with_one_target_and_with_three(
    commune, assign, lan, django_assert_num_queries
):
    scope, kind = find_plan(commune.slug, lan), entry_kind("targets")
    make_target(commune, POOR, "reduce-by", 80)
    assign(POOR, "reduce-by", 100)
    with django_assert_num_queries(3) as before:
        kind.table(scope)
    make_target(commune, POOR, "down-to", 80)
    make_target(commune, POOR_RATE, "down-to", 8)
    assign(POOR_RATE, "down-to", 8)

    with django_assert_num_queries(len(before)):
        kind.table(scope)


def test_a_reduction_over_several_years_stands_beside_no_cell_of_one(commune, assign, lan, places, programme):
    years = make_plan(places.province, programme, "51-period-2021", year=2021, kind="period")
    Plan.objects.filter(pk=years.pk).update(last_year=2025)
    issue(years)
    assign(POOR, "reduce-by", 500, plan=Plan.objects.get(pk=years.pk))
    make_target(commune, POOR, "reduce-by", 80)

    assert table_of(commune, lan, "targets").cells[f"{POOR}.reduce-by", "value"].above is None


def test_what_was_assigned_to_the_whole_unit_stands_beside_no_cell_of_a_group(
    commune, assign, lan, mountain_districts
):
    assign(POOR, "reduce-by", 100)
    make_target(commune, POOR, "reduce-by", 80, group=mountain_districts)

    assert table_of(commune, lan, "targets").cells[f"{POOR}.reduce-by.mien-nui", "value"].above is None
