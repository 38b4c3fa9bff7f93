"""The workbook of a plan's money: what may be entered in it, and that it comes back without a change."""

from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from budgets.models import BudgetLine, FundingSource, Nature
from planning.documents import xlsx
from planning.documents.assemble import assemble
from planning.formats import MoneyUnit
from planning.sheets.changes import ChangeKind
from projects.models import Component
from tests.budgets.test_workbooks import read, template
from tests.conftest import make_plan

COMPONENTS = ("CT", "DA1", "DA2", "DA2.1", "DA2.2")
DIVIDED, WHOLE = ("central", "local", "local-province", "local-commune"), ("credit", "other")
PLACES = st.tuples(st.sampled_from(COMPONENTS), st.sampled_from(DIVIDED), st.sampled_from(Nature.values)) | st.tuples(
    st.sampled_from(COMPONENTS), st.sampled_from(WHOLE), st.just("")
)
LINES = st.dictionaries(PLACES, st.integers(0, 10**12) | st.integers(0, 10**6).map(lambda n: n * 10**6), max_size=12)
# The database is the same for all examples: each replaces the lines of the one before. A busy machine is no fault.
CALM = settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@pytest.fixture
def empty(places, programme, sources):
    return make_plan(places.old_province, programme, "51-annual-2025")


def enter(plan, lines):
    plan.budget_lines.all().delete()
    components = {each.code: each for each in Component.objects.filter(programme=plan.programme)}
    sources = {each.code: each for each in FundingSource.objects.all()}
    BudgetLine.objects.bulk_create(
        BudgetLine(
            plan=plan, component=components[code], source=sources[source], nature=nature, amount=Decimal(amount)
        )
        for (code, source, nature), amount in lines.items()
    )


@CALM
@example({("CT", "credit", ""): 0, ("DA1", "credit", ""): 0}, MoneyUnit.MILLION, None)
@example({("CT", "credit", ""): 5, ("DA1", "credit", ""): 0}, MoneyUnit.DONG, None)
@given(LINES, st.sampled_from(MoneyUnit), st.none() | st.integers(0, 3))
def test_a_budget_taken_back_as_it_left_changes_nothing(empty, minh, lines, unit, decimals):
    enter(empty, lines)
    empty.money_unit, empty.money_decimals = unit, decimals
    empty.save()

    for content in (template("budget", empty, minh), xlsx.draw(assemble(empty))):
        outcome = read("budget", empty, content, minh)

        assert outcome.problems == ()
        assert outcome.writes == ()
        assert {change.kind for change in outcome.changes} <= {ChangeKind.UNCHANGED}


def opened(plan, user):
    return load_workbook(BytesIO(template("budget", plan, user)))


def locks(sheet):
    """Whether each cell of money is locked, by the name of its row."""
    first = int("".join(filter(str.isdigit, sheet.freeze_panes)))
    rows = sheet.iter_rows(min_row=first, max_row=first + len(COMPONENTS) - 1)
    return {row[1].value: [cell.protection.locked for cell in row[2:]] for row in rows}


def test_the_template_tells_how_it_is_filled_in_and_names_its_unit(empty, minh):
    workbook = opened(empty, minh)

    assert workbook.sheetnames == ["Bảng số liệu", "Hướng dẫn"]
    sheet = workbook.worksheets[0]
    assert [sheet[f"A{row}"].value for row in range(1, 5)] == [
        "KINH PHÍ THỰC HIỆN CHƯƠNG TRÌNH MẪU NĂM 2025",
        "Kế hoạch năm 2025, tỉnh Quảng Ngãi",
        "Mã đơn vị hành chính: 51. Năm: 2025. Mã bảng: 51-annual-2025",
        "Đơn vị: triệu đồng",
    ]
    assert sheet.protection.sheet
    assert {each.type for each in sheet.data_validations.dataValidation} == {"decimal"}


def test_sums_are_locked_and_money_may_be_entered_for_the_whole_or_for_its_parts(empty, minh):
    enter(empty, {("DA2.1", "central", "recurrent"): 5, ("CT", "credit", ""): 7})

    sheet = opened(empty, minh).worksheets[0]

    # The total; central in all, invested, current; local in all, invested, current; loans; other.
    assert locks(sheet) == {
        "TỔNG SỐ": [True, True, False, True, True, False, False, False, False],
        "Dự án 1: Sinh kế": [True, True, False, False, True, False, False, False, False],
        "Dự án 2: Đào tạo": [True, True, False, True, True, False, False, False, False],
        "Tiểu dự án 1: Dạy nghề": [True, True, False, False, True, False, False, False, False],
        "Tiểu dự án 2: Việc làm": [True, True, False, False, True, False, False, False, False],
    }


def test_a_new_line_in_the_template_is_previewed_and_sums_left_as_they_were_are_worked_out_anew(empty, minh):
    enter(empty, {("DA2.1", "central", "recurrent"): 5_000_000})
    workbook = load_workbook(BytesIO(template("budget", empty, minh)), data_only=True)
    row = next(row for row in workbook.worksheets[0].iter_rows() if row[1].value == "Dự án 1: Sinh kế")
    row[5].value = 3
    buffer = BytesIO()
    workbook.save(buffer)

    outcome = read("budget", empty, buffer.getvalue(), minh)

    assert outcome.problems == ()
    assert [(change.row, change.old, change.new) for change in outcome.writes] == [
        ("Dự án 1: Sinh kế", None, 3_000_000)
    ]
