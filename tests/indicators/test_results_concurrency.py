"""Several writers at once on PostgreSQL: no total loses a change, and nobody waits in a ring. Invented figures."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import connection

from indicators.models import Result
from indicators.results.actions import Figures, store_results
from indicators.results.totals import rebuild_totals
from planning.places.reorganising import NewUnit, merge
from planning.places.units import Reorganisation, UnitKind
from tests.conftest import make_unit
from tests.indicators.storing import total_of
from tests.writers import needs_several_writers

pytestmark = [
    pytest.mark.django_db(transaction=True),
    needs_several_writers,
]
NOW = datetime(2026, 1, 5, 8, tzinfo=UTC)
WRITERS, ROUNDS, YEARS = 6, 5, (2023, 2024, 2025)


def at_once(deeds):
    """Start the deeds together, each in a thread with a connection of its own."""
    start = Barrier(len(deeds))

    def act(deed):
        try:
            start.wait()
            deed()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as threads:
        for each in [threads.submit(act, deed) for deed in deeds]:
            each.result()


@pytest.fixture
def communes(places):
    return [make_unit(f"2900{n}", "Xã", f"Số {n}", UnitKind.COMMUNE, places.province) for n in range(WRITERS)]


def store(keys, amount):
    store_results(dict.fromkeys(keys, Figures(Decimal(amount))), by=None, at=NOW)


def test_communes_that_report_at_once_are_all_in_the_total(places, communes, houses):
    def report(unit):
        for amount in range(1, ROUNDS + 1):
            store([(unit.pk, houses.pk, 2025)], amount)

    at_once([lambda unit=unit: report(unit) for unit in communes])

    total = total_of(places.province, houses, 2025)
    assert (total.value, total.units) == (WRITERS * ROUNDS, WRITERS)
    assert list(rebuild_totals(at=NOW, compare_only=True)) == []


def test_writers_of_the_same_results_in_opposite_order_come_to_an_end(places, communes, houses, rate):
    keys = [(unit.pk, each.pk, year) for unit in communes for each in (houses, rate) for year in YEARS]

    def write(ordered):
        for amount in range(1, ROUNDS + 1):
            store(ordered, amount)

    at_once([lambda: write(keys), lambda: write(keys[::-1]), lambda: write(keys[1::2]), lambda: write(keys[::-2])])

    assert Result.objects.count() == len(keys)
    assert total_of(places.province, houses, 2024).value == WRITERS * ROUNDS
    assert list(rebuild_totals(at=NOW, compare_only=True)) == []


def test_a_district_and_its_communes_that_report_at_once_are_not_counted_twice(places, houses):
    amounts = {places.district: 50, places.ba_giang: 30, places.old_ba_dinh: 10}

    at_once([lambda each=each: store([(each[0].pk, houses.pk, 2024)], each[1]) for each in amounts.items()])

    assert total_of(places.old_province, houses, 2024).value == 40
    assert list(rebuild_totals(at=NOW, compare_only=True)) == []


def test_totals_are_right_when_communes_leave_a_district_while_another_reports(houses, keeper):
    province = make_unit("70", "Tỉnh", "Thử", UnitKind.PROVINCE)
    near, far = (make_unit(f"70{n}", "Huyện", f"H{n}", UnitKind.DISTRICT, province) for n in range(2))
    stays, *leave = (make_unit(f"7000{n}", "Xã", f"X{n}", UnitKind.COMMUNE, near) for n in range(4))
    store([(near.pk, houses.pk, year) for year in YEARS], 1000)
    draft = Reorganisation.objects.create(code="2023", name="Đợt", effective_on=date(2023, 7, 1))

    def report():
        for amount in range(1, ROUNDS + 1):
            store([(stays.pk, houses.pk, year) for year in YEARS], amount)

    def move():
        for unit in leave:
            into = NewUnit(unit.code, unit.name, unit.prefix, unit.kind, far)
            merge([unit], into=into, reorganisation=draft, by=keeper, at=NOW)

    at_once([report, move, report])

    assert total_of(province, houses, 2024).value == ROUNDS
    assert list(rebuild_totals(at=NOW, compare_only=True)) == []
