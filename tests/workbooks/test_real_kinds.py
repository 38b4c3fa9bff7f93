"""The forms people fill in, each for a province of three communes: whatever is in them comes back, in any order."""

from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from indicators.models import Comparator
from planning.documents.model import RowKind
from planning.entry.additions import is_counted
from planning.entry.kinds import entry_kind
from planning.entry.reading import read_entries
from planning.entry.tables import BLANK
from planning.entry.template import template_of
from planning.sheets.scopes import scope_of
from planning.sheets.workbooks import open_workbook
from tests.indicators.assigning import LEVEL, POOR, POOR_RATE, make_province_plan, make_target
from tests.indicators.reviewing import ward_of
from tests.workbooks.sheets import Page, book, by_libreoffice

KINDS = ("allocation", "assignment", "review-1")
# The table of an example is the fixture's with other figures; a busy machine is no fault of the property.
CALM = settings(
    deadline=None,
    max_examples=15,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@pytest.fixture(params=KINDS)
def form(request, places, programme, indicator, fund, minh):
    """A kind's table without a figure, and the scope it is for."""
    ward_of(places.province)
    plan = make_province_plan(places, programme, indicator)
    for code, comparator, value in (
        (POOR_RATE, Comparator.DOWN_TO, 5),
        (POOR, Comparator.DOWN_TO, 90),
        (LEVEL, Comparator.AT_LEAST, 8),
    ):
        make_target(plan, code, comparator, value)
    fund(plan, "DA1", "central", "recurrent", 10**15 - 1)
    fund(plan, "DA2.1", "central", "investment", 10**15 - 1)
    kind = entry_kind(request.param)
    scope = kind.find("51-2025", minh) if request.param == "review-1" else scope_of(plan, may_enter=True)
    table = kind.table(scope)
    return replace(table, cells={key: cell._replace(value=None) for key, cell in table.cells.items()}), scope


def holding(table, values):
    """The table with these figures, by row and column."""
    held = {key: table.cells.get(key, BLANK)._replace(value=value) for key, value in values.items()}
    return replace(table, cells={**table.cells, **held})


def read(form, content, values):
    table, scope = form
    return read_entries(holding(table, values), scope, open_workbook(content), lambda values: {})


def after(outcome, values):
    """The figures once the changes are made."""
    changed = {change.target[:2]: change.new for change in outcome.writes}
    return {key: value for key, value in (values | changed).items() if value is not None}


def figures(table):
    """Figures in some of the cells that may be entered."""

    def figure(row, column):
        rule = table.rule(row, column)
        most = 1000 if rule.most is None else int(rule.most)
        return st.decimals(0, most, places=min(rule.decimals, 2)).map(rule.stored)

    cells = {(row.key, column.key): figure(row, column) for row, column, _ in table.entered()}
    return st.fixed_dictionaries({}, optional=cells)


@CALM
@given(st.data())
def test_what_is_exported_changes_nothing_and_leads_back_to_its_figures(form, data):
    table, scope = form
    before, now = data.draw(figures(table)), data.draw(figures(table))
    content = template_of(holding(table, before), scope, ())

    same, other = read(form, content, before), read(form, content, now)

    assert (same.problems, same.writes, same.notes) == ((), (), ())
    assert other.problems == ()
    assert after(other, now) == before


@CALM
@given(st.data())
def test_rows_and_columns_in_another_order_say_the_same(form, data):
    table, _ = form
    before, now = data.draw(figures(table)), data.draw(figures(table))
    columns = data.draw(st.permutations([*table.words, *(each for each in table.columns if each.is_entered)]))
    rows = data.draw(st.permutations([row for row in table.rows if row.kind is RowKind.ITEM]))

    outcome = read(form, redrawn(form, before, columns, rows), now)

    assert outcome.problems == ()
    assert after(outcome, now) == before


def redrawn(form, values, columns, rows, look=str):
    """A workbook by hand: lines above, a header of as many levels as there are, and rows as they are given."""
    table, scope = form
    top = [[f"Mã đơn vị hành chính: {scope.unit.code}. Năm: {scope.year}. Mã bảng: {scope.name}"], [table.unit_line]]
    depth = max(len(column.headings) for column in columns)
    header = [[look(heading_at(column, level)) for column in columns] for level in range(depth)]
    return book(Page([*top, *header, *([cell_of(table, values, row, column) for column in columns] for row in rows)]))


def heading_at(column, level):
    return column.headings[level] if level < len(column.headings) else ""


def cell_of(table, values, row, column):
    if column in table.words:
        return row.labels[table.words.index(column)]
    value = values.get((row.key, column.key))
    return None if value is None else float(column.shown(value))


def one_each(table):
    """A figure of its own in every cell that may be entered."""
    return {
        (row.key, column.key): table.rule(row, column).stored(Decimal(place % 90 + 1))
        for place, (row, column, _) in enumerate(table.entered())
    }


def test_names_alone_in_any_case_lead_to_the_units(form):
    table, _ = form
    name = table.words[-1]
    rows = [row for row in table.rows if row.kind is RowKind.ITEM]
    columns = [name, *(column for column in table.columns if column.is_entered)]

    outcome = read(form, redrawn(form, one_each(table), columns, rows, str.upper), {})

    assert outcome.problems == ()
    assert after(outcome, {}) == one_each(table)


def test_a_total_that_does_not_add_up_is_told_at_its_cell(form):
    table, scope = form
    workbook = load_workbook(BytesIO(template_of(holding(table, one_each(table)), scope, ())), data_only=True)
    sheet = workbook.worksheets[0]
    first = int("".join(filter(str.isdigit, sheet.freeze_panes)))
    place = next(place for place, row in enumerate(table.rows) if row.adds)
    column = next(at for at, each in enumerate(table.columns) if each.is_entered and is_counted(each))
    cell = sheet.cell(first + place, len(table.words) + 1 + column, 7_777_777)
    buffer = BytesIO()
    workbook.save(buffer)

    outcome = read(form, buffer.getvalue(), {})

    assert [problem.address for problem in outcome.problems] == [cell.coordinate]


@pytest.mark.office
def test_saved_by_libreoffice_it_changes_nothing(form, tmp_path):
    table, scope = form
    content = by_libreoffice(template_of(holding(table, one_each(table)), scope, ()), tmp_path)

    outcome = read(form, content, one_each(table))

    assert (outcome.problems, outcome.writes, outcome.notes) == ((), (), ())
