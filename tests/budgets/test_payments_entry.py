"""Payments typed into the grid and taken in by workbook: sums follow, zero is not blank, too much is refused."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from budgets.entry.payments import PAYMENTS
from budgets.models import Payment
from planning.entry.saving import CellState, Typed, save_typed
from planning.plans.periods import PeriodKind
from planning.sheets.kinds import sheet_kind
from planning.sheets.scopes import ScopeIsNotOpen
from planning.sheets.workbooks import open_workbook
from planning.tracking.submissions import Submission
from tests.budgets.paying import MILLION, NOW, make_period, place, put_in_force, tell

LIVELIHOODS = "Dự án 1, ngân sách trung ương, sự nghiệp"
ROW, LOCAL = "DA1.central.recurrent", "DA2.2.local-commune.recurrent"


@pytest.fixture
def ba_dinh(plan):
    return put_in_force(plan)


@pytest.fixture
def year(places, programme, ba_dinh):
    return make_period(places.province, programme)


@pytest.fixture
def scope(year, lan):
    return PAYMENTS.find(f"{year.slug}__21499", lan)


def texts(table, *columns):
    places = [list(table.column_at).index(column) for column in columns]
    return {row.key: tuple(told[at] for at in places) for row, told in zip(table.rows, table.texts, strict=True)}


def template(scope, user):
    return sheet_kind("payments").template(scope, user)


def read(scope, content, user):
    return sheet_kind("payments").read(scope, open_workbook(content), user)


def typed(scope, by, *cells):
    return save_typed(PAYMENTS, scope, [Typed(row, column, text, "") for row, column, text in cells], by=by, at=NOW)


def test_a_commune_finds_the_lines_of_its_plan_with_the_tree_above_them(scope):
    table = PAYMENTS.table(scope)

    assert [row.labels for row in table.rows] == [
        ("", "Tổng số"),
        ("1", "Dự án 1: Sinh kế"),
        ("", "Dự án 1, ngân sách trung ương, sự nghiệp"),
        ("2", "Dự án 2: Đào tạo"),
        ("2.1", "Tiểu dự án 1: Dạy nghề"),
        ("", "Tiểu dự án 1 - Dự án 2, ngân sách trung ương, đầu tư phát triển"),
        ("2.2", "Tiểu dự án 2: Việc làm"),
        ("", "Tiểu dự án 2 - Dự án 2, ngân sách xã, sự nghiệp"),
    ]
    assert texts(table, "given", "paid", "percent", "left") == {
        "total": ("1.303,5", "", "", ""),
        "DA1": ("300", "", "", ""),
        ROW: ("300", "", "", ""),
        "DA2": ("1.003,5", "", "", ""),
        "DA2.1": ("1.001", "", "", ""),
        "DA2.1.central.investment": ("1.001", "", "", ""),
        "DA2.2": ("2,5", "", "", ""),
        LOCAL: ("2,5", "", "", ""),
    }


def test_sums_percentages_and_what_is_left_follow_what_is_typed(scope, lan):
    saved = typed(scope, lan, (ROW, "paid", "120"), (LOCAL, "paid", "0"))

    told = texts(saved.after, "paid", "percent", "left")
    assert {key: told[key] for key in ("total", "DA1", ROW, "DA2", "DA2.1", LOCAL)} == {
        "total": ("120", "9,21", "182,5"),
        "DA1": ("120", "40,00", "180"),
        ROW: ("120", "40,00", "180"),
        "DA2": ("0", "0,00", "2,5"),
        "DA2.1": ("", "", ""),
        LOCAL: ("0", "0,00", "2,5"),
    }


def test_too_much_is_refused_and_the_rest_is_saved(scope, lan):
    saved = typed(scope, lan, (ROW, "paid", "310"), (LOCAL, "paid", "1"), (LOCAL, "settled", "2"))

    assert [(each.row, each.column, each.state) for each in saved.answers] == [
        (ROW, "paid", CellState.INVALID),
        (LOCAL, "paid", CellState.SAVED),
        (LOCAL, "settled", CellState.INVALID),
    ]
    assert saved.answers[0].message == (
        "Được giao 300; giải ngân 310 là vượt 10 triệu đồng, còn được ghi nhiều nhất 300."
    )


def test_what_came_over_from_last_year_stands_there_and_is_locked(scope, year, programme, places, lan):
    before = make_period(places.old_province, programme, year=2024)
    here = place(places.old_ba_dinh, "DA1", "central", "recurrent")
    component, source, nature = here.line
    Payment.objects.create(
        period=before,
        unit_id=here.unit,
        component_id=component,
        source_id=source,
        nature=nature,
        given=50 * MILLION,
        carried_out=50 * MILLION,
    )

    table = PAYMENTS.table(scope)

    cell = table.cells[ROW, "carried_in"]
    assert (cell.value, cell.lock) == (50 * MILLION, "Lấy theo số chuyển nguồn trong báo cáo của năm trước.")
    assert texts(table, "left")[ROW] == ("",)

    typed(scope, lan, (ROW, "paid", "1"))
    before.payments.update(carried_out=30 * MILLION)
    later = PAYMENTS.table(scope).cells[ROW, "carried_in"]
    assert (later.value, later.warning) == (
        30 * MILLION,
        "Khi ghi số giải ngân, số năm trước chuyển sang là 50 triệu đồng; báo cáo năm trước đã thay đổi.",
    )


def test_less_than_an_earlier_period_said_is_told_and_not_refused(scope, year, programme, places, lan):
    half = make_period(places.province, programme, PeriodKind.HALF)
    here = place(places.ba_dinh, "DA1", "central", "recurrent")
    Payment.objects.create(
        period=half,
        unit_id=here.unit,
        component_id=here.line[0],
        source_id=here.line[1],
        nature="recurrent",
        given=300 * MILLION,
        paid=280 * MILLION,
    )

    saved = typed(scope, lan, (ROW, "paid", "260"))

    assert saved.answers[0].state == CellState.SAVED
    assert saved.after.cells[ROW, "paid"].warning == (
        "Giải ngân lũy kế thấp hơn số đã báo cáo kỳ 6 tháng đầu năm 2025 là 280 triệu đồng."
    )


def test_the_workbook_comes_back_as_it_left_and_keeps_zero_from_blank(scope, year, places, lan):
    tell(year, lan, {place(places.ba_dinh, "DA1", "central", "recurrent"): 0})
    content = template(scope, lan)

    outcome = read(scope, content, lan)

    assert (outcome.problems, outcome.writes) == ((), ())
    sheet = load_workbook(BytesIO(content)).worksheets[0]
    rows = {row[1].value: [cell.value for cell in row[2:]] for row in sheet.iter_rows()}
    assert rows[LIVELIHOODS] == [300, None, 0, 0, None, None, 300]
    assert rows["Tiểu dự án 2 - Dự án 2, ngân sách xã, sự nghiệp"] == [2.5, None, None, None, None, None, None]


def test_too_much_in_a_workbook_names_its_cell(scope, lan):
    content = changed(template(scope, lan), LIVELIHOODS, 5, 301)

    outcome = read(scope, content, lan)

    assert [(problem.column, problem.value) for problem in outcome.problems] == [("E", "301")]


def test_a_workbook_is_written(scope, lan):
    content = changed(template(scope, lan), LIVELIHOODS, 5, 299.5)

    outcome = read(scope, content, lan)

    assert [(change.row, change.old, change.new) for change in outcome.writes] == [
        (LIVELIHOODS, None, Decimal("299500000"))
    ]


def changed(content, name, column, value):
    workbook = load_workbook(BytesIO(content), data_only=True)
    row = next(row for row in workbook.worksheets[0].iter_rows() if row[1].value == name)
    row[column - 1].value = value
    buffer = BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def test_nothing_is_typed_once_the_report_is_sent(scope, year, places, lan):
    Submission.objects.create(period=year, unit=places.ba_dinh, sent_by=lan, sent_at=NOW)

    with pytest.raises(ScopeIsNotOpen):
        typed(scope, lan, (ROW, "paid", "1"))


def test_a_province_types_for_its_commune_and_a_neighbour_sees_nothing(client, year, minh, tam):
    address = reverse("entry-grid", args=[f"{year.slug}__21499", "payments"])

    client.force_login(minh)
    assert client.get(address).status_code == 200
    client.force_login(tam)
    assert client.get(address).status_code == 404


def test_a_period_of_several_years_is_not_typed_in(places, programme, ba_dinh, lan):
    make_period(places.province, programme, PeriodKind.FINAL, first_year=2021, slug="51-final")

    table = PAYMENTS.table(PAYMENTS.find("51-final__21499", lan))

    assert [row.kind for row in table.rows] == ["total"]
    assert table.notes == ("Kỳ báo cáo nhiều năm lấy số giải ngân từ báo cáo của từng năm, không nhập ở đây.",)
