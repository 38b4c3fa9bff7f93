"""Officers who tell of the same money at the same moment: together never more than there was."""

import pytest
from django.db import transaction

from budgets.entry.payments import PAYMENTS
from budgets.models import Payment
from tests.budgets.paying import MILLION, NOW, make_period, put_in_force
from tests.budgets.test_sharing_at_once import at_once
from tests.writers import needs_several_writers

ROW = "DA1.central.recurrent"


@pytest.fixture
def scope(places, programme, plan, lan):
    put_in_force(plan)
    year = make_period(places.province, programme)
    return PAYMENTS.find(f"{year.slug}__21499", lan)


def tells(scope, lan, column):
    with transaction.atomic():
        held = PAYMENTS.hold(scope, lan)
        PAYMENTS.write(held, {(ROW, column): 200 * MILLION}, by=lan, at=NOW, reason="")


@pytest.mark.django_db(transaction=True)
def test_paid_by_one_and_carried_over_by_another_is_never_more_than_there_was(scope, lan):
    became = at_once(lambda column: tells(scope, lan, column), ["paid", "carried_out"] * 3)

    payment = Payment.objects.get()
    assert became == ["refused"] * 3 + ["stored"] * 3
    assert (payment.paid or 0) + (payment.carried_out or 0) == 200 * MILLION <= payment.given


@needs_several_writers
@pytest.mark.django_db(transaction=True)
def test_a_new_cell_told_by_several_at_once_has_one_row(scope, lan):
    became = at_once(lambda place: tells(scope, lan, "paid"), range(6))

    assert became == ["stored"] * 6
    assert Payment.objects.count() == 1
