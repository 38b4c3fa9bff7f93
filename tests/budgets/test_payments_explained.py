"""A figure of payments is explained by exactly what its formula takes, and by who told of that last."""

import pytest

from budgets.models import Payment
from planning.plans.reading import Reading
from planning.text.explaining import explain
from tests.budgets.paying import MILLION, make_period, place, put_in_force, tell
from tests.budgets.test_payments_report import make_report


@pytest.fixture
def year(places, programme, plan, fund, sources):
    """300, 1.001 and 2,5 million that count, and 900 million of loans for project 1 that do not."""
    sources["credit"].is_counted = False
    sources["credit"].save()
    fund(plan, "DA1", "credit", "", 900 * MILLION)
    put_in_force(plan)
    return make_period(places.province, programme)


@pytest.fixture
def report(places, year, lan, minh):
    tell(year, minh, {place(places.ba_dinh, "DA1", "credit", ""): 800})
    tell(year, lan, {place(places.ba_dinh, "DA1", "central", "recurrent"): 120})
    tell(year, minh, {place(places.ba_dinh, "DA2.2", "local-commune", "recurrent"): 0})
    return make_report(places.ba_dinh, year)


def explained(report, name):
    return explain(Reading(report), name)


def inputs(report, name):
    return [(each.label, each.text) for each in explained(report, name).inputs]


LIVELIHOODS = "Dự án 1, ngân sách trung ương, sự nghiệp"
TRAINING = "Tiểu dự án 1 - Dự án 2, ngân sách trung ương, đầu tư phát triển"
JOBS = "Tiểu dự án 2 - Dự án 2, ngân sách xã, sự nghiệp"


def test_a_percentage_is_of_all_that_counts_told_or_not_and_of_no_loan(report):
    assert inputs(report, "payments.percent") == [
        (LIVELIHOODS, "120 / 300 triệu đồng = 40,00%"),
        (TRAINING, "chưa có số / 1.001 triệu đồng"),
        (JOBS, "0 / 2,5 triệu đồng = 0,00%"),
    ]
    assert explained(report, "payments.percent").text == "9,21%"


@pytest.mark.parametrize(
    ("name", "text", "cells"),
    [
        ("payments.total", "120 triệu đồng", {LIVELIHOODS: "120", JOBS: "0"}),
        ("payments.available", "1.303,5 triệu đồng", {LIVELIHOODS: "300", TRAINING: "1.001", JOBS: "2,5"}),
        ("payments.left", "182,5 triệu đồng", {LIVELIHOODS: "180", JOBS: "2,5"}),
        ("payments.untold", "1.001 triệu đồng", {TRAINING: "1.001"}),
        ("payments.DA1", "120 triệu đồng", {LIVELIHOODS: "120"}),
        ("payments.DA2", "0 triệu đồng", {JOBS: "0"}),
        ("payments.settled", "", {}),
    ],
)
def test_the_cells_of_an_amount_come_to_it(report, name, text, cells):
    assert explained(report, name).text == text
    assert inputs(report, name) == [(label, f"{dong} triệu đồng") for label, dong in cells.items()]


def test_what_a_source_beside_the_total_has_is_explained_by_itself(report):
    (only,) = inputs(report, "payments.credit.percent")

    assert only == ("Dự án 1, vốn tín dụng", "800 / 900 triệu đồng = 88,89%")


def test_a_sum_says_how_many_rows_it_is_of_and_who_told_last(report, lan, minh, year):
    whole, project = explained(report, "payments.total"), explained(report, "payments.DA1")

    assert whole.source == "Báo cáo giải ngân năm 2025: 2 khoản do 1 đơn vị báo cáo"
    assert (whole.by, project.by) == (str(minh), str(lan))
    last = Payment.history.filter(component__code="DA1", source__code="central").first()
    assert project.at == last.history_date


def test_each_cell_leads_to_its_own_page_with_its_history(client, report, lan):
    client.force_login(lan)

    addresses = [each.address for each in explained(report, "payments.total").inputs]

    assert addresses == [
        f"/payments/{report.period.slug}__21499/DA1/central-recurrent/",
        f"/payments/{report.period.slug}__21499/DA2.2/local-commune-recurrent/",
    ]
    assert [client.get(address).status_code for address in addresses] == [200, 200]


def test_what_was_given_is_explained_by_the_plans_and_not_by_who_pays(report, plan, lan):
    line = plan.budget_lines.get(component__code="DA1", source__code="central")
    line._history_user = lan
    line.save()

    given = explained(report, "payments.given")

    assert given.source == "Kế hoạch năm 2025 đang có hiệu lực của 1 đơn vị và số cấp trên phân bổ"
    assert given.by == str(lan)
    assert inputs(report, "payments.given") == [
        (LIVELIHOODS, "300 triệu đồng"),
        (TRAINING, "1.001 triệu đồng"),
        (JOBS, "2,5 triệu đồng"),
    ]
