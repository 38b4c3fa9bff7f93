"""What was given to a unit below and is in no plan of it stays with whoever gave it, and everyone is told so."""

import pytest

from budgets.entry.payments import PAYMENTS
from budgets.paying.paid import paid_by
from budgets.paying.reporting import remarks, remarks_of
from planning.documents.appendices import tables_of
from planning.formats import MoneyUnit
from planning.plans.reading import Reading
from planning.tracking.submissions import Submission
from tests.budgets.conftest import share
from tests.budgets.paying import MILLION, NOW, make_period, place, put_in_force, tell
from tests.budgets.test_payments_report import make_report
from tests.conftest import make_plan

ROW = "DA1.central.recurrent"


@pytest.fixture
def year(places, programme, fund, office, minh):
    """Of 1.000 million the province gives 200 to its office and 400 to Ba Dinh, which plans with 300 of them."""
    whole = make_plan(places.province, programme, "51-annual-2025-moi")
    fund(whole, "DA1", "central", "recurrent", 1000 * MILLION)
    share(whole, minh, [((places.ba_dinh, ROW), 400 * MILLION), ((office, ROW), 200 * MILLION)])
    put_in_force(whole)
    own = make_plan(places.ba_dinh, programme, "21499-annual-2025-moi")
    fund(own, "DA1", "central", "recurrent", 300 * MILLION)
    put_in_force(own)
    return make_period(places.province, programme)


@pytest.fixture
def table(year, minh):
    """The province's own rows, as its officer sees them."""
    return PAYMENTS.table(PAYMENTS.find(f"{year.slug}__51", minh))


def test_the_row_of_what_is_kept_names_who_keeps_it(table):
    items = [(row.labels[1:], table.cells[row.key, "given"].value) for row in table.rows if row.kind == "item"]

    line = "Dự án 1, ngân sách trung ương, sự nghiệp"
    assert items == [
        ((line, "Giữ lại tại tỉnh Quảng Ngãi"), 500 * MILLION),
        ((line, "Sở Mẫu"), 200 * MILLION),
    ]


def test_the_grid_says_what_is_in_it(table):
    assert table.cells[ROW, "given"].warning == (
        "Gồm 100 triệu đồng đã giao cho cấp dưới, nhưng chưa có trong kế hoạch của cấp dưới."
    )
    assert table.notes == (
        "“Giữ lại tại tỉnh Quảng Ngãi” là phần chưa giao cho cơ quan hay đơn vị nào, "
        "và phần đã giao cho cấp dưới nhưng chưa có trong kế hoạch của cấp dưới.",
    )


def test_who_has_no_agency_has_no_such_row(year, lan):
    table = PAYMENTS.table(PAYMENTS.find(f"{year.slug}__21499", lan))

    assert [row.labels[1:] for row in table.rows if row.kind == "item"] == [
        ("Dự án 1, ngân sách trung ương, sự nghiệp",)
    ]
    assert table.notes == ()


NOTE = (
    "Số được giao gồm 100 triệu đồng đã giao cho cấp dưới, nhưng chưa có trong kế hoạch của cấp dưới; "
    "số này tính vào phần “Giữ lại tại tỉnh Quảng Ngãi”."
)


def test_the_appendix_of_the_report_says_it(places, year, minh):
    tell(year, minh, {place(places.province, "DA1", "central", "recurrent"): 450})
    report = make_report(places.province, year)

    table = next(each for each in tables_of(Reading(report)) if each.key == "payments")

    assert NOTE in table.notes
    assert NOTE in remarks_of(Reading(report))


def test_the_page_says_it_beside_the_rows_it_is_about(client, places, year, minh):
    client.force_login(minh)

    page = client.get(f"/payments/{year.slug}__51/", {"by": "holder"})

    assert NOTE in page.context["remarks"]
    assert [row.name for row in page.context["rows"]][1] == "Giữ lại tại tỉnh Quảng Ngãi"


def test_sums_over_units_that_have_not_sent_say_how_many_and_a_units_own_do_not(places, year, lan):
    Submission.objects.create(period=year, unit=places.ba_dinh, sent_by=lan, sent_at=NOW)

    above, own = (remarks(paid_by(year, unit), MoneyUnit.MILLION) for unit in (places.province, places.ba_dinh))

    unsent = "Số tổng hợp tính cả số liệu các đơn vị đã nhập mà chưa gửi: trong đó 1 xã chưa gửi báo cáo."
    assert [note for note in above if "chưa gửi" in note] == [unsent]
    assert own == ()
