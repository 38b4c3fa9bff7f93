"""Series over years on two maps: as the units were, and restated to those of a day. All figures are invented."""

from datetime import date
from decimal import Decimal

import pytest

from indicators.models import Result
from indicators.results.below import Map, points_below
from indicators.results.points import RESTATED
from indicators.results.series import Series, series_of_group
from planning.places.reorganising import NewUnit, merge
from planning.places.units import GroupMembership, Reorganisation, Succession, UnitGroup, UnitKind
from planning.plans.legal import DocumentKind, LegalDocument
from tests.conftest import FIRST_DAY, LAST_DAY, make_unit
from tests.indicators.storing import NOW, counts, series_of, store, value

TODAY = date(2026, 1, 5)


@pytest.fixture
def poor(indicator):
    return indicator("poor", "Số hộ nghèo", unit="hộ", decimals=0, adds_up="sum")


@pytest.fixture
def divided(places):
    """Xã Trà Bùi, divided between Ba Dinh and Ba Tơ."""
    unit = make_unit("21999", "Xã", "Trà Bùi", UnitKind.COMMUNE, places.district, valid_to=LAST_DAY)
    for successor in (places.ba_dinh, places.ba_to):
        Succession.objects.create(reorganisation=places.reform, predecessor=unit, successor=successor, is_partial=True)
    return unit


def point_of(unit, indicator, year=2023, day=TODAY):
    return series_of(unit, indicator, [year], day)[0]


def state_shares(unit, *shares):
    for succession, share in zip(unit.successions_out.order_by("successor_id"), shares, strict=True):
        succession.share = share
        succession.save()


def test_the_earlier_series_of_a_merged_commune_is_the_sum_of_its_predecessors_and_says_so(places, rate):
    resolution = LegalDocument.objects.create(
        kind=DocumentKind.RESOLUTION, reference="1/NQ", issued_on=date(2025, 6, 1), issuer="Quốc hội", subject="x"
    )
    places.reform.documents.add(resolution)
    store(rate, 2023, {places.old_ba_dinh: counts(40, 500), places.ba_giang: counts(25, 250)})
    store(rate, 2026, {places.ba_dinh: counts(50, 760)})
    before = list(Result.objects.order_by("pk").values())

    earlier, later = series_of(places.ba_dinh, rate, [2023, 2026], date(2026, 12, 31))

    assert (earlier.sums.numerator, earlier.sums.denominator) == (65, 750)
    assert round(earlier.figure, 2) == Decimal("8.67")
    assert (earlier.label, earlier.documents) == (RESTATED, (str(resolution),))
    assert (later.label, round(later.figure, 2)) == ("", Decimal("6.58"))
    assert list(Result.objects.order_by("pk").values()) == before


def test_as_they_were_the_units_of_that_time_stand_side_by_side(places, rate):
    store(rate, 2023, {places.old_ba_dinh: counts(40, 500), places.ba_giang: counts(25, 250)})

    points = Series(rate, [places.ba_dinh], [2023], TODAY).as_they_were(places.ba_dinh, 2023)

    assert [(point.unit, point.figure, point.label) for point in points] == [
        (places.old_ba_dinh, 8, ""),
        (places.ba_giang, 10, ""),
    ]


def test_a_successor_is_not_whole_while_one_of_its_predecessors_has_no_figure(places, rate):
    store(rate, 2023, {places.old_ba_dinh: counts(40, 500)})

    point = point_of(places.ba_dinh, rate)

    assert point.figure is None
    assert (point.sums.units, point.of, point.is_incomplete) == (1, 2, True)
    assert point.reason == "Mới có 1/2 đơn vị trước sắp xếp; thiếu xã Ba Giang."


def test_a_year_without_any_figure_is_blank_and_not_zero(places, poor):
    point = point_of(places.ba_dinh, poor)

    assert (point.figure, point.label, point.reason, point.is_incomplete) == (None, "", "", False)


def test_a_divided_commune_without_stated_shares_leaves_its_successors_blank(places, poor, divided):
    store(poor, 2023, {divided: value(101), places.old_ba_dinh: value(4), places.ba_giang: value(6)})

    point = point_of(places.ba_to, poor)

    assert point.figure is None
    assert point.reason == "Không chia được: chưa có tỷ lệ chia số liệu của xã Trà Bùi."


def test_stated_shares_divide_whole_counts_into_whole_counts(places, poor, divided):
    state_shares(divided, Decimal("0.5"), Decimal("0.5"))
    store(poor, 2023, {divided: value(101), places.old_ba_dinh: value(4), places.ba_giang: value(6)})

    points = [point_of(unit, poor) for unit in (places.ba_dinh, places.ba_to)]

    assert [point.figure for point in points] == [51 + 10, 50]
    assert [point.label for point in points] == [RESTATED, RESTATED]


def test_a_part_is_the_same_alone_and_beside_the_others_whatever_became_of_them(places, poor, divided, keeper):
    state_shares(divided, Decimal("0.5"), Decimal("0.5"))
    store(poor, 2023, {divided: value(101), places.old_ba_dinh: value(4), places.ba_giang: value(6)})
    later = Reorganisation.objects.create(code="2026", name="Đợt sau", effective_on=date(2025, 12, 1))
    into = NewUnit("21400", "Ba Dinh", "Phường", UnitKind.COMMUNE, places.province)
    ward = merge([places.ba_dinh], into=into, reorganisation=later, by=keeper, at=NOW)
    beside = Series(poor, [places.ba_to, ward], [2023], TODAY)

    together = [beside.restated(unit, 2023).figure for unit in beside.units]
    alone = [point_of(unit, poor).figure for unit in beside.units]

    assert together == alone == [51, 60]


def test_shares_divide_the_counts_of_a_rate(places, rate, divided):
    state_shares(divided, Decimal("0.4"), Decimal("0.6"))
    store(rate, 2023, {divided: counts(10, 100)})

    point = point_of(places.ba_to, rate)

    assert (point.sums.numerator, point.sums.denominator, point.figure) == (6, 60, 10)


def test_shares_that_are_not_the_whole_divide_nothing(places, poor, divided):
    state_shares(divided, Decimal("0.5"), Decimal("0.4"))
    store(poor, 2023, {divided: value(100)})

    assert point_of(places.ba_to, poor).figure is None


def test_a_rate_without_counts_cannot_be_restated_unless_the_territory_is_the_same(places, rate):
    store(rate, 2023, {places.old_ba_dinh: value("8.5"), places.ba_giang: counts(25, 250)})
    same = make_unit("21777", "Phường", "Ba Tơ", UnitKind.COMMUNE, places.province, valid_from=FIRST_DAY)
    old = make_unit("21777", "Thị trấn", "Ba Tơ", UnitKind.COMMUNE, places.district, valid_to=LAST_DAY)
    Succession.objects.create(reorganisation=places.reform, predecessor=old, successor=same)
    store(rate, 2023, {old: value("7.5")})

    merged, renamed = point_of(places.ba_dinh, rate), point_of(same, rate)

    assert merged.reason == "Không tính lại được: xã Ba Dinh chưa có tử số và mẫu số."
    assert (renamed.figure, renamed.label) == (Decimal("7.5"), RESTATED)


def test_in_the_year_of_a_reorganisation_the_new_units_report_or_else_the_old(places, poor):
    store(poor, 2025, {places.old_ba_dinh: value(4), places.ba_giang: value(6)})
    by_the_old = point_of(places.ba_dinh, poor, 2025)

    store(poor, 2025, {places.ba_dinh: value(9)})

    assert (by_the_old.figure, by_the_old.label) == (10, RESTATED)
    assert (point_of(places.ba_dinh, poor, 2025).figure, point_of(places.ba_dinh, poor, 2025).label) == (9, "")


def test_a_province_is_restated_from_the_totals_of_those_it_was_made_from(places, rate):
    kon_tum = make_unit("62", "Tỉnh", "Kon Tum", UnitKind.PROVINCE, valid_to=LAST_DAY)
    commune = make_unit("23000", "Xã", "Đăk Hà", UnitKind.COMMUNE, kon_tum, valid_to=LAST_DAY)
    Succession.objects.create(reorganisation=places.reform, predecessor=kon_tum, successor=places.province)
    store(rate, 2023, {places.old_ba_dinh: counts(40, 500), commune: counts(5, 250)})

    point = point_of(places.province, rate)

    assert (point.figure, point.sums.units, point.of, point.label) == (6, 2, 3, RESTATED)


def test_a_former_district_goes_on_as_a_group_of_todays_communes(places, rate):
    group = UnitGroup.objects.create(code="huyen-cu-535", name="địa bàn huyện Ba Tơ (cũ)", former_unit=places.district)
    for member in (places.ba_dinh, places.ba_to):
        GroupMembership.objects.create(group=group, unit=member, valid_from=FIRST_DAY)
    store(rate, 2026, {places.ba_dinh: counts(40, 500), places.ba_to: counts(25, 250)})
    store(rate, 2023, {places.old_ba_dinh: counts(1, 10), places.ba_giang: counts(2, 10), places.ba_to: counts(3, 10)})

    now, before = series_of_group(group, rate, [2026, 2023], date(2026, 12, 31))

    assert (round(now.figure, 2), now.sums.units, now.of) == (Decimal("8.67"), 2, 2)
    assert (before.figure, before.label) == (20, RESTATED)


def test_what_was_divided_within_a_former_district_is_whole_in_its_group(places, poor, divided):
    group = UnitGroup.objects.create(code="huyen-cu-535", name="địa bàn huyện Ba Tơ (cũ)", former_unit=places.district)
    for member in (places.ba_dinh, places.ba_to):
        GroupMembership.objects.create(group=group, unit=member, valid_from=FIRST_DAY)
    store(poor, 2023, {divided: value(101), places.old_ba_dinh: value(4), places.ba_giang: value(6)})

    [point] = series_of_group(group, poor, [2023], TODAY)

    assert (point.figure, point.sums.units, point.of, point.label) == (111, 3, 3, RESTATED)


def test_a_group_that_shares_a_divided_commune_with_another_gets_its_stated_part(places, rate, divided):
    state_shares(divided, Decimal("0.4"), Decimal("0.6"))
    group = UnitGroup.objects.create(code="nhom", name="nhóm")
    GroupMembership.objects.create(group=group, unit=places.ba_to)
    store(rate, 2023, {divided: counts(10, 100)})

    [point] = series_of_group(group, rate, [2023], TODAY)

    assert (point.sums.numerator, point.sums.denominator, point.sums.units) == (6, 60, 1)


def test_a_group_takes_from_a_divided_commune_what_came_to_those_who_did_not_report(places, poor, divided):
    state_shares(divided, Decimal("0.5"), Decimal("0.5"))
    group = UnitGroup.objects.create(code="nhom", name="nhóm")
    for member in (places.ba_dinh, places.ba_to):
        GroupMembership.objects.create(group=group, unit=member)
    store(poor, 2025, {divided: value(100), places.old_ba_dinh: value(10), places.ba_dinh: value(60)})

    alone = [point_of(unit, poor, 2025).figure for unit in (places.ba_dinh, places.ba_to)]
    [together] = series_of_group(group, poor, [2025], TODAY)

    assert alone == [60, 50]
    assert together.figure == 110


def test_a_commune_of_two_former_districts_is_counted_in_the_first(places, poor):
    other = make_unit("534", "Huyện", "Minh Long", UnitKind.DISTRICT, places.old_province, valid_to=LAST_DAY)
    first, second = (
        UnitGroup.objects.create(code=f"huyen-cu-{unit.code}", name=f"địa bàn {unit}", former_unit=unit)
        for unit in (other, places.district)
    )
    for group, member in ((first, places.ba_to), (second, places.ba_to), (second, places.ba_dinh)):
        GroupMembership.objects.create(group=group, unit=member, valid_from=FIRST_DAY)
    store(poor, 2025, {places.ba_to: value(30), places.ba_dinh: value(5)})

    gatherings = points_below(Series(poor, [places.province], [2025], TODAY), places.province, 2025, Map.TODAY)
    by_themselves = [series_of_group(group, poor, [2025], TODAY)[0].figure for group in (first, second)]

    assert [each.total.figure for each in gatherings] == by_themselves == [30, 5]
    assert [each.shared for each in gatherings] == [{places.ba_to.pk}, set()]


def test_a_province_whose_districts_all_reported_is_complete(places, rate):
    store(rate, 2023, {places.district: counts(65, 750)})

    point = point_of(places.old_province, rate, 2023, LAST_DAY)

    assert (point.sums.units, point.of, point.is_incomplete) == (1, 1, False)


def test_a_districts_own_figure_stands_until_all_its_communes_have_reported(places, poor):
    store(poor, 2023, {places.district: value(1000), places.ba_giang: value(5)})
    some = point_of(places.district, poor, 2023, LAST_DAY)

    store(poor, 2023, {places.old_ba_dinh: value(30)})
    every = point_of(places.district, poor, 2023, LAST_DAY)

    assert [(each.figure, each.sums.units, each.of) for each in (some, every)] == [(1000, 1, 1), (35, 2, 2)]


def test_former_and_new_units_below_one_province_are_not_counted_twice(places, poor):
    merger = Reorganisation.objects.create(code="m", name="Đợt", effective_on=date(2026, 3, 1))
    places.ba_to.valid_to = date(2026, 2, 28)
    places.ba_to.save()
    new = make_unit("21000", "Xã", "Mới", UnitKind.COMMUNE, places.province, valid_from=date(2026, 3, 1))
    Succession.objects.create(reorganisation=merger, predecessor=places.ba_to, successor=new)
    store(poor, 2026, {places.ba_to: value(30), places.ba_dinh: value(5)})
    day = date(2026, 12, 31)
    by_the_former = point_of(places.province, poor, 2026, day).figure

    store(poor, 2026, {new: value(28)})

    assert by_the_former == 35
    assert point_of(places.province, poor, 2026, day).figure == 33


def test_many_units_and_years_cost_the_queries_of_one(places, rate, django_assert_num_queries):
    store(rate, 2023, {places.old_ba_dinh: counts(40, 500), places.ba_giang: counts(25, 250)})
    one, all_units = [places.ba_dinh], [places.ba_dinh, places.ba_to, places.province]

    def ask(units, years):
        series = Series(rate, units, years, TODAY)
        return [point.documents for unit in units for year in years for point in [series.restated(unit, year)]]

    with django_assert_num_queries(9):
        ask(all_units[2:], [2023])
    with django_assert_num_queries(9):
        ask(all_units, [2021, 2022, 2023, 2024])
    assert len(ask(one, [2023])) == 1
