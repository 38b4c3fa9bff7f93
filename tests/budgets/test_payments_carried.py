"""What one year carries over to the next: with whoever has it now, also after a reform."""

from datetime import date
from types import SimpleNamespace

import pytest

from budgets.models import Payment
from budgets.paying.paid import paid_by
from budgets.paying.reporting import paid_by_year, remarks_of
from budgets.paying.rounds import round_of
from budgets.paying.telling import told_earlier
from planning.places.agencies import Agency, Sector
from planning.places.units import Succession, UnitKind
from planning.plans.periods import PeriodKind
from planning.plans.plans import Plan
from planning.plans.reading import Reading
from tests.budgets.paying import MILLION, make_period, place
from tests.budgets.test_payments_report import make_report
from tests.conftest import make_unit


@pytest.fixture
def year(places, programme):
    return make_period(places.province, programme)


@pytest.fixture
def year_before(places, programme):
    return make_period(places.old_province, programme, year=2024)


def carry(period, where, millions):
    write(period, where, millions, "carried_out")


def paid_at(period, where, millions):
    write(period, where, millions, "paid")


def write(period, where, millions, measure):
    component, source, nature = where.line
    Payment.objects.create(
        period=period,
        unit_id=where.unit,
        agency_id=where.agency,
        component_id=component,
        source_id=source,
        nature=nature,
        given=millions * MILLION,
        **{measure: millions * MILLION},
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


@pytest.fixture
def merged(places, programme, sources):
    """Kon Tum with a commune of its own, merged into the province as a whole."""
    ended = {"valid_to": date(2025, 6, 30)}
    province = make_unit("62", "Tỉnh", "Kon Tum", UnitKind.PROVINCE, **ended)
    commune = make_unit("23300", "Xã", "Kon Cũ", UnitKind.COMMUNE, province, **ended)
    here = make_unit("23301", "Xã", "Kon Mới", UnitKind.COMMUNE, places.province, valid_from=date(2025, 7, 1))
    for before, after in ((province, places.province), (commune, here)):
        Succession.objects.create(reorganisation=places.reform, predecessor=before, successor=after)
    return SimpleNamespace(province=province, commune=commune, here=here)


def at(unit):
    return place(unit, "DA1", "central", "recurrent")


def test_a_merged_province_brings_along_what_it_and_its_communes_carried_over(
    year, year_before, places, programme, merged
):
    elsewhere = make_period(merged.province, programme, year=2024)
    carry(year_before, at(places.old_province), 30)
    carry(elsewhere, at(merged.province), 50)
    carry(elsewhere, at(merged.commune), 70)

    assert carried(year, places.province) == {at(places.province): 80 * MILLION, at(merged.here): 70 * MILLION}
    assert carried(year, merged.here) == {at(merged.here): 70 * MILLION}


def test_a_report_on_years_counts_a_year_of_all_who_are_one_province_now(
    year, year_before, places, programme, merged, fund
):
    elsewhere = make_period(merged.province, programme, year=2024)
    carry(year_before, at(places.old_province), 30)
    carry(elsewhere, at(merged.province), 50)
    carry(elsewhere, at(merged.commune), 70)
    final = make_period(places.province, programme, PeriodKind.FINAL, first_year=2021)

    def out(unit):
        plan = Plan(unit=unit, programme=programme, period=final, first_year=2021, last_year=2025)
        return {year: (paid.cube.total().carried_out or 0) // MILLION for year, paid in paid_by_year(plan).items()}

    assert out(places.province) == {2024: 150, 2025: 0}
    assert out(merged.here) == {2024: 70, 2025: 0}


def test_the_report_says_whose_carried_money_is_not_among_it(year, year_before, places, programme, merged):
    carry(year_before, at(places.old_province), 30)
    report = make_report(places.province, year)

    (note,) = [note for note in remarks_of(Reading(report)) if "chuyển sang" in note]

    assert note.startswith("Số năm trước chuyển sang chưa gồm số của tỉnh Kon Tum cũ: ")


def test_what_a_district_paid_before_it_ended_is_kept_in_view_within_the_year(year, places, programme, merged):
    half = make_period(places.old_province, programme, PeriodKind.HALF)
    elsewhere = make_period(merged.province, programme, PeriodKind.HALF)
    for period, unit, millions in (
        (half, places.district, 35),
        (half, places.old_ba_dinh, 15),
        (half, places.old_province, 10),
        (elsewhere, merged.province, 5),
    ):
        paid_at(period, at(unit), millions)

    words, earlier = told_earlier(round_of(year, places.province))

    assert words == half.words
    assert earlier == {at(places.province): 50 * MILLION, at(places.ba_dinh): 15 * MILLION}
    assert told_earlier(round_of(year, places.ba_dinh))[1] == {at(places.ba_dinh): 15 * MILLION}
