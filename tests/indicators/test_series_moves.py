"""Series of provinces and districts that communes came to or left, while they themselves stayed. Invented figures."""

from datetime import UTC, date, datetime

import pytest

from indicators.results.adding import NOTHING
from indicators.results.below import Map, points_below
from indicators.results.points import NOT_BY_COMMUNES
from indicators.results.series import Series
from planning.places.reorganising import NewUnit, merge
from planning.places.units import Reorganisation, Unit, UnitKind
from tests.conftest import make_unit
from tests.indicators.storing import RESTATED, counts, series_of, store, value

NOW = datetime(2026, 1, 5, 8, tzinfo=UTC)
MOVED, EVE, TODAY = date(2024, 7, 1), date(2024, 6, 30), date(2026, 1, 5)


@pytest.fixture
def provinces(db):
    """Two provinces with two communes each."""
    made = []
    for place, name in enumerate("AB"):
        province = make_unit(f"9{place}", "Tỉnh", name, UnitKind.PROVINCE)
        communes = [make_unit(f"9{place}{n}", "Xã", f"{name}{n}", UnitKind.COMMUNE, province) for n in (1, 2)]
        made.append((province, *communes))
    return made


@pytest.fixture
def draft(db):
    return Reorganisation.objects.create(code="2024", name="Chuyển xã", effective_on=MOVED)


def move(commune, above, draft, keeper):
    into = NewUnit(commune.code, commune.name, commune.prefix, commune.kind, above)
    return merge([commune], into=into, reorganisation=draft, by=keeper, at=NOW)


def sums_of(unit, indicator, year=2023, day=TODAY):
    [point] = series_of(unit, indicator, [year], day)
    return (point.sums.numerator, point.sums.denominator, point.sums.units, point.of)


def test_a_commune_that_moved_takes_its_earlier_figures_to_its_new_province(provinces, draft, keeper, rate):
    (a, a1, a2), (b, b1, b2) = provinces
    store(rate, 2023, {a1: counts(40, 500), a2: counts(10, 100), b1: counts(25, 250), b2: counts(5, 150)})
    new = move(a1, b, draft, keeper)
    store(rate, 2025, {new: counts(30, 510), a2: counts(9, 100), b1: counts(20, 250), b2: counts(4, 150)})

    assert [sums_of(unit, rate) for unit in (a, b)] == [(10, 100, 1, 1), (70, 900, 3, 3)]
    assert [sums_of(unit, rate, day=MOVED)[:2] for unit in (a, b)] == [(10, 100), (70, 900)]
    assert [sums_of(unit, rate, day=EVE) for unit in (a, b)] == [(50, 600, 2, 2), (30, 400, 2, 2)]
    assert [sums_of(unit, rate, 2025) for unit in (a, b)] == [(9, 100, 1, 1), (54, 910, 3, 3)]
    [before, after] = series_of(b, rate, [2023, 2025], TODAY)
    assert (before.label, before.documents, after.label) == ("tính lại theo địa giới mới", ("Chuyển xã",), "")


def test_a_province_is_what_its_units_below_come_to_on_either_map(provinces, draft, keeper, rate):
    (a, a1, a2), (b, b1, b2) = provinces
    store(rate, 2023, {a1: counts(40, 500), a2: counts(10, 100), b1: counts(25, 250), b2: counts(5, 150)})
    move(a1, b, draft, keeper)
    series = Series(rate, [a, b], [2023], TODAY)

    for unit in (a, b):
        for seen in Map:
            below = [point for each in points_below(series, unit, 2023, seen) for point in each.points]
            whole = series.restated(unit, 2023) if seen is Map.TODAY else series.as_they_were(unit, 2023)[0]
            assert sum((point.sums for point in below), NOTHING) == whole.sums


def test_a_commune_that_moved_between_districts_leaves_the_province_as_it_was(places, draft, keeper, rate):
    Unit.objects.filter(pk__in=[places.old_province.pk, places.district.pk]).update(valid_to=date(2025, 1, 31))
    other = make_unit("534", "Huyện", "Minh Long", UnitKind.DISTRICT, places.old_province, valid_to=date(2025, 1, 31))
    one, two = (make_unit(f"3000{n}", "Xã", f"Số {n}", UnitKind.COMMUNE, places.district) for n in (1, 2))
    store(rate, 2023, {one: counts(40, 500), two: counts(25, 250)})
    move(one, other, draft, keeper)
    day = date(2025, 1, 1)

    assert [sums_of(unit, rate, day=day)[:2] for unit in (places.district, other)] == [(25, 250), (40, 500)]
    [point] = series_of(Unit.objects.get(pk=places.old_province.pk), rate, [2023], day)
    assert (point.sums.numerator, point.label) == (65, "")


def test_a_province_with_one_figure_for_all_cannot_be_told_without_a_commune(provinces, draft, keeper, rate):
    (a, a1, _), (b, *_) = provinces
    store(rate, 2023, {a: counts(50, 600)})
    move(a1, b, draft, keeper)

    [point] = series_of(a, rate, [2023], TODAY)

    assert (point.figure, point.reason) == (None, NOT_BY_COMMUNES)


def test_a_lone_rate_of_one_of_the_communes_says_why_there_is_no_figure(provinces, draft, keeper, rate):
    (_, a1, _), (b, b1, _) = provinces
    store(rate, 2023, {a1: counts(40, 500), b1: value("7.5")})
    move(a1, b, draft, keeper)

    [point] = series_of(b, rate, [2023], TODAY)

    assert (point.figure, point.reason) == (None, "Không tính lại được: xã B1 chưa có tử số và mẫu số.")


def test_moves_cost_the_same_queries_for_one_commune_and_year_and_for_more(
    provinces, draft, keeper, rate, django_assert_max_num_queries
):
    (_, a1, a2), (b, b1, _) = provinces
    store(rate, 2023, {a1: counts(40, 500), a2: counts(10, 100), b1: counts(25, 250)})
    move(a1, b, draft, keeper)
    with django_assert_max_num_queries(20):
        series_of(b, rate, [2023], TODAY)
    move(a2, b, draft, keeper)

    with django_assert_max_num_queries(20):
        points = series_of(b, rate, [2020, 2021, 2022, 2023], TODAY)

    assert [point.figure and round(point.figure, 2) for point in points[:3]] == [None] * 3
    assert points[3].label in RESTATED
