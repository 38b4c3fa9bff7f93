"""What is told of money: never above what was given, kept with its history, cumulative over the year."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from budgets.models import Payment
from budgets.paying.actions import PaymentsRefused
from budgets.paying.paid import paid_by
from planning.plans.periods import PeriodKind
from planning.tracking.refusals import PeriodIsLocked
from tests.budgets.paying import MILLION, NOW, make_period, place, put_in_force, tell


@pytest.fixture
def ba_dinh(plan):
    """Ba Dinh's plan of 2025 in force."""
    return put_in_force(plan)


@pytest.fixture
def year(places, programme):
    return make_period(places.province, programme)


@pytest.fixture
def livelihoods(places, ba_dinh):
    """300 million of the central budget."""
    return place(places.ba_dinh, "DA1", "central", "recurrent")


def test_what_was_given_is_kept_beside_what_was_paid(year, livelihoods, lan):
    tell(year, lan, {livelihoods: {"paid": 120, "settled": 100}})

    payment = Payment.objects.get()
    assert (payment.given, payment.paid, payment.settled, payment.carried_out) == (
        300 * MILLION,
        120 * MILLION,
        100 * MILLION,
        None,
    )
    assert [(row.history_user, row.history_date) for row in payment.history.all()] == [(lan, NOW)]


def test_more_than_was_given_is_refused_with_both_amounts_and_what_is_left(year, livelihoods, places, lan):
    other = place(places.ba_dinh, "DA2.2", "local-commune", "recurrent")

    with pytest.raises(PaymentsRefused) as refusal:
        tell(year, lan, {livelihoods: {"paid": 290, "carried_out": 20}, other: {"paid": 1, "settled": 2}})

    over = (
        "Dự án 1, ngân sách trung ương, sự nghiệp: được giao 300; giải ngân 290 và chuyển nguồn 20 "
        "là vượt 10 triệu đồng, còn được ghi nhiều nhất 280."
    )
    settled = (
        "Tiểu dự án 2 - Dự án 2, ngân sách xã, sự nghiệp: quyết toán 2 triệu đồng vượt số giải ngân 1 triệu đồng."
    )
    assert refusal.value.faults == {
        (livelihoods, "paid"): over,
        (livelihoods, "carried_out"): over,
        (other, "settled"): settled,
    }
    assert not Payment.objects.exists()


def test_the_database_itself_refuses_more_than_was_given(year, livelihoods, lan):
    tell(year, lan, {livelihoods: 300})

    with pytest.raises(IntegrityError, match="no_more_is_paid_than_was_given"), transaction.atomic():
        Payment.objects.update(paid=300 * MILLION + 1)


def test_money_carried_in_may_be_paid_beside_what_was_given(year, livelihoods, lan):
    tell(year, lan, {livelihoods: {"carried_in": 50, "paid": 350}})

    assert Payment.objects.get().paid == 350 * MILLION


def test_a_zero_is_told_and_a_blank_is_not(year, livelihoods, places, lan):
    tell(year, lan, {livelihoods: 0})

    cube = paid_by(year, places.ba_dinh).cube
    paid = {code: cube.total(node).paid for node in cube.root.walk() for code in [node.component.code]}
    assert paid == {"CT": 0, "DA1": 0, "DA2": None, "DA2.1": None, "DA2.2": None}


def test_what_is_taken_back_is_blank_again_and_stays_in_history(year, livelihoods, lan):
    tell(year, lan, {livelihoods: 5})
    tell(year, lan, {livelihoods: None})

    assert not Payment.objects.exists()
    assert [row.history_type for row in Payment.history.order_by("history_id")] == ["+", "-"]


def test_nothing_is_told_of_money_the_plan_does_not_have(year, livelihoods, places, lan):
    with pytest.raises(PaymentsRefused, match="không có trong kế hoạch"):
        tell(year, lan, {place(places.ba_dinh, "DA2.2", "central", "recurrent"): 5})


def test_nothing_is_told_for_a_locked_period(year, livelihoods, lan):
    year.locked_at = NOW
    year.save()

    with pytest.raises(PeriodIsLocked):
        tell(year, lan, {livelihoods: 5})


def test_what_last_year_carried_over_is_known_this_year(year, programme, places, livelihoods, lan, plan):
    before = make_period(places.old_province, programme, year=2024)
    Payment.objects.create(
        period=before,
        unit=places.old_ba_dinh,
        component_id=livelihoods.line[0],
        source_id=livelihoods.line[1],
        nature="recurrent",
        given=100 * MILLION,
        carried_out=40 * MILLION,
    )

    tell(year, lan, {livelihoods: 340})

    assert Payment.objects.get(period=year).carried_in == 40 * MILLION
    sums = paid_by(year, places.ba_dinh).cube.own(livelihoods.line)
    assert (sums.given, sums.carried_in, sums.left, sums.percent) == (300 * MILLION, 40 * MILLION, 0, 100)


def test_an_adjusted_plan_keeps_what_was_paid(year, livelihoods, plan, lan, places):
    tell(year, lan, {livelihoods: 120})
    plan.budget_lines.filter(component__code="DA1").update(amount=200 * MILLION)

    tell(year, lan, {livelihoods: 150})

    payment = Payment.objects.get()
    assert (payment.given, payment.paid) == (200 * MILLION, 150 * MILLION)


def test_half_a_year_and_the_year_are_told_apart(year, programme, places, livelihoods, lan):
    half = make_period(places.old_province, programme, PeriodKind.HALF)
    own = livelihoods._replace(unit=places.old_ba_dinh.pk)
    # The plan of the commune that follows binds only the commune that follows.
    assert paid_by(half, places.old_ba_dinh).cube.places.get(own) is None
    tell(year, lan, {livelihoods: 120})

    assert paid_by(year, places.ba_dinh).cube.total().paid == Decimal(120 * MILLION)
