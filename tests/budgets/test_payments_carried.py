"""What one year carries over to the next: with whoever has it now, also after a reform."""

from datetime import date

import pytest

from budgets.models import Payment
from budgets.paying.cube import paid_by
from planning.places.agencies import Agency, Sector
from tests.budgets.paying import MILLION, make_period, place


@pytest.fixture
def year(places, programme):
    return make_period(places.province, programme)


@pytest.fixture
def year_before(places, programme):
    return make_period(places.old_province, programme, year=2024)


def carry(period, where, millions):
    component, source, nature = where.line
    Payment.objects.create(
        period=period,
        unit_id=where.unit,
        agency_id=where.agency,
        component_id=component,
        source_id=source,
        nature=nature,
        given=millions * MILLION,
        carried_out=millions * MILLION,
    )


def carried(period, unit):
    return {place: int(amount) for place, amount in paid_by(period, unit).carried.items()}


def test_parts_of_a_merged_commune_carry_over_to_it(year, year_before, places, programme, sources):
    carry(year_before, place(places.old_ba_dinh, "DA1", "central", "recurrent"), 40)
    carry(year_before, place(places.ba_giang, "DA1", "central", "recurrent"), 2)

    here = place(places.ba_dinh, "DA1", "central", "recurrent")
    assert carried(year, places.ba_dinh) == {here: 42 * MILLION}
    assert carried(year, places.province) == {here: 42 * MILLION}


def test_what_a_district_carried_over_is_with_the_province(year, year_before, places, programme, sources):
    carry(year_before, place(places.district, "DA1", "central", "recurrent"), 7)

    assert carried(year, places.province) == {place(places.province, "DA1", "central", "recurrent"): 7 * MILLION}
    assert carried(year, places.ba_to) == {}


def test_what_an_agency_carried_over_is_with_the_one_that_took_over_its_work(
    year, year_before, places, office, sources, programme
):
    former = Agency.objects.create(
        code="so-cu", name="Sở Cũ", unit=places.old_province, sector=Sector.LABOUR, valid_to=date(2025, 2, 28)
    )
    former.successors.add(office)
    carry(year_before, place(places.old_province, "DA1", "central", "recurrent", former), 9)

    here = place(places.province, "DA1", "central", "recurrent", office)
    assert carried(year, places.province) == {here: 9 * MILLION}
