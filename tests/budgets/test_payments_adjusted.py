"""What was paid stays with its cell while plans are adjusted and units are merged, on every screen and paper."""

import pytest

from budgets.entry.payments import PAYMENTS
from budgets.models import Payment
from budgets.paying.faces import by_holder, by_project
from budgets.paying.paid import paid_by
from planning.documents.appendices import tables_of
from planning.people.roles import Role
from planning.plans.adjusting import adjust
from planning.plans.periods import PeriodKind
from planning.plans.permissions import Status
from planning.plans.plans import Plan
from planning.plans.reading import Reading
from planning.review.problems import problems_of
from tests.budgets.conftest import share
from tests.budgets.paying import MILLION, NOW, make_period, place, put_in_force, tell
from tests.budgets.test_payments_report import make_report
from tests.conftest import make_person, make_plan

ROW = "DA1.central.recurrent"


@pytest.fixture
def adjusted(year, plan, livelihoods, lan):
    """The plan's next version in force: what was told before it is still told."""

    def put(changes):
        tell(year, lan, {livelihoods: {"paid": 120, "settled": 100, "carried_out": 10}})
        new = adjust(plan, by=lan, at=NOW)
        changes(new)
        Plan.objects.filter(pk=plan.pk).update(status=Status.SUPERSEDED)
        return put_in_force(new)

    return put


def row_of(year, lan):
    table = PAYMENTS.table(PAYMENTS.find(f"{year.slug}__21499", lan))
    return [table.cells[ROW, column].value for column in ("given", "paid", "settled", "carried_out")]


def test_payments_follow_their_cell_into_the_adjusted_plan(year, adjusted, places, lan):
    adjusted(lambda new: new.budget_lines.filter(component__code="DA1").update(amount=200 * MILLION))

    assert row_of(year, lan) == [200 * MILLION, 120 * MILLION, 100 * MILLION, 10 * MILLION]
    report = make_report(places.ba_dinh, year)
    table = next(each for each in tables_of(Reading(report)) if each.key == "payments")
    cells = {row.cells[1].text: [cell.text for cell in row.cells[2:]] for row in table.rows}
    assert cells["Dự án 1: Sinh kế"] == ["200", "", "200", "120", "60,00", "100", "10", "70"]
    assert cells["TỔNG SỐ"][:4] == ["1.203,5", "", "1.203,5", "120"]


def test_a_line_that_is_new_in_the_adjusted_plan_is_asked_for(year, adjusted, fund, lan, livelihoods):
    adjusted(lambda new: fund(new, "DA1", "local-commune", "recurrent", 7 * MILLION))

    table = PAYMENTS.table(PAYMENTS.find(f"{year.slug}__21499", lan))

    assert table.cells["DA1.local-commune.recurrent", "given"].value == 7 * MILLION
    assert table.cells["DA1.local-commune.recurrent", "paid"].value is None


def test_what_was_paid_of_a_line_that_is_gone_is_still_shown_and_may_be_taken_back(
    year, adjusted, places, lan, livelihoods
):
    adjusted(lambda new: new.budget_lines.filter(component__code="DA1").delete())

    assert row_of(year, lan) == [None, 120 * MILLION, 100 * MILLION, 10 * MILLION]
    (told,) = [
        each for each in problems_of(Reading(make_report(places.ba_dinh, year))) if each.rule == "payments-over"
    ]
    assert (told.is_note, "vốn được sử dụng hiện nay chỉ còn 0 triệu đồng" in told.message) == (False, True)
    tell(year, lan, {livelihoods: None})
    assert not Payment.objects.exists()


@pytest.fixture
def half(places, programme, fund):
    """The half before the merger: of two communes that became Ba Dinh each has a plan of its own."""
    for unit, slug, millions in ((places.old_ba_dinh, "21499-cu", 100), (places.ba_giang, "21500-cu", 50)):
        old = make_plan(unit, programme, slug)
        fund(old, "DA1", "central", "recurrent", millions * MILLION)
        put_in_force(old)
    return make_period(places.old_province, programme, PeriodKind.HALF)


@pytest.fixture
def told_in_half(half, places, minh):
    former = make_person("nga", "Nga", Role.EDITOR, places.old_province)
    for unit, paid in ((places.old_ba_dinh, 60), (places.ba_giang, 20)):
        tell(half, former, {place(unit, "DA1", "central", "recurrent"): paid})


def given_and_paid(period, unit):
    paid = paid_by(period, unit)
    return [
        (row.name, int(row.exact.given or 0) // MILLION, row.exact.paid and int(row.exact.paid) // MILLION)
        for row in by_holder(paid, paid.cube, None)
    ]


def test_before_the_merger_each_commune_tells_its_own(half, told_in_half, places):
    assert given_and_paid(half, places.old_province) == [
        ("TỔNG SỐ", 150, 80),
        ("Các huyện, thị xã, thành phố", 150, 80),
        ("Huyện Ba Tơ", 150, 80),
    ]


def test_a_merged_commune_has_the_money_of_all_it_was_made_from_until_it_plans_itself(
    half, told_in_half, places, programme, plan, livelihoods, minh
):
    nine = make_period(places.province, programme, PeriodKind.NINE)
    assert given_and_paid(nine, places.province) == [
        ("TỔNG SỐ", 150, None),
        ("Các xã, phường, đặc khu", 150, None),
        ("Xã Ba Dinh", 150, None),
    ]

    tell(nine, minh, {livelihoods: 130})

    assert given_and_paid(nine, places.ba_dinh) == [("TỔNG SỐ", 150, 130), ("Xã Ba Dinh", 150, 130)]
    put_in_force(plan)
    assert paid_by(nine, places.ba_dinh).cube.own(livelihoods.line).given == 300 * MILLION


def test_what_was_shared_out_to_one_that_had_no_plan_is_with_the_merged_commune_too(
    half, places, programme, fund, minh
):
    Plan.objects.filter(slug="21500-cu").update(status=Status.DRAFT)
    whole = make_plan(places.district, programme, "535-cu")
    fund(whole, "DA1", "central", "recurrent", 900 * MILLION)
    share(whole, minh, [((unit, ROW), 45 * MILLION) for unit in (places.old_ba_dinh, places.ba_giang)])
    put_in_force(whole)

    # 100 of the one that has a plan, and what the other was given.
    assert paid_by(make_period(places.province, programme), places.ba_dinh).cube.total().given == 145 * MILLION


def test_a_merged_commune_is_told_when_it_reports_less_than_its_parts_did(
    half, told_in_half, places, programme, livelihoods, lan
):
    nine = make_period(places.province, programme, PeriodKind.NINE)
    tell(nine, lan, {livelihoods: 79})

    table = PAYMENTS.table(PAYMENTS.find(f"{nine.slug}__21499", lan))

    assert table.cells[ROW, "paid"].warning.startswith(
        "Giải ngân lũy kế thấp hơn số đã báo cáo kỳ 6 tháng đầu năm 2025 là 80 triệu đồng."
    )


def test_the_plan_of_a_merged_commune_leaves_what_its_parts_paid(
    half, told_in_half, places, programme, fund, livelihoods, lan
):
    draft = make_plan(places.ba_dinh, programme, "21499-moi")
    line = fund(draft, "DA1", "central", "recurrent", 79 * MILLION)

    def messages():
        return [each.message for each in problems_of(Reading(draft)) if each.rule == "below-what-was-paid"]

    cell = "Dự án 1, ngân sách trung ương, sự nghiệp, xã Ba Dinh"
    assert messages() == [f"{cell}: đã giải ngân và chuyển nguồn 80, kế hoạch chỉ còn 79 triệu đồng."]
    # What it tells itself afterwards takes the place of what its parts told.
    tell(make_period(places.province, programme, PeriodKind.NINE), lan, {livelihoods: 75})
    assert messages() == []
    line.delete()
    assert messages() == [f"{cell}: đã giải ngân và chuyển nguồn 75, kế hoạch chỉ còn 0 triệu đồng."]


def test_the_report_of_the_half_prints_the_same_after_the_merger(half, told_in_half, places, year):
    paid = paid_by(half, places.old_province)

    assert [(row.name, row.exact.paid) for row in by_project(paid, paid.cube)] == [
        ("TỔNG SỐ", 80 * MILLION),
        ("Dự án 1: Sinh kế", 80 * MILLION),
        ("Ngân sách trung ương, sự nghiệp", 80 * MILLION),
    ]
