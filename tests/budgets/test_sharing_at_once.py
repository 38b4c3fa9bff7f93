"""Officers who share out the same money at the same moment: together never more than was given."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier
from time import sleep

import pytest
from django.db import OperationalError, connection, transaction

from budgets.entry.allocation import ALLOCATION
from budgets.entry.sharing_out import share_out
from budgets.models import Allocation, BudgetLine
from planning.entry.kinds import EntryRefused
from planning.places.agencies import Agency, Sector
from planning.sheets.scopes import hold_plan, scope_of
from tests.budgets.conftest import CENTRAL, NOW, key_of

WRITERS, TRIES = 8, 200
# Three of the eight fit into what was given.
PART = Decimal(60_000_000_000)


@pytest.fixture
def agencies(places):
    return [
        Agency.objects.create(code=f"so-{place}", name=f"Sở {place}", unit=places.old_province, sector=Sector.GENERAL)
        for place in range(WRITERS)
    ]


def at_once(deed, whoever):
    """Do `deed` for each in a thread and a connection of its own, all from one moment on; what came of each.

    SQLite refuses one of two who write at once instead of letting it wait: that one tries again.
    """
    barrier = Barrier(len(whoever))

    def run(one):
        barrier.wait()
        try:
            return tried(deed, one)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(whoever)) as pool:
        return sorted(pool.map(run, whoever))


def tried(deed, one):
    for attempt in range(TRIES):
        try:
            deed(one)
        except EntryRefused:
            return "refused"
        except OperationalError:
            sleep(0.01 * (attempt + 1))
        else:
            return "stored"
    return "busy"


def shared_out(plan):
    line = BudgetLine.objects.get(plan=plan, source__code="central", nature="recurrent")
    return line.shared_out, sum(Allocation.objects.filter(line=line).values_list("amount", flat=True)), line.amount


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_plan_held", [True, False])
def test_writers_at_once_never_share_out_more_than_was_given(is_plan_held, province_plan, agencies, minh):
    scope = scope_of(province_plan, may_enter=True)

    def deed(agency):
        with transaction.atomic():
            if is_plan_held:
                hold_plan(scope, minh)
            share_out(scope, {(key_of(agency), CENTRAL): PART}, by=minh, at=NOW, reason="")

    became = at_once(deed, agencies)

    kept, total, given = shared_out(province_plan)
    assert became == ["refused"] * 5 + ["stored"] * 3
    assert kept == total == 3 * PART <= given


@pytest.mark.django_db(transaction=True)
def test_an_amount_lowered_while_it_is_shared_out_stays_above_its_shares(province_plan, agencies, minh):
    scope = scope_of(province_plan, may_enter=True)

    def deed(agency):
        if agency is None:
            with transaction.atomic():
                rows = BudgetLine.objects.in_force(province_plan).select_for_update()
                line = rows.get(source__code="central", nature="recurrent")
                line.amount = max(line.shared_out, PART)
                line.save()
        else:
            ALLOCATION.write(scope, {(key_of(agency), CENTRAL): PART}, by=minh, at=NOW, reason="")

    at_once(deed, [*agencies, None])

    kept, total, given = shared_out(province_plan)
    assert kept == total <= given
