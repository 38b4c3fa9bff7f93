"""An import of money taken back: never into money that would count twice, nor into a stage without a line."""

import json
from decimal import Decimal

import pytest

from budgets.actions import enter_stage, set_amount
from budgets.models import BudgetLine, Nature, Stage
from planning.sheets.actions import ImportCannotBeUndone, undo_import
from planning.sheets.uploads import AppliedSheet, packed
from tests.budgets.conftest import NOW
from tests.sheets.conftest import lines

MILLION = 10**6


@pytest.fixture
def imported(plan, lan, component, sources):
    """Take an import back that had changed cells so: `imported(((code, source, nature), old, new))`."""

    def undo(*changes):
        steps = [
            [[component(code).pk, sources[source].pk, nature], old and str(old), new and str(new)]
            for (code, source, nature), old, new in changes
        ]
        step = AppliedSheet.objects.create(
            sheet="budget",
            scope=plan.slug,
            file_name="kinh-phi.xlsx",
            changes=packed(json.dumps(steps).encode()),
            by=lan,
            at=NOW,
        )
        undo_import(step, by=lan, at=NOW)

    return undo


def test_a_whole_is_not_brought_back_beside_a_part_entered_since(plan, lan, imported, component, sources):
    """The import took 300 triệu off project 2 as a whole; since then its second part has been given 5."""
    set_amount(plan, component("DA2.2"), sources["central"], Nature.RECURRENT, Decimal(5 * MILLION), by=lan)
    before = lines(plan)

    with pytest.raises(ImportCannotBeUndone, match="lại ghi riêng cho Tiểu dự án 2 - Dự án 2"):
        imported((("DA2", "central", "recurrent"), 300 * MILLION, None))

    assert lines(plan) == before


def test_a_whole_comes_back_where_nothing_stands_beside_it(plan, imported):
    imported((("DA2", "central", "recurrent"), 300 * MILLION, None))

    assert lines(plan)["DA2", "central", "recurrent"] == 300 * MILLION


@pytest.fixture
def assigned(plan, lan, fund, decision):
    """All the money of the plan is 100 triệu for project 1, and it is assigned."""
    BudgetLine.objects.filter(plan=plan).delete()
    fund(plan, "DA1", "central", "recurrent", 100 * MILLION)
    enter_stage(plan, Stage.ASSIGNED, decision, by=lan, at=NOW)
    return plan


def test_the_one_line_of_a_stage_gives_way_to_the_one_it_came_from(assigned, imported):
    imported(
        (("DA1", "central", "recurrent"), None, 100 * MILLION),
        (("CT", "central", "recurrent"), 100 * MILLION, None),
    )

    later = BudgetLine.objects.in_force(assigned).get()
    assert (later.stage, later.component.code, later.amount) == (Stage.ASSIGNED, "CT", 100 * MILLION)


def test_a_stage_keeps_a_line_when_an_import_is_taken_back(assigned, imported):
    with pytest.raises(ImportCannotBeUndone, match="khoản cuối cùng của giai đoạn này"):
        imported((("DA1", "central", "recurrent"), None, 100 * MILLION))

    assert BudgetLine.objects.in_force(assigned).get().stage == Stage.ASSIGNED
